"""Start a real server from a notebook cell, and be sure that it ends with the cell."""

from __future__ import annotations

import os
import shlex
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

GRACE = 5.0  # seconds that a server has between SIGTERM and SIGKILL
POLL = 0.05  # seconds between two looks at a server that is not up yet
LOG_BYTES = 1_000_000  # how much of the end of a log is ever read
TAIL_LINES = 20  # how much of it an error shows

_GUARDIAN = Path(__file__).with_name("_guardian.py")
# Straight to 127.0.0.1: a proxy in the environment must never see these requests.
_DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class ServiceError(RuntimeError):
    """A server did not start, did not get healthy in time, or could not be ended. The message holds the log's tail."""


class Service:
    """A running server, as `service` yields it.

    Attributes:
        url: its address, such as `http://127.0.0.1:40123`, without a slash at the end.
        port: the port it was given.
        pid: the process id of the command.
    """

    def __init__(self, port: int, pid: int, log: IO[bytes]) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self.port = port
        self.pid = pid
        self._log = log
        self._whole_log: str | None = None  # once the server has ended

    def __repr__(self) -> str:
        return f"<Service {self.url}, pid {self.pid}>"

    def log(self) -> str:
        """Return what the server has written to its output and error so far, at most the last megabyte.

        It works after the server has ended, too.
        """
        return _read_log(self._log) if self._whole_log is None else self._whole_log


@contextmanager
def service(
    command: Sequence[str],
    health: str | Callable[[str], bool] = "/health",
    timeout: float = 30,
    env: Mapping[str, str] | None = None,
    cwd: str | Path | None = None,
) -> Iterator[Service]:
    """Run a server on a free port of 127.0.0.1 for as long as the `with` block lasts.

    Args:
        command: the program and its arguments; `{port}` in any of them is replaced by the free port.
        health: a path that is asked until it answers with a status below 500, or a function that is given the
            server's address and tells whether it is up (an exception counts as no).
        timeout: seconds that the server has to get healthy.
        env: environment variables on top of the notebook's own.
        cwd: the folder to start in; the notebook's own by default.

    Yields a `Service`. At the end of the block the server's whole process group gets SIGTERM and, five seconds later,
    SIGKILL, and the block waits until it is gone. The same happens when the cell is interrupted, and when the kernel
    is restarted or killed. On Linux that includes what the server moved out of its group.

    Raises ServiceError when the server cannot be started, ends early or is not healthy in time; ValueError when
    `command` is no list of strings; FileNotFoundError when there is no folder `cwd`.

        with service([sys.executable, "-m", "http.server", "{port}"], health="/") as server:
            page = httpx.get(server.url)
    """
    if isinstance(command, str) or not command or not all(isinstance(part, str) for part in command):
        raise ValueError(f'command must be a list of strings such as ["uvicorn", "app:app"], not {command!r}')
    port = _free_port()
    command = [part.replace("{port}", str(port)) for part in command]
    name = shlex.join(command)
    with tempfile.TemporaryFile() as log:
        guardian = subprocess.Popen(
            [sys.executable, "-I", "-S", str(_GUARDIAN), str(GRACE), *command],
            stdin=subprocess.PIPE,  # never written to: it closes when this process ends, however it ends
            stdout=subprocess.PIPE,
            stderr=log,
            env={**os.environ, **env} if env else None,
            cwd=cwd,
            text=True,
            start_new_session=True,  # an interrupt or a kill of the kernel's process group must not reach it
        )
        server = None
        try:
            started = guardian.stdout.readline().strip()
            if not started.isdecimal():
                raise ServiceError(
                    _explain(
                        f"`{name}` did not start: {started.removeprefix('error: ') or 'no word from its guardian'}", log
                    )
                )
            server = Service(port, int(started), log)
            _await_health(server, health, timeout, guardian, name)
            yield server
        finally:
            guardian.stdin.close()
            try:
                guardian.wait(GRACE + 5)
            except subprocess.TimeoutExpired:
                raise ServiceError(_explain(f"`{name}` does not end, not even by SIGKILL", log)) from None
            finally:
                guardian.stdout.close()
                if server is not None:
                    server._whole_log = _read_log(log)


def _await_health(
    server: Service, health: str | Callable[[str], bool], timeout: float, guardian: subprocess.Popen, name: str
) -> None:
    """Wait until the server is healthy. Raise ServiceError when it ends first or takes longer than `timeout`."""
    check = health if callable(health) else lambda url: _answers(f"{url}/{health.removeprefix('/')}")
    deadline = time.monotonic() + timeout
    while True:
        try:
            healthy, last = check(server.url), "the health function said no"
        except Exception as error:  # a student's function may raise anything while the server is not up
            healthy, last = False, str(error)
        # Looked at after the check: another program may answer on the port of a server that is gone.
        if guardian.poll() is not None:
            code = guardian.stdout.read().strip()
            raise ServiceError(_explain(f"`{name}` ended with exit code {code} before it was healthy", server._log))
        if healthy:
            return
        if time.monotonic() > deadline:
            raise ServiceError(
                _explain(f"`{name}` was not healthy at {server.url} within {timeout:g} s ({last})", server._log)
            )
        time.sleep(POLL)


def _answers(url: str) -> bool:
    try:
        _DIRECT.open(url, timeout=2).close()
    except urllib.error.HTTPError as error:
        error.close()
        if error.code >= 500:
            raise
    return True


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _read_log(log: IO[bytes]) -> str:
    """Read the end of the log without moving the position, at which the server goes on writing."""
    size = os.fstat(log.fileno()).st_size
    kept = min(size, LOG_BYTES)
    return os.pread(log.fileno(), kept, size - kept).decode(errors="replace")


def _explain(what: str, log: IO[bytes]) -> str:
    tail = _read_log(log).splitlines()[-TAIL_LINES:]
    return "\n".join([what, "Its log ends:" if tail else "Its log is empty.", *tail])
