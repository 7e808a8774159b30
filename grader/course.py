"""The course on disk: the only module that knows where things are."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from traitlets.config import Config, PyFileConfigLoader

if TYPE_CHECKING:
    from nbgrader.coursedir import CourseDirectory

CONFIG = "nbgrader_config.py"
LAB_NAME = re.compile(r"\d\d_[a-z0-9_]+")


class CourseError(Exception):
    """A user's mistake or a broken input: its text is one line that says what is wrong and what to do."""


class Course:
    """A course folder: the one that holds `nbgrader_config.py`."""

    def __init__(self, root: Path | str):
        self.root = Path(root).resolve()
        if not (self.root / CONFIG).is_file():
            raise CourseError(f"{self.root} is not a course: it has no {CONFIG}. Run this from the course's folder.")

    @classmethod
    def find(cls, start: Path | str = ".") -> Course:
        """The course that `start` lies in.

        Raises:
            CourseError: no folder from `start` upwards holds `nbgrader_config.py`.
        """
        here = Path(start).resolve()
        for folder in (here, *here.parents):
            if (folder / CONFIG).is_file():
                return cls(folder)
        raise CourseError(f"no {CONFIG} in {here} or above it. Run this from the course's folder.")

    @cached_property
    def config(self) -> Config:
        """The traitlets configuration that every nbgrader command reads here."""
        config = PyFileConfigLoader(CONFIG, path=str(self.root)).load_config()
        config.CourseDirectory.root = str(self.root)
        return config

    @cached_property
    def coursedir(self) -> CourseDirectory:
        """The same folder as nbgrader sees it: where submissions lie and where the gradebook is."""
        from nbgrader.coursedir import CourseDirectory  # takes a second, and only the grading commands need it

        return CourseDirectory(config=self.config)

    @property
    def solutions(self) -> Path:
        return self.root / "solutions"

    @property
    def releases(self) -> Path:
        return self.root / "labs"

    @property
    def answers(self) -> Path:
        return self.root / "tests" / "answers"

    @property
    def start_source(self) -> Path:
        """The source of the start page; a course may have none."""
        return self.solutions / "start.py"

    @property
    def start(self) -> Path:
        """The page that a student's JupyterLab opens with, generated."""
        return self.releases / "start.ipynb"

    def labs(self) -> list[Lab]:
        """Every lab that has a source folder, in the course's order."""
        if not self.solutions.is_dir():
            return []
        folders = (f for f in self.solutions.iterdir() if f.is_dir() and LAB_NAME.fullmatch(f.name))
        return [Lab(self, f.name) for f in sorted(folders)]

    def lab(self, name: str) -> Lab:
        """The lab of that name; its number alone will do (`07`).

        Raises:
            CourseError: there is no such lab; the text names the nearest.
        """
        labs = {lab.name: lab for lab in self.labs()}
        name = name.rstrip("/").rsplit("/", 1)[-1]
        found = [lab for known, lab in labs.items() if name in (known, known[:2])]
        if found:
            return found[0]
        near = difflib.get_close_matches(name, labs, n=1, cutoff=0.4)
        hint = f"Did you mean {near[0]}?" if near else f"There are: {', '.join(labs) or 'none'}."
        raise CourseError(f"no lab called {name!r}. {hint}")

    def select(self, names: Iterable[str] | None) -> list[Lab]:
        """The named labs, or all of them when none is named."""
        return [self.lab(name) for name in names] if names else self.labs()


class Lab:
    """One lab: its source, the two notebooks made from it, and its answer files."""

    def __init__(self, course: Course, name: str):
        self.course = course
        self.name = name

    def __repr__(self) -> str:
        return f"Lab({self.name})"

    @property
    def folder(self) -> Path:
        """The author's folder: the source, the solution notebook and the files handed out."""
        return self.course.solutions / self.name

    @property
    def source(self) -> Path:
        """The one source of the lab, a jupytext py:percent file."""
        return self.folder / f"{self.name}.py"

    @property
    def solution(self) -> Path:
        """The solution notebook, built from the source and executed."""
        return self.folder / f"{self.name}.ipynb"

    @property
    def release(self) -> Path:
        """The student's folder, generated."""
        return self.course.releases / self.name

    @property
    def answers(self) -> Path:
        """The folder of right and wrong answers, one file an exercise."""
        return self.course.answers / self.name

    def show(self, path: Path) -> str:
        """A path as a person reads it: from the course's folder on."""
        return str(path.relative_to(self.course.root)) if path.is_relative_to(self.course.root) else str(path)

    def submitted(self, student: str) -> Path:
        """What a student handed in."""
        return self._step("submitted", student)

    def autograded(self, student: str) -> Path:
        """A student's executed and graded copy."""
        return self._step("autograded", student)

    def feedback(self, student: str) -> Path:
        """The pages that a student gets back."""
        return self._step("feedback", student)

    def students(self, step: str = "submitted") -> list[str]:
        """Students who have a folder at that step, sorted; those that the configuration excludes are left out."""
        blank = "\0"
        parts = self._step(step, blank).parts
        at = next(i for i, part in enumerate(parts) if blank in part)
        before, after = parts[at].split(blank)
        parent, rest = Path(*parts[:at]), parts[at + 1 :]
        excluded = set(self.course.coursedir.student_id_exclude.split(","))
        found = []
        for entry in parent.iterdir() if parent.is_dir() else []:
            name = entry.name
            if name.startswith(".") or not (name.startswith(before) and name.endswith(after)):
                continue
            student = name[len(before) : len(name) - len(after)]
            if student not in excluded and os.path.lexists(entry.joinpath(*rest)):
                found.append(student)
        return sorted(found)

    def staging(self, step: str) -> Path:
        """A folder beside a step's own, on the same disk: what is finished there is moved into place whole."""
        directory = getattr(self.course.coursedir, f"{step}_directory")
        return Path(self.course.coursedir.format_path(directory, ".", "."), f".{self.name}.partial")

    @property
    def report(self) -> Path:
        """The class report."""
        return self.course.root / "reports" / f"{self.name}.html"

    @property
    def state(self) -> Path:
        """What grading notes down beside the gradebook: how each submission went, and who is grading now."""
        return self.course.root / ".grader" / self.name

    def _step(self, step: str, student: str) -> Path:
        coursedir = self.course.coursedir
        return Path(coursedir.format_path(getattr(coursedir, f"{step}_directory"), student, self.name))
