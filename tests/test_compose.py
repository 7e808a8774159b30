"""compose.yaml: what it promises is in the file, and its parts work with each other where they can be started here."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from contextlib import contextmanager

import pytest
import yaml
from conftest import BIN, ROOT
from nbgrader.api import Gradebook
from postgres import postgres

FILE = ROOT / "compose.yaml"
PROMETHEUS = ROOT / "tools" / "compose" / "prometheus.yml"
services = yaml.safe_load(FILE.read_text())["services"]


def test_it_follows_the_schema_is_pinned_and_listens_on_this_machine_alone():
    command = [BIN / "check-jsonschema", "--builtin-schema", "vendor.compose-spec", FILE]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    for name, service in services.items():
        built = service["image"] == "mlops-roadmap-labs" and service.get("build") == "."
        assert built or re.search(r":v?\d+\.\d+(\.\d+)?$", service["image"]), f"{name}: a tag that stays"
        assert all(port.startswith("127.0.0.1:") for port in service.get("ports", [])), name
        for source, *_ in (volume.split(":") for volume in service.get("volumes", [])):
            assert not source.startswith(".") or (ROOT / source).is_file(), f"{name}: {source} is there"


def test_no_secret_is_in_the_repository_and_none_has_a_default():
    found = {}
    for name, service in services.items():
        for key, value in service.get("environment", {}).items():
            if "PASSWORD" in key:
                found[name, key] = value
    assert {name for name, _ in found} == {"course", "gradebook", "grafana"}
    assert all(re.fullmatch(r"\$\{\w+:\?[^}]+\}", value) for value in found.values()), found
    for ignore in (".gitignore", ".dockerignore"):
        assert ".env" in (ROOT / ignore).read_text().splitlines()
    # The first lines of the file make the .env that it asks for
    command = re.search(r"^#   (printf .*) >\.env$", FILE.read_text(), re.M)[1]
    made = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=30, check=True).stdout
    wanted = {re.match(r"\$\{(\w+)", value)[1] for value in found.values()}
    assert {line.split("=")[0] for line in made.splitlines() if re.fullmatch(r"\w+=[0-9a-f]{32}", line)} == wanted


def test_the_gradebook_is_the_one_that_the_environment_names(course, run):
    with postgres() as url:
        run("nbgrader", "generate_assignment", "01_tiny", cwd=course, NBGRADER_DB_URL=url)
        with Gradebook(url, "mlops") as gradebook:
            assert [assignment.name for assignment in gradebook.assignments] == ["01_tiny"]


@contextmanager
def running(command, log, cwd=ROOT):
    """A server, ended with all that it started."""
    with log.open("w") as out:
        server = subprocess.Popen(
            command,
            cwd=cwd,
            env={**os.environ, "PATH": f"{BIN}:{os.environ['PATH']}", "HOME": str(log.parent)},
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        yield server
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        try:
            server.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_prometheus_gets_the_metrics_of_the_course(tmp_path):
    prometheus = shutil.which("prometheus")
    if not prometheus:
        pytest.skip("needs prometheus")
    lab, port = free_port(), free_port()
    settings = tmp_path / "prometheus.yml"
    text = PROMETHEUS.read_text()
    for old, new in (("course:8888", f"127.0.0.1:{lab}"), ("127.0.0.1:9090", f"127.0.0.1:{port}"), ("15s", "1s")):
        assert text.count(old) == 1
        text = text.replace(old, new)
    settings.write_text(text)
    serve = [part for part in services["course"]["command"] if not part.startswith(("--ip=", "--port="))]
    watch = [prometheus, f"--config.file={settings}", f"--storage.tsdb.path={tmp_path / 'data'}"]
    watch.append(f"--web.listen-address=127.0.0.1:{port}")
    logs = tmp_path / "lab.log", tmp_path / "prometheus.log"
    query = f"http://127.0.0.1:{port}/api/v1/query?query=http_request_duration_seconds_count"
    with running([*serve, f"--port={lab}", "--no-browser"], logs[0]) as first, running(watch, logs[1]) as second:
        deadline = time.monotonic() + 240
        jobs = set()
        while "course" not in jobs:
            said = "\n".join(log.read_text() for log in logs)
            assert first.poll() is None and second.poll() is None and time.monotonic() < deadline, said
            time.sleep(0.3)
            try:
                answer = json.load(urllib.request.urlopen(query, timeout=10))
            except OSError:  # it does not listen yet
                continue
            jobs = {series["metric"]["job"] for series in answer["data"]["result"]}
