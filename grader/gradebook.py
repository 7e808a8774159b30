"""nbgrader's gradebook, with one writer.

nbgrader's own preprocessors do the work: they sanitize a notebook before it runs and score it afterwards. They open
the gradebook themselves, by the name `Gradebook` in their modules, and commit cell by cell. Here they are given an open
one instead: to sanitize, the lab's cells read once; to record, one transaction for the whole submission, so that a
crash leaves either all of it in the gradebook or nothing.
"""

from __future__ import annotations

import contextlib
import fnmatch
import functools
import importlib
import json
import os
import shutil
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from unittest import mock

import nbformat
from nbformat import NotebookNode
from nbgrader.api import (
    Assignment,
    BaseCell,
    Comment,
    Grade,
    Gradebook,
    MissingEntry,
    Notebook,
    SubmittedAssignment,
    SubmittedNotebook,
)
from nbgrader.converters import Autograde
from nbgrader.nbgraderformat.common import jsonschema
from nbgrader.preprocessors import Execute
from nbgrader.utils import parse_utc
from sqlalchemy import Connection, Engine, create_engine, select
from sqlalchemy.exc import ArgumentError, OperationalError, ProgrammingError, SAWarning, SQLAlchemyError
from sqlalchemy.orm import Session, scoped_session, sessionmaker

from .course import CourseError, Lab
from .execute import Result, unpack_notebook
from .submission import TIMESTAMP, Master, MasterCell, Submission, read_file

NO_RESPONSE = "No response."  # nbgrader's own comment on an untouched answer
SQLITE_WAIT = 60  # seconds to wait for another program, formgrader say, that is writing


@dataclass
class Recorded:
    """What the gradebook says of a submission once it is recorded."""

    score: float
    max_score: float
    late_seconds: float
    late_penalty: float


@dataclass
class Row:
    """One grade of one student, as the gradebook holds it."""

    student: str
    notebook: str
    cell: str
    score: float
    auto_score: float | None
    max_score: float
    needs_manual_grade: bool
    late_penalty: float | None
    flagged: bool


class GradebookLost(CourseError):
    """The gradebook cannot be reached any more: nothing further can be recorded."""


