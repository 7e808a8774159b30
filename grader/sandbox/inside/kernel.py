"""The Python kernel that a warm server forks: ipykernel's own, limited in its output and watched in its checks."""

import functools
import inspect
import json
import os
import subprocess
import sys
from typing import ClassVar

from ipykernel import ipkernel, kernelapp, zmqshell
from ipykernel.compiler import XCachingCompiler
from IPython.core.ultratb import FormattedTB
from jupyter_client.session import Session
from pygments import lexer
from pygments.formatters.terminal256 import Terminal256Formatter
from traitlets import Instance, Int, Type, default

from . import guard

# A traceback longer than this tells a reader nothing more
_ERROR_CHARACTERS = 100_000
_FIELDS = {"stream": "text", "display_data": "data", "update_display_data": "data", "execute_result": "data"}


class LimitedSession(Session):
    """Cuts output at its source: past `output_limit` bytes in one cell, one note takes the place of the rest."""

    output_limit = Int(0)
    _sent = 0

    def begin_cell(self):
        self._sent = 0

    def send(self, stream, msg_or_type, content=None, *args, **kwargs):
        whole = isinstance(msg_or_type, dict)
        kind = msg_or_type["header"]["msg_type"] if whole else msg_or_type
        body = msg_or_type["content"] if whole else content
        if kind in _FIELDS:
            body = self._cut(kind, body)
            if body is None:
                return None
        elif kind in ("error", "execute_reply") and "traceback" in body:
            body = dict(body, evalue=body["evalue"][:_ERROR_CHARACTERS], traceback=_shorten(body["traceback"]))
        if whole:
            msg_or_type = dict(msg_or_type, content=body)
        else:
            content = body
        return super().send(stream, msg_or_type, content, *args, **kwargs)

    def _cut(self, kind, body):
        value = body[_FIELDS[kind]]
        size = _size(value)
        room = self.output_limit - self._sent
        self._sent += size
        if size <= room:
            return body
        if room < 0:
            return None
        self._sent += self.output_limit
        note = f"[output cut: a cell may write {self.output_limit} bytes]\n"
        return dict(body, **{_FIELDS[kind]: value[:room] + note if kind == "stream" else {"text/plain": note}})


def _size(value):
    if isinstance(value, dict):
        return sum(_size(item) for item in value.values())
    return len(value) if isinstance(value, str | bytes) else 8


def _shorten(lines):
    kept, room = [], _ERROR_CHARACTERS
    for line in lines:
        kept.append(line[:room])
        room -= len(kept[-1])
    return kept


class KnownCells(XCachingCompiler):
    """Tells `inspect` which module a cell belongs to. It would search all of sys.modules several times for every
    frame of a traceback, which takes 0.15 s where TensorFlow is loaded."""

    def get_code_name(self, raw_code, code, number):
        name = super().get_code_name(raw_code, code, number)
        inspect.modulesbyfile[name] = "__main__"
        return name


class _WithoutModules:
    modules: ClassVar[dict] = {}

    def __getattr__(self, name):
        return getattr(sys, name)


class LabShell(zmqshell.ZMQInteractiveShell):
    """Keeps an exception's name and message for `%history`, but does not format its traceback a second time."""

    def _format_exception_for_storage(self, exception, *args, **kwargs):
        return {"ename": type(exception).__name__, "evalue": str(exception), "traceback": []}


class LabKernel(ipkernel.IPythonKernel):
    """Answers an execution request that carries a check's order with a record of what the check did."""

    compiler_class = KnownCells
    shell_class = Type(LabShell)
    guard = Instance(guard.Guard)

    def __init__(self, **kwargs):
        # ipykernel asks every module for its file, for a debugger that nobody attaches; where TensorFlow is loaded,
        # that touches, and so copies, thousands of pages shared with the server
        ipkernel.sys = _WithoutModules()
        try:
            super().__init__(**kwargs)
        finally:
            ipkernel.sys = sys

    async def do_execute(self, code, *args, cell_meta=None, **kwargs):
        self.session.begin_cell()
        order = (cell_meta or {}).get("grader")
        if order is None:
            return await super().do_execute(code, *args, cell_meta=cell_meta, **kwargs)
        with self.guard.watch(code, order) as watch:
            reply = await super().do_execute(code, *args, cell_meta=cell_meta, **kwargs)
        return dict(reply, grader=watch.record(reply["status"]))


