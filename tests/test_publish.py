"""The student edition: what it holds, what it never holds, and how it follows the course."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import BIN, ROOT, clone_into
from kept import leaks
from test_environment import SMALL, SMALL_STACK, need_uv

from grader.build import build_start
from grader.course import Course

URL = "https://github.com/somebody/their-labs"
SOURCES = sorted(ROOT.glob("solutions/[0-9][0-9]_*/[0-9][0-9]_*.py"))
FIRST = SOURCES[0].stem
SECOND = next(path.stem for path in reversed(SOURCES) if "name: ops\n" in path.read_text())  # it needs a stack
PERSON = {
    "GIT_AUTHOR_NAME": "A",
    "GIT_AUTHOR_EMAIL": "a@example.edu",
    "GIT_COMMITTER_NAME": "A",
    "GIT_COMMITTER_EMAIL": "a@example.edu",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
}


@pytest.fixture(scope="session")
def published(tmp_path_factory) -> Path:
    """A folder with the course and its edition. It is only copied: `course` and `edition` are a test's own."""
    folder = tmp_path_factory.mktemp("published")
    course = clone_into(folder / "course")
    # Two labs: every lab takes the same way, and each has to be compared with its source.
    for tree in ("labs", "solutions"):
        for lab in (course / tree).glob("[0-9][0-9]_*"):
            if lab.name not in (FIRST, SECOND):
                shutil.rmtree(lab)
    build_start(Course(course))
    done = subprocess.run(
        [BIN / "grader", "publish", folder / "labs"],
        cwd=course, env=os.environ | PERSON, capture_output=True, text=True, timeout=600,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "committed Publish the labs" in done.stdout and f"git -C {folder / 'labs'} push https:" in done.stdout
    return folder


@pytest.fixture
def course(published, tmp_path) -> Path:
    return Path(shutil.copytree(published / "course", tmp_path / "course", symlinks=True))


@pytest.fixture
def edition(published, tmp_path) -> Path:
    return Path(shutil.copytree(published / "labs", tmp_path / "labs"))


@pytest.fixture
def publish(course, run):
    def publish(to: Path, *options: str, code: int = 0, **environment: str) -> subprocess.CompletedProcess[str]:
        return run("grader", "publish", to, *options, cwd=course, code=code, **(PERSON | environment))

    return publish


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", "-C", folder, *arguments], capture_output=True, env=os.environ | PERSON, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout.decode(errors="replace").strip()


def objects(folder: Path) -> dict[str, bytes]:
    """Everything that the repository holds, reachable or not: each object, by its hash and its name in a commit."""
    named = (line.partition(" ") for line in git(folder, "rev-list", "--objects", "--all").splitlines())
    names = {key: name for key, _, name in named}
    command = ["git", "-C", folder, "cat-file", "--batch-all-objects", "--batch", "--buffer"]
    stored = io.BytesIO(subprocess.run(command, capture_output=True, check=True, timeout=60).stdout)
    found = {}
    while header := stored.readline():
        key, kind, size = header.decode().split()
        content = stored.read(int(size))
        stored.readline()
        if kind != "tree":
            found[f"{key} {names.get(key, '')}"] = content
    assert len(found) > 20
    return found


def test_it_holds_the_course_without_what_is_kept(publish, course, edition):
    """In no file, and in no object of its history, also after an update."""
    assert git(edition, "rev-list", "--count", "HEAD") == "1" and git(edition, "status", "--porcelain") == ""
    held = set(git(edition, "ls-files").splitlines())
    assert {f"labs/{FIRST}/{FIRST}.ipynb", "labkit/flights.py", "requirements/main.txt", "requirements/ops.txt"} <= held
    assert {"requirements/ops-node/package.json", "binder/postBuild", "labs/start.ipynb"} <= held
    assert {"Makefile", "Dockerfile", "README.md", "docs/student.md", "tools/env.sh", "LICENSE"} <= held
    assert not [name for name in held if re.match(r"(solutions|tests|grader|\.git/|\.github|\.ci)", name)]
    assert os.access(edition / "binder" / "postBuild", os.X_OK) and os.access(edition / "tools" / "env.sh", os.X_OK)
    for name in held:
        if not name.startswith(("labs/", "labkit/", ".git", ".docker")):
            assert not re.search(r"\bgrader\b", (edition / name).read_text()), f"{name} names the grader"

    with (course / "labkit" / "files.py").open("a") as module:
        module.write("\n# changed\n")
    publish(edition)
    files = {name: (edition / name).read_bytes() for name in held}
    assert leaks(files) == []
    assert leaks(objects(edition)) == []
    everything = b"".join(objects(edition).values())
    for mark in (b"BEGIN SOLUTION", b"BEGIN HIDDEN TESTS", b"%% right:", b"%% wrong:", str(course).encode()):
        assert mark not in everything
    planted = (course / "solutions" / FIRST / f"{FIRST}.ipynb").read_bytes()
    assert leaks({"planted.ipynb": planted}) != []


def test_running_it_again_makes_one_commit_or_none(publish, course, edition, tmp_path):
    (edition / ".venv").mkdir()  # ignored by git, and not touched
    assert "up to date: nothing to push" in publish(edition).stdout
    assert git(edition, "rev-list", "--count", "HEAD") == "1"
    for tree in ("labs", "solutions"):
        shutil.rmtree(course / tree / SECOND)
    build_start(Course(course))
    (course / "LICENSE").write_text("Another licence\n")
    assert f"committed Update LICENSE, README.md, labs/{SECOND} and " in publish(edition).stdout
    assert git(edition, "rev-list", "--count", "HEAD") == "2" and git(edition, "status", "--porcelain") == ""
    assert not (edition / "labs" / SECOND).exists() and (edition / ".venv").is_dir()
    assert (edition / "LICENSE").read_text() == "Another licence\n"
    # From a clone, on another machine
    git(tmp_path, "clone", "--quiet", str(edition), "clone")
    assert "up to date: nothing to push" in publish(tmp_path / "clone").stdout


def test_what_would_lose_or_leak_something_is_refused_in_one_line(publish, course, edition, tmp_path):
    def refused(to: Path, message: str, *options: str, **environment: str) -> None:
        before = sorted(path.name for path in to.iterdir()) if to.is_dir() else []
        said = publish(to, *options, code=1, **environment).stderr
        assert re.fullmatch(rf"grader: .*{message}.*\n", said), said
        assert before == (sorted(path.name for path in to.iterdir()) if to.is_dir() else [])

    other = tmp_path / "other"
    other.mkdir()
    (other / "thesis.txt").write_text("mine")
    refused(other, r"holds something else \(thesis.txt\)")
    git(other, "init", "--quiet")
    refused(other, r"holds something else")
    refused(course / "labs", "not apart from the course")
    refused(tmp_path, "not apart from the course")
    refused(tmp_path / "new", "no address of a repository on GitHub", "--url", "ftp://elsewhere")
    (edition / "note.txt").write_text("by hand")
    refused(edition, r"changes that are not committed \(note.txt\)")
    (edition / "note.txt").unlink()
    git(edition, "switch", "--quiet", "--create", "draft")
    refused(edition, "is on the branch draft")
    git(edition, "switch", "--quiet", "main")
    nobody = dict.fromkeys(PERSON, "") | {"GIT_CONFIG_GLOBAL": os.devnull, "EMAIL": ""}
    refused(tmp_path / "new", "git does not know who you are", **nobody)
    # Last: a lab that is not what its source builds
    shutil.copy(course / "solutions" / FIRST / f"{FIRST}.ipynb", course / "labs" / FIRST)
    refused(edition, rf"labs/{FIRST}/{FIRST}.ipynb is stale: run `grader build`")


def test_its_links_lead_to_where_it_is_published(publish, course, tmp_path):
    (course / "labs" / "start.ipynb").unlink()  # a course may have none
    (course / "solutions" / "start.py").unlink()
    publish(tmp_path / "one", "--url", f"{URL}.git", "--hub", "https://hub.example.org/")
    readme = (tmp_path / "one" / "README.md").read_text()
    assert f"git clone {URL} their-labs" in readme
    binder = "https://mybinder.org/v2/gh/somebody/their-labs/main?urlpath=lab/tree/labs"
    paths = ["", *(f"/{lab}/{lab}.ipynb" for lab in (FIRST, SECOND))]
    assert re.findall(r"\((https://mybinder.org/v2/[^)]*)\)", readme) == [f"{binder}{path}" for path in paths]
    assert (
        "https://hub.example.org/hub/user-redirect/git-pull?repo=https%3A%2F%2Fgithub.com%2Fsomebody%2Ftheir-labs"
        "&branch=main&urlpath=lab%2Ftree%2Ftheir-labs%2Flabs\n" in readme
    )
    assert f"git clone {URL} " in (tmp_path / "one" / "docs" / "student.md").read_text()


def test_one_setting_says_where_it_is_published(edition):
    (address,) = re.findall(r'^student_repository = "(.*)"$', (ROOT / "pyproject.toml").read_text(), flags=re.MULTILINE)
    readme = (edition / "README.md").read_text()
    assert f"git clone {address} " in readme and "/main?urlpath=lab/tree/labs/start.ipynb)" in readme
    assert "git-pull?repo=" in readme and "https://hub.example.edu" in readme
    for path in re.findall(r"\]\((?!https)([^)#]+)\)", readme):
        assert (edition / path).exists(), path


def test_its_own_commands_work_without_the_grader(edition, tmp_path, run):
    """`make help`, `make env` from locks cut to what builds the package, and Validate with its own settings."""
    listed = run("make", "--no-print-directory", "help", cwd=edition).stdout
    assert [line.split()[0] for line in listed.splitlines()] == ["help", "env", "lab"]

    (edition / ".venv").symlink_to(BIN.parent)
    (tmp_path / "absent").mkdir()
    (tmp_path / "absent" / "grader.py").write_text("raise ImportError('a student has no grader')\n")
    alone = {"PYTHONPATH": f"{tmp_path / 'absent'}:{edition}", "NBGRADER_EXCHANGE": str(tmp_path / "exchange")}
    said = run("nbgrader", "validate", f"labs/{FIRST}/{FIRST}.ipynb", cwd=edition, **alone).stdout
    assert "NotImplementedError" in said and "a student has no grader" not in said
    found = run("python", "-c", "import labkit.flights as f; print(f.__file__)", cwd=edition, **alone).stdout
    assert found.strip() == str(edition / "labkit" / "flights.py")
    assert run("tools/lab.sh", "--version", cwd=edition, **alone).stdout.startswith("4.")
    (edition / ".venv").unlink()

    for lock, kept in (("main", SMALL), ("ops", SMALL_STACK)):
        path = edition / "requirements" / f"{lock}.txt"
        entries = re.split(r"^(?=\S)", path.read_text(), flags=re.MULTILINE)
        path.write_text("".join(entry for entry in entries if entry.split("==")[0] in kept))
    shutil.rmtree(edition / "requirements" / "ops-node")
    uv = need_uv(edition)
    offline = {"UV_OFFLINE": "1", "PYTHON": sys.executable, "PATH": f"{Path(uv).parent}:{os.environ['PATH']}"}
    cache = subprocess.run([uv, "cache", "dir"], capture_output=True, text=True, check=True).stdout.strip()
    run("make", "env", cwd=edition, UV_CACHE_DIR=cache, **offline)
    seen = "import json, labkit; print(json.dumps(labkit.__file__))"
    done = subprocess.run(
        [edition / ".venv" / "bin" / "python", "-I", "-c", seen], capture_output=True, text=True, check=True, cwd="/"
    )
    assert json.loads(done.stdout) == str(edition / "labkit" / "__init__.py")