class LabGradebook:
    """The gradebook of one lab: what it knows of the lab's cells, and the only place that writes grades.

    Raises:
        CourseError: the gradebook cannot be opened, or the lab is not in it.
    """

    def __init__(self, lab: Lab):
        self.lab = lab
        self.coursedir = lab.course.coursedir
        if self.coursedir.root not in sys.path:
            sys.path.append(self.coursedir.root)  # as nbgrader's commands do, for plugins that the configuration names
        self.converter = Autograde(coursedir=self.coursedir, config=lab.course.config)
        self.engine = open_database(self.coursedir.db_url, self.coursedir.course_id)
        self._reading = self.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        self.known = _Known(self._reading, self.coursedir.course_id)
        try:
            assignment = self.known.find_assignment(lab.name)
            self.max_score = assignment.max_score
            self.masters = [self._master(notebook) for notebook in assignment.notebooks]
        except MissingEntry:
            self.masters = []
        if not self.masters:
            self.close()
            raise CourseError(f"{lab.name} is not in the gradebook: run `nbgrader generate_assignment {lab.name}`.")
        self._sanitizers = instances(self.converter, self.converter.sanitize_preprocessors)
        recorders = instances(self.converter, self.converter.autograde_preprocessors)
        self._recorders = [p for p in recorders if not isinstance(p, Execute)]

    def close(self) -> None:
        self.known.db.remove()
        self._reading.close()
        self.engine.dispose()

    def __enter__(self) -> LabGradebook:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # What there is to do ---------------------------------------------------------------------------------------------

    def is_current(self, student: str) -> bool:
        """Whether a submission is graded and nothing newer was handed in: nbgrader's own rule, by timestamp.txt."""
        done = self.lab.autograded(student)
        if not done.is_dir():
            return False
        handed_in, graded = _timestamp(self.lab.submitted(student)), _timestamp(done)
        return handed_in is None or graded is None or handed_in <= graded

    def handed_out(self) -> dict[str, Path]:
        """The lab's own files, which take the place of a student's copies, each by its path from the lab's folder."""
        folder = Path(self.coursedir.format_path(self.coursedir.source_directory, ".", self.lab.name))
        kept = set(self.converter.exclude_overwriting.get(self.lab.name, []))
        files: dict[str, Path] = {}
        for here, folders, names in os.walk(folder):
            folders[:] = [f for f in folders if not self._ignored(f)]
            for name in names:
                path = Path(here, name)
                relative = path.relative_to(folder).as_posix()
                if not self._ignored(name) and not name.endswith(".ipynb") and relative not in kept:
                    files[relative] = path
        return files

    def grades(self) -> list[Row]:
        """Every grade that the gradebook holds of this lab."""
        query = (
            select(
                SubmittedAssignment.student_id,
                Notebook.name,
                BaseCell.name,
                Grade.score,
                Grade.auto_score,
                Grade.max_score,
                Grade.needs_manual_grade,
                SubmittedNotebook.late_submission_penalty,
                SubmittedNotebook.flagged,
            )
            .join(SubmittedNotebook, SubmittedNotebook.id == Grade.notebook_id)
            .join(SubmittedAssignment, SubmittedAssignment.id == SubmittedNotebook.assignment_id)
            .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
            .join(Notebook, Notebook.id == SubmittedNotebook.notebook_id)
            .join(BaseCell, BaseCell.id == Grade.cell_id)
            .where(Assignment.name == self.lab.name)
        )
        return [Row(*row) for row in self._reading.execute(query)]

    def scores(self) -> dict[str, tuple[float, float]]:
        """Each student's score, after any late penalty, and the points there are."""
        earned: dict[str, float] = {}
        most: dict[str, float] = {}
        penalties: dict[tuple[str, str], float] = {}
        for row in self.grades():
            earned[row.student] = earned.get(row.student, 0) + row.score
            most[row.student] = most.get(row.student, 0) + row.max_score
            penalties[row.student, row.notebook] = row.late_penalty or 0
        for (student, _), penalty in penalties.items():
            earned[student] -= penalty
        return {student: (max(0.0, score), most[student]) for student, score in earned.items()}

    def unanswered(self) -> set[tuple[str, str]]:
        """Student and answer cell where nbgrader found the answer as it was handed out."""
        query = (
            select(SubmittedAssignment.student_id, BaseCell.name)
            .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
            .join(Comment, Comment.notebook_id == SubmittedNotebook.id)
            .join(BaseCell, BaseCell.id == Comment.cell_id)
            .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
            .where(Assignment.name == self.lab.name, Comment.auto_comment == NO_RESPONSE)
        )
        return {(student, cell) for student, cell in self._reading.execute(query)}

    # Sanitize --------------------------------------------------------------------------------------------------------

    def sanitize(self, student: str, name: str, notebook: NotebookNode) -> NotebookNode:
        """A mended notebook as nbgrader's own sanitize preprocessors leave it."""
        return self._run(self._sanitizers, self.known, student, name, notebook)

    # Record ----------------------------------------------------------------------------------------------------------

    def record(
        self,
        submission: Submission,
        results: dict[str, Result],
        handed_out: dict[str, Path],
        note: Callable[[Recorded], None],
    ) -> None:
        """Write a submission's grades and its autograded folder: all of it, or nothing.

        An earlier folder is taken away first, the gradebook is committed next, `note` is told of it, and the new folder
        is moved into place last. Whatever stops it in between leaves the submission without a folder, so that it is
        done again.

        Raises:
            GradebookLost: the database does not answer.
        """
        staging = self.lab.staging("autograded")
        staging.mkdir(parents=True, exist_ok=True)
        target = self.lab.autograded(submission.student)
        room = Path(tempfile.mkdtemp(dir=staging))
        folder, earlier = room / "new", room / "earlier"
        committed = False
        try:
            folder.mkdir()
            self._write_files(submission, handed_out, folder)
            if target.exists():
                target.rename(earlier)
            with self.engine.begin() as connection:
                gradebook = _OneSubmission(connection, self.coursedir.course_id)
                recorded = self._grade(gradebook, submission, results, folder)
                self._set_permissions(folder)
                _sync(folder)
            committed = True
            note(recorded)
            target.parent.mkdir(parents=True, exist_ok=True)
            folder.rename(target)
            _sync_folder(target.parent)
        except OperationalError as error:
            raise GradebookLost(f"the gradebook does not answer: {_first_line(error)}") from None
        finally:
            if earlier.exists() and not committed:
                earlier.rename(target)
            shutil.rmtree(room, ignore_errors=True)

    def _grade(
        self, gradebook: Gradebook, submission: Submission, results: dict[str, Result], folder: Path
    ) -> Recorded:
        lab, student = self.lab.name, submission.student
        with contextlib.closing(gradebook.db), warnings.catch_warnings():
            # nbgrader builds a submission's rows while the session flushes on its own; it adds them right after.
            warnings.simplefilter("ignore", SAWarning)
            if self.converter.create_student:
                gradebook.update_or_create_student(student)
            when = {"timestamp": submission.timestamp} if submission.timestamp else {}
            graded = gradebook.update_or_create_submission(lab, student, **when)
            for notebook in graded.notebooks:
                if notebook.name not in results:
                    for grade in notebook.grades:
                        grade.auto_score, grade.needs_manual_grade = 0, False
            gradebook.db.flush()

            for name, result in results.items():
                notebook = unpack_notebook(result.notebook)
                notebook = self._run(self._recorders, gradebook, student, name, notebook)
                for check in result.doubtful:
                    grade = gradebook.find_grade(check, name, lab, student)
                    grade.auto_score, grade.needs_manual_grade = 0, True
                nbformat.write(notebook, folder / f"{name}.ipynb")
            if submission.flagged:
                for notebook in graded.notebooks:
                    notebook.flagged = True
            gradebook.db.flush()
            gradebook.db.expire_all()
            penalty = graded.late_submission_penalty or 0.0
            return Recorded(
                score=max(0.0, graded.score - penalty),
                max_score=graded.max_score,
                late_seconds=float(graded.total_seconds_late),
                late_penalty=penalty,
            )

    def _write_files(self, submission: Submission, handed_out: dict[str, Path], folder: Path) -> None:
        """The student's files, with the lab's own over them, as nbgrader lays them out."""
        for name, path in (submission.files | handed_out).items():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            unreadable = name == TIMESTAMP and submission.timestamp is None
            # nbgrader's later steps stop at a timestamp that they cannot read; an empty one they take as none.
            target.write_bytes(b"" if unreadable else read_file(path))

    def _set_permissions(self, folder: Path) -> None:
        """What nbgrader's Autograde sets, by the same settings."""
        mode = int(str(self.converter.permissions), 8)
        for here, _, names in os.walk(folder):
            for name in names:
                os.chmod(os.path.join(here, name), mode)
            if self.coursedir.groupshared:
                os.chmod(here, (os.stat(here).st_mode | 0o2770) & 0o2777)

    # nbgrader's own parts --------------------------------------------------------------------------------------------

    def _run(
        self, preprocessors: list[Any], gradebook: Gradebook, student: str, name: str, notebook: NotebookNode
    ) -> NotebookNode:
        resources = {
            "unique_key": name,
            "nbgrader": {
                "student": student,
                "assignment": self.lab.name,
                "notebook": name,
                "db_url": self.coursedir.db_url,
            },
        }
        with opened(preprocessors, gradebook):
            for preprocessor in preprocessors:
                notebook, resources = preprocessor(notebook, resources)
        return notebook

    def _master(self, notebook: Notebook) -> Master:
        grades = {c.name: c for c in notebook.grade_cells}
        tasks = {c.name: c for c in notebook.task_cells}
        solutions = {c.name for c in notebook.solution_cells}
        points = {name: cell.max_score for name, cell in (grades | tasks).items()}
        cells = {
            c.name: MasterCell(
                name=c.name,
                cell_type=c.cell_type,
                source=c.source or "",
                checksum=c.checksum or "",
                locked=bool(c.locked),
                grade=c.name in grades,
                solution=c.name in solutions,
                task=c.name in tasks,
                points=points.get(c.name, 0),
            )
            for c in notebook.source_cells
        }
        released = self._released(notebook, cells)
        order = [c.metadata.get("nbgrader", {}).get("grade_id") for c in released.cells]
        return Master(notebook.name, sorted(cells.values(), key=lambda c: order.index(c.name)), released)

    def _released(self, notebook: Notebook, cells: dict[str, MasterCell]) -> NotebookNode:
        """The notebook as students got it; the gradebook keeps no plain cells and no order, so this is read from disk.

        Where the student copy is gone, the author's notebook gives the plain cells, and the gradebook every other.
        """
        file = f"{notebook.name}.ipynb"
        steps = self.coursedir.release_directory, self.coursedir.source_directory
        paths = [Path(self.coursedir.format_path(step, ".", self.lab.name), file) for step in steps]
        path = next((p for p in paths if p.is_file()), None)
        try:
            released = nbformat.read(path, as_version=4) if path else nbformat.v4.new_notebook()
        except Exception as error:  # nbformat raises many kinds for a broken file
            raise CourseError(f"{self.lab.show(path)} cannot be read ({_first_line(error)}): build it again.") from None
        if path != paths[0]:
            for cell in released.cells:
                name = cell.metadata.get("nbgrader", {}).get("grade_id")
                if name in cells:
                    cell.source = cells[name].source
        kernelspec = json.loads(notebook.kernelspec or "{}")
        if kernelspec:
            released.metadata.kernelspec = nbformat.from_dict(kernelspec)
        present = {c.metadata.get("nbgrader", {}).get("grade_id") for c in released.cells}
        for name in sorted(cells.keys() - present):
            new = nbformat.v4.new_code_cell if cells[name].cell_type == "code" else nbformat.v4.new_markdown_cell
            released.cells.append(new(cells[name].source, metadata={"nbgrader": cells[name].metadata()}))
        for cell in released.cells:
            if cell.cell_type == "code":
                cell.outputs, cell.execution_count = [], None
        return released

    def _ignored(self, name: str) -> bool:
        return any(fnmatch.fnmatchcase(name, pattern) for pattern in self.coursedir.ignore)


