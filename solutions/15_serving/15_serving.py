# ---
# jupyter:
#   jupytext:
#     custom_cell_magics: writefile
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3 (ops)
#     language: python
#     name: ops
# ---

# %% [markdown]
# # 15 · Serving: predictions over HTTP
#
# **120 minutes, 8 exercises, 20 points.** Roadmap step: *model serving* (FastAPI, KServe).
#
# You will be able to
#
# - **write** a service that refuses what it does not understand, by name, and answers what it does exactly as the model
#   does offline;
# - **tell apart** alive and ready, and load a model once without keeping anybody waiting;
# - **protect** it: body limit, time limit, errors that leak nothing, the model's version in every response;
# - **measure** latency under load, and see what batching and workers change;
# - **stop** it without losing a request, **port** it to KServe's protocol, and **find** a skew between training and
#   serving.
#
# **You need first:** Python functions and classes, a little of JSON, HTTP and YAML. No other lab has to be done before.
#
# **The story so far.** The team has a model that says, before take-off, how likely a flight out of New York will arrive
# *more than 15 minutes late*. It lives in a notebook. The booking site wants to ask it, hundreds of times a minute,
# over HTTP, day and night. In this lab the model becomes a service.
#
# | # | exercise | points | you write |
# | --- | --- | --- | --- |
# | 1 | `request-models` | 3 | the service's contract: types, units, ranges |
# | 2 | `prediction-service` | 3 | a service that is alive at once and ready when its model is |
# | 3 | `guard` | 3 | limits, and errors that leak nothing |
# | 4 | `latency` | 3 | a bounded load test and its picture |
# | 5 | `start-script` | 2 | a start script whose stop loses no request |
# | 6 | `kserve-model` | 2 | the same model behind the Open Inference Protocol |
# | 7 | `inference-service` | 2 | the manifest that runs it in a cluster |
# | 8 | `find-skew` | 2 | an incident: right offline, wrong online |
#
# **How the exercises work.** Each has a goal, a small example that runs, *Your task* (the complete contract), a stub
# and a check. Replace the two lines `# YOUR CODE HERE` and `raise NotImplementedError()` with your answer and run the
# check below it. No output and no error from a check means that its visible tests pass. In six exercises the answer is
# a file: its cell begins with `%%writefile`, and running the cell writes it. A check needs the setup cells and your
# answer, nothing else: you may skip an exercise and come back. Cells titled *The team's service* put your parts
# together; until you have written them they print that they wait.

# %% [markdown]
# ## Setup
#
# Run these two cells first, every time you open the lab. They take about ten seconds: the flights are read, the model
# is trained on January to June and saved, and helpers are made that the examples and the checks use. Files are written
# to `work/` only. Your answers go to `work/service/`.

# %% tags=["setup"] nbgrader={"grade": false, "grade_id": "setup", "locked": true, "schema_version": 3, "solution": false, "task": false}
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
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import httpx
import IPython.display
import jsonschema
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import psutil
import skops.io
import yaml
from sklearn.compose import make_column_transformer
from sklearn.ensemble import RandomForestClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder

import labkit.flights
from labkit.files import read_answer
from labkit.services import ServiceError, preload, service

# About twenty servers will start in this lab. What they import is imported once for all of them.
preload("fastapi", "uvicorn", "skops.io", "pandas", "sklearn.pipeline", "sklearn.compose", "sklearn.ensemble")
os.environ["NO_PROXY"] = "127.0.0.1"  # a proxy must not see requests to this machine
shutil.rmtree("work/checks", ignore_errors=True)
for _folder in ("work/service", "work/checks"):
    Path(_folder).mkdir(parents=True, exist_ok=True)

LATE_PY = '''"""The team's model as training left it: its features, and how to load and ask it."""

from pathlib import Path

FEATURES = ["carrier", "origin", "dest", "month", "weekday", "hour", "distance"]


def features(flights):
    """The model's features: a frame with the columns FEATURES, one row per flight.

    `flights` is a list of dictionaries with carrier, origin, dest, departure (a datetime or a text in ISO 8601, with its
    UTC offset) and distance (miles). month, weekday (Monday is 0) and hour are those of the clocks in New York.
    """
    import pandas as pd

    table = pd.DataFrame(flights)
    local = pd.to_datetime(table["departure"], utc=True, format="ISO8601").dt.tz_convert("America/New_York").dt
    return table.assign(month=local.month, weekday=local.dayofweek, hour=local.hour)[FEATURES]


class Model:
    """A trained model. `version` names it; from `threshold` on a flight counts as late."""

    version = "2013-06"
    threshold = 0.3

    def __init__(self, pipeline):
        self.pipeline = pipeline

    def predict(self, flights):
        """The probability, for each flight of the list, of an arrival more than 15 minutes late: a list of floats."""
        return self.pipeline.predict_proba(features(flights))[:, 1].tolist()


def load_model():
    """Load the model from late.skops beside this file. This takes seconds, and so is not done twice."""
    import skops.io

    return Model(skops.io.load(Path(__file__).with_name("late.skops"), trusted=["sklearn.tree._tree.Tree"]))
'''
Path("work/late.py").write_text(LATE_PY)
sys.path.insert(0, str(Path("work").resolve()))
import late


def _history():
    """Every flight of 2013 that arrived, and its request as the booking site sends it."""
    columns = ["month", "carrier", "origin", "dest", "time_hour", "minute", "distance", "arr_delay"]
    table = labkit.flights.load(columns=columns).dropna(subset=["arr_delay"])
    table["departure"] = table["time_hour"] + pd.to_timedelta(table["minute"], unit="min")
    return table.astype({"carrier": object, "origin": object, "dest": object}).reset_index(drop=True)


HISTORY = _history()


def requests_of(month, rows, seed=0):
    """`rows` flights of a month as the booking site sends them: a list of dictionaries ready for JSON."""
    chosen = HISTORY[HISTORY["month"] == month].sample(rows, random_state=seed)
    return [
        {
            "carrier": str(flight.carrier),
            "origin": str(flight.origin),
            "dest": str(flight.dest),
            "departure": flight.departure.isoformat(),
            "distance": int(flight.distance),
        }
        for flight in chosen.itertuples()
    ]


def trained_features(flights):
    """The features that training makes of a list of flights, for the checks."""
    return late.features(flights)


def _train():
    """Train on January to June, and save the model beside late.py."""
    flights = HISTORY[HISTORY["month"] <= 6].sample(20_000, random_state=0)
    encoder = make_column_transformer(
        (OneHotEncoder(handle_unknown="ignore"), ["carrier", "origin", "dest"]), remainder="passthrough"
    )
    forest = RandomForestClassifier(25, max_depth=12, min_samples_leaf=10, random_state=0)
    inputs = late.features(flights[["carrier", "origin", "dest", "departure", "distance"]])
    skops.io.dump(make_pipeline(encoder, forest).fit(inputs, flights["arr_delay"] > 15), "work/late.skops")


_train()
OFFLINE = late.load_model()  # the model as the notebook has it: what the service must agree with

# %% tags=["setup"] nbgrader={"grade": false, "grade_id": "setup-servers", "locked": true, "schema_version": 3, "solution": false, "task": false}
PYTHON = sys.executable
TLS = httpx.create_ssl_context()  # nothing here is https, but each client would read the machine's certificates again
UVICORN = [PYTHON, "-m", "uvicorn", "--host", "127.0.0.1", "--port", "{port}", "--no-access-log"]

KSERVE = (PYTHON, "server.py", "--http_port", "{port}", "--enable_grpc", "false")


@contextlib.contextmanager
def running(files, command=(*UVICORN, "app:app"), health="/health", timeout=100, env=None):
    """Write `files` (a dictionary from name to text) to a new folder and run a server there, on a free port.

    The folder also holds late.py and late.skops. Yields an object with `client` (an httpx.Client whose base is the
    server's address), `url`, `pid`, `log()`, and `folder`. A server that does not get healthy is an AssertionError.
    """
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(dir="work/checks")))
        for name in ("late.py", "late.skops"):
            shutil.copy(Path("work", name), folder)
        for name, text in files.items():
            (folder / name).write_text(text)
        try:
            server = stack.enter_context(service(list(command), health=health, timeout=timeout, cwd=folder, env=env))
        except ServiceError as error:
            raise AssertionError(f"the server did not get healthy. {error}") from None
        # A connection for each request: uvicorn closes one on which an application has failed, sooner or later.
        limits = httpx.Limits(max_keepalive_connections=0)
        client = stack.enter_context(httpx.Client(base_url=server.url, timeout=20, limits=limits, verify=TLS))
        yield SimpleNamespace(client=client, url=server.url, pid=server.pid, log=server.log, folder=folder)


def until(condition, seconds=20):
    """Wait until `condition()` is true, at most `seconds`; return whether it came true."""
    deadline = time.monotonic() + seconds
    while not (came := condition()) and time.monotonic() < deadline:
        time.sleep(0.02)
    return bool(came)


def tensor(name, datatype, data, shape=None):
    """A tensor of the Open Inference Protocol, with one dimension unless `shape` says otherwise."""
    return {"name": name, "datatype": datatype, "shape": shape or [len(data)], "data": data}


def refuses(url):
    """Whether nobody accepts connections at this address any more."""
    port = int(url.rsplit(":", 1)[1])
    with socket.socket() as probe:
        probe.settimeout(2)
        return probe.connect_ex(("127.0.0.1", port)) != 0


def alive(pid):
    """Whether a process of this id still runs."""
    return psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE


@contextlib.contextmanager
def waits_for(exercises):
    """Run the lines below it, or say what they wait for while an answer that they use is still missing."""
    try:
        yield
    except (NotImplementedError, FileNotFoundError):
        print(f"This cell waits for exercise {exercises}.")


plt.rcParams["figure.max_open_warning"] = 0  # that warning goes to stderr

# %% [markdown]
# ## The model
#
# `work/late.py` is what the service gets from training. You will call three things of it:
#
# - `late.load_model()` gives a model, slowly;
# - `model.predict(flights)` takes a *list* of flights, each a dictionary, and gives a list of probabilities;
# - `model.version` and `model.threshold`: from the threshold on a flight counts as late.

# %%
some = requests_of(7, 3)
print(json.dumps(some[0]))
print("version", OFFLINE.version, "says", [round(p, 3) for p in OFFLINE.predict(some)], "threshold", OFFLINE.threshold)
print(late.features(some))

# %% [markdown]
# ## 1 · The contract
#
# **Goal.** Say what the service accepts and what it answers, so that a wrong request is refused with the field's name.
#
# **Why it matters.** A model predicts for anything: a distance in kilometres, a departure in the wrong time zone. It
# does not crash. It is wrong, and nobody hears of it. The one place to stop such a request is the door.
#
# **A worked example.** A service for one weather reading, run by uvicorn and asked over HTTP. FastAPI reads the types
# of the request model. What does not fit gets status **422**, and `loc` says where.

# %% tags=["nbval-check-output"]
WEATHER_PY = '''
from typing import Annotated, Literal

from fastapi import FastAPI
from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator


class Reading(BaseModel):
    """A reading of a weather station."""

    model_config = ConfigDict(extra="forbid")  # a field that we do not know is an error, not noise

    station: Literal["EWR", "JFK", "LGA"]
    sky: Annotated[str, Field(pattern="^[A-Z]{3}$")]
    wind: Annotated[int, Field(ge=0, le=150, description="miles per hour")]
    gust: Annotated[int, Field(strict=True, ge=0, le=150, description="miles per hour, not below the wind")]

    @field_validator("gust")
    @classmethod
    def not_below_wind(cls, gust: int, info: ValidationInfo) -> int:
        if gust < info.data.get("wind", 0):  # the fields above it that were valid
            raise ValueError("a gust is not below the wind")
        return gust


app = FastAPI()


@app.get("/health")
def health() -> dict:
    return {}


@app.post("/reading")
def reading(reading: Reading) -> Reading:
    return reading
'''

with running({"app.py": WEATHER_PY}) as weather:
    for change in (
        {},
        {"wind": "20"},
        {"gust": "30"},
        {"gust": 5},
        {"station": "BOS"},
        {"sky": "clear"},
        {"visib": 10},
    ):
        answer = weather.client.post(
            "/reading", json={"station": "JFK", "sky": "OVC", "wind": 20, "gust": 30, **change}
        )
        errors = [(error["loc"], error["msg"]) for error in answer.json().get("detail", [])]
        print(change, "->", answer.status_code, errors or answer.json())

# %% [markdown]
# Three things to see. Without `strict=True` pydantic is friendly: the *text* `"20"` became the number 20.
# `extra="forbid"` caught a field that would have been ignored. And the rule about two fields hangs on **one** of them,
# by `field_validator`: a `model_validator` would have said only `["body"]`, and the caller would not know where to
# look.
#
# **Your task.** Write `work/service/schemas.py` with four pydantic models. In all of them every field is required.
#
# `Flight`, a request. A field that is not in this table is refused, too.
#
# | field | JSON | what | allowed |
# | --- | --- | --- | --- |
# | `carrier` | text | the airline's code | exactly two characters, each a capital letter A-Z or a digit |
# | `origin` | text | the airport | `EWR`, `JFK` or `LGA` |
# | `dest` | text | the airport | exactly three capital letters A-Z, and not the origin |
# | `departure` | text | scheduled departure | date and time in ISO 8601 with its UTC offset: `2013-07-01T17:30:00-04:00` or `...T21:30:00Z`. Without an offset it is refused: whose clock is it? A **number** is refused, too, also in quotes (`"1372714200"`): seconds or milliseconds? |
# | `distance` | number | miles | whole, 1 to 6000. A text such as `"1400"` and `true` are refused |
#
# `Batch`, a request: the field `flights`, a list of 1 to 1000 `Flight`. Any other field is refused.
#
# `Prediction`, an answer: `late_probability` (a number from 0 to 1), `late` (true or false), `model_version` (text).
#
# `Predictions`, an answer: `predictions`, a list of `Prediction`.
#
# - A refused request gets 422 with the name of the field in the `loc` of an error. An error of two fields (`dest` is
#   the origin) has the name `dest`.
# - `departure` arrives in your program as a `datetime` with its offset.
#
# **Expected.** `{"carrier": "UA", "origin": "EWR", "dest": "EWR", ...}` gets 422 with `"loc": ["body", "dest"]`. In a
# batch whose third flight has the distance 0 the error's `loc` is `["body", "flights", 2, "distance"]`.
#
# <details><summary>Hint</summary>
#
# pydantic has `AwareDatetime` for a time with an offset. It takes numbers, too, and numbers in quotes, so put a check
# before it: `Annotated[AwareDatetime, BeforeValidator(function)]`, where the function gets the raw value, raises
# ValueError for what is not a `str` that begins like a date, and returns the value. Do not set `strict` on the whole
# model: in strict mode a `datetime` cannot come from a text. Fields are validated in their order in the class.
# `Field(min_length=..., max_length=...)` works for lists.
# </details>


