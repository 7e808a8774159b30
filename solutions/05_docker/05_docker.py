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
# # 05 · Docker: the service in an image
#
# **110 minutes, 8 exercises, 20 points.** Roadmap step: *Docker* (images, Dockerfile, Docker Compose).
#
# You will be able to
#
# - **read** an image as what it is: a list of layers, a configuration, and digests that hold them together;
# - **find** a secret and wasted megabytes in an image that looks clean from inside;
# - **predict** which steps of a build a change runs again;
# - **write** a Dockerfile and a `.dockerignore` that a reviewer would pass;
# - **wire** the service, MLflow and Prometheus together with Compose so that they start in the right order.
#
# **You need:** Python functions, `pathlib` and `json`; a shell command read without fear. No other lab has to be done
# first, and no Docker: every graded part works without an engine. Where one answers, the lab also builds and runs your
# image on it.
#
# **The story so far.** You join the team behind a service that predicts, before take-off, whether a flight out of New
# York will arrive *more than 15 minutes late*. The model of lab 07 has become a small web service. It runs on one
# laptop. A colleague has already put it into an image, `flight-service:v7`, and left the team. This morning the
# registry's scanner reported a token in that image, and the platform team asks why a service of three files is so big.
#
# **How the exercises work.** Each has a goal, an example that runs, *Your task* (the complete contract), a stub and a
# check. Replace the two lines `# YOUR CODE HERE` and `raise NotImplementedError()` with your answer, run the cell, and run
# the check below it. No output and no error from a check means that its visible tests pass. The exercises do not depend
# on each other.

# %% [markdown]
# ## Setup
#
# Run this cell first. It makes `work/`, where the lab keeps everything that it writes:
#
# - `work/project`: the service as it lies on the laptop, with all the clutter that a laptop has;
# - `work/hello` and `work/flight-service-v7`: two images, as OCI image layouts.

# %% tags=["setup"]
import io
import json
import os
import posixpath
import re
import shlex
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from pathlib import Path, PurePosixPath
from string import Template
from typing import NamedTuple

import docker
import httpx
import matplotlib.pyplot as plt
import yaml
from dockerfile_parse import DockerfileParser
from image_layout import Image, Step, filler, hello, incident, made_up_rows, token, write_image

from labkit.files import read_answer
from labkit.services import service

WORK = Path("work")
TOOLS = Path(sys.executable).parent  # hadolint is installed beside Python
FLIGHT = {"carrier": "UA", "origin": "EWR", "dest": "ORD", "hour": 17, "weekday": 4}  # a Friday, after five


def make_project(folder):
    """The service's folder as it lies on the laptop: what is handed out, and the clutter around it. Made anew."""
    folder = Path(folder)
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree("project", folder, ignore=shutil.ignore_patterns("__pycache__"))
    clutter = {
        ".env": b"MLFLOW_TOKEN=" + token(99) + b"\n",
        ".git/config": b"[core]\n",
        ".git/objects/pack/pack-1.pack": filler(1_500_000, 1),
        ".venv/lib/python3.11/site-packages/fastapi/__init__.py": b"# installed on the laptop\n" * 4000,
        "__pycache__/train.cpython-311.pyc": filler(3_000, 2),
        "data/flights_2013_01.csv": made_up_rows(80_000, 1),
        "notebooks/explore.ipynb": b'{"cells": []}\n' * 3000,
        "service/.env": b"MLFLOW_TOKEN=" + token(98) + b"\n",
        "service/__pycache__/app.cpython-311.pyc": filler(4_000, 3),
        "tests/test_service.py": b"def test_health(): ...\n",
    }
    for name, content in clutter.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def context(folder):
    """What a builder is sent of a folder, as the docker SDK packs it: path -> bytes, files only."""
    ignore = Path(folder, ".dockerignore")
    lines = [line.strip() for line in ignore.read_text().splitlines()] if ignore.is_file() else []
    patterns = [line for line in lines if line and not line.startswith("#")]  # as the SDK's own build() reads it
    with docker.utils.tar(str(folder), exclude=patterns, dockerfile=("Dockerfile", None)) as packed:
        return {member.name: member.size for member in tarfile.open(fileobj=packed) if member.isfile()}


def blob(image, digest):
    """The bytes that a digest such as `sha256:ab12...` names in an OCI layout.

    Raises ValueError when they are not what the digest says.
    """
    algorithm, name = digest.split(":")
    content = Path(image, "blobs", algorithm, name).read_bytes()
    if sha256(content).hexdigest() != name:
        raise ValueError(f"the content of {digest[:19]}... is not what its digest says")
    return content


def read_image(image):
    """An image's manifest and configuration, each a dict as the OCI image specification describes it."""
    index = json.loads(Path(image, "index.json").read_text())
    manifest = json.loads(blob(image, index["manifests"][0]["digest"]))
    return manifest, json.loads(blob(image, manifest["config"]["digest"]))


def open_layers(image):
    """An image's layers as open tar archives, the base first; compressed or not, as each layer is."""
    manifest, _ = read_image(image)
    return [tarfile.open(fileobj=io.BytesIO(blob(image, layer["digest"]))) for layer in manifest["layers"]]


class Instruction(NamedTuple):
    """One instruction of a Dockerfile."""

    line: int  # where it begins; the file's first line is 1
    name: str  # FROM, RUN, COPY, ... in capitals
    value: str  # what follows the name, continued lines joined
    stage: int  # 0 for the first FROM and what follows it, -1 for an ARG before it


def instructions(dockerfile):
    """The instructions of a Dockerfile's text in order, as the package dockerfile-parse reads them; no comments."""
    parser = DockerfileParser(fileobj=io.BytesIO(dockerfile.encode()))
    found, stage = [], -1
    for item in parser.structure:
        if item["instruction"] == "COMMENT":
            continue
        stage += item["instruction"] == "FROM"
        found.append(Instruction(item["startline"] + 1, item["instruction"], item["value"], stage))
    return found


@contextmanager
def waits_for(exercises):
    """Run the lines below it, or say what they wait for while something they use still is a stub."""
    try:
        yield
    except (NotImplementedError, FileNotFoundError):
        print(f"This cell waits for {exercises}.")


WORK.mkdir(exist_ok=True)
PROJECT = make_project(WORK / "project")
HELLO = write_image(WORK / "hello", hello())
V7 = write_image(WORK / "flight-service-v7", incident())
print("hadolint", "is here" if shutil.which("hadolint", path=TOOLS) else "is missing: run `make env`")
print("docker SDK", docker.__version__)

# %% [markdown]
# ## It works on this laptop
#
# This is the service. The cell starts it with the packages of this notebook and asks it once.

# %%
command = [sys.executable, "-B", "-m", "uvicorn", "service.app:app", "--port", "{port}"]
with service(command, cwd=PROJECT) as laptop:
    print(httpx.get(laptop.url + "/health").json())
    print(httpx.post(laptop.url + "/predict", json=FLIGHT).json())

# %% [markdown]
# It needs Python, three packages and the packages that those need (15 in all), its three files, and nobody's home folder.
# None of that is written down in a way that another machine could follow. An image is that writing.
#
# # Part 1: what an image is
#
# An image is no virtual machine and no black box. It is a folder of files, and a standard says what they are: the *OCI
# image specification*. Docker, Podman, Kubernetes and every registry read and write it.
#
# - `index.json` names the manifest.
# - The **manifest** names one configuration and a list of **layers**, the base first.
# - A **layer** is a tar archive, usually gzip-compressed: the files that one step of the build added or changed.
# - The **configuration** holds what a container is started with (variables, user, command) and the **history**: one entry
#   for each instruction of the Dockerfile.
# - Everything is named by its **digest**, the SHA-256 of its bytes. Change one byte and its name is wrong.
#
# Here is a small one, looked through by hand.

# %%
manifest, config = read_image(HELLO)
print("layers of the manifest:")
for layer in manifest["layers"]:
    print("  ", layer["digest"][:19], f"{layer['size']:>6} bytes", layer["mediaType"].rpartition(".")[2])
print("history of the configuration:")
for entry in config["history"]:
    print("  ", entry["created_by"], "(no layer)" if entry.get("empty_layer") else "")
print("files in the layers:")
for number, layer in enumerate(open_layers(HELLO)):
    for member in layer:
        print("  ", number, member.name, member.size if member.isfile() else "no file")

# %% [markdown]
# Two layers, four instructions: `CMD` and `USER` change the configuration alone, and say so with `"empty_layer": true`.
# And the digest guards what it names:

# %%
forged = shutil.copytree(HELLO, WORK / "forged", dirs_exist_ok=True)
victim = forged / "blobs" / "sha256" / manifest["layers"][1]["digest"].removeprefix("sha256:")
victim.write_bytes(victim.read_bytes() + b"one byte more")
try:
    open_layers(forged)
except ValueError as error:
    print("ValueError:", error)

# %% [markdown]
# ## 1 · Which instruction made which layer (2 points)
#
# **Goal:** list an image's layers with the instruction that made each, and how big it is.
#
# **Why it matters.** This is `docker history`, the first thing to look at when an image is too big or holds what it should
# not. A registry bills compressed bytes, a node's disk fills with uncompressed ones: you need both.
#
# **Your task.** Write `layer_table(image)`. `image` is the folder of an OCI layout. Return a list with one `Layer` for each
# layer of the manifest, in the manifest's order:
#
# | field | meaning |
# | --- | --- |
# | `instruction` | `created_by` of the history entry that made the layer. Entries with `"empty_layer": true` made none. |
# | `digest` | the layer's digest as the manifest gives it |
# | `compressed` | bytes of the layer as it is stored and sent: `size` in the manifest |
# | `size` | bytes of the regular files in it, added up |
# | `files` | how many regular files it holds |
#
# A regular file whose name begins with `.wh.` is no file of the image but a mark that something was deleted. Leave it out of
# `size` and `files`.
#
# Raise `ValueError`, with both numbers in its message, when the history's entries that made a layer are not as many as the
# manifest's layers.
#
# `read_image(image)` gives manifest and configuration, `open_layers(image)` the layers as `tarfile.TarFile` objects. Both
# are in the setup.
#
# **Example.** For `work/hello`:
# ```
# [Layer(instruction='ADD rootfs.tar / # a very small base', digest='sha256:...', compressed=..., size=40000, files=1),
#  Layer(instruction='COPY hello.txt /srv/ # buildkit', digest='sha256:...', compressed=..., size=1200, files=1)]
# ```
#
# <details><summary>Hint</summary>
#
# Keep the history entries whose `empty_layer` is missing or false, compare their number with the layers, then `zip`
# entries, descriptors and archives. `tar.getmembers()` lists what is in an archive; `member.isfile()`, `member.name` and
# `member.size` say the rest.
# </details>


# %% nbgrader={"grade": false, "grade_id": "layer-table", "locked": false, "schema_version": 3, "solution": true, "task": false}
@dataclass(frozen=True)
class Layer:
    instruction: str
    digest: str
    compressed: int
    size: int
    files: int


