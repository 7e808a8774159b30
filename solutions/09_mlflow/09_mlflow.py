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
# # 09 · MLflow: which model is which?
#
# **120 minutes, 9 exercises, 20 points.** Roadmap step: *MLflow* (experiment tracking and model registry).
#
# You will be able to
#
# - **run** a tracking server that keeps runs in a database and artifacts in one place;
# - **log** a training with parameters, a metric per month, a picture, and a model with a signature;
# - **search** hundreds of runs for an answer instead of scrolling;
# - **promote** a model by moving an alias, and roll it back;
# - **trace** a wrong prediction to the run that made its model.
#
# **You need:** Python functions, pandas frames, `fit` and `predict` of scikit-learn. No other lab has to be done first.
#
# **The story so far.** The team predicts, before take-off, whether a flight out of New York will arrive *more than 15
# minutes late*. It has a model, honestly evaluated. By now it has forty of them, in files called `model_final_2.pkl`.
# Nobody can say which one answers the customers, what it was trained on, or how to get yesterday's back.
#
# | # | exercise | points | you write |
# | --- | --- | --- | --- |
# | 1 | `tracking-server` | 2 | the command of a tracking server |
# | 2 | `log-training` | 3 | a training that leaves nothing unrecorded |
# | 3 | `fit-with-autolog` | 2 | automatic logging, and what it cannot know |
# | 4 | `sweep` | 2 | one parent run, many children |
# | 5 | `best-runs` | 2 | a search that answers a question |
# | 6 | `plot-sweep` | 2 | a picture of the sweep |
# | 7 | `promote` | 3 | the champion, its challenger, and the way back |
# | 8 | `predict-late` | 2 | predictions by alias, guarded by the schema |
# | 9 | `investigate` | 2 | an incident: the run behind a wrong prediction |
#
# **How the exercises work.** Each has a goal, a small example that runs, *Your task* (the complete contract), a stub and
# a check. Replace the two lines `# YOUR CODE HERE` and `raise NotImplementedError()` with your code and run the check
# below it. No output and no error from a check means that its visible tests pass. A check needs the setup cell and your
# function, nothing else: you may skip an exercise and come back. The examples build on one another, so run them from
# the top. Cells titled *On the team's store* use your functions on the real table; until you have written them they
# print that they wait.

# %% [markdown]
# ## Setup
#
# Run this cell first, every time you open the lab. It takes about eight seconds: MLflow and scikit-learn are imported,
# the twelve monthly deliveries are read, and an empty MLflow database is made. It also empties `work/`, so that every
# session begins with no runs.

# %% tags=["setup"]
import os

os.environ["MLFLOW_DISABLE_TELEMETRY"] = "true"  # MLflow would report usage to its makers
os.environ["DO_NOT_TRACK"] = "true"
os.environ["MLFLOW_SERVER_ENABLE_JOB_EXECUTION"] = "false"  # else the server starts eight more processes, for LLM jobs
os.environ["MLFLOW_HTTP_REQUEST_MAX_RETRIES"] = "2"  # a server that is gone is an error within seconds, not minutes
os.environ["MLFLOW_ENABLE_ARTIFACTS_PROGRESS_BAR"] = "false"  # bars go to stderr, which nbgrader takes for a failure
os.environ["MLFLOW_SUPPRESS_PRINTING_URL_TO_STDOUT"] = "true"  # two lines of links after each run
os.environ["GIT_PYTHON_REFRESH"] = "quiet"  # where Git is missing, MLflow does not note the commit, and that is fine

import contextlib
import io
import logging
import shutil
import socket
import sqlite3
import sys
import tempfile
import warnings
from pathlib import Path

import matplotlib.pyplot as plt
import mlflow
import mlflow.sklearn
import numpy as np
import pandas as pd
import sklearn
import skops
from mlflow import MlflowClient
from mlflow.exceptions import MlflowException
from mlflow.models import infer_signature
from mlflow.store.tracking.sqlalchemy_store import SqlAlchemyStore
from sklearn.compose import make_column_transformer
from sklearn.dummy import DummyClassifier
from sklearn.metrics import mean_absolute_error, roc_auc_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

import labkit.flights
from labkit.services import ServiceError, service

# MLflow tells each step and each hint on stderr, and so does the library that makes its tables.
for _name in ("mlflow", "alembic"):
    logging.getLogger(_name).setLevel(logging.ERROR)
# "Integer columns cannot hold missing values": true, and exercise 8 meets it. Our hours are never missing.
warnings.filterwarnings("ignore", message="(?s).*Inferred schema contains integer column")
# scikit-learn 1.9 renamed an argument that MLflow's autolog still uses.
warnings.filterwarnings("ignore", category=FutureWarning, module="sklearn")

EXPERIMENT = "late-flights"
TEXT = ["carrier", "origin", "dest"]
FEATURES = [*TEXT, "hour", "weekday", "distance"]  # what a model may look at: known when the ticket is sold
OUTCOMES = ["dep_delay", "arr_delay", "air_time"]  # known only after the flight began or ended
REQUIREMENTS = [f"scikit-learn=={sklearn.__version__}", f"skops=={skops.__version__}"]  # what our models need to run
TRUSTED = ["sklearn.tree._tree.Tree"]  # the one type in our models that skops does not know to be harmless

# Behind a JupyterHub, such as Binder, the server must accept the hub's name as its own: see *Go further*.
BEHIND_A_HUB = (
    {"MLFLOW_SERVER_ALLOWED_HOSTS": "*", "MLFLOW_SERVER_CORS_ALLOWED_ORIGINS": "*"}
    if "JUPYTERHUB_SERVICE_PREFIX" in os.environ
    else None
)

team = globals().get("team", contextlib.ExitStack())
team.close()  # this cell is run again: the server of exercise 1 ends before its files go
team_server = None
shutil.rmtree("work", ignore_errors=True)
Path("work/tmp").mkdir(parents=True)


def load():
    """All flights of 2013 that arrived, with weekday (Monday is 0) and late (1 or 0)."""
    columns = ["month", "day", "hour", *TEXT, "distance", *OUTCOMES]
    with tempfile.TemporaryDirectory(dir="work") as folder:
        deliveries = labkit.flights.export_csv(folder)
        flights = pd.concat([pd.read_csv(path, usecols=columns) for path in deliveries], ignore_index=True)
    flights = flights[flights["arr_delay"].notna()].reset_index(drop=True)
    flights["weekday"] = pd.to_datetime(flights[["month", "day"]].assign(year=2013)).dt.dayofweek.astype("int64")
    flights["late"] = (flights["arr_delay"] > 15).astype("int64")
    return flights


ALL_FLIGHTS = load()


def flights_of(months, rows, seed=0):
    """`rows` flights of a month, or of several, picked at random. The same seed picks the same flights."""
    chosen = ALL_FLIGHTS[ALL_FLIGHTS["month"].isin([months] if isinstance(months, int) else list(months))]
    return chosen.sample(rows, random_state=seed).reset_index(drop=True)


def _encoded(estimator, features):
    """A pipeline: text columns of `features` to 0/1 columns, the others as they are, then the estimator."""
    text = [column for column in features if column in TEXT]
    encoder = make_column_transformer((OneHotEncoder(handle_unknown="ignore"), text), remainder="passthrough")
    return make_pipeline(encoder, estimator)


def tree(max_depth, min_samples_leaf=1, features=FEATURES):
    """An unfitted decision tree for late or not."""
    kind = DecisionTreeClassifier(max_depth=max_depth, min_samples_leaf=min_samples_leaf, random_state=0)
    return _encoded(kind, features)


def delay_tree(max_depth):
    """An unfitted decision tree for the delay at arrival in minutes."""
    return _encoded(DecisionTreeRegressor(max_depth=max_depth, random_state=0), FEATURES)


def auc(model, flights, features=FEATURES):
    """Area under the ROC curve of a fitted classifier: 0.5 is a coin, 1.0 puts every late flight above the others."""
    return float(roc_auc_score(flights["late"], model.predict_proba(flights[features])[:, 1]))


def month_figure(values, label):
    """A matplotlib figure of one number per month; `values` maps the month's number to it."""
    figure, axes = plt.subplots(figsize=(5, 2.6))
    months = sorted(values)
    axes.plot(months, [values[month] for month in months], marker="o")
    axes.set_xticks(months)
    axes.set_xlabel("month of 2013")
    axes.set_ylabel(label)
    figure.tight_layout()
    return figure


def new_folder(name):
    """A new folder in work/ whose name begins with `name`. No name comes twice: MLflow keeps databases open by name."""
    return tempfile.mkdtemp(prefix=f"{name}-", dir="work")


EMPTY = Path(new_folder("empty"), "mlflow.db")
SqlAlchemyStore(f"sqlite:///{EMPTY}", "work/stray")  # makes the tables of an MLflow database


def new_store(folder):
    """Make a store in `folder` with the experiment EXPERIMENT and nothing else; return its tracking URI."""
    folder = Path(folder).resolve()
    shutil.copy(EMPTY, folder)
    uri = f"sqlite:///{folder}/mlflow.db"
    MlflowClient(uri).create_experiment(EXPERIMENT, artifact_location=(folder / "artifacts").as_uri())
    return uri


@contextlib.contextmanager
def fresh_store():
    """Work on a new store for as long as the block lasts. The checks use it: they never see your runs."""
    before = mlflow.get_tracking_uri()
    # The store's folder stays until the setup is run again: autolog may still be writing in the background.
    mlflow.set_tracking_uri(new_store(new_folder("check")))
    mlflow.set_experiment(experiment_id="0")  # "Default": where runs go that name no experiment
    try:
        # "Created version '1'" goes to stderr, and a check that writes there scores 0.
        with contextlib.redirect_stderr(io.StringIO()):
            yield MlflowClient()
    finally:
        while mlflow.active_run():
            mlflow.end_run()
        mlflow.set_tracking_uri(before)


def log_tree(model, flights, features=FEATURES, params=None):
    """Log a fitted tree in a run of its own, with its signature; return MLflow's ModelInfo. The checks use it."""
    mlflow.set_experiment(EXPERIMENT)
    with mlflow.start_run(run_name="tree"):
        mlflow.log_params(params or {})
        return mlflow.sklearn.log_model(
            model,
            name="model",
            signature=infer_signature(flights[features], model.predict_proba(flights[features])),
            pyfunc_predict_fn="predict_proba",
            skops_trusted_types=TRUSTED,
            pip_requirements=REQUIREMENTS,
        )


@contextlib.contextmanager
def waits_for(exercise):
    """Run the lines below it, or say what they wait for while a function they use still is a stub."""
    try:
        yield
    except NotImplementedError:
        print(f"This cell waits for exercise {exercise}.")


LAPTOP = new_store(new_folder("laptop"))
mlflow.set_tracking_uri(LAPTOP)

# %% [markdown]
# ## 1 · A server that remembers
#
# **Goal.** Start an MLflow server that keeps what the team logs.
#
# **Why it matters.** Runs on one person's laptop are gone with the laptop. A tracking server keeps two kinds of things
# in two places: *what can be searched* (runs, parameters, metrics, the registry) in a database, the **backend store**;
# *files* (models, pictures) in a folder or bucket, the **artifact store**. Most broken MLflow set-ups mix these up.
#
# **A worked example.** MLflow without a server: a SQLite file on this machine is the backend store. See where the
# artifact went, and think of a colleague who opens this run on another machine.

# %%
mlflow.set_experiment(EXPERIMENT)
with mlflow.start_run(run_name="first try") as run:
    mlflow.log_param("max_depth", 4)
    mlflow.log_metric("auc", 0.61)
    mlflow.log_text("trees look good", "notes.txt")

