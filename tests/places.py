"""Where the confinement tests run: as this user, as an ordinary user, and where no process may make namespaces.

Each place is a process of its own that executes tasks, so that all tests of a place share one warm server.
"""

from __future__ import annotations

import multiprocessing.connection
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

from grader.execute import Result, Task
from grader.sandbox import policy

ROOT = Path(__file__).resolve().parent.parent
ORDINARY = 54321
NAMES = ["this user", "ordinary user", "no namespaces"]
SECRET = "GRADER_SECRET"


class Place:
    """A process under some user that executes tasks one by one."""

    def __init__(self, name: str):
        self.name = name
        changes = os.geteuid() == 0 and name != "this user"
        self.uid = ORDINARY if changes else os.getuid()
        self.folder = Path(tempfile.mkdtemp(prefix="place-", dir="/tmp"))
        os.chown(self.folder, self.uid, self.uid if changes else -1)
        ours, theirs = socket.socketpair()
        command = [sys.executable, __file__, str(theirs.fileno())]
        if name == "no namespaces":
            command[2:2] = ["--refuse-namespaces"]
        if changes:
            command = [*_as_user(self.uid), *command]
        self.process = subprocess.Popen(
            command,
            pass_fds=[theirs.fileno()],
            env=os.environ | {"TMPDIR": str(self.folder), "HOME": str(self.folder), SECRET: "in the environment"},
            cwd="/",
        )
        theirs.close()
        self.connection = multiprocessing.connection.Connection(ours.detach())

    def execute(self, task: Task) -> Result:
        self.connection.send(task.model_dump())
        return Result(**self.connection.recv())

    def memory(self) -> int:
        """The most memory that the process ever had, in bytes."""
        for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
        raise AssertionError("no such line")

    def close(self) -> None:
        self.connection.close()
        self.process.wait(30)
        shutil.rmtree(self.folder, ignore_errors=True)


def _as_user(uid: int) -> list[str]:
    """A command that runs another as `uid`, with this project and its Python in sight even below /root."""
    needed = [str(ROOT), sys.prefix, sys.base_prefix]
    hidden = {str(parent) for path in needed for parent in Path(path).parents if not parent.stat().st_mode & 1}
    bwrap, _, problem = policy._bubblewrap(True)
    assert bwrap, problem
    command = [bwrap, "--dev-bind", "/", "/"]
    for folder in sorted(hidden):
        command += ["--perms", "0755", "--tmpfs", folder]
    for path in needed:
        above = max((folder for folder in hidden if path.startswith(folder + "/")), key=len, default=None)
        if above:
            between = [str(parent) for parent in reversed(Path(path).parents) if Path(above) in parent.parents]
            command += [part for folder in between for part in ("--perms", "0755", "--dir", folder)]
            command += ["--ro-bind", path, path]
    user = ["setpriv", f"--reuid={uid}", f"--regid={uid}", "--clear-groups", "--inh-caps=-all", "--bounding-set=-all"]
    return [*command, "--", *user]


def _refuse_namespaces() -> None:
    """What Docker's default seccomp profile refuses to a container without privileges."""
    import errno

    import pyseccomp as seccomp

    rules = seccomp.SyscallFilter(seccomp.ALLOW)
    for name in ("unshare", "setns", "mount", "umount2", "pivot_root", "pidfd_getfd"):
        rules.add_rule(seccomp.ERRNO(errno.EPERM), name)
    rules.add_rule(seccomp.ERRNO(errno.ENOSYS), "clone3")
    for bit in range(17, 32):
        if policy.NAMESPACE_FLAGS & 1 << bit:
            rules.add_rule(seccomp.ERRNO(errno.EPERM), "clone", seccomp.Arg(0, seccomp.MASKED_EQ, 1 << bit, 1 << bit))
    rules.load()


def _serve(descriptor: int) -> None:
    from grader.execute import execute

    connection = multiprocessing.connection.Connection(descriptor)
    while True:
        try:
            task = connection.recv()
        except EOFError:
            return
        connection.send(execute(Task(**task)).model_dump())


if __name__ == "__main__":
    if sys.argv[1] == "--refuse-namespaces":
        _refuse_namespaces()
    _serve(int(sys.argv[-1]))
