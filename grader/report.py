"""The class report of a lab: one HTML file that opens offline.

It is made from the gradebook, the autograded notebooks and what `grader grade` noted of each submission.
"""

from __future__ import annotations

import base64
import io
import json as jsonlib
import re
import statistics
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import jinja2
from pydantic import BaseModel
from rich.console import Console

from .batch import read_journal
from .course import CourseError, Lab
from .gradebook import LabGradebook, Row
from .submission import Master, shown

MESSAGES = 8  # of an exercise's failing messages, the commonest so many
MESSAGE_LENGTH = 300
ALIKE = 90  # per cent, from which two submissions are named
PAIRS = 50
LEAST_TEXT = 80  # characters of a student's own below which likeness means nothing
COMMENT = re.compile(r"^\s*#.*$", re.MULTILINE)


class Message(BaseModel):
    text: str
    count: int


class CellTime(BaseModel):
    """Wall seconds of one cell over the class."""

    name: str
    median_seconds: float
    longest_seconds: float


class Exercise(BaseModel):
    """How the class did in one exercise. `facility` and `discrimination` are as the report itself explains them."""

    name: str
    points: float
    attempts: int
    mean: float
    facility: float
    discrimination: float | None
    messages: list[Message]
    cells: list[CellTime]


class Noted(BaseModel):
    """A submission that a person should know of."""

    student: str
    status: str
    reasons: list[str]


class Pair(BaseModel):
    """Two submissions that are nearly the same; `alike` in per cent."""

    first: str
    second: str
    alike: float


class ClassReport(BaseModel):
    """All that the page shows."""

    lab: str
    made: str
    max_score: float
    scores: list[float]
    exercises: list[Exercise]
    noted: list[Noted]
    waiting: list[str]
    manual: int
    pairs: list[Pair]
    pairs_left_out: int

    @property
    def mean(self) -> float:
        return statistics.fmean(self.scores)

    @property
    def median(self) -> float:
        return statistics.median(self.scores)


def write(lab: Lab, *, to: Path | None = None, json: Path | None = None, console: Console) -> ClassReport:
    """Write the class report of a lab.

    Args:
        lab: the lab.
        to: the file; by default `reports/LAB.html` in the course's folder.
        json: also write the figures there.
        console: is told where it is.

    Raises:
        CourseError: nothing is graded yet, or the gradebook cannot be opened.
    """
    report = collect(lab)
    to = to or lab.report
    to.parent.mkdir(parents=True, exist_ok=True)
    to.write_text(render(report), encoding="utf-8")
    if json:
        json.write_text(report.model_dump_json(indent=2) + "\n", encoding="utf-8")
    console.print(f"{lab.name}: the report of {len(report.scores)} submissions is in {lab.show(to)}", markup=False)
    return report


# ---------------------------------------------------------------------------------------------------------------------
# Collecting
# ---------------------------------------------------------------------------------------------------------------------


@dataclass
class _Paper:
    """What is taken from one student's autograded notebooks."""

    present: set[str] = field(default_factory=set)
    messages: dict[str, str] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)


def collect(lab: Lab) -> ClassReport:
    """The figures of a lab's class.

    Raises:
        CourseError: nothing is graded yet, or the gradebook cannot be opened.
    """
    with LabGradebook(lab) as gradebook:
        rows = gradebook.grades()
        unanswered = gradebook.unanswered()
        masters = gradebook.masters
        totals = gradebook.scores()
        max_score = gradebook.max_score
    if not rows:
        raise CourseError(f"nothing of {lab.name} is graded yet: run `grader grade {lab.name}`.")

    papers = {student: _read(lab, student, masters) for student in totals}
    journal = read_journal(lab)
    flagged = {row.student for row in rows if row.flagged}
    noted = [
        Noted(student=student, status=entry["status"], reasons=entry["reasons"])
        for student, entry in sorted(journal.items())
        if entry["status"] != "graded" and (entry["status"] == "failed" or student in flagged)
    ]
    known = {n.student for n in noted}
    noted += [
        Noted(student=s, status="flagged", reasons=["flagged in formgrader"]) for s in sorted(flagged) if s not in known
    ]
    pairs = _pairs(papers, masters)
    return ClassReport(
        lab=lab.name,
        made=datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        max_score=max_score,
        scores=[score for _, (score, _) in sorted(totals.items())],
        exercises=_exercises(rows, unanswered, papers, masters),
        noted=noted,
        waiting=[s for s in lab.students() if s not in totals and s not in journal],
        manual=len({row.student for row in rows if row.needs_manual_grade}),
        pairs=pairs[:PAIRS],
        pairs_left_out=max(0, len(pairs) - PAIRS),
    )


