"""The command `grader`: its verbs and their options. No logic lives here."""

from __future__ import annotations

import atexit
import gc
import signal
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from .course import Course, CourseError

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Build, verify and grade the labs. Run it anywhere inside the course's folder.",
)
GC_THRESHOLD = 100_000  # new objects between two looks for garbage; Python's own is 700 to 2,000
out = Console(highlight=False, soft_wrap=True)

Labs = Annotated[list[str] | None, typer.Argument(help="Labs by name or number; all of them when none is named.")]
OneLab = Annotated[str, typer.Argument(help="A lab by name or number.")]
JsonFile = Annotated[Path | None, typer.Option("--json", metavar="FILE", help="Also write the result as JSON.")]


@app.command(epilog="Example: grader build 07_machine_learning")
def build(
    labs: Labs = None,
    check: Annotated[bool, typer.Option("--check", help="Execute nothing; fail when anything built is stale.")] = False,
    execute: Annotated[
        bool, typer.Option("--execute", help="Run the solution even if its code did not change.")
    ] = False,
) -> None:
    """Make each lab's solution notebook and student notebook from its one source, and the start page."""
    from . import build as builder

    course = Course.find()
    chosen = course.select(labs)
    if check:
        stale = [line for lab in chosen for line in builder.check(lab)]
        stale += builder.orphans(course) + builder.check_start(course)
        for line in stale:
            out.print(line, markup=False)
        if stale:
            raise CourseError("run `grader build` and commit what it makes")
        out.print(f"{len(chosen)} labs are up to date")
        return
    for lab in chosen:
        out.print(f"{lab.name}: ", end="")
        builder.build(lab, execute=execute or None, say=lambda step: out.print(step, end=" "))
        out.print("done")
    builder.build_start(course)


@app.command(epilog="Example: grader verify 07_machine_learning --json verify.json")
def verify(
    labs: Labs = None,
    answers: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Another folder of answers: DIR/LAB/EXERCISE.py.")
    ] = None,
    jobs: Annotated[int | None, typer.Option(min=1, help="Answers tried at once; the cores by default.")] = None,
    json: JsonFile = None,
) -> None:
    """Prove that each check bites: right answers pass, wrong ones fail, with a message that teaches."""
    from . import verify as verifier

    course = Course.find()
    misses = verifier.verify(course.select(labs), answers=answers, jobs=jobs, json=json, console=out)
    if misses:
        raise typer.Exit(1)


@app.command(epilog="Example: grader grade 07_machine_learning --jobs 4 --json grade.json")
def grade(
    lab: OneLab,
    student: Annotated[
        list[str] | None, typer.Option(metavar="S", help="Only this student; may be given again.")
    ] = None,
    jobs: Annotated[int | None, typer.Option(min=1, help="Notebooks run at once; the cores by default.")] = None,
    scheduler: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Run on the workers of this dask scheduler.")
    ] = None,
    regrade: Annotated[bool, typer.Option("--regrade", help="Grade again what is graded already.")] = False,
    unconfined: Annotated[
        bool, typer.Option("--unconfined", help="Run student code without the sandbox, with your own rights.")
    ] = False,
    json: JsonFile = None,
) -> None:
    """Grade the submissions of a lab that are not graded yet, many at once, each confined."""
    from . import batch

    record = batch.grade(
        Course.find().lab(lab),
        students=student,
        jobs=jobs,
        scheduler=scheduler,
        regrade=regrade,
        confine=not unconfined,
        json=json,
        console=out,
    )
    if any(submission.status == "failed" for submission in record.submissions):
        raise typer.Exit(1)


@app.command(epilog="Example: grader feedback 07_machine_learning")
def feedback(
    lab: OneLab,
    jobs: Annotated[int | None, typer.Option(min=1, help="Pages made at once; the cores by default.")] = None,
    json: JsonFile = None,
) -> None:
    """Make the feedback pages of every graded submission: no hidden tests, no script of a student's."""
    from . import feedback as pages

    record = pages.generate(Course.find().lab(lab), jobs=jobs, json=json, console=out)
    if any(student.status == "failed" for student in record.students):
        raise typer.Exit(1)


@app.command(epilog="Example: grader report 07_machine_learning")
def report(
    lab: OneLab,
    to: Annotated[Path | None, typer.Option(metavar="FILE", help="The page; reports/LAB.html by default.")] = None,
    json: JsonFile = None,
) -> None:
    """Write the class report of a lab: one HTML file that opens offline."""
    from . import report as reporter

    reporter.write(Course.find().lab(lab), to=to, json=json, console=out)


@app.command(epilog="Example: grader publish ../labs --url https://github.com/OWNER/NAME, then git -C ../labs push")
def publish(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="A new or empty folder, or one that an earlier run made.")
    ],
    url: Annotated[
        str | None,
        typer.Option(metavar="URL", help="Where it will be on GitHub; [tool.labs] student_repository by default."),
    ] = None,
    hub: Annotated[
        str | None,
        typer.Option(metavar="URL", help="A JupyterHub, for the nbgitpuller link; [tool.labs] hub by default."),
    ] = None,
) -> None:
    """Write the student edition, a git repository of its own: no solutions, answers, hidden tests or grading."""
    from . import publish as publisher

    publisher.publish(Course.find(), folder, url=url, hub=hub, console=out)


@app.command(epilog="Example: grader bench 07_machine_learning --submissions 24 --jobs 2")
def bench(
    lab: OneLab,
    submissions: Annotated[int, typer.Option(min=1, help="How many are made from the answer files.")] = 24,
    jobs: Annotated[int | None, typer.Option(min=1, help="Notebooks run at once; the cores by default.")] = None,
    json: JsonFile = None,
) -> None:
    """Grade made-up submissions with stock nbgrader and with grader, and compare times and scores."""
    from . import bench as benchmark

    record = benchmark.run(Course.find().lab(lab), submissions=submissions, jobs=jobs, json=json, console=out)
    if not record.identical:
        raise typer.Exit(1)


def main() -> None:
    """Run the command; a user's mistake is one clear line on stderr and exit code 1."""
    # The libraries behind a command make a million objects that stay: looking through them took 0.15 s of the start and
    # 0.3 s of the end.
    gc.set_threshold(GC_THRESHOLD)
    atexit.register(gc.freeze)
    # As after Ctrl-C, what the command has started ends with it
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    try:
        app()
    except CourseError as error:
        print(f"grader: {error}", file=sys.stderr)
        sys.exit(1)
    except OSError as error:
        name = f"{error.filename}: " if error.filename else ""
        print(f"grader: {name}{error.strerror or error}", file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
