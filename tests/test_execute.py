"""One notebook within its budgets: what it earns, and what is told when its kernel comes to grief."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

import nbformat
import places
import psutil
import pytest
from nbgrader.utils import determine_grade
from places import Place, scores, task, texts
from traitlets.config import Config

from grader.execute import execute, preload_modules
from grader.sandbox import policy
from grader.sandbox.autograde import ConfinedExecute

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="confinement needs Linux")


def read(result):
    return nbformat.reads(result.notebook.decode(), as_version=4)


def wait_until(condition, seconds=30):
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "it never happened"
        time.sleep(0.05)


def test_a_notebook_runs_as_anywhere():
    result = execute(
        task(
            "import sys\nprint('out')\nprint('err', file=sys.stderr)",
            "open('data/in.txt').read()",
            "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nNone",
            "from IPython.display import display, clear_output\ndisplay('gone')\nclear_output()\n"
            "handle = display('old', display_id=True)\nhandle.update('new')",
            "input('a name? ')",
            ("passes", "assert 1"),
            ("fails", "assert 0, 'no'"),
            ("half", "0.5"),
            ("noisy", "print('careful', file=sys.stderr)"),
            "x = ",
            files={"data/in.txt": b"read"},
        )
    )
    said = texts(result)
    assert (result.status, result.reasons, result.lost, result.doubtful) == ("finished", [], {}, {})
    assert said[:2] == ["out\nerr\n", "'read'\n"]
    cells = read(result).cells
    assert "image/png" in cells[2].outputs[0].data
    assert [output.data["text/plain"] for output in cells[3].outputs] == ["'new'"]
    assert said[4].startswith("StdinNotImplementedError")
    assert said[9].startswith("SyntaxError")
    assert scores(result) == {"passes": 1, "fails": 0, "half": 0.5, "noisy": 0}
    assert [cell.execution_count for cell in cells] == list(range(1, 11))
    assert cells[1].outputs[0].execution_count == 2
    assert all(cell.metadata.execution["shell.execute_reply"] for cell in cells)
    assert result.started == "warm" and 0 < sum(result.cell_seconds) < result.seconds


def test_cell_over_its_time():
    """It costs what it decides; what was defined before stays defined."""
    slow = "import time\nwhile True:\n    time.sleep(0.01)"
    result = execute(task("x = 1", slow, ("after", "assert x == 1"), ("slow", slow), ("last", "x"), cell_seconds=1))
    assert scores(result) == {"after": 1, "slow": 0, "last": 1}
    assert "CellTimeoutError: the cell ran longer than 1 s" in texts(result)[1]
    assert result.status == "finished" and result.lost == {"slow": "the cell ran longer than 1 s"}
    assert any("slow: the cell ran longer" in reason for reason in result.reasons)


def test_trapped_interrupt():
    """A fresh kernel gets what had run before, so that the rest is judged as if the offender had not been there."""
    trap = "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True: pass"
    cells = ["x = [1]\nprint('once')", "1 / 0", "x.append(2)", trap, ("after", "assert x == [1, 2]"), ("trap", trap)]
    result = execute(task(*cells, ("last", "assert x == [1, 2]"), cell_seconds=1))
    assert scores(result) == {"after": 1, "trap": 0, "last": 1}
    assert texts(result)[0] == "once\n"
    assert result.lost == {"trap": "the cell ran longer than 1 s"}
    assert result.status == "finished" and not result.doubtful


def test_stopped_kernel():
    stop = "import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)"
    result = execute(task("x = 1", stop, ("after", "assert x == 1"), cell_seconds=1))
    assert scores(result) == {"after": 1}


def test_notebook_over_its_time():
    wait = "import time\ntime.sleep(0.6)"
    result = execute(task(("first", "1"), wait, wait, wait, ("last", "1"), notebook_seconds=1.5))
    assert result.status == "timeout"
    assert scores(result) == {"first": 1, "last": 0}
    assert result.lost == {"last": "the notebook ran longer than 1.5 s"}


DEATHS = {
    "os._exit": ("import os\nos._exit(3)", "status 3"),
    "segmentation fault": ("import ctypes\nctypes.string_at(0)", "SIGSEGV"),
    "killed by itself": ("import os\nos.kill(os.getpid(), 9)", "SIGKILL"),
    "abort": ("import os\nos.abort()", "SIGABRT"),
    "exit": ("exit()\nimport time\ntime.sleep(5)", "status 0"),
}


@pytest.mark.parametrize(("death", "told"), DEATHS.values(), ids=DEATHS.keys())
def test_dead_kernel(death, told):
    """What was earned before stays earned; what comes after is 0, and says why."""
    result = execute(task("x = 1", ("before", "assert x"), death, ("after", "assert x"), "print(x)"))
    assert result.status == "died"
    assert scores(result) == {"before": 1, "after": 0}
    assert told in result.lost["after"] and told in result.reasons[0]
    assert told in "".join(texts(result)[2:4]) and texts(result)[4] == f"NotRun: not run: {result.lost['after']}\n"


def test_death_in_a_check():
    result = execute(task("def f():\n    import os\n    os._exit(0)", ("one", "f()"), ("two", "assert 1")))
    assert scores(result) == {"one": 0, "two": 0} and set(result.lost) == {"one", "two"}


def test_notebook_that_cannot_be_read():
    broken = task("1").model_copy(update={"notebook": b"{not json"})
    result = execute(broken)
    assert result.status == "refused" and result.notebook == b"{not json" and "cannot be read" in result.reasons[0]


def test_missing_kernel():
    result = execute(task(("check", "1"), kernel_name="no-such-kernel"))
    assert result.status == "refused" and scores(result) == {"check": 0}
    assert result.lost["check"] == "the kernel no-such-kernel is not installed here"


def test_files_that_do_not_fit():
    result = execute(task(("check", "1"), files={"large": os.urandom(3 << 20)}, disk_bytes=1 << 20))
    assert result.status == "refused" and "do not fit" in result.reasons[0]


def test_missing_layer_is_refused(monkeypatch):
    """With the remedy in one line; only asking for it goes without."""
    monkeypatch.setattr(policy, "_bubblewrap", lambda _: (None, False, "not permitted"))
    monkeypatch.setattr(policy, "_landlock_abi", lambda: 2)
    policy._plan.cache_clear()
    try:
        result = execute(task(("check", "1")))
        assert result.status == "refused" and scores(result) == {"check": 0}
        assert "user namespaces" in result.reasons[0] and "--unconfined" in result.reasons[0]
        assert "\n" not in result.reasons[0]
        result = execute(task(("check", "1"), confine=False))
        assert scores(result) == {"check": 1} and result.confinement == ["none"]
    finally:
        policy._plan.cache_clear()


def test_malformed_messages():
    """Whatever a kernel sends, the grader goes on."""
    send = """