# %% language="writefile" magic_args="work/service/schemas.py" nbgrader={"grade": false, "grade_id": "request-models", "locked": false, "schema_version": 3, "solution": true, "task": false}
# """What the service accepts and what it answers."""
#
# ### BEGIN SOLUTION
# import re
# from typing import Annotated, Any, Literal
#
# from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo, field_validator
#
#
# def _text(value: Any) -> str:
#     if not isinstance(value, str) or not re.match(r"\d{4}-\d\d-\d\d", value):
#         raise ValueError("a text in ISO 8601 with its UTC offset, such as 2013-07-01T17:30:00-04:00")
#     return value
#
#
# class Flight(BaseModel):
#     """A flight that has been scheduled."""
#
#     model_config = ConfigDict(extra="forbid")
#
#     carrier: Annotated[str, Field(pattern="^[A-Z0-9]{2}$", description="the airline's code")]
#     origin: Literal["EWR", "JFK", "LGA"]
#     dest: Annotated[str, Field(pattern="^[A-Z]{3}$")]
#     departure: Annotated[AwareDatetime, BeforeValidator(_text)]
#     distance: Annotated[int, Field(strict=True, ge=1, le=6000, description="miles")]
#
#     @field_validator("dest")
#     @classmethod
#     def leaves_its_origin(cls, dest: str, info: ValidationInfo) -> str:
#         if dest == info.data.get("origin"):
#             raise ValueError("a flight does not end where it begins")
#         return dest
#
#
# class Batch(BaseModel):
#     """Flights that are asked for together."""
#
#     model_config = ConfigDict(extra="forbid")
#
#     flights: Annotated[list[Flight], Field(min_length=1, max_length=1000)]
#
#
# class Prediction(BaseModel):
#     """What the model says of one flight."""
#
#     late_probability: Annotated[float, Field(ge=0, le=1)]
#     late: bool
#     model_version: str
#
#
# class Predictions(BaseModel):
#     """What the model says of a batch, in its order."""
#
#     predictions: list[Prediction]
# ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "request-models-check", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
_ECHO = """
from fastapi import FastAPI
from schemas import Batch, Flight, Prediction, Predictions

app = FastAPI()


@app.get("/health")
def health() -> dict:
    return {}


@app.post("/flight", response_model=None)
def flight(flight: Flight) -> dict:
    return {
        **{name: getattr(flight, name) for name in ("carrier", "origin", "dest", "distance")},
        "departure": [type(flight.departure).__name__, flight.departure.timestamp()],
    }


@app.post("/batch", response_model=None)
def batch(batch: Batch) -> list:
    return [flight.dest for flight in batch.flights]


@app.post("/prediction", response_model=Prediction)
def prediction(answer: dict):
    return answer


@app.post("/predictions", response_model=Predictions)
def predictions(answer: dict):
    return answer
"""
_GOOD = {"carrier": "UA", "origin": "EWR", "dest": "IAH", "departure": "2013-07-01T17:30:00-04:00", "distance": 1400}


def _accepted(client, **change):
    _answer = client.post("/flight", json={**_GOOD, **change})
    assert _answer.status_code == 200, (
        f"{change or _GOOD}: expected 200, got {_answer.status_code} {_answer.text[:300]}"
    )
    return _answer.json()


def _refused(client, field, why, path="/flight", body=None, **change):
    _body = {**_GOOD, **change} if body is None else body
    _answer = client.post(path, json=_body)
    _shown = f"{field} = {change.get(field, '(see contract)')!r} ({why})"
    assert _answer.status_code == 422, f"{_shown}: expected 422, got {_answer.status_code}: {_answer.text[:200]}"
    _places = [error["loc"] for error in _answer.json()["detail"]]
    assert any(field in place for place in _places), (
        f"{_shown}: expected 422 with the name {field!r} in an error's loc, got {_places}: the caller must learn which field"
    )
    return _places


with running({"schemas.py": read_answer("work/service/schemas.py"), "app.py": _ECHO}) as _run:
    _echo = _run.client
    _got = _accepted(_echo)
    assert {name: _got[name] for name in ("carrier", "origin", "dest", "distance")} == {
        name: _GOOD[name] for name in ("carrier", "origin", "dest", "distance")
    }, f"the flight arrived changed: {_got}"
    assert _got["departure"] == ["datetime", 1372714200.0], (
        f"departure: expected a datetime of 2013-07-01T21:30:00Z, got {_got['departure']}"
    )
    for _field in _GOOD:
        _body = {name: value for name, value in _GOOD.items() if name != _field}
        _refused(_echo, _field, "missing", body=_body)
    _refused(_echo, "seat", "a field that is not in the contract", seat="12A")
    _refused(_echo, "carrier", "three characters", carrier="UAL")
    _refused(_echo, "carrier", "small letters", carrier="ua")
    _refused(_echo, "origin", "not a New York airport", origin="BOS")
    _refused(_echo, "dest", "small letters", dest="iah")
    _refused(_echo, "dest", "the origin itself", dest="EWR")
    _refused(_echo, "departure", "no UTC offset", departure="2013-07-01T17:30:00")
    _refused(_echo, "departure", "a number", departure=1372714200)
    for _distance, _why in ((0, "below the range"), (6001, "above it"), ("1400", "a text"), (12.5, "not whole")):
        _refused(_echo, "distance", _why, distance=_distance)
    _flights = [_GOOD, _GOOD, {**_GOOD, "distance": 0}]
    _places = _refused(_echo, "distance", "in the third flight", path="/batch", body={"flights": _flights})
    assert ["body", "flights", 2, "distance"] in _places, f"expected loc [body, flights, 2, distance], got {_places}"
    _answer = _echo.post("/prediction", json={"late_probability": 0.25, "late": False, "model_version": "1"})
    assert _answer.status_code == 200 and _answer.json() == {
        "late_probability": 0.25,
        "late": False,
        "model_version": "1",
    }, f"Prediction: expected its three fields in the answer, got {_answer.status_code} {_answer.text[:200]}"
    ### BEGIN HIDDEN TESTS
    for _carrier in ("9E", "B6", "AA"):
        _accepted(_echo, carrier=_carrier)
    for _distance in (1, 6000):
        _accepted(_echo, distance=_distance)
    for _departure in ("2013-07-01T21:30:00Z", "2013-07-02T03:00:00+05:30"):
        assert _accepted(_echo, departure=_departure)["departure"][1] == 1372714200.0, (
            f"{_departure} is the same moment as {_GOOD['departure']}: its offset got lost"
        )
    for _field, _value in (
        *(("carrier", _value) for _value in ("U", "U ", "U-", "\u00dcA", "UA\n", 77, None)),
        *(("dest", _value) for _value in ("IA", "IAHX", "IA1", "", 123)),
        *(("departure", _value) for _value in ("yesterday", "", 1372714200000, 1372714200.5, None, True)),
        *(("distance", _value) for _value in (True, -1, None, [1400])),
        *(("origin", _value) for _value in ("ewr", "", None)),
    ):
        _refused(_echo, _field, "see the contract", **{_field: _value})
    for _origin in ("JFK", "LGA"):
        _refused(_echo, "dest", "the origin itself", dest=_origin, origin=_origin)
    for _size in (0, 1001):
        _refused(_echo, "flights", f"{_size} flights", path="/batch", body={"flights": [_GOOD] * _size})
    _refused(_echo, "flights", "missing", path="/batch", body={})
    _refused(
        _echo, "seats", "a field that is not in the contract", path="/batch", body={"flights": [_GOOD], "seats": 2}
    )
    _flights = [{**_GOOD, "dest": "IAH" if _i % 2 else "BOS"} for _i in range(1000)]
    _answer = _echo.post("/batch", json={"flights": _flights})
    assert _answer.status_code == 200 and _answer.json() == [flight["dest"] for flight in _flights], (
        f"a batch of 1000 flights: expected 200 and all in order, got {_answer.status_code} {_answer.text[:200]}"
    )
    _one = {"late_probability": 0.25, "late": False, "model_version": "1"}
    for _bad in ({"late_probability": 1.5}, {"late_probability": -0.1}, {"late": "perhaps"}, {"model_version": None}):
        _answer = _echo.post("/prediction", json={**_one, **_bad})
        assert _answer.status_code == 500, f"an answer with {_bad} must not leave the service, got {_answer.text[:200]}"
    for _name in _one:
        _answer = _echo.post("/prediction", json={name: value for name, value in _one.items() if name != _name})
        assert _answer.status_code == 500, (
            f"an answer without {_name} must not leave the service: every field is required"
        )
    _answer = _echo.post("/predictions", json={"predictions": [_one, {**_one, "late": True}]})
    assert _answer.status_code == 200 and _answer.json() == {"predictions": [_one, {**_one, "late": True}]}, (
        f"Predictions: expected the field predictions with two answers, got {_answer.status_code} {_answer.text[:200]}"
    )
    _refused(_echo, "dest", "four characters, the last a line's end", dest="IAH\n")
    _refused(_echo, "departure", "a number in quotes is no date and time in ISO 8601", departure="1372714200")
    ### END HIDDEN TESTS

# %% [markdown]
# ## 2 · Alive, and ready
#
# **Goal.** A service that answers at once, loads its model once, and says when it may be asked.
#
# **Why it matters.** A platform asks two questions. *Are you alive?* If not, it kills the process and starts another.
# *Are you ready?* If not, it sends no traffic for now. A service that mixes them up and loads slowly is killed while it
# loads, again and again.
#
# **A worked example.** What runs before the first request, and how long each way keeps the door shut. FastAPI runs the
# part of `lifespan` before `yield` at start-up and the part after it at the end. uvicorn opens the door only when the
# first part is through. Work that may take its time is given to a thread, and awaited by a task in the background.

# %%
STARTUP_PY = """
import asyncio
import sys
import time
from contextlib import asynccontextmanager

from fastapi import FastAPI


def slow() -> str:
    time.sleep(0.5)
    return "loaded"


async def fill(app: FastAPI) -> None:
    app.state.thing = await asyncio.to_thread(slow)  # the event loop goes on answering


@asynccontextmanager
async def lifespan(app: FastAPI):
    app.state.thing = None
    if "background" in sys.argv:
        task = asyncio.create_task(fill(app))  # kept in a name: a task that nobody holds may be thrown away
    else:
        app.state.thing = slow()
    yield
    print("the service ends")


app = FastAPI(lifespan=lifespan)


@app.get("/health")
def health() -> dict:
    return {"thing": app.state.thing}


if __name__ == "__main__":
    import uvicorn

    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]))
"""

for way in ("foreground", "background"):
    with running({"app.py": STARTUP_PY}, [PYTHON, "app.py", "{port}", way]) as startup:
        print(f"{way}: the first answer is", startup.client.get("/health").json())

# %% [markdown]
# **Your task.** Write `work/service/app.py` with the FastAPI application `app`. It imports `Batch`, `Flight`,
# `Prediction` and `Predictions` from `schemas`, and `load_model` from `late`, and calls `load_model()` **once**, when
# the server starts. `load_model` blocks for seconds, and it may fail.
#
# | request | while the model loads | when it is loaded | when loading has failed |
# | --- | --- | --- | --- |
# | `GET /health` | 200 `{"status": "alive"}` | the same | the same |
# | `GET /ready` | 503 `{"status": "loading"}` | 200 `{"status": "ready", "model_version": ...}` | 503 `{"status": "failed"}` |
# | `POST /predict`, a `Flight` | 503 | 200, a `Prediction` | 503 |
# | `POST /predict_batch`, a `Batch` | 503 | 200, a `Predictions` | 503 |
#
# - The model's version is `model.version`. A flight is `late` from `model.threshold` on: a probability equal to it is
#   late.
# - Probabilities leave the service as the model gave them, not rounded.
# - `model.predict` is called **once** per request, with all its flights (a list of dictionaries:
#   `flight.model_dump()`). The predictions come in the order of the flights.
# - `model.predict` may take long. Meanwhile the other requests, such as `GET /health`, are answered.
# - `app.state.model` is the loaded model, and None until then.
# - No answer holds the text of the exception that `load_model` raised.
#
# In the check `schemas` is a set of models without ranges, and `late` has a `load_model` that waits until the check
# lets it go and gives a model that answers as `OFFLINE` does, with another version and threshold.
#
# **Expected.** `GET /ready` right after the start: 503. A little later: 200 and `{"status": "ready", "model_version":
# "2013-06"}`. A batch of 1,000 flights gives exactly what `OFFLINE.predict` gives.
#
# <details><summary>Hint</summary>
#
# An endpoint written with `def` runs in a thread; one written with `async def` runs in the event loop, and nothing else
# is answered while it computes. `raise HTTPException(503, "...")` and `JSONResponse({...}, 503)` give other status
# codes. Catch the exception in the background task and write it to the log with `logging.exception`.
# </details>


# %% language="writefile" magic_args="work/service/app.py" nbgrader={"grade": false, "grade_id": "prediction-service", "locked": false, "schema_version": 3, "solution": true, "task": false}
# """The service: alive at once, ready when its model is loaded."""
#
# ### BEGIN SOLUTION
# import asyncio
# import logging
# from contextlib import asynccontextmanager
#
# from fastapi import FastAPI, HTTPException
# from fastapi.responses import JSONResponse
# from late import load_model
# from schemas import Batch, Flight, Prediction, Predictions
#
#
# async def load(app: FastAPI) -> None:
#     """Load the model without keeping the event loop."""
#     try:
#         app.state.model = await asyncio.to_thread(load_model)
#     except Exception:
#         logging.exception("the model cannot be loaded")
#         app.state.status = "failed"
#
#
# @asynccontextmanager
# async def lifespan(app: FastAPI):
#     app.state.model, app.state.status = None, "loading"
#     task = asyncio.create_task(load(app))
#     yield
#     task.cancel()
#
#
# app = FastAPI(lifespan=lifespan)
#
#
# @app.get("/health")
# async def health() -> dict:
#     return {"status": "alive"}
#
#
# @app.get("/ready", response_model=None)
# async def ready() -> dict | JSONResponse:
#     if app.state.model is None:
#         return JSONResponse({"status": app.state.status}, 503)
#     return {"status": "ready", "model_version": app.state.model.version}
#
#
# def ask(flights: list[Flight]) -> list[Prediction]:
#     """Ask the model once for all flights."""
#     model = app.state.model
#     if model is None:
#         raise HTTPException(503, "the model is not loaded")
#     return [
#         Prediction(late_probability=p, late=p >= model.threshold, model_version=model.version)
#         for p in model.predict([flight.model_dump() for flight in flights])
#     ]
#
#
# @app.post("/predict")
# def predict(flight: Flight) -> Prediction:
#     return ask([flight])[0]
#
#
# @app.post("/predict_batch")
# def predict_batch(batch: Batch) -> Predictions:
#     return Predictions(predictions=ask(batch.flights))
# ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "prediction-service-check", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
_LOOSE = """
from datetime import datetime

from pydantic import BaseModel


class Flight(BaseModel):
    carrier: str
    origin: str
    dest: str
    departure: datetime
    distance: int


class Batch(BaseModel):
    flights: list[Flight]


class Prediction(BaseModel):
    late_probability: float
    late: bool
    model_version: str


class Predictions(BaseModel):
    predictions: list[Prediction]
"""
# A model that gives the answers of OFFLINE, written down. It loads when the file `go` appears, and notes each loading
# and each call. (The real one would be read again for each check, which takes longer than all the rest.)
_WATCHED = """
import json
import time
from datetime import datetime
from pathlib import Path


def note(name, text):
    with open(name, "a") as file:
        file.write(f"{text}\\n")


def key(flight):
    moment = flight["departure"]
    moment = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
    return flight["carrier"], flight["origin"], flight["dest"], moment.timestamp(), flight["distance"]


class Watched:
    version = "checked-1"
    threshold = 0.25

    def __init__(self, answers):
        self.answers = {key(flight): answer for flight, answer in answers}

    def predict(self, flights):
        note("calls", len(flights))
        while flights[0]["carrier"] == "SLOW" and not Path("release").exists():
            time.sleep(0.02)
        return [
            self.threshold if flight["carrier"] in ("SLOW", "EDGE") else self.answers[key(flight)] for flight in flights
        ]


def load_model():
    note("loads", "load")
    while not Path("go").exists():
        time.sleep(0.02)
    return Watched(json.loads(Path("answers.json").read_text()))
"""
_FAILING = """
class NoCredentials(Exception):
    pass


def load_model():
    with open("loads", "a") as file:
        file.write("load\\n")
    raise NoCredentials("hunter2 is refused by s3://models/late")
"""
_MAIN = """
from app import app


@app.get("/state")
def state() -> dict:
    return {"model": getattr(app.state.model, "version", None)}
"""
_answer_2 = read_answer("work/service/app.py")


