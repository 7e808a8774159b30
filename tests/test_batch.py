"""A batch of submissions: the scores are nbgrader's, and nothing that stops it in the middle loses or halves one."""

from __future__ import annotations

import contextlib
import json
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import time

import nbformat
import psutil
import pytest
from grading import ADD, BIN, HELLO, LAB, RIGHT, ROOT, answered, cell, command, grade, gradebook, make_course, submit
from postgres import postgres

from grader.bench import STOCK

WRONG = "def add(a, b):\n    return a - b"
WAIT = 120  # seconds, at most, for anything that is awaited


def wait_for(condition, what):
    """Poll a condition for a bounded time; its value."""
    limit = time.monotonic() + WAIT
    while time.monotonic() < limit:
        value = condition()
        if value:
            return value
        time.sleep(0.02)
    raise AssertionError(f"{what} did not happen within {WAIT} s")


def start(course, *options, **environment):
    """Start a batch in its own session, to be stopped in the middle."""
    return subprocess.Popen(
        [BIN / "grader", "grade", LAB, "--json", course / "grade.json", *map(str, options)],
        cwd=course,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def family(process):
    try:
        parent = psutil.Process(process.pid)
        return [parent, *parent.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


def alive(processes):
    """Those that still run, and are the same processes."""
    return [p for p in processes if p.is_running() and p.status() != psutil.STATUS_ZOMBIE]


def recorded(course):
    """Students in the journal so far."""
    journal = course / ".grader" / LAB / "grades.jsonl"
    lines = journal.read_text().splitlines() if journal.exists() else []
    return {json.loads(line)["student"] for line in lines if line.endswith("}")}


def mixed_class(course, count):
    """A class with right, wrong and untouched answers."""
    for number in range(count):
        answers = [RIGHT, {"add": ADD}, {"add": WRONG, "hello": HELLO}, {}][number % 4]
        submit(course, f"s{number:03}", answered(course, answers), timestamp=f"2026-01-01 00:{number % 60:02}:00 UTC")


# ---------------------------------------------------------------------------------------------------------------------
# The same as nbgrader
# ---------------------------------------------------------------------------------------------------------------------


def test_every_score_is_stock_nbgraders(course):
    """A slice of the side-by-side run: right, wrong, blank and mixed submissions. No word about time."""
    said = command("grader", "bench", LAB, "--submissions", "8", "--jobs", "2", "--json", "b.json", cwd=course).stdout
    record = json.loads((course / "b.json").read_text())
    assert record["identical"] is True and record["cells"] == 16 and record["differences"] == []
    assert "the scores of 16 cells: identical" in said
    assert record.keys() >= {
        "lab", "submissions", "jobs", "stock_seconds", "grader_seconds", "ratio", "cell_seconds", "overhead_seconds",
        "limit_ratio", "identical",
    }  # fmt: skip


def test_the_autograded_folder_is_nbgraders(course, tmp_path):
    """Files, their contents and permissions; and what formgrader and the later commands read."""
    config = (course / "nbgrader_config.py").read_text()
    config += f'\nc.Autograde.exclude_overwriting = {{"{LAB}": ["helper.py"]}}\n'
    (course / "nbgrader_config.py").write_text(config)
    handed_out = course / "solutions" / LAB
    (handed_out / "data").mkdir()
    (handed_out / "data" / "table.csv").write_text("the lab's own")
    (handed_out / "helper.py").write_text("print('the lab')")
    folder = submit(course, "ada", answered(course), timestamp="2026-01-01 10:00:00 UTC")
    (folder / "data").mkdir()
    (folder / "data" / "table.csv").write_text("changed")
    (folder / "helper.py").write_text("print('mine')")
    (folder / "notes.txt").write_text("mine")
    (folder / "__pycache__").mkdir()
    (folder / "__pycache__" / "x.pyc").write_text("ignored")
    other = shutil.copytree(course, tmp_path / "stock")
    with (other / "nbgrader_config.py").open("a") as file:
        file.write(STOCK)

    grade(course)
    command("nbgrader", "autograde", LAB, cwd=other)

    def listing(root):
        top = root / "autograded"
        return {
            str(p.relative_to(top)): (p.stat().st_mode, p.read_bytes() if p.suffix != ".ipynb" else None)
            for p in top.rglob("*")
            if p.is_file() and "work" not in p.parts  # what the notebook itself wrote
        }

    assert listing(course) == listing(other)
    assert gradebook(course) == gradebook(other)
    name = f"autograded/ada/{LAB}/{LAB}.ipynb"
    ours, theirs = (nbformat.read(root / name, as_version=4) for root in (course, other))
    assert [(c.cell_type, c.source, c.metadata.get("nbgrader")) for c in ours.cells] == [
        (c.cell_type, c.source, c.metadata.get("nbgrader")) for c in theirs.cells
    ]


def test_the_longest_go_first_and_share_the_cores_out(tmp_path):
    source = shutil.copytree(ROOT / "tests" / "courses" / "tiny", tmp_path / "source")
    lab = source / "solutions" / LAB / f"{LAB}.py"
    lab.write_text(lab.read_text().replace("import subprocess\n", "import subprocess\n\nimport numpy\n"))
    course = make_course(tmp_path / "course", source)
    threads = "\nimport threadpoolctl\nprint('threads:', {p['num_threads'] for p in threadpoolctl.threadpool_info()})"
    submit(course, "cy", answered(course, {}))
    for student, more in {"ann": 50, "bo": 150, "di": 100}.items():
        submit(course, student, answered(course, RIGHT | {"add": ADD + threads + "\n# and more" * more}))
    cores = len(os.sched_getaffinity(0))
    for jobs, each in ((1, cores), (cores, 1)):
        grade(course, "--jobs", str(jobs), "--regrade")
        done = {
            student: course / "autograded" / student / LAB / f"{LAB}.ipynb" for student in ("ann", "bo", "cy", "di")
        }
        outputs = cell(nbformat.read(done["di"], as_version=4), "add").outputs
        assert [output.get("text") for output in outputs] == [f"threads: {{{each}}}\n"]
        if jobs == 1:
            # The longest goes out first, and with it one of the shortest: what forecasts need to have seen. Which of
            # these two begins is a matter of whose kernel is up first
            order = sorted(done, key=lambda student: done[student].stat().st_mtime_ns)
            assert {*order[:2]} == {"bo", "cy"}


def test_manual_grades_and_new_submissions(course):
    """A person's grade outlives grading again; a newer submission is graded, an older or equal one is not."""
    submit(course, "ada", answered(course, {"add": WRONG}), timestamp="2026-01-01 10:00:00 UTC")
    submit(course, "bo", answered(course), timestamp="2026-01-01 10:00:00 UTC")
    assert {s: r["score"] for s, r in grade(course).items()} == {"ada": 0, "bo": 5}
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{course}/gradebook.db", "mlops") as book:
        book.find_grade("hello-check", LAB, LAB, "bo").manual_score = 1.5
        book.db.commit()

    submit(course, "ada", answered(course), timestamp="2026-01-01 09:00:00 UTC")
    records = grade(course)
    assert records["ada"]["score"] == 0 and records["ada"]["earlier"] and records["bo"]["score"] == 3.5
    submit(course, "ada", answered(course), timestamp="2026-01-01 11:00:00 UTC")
    records = grade(course)
    assert records["ada"]["score"] == 5 and not records["ada"]["earlier"] and records["bo"]["earlier"]
    assert (course / "autograded" / "ada" / LAB / "timestamp.txt").read_text() == "2026-01-01 11:00:00 UTC"

    records = grade(course, "--regrade")
    assert not any(r["earlier"] for r in records.values())
    (_, manual, needs_a_look, *_) = gradebook(course)["bo", "hello-check"]
    assert (manual, needs_a_look, records["bo"]["score"]) == (1.5, True, 3.5)
    assert grade(course, "--regrade", "--student", "bo").keys() == {"bo"}


def test_what_failed_is_tried_again(course):
    """Also where an earlier grading of it stands: that one stays until the new one is whole."""
    folder = submit(course, "ada", answered(course))
    assert grade(course)["ada"]["score"] == 5
    aside = folder.rename(course / "aside")
    folder.symlink_to(aside)
    assert grade(course, "--regrade", code=1)["ada"]["status"] == "failed"
    assert (course / "autograded" / "ada" / LAB / f"{LAB}.ipynb").is_file()
    assert gradebook(course)["ada", "add-check"][0] == 2
    folder.unlink()
    aside.rename(folder)
    record = grade(course)["ada"]
    assert record["status"] == "graded" and not record["earlier"]


# ---------------------------------------------------------------------------------------------------------------------
# What a person sees
# ---------------------------------------------------------------------------------------------------------------------


def test_the_record_and_the_table(course):
    submit(course, "ada", answered(course))
    submit(course, "bo", b"")
    done = command("grader", "grade", LAB, "--json", "g.json", "--jobs", "2", cwd=course)
    record = json.loads((course / "g.json").read_text())
    assert (record["lab"], record["jobs"]) == (LAB, 2) and record["seconds"] > 0
    for entry in record["submissions"]:
        assert entry.keys() >= {
            "student", "status", "score", "max_score", "reasons", "seconds", "confinement",
        }  # fmt: skip
        assert entry["confinement"] and entry["max_score"] == 5
    assert re.search(r"2/2 \(1 graded, 1 flagged\), 0:00:\d\d elapsed", done.stdout)
    assert re.search(r"bo +flagged +0/5 +01_tiny.ipynb is empty", done.stdout)
    assert f"{LAB}: 1 graded, 1 flagged, 0 failed in" in done.stdout
    assert "ada" not in done.stdout, "an ordinary submission takes no line"
    assert "\x1b" not in done.stdout and done.stderr == ""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((LAB,), f"there are no submissions of {LAB} in submitted/."),
        (("99_none",), "no lab called '99_none'. There are: 01_tiny."),
    ],
)
def test_nothing_to_do_is_one_clear_line(course, words, said):
    assert command("grader", "grade", *words, cwd=course, code=1).stderr == f"grader: {said}\n"