here = Path.cwd().as_uri()
print("tracking URI: ", mlflow.get_tracking_uri().replace(str(Path.cwd()), "<this lab>"))
print("artifacts at: ", mlflow.get_run(run.info.run_id).info.artifact_uri.replace(here, "file://<this lab>"))

# %% [markdown]
# The path is a path *of this machine*, and every client writes there by itself. With a server that *serves artifacts*,
# the client is told `mlflow-artifacts:/...` instead: it sends the file over HTTP, and only the server knows the folder.
#
# The options of `mlflow server` that decide it:
#
# | option | meaning |
# | --- | --- |
# | `--backend-store-uri URI` | the database, such as `sqlite:///relative.db` or `sqlite:////absolute/path.db` (four slashes); default: a file in the folder where the server starts |
# | `--artifacts-destination URI` | the server's own folder or bucket for artifacts that travel *through* the server |
# | `--default-artifact-root URI` | an address that is handed to each client, which then must reach it *by itself* |
# | `--host ADDRESS`, `--port NUMBER` | where it listens; `0.0.0.0` is every network of the machine, and MLflow asks nobody for a password |
# | `--workers NUMBER` | processes that answer; default 4, about 250 MB of memory each |
#
# **Your task.** Write `server_command(folder) -> list[str]`: the command of a tracking server, as a list of texts.
#
# - `folder` is a `pathlib.Path`, absolute; it exists.
# - The list begins with `sys.executable, "-m", "mlflow", "server"`.
# - The server listens on `127.0.0.1` alone. Its port is the text `{port}`, with the braces: whoever starts it puts a
#   free port there.
# - Runs are kept in the SQLite file `mlflow.db` in `folder`, whatever folder the server is started in.
# - Artifacts travel through the server and are kept in `artifacts` in `folder`. The server makes that folder.
# - One worker.
#
# **Expected.** `labkit.services.service(server_command(folder))` starts it. A client's run has an artifact URI like
# `mlflow-artifacts:/1/0f3c.../artifacts`, and after a `log_text` the file lies below `folder/artifacts`.
#
# <details><summary>Hint</summary>
#
# Five options, each followed by its value as an item of its own; a value that is a path becomes text in an f-string.
# `folder` begins with a slash, so `f"sqlite:///{folder}/mlflow.db"` has its four.
# </details>


# %% nbgrader={"grade": false, "grade_id": "tracking-server", "locked": false, "schema_version": 3, "solution": true, "task": false}
def server_command(folder):
    """The command of a tracking server that keeps everything in `folder`."""
    ### BEGIN SOLUTION
    return [
        *(sys.executable, "-m", "mlflow", "server"),
        *("--host", "127.0.0.1"),
        *("--port", "{port}"),
        *("--workers", "1"),
        *("--backend-store-uri", f"sqlite:///{folder}/mlflow.db"),
        *("--artifacts-destination", f"{folder}/artifacts"),
    ]
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "tracking-server-check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
team.close()  # the server of an earlier run of this cell
team_server = None
_folder, _elsewhere = Path("work/team").resolve(), Path("work/elsewhere").resolve()
_folder.mkdir(exist_ok=True)
_elsewhere.mkdir(exist_ok=True)
_command = server_command(_folder)
assert isinstance(_command, list) and all(isinstance(part, str) for part in _command), (
    f"expected a list of texts, got {_command!r}: one item per word, no shell line and no Path"
)
_command = [str(part) for part in _command]
assert _command[:4] == [sys.executable, "-m", "mlflow", "server"], (
    f"expected the list to begin with sys.executable, '-m', 'mlflow', 'server', got {_command[:4]}"
)
assert any("{port}" in part for part in _command), (
    f"expected the text {{port}} with its braces in the command, got {_command[4:]}: a fixed port may be taken"
)
with contextlib.ExitStack() as _stack:
    try:
        _server = _stack.enter_context(service(_command, timeout=110, cwd=_elsewhere, env=BEHIND_A_HUB))
    except ServiceError as _error:
        raise AssertionError(
            f"the server did not start: look at the log below. If it tells of no error, the machine was too slow (it takes "
            f"ten seconds, and many more on a busy one): end other work and run this cell again. {_error}"
        ) from None
    _client = MlflowClient(_server.url)
    _run = _client.create_run(_client.create_experiment(f"check {len(_client.search_experiments())}"))
    _run_id, _uri = _run.info.run_id, _run.info.artifact_uri
    assert _uri.startswith("mlflow-artifacts:"), (
        f"a client is told to write its artifacts to {_uri.replace(str(_folder), '<folder>')}, expected "
        "mlflow-artifacts:/...: --default-artifact-root is handed to each client, which must reach it by "
        "itself; --artifacts-destination stays with the server"
    )
    _client.log_metric(_run_id, "auc", 0.625)
    _client.log_text(_run_id, "kept", "note.txt")
    _stray = sorted(path.name for path in _elsewhere.rglob("*.db"))
    try:
        with contextlib.closing(sqlite3.connect(f"file:{_folder}/mlflow.db?mode=ro", uri=True)) as _database:
            _values = _database.execute("select value from metrics where run_uuid = ?", [_run_id]).fetchall()
    except sqlite3.OperationalError:  # no such file, or no MLflow database
        _values = []
    assert [float(value) for (value,) in _values] == [0.625], (
        f"the run is not in the folder's mlflow.db; in the folder where the server was started lies {_stray}: "
        "--backend-store-uri takes sqlite:/// and then the path"
    )
    _kept = [path for path in (_folder / "artifacts").rglob("note.txt") if _run_id in path.parts]
    assert _kept and _kept[0].read_text() == "kept", (
        "expected the artifact note.txt below the folder's artifacts, but it is not there: --artifacts-destination "
        "names the server's own folder for artifacts"
    )
    ### BEGIN HIDDEN TESTS
    import psutil

    _processes = 1 + len(psutil.Process(_server.pid).children(recursive=True))
    assert _processes <= 3, (
        f"the server is made of {_processes} processes, expected at most 3 with one worker: the default is four workers"
    )
    # The whole of 127.0.0.0/8 is this machine: a server on 127.0.0.1 alone does not answer on 127.0.0.2.
    with socket.socket() as _probe:
        _probe.settimeout(5)
        _everywhere = _probe.connect_ex(("127.0.0.2", _server.port)) == 0
    assert not _everywhere, "the server listens on every network of the machine, expected 127.0.0.1 alone"
    ### END HIDDEN TESTS
    team, team_server = _stack.pop_all(), _server  # it stays up: the rest of the lab uses it

# %% [markdown]
# ### On the team's store
#
# The check has left your server running: from here on it is the team's server. While exercise 1 is open, the lab goes on
# with the SQLite file of the worked example. Everything below works on both.

# %%
# A model that is loaded from a server is unpacked into a temporary folder, and MLflow leaves it there: keep it in work/.
os.environ["TMPDIR"] = tempfile.tempdir = str(Path("work/tmp").resolve())
mlflow.set_tracking_uri(team_server.url if team_server else LAPTOP)
client = MlflowClient()
print("MLflow", mlflow.__version__, "on the team's server" if team_server else "on the SQLite file, without a server")

# %% [markdown]
# ## 2 · A training that leaves nothing unrecorded
#
# **Goal.** Log everything that somebody will ask about this model in half a year.
#
# **Why it matters.** "With which parameters? On which months was it bad? What does it want as input?" Logged at
# training time these are a look-up. Later they are archaeology.
#
# **A worked example.** The baseline: a forecast that knows nothing about a flight. Note three things. A metric logged
# with a `step` has a history, here one value per month. The **signature** is the model's contract: names and types of
# its inputs and outputs. The **input example** shows a caller what to send.

# %%
train = flights_of(range(1, 7), 8000)
baseline = DummyClassifier(strategy="prior").fit(train[FEATURES], train["late"])

mlflow.set_experiment(EXPERIMENT)  # made if it does not exist
with mlflow.start_run(run_name="baseline") as run:  # ends FINISHED, or FAILED when the block raises
    mlflow.log_params({"strategy": "prior", "train_rows": len(train)})
    shares = {}
    for month in (7, 8, 9):
        shares[month] = float(flights_of(month, 3000)["late"].mean())
        mlflow.log_metric("late_share", shares[month], step=month)
    figure = month_figure(shares, "share of late flights")
    mlflow.log_figure(figure, "plots/late_share.png")
    plt.close(figure)  # else the notebook shows it, and keeps it in memory
    info = mlflow.sklearn.log_model(
        baseline,
        name="model",
        signature=infer_signature(train[FEATURES], baseline.predict(train[FEATURES])),
        input_example=train[FEATURES].head(2),
        pip_requirements=REQUIREMENTS,
    )

history = client.get_metric_history(run.info.run_id, "late_share")
print("history:  ", [(metric.step, round(metric.value, 3)) for metric in history])
print("artifacts:", [file.path for file in client.list_artifacts(run.info.run_id, "plots")])
print("inputs:   ", info.signature.inputs)
print("predicts: ", mlflow.pyfunc.load_model(info.model_uri).predict(train[FEATURES].head(4)))

# %% [markdown]
# The model predicts `0`: the class. The service wants the *probability*, so our models are logged with
# `pyfunc_predict_fn="predict_proba"`: MLflow's generic loader then calls that method.
#
# Two more arguments of `log_model` belong in production:
#
# - `pip_requirements=REQUIREMENTS`. Without it MLflow loads the model in a new process and guesses from what it
#   imports. That takes ten seconds and depends on the machine.
# - `skops_trusted_types=TRUSTED`. MLflow 3 saves scikit-learn models with **skops**, not with pickle: a pickle runs any
#   code when it is loaded. skops loads only types known to be harmless. A tree's nodes are not among them (a forged
#   file could make `predict` crash), so saving a tree raises an error until you say that you trust that type.
#
# **Your task.** Write `log_training(experiment, params, train, months) -> str`.
#
# - `experiment` is the name of an experiment. `params` holds arguments of `tree`, such as
#   `{"max_depth": 6, "min_samples_leaf": 50}`. `train` is a frame of flights. `months` is a dictionary from a month's
#   number to a frame of flights, in any order. The frames have the columns `FEATURES` and `late`.
# - Train `tree(**params)` on `train[FEATURES]` and `train["late"]`.
# - In **one** run of that experiment, log
#   - the parameters: each of `params`, and `train_rows`, the number of flights in `train`;
#   - the metric `auc` for every month, as `auc(model, flights)` gives it, with the month's number as its step;
#   - the picture `plots/auc_by_month.png`, from `month_figure(values, "AUC")`;
#   - the model, named `model`: signature with `FEATURES` in, in that order, and `predict_proba`'s result out; the first
#     **3** rows of `train[FEATURES]` as input example; `pyfunc_predict_fn`, `pip_requirements` and
#     `skops_trusted_types` as above.
# - Return the run's id. No run is active afterwards.
#
# **Expected.** `mlflow.get_run(run_id).data.params` is `{"max_depth": "6", "min_samples_leaf": "50", "train_rows":
# "8000"}` (MLflow keeps parameters as text), and the metric `auc` has one value at each step from 7 to 12.
#
# <details><summary>Hint</summary>
#
# It is the worked example with another model. Collect the values in a dictionary while you log them, for the picture.
# `infer_signature(inputs, outputs)` takes the frame that goes in and the array that comes out.
# </details>


