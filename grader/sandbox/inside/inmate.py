"""The child that becomes the kernel: it locks itself in, unpacks the submission's folder, and only then runs."""

import base64
import json
import os
import signal
import socket
import zipfile

from . import confine


def enter(order, cell, folder, control, messages, become):
    """Turn this process into the kernel of `order` in `cell`; never returns.

    `folder` is a pair of descriptors: the zip of the working folder, and the end of a pipe that tells when it is
    there. `messages` takes what is written to stdout and stderr outside of cells, `control` is a socket to the keeper:
    it gets the system call listener, if any, and then b"ready". `become` runs a Python kernel in this process; without
    it the order's command is executed.
    """
    os.setsid()
    for number in (signal.SIGCHLD, signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL)
    cell.cgroups.join()
    null = os.open("/dev/null", os.O_RDONLY)
    for source, target in ((null, 0), (messages, 1), (messages, 2)):
        os.dup2(source, target)
    confine.close_descriptors({*folder, control.fileno()})
    os.umask(0o022)
    os.environ.clear()
    os.environ.update(order["environment"], HOME=cell.home, TMPDIR=cell.tmp)
    if order["mode"] != "none":
        confine.drop_privileges(order["uid"])
        confine.stay_readable()
    confine.die_with_parent(signal.SIGKILL)
    for path in order["must_read"]:
        if not os.access(path, os.R_OK | os.X_OK):
            raise PermissionError(f"user {os.getuid()}, as whom kernels run, cannot read {path}: chmod -R o+rX {path}")
    confine.limit_resources(dict(order["limits"], DATA=order["limits"]["DATA"] + _data_bytes()))
    os.chdir(cell.work)
    connection_file = os.path.join(cell.sockets, "connection.json")
    with open(connection_file, "w") as stream:
        json.dump(dict(order["connection"], ip=os.path.join(cell.sockets, "k")), stream)
    if order["mode"] != "none":
        _lock(order, cell, control)
    if order["command"] is None:
        # A Python kernel takes stderr for itself
        words = os.dup(2)
        order["roots"] = [cell.tmp, cell.work, cell.home]
        become(order, connection_file, lambda: _begin(folder, order["disk"], words, control))
        os._exit(0)
    command = [part.replace("{connection_file}", connection_file) for part in order["command"]]
    _begin(folder, order["disk"], os.dup(2), control)
    os.execvpe(command[0], command, os.environ)


def _begin(folder, room, words, control):
    """Unpack the working folder once it is there, then tell the keeper that the kernel is ready."""
    archive, gate = folder
    if not os.read(gate, 1):
        os._exit(0)
    os.close(gate)
    try:
        with open(archive, "rb") as stream, zipfile.ZipFile(stream) as members:
            members.extractall()
    except OSError as error:
        os.write(words, f"the submission's files do not fit in {room} bytes ({error.strerror})".encode())
        os._exit(70)
    os.close(words)
    _tell(control)


def _data_bytes():
    """What this process holds already: pages it shares with the warm server do not count for the kernel."""
    with open("/proc/self/status") as stream:
        return next(int(line.split()[1]) * 1024 for line in stream if line.startswith("VmData:"))


def _lock(order, cell, control):
    write = [cell.tmp, "/dev"] if order["mode"] == "namespaces" else [cell.root, *order["devices"]]
    read = ["/"] if order["mode"] == "namespaces" else order["read"]
    if order["landlockpy"]:
        confine.landlock(order["landlockpy"], read, write, tcp=order["mode"] == "namespaces")
    listener = confine.filter_syscalls(base64.b64decode(order["seccomp"]), notify=order["broker"])
    if order["broker"]:
        socket.send_fds(control, [b"listener"], [listener])
        os.close(listener)


def _tell(control):
    control.send(b"ready")
    control.close()