def layer_table(image):
    manifest, config = read_image(image)
    ### BEGIN SOLUTION
    made = [entry for entry in config["history"] if not entry.get("empty_layer")]
    if len(made) != len(manifest["layers"]):
        raise ValueError(f"{len(made)} entries of the history made a layer, the manifest has {len(manifest['layers'])}")
    table = []
    for entry, descriptor, archive in zip(made, manifest["layers"], open_layers(image), strict=True):
        sizes = [m.size for m in archive if m.isfile() and not posixpath.basename(m.name).startswith(".wh.")]
        table.append(Layer(entry["created_by"], descriptor["digest"], descriptor["size"], sum(sizes), len(sizes)))
    return table
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "layer-table-check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
def told(table):
    assert isinstance(table, list), f"layer_table returns a list, not {type(table).__name__}"
    return [(str(r.instruction), str(r.digest), int(r.compressed), int(r.size), int(r.files)) for r in table]


with tempfile.TemporaryDirectory() as folder:
    steps = [
        Step("ADD base", {"etc/a": b"a" * 700, "etc/b": b"b" * 300, "bin": "usr/bin", "srv": None}),
        Step("ENV A=1"),
        Step("RUN rm /etc/b", {"etc/.wh.b": b""}),
        Step("USER 10001"),
        Step("COPY app /app", {"app/main.py": b"#" * 5000}),
    ]
    image = write_image(folder, Image(steps))
    descriptors = read_image(image)[0]["layers"]
    got = told(layer_table(image))
    assert len(got) == 3, f"the image has 3 layers and 5 instructions; expected 3 rows, got {len(got)}"
    assert [row[0] for row in got] == ["ADD base", "RUN rm /etc/b", "COPY app /app"], (
        f"ENV and USER made no layer (empty_layer): skip them, and keep the base first; got {[row[0] for row in got]}"
    )
    assert [row[1] for row in got] == [d["digest"] for d in descriptors], (
        "digest is that of the layer as it is stored, from the manifest; the diff_ids of the configuration are hashes of "
        "the uncompressed archives"
    )
    assert [row[2] for row in got] == [d["size"] for d in descriptors], (
        f"compressed: expected {[d['size'] for d in descriptors]} from the manifest, got {[row[2] for row in got]}"
    )
    assert [row[3] for row in got] == [1000, 0, 5000], (
        f"size adds up the regular files, uncompressed and without tar's own headers: expected [1000, 0, 5000], got "
        f"{[row[3] for row in got]}"
    )
    assert [row[4] for row in got] == [2, 0, 1], (
        f"files: expected [2, 0, 1] (no folder, no link, no .wh. mark), got {[row[4] for row in got]}"
    )
### BEGIN HIDDEN TESTS
with tempfile.TemporaryDirectory() as folder:
    steps = [
        Step("CMD one"),
        Step("ADD plain", {"a": b"x" * 2000}, compressed=False),
        Step("RUN cleanup", {"app/.wh..wh..opq": b"", "app/.hidden": b"y" * 7, "app/white.wh.txt": b"z" * 5}),
    ]
    got = told(layer_table(write_image(folder, Image(steps))))
    assert [row[3:] for row in got] == [(2000, 1), (12, 2)], (
        f"a layer may be stored as plain tar, and only names that begin with .wh. are marks: expected sizes and files "
        f"[(2000, 1), (12, 2)], got {[row[3:] for row in got]}"
    )


def with_history(folder, layers, history):
    """An image of so many layers whose configuration tells another history."""
    image = write_image(folder, Image([Step(f"RUN {n}", {f"file{n}": b"1"}) for n in range(layers)]))
    manifest, config = read_image(image)

    def store(content):
        data = json.dumps(content).encode()
        (image / "blobs" / "sha256" / sha256(data).hexdigest()).write_bytes(data)
        return "sha256:" + sha256(data).hexdigest()

    manifest["config"]["digest"] = store(config | {"history": history})
    (image / "index.json").write_text(json.dumps({"manifests": [{"digest": store(manifest)}]}))
    return image


NO_LAYER = {"created_by": "ENV A=1", "empty_layer": True}
with tempfile.TemporaryDirectory() as folder:
    history = [{"created_by": "ADD base", "empty_layer": False}, NO_LAYER, {"created_by": "COPY app"}]
    try:
        got = [row[0] for row in told(layer_table(with_history(folder, 2, history)))]
    except ValueError as error:
        got = f"ValueError: {error}"
    assert got == ["ADD base", "COPY app"], (
        f"only an empty_layer that is true made no layer; false says that the entry made one: expected ADD base and COPY "
        f"app, got {got}"
    )
for made, layers in [(4, 7), (8, 5)]:
    with tempfile.TemporaryDirectory() as folder:
        image = with_history(folder, layers, [{"created_by": f"RUN {n}"} for n in range(made)] + [NO_LAYER])
        try:
            layer_table(image)
        except ValueError as error:
            assert {str(made), str(layers)} <= set(re.findall(r"\d+", str(error))), (
                f"the message must name both numbers, {made} and {layers}; got {error}"
            )
        else:
            raise AssertionError(
                f"{made} entries made a layer and the manifest has {layers}: expected a ValueError, got a table"
            )
### END HIDDEN TESTS

# %% [markdown]
# **On the incident.** The layers of `flight-service:v7`:

# %%
with waits_for("exercise 1"):
    for number, row in enumerate(layer_table(V7)):
        print(f"{number}  {row.size / 1e6:5.1f} MB  {row.files:2} files  {row.instruction[:70]}")

# %% [markdown]
# # Part 2: the incident
#
# ## 2 · Find the leaked token (2 points)
#
# **Goal:** name every place of an image that holds a token.
#
# **Why it matters.** Whoever can pull an image can read all of it: each layer, also files that a later layer deletes, and
# the configuration with its history. `RUN rm .env` hides a file from the container. It takes nothing out of the image.
#
# **Example.** Two layers: the first brings a file, the second deletes it. A look into the container would show nothing.

# %%
demo = Image(
    [Step("COPY . /app", {"app/.env": b"PASSWORD=hunter2\n"}), Step("RUN rm /app/.env", {"app/.wh..env": b""})]
)
for number, layer in enumerate(open_layers(write_image(WORK / "demo", demo))):
    for member in layer:
        if member.isfile():
            print(number, member.name, layer.extractfile(member).read())

# %% [markdown]
# The second layer holds an empty file `.wh..env`, a *whiteout*: the name `.env` behind the prefix `.wh.`. The first layer
# is untouched, and so is the password.
#
# **Your task.** Write `find_leaks(image, pattern)`. `image` is the folder of an OCI layout, `pattern` a compiled regular
# expression over bytes (`re.compile(rb"...")`). Return a `set` of `Leak`, one for each place in which the pattern is found
# anywhere:
#
# | place | `layer` | `where` |
# | --- | --- | --- |
# | a regular file of a layer, deleted later or not | the layer's number, 0 for the base | the path in the archive, such as `"app/.env"` |
# | a variable in the configuration: an entry `NAME=value` of `config["config"]["Env"]` | `None` | `"Env NAME"` |
# | the text `created_by` of a history entry | `None` | `"history N"`, N the entry's number, 0 for the first, entries without a layer counted |
#
# Files may hold any bytes, not only text. A place with several tokens is one `Leak`. An image without leaks gives an empty
# set. Variables and history are text: encode them before you search them.
#
# **Example.** `find_leaks(WORK / "demo", re.compile(rb"hunter\d"))` gives `{Leak(layer=0, where='app/.env')}`.
#
# <details><summary>Hint</summary>
#
# `archive.extractfile(member).read()` gives a file's bytes, `pattern.search(data)` looks anywhere in them (`match` only at
# the start). Configuration: `_, config = read_image(image)`.
# </details>


# %% nbgrader={"grade": false, "grade_id": "find-leaks", "locked": false, "schema_version": 3, "solution": true, "task": false}
class Leak(NamedTuple):
    layer: int | None
    where: str


def find_leaks(image, pattern):
    ### BEGIN SOLUTION
    leaks = set()
    for number, archive in enumerate(open_layers(image)):
        for member in archive:
            if member.isfile() and pattern.search(archive.extractfile(member).read()):
                leaks.add(Leak(number, member.name))
    _, config = read_image(image)
    for variable in config["config"]["Env"]:
        if pattern.search(variable.encode()):
            leaks.add(Leak(None, f"Env {variable.split('=')[0]}"))
    for number, entry in enumerate(config["history"]):
        if pattern.search(entry["created_by"].encode()):
            leaks.add(Leak(None, f"history {number}"))
    return leaks
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "find-leaks-check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
def places(leaks):
    assert isinstance(leaks, set), f"find_leaks returns a set, not {type(leaks).__name__}"
    return {(None if leak.layer is None else int(leak.layer), str(leak.where)) for leak in leaks}


TOKEN = re.compile(rb"mlt_[A-Za-z0-9]{20}")
with tempfile.TemporaryDirectory() as folder:
    steps = [
        Step("ADD base", {"etc/os-release": b"ID=debian\n"}),
        Step("COPY . /app", {"app/.env": b"TOKEN=" + token(1), "app/main.py": b"print('mlt_short')\n"}),
        Step("RUN rm /app/.env", {"app/.wh..env": b""}),
        Step(f"ARG TOKEN={token(2).decode()}"),
        Step("COPY config.json /etc/", {"etc/config.json": b'{"token": "' + token(3) + b'"}'}),
    ]
    image = write_image(folder, Image(steps, env=[f"MLFLOW_TOKEN={token(4).decode()}", "MODE=prod"]))
    got = places(find_leaks(image, TOKEN))
    assert (1, "app/.env") in got, (
        f"layer 1 still holds app/.env: layer 2 only hides it from the container. Search every layer as it is; got {got}"
    )
    assert (3, "etc/config.json") in got, (
        f"etc/config.json of layer 3 holds a token. Layers are counted, not instructions: ARG made none; got {got}"
    )
    assert (None, "Env MLFLOW_TOKEN") in got, f"the variable MLFLOW_TOKEN of the configuration holds one; got {got}"
    assert (None, "history 3") in got, f"history entry 3, the ARG, holds one; got {got}"
    extra = got - {(1, "app/.env"), (3, "etc/config.json"), (None, "Env MLFLOW_TOKEN"), (None, "history 3")}
    assert not extra, f"these places hold no token: {extra}"
### BEGIN HIDDEN TESTS
with tempfile.TemporaryDirectory() as folder:
    steps = [
        Step("CMD first"),
        Step(
            "ADD base", {"usr/lib/lib.so": b"\xff\xfe\x00" + filler(500, 1) + token(5) + b"\xff" * 9}, compressed=False
        ),
        Step("COPY a b", {"srv/key": token(6), "srv/notes.txt": b"mlt_" + b"-" * 20, "srv/link": "key"}),
        Step("RUN rotate", {"srv/key": b"new\n"}),
    ]
    image = write_image(folder, Image(steps))
    got = places(find_leaks(image, TOKEN))
    assert got == {(0, "usr/lib/lib.so"), (1, "srv/key")}, (
        f"expected the binary file of layer 0 and srv/key of layer 1, which layer 2 replaced; got {got}"
    )
    assert places(find_leaks(image, re.compile(rb"no such thing"))) == set(), "no leak: expected an empty set"
    assert places(find_leaks(image, re.compile(rb"^CMD"))) == {(None, "history 0")}, (
        "the history counts entries without a layer, from 0: expected {(None, 'history 0')} for the pattern ^CMD"
    )