# %% nbgrader={"grade": false, "grade_id": "log-training", "locked": false, "schema_version": 3, "solution": true, "task": false}
def log_training(experiment, params, train, months):
    """Train a tree and log parameters, AUC by month, a picture and the model in one run; return the run's id."""
    ### BEGIN SOLUTION
    model = tree(**params).fit(train[FEATURES], train["late"])
    mlflow.set_experiment(experiment)
    with mlflow.start_run(run_name="tree") as run:
        mlflow.log_params({**params, "train_rows": len(train)})
        values = {}
        for month, flights in months.items():
            values[month] = auc(model, flights)
            mlflow.log_metric("auc", values[month], step=month)
        figure = month_figure(values, "AUC")
        mlflow.log_figure(figure, "plots/auc_by_month.png")
        plt.close(figure)
        mlflow.sklearn.log_model(
            model,
            name="model",
            signature=infer_signature(train[FEATURES], model.predict_proba(train[FEATURES])),
            input_example=train[FEATURES].head(3),
            pyfunc_predict_fn="predict_proba",
            pip_requirements=REQUIREMENTS,
            skops_trusted_types=TRUSTED,
        )
    return run.info.run_id
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "log-training-check", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
_train = flights_of([1, 2], 600)
_months = {9: flights_of(9, 300), 3: flights_of(3, 300), 4: flights_of(4, 300)}
_params = {"max_depth": 3, "min_samples_leaf": 5}
_drawn = []  # what the pictures of the call below are made from
_month_figure = month_figure


def _noting_figure(values, label):
    _drawn.append(({int(month): float(value) for month, value in values.items()}, str(label)))
    return _month_figure(values, label)


with fresh_store() as _client:
    _experiment = _client.create_experiment(
        "autumn", artifact_location=_client.get_experiment_by_name(EXPERIMENT).artifact_location
    )
    month_figure = _noting_figure
    try:
        _run_id = log_training("autumn", _params, _train, _months)
    finally:
        month_figure = _month_figure
    assert isinstance(_run_id, str), f"expected the run's id as text, got {type(_run_id).__name__}"
    assert mlflow.active_run() is None, "a run is still active after the call: `with mlflow.start_run()` ends it"
    _run = _client.get_run(str(_run_id))
    assert _run.info.experiment_id == _experiment, (
        "the run is not in the experiment 'autumn' that was passed in: tell MLflow with mlflow.set_experiment(experiment)"
    )
    _logged = {str(k): str(v) for k, v in _run.data.params.items()}
    assert _logged == {"max_depth": "3", "min_samples_leaf": "5", "train_rows": "600"}, (
        f"expected the parameters max_depth 3, min_samples_leaf 5 and train_rows 600, got {_logged}"
    )

    _own = tree(**_params).fit(_train[FEATURES], _train["late"])
    _want = {month: auc(_own, flights) for month, flights in _months.items()}
    assert set(_run.data.metrics) == {"auc"}, (
        f"expected the one metric 'auc', got {sorted(_run.data.metrics)}: the month is its step, not part of its name"
    )
    _history = _client.get_metric_history(_run.info.run_id, "auc")
    _steps = sorted(int(metric.step) for metric in _history)
    assert _steps == [3, 4, 9], f"expected 'auc' at the steps 3, 4 and 9 (the months), got the steps {_steps}"
    for _metric in _history:
        assert abs(float(_metric.value) - _want[int(_metric.step)]) < 1e-9, (
            f"auc of month {_metric.step}: expected {_want[int(_metric.step)]:.4f}, got {float(_metric.value):.4f}: "
            "use auc(model, flights) with the flights of that month"
        )

    _files = [f.path for f in _client.list_artifacts(_run.info.run_id, "plots")]
    assert _files == ["plots/auc_by_month.png"], f"expected the artifact plots/auc_by_month.png, got {_files}"
    _png = Path(mlflow.artifacts.download_artifacts(run_id=_run.info.run_id, artifact_path=_files[0])).read_bytes()
    assert _png.startswith(b"\x89PNG") and len(_png) > 2000, "plots/auc_by_month.png does not hold a picture"
    assert any(
        _label == "AUC"
        and sorted(_values) == [3, 4, 9]
        and all(abs(_values[month] - _want[month]) < 1e-9 for month in _want)
        for _values, _label in _drawn
    ), (
        f"plots/auc_by_month.png: expected month_figure(values, 'AUC') with the AUC of the months 3, 4 and 9, but "
        f"month_figure was called with {_drawn}"
    )

    _models = _client.search_logged_models([_run.info.experiment_id])
    assert len(_models) == 1 and _models[0].source_run_id == _run.info.run_id, (
        f"expected one model logged by this run, got {len(_models)}: call log_model while the run is active"
    )
    assert str(_models[0].name) == "model", f"expected the model's name 'model', got {_models[0].name!r}"
    _info = mlflow.models.get_model_info(_models[0].model_uri)
    assert _info.signature is not None, "the model has no signature: nobody can tell what it wants as input"
    _inputs = [str(name) for name in _info.signature.inputs.input_names()]
    assert _inputs == FEATURES, (
        f"the signature's inputs: expected {FEATURES}, got {_inputs}: infer it from the columns that the model sees"
    )
    ### BEGIN HIDDEN TESTS
    _outputs = _info.signature.outputs
    assert _outputs is not None, (
        "the signature has no outputs: infer_signature takes what comes out as its second argument"
    )
    assert "float64" in str(_outputs) and "2" in str(_outputs), (
        f"the signature's outputs: expected two probabilities per flight, got {_outputs}"
    )
    _example = mlflow.models.Model.load(_models[0].model_uri).load_input_example()
    assert isinstance(_example, pd.DataFrame), "the model has no input example"
    assert _example.to_dict("list") == _train[FEATURES].head(3).to_dict("list"), (
        f"the input example: expected the first 3 rows of train[FEATURES], got {_example.to_dict('records')}"
    )
    _answer = np.asarray(mlflow.pyfunc.load_model(_models[0].model_uri).predict(_months[9][FEATURES]), dtype=float)
    assert _answer.shape == (300, 2), (
        f"the loaded model gives an array of shape {_answer.shape} for 300 flights, expected (300, 2): the service wants "
        "probabilities, so log it with pyfunc_predict_fn"
    )
    assert np.allclose(_answer, _own.predict_proba(_months[9][FEATURES])), (
        "the logged model is not the one trained on `train`"
    )
    _format = _info.flavors["sklearn"]["serialization_format"]
    assert str(_format) == "skops", (
        f"the model is saved with {_format}, which runs any code when it is loaded: leave the format to MLflow and name the "
        "type to trust with skops_trusted_types"
    )
    _needs = Path(mlflow.artifacts.download_artifacts(_models[0].model_uri), "requirements.txt").read_text().split()
    assert set(REQUIREMENTS) <= set(_needs) and len(_needs) <= 3, (
        f"the model's requirements: expected {REQUIREMENTS} and MLflow's own line, got {_needs}: pass pip_requirements"
    )
    assert _run.info.status == "FINISHED", f"expected the run's status FINISHED, got {_run.info.status}"
    ### END HIDDEN TESTS

# %% [markdown]
# ### On the team's store
# Half a year of training, half a year of what came after.

# %% tags=["nbval-check-output"]
later = {month: flights_of(month, 3000) for month in range(7, 13)}
with waits_for("2"):
    run_id = log_training(EXPERIMENT, {"max_depth": 6, "min_samples_leaf": 50}, train, later)
    for metric in MlflowClient().get_metric_history(run_id, "auc"):
        print(f"month {metric.step:2d}: AUC {metric.value:.3f}")

# %% [markdown]
# The model is trained on January to June. It is at its best in July and worse with every season that it has not seen.
# Labs 16 and 17 watch for that. Here it is enough that the history is written down.

# %% [markdown]
# ## 3 · Autolog, and what it cannot know
#
# **Goal.** Use automatic logging without being fooled by it.
#
# **Why it matters.** One line, `mlflow.sklearn.autolog()`, logs every `fit`. It is a good net. It is also how training
# scores end up on slides.
#
# **A worked example.** A deep tree for the delay in minutes, logged by autolog alone.

# %% tags=["nbval-check-output"]
mlflow.set_experiment(EXPERIMENT)
mlflow.sklearn.autolog(log_models=False)
with mlflow.start_run(run_name="autolog alone") as run:
    deep = delay_tree(max_depth=25).fit(train[FEATURES], train["arr_delay"])
mlflow.sklearn.autolog(disable=True)

logged = mlflow.get_run(run.info.run_id).data
august = flights_of(8, 3000)
print(len(logged.params), "parameters, such as", {k: v for k, v in logged.params.items() if k.endswith("max_depth")})
for name in ("training_mean_absolute_error", "training_r2_score"):
    print(f"{name}: {logged.metrics[name]:.2f}")
in_august = mean_absolute_error(august["arr_delay"], deep.predict(august[FEATURES]))
print(f"and in August the mean absolute error is {in_august:.2f}")

# %% [markdown]
# Its limits:
#
# 1. Its metrics are of the **training** data. It cannot know which month you hold out.
# 2. It logs every parameter there is. Yours, and thirty that nobody chose.
# 3. It is a switch for the whole process. Left on, each later `fit` in this notebook makes a run.
# 4. With models (the default) it takes ten seconds per `fit`, guesses the requirements and saves with cloudpickle.
#
# **Your task.** Write `fit_with_autolog(experiment, model, train, held_out) -> str`.
#
# - `model` is an unfitted regressor such as `delay_tree(8)`. `train` and `held_out` are frames with `FEATURES` and
#   `arr_delay`.
# - In **one** run of the experiment, fit `model` on `train[FEATURES]` and `train["arr_delay"]` with scikit-learn's
#   autolog on. No model is logged.
# - Add the metric `mae_held_out` to the same run: the mean absolute error, in minutes, of the predictions for
#   `held_out[FEATURES]`.
# - Return the run's id. Autolog is off afterwards, **also when `fit` raises**: then the run's status is `FAILED` and
#   the error reaches the caller.
#
# **Expected.** The run has `training_mean_absolute_error` from autolog and `mae_held_out` from you.
#
# <details><summary>Hint</summary>
#
# `try: ... finally:` around the `with` block. `mlflow.sklearn.autolog(disable=True)` switches it off.
# </details>


