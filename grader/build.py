"""From a lab's one source to its solution notebook and its student notebook.

    solutions/NN/NN.py  --jupytext-->  solutions/NN/NN.ipynb  --nbgrader generate_assignment-->  labs/NN/
    solutions/start.py  --jupytext, and the list of labs from labkit.progress-->  labs/start.ipynb

Both steps are deterministic: a cell's id comes from the cell itself, and two builds differ in nothing but outputs.
"""

from __future__ import annotations

import filecmp
import hashlib
import logging
import re
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import jupytext
import nbformat
from nbformat import NotebookNode
from traitlets.config import Config

from labkit import progress

from .course import Course, CourseError, Lab

CELL_SECONDS = 120
WORK = "work"  # where a lab writes while it runs: never handed out
MARKERS = {"SOLUTION": "solution", "HIDDEN TESTS": "check"}


@dataclass
class Exercise:
    """One graded exercise: the cell that a student fills in, and the cells that check it."""

    name: str
    line: int
    solution: int
    checks: list[int]
    points: float


@dataclass
class Source:
    """A lab's source: its notebook (no outputs), the line of each cell, and its exercises."""

    lab: Lab
    notebook: NotebookNode
    lines: list[int]
    exercises: list[Exercise]

    @property
    def points(self) -> float:
        return sum(e.points for e in self.exercises)


# ---------------------------------------------------------------------------------------------------------------------
# Reading a source
# ---------------------------------------------------------------------------------------------------------------------


def read(lab: Lab) -> Source:
    """Read a lab's source and hold it against the rules of a lab.

    Raises:
        CourseError: the source is missing, or breaks a rule; one line for each break, with file and line number.
    """
    if not lab.source.is_file():
        raise CourseError(f"{lab.show(lab.source)} is missing: it is the one source of {lab.name}.")
    try:
        text = lab.source.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise CourseError(f"{lab.show(lab.source)}: not UTF-8 at byte {error.start}. Save it as UTF-8.") from None
    notebook = jupytext.reads(text, fmt="py:percent")
    lines = [n for n, line in enumerate(text.splitlines(), start=1) if re.match(r"# %%($|[ \[])", line)]
    where = lab.show(lab.source)
    if len(lines) != len(notebook.cells):
        raise CourseError(f"{where}: every cell starts with a `# %%` line; text stands before the first one.")

    exercises, mistakes = _exercises(notebook, lines)
    mistakes += _answer_files(lab, exercises)
    if mistakes:
        mistakes.sort()
        raise CourseError("\n".join(f"{where}:{line}: {message}" for line, message in mistakes))

    _name_cells(notebook)
    notebook.metadata = _metadata(notebook)
    return Source(lab, notebook, lines, exercises)


def _exercises(notebook: NotebookNode, lines: list[int]) -> tuple[list[Exercise], list[tuple[int, str]]]:
    """The exercises of a notebook and the author's mistakes, each with its line."""
    exercises: list[Exercise] = []
    mistakes: list[tuple[int, str]] = []
    seen: dict[str, int] = {}
    for index, (cell, line) in enumerate(zip(notebook.cells, lines, strict=True)):
        meta = cell.metadata.get("nbgrader")
        if meta is None or not isinstance(meta, dict):
            meta = {}
            if "nbgrader" in cell.metadata:
                mistakes.append((line, "the nbgrader metadata of this cell is not a JSON object"))
        kind = "solution" if meta.get("solution") else "check" if meta.get("grade") else "plain"
        mistakes += _markers(cell, kind, line)
        if kind == "plain":
            continue

        name = meta.get("grade_id")
        if not name:
            mistakes.append((line, "this graded cell has no grade_id"))
            continue
        if name in seen:
            mistakes.append((line, f"grade_id {name!r} stands already at line {seen[name]}; give each cell its own"))
            continue
        seen[name] = line
        missing = [k for k in ("schema_version", "locked", "solution", "grade", "task") if k not in meta]
        if missing:
            mistakes.append((line, f"the nbgrader metadata of {name!r} lacks {', '.join(missing)}"))

        if kind == "solution":
            if meta.get("grade"):
                mistakes.append((line, f"{name!r} is solution and check at once; put the check in a cell of its own"))
            if "### BEGIN SOLUTION" not in cell.source:
                mistakes.append((line, f"solution {name!r} has no ### BEGIN SOLUTION region"))
            exercises.append(Exercise(name, line, index, [], 0))
        elif not exercises:
            mistakes.append((line, f"check {name!r} stands before any solution cell"))
        else:
            points = meta.get("points")
            if not isinstance(points, int | float) or isinstance(points, bool) or points <= 0:
                mistakes.append((line, f"check {name!r} needs points greater than 0, not {points!r}"))
                points = 0
            exercises[-1].checks.append(index)
            exercises[-1].points += points
    mistakes += [(e.line, f"solution {e.name!r} has no check after it") for e in exercises if not e.checks]
    return exercises, mistakes


