"""A classroom as `make classroom` opens it, and the people in it: each with a server, a terminal, files."""

from __future__ import annotations

import contextlib
import csv
import json
import os
import re
import secrets
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil
import requests
import websocket

PATIENCE = 240  # seconds for what takes two on an idle machine


def until(condition: Callable[[], Any], what: str, seconds: float = PATIENCE) -> Any:
    """What `condition` returns, once that is true."""
    deadline = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < deadline, f"waited {seconds} s for {what}"
        time.sleep(0.1)
    return found


class Classroom:
    def __init__(self, process: subprocess.Popen, folder: Path, address: str, said: Callable[[], str]):
        self.process = process
        self.folder = folder / "classroom"
        self.address = address
        self.said = said

    @property
    def passwords(self) -> dict[str, str]:
        with (self.folder / "people.csv").open(newline="") as stream:
            return {row["name"]: row["password"] for row in csv.DictReader(stream)}

    @property
    def course(self) -> Path:
        return self.folder / "course"

    @property
    def exchange(self) -> Path:
        return self.folder / "exchange"

    def home(self, name: str) -> Path:
        return self.folder / "homes" / name

    def processes(self) -> list[psutil.Process]:
        with contextlib.suppress(psutil.NoSuchProcess):
            return psutil.Process(self.process.pid).children(recursive=True)
        return []

    def log(self) -> str:
        log = self.folder / "hub" / "log"
        return log.read_text(errors="replace") if log.exists() else "no log"

    def enter(self, name: str) -> Person:
        """Log in by the form, start the server, and take a token for it."""
        return Person(self, name)

    def interrupt(self) -> int:
        """Ctrl-C; returns the exit status once it has ended."""
        (start,) = (
            found
            for found in [psutil.Process(self.process.pid), *self.processes()]
            if _words(found)[1:2] == ["tools/classroom/start.py"]
        )
        start.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE)


def _words(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.NoSuchProcess:
        return []


@contextmanager
def classroom(folder: Path, *options: str, before: tuple[str, ...] = ()) -> Iterator[Classroom]:
    """The classroom of the course in `folder`, open until the block ends. `before` is a command that runs the other."""
    output = folder / "classroom.out"
    with output.open("w") as out:
        process = subprocess.Popen(
            [*before, "tools/classroom.sh", "--port=0", *options],
            cwd=folder,
            env=os.environ | {"HOME": str(folder)},
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    def address() -> re.Match | None:
        assert process.poll() is None, output.read_text()
        said = output.read_text()
        return re.search(r"open: (http://127\.0\.0\.1:\d+)", said) if "Ctrl-C" in said else None

    room = None
    try:
        found = until(address, "the classroom to open")
        room = Classroom(process, folder, found[1], output.read_text)
        yield room
    except BaseException:
        if room is not None:
            print(room.log()[-5000:])
        raise
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def log_in(
    session: requests.Session, room: Classroom, name: str, password: str = "", **options: Any
) -> requests.Response:
    """Fill in the form and send it, with the right password where none is given."""
    url = f"{room.address}/hub/login"
    xsrf = re.search(r'name="_xsrf" value="([^"]+)"', session.get(url, timeout=PATIENCE).text)[1]
    form = {"username": name, "password": password or room.passwords[name], "_xsrf": xsrf}
    return session.post(url, params={"next": "/hub/home"}, data=form, timeout=PATIENCE, **options)


class Person:
    """Somebody who is logged in, with a running server."""

    def __init__(self, room: Classroom, name: str):
        self.room, self.name = room, name
        self.session = requests.Session()
        self.session.trust_env = False
        answer = log_in(self.session, room, name)
        assert answer.ok and "/hub/login" not in answer.url, answer.url
        xsrf = next(found.value for found in self.session.cookies if (found.name, found.path) == ("_xsrf", "/hub/"))
        answer = self.session.post(
            f"{room.address}/hub/api/users/{name}/tokens",
            headers={"X-XSRFToken": xsrf, "Referer": f"{room.address}/hub/home"},
            json={"note": "test"},
            timeout=PATIENCE,
        )
        assert answer.ok, answer.text
        self.token = answer.json()["token"]
        self.headers = {"Authorization": f"token {self.token}"}
        answer = requests.post(f"{room.address}/hub/api/users/{name}/server", headers=self.headers, timeout=PATIENCE)
        assert answer.status_code in (201, 202, 400), answer.text
        until(self._up, f"the server of {name}")

    def _up(self) -> bool:
        user = requests.get(
            f"{self.room.address}/hub/api/users/{self.name}", headers=self.headers, timeout=PATIENCE
        ).json()
        return bool(user.get("server")) and not user.get("pending")

    def api(self, verb: str, path: str, **options: Any) -> requests.Response:
        """A request to the person's own server."""
        url = f"{self.room.address}/user/{self.name}/{path}"
        return requests.request(verb, url, headers=self.headers, timeout=PATIENCE, **options)

    def run(self, command: str, code: int | None = 0) -> str:
        """What a command says in a terminal of the person's server."""
        terminal = self.api("POST", "api/terminals").json()["name"]
        url = f"{self.room.address}/user/{self.name}/terminals/websocket/{terminal}".replace("http", "ws", 1)
        socket = websocket.create_connection(url, header=self.headers, timeout=PATIENCE)
        mark = secrets.token_hex(8)
        try:
            # The mark is taken apart in what is typed, which the terminal shows as well
            plain = (
                "bind 'set enable-bracketed-paste off'; stty -echo cols 4000; PS1= PS2=; export NO_COLOR=1 TERM=dumb"
            )
            socket.send(json.dumps(["stdin", f"{plain}; echo '{mark[:8]}''{mark[8:]}'\r"]))
            self._read(socket, f"{mark}\r\n")
            socket.send(json.dumps(["stdin", f"{{ {command}\n}} </dev/null; echo \"{mark[:8]}\"'{mark[8:]}' $?\r"]))
            said = self._read(socket, mark, then=r" (\d+)\r\n")
        finally:
            socket.close()
            self.api("DELETE", f"api/terminals/{terminal}")
        text, _, status = said.rpartition(mark)
        text = text.replace("\r\n", "\n")
        if code is not None:
            assert int(status) == code, f"{command} gave {status.strip()}\n{text}"
        return text

    def _read(self, socket: websocket.WebSocket, mark: str, then: str = "") -> str:
        text = ""
        deadline = time.monotonic() + PATIENCE
        while not re.search(re.escape(mark) + then, text):
            assert time.monotonic() < deadline, text
            kind, *rest = json.loads(socket.recv())
            if kind == "stdout":
                text += rest[0]
        return text
