"""How an exchange stands a whole class: every student fetches a lab and hands it in at the same moment.

    .venv/bin/python tools/classroom/load.py --students 200

Each student is a process that calls what the Assignment List of a student's server calls, with everything imported as
it is there. As root each has a user id of its own, as in a classroom; otherwise all have one. All of it happens in a
temporary folder. The last step collects, and compares what came with what was sent.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import logging
import multiprocessing
import os
import secrets
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import traceback
from pathlib import Path

from room import ROOT, UIDS, RoomError, confinement

COURSE = "mlops"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--students", type=int, default=200)
    parser.add_argument("--lab", default="01_python")
    parser.add_argument("--inside", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.inside:
        print(json.dumps(measure(options.inside, options.lab, options.students)))
        return
    if not (ROOT / "labs" / options.lab).is_dir():
        sys.exit(f"load.py: there is no lab {options.lab}")
    try:
        bwrap = confinement()
    except RoomError as error:
        sys.exit(f"load.py: {error}")
    with tempfile.TemporaryDirectory(prefix="load-") as name:
        folder = Path(name)
        folder.chmod(0o711)
        # nbgrader takes a student's name from here, or from JUPYTERHUB_USER where it finds jovyan
        users = [f"student{number}:x:{UIDS[number]}:{UIDS[number]}::/:/bin/sh\n" for number in range(options.students)]
        own = "root:x:0:0::/:/bin/sh\n" if os.geteuid() == 0 else f"jovyan:x:{os.getuid()}:{os.getgid()}::/:/bin/sh\n"
        (folder / "passwd").write_text(own + "".join(users if os.geteuid() == 0 else []))
        wall = [bwrap, "--die-with-parent", *([] if os.geteuid() == 0 else ["--unshare-user"]), "--dev-bind", "/", "/"]
        wall += ["--ro-bind", str(folder / "passwd"), "/etc/passwd", "--", sys.executable, *sys.argv]
        sys.exit(subprocess.run([*wall, "--inside", str(folder)]).returncode)


def measure(folder: Path, lab: str, students: int) -> dict[str, object]:
    """The record: seconds for all of it, of each step for one student, and what was lost."""
    # Imported once, before the students' processes are forked
    from nbgrader.server_extensions.assignment_list.handlers import AssignmentList

    course = folder / "course"
    shutil.copytree(ROOT / "labs" / lab, course / "labs" / lab, ignore=shutil.ignore_patterns("work", "feedback"))
    shutil.copy(ROOT / "nbgrader_config.py", course)
    (folder / "exchange").mkdir()
    (folder / "exchange").chmod(0o1777)
    os.environ |= {"NBGRADER_EXCHANGE": str(folder / "exchange"), "HOME": str(folder)}
    nbgrader(course, "release_assignment", lab)

    fork = multiprocessing.get_context("fork")
    begin, answers = fork.Event(), fork.SimpleQueue()
    marks = {f"student{number}": secrets.token_hex(16) for number in range(students)}
    for number, name in enumerate(marks):
        home = folder / "homes" / name
        (home / "labs").mkdir(parents=True)
        shutil.copy(ROOT / "nbgrader_config.py", home)
        if os.geteuid() == 0:
            for path in (home, *home.iterdir()):
                os.chown(path, UIDS[number], UIDS[number])
    processes = [
        fork.Process(target=student, args=(AssignmentList, folder, lab, name, UIDS[number], mark, begin, answers))
        for number, (name, mark) in enumerate(marks.items())
    ]
    for process in processes:
        process.start()
    started = time.monotonic()
    begin.set()
    told = [answers.get() for _ in processes]
    seconds = time.monotonic() - started
    for process in processes:
        process.join()

    started = time.monotonic()
    nbgrader(course, "collect", lab)
    collected = time.monotonic() - started
    lost = [name for name, mark in marks.items() if mark not in arrived(course / "submitted" / name / lab)]
    failed = {name: error for name, error, *_ in told if error}
    return {
        "lab": lab,
        "students": students,
        "user_ids": students if os.geteuid() == 0 else 1,
        "seconds": round(seconds, 1),
        "fetch_seconds": spread([fetch for _, error, fetch, _ in told if not error]),
        "submit_seconds": spread([submit for _, error, _, submit in told if not error]),
        "collect_seconds": round(collected, 1),
        "lost": sorted({*lost, *failed}),
        "errors": failed,
    }


def student(AssignmentList, folder: Path, lab: str, name: str, uid: int, mark: str, begin, answers) -> None:
    """One student's process: fetch, work, submit; answers with the seconds that each took."""
    error, fetched, submitted = "", 0.0, 0.0
    try:
        if os.geteuid() == 0:
            os.setgroups([])
            os.setgid(uid)
            os.setuid(uid)
        home = folder / "homes" / name
        os.environ |= {"HOME": str(home), "JUPYTER_CONFIG_PATH": str(home), "JUPYTERHUB_USER": name}
        logging.disable()
        shown = io.StringIO()
        with contextlib.redirect_stderr(shown), contextlib.redirect_stdout(shown):
            extension = AssignmentList()
            extension.root_dir = str(home / "labs")
            begin.wait()
            fetched = seconds(extension.fetch_assignment, lab)
            notebook = home / "labs" / lab / f"{lab}.ipynb"
            content = json.loads(notebook.read_text())
            content["cells"].append({"cell_type": "markdown", "id": mark[:8], "metadata": {}, "source": mark})
            notebook.write_text(json.dumps(content))
            submitted = seconds(extension.submit_assignment, lab)
    except BaseException:
        error = traceback.format_exc()
    answers.put((name, error, fetched, submitted))


def seconds(action, lab: str) -> float:
    started = time.monotonic()
    answer = action(COURSE, lab)
    if not answer["success"]:
        raise RuntimeError(answer["value"])
    return time.monotonic() - started


def spread(values: list[float]) -> dict[str, float]:
    if not values:
        return {}
    return {"median": round(statistics.median(values), 1), "largest": round(max(values), 1)}


def arrived(folder: Path) -> str:
    return "".join(path.read_text() for path in folder.glob("*.ipynb"))


def nbgrader(course: Path, *words: str) -> None:
    command = [sys.executable, "-m", "nbgrader", *words]
    done = subprocess.run(command, cwd=course, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"load.py: nbgrader {words[0]} failed:\n{done.stderr}")


if __name__ == "__main__":
    main()
