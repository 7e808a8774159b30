"""Lab 09: its MLflow servers end with the cell or the kernel, and leave nothing on the machine."""

from __future__ import annotations

import os
import shutil
import socket
import time

import nbformat
import psutil
import pytest
from conftest import ROOT
from jupyter_client.manager import KernelManager

LAB = "09_mlflow"
START_SECONDS = 180


@pytest.fixture
def lab(tmp_path):
    """A running kernel in a student's folder, with temporary files of its own, and the solution's cells by name."""
    folder = shutil.copytree(ROOT / "labs" / LAB, tmp_path / LAB, ignore=shutil.ignore_patterns("work"))
    (tmp_path / "tmp").mkdir()
    notebook = nbformat.read(ROOT / "solutions" / LAB / f"{LAB}.ipynb", as_version=4)
    cells = {c.metadata.get("nbgrader", {}).get("grade_id"): c.source for c in notebook.cells}
    cells["setup"] = [c.source for c in notebook.cells if "setup" in c.metadata.get("tags", [])]
    manager = KernelManager(kernel_name="python3")
    manager.start_kernel(cwd=str(folder), env=os.environ | {"TMPDIR": str(tmp_path / "tmp")})
    client = manager.blocking_client()
    client.start_channels()
    client.wait_for_ready(60)
    try:
        yield manager, client, cells
    finally:
        client.stop_channels()
        if manager.is_alive():
            manager.shutdown_kernel(now=True)


def wait_until(condition, seconds):
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "it never happened"
        time.sleep(0.05)


def below(path):
    """The processes that work below a folder or have one of its files on their command line."""
    found = []
    for process in psutil.process_iter():
        try:
            if process.cwd().startswith(str(path)) or any(str(path) in part for part in process.cmdline()):
                found.append(process)
        except psutil.Error:
            continue
    return found


def listening(processes):
    """The ports on which they listen."""
    ports = set()
    for process in processes:
        try:
            ports |= {c.laddr.port for c in process.net_connections("inet") if c.status == psutil.CONN_LISTEN}
        except psutil.Error:
            continue
    return ports


def test_nothing_outlives_an_interrupted_check_or_the_kernel(lab, tmp_path):
    manager, client, cells = lab
    for source in [*cells["setup"], cells["tracking-server"]]:
        assert client.execute_interactive(source, timeout=120, output_hook=lambda _: None)["content"]["status"] == "ok"

    asked = client.execute(cells["tracking-server-check"])
    wait_until(lambda: listening(below(tmp_path)), START_SECONDS)
    ports = listening(below(tmp_path))
    manager.interrupt_kernel()
    reply = client.get_shell_msg(timeout=60)
    assert reply["parent_header"]["msg_id"] == asked
    assert (reply["content"]["status"], reply["content"]["ename"]) == ("error", "KeyboardInterrupt")

    client.shutdown()
    wait_until(lambda: not below(tmp_path), 60)
    for port in ports:
        with socket.socket() as probe:
            assert probe.connect_ex(("127.0.0.1", port)) != 0, f"port {port} is still answered"
    assert not list((tmp_path / "tmp").iterdir())
