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
# # 16 · Monitoring: is the service well?
#
# **120 minutes, 8 exercises, 20 points.** Roadmap step: *Prometheus and Grafana* (monitoring).
#
# You will be able to
#
# - **instrument** a service so that its metrics stay few, whatever its clients send;
# - **ask** a real Prometheus for the four golden signals;
# - **prove** recording rules, alerts and an error budget with `promtool test rules`;
# - **build** a Grafana dashboard as code, whose every query is answered;
# - **find** what an average hides, and the log line behind a slow request.
#
# **You need:** Python classes and dictionaries, a little HTTP and YAML. No other lab has to be done first.
#
# **The story so far.** The service that predicts late flights runs on several machines and answers over HTTP. Whether it
# answers *well*, the team learns from the support desk: usually on Monday, about Friday.
#
# | # | exercise | points | you write |
# | --- | --- | --- | --- |
# | 1 | `instrument` | 3 | what the service measures, without a cardinality trap |
# | 2 | `scrape-config` | 2 | how Prometheus finds the service, and protects itself |
# | 3 | `golden-signals` | 3 | traffic, errors, latency and saturation in PromQL |
# | 4 | `service-rules` | 2 | recording and alerting rules |
# | 5 | `error-budget` | 2 | an objective, its budget and two burn-rate alerts |
# | 6 | `dashboard` | 3 | a Grafana dashboard as code |
# | 7 | `request-log` | 2 | log lines that a metric leads to |
# | 8 | `investigate` | 3 | an incident: all is green, and users complain |
#
# **How the exercises work.** Each has a goal, a small example that runs, *Your task* (the complete contract), a stub and
# a check. Replace the two lines `# YOUR CODE HERE` and `raise NotImplementedError()` with your work and run the check
# below it. A cell that begins with `%%writefile` writes a file: run it before its check. No output and no error from a
# check means that its visible tests pass. A check needs the setup cell and your own cell, nothing else: you may skip an
# exercise and come back. Cells titled *On the team's service* use your work on the running service; until it is there
# they print that they wait.

# %% [markdown]
# ## Setup
#
# Run this cell first, every time you open the lab. It takes about five seconds: it trains the model (a table, from the
# first half of the year), starts the service twice, and gives a Prometheus two hours of a recorded past. It also empties
# `work/`.
#
# The lab uses the programs `prometheus` and `promtool`. Where they are missing, the cell says in one line how to get
# them; exercises 1 and 7 work without them. On Debian and Ubuntu it goes without root, too, in a terminal of JupyterLab:
# `apt-get download prometheus && dpkg -x prometheus_*.deb p && cp p/usr/bin/prom* "$(dirname "$(command -v jupyter)")"`.
# Where systemd runs, the installed package also starts a server of its own; `sudo systemctl disable --now prometheus` ends
# it.

# %% tags=["setup"]
import asyncio
import contextlib
import contextvars
import io
import json
import logging
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import types
import uuid
import warnings
from collections import Counter as Tally
from datetime import UTC, datetime
from pathlib import Path

import httpx
import matplotlib.pyplot as plt
import numpy as np
import yaml
from fastapi import FastAPI, HTTPException, Request
from grafana_foundation_sdk.builders import dashboard as dashboards
from grafana_foundation_sdk.builders import gauge, prometheus, stat, timeseries
from grafana_foundation_sdk.cog.encoder import JSONEncoder
from grafana_foundation_sdk.cog.plugins import register_default_plugins
from grafana_foundation_sdk.models import dashboard as models
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest, start_http_server
from prometheus_client.openmetrics.exposition import generate_latest as generate_openmetrics
from prometheus_client.openmetrics.parser import text_string_to_metric_families as parse_openmetrics
from prometheus_client.parser import text_string_to_metric_families as parse_page

from labkit import flights
from labkit.files import read_answer
from labkit.services import ServiceError, service

with warnings.catch_warnings():  # Starlette asks for the successor of httpx, which nothing here needs
    warnings.simplefilter("ignore")
    from fastapi.testclient import TestClient

GET_PROMETHEUS = "prometheus and promtool are missing: sudo apt-get install prometheus (macOS: brew install prometheus)"
JOB = "late-service"
ROUTES = ("/predict", "/routes/{origin}/{hour}")
BOUNDS = (0.01, 0.03, 0.1, 0.3, 1.0, 3.0)  # seconds: the buckets of the service's histogram
START = int(datetime(2013, 12, 20, 21, tzinfo=UTC).timestamp())  # the recorded past begins: a Friday, 4 pm in New York
LATER = START + 5407  # a moment of it, an hour and a half later

register_default_plugins()  # Grafana's SDK then knows each kind of panel and query when it reads a dashboard

running = globals().get("running", contextlib.ExitStack())
running.close()  # this cell is run again: the servers end before their files go
team = globals().get("team", contextlib.ExitStack())
team.close()
team_prometheus = None
shutil.rmtree("work", ignore_errors=True)
Path("work/tmp").mkdir(parents=True)


def new_folder(name):
    """A new folder in work/ whose name begins with `name`."""
    return Path(tempfile.mkdtemp(prefix=f"{name}-", dir="work"))


def program(name):
    """The path of `prometheus` or `promtool`: beside this Python, or on the PATH.

    Where it is missing, AssertionError with the line that says how to get it.
    """
    path = shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name)
    if path is None:
        raise AssertionError(GET_PROMETHEUS)
    return path


def until(condition, seconds=30):
    """Call `condition` until it returns something true, at most for so many seconds; return what it returned last."""
    deadline = time.monotonic() + seconds
    while not (found := condition()) and time.monotonic() < deadline:
        time.sleep(0.2)
    return found


# ---- Prometheus ----

# The service closes a connection after an error, so no connection is used twice.
_client = httpx.Client(trust_env=False, timeout=20, limits=httpx.Limits(max_keepalive_connections=0))


def run_prometheus(folder):
    """Start Prometheus on `folder`/prometheus.yml, with its database in `folder`/data; a context manager."""
    folder = Path(folder).resolve()
    command = [program("prometheus"), f"--config.file={folder}/prometheus.yml", f"--storage.tsdb.path={folder}/data"]
    command += ["--storage.tsdb.retention.time=100y", "--web.listen-address=127.0.0.1:{port}", "--web.enable-lifecycle"]
    command += ["--enable-feature=exemplar-storage", "--log.level=warn"]
    return service(command, health="/-/ready", cwd="work/tmp")


def ask(url, promql, at=None):
    """Ask Prometheus a question: GET /api/v1/query.

    `at` is the moment in Unix seconds, now by default. Returns a list of pairs: the labels (a dictionary) and the value
    (a float). Raises ValueError with Prometheus's own words when it refuses the question.
    """
    answer = _client.get(f"{url}/api/v1/query", params={"query": promql} | ({"time": at} if at else {})).json()
    if answer["status"] != "success":
        raise ValueError(answer["error"])
    result = answer["data"]["result"]
    if answer["data"]["resultType"] == "scalar":  # a number without labels
        return [({}, float(result[1]))]
    return [(series["metric"], float(series["value"][1])) for series in result]


def ask_range(url, promql, start, end, step=60):
    """Ask for every `step` seconds from `start` to `end`: GET /api/v1/query_range.

    Returns a list of triples: the labels (a dictionary), the moments (an array of Unix seconds) and the values (an array
    of floats). Moments without a value are left out. Raises ValueError like `ask`.
    """
    parameters = {"query": promql, "start": start, "end": end, "step": step}
    answer = _client.get(f"{url}/api/v1/query_range", params=parameters).json()
    if answer["status"] != "success":
        raise ValueError(answer["error"])
    return [
        (series["metric"], *(np.array(column, dtype=float) for column in zip(*series["values"], strict=True)))
        for series in answer["data"]["result"]
    ]


class History:
    """A past for Prometheus: samples as OpenMetrics text, from which `promtool tsdb create-blocks-from` makes a database."""

    def __init__(self):
        self._families = {}

    def add(self, kind, name, times, values, **labels):
        """Add the samples of one series; `values` is a number or one for each of `times`."""
        labels = ",".join(f"{key}={json.dumps(value)}" for key, value in labels.items())
        lines = self._families.setdefault((re.sub("_(total|bucket|count)$", "", name), kind), [])
        values = np.broadcast_to(np.asarray(values, dtype=float), times.shape)
        lines += [f"{name}{{{labels}}} {value:.10g} {moment:.0f}" for moment, value in zip(times, values, strict=True)]

    def requests(self, times, statuses, within, restart=None, method="POST", **labels):
        """Add the counters and the histogram of one route on one instance.

        `statuses` maps a status to the requests that came between two samples; `within` gives, for each of BOUNDS, the
        share of requests that took no longer. Each number may be an array with one for each of `times`. After the
        sample with the number `restart` the process began anew: its counters fall to 0.
        """

        def counted(steps):
            values = np.cumsum(np.broadcast_to(np.asarray(steps, dtype=float), times.shape))
            if restart is not None:
                values[restart + 1 :] -= values[restart]
            return values

        total = sum(np.asarray(steps, dtype=float) for steps in statuses.values())
        for status, steps in statuses.items():
            values = np.round(counted(steps))
            self.add("counter", "http_requests_total", times, values, method=method, status=status, **labels)
        for bound, share in zip(("0.01", "0.03", "0.1", "0.3", "1.0", "3.0", "+Inf"), (*within, 1), strict=True):
            name = "http_request_duration_seconds"
            self.add("histogram", f"{name}_bucket", times, counted(total * share), le=bound, **labels)
        self.add("histogram", f"{name}_count", times, counted(total), **labels)

    @contextlib.contextmanager
    def run(self):
        """Start a Prometheus that has this past, and scrapes nothing; a context manager.

        Every minute Prometheus looks for its blocks, so its folder is no part of `work/`, where files come and go. It is
        a temporary one, and is removed at the end.
        """
        promtool = program("promtool")
        lines = [line for (name, kind), of in self._families.items() for line in (f"# TYPE {name} {kind}", *of)]
        with tempfile.TemporaryDirectory(prefix="history-", ignore_cleanup_errors=True) as folder:
            folder = Path(folder)
            (folder / "prometheus.yml").write_text("{}\n")
            (folder / "past.txt").write_text("\n".join([*lines, "# EOF", ""]))
            command = [promtool, "tsdb", "create-blocks-from", "openmetrics", folder / "past.txt", folder / "data"]
            subprocess.run(command, check=True, capture_output=True)
            with run_prometheus(folder) as server:
                yield server


def recorded_evening():
    """Two hours, a sample every 15 seconds: two instances of the service, and a staging system with worse manners."""
    past, times = History(), START + 15.0 * np.arange(481)
    # Half an hour around LATER is steady, so that its numbers are round; away from it traffic rises and errors fade.
    away = np.maximum(np.abs(times - LATER) - 900, 0)
    load, failing = 1 + 0.5 * np.sin(np.pi * away / 3600), 6 * np.exp(-((away / 1500) ** 2))
    first, second = {"job": JOB, "instance": "10.0.0.1:8000"}, {"job": JOB, "instance": "10.0.0.2:8000"}
    predict, linked = ({"route": route} for route in ROUTES)
    past.requests(times, {"200": 30 * load}, (0.2, 0.5, 0.8, 0.98, 1, 1), **first, **predict)
    slow = (0.1, 0.2, 0.5, 0.935, 0.99, 1)
    failed = {"500": failing / 2, "503": failing / 2}
    past.requests(times, {"200": 60 * load - failing, **failed}, slow, restart=352, **second, **predict)
    for instance, restart in ((first, None), (second, 352)):
        often = (0.5, 0.9, 0.96, 1, 1, 1)
        past.requests(times, {"200": 12, "304": 2, "422": 1}, often, restart, method="GET", **instance, **linked)
        past.add("gauge", "up", times, 1, **instance)
    past.requests(times, {"404": 1}, (1,) * 6, method="GET", route="unmatched", **first)
    past.add("gauge", "http_requests_in_progress", times, np.where(np.arange(481) == 350, 6, 1), **first)
    past.add("gauge", "http_request_slots", times, 8, **first)
    past.add("gauge", "http_requests_in_progress", times, 3, **second)
    past.add("gauge", "http_request_slots", times, 4, **second)
    staging = {"job": "late-staging", "instance": "10.9.0.1:8000"}
    past.requests(times, {"200": 20, "500": 20}, (0, 0, 0, 0.1, 0.5, 1), **staging, **predict)
    past.add("gauge", "up", times, 1, **staging)
    past.add("gauge", "http_requests_in_progress", times, 8, **staging)
    past.add("gauge", "http_request_slots", times, 8, **staging)
    return past


def evening(trouble=None, seed=0, machines=8, failing_scanner=False):
    """Two hours of the service on several machines, a sample every 30 seconds, with or without trouble.

    `trouble` is a dictionary: the `signal` ("errors" or "slow"), the `label` and the `value` that it hits, the `share` of
    requests, and `since` which minute. Elsewhere 0.2 % of the requests fail and 1 % take longer than 0.3 seconds.
    """
    past, times, rng = History(), START + 30.0 * np.arange(241), np.random.default_rng(seed)
    for number in range(1, machines + 1):
        instance = f"10.0.0.{number}:8000"
        for route, per_second in ((ROUTES[0], 6.0), (ROUTES[1], 1.6), ("/batch", 0.15)):
            share = {"errors": np.full(241, 0.002), "slow": np.full(241, 0.01)}
            if trouble and {"instance": instance, "route": route}[trouble["label"]] == trouble["value"]:
                share[trouble["signal"]][2 * trouble["since"] :] = trouble["share"]
            steps = rng.poisson(per_second * 30 / machines * 8 / 3, 241)
            failed = rng.binomial(steps, share["errors"])
            statuses = {"200": steps - failed} | ({"500": failed} if failed.any() else {})
            slow = rng.binomial(steps, share["slow"]) / np.maximum(steps, 1)
            within = ((1 - slow) * 0.2, (1 - slow) * 0.7, (1 - slow) * 0.95, 1 - slow, 1 - slow / 2, 1 - slow / 20)
            past.requests(times, statuses, within, job=JOB, instance=instance, route=route)
    scanned = np.where(np.arange(241) % 12 == 0, 1, 0)  # 21 requests
    statuses = {"404": scanned * (np.arange(241) < 120), "500": scanned * (np.arange(241) >= 120)}
    past.requests(
        times,
        statuses if failing_scanner else {"404": scanned},
        (1,) * 6,
        job=JOB,
        instance="10.0.0.1:8000",
        route="unmatched",
    )
    staging = {"job": "late-staging", "instance": "10.9.0.1:8000", "route": "/experiment"}
    past.requests(times, {"200": 20, "500": 20}, (0, 0, 0, 0.1, 0.5, 1), **staging)
    return past


def friday_evening():
    """The evening of the incident. Where the trouble is, chance has chosen."""
    machine = np.random.default_rng(2013).integers(1, 9)
    return evening(
        {"signal": "slow", "label": "instance", "value": f"10.0.0.{machine}:8000", "share": 0.3, "since": 35}
    )


def promtool(*arguments):
    """Run promtool; return whether it was content, and what it said."""
    done = subprocess.run([program("promtool"), *map(str, arguments)], capture_output=True, text=True, timeout=60)
    return done.returncode == 0, (done.stdout + done.stderr).strip()


def test_rules(rules, test, every="15s", evaluate=None):
    """Run one test of `promtool test rules` (a dictionary as in its files) on the text of a rules file.

    There is a sample `every` so often; the rules are evaluated as often, or every `evaluate`. Returns whether they
    passed, and what promtool said.
    """
    folder = new_folder("rules")
    (folder / "rules.yml").write_text(rules)
    tests = [{"interval": every, **test}]
    content = {"rule_files": ["rules.yml"], "evaluation_interval": evaluate or every, "tests": tests}
    (folder / "test.yml").write_text(yaml.safe_dump(content, sort_keys=False))
    return promtool("test", "rules", folder / "test.yml")


# ---- The service ----