class LabApp(kernelapp.IPKernelApp):
    """ipykernel's application without the words it prints for a person at a terminal."""

    kernel_class = LabKernel

    @default("session")
    def _session_default(self):
        return LimitedSession(parent=self)

    def log_connection_info(self):
        self._ports = {name: getattr(self, f"{name}_port") for name in ("shell", "iopub", "stdin", "hb", "control")}


def become(order, connection_file, tell):
    """Run a kernel in this process until it ends. `tell` is called once it can be reached."""
    if "numpy.random" in sys.modules:
        # Every fork would draw the same numbers; `random` reseeds itself
        sys.modules["numpy.random"].seed()
    if "labkit.services" in sys.modules and not sys.argv.read:
        # What the warm server has imported, the servers that cells start have, too
        sys.modules["labkit.services"].fork_from_here()
    sys.argv = ["ipykernel_launcher.py", "-f", connection_file]
    sys.path.insert(0, "")
    watcher = guard.Guard(order.pop("guard_key"), order["roots"])
    app = _application(connection_file, order["output"])
    if not order["terminals"]:
        app.shell.system = functools.partial(_system, app.shell)
    watcher.attach(app.shell)
    app.kernel.guard = watcher
    tell()
    app.start()


def _system(shell, command):
    """What `!command` does, where IPython's own way finds no terminal to run it in."""
    command = shell.var_expand(command, depth=1)
    with subprocess.Popen(
        command,
        shell=True,
        executable="/bin/bash",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as process:
        for line in process.stdout:
            sys.stdout.write(line)
    shell.user_ns["_exit_code"] = process.returncode


def _application(connection_file, output_limit):
    app = LabApp.instance()
    app.session.output_limit = output_limit
    app.initialize(["-f", connection_file, "--HistoryManager.hist_file=:memory:"])
    return app


def rehearse(folder):
    """The names of all modules that are loaded once a kernel has run a check that passes and a cell that fails."""
    connection_file = os.path.join(folder, "connection.json")
    ports = {f"{name}_port": number for number, name in enumerate(("shell", "iopub", "stdin", "control", "hb"), 1)}
    with open(connection_file, "w") as stream:
        json.dump({**ports, "transport": "ipc", "ip": os.path.join(folder, "k"), "key": "rehearsal"}, stream)
    app = _application(connection_file, 1000)
    watcher = guard.Guard("rehearsal", [])
    watcher.attach(app.shell)
    check = "value = [1]\nassert value == [1] and isinstance(value, list), 'a list'"
    with watcher.watch(check, {"nonce": "", "bound": {}, "defined": {}}) as watch:
        app.shell.run_cell(check)
    watch.record("ok")
    app.shell.run_cell("def fail():\n    assert 1 == 2, 'rehearsal'\nfail()")
    return list(sys.modules)


def warm_up():
    """Fill the caches that formatting a traceback fills, and give it two that it lacks."""
    if hasattr(Terminal256Formatter, "_closest_color"):
        closest, found = Terminal256Formatter._closest_color, {}

        def remembered(formatter, *color):
            if color not in found:
                found[color] = closest(formatter, *color)
            return found[color]

        Terminal256Formatter._closest_color = remembered
    # stack_data makes a lexer class for every frame of a traceback, and each works out its words' patterns anew
    pattern = functools.lru_cache(1024)(lexer.regex_opt)
    lexer.regex_opt = lambda words, prefix="", suffix="": pattern(tuple(words), prefix, suffix)
    try:
        exec(compile("assert 1 == 2, 'rehearsal'", __file__, "exec"), {})
    except AssertionError as error:
        FormattedTB(mode="Context", theme_name="neutral").text(type(error), error, error.__traceback__)