def test_other_mistakes_are_one_clear_line(course):
    submit(course, "ada", answered(course))

    def said(*options, **environment):
        done = command("grader", "grade", LAB, *options, cwd=course, code=1, **environment)
        assert done.stderr.count("\n") == 1 and "Traceback" not in done.stdout
        return done.stderr

    assert "no submission of 01_tiny by 'eve'" in said("--student", "eve")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        assert "the scheduler at 127.0.0.1" in said("--scheduler", f"127.0.0.1:{free.getsockname()[1]}")
    config = (course / "nbgrader_config.py").read_text()
    for line, words in (
        ("c.Budgets.cell_secs = 3", "there is no c.Budgets.cell_secs"),
        ("c.Budgets.cell_seconds = 'long'", "c.Budgets.cell_seconds"),
        ("c.CourseDirectory.db_url = 'sqlite:////nonexistent/gradebook.db'", "the gradebook cannot be opened"),
        ("c.CourseDirectory.db_url = 'mysql+pymysql://me:secret@127.0.0.1:1/x'", "needs the module pymysql"),
        ("c.CourseDirectory.db_url = 'postgresql+psycopg://me:secret@127.0.0.1:1/x'", "the gradebook cannot be opened"),
    ):
        (course / "nbgrader_config.py").write_text(f"{config}\n{line}\n")
        message = said()
        assert words in message and "secret" not in message
    (course / "nbgrader_config.py").write_text(config)
    (course / "gradebook.db").unlink()
    assert f"run `nbgrader generate_assignment {LAB}`" in said()


