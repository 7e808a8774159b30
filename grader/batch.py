"""Many submissions: sanitize, execute, record.

This process reads, sanitizes and records, one submission at a time; only *execute* is handed to an executor, local
processes or a dask cluster. Never more than a few submissions are in flight, and each is recorded as it comes back, so
memory stays flat and whatever stops the batch leaves every recorded submission whole.
"""

from __future__ import annotations

import contextlib
import fcntl
import gc
import json as jsonlib
import logging
import math
import multiprocessing.context
import multiprocessing.process
import os
import shutil
import time
import uuid
from collections import deque
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import nbformat
from pydantic import BaseModel, ValidationError
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.table import Table

from . import worker
from .course import CourseError, Lab
from .execute import Budgets, Result, Task, execute, pack_notebook, preload_modules, prepare
from .kernels import kernel_name, need_kernel
from .schedule import Forecast, share_out

if TYPE_CHECKING:
    from .gradebook import LabGradebook, Recorded
    from .submission import Submission

LEFT_PER_JOB = 6  # the end of a batch, where what is left is shared out, begins with so many notebooks for each job
MOST_LEFT = 100  # and not with more than so many: they are all held in memory
GC_THRESHOLD = 5_000  # new objects between two looks for garbage; a submission leaves some hundreds in cycles
SAY_EVERY = 10  # seconds between lines of progress where no terminal shows a bar
CLUSTER_SECONDS = 30  # how long a cluster may take to answer and to show its first worker


class SubmissionRecord(BaseModel):
    """How one submission went. Scores are after any late penalty."""

    student: str
    status: Literal["graded", "flagged", "failed"]
    score: float | None
    max_score: float | None
    reasons: list[str] = []
    seconds: float = 0
    cell_seconds: float = 0
    ended: float = 0  # seconds after the batch's begin
    peak_memory_bytes: int = 0
    started: str = ""
    confinement: list[str] = []
    earlier: bool = False


class GradeRecord(BaseModel):
    """A lab's submissions after a run: those of this run, and those graded earlier."""

    lab: str
    jobs: int
    seconds: float
    submissions: list[SubmissionRecord]


@dataclass
class _Work:
    """One submission under way: its notebooks are executed each on its own and recorded together."""

    submission: Submission
    begun: float
    results: dict[str, Result] = field(default_factory=dict)


@dataclass
class _Piece:
    """One notebook of a submission, with an executor."""

    work: _Work
    task: Task
    cells: list[nbformat.NotebookNode]
    begun: float | None = None
    losses: int = 0


