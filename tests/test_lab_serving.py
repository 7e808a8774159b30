"""Lab 15's helpers: the schema of KServe's manifests, and servers that end with an interrupted cell."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import time
from pathlib import Path

import jsonschema
import jupytext
import psutil
import pytest
from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel
from jupyter_client.manager import start_new_kernel

LAB = Path(__file__).parents[1] / "solutions" / "15_serving"
SECONDS = 120  # far more than anything here takes

# The first example of KServe's documentation, and its canary.
DOCUMENTED = {
    "apiVersion": "serving.kserve.io/v1beta1",
    "kind": "InferenceService",
    "metadata": {"name": "sklearn-iris", "annotations": {"serving.kserve.io/enable-tag-routing": "true"}},
    "spec": {
        "predictor": {
            "canaryTrafficPercent": 10,
            "model": {
                "modelFormat": {"name": "sklearn"},
                "protocolVersion": "v2",
                "storageUri": "gs://kfserving-examples/models/sklearn/1.0/model",
                "resources": {"requests": {"cpu": 1, "memory": "1.5Gi"}, "limits": {"cpu": "100m"}},
            },
        }
    },
}


@pytest.fixture(scope="session")
def ops():
    """The interpreter of the kernel that the lab names."""
    try:
        return KernelSpecManager().get_kernel_spec("ops").argv[0]
    except NoSuchKernel:
        pytest.skip("needs the kernel ops: run `make env`")


@pytest.fixture(scope="session")
def validator(ops):
    """A validator of the schema that the lab's helper makes."""
    code = "import json, inference_service_schema as s; print(json.dumps(s.inference_service_schema()))"
    done = subprocess.run([ops, "-c", code], cwd=LAB, capture_output=True, text=True, timeout=SECONDS, check=True)
    schema = json.loads(done.stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def changed(path, value):
    """The documented manifest with another value at `path`, a text with dots; None takes the field away."""
    manifest = json.loads(json.dumps(DOCUMENTED))
    *way, last = path.split(".")
    place = manifest
    for step in way:
        place = place.setdefault(step, {})
    if value is None:
        del place[last]
    else:
        place[last] = value
    return manifest


def test_schema_takes_what_kserve_documents(validator):
    assert list(validator.iter_errors(DOCUMENTED)) == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("apiVersion", "serving.kserve.io/v1alpha2"),
        ("kind", "InferenceServices"),
        ("metadata.name", None),
        ("metadata.name", "Sklearn_Iris"),
        ("spec.predictor", None),
        ("spec.predictor.minReplica", 2),
        ("spec.predictor.minReplicas", "2"),
        ("spec.predictor.model.modelFormat", None),
        ("spec.predictor.model.resources.limits.memory", "1 GB"),
        ("spec.predictor.containers", [{"image": "late:1"}]),
        ("spec.predictor.containers", [{"name": "a", "readinessProbe": {"httpGet": {"path": "/"}}}]),
        ("spec.predictor.containers", [{"name": "a", "ports": [{"containerPort": "8080"}]}]),
    ],
)
def test_schema_refuses(validator, path, value):
    assert list(validator.iter_errors(changed(path, value)))


def test_interrupted_cell_leaves_nothing_behind(ops, tmp_path):
    folder = tmp_path / LAB.name
    shutil.copytree(LAB, folder, ignore=shutil.ignore_patterns("*.ipynb", "work"))
    setup = [
        cell.source for cell in jupytext.read(LAB / "15_serving.py").cells if "setup" in cell.metadata.get("tags", [])
    ]
    hang = """
APP = '''
from fastapi import FastAPI

app = FastAPI()


@app.get("/health")
def health() -> dict:
    return {}
'''
with running({"app.py": APP}) as server:
    print(server.pid, server.url.rsplit(":", 1)[1], flush=True)
    time.sleep(600)
"""
    manager, client = start_new_kernel(kernel_name="ops", cwd=str(folder), startup_timeout=SECONDS)
    try:
        for source in setup:
            reply = client.execute_interactive(source, timeout=SECONDS, output_hook=lambda message: None)
            assert reply["content"]["status"] == "ok", reply["content"]
        asked = client.execute(hang)
        said = ""
        while "\n" not in said:
            message = client.get_iopub_msg(timeout=SECONDS)
            if message["msg_type"] == "stream":
                said += message["content"]["text"]
        pid, port = map(int, said.split())
        assert psutil.pid_exists(pid)
        manager.interrupt_kernel()
        while (reply := client.get_shell_msg(timeout=SECONDS))["parent_header"]["msg_id"] != asked:
            pass
        assert reply["content"]["ename"] == "KeyboardInterrupt"
        deadline = time.monotonic() + SECONDS
        while psutil.pid_exists(pid) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert not psutil.pid_exists(pid)
        with socket.socket() as probe:
            assert probe.connect_ex(("127.0.0.1", port)) != 0
        assert list((folder / "work" / "checks").iterdir()) == []
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
