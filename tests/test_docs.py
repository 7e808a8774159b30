"""The guides do what they say: their commands are run, in the order in which the persons would run them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import nbformat
import pytest
from conftest import BIN, ROOT

LAB = "01_python"


def blocks(guide: str, name: str) -> str:
    """The shell commands of a guide's blocks of that name."""
    found = re.findall(rf"```sh {name}\n(.*?)```", (ROOT / "docs" / guide).read_text(), flags=re.S)
    assert found, f"docs/{guide} has no block {name!r}"
    return "".join(found)


@pytest.fixture
def shell(tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    exchange = tmp_path / "exchange"
    exchange.mkdir()
    exchange.chmod(0o777)

    def run(commands: str, cwd: Path) -> str:
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", commands],
            cwd=cwd,
            env={
                **os.environ,
                "HOME": str(home),
                "NBGRADER_EXCHANGE": str(exchange),
                "PATH": f"{BIN}:{os.environ['PATH']}",
            },
            capture_output=True,
            text=True,
            timeout=600,
        )
        assert done.returncode == 0, f"{commands}\n{done.stdout}\n{done.stderr}"
        return done.stdout + done.stderr

    return run


def test_student_and_instructor_guides_take_a_lab_the_whole_way(clone, shell):
    course, student = clone("course"), clone("student")
    shutil.rmtree(student / "solutions")
    shell(blocks("instructor.md", "instructor-release"), course)

    solved = nbformat.read(course / f"solutions/{LAB}/{LAB}.ipynb", as_version=4)
    sources = {c.id: c.source for c in solved.cells if c.metadata.get("nbgrader", {}).get("solution")}
    path = student / f"labs/{LAB}/{LAB}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        cell.source = sources.get(cell.id, cell.source)
    nbformat.write(notebook, path)
    assert "Success" in shell(blocks("student.md", "student-validate"), student)
    shell(blocks("student.md", "student-submit"), student)

    for step in ("collect", "grade", "report", "lms", "feedback"):
        shell(blocks("instructor.md", f"instructor-{step}"), course)
    assert ",20.0,20.0\n" in (course / "grades.csv").read_text()
    for lms in ("moodle", "canvas"):
        assert (course / f"{lms}.csv").read_text().rstrip().endswith(",20"), lms
    shell(blocks("student.md", "student-feedback"), student)
    assert list((student / f"labs/{LAB}/feedback").rglob("*.html"))


def test_author_guide_makes_a_proven_lab(clone, shell):
    said = shell(blocks("author.md", "author"), clone("course"))
    assert "90_hello: solution 2/2, blank 0/2" in said
    assert "2 right answers accepted, 4 wrong answers rejected, 0 misses" in said