# ---------------------------------------------------------------------------------------------------------------------
# Open gradebooks
# ---------------------------------------------------------------------------------------------------------------------


class _JoinedSession(Session):
    """nbgrader commits after every cell. Here its new rows are written then, and what it changed in others at once."""

    def commit(self) -> None:
        if self.new or self.deleted:
            self.flush()


class JoinedGradebook(Gradebook):
    """A gradebook on an open connection: its commits reach the session, and the connection's owner commits.

    This is SQLAlchemy's "joining a session into an external transaction".
    """

    def __init__(self, connection: Connection, course_id: str):
        self.engine = connection.engine
        self.course_id = course_id
        self.authenticator = None
        self.db = scoped_session(
            sessionmaker(
                bind=connection,
                class_=_JoinedSession,
                autoflush=True,
                expire_on_commit=False,
                join_transaction_mode="rollback_only",
            )
        )

    def close(self) -> None:
        """Left open: its owner closes it."""


class _Known(JoinedGradebook):
    """A gradebook that reads each of a lab's own cells once. It writes nothing."""

    def __init__(self, connection: Connection, course_id: str):
        super().__init__(connection, course_id)
        self._found: dict[tuple, Any] = {}

    def find_notebook(self, name: str, assignment: str) -> Any:
        return self._once(super().find_notebook, name, assignment)

    def find_source_cell(self, name: str, notebook: str, assignment: str) -> Any:
        return self._once(super().find_source_cell, name, notebook, assignment)

    def find_graded_cell(self, name: str, notebook: str, assignment: str) -> Any:
        return self._once(super().find_graded_cell, name, notebook, assignment)

    def _once(self, find: Any, *key: str) -> Any:
        known = (find.__name__, *key)
        if known not in self._found:
            self._found[known] = find(*key)
        return self._found[known]