def test_only_one_batch_of_a_lab_at_a_time(course):
    mixed_class(course, 4)
    first = start(course)
    try:
        wait_for(lambda: (course / ".grader" / LAB / "grades.jsonl").exists(), "the batch's begin")
        first.send_signal(signal.SIGSTOP)  # it must not be through before the other asks
        said = command("grader", "grade", LAB, cwd=course, code=1).stderr
        assert said == f"grader: {LAB} is being graded already, by process {first.pid}.\n"
    finally:
        first.send_signal(signal.SIGCONT)
        assert first.wait(WAIT) == 0
        first.stdout.close()


# ---------------------------------------------------------------------------------------------------------------------
# Stopped in the middle
# ---------------------------------------------------------------------------------------------------------------------


def assert_whole(course):
    """No half submission: each is in the gradebook with all its grades, or it is not there; folders likewise."""
    rows = gradebook(course)
    for student in {student for student, _ in rows}:
        grades = {cell: row[0] for (s, cell), row in rows.items() if s == student}
        assert grades.keys() == {"add-check", "hello-check"} and None not in grades.values(), (student, grades)
    for folder in (course / "autograded").glob(f"*/{LAB}"):
        json.loads((folder / f"{LAB}.ipynb").read_text())
        assert folder.parent.name in {student for student, _ in rows}


