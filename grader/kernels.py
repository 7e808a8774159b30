"""The kernel that a lab names: which it is, and one line where it is not installed."""

from __future__ import annotations

import functools
import json
import subprocess

from jupyter_client.kernelspec import KernelSpec, KernelSpecManager, NoSuchKernel
from nbformat import NotebookNode
from pydantic import BaseModel

from .course import CourseError, Lab

# The first of each name counts: a stack's own package hides that of main.
ABOUT = """
import importlib.metadata as metadata, json, platform
packages = {}
for found in metadata.distributions():
    packages.setdefault(found.name.lower().replace("_", "-"), found.version)
print(json.dumps({"python": platform.python_version(), "packages": packages}))
"""


class KernelRecord(BaseModel):
    """What a Python kernel runs on: its Python's version, and that of each package it sees."""

    python: str
    packages: dict[str, str]


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


def kernel_record(python: str) -> KernelRecord:
    """Ask a kernel's interpreter what it is and what it has."""
    done = subprocess.run([python, "-I", "-c", ABOUT], check=True, capture_output=True, text=True)
    return KernelRecord(**json.loads(done.stdout))
