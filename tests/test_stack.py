"""A lab on another kernel than main's: built, proven and graded with that kernel's Python, or told what is missing."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path

import places
import pytest
from grading import LAB, answered, grade, released, submit
from places import Place, task, texts

MAIN = Path(sys.prefix)
STACK = MAIN / "stacks" / "ops"
SOURCE = f"solutions/{LAB}/{LAB}.py"
SETUP = """import subprocess
import sys

import pandas
import tabulate

assert sys.prefix.endswith("ops") and tabulate.__file__.startswith(sys.prefix)
assert not pandas.__file__.startswith(sys.prefix)
"""


@pytest.fixture
def stacked(tiny) -> Path:
    """The tiny course, its lab on the kernel `ops`: it imports a package that main lacks, and one of main's."""
    name_kernel(tiny, "ops")
    text = (tiny / SOURCE).read_text()
    assert text.count("import subprocess\n") == 1
    (tiny / SOURCE).write_text(text.replace("import subprocess\n", SETUP))
    return tiny


def name_kernel(course: Path, name: str) -> None:
    text = (course / SOURCE).read_text()
    (course / SOURCE).write_text(text.replace("name: python3\n", f"name: {name}\n"))


def test_a_lab_on_a_stack_goes_all_the_way(stacked, run):
    run("grader", "build", cwd=stacked)
    assert released(stacked).metadata.kernelspec.name == "ops"
    assert "up to date" in run("grader", "build", "--check", cwd=stacked).stdout

    run("grader", "verify", "--json", "verify.json", cwd=stacked)
    (lab,) = json.loads((stacked / "verify.json").read_text())["labs"]
    assert (lab["solution"], lab["blank"], lab["misses"]) == ({"score": 5}, {"score": 0}, [])

    nbval = ("--nbval-lax", "--nbval-cell-timeout=120", "-p", "no:cacheprovider")
    run("pytest", "--quiet", *nbval, stacked / "solutions" / LAB / f"{LAB}.ipynb", cwd=stacked)

    run("nbgrader", "generate_assignment", LAB, cwd=stacked)
    submit(stacked, "ann", answered(stacked))
    submit(stacked, "bob", released(stacked))
    graded = grade(stacked)
    assert {name: (entry["status"], entry["score"]) for name, entry in graded.items()} == {
        "ann": ("graded", 5),
        "bob": ("graded", 0),
    }
    assert {entry["started"] for entry in graded.values()} == {"warm"}
    assert all("seccomp" in entry["confinement"] for entry in graded.values())
    grade(stacked, "--regrade", "--unconfined")
    run("nbgrader", "autograde", LAB, "--force", cwd=stacked)


@pytest.mark.skipif(sys.platform != "linux", reason="confinement needs Linux")
@pytest.mark.parametrize("name", places.NAMES)
def test_a_confined_kernel_sees_its_stack_and_main_alone(name):
    """In each kind of sandbox: modules, programs by name, and the same Python started anew."""
    if name == "ordinary user" and os.geteuid() != 0:
        pytest.skip("this user is an ordinary one")
    look = (
        "import labkit.flights, os, pandas, shutil, subprocess, sys, tabulate\n"
        "print(sys.prefix, tabulate.__file__, pandas.__file__, sep='\\n')\n"
        "print(shutil.which('evidently'), shutil.which('mlflow'), sep='\\n')\n"
        "again = 'import pandas, sys, tabulate; print(sys.prefix)'\n"
        "print(subprocess.run([sys.executable, '-c', again], capture_output=True, text=True).stdout.strip())\n"
        f"try:\n    print(os.listdir({str(places.ROOT / 'solutions')!r}))\nexcept OSError:\n    print('hidden')"
    )
    place = Place(name)
    try:
        result = place.execute(task(look, kernel_name="ops", preload=["import tabulate", "import pandas"]))
    finally:
        place.close()
    packages = Path("lib", f"python{sys.version_info[0]}.{sys.version_info[1]}", "site-packages")
    assert texts(result)[0].splitlines() == [
        str(STACK),
        str(STACK / packages / "tabulate" / "__init__.py"),
        str(MAIN / packages / "pandas" / "__init__.py"),
        str(STACK / "bin" / "evidently"),
        str(MAIN / "bin" / "mlflow"),
        str(STACK),
        "hidden",
    ]
    assert result.started == "warm" and result.status == "finished"


@pytest.mark.parametrize("verb", ["build", "verify"])
def test_a_kernel_that_is_not_installed_is_one_line(tiny, run, verb):
    name_kernel(tiny, "far_away")
    done = run("grader", verb, cwd=tiny, code=1)
    assert done.stderr == f"grader: lab {LAB} needs the kernel `far_away`: run make env\n"


def test_grading_without_the_labs_kernel_is_one_line(tiny, run, tmp_path):
    """The lab was built where its kernel is; the machine that grades lacks it."""
    kernels = tmp_path / "jupyter" / "kernels" / "far_away"
    kernels.parent.mkdir(parents=True)
    shutil.copytree(MAIN / "share" / "jupyter" / "kernels" / "ops", kernels)
    name_kernel(tiny, "far_away")
    run("grader", "build", cwd=tiny, JUPYTER_PATH=str(tmp_path / "jupyter"))
    run("nbgrader", "generate_assignment", LAB, cwd=tiny)
    submit(tiny, "ann", answered(tiny))
    done = run("grader", "grade", LAB, cwd=tiny, code=1)
    assert done.stderr == f"grader: lab {LAB} needs the kernel `far_away`: run make env\n"
    assert not list(tiny.glob("autograded/*"))
    run("grader", "grade", LAB, cwd=tiny, JUPYTER_PATH=str(tmp_path / "jupyter"))
    assert (tiny / "autograded" / "ann").is_dir()
