"""The class report: what it says, and that a person can read it in a real browser, on a phone, by ear."""

from __future__ import annotations

import json

import nbformat
import pytest
from browser import axe, chromium, phone
from grading import ADD, HELLO, LAB, answered, cell, command, grade, released, submit

from grader.report import point_biserial

LONG = (
    '%%writefile work/hello.sh\n#!/usr/bin/env bash\nname=$1\nprintf "%s" "hello"\nprintf " %s" "$name"\nprintf "\\n"'
)
HOSTILE = "<img src=x onerror=document.title='run'>"


@pytest.fixture
def graded(course):
    """A class of nine: strong ones, weak ones, copies, a hostile name, a flagged and a failed submission."""
    wrong = "def add(a, b):\n    return a - b"
    answers = {
        "ada": {"add": ADD, "hello": HELLO},
        "bo": {"add": ADD, "hello": HELLO},
        "cy": {"add": ADD, "hello": LONG},
        "di": {"add": ADD, "hello": LONG + "\n# mine"},
        "ed": {"add": wrong},
        "flo": {"add": wrong},
        HOSTILE: {},
    }
    for student, given in answers.items():
        submit(course, student, answered(course, given))
    tagged = released(course)
    cell(tagged, "add-check").metadata.tags = ["skip-execution"]
    submit(course, "gil", tagged)
    (course / "submitted" / "hal").mkdir()
    (course / "submitted" / "hal" / LAB).symlink_to(course / "submitted" / "ada" / LAB)
    grade(course, code=1)
    submit(course, "ina", answered(course))  # handed in after the grading
    return course


def test_what_it_says(graded):
    command("grader", "report", LAB, "--json", "report.json", cwd=graded)
    report = json.loads((graded / "report.json").read_text())
    assert sorted(report["scores"]) == [0, 0, 0, 0, 5, 5, 5, 5] and report["max_score"] == 5
    add, hello = report["exercises"]
    assert (add["name"], add["points"], add["attempts"], add["mean"], add["facility"]) == ("add", 2, 6, 1, 0.5)
    assert (hello["attempts"], hello["facility"]) == (4, 0.5)
    assert add["discrimination"] == pytest.approx(1)
    counts = {m["text"]: m["count"] for m in add["messages"]}
    assert counts["AssertionError: add(1, 2) gives -1, expected 3: did you subtract?"] == 2
    assert counts["NotImplementedError"] == 2
    times = {c["name"]: c for c in add["cells"]}
    assert times.keys() == {"add", "add-check"}
    assert 0 < times["add-check"]["median_seconds"] <= times["add-check"]["longest_seconds"]
    noted = {n["student"]: n for n in report["noted"]}
    assert noted["gil"]["status"] == "flagged" and "skip-execution" in noted["gil"]["reasons"][0]
    assert noted["hal"]["status"] == "failed" and "not followed" in noted["hal"]["reasons"][0]
    assert report["waiting"] == ["ina"]
    assert [(p["first"], p["second"], p["alike"]) for p in report["pairs"]] == [("cy", "di", 100)]


def test_a_person_can_read_it(graded, request):
    """No script runs, nothing is fetched, nothing is wider than a phone, and axe-core finds nothing to object to."""
    command("grader", "report", LAB, cwd=graded)
    page = graded / "reports" / f"{LAB}.html"
    text = page.read_text()
    assert HOSTILE not in text and "http://" not in text and 'src="http' not in text
    with chromium() as browser:
        browser.get(page.as_uri())
        assert browser.title == f"{LAB}: class report"
        loaded = browser.execute_script("return performance.getEntriesByType('resource').map(e => e.name)")
        assert all(name.startswith("data:") for name in loaded)
        script = axe(request.config.cache.mkdir("axe"))
        for narrow in (False, True):
            if narrow:
                phone(browser)
            browser.get(page.as_uri())
            wide = browser.execute_script("return document.documentElement.scrollWidth - window.innerWidth")
            assert wide <= 0, "the page scrolls sideways"
            browser.execute_cdp_cmd("Page.setBypassCSP", {"enabled": True})  # for the checker's own script only
            browser.get(page.as_uri())
            browser.execute_script(script)
            found = browser.execute_async_script("axe.run().then(arguments[0])")
            assert found["passes"], "axe-core did not run"
            assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in found["violations"]] == []
            browser.execute_cdp_cmd("Page.setBypassCSP", {"enabled": False})


def test_nothing_graded_is_one_clear_line(course):
    said = command("grader", "report", LAB, cwd=course, code=1).stderr
    assert said == f"grader: nothing of {LAB} is graded yet: run `grader grade {LAB}`.\n"


def test_point_biserial_by_hand():
    """Five learners; two solved it and have 8 and 6 elsewhere, three did not and have 4, 2 and 0."""
    # M1 = 7, M0 = 2, s = sqrt(8), n1 n0 / n^2 = 6/25: 5 / 2.828 * 0.4899
    assert point_biserial([True, True, False, False, False], [8, 6, 4, 2, 0]) == pytest.approx(0.8660, abs=1e-4)
    assert point_biserial([True, False], [3, 3]) is None
    assert point_biserial([True, True], [1, 2]) is None


def test_point_biserial_is_scipys():
    from scipy.stats import pointbiserialr

    solved, rest = [True, False, True, True, False, False], [5.0, 1.5, 3.0, 4.5, 3.5, 2.0]
    assert point_biserial(solved, rest) == pytest.approx(pointbiserialr(solved, rest).statistic)


def test_submissions_graded_by_stock_nbgrader_are_reported_too(course):
    submit(course, "ada", answered(course))
    command("nbgrader", "autograde", LAB, cwd=course)
    command("grader", "report", LAB, "--json", "report.json", cwd=course)
    assert json.loads((course / "report.json").read_text())["scores"] == [5]
    notebook = nbformat.read(course / "autograded" / "ada" / LAB / f"{LAB}.ipynb", as_version=4)
    assert cell(notebook, "add-check").outputs == []
