"""Lab 05_docker against the real tools: its service, its image layouts, and its Dockerfiles on a real engine."""

from __future__ import annotations

import filecmp
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import docker
import httpx
import jupytext
import nbformat
import pytest
import yaml
from nbclient import NotebookClient

from labkit.services import ServiceError, service

ROOT = Path(__file__).resolve().parents[1]
LAB = ROOT / "solutions" / "05_docker"
PROJECT = LAB / "project"
BASE = "python:3.11.13-slim-bookworm"  # what every right answer builds on
SERVICE = [sys.executable, "-B", "-m", "uvicorn", "service.app:app", "--port", "{port}"]
FLIGHT = {"carrier": "UA", "origin": "EWR", "dest": "ORD", "hour": 17, "weekday": 4}
WAIT = 120  # seconds for a start or an answer, on a machine that does much else
PROGRAMS = ("sh", "mkdir", "rm", "cat", "ls", "id", "chown", "test", "useradd", "groupadd")  # of the stand-in base


# ---------------------------------------------------------------------------------------------------------------------
# The lab's own code, as its notebook runs it
# ---------------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def cells() -> dict[str, str]:
    """The lab's code cells by name: `setup`, `engine` and each solution."""
    found = {}
    for cell in jupytext.read(LAB / "05_docker.py").cells:
        if cell.cell_type == "code":
            names = [*cell.metadata.get("tags", []), cell.metadata.get("nbgrader", {}).get("grade_id")]
            found.update((name, cell.source) for name in names if name)
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A student's folder: what the lab hands out."""
    ignored = shutil.ignore_patterns("05_docker.*", "work", "__pycache__")
    return Path(shutil.copytree(LAB, tmp_path / "05_docker", ignore=ignored))


@pytest.fixture
def lab(cells: dict[str, str], folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict]:
    """The names that the setup and the solutions in Python define."""
    monkeypatch.chdir(folder)
    monkeypatch.syspath_prepend(folder)
    names: dict = {}
    exec(cells["setup"], names)
    for name in ("layer-table", "find-leaks", "wasted-bytes", "rebuilt-steps"):
        exec(cells[name], names)
    yield names
    sys.modules.pop("image_layout", None)


def right_answers(exercise: str) -> list[str]:
    """The right answers to an exercise whose answer is a file."""
    text = (ROOT / "tests" / "answers" / "05_docker" / f"{exercise}.py").read_text()
    answers = re.split(r"^# %% ", text, flags=re.MULTILINE)[1:]
    bodies = (answer.partition("\n")[2] for answer in answers if answer.startswith("right:"))
    return [re.sub(r"^# ?", "", body.strip("\n"), flags=re.MULTILINE) + "\n" for body in bodies]


def test_the_notebook_says_when_no_engine_answers(cells, folder, monkeypatch):
    monkeypatch.setenv("DOCKER_HOST", f"unix://{folder}/no-engine.sock")
    assert "No engine answers" in on_engine(cells, folder, cells["service-dockerfile"])


# ---------------------------------------------------------------------------------------------------------------------
# The service
# ---------------------------------------------------------------------------------------------------------------------


def test_the_model_is_what_its_training_writes(tmp_path):
    subprocess.run([sys.executable, PROJECT / "train.py", tmp_path / "model.json"], check=True, timeout=300)
    made = json.loads((tmp_path / "model.json").read_text())
    kept = json.loads((PROJECT / "service" / "model.json").read_text())
    assert made["version"] == kept["version"]
    assert made["intercept"] == pytest.approx(kept["intercept"], abs=0.01)
    assert {name: set(weights) for name, weights in made["weights"].items()} == {
        name: set(weights) for name, weights in kept["weights"].items()
    }
    for name, weights in kept["weights"].items():
        assert made["weights"][name] == pytest.approx(weights, abs=0.01)


