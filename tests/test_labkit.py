"""labkit: the flights data as labs see it, real servers that always end, and the files a student writes."""

from __future__ import annotations

import csv
import os
import signal
import socket
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pandas as pd
import psutil
import pytest
from jupyter_client import BlockingKernelClient, KernelManager
from jupyter_client.manager import start_new_kernel

from labkit import files, flights
from labkit.services import ServiceError, service

WEB = [sys.executable, "-u", "-m", "http.server", "--bind", "127.0.0.1", "{port}"]
# A server with a second process in its group, and with a third that has left the group.
FAMILY = ["bash", "-c", 'sleep 1000 & setsid sleep 1000 & exec "$0" "$@"', *WEB]

CELL = f"""
import time
from labkit.services import service
with service({FAMILY!r}, health="/") as server:
    print(server.pid, server.port, flush=True)
    time.sleep(600)
"""


def until(condition: Callable[[], bool], what: str, seconds: float = 30) -> None:
    """Wait for a condition, and fail by name when it does not come true."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"not within {seconds} s: {what}"
        time.sleep(0.05)


def session(pid: int) -> list[psutil.Process]:
    """A server's processes: the server and all below it, found while it runs."""
    return [psutil.Process(pid), *psutil.Process(psutil.Process(pid).ppid()).children(recursive=True)]


def gone(processes: list[psutil.Process]) -> bool:
    return not any(process.is_running() for process in processes)


