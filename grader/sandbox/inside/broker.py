"""Decides system calls for a kernel without namespaces of its own, where no other layer can tell good from bad.

Landlock judges by path and port, seccomp by numbers. What is left needs the address or file that a call names: a
connection must lead to a server that the kernel itself started, a mode or time may change on the kernel's own files
only. The broker reads the arguments from the caller's memory, and acts in its stead on what it has read, so that
another thread cannot change them in between. Calls that Landlock would stop anyway may go on as they are.

Source: seccomp_unotify(2), and for doing the caller's work on a descriptor of its own, the section on its caveats.
"""

import contextlib
import ctypes
import errno
import fcntl
import os
import socket
import stat
import struct
import threading

from . import usage

_RECEIVE, _SEND, _VALID, _ADD_DESCRIPTOR = 0xC0502100, 0xC0182101, 0x40082102, 0x40182103
_CONTINUE = 1
_ADD_AND_SEND = 2
_SYS_OPENAT2 = 437
_RESOLVE_BENEATH, _RESOLVE_NO_MAGICLINKS = 0x08, 0x02
_AT_FDCWD = 0xFFFFFF9C
_AT_SYMLINK_NOFOLLOW = 0x100
_LONGEST_PATH = 4096
_LONGEST_ADDRESS = 128
_LISTEN = "0A"

_libc = ctypes.CDLL(None, use_errno=True)


