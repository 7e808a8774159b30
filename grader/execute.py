"""One notebook within its budgets: an executed notebook and what became of its kernel."""

from __future__ import annotations

import ast
import asyncio
import contextlib
import json
import os
import signal
import sys
import time
from collections.abc import AsyncIterator, Iterable
from datetime import UTC, datetime
from importlib.machinery import PathFinder
from multiprocessing.connection import Connection
from typing import Any, Literal

import nbformat
import zmq.asyncio
from jupyter_client.asynchronous import AsyncKernelClient
from jupyter_client.kernelspec import KernelSpec, NoSuchKernel
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionComplete
from nbformat import NotebookNode
from pydantic import BaseModel, Field

from grader import integrity
from grader.kernels import kernel_name, kernel_spec
from grader.sandbox import policy
from grader.sandbox.launch import Kernel, Lost, warm_server

# Seconds that a cell has to end after its interrupt, and that outputs have to arrive after a cell's reply
INTERRUPT_SECONDS = 5
OUTPUT_SECONDS = 4
# A message larger than this ends the connection, and no more than so many wait: the grader's memory is not a student's
MESSAGE_BYTES = 16 * policy.MIB
MESSAGES = 16
# What one output takes besides its text, and what every check may write when the notebook's budget is used up
OUTPUT_OVERHEAD = 100
CHECK_OUTPUT_BYTES = 10_000
ERROR_CHARACTERS = 100_000


class Budgets(BaseModel):
    """What one submission may use. Seconds are wall time, sizes are bytes."""

    cell_seconds: float = 60
    notebook_seconds: float = 300
    memory_bytes: int = 4 * policy.GIB
    processes: int = 256
    output_bytes: int = 1_000_000
    files: int = 10_000
    disk_bytes: int = policy.GIB


class Task(BaseModel):
    """One notebook to execute, with everything that a worker needs. It travels between our own processes only."""

    lab: str
    student: str
    name: str = Field(description="notebook file name without .ipynb")
    notebook: bytes = Field(description="the sanitized notebook, as nbformat JSON")
    files: bytes = Field(description="a zip of the folder that the notebook runs in")
    kernel_name: str = "python3"
    preload: list[str] = Field(default=[], description="the lab's imports and settings, from `preload_modules`")
    budgets: Budgets = Budgets()
    confine: bool = True
    integrity: bool = True


class Result(BaseModel):
    """What came of a task. `notebook` is always there; a cell that was not run, ran over its time or is doubtful
    carries an `error` output with the reason, so that nbgrader's own scoring gives it 0."""

    notebook: bytes
    status: Literal["finished", "died", "timeout", "refused"]
    reasons: list[str] = []
    doubtful: dict[str, str] = Field(default={}, description="grade_id of a check -> why its result is not believed")
    lost: dict[str, str] = Field(default={}, description="grade_id of a check that did not run to its end -> why")
    seconds: float
    cell_seconds: list[float] = Field(description="time inside each code cell that has a source, until it ended")
    confinement: list[str] = Field(default=[], description="the layers in force")
    started: Literal["warm", "cold"]
    peak_memory_bytes: int = 0


def execute(task: Task) -> Result:
    """Run the notebook's cells within the task's budgets.

    Never raises for what a student wrote: whatever happens in the kernel is told by the result.
    """
    try:
        return asyncio.run(_Execution(task).run())
    except Lost:
        # The machine's own trouble, such as too little memory for all that runs on it
        return asyncio.run(_Execution(task, last=True).run())


def prepare(kernel: str = "python3", preload: Iterable[str] = (), confine: bool = True) -> None:
    """Start the warm server that tasks like this will ask for kernels, and keep it until this process ends.

    Returns at once, so that a batch may import and read while the server does. A kernel or a place that cannot be had
    is left for `execute` to tell.
    """
    with contextlib.suppress(NoSuchKernel, policy.Refusal):
        warm_server(kernel_spec(kernel), policy.plan(confine), preload).connect().close()