def _read(lab: Lab, student: str, masters: list[Master]) -> _Paper:
    paper = _Paper()
    for master in masters:
        try:
            text = (lab.autograded(student) / f"{master.name}.ipynb").read_text(encoding="utf-8")
        except FileNotFoundError:
            continue
        for cell in jsonlib.loads(text)["cells"]:
            name = cell["metadata"].get("nbgrader", {}).get("grade_id")
            if name not in master.by_name:
                continue
            paper.present.add(name)
            if master.by_name[name].solution:
                paper.answers[name] = "".join(cell["source"])
            message = _message(cell)
            if message:
                paper.messages[name] = message
            seconds = _seconds(cell)
            if seconds is not None:
                paper.seconds[name] = seconds
    return paper


def _message(cell: dict) -> str:
    """What a check failed with: the first line of its error, or of what it wrote to stderr."""
    for output in cell.get("outputs", []):
        if output["output_type"] == "error":
            text = f"{output['ename']}: {output['evalue']}" if output["evalue"] else output["ename"]
        elif output["output_type"] == "stream" and output["name"] == "stderr":
            text = "stderr: " + "".join(output["text"]).strip()
        else:
            continue
        line = next((line for line in text.splitlines() if line.strip()), "")
        return shown(line[:MESSAGE_LENGTH])
    return ""


def _seconds(cell: dict) -> float | None:
    """Wall seconds of a cell's run, as nbclient noted them."""
    times = cell["metadata"].get("execution", {})
    try:
        begin, end = (datetime.fromisoformat(times[k]) for k in ("iopub.execute_input", "shell.execute_reply"))
    except (KeyError, ValueError):
        return None
    return max(0.0, (end - begin).total_seconds())


def _exercises(
    rows: list[Row], unanswered: set[tuple[str, str]], papers: dict[str, _Paper], masters: list[Master]
) -> list[Exercise]:
    """A row for each exercise: an answer and its checks, or a check that stands alone."""
    members: dict[str, list[str]] = {}
    for master in masters:
        for cell in master.cells:
            if cell.grade or cell.task:
                members.setdefault(master.answer_of.get(cell.name, cell.name), []).append(cell.name)
    by_student: dict[str, dict[str, float]] = {}
    points: dict[str, float] = {}
    for row in rows:
        by_student.setdefault(row.student, {})[row.cell] = row.score
        points[row.cell] = row.max_score

    exercises = []
    for name, cells in members.items():
        most = sum(points.get(cell, 0) for cell in cells)
        earned = [sum(grades.get(cell, 0) for cell in cells) for grades in by_student.values()]
        rest = [sum(grades.values()) - own for grades, own in zip(by_student.values(), earned, strict=True)]
        attempts = sum(name in papers[s].present and (s, name) not in unanswered for s in by_student)
        messages = Counter(
            next(papers[s].messages[c] for c in cells if c in papers[s].messages)
            for s in by_student
            if any(c in papers[s].messages for c in cells)
        )
        times = {c: [p.seconds[c] for p in papers.values() if c in p.seconds] for c in dict.fromkeys((name, *cells))}
        mean = statistics.fmean(earned)
        exercises.append(
            Exercise(
                name=name,
                points=most,
                attempts=attempts,
                mean=mean,
                facility=mean / most if most else 0,
                discrimination=point_biserial([own >= most for own in earned], rest),
                messages=[Message(text=text, count=n) for text, n in messages.most_common(MESSAGES)],
                cells=[
                    CellTime(name=cell, median_seconds=statistics.median(seconds), longest_seconds=max(seconds))
                    for cell, seconds in times.items()
                    if seconds
                ],
            )
        )
    return exercises


