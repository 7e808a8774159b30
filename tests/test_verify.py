"""`grader verify`: its table, and what it says when a check does not bite."""

from __future__ import annotations

import json
import platform
import shutil
from datetime import UTC, datetime
from importlib import metadata

import pytest

SOURCE = "solutions/01_tiny/01_tiny.py"
ANSWERS = "tests/answers/01_tiny/add.py"


def edit(course, path, old, new):
    file = course / path
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new, 1))


def test_the_table_and_the_record(tiny, run):
    done = run("grader", "verify", "--json", "verify.json", cwd=tiny)
    assert "01_tiny: solution 5/5, blank 0/5" in done.stdout
    assert ["add", "2", "2/2", "4/4"] in [line.split() for line in done.stdout.splitlines()]
    record = json.loads((tiny / "verify.json").read_text())
    (kernel,) = record["run"]["kernels"].values()
    assert kernel["python"] == platform.python_version()
    assert kernel["packages"]["nbgrader"] == metadata.version("nbgrader")
    assert datetime.fromisoformat(record["run"]["finished"]) <= datetime.now(UTC)
    (lab,) = record["labs"]
    assert (lab["lab"], lab["points"], lab["solution"], lab["blank"]) == ("01_tiny", 5, {"score": 5}, {"score": 0})
    assert lab["exercises"][1] == {
        "exercise": "hello",
        "points": 3,
        "right": {"accepted": 2, "total": 2},
        "wrong": {"rejected": 4, "total": 4},
    }
    assert lab["misses"] == [] and 0 < lab["solution_seconds"] <= lab["seconds"] + 0.1


MISSES = {
    "solution fails": (SOURCE, "return a + b", "return a - b", "add: the solution earns 0 of 2 points: AssertionError"),
    "blank passes": (
        SOURCE,
        "    ### BEGIN SOLUTION",
        "    return a + b\n    ### BEGIN SOLUTION",
        "the blank lab must fail",
    ),
    "right rejected": (
        ANSWERS,
        "return sum([a, b])",
        "return sum([a, b, 1])",
        "right answer 'sum of a list' earns 0 of 2",
    ),
    "wrong accepted": (ANSWERS, "return max(a + b, 0)", "return a + b", "wrong answer 'clips at zero' earns 2 of 2"),
    "wrong is broken": (
        ANSWERS,
        "return max(a + b, 0)",
        "return maxi(a + b, 0)",
        "fails no assert but is broken: NameError",
    ),
    "message missing": (
        ANSWERS,
        "message: did you subtract",
        "message: minus",
        "must be told 'minus', but the check says",
    ),
    "too few": (
        ANSWERS,
        "# %% right: subtracts the opposite",
        "# %% wrong: x | message: y",
        "1 right and 5 wrong answers",
    ),
    "needs an example": (SOURCE, "assert add(1, 2) == 3", "assert add(1, TWO) == 3", "NameError: name 'TWO'"),
    "stderr": (
        SOURCE,
        "assert add(1, 2) == 3",
        "import sys; sys.stderr.write('noise')\nassert add(1, 2) == 3",
        "stderr: noise",
    ),
}


@pytest.mark.parametrize("path, old, new, said", MISSES.values(), ids=MISSES)
def test_a_check_that_does_not_bite_is_named(tiny, run, path, old, new, said):
    edit(tiny, path, old, new)
    done = run("grader", "verify", "01", cwd=tiny, code=1)
    assert said in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def test_an_answer_that_kills_or_litters_harms_no_other(tiny, run, tmp_path):
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    dies = "import os, tempfile; tempfile.mkdtemp(prefix='left-'); os.system('mktemp'); os._exit(3)"
    edit(tiny, ANSWERS, "return max(a + b, 0)", dies)
    edit(tiny, ANSWERS, "return abs(a) + abs(b)", "open('work/hello.sh', 'w').write('echo'); return abs(a) + abs(b)")
    done = run("grader", "verify", cwd=tiny, code=1, TMPDIR=str(scratch))
    assert "wrong answer 'clips at zero' fails no assert but is broken: DeadKernelError" in done.stdout
    assert ["hello", "3", "2/2", "4/4"] in [line.split() for line in done.stdout.splitlines()]
    assert list(scratch.iterdir()) == []


def test_another_folder_of_answers(tiny, run, tmp_path):
    other = tmp_path / "answers" / "01_tiny"
    other.mkdir(parents=True)
    (other / "add.py").write_text("# %% right: plus\ndef add(a, b):\n    return a + b\n")
    done = run("grader", "verify", "--answers", other.parent, cwd=tiny)
    assert ["add", "2", "1/1", "0/0"] in [line.split() for line in done.stdout.splitlines()]
    assert "is not a folder" in run("grader", "verify", "--answers", "nowhere", cwd=tiny, code=1).stderr
    (other / "add.py").write_text("# %% rihgt: plus\ndef add(a, b):\n    return a + b\n")
    assert "add.py:1: a cell's title is" in run("grader", "verify", "--answers", other.parent, cwd=tiny, code=1).stderr


def test_threads_started_by_the_setup_do_not_hang_an_answer(tiny, run):
    """Where a fork would be unsafe, each answer gets a process of its own."""
    thread = "import threading, time\nthreading.Thread(target=time.sleep, args=(600,), daemon=True).start()\n"
    edit(tiny, SOURCE, "import subprocess", thread + "import subprocess")
    shutil.rmtree(tiny / "labs", ignore_errors=True)
    assert ["add", "2", "2/2", "4/4"] in [
        line.split() for line in run("grader", "verify", cwd=tiny).stdout.splitlines()
    ]