def _says(client, path, status, body=None, send=None):
    _reply = client.get(path) if send is None else client.post(path, json=send)
    _what = f"{'GET' if send is None else 'POST'} {path}"
    assert _reply.status_code == status, f"{_what}: expected {status}, got {_reply.status_code} {_reply.text[:200]}"
    if body is not None:
        assert _reply.json() == body, f"{_what}: expected {body}, got {_reply.text[:200]}"
    return _reply


with contextlib.ExitStack() as _stack:
    _bodies = requests_of(8, 1000, seed=5)
    _want = OFFLINE.predict(_bodies)
    _files = {"app.py": _answer_2, "schemas.py": _LOOSE, "late.py": _WATCHED, "main.py": _MAIN}
    _files["answers.json"] = json.dumps(list(zip(_bodies, _want, strict=True)))
    _stuck = []  # since when load_model is running and nobody answers

    def _answers_or_is_stuck(url):
        with contextlib.suppress(httpx.TransportError):
            return httpx.get(f"{url}/health", timeout=2, verify=TLS).status_code > 0
        if list(Path("work/checks").glob("*/loads")):
            _stuck.append(time.monotonic())
        return bool(_stuck) and _stuck[-1] - _stuck[0] > 6

    _run = _stack.enter_context(running(_files, (*UVICORN, "main:app"), health=_answers_or_is_stuck))
    assert not _stuck or _stuck[-1] - _stuck[0] <= 6, (
        "GET /health has no answer while the model loads: load it in the background, in a thread"
    )
    _service = _run.client

    _says(_service, "/health", 200, {"status": "alive"})
    assert until((_run.folder / "loads").exists, 10), (
        "the server answers and load_model() is not called: that begins when the server starts, and waits for no request"
    )
    _says(_service, "/ready", 503, {"status": "loading"})
    _state = _service.get("/state")
    assert _state.status_code == 200 and _state.json() == {"model": None}, (
        "app.state.model: expected None while it loads"
    )
    _says(_service, "/predict", 503, send=_bodies[0])
    _says(_service, "/predict_batch", 503, send={"flights": _bodies[:2]})
    (_run.folder / "go").touch()
    assert until(lambda: _service.get("/ready").status_code == 200, 60), (
        f"/ready is not 200 although the model could be loaded: {_service.get('/ready').text[:200]}"
    )
    _says(_service, "/ready", 200, {"status": "ready", "model_version": "checked-1"})
    _says(_service, "/health", 200, {"status": "alive"})

    assert _service.get("/state").json() == {"model": "checked-1"}, "app.state.model is not the loaded model"
    for _body, _expected in zip(_bodies[:8], _want[:8], strict=True):
        _got = _says(_service, "/predict", 200, send=_body).json()
        assert set(_got) == {"late_probability", "late", "model_version"}, f"a Prediction has other fields: {_got}"
        assert abs(float(_got["late_probability"]) - _expected) < 1e-12, (
            f"late_probability: the model says {_expected!r} offline and the service {_got['late_probability']!r}: not rounded"
        )
        assert _got["late"] is (_expected >= 0.25), (
            f"late: {_expected} against model.threshold, which is 0.25 for the model of this check, got {_got}"
        )
        assert _got["model_version"] == "checked-1", (
            f"model_version: expected model.version, got {_got['model_version']!r}"
        )
    _calls = (_run.folder / "calls").read_text().split()
    assert _calls == ["1"] * 8, (
        f"8 requests for one flight: expected 8 calls of model.predict with 1 flight, got {_calls}"
    )

    _says(_service, "/predict_batch", 200, send={"flights": _bodies[:20]})
    _calls = (_run.folder / "calls").read_text().split()[8:]
    assert _calls == ["20"], f"a batch is ONE call of model.predict with all flights, got {len(_calls)} calls"
    _got = _says(_service, "/predict_batch", 200, send={"flights": _bodies}).json()["predictions"]
    assert len(_got) == 1000, f"a batch of 1000 flights: expected 1000 predictions, got {len(_got)}"
    _gap = float(np.absolute(np.subtract([float(one["late_probability"]) for one in _got], _want)).max())
    assert _gap < 1e-12, (
        f"1000 flights: the service differs from the model offline by up to {_gap:.3f}: same order, not rounded"
    )
    assert [one["late"] for one in _got] == [p >= 0.25 for p in _want], (
        "late: not that of model.threshold, which is 0.25 for the model of this check"
    )
    assert {one["model_version"] for one in _got} == {"checked-1"}, "model_version: it belongs in every prediction"
    _loads = len((_run.folder / "loads").read_text().split())
    assert _loads == 1, f"the model was loaded {_loads} times for 10 requests, expected once, when the server starts"
    ### BEGIN HIDDEN TESTS
    _got = _says(_service, "/predict", 200, send={**_bodies[0], "carrier": "EDGE"}).json()
    assert _got["late"] is True, f"a probability equal to the threshold is late, got {_got}"

    def _calls_now():
        return len((_run.folder / "calls").read_text().split())

    def _meanwhile(method, path, **options):
        try:
            return httpx.request(method, f"{_run.url}{path}", timeout=15, verify=TLS, **options).status_code
        except httpx.TimeoutException:
            return "no answer"

    _one = {**_bodies[0], "carrier": "SLOW"}
    for _path, _body in (("/predict", _one), ("/predict_batch", {"flights": [_one]})):
        (_run.folder / "release").unlink(missing_ok=True)
        _before = _calls_now()
        with ThreadPoolExecutor(1) as _pool:
            _slow = _pool.submit(httpx.post, f"{_run.url}{_path}", json=_body, timeout=60, verify=TLS)
            try:
                assert until(lambda before=_before: _calls_now() > before), f"{_path}: the slow request did not arrive"
                _status = _meanwhile("GET", "/health")
                assert _status == 200, (
                    f"/health while a {_path} is computed: {_status}: an async def that computes stops all others"
                )
                _status = _meanwhile("POST", "/predict", json=_bodies[0])
                assert _status == 200, (
                    f"another /predict while a {_path} is computed: {_status}: one prediction must not hold up the next"
                )
            finally:
                (_run.folder / "release").touch()
            assert _slow.result().status_code == 200, f"{_path}: the slow request had no answer"

with running({"app.py": _answer_2, "schemas.py": _LOOSE, "late.py": _FAILING}) as _run:
    assert until(lambda: _run.client.get("/ready").json().get("status") != "loading", 10), (
        "/ready says loading for ever although load_model has raised an exception: expected failed"
    )
    for _reply in (
        _says(_run.client, "/ready", 503, {"status": "failed"}),
        _says(_run.client, "/health", 200, {"status": "alive"}),
        _says(_run.client, "/predict", 503, send=_bodies[0]),
        _says(_run.client, "/predict_batch", 503, send={"flights": _bodies[:2]}),
    ):
        assert "hunter2" not in _reply.text, f"the answer holds the exception's text: {_reply.text[:200]}"
    _loads = len((_run.folder / "loads").read_text().split())
    assert _loads == 1, f"load_model was called {_loads} times, expected once, also when it fails"
    ### END HIDDEN TESTS

# %% [markdown]
# ## 3 · A guard at the door
#
# **Goal.** Whatever happens inside, the caller gets a short answer in bounded time, and learns nothing that is not his.
#
# **Why it matters.** Three ways to take a service down without breaking in: a body of a gigabyte, a request that never
# ends, and a crash that prints a password into the answer. All three happen by accident, too.
#
# **A worked example.** What a FastAPI application is for uvicorn: a function `app(scope, receive, send)`, called once
# per request. `receive` gives the body in pieces. `send` takes the response: first `http.response.start` with status
# and headers, then `http.response.body`. A **middleware** is such a function around another. This one writes a header
# into every response. It also sees `lifespan`, which is no request and must pass.

# %% tags=["nbval-check-output"]
STAMP_PY = """
from fastapi import FastAPI
from starlette.datastructures import MutableHeaders


class Stamp:
    def __init__(self, app, text):
        self.app = app
        self.text = text

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def stamped(message):
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)["X-Stamp"] = self.text
            await send(message)

        await self.app(scope, receive, stamped)


app = FastAPI()
app.add_middleware(Stamp, text="seen")  # the one that is added last is the outermost


@app.get("/health")
def health() -> dict:
    return {}


@app.get("/boom")
def boom() -> dict:
    raise RuntimeError("cannot log in to postgres://late:hunter2@db/late")


@app.post("/size")
def size(body: dict) -> int:
    return len(str(body))
"""

with running({"app.py": STAMP_PY}) as stamp:
    print("404:", stamp.client.get("/nothing").headers.get("x-stamp"))
    crash = stamp.client.get("/boom")
    print(f"{crash.status_code}:", crash.headers.get("x-stamp"), repr(crash.text))
    big = stamp.client.post("/size", json={"text": "x" * 10_000_000})
    print(f"10 MB: {big.status_code}", big.text)

# %% [markdown]
# By itself FastAPI does not leak the exception. But this answer has no stamp: an exception flies past the middleware,
# and the 500 is made further out. The caller has nothing to quote when he complains. And 10 MB were simply read.
#
# **Your task.** Write `work/service/guard.py` with the class `Guard`, a middleware that is added by
# `app.add_middleware(Guard, version=..., max_bytes=..., seconds=...)`.
#
# - `version` is a function without arguments that gives the model's version as text. It is asked for each response:
#   while the model loads it says `none`.
# - `max_bytes` (int): the largest body that is let in. `seconds` (float): how long a request may take, from the arrival
#   of its head; waiting for its body counts.
#
# | what happens | the caller gets |
# | --- | --- |
# | all is well, or the application refuses (404, 422, 503, ...) | the application's own status and body |
# | the body has more than `max_bytes` bytes | 413, any short body; no endpoint that reads the body is run |
# | `seconds` are over | 504 `{"error": "timeout"}` at once, not when the application is done |
# | the application raises an exception, be it a `TimeoutError` of its own | 500 `{"error": "internal error", "request_id": ...}` and nothing else |
#
# - **Every** response has the header `X-Model-Version` with what `version()` says, also 404, 413, 422, 500 and 504.
# - `request_id` is a text that is new for each request. The server's log (what the process writes to stderr) has it,
#   together with the exception's traceback.
# - A body of exactly `max_bytes` is let in. The limit holds for a body in pieces without a `Content-Length`, too.
# - Only `http` is guarded. `lifespan` passes.
# - Nothing is asked for a response that had begun before the trouble: it cannot be taken back.
#
# **Expected.** With `max_bytes=1000` a body of 1,001 bytes gets 413. `GET /boom` gets 500 and
# `{"error": "internal error", "request_id": "0f3c..."}`; `hunter2` is in the log and not in the answer.
#
# <details><summary>Hint</summary>
#
# Starlette, which FastAPI is built on, has `RequestBodyLimitMiddleware(app, max_body_size=...)` in
# `starlette.middleware.body_limit`: wrap `self.app` in it. `async with asyncio.timeout(seconds):` around `await
# self.app(...)` raises `TimeoutError` in time; with `as limit` after it `limit.expired()` tells whether it was this
# limit. `logging.exception("request %s failed", request_id)` writes message and traceback. A response can be called
# like an application: `await JSONResponse({...}, 504)(scope, receive, stamped)`.
# </details>


