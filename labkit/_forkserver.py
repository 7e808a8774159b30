"""A process that has imported what Python servers need, and forks one for each server that is to start.

Importing scikit-learn or KServe takes seconds, for every server anew. This process does it once. Nothing of a
notebook's own runs in it: a server that is forked from it knows as little of the notebook as one that starts from
nothing, and a command that a fork could not run faithfully is started from nothing. What differs: a submodule that is
loaded already is found without being imported, and /proc tells the command line and variables of this process. Linux
only.

Usage: _forkserver.py SOCKET KERNEL   (descriptors: where orders come from, and a pidfd of the kernel's process)
An order is a JSON object. {"preload": [module, ...]} imports; everything else is a server to start, as
`services._send_order` writes it, with four descriptors: the guardian's standard streams, and a pidfd of who asks.
"""

import atexit
import contextlib
import fcntl
import gc
import importlib
import io
import json
import os
import runpy
import select
import signal
import socket
import subprocess
import sys
import threading
import traceback
import types

if __package__:
    from labkit import _guardian
else:  # run by its path
    import _guardian

ORDER_BYTES = 1 << 20
# Variables that begin so are read when an interpreter or a library starts; so may be those named after a module.
EARLY = ("PYTHON", "LD_", "MALLOC_", "OMP_", "GOMP_", "OPENBLAS_", "GOTO_", "BLIS_", "MKL_", "KMP_", "TF_", "GRPC_")


def main() -> None:
    connection, kernel = (int(word) for word in sys.argv[1:])
    here = os.path.dirname(os.path.abspath(__file__))
    sys.path[:] = [path for path in sys.path if path != here]
    serve(socket.socket(fileno=connection), kernel)


def fork() -> socket.socket:
    """Make such a process of a fork of this one as it is now; returns the connection that takes orders."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    kernel = os.pidfd_open(os.getpid())
    if os.fork() == 0:
        try:
            os.setsid()
            null = os.open(os.devnull, os.O_RDWR)
            above = [fcntl.fcntl(source, fcntl.F_DUPFD, 5) for source in (null, null, null, theirs.fileno(), kernel)]
            for target, source in enumerate(above):
                os.dup2(source, target)
            os.closerange(5, os.sysconf("SC_OPEN_MAX"))
            serve(socket.socket(fileno=3), 4)
        finally:
            os._exit(0)
    theirs.close()
    os.close(kernel)
    return ours


def serve(connection: socket.socket, kernel: int) -> None:
    """Take orders until the kernel's process has ended, or nobody can send any."""
    guardians: dict[int, int] = {}
    begun_with = dict(os.environ)
    forks = True
    while True:
        ready = select.select([connection, kernel, *guardians], [], [])[0]
        for ended in guardians.keys() & set(ready):
            os.waitpid(guardians.pop(ended), 0)
            os.close(ended)
        if kernel in ready:
            return
        if connection not in ready:
            continue
        text, descriptors, _, _ = socket.recv_fds(connection, ORDER_BYTES, 4)
        if not text:
            return
        order = json.loads(text)
        if "preload" in order:
            forks = _preload(order["preload"]) and forks
            continue
        child = os.fork()
        if child == 0:
            _guard(order, descriptors, begun_with, forks)
        guardians[os.pidfd_open(child)] = child
        for descriptor in descriptors:
            os.close(descriptor)


class Arguments(list):
    """A command line that notes whether anyone reads it."""

    read = False

    def __getitem__(self, index):
        self.read = True
        return super().__getitem__(index)

    def __iter__(self):
        self.read = True
        return super().__iter__()

    def __len__(self):
        self.read = True
        return super().__len__()


def _preload(modules: list[str]) -> bool:
    """Import modules, as far as they can be; tell whether servers may be forks of this process."""
    sys.argv = Arguments(sys.argv)
    for name in modules:
        with contextlib.suppress(Exception, SystemExit):  # the server that needs it will say what is wrong
            importlib.import_module(name)
    if sys.argv.read:
        return False  # a module such as kserve takes the command line for its own when it is imported
    gc.collect()
    gc.freeze()  # what is here now stays: looking at it again would only copy the pages that forks share
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)
    # A fork has only the thread that forked. OpenBLAS has just ended its own; others would be missing.
    return len(os.listdir("/proc/self/task")) == 1


def _guard(order: dict, descriptors: list[int], begun_with: dict[str, str], forks: bool) -> None:
    """In a fork: be the guardian of a server, as `_guardian.py` is on its own."""
    try:
        os.setsid()
        *streams, asker = descriptors
        for target, source in enumerate(streams):
            os.dup2(source, target)
        os.dup2(asker, 3)
        os.closerange(4, os.sysconf("SC_OPEN_MAX"))
        _reopen_streams()
        may_fork = forks and _fits(order["environment"], begun_with)
        set_by_imports = {name: value for name, value in os.environ.items() if name not in begun_with}
        os.environ.clear()
        os.environ.update((set_by_imports if may_fork else {}) | order["environment"])
        os.chdir(order["cwd"])
        _guardian.guard(order["command"], order["grace"], lambda command: _start(command, may_fork), [3])
        sys.stdout.flush()
    except BaseException:
        traceback.print_exc()  # to the log, if it came so far
    finally:
        os._exit(0)


