"""The learner's own progress, read from the notebooks on disk. Nothing is run and nothing leaves the machine.

A notebook's file keeps the output of each check's last run and the order in which its cells ran. That is all there is
to go by: an answer that was edited and not run again looks as it did before. A learner's notebook may hold anything, so
whatever it says is taken for text, and a notebook that cannot be read is one row that says why.
"""

from __future__ import annotations

import json
import math
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import quote

from .files import STUB

PASSED, FAILED, AGAIN, OPEN, BROKEN = "passed", "failed", "run the check again", "not tried", "its check is missing"
LAB_NAME = re.compile(r"\d\d_[a-z0-9_]+")
NUMBER = "text-align: right; white-space: nowrap"
LARGEST = 64 * 2**20  # bytes; a lab's notebook has less than one thousandth of it


@dataclass(frozen=True)
class Exercise:
    """One graded exercise: the id of its answer's cell, the points that its checks give, what the saved ones say."""

    name: str
    cell: str
    points: float
    state: str


@dataclass(frozen=True)
class Lab:
    """One lab. `problem` says why its notebook cannot be read, and is empty where it can."""

    name: str
    title: str
    exercises: tuple[Exercise, ...] = ()
    problem: str = ""

    @property
    def passed(self) -> int:
        return sum(e.state == PASSED for e in self.exercises)

    @property
    def points(self) -> float:
        return sum(e.points for e in self.exercises)

    @property
    def earned(self) -> float:
        return sum(e.points for e in self.exercises if e.state == PASSED)

    @property
    def next(self) -> Exercise | None:
        """The first exercise that does not pass."""
        return next((e for e in self.exercises if e.state != PASSED), None)

    @property
    def begun(self) -> bool:
        return any(e.state != OPEN for e in self.exercises)

    @property
    def notebook(self) -> str:
        """The notebook's place as a link from the start page."""
        return quote(f"{self.name}/{self.name}.ipynb")


@dataclass(frozen=True)
class Progress:
    """All labs of a folder. A notebook shows it as a page with links, a terminal as text."""

    labs: tuple[Lab, ...]

    @property
    def next(self) -> tuple[Lab, Exercise] | None:
        """The next step: the first lab that is begun and not done, else the first that is not done."""
        left = [lab for lab in self.labs if lab.next]
        lab = next((lab for lab in left if lab.begun), left[0] if left else None)
        return (lab, lab.next) if lab else None

    def __repr__(self) -> str:
        width = max((len(lab.name) for lab in self.labs), default=0)
        rows = [f"{lab.name:<{width}}  {lab.problem or _counts(lab)}" for lab in self.labs]
        return "\n".join([*rows, self._total(), self._next_step()])

    def _repr_html_(self) -> str:
        step = self.next
        where = f"{step[0].notebook}#cell-id={quote(step[1].cell)}" if step else ""
        advice = f'<a href="{escape(where)}">{escape(self._next_step())}</a>' if step else escape(self._next_step())
        return "\n".join(
            [
                f"<p><strong>{escape(self._total())}</strong><br>{advice}</p>",
                "<table>",
                '<caption style="text-align: left">Labs, and what the saved checks say</caption>',
                '<thead><tr><th scope="col" style="text-align: left">Lab</th>'
                '<th scope="col" style="text-align: right">Exercises</th>'
                '<th scope="col" style="text-align: right">Points</th>'
                '<th scope="col" style="text-align: left">Each exercise</th></tr></thead>',
                "<tbody>",
                *map(_row, self.labs),
                "</tbody>",
                "</table>",
            ]
        )

    def _total(self) -> str:
        earned, points = sum(lab.earned for lab in self.labs), sum(lab.points for lab in self.labs)
        done = sum(bool(lab.exercises) and lab.next is None for lab in self.labs)
        return f"{earned:g} of {points:g} points; {done} of {len(self.labs)} labs done."

    def _next_step(self) -> str:
        step = self.next
        if step:
            lab, exercise = step
            return f"Next: {lab.title}, exercise {exercise.name} ({exercise.state})"
        return "Every check passes: hand in what you have not handed in yet." if self.labs else "There is no lab here."


def read(folder: Path | str = ".") -> Progress:
    """The progress in every lab of a folder, `NN_topic/NN_topic.ipynb`, in the course's order.

    Args:
        folder: the folder of labs; by default the current one, which is where the start page runs.

    Raises:
        OSError: the folder itself cannot be listed.
    """
    names = sorted(entry.name for entry in Path(folder).iterdir() if LAB_NAME.fullmatch(entry.name) and entry.is_dir())
    return Progress(tuple(read_lab(Path(folder, name, f"{name}.ipynb")) for name in names))


def read_lab(path: Path) -> Lab:
    """One lab, from its notebook. Never raises for what stands in the file: `problem` says it instead."""
    name = path.parent.name
    try:
        cells = _cells(path)
    except FileNotFoundError:
        return Lab(name, name, problem="the notebook is missing")
    except OSError as error:
        return Lab(name, name, problem=f"the notebook cannot be read: {error.strerror}")
    except _Unreadable as error:
        return Lab(name, name, problem=f"the notebook cannot be read: {error}")
    except (ValueError, RecursionError, MemoryError):  # what json raises for bytes that are none, or too deep
        return Lab(name, name, problem="the notebook cannot be read: it is not JSON")
    return Lab(name, _title(cells) or name, tuple(_exercises(cells)))