# %% language="writefile" magic_args="work/service/guard.py" nbgrader={"grade": false, "grade_id": "guard", "locked": false, "schema_version": 3, "solution": true, "task": false}
# """Limits at the door, and errors that leak nothing."""
#
# ### BEGIN SOLUTION
# import asyncio
# import logging
# import uuid
#
# from fastapi.responses import JSONResponse
# from starlette.datastructures import MutableHeaders
# from starlette.middleware.body_limit import RequestBodyLimitMiddleware
#
#
# class Guard:
#     """Bound a request's size and time, stamp the version on every response, and hide what went wrong."""
#
#     def __init__(self, app, version, max_bytes, seconds):
#         self.app = RequestBodyLimitMiddleware(app, max_body_size=max_bytes)
#         self.version = version
#         self.seconds = seconds
#
#     async def __call__(self, scope, receive, send):
#         if scope["type"] != "http":
#             await self.app(scope, receive, send)
#             return
#         begun = False
#
#         async def stamped(message):
#             nonlocal begun
#             if message["type"] == "http.response.start":
#                 begun = True
#                 MutableHeaders(scope=message)["X-Model-Version"] = self.version()
#             await send(message)
#
#         try:
#             async with asyncio.timeout(self.seconds) as limit:
#                 await self.app(scope, receive, stamped)
#         except Exception as error:
#             if begun:
#                 raise
#             if isinstance(error, TimeoutError) and limit.expired():
#                 answer = JSONResponse({"error": "timeout"}, 504)
#             else:
#                 request_id = uuid.uuid4().hex
#                 logging.exception("request %s failed", request_id)
#                 answer = JSONResponse({"error": "internal error", "request_id": request_id}, 500)
#             await answer(scope, receive, stamped)
# ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "guard-check", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
_GUARDED = """
import asyncio
import time
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI, HTTPException, Request
from guard import Guard
from pydantic import BaseModel

now = {"version": "none"}


@asynccontextmanager
async def lifespan(app):
    now["version"] = "checked-1"
    yield


app = FastAPI(lifespan=lifespan)
app.add_middleware(Guard, version=lambda: now["version"], max_bytes=1000, seconds=10.0)
hasty = FastAPI()
hasty.add_middleware(Guard, version=lambda: now["version"], max_bytes=1000, seconds=0.5)


async def both(scope, receive, send):
    await (hasty if scope.get("path", "").startswith("/hasty") else app)(scope, receive, send)


class Hour(BaseModel):
    hour: int


@app.get("/health")
def health() -> dict:
    return {}


@app.post("/hour")
def hour(hour: Hour) -> dict:
    return {"hour": hour.hour}


@app.post("/size")
async def size(request: Request) -> dict:
    body = await request.body()
    with open("sizes", "a") as file:
        file.write(f"{len(body)} ")
    return {"bytes": len(body)}


@app.get("/boom")
def boom() -> dict:
    raise RuntimeError("cannot log in to postgres://late:hunter2@db/late")


@app.get("/boom_async")
async def boom_async() -> dict:
    raise KeyError("hunter2")


@app.get("/database")
def database() -> dict:
    raise TimeoutError("db/late does not answer hunter2")


@app.get("/busy")
def busy() -> dict:
    raise HTTPException(503, "loading")


def may_go_on(begun):
    return Path("release").exists() or time.monotonic() - begun > 8


@hasty.get("/hasty/async")
async def slow() -> dict:
    begun = time.monotonic()
    while not may_go_on(begun):
        await asyncio.sleep(0.02)
    Path("finished").touch()
    return {"slow": True}


@hasty.get("/hasty/thread")
def slow_thread() -> dict:
    begun = time.monotonic()
    while not may_go_on(begun):
        time.sleep(0.02)
    Path("thread-finished").touch()
    return {"slow": True}


@hasty.post("/hasty/size")
async def hasty_size(request: Request) -> int:
    return len(await request.body())


@app.get("/late_version")
def late_version() -> dict:
    now["version"] = "checked-2"
    return {}
"""


def _stamped(reply, what, status, version="checked-1"):
    assert reply.status_code == status, f"{what}: expected {status}, got {reply.status_code} {reply.text[:200]}"
    _stamp = reply.headers.get_list("x-model-version")
    assert _stamp == [version], f"{what}, {status}: expected the header X-Model-Version: {version} once, got {_stamp}"
    return reply


_files = {"guard.py": read_answer("work/service/guard.py"), "app.py": _GUARDED}
with running(_files, (*UVICORN, "app:both")) as _run:
    _guarded = _run.client
    _reply = _stamped(_guarded.post("/hour", json={"hour": 7}), "a good request", 200)
    assert _reply.json() == {"hour": 7}, f"a good request: the application's answer was changed to {_reply.text[:200]}"
    _reply = _stamped(_guarded.get("/nothing"), "an unknown path", 404)
    assert _reply.json() == {"detail": "Not Found"}, f"404: the application's answer was changed to {_reply.text[:200]}"
    _reply = _stamped(_guarded.post("/hour", json={"hour": "x"}), "an invalid field", 422)
    assert _reply.json()["detail"][0]["loc"] == ["body", "hour"], "422: the application's answer was changed"

    _reply = _stamped(_guarded.post("/size", content=b"x" * 1000), "a body of exactly max_bytes", 200)
    assert _reply.json() == {"bytes": 1000}, f"a body of 1000 bytes: the application got {_reply.text[:200]}"
    _stamped(_guarded.post("/size", content=b"x" * 1001), "a body of 1001 bytes, with a limit of 1000", 413)
    _pieces = (b"x" * 400 for _ in range(5))
    _stamped(_guarded.post("/size", content=_pieces), "a body in pieces without Content-Length, 2000 bytes in all", 413)
    _sizes = (_run.folder / "sizes").read_text().split()
    assert _sizes == ["1000"], f"bodies that reached the endpoint: expected the one of 1000 bytes, got {_sizes}"

    _ids = set()
    for _ in range(2):
        _reply = _stamped(_guarded.get("/boom"), "an exception", 500)
        assert "hunter2" not in _reply.text and "Traceback" not in _reply.text, f"the answer leaks: {_reply.text[:300]}"
        try:
            _body = _reply.json()
        except ValueError:
            _body = _reply.text
        assert isinstance(_body, dict) and set(_body) == {"error", "request_id"}, (
            f"an exception: expected the JSON fields error and request_id and nothing else, got {_body!r:.200}"
        )
        assert _body["error"] == "internal error", f"error: expected 'internal error', got {_body['error']!r}"
        _id = str(_body["request_id"])
        assert _id not in _ids, f"request_id {_id!r} twice: a new one for each request, or it leads nowhere"
        _ids.add(_id)
        assert until(lambda wanted=_id: wanted in _run.log(), 5), (
            f"request_id {_id} is not in the server's log: nobody can look it up"
        )
    assert "Traceback" in _run.log() and "hunter2" in _run.log(), "the log has no traceback of the exception"

    _reply = _stamped(_guarded.get("/hasty/async"), "8 seconds of work, with a limit of 0.5", 504)
    assert _reply.json() == {"error": "timeout"}, f"504: expected {{'error': 'timeout'}}, got {_reply.text[:200]}"
    assert not (_run.folder / "finished").exists(), (
        "504 came only after the application was done: the caller waits in vain"
    )
    ### BEGIN HIDDEN TESTS
    _reply = _stamped(_guarded.get("/hasty/thread"), "8 seconds of work in a thread, with a limit of 0.5", 504)
    assert _reply.json() == {"error": "timeout"}, f"504: expected {{'error': 'timeout'}}, got {_reply.text[:200]}"
    assert not (_run.folder / "thread-finished").exists(), "504 came only after the thread was done"
    _reply = _stamped(_guarded.get("/boom_async"), "an exception in an async endpoint", 500)
    assert set(_reply.json()) == {"error", "request_id"} and "hunter2" not in _reply.text, f"leaks: {_reply.text[:200]}"
    assert _reply.json()["request_id"] not in _ids, "request_id: one that was used before"
    _stamped(_guarded.post("/hour", json={"hour": 7, "note": "x" * 2000}), "a large JSON body", 413)

    def _in_two_pieces():
        yield b'{"hour"'
        _guarded.get("/health")  # when this is answered the first piece has been read
        yield b": 11}"

    _json = {"Content-Type": "application/json"}
    _reply = _guarded.post("/hour", content=_in_two_pieces(), headers=_json)
    _stamped(_reply, "a small body in pieces", 200)
    assert _reply.json() == {"hour": 11}, f"a small body in pieces arrived changed: {_reply.text[:200]}"

    def _in_three_pieces():
        for _ in range(3):
            yield b"x" * 400
            _guarded.get("/health")

    _reply = _guarded.post("/size", content=_in_three_pieces())
    _stamped(_reply, "a body in three pieces of 400 bytes, each read before the next comes, with a limit of 1000", 413)
    # A caller that promises 100 bytes and sends 10 must not hold a place for ever.
    with socket.create_connection(("127.0.0.1", int(_run.url.rsplit(":", 1)[1])), timeout=15) as _caller:
        _caller.sendall(b"POST /hasty/size HTTP/1.1\r\nHost: late\r\nContent-Length: 100\r\n\r\n0123456789")
        try:
            _head = _caller.recv(100).decode(errors="replace")
        except TimeoutError:
            _head = "no answer"
    assert " 504 " in _head, f"a body that never arrives whole: expected 504 after half a second, got {_head[:60]!r}"
    (_run.folder / "release").touch()
    _guarded.get("/late_version")
    _stamped(_guarded.get("/nothing"), "after the model was replaced", 404, version="checked-2")
    _reply = _stamped(_guarded.get("/busy"), "an application that says 503", 503, version="checked-2")
    assert _reply.json() == {"detail": "loading"}, f"503: the application's answer was changed to {_reply.text[:200]}"
    _reply = _stamped(
        _guarded.get("/database"), "a TimeoutError of the application, far below the limit", 500, "checked-2"
    )
    assert set(_reply.json()) == {"error", "request_id"}, f"a TimeoutError of the application: got {_reply.text[:200]}"
    ### END HIDDEN TESTS

# %% [markdown]
# The time limit ends the *waiting*, not the work: a thread that computes cannot be stopped from outside. A limit that
# fires often means that threads pile up. Watch it (lab 16).
#
# ### The team's service
#
# Your three files, put together by a fourth, and asked over HTTP.

# %%
MAIN_PY = """
from app import app
from guard import Guard

app.add_middleware(
    Guard, version=lambda: getattr(app.state.model, "version", "none"), max_bytes=300_000, seconds=10
)
"""


def team_files():
    """The team's service: your files, and main.py that puts the guard in front."""
    parts = {name: read_answer(f"work/service/{name}") for name in ("schemas.py", "app.py", "guard.py")}
    return {**parts, "main.py": MAIN_PY}


def is_ready(url):
    return httpx.get(f"{url}/ready", verify=TLS).status_code == 200


with waits_for("1, 2 and 3"), running(team_files(), (*UVICORN, "main:app"), timeout=20) as team:
    print("at once:", team.client.get("/ready").json(), team.client.get("/ready").headers["x-model-version"])
    assert until(lambda: is_ready(team.url)), "GET /ready did not answer 200 within 20 seconds"
    print("later:  ", team.client.get("/ready").json())
    thousand = requests_of(8, 1000)
    answers = team.client.post("/predict_batch", json={"flights": thousand}).json()["predictions"]
    gap = np.subtract([answer["late_probability"] for answer in answers], OFFLINE.predict(thousand))
    print(f"{len(gap)} flights: at most {abs(gap).max()} from what the notebook's model says")
    flight = requests_of(7, 1)[0]
    print(flight["carrier"], flight["origin"], flight["dest"], "->", team.client.post("/predict", json=flight).json())
    wrong = team.client.post("/predict", json={**flight, "distance": 0})
    print(wrong.status_code, wrong.json()["detail"][0]["loc"], wrong.headers["x-model-version"])
    print(team.client.post("/predict_batch", json={"flights": [flight] * 5000}).status_code, "for 5000 flights")

# %% [markdown]
# ## 4 · Latency under load
#
# **Goal.** Measure how long callers wait while many of them call, and see what batching and workers change.
#
# **Why it matters.** "5 ms" measured alone is nobody's latency. Under load requests queue, and the mean hides it: what
# a caller remembers is the slowest of his hundred requests, the 99th percentile.
#
# **A worked example.** A server that needs 100 ms for each request and works on one at a time. It gets eight requests:
# with one *in flight* (sent and not yet answered) at a time, then with four. The bound matters: a load test without one
# is an attack.

# %%
QUEUE_PY = """
import asyncio

from fastapi import FastAPI

app = FastAPI()
one_at_a_time = asyncio.Lock()


@app.get("/health")
def health() -> dict:
    return {}


@app.post("/work")
async def work() -> dict:
    async with one_at_a_time:
        await asyncio.sleep(0.1)
    return {}
"""


with running({"app.py": QUEUE_PY}) as queue:

    def timed_post(path):
        begun = time.perf_counter()
        queue.client.post(path)
        return time.perf_counter() - begun

    for in_flight in (1, 4):
        with ThreadPoolExecutor(in_flight) as callers:
            waited = list(callers.map(timed_post, ["/work"] * 8))
        print(f"{in_flight} in flight: median {1000 * np.median(waited):.0f} ms, longest {1000 * max(waited):.0f} ms")

# %% [markdown]
# Four times the callers, four times the waiting, and not one answer more per second: this server was busy with one. A
# thread per caller is the simplest load generator. It sends the next request when the last one is answered, and so
# slows down when the server does. Real callers do not. Take its numbers as the friendly case.
#
# **Your task.** Write two functions in one cell.
#
# `load_test(url, bodies, concurrency, timeout=10.0) -> pandas.DataFrame`
#
# - POSTs each item of the list `bodies` once, as JSON, to `url`.
# - At most `concurrency` requests are in flight at any time. As long as enough bodies are left, that many are.
# - The frame has one row per body, in the order of `bodies` (index 0, 1, ...), and the columns `status` (int: the
#   response's status) and `ms` (float: milliseconds from sending this request to its complete answer). Waiting for
#   one's turn to send does not count.
# - A request without an answer within `timeout` seconds, or whose connection fails, has the status 0 and the time until
#   that was known. It stops no other. A status such as 500 is an answer.
# - `concurrency` below 1 raises ValueError.
#
# `draw_latency(runs) -> matplotlib.figure.Figure`
#
# - `runs` is a dictionary from a label to a dictionary with `ms` (a list of latencies) and `flights_per_second` (a
#   number).
# - One axes per run, from top to bottom in the order of `runs`. All have the same logarithmic x axis (same limits).
# - Each shows the histogram of its run's `ms`, drawn as bars by `Axes.hist`, with **the same** bin edges in all axes.
#   The edges cover all latencies of all runs, and there are at least 10 bins. The bars' heights are numbers of requests.
# - Two vertical lines, at the run's median and at its 99th percentile (`numpy.percentile`).
# - The title holds the label and the flights per second, rounded to a whole number. The lowest x axis's label holds
#   `ms`.
# - No latency is 0 or negative. It shows nothing by itself (no `plt.show()`).
#
# **Expected.** `load_test(url, bodies, 8)` with 100 bodies gives a frame of shape `(100, 2)`. For two runs
# `len(draw_latency(runs).axes)` is 2.
#
# <details><summary>Hint</summary>
#
# The worked example has the threads. `Executor.map` gives the results in the order of the inputs. An `httpx.Client` may
# be shared by threads and keeps connections open, by default not more than 100 (`limits=httpx.Limits(...)`);
# `httpx.HTTPError` is the base of what it raises. Bin edges for a logarithmic axis: `numpy.geomspace(lowest, highest,
# 31)`, with a little room at both ends.
# </details>


# %% nbgrader={"grade": false, "grade_id": "latency", "locked": false, "schema_version": 3, "solution": true, "task": false}
def load_test(url, bodies, concurrency, timeout=10.0):
    """POST each body once, at most `concurrency` at a time; return status and latency in ms of each."""
    ### BEGIN SOLUTION
    if concurrency < 1:
        raise ValueError(f"concurrency must be at least 1, not {concurrency}")

    def ask(body):
        begun = time.perf_counter()
        try:
            status = client.post(url, json=body).status_code
        except httpx.HTTPError:
            status = 0
        return status, 1000 * (time.perf_counter() - begun)

    limits = httpx.Limits(max_connections=concurrency)
    with httpx.Client(timeout=timeout, limits=limits) as client, ThreadPoolExecutor(concurrency) as callers:
        return pd.DataFrame(list(callers.map(ask, bodies)), columns=["status", "ms"])
    ### END SOLUTION


