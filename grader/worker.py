"""A process that executes submissions: how it starts, and how it ends when the batch does."""

from __future__ import annotations

import multiprocessing
import multiprocessing.connection
import multiprocessing.forkserver
import os
import signal
import sys
import threading
from multiprocessing.connection import Connection

GRACE = 10  # seconds a worker has to end its kernel and remove its scratch folder


def begin() -> None:
    """Start the server from which workers are forked, and which imports what they need; returns at once."""
    multiprocessing.set_forkserver_preload(["grader.worker", "grader.execute"])
    multiprocessing.forkserver.ensure_running()


def start(*turns: Connection) -> None:
    """Set up a worker: it leaves Ctrl-C to the batch, and ends itself, cleaning up, when the batch is gone.

    With both ends of a pipe of turns it runs a notebook's cells when it gets one.
    """
    if turns:
        from . import execute

        execute.turns.share(*turns)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    parent = multiprocessing.parent_process()
    threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    multiprocessing.connection.wait([sentinel])
    os.kill(os.getpid(), signal.SIGTERM)
    threading.Event().wait(GRACE)
    os.kill(os.getpid(), signal.SIGKILL)