def grade(
    lab: Lab,
    *,
    students: list[str] | None = None,
    jobs: int | None = None,
    scheduler: str | None = None,
    regrade: bool = False,
    confine: bool = True,
    json: Path | None = None,
    console: Console,
) -> GradeRecord:
    """Grade a lab's submissions: those that are left, or that came in again with a newer timestamp.

    Args:
        lab: the lab.
        students: only these.
        jobs: notebooks executed at once; by default the cores that this process may use. A cluster has its own.
        scheduler: the address of a dask scheduler whose workers execute instead of this machine.
        regrade: grade again what is graded already.
        confine: run student code in the sandbox.
        json: also write the record there.
        console: where progress and the table go.

    Raises:
        CourseError: there is nothing to grade, the lab's kernel is not installed, the gradebook or the scheduler
            cannot be reached, another batch is grading this lab, or the sandbox refuses this machine.
    """
    began = time.monotonic()
    budgets = _budgets(lab)
    with contextlib.ExitStack() as stack:
        # What executes comes first, before anything is open here that a fork would hold open, too
        pool = _Cluster(scheduler) if scheduler else _Processes(jobs or len(os.sched_getaffinity(0)))
        stack.callback(pool.close)
        settings = _threads_each(pool.jobs)
        released = [] if scheduler else sorted(lab.release.glob("*.ipynb"))
        warming = pool.executor.submit(_warm, released, settings, confine)
        stack.enter_context(_only_one(lab))
        from .gradebook import LabGradebook

        present = lab.students()
        where = f"{lab.course.coursedir.submitted_directory}/"
        for student in students or []:
            if student not in present:
                raise CourseError(f"there is no submission of {lab.name} by {student!r} in {where}.")
        if not present:
            raise CourseError(f"there are no submissions of {lab.name} in {where}.")
        gradebook = stack.enter_context(LabGradebook(lab))
        shutil.rmtree(lab.staging("autograded"), ignore_errors=True)  # left by a batch that was killed
        journal = _Journal(lab)
        chosen = students or present
        again = {*journal.failed, *(journal.regrade(chosen) if regrade else journal.unfinished())}
        todo = [s for s in chosen if s in again or not gradebook.is_current(s)]
        # Who wrote more takes longer, as a rule. A long one that begins last would leave the other cores idle.
        todo.sort(key=lambda student: _bytes_of_notebooks(lab, student), reverse=True)
        if len(todo) > 2 * pool.jobs:
            # One of the shortest goes early: forecasts need to have seen how little a notebook can be.
            todo.insert(pool.jobs, todo.pop())
        with _Progress(console, lab.name, len(todo)) as progress:
            preload = {} if warming.exception() else warming.result()
            for master in gradebook.masters:
                if master.name not in preload:
                    preload[master.name] = settings + preload_modules(master.released)
            batch = _Batch(lab, gradebook, pool, journal, progress, budgets, preload, confine, began)
            # What is here now stays. What submissions leave behind is looked for often: memory is as flat as that.
            gc.freeze()
            gc.set_threshold(GC_THRESHOLD)
            try:
                batch.run(todo)
            except KeyboardInterrupt:
                progress.say(f"interrupted: {len(batch.done)} of {len(todo)} done; the same command does the rest")
                raise
        journal.finish_regrade()
        entries, scores = read_journal(lab), gradebook.scores()
        shutil.rmtree(lab.staging("autograded"), ignore_errors=True)

    submissions = [_as_recorded(entries[s]) for s in chosen if s in batch.done]
    submissions += [
        _as_before(s, entries.get(s, {}), *scores[s]) for s in chosen if s not in batch.done and s in scores
    ]
    record = GradeRecord(
        lab=lab.name,
        jobs=pool.jobs,
        seconds=round(time.monotonic() - began, 3),
        submissions=sorted(submissions, key=lambda r: r.student),
    )
    if json:
        json.write_text(record.model_dump_json(indent=2) + "\n", encoding="utf-8")
    _print(record, console)
    return record