with tempfile.TemporaryDirectory() as folder:
    steps = [
        Step(f"RUN |1 TOKEN={token(7).decode()} make", {"opt/big": filler(300_000, 3) + token(8)}),
        Step("COPY key", {"srv/key": b"BEGIN KEY\n" + token(9)}),
        Step("COPY key again", {"srv/key": token(10), "srv/bytes": b"\xff\x00\xfe"}),
    ]
    image = write_image(folder, Image(steps, env=[f"URL=http://mlflow:5000/?user=ci&token={token(11).decode()}"]))
    got = places(find_leaks(image, TOKEN))
    assert (None, "history 0") in got, f"history entry 0, a RUN that made a layer, holds a token too; got {got}"
    assert (None, "Env URL") in got, f"the value of URL holds a token behind its second =; got {got}"
    assert (0, "opt/big") in got, f"opt/big holds a token at its end, behind 300,000 bytes; got {got}"
    assert {(1, "srv/key"), (2, "srv/key")} <= got, f"srv/key leaks in layer 1 and in layer 2: two places; got {got}"
    for pattern, place, why in [
        (rb"KEY\nmlt", (1, "srv/key"), "a pattern may reach over the end of a line"),
        (rb"\xff\x00\xfe", (2, "srv/bytes"), "a file's bytes are searched as they are, not decoded"),
        (rb"^URL=http", (None, "Env URL"), "an entry of Env is searched as a whole, NAME=value"),
    ]:
        got = places(find_leaks(image, re.compile(pattern)))
        assert got == {place}, f"{why}: expected {place} for the pattern {pattern}, got {got}"
### END HIDDEN TESTS

# %% [markdown]
# **On the incident.** Where `flight-service:v7` leaks:

# %%
with waits_for("exercise 2"):
    for leak in sorted(find_leaks(V7, re.compile(rb"mlt_[A-Za-z0-9]{20}")), key=str):
        print(leak)

# %% [markdown]
# Two leaks, two habits: `COPY . /app` took the laptop's `.env` along, and a build argument ended up in the history. What to
# do, in this order: **revoke the token**, because the image has been pulled and nothing can be un-pulled; build without it;
# delete the tag. A build that really needs a secret takes it by `RUN --mount=type=secret`, which leaves no trace in a layer.

# %% [markdown]
# ## 3 · Find the wasted bytes (3 points)
#
# **Goal:** for each layer, the bytes that are sent and stored but that no container ever sees.
#
# **Why it matters.** Each new node, each scale-up at rush hour and each CI job pulls the image. A layer is never made smaller
# by a later one: deleting or changing a file *adds* a layer and leaves the old bytes where they are.
#
# **The rules** by which a container's files come from the layers (the specification's `layer.md`). An entry of one layer
# hides what the layers *below* it (those before it in the manifest) have put there:
#
# 1. a path that comes again, as a file or as a link, replaces the old file; if the old path was a folder, everything in it
#    is gone;
# 2. a *whiteout* `dir/.wh.name` deletes `dir/name`; if that was a folder, everything in it is gone;
# 3. an *opaque whiteout* `dir/.wh..wh..opq` deletes everything in `dir`, at any depth, but not `dir` itself;
# 4. a folder that comes again hides nothing in it: folders are merged. (A folder in the place of a file replaces the file.)
#
# No entry hides anything of its own layer or of a layer above it.
#
# **Example.** Three layers, bytes in brackets:
# ```
# layer 0:  etc/a (100)   etc/b (50)   app/x (10)
# layer 1:  app/x (20)    etc/.wh.b
# layer 2:  app/.wh..wh..opq           app/y (5)
# ```
# `etc/b` is deleted and the first `app/x` replaced: layer 0 wastes 60. The second `app/x` goes with the opaque whiteout:
# layer 1 wastes 20. `app/y` is in the whiteout's own layer and stays: layer 2 wastes 0. The container sees `etc/a` and
# `app/y`.
#
# **Your task.** Write `wasted_bytes(image)`. Return a list of `int`, one for each layer in the manifest's order: the bytes
# of that layer's regular files that a layer above it hides. Whiteouts themselves are empty and waste nothing. Names in these
# archives are relative, without `./` in front. For the example the result is `[60, 20, 0]`.
#
# <details><summary>Hint</summary>
#
# Go from the top layer down and carry along what the layers above hide: a set of paths that are gone with all beneath them
# (rules 1 and 2) and a set of folders whose content is gone (rule 3). Judge a layer's files first, then add that layer's own
# entries to the sets. `PurePosixPath("a/b/c").parents` gives `a/b`, `a` and `.`: compare whole names, so that deleting
# `data` does not hit `database`.
# </details>


# %% nbgrader={"grade": false, "grade_id": "wasted-bytes", "locked": false, "schema_version": 3, "solution": true, "task": false}
def wasted_bytes(image):
    ### BEGIN SOLUTION
    gone, replaced, emptied = set(), set(), set()  # by the layers above: with all beneath; itself; what is in it
    wasted = []
    for archive in reversed(open_layers(image)):
        lost = 0
        members = [(PurePosixPath(member.name), member) for member in archive]
        for path, member in members:
            if member.isfile() and not path.name.startswith(".wh."):
                above = set(path.parents)
                if path in gone | replaced or above & (gone | emptied):
                    lost += member.size
        for path, member in members:
            if path.name == ".wh..wh..opq":
                emptied.add(path.parent)
            elif path.name.startswith(".wh."):
                gone.add(path.with_name(path.name.removeprefix(".wh.")))
            elif member.isdir():
                replaced.add(path)
            else:
                gone.add(path)
        wasted.insert(0, lost)
    return wasted
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "wasted-bytes-check", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
def waste(*layers):
    with tempfile.TemporaryDirectory() as folder:
        got = wasted_bytes(write_image(folder, Image([Step(f"RUN {n}", files) for n, files in enumerate(layers)])))
    assert isinstance(got, list), f"wasted_bytes returns a list, not {type(got).__name__}"
    return [int(number) for number in got]


got = waste({"a": b"1" * 100}, {"b": b"2" * 50})
assert got == [0, 0], f"two layers that do not touch each other waste nothing: expected [0, 0], got {got}"
got = waste({"etc/b": b"." * 50}, {"etc/.wh.b": b""})
assert got == [50, 0], (
    f"the bytes stay in the layer that brought them, not in the one that deletes: expected [50, 0], got {got}"
)
got = waste({"app/x": b"." * 10}, {"app/x": b"." * 20})
assert got == [10, 0], f"a file that comes again replaces the old one: expected [10, 0], got {got}"
got = waste({"data/2013/jan.csv": b"." * 30, "data/feb.csv": b"." * 4}, {".wh.data": b""})
assert got == [34, 0], f"deleting a folder deletes everything in it, at any depth: expected [34, 0], got {got}"
got = waste(
    {"etc/a": b"." * 100, "etc/b": b"." * 50, "app/x": b"." * 10},
    {"app/x": b"." * 20, "etc/.wh.b": b""},
    {"app/.wh..wh..opq": b"", "app/y": b"." * 5},
)
assert got == [60, 20, 0], f"the example of the text: expected [60, 20, 0], got {got}"
### BEGIN HIDDEN TESTS
got = waste({"data/a": b"." * 5, "database/b": b"." * 7, "data.csv": b"." * 9}, {".wh.data": b""})
assert got == [5, 0], (
    f"deleting data must not hit database/b or data.csv: compare whole names; expected [5, 0], got {got}"
)
got = waste({"srv/a": b"." * 5}, {"srv/.wh.a": b""}, {"srv/a": b"." * 6})
assert got == [5, 0, 0], (
    f"a whiteout hides only what lies below it, not what comes back above: expected [5, 0, 0], got {got}"
)
got = waste({"app/old": b"." * 5}, {"app/.wh.lib": b"", "app/lib/new": b"." * 6})
assert got == [0, 0], f"a whiteout hides nothing of its own layer: expected [0, 0], got {got}"
got = waste({"app/a/b": b"." * 5, "app/c": b"." * 2}, {"app/a": "c"})
assert got == [5, 0], f"a link in the place of a folder hides what was in it: expected [5, 0], got {got}"
got = waste({"app/a/b": b"." * 5, "app/c": b"." * 2}, {"app": None, "app/a": None, "app/a/d": b"." * 3})
assert got == [0, 0], f"a folder that comes again is merged, it hides nothing: expected [0, 0], got {got}"
got = waste({"app/c": b"." * 2}, {"app/c": None, "app/c/d": b"." * 3})
assert got == [2, 0], f"a folder in the place of a file replaces the file: expected [2, 0], got {got}"
got = waste({"a/b/c": b"." * 5, "a/d": b"." * 3}, {"a/b/.wh..wh..opq": b""}, {"a/d": b"." * 3}, {"a/d": b"." * 4})
assert got == [8, 0, 3, 0], f"an opaque whiteout in a/b, and a/d replaced twice: expected [8, 0, 3, 0], got {got}"
got = waste({"a/b/c/d": b"." * 5, "a/e": b"." * 2}, {"a/.wh..wh..opq": b""})
assert got == [7, 0], f"an opaque whiteout deletes everything in a, at any depth: expected [7, 0], got {got}"
got = waste(
    {"lib/+a/old": b"." * 3, "srv/old": b"." * 4},
    {"lib/+a/new": b"." * 6, "lib/.wh.+a": b"", "srv/+new": b"." * 5, "srv/.wh..wh..opq": b""},
)
assert got == [7, 0], (
    f"a whiteout hides nothing of its own layer, also where it comes after the file in the archive: expected [7, 0], got {got}"
)
got = waste({"srv/a.wh.b": b"." * 5, "srv/ab": b"." * 3}, {"srv/.wh.a.wh.b": b""})
assert got == [5, 0], f".wh.a.wh.b deletes a.wh.b: only the prefix is taken away; expected [5, 0], got {got}"
### END HIDDEN TESTS

# %% [markdown]
# **On the incident.** Both functions on `flight-service:v7`:

# %%
with waits_for("exercises 1 and 3"):
    table, wasted = layer_table(V7), wasted_bytes(V7)
    worst = wasted.index(max(wasted))
    print(f"layer {worst} wastes the most: {wasted[worst] / 1e6:.1f} MB, made by {table[worst].instruction}")
    print(f"in all {sum(wasted) / 1e6:.1f} of {sum(row.size for row in table) / 1e6:.1f} MB")

# %% [markdown]
# ## 4 · Draw it (2 points)
#
# **Goal:** one picture that shows anyone where the bytes of an image are, and which of them are for nothing.
#
# **Why it matters.** "The image is too big" starts a discussion. A bar that is red from end to end ends it.
#
# **Example.** A stacked horizontal bar, in two calls:

# %%
_, ax = plt.subplots(figsize=(6, 1.4))
ax.barh([0, 1], [3, 1], color="tab:blue", label="first")
ax.barh([0, 1], [2, 4], left=[3, 1], color="tab:red", label="second")
ax.set_yticks([0, 1], labels=["a", "b"])
ax.legend()
plt.show()

