"""Submissions damaged in every way that a class finds: each graded as far as it can be, and nobody else's touched."""

from __future__ import annotations

import json
import os
import shutil
import tarfile
import zipfile
from pathlib import Path

import nbformat
import pytest
from grading import ADD, HELLO, LAB, RIGHT, answered, cell, command, grade, gradebook, released, submit

OUTSIDE = "a secret of the instructor's"
ODD_NAME = "a name with spaces, 'quotes', \"more\", <script>alert(1)<script>,\na newline and é 漢"


def index(notebook, name):
    return notebook.cells.index(cell(notebook, name))


def copy(original):
    return nbformat.from_dict(json.loads(json.dumps(original)))


def as_v3(notebook):
    """The same notebook as IPython 2 wrote it."""
    cells = []
    for c in notebook.cells:
        old = {"cell_type": c.cell_type, "metadata": c.metadata}
        if c.cell_type == "code":
            old |= {"input": c.source.splitlines(True), "language": "python", "outputs": [], "collapsed": False}
        else:
            old |= {"source": c.source}
        cells.append(old)
    heading = {"cell_type": "heading", "level": 1, "metadata": {}, "source": "Tiny"}
    sheets = [{"cells": [heading, *cells], "metadata": {}}]
    return json.dumps({"metadata": {"name": ""}, "nbformat": 3, "nbformat_minor": 0, "worksheets": sheets}).encode()


# Each maker gets the course, the student and an answered notebook. It hands something in, and says what must come of
# it: the score, whether a person is asked to look, and words of the reason (none where there is nothing to say).
DAMAGES = {}


def damage(make):
    """Take a maker into the set; the student is called as it is."""
    DAMAGES[make.__name__] = make
    return make


@damage
def undamaged(course, student, nb):
    submit(course, student, nb)
    return 5, False, None


@damage
def deleted_check(course, student, nb):
    nb.cells.remove(cell(nb, "add-check"))
    submit(course, student, nb)
    return 5, False, "'add-check' was missing: brought back"


@damage
def deleted_answer(course, student, nb):
    nb.cells.remove(cell(nb, "add"))
    submit(course, student, nb)
    return 3, False, "the answer cell 'add' is missing"


@damage
def deleted_answer_and_check(course, student, nb):
    nb.cells.remove(cell(nb, "add"))
    nb.cells.remove(cell(nb, "add-check"))
    submit(course, student, nb)
    return 3, False, "'add-check' was missing: brought back"


@damage
def deleted_setup(course, student, nb):
    nb.cells = [c for c in nb.cells if "setup" not in c.metadata.get("tags", [])]
    submit(course, student, nb)
    return 5, False, "the setup cell was missing: brought back"


@damage
def answer_in_a_plain_cell(course, student, nb):
    cell(nb, "add").metadata = nbformat.from_dict({})
    cell_id = next(c for c in nb.cells if c.source == ADD)
    cell_id.id = "typed-anew"
    submit(course, student, nb)
    return 5, False, "the answer cell 'add' is missing"


@damage
def duplicated_answer(course, student, nb):
    twin = copy(cell(released(course), "add"))
    nb.cells.insert(index(nb, "add") + 1, twin)
    submit(course, student, nb)
    return 5, False, "'add' was there 2 times: one is kept"


@damage
def two_attempts(course, student, nb):
    first = copy(cell(nb, "add"))
    first.source, first.id = "def add(a, b):\n    return a - b", "first-attempt"
    nb.cells.insert(index(nb, "add"), first)
    submit(course, student, nb)
    return 5, False, "'add' was there 2 times: one is kept"


@damage
def duplicated_check(course, student, nb):
    nb.cells.insert(index(nb, "add"), copy(cell(nb, "add-check")))
    submit(course, student, nb)
    return 5, False, "'add-check' was there 2 times: one is kept"


@damage
def split_answer(course, student, nb):
    whole = cell(nb, "add")
    rest = copy(whole)
    whole.source, rest.source, rest.id = "def add(a, b):", "    return a + b", "second-half"
    nb.cells.insert(nb.cells.index(whole) + 1, rest)
    submit(course, student, nb)
    return 5, False, "'add' was split: joined"


@damage
def split_script(course, student, nb):
    whole = cell(nb, "hello")
    rest = copy(whole)
    head, _, tail = HELLO.rpartition("\n")
    whole.source, rest.source, rest.id = head, tail, "second-half"
    nb.cells.insert(nb.cells.index(whole) + 1, rest)
    submit(course, student, nb)
    return 5, False, "'hello' was split: joined"


@damage
def split_check(course, student, nb):
    whole = cell(nb, "add-check")
    rest = copy(whole)
    whole.source, rest.source = "", whole.source
    nb.cells.insert(nb.cells.index(whole) + 1, rest)
    submit(course, student, nb)
    return 5, False, "'add-check' was there 2 times: one is kept"