class _Batch:
    """The loop: keep the executor fed, record what comes back, and survive whatever does not."""

    def __init__(
        self,
        lab: Lab,
        gradebook: LabGradebook,
        pool: _Processes | _Cluster,
        journal: _Journal,
        progress: _Progress,
        budgets: Budgets,
        preload: dict[str, list[str]],
        confine: bool,
        began: float,
    ):
        self.lab = lab
        self.gradebook = gradebook
        self.pool = pool
        self.journal = journal
        self.progress = progress
        self.budgets = budgets
        self.confine = confine
        self.began = began
        self.done: set[str] = set()
        self.running: dict[Future[Result], _Piece] = {}
        self.ready: deque[_Piece] = deque()
        self.suspects: deque[_Piece] = deque()
        self.finished: deque[_Work] = deque()
        self.forecast = Forecast()
        self.handed_out = gradebook.handed_out()
        for master in gradebook.masters:
            need_kernel(lab, master.released)
        self.preload = preload
        self.kernels = {m.name: kernel_name(m.released) for m in gradebook.masters}

    def run(self, students: list[str]) -> None:
        """Grade these; each ends as a record."""
        todo = deque(students)
        self._feed(todo)
        while todo or self.ready or self.running or self.suspects:
            done, _ = wait(self.running, timeout=1, return_when=FIRST_COMPLETED)
            for future in done:
                self._take(self.running.pop(future), future)
            for piece in islice(self.running.values(), self.pool.jobs):
                piece.begun = piece.begun or time.monotonic()
            if self.pool.broken:
                # Every piece that was with the pool is lost, and one of them broke it.
                lost = [*self.running.values()]
                self.running.clear()
                for piece in lost:
                    self._suspect(piece)
                self.pool.restart()
            self._feed(todo)  # the executor first, then the gradebook
            while self.finished:
                self._record(self.finished.popleft())
            self.progress.tick()

    def _feed(self, todo: deque[str]) -> None:
        """Hand out work. A piece whose worker died runs alone, so that a second death has one culprit."""
        if self.suspects:
            if not self.running:
                self._submit(self.suspects.popleft())
            return
        if any(piece.losses for piece in self.running.values()):
            return
        end = len(todo) + len(self.ready) <= min(LEFT_PER_JOB * self.pool.jobs, MOST_LEFT)
        window = self.pool.jobs + 1 if end else self.pool.window
        while len(self.running) < window and (self.ready or todo) and not self.pool.broken:
            if self.ready:
                self._submit(self._next())
            else:
                self._prepare(todo.popleft())
        while end and todo:
            self._prepare(todo.popleft())

    def _next(self) -> _Piece:
        """The notebook to hand out next: at the end of a batch the one with which the jobs end together."""
        if len(self.ready) == 1:
            return self.ready.popleft()
        now, jobs = time.monotonic(), self.pool.jobs
        until = [0.0] * jobs
        for piece in self.running.values():
            took = now - piece.begun if piece.begun else 0
            job = until.index(min(until))
            until[job] += max(0, self.forecast.seconds(piece.cells) - took)
        seconds = [self.forecast.seconds(piece.cells) for piece in self.ready]
        first = until.index(min(until))
        its = [n for n, job in enumerate(share_out(seconds, until)) if job == first] or range(len(seconds))
        longest = max(its, key=seconds.__getitem__)
        piece = self.ready[longest]
        del self.ready[longest]
        return piece

    def _submit(self, piece: _Piece) -> None:
        try:
            self.running[self.pool.executor.submit(execute, piece.task)] = piece
        except BrokenProcessPool:  # a process ended between two notebooks: nothing of this one is lost
            self.pool.broken = True
            (self.suspects if piece.losses else self.ready).appendleft(piece)

    def _prepare(self, student: str) -> None:
        """Read, mend and sanitize a submission, and make its notebooks ready to hand out."""
        from .submission import read

        begun = time.monotonic()
        coursedir = self.lab.course.coursedir
        try:
            submission = read(
                student,
                self.lab.submitted(student),
                self.gradebook.masters,
                ignore=coursedir.ignore,
                most_bytes=coursedir.max_dir_size * 1000,
                most_files=self.budgets.files,
            )
            work = _Work(submission, begun)
            files = submission.pack(self.handed_out)
            for name, notebook in submission.notebooks.items():
                sanitized = self.gradebook.sanitize(student, name, notebook)
                task = Task(
                    lab=self.lab.name,
                    student=student,
                    name=name,
                    notebook=pack_notebook(sanitized),
                    files=files,
                    kernel_name=kernel_name(sanitized),
                    preload=self.preload[name],
                    budgets=self.budgets,
                    confine=self.confine,
                )
                cells = [cell for cell in sanitized.cells if cell.cell_type == "code" and cell.source.strip()]
                self.ready.append(_Piece(work, task, cells))
        except CourseError:
            raise
        except Exception as error:  # whatever a submission does to the reading of it, the others go on
            self._fail(student, begun, f"cannot be read: {_say(error)}")
            return
        submission.notebooks = dict.fromkeys(submission.notebooks)
        if not submission.notebooks:
            self._record(work)

    def _take(self, piece: _Piece, future: Future[Result]) -> None:
        """A piece that came back."""
        student = piece.task.student
        if student in self.done:
            return  # another of its notebooks failed the submission already
        try:
            result = future.result()
        except (BrokenProcessPool, CancelledError, *self.pool.losses) as error:
            self.pool.check(error)
            self._suspect(piece)
            return
        except Exception as error:  # a bug of ours: this one is named, the others go on
            self._fail(student, piece.work.begun, f"could not be executed: {_say(error)}")
            return
        if result.status == "refused":
            self._refused(piece, "; ".join(result.reasons) or "it could not be executed here")
            return
        self.forecast.learn(piece.cells, result.cell_seconds)
        piece.work.results[piece.task.name] = result
        if piece.work.results.keys() == piece.work.submission.notebooks.keys():
            self.finished.append(piece.work)

    def _refused(self, piece: _Piece, reason: str) -> None:
        """Where the lab's own kernel is refused, it is for all; a kernel that only this submission names is its own."""
        if piece.task.kernel_name == self.kernels[piece.task.name]:
            raise CourseError(reason)
        self._fail(piece.task.student, piece.work.begun, reason)

    def _suspect(self, piece: _Piece) -> None:
        piece.losses += 1
        if piece.losses > 1:
            self._fail(piece.task.student, piece.work.begun, "it ended its worker process twice")
        else:
            self.suspects.append(piece)

    def _record(self, work: _Work) -> None:
        submission, results = work.submission, work.results
        ended = time.monotonic() - self.began
        for result in results.values():
            for reason in _reasons(result):
                submission.note(reason, flag=bool(result.doubtful))
        records = []

        def note(recorded: Recorded) -> None:
            # Before anyone can take the submission for graded: its reasons must not be lost in between.
            if recorded.late_seconds:
                submission.note(f"late by {_duration(recorded.late_seconds)}: penalty {recorded.late_penalty:g}")
            records.append(_submission_record(submission, results, recorded, ended))
            self.journal.add(records[0])

        try:
            self.gradebook.record(submission, results, self.handed_out, note)
        except CourseError:
            raise
        except Exception as error:  # a preprocessor of nbgrader's, or the disk: this one is named, the others go on
            self._fail(submission.student, work.begun, f"could not be recorded: {_say(error)}")
            return
        self._finish(records[0])

    def _fail(self, student: str, begun: float, reason: str) -> None:
        if student in self.done:
            return
        self.ready = deque(p for p in self.ready if p.task.student != student)
        self.suspects = deque(p for p in self.suspects if p.task.student != student)
        record = SubmissionRecord(
            student=student,
            status="failed",
            score=None,
            max_score=None,
            reasons=[reason],
            seconds=round(time.monotonic() - begun, 3),
            ended=round(time.monotonic() - self.began, 3),
        )
        self.journal.add(record)
        self._finish(record)

    def _finish(self, record: SubmissionRecord) -> None:
        self.done.add(record.student)
        self.progress.done(record.status)