# %% [markdown]
# The second series begins where the first ends (`left`), and position 0 is at the bottom unless the axis is turned round.
#
# **Your task.** Write `draw_layers(rows, ax)`. `rows` is a list of `(instruction, size, wasted)`, one for each layer, the
# base first; both numbers in bytes, `wasted` never more than `size`. Draw onto the matplotlib axes `ax` and return it:
#
# - one stacked horizontal bar per row, the base **on top**;
# - two series: `label="kept"`, of length size minus wasted, from 0; and `label="wasted"`, from the end of *kept*;
# - lengths in megabytes, 1 MB = 1,000,000 bytes; x axis labelled `MB`;
# - one y tick at each bar, labelled with the row's number (0 for the base), a space and the instruction, the whole cut to 40
#   characters: `0 ADD rootfs.tar.xz / # debian 12`. Two rows may have the same instruction and still are two bars;
# - a legend;
# - the title `19.4 MB in 7 layers, 59 % wasted`: all bytes with one decimal, the number of rows, and the share of all bytes
#   that is wasted, rounded to a whole number. An image without a byte has 0 % wasted.
#
# <details><summary>Hint</summary>
#
# Let the positions be `range(len(rows))`, draw both series with `ax.barh`, set ticks and labels with
# `ax.set_yticks(positions, labels=...)`, and turn the axis with `ax.invert_yaxis()`.
# </details>


# %% nbgrader={"grade": false, "grade_id": "draw-layers", "locked": false, "schema_version": 3, "solution": true, "task": false}
def draw_layers(rows, ax):
    ### BEGIN SOLUTION
    positions = range(len(rows))
    kept = [(size - wasted) / 1e6 for _, size, wasted in rows]
    lost = [wasted / 1e6 for _, _, wasted in rows]
    ax.barh(positions, kept, color="tab:blue", label="kept")
    ax.barh(positions, lost, left=kept, color="tab:red", label="wasted")
    ax.set_yticks(positions, labels=[f"{n} {instruction}"[:40] for n, (instruction, _, _) in enumerate(rows)])
    ax.invert_yaxis()
    ax.set_xlabel("MB")
    ax.legend()
    total = sum(kept) + sum(lost)
    share = 100 * sum(lost) / total if total else 0
    ax.set_title(f"{total:.1f} MB in {len(rows)} layers, {share:.0f} % wasted")
    return ax
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "draw-layers-check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
def drawn(rows):
    figure, (ax, _) = plt.subplots(2)  # the other one is matplotlib's current axes
    try:
        returned = draw_layers(list(rows), ax)
        assert returned is ax, f"draw_layers draws onto the axes it is given and returns them, not {returned!r}"
        figure.canvas.draw()
        series = {str(c.get_label()): list(c.patches) for c in ax.containers if hasattr(c, "patches")}
        assert set(series) == {"kept", "wasted"}, (
            f"expected the two series kept and wasted on the axes that draw_layers is given, got {sorted(series)}"
        )
        for name, bars in series.items():
            assert len(bars) == len(rows), f"series {name!r}: expected {len(rows)} bars, one per row, got {len(bars)}"
        labels = {
            round(float(y), 3): str(text.get_text())
            for y, text in zip(ax.get_yticks(), ax.get_yticklabels(), strict=True)
        }
        found = {}
        for name, bars in series.items():
            lines = []
            for bar in bars:
                middle = float(bar.get_y()) + float(bar.get_height()) / 2
                pixel = ax.transData.transform((0, middle))[1]
                lines.append(
                    (
                        -pixel,
                        round(float(bar.get_x()), 4),
                        round(float(bar.get_width()), 4),
                        labels.get(round(middle, 3)),
                    )
                )
            found[name] = [line[1:] for line in sorted(lines)]
        legend = ax.get_legend()
        texts = sorted(text.get_text() for text in legend.get_texts()) if legend else None
        return found, str(ax.get_xlabel()), str(ax.get_title()), texts
    finally:
        plt.close(figure)


rows = [
    ("ADD rootfs.tar.xz / # debian 12", 2_400_000, 0),
    ("COPY . /app # buildkit, the laptop's whole folder", 8_000_000, 7_500_000),
    ("RUN rm -rf /app/data", 0, 0),
]
bars, xlabel, title, legend = drawn(rows)
tops = [label for _, _, label in bars["kept"]]
assert tops != [
    "2 RUN rm -rf /app/data",
    "1 COPY . /app # buildkit, the laptop's w",
    "0 ADD rootfs.tar.xz / # debian 12",
], "the base must be on top: matplotlib draws position 0 at the bottom"
assert tops == [
    "0 ADD rootfs.tar.xz / # debian 12",
    "1 COPY . /app # buildkit, the laptop's w",
    "2 RUN rm -rf /app/data",
], f"y tick labels from top to bottom: number, space, instruction, cut to 40 characters; got {tops}"
widths = [width for _, width, _ in bars["kept"]]
assert widths == [2.4, 0.5, 0.0], (
    f"kept is size minus wasted in MB of 1,000,000 bytes: expected [2.4, 0.5, 0.0], got {widths}"
)
widths = [width for _, width, _ in bars["wasted"]]
assert widths == [0.0, 7.5, 0.0], f"wasted in MB: expected [0.0, 7.5, 0.0], got {widths}"
starts = [start for start, width, _ in bars["wasted"] if width]
assert starts == [0.5], f"wasted begins where kept ends: expected a start at 0.5 MB, got {starts} (use left=)"
assert xlabel == "MB", f"x label: expected 'MB', got {xlabel!r}"
assert legend == ["kept", "wasted"], f"a legend with kept and wasted, got {legend}"
assert title == "10.4 MB in 3 layers, 72 % wasted", f"title: expected '10.4 MB in 3 layers, 72 % wasted', got {title!r}"
### BEGIN HIDDEN TESTS
bars, _, title, _ = drawn([("COPY a /a", 1_000_000, 0), ("COPY a /a", 3_000_000, 1_000_000)])
assert [(width, label) for _, width, label in bars["kept"]] == [(1.0, "0 COPY a /a"), (2.0, "1 COPY a /a")], (
    f"two layers with the same instruction are two bars, got {bars['kept']}"
)
assert title == "4.0 MB in 2 layers, 25 % wasted", f"the share is of all bytes: expected 25 %, got {title!r}"
_, _, title, _ = drawn([("COPY a /a", 2_980_000, 1_980_000)])
assert title == "3.0 MB in 1 layers, 66 % wasted", f"2.98 MB, 66.4 % of them wasted: both are rounded, got {title!r}"
_, _, title, _ = drawn([("COPY a /a", 3_000_000, 2_000_000)])
assert title == "3.0 MB in 1 layers, 67 % wasted", f"66.7 % is rounded to 67, not cut to 66: got {title!r}"
_, _, title, _ = drawn([("WORKDIR /app", 0, 0)])
assert title == "0.0 MB in 1 layers, 0 % wasted", (
    f"an image without a byte: expected '0.0 MB in 1 layers, 0 % wasted', got {title!r}"
)
### END HIDDEN TESTS

# %% [markdown]
# **On the incident.** The picture for the platform team:

# %%
with waits_for("exercises 1, 3 and 4"):
    rows = [(row.instruction, row.size, lost) for row, lost in zip(layer_table(V7), wasted_bytes(V7), strict=True)]
    _, ax = plt.subplots(figsize=(9, 3))
    draw_layers(rows, ax)
    plt.tight_layout()
    plt.show()

# %% [markdown]
# Three steps made it. `COPY . /app` brought the data along and `rm` only hid it. `pip install` left its cache. And `chown -R`
# changed the owner of each file, which writes each file again: `COPY --chown=...` does it in one go, and files that the
# service only reads need no other owner at all. What is blue in layer 4 is mostly a compiler. It is not wasted in this
# exercise's sense, because the container sees it. It never needs it, though: exercise 7 leaves it in another stage.
#
# # Part 3: build it well
#
# ## 5 · What a change runs again (3 points)
#
# **Goal:** predict, from the Dockerfile alone, which steps the next build runs again and which come from the cache.
#
# **Why it matters.** The team builds on each commit. With one order of the lines a one-word change costs two seconds, with
# another it installs all packages again.
#
# **Example.** A real build after `main.py` changed (Docker's classic builder, image ids left out):
# ```
# Step 1/6 : FROM python:3.11.13-slim-bookworm
# Step 2/6 : WORKDIR /srv
#  ---> Using cache
# Step 3/6 : COPY notes.txt .
#  ---> Using cache
# Step 4/6 : RUN python -c "print('a slow step')"
#  ---> Using cache
# Step 5/6 : COPY main.py .
# Step 6/6 : CMD ["python", "main.py"]
#  ---> Running in a612ff47da25
# ```
# `COPY main.py` misses the cache, because the file is another one. `CMD` did not change, but stands on a layer that did.
# Everything before comes from the cache.
#
# **The rules**, for a build after which only files of the context changed and the Dockerfile did not:
#
# 1. `COPY` and `ADD` from the context miss when a changed file is one of their sources or lies in a folder that is. The
#    source `.` is the whole context.
# 2. `COPY --from=STAGE` misses when any step of that stage misses. STAGE is the stage's name or its number, 0 for the first.
#    If it is neither, it is an image, and never misses. (A builder compares the files themselves; a stage that ran again
#    hardly ever gives the same bytes, so count it as a miss.)
# 3. Any other instruction misses only when a step before it does. `RUN` does not look at files or at the network: with
#    an unchanged line and a cached layer below, not even `apt-get update` runs again.
# 4. After a miss every later step **of the same stage** misses.
# 5. `FROM` of an image starts fresh. `FROM` of an earlier stage goes on where that stage ended: if any of its steps missed,
#    all steps of the new stage miss. `FROM` itself is no step that runs.
#
# **Your task.** Write `rebuilt(dockerfile, changed)`. `dockerfile` is the file's text, `changed` a set of paths of files,
# relative to the context, such as `{"service/app.py"}`. Return the list of line numbers, ascending, of the instructions that
# run again: the line on which an instruction begins, 1 for the first line of the file. `FROM` lines, and an `ARG` before the
# first `FROM`, are never in it.
#
# `instructions(text)` of the setup gives the parsed lines, each with `line`, `name`, `value` and `stage`:

# %%
for step in instructions(
    "FROM python:3.11.13-slim-bookworm AS build\nCOPY --chown=10001 a.txt b.txt /srv/\nRUN one && \\\n    two\n"
):
    print(step)

# %% [markdown]
# In the Dockerfiles of this exercise sources have no wildcards and no quotes; they may have `./` in front or `/` at the end;
# flags such as `--chown=10001` stand before them; the last word is the target. `FROM` has no flags, and a stage is named
# by `AS`, in capitals.
#
# **Example.** For the build above with `changed={"main.py"}` the result is `[5, 6]`; with `{"notes.txt"}` it is
# `[3, 4, 5, 6]`; with `{"README.md"}` it is `[]`.
#
# <details><summary>Hint</summary>
#
# Keep one flag per stage: has it missed? A dict from names to stage numbers tells which flag a `FROM` or a `--from` looks at.
# `posixpath.normpath` turns `./service/` into `service` and `./` into `.`. Compare whole names: `service` holds
# `service/app.py`, but not `service_old/app.py`.
# </details>


