"""What the grading tests share: submissions of the tiny lab, made, handed in, graded and read back."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook

BIN = Path(sys.executable).parent
ROOT = Path(__file__).resolve().parents[1]
LAB = "01_tiny"
ADD = "def add(a, b):\n    return a + b"
HELLO = '%%writefile work/hello.sh\n#!/usr/bin/env bash\necho "hello $1"'
RIGHT = {"add": ADD, "hello": HELLO}


def command(*words: str | Path, cwd: Path, code: int = 0, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run an installed command as a person does."""
    done = subprocess.run(
        [str(BIN / str(words[0])), *map(str, words[1:])],
        cwd=cwd,
        env={**os.environ, "COLUMNS": "100", **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == code, f"{words} gave {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done


def make_course(folder: Path, source: Path | None = None) -> Path:
    """A course that is built and known to its gradebook."""
    shutil.copytree(source or ROOT / "tests" / "courses" / "tiny", folder)
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    command("grader", "build", cwd=folder)
    command("nbgrader", "generate_assignment", LAB, cwd=folder)
    return folder


def released(course: Path) -> NotebookNode:
    """The notebook as students get it."""
    return nbformat.read(course / "labs" / LAB / f"{LAB}.ipynb", as_version=4)


def cell(notebook: NotebookNode, name: str) -> NotebookNode:
    """The cell of that grade_id."""
    return next(c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade_id") == name)


def answered(course: Path, answers: dict[str, str] = RIGHT) -> NotebookNode:
    """A notebook with these answers in it."""
    notebook = released(course)
    for name, source in answers.items():
        cell(notebook, name).source = source
    return notebook


def submit(
    course: Path,
    student: str,
    notebook: NotebookNode | bytes | None,
    *,
    timestamp: str | bytes | None = None,
    name: str = f"{LAB}.ipynb",
) -> Path:
    """Put a submission where nbgrader collects it."""
    folder = course / "submitted" / student / LAB
    folder.mkdir(parents=True, exist_ok=True)
    if notebook is not None:
        data = notebook if isinstance(notebook, bytes) else json.dumps(notebook).encode()
        (folder / name).write_bytes(data)
    if timestamp is not None:
        data = timestamp if isinstance(timestamp, bytes) else timestamp.encode()
        (folder / "timestamp.txt").write_bytes(data)
    return folder


def grade(course: Path, *options: str | Path, code: int = 0) -> dict[str, dict]:
    """Grade the lab; the record's submissions by student."""
    record = course / "grade.json"
    command("grader", "grade", LAB, "--json", record, *options, cwd=course, code=code)
    return {entry["student"]: entry for entry in json.loads(record.read_text())["submissions"]}


def gradebook(course: Path, db_url: str | None = None) -> dict[tuple[str, str], tuple]:
    """Everything that the gradebook says of the lab's grades, but for the ids it makes up."""
    with Gradebook(db_url or f"sqlite:///{course}/gradebook.db", "mlops") as book:
        return {
            (s.student.id, g.cell.name): (
                g.auto_score,
                g.manual_score,
                g.needs_manual_grade,
                n.late_submission_penalty,
                n.flagged,
                s.timestamp,
                sorted((c.cell.name, c.auto_comment) for c in n.comments),
            )
            for s in book.assignment_submissions(LAB)
            for n in s.notebooks
            for g in n.grades
        }