_table = flights.load(range(1, 7), columns=["origin", "hour", "arr_delay"]).dropna()
_share = (_table["arr_delay"] > 15).groupby([_table["origin"], _table["hour"]]).mean().round(4)
_late_share = {
    origin: {str(hour): float(_share[origin, hour]) for hour in _share[origin].index}
    for origin in _share.index.levels[0]
}
Path("work/model.json").write_text(json.dumps({"version": "2013-06", "late_share": _late_share}))


def run_service(metrics="service"):
    """Start the service with the module metrics.py of the folder `metrics`; a context manager."""
    command = [sys.executable, "-B", "-m", "uvicorn", "app:app", "--port", "{port}"]
    paths = os.pathsep.join([str(Path(metrics).resolve()), str(Path("service").resolve())])
    return service(command, env={"PYTHONPATH": paths, "MODEL": str(Path("work/model.json").resolve())}, cwd="work/tmp")


def send(url, requests):
    """Send requests, each a method, a path and maybe a JSON body; return the answers."""
    return [_client.request(method, url + path, json=body[0] if body else None) for method, path, *body in requests]


class Page:
    """What a /metrics page says; the checks use it."""

    def __init__(self, text):
        text = text.decode() if isinstance(text, bytes) else text
        families = [family for family in parse_page(text) if not family.name.endswith("_created")]
        self.kinds = {family.name: family.type for family in families}
        self._samples = [s for family in families for s in family.samples if not s.name.endswith("_created")]

    def __len__(self):
        return len(self._samples)

    def series(self, name):
        """All series of a name: a dictionary from the sorted pairs of labels to the value."""
        return {tuple(sorted(s.labels.items())): float(s.value) for s in self._samples if s.name == name}

    def value(self, name, **labels):
        """The value of one series, or None when there is no such series."""
        return self.series(name).get(tuple(sorted(labels.items())))


@contextlib.contextmanager
def waits_for(exercise):
    """Run the lines below it, or say what they wait for."""
    try:
        yield
    except (NotImplementedError, FileNotFoundError):
        print(f"This cell waits for exercise {exercise}.")
    except AssertionError as error:
        if str(error) != GET_PROMETHEUS:
            raise
        print(error)


SERVICE = running.enter_context(run_service())
send(SERVICE.url, [("POST", "/predict", {"origin": "EWR", "hour": hour}) for hour in (7, 12, 17, 3)])
SCANNED = running.enter_context(run_service())  # somebody tries addresses on this one
send(SCANNED.url, [("GET", f"/admin{number}.php") for number in range(60)])
try:
    PAST = running.enter_context(recorded_evening().run())
    print(promtool("--version")[1].split("(")[0])
except AssertionError as error:
    PAST = None
    print(error)


def past():
    """The address of the Prometheus with the recorded evening."""
    program("prometheus")
    return PAST.url


# %% [markdown]
# ## 1 · What to measure, and what not
#
# **Goal.** Instrument the service, so that its metrics tell how it is and stay few.
#
# **Why it matters.** Each combination of label values is a **time series**, which Prometheus keeps in memory. A label
# that a client can fill with anything (an address, an id) is a *cardinality trap*: a scanner that tries a million
# addresses brings a million series, and monitoring falls over first. It has been a security hole of well-known
# libraries.
#
# **A worked example.** The three kinds of metrics. A **counter** only grows; a **gauge** goes up and down; a
# **histogram** counts how many observations were no greater than each of its bounds (`le`), which can be summed over
# machines, as an average or a quantile cannot.

# %% tags=["nbval-check-output"]
registry = CollectorRegistry()  # not the library's global one: two of these can live in one process
bags = Counter("bags", "Bags taken in.", ["desk"], registry=registry)  # the page adds _total to a counter's name
waiting = Gauge("passengers_waiting", "In the queue now.", registry=registry)
minutes = Histogram("check_in_seconds", "Time at the desk.", buckets=(60, 300), registry=registry)

bags.labels("A").inc(2)
bags.labels("B")  # a label value that is known from the start begins at 0; later, its first increase would go unseen
waiting.inc(5)
waiting.dec()
for seconds in (40, 50, 200, 900):
    minutes.observe(seconds)

page = generate_latest(registry).decode()
print("\n".join(line for line in page.splitlines() if "_created" not in line and "HELP" not in line))

# %% [markdown]
# Now the page of the real service. It was scanned for weak spots: 60 addresses that do not exist.

# %%
page = _client.get(SCANNED.url + "/metrics").text
print(len(Page(page)), "series, such as")
print("\n".join(line for line in page.splitlines() if "admin7.php" in line or line.startswith("debug"))[:800])

# %% [markdown]
# `service/app.py` is the service; have a look at it. It tells an object of the class `Monitor`, from the module
# `metrics`, what happens. `service/metrics.py` is today's, with two traps in it.
#
# **Your task.** Write `work/metrics.py`, a module with a class `Monitor`:
#
# | method | is called |
# | --- | --- |
# | `Monitor(version, slots)` | once, at the start; `version` (`str`) of the model, `slots` (`int`): the requests that are worked on at a time |
# | `started()` | when a request comes in |
# | `finished(*, method, path, route, status, seconds, request_id)` | when it is done, also when it failed |
# | `predicted(origin, late)` | for each prediction; `origin` is EWR, JFK or LGA (`str`), `late` is a `bool` |
# | `page()` | for `/metrics`; returns `bytes`, as `generate_latest` makes them |
#
# `method`, `path` and `request_id` are texts that the client chooses. `route` is the address as the app declares it,
# such as `/routes/{origin}/{hour}`, or `None` when no route fits. `status` is an `int`, `seconds` a `float`.
#
# The page shows exactly these metrics:
#
# | metric, as on the page | kind | labels | |
# | --- | --- | --- | --- |
# | `http_requests_total` | counter | `method`, `route`, `status` | finished requests |
# | `http_request_duration_seconds` | histogram | `route` | bounds 0.01, 0.03, 0.1, 0.3, 1 and 3 seconds |
# | `http_requests_in_progress` | gauge | none | started and not finished |
# | `http_request_slots` | gauge | none | `slots` |
# | `late_predictions_total` | counter | `origin`, `outcome` | `outcome` is `late` or `on_time` |
# | `late_model_info` | gauge | `version` | always 1: a text becomes a label |
#
# - `route` is `unmatched` where the app's route is `None`, in both metrics that have it. `method` is `GET`, `POST`, or
#   `other` for any other text, such as `DELETE` or `get`: methods are case-sensitive.
# - All six series of `late_predictions_total` are there from the start, at 0.
# - Each `Monitor` has its own registry: two in one process do not share anything.
#
# **Expected.** After 60 requests of a scanner the page has one series more of `http_requests_total`, not 60.
#
# <details><summary>Hint</summary>
#
# Make the metrics in `__init__`, keep them as attributes, and let `finished` map its arguments before `labels(...)`.
# `buckets=` takes the bounds; the library adds `+Inf`.
# </details>

# %% language="writefile" magic_args="work/metrics.py" nbgrader={"grade": false, "grade_id": "instrument", "locked": false, "schema_version": 3, "solution": true, "task": false}
# """What the service measures."""
#
# from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
#
# ### BEGIN SOLUTION
# METHODS = ("GET", "POST")
# BOUNDS = (0.01, 0.03, 0.1, 0.3, 1, 3)
#
#
# class Monitor:
#     def __init__(self, version, slots):
#         self.registry = registry = CollectorRegistry()
#         self.requests = Counter(
#             "http_requests", "Finished requests.", ["method", "route", "status"], registry=registry
#         )
#         self.seconds = Histogram(
#             "http_request_duration_seconds", "Time to answer.", ["route"], buckets=BOUNDS, registry=registry
#         )
#         self.in_progress = Gauge("http_requests_in_progress", "Not finished yet.", registry=registry)
#         Gauge("http_request_slots", "Worked on at a time.", registry=registry).set(slots)
#         Gauge("late_model_info", "The model.", ["version"], registry=registry).labels(version).set(1)
#         self.predictions = Counter("late_predictions", "Predictions.", ["origin", "outcome"], registry=registry)
#         for origin in ("EWR", "JFK", "LGA"):
#             for outcome in ("late", "on_time"):
#                 self.predictions.labels(origin, outcome)
#
#     def started(self):
#         self.in_progress.inc()
#
#     def finished(self, *, method, path, route, status, seconds, request_id):
#         self.in_progress.dec()
#         route = route or "unmatched"
#         self.requests.labels(method if method in METHODS else "other", route, str(status)).inc()
#         self.seconds.labels(route).observe(seconds)
#
#     def predicted(self, origin, late):
#         self.predictions.labels(origin, "late" if late else "on_time").inc()
#
#     def page(self):
#         return generate_latest(self.registry)
# ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "instrument-check", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
_module = types.ModuleType("metrics")
exec(compile(read_answer("work/metrics.py"), "work/metrics.py", "exec"), _module.__dict__)
assert hasattr(_module, "Monitor"), "work/metrics.py has no class Monitor"


def _finish(monitor, count=1, method="POST", route="/predict", path="/predict", status=200, seconds=0.05):
    for number in range(count):
        monitor.started()
        monitor.finished(
            method=method,
            path=path.replace("#", str(number)),
            route=route,
            status=status,
            seconds=seconds,
            request_id=uuid.uuid4().hex,
        )


_monitor = _module.Monitor("2013-06", 8)
try:
    _other = _module.Monitor("2013-07", 4)
except ValueError as _error:
    raise AssertionError(
        f"a second Monitor in the same process failed ({_error}): give each its own CollectorRegistry"
    ) from None
assert isinstance(_monitor.page(), bytes), f"page(): expected bytes, got {type(_monitor.page()).__name__}"
_begin = Page(_monitor.page())
for _origin in ("EWR", "JFK", "LGA"):
    for _outcome in ("late", "on_time"):
        _value = _begin.value("late_predictions_total", origin=_origin, outcome=_outcome)
        assert _value == 0, (
            f"late_predictions_total of {_origin}, {_outcome} before any prediction: expected 0, got {_value}: "
            "rate() never sees the first increase of a series that did not exist"
        )
_finish(_monitor, 3, seconds=0.05)
_finish(_monitor, 1, seconds=0.5, status=500)
_finish(_monitor, 2, method="GET", route="/routes/{origin}/{hour}", path="/routes/EWR/1#", seconds=0.001)
_monitor.started()
_monitor.predicted("JFK", True)
_monitor.predicted("JFK", False)
_monitor.predicted("JFK", False)
_page = Page(_monitor.page())
_kinds = {
    "http_requests": "counter",
    "http_request_duration_seconds": "histogram",
    "http_requests_in_progress": "gauge",
    "http_request_slots": "gauge",
    "late_predictions": "counter",
    "late_model_info": "gauge",
}
assert set(_page.kinds) == set(_kinds), (
    f"expected the metrics {sorted(_kinds)} (counters with _total on the page), got {sorted(_page.kinds)}"
)
for _name, _kind in _kinds.items():
    assert _page.kinds[_name] == _kind, f"{_name}: expected a {_kind}, got a {_page.kinds[_name]}"
_labels = {key for labels in _page.series("http_requests_total") for key, _ in labels}
assert _labels == {"method", "route", "status"}, (
    f"http_requests_total: expected the labels method, route and status, got {sorted(_labels)}"
)
_value = _page.value("http_requests_total", method="POST", route="/predict", status="200")
assert _value == 3, f"3 requests POST /predict answered with 200: got {_value} in http_requests_total"
_routes = {value for labels in _page.series("http_requests_total") for key, value in labels if key == "route"}
assert _routes == {"/predict", "/routes/{origin}/{hour}"}, (
    f"expected the routes as the app declares them, got {sorted(_routes)}: a path is whatever a client types"
)
_value = _page.value("http_request_duration_seconds_bucket", route="/predict", le="0.1")
assert _value == 3, (
    f"requests to /predict of at most 0.1 s: expected 3 in the bucket le=0.1, got {_value}: bounds are in seconds"
)
_value = _page.value("http_requests_in_progress")
assert _value == 1, f"http_requests_in_progress: 7 started and 6 finished (one with 500), expected 1, got {_value}"
_finish(_monitor, 60, method="GET", route=None, path="/admin#.php", status=404, seconds=0.001)
_after = Page(_monitor.page())
_more = len(_after.series("http_requests_total")) - len(_page.series("http_requests_total"))
assert _more == 1, (
    f"60 addresses that do not exist brought {_more} series of http_requests_total, expected 1: their route is unmatched"
)
### BEGIN HIDDEN TESTS
_value = _after.value("http_requests_total", method="GET", route="unmatched", status="404")
assert _value == 60, f"requests that fit no route: expected 60 with route unmatched, got {_value}"
_value = _after.value("http_request_duration_seconds_count", route="unmatched")
assert _value == 60, f"the histogram, requests that fit no route: expected 60 with route unmatched, got {_value}"
_count = len(_after)
for _method in ("get", *(f"X{number}" for number in range(40))):
    _finish(_monitor, method=_method, route=None, path="/#", status=404, seconds=0.001)
_grown = Page(_monitor.page())
assert len(_grown) - _count == 1, (
    f"41 invented methods brought {len(_grown) - _count} series, expected 1: a method, too, is what the client sends"
)
_value = _grown.value("http_requests_total", method="other", route="unmatched", status="404")
assert _value == 41, (
    f"40 invented methods and get, which is not GET: expected 41 requests with method other, got {_value}"
)
_bounds = sorted(
    {float(v) for labels in _page.series("http_request_duration_seconds_bucket") for k, v in labels if k == "le"}
)
assert _bounds == [*BOUNDS, float("inf")], f"expected the bounds {[*BOUNDS]} and +Inf, got {_bounds}"
_value = _page.value("http_request_duration_seconds_sum", route="/predict")
assert abs(_value - 0.65) < 1e-9, (
    f"the histogram's sum of 0.05, 0.05, 0.05 and 0.5 seconds: expected 0.65, got {_value}"
)
assert _page.value("http_request_slots") == 8 and _page.value("late_model_info", version="2013-06") == 1, (
    "expected http_request_slots 8 and late_model_info 1 with the version as label"
)
assert _page.value("late_predictions_total", origin="JFK", outcome="on_time") == 2, "2 on time at JFK are not counted"
assert _page.value("late_predictions_total", origin="JFK", outcome="late") == 1, "1 late at JFK is not counted"
_alone = Page(_other.page())
assert not _alone.series("http_requests_total") and _alone.value("http_request_slots") == 4, (
    "a second Monitor shows what the first one counted: give each its own CollectorRegistry"
)
with contextlib.ExitStack() as _stack:
    try:
        _server = _stack.enter_context(run_service("work"))
    except ServiceError as _error:
        raise AssertionError(f"the service does not start with this module. {_error}") from None
    _answers = send(
        _server.url,
        [
            ("POST", "/predict", {"origin": "LGA", "hour": 8}),
            ("POST", "/predict", {"origin": "LGA", "hour": 3}),  # no flight was ever scheduled then
            ("GET", "/routes/EWR/17"),
            ("GET", "/routes/ZZZ/17"),
            ("DELETE", "/predict"),
            ("GET", "/wp-login.php"),
        ],
    )
    assert [a.status_code for a in _answers] == [200, 500, 200, 422, 405, 404], "the service answers otherwise"
    _live = Page(_client.get(_server.url + "/metrics").text)
    for _method, _route, _status in (
        ("POST", "/predict", "200"),
        ("POST", "/predict", "500"),
        ("GET", "/routes/{origin}/{hour}", "422"),
        ("other", "/predict", "405"),
        ("GET", "unmatched", "404"),
    ):
        _value = _live.value("http_requests_total", method=_method, route=_route, status=_status)
        assert _value == 1, f"the service, {_method} {_route} with {_status}: expected 1, got {_value}"
    assert _live.value("http_requests_in_progress") == 0, (
        "the service has answered all requests, expected 0 in progress"
    )
### END HIDDEN TESTS

