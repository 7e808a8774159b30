"""Lab 14's helpers against real tools: gitlab-ci-local runs the pipelines; a run that is cut short leaves nothing."""

from __future__ import annotations

import ast
import shutil
import signal
import sys
import threading
import time
from pathlib import Path
from types import SimpleNamespace

import jupytext
import psutil
import pytest

LAB = Path(__file__).parents[1] / "solutions" / "14_cicd"
needs_rsync = pytest.mark.skipif(not shutil.which("rsync"), reason="gitlab-ci-local copies files with rsync")


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


FAMILY = """
tell:
  environment: $WHERE
  variables:
    WHERE: production
  script:
    - python -c "import psutil; print([part for p in psutil.Process().parents() for part in p.cmdline()])"
    - touch told.txt
  artifacts:
    paths: [told.txt]
"""


@needs_rsync
def test_a_gitlab_pipeline_is_run_by_gitlab_ci_local(lab):
    """The program that `make env` installs runs the jobs, in copies of the repository, which stays as it was."""
    with lab.names["Repo"]({".gitlab-ci.yml": FAMILY}) as repo:
        run = lab.names["gitlab"](repo, {"TOKEN": {"production": "t0p-Secret"}})
        assert run.status == 0 and run.results() == {"tell": "success"}, run.said
        parents = ast.literal_eval(run.text)
        assert any(part.endswith("bin/gitlab-ci-local") for part in parents), parents
        assert run.artifacts == {"tell": {"told.txt": b""}}
        assert repo.git("status", "--porcelain", "--ignored") == ""
        assert "t0p-Secret" not in run.text + run.said
    assert list(lab.tmp.iterdir()) == []


@needs_rsync
@pytest.mark.parametrize(("branch", "quality"), [("main", "good"), ("topic", "good"), ("main", "bad")])
def test_the_solution_as_a_gitlab_pipeline(lab, branch, quality):
    """Delivered from main alone, and only when the gate let it through; the secret is nowhere in what was said."""
    lines = lab.written["gitlab-pipeline"].splitlines()[1:]
    pipeline = "\n".join(line for line in lines if "### " not in line)
    with lab.names["Repo"](lab.names["LIGHT"] | {".gitlab-ci.yml": pipeline, "quality.txt": f"{quality}\n"}) as repo:
        repo.git("checkout", "-q", "-B", branch)
        run = lab.names["gitlab"](repo, {"DEPLOY_TOKEN": {"production": "t0p-Secret"}})
        ran = repo.ran()
    delivered = branch == "main" and quality == "good"
    assert ran[0] == "data" and ran[4:6] == ["train", "gate"]
    assert ran[6:] == (["package", "deliver staging", "deliver production"] if delivered else [])
    assert run.status == (quality == "bad")
    assert run.jobs["gate"].result == ("failure" if quality == "bad" else "success")
    assert ("deliver" in run.jobs) == ("package" in run.artifacts) == delivered
    assert "t0p-Secret" not in run.text + run.said


def test_a_missing_gitlab_ci_local_is_told_in_one_line(lab, monkeypatch):
    monkeypatch.setitem(lab.names, "find", lambda tool: None)
    with lab.names["Repo"]({".gitlab-ci.yml": FAMILY}) as repo, pytest.raises(AssertionError) as told:
        lab.names["gitlab"](repo)
    assert str(told.value) == "gitlab-ci-local is missing: make env, in the course's folder"


SLOW = {
    ".github/workflows/ci.yml": """
on: push
jobs:
  slow:
    runs-on: ubuntu-latest
    steps:
      - run: echo $$ > "$TRACE" && exec sleep 600
""",
    ".gitlab-ci.yml": """
slow:
  script:
    - echo $$ > "$TRACE" && exec sleep 600
""",
}


@pytest.mark.parametrize("tool", ["act", pytest.param("gitlab-ci-local", marks=needs_rsync)])
def test_an_interrupted_run_leaves_nothing_behind(lab, tool):
    """Interrupting a cell ends the tool and the step that it runs, and removes the repository."""
    with lab.names["Repo"](SLOW) as repo:

        def interrupt():
            deadline = time.monotonic() + 60
            while not (repo.trace.exists() and repo.trace.read_text().strip()) and time.monotonic() < deadline:
                time.sleep(0.05)
            signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)  # as Jupyter does it: a read ends, too

        thread = threading.Thread(target=interrupt)
        thread.start()
        with pytest.raises(KeyboardInterrupt):
            repo.act() if tool == "act" else lab.names["gitlab"](repo)
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