kernel = get_ipython().kernel
parent = kernel.get_parent()
session, socket = kernel.session, kernel.iopub_socket
for kind in ("stream", "display_data", "execute_result", "error", "update_display_data", "clear_output", "status"):
    for content in ({}, {"text": 1, "name": 2}, {"data": 5}, {"data": {"text/plain": None}, "metadata": 3},
                    {"execution_state": []}, {"traceback": [1], "ename": {}, "evalue": None}):
        super(type(session), session).send(socket, kind, content, parent=parent)
socket.send_multipart([b"x"])
socket.send_multipart([b"<IDS|MSG>", b"", b"{", b"{", b"{", b"{"])
for depth in (100_000,):
    nested = b"[" * depth + b"]" * depth
    body = [b"{}", b"{}", b"{}", nested]
    socket.send_multipart([b"<IDS|MSG>", session.sign(body), *body])
print("sent")
"""
    result = execute(task(send, ("check", "assert 1")))
    assert texts(result)[0].endswith("sent\n") and scores(result) == {"check": 1}
    nbformat.validate(read(result))


def test_random_state_differs_between_kernels():
    """They are forks of one process, and still draw numbers of their own."""
    draw = (
        "print(random.random(), np.random.rand(), np.random.default_rng().random(), uuid.uuid4(), os.urandom(4).hex())"
    )
    lines = ["import random", "import numpy as np", "import uuid", "import os"]
    drawn = {texts(execute(task("\n".join(lines), draw, preload=lines)))[1] for _ in range(3)}
    values = [said.split() for said in drawn]
    assert len(values) == 3 and all(len(set(column)) == 3 for column in zip(*values, strict=True))


def test_libraries_survive_the_fork():
    """Thread pools of BLAS and OpenMP, joblib's processes, TensorFlow: each kernel has its own, and they work."""
    lines = [
        "TF_CPP_MIN_LOG_LEVEL=3",
        "import numpy as np",
        "import pandas as pd",
        "from sklearn.ensemble import HistGradientBoostingClassifier",
        "from sklearn.ensemble import RandomForestClassifier",
        "import tensorflow as tf",
    ]
    imports = "\n".join(line for line in lines if line.startswith(("import", "from")))
    use = """
rng = np.random.default_rng(0)
x = rng.normal(size=(2000, 20))
y = (x[:, 0] + x[:, 1] > 0).astype(int)
product = (x @ x.T).sum()
assert np.isclose(product, x.sum(0) @ x.sum(0))
assert HistGradientBoostingClassifier(max_iter=20).fit(x, y).score(x, y) > 0.95
assert RandomForestClassifier(20, n_jobs=2, random_state=0).fit(x, y).score(x, y) > 0.95
from joblib import Parallel, delayed
assert Parallel(n_jobs=2)(delayed(pow)(n, 2) for n in range(4)) == [0, 1, 4, 9]
model = tf.keras.Sequential([tf.keras.Input((20,)), tf.keras.layers.Dense(1, activation="sigmoid")])
model.compile("adam", "binary_crossentropy", metrics=["accuracy"])
first = float(model.layers[0].kernel[0, 0])
before = model.evaluate(x, y, verbose=0)[0]
model.fit(x, y, epochs=2, verbose=0)
assert model.evaluate(x, y, verbose=0)[0] < before
"""
    seen = set()
    for _ in range(2):
        cells = imports, ("check", use), "print(first, float(tf.random.uniform([])))"
        result = execute(task(*cells, preload=lines, cell_seconds=300, notebook_seconds=600))
        assert scores(result) == {"check": 1}, texts(result)
        assert not result.doubtful
        seen.add(texts(result)[2])
    assert len(seen) == 2