# %% [markdown]
# ## 2 · Prometheus finds the service
#
# **Goal.** Let Prometheus scrape whatever instances there are, and protect it from those that misbehave.
#
# **Why it matters.** Prometheus *pulls*: every few seconds it fetches `/metrics` of each target. It then knows when a
# target does not answer: the metric `up` is 1 or 0. Addresses change with each deployment, so they do not belong into
# the configuration.
#
# **A worked example.** A configuration that finds its targets in files. Whoever deploys writes such a file; Prometheus
# notices. Paths are relative **to the configuration file**. `promtool check config` reads it the way Prometheus does.

# %%
example = new_folder("example")
(example / "prometheus.yml").write_text("""\
global:
  scrape_interval: 30s      # how often targets are asked
  evaluation_interval: 30s  # how often rules are computed
scrape_configs:
  - job_name: weather       # the label job of all that is scraped here
    file_sd_configs:
      - files: [stations/*.json]
    metric_relabel_configs:  # applied to each sample that comes in
      - source_labels: [__name__]
        regex: go_.*         # matches the whole name
        action: drop
    sample_limit: 2000       # a target with more samples than that, after dropping, is refused as a whole
""")
(example / "stations").mkdir()
(example / "stations" / "jfk.json").write_text('[{"targets": ["10.0.0.9:9100"], "labels": {"site": "jfk"}}]')
with waits_for("2"):
    print(promtool("check", "config", "--lint=all", example / "prometheus.yml")[1].replace(str(example), "..."))

# %% [markdown]
# **Your task.** Write `work/prometheus.yml`.
#
# - Targets are scraped and rules are evaluated every second. (In production, 15 to 60 seconds; here you would wait.)
# - The rules are in the files `rules/*.yml`, beside the configuration (the key is `rule_files`, a list).
# - There is one job, `late-service`. Its targets are in the files `targets/*.json`, beside the configuration.
# - Metrics whose name begins with `debug_` are not stored: today's service has one with a series per request. All others
#   are.
# - A target that brings more than **500** samples is refused.
#
# **Expected.** The instance that was scanned brings more than 1,000 samples. It is refused: its `up` is 0, and the page of
# targets says why. The other is up.
#
# <details><summary>Hint</summary>
#
# The example has every key but one. A stricter limit alone would not do: it refuses the target as a whole.
# </details>

# %% language="writefile" magic_args="work/prometheus.yml" nbgrader={"grade": false, "grade_id": "scrape-config", "locked": false, "schema_version": 3, "solution": true, "task": false}
# ### BEGIN SOLUTION
# global:
#   scrape_interval: 1s
#   evaluation_interval: 1s
#
# rule_files:
#   - rules/*.yml
#
# scrape_configs:
#   - job_name: late-service
#     file_sd_configs:
#       - files:
#           - targets/*.json
#     metric_relabel_configs:
#       - source_labels: [__name__]
#         regex: debug_.*
#         action: drop
#     sample_limit: 500
# ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "scrape-config-check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
_text = read_answer("work/prometheus.yml")
_folder = new_folder("prometheus")
(_folder / "prometheus.yml").write_text(_text)
for _part in ("targets", "rules"):
    (_folder / _part).mkdir()
_address, _scanned = (f"127.0.0.1:{_server.port}" for _server in (SERVICE, SCANNED))
_files = {site: f"{uuid.uuid4().hex[:8]}.json" for site in ("ewr", "jfk", "lga")}  # whoever deploys chooses the names


def _announce(site, address):
    target = [{"targets": [address], "labels": {"site": site}}]
    (_folder / "targets" / _files[site]).write_text(json.dumps(target))


_announce("ewr", _address)
_announce("jfk", _scanned)
_rule = {"groups": [{"name": "check", "rules": [{"record": "check:one", "expr": "vector(1)"}]}]}
(_folder / "rules" / "check.yml").write_text(yaml.safe_dump(_rule))
_good, _words = promtool("check", "config", _folder / "prometheus.yml")
assert _good, f"promtool check config refuses the file: {_words}"


def _targets():
    """The targets that were scraped at least once, by address."""
    active = _client.get(_prometheus.url + "/api/v1/targets").json()["data"]["activeTargets"]
    return {t["discoveredLabels"]["__address__"]: t for t in active if t["health"] != "unknown"}


def _settled():
    """All were scraped, or refused for the limit; on a busy machine a first scrape may be too slow, and is repeated."""
    found = _targets()
    three = [found.get(address, {"health": "unknown", "lastError": ""}) for address in (_address, _scanned, _named)]
    return all(target["health"] == "up" or "limit" in target["lastError"] for target in three)


with contextlib.ExitStack() as _stack:
    _registry = CollectorRegistry()  # a third target: one more metric for debugging, and two that only sound like it
    for _name in ("debug_other", "debugger_runs", "http_debug_x"):
        Gauge(_name, "A number.", registry=_registry)
    _page_server, _ = start_http_server(0, "127.0.0.1", _registry)
    _stack.callback(_page_server.server_close)
    _stack.callback(_page_server.shutdown)
    _named = f"127.0.0.1:{_page_server.server_port}"
    _announce("lga", _named)
    try:
        _prometheus = _stack.enter_context(run_prometheus(_folder))
    except ServiceError as _error:
        raise AssertionError(f"Prometheus does not start. {_error}") from None
    _config = yaml.safe_load(_client.get(_prometheus.url + "/api/v1/status/config").json()["data"]["yaml"])
    _jobs = [str(job["job_name"]) for job in _config.get("scrape_configs", [])]
    assert _jobs == [JOB], f"expected the one job {JOB!r}, got {_jobs}"
    assert _config["scrape_configs"][0].get("file_sd_configs"), (
        "the job finds no targets in files: static addresses are wrong after the next deployment; file_sd_configs"
    )
    _interval = _config["scrape_configs"][0]["scrape_interval"]
    assert _interval == "1s", f"expected to scrape every 1s, got {_interval}"
    until(_settled, 30)
    _found = _targets()
    assert _address in _found, (
        f"the target in targets/{_files['ewr']} was not scraped within 30 s; scraped: {sorted(_found)}: every file "
        "targets/*.json counts, and paths are relative to the configuration file, whatever folder Prometheus starts in"
    )
    assert _found[_address]["health"] == "up", (
        f"the service is refused ({_found[_address]['lastError']}): drop what is not wanted, then limit"
    )
    assert ask(_prometheus.url, f'http_requests_total{{job="{JOB}",site="ewr",path="/predict",status="200"}}'), (
        "http_requests_total of the service is not in Prometheus, or has lost its labels"
    )
    _debug = ask(_prometheus.url, '{__name__=~"debug_.*"}')
    assert not _debug, (
        f"{len(_debug)} series of {', '.join(sorted({labels['__name__'] for labels, _ in _debug}))} were stored: "
        "metric_relabel_configs drops samples, relabel_configs only sees targets"
    )
    ### BEGIN HIDDEN TESTS
    for _site, _target in (("jfk", _scanned), ("lga", _named)):
        assert _target in _found, (
            f"the target in targets/{_files[_site]} was not scraped: take every file targets/*.json"
        )
    assert _found[_scanned]["health"] == "down" and "limit" in _found[_scanned]["lastError"], (
        f"the instance with more than 1,000 samples: expected it to be refused, got {_found[_scanned]['health']}: sample_limit"
    )
    assert int(_config["scrape_configs"][0].get("sample_limit", 0)) == 500, "expected a sample_limit of 500"
    assert str(_config["global"]["evaluation_interval"]) == "1s", (
        f"expected rules to be evaluated every 1s, got {_config['global']['evaluation_interval']}"
    )
    _groups = _client.get(_prometheus.url + "/api/v1/rules").json()["data"]["groups"]
    assert [group["name"] for group in _groups] == ["check"], "the rules in rules/check.yml are not loaded: rule_files"
    for _name in ("http_request_duration_seconds_bucket", "late_predictions_total"):
        assert ask(_prometheus.url, f'{_name}{{job="{JOB}"}}'), (
            f"{_name} was dropped, too: only debug_ metrics are unwanted"
        )
    for _name in ("debugger_runs", "http_debug_x"):
        assert ask(_prometheus.url, _name), f"{_name} was dropped, too: its name does not begin with debug_"
    ### END HIDDEN TESTS

# %% [markdown]
# ### On the team's service
#
# The next cell deploys the service with *your* metrics, and starts a Prometheus with *your* configuration. Both stay up:
# the rest of the lab uses them. The scanned instance is still there. Prometheus takes about six seconds to its first
# samples; the cell sends traffic until it sees it.

# %%
users = [("POST", "/predict", {"origin": o, "hour": h}) for o in ("EWR", "JFK", "LGA") for h in (8, 12, 17)]
users += [("GET", "/routes/JFK/9"), ("GET", "/routes/JFK/99"), ("GET", "/favicon.ico")]
users += [("POST", "/predict", {"origin": "EWR", "hour": 3})]  # a night hour: 500

team.close()  # this cell is run again
team_prometheus = None
with waits_for("1 and 2"):
    read_answer("work/metrics.py")
    team_folder = new_folder("team")
    (team_folder / "prometheus.yml").write_text(read_answer("work/prometheus.yml"))
    for part in ("targets", "rules"):
        (team_folder / part).mkdir()
    live = team.enter_context(run_service("work"))
    for site, server in (("lga", live), ("jfk", SCANNED)):
        target = [{"targets": [f"127.0.0.1:{server.port}"], "labels": {"site": site}}]
        (team_folder / "targets" / f"{site}.json").write_text(json.dumps(target))
    team_prometheus = team.enter_context(run_prometheus(team_folder))

    def seen():
        send(live.url, users)
        return ask(team_prometheus.url, f'sum by (route) (rate(http_requests_total{{job="{JOB}"}}[10s])) > 0')

    print("traffic on", sorted(labels["route"] for labels, _ in until(seen, 15)))
    for site, value in sorted((labels["site"], value) for labels, value in ask(team_prometheus.url, "up")):
        print(site, "is", "up" if value else "down")

# %% [markdown]
# ## 3 · The four golden signals
#
# **Goal.** Ask Prometheus the four questions that tell most about a service.
#
# **Why it matters.** *Traffic*, *errors*, *latency*, *saturation*: if you can measure only four things of a service that
# has users, measure these. Most of PromQL's mistakes give a number all the same, only the wrong one.
#
# **A worked example.** Prometheus answers over HTTP, in JSON. `ask(url, promql, at)` from the setup makes the request,
# and pairs of labels and value out of the answer. `past()` is the address of the Prometheus with a recorded Friday
# evening: two instances of the service, one of which restarts, and a staging system that nobody uses.

# %%
with waits_for("the installation"):
    query = 'http_requests_total{job="late-service",route="/predict",status="200"}'
    raw = _client.get(f"{past()}/api/v1/query", params={"query": query, "time": LATER})
    print(json.dumps(raw.json()["data"]["result"][0], indent=1))
    for promql in (
        query,  # the counter itself: since the process began, which says little
        f"rate({query}[5m])",  # its increase per second over 5 minutes; a restart's fall to 0 is made up for
        f"sum(rate({query}[5m]))",  # first the rate, then the sum: the sum of counters falls when one restarts
        'histogram_quantile(0.5, sum by (le) (rate(http_request_duration_seconds_bucket{job="late-service"}[5m])))',
        "vector(0) / 0",  # what is not a number
    ):
        print("\n" + promql)
        print(
            *[f"   {labels.get('instance', '')} {value:.4g}" for labels, value in ask(past(), promql, LATER)], sep="\n"
        )

# %% [markdown]
# A quantile from a histogram is interpolated within a bucket; it needs the buckets' label `le`. Buckets of several
# instances are summed *first*: the average of two quantiles is the quantile of nothing. And where nothing matches, the
# answer is empty, not 0.
#
# **Your task.** Write `golden_signals(url, at) -> dict`, about the job `late-service` in the **five minutes** before `at`.
#
# | key | value |
# | --- | --- |
# | `"traffic"` | a dictionary from each route to its requests per second, of all instances together; a route that Prometheus knows is there with `0.0` when nobody asked for it |
# | `"errors"` | the share (0 to 1) of all requests that were answered with a status from 500 to 599; `0.0` when there was none; `None` when there was no request at all |
# | `"latency"` | a dictionary from each route to its 95th percentile in seconds, over all instances; routes without a request in the five minutes are left out |
# | `"saturation"` | a dictionary from each instance to the **highest** value in the five minutes of requests in progress, divided by its slots |
#
# - `url` is the address of a Prometheus, `at` a moment in Unix seconds. The metrics are those of exercise 1, with
#   Prometheus's labels `job` and `instance`. Routes, instances and statuses may be others than in the example.
# - All numbers are `float`. Other jobs have metrics with the same names.
#
# **Expected.** For `golden_signals(past(), LATER)`: traffic 6.0 on `/predict`, errors 0.0496, latency 0.3 on `/predict`,
# saturation 0.75 on both instances.
#
# <details><summary>Hint</summary>
#
# `status=~"5.."`; `max_over_time(gauge[5m])`; two metrics with the same labels can be divided. A share of nothing is
# NaN: `value == value` is false for it. For errors, two questions are easier than one.
# </details>


# %% nbgrader={"grade": false, "grade_id": "golden-signals", "locked": false, "schema_version": 3, "solution": true, "task": false}
def golden_signals(url, at):
    """Traffic, errors, latency and saturation of the service in the five minutes before `at`."""
    ### BEGIN SOLUTION
    rate = 'rate(http_requests_total{job="late-service"}[5m])'
    failed = 'rate(http_requests_total{job="late-service",status=~"5.."}[5m])'
    buckets = 'sum by (le, route) (rate(http_request_duration_seconds_bucket{job="late-service"}[5m]))'
    peak = 'max_over_time(http_requests_in_progress{job="late-service"}[5m]) / http_request_slots'
    total = sum(value for _, value in ask(url, rate, at))
    return {
        "traffic": {labels["route"]: value for labels, value in ask(url, f"sum by (route) ({rate})", at)},
        "errors": sum((value for _, value in ask(url, failed, at)), 0.0) / total if total else None,
        "latency": {
            labels["route"]: value
            for labels, value in ask(url, f"histogram_quantile(0.95, {buckets})", at)
            if value == value
        },
        "saturation": {labels["instance"]: value for labels, value in ask(url, peak, at)},
    }
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "golden-signals-check", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
def _signals(url, at):
    answer = golden_signals(url, at)
    assert isinstance(answer, dict) and {str(key) for key in answer} == {
        "traffic",
        "errors",
        "latency",
        "saturation",
    }, f"expected a dictionary with traffic, errors, latency and saturation, got {answer!r:.200}"
    return answer


def _compare(signal, got, want, why):
    if isinstance(want, dict):
        assert isinstance(got, dict), f"{signal}: expected a dictionary, got {got!r:.200}"
        assert {str(key) for key in got} == set(want), (
            f"{signal}: expected {sorted(want)}, got {sorted(map(str, got))}: {why}"
        )
        pairs = [(f"{signal} of {key}", got[key], want[key]) for key in want]
    else:
        pairs = [(signal, got, want)]
    for name, value, expected in pairs:
        assert isinstance(value, float), f"{name}: expected the float {expected:.4g}, got {value!r:.100}: {why}"
        assert abs(float(value) - expected) <= 0.02 * expected + 1e-9, (
            f"{name}: expected {expected:.4g}, got {value:.4g}: {why}"
        )


_mixed = {ROUTES[0]: 6.0, ROUTES[1]: 2.0, "unmatched": 1 / 15}
try:
    _answer = _signals(past(), LATER)
except ValueError as _error:
    raise AssertionError(f"Prometheus refuses a question: {_error}") from None
