"""The start page: what a learner sees of the own progress, from notebooks that may hold anything."""

from __future__ import annotations

import json
import os
import re
import shutil

import nbformat
import pytest
from conftest import ROOT
from grading import ADD, LAB, answered, command

from grader import build
from grader.course import Course
from labkit import progress

START = "labs/start.ipynb"


@pytest.fixture
def started(course):
    """The tiny course with the start page."""
    shutil.copy(ROOT / "solutions" / "start.py", course / "solutions")
    build.build_start(Course(course))
    return course


def shown(course) -> dict[str, str]:
    """What the start page shows, as it is on disk."""
    page = nbformat.read(course / START, as_version=4)
    (output,) = next(c for c in page.cells if c.cell_type == "code").outputs
    return output["data"]


def execute(path):
    """Run a notebook in place as JupyterLab would, errors and all."""
    command("jupyter", "nbconvert", "--to", "notebook", "--execute", "--allow-errors", "--inplace", path.name,
            cwd=path.parent)  # fmt: skip


def test_the_page_shows_the_labs_before_any_run_and_the_progress_after_one(started):
    blank = shown(started)
    assert "0 of 5 points" in blank["text/plain"] and "0 of 2" in blank["text/html"]
    assert 'href="01_tiny/01_tiny.ipynb"' in blank["text/html"]

    path = started / "labs" / LAB / f"{LAB}.ipynb"
    nbformat.write(answered(started, {"add": ADD}), path)
    execute(path)
    execute(started / START)
    done = shown(started)
    assert "1 of 2 exercises, 2 of 5 points, next: hello" in done["text/plain"]
    assert "2 of 5 points; 0 of 1 labs done." in done["text/html"]
    assert 'href="01_tiny/01_tiny.ipynb#cell-id=hello"' in done["text/html"]
    assert "Next: Tiny, exercise hello (not tried)" in done["text/html"]
    page = nbformat.read(started / START, as_version=4)
    assert not [o for c in page.cells for o in c.get("outputs", []) if o.output_type in ("error", "stream")]

    wrong = answered(started, {"add": ADD.replace("+", "-"), "hello": "%%writefile work/hello.sh\necho hello $1"})
    nbformat.write(wrong, path)
    execute(path)
    (lab,) = progress.read(started / "labs").labs
    assert {e.name: e.state for e in lab.exercises} == {"add": progress.FAILED, "hello": progress.PASSED}
    assert (lab.earned, lab.points, lab.next.name) == (3, 5, "add")


def test_the_page_is_built_and_is_no_assignment(started):
    assert "up to date" in command("grader", "build", "--check", cwd=started).stdout
    api = "from nbgrader.apps.api import NbGraderAPI as A; from grader.course import Course; import json; "
    api += "c = Course('.'); print(json.dumps(sorted(A(c.coursedir, config=c.config).get_source_assignments())))"
    assert json.loads(command("python", "-c", api, cwd=started).stdout) == [LAB]

    known = Course(started)
    (started / START).write_text((started / START).read_text().replace("Start here", "Begin here"))
    assert build.check_start(known) == ["labs/start.ipynb is stale"]
    (started / START).unlink()
    assert build.check_start(known) == ["labs/start.ipynb is missing"]
    build.build_start(known)
    assert build.check_start(known) == []
    (started / "solutions" / "start.py").unlink()
    assert "has no source" in command("grader", "build", "--check", cwd=started, code=1).stdout


def edited(folder, change, name=LAB):
    """A lab of one exercise that passes, but for the change that is made to its notebook."""
    marks = {"schema_version": 3, "task": False}
    answer = {
        "cell_type": "code",
        "id": "a",
        "source": ["def f():\n", "    return 1"],
        "execution_count": 3,
        "outputs": [],
    }
    answer["metadata"] = {"nbgrader": {"grade_id": "a", "solution": True, "grade": False, **marks}}
    check = {"cell_type": "code", "id": "b", "source": "assert f() == 1", "execution_count": 4, "outputs": []}
    check["metadata"] = {"nbgrader": {"grade_id": "b", "solution": False, "grade": True, "points": 2, **marks}}
    title = {"cell_type": "markdown", "id": "t", "source": "# A lab", "metadata": {}}
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [title, answer, check]}
    change(notebook["cells"])
    path = folder / name / f"{name}.ipynb"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(notebook))
    return progress.read(folder)