@damage
def moved_check(course, student, nb):
    check = cell(nb, "add-check")
    nb.cells.remove(check)
    nb.cells.insert(0, check)
    submit(course, student, nb)
    return 5, False, "check 'add-check' stood before its answer: moved behind it"


@damage
def moved_setup(course, student, nb):
    setup = next(c for c in nb.cells if "setup" in c.metadata.get("tags", []))
    nb.cells.remove(setup)
    nb.cells.append(setup)
    submit(course, student, nb)
    return 5, False, "the setup cell stood behind the first exercise: moved up"


@damage
def reversed_cells(course, student, nb):
    nb.cells = nb.cells[::-1]
    submit(course, student, nb)
    return 5, False, "stood before its answer"


@damage
def retyped_answer(course, student, nb):
    old = cell(nb, "add")
    nb.cells[index(nb, "add")] = nbformat.v4.new_markdown_cell(old.source, metadata=old.metadata)
    submit(course, student, nb)
    return 5, False, "'add' had become a markdown cell: code again"


@damage
def retyped_check(course, student, nb):
    old = cell(nb, "add-check")
    nb.cells[index(nb, "add-check")] = nbformat.v4.new_raw_cell(old.source, metadata=old.metadata)
    submit(course, student, nb)
    return 5, False, "'add-check' had become a raw cell: code again"


@damage
def retagged_check(course, student, nb):
    cell(nb, "add").source = "def add(a, b):\n    return a - b"
    cell(nb, "add-check").metadata.tags = ["skip-execution"]
    submit(course, student, nb)
    return 3, True, "'add-check' was tagged skip-execution: taken off"


@damage
def edited_points(course, student, nb):
    cell(nb, "add").source = "def add(a, b):\n    return a - b"
    cell(nb, "hello-check").metadata.nbgrader.points = 300
    submit(course, student, nb)
    return 3, True, "the nbgrader metadata of 'hello-check' was changed (points): restored"


@damage
def check_made_an_answer(course, student, nb):
    cell(nb, "add").source = "def add(a, b):\n    return a - b"
    cell(nb, "add-check").metadata.nbgrader.update(grade=False, solution=True, locked=False)
    cell(nb, "add-check").source = "pass"
    submit(course, student, nb)
    return 3, True, "the nbgrader metadata of 'add-check' was changed"


@damage
def edited_check(course, student, nb):
    cell(nb, "add").source = "def add(a, b):\n    return a - b"
    cell(nb, "add-check").source = "assert True"
    submit(course, student, nb)
    return 3, False, "check 'add-check' was edited: the lab's own is used"


@damage
def lost_metadata(course, student, nb):
    for c in nb.cells:
        c.metadata = nbformat.from_dict({})
    submit(course, student, nb)
    return 5, False, "'add-check' had lost its nbgrader metadata: restored"


@damage
def other_labs_cell(course, student, nb):
    stranger = copy(cell(nb, "add-check"))
    stranger.metadata.nbgrader.grade_id, stranger.id = "plot-check", "stranger"
    nb.cells.append(stranger)
    submit(course, student, nb)
    return 5, False, "cell 'plot-check' is not of this lab"


@damage
def wrong_metadata(course, student, nb):
    raw = json.loads(nbformat.writes(nb))
    raw["metadata"] = ["no", "object"]
    for c in raw["cells"]:
        if c["metadata"].get("nbgrader", {}).get("grade_id") == "hello-check":
            c["metadata"]["nbgrader"]["schema_version"] = "three"
            c["metadata"]["tags"] = "none"
    raw["cells"].insert(0, "no cell")
    raw["cells"].insert(0, {"cell_type": "chart", "metadata": None, "source": ["x"]})
    submit(course, student, json.dumps(raw).encode())
    return 5, False, "wrong notebook metadata: left out"


@damage
def unknown_schema(course, student, nb):
    for c in nb.cells:
        if "nbgrader" in c.metadata:
            c.metadata.nbgrader.schema_version = 99
    submit(course, student, nb)
    return 5, False, None


@damage
def old_schema(course, student, nb):
    for c in nb.cells:
        if "nbgrader" in c.metadata:
            c.metadata.nbgrader.schema_version = 1
            del c.metadata.nbgrader["task"]
    submit(course, student, nb)
    return 5, False, None


@damage
def old_format(course, student, nb):
    submit(course, student, as_v3(nb))
    return 5, False, "old notebook format 3: upgraded"


@damage
def no_kernelspec(course, student, nb):
    del nb.metadata["kernelspec"]
    submit(course, student, nb)
    return 5, False, "no kernel is named: the lab's own is used"