class Turns:
    """How many notebooks run their cells at once, of those that several processes have ready; all, until told.

    A notebook is read, and its kernel comes up, while others run; and it is written, and its kernel ends, while the
    next one runs. A turn is a byte in a pipe that the processes share.
    """

    def __init__(self) -> None:
        self._take: Connection | None = None
        self._give: Connection | None = None

    def share(self, take: Connection, give: Connection) -> None:
        """Wait for turns from now on: as many as there are bytes in the pipe."""
        os.set_blocking(take.fileno(), False)
        self._take, self._give = take, give

    @contextlib.asynccontextmanager
    async def mine(self) -> AsyncIterator[None]:
        """Wait for a turn, and hand it on in the end."""
        if self._take is None or self._give is None:
            yield
            return
        while True:
            with contextlib.suppress(BlockingIOError):
                os.read(self._take.fileno(), 1)
                break
            await _readable(self._take.fileno())
        try:
            yield
        finally:
            os.write(self._give.fileno(), b"1")


async def _readable(descriptor: int) -> None:
    loop = asyncio.get_running_loop()
    there = asyncio.Event()
    loop.add_reader(descriptor, there.set)
    try:
        await there.wait()
    finally:
        loop.remove_reader(descriptor)


turns = Turns()


def _kernel(task: Task) -> Kernel:
    limits = policy.Limits(**task.budgets.model_dump(include=set(policy.Limits.model_fields)))
    return Kernel(kernel_spec(task.kernel_name), policy.plan(task.confine), limits, preload=task.preload)


def pack_notebook(notebook: NotebookNode) -> bytes:
    """A notebook of nbformat 4 for another process: JSON, but not indented, which takes ten times as long."""
    return json.dumps(notebook).encode()


def unpack_notebook(packed: bytes) -> NotebookNode:
    """Raises ValueError, and others, where that is no notebook."""
    notebook = nbformat.v4.reads(packed.decode())
    if not isinstance(notebook.cells, list):
        raise ValueError("its cells are no list")
    return notebook


def preload_modules(notebook: NotebookNode) -> list[str]:
    """What a lab imports and sets at the top level of its code cells, for a warm server to do before it forks.

    Import statements of packages that the notebook's kernel has, one name each, in the order in which they first
    appear; "preload NAME" for the arguments of `labkit.services.preload`, and NAME=value for environment variables that
    a cell sets before it imports. What a function imports is left to the function.
    """
    found: dict[str, None] = {}
    path = _search_path(kernel_name(notebook))
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        try:
            statements = ast.parse(cell.source).body
        except (SyntaxError, ValueError):
            continue
        for node in statements:
            if isinstance(node, ast.Import):
                found.update(
                    (f"import {ast.unparse(alias)}", None) for alias in node.names if _is_installed(alias.name, path)
                )
            elif (
                isinstance(node, ast.ImportFrom) and node.module and not node.level and _is_installed(node.module, path)
            ):
                names = [alias for alias in node.names if alias.name != "*"]
                found.update((f"from {node.module} import {ast.unparse(alias)}", None) for alias in names)
            elif setting := _setting(node):
                found[setting] = None
            else:
                found.update((f"preload {name}", None) for name in _preloaded(node) if _is_installed(name, path))
    return list(found)


def _search_path(kernel: str) -> list[str] | None:
    """Where a kernel looks for packages, as PathFinder takes it; for one that is not Python or not here, nowhere."""
    try:
        python = policy.interpreter(kernel_spec(kernel))
    except NoSuchKernel:
        return []
    return policy.module_path(python) if python else []


def _is_installed(module: str, path: list[str] | None) -> bool:
    """Whether a module's package is Python's own or lies on the path. Nothing is imported to know it."""
    package = module.partition(".")[0]
    return package in sys.stdlib_module_names or PathFinder.find_spec(package, path) is not None


