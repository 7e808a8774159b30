"""A process that executes submissions: how it starts, and how it ends when the batch does."""

from __future__ import annotations

import multiprocessing
import multiprocessing.connection
import os
import signal
import sys
import threading
from multiprocessing.connection import Connection

from . import execute

GRACE = 10  # seconds a worker has to end its kernel and remove its scratch folder


def start(*turns: Connection) -> None:
    """Set up a worker: it leaves Ctrl-C to the batch, and ends itself, cleaning up, when the batch is gone.

    With both ends of a pipe of turns it runs a notebook's cells when it gets one.
    """
    if turns:
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