def test_killed_at_twenty_moments_it_ends_as_if_undisturbed(course, tmp_path):
    dice = random.Random(20)
    mixed_class(course, 44)
    undisturbed = shutil.copytree(course, tmp_path / "undisturbed")
    grade(undisturbed)
    for _ in range(20):
        before = len(recorded(course))
        process = start(course)
        # Up to one more submission is recorded, and then the blow falls at any moment of the next.
        enough = before + dice.choice((0, 1))
        wait_for(lambda n=enough, p=process: len(recorded(course)) >= n and family(p)[1:], "a submission")
        time.sleep(dice.random() * 0.4)
        processes = family(process)
        process.kill()
        process.wait()
        process.stdout.close()
        wait_for(lambda p=processes: not alive(p), "the end of every process of the batch")
        assert_whole(course)
    assert len(recorded(course)) < 44, "there must be something left to resume"
    records = grade(course)
    assert any(r["earlier"] for r in records.values()) and len(records) == 44
    assert gradebook(course) == gradebook(undisturbed)
    assert sorted(p.name for p in (course / "autograded").iterdir()) == sorted(records)


def test_an_interrupted_regrade_is_continued(course):
    mixed_class(course, 20)
    grade(course)
    journal = course / ".grader" / LAB / "grades.jsonl"
    process = start(course, "--regrade")
    wait_for(lambda: len(journal.read_text().splitlines()) >= 22, "two submissions")
    os.killpg(process.pid, signal.SIGINT)  # as Ctrl-C does, for everyone in the terminal
    said, _ = process.communicate(timeout=WAIT)
    assert process.returncode not in (0, None) and "Traceback" not in said
    assert re.search(r"interrupted: \d+ of 20 done; the same command does the rest", said)
    done = {json.loads(line)["student"] for line in journal.read_text().splitlines()[20:]}
    assert 2 <= len(done) < 20
    records = grade(course)  # what the regrade did not reach
    assert {s for s, r in records.items() if r["earlier"]} == done
    assert_whole(course)
    assert all(r["earlier"] for r in grade(course).values())


def test_a_bench_that_is_ended_ends_what_it_started(course):
    def grading():
        with contextlib.suppress(psutil.NoSuchProcess):
            return any(p.name() == "grader" for p in family(process)[1:])

    process = subprocess.Popen(
        [BIN / "grader", "bench", LAB, "--submissions", "40"], cwd=course, stdout=subprocess.DEVNULL
    )
    try:
        wait_for(grading, "its first grading")
        processes = family(process)
    finally:
        process.terminate()
    assert process.wait(WAIT) == 128 + signal.SIGTERM
    wait_for(lambda: not alive(processes), "the end of every process of the bench")


KILLER = """
import os, psutil
with open({pid!r}) as file:
    batch = psutil.Process(int(file.read()))
for process in batch.children(recursive=True):
    first = process.ppid() == batch.pid and process.cmdline() == batch.cmdline()
    later = process.ppid() != batch.pid and "multiprocessing.forkserver" in " ".join(process.cmdline())
    if first or later:
        process.kill()
"""


