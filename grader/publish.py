"""The student edition: the course without what only an instructor may see, as a git repository that is ready to push.

It is put together in a scratch folder and becomes one commit of a repository of its own, so that its history holds
nothing else. The folder follows the commit: what is no longer published goes.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import jinja2
import nbformat
from rich.console import Console

from . import build
from .course import Course, CourseError
from .kernels import kernel_name
from .links import BRANCH, binder_badge, git_pull, owner_and_name

TEMPLATES = Path(__file__).with_name("templates") / "student"
# As they are in the course. The lists of packages are added: those of the environments that a lab runs in.
COPIED = (
    ".dockerignore",
    ".gitignore",
    "LICENSE",
    "binder",
    "environment.yml",
    "labkit",
    "tools/env.sh",
    "tools/jupyter",
    "tools/lab.sh",
    "tools/stack.sh",
)
NEVER = shutil.ignore_patterns("__pycache__", "*.pyc", ".ipynb_checkpoints", ".pytest_cache", "work", "feedback")
MARK = ".student-edition"
MARKED = "Made from the course: changes by hand are refused, and belong into the course.\n"
# The line of nbgrader_config.py from which on it is about grading.
GRADING = "# ---- grading"
# Where another repository is: set where this command is started from one's hook.
ELSEWHERE = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR")
PLACEHOLDER = "https://hub.example.edu"


@dataclass(frozen=True)
class PublishedLab:
    """A lab as the README lists it."""

    name: str
    title: str
    path: str
    kernel: str


def publish(course: Course, folder: Path, *, url: str | None, hub: str | None, console: Console) -> bool:
    """Write the student edition into a folder that is a git repository of its own, and commit it.

    Args:
        course: the course; every lab has to be built.
        folder: where it goes: a new or empty folder, or one that an earlier run made.
        url: the address on GitHub where it will be; pyproject.toml's `[tool.labs] student_repository` by default.
        hub: the address of a JupyterHub for the nbgitpuller link; `[tool.labs] hub` by default, and there may be none.
        console: where it says what it did.

    Returns:
        Whether there is something new to push.

    Raises:
        CourseError: the folder holds something else or uncommitted changes, a lab is stale, the address is none of
            GitHub's, a file that belongs to the student edition is missing, or git cannot commit.
    """
    settings = _settings(course)
    labs_settings = settings.get("tool", {}).get("labs", {})
    repository = url or labs_settings.get("student_repository")
    if not repository:
        raise CourseError(
            "where will it be published? Give --url, or [tool.labs] student_repository in pyproject.toml."
        )
    owner, name = owner_and_name(repository)
    repository = f"https://github.com/{owner}/{name}"
    hub = hub or labs_settings.get("hub")
    folder = folder.absolute()
    git = Repository(folder)
    git.check(course)
    stale = [line for lab in course.labs() for line in build.check(lab)]
    stale += build.orphans(course) + build.check_start(course)
    if stale:
        raise CourseError(f"{stale[0]}: run `grader build`, then publish")
    with tempfile.TemporaryDirectory(prefix="student-edition-") as scratch:
        tree = Path(scratch, "tree")
        _put_together(course, tree, settings, repository, hub)
        changed = git.take(tree, Path(scratch, "index"))
    if changed is None:
        console.print(f"{folder} is up to date: nothing to push", markup=False)
        return False
    console.print(f"{folder}: committed {changed}", markup=False)
    if not git.run("remote"):
        console.print(f"push it: git -C {folder} push {repository} {BRANCH}", markup=False)
    else:
        console.print(f"push it: git -C {folder} push", markup=False)
    return True


# ---------------------------------------------------------------------------------------------------------------------
# What it holds
# ---------------------------------------------------------------------------------------------------------------------


def _settings(course: Course) -> dict:
    try:
        return tomllib.loads((course.root / "pyproject.toml").read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise CourseError(f"pyproject.toml: {error}") from None


def _put_together(course: Course, tree: Path, settings: dict, repository: str, hub: str | None) -> None:
    tree.mkdir()
    for name in COPIED:
        _copy(course, tree, name)
    labs = list(_labs(course, tree))
    if course.start.is_file():
        _copy(course, tree, "labs/start.ipynb")
    stacks = {"main"} | {lab.kernel for lab in labs} - {"python3"}
    for stack in sorted(stacks):
        _copy(course, tree, f"requirements/{stack}.txt")
        if (course.root / "requirements" / f"{stack}-node").is_dir():
            _copy(course, tree, f"requirements/{stack}-node")

    (tree / MARK).write_text(MARKED, encoding="utf-8")
    config, mark, _ = _read(course, "nbgrader_config.py").partition(GRADING)
    if not mark:
        raise CourseError(f"nbgrader_config.py has no line `{GRADING}` before what only grading needs")
    (tree / "nbgrader_config.py").write_text(config.rstrip() + "\n", encoding="utf-8")
    # The image makes the course's packages before it has them; a student has one of them.
    dockerfile = re.sub(r"(?<= )grader(/__init__\.py)? ", "", _read(course, "Dockerfile"))
    (tree / "Dockerfile").write_text(dockerfile, encoding="utf-8")
    guide = _read(course, "docs/student.md").replace("<the course's address>", repository)
    (tree / "docs").mkdir()
    (tree / "docs" / "student.md").write_text(guide, encoding="utf-8")

    shutil.copy(TEMPLATES / "Makefile", tree)
    templates = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES), undefined=jinja2.StrictUndefined, keep_trailing_newline=True
    )
    project = settings["project"]
    programs = settings.get("tool", {}).get("labs", {}).get("programs", {})
    values = {
        "name": project["name"],
        "version": project["version"],
        "requires_python": project["requires-python"],
        "title": _read(course, "README.md").partition("\n# ")[2].partition("\n")[0] or project["name"],
        "repository": repository,
        "folder": owner_and_name(repository)[1],
        "labs": labs,
        "start": "labs/start.ipynb" if course.start.is_file() else "labs",
        "programs": sorted({package for lab in programs.values() for package in lab.values()}),
        "hub": hub,
        "placeholder": PLACEHOLDER,
        "binder_badge": binder_badge,
    }
    values["git_pull"] = git_pull(repository, hub or PLACEHOLDER, values["start"])
    for name in ("README.md", "pyproject.toml"):
        (tree / name).write_text(templates.get_template(f"{name}.j2").render(values), encoding="utf-8")


def _labs(course: Course, tree: Path) -> Iterator[PublishedLab]:
    for lab in course.labs():
        _copy(course, tree, f"labs/{lab.name}")
        path = f"labs/{lab.name}/{lab.name}.ipynb"
        notebook = nbformat.read(tree / path, as_version=4)
        title = notebook.cells[0].source.partition("\n")[0].lstrip("# ").replace("|", "\\|")
        yield PublishedLab(lab.name, title, path, kernel_name(notebook))


def _read(course: Course, name: str) -> str:
    try:
        return (course.root / name).read_text(encoding="utf-8")
    except FileNotFoundError:
        raise CourseError(f"the student edition needs {name}, which the course does not have") from None


def _copy(course: Course, tree: Path, name: str) -> None:
    source, target = course.root / name, tree / name
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, ignore=NEVER)
    elif source.is_file():
        shutil.copy(source, target)
    else:
        raise CourseError(f"the student edition needs {name}, which the course does not have")


# ---------------------------------------------------------------------------------------------------------------------
# Where it goes
# ---------------------------------------------------------------------------------------------------------------------


class Repository:
    """The folder of the student edition, a git repository of its own."""

    def __init__(self, folder: Path):
        self.folder = folder

    def run(self, *arguments: str, **environment: str) -> str:
        """What a git command prints. Raises CourseError with git's own last line where it fails."""
        own = {name: value for name, value in os.environ.items() if name not in ELSEWHERE}
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.folder if self.folder.is_dir() else "/",
            env=own | environment, capture_output=True, text=True, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        if done.returncode:
            raise CourseError(f"git {arguments[0]}: {(done.stderr.strip() or 'failed').splitlines()[-1]}")
        return done.stdout.strip()

    def check(self, course: Course) -> None:
        """Refuse a folder that holds something else, or that git would not take a commit in."""
        folder = self.folder.resolve()
        if folder.is_relative_to(course.root) or course.root.is_relative_to(folder):
            raise CourseError(f"{self.folder} is not apart from the course: publish beside it, as ../labs")
        if self.folder.exists() and not self.folder.is_dir():
            raise CourseError(f"{self.folder} is no folder")
        held = sorted(path.name for path in self.folder.iterdir()) if self.folder.is_dir() else []
        if held not in ([], [".git"]) and not {".git", MARK} <= set(held):
            raise CourseError(f"{self.folder} holds something else ({held[0]}): give a new or empty folder")
        try:
            self.run("var", "GIT_COMMITTER_IDENT")
        except CourseError:
            raise CourseError("git does not know who you are: git config --global user.name and user.email") from None
        if ".git" in held:
            branch = self.run("symbolic-ref", "--short", "HEAD")
            if branch != BRANCH:
                raise CourseError(f"{self.folder} is on the branch {branch}: git -C {self.folder} switch {BRANCH}")
            if changed := self.run("status", "--porcelain", "--untracked-files=all"):
                line = changed.splitlines()[0].split(maxsplit=1)[-1]
                raise CourseError(f"{self.folder} has changes that are not committed ({line}): commit or remove them")

    def take(self, tree: Path, index: Path) -> str | None:
        """Make a folder's files the next commit, and the repository's own; its subject, or None where nothing changed.

        Every step but the last leaves the folder as it is, and the last one is repeated by the next run.
        """
        if not (self.folder / ".git").is_dir():
            self.folder.mkdir(parents=True, exist_ok=True)
            self.run("init", "--quiet", f"--initial-branch={BRANCH}")
        where = {"GIT_INDEX_FILE": str(index), "GIT_WORK_TREE": str(tree)}
        self.run("--git-dir", str(self.folder / ".git"), "add", "--all", "--force", ".", **where)
        wanted = self.run("write-tree", **where)
        parent = self.run("for-each-ref", "--format=%(objectname)", f"refs/heads/{BRANCH}")
        if not parent:
            subject = "Publish the labs"
        elif self.run("rev-parse", f"{parent}^{{tree}}") == wanted:
            return None
        else:
            names = self.run("diff-tree", "--name-only", "-r", parent, wanted).splitlines()
            parts = sorted({"/".join(Path(name).parts[:2]) if name.startswith("labs/") else name for name in names})
            subject = f"Update {', '.join(parts[:3])}" + (f" and {len(parts) - 3} more" if len(parts) > 3 else "")
        commit = self.run("commit-tree", wanted, *(["-p", parent] if parent else []), "-m", subject)
        self.run("reset", "--hard", "--quiet", commit)
        return subject