def _markers(cell: NotebookNode, kind: str, line: int) -> Iterator[tuple[int, str]]:
    """Mistakes in a cell's BEGIN and END markers."""
    for marker, belongs in MARKERS.items():
        opened = None
        for offset, text in enumerate(cell.source.splitlines(), start=1):
            if f"### BEGIN {marker}" in text:
                if opened:
                    yield opened, f"### BEGIN {marker} is opened twice"
                opened = line + offset
                if kind != belongs:
                    yield opened, f"### BEGIN {marker} stands in a cell that is not a {belongs} cell"
            elif f"### END {marker}" in text:
                if not opened:
                    yield line + offset, f"### END {marker} without its ### BEGIN {marker}"
                opened = None
        if opened:
            yield opened, f"### BEGIN {marker} without its ### END {marker}"


def _answer_files(lab: Lab, exercises: list[Exercise]) -> Iterator[tuple[int, str]]:
    """Exercises without an answers file, and answers files without an exercise."""
    names = {e.name for e in exercises}
    for exercise in exercises:
        path = lab.answers / f"{exercise.name}.py"
        if not path.is_file():
            yield exercise.line, f"exercise {exercise.name!r} has no answers file {lab.show(path)}"
    for path in sorted(lab.answers.glob("*.py")) if lab.answers.is_dir() else []:
        if path.stem not in names:
            yield 1, f"{lab.show(path)} answers no exercise of this lab"


def _metadata(notebook: NotebookNode) -> NotebookNode:
    """The kernel and the language alone."""
    kernelspec = notebook.metadata.get("kernelspec", {})
    return NotebookNode(kernelspec=kernelspec, language_info=NotebookNode(name=kernelspec.get("language", "python")))


def _name_cells(notebook: NotebookNode) -> None:
    """Give each cell an id made from itself, so that editing one cell renames no other."""
    used: Counter[str] = Counter()
    for cell in notebook.cells:
        cell.metadata.pop("lines_to_next_cell", None)  # jupytext's note on blank lines in the source
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        base = name if name else hashlib.sha256(f"{cell.cell_type}\n{cell.source}".encode()).hexdigest()[:8]
        base = re.sub(r"[^A-Za-z0-9_-]", "-", base)[:56]
        used[base] += 1
        cell.id = base if used[base] == 1 else f"{base}-{used[base]}"


# ---------------------------------------------------------------------------------------------------------------------
# Building
# ---------------------------------------------------------------------------------------------------------------------


def build(lab: Lab, *, execute: bool | None = None, say: Callable[[str], None] = lambda text: None) -> None:
    """Build a lab's solution notebook and its student folder.

    Args:
        lab: the lab.
        execute: run the solution; by default only when its code is not the code that the built notebook ran.
        say: is told each step in a word.

    Raises:
        CourseError: a rule is broken, a cell of the solution fails, or it leaves files where students would get them.
    """
    source = read(lab)
    built = _built(lab)
    if execute is None:
        execute = built is None or not _same_code(source.notebook, built) or not _is_executed(built)
    if execute:
        say("run")
        solution = run(source)
    else:
        solution = _with_outputs(source.notebook, built)
    _write(solution, lab.solution)

    say("release")
    with _released(lab, solution) as folder:
        if lab.release.exists():
            shutil.rmtree(lab.release)
        shutil.copytree(folder, lab.release)


def check(lab: Lab) -> list[str]:
    """What is stale of a lab's built files; executes nothing."""
    source = read(lab)
    built = _built(lab)
    name = lab.show(lab.solution)
    if built is None:
        return [f"{name} is missing"]
    stale = []
    if not _same_code(source.notebook, built, everything=True):
        stale.append(f"{name} is not what {lab.show(lab.source)} builds")
    elif not _is_executed(built):
        stale.append(f"{name} has not been executed to its end")
    with _released(lab, source.notebook) as fresh:
        stale += [f"{lab.show(lab.release / p)} {what}" for p, what in _differences(fresh, lab.release)]
    return stale


def orphans(course: Course) -> list[str]:
    """Student folders that no source builds any more."""
    if not course.releases.is_dir():
        return []
    known = {lab.name for lab in course.labs()}
    folders = (f for f in course.releases.iterdir() if f.is_dir() and not f.name.startswith("."))
    return [f"labs/{f.name} has no source in solutions/; remove it" for f in sorted(folders) if f.name not in known]


def build_start(course: Course) -> None:
    """Build the start page from its source, where the course has one.

    Raises:
        CourseError: the source is not UTF-8.
    """
    if course.start_source.is_file():
        _write(_start_page(course), course.start)