def _preloaded(node: ast.stmt) -> list[str]:
    """The modules of `preload("a", "b.c")`."""
    match node:
        case ast.Expr(value=ast.Call(func=ast.Name("preload") | ast.Attribute(attr="preload"), args=arguments)):
            return [a.value for a in arguments if isinstance(a, ast.Constant) and isinstance(a.value, str)]
    return []


def _setting(node: ast.stmt) -> str | None:
    """NAME=value for `os.environ["NAME"] = "value"` and `os.environ.setdefault("NAME", "value")`."""
    match node:
        case ast.Assign(
            targets=[ast.Subscript(value=ast.Attribute(attr="environ"), slice=ast.Constant(value=str(name)))],
            value=ast.Constant(value=str(value)),
        ):
            return f"{name}={value}"
        case ast.Expr(
            value=ast.Call(
                func=ast.Attribute(value=ast.Attribute(attr="environ"), attr="setdefault"),
                args=[ast.Constant(value=str(name)), ast.Constant(value=str(value))],
            )
        ):
            return f"{name}={value}"
    return None


class _KernelDied(Exception):
    """The kernel ended before it answered; the text says why."""


class _Trapped(Exception):
    """A cell over its time took no notice of the interrupt."""


class _NotebookOver(Exception):
    """The notebook's time was up while a cell ran."""