_compare("traffic", _answer["traffic"], _mixed, "requests per second of one job: rate, then sum by route")
_compare("errors", _answer["errors"], 6 / 121, "requests that failed with 5xx of all requests of the job, as a share")
_slow = {ROUTES[0]: 0.3, ROUTES[1]: 0.0883, "unmatched": 0.0095}
_compare("latency", _answer["latency"], _slow, "sum the buckets' rates by le and route, then take the quantile")
_peaks = {"10.0.0.1:8000": 0.75, "10.0.0.2:8000": 0.75}
_compare(
    "saturation", _answer["saturation"], _peaks, "the highest value in five minutes, divided by that instance's slots"
)
### BEGIN HIDDEN TESTS
_history, _times = History(), START + 15.0 * np.arange(241)
_quiet = np.where(np.arange(241) < 120, 1, 0)  # half an hour of users, then none
for _instance, _steps, _within in (
    ("a", 45, (0, 0.5, 0.9, 1, 1, 1)),
    ("b", 15, (0, 0, 0, 0.5, 0.8, 1)),
    ("c", 60, (0.9, 1, 1, 1, 1, 1)),
):
    _where = {"job": JOB, "instance": _instance}
    _history.requests(_times, {"200": _steps * _quiet}, _within, route="/batch", **_where)
    _history.add("gauge", "http_requests_in_progress", _times, np.arange(241) % 4 * _quiet, **_where)
    _history.add("gauge", "http_request_slots", _times, 4, **_where)
_history.requests(_times, {"502": 9, "200": 1}, (0,) * 6, job="late-staging", instance="z", route="/batch")
# Two hours later: after a quarter of an hour /export has twice the requests, more of them fail, and it is slower.
_times = START + 7200 + 15.0 * np.arange(81)
_worse = np.arange(81) >= 60
_where = {"job": JOB, "instance": "d"}
_history.requests(_times, {"200": 20, "304": 10}, (1,) * 6, route="/predict", **_where)
_export = {"200": np.where(_worse, 50, 28), "502": np.where(_worse, 6, 1), "503": np.where(_worse, 4, 1)}
_within = ((0.5, 0), (0.9, 0), (0.96, 0), (1, 0.9), (1, 1), (1, 1))
_history.requests(_times, _export, [np.where(_worse, b, a) for a, b in _within], route="/export", **_where)
_history.add("gauge", "http_requests_in_progress", _times, 1, **_where)
_history.add("gauge", "http_request_slots", _times, 4, **_where)
with _history.run() as _server:
    _answer = _signals(_server.url, START + 1207)
    _compare("traffic", _answer["traffic"], {"/batch": 8.0}, "three instances")
    _compare(
        "errors", _answer["errors"], 0.0, "there never was an error: no series of it, an empty answer, and a share of 0"
    )
    _compare("latency", _answer["latency"], {"/batch": 0.3 + 0.7 * (0.95 - 0.9375) / 0.0375}, "over all instances")
    _compare("saturation", _answer["saturation"], dict.fromkeys("abc", 0.75), "the highest value in five minutes")
    _answer = _signals(_server.url, START + 3007)
    _compare(
        "traffic",
        _answer["traffic"],
        {"/batch": 0.0},
        "no request in five minutes, but its counters are there: the route has 0.0 requests per second",
    )
    assert _answer["errors"] is None, f"errors: no request in five minutes, expected None, got {_answer['errors']!r}"
    assert dict(_answer["latency"]) == {}, f"latency: no request, expected no route, got {_answer['latency']}"
    _compare("saturation", _answer["saturation"], dict.fromkeys("abc", 0.0), "nothing in progress")
    _answer = _signals(_server.url, _times[60] + 157)  # 8 of the window's 19 steps are before the change, 11 after it
    _why = "two and a half minutes after a change, over five minutes"
    _compare("traffic", _answer["traffic"], {"/predict": 2.0, "/export": 900 / 285}, _why)
    _compare("errors", _answer["errors"], 126 / 1470, f"{_why}; 502 and 503 count, 304 does not, on every route")
    _slow = {"/predict": 0.0095, "/export": 0.3 + 0.7 * (0.95 * 900 - 834) / 66}
    _compare("latency", _answer["latency"], _slow, _why)
    _compare("saturation", _answer["saturation"], {"d": 0.25}, _why)
### END HIDDEN TESTS

# %% [markdown]
# ### On the team's service

# %%
with waits_for("1, 2 and 3"):
    if team_prometheus is None:
        raise NotImplementedError
    send(live.url, users)
    signals = golden_signals(team_prometheus.url, time.time())
    print("routes with traffic:", sorted(signals["traffic"]))
    print("something failed:   ", signals["errors"] > 0)

# %% [markdown]
# ## 4 · Rules, and a proof that they fire
#
# **Goal.** Let Prometheus compute what is asked often, and call somebody when it matters.
#
# **Why it matters.** An alert that never fired is a hope. `promtool test rules` plays invented samples to your rules,
# minute by minute, and compares what would have been recorded and who would have been called. It takes a tenth of a
# second, so it belongs into CI.
#
# **A worked example.** A recording rule (a name, and an expression whose result is kept under that name), an alert, and
# a test of both. `0+60x20` means: 0, then 20 times 60 more. `for` is how long the condition must hold; until then the
# alert is *pending*. Labels decide who is called, annotations what is read; both may use `{{ $labels.NAME }}` and
# `{{ $value }}`.

# %% tags=["nbval-check-output"]
example_rules = """\
groups:
  - name: baggage
    rules:
      - record: desk:bags:rate5m  # by convention level:metric:operations
        expr: sum by (desk) (rate(bags_total[5m]))
      - alert: DeskIdle
        expr: desk:bags:rate5m == 0
        for: 2m
        labels: {severity: ticket}
        annotations: {summary: "desk {{ $labels.desk }} takes no bags"}
"""
example_test = {
    "input_series": [
        {"series": 'bags_total{desk="A",belt="1"}', "values": "0+15x80"},
        {"series": 'bags_total{desk="B",belt="1"}', "values": "7x80"},
    ],
    "promql_expr_test": [
        {
            "expr": "round(desk:bags:rate5m, 0.001)",
            "eval_time": "10m",
            "exp_samples": [{"labels": '{desk="A"}', "value": 1}, {"labels": '{desk="B"}', "value": 0}],
        }
    ],
    "alert_rule_test": [
        {
            "alertname": "DeskIdle",
            "eval_time": "10m",
            "exp_alerts": [
                {
                    "exp_labels": {"severity": "ticket", "desk": "B"},
                    "exp_annotations": {"summary": "desk B takes no bags"},
                }
            ],
        }
    ],
}
with waits_for("the installation"):
    print("passes:", test_rules(example_rules, example_test)[0])
    print("a slip is found:", not test_rules(example_rules.replace("== 0", "> 0"), example_test)[0])

# %% [markdown]
# **Your task.** Write the rules file `work/service_rules.yml`, with any number of groups. The metrics are those of exercise
# 1; scraped ones also carry `job`, `instance`, and what the deployment adds, such as `site`.
#
# Two recording rules. Their results have no other labels than the ones named:
#
# | record | result |
# | --- | --- |
# | `job_route:http_requests:rate5m` | requests per second over five minutes, one series for each `job` and `route` |
# | `job:http_errors:ratio_rate5m` | the share (0 to 1) of requests over five minutes that were answered with 5xx, one series for each `job` that has `http_requests_total`; 0 for a job without a single 5xx series |
#
# While a job's counters stand still, its share is 0 of 0: NaN or no series, as you like.
#
# Three alerts, about the job `late-service` alone. Each has the label `severity: page` and the annotation `summary`:
#
# | alert | fires when | summary, for example |
# | --- | --- | --- |
# | `InstanceDown` | an instance has been down (`up` is 0) for 1 minute | `10.0.0.1:8000 does not answer` |
# | `ServiceGone` | for 5 minutes there has been no `up` series of the job: Prometheus knows no instance (when a target is taken away, its series ends at once) | `late-service has no instances` |
# | `HighErrorShare` | the recorded share of errors has been above 0.05 for 10 minutes | `10% of requests fail` |
#
# The alerts keep the labels that their expressions bring (`job`; for `InstanceDown` also `instance`). Write the
# percentage with `humanizePercentage`.
#
# **Expected.** `promtool check rules work/service_rules.yml` finds 5 rules. An instance that is away for half a minute
# calls nobody. So does a job that is somebody else's.
#
# <details><summary>Hint</summary>
#
# A sum over nothing is empty, not 0. `A or B` takes B's series where A has none with the same labels: what B has the
# right labels and is 0? `absent(...)` gives a series, with the labels that are asked for with `=`, when there is none.
# `{{ $value | humanizePercentage }}`.
# </details>

# %% language="writefile" magic_args="work/service_rules.yml" nbgrader={"grade": false, "grade_id": "service-rules", "locked": false, "schema_version": 3, "solution": true, "task": false}
# ### BEGIN SOLUTION
# groups:
#   - name: late-service
#     rules:
#       - record: job_route:http_requests:rate5m
#         expr: sum by (job, route) (rate(http_requests_total[5m]))
#       - record: job:http_errors:ratio_rate5m
#         expr: |
#           (
#             sum by (job) (rate(http_requests_total{status=~"5.."}[5m]))
#             or sum by (job) (rate(http_requests_total[5m])) * 0
#           ) / sum by (job) (rate(http_requests_total[5m]))
#       - alert: InstanceDown
#         expr: up{job="late-service"} == 0
#         for: 1m
#         labels:
#           severity: page
#         annotations:
#           summary: "{{ $labels.instance }} does not answer"
#       - alert: ServiceGone
#         expr: absent(up{job="late-service"})
#         for: 5m
#         labels:
#           severity: page
#         annotations:
#           summary: late-service has no instances
#       - alert: HighErrorShare
#         expr: job:http_errors:ratio_rate5m{job="late-service"} > 0.05
#         for: 10m
#         labels:
#           severity: page
#         annotations:
#           summary: "{{ $value | humanizePercentage }} of requests fail"
# ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "service-rules-check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
_rules = read_answer("work/service_rules.yml")
_good, _words = promtool("check", "rules", "work/service_rules.yml")
assert _good, f"promtool check rules refuses the file: {_words}"


def _requests(job, instance, status, values, route="/predict"):
    name = f'http_requests_total{{job="{job}",instance="{instance}",site="ewr",method="POST",route="{route}",status="{status}"}}'
    return {"series": name, "values": values}


def _up(instance, values, job=JOB):
    return {"series": f'up{{job="{job}",instance="{instance}"}}', "values": values}


def _expects(why, series, records=(), alerts=()):
    """Records: (expression, {labels: value}), at 30 minutes. Alerts: (name, minutes, [(labels, summary)])."""
    test = {
        "input_series": series,
        "promql_expr_test": [
            {
                "expr": f"round({expr}, 0.001)",
                "eval_time": "30m",
                "exp_samples": [{"labels": labels, "value": value} for labels, value in samples.items()],
            }
            for expr, samples in records
        ],
        "alert_rule_test": [
            {
                "alertname": name,
                "eval_time": f"{moment}",
                "exp_alerts": [
                    {"exp_labels": {"severity": "page", "job": JOB} | labels, "exp_annotations": {"summary": summary}}
                    for labels, summary in fired
                ],
            }
            for name, moment, fired in alerts
        ],
    }
    good, words = test_rules(_rules, test)
    assert good, f"{why}. promtool says: {words[-1500:]}"


# Every 15 seconds a sample; 40 minutes are 160 of them.
_two = [
    _requests(JOB, "a", "200", "0+27x160"),
    _requests(JOB, "a", "503", "0+3x160"),
    _requests(JOB, "b", "200", "0+60x160"),
]
_two += [_requests(JOB, "b", "404", "0+30x160", route="unmatched")]
_expects(
    "Requests per second over five minutes, summed over instances and statuses: one series for each job and route",
    _two,
    [
        (
            "job_route:http_requests:rate5m",
            {f'{{job="{JOB}", route="/predict"}}': 6, f'{{job="{JOB}", route="unmatched"}}': 2},
        )
    ],
)
_expects(
    "The share of 5xx: 3 of 120 requests fail, 404 is the client's fault",
    _two,
    [("job:http_errors:ratio_rate5m", {f'{{job="{JOB}"}}': 0.025})],
)
_expects(
    "InstanceDown: an instance answers no more after 10 minutes; a minute later it fires, with these labels and this summary",
    [_up("10.0.0.1:8000", "1x40 0x120"), _up("10.0.0.2:8000", "1x160")],
    alerts=[
        ("InstanceDown", "10m45s", []),
        ("InstanceDown", "12m", [({"instance": "10.0.0.1:8000"}, "10.0.0.1:8000 does not answer")]),
    ],
)
_failing = [_requests(JOB, "a", "200", "0+27x160"), _requests(JOB, "a", "500", "0+3x160"), _up("a", "1x160")]
_expects(
    "HighErrorShare: 10 % of the requests fail from the start; after 10 minutes above 0.05 it fires",
    _failing,
    alerts=[("HighErrorShare", "9m", []), ("HighErrorShare", "20m", [({}, "10% of requests fail")])],
)
### BEGIN HIDDEN TESTS
_expects(
    "A job without a single 5xx series: its share of errors is 0, not missing; a job without requests has none",
    [_requests("quiet", "a", "200", "0+30x160"), _up("a", "1x160", job="idle"), *_two],
    [("job:http_errors:ratio_rate5m", {'{job="quiet"}': 0, f'{{job="{JOB}"}}': 0.025})],
)
_expects(
    "Two jobs have the same route: each has its own series, whatever its name",
    [_requests("other", "z", "200", "0+45x160"), *_two[:3]],
    [
        (
            "job_route:http_requests:rate5m",
            {'{job="other", route="/predict"}': 3, f'{{job="{JOB}", route="/predict"}}': 6},
        )
    ],
)
_expects(
    "A job with nothing but 5xx: its share of errors is 1",
    [_requests("broken", "a", "502", "0+30x160"), *_two],
    [("job:http_errors:ratio_rate5m", {'{job="broken"}': 1, f'{{job="{JOB}"}}': 0.025})],
)
_expects(
    "The share is of all requests together, not the mean of the instances' shares",
    [
        _requests(JOB, "a", "500", "0+3x160"),
        _requests(JOB, "b", "200", "0+297x160"),
        _requests(JOB, "b", "502", "0x160"),
    ],
    [("job:http_errors:ratio_rate5m", {f'{{job="{JOB}"}}': 0.01})],
)
_expects(
    "An instance is away for 30 seconds: nobody is called",
    [_up("a", "1x40 0x1 1x118")],
    alerts=[("InstanceDown", f"{moment}m", []) for moment in (10, 11, 12)],
)
_expects(
    "ServiceGone: after 10 minutes the only instance is taken away; 5 minutes later it fires, with severity page",
    [_up("a", "1x40 stale"), _up("b", "1x160", job="other"), _up("c", "0x160", job="other")],
    alerts=[("ServiceGone", "14m", []), ("ServiceGone", "17m", [({}, "late-service has no instances")])],
)
_expects(
    "Instances that are down are not gone",
    [_up("a", "0x160"), _up("b", "0x160")],
    alerts=[("ServiceGone", "30m", [])],
)
_expects(
    "For one minute 30 % of the requests fail, then none: nobody is called",
    [_requests(JOB, "a", "200", "0+27x160"), _requests(JOB, "a", "500", "0x40 0+12x4 48x116"), _up("a", "1x160")],
    alerts=[("HighErrorShare", f"{moment}m", []) for moment in (12, 15, 18, 22, 30)],
)
# The record itself is given: whatever way it is computed, here it is 0.05, to the last bit.
_expects(
    "HighErrorShare: the recorded share is 0.05 all the time; that is not above 0.05",
    [{"series": f'job:http_errors:ratio_rate5m{{job="{JOB}"}}', "values": "0.05x160"}, _up("a", "1x160")],
    alerts=[("HighErrorShare", "30m", [])],
)
_expects(
    "Another job fails and is down: that is not this service's page",
    [_requests("late-staging", "z", "500", "0+30x160"), _up("z", "0x160", job="late-staging"), _up("a", "1x160")],
    alerts=[("HighErrorShare", "30m", []), ("InstanceDown", "30m", []), ("ServiceGone", "30m", [])],
)
### END HIDDEN TESTS