def check_start(course: Course) -> list[str]:
    """What is stale of the start page."""
    if not course.start_source.is_file():
        return ["labs/start.ipynb has no source in solutions/; remove it"] if course.start.exists() else []
    if not course.start.is_file():
        return ["labs/start.ipynb is missing"]
    fresh = _text(_start_page(course))
    return [] if course.start.read_bytes() == fresh.encode() else ["labs/start.ipynb is stale"]


def _start_page(course: Course) -> NotebookNode:
    """The start page as a student sees it who has done nothing yet: its last code cell shows the labs.

    The labs are read where they are built, and not in labs/, where the author may have worked.
    """
    try:
        notebook = jupytext.reads(course.start_source.read_text(encoding="utf-8"), fmt="py:percent")
    except UnicodeDecodeError as error:
        raise CourseError(f"solutions/start.py: not UTF-8 at byte {error.start}. Save it as UTF-8.") from None
    _name_cells(notebook)
    labs = progress.read(course.solutions).labs
    blank = progress.Progress(
        tuple(replace(lab, exercises=tuple(replace(e, state=progress.OPEN) for e in lab.exercises)) for lab in labs)
    )
    shown = {"text/html": blank._repr_html_(), "text/plain": repr(blank)}
    cell = [cell for cell in notebook.cells if cell.cell_type == "code"][-1]
    cell.execution_count = 1
    cell.outputs = [nbformat.v4.new_output("execute_result", data=shown, execution_count=1)]
    notebook.metadata = _metadata(notebook)
    return notebook


def run(source: Source) -> NotebookNode:
    """Execute the solution in a scratch copy of its folder, as a student's machine would.

    Raises:
        CourseError: the lab's kernel is not installed, a cell fails, a file is left outside `work/`, or an output
            shows a path of this machine.
    """
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    from .kernels import need_kernel

    lab = source.lab
    notebook = nbformat.from_dict(source.notebook)
    where = lab.show(lab.source)
    need_kernel(lab, notebook)
    with scratch_copy(lab) as folder:
        before = set(_files(folder))
        begun: list[int] = []
        client = NotebookClient(
            notebook,
            timeout=CELL_SECONDS,
            on_cell_start=lambda cell, cell_index: begun.append(cell_index),
            resources={"metadata": {"path": str(folder)}},
            record_timing=False,
        )
        try:
            client.execute(stderr=subprocess.DEVNULL)  # the kernel's own: what goes wrong is told by the notebook
        except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
            line = source.lines[begun[-1]] if begun else 1
            slow = f"the cell ran longer than {CELL_SECONDS} s"
            why = slow if isinstance(error, CellTimeoutError) else _last_line(error)
            raise CourseError(f"{where}:{line}: the solution fails: {why}") from None
        left = sorted(set(_files(folder)) - before)
        if left:
            raise CourseError(
                f"{where}:1: running it leaves {left[0]} beside the notebook, where students would get it; "
                f"write under {WORK}/"
            )
        shown = _machine_path(notebook, [folder, lab.course.root, Path.home()])
    if shown:
        cell, path = shown
        raise CourseError(
            f"{where}:{source.lines[cell]}: an output of this cell shows the path {path}; print it relative"
        )
    notebook.metadata = source.notebook.metadata
    return notebook


@contextmanager
def scratch_copy(lab: Lab) -> Iterator[Path]:
    """A temporary copy of the files that a lab hands out, without its notebook; removed afterwards."""
    with tempfile.TemporaryDirectory(prefix=f"{lab.name}-", ignore_cleanup_errors=True) as parent:
        folder = Path(parent).resolve() / lab.name
        patterns = lab.course.config.CourseDirectory.ignore
        shutil.copytree(lab.folder, folder, ignore=shutil.ignore_patterns(*patterns, "*.ipynb"))
        yield folder


@contextmanager
def _released(lab: Lab, solution: NotebookNode) -> Iterator[Path]:
    """The student's folder that nbgrader's generate_assignment makes, in a temporary course with its own gradebook."""
    from nbgrader.converters import GenerateAssignment
    from nbgrader.converters.base import NbGraderException
    from nbgrader.coursedir import CourseDirectory

    with tempfile.TemporaryDirectory(prefix="release-") as root:
        config = Config(lab.course.config)
        config.CourseDirectory.root = root
        config.CourseDirectory.db_url = f"sqlite:///{root}/gradebook.db"
        folder = Path(root, "solutions", lab.name)
        shutil.copytree(lab.folder, folder, ignore=shutil.ignore_patterns("*.ipynb"))
        _write(solution, folder / f"{lab.name}.ipynb")

        coursedir = CourseDirectory(config=config, assignment_id=lab.name)
        converter = GenerateAssignment(coursedir=coursedir, config=config)
        messages = _Messages()
        converter.log = messages.logger
        try:
            converter.start()
        except (NbGraderException, RuntimeError) as error:
            detail = (messages.errors[1:2] or messages.errors or [str(error)])[0]
            raise CourseError(f"{lab.show(lab.source)}: nbgrader generate_assignment refused it: {detail}") from None
        yield Path(root, "labs", lab.name)


