"""Proof that a lab's checks bite: its four states, each exercise a row.

The solution earns full points; the blank lab earns none, each check failing for the blank's own reason; every right
answer, alone in an otherwise blank lab, earns its exercise's points; every wrong one earns nothing and is told why.
"""

from __future__ import annotations

import json
import logging
import os
import platform
import re
import subprocess
import time
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from queue import Empty, SimpleQueue
from string import Template

import nbformat
from jupyter_client.kernelspec import KernelSpec
from nbformat import NotebookNode
from nbgrader.preprocessors import ClearSolutions
from nbgrader.utils import determine_grade
from pydantic import BaseModel
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from .build import CELL_SECONDS, Exercise, Source, read, scratch_copy
from .course import CourseError, Lab
from .kernels import KernelRecord, kernel_name, kernel_record, need_kernel
from .sandbox import policy

LEAST_RIGHT, LEAST_WRONG = 2, 4
BLANK_REASONS = ("NotImplementedError", "FileNotFoundError")
TITLE = re.compile(r"# %%\s+(right|wrong):\s*(\S.*?)\s*(?:\|\s*message:\s*(.*?)\s*)?")
log = logging.getLogger(__name__)


class State(BaseModel):
    score: float


class Right(BaseModel):
    accepted: int
    total: int


class Wrong(BaseModel):
    rejected: int
    total: int


class ExerciseRecord(BaseModel):
    exercise: str
    points: float
    right: Right
    wrong: Wrong


class LabRecord(BaseModel):
    lab: str
    points: float
    seconds: float
    solution_seconds: float
    solution: State
    blank: State
    exercises: list[ExerciseRecord]
    misses: list[str]


class RunRecord(BaseModel):
    """When and on what a record was made."""

    finished: str
    system: str
    cores: int
    kernels: dict[str, KernelRecord]


@dataclass
class Answer:
    """One planted answer: what stands in for the solution cell, and what must come of it."""

    exercise: Exercise
    right: bool
    title: str
    message: str | None
    source: str
    where: str


@dataclass
class Outcome:
    """What the checks of one exercise did: the points earned, and the first failing check's error."""

    score: float
    error: str


def verify(
    labs: list[Lab],
    *,
    answers: Path | None = None,
    jobs: int | None = None,
    json: Path | None = None,
    console: Console,
) -> list[str]:
    """Run the four states of each lab and print their table.

    Args:
        labs: the labs.
        answers: a folder of answers, `LAB/EXERCISE.py`, in place of the course's own.
        jobs: how many kernels and answers run at once; the cores by default.
        json: also write the record there.
        console: where the tables go.

    Returns:
        Every miss, a line each; empty when all checks bite.

    Raises:
        CourseError: a source or an answers file breaks the rules of its format, or a lab's kernel is not installed.
    """
    if answers is not None and not answers.is_dir():
        raise CourseError(f"{answers} is not a folder; --answers takes one that holds LAB/EXERCISE.py.")
    records = []
    for lab in labs:
        record = verify_lab(lab, answers=answers, jobs=jobs or os.cpu_count() or 1, console=console)
        records.append(record)
        _print(record, console)
        if json:
            kept = {"labs": [r.model_dump() for r in records], "run": _run_record(labs[: len(records)]).model_dump()}
            json.parent.mkdir(parents=True, exist_ok=True)
            json.write_text(_json(kept), encoding="utf-8")
    misses = [miss for record in records for miss in record.misses]
    accepted = sum(e.right.accepted for r in records for e in r.exercises)
    rejected = sum(e.wrong.rejected for r in records for e in r.exercises)
    console.print(
        f"{len(labs)} labs: {accepted} right answers accepted, {rejected} wrong answers rejected, {len(misses)} misses"
    )
    return misses