# %% nbgrader={"grade": false, "grade_id": "rebuilt-steps", "locked": false, "schema_version": 3, "solution": true, "task": false}
def rebuilt(dockerfile, changed):
    ### BEGIN SOLUTION
    missed = []  # of each stage: has a step of it missed so far?
    names = {}  # of each stage: its name and its number, as text -> its number
    again = []

    def touched(source):
        source = posixpath.normpath(source)
        return any(source in (".", path) or path.startswith(source + "/") for path in changed)

    for step in instructions(dockerfile):
        words = step.value.split()
        if step.stage < 0:
            continue
        if step.name == "FROM":
            missed.append(missed[names[words[0]]] if words[0] in names else False)
            names[str(step.stage)] = step.stage
            if len(words) == 3:
                names[words[2]] = step.stage
            continue
        if step.name in ("COPY", "ADD") and not missed[-1]:
            flags = [word for word in words if word.startswith("--")]
            origin = [flag.removeprefix("--from=") for flag in flags if flag.startswith("--from=")]
            if not origin:
                missed[-1] = any(touched(source) for source in words[len(flags) : -1])
            elif origin[0] in names:
                missed[-1] = missed[names[origin[0]]]
        if missed[-1]:
            again.append(step.line)
    return again
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "rebuilt-steps-check", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
def again(dockerfile, *changed):
    got = rebuilt(dockerfile, set(changed))
    assert isinstance(got, list), f"rebuilt returns a list of line numbers, not {type(got).__name__}"
    return [int(line) for line in got]


ONE = """\
FROM python:3.11.13-slim-bookworm
WORKDIR /srv
COPY notes.txt .
RUN pip install --no-cache-dir -r /srv/requirements.txt
COPY main.py .
CMD ["python", "main.py"]
"""
got = again(ONE, "README.md")
assert got == [], f"no step copies README.md, and RUN looks at no file: expected [], got {got}"
got = again(ONE, "main.py")
assert got != [5], "CMD stands on the layer that COPY main.py makes: every step after a miss misses too"
assert got == [5, 6], f"main.py changed: expected [5, 6], got {got}"
got = again(ONE, "notes.txt")
assert got == [3, 4, 5, 6], f"notes.txt changed: expected [3, 4, 5, 6], got {got}"

ALL = """\
FROM python:3.11.13-slim-bookworm
WORKDIR /app
COPY . .
RUN pip install --no-cache-dir \\
    -r requirements.txt
CMD ["python", "main.py"]
"""
got = again(ALL, "docs/README.md")
assert got == [3, 4, 6], (
    f"COPY . . takes the whole context, so the packages are installed again: expected [3, 4, 6], got {got}"
)

TWO = """\
FROM python:3.11.13-slim-bookworm AS build
COPY requirements.txt /srv/
RUN python -m venv /opt/venv

FROM python:3.11.13-slim-bookworm
WORKDIR /app
COPY --from=build /opt/venv /opt/venv
COPY --chown=10001 service ./service
USER 10001
"""
got = again(TWO, "service/app.py")
assert got == [8, 9], f"service/app.py lies in the folder service, which line 8 copies: expected [8, 9], got {got}"
got = again(TWO, "requirements.txt")
assert 6 not in got, f"line 6 belongs to a stage that starts fresh from an image: a miss stays in its stage; got {got}"
assert got == [2, 3, 7, 8, 9], (
    f"requirements.txt changed: expected [2, 3, 7, 8, 9] (line 7 copies from build), got {got}"
)
### BEGIN HIDDEN TESTS
got = again(TWO, "service_old/app.py")
assert got == [], f"service is not service_old: compare whole names; expected [], got {got}"
got = again(TWO, "service")
assert got == [8, 9], f"a source may be a file: expected [8, 9], got {got}"

CHAIN = """\
# the base of both
ARG VERSION=3.11.13
FROM python:${VERSION}-slim-bookworm AS base
COPY ./config/ /etc/app/
RUN echo base

FROM base AS tools
RUN apt-get update
ADD data.csv /data/

FROM base
ENV MODE=prod
COPY --from=ghcr.io/astral-sh/uv:0.9.9 /uv /bin/uv
COPY --from=1 /data /data
COPY a.txt b.txt ./
"""
got = again(CHAIN, "config/app.toml")
assert got == [4, 5, 8, 9, 12, 13, 14, 15], (
    f"both later stages go on from base: expected [4, 5, 8, 9, 12, 13, 14, 15], got {got}"
)
got = again(CHAIN, "data.csv")
assert got == [9, 14, 15], f"ADD misses, and --from=1 is the second stage: expected [9, 14, 15], got {got}"
got = again(CHAIN, "b.txt", "nothing.txt")
assert got == [15], f"every source of a COPY counts, an image in --from never misses: expected [15], got {got}"
got = again("FROM a:1\nRUN apt-get update\nCOPY ./ /app/\nRUN x\nRUN y\n", "a/b/c.py")
assert got == [3, 4, 5], (
    f"./ is the whole context, and apt-get update comes from the cache: expected [3, 4, 5], got {got}"
)

THREE = """\
FROM python:3.11.13-slim-bookworm AS assets
COPY assets /assets

FROM python:3.11.13-slim-bookworm AS packages
COPY requirements.txt /srv/

FROM python:3.11.13-slim-bookworm
COPY --chown=10001 --from=packages /srv /srv
COPY --from=busybox:1.37.0 assets /opt/assets
COPY --from=assets /assets /app/assets
"""
got = again(THREE, "assets/logo.svg")
assert got == [2, 10], (
    "line 8 copies from packages, which did not miss, and line 9 from an image, not from the context: expected [2, 10], got "
    f"{got}"
)
got = again(THREE, "requirements.txt")
assert got == [5, 8, 9, 10], f"--from may stand behind another flag, as in line 8: expected [5, 8, 9, 10], got {got}"
### END HIDDEN TESTS

# %% [markdown]
# ## 6 · What the builder is sent (2 points)
#
# **Goal:** a `.dockerignore` that lets through what the image needs, and nothing else, whatever comes into the folder later.
#
# **Why it matters.** A build first sends the folder to the engine, the *build context*. What is in it can end up in a layer.
# v7's token came in that way. Without a `.dockerignore` this is what goes out today:

# %%
sent = context(PROJECT)
print(f"{len(sent)} files, {sum(sent.values()) / 1e6:.1f} MB")
for path in sorted(sent):
    print(f"{sent[path]:>9,}  {path}")

# %% [markdown]
# **Example.** Patterns look like those of `.gitignore` and are not: they start at the context's root. `*.pyc` is only the
# `.pyc` files at the top; `**/*.pyc` is those in every folder. The docker SDK, which packs the context here, shows it:

# %%
toy = WORK / "toy"
for name in ["a.pyc", "lib/b.pyc", "lib/deep/c.pyc", "lib/keep.py", "notes.txt"]:
    (toy / name).parent.mkdir(parents=True, exist_ok=True)
    (toy / name).write_text("x")
for patterns in [["*.pyc"], ["**/*.pyc"], ["*", "!lib"], ["*", "!lib", "**/*.pyc"], ["!lib", "*"]]:
    (toy / ".dockerignore").write_text("\n".join(patterns))
    print(f"{' '.join(patterns):20}", sorted(set(context(toy)) - {".dockerignore"}))

# %% [markdown]
# The last two lines of the table: a line that begins with `!` lets through again what an earlier line shut out, and for each
# path **the last line that fits wins**. A line that begins with `#` is a comment; a `#` further right is not.
#
# **Your task.** Write `work/.dockerignore` for the project. Let through
#
# - `requirements.txt` at the top,
# - everything under `service/`, also files and folders that come later,
#
# except, at any depth under `service/`: folders called `__pycache__`, files that end in `.pyc`, and files whose name begins
# with `.env`. Nothing else is let through, also nothing that comes later. (`Dockerfile` and `.dockerignore` themselves are
# always sent; you need no line for them.)
#
# **Example of the result:** `requirements.txt`, `service/__init__.py`, `service/app.py`, `service/model.json` and
# `service/model.py`, 5 files and about 21 kB.
#
# <details><summary>Hint</summary>
#
# Shut out everything first, let through second, shut out again third. Lists of what is *not* wanted are never complete.
# </details>

# %% language="writefile" magic_args="work/.dockerignore" nbgrader={"grade": false, "grade_id": "build-context", "locked": false, "schema_version": 3, "solution": true, "task": false}
# ### BEGIN SOLUTION
# # nothing, but for what the image needs
# *
# !requirements.txt
# !service
#
# # and of that, nothing that a laptop leaves behind
# **/__pycache__
# **/*.pyc
# **/.env*
# ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "build-context-check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
def let_through(*more):
    """What the answer lets through of the project with some more files in it."""
    patterns = read_answer(WORK / ".dockerignore")
    with tempfile.TemporaryDirectory() as folder:
        project = make_project(Path(folder, "project"))
        for name in more:
            (project / name).parent.mkdir(parents=True, exist_ok=True)
            (project / name).write_text("more\n")
        (project / ".dockerignore").write_text(patterns)
        return set(context(project)) - {".dockerignore", "Dockerfile"}


NEEDED = {"requirements.txt", "service/__init__.py", "service/app.py", "service/model.json", "service/model.py"}
got = let_through()
missing = NEEDED - got
assert not missing, f"the image needs {sorted(missing)}, which is shut out: the last line that fits a path wins"
assert not any(".env" in path for path in got), (
    f"a token goes out with {sorted(p for p in got if '.env' in p)}: patterns start at the root, **/ means every folder"
)
assert not any(path.endswith(".pyc") for path in got), (
    f"compiled files go out: {sorted(p for p in got if p.endswith('.pyc'))}; patterns start at the root, **/ means every folder"
)
assert got == NEEDED, f"nobody asked for {sorted(got - NEEDED)[:5]}"
### BEGIN HIDDEN TESTS
later = ["data.parquet", "secrets/key.pem", ".env.staging", "docs/service/a.md", "Makefile", "sub/requirements.txt"]
later += ["requirements-dev.txt", "service_old/app.py"]
extra = let_through(*later) - NEEDED
# The SDK does not look into a folder that is shut out, other builders do: ask for each path by itself too.
lines = [line.strip() for line in read_answer(WORK / ".dockerignore").splitlines()]
matcher = docker.utils.build.PatternMatcher([line for line in lines if line and not line.startswith("#")])
extra |= {path for path in later if not matcher.matches(path)}
assert not extra, f"files that came later are let through: {sorted(extra)}. Shut out everything first, then let through"
wanted = {"service/routes/v2.py", "service/routes/deep/rules.json", "service/VERSION", "service/environment.py"}
wanted |= {"service/.flags.json", "service/app.env.json", "service/fast.pyd"}
got = let_through(*wanted)
assert wanted <= got, f"everything under service/ is needed, at any depth; shut out: {sorted(wanted - got)}"
junk = [
    "service/routes/__pycache__/v2.cpython-311.pyc",
    "service/__pycache__/notes.txt",
    "service/old.pyc",
    "service/.env.local",
    "service/routes/.env",
]
extra = let_through(*junk) - NEEDED
assert not extra, f"at any depth under service/ these stay out: {sorted(extra)}"
### END HIDDEN TESTS

# %% [markdown]
# ## 7 · The Dockerfile (3 points)
#
# **Goal:** a Dockerfile for the service that a reviewer passes without a question.
#
# **Why it matters.** Each rule below is an outage or a finding that somebody had: a base that changed overnight, a package
# that was replaced on the index, a process that ignored SIGTERM and was killed with open requests, a root shell in a
# hijacked container.
#
# **Example.** hadolint reads a Dockerfile and knows many such rules. Here it reads a bad one; each finding has a code, and
# the web page `https://github.com/hadolint/hadolint/wiki/CODE` explains it.