def can_bind(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as any server does: past connections do not count
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


# --- flights


def test_all_flights_are_there_and_sorted():
    table = flights.load()
    assert table.shape == (336_776, 19)
    assert table["time_hour"].is_monotonic_increasing
    assert list(table.index[:2]) == [0, 1]
    assert table["dep_time"].isna().sum() == 8_255
    assert table["arr_delay"].isna().sum() == 8_255 + 1_175


def test_types_are_the_documented_ones():
    types = {name: str(kind) for name, kind in flights.load(1).dtypes.items()}
    whole = ["year", "month", "day", "sched_dep_time", "sched_arr_time", "flight", "distance", "hour", "minute"]
    assert types == {
        **dict.fromkeys(whole, "int64"),
        **dict.fromkeys(["dep_time", "arr_time"], "Int64"),
        **dict.fromkeys(["dep_delay", "arr_delay", "air_time"], "float64"),
        **dict.fromkeys(["carrier", "tailnum", "origin", "dest"], "string"),
        "time_hour": "datetime64[ns, America/New_York]",
    }


def test_time_hour_agrees_with_the_local_clock():
    for table in (flights.load(), flights.weather()):
        assert (table["time_hour"].dt.hour == table["hour"]).all()
        assert (table["time_hour"].dt.day == table["day"]).all()
        assert (table["time_hour"].dt.month == table["month"]).all()


def test_months_and_columns_are_picked():
    assert set(flights.load(2)["month"]) == {2}
    assert set(flights.load((12, 1, 1))["month"]) == {1, 12}
    assert len(flights.load([1, 1])) == len(flights.load(1)) == 27_004
    assert set(flights.load(pd.Series([3]))["month"]) == {3}
    assert list(flights.load(1, columns=["dest", "day"]).columns) == ["dest", "day"]


def test_a_loaded_frame_is_a_fresh_copy():
    first = flights.load(1)
    first["arr_delay"] = 0.0
    assert flights.load(1)["arr_delay"].sum() != 0


@pytest.mark.parametrize("months", [0, 13, -1, "1", ["1"], 1.0, True, None, [1, 13]])
def test_what_is_no_month_is_refused(months, tmp_path):
    for take in (flights.load, flights.weather, lambda asked: flights.export_csv(tmp_path, asked)):
        with pytest.raises(ValueError, match=r"not a month of 2013: .*from 1 to 12"):
            take(months)


def test_no_month_and_unknown_columns_are_refused():
    with pytest.raises(ValueError, match="no month asked for"):
        flights.load([])
    with pytest.raises(ValueError, match="no such column: 'delay'; the table has year, month"):
        flights.load(1, columns=["day", "delay"])


def test_companions_join_the_flights():
    table = flights.load(6)
    assert len(flights.airlines()) == 16
    assert table["carrier"].isin(flights.airlines()["carrier"]).all()
    assert set(table["dest"]) - set(flights.airports()["faa"]) == {"BQN", "PSE", "SJU", "STT"}
    assert table["tailnum"].isin(flights.planes()["tailnum"]).mean() > 0.8
    joined = table.merge(flights.weather(6), on=["origin", "time_hour"], how="left", validate="m:1")
    assert joined["temp"].notna().mean() > 0.99


def test_export_is_the_source_by_month(tmp_path):
    paths = flights.export_csv(tmp_path / "inbox", [2, 1])
    assert [path.name for path in paths] == ["flights_2013_01.csv", "flights_2013_02.csv"]
    with paths[0].open(newline="") as delivery:
        rows = list(csv.DictReader(delivery))
    assert len(rows) == 27_004
    assert {row["month"] for row in rows} == {"1"}
    assert rows[0]["dep_time"] == "517" and rows[0]["time_hour"] == "2013-01-01T10:00:00Z"
    assert sum(row["dep_time"] == "NA" for row in rows) == flights.load(1)["dep_time"].isna().sum()
    flights.export_csv(tmp_path / "inbox", 1)
    assert paths[0].read_bytes().count(b"\n") == 27_005, "a second export replaces the file"


# --- services


def test_a_server_serves_and_then_is_gone(tmp_path):
    (tmp_path / "page.txt").write_text("here")
    with service(FAMILY, health="/", cwd=tmp_path, env={"GREETING": "hello"}) as server:
        processes = session(server.pid)
        assert len(processes) >= 4
        assert urllib.request.urlopen(f"{server.url}/page.txt", timeout=10).read() == b"here"
        assert psutil.Process(server.pid).environ()["GREETING"] == "hello"
        assert "GET /page.txt" in server.log()
    assert gone(processes)
    assert can_bind(server.port)
    assert "GET /page.txt" in server.log(), "the log outlives the server"


def test_a_server_that_ignores_sigterm_is_killed(monkeypatch):
    monkeypatch.setattr("labkit.services.GRACE", 0.2)
    stubborn = (
        "import runpy, signal\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "runpy.run_module('http.server', run_name='__main__')\n"
    )
    with service([sys.executable, "-c", stubborn, "{port}"], health="/") as server:
        processes = session(server.pid)
    assert gone(processes)
    assert can_bind(server.port)


def test_an_error_in_the_block_comes_through_and_ends_the_server():
    with pytest.raises(KeyError, match="mine"), service(WEB, health="/") as server:
        raise KeyError("mine")
    assert can_bind(server.port)


def test_a_server_that_never_gets_healthy_fails_with_its_log():
    script = (
        "import os, sys, time\n"
        "print('pid', os.getpid())\n"
        "print('waiting for a database', file=sys.stderr)\n"
        "time.sleep(600)\n"
    )
    with (
        pytest.raises(ServiceError, match=r"not healthy at http://127.0.0.1:.* within 1 s") as caught,
        service([sys.executable, "-u", "-c", script], timeout=1),
    ):
        pytest.fail("the block ran without a healthy server")
    log = str(caught.value).split("Its log ends:\n")[1].splitlines()
    assert log[1] == "waiting for a database"
    assert not psutil.pid_exists(int(log[0].split()[1]))


def test_an_answer_of_500_is_not_healthy():
    broken = (
        "import http.server, sys\n"
        "class Broken(http.server.BaseHTTPRequestHandler):\n"
        "    def do_GET(self): self.send_error(503, 'no model')\n"
        "http.server.HTTPServer(('127.0.0.1', int(sys.argv[1])), Broken).serve_forever()\n"
    )
    with (
        pytest.raises(ServiceError, match="503: no model"),
        service([sys.executable, "-c", broken, "{port}"], timeout=1),
    ):
        pytest.fail("the block ran without a healthy server")


def test_a_server_that_ends_at_once_fails_at_once_with_its_log():
    command = ["bash", "-c", "echo 'no such option: --prot' >&2; exit 3"]
    expected = r"ended with exit code 3 before it was healthy\n.*\nno such option: --prot"
    with pytest.raises(ServiceError, match=expected), service(command, timeout=600):
        pytest.fail("the block ran without a server")


def test_a_program_that_does_not_exist_is_named():
    expected = "did not start: No such file or directory: no-such-program"
    with pytest.raises(ServiceError, match=expected), service(["no-such-program", "{port}"]):
        pytest.fail("the block ran without a server")


@pytest.mark.parametrize("command", ["http.server", [], [sys.executable, 8000]])
def test_a_command_is_a_list_of_strings(command):
    with pytest.raises(ValueError, match="command must be a list of strings"), service(command):
        pytest.fail("the block ran without a server")


def test_health_may_be_a_function():
    asked = []

    def third_time(url: str) -> bool:
        asked.append(url)
        if len(asked) == 1:
            raise ConnectionError("not yet")
        return len(asked) == 3

    with service(WEB, health=third_time) as server:
        assert asked == [server.url] * 3


def test_two_servers_run_side_by_side():
    with service(WEB, health="/") as first, service(WEB, health="/") as second:
        assert first.port != second.port and first.pid != second.pid


@contextmanager
def serving_kernel() -> Iterator[tuple[KernelManager, BlockingKernelClient, list[psutil.Process], int]]:
    """A real Jupyter kernel in the middle of a cell that holds a server open."""
    manager, client = start_new_kernel(kernel_name="python3")
    try:
        client.execute(CELL)
        printed = ""
        while "\n" not in printed:
            message = client.get_iopub_msg(timeout=60)
            assert message["msg_type"] != "error", message["content"]
            if message["msg_type"] == "stream":
                printed += message["content"]["text"]
        pid, port = map(int, printed.split())
        processes = session(pid)
        assert len(processes) >= 4 and not can_bind(port)
        yield manager, client, processes, port
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def test_interrupting_the_cell_ends_the_server():
    with serving_kernel() as (manager, client, processes, port):
        manager.interrupt_kernel()
        reply = client.get_shell_msg(timeout=60)
        while reply["msg_type"] != "execute_reply":  # a slow start leaves answers to "are you ready?"
            reply = client.get_shell_msg(timeout=60)
        assert reply["content"]["ename"] == "KeyboardInterrupt"
        assert gone(processes), "the cell was over before its server"
        assert can_bind(port)


def test_killing_the_kernel_ends_the_server():
    with serving_kernel() as (manager, _, processes, port):
        os.kill(manager.provisioner.pid, signal.SIGKILL)
        until(lambda: gone(processes), "the killed kernel's server is gone")
        assert can_bind(port)


# --- files


def test_an_answer_is_read(tmp_path):
    (tmp_path / "nightly.sh").write_text("#!/bin/bash\necho café\n")
    assert files.read_answer(tmp_path / "nightly.sh") == "#!/bin/bash\necho café\n"
    (tmp_path / "base.py").write_text("class Base:\n    def load(self):\n        raise NotImplementedError()\n")
    assert "class Base" in files.read_answer(str(tmp_path / "base.py")), "an abstract method is no stub"


def test_a_missing_answer_says_what_to_do(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"nightly.sh does not exist: run the cell"):
        files.read_answer(tmp_path / "nightly.sh")


@pytest.mark.parametrize("around", ["", "#!/bin/bash\n"])
def test_a_stub_is_not_an_answer(tmp_path, around):
    (tmp_path / "nightly.sh").write_text(f"{around}# YOUR CODE HERE\nraise NotImplementedError()\n")
    with pytest.raises(NotImplementedError, match=r"nightly.sh still holds the two lines"):
        files.read_answer(tmp_path / "nightly.sh")