def _submission_record(
    submission: Submission, results: dict[str, Result], recorded: Recorded, ended: float
) -> SubmissionRecord:
    return SubmissionRecord(
        student=submission.student,
        status="flagged" if submission.flagged else "graded",
        score=recorded.score,
        max_score=recorded.max_score,
        reasons=submission.reasons,
        seconds=round(sum(r.seconds for r in results.values()), 3),
        cell_seconds=round(sum(sum(r.cell_seconds) for r in results.values()), 3),
        ended=round(ended, 3),
        peak_memory_bytes=max((r.peak_memory_bytes for r in results.values()), default=0),
        started=", ".join(sorted({r.started for r in results.values()})),
        confinement=list(dict.fromkeys(layer for r in results.values() for layer in r.confinement)),
    )


def _reasons(result: Result) -> list[str]:
    """What became of a notebook, each cause once, with the checks that got nothing because of it."""
    reasons = [*result.reasons, *(f"{check}: {why}" for check, why in result.doubtful.items())]
    lost: dict[str, list[str]] = {}
    for check, why in result.lost.items():
        if f"{check}: {why}" not in reasons:
            lost.setdefault(why, []).append(check)
    return reasons + [f"0 points for {', '.join(checks)}: not run, because {why}" for why, checks in lost.items()]


def _say(error: Exception) -> str:
    line = next((line for line in str(error).splitlines() if line.strip()), "")
    name = type(error).__name__
    return line if isinstance(error, OSError) and line else f"{name}: {line}" if line else name


def _duration(seconds: float) -> str:
    days, rest = divmod(round(seconds), 86_400)
    clock = f"{rest // 3600}:{rest // 60 % 60:02}:{rest % 60:02}"
    return f"{days} d {clock}" if days else clock


