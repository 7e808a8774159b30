"""One kernel's keeper: a fork of the warm server that builds a cell, starts the kernel in it, and ends with it.

The keeper stays outside of the cell's process namespace, so that the kernel can neither see nor signal it. It tells
the grader what became of the kernel over the socket that ordered it. When that socket closes, or the keeper dies, the
cell ends, with everything that was left running in it.
"""

import contextlib
import json
import os
import select
import signal
import socket
import time
import traceback

from . import broker, cells, confine, inmate, usage

# Seconds between two looks at what the kernel uses: memory fills faster than a disk, and takes less time to look at
MEMORY_TICK = 0.05
DISK_TICK = 0.25
TAIL = 2000


def keep(connection, order, folder, become):
    """Serve one order that came over `connection`; return when the kernel and all it started are gone.

    `folder` is what the kernel gets its folder from (see `inmate.enter`); `become` makes a Python kernel of a process.
    """
    confine.adopt_orphans()
    if order["landlockpy"]:
        confine.load(order["landlockpy"])
    try:
        cell = cells.build(order)
    except (cells.Refused, OSError) as error:
        _send(connection, {"event": "refused", "reason": str(error)})
        return
    try:
        report = Keeper(connection, order, cell, folder, become).run()
    finally:
        cell.destroy()
    # Only now: whoever reads it may rely on nothing being left
    _send(connection, report)


def _send(connection, message, descriptors=()):
    with contextlib.suppress(OSError):
        socket.send_fds(connection, [json.dumps(message).encode()], list(descriptors))


class Keeper:
    """Starts the kernel, carries signals to it, watches what it uses, and reports its end."""

    def __init__(self, connection, order, cell, folder, become):
        self.connection = connection
        self.order = order
        self.cell = cell
        self.peak = 0
        self.tail = b""
        self.reason = None
        self.status = None
        self.broker = None
        self.control, control = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self.messages, messages = os.pipe()
        self.kernel = os.fork()
        if self.kernel == 0:
            try:
                inmate.enter(order, cell, folder, control, messages, become)
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(70)
        control.close()
        os.close(messages)
        for descriptor in folder:
            os.close(descriptor)
        self.ended = os.pidfd_open(self.kernel)
        self.ready = False

    def run(self):
        """The report of the kernel's end, once it has ended or the grader has let go of it."""
        handlers = {
            self.connection.fileno(): self._command,
            self.control.fileno(): self._progress,
            self.messages: self._message,
            self.ended: self._end,
        }
        self.poll = select.poll()
        for descriptor in handlers:
            self.poll.register(descriptor, select.POLLIN)
        self.handlers = handlers
        looks = {self._measure_disk: DISK_TICK}
        if not self.cell.cgroups.limit_memory():
            looks[self._measure_memory] = MEMORY_TICK
        due = {look: time.monotonic() + tick for look, tick in looks.items()}
        while self.status is None:
            for descriptor, _ in self.poll.poll(max(0, min(due.values()) - time.monotonic()) * 1000):
                handlers[descriptor]()
                if self.status is not None:
                    break
            for look, tick in looks.items():
                begin = time.monotonic()
                if begin >= due[look] and self.status is None:
                    look()
                    # Looking through many files and processes takes a share of the time, not all of it
                    due[look] = time.monotonic() + max(tick, 10 * (time.monotonic() - begin))
        self._drain()
        event = "ended" if self.ready else "refused"
        peak = max(self.peak, self.cell.cgroups.peak())
        return {"event": event, "reason": self._explain(), "peak": peak}

    def _forget(self, descriptor):
        self.poll.unregister(descriptor)
        del self.handlers[descriptor]

    def _command(self):
        try:
            text = self.connection.recv(4096)
        except ConnectionError:
            text = b""
        number = json.loads(text)["signal"] if text else signal.SIGKILL
        if not text:
            self._forget(self.connection.fileno())
        with contextlib.suppress(ProcessLookupError):
            if number == signal.SIGKILL:
                os.kill(self.kernel, number)
            else:
                os.killpg(self.kernel, number)

    def _progress(self):
        message, descriptors, _, _ = socket.recv_fds(self.control, 64, 1)
        if message == b"listener":
            self.broker = broker.Broker(descriptors[0], self.cell, self.order)
            self.handlers[descriptors[0]] = self.broker.answer
            self.poll.register(descriptors[0], select.POLLIN)
            return
        if message == b"ready":
            self.ready = True
            sockets = os.open(self.cell.sockets, os.O_PATH | os.O_DIRECTORY)
            _send(self.connection, {"event": "started"}, [sockets])
            os.close(sockets)
        self._forget(self.control.fileno())

    def _message(self):
        text = os.read(self.messages, 65536)
        self.tail = (self.tail + text)[-TAIL:]
        if not text:
            self._forget(self.messages)

    def _drain(self):
        os.set_blocking(self.messages, False)
        with contextlib.suppress(OSError):
            while text := os.read(self.messages, 65536):
                self.tail = (self.tail + text)[-TAIL:]

    def _end(self):
        self.status = os.waitstatus_to_exitcode(os.waitpid(self.kernel, 0)[1])

    def _measure_disk(self):
        order = self.order
        if self.broker is not None:
            self.broker.tidy()
        size, files = self.cell.used()
        if files > order["files"]:
            self._stop(f"more than {order['files']} files")
        elif size > order["disk"]:
            self._stop(f"more than {order['disk']} bytes on disk")

    def _measure_memory(self):
        order = self.order
        pids = usage.descendants(self.cell.processes, self.kernel)
        used = usage.memory(self.cell.processes, [self.kernel, *pids], order["memory"])
        self.peak = max(self.peak, used)
        if used > order["memory"]:
            self._stop(f"more than {order['memory']} bytes of memory")
        elif len(pids) > order["processes"]:
            self._stop(f"more than {order['processes']} processes")

    def _stop(self, reason):
        self.reason = reason
        os.kill(self.kernel, signal.SIGKILL)

    def _explain(self):
        if self.reason:
            return self.reason
        words = self.tail.decode(errors="replace").strip().splitlines()
        if not self.ready:
            return words[-1] if words else f"the kernel did not start: status {self.status}"
        if self.cell.cgroups.out_of_memory() and self.status == -signal.SIGKILL:
            return f"out of memory (limit {self.order['memory']} bytes)"
        if self.status < 0:
            return f"the kernel was ended by {signal.Signals(-self.status).name}"
        # A program of its own says more than its status; a Python kernel's words are in its cells
        told = f": {words[-1]}" if words and self.order["command"] else ""
        return f"the kernel ended itself with status {self.status}{told}"