# ---------------------------------------------------------------------------------------------------------------------
# Reading a file that may hold anything
# ---------------------------------------------------------------------------------------------------------------------


class _Unreadable(Exception):
    """Why a file is no notebook."""


def _cells(path: Path) -> list[dict]:
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise _Unreadable("it is not a file")
    if status.st_size > LARGEST:
        raise _Unreadable(f"it has more than {LARGEST // 2**20} MB; clear its outputs")
    notebook = json.loads(path.read_bytes())
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    if not isinstance(cells, list):
        raise _Unreadable("it has no cells")
    return [cell for cell in cells if isinstance(cell, dict)]


def _title(cells: list[dict]) -> str:
    """The first heading."""
    for cell in cells:
        if cell.get("cell_type") == "markdown" and (found := re.search(r"^# +(.+)", _text(cell.get("source")), re.M)):
            return _plain(found[1])
    return ""


def _exercises(cells: list[dict]) -> Iterator[Exercise]:
    """Each solution cell with the checks between it and the next one."""
    solution, checks = None, []
    for cell in [*cells, None]:
        marks = _dict(_dict(cell).get("metadata")).get("nbgrader") if cell else None
        marks = _dict(marks)
        if cell is None or marks.get("solution") is True:
            if solution:
                yield _exercise(solution, checks)
            solution, checks = cell, []
        elif marks.get("grade") is True:
            checks.append(cell)


def _exercise(solution: dict, checks: list[dict]) -> Exercise:
    name = _plain(_text(solution["metadata"]["nbgrader"].get("grade_id"))) or "without a name"
    points = sum(_points(check["metadata"]["nbgrader"].get("points")) for check in checks)
    states = {_state(solution, check) for check in checks}
    worst = next((state for state in (FAILED, AGAIN, OPEN, PASSED) if state in states), BROKEN)
    return Exercise(name, _plain(_text(solution.get("id"))), points, worst)


def _state(solution: dict, check: dict) -> str:
    answered, checked = _count(solution), _count(check)
    if STUB.search(_text(solution.get("source"))) or (checked is None and not _outputs(check)):
        return OPEN
    # The answer ran after its check, or was cleared, or never ran since the notebook was opened
    if checked is None or answered is None or answered > checked:
        return AGAIN
    # As nbgrader scores it: an error is no point, and so is anything on stderr
    bad = any(output.get("output_type") == "error" or output.get("name") == "stderr" for output in _outputs(check))
    return FAILED if bad else PASSED


def _count(cell: dict) -> int | None:
    count = cell.get("execution_count")
    return count if isinstance(count, int) and not isinstance(count, bool) else None


def _outputs(cell: dict) -> list[dict]:
    outputs = cell.get("outputs")
    return [output for output in outputs if isinstance(output, dict)] if isinstance(outputs, list) else []


def _points(points: object) -> float:
    known = isinstance(points, int | float) and not isinstance(points, bool)
    return points if known and math.isfinite(points) and 0 <= points <= 1000 else 0


def _dict(value: object) -> dict:
    return value if isinstance(value, dict) else {}


def _text(value: object) -> str:
    """A notebook's multiline text: a string, or a list of them."""
    parts = value if isinstance(value, list) else [value]
    return "".join(part for part in parts if isinstance(part, str))


def _plain(text: str) -> str:
    """One short line of printable text."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line if len(line) <= 100 else f"{line[:99]}…"


# ---------------------------------------------------------------------------------------------------------------------
# Showing it
# ---------------------------------------------------------------------------------------------------------------------


def _row(lab: Lab) -> str:
    name = f'<th scope="row" style="text-align: left"><a href="{escape(lab.notebook)}">{escape(lab.title)}</a></th>'
    if lab.problem:
        return f'<tr>{name}<td colspan="3" style="text-align: left">{escape(lab.problem)}</td></tr>'
    states = "; ".join(
        f"{escape(state)}: {', '.join(escape(e.name) for e in lab.exercises if e.state == state)}"
        for state in (PASSED, FAILED, AGAIN, BROKEN, OPEN)
        if any(e.state == state for e in lab.exercises)
    )
    each = f"<details><summary>{escape(_next_of(lab))}</summary>{states}</details>"
    return (
        f'<tr>{name}<td style="{NUMBER}">{lab.passed} of {len(lab.exercises)}</td>'
        f'<td style="{NUMBER}">{lab.earned:g} of {lab.points:g}</td>'
        f'<td style="text-align: left">{each}</td></tr>'
    )


def _next_of(lab: Lab) -> str:
    if lab.next is None:
        return "done" if lab.exercises else "no exercises"
    return f"next: {lab.next.name}" if lab.begun else "not begun"


def _counts(lab: Lab) -> str:
    return f"{lab.passed} of {len(lab.exercises)} exercises, {lab.earned:g} of {lab.points:g} points, {_next_of(lab)}"