class _Execution:
    """One task on its way through its cells."""

    def __init__(self, task: Task, last: bool = False):
        self.task = task
        self.last = last
        self.budgets = task.budgets
        self.begin = time.monotonic()
        self.waited = 0.0
        self.cell_seconds: list[float] = []
        self.reasons: list[str] = []
        self.doubts: dict[str, list[str]] = {}
        self.lost: dict[str, str] = {}
        self.confinement: list[str] = []
        self.started: Literal["warm", "cold"] = "cold"
        self.peak = 0
        self.output_left = task.budgets.output_bytes
        self.session: _Session | None = None
        # What ran so far: a fresh kernel gets it again where the last one had to be killed
        self.history: list[NotebookNode] = []

    async def run(self) -> Result:
        try:
            self.notebook = unpack_notebook(self.task.notebook)
        except Exception as error:
            self.reasons.append(f"the notebook cannot be read: {type(error).__name__}")
            return self._result("refused", self.task.notebook)
        for cell in self.notebook.cells:
            if cell.cell_type == "code":
                cell.outputs, cell.execution_count = [], None
        self.cells = [cell for cell in self.notebook.cells if cell.cell_type == "code" and cell.source.strip()]
        status: Literal["finished", "died", "timeout", "refused"]
        try:
            self.spec = kernel_spec(self.task.kernel_name)
            self.place = policy.plan(self.task.confine)
            self.confinement = self.place.layers
            await self._start()
            ready = time.monotonic()
            async with turns.mine():
                self.waited = time.monotonic() - ready
                status = await self._run_cells()
        except NoSuchKernel:
            status = "refused"
            self._give_up(self.cells, f"the kernel {self.task.kernel_name} is not installed here")
        except policy.Refusal as error:
            status = "refused"
            self._give_up(self.cells, str(error))
        finally:
            if self.session is not None:
                self.session.kernel.send_signal(signal.SIGKILL)
            try:  # the kernel ends while its notebook is written
                self._mark_doubts()
                notebook = pack_notebook(self.notebook)
            finally:
                await self._stop()
        return self._result(status, notebook)

    def _result(self, status: Any, notebook: bytes) -> Result:
        return Result(
            notebook=notebook,
            status=status,
            reasons=self.reasons,
            doubtful={grade_id: "; ".join(doubts) for grade_id, doubts in self.doubts.items()},
            lost=self.lost,
            seconds=time.monotonic() - self.begin - self.waited,
            cell_seconds=self.cell_seconds,
            confinement=self.confinement,
            started=self.started,
            peak_memory_bytes=self.peak,
        )

    async def _start(self) -> None:
        try:
            kernel = _kernel(self.task)
            await kernel.start(self.task.files)
        except Lost as error:
            if not self.last:
                raise
            raise policy.Refusal(str(error)) from error
        self.started = "warm" if kernel.warm else "cold"
        self.session = _Session(kernel, self.notebook, self.spec, self.last)
        self.inspector = integrity.Inspector(
            kernel.guard_key,
            self.spec.language,
            integrity.bindings(self.task.preload),
            integrity.definitions(self.notebook),
        )
        try:
            self.notebook.metadata["language_info"] = await self.session.greet()
        except _KernelDied as error:
            raise policy.Refusal(f"the kernel did not start: {error}") from error

    async def _stop(self) -> None:
        if self.session is not None:
            self.peak = max(self.peak, await self.session.close())
            self.session = None

    async def _run_cells(self) -> Literal["finished", "died", "timeout"]:
        self.deadline = time.monotonic() + self.budgets.notebook_seconds
        for number, cell in enumerate(self.cells):
            rest = self.cells[number + 1 :]
            try:
                await self._run_cell(cell)
                self.history.append(cell)
            except _NotebookOver:
                reason = f"the notebook ran longer than {self.budgets.notebook_seconds:g} s"
                self._lose(cell, "NotebookTimeoutError", reason)
                self._give_up(rest, reason)
                return "timeout"
            except _KernelDied as error:
                self._lose(cell, "DeadKernelError", str(error))
                self._give_up(rest, str(error))
                return "died"
            except _Trapped:
                self._lose(cell, "CellTimeoutError", self._too_long())
                if rest and (problem := await self._replay()):
                    self._give_up(rest, f"a cell took no notice of its interrupt, and then {problem}")
                    return "died"
        return "finished"

    async def _run_cell(self, cell: NotebookNode) -> None:
        session, check = self.session, integrity.is_check(cell)
        assert session is not None
        order = self.inspector.order() if check and self.task.integrity else {}
        begin, began = time.monotonic(), _now()
        try:
            answer = await session.run(cell, order, self._allowance(), self._record)
        finally:
            self.cell_seconds.append(time.monotonic() - begin)
            # As nbclient notes them, by the grader's own clock
            times = {"iopub.execute_input": began, "shell.execute_reply": _now()}
            cell.metadata["execution"] = cell.metadata.get("execution", {}) | times
        cell.execution_count = len(self.history) + 1
        for output in cell.outputs:
            if output.output_type == "execute_result":
                output.execution_count = cell.execution_count
        hidden = _complete(cell, answer.reply)
        if answer.late:
            self._lose(cell, "CellTimeoutError", self._too_long())
        if not order and not (check and self.task.integrity):
            return
        if answer.reply["status"] == "ok":
            doubts = self.inspector.doubts(order, answer.reply) + await self._probe(cell)
        else:
            doubts = [integrity.HIDDEN] if hidden and not answer.late else []
        for doubt in doubts:
            self._doubt(cell, doubt)

    def _allowance(self) -> float:
        """Seconds that the next cell may take. Raises _NotebookOver when there are none."""
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise _NotebookOver
        return min(self.budgets.cell_seconds, left)

    async def _probe(self, cell: NotebookNode) -> list[str]:
        probe = self.inspector.probe(cell.source)
        if probe is None:
            return []
        asked = nbformat.v4.new_code_cell(probe.code)
        assert self.session is not None
        answer = await self.session.run(asked, {}, self._allowance(), self._record)
        if answer.again:
            return ["the kernel answered this check more than once"]
        return probe.doubts(answer.reply, asked.outputs)

    def _record(self, cell: NotebookNode, message: dict[str, Any]) -> bool:
        """Whether an output still fits: what every check may write is never used up by other cells."""
        size = OUTPUT_OVERHEAD + _size(message["content"])
        room = self.output_left
        self.output_left -= size
        if size <= room:
            return True
        own = sum(OUTPUT_OVERHEAD + _size(output) for output in cell.outputs)
        if integrity.is_check(cell) and own + size <= CHECK_OUTPUT_BYTES:
            return True
        if room > 0:
            note = f"[output cut: a notebook may write {self.budgets.output_bytes} bytes]\n"
            cell.outputs.append(nbformat.v4.new_output("stream", name="stdout", text=note))
            self.output_left = min(self.output_left, 0)
            self.reasons.append(self._name(cell) + ": output was cut")
        return False

    async def _replay(self) -> str | None:
        """Bring a fresh kernel where the killed one was, by running what had run; returns what went wrong."""
        await self._stop()
        try:
            await self._start()
            assert self.session is not None
            for cell in self.history:
                again = nbformat.v4.new_code_cell(cell.source)
                await self.session.run(again, {}, self._allowance(), lambda *_: False)
        except (_KernelDied, policy.Refusal) as error:
            return str(error)
        except _Trapped:
            return "an earlier cell took no notice of its interrupt either"
        except _NotebookOver:
            return f"the notebook ran longer than {self.budgets.notebook_seconds:g} s"
        return None

    def _too_long(self) -> str:
        return f"the cell ran longer than {self.budgets.cell_seconds:g} s"

    def _name(self, cell: NotebookNode) -> str:
        return cell.metadata.get("nbgrader", {}).get("grade_id") or f"code cell {self.cells.index(cell) + 1}"

    def _lose(self, cell: NotebookNode, name: str, reason: str) -> None:
        _add_error(cell, name, reason)
        self.reasons.append(f"{self._name(cell)}: {reason}")
        if integrity.is_check(cell):
            self.lost[self._name(cell)] = reason

    def _give_up(self, cells: list[NotebookNode], reason: str) -> None:
        for cell in cells:
            cell.outputs = []
            _add_error(cell, "NotRun", f"not run: {reason}")
            if integrity.is_check(cell):
                self.lost[self._name(cell)] = reason
        if reason not in " ".join(self.reasons):
            self.reasons.append(reason)

    def _doubt(self, cell: NotebookNode, doubt: str) -> None:
        doubts = self.doubts.setdefault(self._name(cell), [])
        if doubt not in doubts:
            doubts.append(doubt)

    def _mark_doubts(self) -> None:
        for cell in self.cells:
            if doubts := self.doubts.get(self._name(cell)):
                text = "; ".join(doubts)
                _add_error(cell, "IntegrityDoubt", f"a person has to look at this: {text}")
                self.reasons.append(f"{self._name(cell)}: {text}")


