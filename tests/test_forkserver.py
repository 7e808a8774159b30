"""Servers that start from a process which has imported already must not differ from those that start from nothing."""

import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from jupyter_client.manager import start_new_kernel

from labkit import services
from labkit.services import ServiceError, service

# Tells what it finds; "forked" is told by a module that a fresh interpreter would not have imported
LOOK = """
import os, sys
print("forked", "html.entities" in sys.modules)
print("arguments", sys.argv[1:], "path", sys.path[0] in ("", os.getcwd()), "name", __name__, flush=True)
print("variables", os.environ.get("GREETING"), "session", os.getsid(0) == os.getpid())
"""


@pytest.fixture(params=["from nothing", "by a fork"])
def way(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """How servers start, in a folder of their own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(services, "_orders", None)
    monkeypatch.delenv("PYTHONUNBUFFERED", raising=False)
    if request.param == "by a fork":
        services.preload("html.entities")
        process, orders = services._forks, services._orders
        yield request.param
        orders.close()
        process.wait(30)  # it ends when nobody can ask it any more
    else:
        yield request.param


def told(*command: str, env: dict[str, str] | None = None, cwd: Path | None = None) -> str:
    """What a program that is no server says, and how it ends."""
    with (
        pytest.raises(ServiceError) as caught,
        service([sys.executable, *command], timeout=60, env=env, cwd=cwd, health=lambda url: False),
    ):
        pytest.fail("the program ended, and counts as healthy")
    return str(caught.value)


def test_a_program_finds_what_it_would_find_anyway(way, tmp_path):
    (tmp_path / "look.py").write_text(LOOK)
    expected = [
        f"forked {way == 'by a fork'}",
        "arguments ['a', 'b c'] path True name __main__",
        "variables hello session True",
    ]
    for command in (["look.py"], ["-m", "look"], ["-B", "-u", "-c", LOOK]):
        assert told(*command, "a", "b c", env={"GREETING": "hello"}).splitlines()[-3:] == expected
    (tmp_path / "elsewhere").mkdir()
    assert (
        told("-m", "look", cwd=tmp_path / "elsewhere", env={"PYTHONPATH": f"nowhere:{tmp_path}"}).splitlines()[-3]
        == (expected[0])
    )
    assert told(str(tmp_path / "look.py"), cwd=tmp_path / "elsewhere").splitlines()[-3] == expected[0]


ENDS = {
    "a status": ("import sys; print('a'); sys.exit(7)", "exit code 7", "a"),
    "a text": ("import sys; sys.exit('no model')", "exit code 1", "no model"),
    "an error": ("1 / 0", "exit code 1", "ZeroDivisionError: division by zero"),
    "os._exit": ("import os; print('lost'); os._exit(3)", "exit code 3", "Its log is empty."),
    "a signal": ("import os, signal; os.kill(os.getpid(), signal.SIGTERM)", "exit code -15", "Its log is empty."),
    "an interrupt": ("import os, signal; os.kill(os.getpid(), signal.SIGINT)", "exit code -2", None),
    "threads and atexit": (
        "import atexit, threading, time\n"
        "atexit.register(print, 'at exit')\n"
        "threading.Thread(target=lambda: (time.sleep(0.3), print('thread'))).start()\n"
        "print('main')",
        "exit code 0",
        "main\nthread\nat exit",
    ),
}


@pytest.mark.parametrize("code, status, log", ENDS.values(), ids=ENDS)
def test_a_program_ends_as_it_would_anyway(way, code, status, log):
    said = told("-c", code)
    assert f"ended with {status} before it was healthy" in said
    if log:
        assert said.endswith(log)


def test_what_is_not_buffered_is_seen_at_once(way, monkeypatch):
    code = ENDS["os._exit"][0]
    assert told("-u", "-c", code).endswith("\nlost")
    assert told("-c", code, env={"PYTHONUNBUFFERED": "1"}).endswith("\nlost")


def test_forks_draw_numbers_of_their_own(way):
    services.preload("numpy.random")
    draw = "import random, numpy.random; print(random.random(), numpy.random.random())"
    drawn = [told("-c", draw).splitlines()[-1].split() for _ in range(2)]
    assert len({*drawn[0], *drawn[1]}) == 4


def forked(**arguments) -> bool:
    return "forked True" in told("-c", LOOK, **arguments)


@pytest.mark.parametrize("way", ["by a fork"], indirect=True)
def test_what_a_fork_could_not_run_faithfully_starts_from_nothing(way, tmp_path, monkeypatch):
    assert forked() and forked(env={"MODEL": "late"})
    assert not forked(env={"OMP_NUM_THREADS": "1"}), "read when a library is loaded"
    assert not forked(env={"HTML_PARSER": "x"}), "may be read by a module that is loaded already"
    assert "forked False" in told("-I", "-c", LOOK), "an option of Python's own"
    (tmp_path / "html.py").write_text("")
    assert not forked(), "the program has a module of its own under that name"
    assert not forked(cwd="/", env={"PYTHONPATH": str(tmp_path)})
    (tmp_path / "html.py").unlink()
    assert forked()
    assert not forked(env={"PYTHONSAFEPATH": "1"})


@pytest.mark.parametrize("way", ["by a fork"], indirect=True)
@pytest.mark.parametrize(
    "source",
    [
        "import sys\nPORT = sys.argv[1:]",
        "import threading\nthreading.Thread(target=threading.Event().wait, daemon=True).start()",
    ],
    ids=["reads the command line", "leaves a thread"],
)
def test_a_module_that_cannot_be_shared_is_not(way, tmp_path, monkeypatch, source):
    packages = tmp_path / "packages"
    packages.mkdir()
    (packages / "unfit.py").write_text(source)
    monkeypatch.setattr(services, "_orders", None)
    monkeypatch.setenv("PYTHONPATH", str(packages))
    services.preload("html.entities", "no_such_module")
    assert forked()
    services.preload("unfit")
    assert not forked()


@pytest.mark.parametrize("way", ["by a fork"], indirect=True)
def test_more_is_preloaded_while_servers_run(way):
    web = [sys.executable, "-m", "http.server", "--bind", "127.0.0.1", "{port}"]
    with service(web, health="/") as first:
        services.preload("xml.dom")
        with service(web, health="/") as second:
            assert psutil.Process(first.pid).parents()[1] == psutil.Process(second.pid).parents()[1]
    assert "True" in told("-c", "import sys; print('xml.dom' in sys.modules)") and services._forks.poll() is None


@pytest.mark.parametrize("way", ["by a fork"], indirect=True)
def test_a_fork_server_that_was_killed_is_done_without_and_replaced(way):
    services._forks.kill()
    services._forks.wait()
    assert not forked()
    services.preload("html.entities")
    assert forked()


CELL = """
import sys, time
from labkit import services
services.preload("http.server")
with services.service([sys.executable, "-m", "http.server", "--bind", "127.0.0.1", "{port}"], health="/") as server:
    print(services._forks.pid, server.pid, flush=True)
    time.sleep(600)
"""


@pytest.mark.parametrize("end", ["interrupt", "kill"])
def test_the_kernel_takes_server_and_fork_server_with_it(tmp_path, end):
    manager, client = start_new_kernel(kernel_name="python3", cwd=tmp_path)
    try:
        client.execute(CELL)
        while (message := client.get_iopub_msg(timeout=60))["msg_type"] != "stream":
            assert message["msg_type"] != "error", message["content"]
        fork_server, server = (psutil.Process(int(pid)) for pid in message["content"]["text"].split())
        assert fork_server in server.parents()
        if end == "interrupt":
            manager.interrupt_kernel()
            while client.get_shell_msg(timeout=60)["msg_type"] != "execute_reply":
                pass
            assert not server.is_running() and fork_server.is_running()
        os.kill(manager.provisioner.pid, signal.SIGKILL)
        psutil.wait_procs([server, fork_server], timeout=30)
        deadline = time.monotonic() + 30
        while any(p.is_running() and p.status() != psutil.STATUS_ZOMBIE for p in (server, fork_server)):
            assert time.monotonic() < deadline, "a process outlives the kernel"
            time.sleep(0.05)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
