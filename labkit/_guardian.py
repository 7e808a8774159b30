"""A small process that starts one server and outlives the notebook's kernel just long enough to end it.

`services.service` runs this file. Its standard input is the lifeline: when the kernel closes it, or dies in any way,
the server is ended with everything it started. It is a process of its own because a kernel killed with SIGKILL can
clean up nothing. It uses the standard library alone, so that it starts in a few hundredths of a second.

Usage: _guardian.py GRACE COMMAND...   (GRACE: seconds between SIGTERM and SIGKILL)
It prints the server's process id, or `error: ...` when the server cannot be started, and at the end its exit code.
"""

import ctypes
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

POLL = 0.2  # seconds between two looks at the server
PR_SET_CHILD_SUBREAPER = 36  # linux/prctl.h


def main() -> None:
    grace, command = float(sys.argv[1]), sys.argv[2:]
    guard(command, grace, start)


def start(command: list[str]) -> subprocess.Popen:
    """Start a server whose output goes to our own standard error, which is the log."""
    return subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=sys.stderr, stderr=sys.stderr, start_new_session=True
    )


def guard(
    command: list[str],
    grace: float,
    start: Callable[[list[str]], subprocess.Popen],
    ends_with: Sequence[int] = (),
) -> None:
    """Start a server, and end it with standard input, with our parent, or with a process of the pidfds `ends_with`."""
    parent = os.getppid()
    if sys.platform == "linux":
        # What the server leaves behind becomes our child, also when it has left the server's process group.
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)
    try:
        server = start(command)
    except OSError as error:
        print(f"error: {error.strerror}: {error.filename}", flush=True)
        return
    print(server.pid, flush=True)
    # A process that the kernel forked may hold the lifeline open after it: the others tell that case.
    while server.poll() is None and os.getppid() == parent:
        if select.select([sys.stdin, *ends_with], [], [], POLL)[0]:
            break
    end_all(server, grace)
    # The kernel may be gone: nobody is left to read, and that is no error.
    try:
        print(server.returncode, flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def end_all(server: subprocess.Popen, grace: float) -> None:
    """Ask whatever the server is made of to end, and after `grace` seconds end it."""
    deadline = time.monotonic() + grace
    asked = set()
    while left := remaining(server):
        late = time.monotonic() > deadline
        for target in left:
            # Once only: some servers take a second SIGTERM as an order to drop everything.
            if late or target not in asked:
                send(target, signal.SIGKILL if late else signal.SIGTERM)
                asked.add(target)
        time.sleep(0.02)


def remaining(server: subprocess.Popen) -> list[int]:
    """Reap what has ended; return what is left: minus the server's process group, and our children outside of it."""
    server.poll()
    left = [-server.pid] if send(-server.pid, 0) else []
    for pid in children():
        try:
            if os.getpgid(pid) != server.pid:
                left.append(pid)
            if pid != server.pid:
                os.waitpid(pid, os.WNOHANG)
        except (ProcessLookupError, ChildProcessError):
            continue
    return left


def send(target: int, number: int) -> bool:
    """Send a signal to a process, or to a group given as minus its id; tell whether there was anyone to get it."""
    try:
        os.kill(target, number)
    except (ProcessLookupError, PermissionError):  # PermissionError: on macOS, a group of zombies
        return False
    return True


def children() -> list[int]:
    """Our children's process ids; empty where the system does not list them."""
    try:
        return [int(pid) for pid in Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()]
    except OSError:
        return []


if __name__ == "__main__":
    main()
