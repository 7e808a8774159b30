"""Orders kernels from warm servers, starting a server where none runs yet."""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import functools
import hashlib
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from jupyter_client.kernelspec import KernelSpec

from . import policy

INSIDE = Path(__file__).parent / "inside"
CHANNELS = {"shell_port": 1, "iopub_port": 2, "stdin_port": 3, "control_port": 4, "hb_port": 5}
REPLY_BYTES = 1 << 16


class Lost(Exception):
    """A kernel's keeper ended without a report, which is not the kernel's doing: it cannot reach it."""


class WarmServer:
    """A server for one interpreter and one set of modules, shared by all graders of this user on this machine.

    `preload` holds what `execute.preload_modules` finds in a lab: modules to import, and NAME=value settings.
    Whoever holds such an object keeps the server alive.
    """

    def __init__(self, python: str, variables: dict[str, str], preload: tuple[str, ...]):
        self.python = python
        imports = [line for line in preload if line.startswith(("import ", "from ", "preload "))]
        self.modules = list(dict.fromkeys(line.split()[1] for line in imports))
        self.variables = variables | dict(line.split("=", 1) for line in preload if line not in imports)
        sources = [(path.name, path.stat().st_mtime_ns) for path in sorted(INSIDE.glob("*.py"))]
        identity = json.dumps([python, sorted(self.variables.items()), self.modules, sources])
        self.folder = policy.own_folder("warm", 0o700) / hashlib.sha256(identity.encode()).hexdigest()[:16]
        # The lock tells the server that somebody may still come. It goes with the process, however that ends.
        self.users = self._lock()

    def _lock(self) -> int:
        path = self.folder / "users"
        while True:
            policy.own_folder("warm", 0o700)
            self.folder.mkdir(mode=0o700, exist_ok=True)
            with contextlib.suppress(FileNotFoundError):
                descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600)
                fcntl.flock(descriptor, fcntl.LOCK_SH)
                # A server that just ended has removed its folder
                if path.exists() and os.path.samestat(os.fstat(descriptor), path.stat()):
                    return descriptor
                os.close(descriptor)

    def connect(self) -> socket.socket:
        """A new connection, to a new server if need be. The first order may be sent at once, whatever is warm yet."""
        if not self.folder.exists():
            # Temporary folders get cleaned, also of what is in use
            self.users = self._lock()
        with open(self.folder / "start", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            connection = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            try:
                connection.connect(str(self.folder / "socket"))
            except (FileNotFoundError, ConnectionRefusedError):
                self._start()
                connection.connect(str(self.folder / "socket"))
            return connection

    def _start(self) -> None:
        (self.folder / "socket").unlink(missing_ok=True)
        home = self.folder.parent / "home"
        home.mkdir(mode=0o700, exist_ok=True)
        with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as listener:
            listener.bind(str(self.folder / "socket"))
            listener.listen(64)
            command = [self.python, "-X", "frozen_modules=off", str(INSIDE / "server.py"), str(listener.fileno())]
            with open(self.folder / "server.log", "ab") as log:
                subprocess.Popen(
                    [*command, str(self.folder), *self.modules],
                    env=self.variables | {"HOME": str(home)},
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    cwd="/",
                    pass_fds=[listener.fileno()],
                    start_new_session=True,
                )


def warm_server(spec: KernelSpec, place: policy.Plan, preload: Iterable[str]) -> WarmServer:
    """The server from which kernels of `spec` come, held until this process ends."""
    warm = policy.is_ipykernel(spec)
    python = policy.interpreter(spec) if warm else None
    variables = tuple(sorted(policy.environment(spec, place).items()))
    return _server(python or sys.executable, variables, tuple(preload) if warm else ())


@functools.cache
def _server(python: str, variables: tuple[tuple[str, str], ...], preload: tuple[str, ...]) -> WarmServer:
    return WarmServer(python, dict(variables), preload)


class Kernel:
    """A confined kernel, from its order to the report of its end.

    It may be launched ahead of time: it is then ready but for the submission's folder, which `start` hands in.
    """

    def __init__(
        self,
        spec: KernelSpec,
        place: policy.Plan,
        limits: policy.Limits,
        preload: Iterable[str] = (),
        readable: Sequence[str] = (),
    ):
        self.key = secrets.token_hex(32)
        self.guard_key = secrets.token_hex(32)
        self.warm = policy.is_ipykernel(spec)
        self.ended: asyncio.Future[dict[str, Any]] | None = None
        order = policy.order(spec, place, limits, readable)
        order["connection"] = {
            **CHANNELS,
            "transport": "ipc",
            "key": self.key,
            "signature_scheme": "hmac-sha256",
            "kernel_name": spec.display_name,
        }
        order["guard_key"] = self.guard_key
        self._order = json.dumps(order).encode()
        self._connection: socket.socket | None = None
        # What will be the zip of the folder, and the pipe that tells when it is: until the kernel is started
        self._folder: tuple[int, int] | None = None
        self._server = warm_server(spec, place, preload)
        self._sockets: int | None = None

    def launch(self) -> None:
        """Order the kernel. It comes up and waits for its folder."""
        self._connection = self._server.connect()
        archive, (gate, tell) = os.memfd_create("folder"), os.pipe()
        self._folder = archive, tell
        try:
            self._connection.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, len(self._order) + REPLY_BYTES)
            socket.send_fds(self._connection, [self._order], [archive, gate])
        finally:
            os.close(gate)

    async def start(self, archive: bytes) -> None:
        """Returns once the kernel listens, in a folder unpacked from the zip `archive`.

        Raises Refusal with the keeper's reason when it cannot be had, and Lost.
        """
        if self._folder is None:
            self.launch()
        assert self._connection is not None and self._folder is not None
        self._loop = loop = asyncio.get_running_loop()
        target, tell = self._folder
        self._folder = None
        with open(target, "wb") as stream:
            stream.write(archive)
            stream.seek(0)
        # Where the kernel is gone already, its keeper says why
        with contextlib.suppress(BrokenPipeError), open(tell, "wb", buffering=0) as stream:
            stream.write(b"1")
        self._connection.setblocking(False)
        self._started: asyncio.Future[None] = loop.create_future()
        self.ended = loop.create_future()
        loop.add_reader(self._connection, self._read)
        await self._started

    def _read(self) -> None:
        assert self.ended is not None and self._connection is not None
        try:
            text, descriptors, _, _ = socket.recv_fds(self._connection, REPLY_BYTES, 1)
        except BlockingIOError:
            return
        except ConnectionError:
            text, descriptors = b"", []
        message = json.loads(text) if text else {"event": "lost", "reason": "the kernel's keeper ended", "peak": 0}
        # Where the grader is being ended, whoever waited has been cancelled
        if message["event"] == "started":
            self._sockets = descriptors[0]
            if not self._started.done():
                self._started.set_result(None)
            return
        self._loop.remove_reader(self._connection)
        if not self._started.done():
            failure = Lost if message["event"] == "lost" else policy.Refusal
            self._started.set_exception(failure(message["reason"]))
        if not self.ended.done():
            self.ended.set_result(message)

    @property
    def connection_info(self) -> dict[str, Any]:
        """How a client reaches the kernel: its sockets' folder is known to this process only, by descriptor."""
        return {
            **CHANNELS,
            "transport": "ipc",
            "ip": f"/proc/self/fd/{self._sockets}/k",
            "key": self.key.encode(),
            "signature_scheme": "hmac-sha256",
        }

    def poll(self) -> dict[str, Any] | None:
        """The report of the kernel's end, or None while it runs; also where no event loop runs just now."""
        assert self.ended is not None
        if not self.ended.done():
            self._read()
        return self.ended.result() if self.ended.done() else None

    @property
    def alive(self) -> bool:
        return self.ended is not None and not self.ended.done()

    def send_signal(self, number: int) -> None:
        if self.alive:
            assert self._connection is not None
            try:
                self._connection.send(json.dumps({"signal": int(number)}).encode())
            except ConnectionError:
                self._read()

    async def kill(self) -> dict[str, Any]:
        """End the kernel and everything it started; returns the keeper's report."""
        assert self.ended is not None
        self.send_signal(signal.SIGKILL)
        return await asyncio.shield(self.ended)

    def close(self) -> None:
        """Let go: whatever of the kernel is left ends now."""
        if self.alive:
            self._loop.remove_reader(self._connection)
        if self._connection is not None:
            self._connection.close()
        for descriptor in self._folder or ():
            os.close(descriptor)
        self._folder = None
        if self._sockets is not None:
            os.close(self._sockets)
            self._sockets = None
