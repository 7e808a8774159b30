"""Lab 14's helpers against real tools: gitlab-ci-local runs the solution's pipeline; act leaves nothing behind."""

from __future__ import annotations

import _thread
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import SimpleNamespace

import jupytext
import psutil
import pytest

LAB = Path(__file__).parents[1] / "solutions" / "14_cicd"
NPM_SECONDS = 300
# The last release that runs on Node.js 18 and 20, which Debian and Ubuntu have.
GITLAB_CI_LOCAL = "gitlab-ci-local@4.63.0"


def run_cell(source, names):
    """Run a cell's source as a kernel would, without this file's own `from __future__`."""
    exec(compile(source, "cell", "exec", dont_inherit=True), names)


@pytest.fixture
def lab(tmp_path, monkeypatch):
    """What the lab's setup cells define, and its source cells by name, in a copy of its folder."""
    folder = tmp_path / LAB.name
    shutil.copytree(LAB, folder, ignore=shutil.ignore_patterns("*.ipynb", "work"))
    (tmp_path / "tmp").mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    monkeypatch.setattr(sys, "path", list(sys.path))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    monkeypatch.setenv("DISABLE_PANDERA_IMPORT_WARNING", "True")  # the setup sets it, too: undone with the rest
    names: dict = {"__name__": "lab"}
    cells = jupytext.read(LAB / "14_cicd.py").cells
    for cell in cells:
        if "setup" in cell.metadata.get("tags", []):
            run_cell(cell.source, names)
    written = {c.metadata["nbgrader"]["grade_id"]: c.source for c in cells if "nbgrader" in c.metadata}
    code = [c.source for c in cells if c.cell_type == "code"]
    yield SimpleNamespace(names=names, written=written, code=code, tmp=tmp_path / "tmp")
    sys.modules.pop("late", None)


@pytest.fixture(scope="session")
def gitlab_ci_local(tmp_path_factory):
    """The command gitlab-ci-local, freshly installed by npm."""
    if not shutil.which("npm") or not shutil.which("node"):
        pytest.skip("needs npm and Node.js, to install gitlab-ci-local")
    folder = tmp_path_factory.mktemp("npm")
    command = ["npm", "install", "--no-audit", "--no-fund", "--no-save", "--prefix", folder, GITLAB_CI_LOCAL]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=NPM_SECONDS)
    except subprocess.TimeoutExpired:
        pytest.skip(f"npm did not install gitlab-ci-local within {NPM_SECONDS} s")
    if done.returncode != 0:
        pytest.skip(f"npm could not install gitlab-ci-local: {done.stderr.strip().splitlines()[-1:]}")
    return folder / "node_modules" / ".bin" / "gitlab-ci-local"


@pytest.mark.parametrize(("branch", "quality"), [("main", "good"), ("topic", "good"), ("main", "bad")])
def test_gitlab_ci_local_agrees_with_the_check(lab, gitlab_ci_local, branch, quality):
    """The lab's judge of a GitLab pipeline lets the same scripts run, in the same stages, as gitlab-ci-local does."""
    lines = lab.written["gitlab-pipeline"].splitlines()[1:]
    pipeline = "\n".join(line for line in lines if "### " not in line)
    runner = next(code for code in lab.code if "def gitlab_ci_local(" in code).split("\ntool = ")[0]
    run_cell(runner, lab.names)
    files = lab.names["LIGHT"] | {".gitlab-ci.yml": pipeline, "quality.txt": f"{quality}\n"}

    with lab.names["Repo"](files) as repo:
        if branch != "main":
            repo.git("checkout", "-q", "-b", branch)
        results, _ = lab.names["gitlab_run"](repo, pipeline, branch, scoped={"production": {"DEPLOY_TOKEN": "token"}})
        ours = repo.ran()
        status, verdicts = lab.names["gitlab_ci_local"](gitlab_ci_local, repo, "token")
        theirs = repo.ran()

    def in_stages(ran):  # the three tests run side by side: their order is chance
        return [line for line in ran if not line.startswith("test")], sorted(x for x in ran if x.startswith("test"))

    assert in_stages(theirs) == in_stages(ours)
    assert theirs[0] == ours[0] == "data"
    assert (status == 0) == (set(results.values()) == {"success"})
    passed = sorted(verdict.removeprefix("PASS").strip() for verdict in verdicts if verdict.startswith("PASS"))
    assert passed == sorted(name for name, result in results.items() if result == "success")


SLOW = """
on: push
jobs:
  slow:
    runs-on: ubuntu-latest
    steps:
      - run: echo $$ > "$TRACE" && exec sleep 600
"""


def test_an_interrupted_run_leaves_nothing_behind(lab):
    """Interrupting a cell ends act and the step that it runs, and removes the repository."""
    with lab.names["Repo"]({".github/workflows/ci.yml": SLOW}) as repo:

        def interrupt():
            deadline = time.monotonic() + 60
            while not (repo.trace.exists() and repo.trace.read_text().strip()) and time.monotonic() < deadline:
                time.sleep(0.05)
            _thread.interrupt_main()

        thread = threading.Thread(target=interrupt)
        thread.start()
        with pytest.raises(KeyboardInterrupt):
            repo.act()
        thread.join()
        step = int(repo.trace.read_text())
    assert not psutil.pid_exists(step) or psutil.Process(step).status() == psutil.STATUS_ZOMBIE
    assert list(lab.tmp.iterdir()) == []


def test_a_run_that_takes_too_long_is_ended(lab):
    """A command that does not end in its time is named, and ended with what it started."""
    with lab.names["Repo"]() as repo:
        command = ["bash", "-c", 'sleep 600 & echo $! > "$TRACE"; wait']
        with pytest.raises(AssertionError, match="bash took more than 2 s"):
            lab.names["run_command"](command, repo.folder, repo.env, seconds=2)
        left = int(repo.trace.read_text())
    assert not psutil.pid_exists(left) or psutil.Process(left).status() == psutil.STATUS_ZOMBIE
    assert list(lab.tmp.iterdir()) == []