# %%
BAD = """\
FROM python
COPY . /app
RUN pip install fastapi uvicorn
CMD uvicorn service.app:app
"""
found = subprocess.run([TOOLS / "hadolint", "--no-color", "-"], input=BAD, capture_output=True, text=True, timeout=30)
print(found.stdout)

# %% [markdown]
# And a *multi-stage* build looks like this, for another program. The first stage makes something with all the tools it
# needs. The second takes over only what was made:
# ```dockerfile
# FROM python:3.11.13-slim-bookworm AS build
# WORKDIR /src
# COPY handbook handbook
# RUN python -m zipapp handbook -m handbook.main:run -o /handbook.pyz
#
# FROM python:3.11.13-slim-bookworm
# COPY --from=build /handbook.pyz /handbook.pyz
# USER 10002
# CMD ["python", "/handbook.pyz"]
# ```
#
# **Your task.** Write `work/Dockerfile`. It is built with the project's folder as context: `requirements.txt` and `service/`,
# as in exercise 6. `requirements.txt` is a lock: each package with one version and its hashes. The rules:
#
# 1. **Pinned base.** Each `FROM` names an earlier stage, or an official `python` image, 3.11, slim, with the full version in
#    its tag, such as `python:3.11.13-slim-bookworm`. A digest (`@sha256:` and 64 hex digits) may follow the tag.
# 2. **Multi-stage.** At least two stages. An earlier stage makes the virtual environment `/opt/venv` (`python -m venv`) and
#    installs into it. The last stage takes it over with `COPY --from=... /opt/venv /opt/venv` (same path: its scripts name
#    it). Neither the last stage nor a stage that it goes on from (`FROM` an earlier one) runs pip.
# 3. **Locked install.** Exactly one `pip install` in the file, with `--require-hashes` and `-r` (or `--requirement`) for
#    `requirements.txt`. It is the pip of the virtual environment: called as `/opt/venv/bin/pip` or
#    `/opt/venv/bin/python -m pip`, or with `/opt/venv/bin` put first in `PATH` by an `ENV` before it in that stage, or with
#    `. /opt/venv/bin/activate &&` in front of it in the same `RUN`.
# 4. **A layer of its own.** Before the install its stage copies `requirements.txt` from the context and nothing else, so that
#    a change of the code installs nothing.
# 5. **Only what is needed.** The last stage copies from the context the folder `service` and nothing else, and it ends up as
#    `/app/service`. The last `WORKDIR` is `/app`.
# 6. **No root.** The last stage's last `USER` is a number from 1000 up. (Kubernetes can check a number, not a name.)
# 7. **Health.** The last stage has a `HEALTHCHECK` that asks `/health` on port 8000 of the container itself, `127.0.0.1` or
#    `localhost`, with `python`: the slim base has neither curl nor wget. Its command is a JSON list; hadolint asks for that.
# 8. **Exec form.** `CMD`, or `ENTRYPOINT` and `CMD` together, is a JSON list that starts uvicorn itself, with no shell, with
#    the app `service.app:app`, on host `0.0.0.0` and port 8000 (uvicorn's default port). The program is found: either its path
#    is absolute in `/opt/venv/bin`, or the last stage puts `/opt/venv/bin` first in `PATH` by `ENV`.
# 9. **No secret.** No `ARG` and no `ENV` whose name contains TOKEN, SECRET, PASSWORD or KEY.
# 10. **Plain.** No here-document (`<<EOF`) and no `RUN --mount`: the parser here and the SDK's builder know neither. `COPY` in
#     its plain form, not as a JSON list, and no `ADD`.
# 11. **hadolint** finds nothing. Comments that tell it to ignore a rule do not count.
#
# <details><summary>Hint</summary>
#
# Stage one: `FROM ... AS build`, make the environment, copy the lock, install with `--no-cache-dir`. Stage two: `FROM` the same
# base, `WORKDIR /app`, the two `COPY`, `ENV PATH=/opt/venv/bin:$PATH`, `USER`, `HEALTHCHECK`, `CMD`. For the health check:
# `["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/health', timeout=2)"]`. A URL that
# cannot be opened raises, and Python then ends with exit code 1.
# </details>

# %% language="writefile" magic_args="work/Dockerfile" nbgrader={"grade": false, "grade_id": "service-dockerfile", "locked": false, "schema_version": 3, "solution": true, "task": false}
# ### BEGIN SOLUTION
# FROM python:3.11.13-slim-bookworm AS build
# RUN python -m venv /opt/venv
# WORKDIR /src
# COPY requirements.txt ./
# RUN /opt/venv/bin/pip install --no-cache-dir --require-hashes -r requirements.txt
#
# FROM python:3.11.13-slim-bookworm
# ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1
# WORKDIR /app
# COPY --from=build /opt/venv /opt/venv
# COPY service ./service
# USER 10001
# EXPOSE 8000
# HEALTHCHECK --interval=10s --timeout=3s --start-period=10s \
#     CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/health', timeout=2)"]
# CMD ["uvicorn", "service.app:app", "--host", "0.0.0.0", "--port", "8000"]
# ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "service-dockerfile-check", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
def as_list(value):
    """The words of an exec form; None for a shell form, which is also what a list in single quotes is."""
    try:
        parsed = json.loads(value)
    except ValueError:
        return None
    return [str(word) for word in parsed] if isinstance(parsed, list) else None


TEXT = read_answer(WORK / "Dockerfile")
STEPS = [
    step._replace(value=" ".join(as_list(step.value) or [step.value])) if step.name == "RUN" else step
    for step in instructions(TEXT)
]
LAST = max((step.stage for step in STEPS), default=-1)
NAMES = {}  # a stage's name or number, as text -> its number
for step in STEPS:
    if step.name == "FROM":
        NAMES[str(step.stage)] = step.stage
        if re.search(r"\sAS\s", step.value, re.I):
            NAMES[step.value.split()[-1]] = step.stage


def of_stage(stage):
    """A stage's instructions, those of the stage that it goes on from first."""
    own = [step for step in STEPS if step.stage == stage]
    base = own[0].value.split()[0]
    return (of_stage(NAMES[base]) if NAMES.get(base, stage) < stage else []) + own


def copied(step):
    """Of a COPY: where it copies from (a stage; None: the context), its sources and its target."""
    words = step.value.split()
    origin = next((word.removeprefix("--from=") for word in words if word.startswith("--from=")), None)
    sources = [posixpath.normpath(word) for word in words if not word.startswith("--")]
    return origin, sources[:-1], sources[-1]


def venv_first(steps):
    """Whether /opt/venv/bin comes first in PATH after these steps, each ENV and ARG put in where it is used."""
    known = {"PATH": "/usr/local/bin:/usr/bin:/bin"}
    for step in steps:
        if step.name in ("ENV", "ARG"):
            parts = shlex.split(step.value)
            if "=" in parts[0]:
                pairs = [part.partition("=")[::2] for part in parts]
            else:
                pairs = [(parts[0], " ".join(parts[1:]))]
            known |= {name: Template(value).safe_substitute(known) for name, value in pairs}
    return known["PATH"].split(":")[0].rstrip("/") == "/opt/venv/bin"


def values(steps, name):
    return [step.value for step in steps if step.name == name]


assert LAST >= 0, "a Dockerfile begins with FROM"
FINAL = of_stage(LAST)
assert not any("<<" in v or "--mount" in v for v in values(STEPS, "RUN")), (
    "rule 10: no here-document and no RUN --mount"
)
assert not values(STEPS, "ADD"), "rule 10: COPY, not ADD"
assert not any(re.search(r"^(--\S+\s+)*\[", v) for v in values(STEPS, "COPY")), "rule 10: COPY in its plain form"

PINNED = r"(docker\.io/)?(library/)?python:3\.11\.\d+-slim(-\w+)?(@sha256:[0-9a-f]{64})?"
for image in DockerfileParser(fileobj=io.BytesIO(TEXT.encode())).parent_images:
    assert image in NAMES or re.fullmatch(PINNED, image), (
        f"rule 1, pinned base: {image!r} is not a python image, 3.11, slim, with its full version; a tag like 3.11-slim or "
        "latest is another image next month"
    )

assert LAST >= 1, (
    "rule 2, multi-stage: one stage alone carries pip and its leftovers into production; expected two or more"
)
installs = [step for step in STEPS if step.name == "RUN" and re.search(r"\bpip3?\S*\s+(\S+\s+)*?install\b", step.value)]
assert len(installs) == 1, f"rule 3: expected exactly one pip install, got {len(installs)}"
INSTALL = installs[0]
assert INSTALL not in FINAL, (
    "rule 2: the last stage runs pip, or goes on from a stage that does; take over /opt/venv with COPY --from and leave the "
    "rest behind"
)
BUILD = of_stage(INSTALL.stage)
before = [step for step in BUILD if step.line < INSTALL.line]
assert any("-m venv" in v and "/opt/venv" in v for v in values([*before, INSTALL], "RUN")), (
    "rule 2: no `python -m venv /opt/venv` at or before the install"
)
assert "--require-hashes" in INSTALL.value, (
    "rule 3, locked install: without --require-hashes pip takes a changed file of the same version as well"
)
assert re.search(r"(-r|--requirement)[ =]?\S*requirements\.txt", INSTALL.value), (
    "rule 3: install from requirements.txt with -r"
)
assert (
    re.search(r"/opt/venv/bin/(pip3?|python3?\S*\s+-m\s+pip)\s", INSTALL.value)
    or re.search(r"(\.|source)\s+/opt/venv/bin/activate\s*(&&|;).*install", INSTALL.value)
    or venv_first(before)
), (
    "rule 3: this pip is not that of /opt/venv. A RUN is a shell of its own: an `activate` in an earlier RUN is forgotten"
)
sources = {source for step in before if step.name == "COPY" and not copied(step)[0] for source in copied(step)[1]}
assert sources == {"requirements.txt"}, (
    f"rule 4, a layer of its own: before the install the stage must copy requirements.txt alone, got {sorted(sources)}; "
    "otherwise each change of the code installs all packages again"
)

workdir = "/"
arrived = []
for step in FINAL:
    if step.name == "WORKDIR":
        workdir = posixpath.join(workdir, step.value.strip())
    elif step.name == "COPY" and not copied(step)[0]:
        _, sources, target = copied(step)
        assert sources == ["service"], (
            f"rule 5: the last stage copies {sources} from the context; expected service alone"
        )
        arrived.append(posixpath.normpath(posixpath.join(workdir, target)))
assert any(
    copied(step)[1:] == (["/opt/venv"], "/opt/venv") and INSTALL in of_stage(NAMES[copied(step)[0]])
    for step in FINAL
    if step.name == "COPY" and copied(step)[0] in NAMES
), "rule 2: no COPY --from=STAGE /opt/venv /opt/venv in the last stage; the scripts in it name that path"
assert arrived == ["/app/service"], (
    f"rule 5: service ends up as {arrived}, expected ['/app/service']. COPY of a folder copies what is in it, not the folder: "
    "the target must be named too"
)
assert posixpath.normpath(workdir) == "/app", (
    f"rule 5: the last WORKDIR is /app, from where `service` is imported; got {workdir}"
)

users = values(FINAL, "USER")
assert users and re.fullmatch(r"\d+(:\d+)?", users[-1].strip()) and int(users[-1].split(":")[0]) >= 1000, (
    f"rule 6, no root: expected the last USER to be a number from 1000 up, got {users[-1] if users else 'no USER at all: root'}"
)