def test_modules_that_cannot_be_forked_are_left_to_the_cells(tmp_path):
    """One that leaves a thread running, one that fails, and the next, which is warm."""
    (tmp_path / "leaves_thread.py").write_text(
        "import threading, time\nthreading.Thread(target=time.sleep, args=(1000,), daemon=True).start()"
    )
    (tmp_path / "fails.py").write_text("raise OSError('no')")
    (tmp_path / "works.py").write_text("value = 5")
    names = ["leaves_thread", "fails", "works"]
    preload = [f"PYTHONPATH={tmp_path}", *(f"import {name}" for name in names)]
    look = f"import sys\nprint([name for name in {names} if name in sys.modules])"
    wait_until(lambda: texts(execute(task(look, preload=preload))) == ["['works']\n"])


def test_servers_of_a_cell_are_forked_from_what_is_warm():
    """They have imported what the warm server has, and nothing of what the cells did; each ends with its block."""
    look = """
import os, sys
print(sys.argv[1:], "html.entities" in sys.modules, "secret" in sys.modules, os.environ.get("SECRET"), flush=True)
import http.server
http.server.test(http.server.SimpleHTTPRequestHandler, port=int(sys.argv[1]), bind="127.0.0.1")
"""
    serve = f"""
import os, sys, types, urllib.request
from labkit.services import service
sys.modules["secret"], os.environ["SECRET"] = types.ModuleType("secret"), "shown"
for _ in range(2):
    with service([sys.executable, "-c", {look!r}, "{{port}}"], health="/") as server:
        assert urllib.request.urlopen(server.url).status == 200
    try:
        os.kill(server.pid, 0)
    except ProcessLookupError:
        print(server.log().splitlines()[0].replace(str(server.port), "port"))
"""
    warm = ["from labkit.services import service", "preload html.entities"]
    expected = "['port'] {} False shown\n" * 2
    assert texts(execute(task(serve))) == [expected.replace("{}", "False")]
    # A kernel that came without such a process starts one
    itself = "from labkit.services import preload\npreload('html.entities')"
    assert texts(execute(task(itself, serve)))[1] == expected.replace("{}", "True")
    wait_until(lambda: texts(execute(task(serve, preload=warm))) == [expected.replace("{}", "True")])


def test_kernel_that_is_not_forked(tmp_path, monkeypatch):
    """Any program that a kernel.json names is started cold in the same cell; here, IPython's own command."""
    folder = tmp_path / "kernels" / "cold"
    folder.mkdir(parents=True)
    command = [str(Path(sys.executable).with_name("ipython")), "kernel", "-f", "{connection_file}"]
    spec = {"argv": command, "display_name": "Cold", "language": "other"}
    (folder / "kernel.json").write_text(json.dumps(spec))
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    tried = "try:\n    open('/etc/shadow')\nexcept OSError as error:\n    print(type(error).__name__)"
    loop = "while True: pass"
    result = execute(task("print('cold')", tried, loop, ("check", "assert 1"), kernel_name="cold", cell_seconds=2))
    assert texts(result)[0] == "cold\n" and texts(result)[1] in ("PermissionError\n", "FileNotFoundError\n")
    assert scores(result) == {"check": 1} and result.started == "cold"
    assert "seccomp" in result.confinement


