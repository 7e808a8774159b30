"""What student code can do to others: nothing. Each attack runs as three kinds of user (see places.py)."""

from __future__ import annotations

import contextlib
import os
import socket
import sys
import threading
import time
from pathlib import Path

import places
import psutil
import pytest
from places import Place, task, texts

from grader.sandbox import policy

MIB = 1 << 20

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="confinement needs Linux")


@pytest.fixture(scope="module", params=places.NAMES)
def place(request):
    if request.param == "ordinary user" and os.geteuid() != 0:
        pytest.skip("this user is an ordinary one")
    place = Place(request.param)
    yield place
    place.close()


@pytest.fixture
def outside(place):
    """A file that belongs to the grader's user, as a gradebook does, and what it looked like before."""
    folder = place.folder / "course"
    folder.mkdir()
    path = folder / "gradebook.db"
    path.write_text("the marks of everyone")
    for item in (folder, path):
        os.chown(item, place.uid, -1)
        item.chmod(0o700 if item.is_dir() else 0o600)
    os.utime(path, (1, 1))
    yield path
    assert path.read_text() == "the marks of everyone"
    assert (path.stat().st_mode & 0o777, path.stat().st_mtime, path.stat().st_uid) == (0o600, 1, place.uid)
    assert sorted(item.name for item in folder.iterdir()) == ["gradebook.db"]
    path.unlink()
    folder.rmdir()


def attempts(*lines: str, names: str = "") -> str:
    """A cell that tries each line, whatever the others come to, and prints what they return."""
    body = "".join(
        f"\ntry:\n    print({line})\nexcept BaseException as error:\n    print(type(error))" for line in lines
    )
    return f"import ctypes, os, shutil, signal, socket, subprocess\nlibc = ctypes.CDLL(None)\n{names}{body}"


def processes_with(marker: str) -> list[psutil.Process]:
    found = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            if marker in " ".join(process.cmdline()):
                found.append(process)
    return found


def test_layers_in_force_are_told(place):
    layers = place.execute(task("1")).confinement
    assert any(layer.startswith("bubblewrap") for layer in layers) == (place.name != "no namespaces")
    assert {"seccomp", "rlimits"} <= set(layers)


def test_reading_outside(place, outside):
    grader = place.process.pid
    ways = [
        "open(path).read()",
        "subprocess.run(['cat', path], capture_output=True).stdout",
        "(os.symlink(path, 'link'), open('link').read())",
        "(os.link(path, 'hard'), open('hard').read())",
        "(os.rename(path, 'taken'), open('taken').read())",
        "open('/proc/self/root' + path).read()",
        "open('/proc/1/root' + path).read()",
        f"open('/proc/{grader}/root' + path).read()",
        "open('/proc/self/fd/%d' % os.open(path, os.O_PATH)).read()",
        "open('/proc/self/fd/%d/gradebook.db' % os.open(os.path.dirname(path), os.O_PATH)).read()",
        "(os.chdir(os.path.dirname(path)), open('gradebook.db').read())",
        "shutil.copy(path, 'copy') and open('copy').read()",
        "os.listdir(os.path.dirname(path))",
        "open('/etc/shadow').read()",
        "open('/etc/ssl/private/key').read()",
        "os.listdir('/root')",
        "os.listdir('/home')",
    ]
    result = place.execute(task(attempts(*ways, names=f"path = {str(outside)!r}")))
    said = texts(result)[0]
    assert result.status == "finished"
    assert "everyone" not in said and "root:" not in said
    assert "gradebook.db" not in said.replace("hard", "")


def test_course_is_out_of_sight(place):
    """The lab's own package can be read; solutions, tests and the grader cannot."""
    root = str(places.ROOT)
    read = (
        f"[os.path.exists(os.path.join({root!r}, name)) and os.listdir(os.path.join({root!r}, name)) for name in names]"
    )
    lines = [f"import labkit.flights, os\nnames = ['solutions', 'tests', 'grader', '.git']\nprint({read})"]
    said = texts(place.execute(task(*lines)))[0]
    assert said == "[False, False, False, False]\n" or said.startswith("PermissionError")