# %% [markdown]
# ### On the team's service
#
# The rules go beside the configuration, and Prometheus reads them again. The scanned instance is refused since
# exercise 2, so an alert is on its way.


# %%
def deploy_rules(name):
    """Give the team's Prometheus a rules file, and have it read its configuration again."""
    read_answer(f"work/{name}")
    if team_prometheus is None:
        raise NotImplementedError
    good, words = promtool("check", "rules", f"work/{name}")
    if not good:
        print(words)
        return
    shutil.copy(f"work/{name}", team_folder / "rules")
    _client.post(team_prometheus.url + "/-/reload").raise_for_status()


with waits_for("1, 2 and 4"):
    deploy_rules("service_rules.yml")
    alerts = until(lambda: _client.get(team_prometheus.url + "/api/v1/alerts").json()["data"]["alerts"], 10)
    for alert in alerts:
        print(alert["labels"]["alertname"], alert["labels"].get("site", "as a whole"), "is", alert["state"])

# %% [markdown]
# An alert that fires goes to **Alertmanager**, which groups alerts, silences them and calls people: see *Go further*.

# %% [markdown]
# ## 5 · How much failure is allowed?
#
# **Goal.** Turn an objective into a budget, and page only when the budget is in danger.
#
# **Why it matters.** "Errors above 5 % for ten minutes" is a guess. It sleeps through 4 % for a week, and wakes people
# for what no user remembers. An **SLO** says how good the service has to be. What is left to 100 % is the **error
# budget**: allowed, and worth spending.
#
# The service's SLO: **over 30 days, 99.5 % of the requests do not end in a 5xx.** So the budget is 0.5 % of the requests.
# The **burn rate** is the share of errors divided by 0.005: at 1 the budget lasts exactly 30 days, at 14.4 two days.
#
# **A worked example.** How the two usual thresholds come about, and why one window is not enough.

# %% tags=["nbval-check-output"]
for burn, hours in ((14.4, 1), (6, 6)):
    print(
        f"burn rate {burn:4} for {hours} h spends {burn * hours / (30 * 24):.0%} of the budget: {burn * 0.005:.1%} errors"
    )

minutes = np.arange(180)
failing = np.where((minutes >= 30) & (minutes < 90), 0.1, 0)  # 10 % errors for an hour, then it is repaired
within_hour = np.array([failing[max(0, m - 59) : m + 1].mean() for m in minutes])
within_five = np.array([failing[max(0, m - 4) : m + 1].mean() for m in minutes])
above = minutes[within_hour > 14.4 * 0.005]
print(f"repaired at 90; the hour alone is above from {above[0]} to {above[-1]}")
both = minutes[(within_hour > 14.4 * 0.005) & (within_five > 14.4 * 0.005)]
print(f"the hour and the last five minutes are above from {both[0]} to {both[-1]}")

# %% [markdown]
# The long window says that it matters; the short one that it is still going on. (The recipe is the *multiwindow,
# multi-burn-rate alert* of Google's SRE workbook.)
#
# **Your task.** Write the rules file `work/slo_rules.yml`, with **one group**, in which the rules come in the order of the
# tables: Prometheus computes a group's rules one after the other, each with what those before it have just recorded;
# between groups there is no order. The results are about the job `late-service` alone and carry no label but `job`.
#
# | record | result |
# | --- | --- |
# | `job:slo_errors:ratio_rate5m`, and the same with `30m`, `1h`, `6h` and `30d` at the end | the share (0 to 1) of the requests of that time that ended in a 5xx; 0 while there is no 5xx series |
# | `job:slo_budget_left:ratio30d` | the part of the 30 days' budget that is left: 1 untouched, 0 spent, below 0 overspent |
#
# | alert | label | fires at once (no `for`) when |
# | --- | --- | --- |
# | `BudgetBurnFast` | `severity: page` | the burn rate is above 14.4 over 1 hour **and** over 5 minutes |
# | `BudgetBurnSlow` | `severity: ticket` | the burn rate is above 6 over 6 hours **and** over 30 minutes |
#
# - The share over a time is of *all requests of that time*: a request at night counts as much as one at noon, but there
#   are fewer of them.
# - Annotations are yours to choose.
#
# **Expected.** If 0.1 % of the requests of 30 days failed, 80 % of the budget is left. With 10 % errors from one moment
# on, `BudgetBurnFast` fires within the hour, and ends within minutes of the repair.
#
# <details><summary>Hint</summary>
#
# It is the share of exercise 4 with one job and five windows. YAML anchors do not help inside a text; write the five
# out, or print them with Python and paste. An alert's expression is a comparison, `and`, another comparison.
# </details>

# %% language="writefile" magic_args="work/slo_rules.yml" nbgrader={"grade": false, "grade_id": "error-budget", "locked": false, "schema_version": 3, "solution": true, "task": false}
# ### BEGIN SOLUTION
# groups:
#   - name: late-service-slo
#     rules:
#       - record: job:slo_errors:ratio_rate5m
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[5m]))
#           or sum by (job) (rate(http_requests_total{job="late-service"}[5m])) * 0)
#           / sum by (job) (rate(http_requests_total{job="late-service"}[5m]))
#       - record: job:slo_errors:ratio_rate30m
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[30m]))
#           or sum by (job) (rate(http_requests_total{job="late-service"}[30m])) * 0)
#           / sum by (job) (rate(http_requests_total{job="late-service"}[30m]))
#       - record: job:slo_errors:ratio_rate1h
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[1h]))
#           or sum by (job) (rate(http_requests_total{job="late-service"}[1h])) * 0)
#           / sum by (job) (rate(http_requests_total{job="late-service"}[1h]))
#       - record: job:slo_errors:ratio_rate6h
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[6h]))
#           or sum by (job) (rate(http_requests_total{job="late-service"}[6h])) * 0)
#           / sum by (job) (rate(http_requests_total{job="late-service"}[6h]))
#       - record: job:slo_errors:ratio_rate30d
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[30d]))
#           or sum by (job) (rate(http_requests_total{job="late-service"}[30d])) * 0)
#           / sum by (job) (rate(http_requests_total{job="late-service"}[30d]))
#       - record: job:slo_budget_left:ratio30d
#         expr: 1 - job:slo_errors:ratio_rate30d / 0.005
#       - alert: BudgetBurnFast
#         expr: job:slo_errors:ratio_rate1h > 14.4 * 0.005 and job:slo_errors:ratio_rate5m > 14.4 * 0.005
#         labels:
#           severity: page
#         annotations:
#           summary: At this rate the month's error budget is gone in two days
#       - alert: BudgetBurnSlow
#         expr: job:slo_errors:ratio_rate6h > 6 * 0.005 and job:slo_errors:ratio_rate30m > 6 * 0.005
#         labels:
#           severity: ticket
#         annotations:
#           summary: At this rate the month's error budget is gone in five days
# ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "error-budget-check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
_slo_rules = read_answer("work/slo_rules.yml")
_good, _words = promtool("check", "rules", "work/slo_rules.yml")
assert _good, f"promtool check rules refuses the file: {_words}"


def _traffic(parts, per_step=1000, job=JOB, other="200"):
    """Series of requests: `parts` are pairs of a number of samples and the share of 5xx (None: no such series at all)."""
    good, bad, at = ["0"], ["0"], [0, 0]
    for samples, share in parts:
        failed = round(per_step * (share or 0))
        for column, index, step in ((good, 0, per_step - failed), (bad, 1, failed)):
            column.append(f"{at[index] + step}+{step}x{samples - 1}")
            at[index] += step * samples
    name = f'http_requests_total{{job="{job}",instance="a",method="POST",route="/predict",status='
    series = [{"series": f'{name}"{other}"}}', "values": " ".join(good)}]
    return series + [{"series": f'{name}"500"}}', "values": " ".join(bad)}] * any(
        share is not None for _, share in parts
    )


def _is(why, series, expectations, every="1m", evaluate="5m"):
    """Expectations: (moment, name, value). A name with a capital is an alert: value is the severity, or None for silence."""
    tests = []
    for moment, name, value in expectations:
        if name[0].isupper():
            found = f'sum by (severity) (ALERTS{{alertname="{name}",alertstate="firing"}})'
            samples = [{"labels": f'{{severity="{value}"}}', "value": 1}] if value else []
        else:
            found, samples = f"round({name}, 0.001)", [{"labels": f'{{job="{JOB}"}}', "value": value}]
        tests.append({"expr": found, "eval_time": moment, "exp_samples": samples})
    good, words = test_rules(_slo_rules, {"input_series": series, "promql_expr_test": tests}, every, evaluate)
    assert good, f"{why}. promtool says: {words[-1500:]}"


_month = {"every": "2h", "evaluate": "12h"}
_is(
    "The shares of errors: a steady 2 % over each window",
    _traffic([(120, 0.02)]),
    [("2h", f"job:slo_errors:ratio_rate{window}", 0.02) for window in ("5m", "30m", "1h", "6h", "30d")],
)
_is(
    "The budget: 0.1 % of 30 days' requests failed, so 80 % of it is left",
    _traffic([(360, 0.001)]),
    [("30d", "job:slo_budget_left:ratio30d", 0.8)],
    **_month,
)
_fast = _traffic([(60, 0), (60, 0.1), (120, 0)])  # 10 % errors from 1 h to 2 h
_is(
    "BudgetBurnFast: with 10 % errors (burn rate 20) for 50 minutes the hour's burn rate is above 14.4, and it was not after 30",
    _fast,
    [("1h30m", "BudgetBurnFast", None), ("1h50m", "BudgetBurnFast", "page")],
)
_is(
    "BudgetBurnFast: 15 minutes after the repair the last hour still is bad, but the last 5 minutes are good",
    _fast,
    [("2h15m", "BudgetBurnFast", None)],
)
_is(
    "BudgetBurnSlow: 4 % errors (burn rate 8) for 5 hours are a ticket, and no page",
    _traffic([(60, 0), (300, 0.04)]),
    [("6h", "BudgetBurnSlow", "ticket"), ("6h", "BudgetBurnFast", None)],
)
### BEGIN HIDDEN TESTS
_is(
    "A job without a 5xx series: share 0 and an untouched budget, not nothing",
    _traffic([(60, None)]),
    [("1h", f"job:slo_errors:ratio_rate{window}", 0) for window in ("5m", "30m", "1h", "6h", "30d")]
    + [("1h", "job:slo_budget_left:ratio30d", 1)],
)
_name = _traffic([(1, 0)])[0]["series"]
_uneven = [
    {"series": _name, "values": "0 1000+1000x179 180095+95x179"},
    {"series": _name.replace('"200"', '"500"'), "values": "0x180 5+5x179"},
]
_is(
    "15 busy days without an error and 15 calm ones with 5 %: over all requests 0.455 % failed, 9 % of the budget is left. "
    "The mean of the shares over time gives each night the weight of a noon",
    _uneven,
    [("30d", "round(job:slo_budget_left:ratio30d, 0.1)", 0.1)],
    **_month,
)
_calm = [
    {"series": _name, "values": "0+1000x240 240005+5x119"},
    {"series": _name.replace('"200"', '"500"'), "values": "0x240 5+5x119"},
]
_is(
    "4 busy hours without an error, then 2 calm ones with 50 %: of all requests of the 30 minutes, the hour and the 6 hours "
    "hardly any failed. The mean of shares over time gives a calm minute the weight of a busy one",
    _calm,
    [("4h20m", f"round(job:slo_errors:ratio_rate{window}, 0.05)", 0) for window in ("30m", "1h")]
    + [("6h", "round(job:slo_errors:ratio_rate6h, 0.05)", 0)],
)
_is(
    "Overspent: 1 % failed, the budget is at -1",
    _traffic([(360, 0.01)]),
    [("30d", "job:slo_budget_left:ratio30d", -1)],
    **_month,
)
_is(
    "5 minutes with 50 % errors: the hour is at a burn rate of 8.3, nobody is paged",
    _traffic([(60, 0), (5, 0.5), (60, 0)]),
    [(f"1h{minute}m", "BudgetBurnFast", None) for minute in (3, 5, 7)],
    evaluate="1m",
)
_is(
    "20 minutes with 30 % errors: after 15 minutes the hour's share is 7.5 %, above 7.2 %, and somebody is paged at once",
    _traffic([(60, 0), (20, 0.3), (60, 0)]),
    [("1h14m", "BudgetBurnFast", None), ("1h15m", "BudgetBurnFast", "page"), ("1h19m", "BudgetBurnFast", "page")],
    evaluate="1m",
)
_is(
    "7 % errors (burn rate 14) for 3 hours: no page. After 160 minutes the 6 hours' share is 3.1 %, above 3 %: a ticket, at once",
    _traffic([(360, 0), (180, 0.07)]),
    [("9h", "BudgetBurnFast", None), ("8h30m", "BudgetBurnSlow", None), ("8h40m", "BudgetBurnSlow", "ticket")],
    evaluate="10m",
)
_is(
    "BudgetBurnSlow: 10 minutes after the repair the last 30 minutes still are bad; 50 minutes after it they are good, and "
    "only the 6 hours are bad",
    _traffic([(60, 0), (340, 0.1), (60, 0)]),
    [("6h40m", "BudgetBurnSlow", "ticket"), ("6h50m", "BudgetBurnSlow", "ticket"), ("7h30m", "BudgetBurnSlow", None)],
    evaluate="10m",
)
_is(
    "30 minutes with 20 % errors are no ticket",
    _traffic([(360, 0), (30, 0.2)]),
    [("6h30m", "BudgetBurnSlow", None)],
    evaluate="10m",
)
_is(
    "Clients that send nonsense (422) burn no budget, and another job's errors are not ours",
    _traffic([(120, 0)], other="422") + _traffic([(120, 0.5)], job="late-staging"),
    [("2h", "BudgetBurnFast", None), ("2h", "BudgetBurnSlow", None), ("2h", "job:slo_budget_left:ratio30d", 1)],
)
### END HIDDEN TESTS

# %% [markdown]
# ### On the team's service

# %%
with waits_for("1, 2 and 5"):
    deploy_rules("slo_rules.yml")
    if team_prometheus is None:
        raise NotImplementedError
    left = until(lambda: send(live.url, users) and ask(team_prometheus.url, "job:slo_budget_left:ratio30d"), 10)
    if left:
        print("the budget is", "overspent" if left[0][1] < 0 else "not spent", "(one request in 13 of our users fails)")
    else:
        print(f"Prometheus has no job:slo_budget_left:ratio30d: look at {team_prometheus.url}/rules")

# %% [markdown]
# ## 6 · A dashboard as code
#
# **Goal.** Build a Grafana dashboard that can be reviewed, and whose every panel shows something.
#
# **Why it matters.** A dashboard that was clicked together has no history, and its broken panel says *No data* until the
# night when it is needed. As code it is built, and its queries are asked, before anybody looks at it.
#
# **A worked example.** `grafana-foundation-sdk` is Grafana's own: its classes are generated from Grafana's schema. Three
# things of Grafana are new here. **Variables**: `${datasource}` and `$desk` are chosen at the top of the page.
# `$__rate_interval` is a window that Grafana makes wide enough for the scrape interval and for the zoom; a fixed `[5s]`
# often holds one sample, and a rate of one sample is nothing. **Units** tell Grafana how to write a number.


# %%
def example_dashboard():
    source = models.DataSourceRef(type_val="prometheus", uid="${datasource}")
    bags = (
        timeseries.Panel()
        .title("Bags")
        .unit("short")
        .span(12)  # of 24 columns
        .height(8)
        .datasource(source)
        .with_target(
            prometheus.Dataquery()
            .ref_id("A")  # each query of a panel has a letter
            .expr('sum by (desk) (rate(bags_total{desk=~"$desk"}[$__rate_interval]))')
            .legend_format("{{desk}}")
        )
    )
    desk = (
        dashboards.QueryVariable("desk")
        .datasource(source)
        .query("label_values(bags_total, desk)")
        .multi(True)  # several may be chosen: then $desk is (A|B), so a label is compared with =~
        .include_all(True)
    )
    builder = dashboards.Dashboard("Baggage").uid("baggage")
    builder.with_variable(dashboards.DatasourceVariable("datasource").type("prometheus"))
    builder.with_variable(desk)
    builder.with_panel(bags)
    return JSONEncoder(sort_keys=True, indent=2).encode(builder.build())