def _now() -> str:
    return datetime.now(UTC).isoformat().replace("+00:00", "Z")


class _Answer(BaseModel):
    """What came back for a cell: its reply, whether it ran too long, whether an earlier cell was answered again."""

    reply: dict[str, Any]
    late: bool
    again: bool


class _Session:
    """The messages between a kernel and its grader. Nothing that arrives is believed to be well formed."""

    def __init__(self, kernel: Kernel, notebook: NotebookNode, spec: KernelSpec, last: bool):
        self.kernel = kernel
        self.last = last
        self.spec = spec
        context = zmq.asyncio.Context()
        for option, value in ((zmq.MAXMSGSIZE, MESSAGE_BYTES), (zmq.RCVHWM, MESSAGES), (zmq.RECONNECT_IVL, 20)):
            context.setsockopt(option, value)
        self.context = context
        self.client = AsyncKernelClient(context=context)
        self.client.load_connection_info(kernel.connection_info)
        by_message = spec.interrupt_mode == "message"
        self.client.start_channels(shell=True, iopub=True, stdin=False, hb=False, control=by_message)
        self.recorder = NotebookClient(notebook)
        self.recorder.clear_before_next_output = False
        self.channels = {"iopub": self.client.iopub_channel, "shell": self.client.shell_channel}
        self.waiting = {name: asyncio.ensure_future(_receive(channel)) for name, channel in self.channels.items()}
        self.answered: set[str] = set()

    async def close(self) -> int:
        """End the kernel; returns the most memory that it used."""
        report = await self.kernel.kill()
        for task in self.waiting.values():
            task.cancel()
        await asyncio.gather(*self.waiting.values(), return_exceptions=True)
        self.client.stop_channels()
        self.kernel.close()
        self.context.destroy(linger=0)
        return int(report["peak"])

    async def greet(self) -> dict[str, Any]:
        """What the kernel says of its language, once it answers on both channels: late subscribers miss messages."""
        told: dict[str, Any] = {}
        heard = False
        while not (told and heard):
            self.client.kernel_info()
            until = time.monotonic() + 1
            while time.monotonic() < until and not (told and heard):
                channel, message = await self._next(0.05 if told else until - time.monotonic())
                if channel == "iopub":
                    heard = True
                elif channel == "shell" and message["msg_type"] == "kernel_info_reply":
                    told = message["content"]
                elif told:
                    break
        language = told.get("language_info")
        return language if isinstance(language, dict) else {}

    async def run(self, cell: NotebookNode, metadata: dict[str, Any], seconds: float, record: Any) -> _Answer:
        """Execute a cell and put its outputs in. `record` decides whether an output may stay.

        Raises _KernelDied, and _Trapped when the cell neither ends in `seconds` nor after an interrupt.
        """
        content = {
            "code": cell.source,
            "silent": False,
            "store_history": True,
            "user_expressions": {},
            "allow_stdin": False,
            "stop_on_error": False,
        }
        request = self.client.session.msg("execute_request", content, metadata=metadata)
        asked = request["header"]["msg_id"]
        self.client.shell_channel.send(request)
        cell.metadata["execution"] = {}
        index = next((n for n, known in enumerate(self.recorder.nb.cells) if known is cell), None)
        reply, idle, late, again = None, False, False, False
        deadline = time.monotonic() + seconds
        while reply is None or not idle:
            left = deadline - time.monotonic()
            if left <= 0:
                if reply is not None:
                    break
                if late:
                    raise _Trapped
                late, deadline = True, time.monotonic() + INTERRUPT_SECONDS
                self._interrupt()
                continue
            channel, message = await self._next(left)
            if message is None:
                continue
            parent = message["parent_header"].get("msg_id")
            kind = message["msg_type"]
            if parent in self.answered:
                again = again or kind == "execute_reply" or (channel == "iopub" and kind == "error")
            elif parent != asked:
                continue
            elif channel == "shell" and kind == "execute_reply" and reply is None:
                reply = message["content"]
                deadline = min(deadline, time.monotonic() + OUTPUT_SECONDS)
            elif channel == "shell":
                again = True
            else:
                idle = self._take(cell, index, message, record) or idle
        self.answered.add(asked)
        return _Answer(reply=_sound_reply(reply), late=late, again=again)

    def _interrupt(self) -> None:
        if self.spec.interrupt_mode == "message":
            self.client.control_channel.send(self.client.session.msg("interrupt_request", {}))
        else:
            self.kernel.send_signal(signal.SIGINT)

    async def _next(self, seconds: float) -> tuple[str, Any]:
        """The next message and its channel, or ("", None) after `seconds`. Raises _KernelDied."""
        ended = self.kernel.ended
        assert ended is not None
        limit = time.monotonic() + seconds
        while True:
            left = max(0.0, limit - time.monotonic())
            # A dead kernel's last words may still be on their way
            pending = [*self.waiting.values()] if ended.done() else [*self.waiting.values(), ended]
            done, _ = await asyncio.wait(
                pending, timeout=min(left, 0.05) if ended.done() else left, return_when=asyncio.FIRST_COMPLETED
            )
            for name, task in self.waiting.items():
                if task in done:
                    self.waiting[name] = asyncio.ensure_future(_receive(self.channels[name]))
                    return name, task.result()
            if ended.done() and not done:
                if ended.result()["event"] == "lost" and not self.last:
                    raise Lost(ended.result()["reason"])
                raise _KernelDied(ended.result()["reason"])
            if not done:
                return "", None

    def _take(self, cell: NotebookNode, index: int | None, message: dict[str, Any], record: Any) -> bool:
        """Put an iopub message into the cell, number `index` of the notebook; True when it says that it is done."""
        kind, content = message["msg_type"], message["content"]
        if kind in _OUTPUTS:
            if index is None:
                content.pop("transient", None)
            if not _sound_output(kind, content) or (kind != "error" and not record(cell, message)):
                return False
        elif kind not in ("status", "clear_output", "execute_input"):
            # Widgets say much and show nothing in a graded notebook
            return False
        try:
            self.recorder.process_message(message, cell, index)
        except CellExecutionComplete:
            return True
        except Exception:
            # Whatever a student's own message looks like, it is no reason to stop
            return False
        return False