def _bytes_of_notebooks(lab: Lab, student: str) -> int:
    """How much a student wrote, roughly; 0 where that cannot be told."""
    try:
        with os.scandir(lab.submitted(student)) as entries:
            return sum(e.stat(follow_symlinks=False).st_size for e in entries if e.name.endswith(".ipynb"))
    except OSError:
        return 0


def _budgets(lab: Lab) -> Budgets:
    """What the course's configuration allows a submission: `c.Budgets.notebook_seconds = ...` and so on.

    What is not set there is as for `nbgrader autograde`: a cell's time from `c.Execute.timeout`, the rest from
    `c.SandboxedProvisioner`.
    """
    config = lab.course.config
    sandbox = config.get("SandboxedProvisioner", {})
    settings = {name: sandbox[name] for name in Budgets.model_fields if name in sandbox}
    timeout = config.get("Execute", {}).get("timeout")
    if timeout:
        settings["cell_seconds"] = timeout
    settings |= config.get("Budgets", {})
    unknown = settings.keys() - Budgets.model_fields.keys()
    if unknown:
        raise CourseError(
            f"nbgrader_config.py: there is no c.Budgets.{min(unknown)}; there are {', '.join(Budgets.model_fields)}."
        )
    try:
        return Budgets(**settings)
    except ValidationError as error:
        first = error.errors()[0]
        raise CourseError(f"nbgrader_config.py: c.Budgets.{first['loc'][0]}: {first['msg']}.") from None