# %% nbgrader={"grade": false, "grade_id": "fit-with-autolog", "locked": false, "schema_version": 3, "solution": true, "task": false}
def fit_with_autolog(experiment, model, train, held_out):
    """Fit with autolog on, add the error on the held-out flights, switch autolog off; return the run's id."""
    ### BEGIN SOLUTION
    mlflow.set_experiment(experiment)
    mlflow.sklearn.autolog(log_models=False)
    try:
        with mlflow.start_run() as run:
            model.fit(train[FEATURES], train["arr_delay"])
            error = mean_absolute_error(held_out["arr_delay"], model.predict(held_out[FEATURES]))
            mlflow.log_metric("mae_held_out", error)
    finally:
        mlflow.sklearn.autolog(disable=True)
    return run.info.run_id
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "fit-with-autolog-check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
_train, _held_out = flights_of([1, 2], 500), flights_of(3, 300)
with fresh_store() as _client:
    _experiment = _client.create_experiment(
        "delays", artifact_location=_client.get_experiment_by_name(EXPERIMENT).artifact_location
    )
    try:
        _run_id = fit_with_autolog("delays", delay_tree(4), _train, _held_out)
        assert isinstance(_run_id, str), f"expected the run's id as text, got {type(_run_id).__name__}"
        _runs = _client.search_runs([_experiment])
        assert len(_runs) == 1 and _runs[0].info.run_id == str(_run_id), (
            f"expected one run in the experiment 'delays' that was passed in, the one returned; got {len(_runs)}: name the "
            "experiment first, then fit and log inside the same `with mlflow.start_run()`"
        )
        _metrics = _runs[0].data.metrics
        assert (
            "training_mean_absolute_error" in _metrics and "decisiontreeregressor__max_depth" in _runs[0].data.params
        ), "the run holds nothing from autolog: switch it on before `fit`"
        _own = delay_tree(4).fit(_train[FEATURES], _train["arr_delay"])
        _want = float((_own.predict(_held_out[FEATURES]) - _held_out["arr_delay"]).abs().mean())
        assert "mae_held_out" in _metrics, f"expected the metric mae_held_out, got {sorted(_metrics)}"
        _got = float(_metrics["mae_held_out"])
        assert abs(_got - _want) < 1e-6, (
            f"mae_held_out: expected {_want:.3f} minutes, got {_got:.3f} (the error on the training flights is "
            f"{float(_metrics['training_mean_absolute_error']):.3f}): predict the held-out flights, and take the mean of "
            "the absolute errors"
        )
        assert not _client.search_logged_models([_experiment]), "a model was logged: autolog takes log_models=False"
        _count = len(_client.search_runs([_experiment, "0"]))
        DecisionTreeRegressor(max_depth=2).fit(_train[["hour"]], _train["arr_delay"])
        assert len(_client.search_runs([_experiment, "0"])) == _count, (
            "autolog is still on: a later fit made a run of its own. Switch it off with autolog(disable=True)"
        )
        ### BEGIN HIDDEN TESTS
        try:
            fit_with_autolog("delays", delay_tree(0), _train, _held_out)  # scikit-learn refuses max_depth=0
        except ValueError:
            pass
        else:
            raise AssertionError("fit raised, but the error did not reach the caller")
        assert mlflow.active_run() is None, "after a failed fit the run is still active"
        _failed = [run for run in _client.search_runs([_experiment]) if run.info.run_id != str(_run_id)]
        assert [run.info.status for run in _failed] == ["FAILED"], (
            f"after a failed fit: expected one more run with status FAILED, got {[run.info.status for run in _failed]}"
        )
        _count = len(_client.search_runs([_experiment, "0"]))
        DecisionTreeRegressor(max_depth=2).fit(_train[["hour"]], _train["arr_delay"])
        assert len(_client.search_runs([_experiment, "0"])) == _count, (
            "after a failed fit autolog is still on: switch it off in `finally`"
        )
        ### END HIDDEN TESTS
    finally:
        mlflow.sklearn.autolog(disable=True)

# %% [markdown]
# ## 4 · A sweep: one parent, many children
#
# **Goal.** Try many settings, keep them together, and lose none to an error.
#
# **Why it matters.** A sweep of 200 settings in a flat list buries everybody else's runs. A parent run keeps them
# together. And a sweep that dies at setting 37 of 200, at 3 a.m., is a lost night.
#
# **A worked example.** A run started with `nested=True` inside another run becomes its child. MLflow notes it in a tag.
# The second child fails: `with mlflow.start_run()` marks it `FAILED` and passes the error on, and the `try` *around*
# it goes on.

# %%
mlflow.set_experiment(EXPERIMENT)
with mlflow.start_run(run_name="thirds") as parent:
    for divisor in (3, 0):
        try:
            with mlflow.start_run(run_name=f"divisor {divisor}", nested=True):
                mlflow.log_param("divisor", divisor)
                mlflow.log_metric("third", 1 / divisor)
        except ZeroDivisionError as error:
            print("went on after:", error)

for child in MlflowClient().search_runs(
    [parent.info.experiment_id], filter_string=f"tags.mlflow.parentRunId = '{parent.info.run_id}'"
):
    print(child.info.run_name, child.info.status, child.data.metrics)

# %% [markdown]
# **Your task.** Complete `sweep(experiment, grid, train, held_out) -> str`. The frame around it is given.
#
# - `grid` is a list of dictionaries of arguments for `tree`, such as `[{"max_depth": 2, "min_samples_leaf": 1}, ...]`.
# - For each of them one child run of the parent logs
#   - the parameters: each of the dictionary, and `train_rows`, the number of flights in `train`;
#   - the metrics `auc_train` and `auc_held_out`, as `auc(model, flights)` gives them for `tree(...)` trained on
#     `train[FEATURES]` and `train["late"]`.
# - A setting that cannot be trained (scikit-learn raises `ValueError`, for `max_depth=0` for example) leaves its child
#   with status `FAILED` and the parameters logged; the sweep goes on.
# - The parent logs the metric `best_auc`, the highest `auc_held_out`, and the tag `best_run_id`, the id of that child
#   (the first of them on a tie).
# - When not one setting could be trained, also because the grid is empty, raise `ValueError`. The parent then is
#   `FAILED`.
#
# **Expected.** A grid of three settings gives four runs: one parent with status `FINISHED`, three children with the tag
# `mlflow.parentRunId`.
#
# <details><summary>Hint</summary>
#
# `try` outside, `with mlflow.start_run(nested=True) as child` inside. With the `try` inside, the `with` sees no error
# and writes `FINISHED` on a run that failed. Inside the parent's block but outside the child's, `mlflow.log_metric` and
# `mlflow.set_tag` write to the parent.
# </details>


# %% nbgrader={"grade": false, "grade_id": "sweep", "locked": false, "schema_version": 3, "solution": true, "task": false}
def sweep(experiment, grid, train, held_out):
    """Train a tree for each setting of the grid in a child run of its own; return the parent's id."""
    mlflow.set_experiment(experiment)
    with mlflow.start_run(run_name="sweep") as parent:
        best_id, best_auc = None, -1.0
        ### BEGIN SOLUTION
        for settings in grid:
            try:
                with mlflow.start_run(nested=True) as child:
                    mlflow.log_params({**settings, "train_rows": len(train)})
                    model = tree(**settings).fit(train[FEATURES], train["late"])
                    score = auc(model, held_out)
                    mlflow.log_metrics({"auc_train": auc(model, train), "auc_held_out": score})
            except ValueError:
                continue
            if score > best_auc:
                best_id, best_auc = child.info.run_id, score
        if best_id is None:
            raise ValueError("not one setting of the grid could be trained")
        mlflow.log_metric("best_auc", best_auc)
        mlflow.set_tag("best_run_id", best_id)
        ### END SOLUTION
    return parent.info.run_id


# %% nbgrader={"grade": true, "grade_id": "sweep-check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
_train, _held_out = flights_of([1, 2], 800), flights_of(3, 600)
_grid = [
    {"max_depth": 14, "min_samples_leaf": 1},
    {"max_depth": 0, "min_samples_leaf": 1},  # cannot be trained
    {"max_depth": 4, "min_samples_leaf": 20},
    {"max_depth": 1, "min_samples_leaf": 1},
]
with fresh_store() as _client:
    _parent_id = sweep(EXPERIMENT, _grid, _train, _held_out)
    assert isinstance(_parent_id, str), f"expected the parent's id as text, got {type(_parent_id).__name__}"
    assert mlflow.active_run() is None, "a run is still active after the sweep"
    _experiment = _client.get_experiment_by_name(EXPERIMENT).experiment_id
    _parent = _client.get_run(str(_parent_id))
    _runs = [run for run in _client.search_runs([_experiment]) if run.info.run_id != _parent.info.run_id]
    assert len(_runs) == 4, (
        f"expected 4 runs besides the parent, one per setting, got {len(_runs)}: the sweep goes on after a failure"
    )
    _orphans = [run for run in _runs if run.data.tags.get("mlflow.parentRunId") != _parent.info.run_id]
    assert not _orphans, (
        f"{len(_orphans)} of 4 runs are no children of the parent: start them with nested=True inside the parent's block"
    )

    _children = {int(run.data.params.get("max_depth", -1)): run for run in _runs}
    assert sorted(_children) == [0, 1, 4, 14], (
        f"expected children with max_depth 0, 1, 4 and 14, got {sorted(_children)}: log the parameters first, so that a failed child has them"
    )
    _status = {depth: run.info.status for depth, run in _children.items()}
    assert _status[0] == "FAILED", (
        f"the child with max_depth 0 cannot be trained: expected status FAILED, got {_status[0]}: catch the error "
        "outside of the child's `with`, so that the `with` sees it"
    )
    assert [_status[depth] for depth in (1, 4, 14)] == ["FINISHED"] * 3, (
        f"expected the other children FINISHED, got {_status}"
    )
    _best = None
    for _settings in (_grid[0], _grid[2], _grid[3]):
        _run = _children[_settings["max_depth"]]
        _own = tree(**_settings).fit(_train[FEATURES], _train["late"])
        for _name, _flights in (("auc_train", _train), ("auc_held_out", _held_out)):
            _want, _got = auc(_own, _flights), _run.data.metrics.get(_name)
            assert _got is not None and abs(float(_got) - _want) < 1e-9, (
                f"{_name} of {_settings}: expected {_want:.4f}, got {_got}: train on `train` alone, score on the frame that the name says"
            )
        _score = auc(_own, _held_out)
        if _best is None or _score > _best[0]:
            _best = (_score, _run.info.run_id)
    _got = _parent.data.metrics.get("best_auc")
    assert _got is not None and abs(float(_got) - _best[0]) < 1e-9, (
        f"the parent's best_auc: expected {_best[0]:.4f}, the highest auc_held_out, got {_got}: the training score always favours the deepest tree"
    )
    ### BEGIN HIDDEN TESTS
    assert str(_parent.data.tags.get("best_run_id")) == _best[1], (
        "the parent's tag best_run_id is not the id of the best child"
    )
    assert _parent.info.status == "FINISHED", f"expected the parent FINISHED, got {_parent.info.status}"
    for _run in _runs:
        _want = {**next(s for s in _grid if s["max_depth"] == int(_run.data.params["max_depth"])), "train_rows": 800}
        assert dict(_run.data.params) == {k: str(v) for k, v in _want.items()}, (
            f"a child's parameters: expected {_want}, got {dict(_run.data.params)}"
        )
with fresh_store() as _client:
    try:
        sweep(
            EXPERIMENT,
            [{"max_depth": 0, "min_samples_leaf": 1}, {"max_depth": 3, "min_samples_leaf": 0}],
            _train,
            _held_out,
        )
    except ValueError:
        pass
    else:
        raise AssertionError("not one setting could be trained: expected ValueError")
    assert mlflow.active_run() is None, "after a sweep without a result a run is still active"
    _runs = _client.search_runs([_client.get_experiment_by_name(EXPERIMENT).experiment_id])
    assert [run.info.status for run in _runs] == ["FAILED"] * 3, (
        f"a sweep without a result: expected parent and both children FAILED, got {[run.info.status for run in _runs]}"
    )
    try:
        sweep(EXPERIMENT, [], _train, _held_out)
    except ValueError:
        pass
    else:
        raise AssertionError("an empty grid: not one setting could be trained, so expected ValueError")
    _status = [run.info.status for run in _client.search_runs([_runs[0].info.experiment_id])]
    assert _status == ["FAILED"] * 4, f"an empty grid: expected its parent FAILED, too, got {_status}"
with fresh_store() as _client:
    _twins = [{"max_depth": 2, "min_samples_leaf": 1}, {"max_depth": 2, "min_samples_leaf": 2}]
    _parent = _client.get_run(sweep(EXPERIMENT, _twins, _train, _held_out))
    _tied = _client.get_run(_parent.data.tags["best_run_id"]).data.params["min_samples_leaf"]
    assert _tied == "1", "on a tie best_run_id names the first of the tied children"
    ### END HIDDEN TESTS