def test_a_submission_that_ends_its_worker_is_named_and_the_rest_is_graded(course, tmp_path):
    """Only unconfined code can do this; it ends the workers of this very batch."""
    mixed_class(course, 6)
    pid = tmp_path / "pid"
    killer = answered(course)
    killer.cells.append(nbformat.v4.new_code_cell(KILLER.format(pid=str(pid))))
    submit(course, "s001-killer", killer)
    process = start(course, "--unconfined")
    pid.write_text(str(process.pid))
    said, _ = process.communicate(timeout=WAIT)
    records = {r["student"]: r for r in json.loads((course / "grade.json").read_text())["submissions"]}
    failed = records.pop("s001-killer")
    assert failed["status"] == "failed" and failed["reasons"] == ["it ended its worker process twice"], said
    assert [r["score"] for r in records.values()] == [5, 2, 3, 0, 5, 2]
    assert "s001-killer" in said and process.returncode == 1


# ---------------------------------------------------------------------------------------------------------------------
# On a cluster, on another database
# ---------------------------------------------------------------------------------------------------------------------


@contextlib.contextmanager
def cluster(folder, workers):
    """A dask scheduler and its workers, each a process as an instructor starts it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    commands = [["scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard"]]
    commands += [
        [
            "worker",
            address,
            "--nthreads",
            "1",
            "--no-nanny",
            "--no-dashboard",
            "--local-directory",
            str(folder / str(n)),
        ]
        for n in range(workers)
    ]
    processes = []
    try:
        for number, words in enumerate(commands):
            with (folder / f"dask-{number}.log").open("w") as log:
                processes.append(
                    subprocess.Popen([BIN / "dask", *words], stdout=log, stderr=log, cwd=folder, start_new_session=True)
                )
        yield address, processes[1:]
    finally:
        for process in processes:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def test_a_cluster_gives_the_same_and_a_killed_worker_loses_nothing(course, tmp_path):
    mixed_class(course, 12)
    undisturbed = shutil.copytree(course, tmp_path / "undisturbed")
    grade(undisturbed)
    with cluster(tmp_path, 2) as (address, workers):
        process = start(course, "--scheduler", address)
        wait_for(lambda: len(recorded(course)) >= 2, "two submissions")
        os.killpg(workers[0].pid, signal.SIGKILL)
        said, _ = process.communicate(timeout=WAIT)
    assert process.returncode == 0, said
    records = json.loads((course / "grade.json").read_text())["submissions"]
    assert [r["status"] for r in records] == ["graded"] * 12
    assert gradebook(course) == gradebook(undisturbed)


def test_a_lost_scheduler_is_one_clear_line_and_the_rest_can_follow(course, tmp_path):
    mixed_class(course, 12)
    with cluster(tmp_path, 1) as (address, _):
        process = start(course, "--scheduler", address)
        wait_for(lambda: len(recorded(course)) >= 2, "two submissions")
    said, _ = process.communicate(timeout=WAIT)
    assert process.returncode == 1 and "lost the scheduler at" in said and "Traceback" not in said, said
    assert_whole(course)
    assert len(grade(course)) == 12


def test_fifty_students_on_postgresql(course):
    """nbgrader's own test of many students, which it skips for want of a server; here the server is real."""
    with postgres() as db_url:
        config = (course / "nbgrader_config.py").read_text()
        (course / "nbgrader_config.py").write_text(f"{config}\nc.CourseDirectory.db_url = {db_url!r}\n")
        (course / "gradebook.db").unlink()
        command("nbgrader", "generate_assignment", LAB, cwd=course)
        mixed_class(course, 50)
        records = grade(course)
        assert len(records) == 50 and {r["status"] for r in records.values()} == {"graded"}
        rows = gradebook(course, db_url)
        assert len(rows) == 100 and not (course / "gradebook.db").exists()
        assert sum(row[0] for row in rows.values()) == sum(r["score"] for r in records.values())
        assert all(r["earlier"] for r in grade(course).values())
        command("grader", "report", LAB, cwd=course)
        command("grader", "feedback", LAB, cwd=course)
        command("nbgrader", "export", cwd=course)
        assert (course / "grades.csv").read_text().count("\n") == 51