shown = json.loads(example_dashboard())["panels"][0]
print(json.dumps({key: shown[key] for key in ("title", "type", "gridPos", "targets")}, indent=1))

# %% [markdown]
# **Your task.** Write `late_dashboard() -> str`: the dashboard as JSON text.
#
# - Its title is `Late service`, its uid `late-service`.
# - The variable `datasource` is of the kind *datasource*, for `prometheus`. The variable `route` is a *query*:
#   `label_values(http_requests_total{job="late-service"}, route)`; several routes, or all, can be chosen.
# - There are five panels, of the metrics of exercise 1:
#
# | title | type | unit | shows | legend |
# | --- | --- | --- | --- | --- |
# | `Traffic` | `timeseries` | `reqps` | requests per second, for each route | `{{route}}` |
# | `Errors` | `timeseries` | `percentunit` | share (0 to 1) of requests that end in 5xx, for each route; 0 where there are none | `{{route}}` |
# | `Latency` | `timeseries` | `s` | 95th percentile in seconds, for each route | `{{route}}` |
# | `Saturation` | `gauge` | `percentunit` | requests in progress divided by slots, for each instance | `{{instance}}` |
# | `Instances up` | `stat` | `short` | how many instances of the job are up | none |
#
# - Every panel has the data source `{"type": "prometheus", "uid": "${datasource}"}`, and **one** query. The first three
#   show the chosen routes only, and use `$__rate_interval` as window. All are about the job `late-service`.
# - Panels do not overlap, and fit into Grafana's 24 columns.
# - The JSON has only fields that Grafana's schema knows.
#
# You may use the SDK or write a dictionary by hand and `json.dumps` it. The check reads your JSON with the SDK's classes
# (what they do not know would get lost), puts values in place of the variables as Grafana does, and asks a running
# Prometheus each query.
#
# **Expected.** Five panels, and each query is answered with the recorded evening's values.
#
# <details><summary>Hint</summary>
#
# A helper `panel(builder, title, unit, query, legend)` keeps it short: `timeseries.Panel()`, `gauge.Panel()` and
# `stat.Panel()` have the same methods. `with_panel` places each panel beside or below the one before, by its `span` and
# `height`.
# </details>


# %% nbgrader={"grade": false, "grade_id": "dashboard", "locked": false, "schema_version": 3, "solution": true, "task": false}
def late_dashboard():
    """The service's dashboard, as JSON text for Grafana."""
    ### BEGIN SOLUTION
    source = models.DataSourceRef(type_val="prometheus", uid="${datasource}")
    chosen = 'job="late-service",route=~"$route"'

    def by_route(metric, condition=""):
        return f"sum by (route) (rate({metric}{{{chosen}{condition}}}[$__rate_interval]))"

    every = by_route("http_requests_total")
    failed = by_route("http_requests_total", ',status=~"5.."')
    buckets = by_route("http_request_duration_seconds_bucket").replace("by (route)", "by (le, route)")
    in_progress = 'http_requests_in_progress{job="late-service"} / http_request_slots{job="late-service"}'

    def panel(builder, title, unit, query, legend=""):
        target = prometheus.Dataquery().ref_id("A").expr(query).legend_format(legend)
        return builder.title(title).unit(unit).span(12).height(8).datasource(source).with_target(target)

    builder = dashboards.Dashboard("Late service").uid("late-service").refresh("30s").time("now-3h", "now")
    builder.with_variable(dashboards.DatasourceVariable("datasource").type("prometheus"))
    builder.with_variable(
        dashboards.QueryVariable("route")
        .datasource(source)
        .query('label_values(http_requests_total{job="late-service"}, route)')
        .multi(True)
        .include_all(True)
    )
    for made in (
        panel(timeseries.Panel(), "Traffic", "reqps", every, "{{route}}"),
        panel(timeseries.Panel(), "Errors", "percentunit", f"({failed} or {every} * 0) / {every}", "{{route}}"),
        panel(timeseries.Panel(), "Latency", "s", f"histogram_quantile(0.95, {buckets})", "{{route}}"),
        panel(gauge.Panel(), "Saturation", "percentunit", in_progress, "{{instance}}"),
        panel(stat.Panel(), "Instances up", "short", 'sum(up{job="late-service"})'),
    ):
        builder.with_panel(made)
    return JSONEncoder(sort_keys=True, indent=2).encode(builder.build())
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "dashboard-check", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
_text = late_dashboard()
assert isinstance(_text, str), f"expected the JSON as text, got {type(_text).__name__}"
try:
    _board = json.loads(_text)
except ValueError as _error:
    raise AssertionError(f"that is not JSON: {_error}") from None
assert isinstance(_board, dict), f"expected a JSON object, got {_text[:80]!r}"


def _lost(given, read, path="dashboard"):
    """The fields of `given` that are not in `read`, what the SDK's classes made of it; null and empty say nothing."""
    if isinstance(given, dict) and isinstance(read, dict):
        return [name for key, value in given.items() for name in _lost(value, read.get(key), f"{path}.{key}")]
    if isinstance(given, list) and isinstance(read, list) and len(given) == len(read):
        return [name for i, pair in enumerate(zip(given, read, strict=True)) for name in _lost(*pair, f"{path}[{i}]")]
    return [] if given == read or given in (None, "", [], {}) else [path]


try:
    _read = json.loads(JSONEncoder().encode(models.Dashboard.from_json(_board)))
except Exception as _error:  # the SDK's classes are generated and raise whatever comes
    raise AssertionError(f"Grafana's SDK cannot read the dashboard: {type(_error).__name__}: {_error}") from None
_unknown = _lost(_board, _read)
assert not _unknown, (
    f"Grafana's schema does not know {', '.join(_unknown[:5])}: a misspelt or misplaced field is ignored"
)
assert (_board.get("title"), _board.get("uid")) == ("Late service", "late-service"), (
    f"expected the title 'Late service' and the uid 'late-service', got {_board.get('title')!r} and {_board.get('uid')!r}"
)
_variables = {str(v.get("name")): v for v in (_board.get("templating") or {}).get("list") or []}
assert set(_variables) == {"datasource", "route"}, (
    f"expected the variables datasource and route, got {sorted(_variables)}"
)
_kinds = (_variables["datasource"].get("type"), _variables["datasource"].get("query"), _variables["route"].get("type"))
assert _kinds == ("datasource", "prometheus", "query"), (
    f"expected a datasource variable for prometheus and a query variable, got {_kinds}"
)
_query = _variables["route"].get("query")
_query = _query.get("query", "") if isinstance(_query, dict) else str(_query)
_called = re.fullmatch(r"\s*label_values\((.+),\s*route\s*\)\s*", _query)
assert _called, f"the variable route: expected label_values(SERIES, route), got {_query!r}"
assert _variables["route"].get("multi") is True and _variables["route"].get("includeAll") is True, (
    "the variable route: several routes, and all, can be chosen: multi and includeAll"
)
_panels = {str(panel.get("title")): panel for panel in _board.get("panels") or []}
_wanted = {
    "Traffic": ("timeseries", "reqps", "{{route}}"),
    "Errors": ("timeseries", "percentunit", "{{route}}"),
    "Latency": ("timeseries", "s", "{{route}}"),
    "Saturation": ("gauge", "percentunit", "{{instance}}"),
    "Instances up": ("stat", "short", None),
}
assert set(_panels) == set(_wanted) and len(_board["panels"]) == 5, (
    f"expected the panels {sorted(_wanted)}, got {sorted(_panels)}"
)
_queries = {}
for _title, (_type, _unit, _legend) in _wanted.items():
    _panel = _panels[_title]
    assert _panel.get("type") == _type, f"{_title}: expected the type {_type}, got {_panel.get('type')!r}"
    _shown = ((_panel.get("fieldConfig") or {}).get("defaults") or {}).get("unit")
    assert _shown == _unit, (
        f"{_title}: expected the unit {_unit}, got {_shown!r}: percent is 0 to 100, percentunit 0 to 1"
    )
    _source = _panel.get("datasource")
    assert _source == {"type": "prometheus", "uid": "${datasource}"}, (
        f"{_title}: expected the data source that ${{datasource}} names, of the type prometheus, got {_source!r}"
    )
    _targets_of = _panel.get("targets") or []
    assert len(_targets_of) == 1, f"{_title}: expected one query, got {len(_targets_of)}"
    _queries[_title] = str(_targets_of[0].get("expr", ""))
    if _legend:
        _got = str(_targets_of[0].get("legendFormat", "")).replace(" ", "")
        assert _got == _legend, f"{_title}: expected the legend {_legend}, got {_got!r}"


def _panel_values(title, url, at, routes):
    """Ask a panel's query as Grafana does when these routes are chosen; by route or instance."""
    escaped = [re.sub(r"([\\^$.|?*+()\[\]{}])", r"\\\\\1", route) for route in routes]
    chosen = escaped[0] if len(escaped) == 1 else f"({'|'.join(escaped)})"
    promql = _queries[title].replace("$__rate_interval", "1m0s").replace("${__rate_interval}", "1m0s")
    promql = re.sub(r"\$\{route(:regex)?\}|\$route\b", lambda _: chosen, promql)
    assert "$" not in promql, f"{title}: Grafana does not know the variable in {promql!r}"
    try:
        answer = ask(url, promql, at)
    except ValueError as error:
        raise AssertionError(f"{title}: Prometheus refuses the query: {error}") from None
    assert answer, f"{title}: no data. Prometheus has no answer to {promql}"
    keys = [labels.get("route", labels.get("instance", "")) for labels, _ in answer]
    assert len(set(keys)) == len(keys), (
        f"{title}: expected one line for each, got {len(keys)} lines for {sorted(set(keys))}"
    )
    return dict(zip(keys, (value for _, value in answer), strict=True))


def _panel_shows(title, want, url, at, routes):
    got = _panel_values(title, url, at, routes)
    assert set(got) == set(want), (
        f"{title}, with the routes {list(routes)} chosen: expected {sorted(want)}, got {sorted(got)}"
    )
    for key, value in want.items():
        assert abs(got[key] - value) <= 0.05 * value + 1e-9, f"{title} {key}: expected {value:.4g}, got {got[key]:.4g}"


_all = (*ROUTES, "unmatched")
for _title in ("Traffic", "Errors", "Latency"):
    assert "$__rate_interval" in _queries[_title] or "${__rate_interval}" in _queries[_title], (
        f"{_title}: the window is fixed: expected $__rate_interval, which grows with the zoom"
    )
_panel_shows("Traffic", {ROUTES[0]: 6, ROUTES[1]: 2, "unmatched": 1 / 15}, past(), LATER, _all)
_panel_shows("Errors", {ROUTES[0]: 6 / 90, ROUTES[1]: 0, "unmatched": 0}, past(), LATER, _all)
_panel_shows("Latency", {ROUTES[0]: 0.3, ROUTES[1]: 0.0883, "unmatched": 0.0095}, past(), LATER, _all)
_panel_shows("Saturation", {"10.0.0.1:8000": 1 / 8, "10.0.0.2:8000": 3 / 4}, past(), LATER, _all)
_panel_shows("Instances up", {"": 2}, past(), LATER, _all)
### BEGIN HIDDEN TESTS
for _chosen in (ROUTES[:1], ROUTES):
    _panel_shows(
        "Traffic",
        dict(zip(ROUTES, (6, 2), strict=True)) | {} if len(_chosen) == 2 else {ROUTES[0]: 6},
        past(),
        LATER,
        _chosen,
    )
    _panel_shows("Errors", {r: (6 / 90, 0)[i] for i, r in enumerate(_chosen)}, past(), LATER, _chosen)
    _panel_shows("Latency", {r: (0.3, 0.0883)[i] for i, r in enumerate(_chosen)}, past(), LATER, _chosen)
_answer = _client.get(
    past() + "/api/v1/label/route/values", params={"match[]": _called[1], "start": START, "end": LATER}
).json()
assert _answer["status"] == "success" and set(_answer["data"]) == set(_all), (
    f"the variable route: label_values is answered with {_answer.get('data', _answer.get('error'))}, expected {_all}"
)
assert JOB in _called[1], f"the variable route: expected the routes of the job {JOB} alone, got those of {_called[1]}"
_taken = Tally()
for _title, _panel in _panels.items():
    _grid = _panel.get("gridPos") or {}
    assert all(isinstance(_grid.get(key), int) for key in "xywh"), f"{_title}: gridPos with x, y, w and h is missing"
    assert _grid["x"] >= 0 and _grid["x"] + _grid["w"] <= 24 and _grid["w"] > 0 < _grid["h"], (
        f"{_title} does not fit into 24 columns: {_grid}"
    )
    _taken.update(
        (x, y) for x in range(_grid["x"], _grid["x"] + _grid["w"]) for y in range(_grid["y"], _grid["y"] + _grid["h"])
    )
assert max(_taken.values()) == 1, "two panels overlap: gridPos counts from the upper left corner, in 24 columns"
_history, _times = History(), START + 15.0 * np.arange(41)
_history.add("gauge", "up", _times, 1, job=JOB, instance="a")
_history.add("gauge", "up", _times, 0, job=JOB, instance="b")
_history.requests(_times, {"200": 15}, (0, 1, 1, 1, 1, 1), job=JOB, instance="a", route="/batch")
with _history.run() as _server:
    _panel_shows("Instances up", {"": 1}, _server.url, START + 500, ["/batch"])
    _panel_shows("Errors", {"/batch": 0}, _server.url, START + 500, ["/batch"])
### END HIDDEN TESTS

# %% [markdown]
# ### On the team's service
#
# What you import into Grafana (*Dashboards, New, Import*), and what its panels show of the recorded evening.

# %%
with waits_for("6"):
    Path("work/late-service.json").write_text(late_dashboard())
    board = json.loads(Path("work/late-service.json").read_text())
    print(Path("work/late-service.json").stat().st_size > 1000, [panel["title"] for panel in board["panels"]])
    figure, axes = plt.subplots(1, 3, figsize=(11, 2.6))
    for ax, panel in zip(axes, board["panels"][:3], strict=True):
        promql = panel["targets"][0]["expr"].replace("$__rate_interval", "1m").replace("$route", ".*")
        for labels, moments, values in ask_range(past(), promql, START + 300, START + 7000):
            ax.plot((moments - START) / 60, values, label=labels["route"])
        ax.set_title(f"{panel['title']} ({panel['fieldConfig']['defaults']['unit']})")
        ax.set_xlabel("minutes after 4 pm")
    axes[0].legend(fontsize=7)
    figure.tight_layout()
    plt.show()

# %% [markdown]
# ## 7 · From a metric to a log line
#
# **Goal.** Give each request an id that is in its answer, in every log line about it, and at the metric.
#
# **Why it matters.** A metric says *that* requests are slow; a log line says *which*. An id as a label would be the
# cardinality trap again. Prometheus has **exemplars** for it: a bucket remembers one observation, with an id. Grafana
# draws them as dots on the latency panel; a click leads to the log.
#
# **A worked example.** Three pieces. A `ContextVar` holds one value for each request that is being worked on, however many
# there are at a time; a global variable would hold the last one's. A *formatter* makes a line of a log record: here JSON,
# with what the caller passed in `extra`. And a histogram's observation takes an exemplar, which the OpenMetrics format of
# the page shows behind a `#`.

# %%
GATE = contextvars.ContextVar("gate", default="-")


class GateLine(logging.Formatter):
    def format(self, record):
        return json.dumps({"gate": GATE.get(), "message": record.getMessage(), **getattr(record, "fields", {})})