class _OneSubmission(JoinedGradebook):
    """A gradebook that reads all grades of a submitted notebook at once, and all comments; nbgrader asks for each."""

    def __init__(self, connection: Connection, course_id: str):
        super().__init__(connection, course_id)
        self._found: dict[tuple, dict[str, Any]] = {}

    def find_grade(self, grade_cell: str, notebook: str, assignment: str, student: str) -> Grade:
        return self._of(Grade, notebook, assignment, student).get(grade_cell) or super().find_grade(
            grade_cell, notebook, assignment, student
        )

    def find_comment(self, solution_cell: str, notebook: str, assignment: str, student: str) -> Comment:
        return self._of(Comment, notebook, assignment, student).get(solution_cell) or super().find_comment(
            solution_cell, notebook, assignment, student
        )

    def _of(self, kind: Any, *key: str) -> dict[str, Any]:
        if (kind, *key) not in self._found:
            query = (
                self.db.query(BaseCell.name, kind)
                .join(kind, kind.cell_id == BaseCell.id)
                .join(SubmittedNotebook, SubmittedNotebook.id == kind.notebook_id)
                .join(Notebook, Notebook.id == SubmittedNotebook.notebook_id)
                .join(SubmittedAssignment, SubmittedAssignment.id == SubmittedNotebook.assignment_id)
                .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
            )
            names = (Notebook.name, Assignment.name, SubmittedAssignment.student_id)
            wanted = (name == value for name, value in zip(names, key, strict=True))
            self._found[kind, *key] = dict(map(tuple, query.filter(*wanted)))
        return self._found[kind, *key]


