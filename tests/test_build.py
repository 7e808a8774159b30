"""`grader build`: what it makes, what never leaks, and what it says of an author's mistake."""

from __future__ import annotations

import json
import shutil

import nbformat
import pytest

SOURCE = "solutions/01_tiny/01_tiny.py"
CHECK = '"grade_id": "add-check"'


def edit(course, old, new, path=SOURCE):
    file = course / path
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new, 1))


def tree(folder):
    return {p.relative_to(folder): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_build_makes_both_notebooks_and_check_agrees(tiny, run):
    run("grader", "build", cwd=tiny)
    solution = nbformat.read(tiny / "solutions/01_tiny/01_tiny.ipynb", as_version=4)
    student = nbformat.read(tiny / "labs/01_tiny/01_tiny.ipynb", as_version=4)
    assert all(c.execution_count for c in solution.cells if c.cell_type == "code")
    assert [c.id for c in solution.cells] == [c.id for c in student.cells]
    assert not any(c.get("outputs") or c.get("execution_count") for c in student.cells)
    by_id = {c.id: c.source for c in student.cells}
    assert by_id["add"].endswith("    # YOUR CODE HERE\n    raise NotImplementedError()")
    assert (
        by_id["hello"]
        == "%%writefile work/hello.sh\n#!/usr/bin/env bash\n# YOUR CODE HERE\nraise NotImplementedError()"
    )
    assert "up to date" in run("grader", "build", "--check", cwd=tiny).stdout


def test_nothing_of_the_solution_reaches_the_student(tiny, run):
    """A solution, a hidden test, an output and the source are planted with words of their own."""
    edit(tiny, "return a + b", "return a + b  # planted-solution")
    edit(tiny, '"negative numbers add too"', '"planted-hidden-test"')
    edit(tiny, "# %% [markdown]\n# The end.", '# %%\nprint("planted-" + "output")\n\n# %% [markdown]\n# The end.')
    (tiny / "solutions/01_tiny/data.csv").write_text("handed,out\n")
    (tiny / "solutions/01_tiny/work").mkdir()
    (tiny / "solutions/01_tiny/work/left.txt").write_text("planted-work\n")
    run("grader", "build", cwd=tiny)
    assert b"planted-output" in (tiny / "solutions/01_tiny/01_tiny.ipynb").read_bytes()
    released = tree(tiny / "labs")
    assert {str(p) for p in released} == {"01_tiny/01_tiny.ipynb", "01_tiny/data.csv"}
    text = b"".join(released.values())
    for word in (b"planted-solution", b"planted-hidden-test", b"planted-output", b"planted-work", b"### BEGIN"):
        assert word not in text


def test_two_builds_give_the_same_bytes(tiny, run, tmp_path):
    run("grader", "build", cwd=tiny)
    first = tree(tiny / "labs")
    other = tmp_path / "elsewhere"
    shutil.copytree(tiny, other, ignore=shutil.ignore_patterns("*.ipynb", "labs"))
    run("grader", "build", "--execute", cwd=other)
    assert tree(other / "labs") == first


def test_an_edit_renames_no_other_cell(tiny, run):
    run("grader", "build", cwd=tiny)
    before = nbformat.read(tiny / "labs/01_tiny/01_tiny.ipynb", as_version=4)
    edit(tiny, "# Add numbers.", "# Add whole numbers.")
    edit(tiny, "# %% [markdown]\n# The end.", "# %% [markdown]\n# A new cell.\n\n# %% [markdown]\n# The end.")
    run("grader", "build", cwd=tiny)
    after = nbformat.read(tiny / "labs/01_tiny/01_tiny.ipynb", as_version=4)
    assert len({c.id for c in after.cells} - {c.id for c in before.cells}) == 2


@pytest.mark.parametrize(
    "stale, said",
    [
        (lambda c: edit(c, "The end.", "The very end."), "solutions/01_tiny/01_tiny.ipynb is not what"),
        (lambda c: edit(c, "Tiny", "tiny", "labs/01_tiny/01_tiny.ipynb"), "labs/01_tiny/01_tiny.ipynb is stale"),
        (lambda c: (c / "labs/01_tiny/extra.csv").write_text("1"), "extra.csv is not handed out by the source"),
        (lambda c: (c / "solutions/01_tiny/data.csv").write_text("1"), "labs/01_tiny/data.csv is missing"),
        (lambda c: shutil.copytree(c / "labs/01_tiny", c / "labs/02_gone"), "labs/02_gone has no source"),
        (lambda c: (c / "solutions/01_tiny/01_tiny.ipynb").unlink(), "solutions/01_tiny/01_tiny.ipynb is missing"),
    ],
    ids=["text", "student-edit", "extra-file", "missing-file", "orphan", "no-notebook"],
)
def test_check_names_what_is_stale(tiny, run, stale, said):
    run("grader", "build", cwd=tiny)
    stale(tiny)
    assert said in run("grader", "build", "--check", cwd=tiny, code=1).stdout


MISTAKES = {
    "duplicate grade_id": ('"grade_id": "hello"', '"grade_id": "add"', "grade_id 'add' stands already at line"),
    "no check": ('"grade": true, ' + CHECK, '"grade": false, ' + CHECK, "solution 'add' has no check after it"),
    "no points": ('"points": 2, ', "", "check 'add-check' needs points greater than 0, not None"),
    "zero points": ('"points": 2', '"points": 0', "needs points greater than 0, not 0"),
    "no END SOLUTION": ("    ### END SOLUTION\n", "", "### BEGIN SOLUTION without its ### END SOLUTION"),
    "no BEGIN SOLUTION": ("    ### BEGIN SOLUTION\n", "", "### END SOLUTION without its ### BEGIN SOLUTION"),
    "no END HIDDEN": ("### END HIDDEN TESTS\n", "", "### BEGIN HIDDEN TESTS without its ### END HIDDEN TESTS"),
    "hidden in plain": (
        "# %% tags",
        "# %%\n### BEGIN HIDDEN TESTS\n### END HIDDEN TESTS\n# %% tags",
        "not a check cell",
    ),
    "no grade_id": ('"grade_id": "add", ', "", "this graded cell has no grade_id"),
    "failing solution": ("return a + b", "return a * b", "the solution fails: AssertionError: add(1, 2) gives 2"),
    "ended kernel": ("import subprocess", "import os\nos._exit(1)", "the solution fails: Kernel died"),
    "file left": ("import subprocess", 'open("left.txt", "w").close()\nimport subprocess', "leaves left.txt beside"),
    "machine path": ("import subprocess", "import os\nprint(os.getcwd())\nimport subprocess", "shows the path"),
}


@pytest.mark.parametrize("old, new, said", MISTAKES.values(), ids=MISTAKES)
def test_an_authors_mistake_is_one_line_with_its_place(tiny, run, old, new, said):
    edit(tiny, old, new)
    done = run("grader", "build", cwd=tiny, code=1)
    line = next(text for text in done.stderr.splitlines() if said in text)
    place, number, _ = line.removeprefix("grader: ").split(":", 2)
    assert place == SOURCE and 0 < int(number) <= len((tiny / SOURCE).read_text().splitlines())
    assert "Traceback" not in done.stderr + done.stdout
    assert not (tiny / "labs").exists()


def test_an_exercise_without_answers_is_named(tiny, run):
    (tiny / "tests/answers/01_tiny/add.py").rename(tiny / "tests/answers/01_tiny/sum.py")
    said = run("grader", "build", cwd=tiny, code=1).stderr
    assert "exercise 'add' has no answers file tests/answers/01_tiny/add.py" in said
    assert "tests/answers/01_tiny/sum.py answers no exercise" in said


def test_a_typo_in_a_labs_name_gets_the_nearest_one(tiny, run):
    assert run("grader", "build", "01_tyni", cwd=tiny, code=1).stderr == (
        "grader: no lab called '01_tyni'. Did you mean 01_tiny?\n"
    )
    assert "Run this from the course's folder" in run("grader", "build", cwd=tiny.parent, code=1).stderr


def test_an_author_may_edit_the_notebook_and_sync_back(tiny, run):
    run("grader", "build", cwd=tiny)
    path = tiny / "solutions/01_tiny/01_tiny.ipynb"
    notebook = json.loads(path.read_text())
    notebook["cells"][0]["source"] = ["# Tiny, edited in JupyterLab"]
    path.write_text(json.dumps(notebook))
    run("jupytext", "--to", "py:percent", "--update-metadata", '{"jupytext": {"custom_cell_magics": "writefile"}}',
        path.name, cwd=path.parent)  # fmt: skip
    run("grader", "build", cwd=tiny)
    assert "edited in JupyterLab" in (tiny / "labs/01_tiny/01_tiny.ipynb").read_text()
    student = nbformat.read(tiny / "labs/01_tiny/01_tiny.ipynb", as_version=4)
    assert any(c.source.startswith("%%writefile work/hello.sh\n#!/usr") for c in student.cells)