def _threads_each(jobs: int) -> list[str]:
    """Settings for a warm server that give each notebook its part of the cores: more threads would only wait."""
    threads = max(1, len(os.sched_getaffinity(0)) // jobs)
    return [f"OMP_NUM_THREADS={threads}", f"OPENBLAS_NUM_THREADS={threads}"]


def _warm(released: list[Path], settings: list[str], confine: bool) -> dict[str, list[str]]:
    """In a worker: have the lab's warm server begin its imports; returns what each notebook asks of it."""
    preload = {}
    for path in released:
        with contextlib.suppress(Exception):  # what is wrong with the lab is told by whoever needs it
            notebook = nbformat.read(path, as_version=4)
            preload[path.stem] = settings + preload_modules(notebook)
            prepare(kernel_name(notebook), preload[path.stem], confine)
    return preload


@contextlib.contextmanager
def _only_one(lab: Lab) -> Iterator[None]:
    """Hold the lab's lock, which the system lets go when this process ends, however it ends."""
    lab.state.mkdir(parents=True, exist_ok=True)
    with (lab.state / "lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lock.seek(0)
            raise CourseError(f"{lab.name} is being graded already, by process {lock.read().strip()}.") from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


# ---------------------------------------------------------------------------------------------------------------------
# Where notebooks are executed
# ---------------------------------------------------------------------------------------------------------------------


class _Processes:
    """Processes of this machine, each executing one notebook after another.

    There are two for each job: while one runs its cells, another has the next notebook ready, or ends the last one.
    """

    losses: tuple[type[Exception], ...] = ()

    def __init__(self, jobs: int):
        self.jobs = jobs
        # The first ones are forks of this process, which has imported what they need, and no more yet. They are made
        # with the first order.
        self._begin(_Forks())

    @property
    def window(self) -> int:
        """Notebooks in flight: for each job one that runs, and one that waits for its turn."""
        return 2 * self.jobs

    def restart(self) -> None:
        """Begin with fresh processes. By now this one has threads, and an open gradebook: they come from a server."""
        worker.prepare()
        self._begin(_ForksOfAServer())

    def _begin(self, context: _Forks | _ForksOfAServer) -> None:
        self.broken = False
        self.context = context
        self.turns = self.context.Pipe(duplex=False)
        os.write(self.turns[1].fileno(), b"1" * self.jobs)
        self.executor: Executor = ProcessPoolExecutor(2 * self.jobs, self.context, worker.start, self.turns)

    def check(self, error: BaseException) -> None:
        self.broken = self.broken or isinstance(error, BrokenProcessPool)

    def close(self) -> None:
        """End the processes, also those in the middle of a notebook."""
        self.executor.shutdown(wait=False, cancel_futures=True)
        for process in self.context.started:
            process.terminate()
        for process in self.context.started:
            process.join(worker.GRACE)


class _Noting:
    """A multiprocessing context that knows which processes it started."""

    def __init__(self):
        super().__init__()
        self.started: list[multiprocessing.process.BaseProcess] = []

    def Process(self, *args, **kwargs):
        process = super().Process(*args, **kwargs)
        self.started.append(process)
        return process


class _Forks(_Noting, multiprocessing.context.ForkContext):
    """Starts processes by forking this one."""


class _ForksOfAServer(_Noting, multiprocessing.context.ForkServerContext):
    """Starts processes by forking a server that has nothing of this one."""


class _Cluster:
    """The workers of a dask cluster, by the same door."""

    broken = False

    def __init__(self, address: str):
        import distributed
        from distributed.scheduler import KilledWorker

        for name in [n for n in logging.root.manager.loggerDict if n.split(".")[0] == "distributed"]:
            logging.getLogger(name).setLevel(logging.CRITICAL)  # what goes wrong with it is told in one line
        self.losses = (KilledWorker,)
        self.address = address
        try:
            self.client = distributed.Client(address, timeout=CLUSTER_SECONDS, set_as_default=False)
            self.client.wait_for_workers(1, timeout=CLUSTER_SECONDS)
        except (OSError, TimeoutError, ValueError) as error:
            reason = "has no workers" if hasattr(self, "client") else f"does not answer: {_say(error)}"
            raise CourseError(f"the scheduler at {address} {reason}.") from None
        self.executor = self.client.get_executor(pure=False)
        self._counted = -math.inf
        self.jobs = self._threads()

    @property
    def window(self) -> int:
        """Notebooks in flight: one for each thread of the cluster as it is now, and one waiting for it."""
        return 2 * self._threads()

    def _threads(self) -> int:
        if time.monotonic() - self._counted > 5:
            self.jobs = max(1, sum(self.client.nthreads().values()))
            self._counted = time.monotonic()
        return self.jobs

    def restart(self) -> None:
        """Nothing: a cluster brings back its own workers."""

    def check(self, error: BaseException) -> None:
        """A cancelled notebook means that the scheduler is gone."""
        if isinstance(error, CancelledError):
            raise CourseError(f"lost the scheduler at {self.address}; what is recorded stays, run again for the rest.")

    def close(self) -> None:
        self.client.close(timeout=CLUSTER_SECONDS)


# ---------------------------------------------------------------------------------------------------------------------
# What is kept of each submission beside the gradebook
# ---------------------------------------------------------------------------------------------------------------------


class _Journal:
    """How each submission went, a line each, the last one counting; and what is left of an unfinished regrade."""

    def __init__(self, lab: Lab):
        self.path = lab.state / "grades.jsonl"
        self.marker = lab.state / "regrade.json"
        self.run = uuid.uuid4().hex
        self.runs: dict[str, str] = {}
        self.failed: set[str] = set()
        fresh = self.path.with_suffix(".new")
        with fresh.open("w", encoding="utf-8") as file:
            for student, entry in read_journal(lab).items():
                self.runs[student] = entry["run"]
                if entry["status"] == "failed":
                    self.failed.add(student)
                file.write(jsonlib.dumps(entry) + "\n")
        fresh.replace(self.path)

    def add(self, record: SubmissionRecord) -> None:
        self.runs[record.student] = self.run
        with self.path.open("a", encoding="utf-8") as file:
            file.write(jsonlib.dumps(record.model_dump() | {"run": self.run}) + "\n")

    def regrade(self, students: list[str]) -> list[str]:
        """The students of a regrade that are left: all, or those that an interrupted one did not reach."""
        left = set(self.unfinished())
        if left & set(students):
            return [s for s in students if s in left]
        self.marker.write_text(jsonlib.dumps({"run": self.run, "students": students}), encoding="utf-8")
        return students

    def unfinished(self) -> list[str]:
        """Students whom an interrupted regrade did not reach; what follows counts as that regrade."""
        try:
            begun = jsonlib.loads(self.marker.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return []
        self.run = begun["run"]
        return [s for s in begun["students"] if self.runs.get(s) != self.run]

    def finish_regrade(self) -> None:
        if not self.unfinished():
            self.marker.unlink(missing_ok=True)


def read_journal(lab: Lab) -> dict[str, dict]:
    """How each submission went when it was last graded, by student; empty where nothing was graded here."""
    entries: dict[str, dict] = {}
    try:
        lines = (lab.state / "grades.jsonl").read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return entries
    for line in lines:
        with contextlib.suppress(ValueError):  # the last line of a batch that was killed
            entry = jsonlib.loads(line)
            entries[entry["student"]] = entry
    return entries


def _as_recorded(entry: dict) -> SubmissionRecord:
    return SubmissionRecord.model_validate({k: v for k, v in entry.items() if k in SubmissionRecord.model_fields})


def _as_before(student: str, entry: dict, score: float, max_score: float) -> SubmissionRecord:
    """A submission that was graded before this run, by whatever program; the gradebook's score counts."""
    known = {"status": "graded"} | entry | {"student": student, "score": score, "max_score": max_score, "earlier": True}
    return _as_recorded(known)


# ---------------------------------------------------------------------------------------------------------------------
# Printing
# ---------------------------------------------------------------------------------------------------------------------


class _Progress:
    """A bar on a terminal, a line now and then elsewhere."""

    def __init__(self, console: Console, name: str, total: int):
        self.console = console
        self.name = name
        self.total = total
        self.counts = {"graded": 0, "flagged": 0, "failed": 0}
        self.begun = self.said = time.monotonic()
        self.bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[counts]}"),
            TimeElapsedColumn(),
            TextColumn("left"),
            TimeRemainingColumn(),
            console=console,
            disable=not console.is_terminal,
        )
        self.task = self.bar.add_task(escape(name), total=total, counts="")

    def __enter__(self) -> _Progress:
        self.bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.bar.stop()

    def done(self, status: str) -> None:
        self.counts[status] += 1
        self.bar.update(self.task, advance=1, counts=self._counts())
        if sum(self.counts.values()) == self.total:
            self._line()

    def tick(self) -> None:
        if time.monotonic() - self.said > SAY_EVERY:
            self._line()

    def say(self, text: str) -> None:
        self.console.print(text, markup=False)

    def _counts(self) -> str:
        return ", ".join(f"{n} {status}" for status, n in self.counts.items() if n or status == "graded")

    def _line(self) -> None:
        if self.console.is_terminal:
            return
        self.said = time.monotonic()
        done = sum(self.counts.values())
        elapsed = self.said - self.begun
        left = f", {_duration(elapsed / done * (self.total - done))} left" if 0 < done < self.total else ""
        self.say(f"{self.name}: {done}/{self.total} ({self._counts()}), {_duration(elapsed)} elapsed{left}")


def _print(record: GradeRecord, console: Console) -> None:
    from .submission import shown

    noteworthy = [r for r in record.submissions if r.status != "graded" or (r.reasons and not r.earlier)]
    if noteworthy:
        table = Table(box=None, pad_edge=False)
        table.add_column("student", overflow="fold")
        table.add_column("status")
        table.add_column("score", justify="right", no_wrap=True)
        table.add_column("reason", overflow="fold")
        for row in noteworthy:
            score = "-" if row.score is None else f"{row.score:g}/{row.max_score:g}"
            reasons = "\n".join(shown(reason) for reason in row.reasons)
            table.add_row(escape(shown(row.student)), row.status, score, escape(reasons))
        console.print(table)
    counts = {s: sum(r.status == s for r in record.submissions) for s in ("graded", "flagged", "failed")}
    earlier = sum(r.earlier for r in record.submissions)
    text = ", ".join(f"{n} {status}" for status, n in counts.items())
    before = f" ({earlier} of them earlier)" if earlier else ""
    console.print(f"{record.lab}: {text}{before} in {record.seconds:.1f} s with {record.jobs} jobs", markup=False)