async def board_at(gate, log):
    GATE.set(gate)
    await asyncio.sleep(0)  # here the other one runs
    log.info("boarding %s", "now", extra={"fields": {"seats": 180}})


gate_log, lines = logging.Logger("gates"), io.StringIO()
gate_log.addHandler(logging.StreamHandler(lines))
gate_log.handlers[0].setFormatter(GateLine())
await asyncio.gather(board_at("B2", gate_log), board_at("B7", gate_log))
print(lines.getvalue())

registry = CollectorRegistry()
waited = Histogram("boarding_seconds", "Time to board.", buckets=(60, 600), registry=registry)
waited.observe(412, exemplar={"gate": "B7"})
print(next(line for line in generate_openmetrics(registry).decode().splitlines() if "#" in line[1:]))

# %% [markdown]
# **Your task.** Write a class `JsonLine` and a function `watch_requests`.
#
# `JsonLine(logging.Formatter)`: `format(record)` returns **one line**, a JSON object with the keys
#
# | key | value |
# | --- | --- |
# | `time` | when the record was made (`record.created`), ISO 8601 with its offset from UTC, such as `2013-12-20T21:00:00.125000+00:00` |
# | `level` | such as `INFO` |
# | `message` | the text, with its arguments filled in |
# | `request_id` | `REQUEST_ID.get()` (the setup does not make it: the cell below does) |
# | `error` | only where the record has `exc_info`: the traceback as text, which ends with the exception |
#
# and those of the dictionary `record.fields`, where there is one.
#
# `watch_requests(app, logger, histogram)` adds to a FastAPI `app`, before it gets its first request, that for each request
#
# - the id is the header `X-Request-ID` if that is 8 to 64 letters (A-Z, a-z), digits (0-9) and hyphens, and nothing else;
#   otherwise `uuid.uuid4().hex`. What a client sends must not forge a log line, nor fill the disk;
# - `REQUEST_ID.get()` is the id, in the endpoint (`async def` or `def`) and whatever it calls, also while other requests
#   are worked on;
# - the answer has the id as its header `X-Request-ID` (an unhandled exception has no answer yet, and is left out);
# - `histogram` observes the seconds that it took **once**, with the exemplar `{"request_id": ID}`;
# - `logger` (a `logging.Logger`) logs **one** record when it is done: the message `request`, and the fields `method`,
#   `path` (without the query), `status` (`int`) and `seconds`: the same number that was observed. The level is `INFO`, or
#   `ERROR` for a status of 500 and above. Where an exception comes out of the endpoint, the status is 500, the record has
#   `exc_info`, and the exception goes on. (An `HTTPException` does not come out: FastAPI makes an answer of it.)
#
# **Expected.** A request took 2.3 s: the exemplar of that bucket holds an id, and `grep` of that id in the log shows the
# request and all that the endpoint logged.
#
# <details><summary>Hint</summary>
#
# `@app.middleware("http")` over an `async def` with `request` and `call_next`, as in `service/app.py`; `re.fullmatch`;
# `self.formatException(record.exc_info)`; `datetime.fromtimestamp(record.created, UTC).isoformat()`.
# </details>

# %% nbgrader={"grade": false, "grade_id": "request-log", "locked": false, "schema_version": 3, "solution": true, "task": false}
REQUEST_ID = contextvars.ContextVar("request_id", default="-")


class JsonLine(logging.Formatter):
    def format(self, record):
        """The record as one line of JSON."""
        ### BEGIN SOLUTION
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "message": record.getMessage(),
            "request_id": REQUEST_ID.get(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line)
        ### END SOLUTION


def watch_requests(app, logger, histogram):
    """Give each request of `app` an id, one log record and one observation."""

    ### BEGIN SOLUTION
    @app.middleware("http")
    async def watch(request: Request, call_next):
        given = request.headers.get("X-Request-ID", "")
        known = given if re.fullmatch("[A-Za-z0-9-]{8,64}", given) else uuid.uuid4().hex
        REQUEST_ID.set(known)
        began, status, failure = time.perf_counter(), 500, None
        try:
            response = await call_next(request)
            status = response.status_code
            response.headers["X-Request-ID"] = known
            return response
        except Exception as error:
            failure = error
            raise
        finally:
            seconds = time.perf_counter() - began
            histogram.observe(seconds, exemplar={"request_id": known})
            fields = {"method": request.method, "path": request.url.path, "status": status, "seconds": seconds}
            level = logging.ERROR if status >= 500 else logging.INFO
            logger.log(level, "request", extra={"fields": fields}, exc_info=failure)

    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "request-log-check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
_record = logging.LogRecord("late", logging.WARNING, "app.py", 1, "no hour %d at %s", (3, "EWR"), None)
_record.created = 1387573200.125
try:
    _line = JsonLine().format(_record)
except AttributeError as _error:
    raise AssertionError(f"a record without fields, as any library makes it: {_error}") from None
assert isinstance(_line, str) and "\n" not in _line, f"expected one line of text, got {_line!r}"
try:
    _got = json.loads(_line)
except ValueError:
    raise AssertionError(f"expected a line of JSON, got {_line!r}") from None
_want = {"level": "WARNING", "message": "no hour 3 at EWR", "request_id": "-"}
assert {key: _got.get(key) for key in _want} == _want, f"expected {_want}, got {_got}"
_moment = datetime.fromisoformat(str(_got.get("time")))
assert _moment.tzinfo is not None and _moment.timestamp() == 1387573200.125, (
    f"time: expected 2013-12-20T21:00:00.125000+00:00, got {_got.get('time')!r}: the moment of the record, with its offset"
)


def _observed():
    """A small app that is watched; returns it, its log and its registry."""
    app, registry, lines = FastAPI(), CollectorRegistry(), io.StringIO()
    log = logging.Logger("late", logging.DEBUG)
    log.addHandler(logging.StreamHandler(lines))
    log.handlers[0].setFormatter(JsonLine())
    histogram = Histogram("seconds", "Time.", buckets=(0.2, 5), registry=registry)
    watch_requests(app, log, histogram)
    gate = {"open": None, "waiting": 0}

    @app.get("/together")
    async def together():
        gate["open"] = gate["open"] or asyncio.Event()
        gate["waiting"] += 1
        if gate["waiting"] == 3:
            gate["open"].set()
        await asyncio.wait_for(gate["open"].wait(), 10)
        log.info("the gate is open")
        return {"id": REQUEST_ID.get()}

    @app.get("/slow")
    def slow():
        time.sleep(0.25)
        log.warning("slow")
        return {"id": REQUEST_ID.get()}

    @app.get("/id")
    def identity():
        return {"id": REQUEST_ID.get()}

    @app.get("/unavailable")
    def unavailable():
        raise HTTPException(503, "no model yet")

    @app.get("/broken/{hour}")
    def broken(hour: int):
        return {"share": {"17": 0.3}[str(hour)]}

    return app, lines, registry


def _log_of(lines):
    return [json.loads(line) for line in lines.getvalue().splitlines()]


def _exemplars(registry):
    """The exemplars on the page: pairs of the id and the observed seconds."""
    families = parse_openmetrics(generate_openmetrics(registry).decode())
    found = [sample.exemplar for family in families for sample in family.samples if sample.exemplar]
    return [(dict(exemplar.labels), float(exemplar.value)) for exemplar in found]


_app, _lines, _registry = _observed()
_web = TestClient(_app, raise_server_exceptions=False)
_answer = _web.get("/slow", headers={"X-Request-ID": "support-4711"})
assert _answer.json() == {"id": "support-4711"}, (
    f"in the endpoint REQUEST_ID.get() is {_answer.json()['id']!r}, expected the header's id support-4711"
)
assert _answer.headers.get("X-Request-ID") == "support-4711", (
    f"the answer's header X-Request-ID: expected support-4711, got {_answer.headers.get('X-Request-ID')!r}"
)
_log = _log_of(_lines)
assert [line["message"] for line in _log] == ["slow", "request"], (
    f"expected the endpoint's line and then one line with the message request, got {[line['message'] for line in _log]}"
)
assert [line["request_id"] for line in _log] == ["support-4711"] * 2, (
    f"expected the id support-4711 in both lines, got {[line['request_id'] for line in _log]}"
)
_done = {key: _log[1].get(key) for key in ("level", "method", "path", "status")}
assert _done == {"level": "INFO", "method": "GET", "path": "/slow", "status": 200}, (
    f"the line of the request: got {_log[1]}"
)
_found = _exemplars(_registry)
assert [labels for labels, _ in _found] == [{"request_id": "support-4711"}], (
    f"expected one exemplar with the request's id at the histogram, got {_found}"
)
assert isinstance(_log[1].get("seconds"), float) and abs(_found[0][1] - _log[1]["seconds"]) < 1e-6, (
    f"the log says {_log[1].get('seconds')} seconds, the metric {_found[0][1]}: measure once, use it twice"
)
assert 0.2 < _log[1]["seconds"] < 10, (
    f"the request took 0.25 seconds, got {_log[1]['seconds']}: seconds, not milliseconds"
)
### BEGIN HIDDEN TESTS
assert "error" not in _log[1], "the line of a request that worked has an error"
for _bad in (
    "short",
    "x" * 65,
    'a", "level": "ERROR',
    "forged id 123",
    "",
    "abcdefgh_1",
    "fen\xeatre-12345",  # a letter, but not one of those
):
    try:
        _answer = _web.get("/id", headers={"X-Request-ID": _bad.encode("latin-1")})
    except UnicodeEncodeError:  # the test client reads no other header than ASCII
        raise AssertionError(
            f"a client sent the id {_bad!r}: expected a new one from uuid4().hex, got it back"
        ) from None
    _known = str(_answer.json()["id"])
    assert re.fullmatch("[0-9a-f]{32}", _known) and _answer.headers.get("X-Request-ID") == _known, (
        f"a client sent the id {_bad!r}: expected a new one from uuid4().hex, got {_known!r}"
    )
_ids = {str(_web.get("/id").headers.get("X-Request-ID")) for _ in range(3)}
assert len(_ids) == 3, "three requests without an id share one: make a new one for each request"

_app, _lines, _registry = _observed()
_web = TestClient(_app, raise_server_exceptions=False)
assert _web.get("/broken/17?token=secret", headers={"X-Request-ID": "works-01"}).status_code == 200
assert _web.get("/broken/3", headers={"X-Request-ID": "broken-01"}).status_code == 500
_answer = _web.get("/nowhere", headers={"X-Request-ID": "A-Z-a-z-0-9-lost"})
assert _answer.headers.get("X-Request-ID") == "A-Z-a-z-0-9-lost", "a 404 has no id in its answer"
_answer = _web.get("/unavailable", headers={"X-Request-ID": "no-model-yet"})
assert _answer.status_code == 503 and _answer.headers.get("X-Request-ID") == "no-model-yet", (
    "a 503 has no id in its answer"
)
_log = _log_of(_lines)
_got = [(line["request_id"], line["level"], line["message"], line["status"]) for line in _log]
assert _got == [
    ("works-01", "INFO", "request", 200),
    ("broken-01", "ERROR", "request", 500),
    ("A-Z-a-z-0-9-lost", "INFO", "request", 404),
    ("no-model-yet", "ERROR", "request", 503),
], (
    "a request that works, one whose endpoint raises KeyError, an address that does not exist, and one that is answered "
    f"with 503: got {_got}"
)
assert _log[0].get("path") == "/broken/17", f"path: expected /broken/17, without the query, got {_log[0].get('path')!r}"
for _line in (_log[0], _log[2], _log[3]):
    assert "error" not in _line, (
        f"an answer with {_line['status']}: no exception came out of the endpoint, expected no key error, got {_line['error']!r:.100}"
    )
assert "Traceback" in str(_log[1].get("error")) and str(_log[1]["error"]).rstrip().endswith("KeyError: '3'"), (
    f"error: expected the traceback that ends with KeyError: '3', got {_log[1].get('error')!r:.200}"
)
_counted = _registry.get_sample_value("seconds_count")
assert _counted == 4, f"4 requests, one raised: expected 4 observations, got {_counted}"
try:
    TestClient(_app).get("/broken/3")
    _went_on = False
except KeyError:
    _went_on = True
assert _went_on, "the endpoint's exception did not go on: the server must see it"


async def _three():
    app, lines, _ = _observed()
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as web:
        sent = [f"together-{number}" for number in range(3)]
        answers = await asyncio.gather(*(web.get("/together", headers={"X-Request-ID": one}) for one in sent))
    return sent, [(a.json()["id"], a.headers.get("X-Request-ID")) for a in answers], _log_of(lines)


_results = []
_thread = threading.Thread(target=lambda: _results.append(asyncio.run(_three())))
_thread.start()
_thread.join(30)
assert _results, "three requests at a time: they do not come to an end"
_sent, _answers, _log = _results[0]
assert [str(inside) for inside, _ in _answers] == _sent and [str(header) for _, header in _answers] == _sent, (
    f"three requests at the same time: expected the ids {_sent}, got {_answers}: one variable for all mixes them up"
)
assert Tally(line["request_id"] for line in _log) == dict.fromkeys(_sent, 2), (
    f"three requests at the same time: expected two lines with each id, got {Tally(line['request_id'] for line in _log)}"
)
### END HIDDEN TESTS

# %% [markdown]
# ### On the team's service
#
# The service with your log: a slow endpoint, three requests, and the way from the slowest bucket to the log.

# %%
with waits_for("7"):
    app, registry, lines = FastAPI(), CollectorRegistry(), io.StringIO()
    seconds = Histogram("http_request_duration_seconds", "Time.", buckets=(0.1, 1), registry=registry)
    log = logging.Logger("late")
    log.addHandler(logging.StreamHandler(lines))
    log.handlers[0].setFormatter(JsonLine())
    watch_requests(app, log, seconds)

    @app.get("/wait/{milliseconds}")
    async def wait(milliseconds: int):
        log.info("waiting for the weather service")
        await asyncio.sleep(milliseconds / 1000)

    web = TestClient(app)
    for milliseconds in (1, 300, 5):
        web.get(f"/wait/{milliseconds}")
    page = generate_openmetrics(registry).decode()
    exemplar = next(line for line in page.splitlines() if 'le="1.0"' in line and "#" in line)
    print(exemplar.split(" # ")[1].split("} ")[0][:24] + '..."}')
    slowest = re.search('request_id="(.+?)"', exemplar)[1]
    for line in filter(lambda line: slowest in line, lines.getvalue().splitlines()):
        found = json.loads(line)
        print(found["level"], found["message"], found.get("path", ""))

# %% [markdown]
# Prometheus keeps exemplars when it runs with `--enable-feature=exemplar-storage` and gets the OpenMetrics format; it
# answers for them at `/api/v1/query_exemplars`.

# %% [markdown]
# ## 8 · Incident: all is green, and users complain
#
# **Goal.** Find what an average hides.
#
# **Why it matters.** A dashboard shows the service *as a whole*. Eight machines, four routes: if one of them fails, most
# of what is summed up is well. For those who are sent there, the service is down.
#
# **The incident.** Friday evening. The support desk writes: "since about half past four, some people wait for ages".
# The team looks at its dashboard.

# %%
with waits_for("the installation"):
    friday = running.enter_context(friday_evening().run())
    for name, promql in {
        "requests per second": 'sum(rate(http_requests_total{job="late-service"}[2h]))',
        "errors, below 1 %": 'sum(rate(http_requests_total{job="late-service",status=~"5.."}[2h]))'
        ' / sum(rate(http_requests_total{job="late-service"}[2h]))',
        "95th percentile, below 0.3 s": "histogram_quantile(0.95,"
        ' sum by (le) (rate(http_request_duration_seconds_bucket{job="late-service"}[2h])))',
    }.items():
        print(f"{name}: {ask(friday.url, promql, START + 7200)[0][1]:.3f}")

# %% [markdown]
# All green.
#
# **A worked example.** The share of slow requests, from the histogram: what is not below 0.3 seconds. `[7200s]` is the
# whole evening; the length of a window is text in the query.