def test_writing_outside(place, outside):
    ways = [
        "open(path, 'w').write('all pass')",
        "open(path, 'a').write('all pass')",
        "os.truncate(path, 0)",
        "os.open(path, os.O_RDONLY | os.O_TRUNC)",
        "os.chmod(path, 0o777)",
        "os.chmod(os.path.dirname(path), 0o777)",
        "os.utime(path)",
        "os.unlink(path)",
        "os.rename(path, path + '.old')",
        "os.replace('mine', path)",
        "os.mkdir(os.path.join(os.path.dirname(path), 'new'))",
        "os.symlink('/etc/passwd', os.path.join(os.path.dirname(path), 'link'))",
        "os.mkfifo(os.path.join(os.path.dirname(path), 'pipe'))",
        "os.setxattr(path, 'user.x', b'y')",
        "os.chown(path, os.getuid(), os.getgid())",
        "(os.symlink(path, 'link'), os.chmod('link', 0o777))",
        "(os.symlink(os.path.dirname(path), 'dir'), os.chmod('dir/gradebook.db', 0o777))",
        "os.fchmod(os.open(path, os.O_PATH), 0o777)",
        "os.chmod('/proc/self/fd/%d' % os.open(path, os.O_PATH), 0o777)",
        "open('/usr/mine', 'w')",
        "open('/etc/mine', 'w')",
        "open(os.path.join(os.path.dirname(os.__file__), 'mine.py'), 'w')",
    ]
    names = f"path = {str(outside)!r}\nopen('mine', 'w').write('all pass')"
    assert place.execute(task(attempts(*ways, names=names))).status == "finished"
    assert not Path("/usr/mine").exists() and not Path("/etc/mine").exists()
    assert not Path(os.__file__).with_name("mine.py").exists()