def instances(parent: Any, classes: Iterable[Any]) -> list[Any]:
    """nbgrader's preprocessors, configured as their parent is; the configuration may give them by dotted name."""
    return [_class(c)(parent=parent) for c in classes]


@contextlib.contextmanager
def opened(preprocessors: list[Any], gradebook: Gradebook) -> Iterator[None]:
    """Let preprocessors that open a gradebook get this one."""
    modules = {sys.modules[c.__module__] for p in preprocessors for c in type(p).__mro__}
    with contextlib.ExitStack() as stack:
        stack.enter_context(mock.patch.object(jsonschema, "validate", _validate))
        for module in modules:
            if getattr(module, "Gradebook", None) is Gradebook:
                stack.enter_context(mock.patch.object(module, "Gradebook", lambda *_, **__: gradebook))
        yield


def _validate(instance: Any, schema: dict[str, Any]) -> None:
    """As jsonschema.validate, which looks through nbgrader's schema itself for mistakes again for every cell, and
    through the same marks again in every submission."""
    if error := _mistake(json.dumps(instance, sort_keys=True), json.dumps(schema)):
        raise error


@functools.lru_cache(10_000)
def _mistake(instance: str, schema: str) -> Exception | None:
    return jsonschema.exceptions.best_match(_validator(schema).iter_errors(json.loads(instance)))


@functools.cache
def _validator(schema: str) -> Any:
    kind = jsonschema.validators.validator_for(json.loads(schema))
    return kind(json.loads(schema))


def open_database(db_url: str, course_id: str) -> Engine:
    """A database with nbgrader's tables.

    Raises:
        CourseError: it cannot be opened; the text holds no password.
    """
    try:
        Gradebook(db_url, course_id).close()
        options = {"connect_args": {"timeout": SQLITE_WAIT}} if db_url.startswith("sqlite") else {"pool_pre_ping": True}
        engine = create_engine(db_url, **options)
        with engine.connect() as connection:
            connection.execute(Assignment.__table__.select().limit(1))
        return engine
    except ModuleNotFoundError as error:
        raise CourseError(
            f"the gradebook's db_url needs the module {error.name}, which is not installed here."
        ) from None
    except (ArgumentError, SQLAlchemyError) as error:
        remedy = ""
        if isinstance(error, ProgrammingError) or "no such column" in str(error):
            remedy = ". It may be of an older nbgrader: back it up, then run `nbgrader db upgrade`"
        raise CourseError(f"the gradebook cannot be opened: {_first_line(error)}{remedy}") from None


def _first_line(error: Exception) -> str:
    cause = getattr(error, "orig", None) or error
    return next((line.strip() for line in str(cause).splitlines() if line.strip()), type(cause).__name__)


def _class(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    module, name = value.rsplit(".", 1)
    return getattr(importlib.import_module(module), name)


# ---------------------------------------------------------------------------------------------------------------------
# Folders
# ---------------------------------------------------------------------------------------------------------------------


def _sync(folder: Path) -> None:
    """Have a folder's notebooks on the disk before anything says that they are there."""
    for path in folder.glob("*.ipynb"):
        with path.open("rb") as file:
            os.fsync(file.fileno())
    _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _timestamp(folder: Path) -> datetime | None:
    try:
        text = read_file(folder / TIMESTAMP, 1000).decode().strip()
        return parse_utc(text) if text else None
    except Exception:  # missing, or no date: dateutil raises many kinds
        return None