def _fits(environment: dict[str, str], begun_with: dict[str, str]) -> bool:
    """Whether a server with these variables would have imported the same as this process did with its own."""
    changed = {n for n in {*environment, *begun_with} if environment.get(n) != begun_with.get(n)}
    if "PYTHONPATH" not in begun_with:
        changed.discard("PYTHONPATH")  # see _folders
    modules = {module.lstrip("_").partition("_")[0].upper() for module in sys.modules}
    return not any(name.startswith(EARLY) or name.partition("_")[0] in modules for name in changed)


class _Forked:
    """A forked server, as far as its guardian uses what subprocess.Popen would offer."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None

    def poll(self) -> int | None:
        if self.returncode is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.returncode = os.waitstatus_to_exitcode(status)
        return self.returncode


def _start(command: list[str], may_fork: bool) -> "_Forked | subprocess.Popen":
    program = _program(command) if may_fork else None
    if program is None:
        return _guardian.start(command)
    child = os.fork()
    if child == 0:
        _run(*program)
    return _Forked(child)


def _program(command: list[str]) -> tuple[str, str, list[str], list[str]] | None:
    """What a command has this Python run: -m, -c or "script", its name, its arguments, and Python's own options.

    None where it is another program, or where only a fresh interpreter does what it asks for.
    """
    if command[0] != sys.executable:
        return None
    rest = command[1:]
    options = []
    while rest and rest[0] in ("-B", "-u"):
        options.append(rest.pop(0))
    if len(rest) > 1 and rest[0] in ("-m", "-c"):
        kind, what, *arguments = rest
    elif rest and rest[0].endswith(".py") and os.path.isfile(rest[0]):
        kind, what, arguments = "script", rest[0], rest[1:]
    else:
        return None
    # A module of its own comes before an installed one of the same name, which may be loaded already
    own = {entry.partition(".")[0] for folder in _folders(kind, what) for entry in _list(folder or ".")}
    return None if own & sys.modules.keys() else (kind, what, arguments, options)


def _folders(kind: str, what: str) -> list[str]:
    """Where a program looks for modules before it looks where Python does."""
    first = {"-m": os.getcwd(), "-c": ""}.get(kind, os.path.dirname(os.path.abspath(what)))
    further = os.environ.get("PYTHONPATH", "")
    return [first, *(os.path.abspath(folder) for folder in further.split(os.pathsep) if folder)]


def _list(folder: str) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []


def _run(kind: str, what: str, arguments: list[str], options: list[str]) -> None:
    """In a fork: run a program as a fresh interpreter would, and end with it."""
    code = 1
    try:
        os.setsid()
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(2, 1)
        os.closerange(3, os.sysconf("SC_OPEN_MAX"))
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGCHLD):
            signal.signal(number, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        _reopen_streams(unbuffered="-u" in options or bool(os.environ.get("PYTHONUNBUFFERED")))
        sys.dont_write_bytecode |= "-B" in options
        if "numpy.random" in sys.modules:
            sys.modules["numpy.random"].seed()  # every fork would draw the same numbers; `random` reseeds itself
        code = _exit_code(kind, what, arguments)
    finally:
        os._exit(code)


def _exit_code(kind: str, what: str, arguments: list[str]) -> int:
    code = 0
    try:
        first = {"-m": "-m", "-c": "-c"}.get(kind, what)
        sys.argv = [first, *arguments]
        sys.orig_argv = [sys.executable, *([kind] if kind != "script" else []), what, *arguments]
        sys.path[:] = dict.fromkeys([*_folders(kind, what), *sys.path])
        if kind == "-m":
            runpy.run_module(what, run_name="__main__", alter_sys=True)
        elif kind == "-c":
            main = sys.modules["__main__"] = types.ModuleType("__main__")
            exec(compile(what, "<string>", "exec"), main.__dict__)
        else:
            runpy.run_path(what, run_name="__main__")
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 0 if end.code is None else 1
        if code == 1 and not isinstance(end.code, int):
            print(end.code, file=sys.stderr)
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGINT)
    except BaseException:
        sys.excepthook(*sys.exc_info())
        code = 1
    # As the interpreter does at its end, which a fork does not come to: see multiprocessing.process
    threading._shutdown()
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            stream.flush()
    return code & 0xFF


def _reopen_streams(unbuffered: bool = False) -> None:
    """Python's streams on the descriptors 0, 1 and 2 as they are now."""
    size = 0 if unbuffered else -1
    out, error = (os.fdopen(number, "wb", size, closefd=False) for number in (1, 2))
    sys.stdin = sys.__stdin__ = os.fdopen(0, closefd=False)
    sys.stdout = sys.__stdout__ = io.TextIOWrapper(out, write_through=unbuffered)
    sys.stderr = sys.__stderr__ = io.TextIOWrapper(
        error, errors="backslashreplace", line_buffering=True, write_through=unbuffered
    )


if __name__ == "__main__":
    main()
