"""Confined kernels for whatever starts kernels through jupyter_client, such as nbgrader's own autograde."""

from __future__ import annotations

import asyncio
import io
import os
import signal
import zipfile
from pathlib import Path
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning import KernelProvisionerBase
from traitlets import Bool, Int, List, Unicode

from . import policy
from .launch import Kernel


class SandboxedProvisioner(KernelProvisionerBase):
    """Starts kernels in a cell of their own, on a copy of the folder that they were to run in.

    Registered as "sandboxed": `JUPYTER_DEFAULT_PROVISIONER_NAME=sandboxed`, or a kernel's kernel.json, makes any
    program use it. What a kernel writes is gone when it ends.
    """

    confine = Bool(True, help="Confine the kernel; without it, student code has this user's rights.").tag(config=True)
    memory_bytes = Int(4 * policy.GIB, help="Memory of a kernel and all it starts.").tag(config=True)
    processes = Int(256, help="Processes and threads of a kernel and all it starts.").tag(config=True)
    output_bytes = Int(policy.MIB, help="Output that one cell may write.").tag(config=True)
    files = Int(10_000, help="Files that a kernel may make.").tag(config=True)
    disk_bytes = Int(policy.GIB, help="Space that its files may take.").tag(config=True)
    preload = List(Unicode(), help="What the warm server does before it forks: import statements, and NAME=value.").tag(
        config=True
    )
    readable = List(Unicode(), help="Further paths that a kernel may read.").tag(config=True)

    kernel: Kernel | None = None

    @property
    def has_process(self) -> bool:
        return self.kernel is not None

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        kwargs = await super().pre_launch(**kwargs)
        return {**kwargs, "cmd": self.kernel_spec.argv}

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Raises Refusal, with the remedy in its text, when the kernel cannot be confined."""
        limits = policy.Limits(**{name: getattr(self, name) for name in policy.Limits.model_fields})
        kernel = Kernel(
            self.kernel_spec,
            policy.plan(self.confine),
            limits,
            preload=self.preload,
            readable=self.readable,
        )
        await kernel.start(pack(Path(kwargs.get("cwd") or os.getcwd())))
        self.kernel = kernel
        self.connection_info = kernel.connection_info
        return self.connection_info

    async def poll(self) -> int | None:
        if self.kernel is None:
            return 0
        return None if self.kernel.poll() is None else 1

    async def wait(self) -> int | None:
        if self.kernel is not None:
            while self.kernel.poll() is None:
                await asyncio.sleep(0.05)
            self._release()
        return 0

    async def send_signal(self, signum: int) -> None:
        if self.kernel is not None:
            self.kernel.send_signal(signum)

    async def kill(self, restart: bool = False) -> None:
        await self.send_signal(signal.SIGKILL)
        await self.wait()

    async def terminate(self, restart: bool = False) -> None:
        # There is nothing in the cell that would be worth a goodbye
        await self.kill(restart)

    async def cleanup(self, restart: bool = False) -> None:
        self._release()

    def _release(self) -> None:
        if self.kernel is not None:
            self.kernel.close()
            self.kernel = None


def pack(folder: Path) -> bytes:
    """A zip of a folder's files. Links are left out: they may lead anywhere."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED, strict_timestamps=False) as archive:
        for parent, folders, names in os.walk(folder):
            for name in [*folders, *names]:
                path = Path(parent, name)
                if path.is_symlink() or not (path.is_file() or path.is_dir()):
                    continue
                archive.write(path, path.relative_to(folder))
    return buffer.getvalue()
