"""A lab's whole way by stock nbgrader commands: released, fetched, worked, submitted, graded, fed back, exported."""

from __future__ import annotations

import csv
import shutil
import zipfile

import nbformat
import pytest
from nbgrader.api import Gradebook

LAB = "01_tiny"


def fill(path, answers):
    """Put answers into a student's notebook, as a person would: one solution cell at a time."""
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("grade_id") in answers:
            cell.source = answers[cell.metadata.nbgrader.grade_id]
    nbformat.write(notebook, path)


RIGHT_ADD = "def add(a, b):\n    return a + b"
HIDDEN_MISS = "def add(a, b):\n    return abs(a) + abs(b)"
RIGHT_HELLO = '%%writefile work/hello.sh\n#!/usr/bin/env bash\necho "hello $1"'


@pytest.fixture
def course(tiny, run):
    run("grader", "build", cwd=tiny)
    return tiny


@pytest.fixture
def student(course, tmp_path):
    """A student's own clone: what the repository holds, in another folder."""
    clone = tmp_path / "student"
    clone.mkdir()
    shutil.copy(course / "nbgrader_config.py", clone)
    shutil.copytree(course / "labs", clone / "labs")
    return clone


def scores(course):
    with Gradebook(f"sqlite:///{course}/gradebook.db") as gradebook:
        return {
            (s.student.id, g.cell.name): g.auto_score
            for s in gradebook.assignment_submissions(LAB)
            for n in s.notebooks
            for g in n.grades
        }


def test_over_a_shared_exchange(course, student, run, tmp_path):
    exchange = tmp_path / "exchange"
    exchange.mkdir(mode=0o777)
    exchange.chmod(0o777)

    def nbgrader(*arguments, cwd):
        return run("nbgrader", *arguments, cwd=cwd, NBGRADER_EXCHANGE=str(exchange))

    nbgrader("generate_assignment", LAB, cwd=course)
    nbgrader("release_assignment", LAB, cwd=course)
    assert f"mlops {LAB}" in nbgrader("list", cwd=student).stderr

    (student / "labs" / LAB / f"{LAB}.ipynb").unlink()
    nbgrader("fetch_assignment", LAB, cwd=student)
    notebook = student / "labs" / LAB / f"{LAB}.ipynb"
    fill(notebook, {"add": "def add(a, b):\n    return a - b", "hello": RIGHT_HELLO})
    said = nbgrader("validate", notebook, cwd=student).stdout
    assert "did you subtract" in said and "hello" not in said.split("did you subtract")[1]
    fill(notebook, {"add": HIDDEN_MISS})
    assert "Success" in nbgrader("validate", notebook, cwd=student).stdout
    nbgrader("submit", LAB, cwd=student)

    nbgrader("collect", LAB, cwd=course)
    (submitted,) = (course / "submitted").iterdir()
    nbgrader("autograde", LAB, cwd=course)
    assert scores(course) == {(submitted.name, "add-check"): 0, (submitted.name, "hello-check"): 3}

    nbgrader("generate_feedback", LAB, cwd=course)
    nbgrader("release_feedback", LAB, cwd=course)
    nbgrader("fetch_feedback", LAB, cwd=student)
    (page,) = (student / "labs" / LAB / "feedback").rglob("*.html")
    text = page.read_text()
    assert "negative numbers add too" in text, "the failing check's message teaches"
    assert "BEGIN HIDDEN" not in text and "add(-1, -2)" not in text, "the hidden test itself stays hidden"

    nbgrader("export", cwd=course)
    (row,) = csv.DictReader((course / "grades.csv").open())
    assert (float(row["score"]), float(row["max_score"])) == (3, 5)


def test_without_an_exchange(course, student, run, tmp_path):
    """Students download their notebook and hand it in by an LMS, which renames it; zip_collect takes the archive."""
    names = {
        "ada": f"ada_{LAB}.ipynb",
        "lee": f"lee_4711_90210_{LAB}-1.ipynb",
        "Mai Tran": f"Mai Tran_12_file_{LAB}.ipynb",
    }
    archive = course / "downloaded" / LAB / "archive"
    archive.mkdir(parents=True)
    with zipfile.ZipFile(archive / "submissions.zip", "w") as bundle:
        for name in names.values():
            notebook = tmp_path / "mine.ipynb"
            shutil.copy(student / "labs" / LAB / f"{LAB}.ipynb", notebook)
            fill(notebook, {"add": RIGHT_ADD})
            bundle.write(notebook, name)

    run("nbgrader", "generate_assignment", LAB, cwd=course)
    run("nbgrader", "zip_collect", LAB, cwd=course)
    run("nbgrader", "autograde", LAB, cwd=course)
    assert scores(course) == {
        (student_id, check): points for student_id in names for check, points in (("add-check", 2), ("hello-check", 0))
    }


def test_a_tag_or_a_deleted_check_earns_nothing(course, run):
    released = course / "labs" / LAB / f"{LAB}.ipynb"
    for student_id in ("tagged", "deleted"):
        folder = course / "submitted" / student_id / LAB
        folder.mkdir(parents=True)
        notebook = nbformat.read(released, as_version=4)
        checks = [c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade")]
        if student_id == "tagged":
            for cell in checks:
                cell.metadata.tags = ["skip-execution"]
        else:
            notebook.cells = [c for c in notebook.cells if c not in checks]
        nbformat.write(notebook, folder / f"{LAB}.ipynb")
    run("nbgrader", "generate_assignment", LAB, cwd=course)
    run("nbgrader", "autograde", LAB, cwd=course)
    assert set(scores(course).values()) == {0}
    assert len(scores(course)) == 4