def draw_latency(runs):
    """One histogram of latencies per run, with the median and the 99th percentile; return the figure."""
    ### BEGIN SOLUTION
    every = np.concatenate([np.asarray(run["ms"], dtype=float) for run in runs.values()])
    edges = np.geomspace(0.9 * every.min(), 1.1 * every.max(), 41)
    figure, rows = plt.subplots(len(runs), 1, sharex=True, squeeze=False, figsize=(7, 1.2 + 1.5 * len(runs)))
    for axes, (label, run) in zip(rows[:, 0], runs.items(), strict=True):
        axes.hist(run["ms"], bins=edges, color="0.75")
        for percent, style in ((50, "-"), (99, "--")):
            value = np.percentile(run["ms"], percent)
            axes.axvline(value, linestyle=style, color="C3", label=f"p{percent}: {value:.0f} ms")
        axes.set_xscale("log")
        axes.set_xlim(edges[0], edges[-1])
        axes.xaxis.set_minor_locator(plt.LogLocator(subs=(2, 5)))
        axes.xaxis.set_major_formatter("{x:g}")
        axes.xaxis.set_minor_formatter("{x:g}")
        axes.set_ylabel("requests")
        axes.set_title(f"{label}: {run['flights_per_second']:.0f} flights per second", fontsize=10)
        axes.legend(loc="upper left", fontsize=8)
    axes.set_xlabel("latency of a request, ms")
    figure.tight_layout()
    plt.close(figure)
    return figure
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "latency-check", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
_COUNTING = """
import asyncio
import time

from fastapi import FastAPI
from fastapi.responses import StreamingResponse

app = FastAPI()
seen = {"now": 0, "most": 0, "bodies": []}


@app.get("/health")
def health() -> dict:
    return {}


@app.get("/seen")
async def look() -> dict:
    return seen


async def answer(seconds):
    # The head of the response is out long before its body is complete.
    yield b"{"
    await asyncio.sleep(seconds)
    seen["now"] -= 1
    yield b"}"


@app.post("/work")
async def work(body: dict) -> StreamingResponse:
    seen["bodies"].append(body["n"])
    seen["now"] += 1
    seen["most"] = max(seen["most"], seen["now"])
    # A busy machine may be slow to send: the first wait for one another, for a while.
    begun = time.monotonic()
    while seen["most"] < body.get("together", 0) and time.monotonic() - begun < 2:
        await asyncio.sleep(0.01)
    # One that waits until so many requests have arrived; in vain when the others wait for it.
    while len(seen["bodies"]) < body.get("arrived", 0):
        if time.monotonic() - begun > 8:
            body["status"] = 500
            break
        await asyncio.sleep(0.01)
    return StreamingResponse(answer(body["seconds"]), body["status"], media_type="application/json")
"""


def _loaded(url, bodies, concurrency, **options):
    _begun = time.perf_counter()
    try:
        _frame = load_test(url, bodies, concurrency, **options)
    except httpx.HTTPError as error:
        raise AssertionError(
            f"load_test raised {type(error).__name__} ({error}): a request without an answer has the status 0"
        ) from None
    _wall = 1000 * (time.perf_counter() - _begun)
    assert isinstance(_frame, pd.DataFrame), f"expected a pandas DataFrame, got {type(_frame).__name__}"
    assert list(_frame.columns) == ["status", "ms"] and list(_frame.index) == list(range(len(bodies))), (
        f"expected the columns status and ms and the index 0 to {len(bodies) - 1}, got {list(_frame.columns)} and "
        f"{len(_frame)} rows: one per body, also for those without an answer"
    )
    assert pd.api.types.is_integer_dtype(_frame["status"]) and pd.api.types.is_float_dtype(_frame["ms"]), (
        f"expected status as int and ms as float, got {_frame['status'].dtype} and {_frame['ms'].dtype}"
    )
    return [int(_value) for _value in _frame["status"]], [float(_value) for _value in _frame["ms"]], _wall


_kinds = [(0.15, 200), (0.05, 500), (0.05, 422)]
with running({"app.py": _COUNTING}, (*UVICORN, "app:app", "--timeout-graceful-shutdown", "1")) as _run:
    _bodies = [
        {"n": _n, "seconds": _kinds[_n % 3][0], "status": _kinds[_n % 3][1], "together": 4 if _n < 4 else 0}
        for _n in range(24)
    ]
    _status, _ms, _wall = _loaded(f"{_run.url}/work", _bodies, 4)
    _seen = _run.client.get("/seen").json()
    assert sorted(_seen["bodies"]) == list(range(24)), (
        f"each body once: the server got the bodies {sorted(_seen['bodies'])}"
    )
    assert _seen["most"] <= 4, f"concurrency 4: {_seen['most']} requests were in flight at once: that is no bound"
    assert _seen["most"] == 4, f"concurrency 4: at most {_seen['most']} in flight at once: one after another is no load"
    assert _status == [_body["status"] for _body in _bodies], (
        f"status: not that of each body, in their order: {_status}"
    )
    for _body, _value in zip(_bodies, _ms, strict=True):
        assert _value >= 1000 * _body["seconds"], (
            f"ms: the server took {1000 * _body['seconds']:.0f} ms and the frame says {_value:.3f}: milliseconds, until the answer"
        )
    # At most 4 at a time: together they cannot have been in flight for longer than 4 times the whole test.
    assert sum(_ms) <= 4.02 * _wall, (
        f"ms: {sum(_ms):.0f} in all, but 4 callers in {_wall:.0f} ms make at most {4 * _wall:.0f}: waiting for a turn does not count"
    )
    ### BEGIN HIDDEN TESTS
    _bodies = [{"n": _n, "seconds": 0, "status": 200, "arrived": 30 if _n == 0 else 0} for _n in range(6)]
    _status, _ms, _wall = _loaded(f"{_run.url}/work", _bodies, 2, timeout=20)
    assert _status == 6 * [200], (
        "concurrency 2: while the first request took long not all of the other five were sent, one after another: "
        "as long as bodies are left, two are in flight"
    )
    _bodies = [{"n": _n, "seconds": 60 if _n == 2 else 0.01, "status": 200} for _n in range(9)]
    _status, _ms, _wall = _loaded(f"{_run.url}/work", _bodies, 3, timeout=2.0)
    assert _status == [200, 200, 0] + 6 * [200], (
        f"one request without an answer within timeout: expected status 0, got {_status}"
    )
    assert 1900 <= _ms[2] < 4900, f"ms of the request that timed out after 2 s: got {_ms[2]:.0f}"
    _again = sorted(_run.client.get("/seen").json()["bodies"][30:])
    assert _again == list(range(9)), f"each body once, also the one without an answer: the server got {_again}"
    _status, _ms, _wall = _loaded(f"{_run.url}/work", [{"n": 0, "seconds": 0.01, "status": 503}], 50)
    assert _status == [503], f"one body and 50 callers: expected the status 503, got {_status}"
with socket.socket() as _nobody:
    _nobody.bind(("127.0.0.1", 0))  # bound and not listening: each connection is refused
    _status, _ms, _wall = _loaded(f"http://127.0.0.1:{_nobody.getsockname()[1]}/work", [{}] * 3, 2)
    assert _status == [0, 0, 0] and min(_ms) > 0, f"no server: expected the status 0 three times, got {_status} {_ms}"
for _number in (0, -1):
    try:
        load_test("http://127.0.0.1:9/", [], _number)
    except ValueError:
        pass
    else:
        raise AssertionError(f"concurrency {_number}: expected ValueError")
### END HIDDEN TESTS


def _examine_picture(runs):
    _figure = draw_latency(runs)
    assert isinstance(_figure, plt.Figure), f"expected a matplotlib Figure, got {type(_figure).__name__}"
    _figure.canvas.draw()
    _all = _figure.axes
    assert len(_all) == len(runs), f"expected {len(runs)} axes, one per run, got {len(_all)}"
    _heights = [axes.get_position().y0 for axes in _all]
    assert _heights == sorted(_heights, reverse=True) and len(set(_heights)) == len(_heights), (
        "expected the axes from top to bottom in the order of the runs"
    )
    _edges = []
    for _axes, (_label, _content) in zip(_all, runs.items(), strict=True):
        _values = np.asarray(_content["ms"], dtype=float)
        assert _axes.get_xscale() == "log", f"{_label}: expected a logarithmic x axis, got {_axes.get_xscale()!r}"
        _bars = sorted(
            (float(bar.get_x()), float(bar.get_width()), float(bar.get_height()))
            for bar in _axes.patches
            if isinstance(bar, plt.Rectangle)
        )
        assert len(_bars) >= 10, f"{_label}: expected a histogram of at least 10 bars, got {len(_bars)}"
        _edges.append([bar[0] for bar in _bars] + [_bars[-1][0] + _bars[-1][1]])
        _want = np.histogram(_values, bins=_edges[-1])[0]
        # A latency may lie on an edge, where rounding decides: heights are compared as running sums, give or take that.
        assert round(sum(bar[2] for bar in _bars)) == len(_values), (
            f"{_label}: the bars hold {sum(bar[2] for bar in _bars):.2f} requests, expected {len(_values)}: counts of this run, "
            "edges that cover all latencies"
        )
        assert max(abs(np.cumsum([bar[2] for bar in _bars]) - np.cumsum(_want))) <= 1.01, (
            f"{_label}: the bars are not the numbers of requests between their edges"
        )
        _drawn = [np.asarray(line.get_xdata(), dtype=float) for line in _axes.lines]
        _drawn += [path.vertices[:, 0] for collection in _axes.collections for path in collection.get_paths()]
        _lines = [float(_places[0]) for _places in _drawn if len(np.unique(_places)) == 1]
        for _percent in (50, 99):
            _value = float(np.percentile(_values, _percent))
            assert any(abs(line - _value) < 1e-6 * _value for line in _lines), (
                f"{_label}: expected a vertical line at the {_percent}th percentile, {_value:.1f} ms, got lines at {_lines}"
            )
        _title = " ".join(_axes.get_title(loc=place) for place in ("left", "center", "right")).replace("1,234", "1234")
        _rate = f"{_content['flights_per_second']:.0f}"
        assert _label in _title and _rate in _title, (
            f"expected the title to hold {_label!r} and {_rate}, got {_title!r}"
        )
    for _axes, _own in zip(_all, _edges, strict=True):
        assert len(_own) == len(_edges[0]) and np.allclose(_own, _edges[0]), (
            f"the bin edges differ from axes to axes ({_own[0]:.2f} to {_own[-1]:.2f}, {_edges[0][0]:.2f} to "
            f"{_edges[0][-1]:.2f}): bars of different widths cannot be compared"
        )
        assert np.allclose(_axes.get_xlim(), _all[0].get_xlim()), "the x axes have different limits: share them"
    assert "ms" in _all[-1].get_xlabel(), (
        f"the lowest x axis's label: expected the unit ms, got {_all[-1].get_xlabel()!r}"
    )
    plt.close(_figure)


_random = np.random.default_rng(15)
_examine_picture(
    {
        "alone": {"ms": list(_random.lognormal(2, 0.3, 400)), "flights_per_second": 81.7},
        "crowded": {"ms": list(_random.lognormal(4, 0.6, 300)), "flights_per_second": 1234.4},
    }
)
### BEGIN HIDDEN TESTS
_examine_picture(
    {
        "c": {"ms": list(_random.lognormal(5, 0.2, 50)), "flights_per_second": 3.0},
        "a": {"ms": list(_random.lognormal(1, 0.2, 500)), "flights_per_second": 7},
        "b": {"ms": [40.0, 41.0, 45.0, 400.0], "flights_per_second": 99.6},
    }
)
_examine_picture({"one": {"ms": list(_random.lognormal(3, 1, 80)), "flights_per_second": 12.3}})
### END HIDDEN TESTS

# %% [markdown]
# ### The team's service
#
# Eight requests in flight: 160 flights one by one, with one worker and with two; and 800 flights, twenty in a request.

# %%
with waits_for("1, 2, 3 and 4"):
    files, flights, runs = team_files(), requests_of(10, 800), {}
    singles = ("/predict", flights[:160], 1)
    batches = ("/predict_batch", [{"flights": flights[i : i + 20]} for i in range(0, 800, 20)], 20)
    for workers, plans in (
        (1, {"single flights": singles, "batches of 20": batches}),
        (2, {"single flights": singles}),
    ):
        command = (*UVICORN, "main:app", "--workers", str(workers))
        # Each worker is a process of its own, with a model of its own: many answers in a row tell that all are ready.
        ready = running(files, command, health=lambda url: all(is_ready(url) for _ in range(20)), timeout=20)
        with ready as team:
            for plan, (path, bodies, size) in plans.items():
                warm_up = load_test(team.url + path, bodies[:8], 8, timeout=5)
                assert (warm_up["status"] == 200).all(), f"{path}: expected 200, got {list(warm_up['status'])}"
                begun = time.perf_counter()
                measured = load_test(team.url + path, bodies, 8)
                rate = size * len(bodies) / (time.perf_counter() - begun)
                label = f"{workers} worker{'s' * (workers > 1)}, {plan}"
                runs[label] = {"ms": list(measured["ms"]), "flights_per_second": rate}
    IPython.display.display(draw_latency(runs))

# %% [markdown]
# Read the picture from the titles down. A **batch** is the cheapest speed there is: most of a prediction's cost does
# not depend on how many flights it has: twenty take little longer than one. A second **worker** is a second process: it
# helps as far as there is a second core that has nothing else to do (here the load test wants one, too), and it holds
# the model in memory a second time. More requests in flight than the server can work on only makes the queue longer.

# %% [markdown]
# ## 5 · Stop without losing a request
#
# **Goal.** Start the service by a script, so that stopping it ends in order.
#
# **Why it matters.** Every deployment stops the old version. A platform sends the signal SIGTERM, waits for some
# seconds, and sends SIGKILL. A service that never gets the first one drops what it is working on, at every deployment.
#
# **A worked example.** Who gets the signal? A script starts a program; then SIGTERM goes to the script's process.

# %% tags=["nbval-check-output"]
for line in ("sleep 30", "exec sleep 30"):
    Path("work/checks/start.sh").write_text(f"#!/usr/bin/env bash\n{line}\necho after\n")
    script = subprocess.Popen(["bash", "work/checks/start.sh"])
    shell = psutil.Process(script.pid)
    until(lambda shell=shell: "sleep" in [process.name() for process in (shell, *shell.children())])
    sleeper = next(process for process in (shell, *shell.children()) if process.name() == "sleep")
    script.send_signal(signal.SIGTERM)
    script.wait(10)
    print(f"{line}: the script has ended, the program", "lives on" if alive(sleeper.pid) else "has ended, too")
    if alive(sleeper.pid):
        sleeper.kill()