checks = values(FINAL, "HEALTHCHECK")
assert checks and "CMD" in checks[-1], (
    "rule 7: the last stage has no HEALTHCHECK ... CMD: a hung service would look alive"
)
assert all(re.search(part, checks[-1]) for part in (r"\b(127\.0\.0\.1|localhost)\b", r"\b8000\b", r"/health\b")), (
    f"rule 7: the health check asks for /health on port 8000 of 127.0.0.1 or localhost, got {checks[-1]!r}"
)

commands = values(FINAL, "CMD")
assert commands or values(FINAL, "ENTRYPOINT"), "rule 8: no CMD in the last stage"
argv = []
for value in values(FINAL, "ENTRYPOINT")[-1:] + commands[-1:]:
    assert as_list(value), (
        f"rule 8, exec form: {value!r} is run by a shell, which stands between the engine's SIGTERM and uvicorn; write a "
        "JSON list, in double quotes"
    )
    argv += as_list(value)
assert re.match(r"(/opt/venv/bin/)?(python(3(\.11)?)? (-[^m]\S* )*-m )?uvicorn( |$)", " ".join(argv)), (
    f"rule 8: expected uvicorn itself, `uvicorn` or `python -m uvicorn`, by its name or from /opt/venv/bin, got {argv}; a "
    "shell or another program in front stands between the engine's SIGTERM and uvicorn"
)
assert "service.app:app" in argv, f"rule 8: the app is service.app:app, got {argv}"

found = subprocess.run(
    [TOOLS / "hadolint", "--format", "json", "--disable-ignore-pragma", "-"],
    input=TEXT,
    capture_output=True,
    text=True,
    timeout=30,
    cwd=tempfile.gettempdir(),
    env={"HOME": tempfile.gettempdir(), "LANG": "C.UTF-8"},  # no settings of the machine, only the rules
)
findings = [f"line {f['line']} {f['code']}: {f['message']}" for f in json.loads(found.stdout)]
assert not findings, "rule 11, hadolint: " + "; ".join(findings)
### BEGIN HIDDEN TESTS
check = checks[-1].split("CMD", 1)[1].strip()
program = (as_list(check) or check.split())[0]
assert posixpath.basename(program).startswith("python"), (
    f"rule 7: the health check runs {program!r}, which the slim base has not; ask with python"
)
command = " ".join(argv)
assert re.search(r"--host[ =]0\.0\.0\.0(\s|$)", command), (
    "rule 8: uvicorn must listen on 0.0.0.0; its default, 127.0.0.1, is the container's own and nobody outside reaches it"
)
port = re.search(r"--port[ =](\S+)", command)
assert port is None or port[1] == "8000", f"rule 8: expected port 8000, got {port[1]}"
assert argv[0].startswith("/opt/venv/bin/") or venv_first(FINAL), (
    f"rule 8: {argv[0]!r} is not found: /opt/venv/bin is not in the last stage's PATH, and ENV of another stage does not count"
)
for step in STEPS:
    if step.name in ("ARG", "ENV"):
        for variable in re.findall(r"(\w+)=", step.value) or step.value.split()[:1]:
            assert not re.search(r"(?i)token|secret|password|key", variable), (
                f"rule 9, no secret: {step.name} {variable} stands in the image's history for all to read"
            )
### END HIDDEN TESTS

# %% [markdown]
# ## Run it (no points)
#
# Where an engine answers, this cell builds your Dockerfile and runs it: Docker, or Podman with its API socket
# (`systemctl --user start podman.socket` and `DOCKER_HOST=unix://$XDG_RUNTIME_DIR/podman/podman.sock`; its health checks are
# run by systemd). `docker.from_env()` finds it. The first build takes a minute and downloads the base image and the packages.
# On a machine without an engine the cell says so, and nothing is lost: this is what it prints with one.
# ```
# ok      built: 39 MB on top of the base
# ok      runs with 512 MiB of memory and 128 processes at most
# ok      healthy after 11 s
# ok      predicts: {'late_probability': 0.3891, 'model': '2013-09'}
# ok      runs as user 10001
# ok      ended by SIGTERM after 1.5 s
# ```


# %% tags=["engine"]
def on_engine(dockerfile):
    """Build the service's image, run it within limits, and judge what a production engine would see of it."""
    if "NBGRADER_EXECUTION" in os.environ:
        print("This part carries no points: it is left out while a notebook is validated or graded.")
        return
    text = read_answer(dockerfile)
    try:
        client = docker.from_env(timeout=300)
        client.ping()
    except docker.errors.DockerException as error:
        print(f"No engine answers, so nothing is built here. ({str(error)[:90]})")
        return

    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree("project", folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
        Path(folder, "Dockerfile").write_text(text)
        try:
            image, _ = client.images.build(path=folder, tag="flight-service:lab", rm=True, forcerm=True)
        except docker.errors.BuildError as error:
            log = "".join(line.get("stream", "") for line in error.build_log)
            log = re.sub(r"\x1b\[[0-9;]*m", "", log).splitlines()  # without colours
            print("FAILED  the build. Its log ends:", *log[-12:], error, sep="\n")
            return
        except docker.errors.APIError as error:
            print(f"FAILED  the engine refuses the build: {error.explanation}")
            return
    base = client.images.get(DockerfileParser(fileobj=io.BytesIO(text.encode())).parent_images[0])
    print(f"ok      built: {(image.attrs['Size'] - base.attrs['Size']) / 1e6:.0f} MB on top of the base")

    container = client.containers.create(
        image.id, mem_limit="512m", pids_limit=128, ports={"8000/tcp": ("127.0.0.1", None)}
    )
    try:
        container.start()
        limits = container.attrs["HostConfig"]
        assert (limits["Memory"], limits["PidsLimit"]) == (512 << 20, 128), f"the engine set no limits: {limits}"
        print("ok      runs with 512 MiB of memory and 128 processes at most")

        started = time.monotonic()
        health = {}
        while health.get("Status") != "healthy":
            time.sleep(0.2)
            container.reload()
            log = container.logs(tail=5).decode(errors="replace")
            assert container.status == "running", f"the container ended by itself: {log}"
            health = container.attrs["State"].get("Health", {})
            assert time.monotonic() - started < 90, f"not healthy after 90 s: {health}; its log ends: {log}"
        print(f"ok      healthy after {time.monotonic() - started:.0f} s")

        port = container.attrs["NetworkSettings"]["Ports"]["8000/tcp"][0]["HostPort"]
        answer = httpx.post(f"http://127.0.0.1:{port}/predict", json=FLIGHT, timeout=10)
        assert answer.status_code == 200, f"/predict says {answer.status_code}: {answer.text}"
        print(f"ok      predicts: {answer.json()}")

        code, output = container.exec_run(["python", "-c", "import os; print(os.getuid())"])
        assert code == 0 and int(output) >= 1000, f"runs as user {output.decode().strip()}: expected 1000 or higher"
        print(f"ok      runs as user {int(output)}")

        started = time.monotonic()
        container.stop(timeout=10)
        ended = container.wait(timeout=10)["StatusCode"]
        assert ended != 137, "did not end by SIGTERM and had to be killed: is there a shell in front of uvicorn?"
        print(f"ok      ended by SIGTERM after {time.monotonic() - started:.1f} s")
    finally:
        container.remove(force=True)


with waits_for("exercise 7"):
    on_engine(WORK / "Dockerfile")

# %% [markdown]
# The image stays as `flight-service:lab`. `docker history flight-service:lab` shows your layers, `docker rmi` removes it.
#
# # Part 4: with its neighbours
#
# ## 8 · The Compose file (3 points)
#
# **Goal:** one file that starts the service, its tracking server and its monitoring, in the right order, on any laptop.
#
# **Why it matters.** At each start the service records in MLflow which model it serves (`service/app.py`, `record_start`). If
# MLflow is not ready, the service ends. "It works if you start it twice" is a start order that nobody wrote down.
#
# **Example.** Two services of another team. `depends_on` with a condition waits until the other one's health check passes; a
# plain list would only wait until its process exists.
# ```yaml
# services:
#   web:
#     build: .
#     ports:
#       - "127.0.0.1:8080:80"        # on this machine only: without an address it is open to the whole network
#     networks: [front]
#     depends_on:
#       store:
#         condition: service_healthy
#   store:
#     image: redis:7.4.1-alpine
#     volumes:
#       - store-data:/data           # a named volume survives `docker compose down`
#     networks: [front]
#     healthcheck:
#       test: [CMD, redis-cli, ping] # CMD: run it. CMD-SHELL: run one string with a shell.
#       interval: 5s
# volumes:
#   store-data:
# networks:
#   front:
# ```
#
# **Your task.** Write `work/compose.yaml`. It belongs into the project's folder, beside `Dockerfile` and `prometheus.yml`.
# Three services, named `api`, `mlflow` and `prometheus`:
#
# | | `api` | `mlflow` | `prometheus` |
# | --- | --- | --- | --- |
# | comes from | built from the folder `.` | `ghcr.io/mlflow/mlflow` in a full version 3, such as `v3.14.0` | `prom/prometheus` in a full version 3, such as `v3.5.0` |
# | command | (the image's) | see below | (the image's) |
# | environment | `MLFLOW_TRACKING_URI` with MLflow's address in their network: port 5000 of the host `mlflow` | | |
# | limits | `mem_limit: 512m`, `pids_limit: 128` | | |
# | waits until healthy | `mlflow` | | `api` |
# | health check | (the image's) | asks `http://127.0.0.1:5000/health` with `python`; the image has no curl | |
# | published, on 127.0.0.1 only | 8000 as 8000 | nothing | 9090 as 9090 |
# | keeps | | named volume at `/mlflow` | named volume at `/prometheus` |
# | mounts | | | `./prometheus.yml` at `/etc/prometheus/prometheus.yml`, read-only |
# | networks | `backend`, `monitoring` | `backend` | `monitoring` |
#
# - MLflow's command is `mlflow server --host 0.0.0.0 --port 5000 --backend-store-uri sqlite:////mlflow/mlflow.db
#   --artifacts-destination /mlflow/artifacts --allowed-hosts mlflow:5000`, on one line or as a list. Without `--allowed-hosts`
#   MLflow 3 answers `/health`, but refuses every client that calls it `mlflow`: it takes the name for an attack.
# - The named volumes and both networks are declared at the top level. No other service, no other network, and no secret in the
#   file.
# - The file follows the Compose specification's schema. Short and long forms are both fine.
#
# Prometheus then reaches the service, but not MLflow, and nothing but the two published ports is open, on this machine only.
#
# <details><summary>Hint</summary>
#
# A health check in Python is a list of four: `CMD`, `python`, `-c` and the program
# `import urllib.request; urllib.request.urlopen('http://127.0.0.1:5000/health', timeout=3)`. A volume in its short form is
# `name:/path`, a file from the folder `./file:/path:ro`.
# </details>

# %% language="writefile" magic_args="work/compose.yaml" nbgrader={"grade": false, "grade_id": "compose-stack", "locked": false, "schema_version": 3, "solution": true, "task": false}
# ### BEGIN SOLUTION
# services:
#   api:
#     build: .
#     environment:
#       MLFLOW_TRACKING_URI: http://mlflow:5000
#     mem_limit: 512m
#     pids_limit: 128
#     ports:
#       - "127.0.0.1:8000:8000"
#     networks: [backend, monitoring]
#     depends_on:
#       mlflow:
#         condition: service_healthy
#
#   mlflow:
#     image: ghcr.io/mlflow/mlflow:v3.14.0
#     command: >-
#       mlflow server --host 0.0.0.0 --port 5000
#       --backend-store-uri sqlite:////mlflow/mlflow.db
#       --artifacts-destination /mlflow/artifacts
#       --allowed-hosts mlflow:5000
#     volumes:
#       - mlflow-data:/mlflow
#     networks: [backend]
#     healthcheck:
#       test:
#         - CMD
#         - python
#         - -c
#         - import urllib.request; urllib.request.urlopen('http://127.0.0.1:5000/health', timeout=3)
#       interval: 5s
#       timeout: 5s
#       retries: 12
#       start_period: 30s
#
#   prometheus:
#     image: prom/prometheus:v3.5.0
#     volumes:
#       - ./prometheus.yml:/etc/prometheus/prometheus.yml:ro
#       - prometheus-data:/prometheus
#     ports:
#       - "127.0.0.1:9090:9090"
#     networks: [monitoring]
#     depends_on:
#       api:
#         condition: service_healthy
#
# volumes:
#   mlflow-data:
#   prometheus-data:
#
# networks:
#   backend:
#   monitoring:
# ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "compose-stack-check", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
TEXT = read_answer(WORK / "compose.yaml")
STACK = yaml.safe_load(TEXT)
assert isinstance(STACK, dict), "compose.yaml must hold a mapping with services, volumes and networks"
with tempfile.TemporaryDirectory() as folder:
    Path(folder, "compose.yaml").write_text(TEXT)
    schema = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", "compose.yaml"],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=60,
    )