# %% [markdown]
# ### On the team's store
# Fourteen settings, trained on January to June and held against August.

# %% tags=["nbval-check-output"]
depths, leaves = [2, 4, 6, 8, 10, 12, 16], [1, 50]
grid = [{"max_depth": depth, "min_samples_leaf": leaf} for leaf in leaves for depth in depths]
with waits_for("4"):
    best = mlflow.get_run(mlflow.get_run(sweep(EXPERIMENT, grid, train, august)).data.tags["best_run_id"])
    print("best:", best.data.params, {name: round(value, 3) for name, value in best.data.metrics.items()})

# %% [markdown]
# ## 5 · Ask the runs
#
# **Goal.** Answer a question with a search instead of by scrolling.
#
# **Why it matters.** "Which are our three best models that saw enough data?" is asked every week. Answered by hand, it
# is answered differently every week.
#
# **A worked example.** `mlflow.search_runs` gives a frame, one row per run. Its filter is a small language: metrics are
# numbers and can be compared, **parameters and tags are text** and can only be equal, unequal or `LIKE`.

# %%
shelf = mlflow.set_experiment("shelf").experiment_id
for score, rows in ((0.61, 900), (0.66, 10_000), (0.64, 20_000)):
    example = client.create_run(shelf)
    client.log_param(example.info.run_id, "train_rows", rows)
    client.log_metric(example.info.run_id, "auc_held_out", score)
    client.set_terminated(example.info.run_id)

found = mlflow.search_runs(
    [shelf],
    filter_string="metrics.auc_held_out > 0.6 and attributes.status = 'FINISHED'",
    order_by=["metrics.auc_held_out DESC"],
)
print(found[["metrics.auc_held_out", "params.train_rows"]])
try:
    mlflow.search_runs([shelf], filter_string="params.train_rows >= '1000'")
except MlflowException as error:
    print("refused:", error)
print("and as text, '900' >= '1000' is", "900" >= "1000")

# %% [markdown]
# **Your task.** Write `best_runs(experiment, count, min_rows) -> list[str]`: the ids of the best models that saw enough
# data.
#
# - Of the experiment with that name, which exists, only runs with status `FINISHED` that have the metric `auc_held_out`
#   and a parameter `train_rows` of at least `min_rows`. Where a run has `train_rows`, it is a number, kept as text;
#   `min_rows` is a number.
# - Sorted by `auc_held_out`, the highest first; at most `count` of them.
# - No such run: an empty list.
#
# **Expected.** On the three runs above, `count=2` and `min_rows=5000` give the run with 0.66, then the one with 0.64.
#
# <details><summary>Hint</summary>
#
# Let the filter do what it can, and pandas the rest: `found["params.train_rows"].astype(float)`. If no run of the
# experiment has the parameter, the frame has no such column. `max_results=count` would cut *before* pandas has looked.
# </details>


# %% nbgrader={"grade": false, "grade_id": "best-runs", "locked": false, "schema_version": 3, "solution": true, "task": false}
def best_runs(experiment, count, min_rows):
    """Ids of the finished runs with the highest auc_held_out among those trained on at least min_rows flights."""
    ### BEGIN SOLUTION
    found = mlflow.search_runs(
        experiment_names=[experiment],
        filter_string="attributes.status = 'FINISHED' and metrics.auc_held_out >= 0",
        order_by=["metrics.auc_held_out DESC"],
    )
    if "params.train_rows" not in found:
        return []
    enough = found["params.train_rows"].astype(float) >= min_rows
    return found.loc[enough, "run_id"].tolist()[:count]
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "best-runs-check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
def _log_runs(client, experiment_id, table):
    """Log made-up runs: label -> (auc_held_out, train_rows, status); return label -> run id."""
    ids = {}
    for label, (score, rows, status) in table.items():
        run_id = client.create_run(experiment_id).info.run_id
        if rows is not None:
            client.log_param(run_id, "train_rows", rows)
        if score is not None:
            client.log_metric(run_id, "auc_held_out", score)
        if status != "RUNNING":
            client.set_terminated(run_id, status)
        ids[label] = run_id
    return ids


with fresh_store() as _client:
    _experiment = _client.get_experiment_by_name(EXPERIMENT).experiment_id
    _ids = _log_runs(
        _client,
        _experiment,
        {
            "good": (0.66, 10_000, "FINISHED"),
            "small": (0.71, 900, "FINISHED"),
            "tiny": (0.72, 80, "FINISHED"),
            "better": (0.67, 20_000, "FINISHED"),
            "crashed": (0.90, 20_000, "FAILED"),
            "weak": (0.60, 5_000, "FINISHED"),
            "unscored": (None, 20_000, "FINISHED"),
        },
    )
    _labels = {run_id: label for label, run_id in _ids.items()}

    def _ask(count, min_rows, experiment=EXPERIMENT):
        try:
            answer = best_runs(experiment, count, min_rows)
        except KeyError as error:
            raise AssertionError(
                f"KeyError {error}: when no run that was found has a parameter, the frame has no column for it. No run with "
                "train_rows: expected []"
            ) from None
        assert isinstance(answer, list) and all(isinstance(run_id, str) for run_id in answer), (
            f"expected a list of run ids, got {type(answer).__name__}: {answer!r:.80}"
        )
        return [_labels.get(str(run_id), "another run") for run_id in answer]

    _got = _ask(2, 5000)
    assert "crashed" not in _got, "a FAILED run is among the best: its number was logged before it broke"
    assert "small" not in _got and "tiny" not in _got, (
        f"asked for at least 5000 rows, got {_got}: 'small' has 900 rows and 'tiny' 80. As text '900' >= '5000' is True"
    )
    assert _got == ["better", "good"], (
        f"expected ['better', 'good'], got {_got}: the highest auc_held_out first, and cut to `count` after all conditions"
    )
    ### BEGIN HIDDEN TESTS
    assert _ask(10, 0) == ["tiny", "small", "better", "good", "weak"], f"count 10, at least 0 rows: got {_ask(10, 0)}"
    assert _ask(10, 5000) == ["better", "good", "weak"], f"exactly 5000 rows are at least 5000: got {_ask(10, 5000)}"
    assert _ask(10, 10_001) == ["better"], f"at least 10001 rows: got {_ask(10, 10_001)}"
    assert _ask(3, 50_000) == [], f"no run has 50000 rows: expected [], got {_ask(3, 50_000)}"
    _other = _client.create_experiment("other")
    _more = _log_runs(_client, _other, {"other": (0.99, 90_000, "FINISHED"), "no rows": (0.5, None, "FINISHED")})
    _labels.update({run_id: label for label, run_id in _more.items()})
    assert _ask(1, 5000) == ["better"], "a run of another experiment is in the answer"
    assert _ask(5, 1, "other") == ["other"], f"a run without train_rows is left out: got {_ask(5, 1, 'other')}"
    _third = _client.create_experiment("third")
    assert _ask(5, 1, "third") == [], "an experiment without runs: expected []"
    _log_runs(_client, _third, {"bare": (0.5, None, "FINISHED"), "still running": (0.8, 9000, "RUNNING")})
    assert _ask(5, 1, "third") == [], "no finished run has train_rows: expected []"
    ### END HIDDEN TESTS

# %% [markdown]
# ### On the team's store

# %%
with waits_for("5"):
    for run_id in best_runs(EXPERIMENT, count=3, min_rows=5000):
        data = mlflow.get_run(run_id).data
        print(data.params, f"AUC in August {data.metrics['auc_held_out']:.3f}")

# %% [markdown]
# ## 6 · A picture of the sweep
#
# **Goal.** Show what depth does to the held-out month.
#
# **Why it matters.** A table of fourteen AUCs hides what a line shows at once: where the model stops learning and
# starts to learn by heart.
#
# **A worked example.** Three invented points. The x values come out of MLflow as *text*; sorted as text, 10 comes
# before 2, and the line runs back and forth.

# %%
points = pd.DataFrame({"params.max_depth": ["10", "2", "4"], "metrics.auc_held_out": [0.60, 0.62, 0.65]})
figure, (left, right) = plt.subplots(1, 2, figsize=(7, 2.4), sharey=True)
as_text = points.sort_values("params.max_depth")
left.plot(as_text["params.max_depth"], as_text["metrics.auc_held_out"], marker="o")
left.set_title("sorted as text")
as_number = points.assign(depth=points["params.max_depth"].astype(int)).sort_values("depth")
right.plot(as_number["depth"], as_number["metrics.auc_held_out"], marker="o")
right.set_title("sorted as numbers")
plt.show()

# %% [markdown]
# **Your task.** Write `plot_sweep(sweep_id) -> matplotlib.axes.Axes`.
#
# - `sweep_id` is the id of a parent run as in exercise 4. It may lie in any experiment.
# - Draw in a new figure. Only children of that parent with status `FINISHED` count: one that failed late may have
#   its metrics, too. There is at least one finished child, and each has `max_depth` and `min_samples_leaf` as whole
#   numbers and the metric `auc_held_out`.
# - One line per value of `min_samples_leaf`: x is `max_depth` as a number, ascending; y is `auc_held_out`. The lines are
#   drawn in ascending order of `min_samples_leaf`, each labelled `min_samples_leaf = 50` (with its value), and there is
#   a legend. Draw nothing else as a line.
# - The x axis is labelled `max_depth`, the y axis `AUC on the held-out month`.
# - Return the `Axes`.
#
# **Expected.** The sweep of exercise 4 gives two lines of seven points each.
#
# <details><summary>Hint</summary>
#
# `mlflow.get_run(sweep_id).info.experiment_id` tells where to search. The children have the tag `mlflow.parentRunId`;
# in a filter: `tags.mlflow.parentRunId = '...'`. Convert first, then `groupby` and `sort_values`.
# </details>


# %% nbgrader={"grade": false, "grade_id": "plot-sweep", "locked": false, "schema_version": 3, "solution": true, "task": false}
def plot_sweep(sweep_id):
    """Draw auc_held_out over max_depth, one line per min_samples_leaf, from the finished children of a sweep."""
    ### BEGIN SOLUTION
    children = mlflow.search_runs(
        [mlflow.get_run(sweep_id).info.experiment_id],
        filter_string=f"tags.mlflow.parentRunId = '{sweep_id}' and attributes.status = 'FINISHED'",
    )
    children["depth"] = children["params.max_depth"].astype(int)
    children["leaf"] = children["params.min_samples_leaf"].astype(int)
    _, axes = plt.subplots(figsize=(6, 3.4))
    for leaf, line in children.sort_values("depth").groupby("leaf"):
        axes.plot(line["depth"], line["metrics.auc_held_out"], marker="o", label=f"min_samples_leaf = {leaf}")
    axes.set_xlabel("max_depth")
    axes.set_ylabel("AUC on the held-out month")
    axes.legend()
    return axes
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "plot-sweep-check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
def _log_sweep(client, experiment_id, points, others=()):
    """Log a made-up sweep of finished (leaf, depth, auc_held_out) and others with a status; return the parent's id."""
    parent_id = client.create_run(experiment_id, run_name="sweep").info.run_id
    client.log_metric(parent_id, "best_auc", max(point[2] for point in points))
    for leaf, depth, score, status in [*((*point, "FINISHED") for point in points), *others]:
        run_id = client.create_run(experiment_id, tags={"mlflow.parentRunId": parent_id}).info.run_id
        client.log_param(run_id, "max_depth", depth)
        client.log_param(run_id, "min_samples_leaf", leaf)
        client.log_metric(run_id, "auc_train", 0.9 + depth / 1000)
        if score is not None:
            client.log_metric(run_id, "auc_held_out", score)
        if status != "RUNNING":
            client.set_terminated(run_id, status)
    client.set_terminated(parent_id)
    return parent_id