async def _receive(channel: Any) -> dict[str, Any]:
    """The next message that is one: signed, complete, and made of the expected types."""
    while True:
        try:
            message = await channel.get_msg()
            if isinstance(message["content"], dict) and isinstance(message["parent_header"], dict):
                return message
        except asyncio.CancelledError:
            raise
        except Exception:
            await asyncio.sleep(0)


_OUTPUTS = {"stream", "display_data", "update_display_data", "execute_result", "error"}


def _sound_output(kind: str, content: dict[str, Any]) -> bool:
    if kind == "stream":
        return content.get("name") in ("stdout", "stderr") and isinstance(content.get("text"), str)
    if kind == "error":
        traceback = content.get("traceback")
        if not isinstance(traceback, list) or not all(isinstance(line, str) for line in traceback):
            return False
        content["ename"], content["evalue"] = str(content.get("ename")), str(content.get("evalue"))[:ERROR_CHARACTERS]
        content["traceback"] = _shorten(traceback)
        return True
    data, metadata = content.get("data"), content.get("metadata", {})
    return isinstance(data, dict) and isinstance(metadata, dict) and all(isinstance(key, str) for key in data)


def _sound_reply(reply: dict[str, Any] | None) -> dict[str, Any]:
    """A reply with the keys that one has; whatever does not clearly say "ok" is an error."""
    reply = dict(reply or {})
    if reply.get("status") == "ok":
        return reply
    traceback = reply.get("traceback")
    lines = [line for line in traceback if isinstance(line, str)] if isinstance(traceback, list) else []
    return reply | {
        "status": "error",
        "ename": str(reply.get("ename", "Error")),
        "evalue": str(reply.get("evalue", ""))[:ERROR_CHARACTERS],
        "traceback": _shorten(lines),
    }


