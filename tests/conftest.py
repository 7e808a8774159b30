"""Shared parts: a tiny course in a folder of its own, and the commands as a person runs them."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from grading import make_course

# A shell that starts this in the background has Ctrl-C ignored, and so would all that the tests start and interrupt
if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent


def listens(port: int) -> bool:
    """Whether something listens there. JupyterLab does so a moment after it has said its address."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A course with one lab, `01_tiny`: the exercise `add` (2 points) and the exercise `hello` (3 points, a script)."""
    course = tmp_path / "course"
    shutil.copytree(ROOT / "tests" / "courses" / "tiny", course)
    shutil.copy(ROOT / "nbgrader_config.py", course)
    return course


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run an installed command; the home folder is the test's own."""
    home = tmp_path / "home"
    home.mkdir(exist_ok=True)

    def run(
        *command: str | Path, cwd: Path, code: int | None = 0, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        path = BIN / str(command[0])
        done = subprocess.run(
            [str(path) if path.exists() else str(command[0]), *map(str, command[1:])],
            cwd=cwd,
            env={**os.environ, "HOME": str(home), "COLUMNS": "100", **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=300,
        )
        if code is not None:
            assert done.returncode == code, f"{command} gave {done.returncode}\n{done.stdout}\n{done.stderr}"
        return done

    return run


def clone_into(folder: Path) -> Path:
    """Clone the course as it is in the working tree, with the environment that runs the tests."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, check=True, text=True,
    ).stdout  # fmt: skip
    for path in filter(None, listed.split("\0")):
        if (ROOT / path).is_file():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / path, folder / path)
    (folder / ".venv").symlink_to(BIN.parent)
    return folder


@pytest.fixture
def clone(tmp_path):
    """Make such clones, each in a folder of the test's own."""
    return lambda name: clone_into(tmp_path / name)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny course, built and known to its gradebook. It is only copied: `course` gives a copy to work in."""
    return make_course(tmp_path_factory.mktemp("built") / "course")


@pytest.fixture
def course(built: Path, tmp_path: Path) -> Path:
    """A tiny course that is ready for submissions."""
    return Path(shutil.copytree(built, tmp_path / "course"))