def _read_lines(axes):
    return [
        (line.get_label(), [float(x) for x in line.get_xdata()], [round(float(y), 6) for y in line.get_ydata()])
        for line in axes.get_lines()
    ]


plt.close("all")
with fresh_store() as _client:
    _experiment = _client.get_experiment_by_name(EXPERIMENT).experiment_id
    _points = [(50, 2, 0.62), (50, 12, 0.64), (50, 8, 0.65), (5, 12, 0.58), (5, 2, 0.61), (5, 8, 0.60), (100, 8, 0.63)]
    _sweep_id = _log_sweep(_client, _experiment, _points, others=[(5, 0, None, "FAILED")])
    _log_sweep(_client, _experiment, [(5, 4, 0.99), (7, 4, 0.98)])  # somebody else's sweep
    _axes = plot_sweep(_sweep_id)
    assert isinstance(_axes, plt.Axes), f"expected matplotlib Axes, got {type(_axes).__name__}"
    try:
        _lines = _read_lines(_axes)
    except (TypeError, ValueError):
        _lines = None
    assert _lines is not None and not any(
        "str" in str(type(x)) for line in _axes.get_lines() for x in line.get_xdata()
    ), "the x values are texts: parameters come out of MLflow as text, convert them to numbers"
    _names = [name for name, _, _ in _lines]
    assert "min_samples_leaf = 7" not in _names, (
        "a line of another sweep is in the picture: take the children of this parent only"
    )
    assert _names == ["min_samples_leaf = 5", "min_samples_leaf = 50", "min_samples_leaf = 100"], (
        f"expected the lines 'min_samples_leaf = 5', '... = 50' and '... = 100', in that order, got {_names}: sort the "
        "values as numbers, and label each line"
    )
    for (_name, _x, _y), _leaf in zip(_lines, (5, 50, 100), strict=True):
        _want = sorted((depth, score) for leaf, depth, score in _points if leaf == _leaf)
        assert _x == [depth for depth, _ in _want], (
            f"{_name}: expected x = {[depth for depth, _ in _want]}, got {_x}: max_depth ascending as a number, finished "
            "children of this sweep only"
        )
        assert _y == [score for _, score in _want], (
            f"{_name}: expected y = {[score for _, score in _want]} (auc_held_out), got {_y}"
        )
    ### BEGIN HIDDEN TESTS
    assert (_axes.get_xlabel(), _axes.get_ylabel()) == ("max_depth", "AUC on the held-out month"), (
        f"the axes are labelled {_axes.get_xlabel()!r} and {_axes.get_ylabel()!r}, expected 'max_depth' and 'AUC on the held-out month'"
    )
    assert _axes.get_legend() is not None, "the picture has no legend: which line is which?"
    _elsewhere = _client.create_experiment("elsewhere")
    mlflow.set_experiment(EXPERIMENT)
    _unfinished = [(1, 8, 0.7, "FAILED"), (1, 11, 0.8, "RUNNING"), (3, 9, 0.9, "KILLED")]  # each with its score
    _second_id = _log_sweep(_client, _elsewhere, [(1, 10, 0.55), (1, 9, 0.56)], _unfinished)
    try:
        _second = plot_sweep(_second_id)
    except KeyError as _error:
        raise AssertionError(
            f"KeyError {_error}: no child was found for a sweep in another experiment: the sweep's run tells which"
        ) from None
    assert _second is not _axes and _second.figure is not _axes.figure, (
        "a second call drew into the first figure: make a new one"
    )
    assert _read_lines(_second) == [("min_samples_leaf = 1", [9.0, 10.0], [0.56, 0.55])], (
        f"a sweep in another experiment: expected one line with x = [9, 10], got {_read_lines(_second)}: the status decides, "
        "for a child that is not FINISHED may have a score"
    )
    ### END HIDDEN TESTS
plt.close("all")

# %% [markdown]
# ### On the team's store
# The newest sweep, found by a search.

# %%
sweeps = mlflow.search_runs(experiment_names=[EXPERIMENT], filter_string="metrics.best_auc > 0", max_results=1)
with waits_for("4 and 6"):
    if sweeps.empty:
        raise NotImplementedError
    plot_sweep(sweeps["run_id"][0])
    plt.show()

# %% [markdown]
# Read it: up to depth 6 both trees learn. Beyond, the tree whose leaves may hold a single flight learns flights by
# heart and loses on August what it gained. With at least 50 flights in a leaf the depth hardly matters.

# %% [markdown]
# ## 7 · The champion, its challenger, and the way back
#
# **Goal.** Change the model in production by a rule, and undo it in a second.
#
# **Why it matters.** The registry gives a model a name and its versions numbers. Which version serves is said by an
# **alias**, a movable label. (Old texts speak of *stages*, `Staging` and `Production`. MLflow 3 deprecates them.) The
# service asks for `models:/late@champion`; moving the alias is the release, moving it back is the roll-back.
#
# **A worked example.** Two versions of the baseline, and an alias that moves.

# %%
name = "example"
for _ in range(2):
    version = mlflow.register_model(info.model_uri, name)  # makes the registered model when it does not exist
client.set_registered_model_alias(name, "champion", 1)
client.set_registered_model_alias(name, "champion", 2)  # moves it: an alias points to one version
client.set_model_version_tag(name, 2, "checked_by", "night shift")

print("aliases:  ", {alias: int(number) for alias, number in client.get_registered_model(name).aliases.items()})
print("champion: ", int(client.get_model_version_by_alias(name, "champion").version))
client.delete_registered_model_alias(name, "champion")
try:
    client.get_model_version_by_alias(name, "champion")
except MlflowException as error:
    print("no alias: ", error)

# %% [markdown]
# **Your task.** Write two functions. The models are trees logged as in exercise 2;
# `mlflow.sklearn.load_model("models:/late/3")` gives version 3 of `late` back as a scikit-learn model.
#
# `promote(name, model_uri, held_out) -> bool`
#
# - Registers `model_uri` (such as `models:/m-1f0c...`) as a new version of the registered model `name`.
# - Measures the new version, the challenger, with `auc(model, held_out)` and notes the value on it, in the version tag
#   `auc_held_out`, as `str(value)`.
# - No champion yet: the challenger gets the alias `champion`.
# - Otherwise the champion is measured on **the same flights**. The challenger wins when its AUC is **higher**; on a tie
#   the champion stays. When it wins, the alias `previous` goes to the old champion and `champion` to the challenger.
#   When it loses, no alias moves.
# - Returns whether the challenger is the champion now.
#
# `roll_back(name) -> int`
#
# - `name` is a registered model that has a champion.
# - Gives `champion` back to the version with the alias `previous`, and removes the alias `previous`.
# - Returns the number of the version that is champion now. Without the alias `previous` it raises `ValueError` and
#   moves nothing.
#
# **Expected.** Version 1 becomes champion, 2 loses, 3 wins: aliases `{"champion": 3, "previous": 1}`. After
# `roll_back` they are `{"champion": 1}`.
#
# <details><summary>Hint</summary>
#
# `client.get_registered_model(name).aliases` is a dictionary: `.get("champion")` is `None` when there is none. The
# champion's tag holds its AUC of *another* month: measure again. Version numbers may come as text: `int(...)`.
# </details>


# %% nbgrader={"grade": false, "grade_id": "promote", "locked": false, "schema_version": 3, "solution": true, "task": false}
def promote(name, model_uri, held_out):
    """Register a challenger and make it champion if it beats the champion on the held-out flights."""
    ### BEGIN SOLUTION
    client = MlflowClient()
    challenger = mlflow.register_model(model_uri, name)
    score = auc(mlflow.sklearn.load_model(model_uri), held_out)
    client.set_model_version_tag(name, challenger.version, "auc_held_out", str(score))

    champion = client.get_registered_model(name).aliases.get("champion")
    if champion is not None:
        if score <= auc(mlflow.sklearn.load_model(f"models:/{name}/{champion}"), held_out):
            return False
        client.set_registered_model_alias(name, "previous", champion)
    client.set_registered_model_alias(name, "champion", challenger.version)
    return True
    ### END SOLUTION


def roll_back(name):
    """Make the previous champion the champion again; return its version."""
    ### BEGIN SOLUTION
    client = MlflowClient()
    previous = client.get_registered_model(name).aliases.get("previous")
    if previous is None:
        raise ValueError(f"{name} has no previous champion")
    client.set_registered_model_alias(name, "champion", previous)
    client.delete_registered_model_alias(name, "previous")
    return int(previous)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "promote-check", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
_train, _held_out = flights_of(range(1, 7), 1500), flights_of(9, 1000)
_trees = {
    "weak": tree(18).fit(_train[FEATURES], _train["late"]),
    "worse": tree(1).fit(_train[FEATURES], 1 - _train["late"]),
    "strong": tree(4, 50).fit(_train[FEATURES], _train["late"]),
}
_auc = {label: auc(model, _held_out) for label, model in _trees.items()}
with fresh_store() as _client:
    _uri = {label: log_tree(model, _train).model_uri for label, model in _trees.items()}

    def _aliases(name="late"):
        return {str(alias): int(version) for alias, version in _client.get_registered_model(name).aliases.items()}

    # The first champion's own score comes from its training flights: far too good, and never to be compared with.
    _won = promote("late", _uri["weak"], _train)
    assert isinstance(_won, bool), f"promote: expected True or False, got {_won!r}"
    assert _won and _aliases() == {"champion": 1}, (
        f"promote: with no champion yet, expected True and the aliases {{'champion': 1}}, got {_won} and {_aliases()}"
    )
    _won = promote("late", _uri["worse"], _held_out)
    assert _won is False and _aliases() == {"champion": 1}, (
        f"promote: the challenger has AUC {_auc['worse']:.3f} and the champion {_auc['weak']:.3f}: expected False and the "
        f"aliases {{'champion': 1}}, got {_won} and {_aliases()}"
    )
    _won = promote("late", _uri["strong"], _held_out)
    assert _won is True and _aliases() == {"champion": 3, "previous": 1}, (
        f"promote: on the same flights the challenger has AUC {_auc['strong']:.3f} and the champion {_auc['weak']:.3f} "
        f"(its tag is of other flights): expected True and {{'champion': 3, 'previous': 1}}, got {_won} and {_aliases()}"
    )
    _version = roll_back("late")
    assert isinstance(_version, int) and int(_version) == 1, (
        f"roll_back: expected the version 1, which was champion before 3, got {_version!r}: version 2 never was"
    )
    assert _aliases() == {"champion": 1}, f"roll_back: expected the aliases {{'champion': 1}}, got {_aliases()}"
    ### BEGIN HIDDEN TESTS
    try:
        roll_back("late")
    except ValueError:
        pass
    except MlflowException as _error:
        raise AssertionError(
            f"roll_back: there is no alias 'previous' any more: expected ValueError, got MLflow's own error: {_error}"
        ) from None
    else:
        raise AssertionError("roll_back: there is no alias 'previous' any more: expected ValueError")
    assert _aliases() == {"champion": 1}, f"roll_back without 'previous' must move nothing, got {_aliases()}"

    assert promote("late", _uri["weak"], _held_out) is False, (
        "promote: the same model again is a tie, and on a tie the champion stays"
    )
    assert _aliases() == {"champion": 1}, f"promote: on a tie no alias moves, got {_aliases()}"
    for _version, _label, _flights in (
        (1, "weak", _train),
        (2, "worse", _held_out),
        (3, "strong", _held_out),
        (4, "weak", _held_out),
    ):
        _tag = _client.get_model_version("late", str(_version)).tags.get("auc_held_out")
        assert _tag is not None and abs(float(_tag) - auc(_trees[_label], _flights)) < 1e-9, (
            f"promote: version {_version}'s tag auc_held_out: expected {auc(_trees[_label], _flights):.4f}, got {_tag}: note it "
            "on every challenger, also on one that loses"
        )
    assert promote("late", _uri["strong"], _held_out) is True, (
        "promote: after a roll-back a better challenger wins again"
    )
    assert _aliases() == {"champion": 5, "previous": 1}, (
        f"promote: expected {{'champion': 5, 'previous': 1}}, got {_aliases()}"
    )
    assert promote("other", _uri["worse"], _held_out) is True and _aliases("other") == {"champion": 1}, (
        "promote: a new name has a registered model and a champion of its own"
    )
    assert _aliases() == {"champion": 5, "previous": 1}, "promote: the aliases of another registered model moved"
    ### END HIDDEN TESTS

