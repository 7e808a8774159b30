"""Start a real server from a notebook cell, and be sure that it ends with the cell."""

from __future__ import annotations

import json
import os
import select
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
from typing import IO, Any

from labkit import _forkserver

GRACE = 5.0  # seconds that a server has between SIGTERM and SIGKILL
POLL = 0.05  # seconds between two looks at a server that is not up yet
LOG_BYTES = 1_000_000  # how much of the end of a log is ever read
TAIL_LINES = 20  # how much of it an error shows

_GUARDIAN = Path(__file__).with_name("_guardian.py")
# Straight to 127.0.0.1: a proxy in the environment must never see these requests.
_DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))
# To the process that forks Python servers, once there is one; and that process, where this one started it
_orders: socket.socket | None = None
_forks: subprocess.Popen | None = None


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

    A command that begins with `sys.executable` starts from the process that `preload` made, if there is one.

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
        guardian = _start_guardian(command, log, {**os.environ, **(env or {})}, cwd)
        server = None
        try:
            started = guardian.stdout.readline().decode().strip()
            if not started and isinstance(guardian, _ForkedGuardian):  # the fork server ended with the order unread
                guardian.stdin.close()
                guardian.stdout.close()
                guardian = _start_guardian(command, log, {**os.environ, **(env or {})}, cwd, anew=True)
                started = guardian.stdout.readline().decode().strip()
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


def preload(*modules: str) -> None:
    """Import modules once for all Python servers that `service` starts from now on, in a process of its own.

    Returns at once; that process imports while the notebook goes on, and ends with it. Of the notebook's own names and
    modules its servers have nothing. Where this cannot be had (it needs Linux), each server imports for itself.

    Args:
        modules: names such as `"sklearn.ensemble"`. One that cannot be imported is left to the servers.
    """
    global _orders
    for _ in range(2):  # a process that somebody ended is replaced
        try:
            if _orders is None:
                _orders = _start_forkserver()
            _orders.send(json.dumps({"preload": modules}).encode())
            return
        except (OSError, AttributeError):  # AttributeError: a system without pidfds
            _orders = None


def fork_from_here() -> None:
    """Have servers start from a fork of this process as it is now. A warm kernel calls it before it runs any cell."""
    global _orders
    _orders = _forkserver.fork()


def _start_forkserver() -> socket.socket:
    global _forks
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    kernel = os.pidfd_open(os.getpid())
    try:
        _forks = subprocess.Popen(
            [sys.executable, _forkserver.__file__, str(theirs.fileno()), str(kernel)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            # pyarrow's allocator would start a thread at import, and a fork would lose it
            env={**os.environ, "JE_ARROW_MALLOC_CONF": "background_thread:false"},
            pass_fds=[theirs.fileno(), kernel],
            start_new_session=True,
        )
    finally:
        theirs.close()
        os.close(kernel)
    return ours


class _ForkedGuardian:
    """A guardian that the fork server started, as far as `service` uses what subprocess.Popen offers."""

    def __init__(self, lifeline: int, words: int) -> None:
        self.stdin = os.fdopen(lifeline, "wb", buffering=0)
        self.stdout = os.fdopen(words, "rb", buffering=0)

    def poll(self) -> int | None:
        """Not None once its last words are there, or it is gone without any."""
        return 0 if select.select([self.stdout], [], [], 0)[0] else None

    def wait(self, timeout: float) -> None:
        deadline = time.monotonic() + timeout
        while True:
            if not select.select([self.stdout], [], [], max(0, deadline - time.monotonic()))[0]:
                raise subprocess.TimeoutExpired("guardian", timeout)
            if not self.stdout.read(100):
                return


def _start_guardian(
    command: list[str],
    log: IO[bytes],
    environment: dict[str, str],
    cwd: str | Path | None,
    anew: bool = False,
) -> subprocess.Popen | _ForkedGuardian:
    """Have a server started by a guardian of its own, which says the server's process id on its standard output.

    With `anew` from nothing, whether there is a fork server or not.
    """
    if not anew and _orders is not None and command[0] == sys.executable and os.path.isdir(cwd or "."):
        order = {"command": command, "grace": GRACE, "environment": environment, "cwd": os.path.abspath(cwd or ".")}
        try:
            return _send_order(_orders, order, log)
        except OSError:  # it is gone, or the environment is too large for one message
            pass
    return subprocess.Popen(
        [sys.executable, "-I", "-S", str(_GUARDIAN), str(GRACE), *command],
        stdin=subprocess.PIPE,  # never written to: it closes when this process ends, however it ends
        stdout=subprocess.PIPE,
        stderr=log,
        env=environment,
        cwd=cwd,
        start_new_session=True,  # an interrupt or a kill of the kernel's process group must not reach it
    )


def _send_order(orders: socket.socket, order: dict[str, Any], log: IO[bytes]) -> _ForkedGuardian:
    below, lifeline = os.pipe()
    words, above = os.pipe()
    guardian = _ForkedGuardian(lifeline, words)
    asker = os.pidfd_open(os.getpid())
    try:
        socket.send_fds(orders, [json.dumps(order).encode()], [below, above, log.fileno(), asker])
    except OSError:
        guardian.stdin.close()
        guardian.stdout.close()
        raise
    finally:
        for descriptor in (below, above, asker):
            os.close(descriptor)
    return guardian


def _await_health(
    server: Service,
    health: str | Callable[[str], bool],
    timeout: float,
    guardian: subprocess.Popen | _ForkedGuardian,
    name: str,
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
            code = guardian.stdout.read().decode().strip()
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
