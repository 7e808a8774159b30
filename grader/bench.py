"""The same submissions graded by stock nbgrader and by `grader grade`, side by side in one run.

The submissions are made from the lab's answer files. Each way of grading gets a course folder of its own and runs as a
person would run it: one command, in its own process. Ours goes first, so that the files that both need are warm in the
system's cache for the other.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
import psutil
from nbformat import NotebookNode
from pydantic import BaseModel
from rich.console import Console
from rich.table import Table

from .batch import GradeRecord
from .build import Source, read
from .course import CONFIG, Course, CourseError, Lab
from .verify import Answer, read_answers

SAMPLE_SECONDS = 1.0
KINDS = ("right", "wrong", "blank", "mixed")

# What makes nbgrader stock again in a copy of the course: its own preprocessors, and a kernel started plainly.
STOCK = """
c.KernelProvisionerFactory.default_provisioner_name = "local-provisioner"
for section, names in {"Autograde": ("sanitize_preprocessors", "autograde_preprocessors"),
                       "Execute": ("kernel_manager_class", "timeout_func")}.items():
    for name in names:
        c[section].pop(name, None)
"""


class BenchRecord(BaseModel):
    """Both runs side by side. Seconds are wall time of a whole command, but those inside cells and of overhead are
    core-seconds per submission. The overhead is the sum of the three that follow it."""

    lab: str
    submissions: int
    jobs: int
    stock_seconds: float
    grader_seconds: float
    ratio: float
    submissions_per_minute: float
    cell_seconds: float
    overhead_seconds: float
    overhead_ends_seconds: float
    overhead_idle_seconds: float
    overhead_notebook_seconds: float
    limit_ratio: float
    stock_peak_bytes: int
    grader_peak_bytes: int
    identical: bool
    cells: int
    differences: list[str]


@dataclass
class _Run:
    """One command, how long it took and the most memory that it and its processes held at once."""

    seconds: float
    peak_bytes: int


def run(
    lab: Lab, *, submissions: int = 24, jobs: int | None = None, json: Path | None = None, console: Console
) -> BenchRecord:
    """Grade made-up submissions both ways and compare.

    Args:
        lab: the lab; it needs answer files.
        submissions: how many are made: right, wrong, blank and mixed ones in turn.
        jobs: notebooks that `grader grade` executes at once; by default the cores that this process may use.
        json: also write the record there.
        console: where progress and the table go.

    Raises:
        CourseError: the lab is not built or has no answers, or a command fails.
    """
    jobs = jobs or len(os.sched_getaffinity(0))
    source = read(lab)
    if not lab.solution.is_file():
        raise CourseError(f"{lab.show(lab.solution)} is missing: run `grader build {lab.name}`.")
    with tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True) as temporary:
        ours, stock = Path(temporary, "ours"), Path(temporary, "stock")
        _make_course(source, ours, submissions)
        shutil.copytree(ours, stock)
        with (stock / CONFIG).open("a", encoding="utf-8") as config:
            config.write(STOCK)

        console.print(f"{lab.name}: {submissions} submissions, grader grade with {jobs} jobs", markup=False)
        record = ours / "grade.json"
        mine = _run(["grader", "grade", lab.name, "--jobs", str(jobs), "--json", str(record)], ours)
        if not record.is_file():
            raise CourseError(f"grader grade failed: {_last_line(ours)}")
        console.print(f"  {mine.seconds:.1f} s; now stock nbgrader autograde", markup=False)
        theirs = _run(["nbgrader", "autograde", lab.name], stock)
        console.print(f"  {theirs.seconds:.1f} s", markup=False)

        graded = GradeRecord.model_validate_json(record.read_text(encoding="utf-8"))
        our_scores, stock_scores = _scores(ours, lab), _scores(stock, lab)
        if not stock_scores:
            raise CourseError(f"nbgrader autograde failed: {_last_line(stock)}")

    cell_seconds = sum(s.cell_seconds for s in graded.submissions) / submissions
    differences = []
    for student, cell in sorted(our_scores.keys() | stock_scores.keys()):
        by_nbgrader, by_grader = (scores.get((student, cell)) for scores in (stock_scores, our_scores))
        if by_nbgrader != by_grader:
            differences.append(f"{student}: {cell}: {by_nbgrader} by nbgrader, {by_grader} by grader")
    overhead = mine.seconds * jobs / submissions - cell_seconds
    ends, idle = _outside_of_notebooks(graded, mine.seconds)
    bench = BenchRecord(
        lab=lab.name,
        submissions=submissions,
        jobs=jobs,
        stock_seconds=round(theirs.seconds, 2),
        grader_seconds=round(mine.seconds, 2),
        ratio=round(theirs.seconds / mine.seconds, 2),
        submissions_per_minute=round(60 * submissions / mine.seconds, 1),
        cell_seconds=round(cell_seconds, 3),
        overhead_seconds=round(overhead, 3),
        overhead_ends_seconds=round(ends, 3),
        overhead_idle_seconds=round(idle, 3),
        overhead_notebook_seconds=round(overhead - ends - idle, 3),
        limit_ratio=round(theirs.seconds / (cell_seconds * submissions / jobs), 2) if cell_seconds else 0,
        stock_peak_bytes=theirs.peak_bytes,
        grader_peak_bytes=mine.peak_bytes,
        identical=not differences,
        cells=len(stock_scores),
        differences=differences,
    )
    if json:
        json.write_text(bench.model_dump_json(indent=2) + "\n", encoding="utf-8")
    _print(bench, console)
    return bench


# ---------------------------------------------------------------------------------------------------------------------
# The submissions
# ---------------------------------------------------------------------------------------------------------------------


def _make_course(source: Source, root: Path, submissions: int) -> None:
    """A course with this lab alone, known to its gradebook, and the submissions handed in."""
    lab = source.lab
    root.mkdir()
    shutil.copy(lab.course.root / CONFIG, root)
    shutil.copytree(lab.folder, root / lab.folder.relative_to(lab.course.root))
    done = subprocess.run(
        [_tool("nbgrader"), "generate_assignment", lab.name],
        cwd=root,
        env=_environment(),
        capture_output=True,
        text=True,
    )
    copy = Course(root).lab(lab.name)
    released = copy.release / f"{lab.name}.ipynb"
    if done.returncode or not released.is_file():
        raise CourseError(f"nbgrader generate_assignment failed: {_tail(done.stderr)}")
    blank = nbformat.read(released, as_version=4)
    answers = {e.name: read_answers(source, e, lab.answers / f"{e.name}.py") for e in source.exercises}
    for number in range(submissions):
        student = f"{number:05}-{KINDS[number % len(KINDS)]}"
        folder = copy.submitted(student)
        shutil.copytree(copy.release, folder)
        nbformat.write(submission(blank, answers, number), folder / released.name)


def submission(blank: NotebookNode, answers: dict[str, list[Answer]], number: int) -> NotebookNode:
    """The submission of that number: right, wrong, blank and mixed in turn, each time with other answers.

    Args:
        blank: the lab as students get it.
        answers: each exercise's answers.
        number: the same number gives the same submission.

    Raises:
        CourseError: an exercise has no right or no wrong answer.
    """
    kind = KINDS[number % len(KINDS)]
    dice = random.Random(number)
    notebook = nbformat.from_dict(blank)
    for cell in notebook.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        if name not in answers:
            continue
        wanted = dice.choice(KINDS[:3]) if kind == "mixed" else kind
        if wanted == "blank":
            continue
        chosen = [a for a in answers[name] if a.right == (wanted == "right")]
        if not chosen:
            raise CourseError(f"exercise {name!r} has no {wanted} answer to make submissions from.")
        cell.source = chosen[number // len(KINDS) % len(chosen)].source.rstrip("\n")
    return notebook


# ---------------------------------------------------------------------------------------------------------------------
# The runs
# ---------------------------------------------------------------------------------------------------------------------


def _run(command: list[str], folder: Path) -> _Run:
    """Run a command in a course's folder; whether it succeeded is seen by what it leaves."""
    with (folder / "bench.log").open("wb") as log:
        begun = time.monotonic()
        process = psutil.Popen(
            [_tool(command[0]), *command[1:]],
            cwd=folder,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        ended = threading.Event()
        peak = [0]
        watcher = threading.Thread(target=_watch, args=(process, ended, peak), daemon=True)
        watcher.start()
        try:
            process.wait()
        finally:
            seconds = time.monotonic() - begun
            ended.set()
            watcher.join()
            if process.is_running():
                process.kill()
    return _Run(seconds, peak[0])


def _watch(process: psutil.Popen, ended: threading.Event, peak: list[int]) -> None:
    while not ended.wait(SAMPLE_SECONDS):
        peak[0] = max(peak[0], sum(map(_memory, _family(process))))


def _family(process: psutil.Process) -> list[psutil.Process]:
    try:
        return [process, *process.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


def _memory(process: psutil.Process) -> int:
    """A process's share of memory: what it shares with others is divided among them."""
    try:
        return process.memory_full_info().pss
    except (psutil.Error, AttributeError):
        return 0


def _environment() -> dict[str, str]:
    """This environment, without what would choose another way to start kernels."""
    return {k: v for k, v in os.environ.items() if k != "JUPYTER_DEFAULT_PROVISIONER_NAME"}


def _tool(name: str) -> str:
    """A command of this Python's environment."""
    beside = Path(sys.executable).with_name(name)
    return str(beside) if beside.is_file() else name


def _last_line(folder: Path) -> str:
    return _tail((folder / "bench.log").read_text(encoding="utf-8", errors="replace"))


def _tail(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "it says nothing"


def _scores(root: Path, lab: Lab) -> dict[tuple[str, str], Any]:
    """Every cell's automatic score and whether a person must look, by student and cell."""
    from .gradebook import LabGradebook

    with LabGradebook(Course(root).lab(lab.name)) as gradebook:
        return {(row.student, row.cell): (row.auto_score, row.needs_manual_grade) for row in gradebook.grades()}


def _outside_of_notebooks(graded: GradeRecord, seconds: float) -> tuple[float, float]:
    """Core-seconds per submission before the first notebook and after the last, and of cores that had none any more
    while the last ones ran. `seconds` is what the whole command took."""
    ended = sorted(s.ended for s in graded.submissions)
    begun = min(s.ended - s.seconds for s in graded.submissions)
    ends = (seconds - (ended[-1] - begun)) * graded.jobs
    idle = sum(ended[-1] - end for end in ended[-graded.jobs :])
    return ends / len(ended), idle / len(ended)


def _print(bench: BenchRecord, console: Console) -> None:
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column("what")
    table.add_column("value", justify="right", no_wrap=True)
    table.add_column("unit")
    for row in (
        ("stock nbgrader autograde", f"{bench.stock_seconds:.1f}", "s"),
        (f"grader grade, {bench.jobs} jobs", f"{bench.grader_seconds:.1f}", "s"),
        ("ratio", f"{bench.ratio:.1f}", f"times (without any overhead it would be {bench.limit_ratio:.1f})"),
        ("submissions per minute", f"{bench.submissions_per_minute:.0f}", ""),
        ("inside cells, per submission", f"{bench.cell_seconds:.2f}", "s"),
        ("overhead, per submission", f"{bench.overhead_seconds:.2f}", "core-seconds"),
        ("- before the first, after the last", f"{bench.overhead_ends_seconds:.2f}", ""),
        ("- cores idle while the last ones run", f"{bench.overhead_idle_seconds:.2f}", ""),
        ("- at each notebook", f"{bench.overhead_notebook_seconds:.2f}", ""),
        ("peak memory, stock", f"{bench.stock_peak_bytes / 1e6:.0f}", "MB"),
        ("peak memory, grader", f"{bench.grader_peak_bytes / 1e6:.0f}", "MB"),
    ):
        table.add_row(*row)
    console.print(table)
    for difference in bench.differences[:20]:
        console.print(f"DIFFERS {difference}", markup=False)
    same = "identical" if bench.identical else f"{len(bench.differences)} differ"
    console.print(f"{bench.lab}: the scores of {bench.cells} cells: {same}", markup=False)