def test_the_service_predicts_and_counts():
    with service(SERVICE, cwd=PROJECT, timeout=WAIT) as server, httpx.Client(timeout=WAIT) as client:
        evening = client.post(server.url + "/predict", json=FLIGHT).json()
        morning = client.post(server.url + "/predict", json=FLIGHT | {"hour": 6}).json()
        assert 0 < morning["late_probability"] < evening["late_probability"] < 1
        assert client.post(server.url + "/predict", json=FLIGHT | {"dest": "new"}).status_code == 200
        assert client.post(server.url + "/predict", json=FLIGHT | {"hour": 24}).status_code == 422
        assert "predictions_total 3.0" in client.get(server.url + "/metrics").text


def test_the_service_does_not_start_without_its_tracking_server():
    with (
        pytest.raises(ServiceError, match="Connection refused"),
        service(SERVICE, cwd=PROJECT, env={"MLFLOW_TRACKING_URI": "http://127.0.0.1:9"}, timeout=WAIT),
    ):
        pass


def test_the_stack_s_mlflow_takes_the_service_s_record_and_refuses_other_names(tmp_path):
    """The command of the Compose file, with its port and folders exchanged, and this machine's address let in."""
    (answer, *_) = right_answers("compose-stack")
    command = yaml.safe_load(answer)["services"]["mlflow"]["command"]
    command = [word.replace("/mlflow/", f"{tmp_path}/").replace("0.0.0.0", "127.0.0.1") for word in command]
    command[command.index("--port") + 1] = "{port}"
    command[-1] += ",127.0.0.1:*"
    command[0] = str(Path(sys.executable).with_name("mlflow"))
    asked = {"experiment_ids": ["0"]}
    with service(command, timeout=240) as mlflow, httpx.Client(timeout=WAIT) as client:
        search = mlflow.url + "/api/2.0/mlflow/runs/search"
        # the first question, which opens the database, may take longer than the service waits
        assert client.post(search, json=asked, headers={"Host": "mlflow:5000"}).json().get("runs", []) == []
        with service(SERVICE, cwd=PROJECT, env={"MLFLOW_TRACKING_URI": mlflow.url}, timeout=WAIT):
            runs = client.post(search, json=asked, headers={"Host": "mlflow:5000"}).json()["runs"]
        refused = client.post(search, json=asked, headers={"Host": "tracking:5000"})
        healthy = client.get(mlflow.url + "/health", headers={"Host": "tracking:5000"})
    assert [run["info"]["status"] for run in runs] == ["FINISHED"]
    assert {"key": "model_version", "value": "2013-09"} in runs[0]["data"]["tags"]
    assert (refused.status_code, healthy.status_code) == (403, 200)


def test_prometheus_takes_the_configuration():
    if not shutil.which("promtool"):
        pytest.skip("needs promtool")
    subprocess.run(["promtool", "check", "config", PROJECT / "prometheus.yml"], check=True, timeout=60)


def test_the_lock_agrees_with_the_course_s_own():
    """What the notebook runs and what the image runs are the same releases."""
    pattern = re.compile(r"^([\w.-]+)==([\w.]+)", re.MULTILINE)
    course = dict(pattern.findall((ROOT / "requirements" / "main.txt").read_text()))
    service_lock = dict(pattern.findall((PROJECT / "requirements.txt").read_text()))
    assert service_lock.items() <= course.items()


# ---------------------------------------------------------------------------------------------------------------------
# The image layouts
# ---------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["HELLO", "V7"])
def test_skopeo_reads_the_layouts(lab, name, tmp_path):
    if not shutil.which("skopeo"):
        pytest.skip("needs skopeo")
    (described,) = json.loads((lab[name] / "index.json").read_text())["manifests"]
    tag = described["annotations"]["org.opencontainers.image.ref.name"]
    copied = tmp_path / "copied"
    subprocess.run(["skopeo", "copy", f"oci:{lab[name]}:{tag}", f"oci:{copied}:{tag}"], check=True, timeout=60)
    same = filecmp.dircmp(lab[name] / "blobs" / "sha256", copied / "blobs" / "sha256")
    assert not same.left_only and not same.right_only and not same.diff_files