# %% [markdown]
# bash dies and tells nobody. `exec` *replaces* bash by the program, which then has the process id that the platform
# knows.
#
# On SIGTERM uvicorn accepts no more connections, waits until the requests in flight are answered, runs the part of
# `lifespan` after `yield`, and ends. By default it waits for ever: one request that hangs, and the platform's SIGKILL
# ends everything without the shutdown part. These options matter here (`python -m uvicorn --help` has all):
#
# | option | meaning |
# | --- | --- |
# | `--host`, `--port` | where it listens |
# | `--workers N` | processes |
# | `--timeout-graceful-shutdown SECONDS` | how long requests in flight may take after SIGTERM; then they are cut off |
# | `--no-server-header` | without it every response says `server: uvicorn` |
# | `--factory`, `--reload`, `--limit-concurrency N` | not needed here |
#
# **Your task.** Write `work/service/start.sh`, a bash script that is run as `bash start.sh PORT` in the folder of
# `main.py` and serves `main:app`.
#
# - Three environment variables, each with a default: `PYTHON`, the interpreter (`python3`); `WORKERS`, a number of
#   processes (1); `GRACE`, whole seconds (10).
# - It listens on `127.0.0.1` only, on the port of its first argument.
# - When the script's process gets SIGTERM: no new connections; the requests in flight are answered; the application's
#   shutdown part runs; the process ends.
# - Requests that take more than `GRACE` seconds after that are cut off. The shutdown part runs all the same, and the
#   process ends.
# - Responses have no header `Server`.
#
# **Expected.** `WORKERS=2 bash start.sh 8000` serves with two worker processes.
#
# <details><summary>Hint</summary>
#
# `"${NAME:-default}"` is a variable with a default. `"$1"` is the first argument. The last line is one command.
# </details>


# %% language="writefile" magic_args="work/service/start.sh" nbgrader={"grade": false, "grade_id": "start-script", "locked": false, "schema_version": 3, "solution": true, "task": false}
# #!/usr/bin/env bash
# # Serve main:app on the port of the first argument.
# set -euo pipefail
# ### BEGIN SOLUTION
# exec "${PYTHON:-python3}" -m uvicorn main:app \
#   --host 127.0.0.1 \
#   --port "$1" \
#   --workers "${WORKERS:-1}" \
#   --timeout-graceful-shutdown "${GRACE:-10}" \
#   --no-server-header
# ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "start-script-check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
_SLOW = """
import asyncio
import gc
import os
from contextlib import asynccontextmanager
from pathlib import Path

import uvicorn
from fastapi import FastAPI


@asynccontextmanager
async def lifespan(app):
    yield
    # Nobody waits ten seconds for a default: the server knows it.
    graces = [str(thing.timeout_graceful_shutdown) for thing in gc.get_objects() if type(thing) is uvicorn.Config]
    Path(f"closed-{os.getpid()}").write_text(" ".join(graces))


app = FastAPI(lifespan=lifespan)


@app.get("/health")
def health() -> dict:
    return {}


@app.get("/slow")
async def slow() -> dict:
    Path("begun").touch()
    while not Path("release").exists():
        await asyncio.sleep(0.02)
    return {"slow": "answered"}
"""
_script = read_answer("work/service/start.sh")
for _name in ("PYTHON", "WORKERS", "GRACE"):
    os.environ.pop(_name, None)


def _slow_answer(url):
    try:
        return httpx.get(f"{url}/slow", timeout=60, verify=TLS).text
    except httpx.HTTPError as error:
        return f"no answer ({type(error).__name__})"


@contextlib.contextmanager
def _stopping(**variables):
    """Start the script, send /slow, send SIGTERM to the script while /slow is in flight; yield server and answer."""
    _files = {"main.py": _SLOW, "start.sh": _script}
    _server = running(_files, ("bash", "start.sh", "{port}"), env=variables)
    with _server as _run, ThreadPoolExecutor(1) as _pool:
        _run.headers = _run.client.get("/health").headers
        _below = psutil.Process(_run.pid).children(recursive=True)
        _run.processes = len(_below)
        _run.words = [_word for _process in (psutil.Process(_run.pid), *_below) for _word in _process.cmdline()]
        with (
            socket.socket() as _probe
        ):  # all of 127.0.0.0/8 is this machine: who listens on 127.0.0.1 only is not there
            _probe.settimeout(5)
            _run.everywhere = _probe.connect_ex(("127.0.0.2", int(_run.url.rsplit(":", 1)[1]))) == 0
        _answer = _pool.submit(_slow_answer, _run.url)
        try:
            assert until((_run.folder / "begun").exists), "the request did not arrive"
            os.kill(_run.pid, signal.SIGTERM)
            yield _run, _answer
        finally:
            (_run.folder / "release").touch()


with _stopping(PYTHON=PYTHON) as (_default, _answer):
    assert until(lambda: refuses(_default.url), 10), (
        "10 seconds after SIGTERM new connections are still accepted: did bash get the signal, so that uvicorn knows "
        "nothing of it? Or are there more processes than the default of WORKERS, 1?"
    )
    assert alive(_default.pid), (
        "the script's process has ended while a request is in flight: a platform takes that for the end and kills the rest. "
        "Who got the signal, bash or uvicorn?"
    )
    (_default.folder / "release").touch()
    assert _answer.result() == '{"slow":"answered"}', (
        f"the request in flight at SIGTERM got {_answer.result()}, expected its answer"
    )
    assert until(lambda: not alive(_default.pid), 10), "all is answered, and 10 seconds later the process still runs"
    assert list(_default.folder.glob("closed-*")), "the application's shutdown part has not run"
    assert "server" not in _default.headers, f"responses have the header Server: {_default.headers['server']}"

with _stopping(PYTHON=PYTHON, GRACE="1") as (_run, _answer):
    assert until(lambda: not alive(_run.pid), 9), (
        "GRACE=1 and a request that hangs: 9 seconds after SIGTERM the process still runs. The platform would kill it"
    )
    assert list(_run.folder.glob("closed-*")), (
        "GRACE=1 and a request that hangs: the application's shutdown part has not run"
    )
### BEGIN HIDDEN TESTS
# Without the variable PYTHON: python3 is then this kernel's.
with _stopping(WORKERS="2", PATH=f"{Path(PYTHON).parent}:{os.environ['PATH']}") as (_run, _answer):
    assert _run.processes >= 2, f"WORKERS=2: expected two worker processes, got {_run.processes} below the script's own"
    (_run.folder / "release").touch()
    assert _answer.result() == '{"slow":"answered"}', f"WORKERS=2: the request in flight got {_answer.result()}"
    assert until(lambda: not alive(_run.pid), 15), "WORKERS=2: the process still runs 15 seconds after SIGTERM"
    _closed = [_file.read_text() for _file in _run.folder.glob("closed-*")]
    assert len(_closed) == 2, f"WORKERS=2: the shutdown part has run in {len(_closed)} processes, expected 2"
    assert _closed == ["10", "10"], (
        f"without the variable GRACE: expected a graceful shutdown of 10 seconds, got {_closed[0]}"
    )
assert PYTHON in _default.words, f"expected the interpreter of the variable PYTHON, got the command {_default.words}"
assert not _default.everywhere, "the service listens on every network of the machine, expected 127.0.0.1 only"
### END HIDDEN TESTS

# %% [markdown]
# In a cluster one thing is missing: for some seconds after SIGTERM other machines still send new requests, because they
# do not know yet. That is why manifests let a pod sleep before it stops (`preStop`). Lab 06 looks at it.

# %% [markdown]
# ## 6 · The same model behind the Open Inference Protocol
#
# **Goal.** Serve the model with KServe's `ModelServer`, so that any client of the standard protocol can ask it.
#
# **Why it matters.** Your service has its own paths and fields: every client is written for it. The **Open Inference
# Protocol** (also called V2) is one contract for all models, spoken by KServe, Triton, MLServer and others. Gateways,
# load tests and canaries work for every model that speaks it. What you lose: units and ranges. A tensor has a name, a
# type and a shape.
#
# **A worked example.** A model that adds the numbers of two tensors. You write a subclass; KServe makes the HTTP
# server.

# %% tags=["nbval-check-output"]
ADD_PY = """
import kserve
from kserve import InferOutput, InferRequest, InferResponse
from kserve.errors import InvalidInput


class Adder(kserve.Model):
    def load(self):
        self.ready = True  # until then the model is "not ready"

    def get_input_types(self):
        return [{"name": name, "datatype": "INT64", "shape": [-1]} for name in ("left", "right")]

    def get_output_types(self):
        return [{"name": "sum", "datatype": "INT64", "shape": [-1]}]

    def predict(self, payload: InferRequest, headers=None):
        left = payload.get_input_by_name("left")  # None when it is missing
        right = payload.get_input_by_name("right")
        if left is None or right is None:
            raise InvalidInput("left and right are needed")  # becomes status 400
        total = [a + b for a, b in zip(left.data, right.data)]
        output = InferOutput(name="sum", shape=[len(total)], datatype="INT64", data=total)
        return InferResponse(response_id=payload.id, model_name=self.name, infer_outputs=[output])


if __name__ == "__main__":
    model = Adder("adder")
    model.load()
    kserve.ModelServer().start([model])  # reads --http_port and the like from the command line
"""
with running({"server.py": ADD_PY}, KSERVE, health="/v2/health/ready") as adder:
    print("about: ", adder.client.get("/v2/models/adder").json()["inputs"])
    good = {"id": "7", "inputs": [tensor("left", "INT64", [1, 2]), tensor("right", "INT64", [30, 40])]}
    answer = adder.client.post("/v2/models/adder/infer", json=good)
    print(answer.status_code, {key: answer.json()[key] for key in ("id", "model_version", "outputs")})
    answer = adder.client.post("/v2/models/adder/infer", json={**good, "inputs": good["inputs"][:1]})
    print(answer.status_code, answer.json())
    answer = adder.client.post("/v2/models/adder/infer", json={"inputs": good["inputs"]})
    print(answer.status_code, "without an id")

# %% [markdown]
# Two surprises. The protocol says that `id` is optional, and this server fails without one: the response's id must be a
# text. And the shape is only a claim: nobody compared it with the data, or `left` with `right` (`zip` drops what is too
# much).
#
# **Your task.** Write `work/service/server.py`, run as `python server.py --http_port PORT --enable_grpc false`. It
# serves the model of `late.load_model()` under the name `late`.
#
# | tensor | datatype | shape | what |
# | --- | --- | --- | --- |
# | in: `carrier`, `origin`, `dest`, `departure` | `BYTES` (texts in JSON) | `[n]` | as in exercise 1 |
# | in: `distance` | `INT64` | `[n]` | miles |
# | out: `late_probability` | `FP64` | `[n]` | what the model says, in order, not rounded |
#
# - `GET /v2/models/late` lists these inputs (in this order) and the output, with their datatypes, and the shape `[-1]`.
# - A response has the request's `id`, or one that you make (not empty) where the request has none, and in
#   `model_version` the model's `version`.
# - `model.predict` is called once per request, with all flights.
# - Status 400, by `InvalidInput`, with the tensor's name in the message, when a tensor is missing, has another
#   datatype, has a shape of more or fewer than one dimension, or holds another number of values than its shape says or
#   than `carrier` has.
# - Ranges are not checked here. `GET /v2/models/late/ready` is 200 once the server answers.
#
# **Expected.** For three flights: `"outputs": [{"name": "late_probability", "shape": [3], "datatype": "FP64", "data":
# [...]}]`.
#
# <details><summary>Hint</summary>
#
# A tensor has `.name`, `.datatype`, `.shape` (a list) and `.data` (a list). The model wants a list of dictionaries:
# `[dict(zip(names, row)) for row in zip(*columns)]`. `uuid.uuid4()` makes an id.
# </details>


# %% language="writefile" magic_args="work/service/server.py" nbgrader={"grade": false, "grade_id": "kserve-model", "locked": false, "schema_version": 3, "solution": true, "task": false}
# """The model behind the Open Inference Protocol."""
#
# ### BEGIN SOLUTION
# import uuid
#
# import kserve
# import late
# from kserve import InferOutput, InferRequest, InferResponse
# from kserve.errors import InvalidInput
#
# INPUTS = {"carrier": "BYTES", "origin": "BYTES", "dest": "BYTES", "departure": "BYTES", "distance": "INT64"}
#
#
# class Late(kserve.Model):
#     """Late probabilities of flights."""
#
#     def load(self) -> bool:
#         self.model = late.load_model()
#         self.ready = True
#         return self.ready
#
#     def get_input_types(self) -> list[dict]:
#         return [{"name": name, "datatype": kind, "shape": [-1]} for name, kind in INPUTS.items()]
#
#     def get_output_types(self) -> list[dict]:
#         return [{"name": "late_probability", "datatype": "FP64", "shape": [-1]}]
#
#     def predict(self, payload: InferRequest, headers: dict | None = None) -> InferResponse:
#         columns = {}
#         for name, datatype in INPUTS.items():
#             tensor = payload.get_input_by_name(name)
#             if tensor is None:
#                 raise InvalidInput(f"{name}: this tensor is missing")
#             if tensor.datatype != datatype:
#                 raise InvalidInput(f"{name}: expected the datatype {datatype}, got {tensor.datatype}")
#             columns[name] = list(tensor.data)
#             rows = len(columns["carrier"])
#             if list(tensor.shape) != [rows] or len(columns[name]) != rows:
#                 raise InvalidInput(f"{name}: expected the shape [{rows}] of carrier, and as many values")
#         flights = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
#         answer = self.model.predict(flights)
#         output = InferOutput("late_probability", shape=[len(answer)], datatype="FP64", data=answer)
#         return InferResponse(
#             response_id=payload.id or str(uuid.uuid4()),
#             model_name=self.name,
#             model_version=self.model.version,
#             infer_outputs=[output],
#         )
#
#
# if __name__ == "__main__":
#     model = Late("late")
#     model.load()
#     kserve.ModelServer().start([model])
# ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "kserve-model-check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
_NOTING = """
import team


class Noting:
    version = "checked-2"
    threshold = 0.5

    def __init__(self, model):
        self.model = model

    def predict(self, flights):
        with open("calls", "a") as file:
            file.write(f"{len(flights)}\\n")
        return self.model.predict(flights)


def load_model():
    return Noting(team.load_model())
"""
_INPUTS = [*((_name, "BYTES") for _name in ("carrier", "origin", "dest", "departure")), ("distance", "INT64")]


def _tensors(flights):
    return [tensor(name, datatype, [flight[name] for flight in flights]) for name, datatype in _INPUTS]


