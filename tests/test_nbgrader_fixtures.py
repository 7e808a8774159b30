"""nbgrader's own fixture notebooks, read from its installed wheel, give under our execution what its tests expect.

The expectations are those of nbgrader/tests/apps/test_nbgrader_autograde.py.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import nbgrader
import pytest
from grading import ROOT, command
from nbgrader.api import Gradebook

FILES = Path(nbgrader.__file__).parent / "tests" / "apps" / "files"
HERE = """
c.Execute.timeout = int(os.environ.get("CELL_SECONDS", 30))
if "STUB" in os.environ:
    c.ClearSolutions.code_stub = {"python": os.environ["STUB"]}
"""
STUB = "# YOUR CODE HERE"


@pytest.fixture(scope="module")
def fixtures(tmp_path_factory):
    """A course whose labs are nbgrader's fixtures: each is handed out once, and a test hands in what it needs."""
    root = tmp_path_factory.mktemp("fixtures")
    root.joinpath("nbgrader_config.py").write_text((ROOT / "nbgrader_config.py").read_text() + HERE)
    shutil.copy(FILES / "autotests.yml", root)
    return root


def hand_out(root, lab, **notebooks):
    for name, fixture in notebooks.items():
        target = root / "solutions" / lab / f"{name}.ipynb"
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(FILES / f"{fixture}.ipynb", target)


def hand_in(root, lab, student, source, name="p1"):
    target = root / "submitted" / student / lab / f"{name}.ipynb"
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(FILES / f"{source}.ipynb" if isinstance(source, str) else source, target)


def graded(root, lab, *options, **environment):
    record = root / f"{lab}.json"
    command("grader", "grade", lab, "--json", record, *options, cwd=root, **environment)
    records = {entry["student"]: entry for entry in json.loads(record.read_text())["submissions"]}
    with Gradebook(f"sqlite:///{root}/gradebook.db", "mlops") as book:
        return records, {
            (s.student.id, n.name): (n.score, n.max_score, n.needs_manual_grade)
            for s in book.assignment_submissions(lab)
            for n in s.notebooks
        }


def test_submitted_notebooks_and_cheats(fixtures):
    """Unchanged 1 of 7, changed 2 of 7 with a part for a person, and both exploits of showtraceback no more than 1.

    nbgrader gives the exploits the point of a check that asserts nothing; a person decides on it here.
    """
    lab = "01_submitted"
    hand_out(fixtures, lab, p1="submitted-unchanged")
    command("nbgrader", "generate_assignment", lab, cwd=fixtures)
    names = ("unchanged", "changed", "cheat-attempt", "cheat-attempt-alternative")
    names += ("grade-cell-changed", "locked-cell-changed")
    for name in names:
        hand_in(fixtures, lab, name, f"submitted-{name}")
    records, scores = graded(fixtures, lab)
    assert scores["unchanged", "p1"] == (1, 7, False)
    assert scores["changed", "p1"] == (2, 7, True)
    for cheat in ("cheat-attempt", "cheat-attempt-alternative"):
        score, most, needs_a_person = scores[cheat, "p1"]
        assert score <= 1 and most == 7 and needs_a_person and records[cheat]["status"] == "flagged"
    # The checks that these two rewrote are put back: they score what the same answers score with the lab's own.
    assert scores["grade-cell-changed", "p1"][0] == scores["locked-cell-changed", "p1"][0] == 1
    assert "check 'bar' was edited: the lab's own is used" in records["grade-cell-changed"]["reasons"]
    with Gradebook(f"sqlite:///{fixtures}/gradebook.db", "mlops") as book:
        for answer in ("set_a", "baz", "quux"):
            assert book.find_comment(answer, "p1", lab, "unchanged").comment == "No response."
            assert book.find_comment(answer, "p1", lab, "changed").comment is None


@pytest.mark.parametrize("name", ["infinite-loop", "infinite-loop-with-output"])
def test_an_infinite_loop_ends(fixtures, name):
    lab = "02_" + name.replace("-", "_")
    hand_out(fixtures, lab, p1=name)
    command("nbgrader", "generate_assignment", lab, cwd=fixtures)
    hand_in(fixtures, lab, "foo", name)
    records, scores = graded(fixtures, lab, CELL_SECONDS="1")
    path = fixtures / "autograded" / "foo" / lab / "p1.ipynb"
    assert path.is_file() and path.stat().st_size < 3_000_000
    assert ("foo", "p1") in scores and records["foo"]["status"] == "graded"
    assert "1 s" in " ".join(records["foo"]["reasons"]), records["foo"]["reasons"]