def test_umoci_unpacks_what_the_waste_leaves(lab, tmp_path):
    """The bytes of v7's layers, less those that the solution calls wasted, are the bytes of the container's files."""
    if not shutil.which("umoci"):
        pytest.skip("needs umoci")
    bundle = tmp_path / "bundle"
    subprocess.run(["umoci", "unpack", "--rootless", "--image", f"{lab['V7']}:v7", bundle], check=True, timeout=60)
    files = [path for path in (bundle / "rootfs").rglob("*") if path.is_file() and not path.is_symlink()]
    table = lab["layer_table"](lab["V7"])
    assert sum(path.stat().st_size for path in files) == sum(row.size for row in table) - sum(
        lab["wasted_bytes"](lab["V7"])
    )


def test_the_incident_is_where_the_text_says(lab):
    leaks = lab["find_leaks"](lab["V7"], re.compile(rb"mlt_\w{20}"))
    assert {(leak.layer, leak.where) for leak in leaks} == {(3, "app/.env"), (None, "history 7")}
    wasted = lab["wasted_bytes"](lab["V7"])
    assert wasted.index(max(wasted)) == 3


# ---------------------------------------------------------------------------------------------------------------------
# A real engine
# ---------------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def engine() -> Iterator[docker.DockerClient]:
    """An engine that has the base image: the one that answers, or a private one; else the test is skipped."""
    with pytest.MonkeyPatch.context() as patch:
        try:
            client = docker.from_env(timeout=300)
            client.ping()
        except docker.errors.DockerException:
            with private_engine() as address:
                patch.setenv("DOCKER_HOST", address)
                client = docker.from_env(timeout=300)
                import_base(client)
                yield client
                client.close()
            return
        try:
            client.images.pull(*BASE.split(":"))
        except docker.errors.APIError as error:
            pytest.skip(f"the engine cannot get {BASE}: {error.explanation}")
        yield client
        client.close()


@contextmanager
def private_engine() -> Iterator[str]:
    """A dockerd with its own data and its own bridge, without a rule in the firewall; ended and removed afterwards."""
    if os.geteuid() != 0:
        pytest.skip("no engine answers, and only root can start one")
    for program in ("dockerd", "ip"):
        if not shutil.which(program):
            pytest.skip(f"no engine answers, and there is no {program} to start one (apt: docker.io, iproute2)")
    bridge = f"lab05-{os.getpid()}"
    subprocess.run(["ip", "link", "add", "name", bridge, "type", "bridge"], check=True)
    try:
        subprocess.run(["ip", "address", "add", "172.30.205.1/24", "dev", bridge], check=True)
        subprocess.run(["ip", "link", "set", bridge, "up"], check=True)
        with tempfile.TemporaryDirectory(prefix="engine-", ignore_cleanup_errors=True) as folder:
            address = f"unix://{folder}/docker.sock"
            config = Path(folder, "daemon.json")
            config.write_text("{}")  # nothing of the machine's own configuration
            command = [
                "dockerd",
                *("--host", address, "--config-file", str(config), "--pidfile", f"{folder}/pid"),
                *("--data-root", f"{folder}/data", "--exec-root", f"{folder}/exec", "--bridge", bridge),
                *("--iptables=false", "--ip6tables=false", "--ip-masq=false", "--ip-forward=false"),
                *("--exec-opt", "native.cgroupdriver=cgroupfs", "--default-ulimit", "nofile=16384:16384"),
            ]
            log = Path(folder, "log")
            with log.open("wb") as written:
                daemon = subprocess.Popen(
                    command,
                    stdout=written,
                    stderr=written,
                    env={**os.environ, "TMPDIR": folder},  # where its containerd leaves a dump when it is slow to start
                    start_new_session=True,
                )
            try:
                if not answers(address, daemon):
                    pytest.skip(f"dockerd does not start here: {log.read_text().splitlines()[-1]}")
                yield address
            finally:
                daemon.terminate()
                try:
                    daemon.wait(30)
                except subprocess.TimeoutExpired:
                    os.killpg(daemon.pid, signal.SIGKILL)  # its containerd with it
                    daemon.wait()
    finally:
        subprocess.run(["ip", "link", "delete", bridge], check=False)