def test_connecting_outside(place):
    """Neither the machine's own servers nor anything behind them."""
    with contextlib.ExitStack() as stack:
        tcp = stack.enter_context(socket.create_server(("0.0.0.0", 0)))
        six = stack.enter_context(socket.create_server(("::1", 0), family=socket.AF_INET6))
        udp = stack.enter_context(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
        udp.bind(("127.0.0.1", 0))
        path, abstract = place.folder / "server", f"grader-{os.getpid()}"
        listeners = [tcp, six]
        for kind in (socket.SOCK_STREAM, socket.SOCK_SEQPACKET):
            for name in (str(path) + str(int(kind)), f"\0{abstract}{int(kind)}"):
                server = stack.enter_context(socket.socket(socket.AF_UNIX, kind))
                server.bind(name)
                server.listen()
                listeners.append(server)
                if not name.startswith("\0"):
                    os.chmod(name, 0o777)
        for server in (*listeners, udp):
            server.setblocking(False)
        port, six_port, udp_port = (server.getsockname()[1] for server in (tcp, six, udp))
        host = psutil.net_if_addrs()
        own = [address.address for all_ in host.values() for address in all_ if address.family == socket.AF_INET]
        reach = "socket.create_connection(({!r}, {}), timeout=1)"
        ways = [reach.format(address, port) for address in {"127.0.0.1", "localhost", *own}]
        ways += [reach.format("::1", six_port), reach.format("1.1.1.1", 53), reach.format("pypi.org", 443)]
        for kind in ("SOCK_STREAM", "SOCK_SEQPACKET"):
            number = int(getattr(socket, kind))
            ways += [f"socket.socket(socket.AF_UNIX, socket.{kind}).connect({str(path) + str(number)!r})"]
            ways += [f"socket.socket(socket.AF_UNIX, socket.{kind}).connect('\\0{abstract}{number}')"]
        ways += [
            f"socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', {udp_port}))",
            f"socket.socket().sendto(b'x', 0x20000000, ('127.0.0.1', {port}))",
            f"socket.socket(socket.AF_INET, socket.SOCK_STREAM, 262).connect(('127.0.0.1', {port}))",
            "socket.socket(socket.AF_INET, socket.SOCK_RAW, 1)",
            "socket.socket(40, socket.SOCK_STREAM)",
        ]
        assert place.execute(task(attempts(*ways))).status == "finished"
        for server in listeners:
            with pytest.raises(BlockingIOError):
                server.accept()
        with pytest.raises(BlockingIOError):
            udp.recv(1)


def test_listening_to_the_outside(place):
    """A server for every address is reached from its own kernel and from nowhere else."""
    serve = "import socket\ns = socket.create_server(('0.0.0.0', 0))\nport = s.getsockname()[1]\nprint(port)"
    reach = "socket.create_connection(('127.0.0.1', port)).send(b'x'), s.accept()[0].recv(1)"
    lonely = "t = socket.socket()\nt.listen()\nprint(t.getsockname()[0])"
    said = texts(place.execute(task(serve, reach, lonely)))
    assert "b'x'" in said[1], said
    if place.name == "no namespaces":
        assert said[2] == "127.0.0.1\n"


def test_own_servers_work(place):
    """Started from nothing, and by a process that has imported already."""
    serve = """
import subprocess, sys, urllib.request
from labkit.services import preload, service
with service([sys.executable, "-m", "http.server", "{port}", "--bind", "127.0.0.1"], health="/") as running:
    print(urllib.request.urlopen(running.url + "/hello.txt").read())
"""
    said = texts(place.execute(task(serve, "preload('http.server')", serve, files={"hello.txt": b"good day"})))
    assert said == ["b'good day'\n", "", "b'good day'\n"]
    warm = task(serve, files={"hello.txt": b"good day"}, preload=["from labkit.services import service"])
    assert texts(place.execute(warm)) == ["b'good day'\n"]


def test_ordinary_work(place):
    """What labs do all day: files, modes, times, links, git, a shell, temporary folders, threads, numbers."""
    cells = [
        "import os, tempfile, shutil, stat\n"
        "open('run.sh', 'w').write('echo $0 ran')\n"
        "os.chmod('run.sh', 0o755); os.utime('run.sh', (5, 5))\n"
        "os.symlink('run.sh', 'link'); os.link('run.sh', 'hard')\n"
        "shutil.copytree('data', tempfile.mkdtemp() + '/copy'); shutil.copy2('run.sh', 'copy.sh')\n"
        "print(oct(os.stat('copy.sh').st_mode & 0o777), os.stat('link').st_mtime, os.readlink('link'))",
        "!./run.sh && touch new && chmod 600 new && mkdir -p a/b && mv new a/b/ && cat data/x.txt",
        "!git init -q . && git config user.email a@b && git config user.name c && git commit -q --allow-empty -m first",
        "!git log --format=%s",
        "import numpy as np, threading\none = np.ones((300, 300))\n"
        "t = threading.Thread(target=lambda: print(one.dot(one).sum())); t.start(); t.join()",
        "import getpass, os\nprint(getpass.getuser(), os.path.expanduser('~') == os.environ['HOME'])",
    ]
    result = place.execute(task(*cells, files={"data/x.txt": b"data"}))
    said = texts(result)
    assert said[0] == "0o755 5.0 run.sh\n"
    assert "./run.sh ran" in said[1] and "data" in said[1]
    assert "first" in said[3]
    assert said[4:] == ["27000000.0\n", "student True\n"]


def test_environment_of_the_grader(place):
    """Neither its variables nor its processes' memory."""
    ways = [
        "dict(os.environ)",
        "open('/proc/self/environ', 'rb').read()",
        "open('/proc/1/environ', 'rb').read()",
        f"open('/proc/{place.process.pid}/environ', 'rb').read()",
        f"open('/proc/{place.process.pid}/mem', 'rb').read(1)",
        f"os.listdir('/proc/{place.process.pid}/fd')",
        f"os.readlink('/proc/{place.process.pid}/cwd')",
        "open('/proc/%d/environ' % os.getppid(), 'rb').read()",
        f"libc.ptrace(16, {place.process.pid}, 0, 0)",
        f"libc.process_vm_readv({place.process.pid}, 0, 0, 0, 0, 0)",
        f"os.pidfd_open({place.process.pid}) and libc.syscall(438, os.pidfd_open({place.process.pid}), 1, 0)",
    ]
    said = texts(place.execute(task(attempts(*ways))))[0]
    assert "in the environment" not in said and places.SECRET not in said
    assert said.splitlines()[-3] == "-1" and said.splitlines()[-2] == "-1"
    assert said.splitlines()[-1] in ("-1", "<class 'ProcessLookupError'>")


def test_processes_outside(place):
    """They are neither seen, where the kernel has a view of its own, nor signalled anywhere."""
    marker = "98765.4321"
    with psutil.Popen(["sleep", marker]) as bystander:
        if os.geteuid() == 0:
            bystander.kill()
            bystander.wait()
            bystander = psutil.Popen(["setpriv", f"--reuid={place.uid}", "--clear-groups", "sleep", marker])
            while bystander.name() != "sleep":
                time.sleep(0.01)
        look = "import os\nfound = b''\nfor pid in os.listdir('/proc'):\n    try:\n"
        look += "        found += open(f'/proc/{pid}/cmdline', 'rb').read()\n    except OSError:\n        pass\n"
        ways = [
            f"os.kill({bystander.pid}, 9)",
            f"os.killpg({bystander.pid}, 9)",
            f"os.kill({place.process.pid}, 9)",
            "os.kill(os.getppid(), 9)",
            f"signal.pidfd_send_signal(os.pidfd_open({bystander.pid}), 9)",
            f"libc.syscall(129, {bystander.pid}, 9, 0)",
            f"os.sched_setaffinity({bystander.pid}, [0])",
            f"os.setpriority(os.PRIO_PROCESS, {bystander.pid}, 19)",
            f"os.setpriority(os.PRIO_USER, {place.uid}, 19)",
            f"__import__('resource').prlimit({bystander.pid}, 7, (0, 0))",
        ]
        result = place.execute(task(look + "print(found)", attempts(*ways), "os.kill(-1, 9)"))
        said = texts(result)
        assert (marker in said[0]) == (place.name == "no namespaces")
        assert bystander.is_running() and bystander.status() != psutil.STATUS_ZOMBIE
        assert bystander.nice() == psutil.Process().nice()
        assert "Max open files            0" not in Path(f"/proc/{bystander.pid}/limits").read_text()
        assert place.process.poll() is None
        bystander.kill()
    assert texts(place.execute(task("print('still there')"))) == ["still there\n"]


def test_privileges(place):
    ways = [
        "os.setuid(0)",
        "os.chroot('.')",
        "libc.unshare(0x10000000)",
        "libc.mount(b'none', b'/tmp', b'tmpfs', 0, 0)",
        "libc.syscall(321, 5, 0, 0)",
        "subprocess.run(['su', '-c', 'id'], capture_output=True, stdin=subprocess.DEVNULL).returncode == 0",
        "libc.sethostname(b'x', 1)",
        "open('/proc/sys/kernel/hostname', 'w').write('x')",
        "os.mknod('disk', 0o60600, os.makedev(254, 0))",
        "libc.memfd_create(b'x', 0)",
    ]
    host = socket.gethostname()
    said = texts(place.execute(task(attempts(*ways))))[0].splitlines()
    assert all(line == "-1" or line == "False" or "Error" in line for line in said), said
    assert socket.gethostname() == host


def test_fork_bomb(place):
    bomb = "import os\nwhile True:\n    try:\n        os.fork()\n    except OSError:\n        pass"
    result = place.execute(task("print('before')", bomb, processes=64, cell_seconds=2, notebook_seconds=10))
    assert texts(result)[0] == "before\n"
    assert result.status in ("finished", "died", "timeout")
    assert texts(place.execute(task("print('after')"))) == ["after\n"]


def test_memory(place):
    """One allocation fails, many small ones end the kernel, and neither touches what was earned before."""
    all_at_once = "import numpy as np\nx = np.ones(8 << 30, dtype='u1')"
    result = place.execute(task(all_at_once, "print('goes on')", memory_bytes=700 * MIB))
    assert "MemoryError" in texts(result)[0] and texts(result)[1] == "goes on\n"

    many = """
import os, time
for _ in range(16):
    if not os.fork():
        x = bytearray(200 << 20)
        for begin in range(0, len(x), 2 << 20):
            x[begin : begin + (2 << 20)] = b"x" * (2 << 20)
            time.sleep(0.05)
        time.sleep(1000)
print(sorted(os.waitstatus_to_exitcode(os.wait()[1]) for _ in range(12)))
"""
    result = place.execute(task("print('before')", many, ("check", "1"), memory_bytes=700 * MIB))
    assert texts(result)[0] == "before\n"
    if result.status == "died":
        assert "bytes of memory" in result.lost["check"]
    else:
        # A control group ends those that ask for more, one by one
        assert "[-9, -9" in texts(result)[1]
    assert result.peak_memory_bytes < 2000 * MIB


def test_disk(place):
    """One file, and many: neither fills the machine's disk."""
    large = "with open('large', 'wb') as f:\n    for _ in range(5 << 10):\n        f.write(bytes(1 << 20))"
    several = "for n in range(1000):\n    open(f'f{n}', 'wb').write(bytes(10 << 20))"
    small = "n = 0\nwhile True:\n    open(f's{n}', 'w').close(); n += 1"
    result = place.execute(task(large, "print('goes on')", disk_bytes=64 * MIB))
    assert "OSError" in texts(result)[0] and texts(result)[1] == "goes on\n"
    result = place.execute(task(several, disk_bytes=64 * MIB, cell_seconds=20))
    assert "OSError" in texts(result)[0] or "disk" in texts(result)[0]
    result = place.execute(task(small, files_limit=3000, cell_seconds=20))
    assert result.status == "died" and "3000 files" in result.reasons[0]


def test_endless_output(place):
    """The notebook stays small, and so does the grader."""
    cells = [
        "while True:\n    print('x' * 100_000)",
        "import sys\nwhile True:\n    sys.stdout.write('y'); sys.stdout.flush()",
        "from IPython.display import display, HTML\nwhile True:\n    display(HTML('z' * 1_000_000))",
        "raise ValueError('v' * 50_000_000)",
        "!yes",
        "import json, zmq\nkernel = get_ipython().kernel\nwhile True:\n"
        "    kernel.iopub_socket.send_multipart([b'junk' * 1_000_000])",
        ("check", "print('still heard')"),
    ]
    place.execute(task("1"))
    before = place.memory()
    result = place.execute(task(*cells, cell_seconds=1.5, output_bytes=200_000))
    assert len(result.notebook) < 1_000_000
    assert place.memory() - before < 400 * MIB
    assert "output cut" in texts(result)[0]
    assert texts(result)[-1] == "still heard\n" and places.scores(result) == {"check": 1}


def test_processes_left_behind(place):
    marker = "87654.3210"
    daemon = f"""
import os, subprocess
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.execvp("sleep", ["sleep", "{marker}"])
    os._exit(0)
subprocess.Popen(["setsid", "nohup", "sleep", "{marker}"])
import threading, time
threading.Thread(target=lambda: time.sleep(1000)).start()
print("left")
"""
    assert texts(place.execute(task(daemon))) == ["left\n"]
    assert processes_with(marker) == []
    assert list(place.folder.glob("*/lab-*")) == []


def test_other_submissions(place):
    """Two kernels at once: neither sees what the other keeps, nor reaches its server."""
    other = Place(place.name)
    try:
        keep = """
import os, socket, tempfile, time
open("answer.txt", "w").write("forty-two")
open(tempfile.gettempdir() + "/answer.txt", "w").write("forty-two")
server = socket.create_server(("127.0.0.1", 45454))
server.settimeout(20)
print(os.getcwd())
try:
    server.accept()
    print("somebody came")
except TimeoutError:
    print("nobody came")
"""
        first: list[places.Result] = []
        thread = threading.Thread(target=lambda: first.append(other.execute(task(keep.replace("20", "6")))))
        thread.start()
        steal = """
import glob, os, socket, time
found = []
until = time.monotonic() + 4
while time.monotonic() < until:
    for path in glob.glob("/tmp/**/answer.txt", recursive=True) + glob.glob("/dev/shm/*"):
        try:
            found.append(open(path).read())
        except OSError:
            pass
    try:
        socket.create_connection(("127.0.0.1", 45454), timeout=1)
        found.append("connected")
    except OSError:
        pass
    time.sleep(0.1)
print(found)
"""
        assert texts(place.execute(task(steal))) == ["[]\n"]
        thread.join(60)
        assert texts(first[0])[0].endswith("nobody came\n")
    finally:
        other.close()


def test_nothing_is_left(place):
    """After all that: no folder and no control group of a kernel that is gone."""
    assert list(place.folder.glob("*/lab-*")) == []
    for parent in policy.plan().cgroups:
        for group in Path(parent["path"]).glob("lab-*"):
            assert psutil.pid_exists(int(group.name.partition("-")[2])), group