class _Messages(logging.Handler):
    """Keeps what a converter logs as an error, so that one line of it can be shown."""

    def __init__(self):
        super().__init__(logging.ERROR)
        self.errors: list[str] = []
        self.logger = logging.Logger("nbgrader")
        self.logger.addHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        lines = record.getMessage().strip().splitlines()
        self.errors.append(lines[-1] if lines[0].startswith("Traceback") else lines[0])


# ---------------------------------------------------------------------------------------------------------------------
# Comparing
# ---------------------------------------------------------------------------------------------------------------------


def _built(lab: Lab) -> NotebookNode | None:
    if not lab.solution.is_file():
        return None
    try:
        return nbformat.read(lab.solution, as_version=4)
    except Exception as error:  # nbformat raises many kinds for a broken file
        raise CourseError(
            f"{lab.show(lab.solution)} cannot be read ({_last_line(error)}); delete it and build"
        ) from None


def _same_code(source: NotebookNode, built: NotebookNode, everything: bool = False) -> bool:
    """Whether two notebooks run the same code; with `everything`, whether all but their outputs is the same."""

    def essence(notebook: NotebookNode) -> list:
        if everything:
            kept = ("id", "cell_type", "source", "metadata")
            return [notebook.metadata, [[c.get(k) for k in kept] for c in notebook.cells]]
        return [c.source for c in notebook.cells if c.cell_type == "code"]

    return essence(source) == essence(built)


def _is_executed(notebook: NotebookNode) -> bool:
    code = [c for c in notebook.cells if c.cell_type == "code" and c.source.strip()]
    return all(c.execution_count and not _failed(c) for c in code)


def _failed(cell: NotebookNode) -> bool:
    return any(o.output_type == "error" for o in cell.get("outputs", []))


def _with_outputs(source: NotebookNode, built: NotebookNode) -> NotebookNode:
    """The source's notebook with the outputs of the same code, run earlier."""
    notebook = nbformat.from_dict(source)
    code = (c for c in built.cells if c.cell_type == "code")
    for cell in notebook.cells:
        if cell.cell_type == "code":
            old = next(code)
            cell.outputs, cell.execution_count = old.outputs, old.execution_count
    return notebook


def _differences(fresh: Path, committed: Path) -> Iterator[tuple[Path, str]]:
    """Paths that differ between a fresh student folder and the committed one, each with what is wrong with it."""
    new, old = set(_files(fresh)), set(_files(committed)) if committed.is_dir() else set()
    old = {p for p in old if p.parts[0] not in (WORK, ".ipynb_checkpoints")}
    for path in sorted(new | old):
        if path not in old:
            yield path, "is missing"
        elif path not in new:
            yield path, "is not handed out by the source; remove it"
        elif not filecmp.cmp(fresh / path, committed / path, shallow=False):
            yield path, "is stale"


def _files(folder: Path) -> Iterator[Path]:
    """Files below a folder, relative to it, but for the folder in which a lab works."""
    for path in folder.rglob("*"):
        relative = path.relative_to(folder)
        if path.is_file() and relative.parts[0] != WORK and "__pycache__" not in relative.parts:
            yield relative


def _machine_path(notebook: NotebookNode, folders: list[Path]) -> tuple[int, str] | None:
    """The first cell whose output names one of the folders, with the path that it names."""
    names = [str(f) for f in folders if len(f.parts) > 1]
    for index, cell in enumerate(notebook.cells):
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            texts = [output.get("text", ""), *(v for k, v in data.items() if k.startswith("text/"))]
            found = next((n for n in names for t in texts if re.search(re.escape(n) + r"(/|\b)", t)), None)
            if found:
                return index, found
    return None


def _write(notebook: NotebookNode, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".ipynb.tmp")
    temporary.write_text(_text(notebook), encoding="utf-8")
    temporary.replace(path)


def _text(notebook: NotebookNode) -> str:
    """A notebook as its file holds it."""
    nbformat.validate(notebook)
    return nbformat.writes(notebook, version=4).rstrip("\n") + "\n"


def _last_line(error: Exception) -> str:
    lines = [line.strip() for line in re.sub(r"\x1b\[[0-9;]*m", "", str(error)).splitlines() if line.strip()]
    return lines[-1] if lines else type(error).__name__