def answers(address: str, daemon: subprocess.Popen) -> bool:
    """Whether the daemon answers within a minute."""
    deadline = time.monotonic() + 60
    while daemon.poll() is None and time.monotonic() < deadline:
        try:
            docker.DockerClient(address).ping()
        except docker.errors.DockerException:
            time.sleep(0.1)
        else:
            return True
    return False


def import_base(client: docker.DockerClient) -> None:
    """Import a stand-in for the base image, which a machine without a registry cannot pull.

    It is this system's own Python with the libraries that it needs, and the wheels of the service's lock: a build in it
    needs no network.
    """
    python = shutil.which("python3", path="/usr/bin")
    if not python:
        pytest.skip("the stand-in for the base image needs the system's python3")
    asked = "import ensurepip, sys, sysconfig; print(sysconfig.get_path('stdlib'), *sys.version_info[:2])"
    told = subprocess.run([python, "-c", asked], capture_output=True, text=True, timeout=30)
    if told.returncode:
        pytest.skip("the stand-in for the base image needs the system's python3-venv")
    library, *version = told.stdout.split()

    with tempfile.TemporaryDirectory() as folder:
        wheels = Path(folder, "wheels")
        fetch = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes", "--dest", wheels]
        chosen = ["--only-binary=:all:", "--python-version", ".".join(version), "-r", PROJECT / "requirements.txt"]
        fetched = subprocess.run([*fetch, *chosen], capture_output=True, text=True, timeout=300)
        if fetched.returncode:
            pytest.skip(f"the wheels of the service cannot be fetched: {fetched.stderr.splitlines()[-1]}")

        buffer = io.BytesIO()
        with tarfile.open(fileobj=buffer, mode="w", dereference=True) as base:
            programs = [path for path in map(shutil.which, PROGRAMS) if path]
            modules = [str(path) for path in Path(library, "lib-dynload").glob("*.so")]
            for path in sorted({*programs, *libraries([python, *programs, *modules])}):
                base.add(path, os.path.join(os.path.realpath(os.path.dirname(path)), os.path.basename(path)))
            for merged in ("/bin", "/sbin", "/lib", "/lib64"):
                if os.path.islink(merged):
                    add_link(base, merged[1:], os.readlink(merged))
            base.add(library, filter=without_tests)
            for shared in ("/usr/share/python-wheels", "/etc/login.defs"):
                if Path(shared).exists():
                    base.add(shared)
            base.add(wheels, "wheels")
            base.add(os.path.realpath(python), "usr/bin/python3")
            add_link(base, "usr/bin/python", "python3")
            for name, text in {
                "etc/passwd": "root:x:0:0:root:/root:/bin/sh\n",
                "etc/group": "root:x:0:\n",
                "etc/pip.conf": "[global]\nno-index = true\nfind-links = /wheels\n",
            }.items():
                add_file(base, name, text.encode())
            for name, mode in {"tmp": 0o1777, "root": 0o700, "opt": 0o755, "home": 0o755}.items():
                add_folder(base, name, mode)
        buffer.seek(0)
        repository, tag = BASE.split(":")
        changes = ["ENV PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin", 'CMD ["python3"]']
        client.api.import_image_from_data(buffer.getvalue(), repository=repository, tag=tag, changes=changes)


def libraries(programs: list[str]) -> set[str]:
    """The shared libraries that programs and modules need, and those that a manylinux wheel may count on."""
    told = subprocess.run(["ldd", *programs], capture_output=True, text=True, timeout=60).stdout
    found = {path for path in re.findall(r"(/\S+) \(0x", told) if Path(path).is_file()}
    known = subprocess.run(["/sbin/ldconfig", "-p"], capture_output=True, text=True, timeout=60).stdout
    return found | set(re.findall(r"\blib(?:gcc_s|stdc\+\+|m|dl|rt|pthread|util)\.so\.\d+ .* => (/\S+)", known))


def without_tests(member: tarfile.TarInfo) -> tarfile.TarInfo | None:
    return None if re.search(r"/(test|idlelib|config-3[^/]*)(/|$)", member.name) else member