@damage
def unknown_kernel(course, student, nb):
    nb.metadata.kernelspec = {"name": "no-such-kernel", "display_name": "x"}
    submit(course, student, nb)
    return 5, False, None


@damage
def utf_16(course, student, nb):
    submit(course, student, nbformat.writes(nb).encode("utf-16"))
    return 5, False, "not UTF-8: read as UTF-16"


@damage
def latin_1(course, student, nb):
    nb.cells.append(nbformat.v4.new_markdown_cell("Übung: naïve café"))
    submit(course, student, nbformat.writes(nb).encode("latin-1"))
    return 5, False, "not UTF-8: read as Windows-1252"


@damage
def byte_order_mark(course, student, nb):
    submit(course, student, b"\xef\xbb\xbf" + nbformat.writes(nb).encode())
    return 5, False, None


@damage
def half_a_surrogate_pair(course, student, nb):
    text = json.dumps(json.loads(nbformat.writes(nb)))
    submit(course, student, text.replace("# Tiny", "# Tiny \\ud83d").encode())
    return 5, False, None


@damage
def truncated(course, student, nb):
    text = nbformat.writes(nb)
    submit(course, student, text[: text.index('"grade_id": "hello-check"')].encode())
    return 5, True, "broken JSON: 5 cells could be read"


@damage
def truncated_early(course, student, nb):
    text = nbformat.writes(nb)
    submit(course, student, text[: text.index('"grade_id": "add"')].encode())
    return 0, True, "broken JSON: 2 cells could be read"


@damage
def empty(course, student, nb):
    submit(course, student, b"")
    return 0, True, "is empty: nothing of it could be graded"


@damage
def no_notebook_in_it(course, student, nb):
    submit(course, student, b"<html>Session expired, please log in</html>")
    return 0, True, "is not a notebook"


@damage
def bottomless(course, student, nb):
    submit(course, student, b'{"cells": ' + b"[" * 100_000)
    return 0, True, "is not a notebook"


@damage
def missing(course, student, nb):
    submit(course, student, None)
    return 0, True, f"{LAB}.ipynb is missing: it scores 0"


@damage
def renamed(course, student, nb):
    submit(course, student, nb, name=f"{LAB} (1).ipynb")
    return 5, False, f"was handed in as '{LAB} (1).ipynb'"


@damage
def extra_notebook(course, student, nb):
    submit(course, student, nb)
    submit(course, student, released(course), name="scratch.ipynb")
    return 5, False, "left out 'scratch': no notebook of this lab"


@damage
def large_output(course, student, nb):
    cell(nb, "add").outputs = [nbformat.v4.new_output("stream", text="x" * 50_000_000)]
    submit(course, student, nb)
    return 5, False, None


@damage
def links(course, student, nb):
    folder = submit(course, student, nb)
    (folder / "secret.txt").symlink_to(course / "gradebook.db")
    (folder / "solutions").symlink_to(course / "solutions")
    (folder / "loop").symlink_to(folder)
    return 5, True, "left out 'secret.txt': a link is not followed"


@damage
def linked_notebook(course, student, nb):
    other = submit(course, "undamaged", nb)
    folder = submit(course, student, None)
    (folder / f"{LAB}.ipynb").symlink_to(other / f"{LAB}.ipynb")
    return 0, True, f"{LAB}.ipynb is missing: it scores 0"


@damage
def linked_folder(course, student, nb):
    submit(course, "undamaged", nb)
    (course / "submitted" / student).mkdir(parents=True)
    (course / "submitted" / student / LAB).symlink_to(course / "submitted" / "undamaged" / LAB)
    return None, False, f"{LAB} is a link to somewhere else; it is not followed"


@damage
def absolute_and_climbing_names(course, student, nb):
    """Names that would climb out of a folder where `\\` or a decoded `..` were taken at their word."""
    folder = submit(course, student, nb)
    for name in ("..\\..\\outside.txt", "C:\\outside.txt", "%2e%2e%2foutside.txt", "..;"):
        (folder / name).write_text("x")
    return 5, False, None


@damage
def pipe_and_socket(course, student, nb):
    folder = submit(course, student, nb)
    os.mkfifo(folder / "pipe")
    return 5, True, "left out 'pipe': no ordinary file"


@damage
def odd_file_names(course, student, nb):
    folder = submit(course, student, nb)
    for name in (os.fsencode(ODD_NAME), b"latin-\xe9.txt"):
        Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_text("x")
    return 5, False, None


@damage
def late(course, student, nb):
    submit(course, student, nb, timestamp="2026-02-03 00:00:30 UTC")
    return 5, False, "late by 2 d 0:00:30: penalty 0"


@damage
def early(course, student, nb):
    submit(course, student, nb, timestamp="2026-01-03 00:00:30 UTC")
    return 5, False, None


