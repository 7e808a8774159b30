"""A process that executes submissions: how it starts, and how it ends when the batch does."""

from __future__ import annotations

import multiprocessing
import multiprocessing.connection
import os
import signal
import sys
import threading

from . import execute

GRACE = 10  # seconds a worker has to end its kernel and remove its scratch folder


def start() -> None:
    """Set up a worker: it leaves Ctrl-C to the batch, and ends itself, cleaning up, when the batch is gone.

    It has a kernel ready for the notebook to come.
    """
    execute.spares.on = True
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    parent = multiprocessing.parent_process()
    threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    multiprocessing.connection.wait([sentinel])
    os.kill(os.getpid(), signal.SIGTERM)
    threading.Event().wait(GRACE)
    os.kill(os.getpid(), signal.SIGKILL)