def point_biserial(solved: list[bool], rest: list[float]) -> float | None:
    """The corrected point-biserial correlation of solving an exercise with the score in all the others.

    r = (M1 - M0) / s * sqrt(n1 * n0 / n^2), with M1 and M0 the mean rest scores of those who solved it and those who
    did not, and s the standard deviation (over n) of all rest scores. Leaving the exercise out of the score it is held
    against keeps it from correlating with itself. None where everyone or no one solved it, or all rest scores agree.

    Sources: J. Lev, "The Point Biserial Coefficient of Correlation", Annals of Mathematical Statistics 20 (1949),
    125-126; S. Henrysson, "Correction of item-total correlations in item analysis", Psychometrika 28 (1963), 211-218.
    """
    yes = [r for s, r in zip(solved, rest, strict=True) if s]
    no = [r for s, r in zip(solved, rest, strict=True) if not s]
    spread = statistics.pstdev(rest) if rest else 0
    if not yes or not no or spread < 1e-9:
        return None
    n = len(rest)
    return (statistics.fmean(yes) - statistics.fmean(no)) / spread * (len(yes) * len(no)) ** 0.5 / n


def _pairs(papers: dict[str, _Paper], masters: list[Master]) -> list[Pair]:
    """Submissions whose own lines are nearly the same, most alike first."""
    from rapidfuzz import fuzz, process

    own = {student: _own_text(paper, masters) for student, paper in papers.items()}
    students = [s for s in sorted(own) if len(own[s]) >= LEAST_TEXT]
    texts = [own[s] for s in students]
    pairs = []
    for i, student in enumerate(students):
        for _, alike, j in process.extract(texts[i], texts[i + 1 :], scorer=fuzz.ratio, score_cutoff=ALIKE, limit=None):
            pairs.append(Pair(first=student, second=students[i + 1 + j], alike=round(alike, 1)))
    return sorted(pairs, key=lambda p: -p.alike)


def _own_text(paper: _Paper, masters: list[Master]) -> str:
    """What a student wrote: the answers without comments, blanks and the lines that were handed out."""
    lines = []
    for master in masters:
        for cell in master.cells:
            handed_out = {line.strip() for line in cell.source.splitlines()}
            source = COMMENT.sub("", paper.answers.get(cell.name, ""))
            lines += [line.strip() for line in source.splitlines() if line.strip() and line.strip() not in handed_out]
    return "\n".join(lines)


# ---------------------------------------------------------------------------------------------------------------------
# The page
# ---------------------------------------------------------------------------------------------------------------------


def render(report: ClassReport) -> str:
    """The page: HTML with its pictures in it, and nothing from elsewhere."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).with_name("templates")),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.filters["g"] = lambda value: f"{value:.3g}"
    environment.filters["shown"] = shown
    bins = _bins(report)
    return environment.get_template("report.html.j2").render(
        report=report, alike_from=ALIKE, bins=bins, histogram=_histogram(bins), facilities=_facilities(report)
    )


def _bins(report: ClassReport) -> list[tuple[str, int]]:
    """How many submissions fall into each tenth of the points."""
    counts = [0] * 10
    for score in report.scores:
        counts[min(9, int(10 * score / report.max_score)) if report.max_score else 0] += 1
    edges = [report.max_score * i / 10 for i in range(11)]
    return [(f"{edges[i]:g} to {edges[i + 1]:g}", counts[i]) for i in range(10)]


def _histogram(bins: list[tuple[str, int]]) -> str:
    figure, axes = _figure(2.6)
    bars = axes.bar(range(len(bins)), [n for _, n in bins], width=0.92, color="#1f5fa8")
    axes.bar_label(bars, [n or "" for _, n in bins], fontsize=9)
    axes.set_xticks([i - 0.5 for i in range(11)], [bins[0][0].split()[0], *(label.split()[-1] for label, _ in bins)])
    axes.set_xlabel("score")
    axes.set_ylabel("submissions")
    return _svg(figure)


def _facilities(report: ClassReport) -> str:
    figure, axes = _figure(0.8 + 0.35 * len(report.exercises))
    names = [e.name for e in report.exercises][::-1]
    values = [100 * e.facility for e in report.exercises][::-1]
    bars = axes.barh(names, values, color="#1f5fa8")
    axes.bar_label(bars, [f" {v:.0f} %" for v in values], fontsize=9)
    axes.set_xlim(0, 112)
    axes.set_xlabel("mean share of the points, in per cent")
    return _svg(figure)


def _figure(height: float) -> tuple[Any, Any]:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(4.8, height), layout="constrained")
    axes = figure.subplots()
    axes.spines[["top", "right"]].set_visible(False)
    return figure, axes


def _svg(figure: Any) -> str:
    """A figure as a data URL."""
    file = io.BytesIO()
    figure.savefig(file, format="svg", metadata={"Date": None, "Creator": None})
    return "data:image/svg+xml;base64," + base64.b64encode(file.getvalue()).decode()