class Broker:
    """Answers the calls of one kernel and everything it starts; they arrive on the descriptor `listener`."""

    def __init__(self, listener, cell, order):
        self.listener = listener
        self.processes = cell.processes
        self.root = cell.root
        self.directory = os.open(cell.root, os.O_PATH | os.O_DIRECTORY)
        self.limit = order["processes"]
        self.count = 1
        # Sockets that the kernel has but not used yet, and those it listens on, by inode
        self.sockets = {}
        self.listening = set()
        answers = {
            "socket": self._socket,
            "connect": self._connect,
            "bind": self._bind,
            "listen": self._listen,
            "clone": self._clone,
            "fork": self._clone,
            "vfork": self._clone,
            "chmod": self._chmod,
            "fchmod": self._fchmod,
            "fchmodat": self._fchmodat,
            "fchmodat2": self._fchmodat,
            "utimensat": self._utimensat,
            "prlimit64": lambda *call: self._of_a_process(*call, argument=0),
            "setpriority": lambda *call: self._of_a_process(*call, argument=1),
            "sched_setaffinity": lambda *call: self._of_a_process(*call, argument=0),
            "sched_setattr": lambda *call: self._of_a_process(*call, argument=0),
            "sched_setparam": lambda *call: self._of_a_process(*call, argument=0),
            "sched_setscheduler": lambda *call: self._of_a_process(*call, argument=0),
            "ioprio_set": lambda *call: self._of_a_process(*call, argument=1),
        }
        self.answers = {number: answers[name] for name, number in order["brokered"].items()}

    def answer(self):
        """Take one call and decide it."""
        question = bytearray(80)
        try:
            fcntl.ioctl(self.listener, _RECEIVE, question)
        except OSError:
            # The caller ended in the meantime
            return
        number, pid, _, call, _, _, *arguments = struct.unpack("=QIIiIQ6Q", question)
        try:
            value = self.answers[call](number, pid, arguments)
        except OSError as error:
            self._reply(number, failure=error.errno)
        except Exception:
            self._reply(number, failure=errno.EPERM)
        else:
            if value is not None:
                self._reply(number, value)

    def tidy(self):
        """Let go of sockets that nobody has any more, which gives their ports back."""
        if self.sockets:
            held = set()
            for pid in usage.descendants(self.processes, os.getpid()):
                held |= usage.sockets(self.processes, pid)
            for inode in set(self.sockets) - held:
                self.sockets.pop(inode).close()

    def _reply(self, number, value=0, failure=0, go_on=False):
        with contextlib.suppress(OSError):
            fcntl.ioctl(self.listener, _SEND, struct.pack("=QqiI", number, value, -failure, _CONTINUE if go_on else 0))

    def _go_on(self, number):
        self._reply(number, go_on=True)

    def _read(self, number, pid, address, size):
        """Bytes of the caller's memory, from a caller that still waits."""
        memory = os.open(f"{pid}/mem", os.O_RDONLY, dir_fd=self.processes)
        try:
            found = os.pread(memory, size, address)
        finally:
            os.close(memory)
        fcntl.ioctl(self.listener, _VALID, struct.pack("=Q", number))
        return found

    # Connections: a server of its own on the loopback, and local sockets in its own folder

    def _socket(self, number, pid, arguments):
        family, kind, protocol = arguments[:3]
        flags = kind & (socket.SOCK_NONBLOCK | socket.SOCK_CLOEXEC)
        made = socket.socket(family, kind & 0xF, protocol)
        made.setblocking(not flags & socket.SOCK_NONBLOCK)
        inode = os.fstat(made.fileno()).st_ino
        close_on_exec = os.O_CLOEXEC if flags & socket.SOCK_CLOEXEC else 0
        request = struct.pack("=QIIII", number, _ADD_AND_SEND, made.fileno(), 0, close_on_exec)
        try:
            fcntl.ioctl(self.listener, _ADD_DESCRIPTOR, request)
        except OSError:
            made.close()
            raise
        self.sockets[inode] = made

    def _own(self, number, pid, descriptor):
        """The broker's end of the caller's socket. Raises OSError when it has none, or no longer."""
        link = os.readlink(f"{pid}/fd/{descriptor & 0xFFFFFFFF}", dir_fd=self.processes)
        fcntl.ioctl(self.listener, _VALID, struct.pack("=Q", number))
        inode = int(link.partition("[")[2].rstrip("]") or -1) if link.startswith("socket:") else -1
        if inode not in self.sockets:
            raise PermissionError(errno.EACCES, "not a fresh socket")
        return inode, self.sockets[inode]

    def _address(self, number, pid, arguments):
        return self._read(number, pid, arguments[1], min(arguments[2] & 0xFFFFFFFF, _LONGEST_ADDRESS))

    def _connect(self, number, pid, arguments):
        inode, own = self._own(number, pid, arguments[0])
        address = self._address(number, pid, arguments)
        family = struct.unpack_from("=H", address)[0]
        if family == socket.AF_UNIX:
            if address[2:3] == b"\0" or len(address) <= 2:
                # Landlock keeps abstract names within the kernel's domain
                self._go_on(number)
                return None
            held = self._open(pid, _AT_FDCWD, os.fsdecode(address[2:].split(b"\0")[0]))
            address = struct.pack("=H", family) + os.fsencode(f"/proc/self/fd/{held}") + b"\0"
        else:
            held = None
            if not _is_loopback(address) or not self._serves(struct.unpack_from("!H", address, 2)[0]):
                raise PermissionError(errno.ENETUNREACH, "not a server of this kernel")
        del self.sockets[inode]
        if fcntl.fcntl(own.fileno(), fcntl.F_GETFL) & os.O_NONBLOCK:
            self._finish_connect(number, own, address, held)
        else:
            threading.Thread(target=self._finish_connect, args=(number, own, address, held), daemon=True).start()
        return None

    def _finish_connect(self, number, own, address, held):
        failed = _libc.connect(own.fileno(), address, len(address)) == -1
        failure = ctypes.get_errno() if failed else 0
        own.close()
        if held is not None:
            os.close(held)
        self._reply(number, failure=failure)

    def _serves(self, port):
        """Whether the server on a local port is one of the kernel's own."""
        for name in ("tcp", "tcp6"):
            with contextlib.suppress(FileNotFoundError):
                for line in usage.read(f"self/net/{name}", self.processes).splitlines()[1:]:
                    fields = line.split()
                    here = fields[3] == _LISTEN and int(fields[1].rpartition(":")[2], 16) == port
                    if here and int(fields[9]) in self.listening:
                        return True
        return False

    def _bind(self, number, pid, arguments):
        address = self._address(number, pid, arguments)
        family = struct.unpack_from("=H", address)[0]
        if family == socket.AF_UNIX:
            # Landlock allows a path in the kernel's own folder only, and no port if the family changes meanwhile
            self._go_on(number)
            return None
        _, own = self._own(number, pid, arguments[0])
        address = _to_loopback(address, own)
        if not _is_loopback(address):
            raise PermissionError(errno.EADDRNOTAVAIL, "not the loopback")
        self.tidy()
        # A server that was just ended leaves its port waiting; on the loopback alone that serves nobody
        own.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if _libc.bind(own.fileno(), address, len(address)) == -1:
            raise OSError(ctypes.get_errno(), "bind")
        return 0

    def _listen(self, number, pid, arguments):
        inode, own = self._own(number, pid, arguments[0])
        if own.family != socket.AF_UNIX and own.getsockname()[1] == 0:
            own.bind(("127.0.0.1" if own.family == socket.AF_INET else "::1", 0))
        if _libc.listen(own.fileno(), arguments[1] & 0x7FFFFFFF) == -1:
            raise OSError(ctypes.get_errno(), "listen")
        self.listening.add(inode)
        self.sockets.pop(inode).close()
        return 0

    # Processes

    def _clone(self, number, pid, arguments):
        if self.count >= self.limit:
            pids = usage.descendants(self.processes, os.getpid())
            self.count = usage.threads(self.processes, pids)
        if self.count >= self.limit:
            return self._reply(number, failure=errno.EAGAIN)
        self.count += 1
        return self._go_on(number)

    def _of_a_process(self, number, pid, arguments, argument):
        """Calls on another process, which 0 does not name: it must be one of the kernel's own."""
        thread = arguments[argument] & 0xFFFFFFFF
        # The second argument of these calls is an id only when the first says "a process": 0, or for ioprio_set 1
        if argument == 1 and arguments[0] > 1:
            raise PermissionError(errno.EPERM, "not a process")
        if thread:
            lines = usage.read(f"{thread}/status", self.processes).splitlines()
            process = next(int(line.split()[1]) for line in lines if line.startswith("Tgid:"))
            if process not in usage.descendants(self.processes, os.getpid()):
                raise PermissionError(errno.EPERM, "outside")
        self._go_on(number)

    # Modes and times of files in the kernel's own folder

    def _open(self, pid, directory, path, follow=True):
        """A descriptor of a file of the kernel's own. Raises OSError for any other."""
        if not os.path.isabs(path):
            directory &= 0xFFFFFFFF
            name = "cwd" if directory == _AT_FDCWD else f"fd/{directory}"
            path = os.path.join(os.readlink(f"{pid}/{name}", dir_fd=self.processes), path)
        if not path.startswith(self.root + "/"):
            raise PermissionError(errno.EPERM, "outside")
        flags = os.O_PATH | os.O_CLOEXEC | (0 if follow else os.O_NOFOLLOW)
        how = struct.pack("=QQQ", flags, 0, _RESOLVE_BENEATH | _RESOLVE_NO_MAGICLINKS)
        relative = os.fsencode(path[len(self.root) + 1 :] or ".")
        found = _libc.syscall(_SYS_OPENAT2, self.directory, relative, how, len(how))
        if found == -1:
            number = ctypes.get_errno()
            raise OSError(errno.EPERM if number in (errno.EXDEV, errno.ELOOP) else number, "openat2")
        return found

    def _open_descriptor(self, number, pid, descriptor):
        found = os.open(f"{pid}/fd/{descriptor & 0xFFFFFFFF}", os.O_PATH | os.O_CLOEXEC, dir_fd=self.processes)
        fcntl.ioctl(self.listener, _VALID, struct.pack("=Q", number))
        if not os.readlink(f"/proc/self/fd/{found}").startswith(self.root + "/"):
            os.close(found)
            raise PermissionError(errno.EPERM, "outside")
        return found

    def _path(self, number, pid, address):
        text = b""
        while b"\0" not in text and len(text) < _LONGEST_PATH:
            # Up to the end of the memory page: the next one may not be there
            size = 4096 - (address + len(text)) % 4096
            text += self._read(number, pid, address + len(text), size)
        return os.fsdecode(text.split(b"\0")[0])

    def _chmod(self, number, pid, arguments):
        return self._set_mode(self._open(pid, _AT_FDCWD, self._path(number, pid, arguments[0])), arguments[1])

    def _fchmod(self, number, pid, arguments):
        return self._set_mode(self._open_descriptor(number, pid, arguments[0]), arguments[1])

    def _fchmodat(self, number, pid, arguments):
        path = self._path(number, pid, arguments[1])
        return self._set_mode(self._open(pid, arguments[0], path), arguments[2])

    def _set_mode(self, descriptor, mode):
        try:
            os.chmod(f"/proc/self/fd/{descriptor}", stat.S_IMODE(mode))
        finally:
            os.close(descriptor)
        return 0

    def _utimensat(self, number, pid, arguments):
        directory, path, times, flags = arguments[:4]
        if path:
            name = self._path(number, pid, path)
            descriptor = self._open(pid, directory, name, follow=not flags & _AT_SYMLINK_NOFOLLOW)
        else:
            descriptor = self._open_descriptor(number, pid, directory)
        try:
            values = self._read(number, pid, times, 32) if times else None
            target = f"/proc/self/fd/{descriptor}".encode()
            if _libc.utimensat(_AT_FDCWD - (1 << 32), target, values, 0) == -1:
                raise OSError(ctypes.get_errno(), "utimensat")
        finally:
            os.close(descriptor)
        return 0


def _is_loopback(address):
    family = struct.unpack_from("=H", address)[0]
    if family == socket.AF_INET:
        return address[4:5] == b"\x7f"
    if family == socket.AF_INET6:
        host = address[8:24]
        return host == bytes(15) + b"\x01" or host[:13] == bytes(10) + b"\xff\xff\x7f"
    return False


def _to_loopback(address, own):
    """Servers that would listen on every address listen on the loopback instead."""
    family = struct.unpack_from("=H", address)[0]
    if family == socket.AF_INET and address[4:8] == bytes(4):
        return address[:4] + b"\x7f\0\0\x01" + address[8:]
    if family == socket.AF_INET6 and address[8:24] == bytes(16):
        both = not own.getsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY)
        host = bytes(10) + b"\xff\xff\x7f\0\0\x01" if both else bytes(15) + b"\x01"
        return address[:8] + host + address[24:]
    return address