def test_the_timeout_is_nbgraders_setting(fixtures):
    lab = "03_timeout"
    hand_out(fixtures, lab, p1="timeout")
    command("nbgrader", "generate_assignment", lab, cwd=fixtures)
    hand_in(fixtures, lab, "foo", "timeout")
    hand_in(fixtures, lab, "bar", "timeout")
    graded(fixtures, lab, "--student", "foo")
    _, scores = graded(fixtures, lab, "--student", "bar", CELL_SECONDS="2")
    assert (scores["foo", "p1"][0], scores["bar", "p1"][0]) == (1, 0)


def test_hidden_tests(fixtures):
    lab = "04_hidden"
    hand_out(fixtures, lab, p1="test-hidden-tests")
    command("nbgrader", "generate_assignment", lab, cwd=fixtures, STUB=STUB)
    release = fixtures / "labs" / lab / "p1.ipynb"
    assert "BEGIN HIDDEN TESTS" not in release.read_text()
    hand_in(fixtures, lab, "foo", release)
    _, scores = graded(fixtures, lab)
    assert scores["foo", "p1"][0] == 1.5
    assert "BEGIN HIDDEN TESTS" in (fixtures / "autograded" / "foo" / lab / "p1.ipynb").read_text()


@pytest.mark.parametrize(
    ("kind", "expected", "most"),
    [
        ("simple", {"unchanged": 0, "changed": 1}, 1),
        ("hashed", {"unchanged": 0, "changed": 1}, 1),
        ("multi", {"unchanged": 0, "changed": 3}, 4),
        ("hidden", {"unchanged": 0, "changed-wrong": 0, "changed-right": 1}, 1),
    ],
)
def test_autotests(fixtures, kind, expected, most):
    lab = f"05_{kind}"
    hand_out(fixtures, lab, p1=f"autotest-{kind}")
    environment = {"STUB": STUB} if kind == "hidden" else {}
    command("nbgrader", "generate_assignment", lab, cwd=fixtures, **environment)
    for name in expected:
        hand_in(fixtures, lab, name, f"autotest-{kind}-{name}")
    _, scores = graded(fixtures, lab)
    assert scores == {(name, "p1"): (score, most, False) for name, score in expected.items()}


def test_side_effects_stay_out_of_the_submission(fixtures):
    lab = "06_side_effects"
    hand_out(fixtures, lab, p1="side-effects")
    command("nbgrader", "generate_assignment", lab, cwd=fixtures)
    hand_in(fixtures, lab, "foo", "side-effects")
    records, _ = graded(fixtures, lab)
    assert records["foo"]["status"] == "graded"
    assert [p.name for p in (fixtures / "submitted" / "foo" / lab).iterdir()] == ["p1.ipynb"]


def test_missing_and_extra_notebooks(fixtures):
    lab = "07_missing"
    hand_out(fixtures, lab, p1="submitted-unchanged", p2="submitted-unchanged")
    command("nbgrader", "generate_assignment", lab, cwd=fixtures)
    hand_in(fixtures, lab, "foo", "submitted-changed")
    hand_in(fixtures, lab, "foo", "submitted-unchanged", name="p1 copy")
    hand_in(fixtures, lab, "foo", "submitted-unchanged", name="p1 copy 2")
    records, scores = graded(fixtures, lab)
    assert scores == {("foo", "p1"): (2, 7, True), ("foo", "p2"): (0, 7, False)}
    assert sorted(p.name for p in (fixtures / "autograded" / "foo" / lab).iterdir()) == ["p1.ipynb"]
    assert records["foo"]["status"] == "flagged"
    assert "p2.ipynb is missing: it scores 0" in records["foo"]["reasons"]


def test_the_notebook_knows_that_it_is_graded(fixtures):
    lab = "08_environment"
    hand_out(fixtures, lab, p1="validating-environment-variable")
    command("nbgrader", "generate_assignment", lab, cwd=fixtures)
    hand_in(fixtures, lab, "foo", "validating-environment-variable")
    _, scores = graded(fixtures, lab)
    assert scores["foo", "p1"][0] == 0
