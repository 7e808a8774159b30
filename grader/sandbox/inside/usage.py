"""What a kernel and everything it started use, seen from outside, and the kernel feature that limits it where there
is one: control groups. Paths below /proc and /sys are opened early and kept, since a keeper moves away from them."""

import contextlib
import os
import re
import signal
import time


def descendants(processes, pid):
    """Process ids of everything below `pid`; `processes` is a descriptor of /proc."""
    found, waiting = [], [pid]
    while waiting:
        parent = waiting.pop()
        with contextlib.suppress(OSError):
            for thread in _listdir(f"{parent}/task", processes):
                children = [int(child) for child in read(f"{parent}/task/{thread}/children", processes).split()]
                found += children
                waiting += children
    return found


def memory(processes, pids, limit):
    """Resident bytes of `pids`. Shared pages count for each process, unless the sum passes `limit`: then they are
    divided among those that share them, which is exact but slow, so that the processes wait while it is counted."""
    page = os.sysconf("SC_PAGE_SIZE")
    total = 0
    for pid in pids:
        with contextlib.suppress(OSError, IndexError):
            total += int(read(f"{pid}/statm", processes).split()[1]) * page
    if total <= limit:
        return total
    with _held(processes, pids):
        total = 0
        for pid in pids:
            with contextlib.suppress(OSError):
                for line in read(f"{pid}/smaps_rollup", processes).splitlines():
                    if line.startswith("Pss:"):
                        total += int(line.split()[1]) * 1024
    return total


@contextlib.contextmanager
def _held(processes, pids):
    """Stop `pids` for a while, but for those that are stopped already."""
    stopped = []
    for pid in pids:
        with contextlib.suppress(OSError, IndexError):
            if read(f"{pid}/stat", processes).rpartition(")")[2].split()[0] not in "TtZX":
                os.kill(pid, signal.SIGSTOP)
                stopped.append(pid)
    try:
        yield
    finally:
        for pid in stopped:
            with contextlib.suppress(OSError):
                os.kill(pid, signal.SIGCONT)


def threads(processes, pids):
    """How many threads these processes have in all."""
    total = 0
    for pid in pids:
        with contextlib.suppress(OSError):
            total += len(_listdir(f"{pid}/task", processes))
    return total


def sockets(processes, pid):
    """Inodes of the sockets that a process has open."""
    found = set()
    with contextlib.suppress(OSError):
        for descriptor in _listdir(f"{pid}/fd", processes):
            with contextlib.suppress(OSError):
                link = os.readlink(f"{pid}/fd/{descriptor}", dir_fd=processes)
                if link.startswith("socket:["):
                    found.add(int(link[8:-1]))
    return found


def folder(root):
    """Bytes on disk and number of entries below `root`, links not followed."""
    size, count, waiting = 0, 0, [root]
    while waiting:
        with contextlib.suppress(OSError), os.scandir(waiting.pop()) as entries:
            for entry in entries:
                count += 1
                with contextlib.suppress(OSError):
                    size += entry.stat(follow_symlinks=False).st_blocks * 512
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
    return size, count


def read(path, directory):
    """The text of a file below a directory's descriptor."""
    descriptor = os.open(path, os.O_RDONLY, dir_fd=directory)
    try:
        return b"".join(iter(lambda: os.read(descriptor, 65536), b"")).decode()
    finally:
        os.close(descriptor)


def _listdir(path, directory):
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY, dir_fd=directory)
    try:
        return os.listdir(descriptor)
    finally:
        os.close(descriptor)


def stale(names):
    """Of names that keepers give, those whose keeper was killed before it could clean up."""
    for name in names:
        made = re.match(r"lab-(\d+)(-|$)", name)
        if made and not os.path.exists(f"/proc/{made[1]}"):
            yield name


class Cgroups:
    """Control groups of one kernel: a new group below each of `parents`, as the grader's policy chose them.

    Each parent is {"path", "settings": {file: value}, "peak": file or None, "oom": file or None}.
    """

    def __init__(self, parents):
        self.parents = []
        self.name = f"lab-{os.getpid()}"
        for parent in parents:
            descriptor = os.open(parent["path"], os.O_RDONLY | os.O_DIRECTORY)
            self.parents.append((descriptor, parent))
            for name in stale(os.listdir(descriptor)):
                with contextlib.suppress(OSError):
                    os.rmdir(name, dir_fd=descriptor)
            os.mkdir(self.name, dir_fd=descriptor)
            for file, value in parent["settings"].items():
                with _open(f"{self.name}/{file}", descriptor, "w") as stream:
                    stream.write(value)

    def join(self):
        """Move the calling process in."""
        for descriptor, _ in self.parents:
            with _open(f"{self.name}/cgroup.procs", descriptor, "w") as stream:
                stream.write("0")

    def limit_memory(self):
        return any(parent["oom"] for _, parent in self.parents)

    def peak(self):
        """The most bytes that were in use, or 0 when no group counts them."""
        for descriptor, parent in self.parents:
            if parent["peak"]:
                with contextlib.suppress(OSError), _open(f"{self.name}/{parent['peak']}", descriptor) as stream:
                    return int(stream.read())
        return 0

    def out_of_memory(self):
        """How many processes the system killed for passing the memory limit."""
        for descriptor, parent in self.parents:
            if parent["oom"]:
                with contextlib.suppress(OSError), _open(f"{self.name}/{parent['oom']}", descriptor) as stream:
                    counts = dict(line.split() for line in stream)
                    return int(counts.get("oom_kill", 0))
        return 0

    def remove(self):
        """Remove the groups, which are empty once every process was waited for."""
        for descriptor, _ in self.parents:
            for _ in range(50):
                try:
                    os.rmdir(self.name, dir_fd=descriptor)
                except FileNotFoundError:
                    break
                except OSError:
                    # The kernel empties a group a moment after its last process was waited for
                    time.sleep(0.01)
                else:
                    break


def _open(path, directory, mode="r"):
    return open(path, mode, opener=lambda name, flags: os.open(name, flags, dir_fd=directory))