# %% [markdown]
# ### On the team's store
#
# The sweep chose by August, so August flatters its winner. The promotion is decided on September.

# %%
september = flights_of(9, 3000)
with waits_for("7"):
    for settings in ({"max_depth": 16}, {"max_depth": 8, "min_samples_leaf": 50}, {"max_depth": 2}):
        challenger = log_tree(tree(**settings).fit(train[FEATURES], train["late"]), train, params=settings)
        won = promote("late", challenger.model_uri, september)
        print(settings, "wins" if won else "loses", dict(client.get_registered_model("late").aliases))
    print("rolled back to version", roll_back("late"))

# %% [markdown]
# ## 8 · Predictions by alias, guarded by the schema
#
# **Goal.** Serve whatever is champion now, and refuse input that does not fit.
#
# **Why it matters.** A service that names the version must be redeployed for each release. One that names the alias
# follows it. And input of the wrong type should be an error at the door, not a strange probability.
#
# **A worked example.** What MLflow's schema enforcement makes of seven kinds of input. The model was logged with
# `hour` as `long`, a whole number of 64 bits.

# %% tags=["nbval-check-output"]
model = mlflow.pyfunc.load_model(log_tree(tree(4).fit(train[FEATURES], train["late"]), train).model_uri)
some = train[FEATURES].head(2)
for what, flights in {
    "as it should be": some,
    "hour as int32": some.astype({"hour": "int32"}),
    "columns in another order": some[FEATURES[::-1]],
    "one column too many": some.assign(seat="12A"),
    "hour as float": some.astype({"hour": float}),
    "hour as text": some.astype({"hour": str}),
    "without dest": some.drop(columns="dest"),
}.items():
    try:
        model.predict(flights)
        print(f"{what:25} accepted")
    except MlflowException as error:
        print(f"{what:25} refused: {str(error).split('Error: ')[-1]}")

# %% [markdown]
# A float that *could* hold 17.5 or a missing value is refused even when it holds 17.0: the type decides, not the value.
# That bites in real life, because one missing hour turns the whole pandas column into floats. The limits: a surplus
# column is dropped without a word to the caller, and a **missing text** passes, although the schema says "required".
#
# MLflow's message quotes the table it was sent. In a service that is customers' data in the log.
#
# **Your task.** Write `predict_late(name, flights) -> tuple[int, list[float]]`.
#
# - Uses the version of the registered model `name` that has the alias `champion` **at the time of the call**; there is
#   one. The models give `predict_proba`'s two columns, as in exercise 2.
# - Returns that version's number, and for each flight, in the frame's order, the probability of being late.
# - `flights` is a frame of at least one row, with any index; it is not changed, and its types are not converted: what
#   schema enforcement accepts, a surplus column or a missing text too, you accept, and what it refuses, you refuse.
# - Refused input raises `ValueError`. Its message tells why and names the column; it quotes **no rows**: what follows
#   `Error: ` in MLflow's message is enough.
#
# **Expected.** On the team's store, after exercise 7, `predict_late("late", september.head(2))` gives version 1 and the
# probabilities 0.210 and 0.255. With `hour` as float it raises `ValueError: Incompatible input types for column hour.
# Can not safely convert float64 to int64.`
#
# <details><summary>Hint</summary>
#
# Ask for the version first, then load that version by its number: had you loaded by the alias and asked afterwards, the
# alias could have moved in between. `raise ValueError(...) from None` keeps MLflow's message out of the traceback.
# </details>


# %% nbgrader={"grade": false, "grade_id": "predict-late", "locked": false, "schema_version": 3, "solution": true, "task": false}
def predict_late(name, flights):
    """The champion's version, and its probability of being late for each flight."""
    ### BEGIN SOLUTION
    version = int(MlflowClient().get_model_version_by_alias(name, "champion").version)
    model = mlflow.pyfunc.load_model(f"models:/{name}/{version}")
    try:
        probabilities = model.predict(flights)
    except MlflowException as error:
        raise ValueError(str(error).split("Error: ")[-1]) from None
    return version, [float(p) for p in probabilities[:, 1]]
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "predict-late-check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
_train = flights_of([1, 2], 800)
_flights = flights_of(3, 60).set_index(pd.Index(range(500, 560)))
_trees = [tree(depth).fit(_train[FEATURES], _train["late"]) for depth in (2, 5, 9)]
with fresh_store() as _client:
    for _model in _trees:
        mlflow.register_model(log_tree(_model, _train).model_uri, "late")
    _client.set_registered_model_alias("late", "champion", "2")

    def _compare(champion, flights):
        try:
            answer = predict_late("late", flights)
        except ValueError as error:
            raise AssertionError(
                f"refused what schema enforcement accepts: {error!s:.200} (the columns {list(flights.columns)}, "
                f"{int(flights.isna().sum().sum())} missing texts): leave the decision to the model"
            ) from None
        assert isinstance(answer, tuple) and len(answer) == 2, (
            f"expected a tuple (version, probabilities), got {answer!r:.120}"
        )
        version, probabilities = answer
        assert isinstance(version, int) and int(version) == champion, (
            f"expected version {champion}, which has the alias champion, got {version!r}: the newest version is not the champion"
        )
        assert isinstance(probabilities, list) and len(probabilities) == len(flights), (
            f"expected a list of {len(flights)} probabilities, got {probabilities!r:.120}"
        )
        want = _trees[champion - 1].predict_proba(flights[FEATURES])[:, 1]
        assert all(isinstance(p, float) for p in probabilities), (
            f"expected floats, got {probabilities[:2]!r}: the second column is the probability of being late"
        )
        assert np.allclose([float(p) for p in probabilities], want), (
            f"expected the probabilities of version {champion}, {[round(float(p), 3) for p in want[:3]]}..., got "
            f"{[round(float(p), 3) for p in probabilities[:3]]}..."
        )

    def _refused(flights, column):
        try:
            answer = predict_late("late", flights)
        except ValueError as error:
            message = str(error)
        except KeyError as error:
            raise AssertionError(
                f"input that does not fit in {column!r} must raise ValueError, got KeyError {error}: hand the frame to the "
                "model as it is, without picking columns"
            ) from None
        else:
            raise AssertionError(
                f"input that does not fit in {column!r} must raise ValueError, but the answer is {answer!r:.80}: do not convert types"
            )
        assert column in message, f"the message must name the column {column!r}, got {message!r:.200}"
        assert "schema of data" not in message and "LAX" not in message, (
            f"the message quotes the rows that were sent: keep only what follows 'Error: '. It begins {message!r:.80}"
        )

    _compare(2, _flights[FEATURES])
    _client.set_registered_model_alias("late", "champion", "1")
    _compare(1, _flights[FEATURES])  # the alias has moved: so has the answer
    _california = _flights[FEATURES].assign(dest="LAX")
    _refused(_california.astype({"hour": float}), "hour")
    ### BEGIN HIDDEN TESTS
    _client.set_registered_model_alias("late", "champion", "3")
    _table = _flights[FEATURES[::-1]].assign(seat="12A").astype({"hour": "int32"})
    _before = _table.copy()
    _compare(3, _table)  # another order, a surplus column, a narrower type: all accepted
    assert _table.equals(_before) and list(_table.columns) == list(_before.columns), "the frame passed in was changed"
    _refused(_california.astype({"weekday": str}), "weekday")
    _refused(_california.drop(columns="origin"), "origin")
    _refused(_california.assign(distance=[np.nan] + [100.0] * 59), "distance")
    _refused(_california.assign(carrier=1), "carrier")
    _client.set_registered_model_alias("late", "champion", "2")
    _compare(2, _flights[FEATURES].head(1))
    _compare(2, _flights[FEATURES].assign(carrier=[None, *_flights["carrier"][1:]]))  # a missing text passes the schema
    ### END HIDDEN TESTS

# %% [markdown]
# ### On the team's store

# %%
with waits_for("7 and 8"):
    if not client.search_registered_models("name = 'late'"):
        raise NotImplementedError
    version, probabilities = predict_late("late", september.head(5))
    print("version", version, "says", [round(p, 3) for p in probabilities])

# %% [markdown]
# ## 9 · Incident: the run behind a wrong prediction
#
# **Goal.** Go from one wrong prediction to the run that made its model, and say what was wrong with it.
#
# **Why it matters.** When a customer complains, the model that answered may already be replaced. What the service
# wrote down is all you have. Ours writes the model's URI with every prediction.
#
# **The incident.** A passenger was told "4 % risk of being late" and arrived more than two hours late. The night before,
# a retrained model had won its promotion by a wide margin. Run the cell: it brings the incident to the team's store.

# %%
leaky = [*FEATURES, "dep_delay"]
suspects = {}
for columns in (FEATURES, leaky):
    fitted = tree(6, 50, features=columns).fit(train[columns], train["late"])
    suspect = log_tree(fitted, train, features=columns, params={"max_depth": 6, "min_samples_leaf": 50})
    with mlflow.start_run(run_id=suspect.run_id):  # goes on with a run that has ended
        mlflow.log_metric("auc_held_out", auc(fitted, september, features=columns))
    registered = mlflow.register_model(suspect.model_uri, "late-service")
    suspects[int(registered.version)] = (suspect, fitted)
client.set_registered_model_alias("late-service", "champion", min(suspects))  # the night shift has rolled back already

runs = mlflow.search_runs(
    experiment_names=[EXPERIMENT],
    filter_string="metrics.auc_held_out > 0 and attributes.run_name = 'tree'",
    order_by=["attributes.start_time DESC"],
    max_results=2,
)
print(runs[["status", "params.max_depth", "params.min_samples_leaf", "metrics.auc_held_out"]].round(3))

late_by_hours = september[september["arr_delay"] > 120]
at_booking = late_by_hours[leaky].assign(dep_delay=0.0)  # nobody knows the delay yet: the service fills in 0
answered, answering = suspects[max(suspects)]
risk = answering.predict_proba(at_booking)[:, 1]
prediction = {
    "model_uri": answered.model_uri,
    "late_probability": round(float(risk.min()), 3),
    "arr_delay": float(late_by_hours["arr_delay"].iloc[int(risk.argmin())]),
}
print("the service's log:", {**prediction, "model_uri": "models:/m-..."})

