"""Where a kernel lives: namespaces of its own, or a scratch folder where a host grants none."""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import tempfile

from . import confine, usage


class Refused(Exception):
    """The cell cannot be had as ordered; the text is one line for a person."""


def build(order):
    """The cell that the order asks for, ready for a kernel."""
    cell = (NamespaceCell if order["mode"] == "namespaces" else FolderCell)(order)
    try:
        cell.build()
        for folder in (cell.work, cell.home, cell.sockets):
            os.mkdir(folder, 0o700)
            if order["uid"] is not None:
                os.chown(folder, order["uid"], order["uid"])
    except BaseException:
        cell.destroy()
        raise
    return cell


class _Cell:
    def __init__(self, order):
        self.order = order
        self.processes = os.open("/proc", os.O_RDONLY | os.O_DIRECTORY)
        self.cgroups = usage.Cgroups(order["cgroups"])

    def end(self):
        """Kill until no child is left. As the one who adopts orphans, the keeper meets every descendant in the end."""
        while True:
            for pid in usage.descendants(self.processes, os.getpid()):
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.kill(pid, signal.SIGKILL)
            try:
                os.waitpid(-1, 0)
            except ChildProcessError:
                return

    def destroy(self):
        self.end()
        self.cgroups.remove()


class NamespaceCell(_Cell):
    """Mounts, processes, network with nothing but a loopback, ipc and host name of its own, made by bubblewrap."""

    tmp, work, home, sockets = "/tmp", "/tmp/lab", "/tmp/home", "/tmp/.kernel"

    def build(self):
        """Let bubblewrap make the namespaces around `cat`, then move in, but for the process namespace.

        Only the keeper's children enter that one, so that the keeper remains out of the kernel's sight. `cat` ends
        when the keeper's end of its input closes, and all that is left in the namespaces ends with it.
        """
        info, inform = os.pipe()
        arguments, data = self._arguments()
        anchor = subprocess.Popen(
            [self.order["bwrap"], "--info-fd", str(inform), *arguments, "--", self.order["cat"]],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={},
            cwd="/",
            pass_fds=[inform, *data],
        )
        self.anchor = anchor
        for descriptor in (inform, *data):
            os.close(descriptor)
        with contextlib.suppress(BrokenPipeError):
            anchor.stdin.write(b".")
            anchor.stdin.flush()
        if anchor.stdout.read(1) != b".":
            raise Refused(anchor.stderr.read().decode(errors="replace").strip() or "bubblewrap ended early")
        with open(info) as stream:
            first = json.load(stream)["child-pid"]
        flags = confine.CLONE_NEWNS | confine.CLONE_NEWPID | confine.CLONE_NEWNET | confine.CLONE_NEWIPC
        flags |= confine.CLONE_NEWUTS | (confine.CLONE_NEWUSER if self.order["user_namespace"] else 0)
        descriptor = os.pidfd_open(first)
        try:
            confine.join_namespaces(descriptor, flags)
        finally:
            os.close(descriptor)

    def _arguments(self):
        order = self.order
        arguments = ["--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts", "--die-with-parent"]
        arguments += ["--unshare-user"] if order["user_namespace"] else ["--cap-drop", "ALL"]
        arguments += ["--hostname", "lab"]
        # First, since what a kernel may read can lie below it
        arguments += ["--perms", "1777", "--size", str(order["disk"]), "--tmpfs", self.tmp]
        made = {"/", self.tmp}
        for path in order["read"]:
            # As root, bubblewrap would make the folders on the way unreadable for anyone else
            for parent in _parents(path):
                if parent not in made:
                    made.add(parent)
                    arguments += ["--perms", "0755", "--dir", parent]
            if os.path.islink(path):
                arguments += ["--symlink", os.readlink(path), path]
            else:
                made.add(path)
                arguments += ["--ro-bind-try", path, path]
        arguments += ["--proc", "/proc", "--dev", "/dev"]
        arguments += ["--perms", "1777", "--size", str(order["shm"]), "--tmpfs", "/dev/shm"]
        data = []
        for path, text in order["files_in_etc"].items():
            readable, writable = os.pipe()
            os.write(writable, text.encode())
            os.close(writable)
            data.append(readable)
            arguments += ["--perms", "0444", "--ro-bind-data", str(readable), path]
        return [*arguments, "--remount-ro", "/", "--remount-ro", "/dev"], data

    def used(self):
        """Bytes and files in the scratch file system, which is as large as the order allows and no larger."""
        state = os.statvfs(self.tmp)
        return (state.f_blocks - state.f_bfree) * state.f_frsize, state.f_files - state.f_ffree


class FolderCell(_Cell):
    """A new folder in the host's file system, for hosts where a process may not make namespaces."""

    root = None

    def build(self):
        for name in usage.stale(os.listdir(self.order["scratch"])):
            _remove(os.path.join(self.order["scratch"], name))
        self.root = tempfile.mkdtemp(prefix=f"lab-{os.getpid()}-", dir=self.order["scratch"])
        self.tmp, self.work, self.home, self.sockets = (
            os.path.join(self.root, name) for name in ("tmp", "lab", "home", ".kernel")
        )
        os.mkdir(self.tmp, 0o700)
        if self.order["uid"] is not None:
            os.chown(self.root, self.order["uid"], self.order["uid"])
            os.chown(self.tmp, self.order["uid"], self.order["uid"])

    def used(self):
        """Bytes and files below the scratch folder."""
        return usage.folder(self.root)

    def destroy(self):
        super().destroy()
        if self.order["uid"] is not None:
            for entry in os.scandir("/dev/shm"):
                if entry.stat(follow_symlinks=False).st_uid == self.order["uid"]:
                    os.unlink(entry.path) if not entry.is_dir(follow_symlinks=False) else shutil.rmtree(entry.path)
        if self.root is not None:
            _remove(self.root)


def _remove(root):
    """Remove a kernel's folder. Where that takes rights which a student took away, put them back: nobody is left who
    could exchange a folder for a link meanwhile."""
    for folder, names, _ in os.walk(root) if os.getuid() else ():
        for path in (os.path.join(folder, name) for name in names):
            if not os.path.islink(path):
                with contextlib.suppress(OSError):
                    os.chmod(path, 0o700)
    shutil.rmtree(root, ignore_errors=True)


def _parents(path):
    found = []
    while (path := os.path.dirname(path)) != "/":
        found.append(path)
    return reversed(found)
