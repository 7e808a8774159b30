"""Where the confinement tests run: as this user, as an ordinary user, and where no process may make namespaces.

Each place is a process of its own that executes tasks, so that all tests of a place share one warm server.
"""

from __future__ import annotations

import io
import multiprocessing.connection
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import nbformat
from nbgrader.utils import determine_grade

from grader.execute import Budgets, Result, Task
from grader.sandbox import policy

ROOT = Path(__file__).resolve().parent.parent
ORDINARY = 54321
NAMES = ["this user", "ordinary user", "no namespaces"]
SECRET = "GRADER_SECRET"


def task(*sources: str, files: dict[str, bytes] | None = None, **options: Any) -> Task:
    """A task of code cells. A source that is a (grade_id, source) pair becomes a check of one point."""
    cells = []
    for source in sources:
        grade_id, text = source if isinstance(source, tuple) else (None, source)
        cells.append(nbformat.v4.new_code_cell(text))
        if grade_id:
            marks = {"grade": True, "solution": False, "locked": True, "points": 1, "grade_id": grade_id}
            cells[-1].metadata["nbgrader"] = {**marks, "schema_version": 3, "task": False}
    notebook = nbformat.v4.new_notebook(cells=cells)
    if "files_limit" in options:
        options["files"] = options.pop("files_limit")
    budgets = Budgets(**{name: options.pop(name) for name in list(options) if name in Budgets.model_fields})
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as members:
        for name, content in (files or {}).items():
            members.writestr(name, content)
    return Task(
        lab="lab",
        student="student",
        name="lab",
        notebook=nbformat.writes(notebook).encode(),
        files=archive.getvalue(),
        budgets=budgets,
        **options,
    )


def texts(result: Result) -> list[str]:
    """What each code cell put out, errors by name and message."""
    found = []
    for cell in nbformat.reads(result.notebook.decode(), as_version=4).cells:
        parts = []
        for output in cell.outputs:
            if output.output_type == "stream":
                parts.append(output.text)
            elif output.output_type == "error":
                parts.append(f"{output.ename}: {output.evalue}\n")
            else:
                parts.append(output.data.get("text/plain", "") + "\n")
        found.append("".join(parts))
    return found


def scores(result: Result) -> dict[str, float]:
    """nbgrader's own verdict on each check."""
    found = {}
    for cell in nbformat.reads(result.notebook.decode(), as_version=4).cells:
        if cell.metadata.get("nbgrader", {}).get("grade"):
            found[cell.metadata.nbgrader.grade_id] = determine_grade(cell)[0]
    return found


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
