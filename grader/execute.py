"""One notebook within its budgets: an executed notebook and what became of its kernel."""

from __future__ import annotations

import ast
import importlib.util
import io
import tempfile
import time
import zipfile
from typing import Literal

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode
from pydantic import BaseModel, Field

GIB = 1 << 30


class Budgets(BaseModel):
    """What one submission may use. Seconds are wall time, sizes are bytes."""

    cell_seconds: float = 60
    notebook_seconds: float = 300
    memory_bytes: int = 4 * GIB
    processes: int = 256
    output_bytes: int = 1_000_000
    files: int = 10_000
    disk_bytes: int = GIB


class Task(BaseModel):
    """One notebook to execute, with everything that a worker needs. It travels between our own processes only."""

    lab: str
    student: str
    name: str = Field(description="notebook file name without .ipynb")
    notebook: bytes = Field(description="the sanitized notebook, as nbformat JSON")
    files: bytes = Field(description="a zip of the folder that the notebook runs in")
    kernel_name: str = "python3"
    preload: list[str] = Field(default=[], description="modules that the warm server imports before it forks")
    budgets: Budgets = Budgets()
    confine: bool = True
    integrity: bool = True


class Result(BaseModel):
    """What came of a task. `notebook` is always there; a cell that was not run, ran over its time or is doubtful
    carries an `error` output with the reason, so that nbgrader's own scoring gives it 0."""

    notebook: bytes
    status: Literal["finished", "died", "timeout", "refused"]
    reasons: list[str] = []
    doubtful: dict[str, str] = Field(default={}, description="grade_id of a check -> why its result is not believed")
    lost: dict[str, str] = Field(default={}, description="grade_id of a check that did not run -> why")
    seconds: float
    cell_seconds: float = Field(description="time inside cells")
    confinement: list[str] = Field(default=[], description="the layers in force")
    started: Literal["warm", "cold"]
    peak_memory_bytes: int = 0


def execute(task: Task) -> Result:
    """Run the notebook's cells within the task's budgets.

    Never raises for what a student wrote: whatever happens in the kernel is told by the result.
    """
    begin = time.monotonic()
    notebook = nbformat.reads(task.notebook.decode(), as_version=4)
    with tempfile.TemporaryDirectory(prefix="grader-") as scratch:
        with zipfile.ZipFile(io.BytesIO(task.files)) as archive:
            archive.extractall(scratch)
        NotebookClient(
            notebook,
            kernel_name=task.kernel_name,
            timeout=int(task.budgets.cell_seconds),
            interrupt_on_timeout=True,
            allow_errors=True,
            skip_cells_with_tag="",
            resources={"metadata": {"path": scratch}},
        ).execute()
    seconds = time.monotonic() - begin
    return Result(
        notebook=nbformat.writes(notebook).encode(),
        status="finished",
        seconds=seconds,
        cell_seconds=seconds,
        started="cold",
    )


def preload_modules(notebook: NotebookNode) -> list[str]:
    """Top-level imports of a lab's code cells that this environment can resolve, in the order they first appear.

    Only statements at a cell's top level count: what a function imports may never be needed.
    """
    found: dict[str, None] = {}
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        try:
            tree = ast.parse(cell.source)
        except SyntaxError:
            continue
        for node in tree.body:
            if isinstance(node, ast.Import):
                found.update((alias.name, None) for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found[node.module] = None
    return [name for name in found if _resolves(name)]


def _resolves(name: str) -> bool:
    try:
        return importlib.util.find_spec(name) is not None
    except (ImportError, ValueError):
        return False