_files = {"server.py": read_answer("work/service/server.py"), "late.py": _NOTING, "team.py": LATE_PY}
with running(_files, KSERVE, health="/v2/health/live") as _run:
    _kserve = _run.client

    def _infer(body, status):
        _reply = _kserve.post("/v2/models/late/infer", json=body)
        assert _reply.status_code == status, f"infer: expected {status}, got {_reply.status_code} {_reply.text[:300]}"
        return _reply.json()

    def _rejected(name, why, inputs):
        _reply = _kserve.post("/v2/models/late/infer", json={"id": "1", "inputs": inputs})
        assert _reply.status_code == 400, (
            f"{name} ({why}): expected 400 by InvalidInput, got {_reply.status_code} {_reply.text[:200]}"
        )
        assert name in _reply.json()["error"], (
            f"{name} ({why}): the message does not name the tensor: {_reply.text[:200]}"
        )

    _reply = _kserve.get("/v2/models/late/ready")
    assert _reply.status_code == 200 and _reply.json() == {"name": "late", "ready": True}, (
        f"/v2/models/late/ready: expected the model late to be ready, got {_reply.status_code} {_reply.text[:200]}"
    )
    _about = _kserve.get("/v2/models/late").json()
    assert _about["inputs"] == [{"name": _n, "datatype": _d, "shape": [-1]} for _n, _d in _INPUTS], (
        f"/v2/models/late: inputs {_about['inputs']}, expected the five of the table with the shape [-1]"
    )
    assert _about["outputs"] == [{"name": "late_probability", "datatype": "FP64", "shape": [-1]}], (
        f"/v2/models/late: outputs {_about['outputs']}, expected late_probability, FP64, [-1]"
    )
    _flights = requests_of(9, 1000, seed=6)
    _infer({"id": "six", "inputs": _tensors(_flights[:20])}, 200)
    _calls = (_run.folder / "calls").read_text().split()
    assert _calls == ["20"], f"expected ONE call of model.predict with all 20 flights, got {len(_calls)} calls"
    _got = _infer({"id": "seven", "inputs": _tensors(_flights)}, 200)
    assert _got["id"] == "seven", f"id: expected that of the request, 'seven', got {_got['id']!r}"
    assert _got["model_version"] == "checked-2", f"model_version: expected model.version, got {_got['model_version']!r}"
    assert len(_got["outputs"]) == 1, f"expected one output, got {len(_got['outputs'])}"
    _output = _got["outputs"][0]
    assert (_output["name"], _output["datatype"], _output["shape"]) == ("late_probability", "FP64", [1000]), (
        f"expected the output late_probability, FP64, [1000], got {_output['name']}, {_output['datatype']}, {_output['shape']}"
    )
    _gap = float(
        np.absolute(np.subtract([float(_value) for _value in _output["data"]], OFFLINE.predict(_flights))).max()
    )
    assert _gap < 1e-12, f"1000 flights: the server differs from the model offline by up to {_gap:.3f}"
    _got = _infer({"inputs": _tensors(_flights[:2])}, 200)
    assert isinstance(_got["id"], str) and _got["id"], (
        f"a request without an id: expected one of yours, got {_got['id']!r}"
    )
    _rejected("distance", "missing", _tensors(_flights[:3])[:4])
    ### BEGIN HIDDEN TESTS
    assert _infer({"inputs": _tensors(_flights[:1])}, 200)["id"] != _got["id"], (
        "two requests without an id got the same one"
    )
    _turned = _tensors(_flights[:20])[::-1]
    _got = _infer({"id": "8", "inputs": _turned}, 200)["outputs"][0]["data"]
    assert np.allclose(_got, OFFLINE.predict(_flights[:20]), atol=1e-12), "tensors in another order: they have names"
    for _place, (_name, _datatype) in enumerate(_INPUTS):
        for _why, _change in (
            ("missing", []),
            ("another datatype", [{**_tensors(_flights[:3])[_place], "datatype": "FP32"}]),
            ("two dimensions", [{**_tensors(_flights[:3])[_place], "shape": [3, 1]}]),
            ("no dimension", [{**_tensors(_flights[:3])[_place], "shape": []}]),
            ("three values and the shape [4]", [{**_tensors(_flights[:3])[_place], "shape": [4]}]),
        ):
            _rejected(_name, _why, _tensors(_flights[:3])[:_place] + _change + _tensors(_flights[:3])[_place + 1 :])
        if _name != "carrier":
            for _why, _data, _shape in (
                ("two values, carrier has three", [_flights[0][_name], _flights[1][_name]], [2]),
                ("four values, carrier has three", [_flight[_name] for _flight in _flights[:4]], [4]),
                ("two values and the shape [3]", [_flight[_name] for _flight in _flights[:2]], [3]),
            ):
                _change = [tensor(_name, _datatype, _data, _shape)]
                _rejected(_name, _why, _tensors(_flights[:3])[:_place] + _change + _tensors(_flights[:3])[_place + 1 :])
    _rejected("distance", "INT32", [*_tensors(_flights[:3])[:4], {**_tensors(_flights[:3])[4], "datatype": "INT32"}])
    _calls = (_run.folder / "calls").read_text().split()
    assert len(_calls) == 5, f"expected 5 calls of model.predict, one for each good request, got {len(_calls)}"
    ### END HIDDEN TESTS

# %% [markdown]
# ## 7 · The manifest
#
# **Goal.** Write the file by which a cluster runs that server, and have it judged before a cluster sees it.
#
# **Why it matters.** An `InferenceService` is KServe's order form: which container, how many copies, when to add one,
# when is it ready. A misspelt field is not always an error in a cluster: where validation is not strict the field is
# dropped, and `minReplica: 2` runs with the default.
#
# **A worked example.** KServe's Python package has a class for each part of that form, made from the same Go types as
# the cluster's schema. `inference_service_schema.py`, beside this notebook, turns the classes into a JSON Schema, and
# `jsonschema` judges by it. The schema knows fields and types. It does not know what is wise. (Importing KServe's classes
# takes some seconds.)

# %% tags=["nbval-check-output"]
from inference_service_schema import inference_service_schema

SCHEMA = inference_service_schema()


def verdicts(manifest):
    """What the schema has to say against a manifest: a list of texts, empty when it is content."""
    errors = jsonschema.Draft202012Validator(SCHEMA).iter_errors(manifest)
    return sorted(f"{'.'.join(map(str, error.absolute_path)) or 'the manifest'}: {error.message}" for error in errors)


def fields(kind, *words):
    """The fields of a class of KServe or Kubernetes, with the names that hold one of `words`, and their types."""
    known = SCHEMA["$defs"][kind]["properties"]
    return {
        name: of.get("$ref", "").removeprefix("#/$defs/") or of.get("type", "any")
        for name, of in known.items()
        if not words or any(word.lower() in name.lower() for word in words)
    }


EXAMPLE = """
apiVersion: serving.kserve.io/v1beta1
kind: InferenceService
metadata:
  name: iris
spec:
  predictor:
    minReplica: 2
    containerConcurrency: four
    model:
      modelFormat: {name: sklearn}
      protocolVersion: v2
      storageUri: s3://models/iris
"""
for verdict in verdicts(yaml.safe_load(EXAMPLE)):
    print("-", verdict)
print(fields("V1beta1PredictorSpec", "replicas", "scale", "timeout", "grace"))
print(fields("V1Container", "image", "args", "port", "probe", "resources"))
print(fields("V1Probe", "http", "seconds"), fields("V1HTTPGetAction"))

# %% [markdown]
# **Your task.** Write `work/service/inference-service.yaml`, one InferenceService in YAML that runs `server.py` of
# exercise 6 in an image.
#
# - The schema has nothing against it. Its name is `late`.
# - The predictor has at least 2 copies (replicas) and at most 6. It scales on `concurrency`, with the target 8.
# - A request may take 10 seconds (`timeout`). A pod that is stopped has more time than that before it is killed: 30
#   seconds (`terminationGracePeriodSeconds`).
# - One container, with the name `kserve-container`, which is how KServe knows it. Its image is
#   `registry.example.com/late` with the tag `2013-06`, the model's version.
# - Its `args` start the server on port 8080 without gRPC, as a list of texts: `--http_port`, `8080`, `--enable_grpc`,
#   `false` in this order (the image's entry point is `python server.py`). It declares the container port 8080.
# - The **readiness** probe asks for the model: `/v2/models/late/ready`. The **liveness** probe asks whether the server
#   lives: `/v2/health/live`. Both by `httpGet` on port 8080 (a number). The liveness probe begins after at least 10
#   seconds.
# - It requests half a CPU (`500m`) and `512Mi` of memory, and its memory is limited to `1Gi`.
#
# **Expected.** `verdicts(yaml.safe_load(...))` is `[]`.
#
# <details><summary>Hint</summary>
#
# `fields("V1beta1PredictorSpec")` and so on show what there is. In YAML `8080` is a number and `"8080"` a text, `false`
# is no text either. A list item begins with `- `.
# </details>


# %% language="writefile" magic_args="work/service/inference-service.yaml" nbgrader={"grade": false, "grade_id": "inference-service", "locked": false, "schema_version": 3, "solution": true, "task": false}
# ### BEGIN SOLUTION
# apiVersion: serving.kserve.io/v1beta1
# kind: InferenceService
# metadata:
#   name: late
# spec:
#   predictor:
#     minReplicas: 2
#     maxReplicas: 6
#     scaleMetric: concurrency
#     scaleTarget: 8
#     timeout: 10
#     terminationGracePeriodSeconds: 30
#     containers:
#       - name: kserve-container
#         image: registry.example.com/late:2013-06
#         args: ["--http_port", "8080", "--enable_grpc", "false"]
#         ports:
#           - containerPort: 8080
#         readinessProbe:
#           httpGet: {path: /v2/models/late/ready, port: 8080}
#         livenessProbe:
#           httpGet: {path: /v2/health/live, port: 8080}
#           initialDelaySeconds: 10
#         resources:
#           requests: {cpu: 500m, memory: 512Mi}
#           limits: {memory: 1Gi}
# ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "inference-service-check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
from inference_service_schema import inference_service_schema

_text = read_answer("work/service/inference-service.yaml")
try:
    _documents = [_document for _document in yaml.safe_load_all(_text) if _document is not None]
except yaml.YAMLError as _error:
    raise AssertionError(f"this is no YAML: {_error}") from None
assert len(_documents) == 1 and isinstance(_documents[0], dict), f"expected one manifest, got {len(_documents)}"
_manifest = _documents[0]
_against = [
    f"{'.'.join(map(str, _error.absolute_path)) or 'the manifest'}: {_error.message:.200}"
    for _error in jsonschema.Draft202012Validator(inference_service_schema()).iter_errors(_manifest)
]
assert not _against, f"the schema refuses it: {'; '.join(sorted(_against))}"
assert _manifest["metadata"]["name"] == "late", f"expected the name late, got {_manifest['metadata']['name']!r}"
_predictor = _manifest["spec"]["predictor"]
_pods = _predictor.get("containers", [])
assert len(_pods) == 1, f"expected one container in the predictor, got {len(_pods)}"
_container = _pods[0]
assert _container["name"] == "kserve-container", (
    f"the container's name: expected kserve-container, got {_container['name']!r}"
)
for _field, _wanted in (("minReplicas", 2), ("maxReplicas", 6), ("scaleMetric", "concurrency"), ("scaleTarget", 8)):
    assert _predictor.get(_field) == _wanted, f"predictor.{_field}: expected {_wanted}, got {_predictor.get(_field)!r}"
_image = str(_container.get("image"))
assert _image == "registry.example.com/late:2013-06", (
    f"image: expected registry.example.com/late:2013-06, got {_image}: the tag says which model serves"
)


def _asks(probe):
    _get = (_container.get(probe) or {}).get("httpGet") or {}
    return _get.get("path"), _get.get("port")


assert _asks("readinessProbe") == ("/v2/models/late/ready", 8080), (
    f"readinessProbe.httpGet: expected /v2/models/late/ready on 8080, got {_asks('readinessProbe')}: may it be asked?"
)
assert _asks("livenessProbe") == ("/v2/health/live", 8080), (
    f"livenessProbe.httpGet: expected /v2/health/live on 8080, got {_asks('livenessProbe')}: must it be killed?"
)
### BEGIN HIDDEN TESTS
for _field, _wanted in (("timeout", 10), ("terminationGracePeriodSeconds", 30)):
    assert _predictor.get(_field) == _wanted, f"predictor.{_field}: expected {_wanted}, got {_predictor.get(_field)!r}"
_args = list(_container.get("args", []))
assert _args == ["--http_port", "8080", "--enable_grpc", "false"], f"args: got {_args}"
_ports = [_port["containerPort"] for _port in _container.get("ports", [])]
assert _ports == [8080], f"ports: expected the container port 8080, got {_ports}"
_delay = _container["livenessProbe"].get("initialDelaySeconds", 0)
assert _delay >= 10, f"livenessProbe: expected it to begin after at least 10 seconds, got {_delay}"


def _amount(text):
    """A Kubernetes quantity as a number."""
    _text = str(text)
    for _unit, _factor in (
        ("Ki", 2**10),
        ("Mi", 2**20),
        ("Gi", 2**30),
        ("m", 1e-3),
        ("k", 1e3),
        ("M", 1e6),
        ("G", 1e9),
    ):
        if _text.endswith(_unit):
            return float(_text.removesuffix(_unit)) * _factor
    return float(_text)


_resources = _container.get("resources", {})
for _part, _what, _wanted in (
    ("requests", "cpu", "500m"),
    ("requests", "memory", "512Mi"),
    ("limits", "memory", "1Gi"),
):
    _got = _resources.get(_part, {}).get(_what)
    assert _got is not None and abs(_amount(_got) - _amount(_wanted)) < 1e-6, (
        f"resources.{_part}.{_what}: expected {_wanted}, got {_got!r}"
    )
### END HIDDEN TESTS

# %% [markdown]
# ## 8 · Incident: right offline, wrong online
#
# **Goal.** Find out from the service's log which feature it computes differently from training, and since which
# version.
#
# **Why it matters.** **Training-serving skew**: two programs compute the same feature, one in the training job and one
# in the service, and one day they differ. Nothing crashes and every answer has the status 200. The only evidence is
# what was logged. A service that logs only its answers has none.
#
# **The incident.** Since a release the evening flights are "never late", and the passengers disagree. The model's file
# has not changed. Run the cell. It runs the service in two releases, one after the other, and sends each forty
# requests over HTTP. The service writes one line of JSON for each request.

