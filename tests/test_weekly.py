"""The weekly workflow, run by act: a lab that breaks on a newer package becomes an issue that names what broke."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess

import pytest
import yaml
from conftest import BIN, ROOT
from grading import make_course

WORKFLOW = ROOT / ".github" / "workflows" / "weekly.yml"
MAKEFILE = """\
env:
	@ln -sfn "$(COURSE_ENVIRONMENT)" .venv
	@cp "releases/$$(sed -n 's/^flighttool==//p' requirements/main.txt)/flighttool.py" "$(PYTHONPATH)"
lock:
	@sed -i 's/^flighttool==1.0/flighttool==2.0/' requirements/main.txt
	@sed -i 's/"1.1.0"/"1.2.0"/' requirements/ops-node/package-lock.json
"""
WORKS = "def total(a, b):\n    return a + b\n"
BREAKS = 'def total(a, b):\n    raise TypeError("total() takes keywords since 2.0")\n'
GH = """\
#!/usr/bin/env bash
printf '%s\\0' "$@" >>"$GH_CALLS"
case "$1 $2" in
  "issue list") cat "$GH_OPEN" ;;
  "issue create" | "issue edit") cat >"$GH_BODY" ;;
esac
printf '\\n\\0' >>"$GH_CALLS"
"""


@pytest.fixture
def weekly(tmp_path, monkeypatch):
    """A run of the workflow in a course whose lab uses the package flighttool, of which a release 2.0 has come out."""
    for program in ("git", "make", "act"):
        if not shutil.which(program, path=f"{BIN}{os.pathsep}{os.environ['PATH']}"):
            pytest.skip(f"needs {program}")
    site, stubs, home = tmp_path / "site-packages", tmp_path / "stubs", tmp_path / "home"
    for folder in (site, stubs, home):
        folder.mkdir()
    (site / "flighttool.py").write_text(WORKS)
    monkeypatch.setenv("PYTHONPATH", str(site))

    source = tmp_path / "source"
    shutil.copytree(ROOT / "tests" / "courses" / "tiny", source)
    lab = source / "solutions" / "01_tiny" / "01_tiny.py"
    lab.write_text(lab.read_text().replace("return a + b", "import flighttool\n    return flighttool.total(a, b)", 1))
    course = make_course(tmp_path / "course", source)
    files = {
        "Makefile": MAKEFILE,
        ".gitignore": ".venv\nbuild/\nexchange/\ngradebook.db\nlabs/*/work/\nsolutions/*/work/\n",
        "pyproject.toml": "[tool.labs.programs]\n",
        "binder/apt.txt": "vim\n",
        "requirements/main.txt": "flighttool==1.0\nsteady==3\n",
        "requirements/ops-node/package-lock.json": '{"packages": {"node_modules/act-js": {"version": "1.1.0"}}}\n',
        "releases/1.0/flighttool.py": WORKS,
        "releases/2.0/flighttool.py": BREAKS,
    }
    for name, text in files.items():
        (course / name).parent.mkdir(parents=True, exist_ok=True)
        (course / name).write_text(text)
    for path in (WORKFLOW, *(ROOT / "tools" / name for name in ("weekly.sh", "weekly_report.py", "ready_labs.py"))):
        (course / path.relative_to(ROOT)).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, course / path.relative_to(ROOT))
    for name, text in (("gh", GH), ("sudo", "#!/bin/sh\n")):
        (stubs / name).write_text(text)
        (stubs / name).chmod(0o755)

    calls, opened, body = tmp_path / "calls", tmp_path / "open", tmp_path / "body"
    environment = {
        **os.environ, "HOME": str(home), "PATH": os.pathsep.join([str(stubs), str(BIN), os.environ["PATH"]]),
        "COURSE_ENVIRONMENT": str(BIN.parent), "GH_CALLS": str(calls), "GH_OPEN": str(opened), "GH_BODY": str(body),
        "GIT_CONFIG_GLOBAL": os.devnull,
    }  # fmt: skip

    def git(*arguments):
        identity = ["-c", "user.name=author", "-c", "user.email=author@example.org"]
        subprocess.run(["git", *identity, *arguments], cwd=course, env=environment, check=True, timeout=60)

    git("init", "--quiet", "--initial-branch=main")
    git("remote", "add", "origin", "https://github.com/example/course.git")

    def run(open_issue: str = "") -> tuple[list[list[str]], str]:
        """Run the workflow as its schedule does: the calls of gh, and the text that the issue got."""
        git("add", "--all")
        git("commit", "--quiet", "--allow-empty", "--message=state")
        opened.write_text(open_issue)
        for file in (calls, body):
            file.write_text("")
        act = subprocess.Popen(
            ["act", "schedule", "--platform", "ubuntu-24.04=-self-hosted", "--cache-server-addr", "127.0.0.1",
             "--artifact-server-addr", "127.0.0.1"],
            cwd=course, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True, start_new_session=True,
        )  # fmt: skip
        try:
            said, _ = act.communicate(timeout=900)
        finally:
            if act.poll() is None:
                os.killpg(act.pid, signal.SIGKILL)
                act.wait()
        assert act.returncode == 0, said
        recorded = [call.strip("\0").split("\0") for call in calls.read_text().split("\n\0") if call]
        # act itself asks gh for a token
        return [call for call in recorded if call[0] != "auth"], body.read_text()

    run.course = course
    return run


def test_the_issue_names_lab_package_and_cell_and_is_kept_up_to_date(weekly):
    calls, body = weekly()
    assert [call[:2] for call in calls] == [["label", "create"], ["issue", "list"], ["issue", "create"]]
    assert calls[-1][calls[-1].index("--title") + 1] == "On the newest versions 01_tiny breaks"
    assert "## 01_tiny" in body
    assert "Changed, and in the tracebacks: `flighttool` 1.0 → 2.0." in body
    assert "Cell `add-check` fails:" in body and "TypeError: total() takes keywords since 2.0" in body
    assert "right answer" not in body.split("`grader build`")[1], "each tool has its part"
    assert "`grader verify`:" in body and "the solution earns 0 of 2 points" in body
    assert "| `npm act-js` | 1.1.0 | 1.2.0 |" in body and "steady" not in body
    assert "https://github.com/example/course/actions/runs/" in body

    # The next week the locks cannot be made: the open issue says so, and no second one is opened.
    makefile = weekly.course / "Makefile"
    makefile.write_text(makefile.read_text() + "\t@echo 'flighttool 3.0 needs steady<3' >&2; exit 1\n")
    calls, body = weekly(open_issue="7\n")
    assert [call[:3] for call in calls[1:]] == [
        ["issue", "list", "--label"], ["issue", "edit", "7"], ["issue", "comment", "7"],
    ]  # fmt: skip
    assert "The newest versions do not go together" in calls[2][calls[2].index("--title") + 1]
    assert "flighttool 3.0 needs steady<3" in body

    # Then nothing breaks any more, and the issue is closed.
    makefile.write_text(MAKEFILE)
    shutil.rmtree(weekly.course / "solutions" / "01_tiny")
    calls, body = weekly(open_issue="7\n")
    assert [call[:3] for call in calls[1:]] == [["issue", "list", "--label"], ["issue", "close", "7"]]


def test_the_workflow_is_sound_pinned_and_has_few_rights():
    tools = (["actionlint", WORKFLOW], ["check-jsonschema", "--builtin-schema", "vendor.github-workflows", WORKFLOW])
    for command in tools:
        done = subprocess.run([BIN / command[0], *command[1:]], capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stdout + done.stderr
    text = WORKFLOW.read_text()
    used = [line.split("uses:")[1] for line in text.splitlines() if "uses:" in line]
    assert used and all(len(action.split("@")[1].split()[0]) == 40 for action in used), (
        "a commit, which nobody can move"
    )
    workflow = yaml.safe_load(text)
    rights = {name: job["permissions"] for name, job in workflow["jobs"].items()}
    assert workflow["permissions"] == {}
    assert rights == {"labs": {"contents": "read"}, "issue": {"issues": "write"}}
    assert "GH_TOKEN" not in str(workflow["jobs"]["labs"]), "what nobody has looked at yet sees no token"