STUB = "def f():\n    # YOUR CODE HERE\n    raise NotImplementedError()"
ERROR = {"output_type": "error", "ename": "AssertionError", "evalue": "", "traceback": []}
STDERR = {"output_type": "stream", "name": "stderr", "text": "a warning"}


@pytest.mark.parametrize(
    "change, state",
    [
        (lambda c: None, progress.PASSED),
        (lambda c: c[2].update(outputs=[ERROR]), progress.FAILED),
        (lambda c: c[2].update(outputs=[STDERR]), progress.FAILED),
        (lambda c: c[1].update(execution_count=9), progress.AGAIN),
        (lambda c: c[1].update(execution_count=None), progress.AGAIN),
        (lambda c: c[2].update(execution_count=None), progress.OPEN),
        (lambda c: c[1].update(source=STUB), progress.OPEN),
        (lambda c: c.pop(), progress.BROKEN),
        (lambda c: c[2].update(outputs={"output_type": "error"}, execution_count=True), progress.OPEN),
    ],
    ids=[
        "passes",
        "fails",
        "stderr",
        "answer-newer",
        "answer-cleared",
        "check-cleared",
        "stub",
        "no-check",
        "nonsense",
    ],
)
def test_what_a_file_tells_of_an_exercise(tmp_path, change, state):
    (lab,) = edited(tmp_path, change).labs
    assert [(e.name, e.state) for e in lab.exercises] == [("a", state)]
    assert lab.earned == (2 if state == progress.PASSED else 0)


def test_nothing_of_a_notebook_becomes_markup_and_a_broken_one_is_one_line(tmp_path):
    evil = '"><img src=x onerror=alert(1)>\ud800\x1b[2J'

    def change(cells):
        cells[0]["source"] = "# " + evil
        cells[1].update(id=evil)
        cells[1]["metadata"]["nbgrader"]["grade_id"] = evil
        cells[2].update(outputs=[ERROR, "no output", {"output_type": [], "name": {}}])
        cells[2]["metadata"]["nbgrader"]["points"] = float("nan")
        cells += [
            None,
            7,
            {},
            {"metadata": []},
            {"metadata": {"nbgrader": "x"}},
            {"cell_type": "markdown", "source": 5},
        ]

    edited(tmp_path, change)
    broken = {
        "02_empty": b"",
        "03_bytes": b"\xff\xfe\x00",
        "04_list": b"[1]",
        "05_old": b'{"worksheets": []}',
        "06_deep": b"[" * 200_000,
        "07_number": b'{"cells": ' + b"9" * 5000 + b"}",
    }
    for name, content in broken.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.ipynb").write_bytes(content)
    (tmp_path / "08_folder" / "08_folder.ipynb").mkdir(parents=True)
    (tmp_path / "09_pipe").mkdir()
    os.mkfifo(tmp_path / "09_pipe" / "09_pipe.ipynb")
    (tmp_path / "10_gone").mkdir()
    (tmp_path / "11_huge").mkdir()
    with (tmp_path / "11_huge" / "11_huge.ipynb").open("wb") as file:
        file.truncate(progress.LARGEST + 1)
    (tmp_path / "12<b>").mkdir()

    got = progress.read(tmp_path)
    assert [lab.name for lab in got.labs] == [
        LAB, *broken, "08_folder", "09_pipe", "10_gone", "11_huge",
    ]  # fmt: skip
    assert all(lab.problem and "\n" not in lab.problem for lab in got.labs[1:])
    page = got._repr_html_()
    assert "<img" not in page and "<b>" not in page and "\x1b" not in page + repr(got)
    assert page.encode() and len(re.findall("<tr>", page)) == 1 + len(got.labs)
    assert got.labs[0].points == 0 and got.next[1].state == progress.FAILED


def test_the_next_step_is_the_lab_that_is_begun(tmp_path):
    def blank(cells):
        cells[1].update(source=STUB, execution_count=None)
        cells[2].update(execution_count=None)

    edited(tmp_path, blank, "01_first")
    assert edited(tmp_path, lambda c: c[2].update(outputs=[ERROR]), "02_second").next[0].name == "02_second"
    edited(tmp_path, lambda c: None, "03_third")
    shutil.rmtree(tmp_path / "02_second")
    assert progress.read(tmp_path).next[0].name == "01_first"
    shutil.rmtree(tmp_path / "01_first")
    assert progress.read(tmp_path).next is None
    assert "hand in" in repr(progress.read(tmp_path))
    shutil.rmtree(tmp_path / "03_third")
    assert "no lab here" in repr(progress.read(tmp_path))