def add_file(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    member = tarfile.TarInfo(name)
    member.size = len(content)
    archive.addfile(member, io.BytesIO(content))


def add_folder(archive: tarfile.TarFile, name: str, mode: int) -> None:
    member = tarfile.TarInfo(name)
    member.type, member.mode = tarfile.DIRTYPE, mode
    archive.addfile(member)


def add_link(archive: tarfile.TarFile, name: str, target: str) -> None:
    member = tarfile.TarInfo(name)
    member.type, member.linkname = tarfile.SYMTYPE, target
    archive.addfile(member)


def on_engine(cells: dict[str, str], folder: Path, dockerfile: str) -> str:
    """What the lab's engine cell prints for an answer to the Dockerfile's exercise."""
    code = [cells["setup"], dockerfile, cells["engine"]]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in code])
    NotebookClient(
        notebook,
        timeout=400,
        resources={"metadata": {"path": str(folder)}},
        extra_arguments=["--log-level=ERROR"],  # a kernel warns on stderr that its sockets are local TCP
    ).execute()
    return "".join(output.get("text", "") for output in notebook.cells[-1].outputs)


@pytest.mark.parametrize("answer", ["solution", 0, 1])
def test_the_engine_builds_and_runs_right_dockerfiles(engine, cells, folder, answer):
    if answer == "solution":
        dockerfile = cells["service-dockerfile"]
    else:
        dockerfile = "%%writefile work/Dockerfile\n" + right_answers("service-dockerfile")[answer]
    told = on_engine(cells, folder, dockerfile)
    for step in ("built", "runs with 512 MiB", "healthy", "predicts", "runs as user 10001", "ended by SIGTERM"):
        assert re.search(rf"^ok +{step}", told, re.MULTILINE), told
    assert "FAILED" not in told
    assert not engine.containers.list(all=True, filters={"ancestor": "flight-service:lab"})


def test_the_engine_names_a_build_that_fails(engine, cells, folder):
    broken = cells["service-dockerfile"].replace("COPY service ./service", "COPY servise ./service")
    told = on_engine(cells, folder, broken)
    assert "FAILED" in told and "servise" in told


CACHED = """\
FROM python:3.11.13-slim-bookworm AS base
COPY config/ /etc/app/
RUN echo base >/base.txt
FROM base AS tools
ADD data.csv /data/
RUN cat /etc/app/app.toml >>/data/data.csv
FROM python:3.11.13-slim-bookworm
WORKDIR /app
COPY requirements.txt ./
RUN cat requirements.txt \\
    >installed.txt
COPY --from=tools /data /data
COPY --from=0 /etc/app /etc/app
COPY a.txt b.txt ./
USER 10001
"""


@pytest.mark.parametrize(
    "changed",
    [{"config/app.toml"}, {"data.csv"}, {"requirements.txt"}, {"b.txt"}, {"README.md"}, {"data.csv", "a.txt"}],
    ids=lambda changed: " ".join(sorted(changed)),
)
def test_the_builder_runs_again_what_the_solution_predicts(engine, lab, tmp_path, changed):
    context = tmp_path / "context"
    for name in ["config/app.toml", "data.csv", "requirements.txt", "a.txt", "b.txt", "README.md"]:
        path = context / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{changed} {name}\n")  # another content for each case: no cache of another one fits
    (context / "Dockerfile").write_text(CACHED)
    lines = [step.line for step in lab["instructions"](CACHED)]
    run_again(engine, context, lines)
    for name in changed:
        (context / name).write_text("changed\n")
    assert run_again(engine, context, lines) == lab["rebuilt"](CACHED, changed)


def run_again(engine: docker.DockerClient, context: Path, lines: list[int]) -> list[int]:
    """Build, and give the lines of the steps that did not come from the cache; FROM left out."""
    ran: dict[int, bool] = {}
    step = 0
    for message in engine.api.build(path=str(context), rm=True, forcerm=True, decode=True):
        text = message.get("stream", "")
        assert "error" not in message, message
        if begun := re.match(r"Step (\d+)/", text):
            step = int(begun[1])
            ran[step] = " FROM " not in text
        elif "Using cache" in text:
            ran[step] = False
    return [lines[number - 1] for number, again in ran.items() if again]
