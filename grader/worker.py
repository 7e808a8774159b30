"""A process that executes submissions: how it starts, and how it ends when the batch does."""

from __future__ import annotations

import multiprocessing
import os
import select
import signal
import sys
import threading
from multiprocessing.connection import Connection

GRACE = 10  # seconds a worker has to end its kernel and remove its scratch folder


def prepare() -> None:
    """Have the server from which workers may be forked import what they need."""
    multiprocessing.set_forkserver_preload(["grader.worker", "grader.execute"])


def start(*turns: Connection) -> None:
    """Set up a worker: it leaves Ctrl-C to the batch, and ends itself, cleaning up, when the batch is gone.

    With both ends of a pipe of turns it runs a notebook's cells when it gets one.
    """
    if turns:
        from . import execute

        execute.turns.share(*turns)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    # Not its sentinel: that is a pipe which workers forked later hold open, too
    batch = os.pidfd_open(multiprocessing.parent_process().pid)
    threading.Thread(target=_end_with, args=(batch,), daemon=True).start()


def _end_with(batch: int) -> None:
    select.select([batch], [], [])
    os.kill(os.getpid(), signal.SIGTERM)
    threading.Event().wait(GRACE)
    os.kill(os.getpid(), signal.SIGKILL)
