"""Lab 17_drift in its own kernel's Python: it reports nothing of its use, and stays a process that can be forked."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import jupytext
import pytest
from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel

ROOT = Path(__file__).resolve().parents[1]
LAB = ROOT / "solutions" / "17_drift"

# Each look-up and connection that Python makes is an audit event, in every thread. Raising there lets none of them out.
WATCH = """
import json, os, sys
asked = []
def watch(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"):
        asked.append(f"{event} {arguments}")
        raise OSError("the test lets nothing out")
sys.addaudithook(watch)
"""
USE = """
def use():
    asked.clear()
    toy = made_up_log("2013-03-04", 21).dropna(subset="late")
    CBPE(
        problem_type="classification_binary", y_pred_proba="probability", y_pred="warned", y_true="late",
        metrics=["accuracy"], chunk_number=1,
    ).fit(toy).estimate(toy)
    UnivariateDriftCalculator(column_names=["probability"], chunk_number=1).fit(toy).calculate(toy)
    Report([DataDriftPreset()]).run(as_dataset(toy), as_dataset(toy)).save_html("work/report.html")
    threads = [open(f"/proc/self/task/{task}/comm").read().strip() for task in os.listdir("/proc/self/task")]
    if segment.analytics.default_client:
        segment.analytics.flush()  # waits until the queue of events has been tried
    return {"asked": list(asked), "threads": len(threads), "names": threads}

import segment.analytics
quiet = use()
del os.environ["NML_DISABLE_USAGE_LOGGING"]
print(json.dumps({"quiet": quiet, "loud": use()}))
"""


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory) -> dict:
    """What the libraries ask of the network after the lab's setup, and what with NannyML's switch taken off."""
    try:
        python = KernelSpecManager().get_kernel_spec("ops").argv[0]
    except NoSuchKernel:
        pytest.skip("the kernel `ops` is not installed: run `make env`")
    setup = next(c.source for c in jupytext.read(LAB / "17_drift.py").cells if "setup" in c.metadata.get("tags", []))
    folder = tmp_path_factory.mktemp("drift")
    one_thread = {
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "JE_ARROW_MALLOC_CONF": "background_thread:false",
    }
    env = {k: v for k, v in os.environ.items() if k not in ("NML_DISABLE_USAGE_LOGGING", "DO_NOT_TRACK")}
    done = subprocess.run(
        [python, "-c", WATCH + setup + USE],
        cwd=folder,
        env=env | one_thread | {"MPLBACKEND": "agg", "HOME": str(folder)},
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout.splitlines()[-1])


def test_its_libraries_report_nothing(used: dict) -> None:
    assert used["quiet"]["asked"] == []


def test_the_watch_would_see_a_report(used: dict) -> None:
    assert any("segment.io" in asked for asked in used["loud"]["asked"]), used["loud"]


def test_its_setup_leaves_no_thread_behind(used: dict) -> None:
    """With threads alive `grader verify` could not fork for an answer, and would import everything for each."""
    assert used["quiet"]["threads"] == 1, used["quiet"]["names"]
