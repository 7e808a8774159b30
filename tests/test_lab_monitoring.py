"""Lab 16 where Prometheus is missing, and what it leaves behind when its cells are interrupted or run twice."""

from __future__ import annotations

import _thread
import shutil
import sys
import threading
from pathlib import Path
from types import SimpleNamespace

import jupytext
import psutil
import pytest

LAB = Path(__file__).parents[1] / "solutions" / "16_monitoring"
PROGRAMS = ("prometheus", "promtool")


def run_cell(source, names):
    """Run a cell's source as a kernel would, without this file's own `from __future__`."""
    if source.startswith("%%writefile "):
        name, _, text = source.removeprefix("%%writefile ").partition("\n")
        Path(name).write_text(text + "\n")
    else:
        exec(compile(source, "cell", "exec", dont_inherit=True), names)


@pytest.fixture
def ours():
    """Lists the processes that the test has started and that are alive: other tests leave multiprocessing's helpers."""
    before = set(psutil.Process().children(recursive=True))

    def started():
        found = set(psutil.Process().children(recursive=True)) - before
        return [process for process in found if process.status() != psutil.STATUS_ZOMBIE]

    return started


@pytest.fixture
def lab(tmp_path, monkeypatch):
    """A copy of the lab's folder, its cells and the names that they define; its servers end with the test."""
    folder = tmp_path / LAB.name
    shutil.copytree(LAB, folder, ignore=shutil.ignore_patterns("*.ipynb", "work", "__pycache__"))
    monkeypatch.chdir(folder)
    cells = jupytext.read(LAB / "16_monitoring.py").cells
    found = {c.metadata["nbgrader"]["grade_id"]: c.source for c in cells if "nbgrader" in c.metadata}
    found["setup"] = next(c.source for c in cells if "setup" in c.metadata.get("tags", []))
    names: dict = {"__name__": "lab"}
    yield SimpleNamespace(cells=found, names=names, run=lambda name: run_cell(found[name], names))
    for servers in ("team", "running"):
        if servers in names:
            names[servers].close()


def test_without_prometheus_the_lab_says_how_to_get_it(lab, monkeypatch, capsys):
    which = shutil.which
    monkeypatch.setattr(shutil, "which", lambda name, **options: None if name in PROGRAMS else which(name, **options))
    lab.run("setup")
    assert "sudo apt-get install prometheus" in capsys.readouterr().out
    for exercise in ("instrument", "request-log"):
        lab.run(exercise)
        lab.run(f"{exercise}-check")
    for exercise in (name.removesuffix("-check") for name in lab.cells if name.endswith("-check")):
        if exercise not in ("instrument", "request-log"):
            lab.run(exercise)
            with pytest.raises(AssertionError) as failure:
                lab.run(f"{exercise}-check")
            assert str(failure.value) == lab.names["GET_PROMETHEUS"], exercise


@pytest.mark.skipif(not all(map(shutil.which, PROGRAMS)), reason="needs prometheus and promtool")
def test_no_server_outlives_an_interrupted_cell_or_a_second_setup(ours, lab):
    lab.run("setup")
    servers = len(ours())
    assert servers == 6  # the service twice and Prometheus, each with its guardian
    lab.run("setup")
    assert len(ours()) == servers

    lab.run("scrape-config")
    # The check waits for the first scrape, which takes Prometheus about six seconds: interrupted when both are up.
    polls = []

    def until(condition, seconds=30):
        polls.append(len(ours()))
        _thread.interrupt_main()
        threading.Event().wait(10)

    lab.names["until"] = until
    with pytest.raises(KeyboardInterrupt):
        lab.run("scrape-config-check")
    assert polls == [servers + 2]
    assert len(ours()) == servers
    lab.names["running"].close()
    assert not ours()
    assert sys.exc_info() == (None, None, None)