def test_kernel_that_cannot_start(tmp_path, monkeypatch):
    folder = tmp_path / "kernels" / "broken"
    folder.mkdir(parents=True)
    spec = {
        "argv": ["/usr/bin/env", "sh", "-c", "echo no R here >&2; exit 4"],
        "display_name": "Broken",
        "language": "R",
    }
    (folder / "kernel.json").write_text(json.dumps(spec))
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    result = execute(task(("check", "1"), kernel_name="broken"))
    assert result.status == "refused" and scores(result) == {"check": 0}
    assert "no R here" in result.reasons[0]


def test_lost_keeper():
    """The machine's own trouble costs nobody a grade: the notebook is run once more."""
    place = Place("this user")
    place.connection.send(task("import time\ntime.sleep(2)", ("check", "assert 1")).model_dump())

    def keepers():
        servers = [
            p for p in psutil.process_iter(["cmdline"]) if str(place.folder) in " ".join(p.info["cmdline"] or [])
        ]
        return [server for server in servers if any("bwrap" in child.name() for child in server.children())]

    wait_until(keepers)
    os.kill(keepers()[0].pid, signal.SIGKILL)
    result = places.Result(**place.connection.recv())
    assert result.status == "finished" and scores(result) == {"check": 1}
    place.close()


def test_grader_that_is_killed_leaves_nothing():
    """kill -9 in the middle of a cell: kernel, keeper and server end by themselves."""
    place = Place("this user")
    marker = f"{os.getpid()}.4321"
    place.connection.send(task(f"import subprocess\nsubprocess.run(['sleep', '{marker}'])").model_dump())

    def sleeping():
        return [process for process in psutil.process_iter(["cmdline"]) if marker in (process.info["cmdline"] or [])]

    def servers():
        return [p for p in psutil.process_iter(["cmdline"]) if str(place.folder) in " ".join(p.info["cmdline"] or [])]

    wait_until(sleeping)
    assert servers()
    os.kill(place.process.pid, signal.SIGKILL)
    wait_until(lambda: not sleeping())
    wait_until(lambda: not servers())
    place.close()


def test_preload_modules():
    cells = [
        "import os\nos.environ['TF_CPP_MIN_LOG_LEVEL'] = '3'\nos.environ.setdefault('X', 'y')",
        "import numpy as np, no_such_module\nfrom pathlib import Path, PurePath as P",
        "def f():\n    import pandas",
        "%matplotlib inline\nimport json",
        "from . import x\nfrom os import *\nimport os.path",
        "preload('xml.dom', 'no_such_module', name)\nservices.preload('json')",
    ]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in cells])
    assert preload_modules(notebook) == [
        "import os",
        "TF_CPP_MIN_LOG_LEVEL=3",
        "X=y",
        "import numpy as np",
        "from pathlib import Path",
        "from pathlib import PurePath as P",
        "import os.path",
        "preload xml.dom",
        "preload json",
    ]


def test_folder_of_somebody_else(tmp_path, monkeypatch):
    """What a grader keeps in a place that others may write to must be its own."""
    base = Path(tempfile.mkdtemp(dir="/tmp"))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(base))
    assert policy.own_folder("x", 0o700) == base / f"grader-{os.getuid()}-x" == policy.own_folder("x", 0o700)
    policy.own_folder("x", 0o700).chmod(0o777)
    with pytest.raises(policy.Refusal, match="open to others"):
        policy.own_folder("x", 0o700)
    policy_folder = base / f"grader-{os.getuid()}-y"
    policy_folder.symlink_to(tmp_path)
    with pytest.raises(policy.Refusal, match="somebody else"):
        policy.own_folder("y", 0o700)
    shutil.rmtree(base)


PEEK = "import os\nprint(os.path.exists('/etc/shadow'), os.listdir('.'))\nopen('made', 'w').write('x')\n1 / 0"


@pytest.fixture
def notebook(tmp_path):
    path = tmp_path / "work" / "peek.ipynb"
    path.parent.mkdir()
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(PEEK), nbformat.v4.new_code_cell("6 * 7")])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(notebook, path)
    (path.parent / "link").symlink_to("/etc/passwd")
    return path


