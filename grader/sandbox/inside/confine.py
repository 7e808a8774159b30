"""The system calls that lock a process in. Each acts on the calling thread, so the caller must be single-threaded.

Sources: setns(2), capabilities(7), seccomp(2), landlock(7), prctl(2); numbers from the kernel's uapi headers.
"""

import contextlib
import ctypes
import errno
import os
import resource
import struct
import sys

CLONE_NEWNS = 0x00020000
CLONE_NEWCGROUP = 0x02000000
CLONE_NEWUTS = 0x04000000
CLONE_NEWIPC = 0x08000000
CLONE_NEWUSER = 0x10000000
CLONE_NEWPID = 0x20000000
CLONE_NEWNET = 0x40000000

_PR_SET_PDEATHSIG = 1
_PR_SET_DUMPABLE = 4
_PR_CAPBSET_DROP = 24
_PR_SET_NO_NEW_PRIVS = 38
_PR_SET_CHILD_SUBREAPER = 36
_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_CLEAR_ALL = 47, 4
_LINUX_CAPABILITY_VERSION_3 = 0x20080522

_SYS_SECCOMP = {"x86_64": 317, "aarch64": 277}
_SECCOMP_SET_MODE_FILTER = 1
_SECCOMP_FILTER_FLAG_NEW_LISTENER = 1 << 3

_libc = ctypes.CDLL(None, use_errno=True)


def _call(name, *arguments):
    result = getattr(_libc, name)(*arguments)
    if result == -1:
        number = ctypes.get_errno()
        raise OSError(number, f"{name}: {os.strerror(number)}")
    return result


def _prctl(option, *arguments):
    padded = [ctypes.c_ulong(value) for value in (*arguments, 0, 0, 0, 0)[:4]]
    return _call("prctl", ctypes.c_int(option), *padded)


def join_namespaces(descriptor, flags):
    """Move into namespaces of the process behind a pidfd. CLONE_NEWPID takes effect for children only."""
    _call("setns", ctypes.c_int(descriptor), ctypes.c_int(flags))


def adopt_orphans():
    """Become the parent of descendants whose own parent ended, so that none of them gets out of sight."""
    _prctl(_PR_SET_CHILD_SUBREAPER, 1)


def die_with_parent(number):
    _prctl(_PR_SET_PDEATHSIG, number)


def stay_readable():
    """Let processes of the same user read this one's /proc entries, which a change of credentials forbids."""
    _prctl(_PR_SET_DUMPABLE, 1)


def close_descriptors(keep):
    """Close every descriptor above 2 but those in `keep`."""
    start = 3
    for descriptor in sorted(keep):
        os.closerange(start, descriptor)
        start = max(start, descriptor + 1)
    os.closerange(start, os.sysconf("SC_OPEN_MAX"))


def drop_privileges(uid):
    """Give up root for `uid` (None: keep the user) and every capability, for this process and what it executes."""
    if uid is not None:
        os.setgroups([])
        os.setresgid(uid, uid, uid)
    for capability in range(64):
        try:
            _prctl(_PR_CAPBSET_DROP, capability)
        except OSError as error:
            if error.errno in (errno.EINVAL, errno.EPERM):
                break
            raise
    if uid is not None:
        os.setresuid(uid, uid, uid)
    try:
        _prctl(_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_CLEAR_ALL)
    except OSError as error:
        if error.errno != errno.EINVAL:
            raise
    header = struct.pack("=Ii", _LINUX_CAPABILITY_VERSION_3, 0)
    _call("capset", header, bytes(24))
    _prctl(_PR_SET_NO_NEW_PRIVS, 1)


def limit_resources(limits):
    """`limits` maps names without RLIMIT_ to values; a lower hard limit that is already there is kept."""
    for name, value in limits.items():
        kind = getattr(resource, "RLIMIT_" + name)
        hard = resource.getrlimit(kind)[1]
        if hard != resource.RLIM_INFINITY:
            value = min(value, hard)
        resource.setrlimit(kind, (value, value))


class _Program(ctypes.Structure):
    _fields_ = [("len", ctypes.c_ushort), ("filter", ctypes.c_char_p)]


def filter_syscalls(program, notify=False):
    """Install a compiled BPF program. With `notify`, return the descriptor on which its questions arrive."""
    machine = os.uname().machine
    if machine not in _SYS_SECCOMP:
        raise OSError(errno.ENOSYS, f"no system call numbers for {machine}")
    structure = _Program(len(program) // 8, program)
    return _call(
        "syscall",
        ctypes.c_long(_SYS_SECCOMP[machine]),
        ctypes.c_ulong(_SECCOMP_SET_MODE_FILTER),
        ctypes.c_ulong(_SECCOMP_FILTER_FLAG_NEW_LISTENER if notify else 0),
        ctypes.byref(structure),
    )


def landlock(library, read, write, tcp):
    """Allow reading and executing below the paths of `read`, everything below those of `write`, and no other file.

    Signals and abstract sockets reach this domain only, where the kernel can tell (ABI 6); unless `tcp`, no TCP
    connection can be made or awaited (ABI 4). `library` is the folder of landlockpy, which this interpreter's
    environment may not have. Paths that are missing are left out.
    """
    package = load(library)
    access = package.AccessFS
    reading = access.READ_FILE | access.READ_DIR | access.EXECUTE
    everything = package.fs_for_abi(package.abi_version()) & ~(access.MAKE_CHAR | access.MAKE_BLOCK)
    on_files = access.READ_FILE | access.WRITE_FILE | access.EXECUTE | access.TRUNCATE | access.IOCTL_DEV
    scopes = package.Scope.ABSTRACT_UNIX_SOCKET | package.Scope.SIGNAL
    with package.Ruleset(scoped=scopes, handled_net=package.AccessNet.NONE if tcp else None) as rules:
        for paths, rights in ((read, reading), (write, everything)):
            for path in paths:
                with contextlib.suppress(FileNotFoundError, NotADirectoryError):
                    rules.allow_path(path, rights if os.path.isdir(path) else rights & on_files)
        rules.restrict()


def load(folder):
    """landlockpy from its folder; once loaded, the folder may go out of sight."""
    import importlib.util

    name = "landlockpy"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(
            name, os.path.join(folder, "__init__.py"), submodule_search_locations=[folder]
        )
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
    return sys.modules[name]
