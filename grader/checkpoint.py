"""A process that runs a lab's setup once and forks for each answer, so that trying fifty answers costs one setup.

Run as `python -m grader.checkpoint`; it speaks JSON lines. The first line on stdin holds the setup cells; each further
line is a list of cells to run after them, in a process of its own and in a fresh copy of the folder. Each line on
stdout is the list of what those cells did.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import sys
import tempfile
from pathlib import Path
from typing import Any, TextIO

import psutil

ANSWER_SECONDS = 120


def main() -> None:
    """Serve the lines on stdin until it closes."""
    replies = os.fdopen(os.dup(1), "w", encoding="utf-8")
    requests = os.fdopen(os.dup(0), "r", encoding="utf-8")
    null = os.open(os.devnull, os.O_RDWR)
    for fd in (0, 1, 2):
        os.dup2(null, fd)

    shell = _shell()
    done = _run(shell, json.loads(requests.readline()))
    threads = psutil.Process().num_threads()
    # A fork keeps only the calling thread: with others alive (TensorFlow's pools, say) the child could hang for ever.
    _reply(replies, {"setup": done, "forks": threads == 1})
    if any(cell["error"] for cell in done):
        return

    folder = Path.cwd()
    with tempfile.TemporaryDirectory(prefix="checkpoint-") as kept:
        shutil.copytree(folder, kept, dirs_exist_ok=True, symlinks=True)
        for line in requests:
            cells = json.loads(line)
            if threads != 1:
                _reply(replies, _run(shell, cells))
                return
            _restore(folder, Path(kept))
            _reply(replies, _in_child(shell, cells))


def _shell() -> Any:
    """An IPython shell that behaves as a kernel's does, but for the messages."""
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config

    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "nocolor"
    shell = InteractiveShell.instance(config=config)
    shell._showtraceback = lambda etype, evalue, stb: None  # a kernel sends a message; nothing goes to stderr
    return shell


def _run(shell: Any, cells: list[str]) -> list[dict]:
    """Run cells in order; each gives its error (name and text, or None), its stderr and its result's text."""
    done = []
    for source in cells:
        with tempfile.TemporaryFile() as stderr:
            saved = os.dup(2)
            os.dup2(stderr.fileno(), 2)
            sys.stderr = os.fdopen(os.dup(2), "w", buffering=1, errors="replace")
            try:
                result = shell.run_cell(source)
            finally:
                sys.stderr.close()
                sys.stderr = sys.__stderr__
                os.dup2(saved, 2)
                os.close(saved)
            stderr.seek(0)
            text = stderr.read(10_000).decode(errors="replace")
        error = result.error_before_exec or result.error_in_exec
        done.append(
            {
                "error": [type(error).__name__, str(error)] if error else None,
                "stderr": text,
                "result": None if error or result.result is None else repr(result.result)[:1000],
            }
        )
    return done


def _in_child(shell: Any, cells: list[str]) -> list[dict]:
    """Run cells in a forked process, and end whatever it leaves behind; its temporary files go with it."""
    with (
        tempfile.TemporaryDirectory(prefix="answer-", ignore_cleanup_errors=True) as scratch,
        tempfile.NamedTemporaryFile("w+", encoding="utf-8") as answer,
    ):
        child = os.fork()
        if child == 0:
            code = 1
            try:
                os.setsid()
                os.environ["TMPDIR"] = tempfile.tempdir = scratch
                json.dump(_run(shell, cells), answer)
                answer.flush()
                code = 0
            finally:
                os._exit(code)
        status = _wait(child)
        _end_group(child)
        answer.seek(0)
        try:
            return json.load(answer)
        except ValueError:
            how = f"took more than {ANSWER_SECONDS} s" if status is None else f"ended its process (status {status})"
            return [{"error": ["DeadKernelError", f"the answer {how}"], "stderr": "", "result": None}] * len(cells)


def _wait(child: int) -> int | None:
    """A child's exit status, or None when it ran out of time and was ended."""

    def give_up(signum: int, frame: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGALRM, give_up)
    signal.alarm(ANSWER_SECONDS)
    try:
        return os.waitpid(child, 0)[1]
    except TimeoutError:
        _end_group(child)
        os.waitpid(child, 0)
        return None
    finally:
        signal.alarm(0)


def _end_group(leader: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):  # nothing of the group is left
        os.killpg(leader, signal.SIGKILL)


def _restore(folder: Path, kept: Path) -> None:
    """Put a folder back to what was kept of it."""
    for path in folder.iterdir():
        shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
    shutil.copytree(kept, folder, dirs_exist_ok=True, symlinks=True)


def _reply(replies: TextIO, value: object) -> None:
    replies.write(json.dumps(value) + "\n")
    replies.flush()


if __name__ == "__main__":
    main()