def test_provisioner_by_name(notebook):
    """Any program of jupyter's runs its kernels confined when told so by the environment."""
    environment = os.environ | {"JUPYTER_DEFAULT_PROVISIONER_NAME": "sandboxed"}
    command = [Path(sys.executable).with_name("jupyter"), "execute", "--allow-errors", "--inplace", notebook]
    subprocess.run(command, env=environment, check=True, capture_output=True, timeout=120)
    cells = nbformat.read(notebook, as_version=4).cells
    assert cells[0].outputs[0].text == "False ['peek.ipynb']\n" and cells[0].outputs[1].ename == "ZeroDivisionError"
    assert cells[1].outputs[0].data["text/plain"] == "42"
    assert sorted(path.name for path in notebook.parent.iterdir()) == ["link", "peek.ipynb"]


def test_preprocessor_for_autograde(notebook):
    """nbgrader's own execution, by configuration."""
    config = Config({"SandboxedProvisioner": {"files": 500}, "Execute": {"timeout": 2}})
    cells = nbformat.read(notebook, as_version=4)
    cells.cells.append(nbformat.v4.new_code_cell("while True: pass"))
    cells.cells.append(nbformat.v4.new_code_cell("print('after')"))
    executed, _ = ConfinedExecute(config=config).preprocess(cells, {"metadata": {"path": str(notebook.parent)}})
    outputs = [
        [output.get("text") or output.get("ename") or output.data for output in c.outputs] for c in executed.cells
    ]
    assert outputs[0] == ["False ['peek.ipynb']\n", "ZeroDivisionError"]
    assert "CellTimeoutError" in outputs[2] and outputs[3] == ["after\n"]


@pytest.mark.parametrize("way", ["command", "formgrader"])
def test_nbgrader_autograde_confined(tiny, run, way):
    """nbgrader's own command, and the button of formgrader in a real Jupyter server, by nbgrader_config.py alone."""
    run("grader", "build", cwd=tiny)
    run("nbgrader", "generate_assignment", "01_tiny", cwd=tiny)
    submitted = tiny / "submitted" / "ann" / "01_tiny" / "01_tiny.ipynb"
    submitted.parent.mkdir(parents=True)
    notebook = nbformat.read(tiny / "labs" / "01_tiny" / "01_tiny.ipynb", as_version=4)
    peek = f"import os\nprint(os.path.exists({str(tiny / 'gradebook.db')!r}), os.environ['NBGRADER_EXECUTION'])"
    notebook.cells.insert(1, nbformat.v4.new_code_cell(peek))
    solution = next(cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade_id") == "add")
    solution.source = "def add(a, b):\n    return a + b"
    nbformat.write(notebook, submitted)
    assert (tiny / "gradebook.db").exists()
    if way == "command":
        run("nbgrader", "autograde", "01_tiny", cwd=tiny)
    else:
        with formgrader(tiny) as ask:
            assert json.loads(ask("formgrader/api/submission/01_tiny/ann/autograde", method="POST"))["success"]
            assert json.loads(ask("formgrader/api/submission/01_tiny/ann"))["score"] == 2
    cells = nbformat.read(tiny / "autograded" / "ann" / "01_tiny" / "01_tiny.ipynb", as_version=4).cells
    assert cells[1].outputs[0].text == "False autograde\n"
    earned = {
        cell.metadata.nbgrader.grade_id: determine_grade(cell)[0] for cell in cells if "points" in str(cell.metadata)
    }
    assert earned == {"add-check": 2, "hello-check": 0}


@contextlib.contextmanager
def formgrader(course):
    """A function that asks an instructor's JupyterLab, started in the course's folder as docs/instructor.md says."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = ["--no-browser", "--allow-root", f"--port={port}", "--ServerApp.port_retries=0"]
    with (course.parent / "server.log").open("w") as log:
        server = subprocess.Popen(
            [Path(sys.executable).with_name("jupyter"), "lab", *options],
            cwd=course,
            env=os.environ | {"HOME": str(course.parent), "JUPYTER_TOKEN": "open"},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )

    def ask(path, method="GET"):
        address = f"http://127.0.0.1:{port}/{path}"
        request = urllib.request.Request(address, method=method, headers={"Authorization": "token open"})
        return urllib.request.urlopen(request, timeout=120).read()

    def up():
        assert server.poll() is None, (course.parent / "server.log").read_text()
        with contextlib.suppress(OSError):
            return ask("api/status")

    try:
        wait_until(up, 90)
        yield ask
    finally:
        server.terminate()
        server.wait(30)