# %%
with waits_for("the installation"):
    program("prometheus")
    fast = 'sum(increase(http_request_duration_seconds_bucket{job="late-service",le="0.3"}[7200s]))'
    every = 'sum(increase(http_request_duration_seconds_count{job="late-service"}[7200s]))'
    print(
        f"slow: {ask(friday.url, f'1 - {fast} / {every}', START + 7200)[0][1]:.1%} of {ask(friday.url, every, START + 7200)[0][1]:.0f}"
    )

# %% [markdown]
# A **slice** is all requests with one value of one label: those of an `instance`, or those of a `route`. Two signals count:
# `errors`, the share of requests that ended in a 5xx, and `slow`, the share that took longer than 0.3 seconds.
#
# **Your task.** Write two functions, about the job `late-service` in the Prometheus at `url`, from `start` to `end` (whole
# Unix seconds).
#
# `investigate(url, start, end) -> dict | None`
#
# - Of all slices by `instance` and by `route`, and both signals: those with **at least 100 requests** and a share **above
#   0.05** in that time. Return the one with the greatest share, or `None` if there is none.
# - The dictionary has the keys `"signal"` (`"errors"` or `"slow"`), `"label"` (`"instance"` or `"route"`), `"value"` (the
#   label's value), `"share"` (`float`, of that slice) and `"overall"` (`float`, the same signal over all requests).
#
# `draw_slices(url, start, end, signal, label)` returns the matplotlib `Axes` of a new figure
#
# - with one line for each value of `label`, and one line for all requests together. A line's label is the value, or
#   `all`, and they are in a legend. The line `all` has a `linewidth` of at least 3, the others less;
# - x is the minutes since `start`, labelled `minutes`; there is a point every minute from minute 5 to `end`;
# - y is the share (0 to 1) over the **five minutes** before that moment, labelled with the signal, such as `share of slow`;
# - values of the label that have no request in those five minutes have no point there. Those with requests and no
#   error are at 0. A value without any request from `start` to `end` may have an empty line or none.
#
# **Expected.** On Friday one slice has six times the share of the whole service: `"share"` is about 0.21, `"overall"` about
# 0.036. In the picture one line leaves the others at minute 35, and the thick one hardly moves.
#
# <details><summary>Hint</summary>
#
# One helper serves both functions: it makes the PromQL for a signal, a grouping (`by (route)`, or none) and a window.
# `ask_range` from the setup gives labels, moments and values. Where no 5xx series exists, `or` helps as in exercise 4.
# </details>


# %% nbgrader={"grade": false, "grade_id": "investigate", "locked": false, "schema_version": 3, "solution": true, "task": false}
def investigate(url, start, end):
    """The slice of the service that is worst off, or None."""
    ### BEGIN SOLUTION
    window = f"{end - start}s"
    worst = None
    for signal in ("errors", "slow"):
        overall = ask(url, bad_share(signal, "", window), end)[0][1]
        for label in ("instance", "route"):
            requests = {labels[label]: value for labels, value in ask(url, requests_by(f"by ({label})", window), end)}
            for labels, share in ask(url, bad_share(signal, f"by ({label})", window), end):
                enough = requests[labels[label]] >= 100
                if enough and share > 0.05 and (worst is None or share > worst["share"]):
                    worst = {
                        "signal": signal,
                        "label": label,
                        "value": labels[label],
                        "share": share,
                        "overall": overall,
                    }
    return worst


def requests_by(grouping, window):
    return f'sum {grouping} (increase(http_request_duration_seconds_count{{job="late-service"}}[{window}]))'


def bad_share(signal, grouping, window):
    every = requests_by(grouping, window)
    if signal == "slow":
        fast = f'http_request_duration_seconds_bucket{{job="late-service",le="0.3"}}[{window}]'
        return f"1 - sum {grouping} (increase({fast})) / {every}"
    failed = f'sum {grouping} (increase(http_requests_total{{job="late-service",status=~"5.."}}[{window}]))'
    return f"({failed} or {every} * 0) / {every}"
    ### END SOLUTION


def draw_slices(url, start, end, signal, label):
    """A picture of the share over time: each value of the label, and all together."""
    ### BEGIN SOLUTION
    _, axes = plt.subplots(figsize=(8, 3.2))
    for grouping, width in ((f"by ({label})", 1), ("", 3)):
        for labels, moments, values in ask_range(url, bad_share(signal, grouping, "5m"), start + 300, end):
            axes.plot((moments - start) / 60, values, linewidth=width, label=labels.get(label, "all"))
    axes.set_xlabel("minutes")
    axes.set_ylabel(f"share of {signal}")
    axes.legend(fontsize=7, ncols=3)
    return axes
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "investigate-check", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
def _verdict(url, want, start=START, end=START + 7200):
    found = investigate(url, start, end)
    if want is None:
        assert found is None, f"no slice with 100 requests is above 0.05: expected None, got {found!r:.300}"
        return
    assert isinstance(found, dict), (
        f"expected a dictionary that names {want[:3]}, got {found!r:.200}: look at both labels, and at both signals"
    )
    assert {str(k) for k in found} == {"signal", "label", "value", "share", "overall"}, (
        f"expected the keys signal, label, value, share and overall, got {sorted(map(str, found))}"
    )
    got = tuple(str(found[key]) for key in ("signal", "label", "value"))
    assert got == want[:3], (
        f"expected {want[:3]}, got {got}: look at each value of each label, in both signals, where there are at least 100 requests"
    )
    for key, value in zip(("share", "overall"), want[3:], strict=True):
        assert isinstance(found[key], float), f"{key}: expected a float, got {found[key]!r:.100}"
        assert abs(float(found[key]) - value) < 0.08 * value + 0.001, (
            f"{key}: expected about {value:.4f}, got {found[key]:.4f}"
        )


def _picture(url, signal, label, names, start=START, end=START + 7200):
    before = plt.figure()
    axes = draw_slices(url, start, end, signal, label)
    assert isinstance(axes, plt.Axes), f"draw_slices: expected the Axes, got {type(axes).__name__}"
    assert axes.figure is not before, "draw_slices: expected a new figure, it draws into the one before"
    lines = {str(line.get_label()): line for line in axes.get_lines()}
    points = {}  # a share of nothing (NaN) is no point
    for name, line in lines.items():
        pairs = zip(map(float, line.get_xdata()), map(float, line.get_ydata()), strict=True)
        points[name] = {minute: share for minute, share in pairs if share == share}
    assert set(points) == {*names, "all"} and len(axes.get_lines()) == len(names) + 1, (
        f"the lines: expected one for each of {sorted(names)} and one called all, got {[str(x.get_label()) for x in axes.get_lines()]}"
    )
    assert axes.get_legend() is not None, "there is no legend: nobody knows which line is which"
    assert "minutes" in axes.get_xlabel() and f"share of {signal}" in axes.get_ylabel(), (
        f"the labels of x and y: expected minutes and 'share of {signal}', got {axes.get_xlabel()!r} and {axes.get_ylabel()!r}"
    )
    thin = max(float(line.get_linewidth()) for name, line in lines.items() if name != "all")
    assert float(lines["all"].get_linewidth()) >= 3 > thin, (
        "the line all: expected a linewidth of 3 or more, the others less"
    )
    minutes, last = sorted(points["all"]), (end - start) // 60
    assert len(minutes) == last - 4 and np.allclose(minutes, range(5, last + 1), atol=0.01), (
        f"x of the line all: expected a point at each minute from 5 to {last}, got {len(minutes)} points"
        + (f" from {minutes[0]:g} to {minutes[-1]:g}" if minutes else "")
    )
    plt.close("all")
    return {name: {round(minute): share for minute, share in line.items()} for name, line in points.items()}


def _mean(points, name, begin, end):
    return float(np.mean([share for minute, share in points[name].items() if begin <= minute <= end]))


_machines = [f"10.0.0.{number}:8000" for number in range(1, 9)]
_seven = {"signal": "slow", "label": "instance", "value": "10.0.0.7:8000", "share": 0.3, "since": 35}
with evening(_seven, seed=1).run() as _server:
    _verdict(_server.url, ("slow", "instance", "10.0.0.7:8000", 0.215, 0.0356))
    _points = _picture(_server.url, "slow", "instance", _machines)
    for _name, _begin, _end, _want in (
        ("10.0.0.7:8000", 6, 34, 0.01),
        ("10.0.0.7:8000", 41, 60, 0.3),
        ("all", 41, 60, 0.0463),
    ):
        _got = _mean(_points, _name, _begin, _end)
        assert abs(_got - _want) < 0.1 * _want + 0.004, (
            f"the line {_name}, minutes {_begin} to {_end}: expected about {_want}, got {_got:.4f}: the share over the last five minutes"
        )
### BEGIN HIDDEN TESTS
_routes = {"signal": "errors", "label": "route", "value": "/batch", "share": 0.2, "since": 60}
with evening(_routes, seed=2, machines=4, failing_scanner=True).run() as _server:
    # 10 of the scanner's 21 requests failed: too few to count, by far the greatest share.
    _verdict(_server.url, ("errors", "route", "/batch", 0.101, 0.0039))
    _verdict(_server.url, ("errors", "route", "/batch", 0.2, 0.0059), START + 3900, START + 7200)
    _verdict(_server.url, None, START, START + 3300)
    _points = _picture(_server.url, "errors", "route", [*ROUTES, "/batch", "unmatched"])
    _got = _mean(_points, "/batch", 66, 120)
    assert abs(_got - 0.2) < 0.03, f"the line /batch, minutes 66 to 120: expected about 0.2, got {_got:.4f}"
    assert _mean(_points, "unmatched", 10, 50) == 0, (
        "the line unmatched, minutes 10 to 50: requests without an error are at 0"
    )
    _got = [minute for minute in range(5, 121) if minute not in _points["unmatched"]]
    assert _got == list(range(5, 121, 6)), (
        f"the line unmatched: a request every 6 minutes, so no point at the minutes 5, 11, 17 and so on; has none at {_got}"
    )
    _points = _picture(_server.url, "errors", "instance", _machines[:4], START + 3600, START + 5400)
    assert min(_points["all"]) == 5, "x is the minutes since start"
_routes = {"signal": "slow", "label": "route", "value": ROUTES[1], "share": 0.12, "since": 0}
with evening(_routes, seed=3, machines=3).run() as _server:
    _verdict(_server.url, ("slow", "route", ROUTES[1], 0.12, 0.0327))
# Two machines, two routes: in both hours slices of either label and either signal are above 0.05, the worst changes.
_past, _times = History(), START + 30.0 * np.arange(241)
_second = np.arange(241) > 120
for _instance, _route, _sent, _failed, _slow in (
    ("a", "/predict", 40, (2, 6), (8, 0)),
    ("b", "/predict", 40, (2, 0), (0, 24)),
    ("a", "/batch", 10, (4, 1), (2, 0)),
    ("b", "/batch", 10, (4, 2), (0, 6)),
):
    _bad = np.where(_second, _failed[1], _failed[0])
    _within = 1 - np.where(_second, _slow[1], _slow[0]) / _sent
    _statuses = {"200": _sent - 1 - _bad, "304": 1, "502" if _route == "/batch" else "500": _bad}
    _past.requests(_times, _statuses, (*[_within] * 4, 1, 1), job=JOB, instance=_instance, route=_route)
with _past.run() as _server:
    _verdict(_server.url, ("errors", "route", "/batch", 0.4, 0.12), START, START + 3600)
    _verdict(_server.url, ("slow", "instance", "b", 0.6, 0.3), START + 3600)
    _points = _picture(_server.url, "errors", "route", ["/predict", "/batch"])
    _got = _mean(_points, "all", 10, 50)
    assert abs(_got - 0.12) < 0.005, (
        f"the line all, minutes 10 to 50: expected 0.12, got {_got:.4f}: the share of all requests, not the mean of the lines"
    )
    for _minute, _want in ((60, 0.4), (62, 0.3), (64, 0.2), (66, 0.15)):
        _got = _points["/batch"].get(_minute, float("nan"))
        assert abs(_got - _want) < 0.025, (
            f"the line /batch: in minute 60 its share falls from 0.4 to 0.15; at minute {_minute} expected {_want}, the "
            f"share over the five minutes before, got {_got:.4f}"
        )
_mild = {"signal": "errors", "label": "instance", "value": "10.0.0.2:8000", "share": 0.04, "since": 0}
with evening(_mild, seed=4, machines=3).run() as _server:
    _verdict(_server.url, None)
    _points = _picture(_server.url, "errors", "route", [*ROUTES, "/batch", "unmatched"], START, START + 1800)
    _got = _mean(_points, ROUTES[0], 5, 30)
    assert abs(_got - 0.0147) < 0.004, f"the line {ROUTES[0]}: expected about 0.0147, got {_got:.4f}"
    assert _mean(_points, "unmatched", 5, 30) == 0, "the line unmatched: it never had an error, expected 0"
### END HIDDEN TESTS

# %% [markdown]
# ### On the team's service

# %%
with waits_for("8 and the installation"):
    program("prometheus")
    found = investigate(friday.url, START, START + 7200)
    print({key: round(value, 3) if isinstance(value, float) else value for key, value in found.items()})
    draw_slices(friday.url, START, START + 7200, found["signal"], found["label"])
    plt.show()

# %% [markdown]
# One machine in eight is slow for three of ten requests. The 95th percentile of *all* requests cannot show it: less than
# 5 % of them are slow. Nor can a burn-rate alert over the whole service. What helps: the same signals by instance and by
# route on the dashboard, and an alert on the worst slice.

# %% [markdown]
# ## Go further
#
# **Visit Prometheus.** The next cell prints its address: *Status, Targets* shows why the scanned instance is refused,
# *Alerts* what is pending or firing, *Graph* draws any query.

# %%
if team_prometheus is None:
    print("The team's Prometheus is not running: it waits for exercises 1 and 2.")
else:
    print("Prometheus:", team_prometheus.url)

# %% [markdown]
# - **Call somebody.** Alertmanager (`sudo apt-get install prometheus-alertmanager`) takes the alerts: add `alerting:` with
#   its address to `prometheus.yml`, and a receiver with a webhook to its own configuration. `amtool check-config` reads it.
# - **See it in Grafana.** With Docker: `docker run --network host grafana/grafana`, add Prometheus as data source, import
#   `work/late-service.json`.
# - **Other objectives.** Add one for latency: 99 % of the requests within 0.3 seconds. The histogram has a bound at 0.3,
#   so the share is exact. What would it be with bounds 0.1 and 1?
# - **Count the series** that the team's Prometheus holds: `topk(5, count by (__name__) ({__name__=~".+"}))`.

# %% [markdown]
# ## What is now fixed, and what is not
#
# **Fixed.** The service says how it is, in a handful of series. Prometheus finds it, and refuses what would drown it. Rules
# and alerts are tested like code; a page means that the month's budget is in danger. From a slow bucket it is one step to
# the log line. The dashboard is a file.
#
# **Still broken.** All of it asks whether the service *answers*. A model that answers 0.2 to everybody is fast, and never
# fails (lab 17: drift). The machines that run all this were set up by hand (lab 18: Terraform).
#
# **Done when**
# - you can name the greatest number of series that your service can bring, whatever its clients send;
# - each alert has a test in which it fires and one in which it stays silent;
# - every panel's query has an answer;
# - given "some people wait for ages", you find who in a few minutes.
#
# **Sources**
# - Prometheus documentation: *Metric and label naming*, *Histograms and summaries*, *Unit testing for rules*,
#   <https://prometheus.io/docs/>
# - B. Beyer and others (editors): *Site Reliability Engineering*, chapter *Monitoring Distributed Systems*, and *The Site
#   Reliability Workbook*, chapter *Alerting on SLOs*, <https://sre.google/books/>
# - CVE-2023-45142: labels that a client fills, in a library that many services use,
#   <https://nvd.nist.gov/vuln/detail/CVE-2023-45142>
#
# The last cell ends the servers. They would end with the notebook's kernel, too.

# %%
team.close()
running.close()
team_prometheus = None