@damage
def unreadable_timestamp(course, student, nb):
    submit(course, student, nb, timestamp=b"\xff\xfe yesterday, I think")
    return 5, True, "timestamp.txt cannot be read as a time: lateness is unknown"


@damage
def empty_timestamp(course, student, nb):
    submit(course, student, nb, timestamp="")
    return 5, False, "timestamp.txt says no time: lateness is unknown"


@damage
def odd_student(course, student, nb):
    submit(course, student, nb)
    return 5, False, None


ODD_STUDENTS = {"odd_student": "we ird '\"<script>alert(1)<script>[x]*é"}


@pytest.fixture(scope="module")
def batch(built, tmp_path_factory):
    """Everyone graded in one run."""
    course = shutil.copytree(built, tmp_path_factory.mktemp("damaged") / "course")
    command("nbgrader", "db", "assignment", "add", LAB, "--duedate", "2026-02-01 00:00:00 UTC", cwd=course)
    (course.parent / "outside.txt").write_text(OUTSIDE)
    expected = {}
    for name, damage in DAMAGES.items():
        student = ODD_STUDENTS.get(name, name)
        expected[name] = damage(course, student, answered(course, RIGHT))
    return course, expected, grade(course, code=1)


@pytest.mark.parametrize("name", DAMAGES)
def test_it_is_graded_as_far_as_it_can_be(batch, name):
    _, expected, records = batch
    score, flagged, words = expected[name]
    record = records[ODD_STUDENTS.get(name, name)]
    if score is None:
        assert record["status"] == "failed"
    else:
        assert (record["status"], record["score"]) == ("flagged" if flagged else "graded", score), record["reasons"]
    if words is None:
        assert record["reasons"] == []
    else:
        assert any(words in reason for reason in record["reasons"]), record["reasons"]


def test_nothing_outside_was_taken_or_touched(batch):
    course, _, _ = batch
    for path in (course / "autograded").rglob("*"):
        assert not path.is_symlink()
        if path.is_file():
            assert OUTSIDE.encode() not in path.read_bytes()
    assert (course.parent / "outside.txt").read_text() == OUTSIDE
    assert sorted(p.name for p in course.parent.iterdir()) == ["course", "outside.txt"]


def test_odd_names_arrive(batch):
    course, _, _ = batch
    names = {p.name for p in (course / "autograded" / "odd_file_names" / LAB).iterdir()}
    assert ODD_NAME in names and "latin-\ufffd.txt" in names


def test_every_later_step_of_nbgrader_takes_it(batch, tmp_path):
    """What was recorded is whole: stock commands read it without complaint."""
    course, _, records = batch
    command("nbgrader", "generate_feedback", LAB, cwd=course)
    command("nbgrader", "export", cwd=course)
    assert {student for student, _ in gradebook(course)} == {s for s, r in records.items() if r["status"] != "failed"}


def test_an_archive_cannot_climb_out(course, tmp_path):
    """A class's archive with names that climb, absolute names and links: all else in it is collected and graded."""
    with (course / "nbgrader_config.py").open("a") as config:
        config.write('c.ZipCollectApp.extractor_plugin = "grader.collector.SafeExtractor"\n')
    archive = course / "downloaded" / LAB / "archive"
    archive.mkdir(parents=True)
    link = zipfile.ZipInfo("link")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(archive / "class.zip", "w") as bundle:
        for name in ("../../../../../climbed.txt", str(tmp_path / "absolute.txt"), "..\\..\\windows.txt", "C:/x.txt"):
            bundle.writestr(name, "x")
        bundle.writestr(link, str(tmp_path))
        bundle.writestr(f"ada_{LAB}.ipynb", nbformat.writes(answered(course)))
    with tarfile.open(archive / "others.tar.gz", "w:gz") as bundle:
        notebook = tmp_path / "mine.ipynb"
        nbformat.write(answered(course, {"add": ADD}), notebook)
        bundle.add(notebook, "../../../../../climbed.ipynb")
        bundle.add(notebook, f"lee_{LAB}.ipynb")
        bundle.add("/etc", "etc", recursive=False)
    notebook.unlink()
    (archive / "broken.zip").write_bytes(b"PK no archive")

    said = command("nbgrader", "zip_collect", LAB, cwd=course).stderr
    assert "climbed.txt" in said and "outside of its folder" in said and "broken.zip" in said
    records = grade(course)
    assert {student: r["score"] for student, r in records.items()} == {"ada": 5, "lee": 2}
    assert [p.name for p in tmp_path.iterdir()] == ["course"]
    extracted = course / "downloaded" / LAB / "extracted"
    assert not [p for p in extracted.rglob("*") if p.is_symlink()]