# %%
LOGGING_PY = '''
import json
import os
import runpy
from datetime import UTC, datetime

from fastapi import FastAPI, HTTPException
from late import load_model

app = FastAPI()
model = load_model()
release = {}


@app.get("/health")
def health() -> dict:
    return {}


@app.post("/release/{version}")
def take(version: str) -> dict:
    """Compute the features as this release does from now on."""
    release.update(version=version, features=runpy.run_path(f"features-{version}.py")["features"])
    return {"version": version}


@app.post("/predict")
def predict(request: dict) -> dict:
    line = {"time": datetime.now(UTC).isoformat(), "service_version": release["version"], "status": 422}
    line |= {"request": request, "features": None, "late_probability": None}
    if request.get("distance", 0) > 0:
        table = release["features"](request)
        probability = float(model.pipeline.predict_proba(table)[0, 1])
        line |= {"status": 200, "features": table.to_dict("records")[0], "late_probability": probability}
    with open(os.environ["PREDICTION_LOG"], "a") as log:
        log.write(json.dumps(line) + "\\n")
    if line["status"] != 200:
        raise HTTPException(422, "distance")
    return {"late_probability": line["late_probability"]}
'''
# What went out. In a real incident this is one line of four thousand.
RELEASES = {
    "1.9.0": """
import late


def features(request):
    return late.features([request])
""",
    "1.10.0": """
import late
import pandas as pd


def features(request):
    table = pd.DataFrame([request])
    when = pd.to_datetime(table["departure"], utc=True).dt
    return table.assign(month=when.month, weekday=when.dayofweek, hour=when.hour)[late.FEATURES]
""",
}
incident_log = Path("work/predictions.jsonl").resolve()
incident_log.unlink(missing_ok=True)
files = {"app.py": LOGGING_PY, **{f"features-{version}.py": text for version, text in RELEASES.items()}}
with running(files, env={"PREDICTION_LOG": str(incident_log)}) as deployed:
    for version in RELEASES:
        deployed.client.post(f"/release/{version}").raise_for_status()
        for flight in requests_of(11, 40, seed=len(version)):
            deployed.client.post("/predict", json=flight).raise_for_status()
        deployed.client.post("/predict", json={**flight, "distance": 0})
with incident_log.open("a") as log:
    log.write('{"time": "2013-11-30T23:5')  # the machine went down while it wrote
print(incident_log.read_text().splitlines()[0])

# %% [markdown]
# **A worked example.** A line has the raw `request`, the `features` that the service made of it and gave to the model,
# the `late_probability` that it answered, the `service_version`, the `time` (ISO 8601, UTC) and the `status`. Refused
# requests (422) have `null` for features and probability. What would training have made of this request?

# %%
line = json.loads(incident_log.read_text().splitlines()[0])
print("online: ", line["features"])
print("offline:", late.features([line["request"]]).to_dict("records")[0])
print("online: ", line["late_probability"], " offline:", OFFLINE.predict([line["request"]])[0])

# %% [markdown]
# **Your task.** Write `find_skew(lines, model) -> dict`.
#
# - `lines` is a list of texts, in any order: the lines of such a log. `model` is a model like `OFFLINE`.
# - Lines that are no complete JSON, and lines with another status than 200, are left out.
# - A feature of a line is **skewed** when it differs from what `late.features` makes of the line's request. Numbers
#   differ when they are more than 1e-6 apart (`17` and `17.0` are the same), other values when they are not equal.
# - A version is skewed when any feature of any of its lines is. The result has these keys:
#
# | key | value |
# | --- | --- |
# | `"version"` | the skewed version whose first line (by `time`, of the lines that count) is the earliest; None when no version is skewed |
# | `"share"` | a dictionary from each skewed feature of that version to the share (0 to 1) of the version's lines in which it is skewed; no entry for features that never differ |
# | `"shift"` | the mean, over that version's lines, of `late_probability` in the log minus what `model.predict` says for the request |
#
# - When no version is skewed `share` is `{}` and `shift` is `0.0`.
# - What came first is told by the time alone. As texts `1.10.0` is before `1.9.0`, and a patch of an old version may
#   come out after a new version.
#
# **Expected.** In the incident `version` is `"1.10.0"` and `share["hour"]` is `1.0`: every line. Others differ in some
# lines.
#
# <details><summary>Hint</summary>
#
# `json.loads` raises `json.JSONDecodeError` for half a line. `pd.DataFrame(list of features)` and
# `late.features(list of requests)` have the same rows. Compare column by column: `pd.api.types.is_numeric_dtype` tells
# numbers from texts. ISO times in UTC of the same form sort as texts.
# </details>


# %% nbgrader={"grade": false, "grade_id": "find-skew", "locked": false, "schema_version": 3, "solution": true, "task": false}
def find_skew(lines, model):
    """The first version whose features differ from training's, in which share of its lines, and the mean effect."""
    ### BEGIN SOLUTION
    records = []
    for line in lines:
        try:
            record = json.loads(line)
        except json.JSONDecodeError:
            continue
        if record["status"] == 200:
            records.append(record)
    records.sort(key=lambda record: record["time"])

    def differs(online, offline):
        if isinstance(online, (int, float)) and isinstance(offline, (int, float)):
            return abs(online - offline) > 1e-6
        return online != offline

    for version in dict.fromkeys(record["service_version"] for record in records):
        own = [record for record in records if record["service_version"] == version]
        requests = [record["request"] for record in own]
        offline = late.features(requests).to_dict("records")
        share = {}
        for name in late.FEATURES:
            skewed = sum(differs(record["features"][name], row[name]) for record, row in zip(own, offline, strict=True))
            if skewed:
                share[name] = skewed / len(own)
        if share:
            answered = np.array([record["late_probability"] for record in own])
            return {"version": version, "share": share, "shift": float((answered - model.predict(requests)).mean())}
    return {"version": None, "share": {}, "shift": 0.0}
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "find-skew-check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
def _log_of(version, begin, flights, change=None, every=1):
    """Lines as the service writes them; `change` alters the features of each `every`-th line."""
    _table = trained_features(flights)
    if change is not None:
        _rows = _table.index[::every]
        _table = _table.astype({"distance": float, "weekday": float, "hour": float})
        _table.loc[_rows] = change(_table.loc[_rows])
    _answers = OFFLINE.pipeline.predict_proba(_table)[:, 1]
    _times = pd.date_range(begin, periods=len(flights), freq="7s", tz="UTC")
    return [
        json.dumps(
            {
                "time": _time.isoformat(),
                "service_version": version,
                "status": 200,
                "request": _flight,
                "features": _features,
                "late_probability": float(_answer),
            }
        )
        for _time, _flight, _features, _answer in zip(_times, flights, _table.to_dict("records"), _answers, strict=True)
    ]


def _without_answer(version, moment, flight):
    return json.dumps(
        {
            "time": moment,
            "service_version": version,
            "status": 422,
            "request": {**flight, "distance": 0},
            "features": None,
            "late_probability": None,
        }
    )


def _found(lines, version, share, shift, model=OFFLINE):
    _order = np.random.default_rng(1).permutation(len(lines))
    _answer = find_skew([lines[_place] for _place in _order], model)
    assert isinstance(_answer, dict) and set(_answer) == {"version", "share", "shift"}, (
        f"expected a dictionary with version, share and shift, got {_answer!r:.200}"
    )
    assert _answer["version"] is None or isinstance(_answer["version"], str), f"version: got {_answer['version']!r}"
    assert _answer["version"] == version, (
        f"version: expected {version!r}, got {_answer['version']!r}: the first, by time, with a feature that differs from training"
    )
    assert isinstance(_answer["share"], dict), f"share: expected a dictionary, got {_answer['share']!r}"
    _shares = {str(_name): round(float(_value), 6) for _name, _value in _answer["share"].items()}
    assert _shares == {_name: round(_value, 6) for _name, _value in share.items()}, (
        f"share: expected {share}, got {_shares}: of that version's lines with status 200"
    )
    assert abs(float(_answer["shift"]) - shift) < 1e-9, (
        f"shift: expected {shift:.6f}, got {float(_answer['shift']):.6f}"
    )


def _shift(lines, model=OFFLINE):
    _records = [json.loads(_line) for _line in lines]
    _online = [_record["late_probability"] for _record in _records]
    return float(np.mean(np.subtract(_online, model.predict([_record["request"] for _record in _records]))))


_flights = requests_of(11, 240, seed=8)
# The planted bug of the incident: the clock of Greenwich. In November New York is 5 hours behind, so after 19:00 it is tomorrow.
_utc = pd.to_datetime([_flight["departure"] for _flight in _flights[120:]], utc=True)
_local = _utc.tz_convert("America/New_York")
_in_utc = lambda table: table.assign(hour=_utc.hour, weekday=_utc.dayofweek, month=_utc.month)  # noqa: E731
_healthy = _log_of("1.9.0", "2013-11-01", _flights[:120])
_broken = _log_of("1.10.0", "2013-11-02", _flights[120:], _in_utc)
_refused_line = _without_answer("1.9.0", "2013-11-01T05:00:00+00:00", _flights[0])
_want = {
    "month": (_utc.month != _local.month).mean(),
    "weekday": (_utc.dayofweek != _local.dayofweek).mean(),
    "hour": 1.0,
}
_want = {_name: float(_value) for _name, _value in _want.items() if _value}
_found([*_healthy, *_broken, _refused_line, '{"time": "2013-11-02T23:5'], "1.10.0", _want, _shift(_broken))
_found([*_healthy, _refused_line], None, {}, 0.0)
### BEGIN HIDDEN TESTS
_kilometres = lambda table: table.assign(distance=table["distance"] * 1.609344)  # noqa: E731
_monday_is_1 = lambda table: table.assign(weekday=table["weekday"] + 1)  # noqa: E731
_other_dest = lambda table: table.assign(dest=table["dest"].str.lower(), distance=table["distance"] + 1e-9)  # noqa: E731
_a = _log_of("2.2.0", "2013-11-03", _flights[:60], lambda table: table)  # 17.0 in place of 17
_b = _log_of("2.10.0", "2013-11-04", _flights[60:130], _kilometres, every=2)
_c = _log_of("2.9.0", "2013-11-05", _flights[130:], _monday_is_1)
_junk = [_without_answer(_v, f"2013-11-0{_d}T01:00:00+00:00", _flights[5]) for _d, _v in ((1, "2.9.0"), (6, "2.10.0"))]
_found([*_a, *_b, *_c, *_junk], "2.10.0", {"distance": 0.5}, _shift(_b))
_found([*_a, *_c, *_junk, "", "{"], "2.9.0", {"weekday": 1.0}, _shift(_c))
_d = _log_of("2.1.0", "2013-12-01", _flights[:50], _other_dest, every=5)
_found([*_a, *_d], "2.1.0", {"dest": 0.2}, _shift(_d))
_e = _log_of("2.10.0", "2013-11-06", _flights[:40], _kilometres)
_found([*_a, *_c, *_e], "2.9.0", {"weekday": 1.0}, _shift(_c))
_found([], None, {}, 0.0)
# A version that begins first and is skewed late, a crash with all its fields, a line cut after its first brace, 16 feet.
_f = _log_of("3.0.0", "2013-11-07", _flights[:30]) + _log_of("3.0.0", "2013-11-09", _flights[30:40], _kilometres)
_g = _log_of("3.1.0", "2013-11-08", _flights[40:60], _kilometres)
_found([*_f, *_g], "3.0.0", {"distance": 0.25}, _shift(_f))
_crashed = [
    _line.replace('"status": 200', '"status": 500')
    for _line in _log_of("2.0.0", "2013-11-02", _flights[:9], _kilometres)
]
_found([*_a, *_crashed, _a[0][: _a[0].index("}") + 1]], None, {}, 0.0)
_feet = _log_of("3.2.0", "2013-11-10", _flights[:60], lambda table: table.assign(distance=table["distance"] + 0.003))
_found([*_a, *_feet], "3.2.0", {"distance": 1.0}, _shift(_feet))
_half = SimpleNamespace(
    version="half", threshold=OFFLINE.threshold, predict=lambda flights: [p / 2 for p in OFFLINE.predict(flights)]
)
_found([*_a, *_c], "2.9.0", {"weekday": 1.0}, _shift(_c, _half), _half)
### END HIDDEN TESTS

# %% [markdown]
# ### The incident's log

# %%
with waits_for("8"):
    found = find_skew(incident_log.read_text().splitlines(), OFFLINE)
    print("since version", found["version"], {name: round(share, 2) for name, share in found["share"].items()})
    print(f"its answers are off by {found['shift']:+.3f} on average")

records = [json.loads(line) for line in incident_log.read_text().splitlines()[:-1]]
evening = [r for r in records if r["status"] == 200 and late.features([r["request"]])["hour"].item() >= 19]
for version in RELEASES:
    online = [r["late_probability"] for r in evening if r["service_version"] == version]
    offline = OFFLINE.predict([r["request"] for r in evening if r["service_version"] == version])
    print(f"{version}, from 19:00 on: {np.mean(online):.2f} online, {np.mean(offline):.2f} offline")

# %% [markdown]
# `hour` always, `weekday` in the evening: that is a clock, the one of Greenwich. For it a flight at 20:00 leaves at one
# in the morning, when nothing is ever late. The cure is not the one line. It is **one** program for both:
# `late.features`, imported by training and service (lab 11 makes a store of it), and a test that sends yesterday's
# requests through both.

# %% [markdown]
# ## Go further
#
# - **Run it yourself.** In a terminal, in `work/service`: `cp ../late.py ../late.skops .`, write `main.py` (print
#   `MAIN_PY`), then `bash start.sh 8000` with `PYTHON` set to this kernel's interpreter (`sys.executable`), and open
#   `http://127.0.0.1:8000/docs`: the contract of exercise 1 as a page. Your units are in it when they are in
#   `Field(description=...)`.
# - **The histogram a service keeps.** A load test ends; callers do not. Lab 16 lets the service count its own latencies
#   in buckets, and Prometheus collect them.
# - **Batching that nobody asks for.** KServe's `batcher` (a field of the predictor) collects single requests for some
#   milliseconds and asks the model once. What does it do to the median, and what to the flights per second?
# - **A real cluster.** With KServe installed, `kubectl apply --dry-run=server -f inference-service.yaml` asks the
#   cluster's own schema. It says more than ours.

# %% [markdown]
# ## What is now fixed, and what is not
#
# **Fixed.** The model answers over HTTP and agrees with the notebook. Wrong requests are refused by name. The service
# is alive at once and ready when it is; it has limits, leaks nothing, says its version in every response and stops in
# order. The same model speaks the standard protocol, and its manifest is judged before it is sent.
#
# **Still broken.** Nobody sees how the service is doing while it runs (lab 16: monitoring), or whether the model still
# fits the world (lab 17: drift). Features are computed in two places as soon as somebody forgets (lab 11: feature
# store).
#
# **Done when**
# - each invalid field gets 422 with its name, and 1,000 predictions equal the model's;
# - you can say which probe restarts and which one only waits;
# - a stop with a request in flight loses nothing, and you know who got the signal;
# - given a log of requests, you can prove or rule out a skew.
#
# **Sources**
# - FastAPI documentation: *Lifespan events*, *Concurrency and async / await*, <https://fastapi.tiangolo.com/>
# - uvicorn documentation: *Settings*, *Deployment*, <https://uvicorn.dev/>
# - Open Inference Protocol, <https://github.com/kserve/open-inference-protocol>; KServe's control plane API,
#   <https://kserve.github.io/website/>
# - D. Sculley et al.: *Hidden Technical Debt in Machine Learning Systems*, NeurIPS 2015