# %% [markdown]
# Two runs with the same name and the same parameters. One has a score that is too good. Which one answered?
#
# **A worked example.** What a model's URI tells: `get_model_info` reads the signature and the run from the model
# itself. The registry lists the versions and what each was made from.

# %%
about = mlflow.models.get_model_info(info.model_uri)  # the baseline of exercise 2
print("logged by run:", mlflow.get_run(about.run_id).info.run_name)
print("wants:        ", about.signature.inputs.input_names())
for version in client.search_model_versions("name = 'example'"):
    print("version", version.version, "was made from this model:", version.source == info.model_uri)

# %% [markdown]
# **Your task.** Write `investigate(name, model_uri) -> dict` for a line of the prediction log.
#
# - `name` is a registered model. `model_uri` is the URI of the logged model that answered, such as `models:/m-1f0c...`.
#   All models have a signature; one may have inputs that are neither in `FEATURES` nor in `OUTCOMES`, such as `day`.
# - The dictionary has four keys:
#
# | key | value |
# | --- | --- |
# | `"run_id"` | the id (`str`) of the run that logged that model |
# | `"leaked"` | the columns (`list[str]`, sorted) among the model's inputs that are in `OUTCOMES`: nobody knows them before take-off |
# | `"versions"` | the versions (`list[int]`, ascending) of `name` that were made from **that model**; a run can log several models |
# | `"safe_version"` | the highest version (`int`) of `name` whose model has no input from `OUTCOMES`, or `None` if there is none |
#
# - The aliases do not matter: they may have moved since.
#
# **Expected.** For the incident above: `leaked` is `["dep_delay"]`, `versions` is `[2]`, `safe_version` is `1`. Each
# further run of the incident's cell registers two more versions, and the numbers are higher.
#
# <details><summary>Hint</summary>
#
# `mlflow.models.get_model_info` also takes `models:/late-service/2`. A version's `source` is the URI of its model.
# Versions may come as text; as text "10" is less than "9".
# </details>


# %% nbgrader={"grade": false, "grade_id": "investigate", "locked": false, "schema_version": 3, "solution": true, "task": false}
def investigate(name, model_uri):
    """The run behind a model, the columns it must not know, its versions, and the version to go back to."""

    ### BEGIN SOLUTION
    def leaked(uri):
        inputs = mlflow.models.get_model_info(uri).signature.inputs.input_names()
        return sorted(set(inputs) & set(OUTCOMES))

    versions = MlflowClient().search_model_versions(f"name = '{name}'")
    safe = [int(version.version) for version in versions if not leaked(version.source)]
    return {
        "run_id": mlflow.models.get_model_info(model_uri).run_id,
        "leaked": leaked(model_uri),
        "versions": sorted(int(version.version) for version in versions if version.source == model_uri),
        "safe_version": max(safe, default=None),
    }
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "investigate-check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
def _plant(columns_of_models):
    """Log one tree for each list of columns, all in one run; return their ModelInfos."""
    mlflow.set_experiment(EXPERIMENT)
    flights = flights_of([1, 2], 300)
    infos = []
    with mlflow.start_run(run_name="tree"):
        mlflow.log_params({"max_depth": 2, "min_samples_leaf": 1})
        for columns in columns_of_models:
            model = tree(2, features=columns).fit(flights[columns], flights["late"])
            infos.append(
                mlflow.sklearn.log_model(
                    model,
                    name="model",
                    signature=infer_signature(flights[columns], model.predict_proba(flights[columns])),
                    pip_requirements=REQUIREMENTS,
                    skops_trusted_types=TRUSTED,
                )
            )
    return infos


def _examine(name, model_uri):
    answer = investigate(name, model_uri)
    assert isinstance(answer, dict) and {str(key) for key in answer} == {
        "run_id",
        "leaked",
        "versions",
        "safe_version",
    }, f"expected a dictionary with run_id, leaked, versions and safe_version, got {answer!r:.200}"
    for key in ("leaked", "versions"):
        assert isinstance(answer[key], list), f"{key}: expected a list, got {type(answer[key]).__name__}"
    assert answer["safe_version"] is None or isinstance(answer["safe_version"], int), (
        f"safe_version: expected an int or None, got {answer['safe_version']!r}"
    )
    return answer


with fresh_store() as _client:
    (_honest,) = _plant([FEATURES])
    (_bad,) = _plant([[*FEATURES, "dep_delay"]])
    for _made_from in (_honest, _bad):
        mlflow.register_model(_made_from.model_uri, "service")
    _client.set_registered_model_alias("service", "champion", "1")  # rolled back since

    _answer = _examine("service", _bad.model_uri)
    assert str(_answer["run_id"]) == _bad.run_id, (
        "run_id: that is not the run that logged the model of the prediction: the champion of today did not answer"
    )
    assert [str(c) for c in _answer["leaked"]] == ["dep_delay"], (
        f"leaked: expected ['dep_delay'], got {_answer['leaked']}: compare the model's inputs with OUTCOMES"
    )
    assert [int(v) for v in _answer["versions"]] == [2], (
        f"versions: expected [2], got {_answer['versions']}: a version was made from the model whose URI is its `source`"
    )
    assert _answer["safe_version"] == 1, (
        f"safe_version: expected 1, got {_answer['safe_version']}: version 2 has a leaked input"
    )
    ### BEGIN HIDDEN TESTS
    # A longer history: one run logs two models, versions above 9, the newest versions leak, one model registered twice.
    _twin_bad, _twin_honest = _plant([["air_time", *FEATURES, "dep_delay"], [*FEATURES[:4], "day"]])
    for _made_from in (
        _honest,
        _bad,
        _twin_bad,
        _honest,
        _bad,
        _twin_bad,
        _bad,
        _bad,
        _twin_honest,
        _honest,
        _bad,
        _twin_bad,
    ):
        mlflow.register_model(_made_from.model_uri, "long")
    _answer = _examine("long", _twin_bad.model_uri)
    assert str(_answer["run_id"]) == _twin_bad.run_id, "run_id: not the run that logged the model"
    assert [str(c) for c in _answer["leaked"]] == ["air_time", "dep_delay"], (
        f"leaked: expected ['air_time', 'dep_delay'], got {_answer['leaked']}"
    )
    assert [int(v) for v in _answer["versions"]] == [3, 6, 12], (
        f"versions: expected [3, 6, 12], got {_answer['versions']}: every version made from that model, ascending as numbers, "
        "and none of another model of the same run"
    )
    assert _answer["safe_version"] == 10, (
        f"safe_version: expected 10, got {_answer['safe_version']}: the highest number without a leaked input, aliases aside"
    )
    _answer = _examine("long", _twin_honest.model_uri)
    assert list(_answer["leaked"]) == [] and [int(v) for v in _answer["versions"]] == [9], (
        f"an honest model with the inputs {[*FEATURES[:4], 'day']}: expected no leaked column, for none is in OUTCOMES, and "
        f"version 9, got {_answer}"
    )
    mlflow.register_model(_bad.model_uri, "hopeless")
    try:
        _answer = _examine("hopeless", _twin_bad.model_uri)
    except (ValueError, IndexError) as _error:
        raise AssertionError(f"no version of 'hopeless' is safe: expected None, got an error: {_error}") from None
    assert _answer["safe_version"] is None, (
        f"no version of 'hopeless' is safe: expected None, got {_answer['safe_version']}"
    )
    assert _answer["versions"] == [], f"no version was made from that model: expected [], got {_answer['versions']}"
    ### END HIDDEN TESTS

# %% [markdown]
# ### On the team's store
#
# The verdict, and why September did not warn anybody: in the table the delay at departure is filled in, in the service
# it never can be.

# %%
with waits_for("9"):
    found = investigate("late-service", prediction["model_uri"])
    print("the run's AUC:", round(mlflow.get_run(found["run_id"]).data.metrics["auc_held_out"], 3))
    print("leaked:", found["leaked"], "versions:", found["versions"], "go back to:", found["safe_version"])

print("the leaky model in September, by the table:      AUC", round(auc(answering, september, features=leaky), 3))
print(
    "and with what the service knows (dep_delay = 0): AUC",
    round(auc(answering, september.assign(dep_delay=0.0), features=leaky), 3),
)

# %% [markdown]
# A gate that compares AUCs promotes the leaky model every time. A gate that looks at the *signature* stops it. Lab 14
# puts gates into the pipeline.

# %% [markdown]
# ## Go further
#
# **Visit the user interface.** Run the next cell and open the address. Look for: the sweep's children under their
# parent (*Runs*, grouped); two runs side by side (*Compare*); the model's signature and input example; the registered
# model with its aliases. On your own machine the address opens as it is. On Binder or a JupyterHub the server is
# behind Jupyter: with `jupyter-server-proxy` installed there, the second kind of address goes through Jupyter's own
# login. For that the server must accept the hub's name as its own, which it refuses by default; the cell that started
# the server did that when it saw the hub.

# %%
prefix = os.environ.get("JUPYTERHUB_SERVICE_PREFIX")
if team_server is None:
    print("The team's server is not running: solve exercise 1, run its check and the cell after it.")
else:
    print("The user interface:", f"{prefix}proxy/{team_server.port}/" if prefix else team_server.url)

# %% [markdown]
# - **Serve a version** with MLflow's own scoring server and send it a wrong type:
#   `MLFLOW_TRACKING_URI=... mlflow models serve -m models:/late@champion --env-manager local -p 5001` in a terminal, with
#   the address above, then `curl http://127.0.0.1:5001/invocations -H 'Content-Type: application/json' -d
#   '{"dataframe_records": [{"carrier": "AA", "origin": "JFK", "dest": "LAX", "hour": 17.5, "weekday": 4, "distance": 2475}]}'`.
# - **Log the data, too:** `mlflow.log_input(mlflow.data.from_pandas(train, name="jan-jun"), context="training")` puts a
#   digest of the frame into the run. Would it have told the two runs of the incident apart? Try it.
# - **Passwords:** `mlflow server --app-name basic-auth` asks for one. It needs `pip install "mlflow[auth]"` and a text of
#   your own in the environment variable `MLFLOW_FLASK_SERVER_SECRET_KEY`. Who may move `champion`?

# %% [markdown]
# ## What is now fixed, and what is not
#
# **Fixed.** Every training says what it was, how it did month by month, and what its model wants as input. One alias
# says which version serves; moving it back takes a second. A wrong prediction leads to a run.
#
# **Still broken.** The run says *8000 flights*, not *which* (lab 10: DVC). The service computes features by itself, and
# so it filled in a 0 (lab 11: feature store). Somebody has to start the training (lab 12: Airflow). No gate looks at a
# signature before a promotion (lab 14: CI/CD).
#
# **Done when**
# - the server starts from your command, and nothing is kept outside its folder;
# - each run answers: which parameters, which months, which inputs;
# - you can say which version is champion, why, and what was before it;
# - given a line of the prediction log, you find the run in a minute.
#
# **Sources**
# - MLflow documentation: *Tracking server*, *Model registry* (aliases), *Model signatures and input examples*,
#   <https://mlflow.org/docs/latest/>
# - skops documentation: *Secure persistence*, <https://skops.readthedocs.io/en/stable/persistence.html>
# - S. Kaufman, S. Rosset, C. Perlich, O. Stitelman: *Leakage in data mining: formulation, detection, and avoidance*,
#   ACM Transactions on Knowledge Discovery from Data 6(4), 2012, <https://doi.org/10.1145/2382577.2382579>
#
# The last cell ends the server. It would end with the notebook's kernel, too.

# %%
team.close()
team_server = None
mlflow.set_tracking_uri(LAPTOP)