assert schema.returncode == 0, "the Compose specification's schema says: " + " ".join(
    (schema.stdout + schema.stderr).split()
)

SERVICES = STACK.get("services") or {}
assert set(SERVICES) == {"api", "mlflow", "prometheus"}, (
    f"expected the services api, mlflow and prometheus, got {sorted(SERVICES)}"
)
api, mlflow, prometheus = SERVICES["api"], SERVICES["mlflow"], SERVICES["prometheus"]


def waits(service):
    """Who a service waits for, and for what."""
    on = service.get("depends_on") or {}
    return (
        dict.fromkeys(on, "service_started") if isinstance(on, list) else {n: o.get("condition") for n, o in on.items()}
    )


def variables(service):
    found = service.get("environment") or {}
    return dict(entry.partition("=")[::2] for entry in found) if isinstance(found, list) else found


def published(service):
    """Address, port on the machine and port in the container of each published port."""
    found = []
    for port in service.get("ports") or []:
        if isinstance(port, dict):
            found.append((port.get("host_ip"), str(port.get("published")), str(port["target"])))
        else:
            parts = str(port).removesuffix("/tcp").rsplit(":", 2)
            found.append(tuple([None] * (3 - len(parts)) + parts))
    return found


def mounts(service):
    """Path in the container -> kind (a folder's file: bind), source and whether it is read-only."""
    found = {}
    for mount in service.get("volumes") or []:
        if isinstance(mount, dict):
            found[mount["target"].rstrip("/")] = (mount["type"], mount.get("source"), bool(mount.get("read_only")))
        else:
            source, target, *options = [*str(mount).split(":"), ""]  # a path alone is a volume without a name
            kind = "bind" if source.startswith((".", "/", "~")) else "volume"
            found[target.rstrip("/")] = (kind, source, "ro" in ",".join(options).split(","))
    return found


def words(command):
    return command if isinstance(command, list) else str(command or "").split()


for name, other in [("api", "mlflow"), ("prometheus", "api")]:
    assert waits(SERVICES[name]).get(other) == "service_healthy", (
        f"start order: {name} must wait until {other} is healthy, got {waits(SERVICES[name])}. A plain list, or "
        "service_started, waits for the process only, and the service ends when MLflow does not answer yet"
    )
health = mlflow.get("healthcheck") or {}
test = None if health.get("disable") else health.get("test")
assert test, "mlflow has no healthcheck, or has switched it off: whoever waits until it is healthy waits for ever"
program = " ".join(test) if isinstance(test, list) else test
assert re.search(r"(127\.0\.0\.1|localhost):5000/health\b", program), (
    f"mlflow's health check asks http://127.0.0.1:5000/health, got {test}"
)

context_folder = api["build"] if isinstance(api.get("build"), str) else (api.get("build") or {}).get("context")
assert context_folder and posixpath.normpath(context_folder) == ".", (
    f"api is built from the folder '.', got {context_folder}"
)
for service_, image in [(mlflow, "ghcr.io/mlflow/mlflow"), (prometheus, "prom/prometheus")]:
    assert re.fullmatch(
        rf"(docker\.io/)?{re.escape(image)}:v3\.\d+\.\d+(-\w+)?(@sha256:[0-9a-f]{{64}})?", str(service_.get("image"))
    ), f"expected {image} pinned to a full version such as :v3.5.0, got {service_.get('image')}"
uri = str(variables(api).get("MLFLOW_TRACKING_URI"))
assert "localhost" not in uri and "127.0.0.1" not in uri, (
    f"MLFLOW_TRACKING_URI is {uri}: in a container that is the container itself. Services reach each other by name"
)
assert uri.rstrip("/") == "http://mlflow:5000", f"MLFLOW_TRACKING_URI: expected http://mlflow:5000, got {uri}"

expected = {"api": {("127.0.0.1", "8000", "8000")}, "mlflow": set(), "prometheus": {("127.0.0.1", "9090", "9090")}}
for name, ports in expected.items():
    assert set(published(SERVICES[name])) == ports, (
        f"{name}: expected the published ports {ports or 'none'} as (address, here, in the container), got "
        f"{published(SERVICES[name])}; without an address a port is open to the whole network"
    )

for name, path in [("mlflow", "/mlflow"), ("prometheus", "/prometheus")]:
    kind, source, _ = mounts(SERVICES[name]).get(path, (None, None, None))
    assert kind == "volume" and source, (
        f"{name} keeps its data in a named volume at {path}, got {mounts(SERVICES[name])}"
    )
    assert source in (STACK.get("volumes") or {}), (
        f"the named volume {source!r} is not declared under the top-level volumes"
    )
got = mounts(prometheus).get("/etc/prometheus/prometheus.yml")
assert got and got[0] == "bind" and posixpath.normpath(got[1]) == "prometheus.yml", (
    f"prometheus mounts ./prometheus.yml at /etc/prometheus/prometheus.yml, got {mounts(prometheus)}"
)

expected = {"api": {"backend", "monitoring"}, "mlflow": {"backend"}, "prometheus": {"monitoring"}}
for name, networks in expected.items():
    got = set(SERVICES[name].get("networks") or ["default"])
    assert got == networks, f"{name}: expected the networks {sorted(networks)}, got {sorted(got)}"
assert set(STACK.get("networks") or {}) == {"backend", "monitoring"}, (
    f"the top level declares the networks backend and monitoring, got {sorted(STACK.get('networks') or {})}"
)
### BEGIN HIDDEN TESTS
if isinstance(test, list):
    assert test[0] in ("CMD", "CMD-SHELL"), f"a health check's list begins with CMD or CMD-SHELL, got {test[0]!r}"
    assert test[0] == "CMD" or len(test) == 2, "CMD-SHELL takes one string; further words are lost"
    assert test[0] == "CMD-SHELL" or not re.search(r"\s", test[1]), (
        f"CMD runs {test[1]!r} as the name of one program: give each word by itself, or use CMD-SHELL"
    )
assert "python" in program and not re.search(r"\b(curl|wget)\b", program), (
    f"mlflow's image has neither curl nor wget: ask with python, got {test}"
)
read_only = mounts(prometheus)["/etc/prometheus/prometheus.yml"][2]
assert read_only, "prometheus.yml is mounted read-only: `:ro`, or read_only: true"
command = words(mlflow.get("command"))
for option, value in [
    ("--host", "0.0.0.0"),
    ("--backend-store-uri", "sqlite:////mlflow/mlflow.db"),
    ("--artifacts-destination", "/mlflow/artifacts"),
    ("--allowed-hosts", "mlflow:5000"),
]:
    given = dict(pairwise(command)) | dict(w.split("=", 1) for w in command if w.startswith("--") and "=" in w)
    assert given.get(option) == value, f"mlflow's command: expected {option} {value}, got {given.get(option)}"
assert str(api.get("mem_limit")).lower() in ("512m", "512mb", str(512 << 20)), (
    f"api: expected mem_limit 512m, got {api.get('mem_limit')}"
)
assert str(api.get("pids_limit")) == "128", f"api: expected pids_limit 128, got {api.get('pids_limit')}"
for name in ("api", "prometheus"):
    for key in ("command", "entrypoint"):
        assert not SERVICES[name].get(key), f"{name} runs its image's own command: leave {key} out"
own = api.get("healthcheck") or {}
assert not own.get("disable") and "test" not in own, (
    f"api keeps its image's health check, for which prometheus waits: leave {own} out"
)
for name, service_ in SERVICES.items():
    for variable in variables(service_):
        assert not re.search(r"(?i)token|secret|password|key", variable), (
            f"{name}: {variable} puts a secret into the file"
        )
### END HIDDEN TESTS

# %% [markdown]
# **The order in which Compose starts them**, from your file:

# %%
with waits_for("exercise 8"):
    services = yaml.safe_load(read_answer(WORK / "compose.yaml"))["services"]
    started = []
    while len(started) < len(services):
        ready = [n for n, s in services.items() if n not in started and set(s.get("depends_on", [])) <= set(started)]
        if not ready:
            print("and then nothing: the rest waits for each other")
            break
        started += ready
        print(", ".join(ready))

# %% [markdown]
# # Where you are
#
# **Now fixed.** The service has an image that says what it is made of, brings no laptop along, runs as nobody in particular,
# reports its health and ends when asked. It starts together with its neighbours, in an order that is written down. The leak
# of v7 is found, and you know why deleting was not enough.
#
# **Still broken.** One machine runs it. If that machine ends, so does the service: **lab 06** puts the image into a
# cluster. The model is baked into the image, and nobody can say which data it came from: **labs 09 and 10**. You built by
# hand: **lab 14** lets each commit build, test and deliver.
#
# **Definition of done** for an image of this team:
#
# - hadolint finds nothing; base and packages are pinned, packages by hash;
# - a change of the code installs nothing again;
# - no secret in any layer, variable or history entry, and none in the context;
# - a number as user, a health check, SIGTERM ends it;
# - every port, volume and network in the Compose file is there for a reason.
#
# **Go further.** With an engine: `docker compose up --build --wait` in a folder with your three files shows the gated start;
# `docker buildx build --secret id=token,env=MLFLOW_TOKEN` with `RUN --mount=type=secret,id=token` uses a token and leaves
# none; `skopeo copy docker-daemon:flight-service:lab oci:out:lab` writes your image as an OCI layout, for your own functions
# to read.
#
# **Sources.** The [OCI image specification](https://github.com/opencontainers/image-spec) (`layer.md` for whiteouts);
# Docker's [Build cache invalidation](https://docs.docker.com/build/cache/invalidation/) and
# [Building best practices](https://docs.docker.com/build/building/best-practices/); the
# [Compose specification](https://github.com/compose-spec/compose-spec/blob/main/spec.md).
