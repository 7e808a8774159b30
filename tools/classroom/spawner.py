"""Who logs in, and a server for each that sees the system, the course's environment and its person's own files."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from secrets import compare_digest

from jupyterhub.auth import Authenticator
from jupyterhub.spawner import LocalProcessSpawner
from room import Person, Room
from traitlets import Instance, Unicode

import grader
from grader.sandbox import policy

HERE = Path(__file__).resolve().parent
INSIDE = HERE / "inside.py"
# Where a confined server has the exchange: below nothing that Landlock opens, wherever the course is
EXCHANGE = Path("/exchange")


class ListAuthenticator(Authenticator):
    """The names and passwords of the room's list."""

    room = Instance(Room).tag(config=True)

    async def authenticate(self, handler, data):
        person = self.room.people().get(data["username"])
        # Compared in any case, so that the answer takes as long for a name that is not there
        right = compare_digest((person.password if person else "").encode(), data["password"].encode())
        return person.name if person and right else None


class RoomSpawner(LocalProcessSpawner):
    """Servers on this machine, confined by bubblewrap.

    Started as root, each person has a user id of its own, and the system's ordinary rules keep people apart. Otherwise
    all have the same one: then each sees its own files alone, and Landlock makes the exchange a drop box.
    """

    room = Instance(Room).tag(config=True)
    bwrap = Unicode(help="The bubblewrap to use.").tag(config=True)

    @property
    def person(self) -> Person:
        return self.room.people()[self.user.name]

    @property
    def home(self) -> Path:
        return self.room.home(self.person)

    @property
    def main(self) -> Path:
        """The environment that labs run in; the hub's own is a stack in it."""
        return Path(sys.prefix).parents[1]

    def make_preexec_fn(self, name):
        return None

    @property
    def confined(self) -> bool:
        """On one account, the instructor is who started the classroom."""
        return not self.person.teaches or self.person.number is not None

    def user_env(self, env):
        room, course = self.room, self.room.course
        # Formgrader is a frame in JupyterLab, which a hub's servers forbid; the instructor's settings allow it
        settings = [HERE / "jupyter", room.hub / "instructor", course] if self.person.teaches else []
        settings = settings or [room.root / "tools" / "jupyter", self.home]
        return env | {
            "USER": self.person.name,
            "HOME": str(self.home),
            "SHELL": "/bin/bash",
            "PATH": f"{self.main / 'bin'}:{policy.PATH}",
            "JUPYTER_CONFIG_PATH": os.pathsep.join(map(str, settings)),
            "NBGRADER_EXCHANGE": str(EXCHANGE if self.confined else room.exchange),
        }

    async def start(self):
        person, room = self.person, self.room
        self.notebook_dir = str(room.course if person.teaches else self.home / "labs")
        self.popen_kwargs = {"cwd": self.notebook_dir}
        order = {"uid": person.number, "packages": _packages(sys.prefix), "landlock": None}
        wall = self._wall(order) if self.confined else []
        self.cmd = [*wall, str(self.main / "bin" / "python"), str(INSIDE), json.dumps(order)]
        return await super().start()

    def _wall(self, order) -> list[str]:
        """The command that builds the walls; adds to `order` what has to be done inside of them."""
        person, room = self.person, self.room
        readable = [*policy.SYSTEM, *(f"/etc/{name}" for name in policy.ETC), "/etc/resolv.conf", *policy.STATE]
        readable += [*policy.interpreter_paths(str(self.main / "bin" / "python")), str(self.main)]
        readable += [*policy.package_paths(), os.path.dirname(grader.__file__)]
        readable += [str(room.root / name) for name in ("tools/jupyter", "tools/classroom")]
        writable = [str(self.home), *([str(room.course)] if person.teaches else [])]
        own_processes = not person.teaches

        wall = [self.bwrap, "--die-with-parent", "--unshare-ipc", "--unshare-uts", "--hostname", "classroom"]
        wall += ["--unshare-user"] if person.number is None else []
        wall += ["--perms", "1777", "--tmpfs", "/tmp"]
        made = {Path("/"), Path("/tmp")}

        def bind(how: str, source: Path, path: Path) -> None:
            for parent in reversed(path.parents):
                # As root, bubblewrap would make the folders on the way unreadable for anyone else
                if parent not in made:
                    made.add(parent)
                    wall.extend(["--perms", "0755", "--dir", str(parent)])
            made.add(path)
            wall.extend([how, str(source), str(path)])

        for path in map(Path, policy.outermost(readable)):
            if path.is_symlink():
                bind("--symlink", Path(os.readlink(path)), path)
            elif path.exists():
                bind("--ro-bind", path, path)
        for path in map(Path, writable):
            bind("--bind", path, path)
        bind("--bind", room.exchange, EXCHANGE)
        # nbgrader's settings are the course's, whatever is in the home
        if not person.teaches:
            config = self.home / "nbgrader_config.py"
            bind("--ro-bind", room.root / config.name, config)
        users = room.people().values() if person.teaches else [person]
        for name, text in _accounts(users, os.getuid(), self.home).items():
            file = room.hub / "etc" / person.name / name
            _put(file, text)
            file.chmod(0o644)
            wall += ["--ro-bind", str(file), f"/etc/{name}"]
        # The instructor's grader makes namespaces in here, which takes a /proc that nothing is hidden of
        wall += ["--unshare-pid", "--proc", "/proc"] if own_processes else ["--bind", "/proc", "/proc"]
        wall += ["--dev", "/dev", "--perms", "1777", "--tmpfs", "/dev/shm", "--remount-ro", "/"]

        if person.number is None:
            (name,) = (folder.name for folder in room.exchange.iterdir() if folder.is_dir())
            course = EXCHANGE / name
            order["landlock"] = {
                "read": [*readable, str(course / "outbound")],
                "write": [*writable, "/tmp", "/dev", "/proc"],
                "drop": [str(course / "inbound")],
                "fetch": [str(course / "feedback")],
            }
        return [*wall, "--chdir", self.notebook_dir, "--"]


def _packages(prefix: str) -> str:
    version = sys.version_info
    return str(Path(prefix, "lib", f"python{version[0]}.{version[1]}", "site-packages"))


def _accounts(people, own_uid: int, home: Path) -> dict[str, str]:
    """/etc/passwd and /etc/group as a server sees them: nbgrader takes a person's name from there."""
    ids = {person.name: own_uid if person.number is None else person.number for person in people}
    users = [f"{name}:x:{uid}:{uid}::{home.parent / name}:/bin/bash\n" for name, uid in ids.items()]
    groups = [f"{name}:x:{uid}:\n" for name, uid in ids.items()]
    return {
        "passwd": "root:x:0:0:root:/root:/bin/bash\n" + "".join(users),
        "group": "root:x:0:\ntty:x:5:\n" + "".join(groups),
    }


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.write_text(text)
