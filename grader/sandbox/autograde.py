"""Confined kernels for `nbgrader autograde` and formgrader's button, and for no other kernel of the same programs."""

from __future__ import annotations

import uuid
from typing import Any

from nbgrader.preprocessors import Execute

from .provisioner import SandboxedProvisioner


class ConfinedExecute(Execute):
    """nbgrader's Execute on sandboxed kernels; it takes Execute's place among `c.Autograde.autograde_preprocessors`."""

    def create_kernel_manager(self) -> Any:
        manager = super().create_kernel_manager()
        manager.provisioner = SandboxedProvisioner(
            kernel_id=str(uuid.uuid4()), kernel_spec=manager.kernel_spec, parent=manager
        )
        return manager