def verify_lab(lab: Lab, *, answers: Path | None = None, jobs: int = 1, console: Console) -> LabRecord:
    """The four states of one lab, held against what each must be."""
    began = time.monotonic()
    source = read(lab)
    kernel = need_kernel(lab, source.notebook)
    folder = answers / lab.name if answers else lab.answers
    planted = [a for e in source.exercises for a in read_answers(source, e, folder / f"{e.name}.py")]
    misses: list[str] = []

    total = len(planted) + 2
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    # A kernel's client that is closed while a message arrives says so, with a traceback that concerns nobody
    for name in ("asyncio", "tornado.application"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    with (
        Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress,
        _Checkpoints(source, kernel) as checkpoints,
        ThreadPoolExecutor(jobs) as pool,
    ):
        bar = progress.add_task(lab.name, total=total)

        def submit(function, *arguments) -> Future:
            future = pool.submit(function, *arguments)
            future.add_done_callback(lambda _: progress.advance(bar))
            return future

        solution = submit(_run_notebook, source, source.notebook)
        blank = submit(_run_notebook, source, _blank(source))
        tried = [(answer, submit(checkpoints.run, answer)) for answer in planted]
        (solution, solution_seconds), (blank, _) = solution.result(), blank.result()
        tried = [(answer, future.result()) for answer, future in tried]

    for exercise in source.exercises:
        full = solution[exercise.name]
        if full.score != exercise.points:
            misses.append(_miss(exercise.name, "the solution", exercise.points, full))
        none = blank[exercise.name]
        if none.score != 0 or not none.error.startswith(BLANK_REASONS):
            misses.append(
                f"{exercise.name}: the blank lab must fail with {' or '.join(BLANK_REASONS)}, but "
                + (f"the check says {none.error}" if none.error else f"earns {none.score:g} points")
            )

    rows = []
    for exercise in source.exercises:
        right = [(a, o) for a, o in tried if a.exercise is exercise and a.right]
        wrong = [(a, o) for a, o in tried if a.exercise is exercise and not a.right]
        bad_right = [
            _miss(a.where, f"right answer {a.title!r}", exercise.points, o) for a, o in right if not _accepted(a, o)
        ]
        bad_wrong = [f"{a.where}: {why}" for a, o in wrong if (why := _why_not_rejected(a, o))]
        misses += bad_right + bad_wrong
        if answers is None and (len(right) < LEAST_RIGHT or len(wrong) < LEAST_WRONG):
            misses.append(
                f"{exercise.name}: {len(right)} right and {len(wrong)} wrong answers; "
                f"an exercise needs at least {LEAST_RIGHT} and {LEAST_WRONG}"
            )
        rows.append(
            ExerciseRecord(
                exercise=exercise.name,
                points=exercise.points,
                right=Right(accepted=len(right) - len(bad_right), total=len(right)),
                wrong=Wrong(rejected=len(wrong) - len(bad_wrong), total=len(wrong)),
            )
        )
    return LabRecord(
        lab=lab.name,
        points=source.points,
        seconds=round(time.monotonic() - began, 1),
        solution_seconds=round(solution_seconds, 1),
        solution=State(score=sum(o.score for o in solution.values())),
        blank=State(score=sum(o.score for o in blank.values())),
        exercises=rows,
        misses=misses,
    )


def _run_record(labs: list[Lab]) -> RunRecord:
    specs = {kernel_name(notebook): need_kernel(lab, notebook) for lab in labs for notebook in [read(lab).notebook]}
    return RunRecord(
        finished=datetime.now(UTC).isoformat(timespec="seconds"),
        system=f"{platform.system()} {platform.machine()}",
        cores=os.cpu_count() or 1,
        kernels={
            name: kernel_record(python) for name, spec in sorted(specs.items()) if (python := policy.interpreter(spec))
        },
    )


# ---------------------------------------------------------------------------------------------------------------------
# What must come of each state
# ---------------------------------------------------------------------------------------------------------------------


def _accepted(answer: Answer, outcome: Outcome) -> bool:
    return outcome.score == answer.exercise.points


def _why_not_rejected(answer: Answer, outcome: Outcome) -> str | None:
    """What is amiss with how a wrong answer fared, if anything is."""
    what = f"wrong answer {answer.title!r}"
    if outcome.score != 0:
        return f"{what} earns {outcome.score:g} of {answer.exercise.points:g} points, expected 0"
    if answer.message:
        if answer.message not in outcome.error:
            return f"{what} must be told {answer.message!r}, but the check says {outcome.error}"
    elif not outcome.error.startswith("AssertionError"):
        return f"{what} fails no assert but is broken: {outcome.error}"
    return None


def _miss(where: str, what: str, points: float, outcome: Outcome) -> str:
    return f"{where}: {what} earns {outcome.score:g} of {points:g} points: {outcome.error or 'no error is shown'}"


# ---------------------------------------------------------------------------------------------------------------------
# The solution and the blank lab, in a real kernel
# ---------------------------------------------------------------------------------------------------------------------


def _blank(source: Source) -> NotebookNode:
    """The lab as handed out, but with its hidden tests."""
    notebook = nbformat.from_dict(source.notebook)
    return ClearSolutions(config=source.lab.course.config).preprocess(notebook, {})[0]


def _run_notebook(source: Source, notebook: NotebookNode) -> tuple[dict[str, Outcome], float]:
    """Execute a whole notebook in a scratch copy of the lab, and score it as nbgrader does; and the seconds it took."""
    from nbclient import NotebookClient
    from nbclient.exceptions import DeadKernelError

    notebook = nbformat.from_dict(notebook)
    with scratch_copy(source.lab) as folder:
        client = NotebookClient(
            notebook,
            timeout=CELL_SECONDS,
            interrupt_on_timeout=True,
            allow_errors=True,
            resources={"metadata": {"path": str(folder)}},
        )
        began = time.monotonic()
        try:
            client.execute(stderr=subprocess.DEVNULL)  # the kernel's own: what goes wrong is told by the notebook
        except DeadKernelError:
            for cell in notebook.cells:
                if cell.cell_type == "code" and not cell.execution_count:
                    cell.outputs = [nbformat.v4.new_output("error", ename="DeadKernelError", evalue="", traceback=[])]
        seconds = time.monotonic() - began
    return {e.name: _outcome([notebook.cells[i] for i in e.checks]) for e in source.exercises}, seconds


def _outcome(checks: list[NotebookNode]) -> Outcome:
    """Score executed check cells by nbgrader's own rule."""
    score, error = 0.0, ""
    for cell in checks:
        earned, most = determine_grade(cell, log)
        score += earned or 0
        if earned != most and not error:
            error = next(
                (
                    f"{o.ename}: {o.evalue}" if o.output_type == "error" else f"stderr: {o.text.strip()}"
                    for o in cell.outputs
                    if o.output_type == "error" or o.get("name") == "stderr"
                ),
                "",
            )
    return Outcome(score, error)


# ---------------------------------------------------------------------------------------------------------------------
# The planted answers, each in a process forked after the setup
# ---------------------------------------------------------------------------------------------------------------------


def read_answers(source: Source, exercise: Exercise, path: Path) -> list[Answer]:
    """The answers in a file; none when there is no such file."""
    if not path.is_file():
        return []
    where = source.lab.show(path)
    solution = source.notebook.cells[exercise.solution].source
    magic = solution.splitlines()[0] if solution.startswith("%%") else None
    answers: list[Answer] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.startswith("# %%"):
            title = TITLE.fullmatch(line)
            if not title:
                raise CourseError(
                    f"{where}:{number}: a cell's title is `# %% right: what` or `# %% wrong: what | message: text`"
                )
            kind, what, message = title.groups()
            answers.append(Answer(exercise, kind == "right", what, message, "", f"{where}:{number}"))
        elif answers:
            answers[-1].source += line + "\n"
        elif line.strip() and not line.startswith("#"):
            raise CourseError(f"{where}:{number}: code stands before the first `# %% right:` or `# %% wrong:` title")
    for answer in answers:
        text = answer.source.strip("\n")
        if magic:
            text = "\n".join([magic, *(re.sub(r"^# ?", "", line) for line in text.splitlines())])
        answer.source = text + "\n"
    return answers


class _Checkpoints:
    """Checkpoint processes of one lab, as many as run at once; each with its own folder."""

    def __init__(self, source: Source, kernel: KernelSpec):
        self.source = source
        self.kernel = kernel
        self.setup = [c.source for c in source.notebook.cells if "setup" in c.metadata.get("tags", [])]
        self.idle: SimpleQueue[_Process] = SimpleQueue()

    def __enter__(self) -> _Checkpoints:
        return self

    def __exit__(self, *_: object) -> None:
        while True:
            try:
                self.idle.get_nowait().close()
            except Empty:
                return

    def run(self, answer: Answer) -> Outcome:
        """Try one answer: the setup, the answer in place of the solution cell, its checks."""
        cells = [self.source.notebook.cells[i] for i in answer.exercise.checks]
        try:
            process = self.idle.get_nowait()
        except Empty:
            process = _Process(self.source, self.kernel, self.setup)
        try:
            done = process.run([answer.source, *(c.source for c in cells)])
        except BaseException:
            process.close()
            raise
        if process.forks:
            self.idle.put(process)
        else:
            process.close()
        outcome = _outcome([_executed(cell, report) for cell, report in zip(cells, done[1:], strict=True)])
        if done[0]["error"] and outcome.error.startswith("NameError"):
            outcome.error = f"the answer itself fails: {': '.join(done[0]['error'])}"
        return outcome


class _Process:
    """One `grader.checkpoint` process of the kernel's own Python, past the lab's setup."""

    def __init__(self, source: Source, kernel: KernelSpec, setup: list[str]):
        python = policy.interpreter(kernel)
        if python is None:
            raise CourseError(f"lab {source.lab.name}: answers are tried in Python, not in {kernel.display_name}")
        self.folder = scratch_copy(source.lab)
        environment = {
            **os.environ,
            "MPLBACKEND": "module://matplotlib_inline.backend_inline",
            "NBGRADER_EXECUTION": "autograde",
            # Thread pools do not survive a fork; without them the setup leaves one thread, and each answer is a fork.
            "OMP_NUM_THREADS": "1",
            "OPENBLAS_NUM_THREADS": "1",
            "JE_ARROW_MALLOC_CONF": "background_thread:false",
        }
        environment |= {name: Template(value).safe_substitute(environment) for name, value in kernel.env.items()}
        self.process = subprocess.Popen(
            [python, "-m", "grader.checkpoint"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=self.folder.__enter__(),
            env=environment,
            text=True,
            encoding="utf-8",
            start_new_session=True,
        )
        self._send(setup)
        ready = self._receive()
        self.forks = ready["forks"]
        failed = next((cell["error"] for cell in ready["setup"] if cell["error"]), None)
        if failed:
            self.close()
            raise CourseError(f"{source.lab.show(source.lab.source)}: a setup cell fails: {': '.join(failed)}")

    def run(self, cells: list[str]) -> list[dict]:
        self._send(cells)
        return self._receive()

    def close(self) -> None:
        self.process.stdin.close()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()
        self.folder.__exit__(None, None, None)

    def _send(self, value: object) -> None:
        self.process.stdin.write(_json(value, indent=None) + "\n")
        self.process.stdin.flush()

    def _receive(self):
        line = self.process.stdout.readline()
        if not line:
            raise CourseError(f"the checkpoint process of {self.folder} ended (status {self.process.wait()})")
        return json.loads(line)


def _executed(cell: NotebookNode, report: dict) -> NotebookNode:
    """A check cell with the outputs that a kernel would have given it."""
    outputs = []
    if report["stderr"]:
        outputs.append(nbformat.v4.new_output("stream", name="stderr", text=report["stderr"]))
    if report["result"] is not None:
        outputs.append(
            nbformat.v4.new_output("execute_result", data={"text/plain": report["result"]}, execution_count=1)
        )
    if report["error"]:
        name, value = report["error"]
        outputs.append(nbformat.v4.new_output("error", ename=name, evalue=value, traceback=[]))
    executed = nbformat.from_dict(cell)
    executed.outputs = outputs
    return executed


# ---------------------------------------------------------------------------------------------------------------------
# Printing
# ---------------------------------------------------------------------------------------------------------------------


def _print(record: LabRecord, console: Console) -> None:
    table = Table(title_justify="left", title_style="bold", pad_edge=False, box=None)
    table.title = (
        f"{record.lab}: solution {record.solution.score:g}/{record.points:g}, "
        f"blank {record.blank.score:g}/{record.points:g}, {record.seconds:g} s"
    )
    table.add_column("exercise", overflow="fold")
    for name in ("points", "right", "wrong"):
        table.add_column(name, justify="right", no_wrap=True)
    for row in record.exercises:
        table.add_row(
            row.exercise,
            f"{row.points:g}",
            f"{row.right.accepted}/{row.right.total}",
            f"{row.wrong.rejected}/{row.wrong.total}",
        )
    console.print(table)
    for miss in record.misses:
        console.print(f"MISS {miss}", markup=False)
    console.print()


def _json(value: object, indent: int | None = 2) -> str:
    return json.dumps(value, indent=indent)
