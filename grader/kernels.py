"""The kernel that a lab names: which it is, and one line where it is not installed."""

from __future__ import annotations

import functools

from jupyter_client.kernelspec import KernelSpec, KernelSpecManager, NoSuchKernel
from nbformat import NotebookNode

from .course import CourseError, Lab


def kernel_name(notebook: NotebookNode) -> str:
    """The kernel that a notebook names; `python` is jupyter_client's own word for python3."""
    name = notebook.metadata.get("kernelspec", {}).get("name", "python3")
    return "python3" if name == "python" else name


@functools.cache
def kernel_spec(name: str) -> KernelSpec:
    """What is installed under that name. Raises NoSuchKernel."""
    return KernelSpecManager().get_kernel_spec(name)


def need_kernel(lab: Lab, notebook: NotebookNode) -> KernelSpec:
    """The kernel of a lab's notebook.

    Raises:
        CourseError: it is not installed.
    """
    name = kernel_name(notebook)
    try:
        return kernel_spec(name)
    except NoSuchKernel:
        raise CourseError(f"lab {lab.name} needs the kernel `{name}`: run make env") from None