def _shorten(lines: list[str]) -> list[str]:
    kept, room = [], ERROR_CHARACTERS
    for line in lines:
        kept.append(line[:room])
        room -= len(kept[-1])
    return [line for line in kept if line] if room <= 0 else kept


def _complete(cell: NotebookNode, reply: dict[str, Any]) -> bool:
    """Add the error of a reply that no output shows, as nbgrader does; True when there was one."""
    if reply["status"] == "ok":
        return False
    if any(output.output_type == "error" and output.ename == reply["ename"] for output in cell.outputs):
        return False
    lines = reply["traceback"] or ["ERROR: An error occurred while showtraceback was disabled"]
    cell.outputs.append(nbformat.v4.new_output("error", ename=reply["ename"], evalue=reply["evalue"], traceback=lines))
    return True


def _add_error(cell: NotebookNode, name: str, text: str) -> None:
    line = f"\x1b[0;31m{name}\x1b[0m: {text}"
    cell.outputs.append(nbformat.v4.new_output("error", ename=name, evalue=text, traceback=[line]))


def _size(value: Any) -> int:
    """Characters in a piece of JSON, roughly: its structure counts a little."""
    if isinstance(value, dict):
        return sum(len(str(key)) + _size(item) for key, item in value.items())
    if isinstance(value, list):
        return 8 * len(value) + sum(map(_size, value))
    return len(value) if isinstance(value, str) else 8
