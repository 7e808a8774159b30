"""The warm server: imports what a lab imports, then forks a kernel for every order.

    python server.py SOCKET_DESCRIPTOR FOLDER MODULE...

It works in stages. A stage forks a child that imports the next module; once the child is done, it takes the parent's
place and the parent ends. So orders are served at any time with what is already imported, and a module that fails,
hangs, or leaves threads running (which a fork would lose) is left to the cells, as without a server.

Orders arrive over a Unix socket: JSON, with descriptors of what will be the zip of the kernel's folder and of a pipe
that tells when it is. Each is served by a fork of its own (`keeper.py`). The server ends when no grader holds its lock
file any more.
"""

import contextlib
import ctypes
import fcntl
import gc
import hashlib
import importlib
import json
import os
import select
import shutil
import signal
import socket
import sys
import tempfile
import time
import traceback

# Seconds between two looks whether a grader is still there
PATIENCE = 5
ORDER_BYTES = 1 << 20
LARGE_PAGE = 2 << 20
MADV_COLLAPSE = 25


def main():
    descriptor, folder, modules = int(sys.argv[1]), sys.argv[2], sys.argv[3:]
    listener = socket.socket(fileno=descriptor)
    # For a moment two stages listen, and only one of them gets the next order
    listener.setblocking(False)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    here = os.path.dirname(os.path.abspath(__file__))
    sys.path[0] = os.path.dirname(os.path.dirname(os.path.dirname(here)))
    from grader.sandbox.inside import confine, guard, keeper, kernel
    from labkit import _forkserver

    del sys.path[0]
    confine.adopt_orphans()
    _import_what_kernels_do(kernel, os.path.dirname(folder))
    sys.argv = _forkserver.Arguments(sys.argv)
    Stage(listener, folder, modules, keeper.keep, kernel.become, guard.remember).serve()


def _import_what_kernels_do(kernel, notes):
    """Import what a kernel imports on its way. A rehearsal tells, and is noted for the servers to come in the folder
    `notes`, which is the grader's own."""
    state = [sys.executable, *((path, os.stat(path).st_mtime_ns) for path in sys.path if os.path.isdir(path))]
    note = os.path.join(notes, "imports-" + hashlib.sha256(repr(state).encode()).hexdigest()[:16])
    try:
        with open(note, errors="replace") as stream:
            names = stream.read().split()
    except FileNotFoundError:
        names = _rehearse(kernel)
        _note(note, names)
    for name in names:
        with contextlib.suppress(Exception):
            importlib.import_module(name)
    kernel.warm_up()


def _note(path, names):
    """Write the names in one step; without a place for them, or without names, the next server rehearses again."""
    if names:
        with contextlib.suppress(OSError), tempfile.TemporaryDirectory(dir=os.path.dirname(path)) as folder:
            fresh = os.path.join(folder, "names")
            with open(fresh, "w") as stream:
                stream.write("\n".join(names))
            os.replace(fresh, path)


def _rehearse(kernel):
    """The names of the modules that a kernel imports, which differ between versions: a fork runs one and tells."""
    told, tell = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            with tempfile.TemporaryDirectory() as folder:
                os.environ["HOME"] = folder
                os.write(tell, "\n".join(kernel.rehearse(folder)).encode())
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(0)
    os.close(tell)
    with open(told) as stream:
        names = stream.read().split()
    os.waitpid(child, 0)
    return names


class Stage:
    """One process of the server: it holds what has been imported so far."""

    def __init__(self, listener, folder, modules, keep, become, remember):
        self.listener = listener
        self.folder = folder
        self.modules = modules
        self.keep = keep
        self.become = become
        self.remember = remember
        self.successor = None

    def serve(self):
        """Take orders until a successor takes over or no grader is left."""
        tell = None
        while True:
            self.modules = [name for name in self.modules if name not in sys.modules]
            self._settle()
            if tell is not None:
                os.write(tell, b"ready")
                os.close(tell)
                tell = None
            if self.modules:
                tell = self._fork_successor()
            if tell is None and self._take_orders():
                return

    def _settle(self):
        """Make the forks to come cheap: nothing that is here now is looked at or moved by the garbage collector, and
        where nothing more will come, memory is in large pages, of which a fork has fewer to copy."""
        self.remember()
        gc.collect()
        gc.freeze()
        if not self.modules:
            _collapse()

    def _fork_successor(self):
        """Fork the next stage. In it, once its module is imported, the pipe on which it has to say "ready"; here,
        at once, None."""
        name, self.modules = self.modules[0], self.modules[1:]
        self.successor, tell = os.pipe()
        if os.fork() != 0:
            os.close(tell)
            return None
        os.close(self.successor)
        self.successor = None
        gc.unfreeze()
        begin = time.monotonic()
        try:
            importlib.import_module(name)
            if threads := _threads_left():
                raise RuntimeError(f"leaves {threads} threads running")
        except BaseException as error:
            print(f"{name}: {type(error).__name__}: {error}", flush=True)
            os._exit(1)
        print(f"{name}: {time.monotonic() - begin:.2f} s", flush=True)
        return tell

    def _take_orders(self):
        """True when this stage is over; False when its successor gave up and the next module is due."""
        while True:
            waiting = [self.listener] if self.successor is None else [self.listener, self.successor]
            readable = select.select(waiting, [], [], PATIENCE)[0]
            with contextlib.suppress(ChildProcessError):
                while os.waitpid(-1, os.WNOHANG)[0]:
                    pass
            if self.successor in readable:
                ready = os.read(self.successor, 16) == b"ready"
                os.close(self.successor)
                self.successor = None
                return ready
            if self.listener in readable:
                self._take()
            elif self._abandoned():
                return True

    def _take(self):
        try:
            connection, _ = self.listener.accept()
        except BlockingIOError:
            return
        if os.fork() != 0:
            connection.close()
            return
        try:
            self.listener.close()
            text, descriptors, _, _ = socket.recv_fds(connection, ORDER_BYTES, 2)
            if text:
                self.keep(connection, json.loads(text), descriptors, self.become)
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            os._exit(0)

    def _abandoned(self):
        """True when nobody holds a shared lock on the folder: then nobody can come any more."""
        try:
            with open(os.path.join(self.folder, "users"), "r+") as stream:
                fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(self.folder)
        except BlockingIOError:
            return False
        except FileNotFoundError:
            # The whole folder was removed
            return True
        return True


def _collapse():
    """Ask the system to gather this process's private memory in large pages; it may not be able to (Linux 6.1)."""
    advise = ctypes.CDLL(None).madvise
    advise.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int]
    with open("/proc/self/maps") as stream:
        areas = [line.split() for line in stream]
    for addresses, rights, _, _, inode, *_ in areas:
        start, end = (int(address, 16) for address in addresses.split("-"))
        start, end = -(-start // LARGE_PAGE) * LARGE_PAGE, end // LARGE_PAGE * LARGE_PAGE
        if rights == "rw-p" and inode == "0" and start < end:
            advise(start, end - start, MADV_COLLAPSE)


def _threads_left():
    """Threads besides this one that a fork does not stop by itself, as OpenBLAS stops its own."""
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)
    return len(os.listdir("/proc/self/task")) - 1


if __name__ == "__main__":
    main()
