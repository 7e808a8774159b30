"""The classroom: people in a browser from login to feedback, what they cannot see of each other, and its end."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest
import requests
import yaml
from browser import chromium
from classroom import PATIENCE, Classroom, Person, classroom, log_in, until
from conftest import BIN, ROOT
from places import ORDINARY, _as_user
from selenium import webdriver
from selenium.common.exceptions import ElementClickInterceptedException, StaleElementReferenceException
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from grader.sandbox import policy

LAB = "01_python"
COMMENT = "Read the column's type before you compare it."
EXCHANGE = Path("/exchange/mlops")  # as servers have it
HUB = Path(sys.prefix) / "stacks" / "hub"


def _missing() -> str:
    """What a classroom lacks on this machine, if anything."""
    if not (HUB / "made-from").exists():
        return "needs the stack hub: tools/stack.sh .venv/bin/python hub"
    sys.path.append(str(ROOT / "tools" / "classroom"))
    from room import RoomError, confinement

    try:
        confinement()
    except RoomError as error:
        return str(error)
    return ""


MISSING = _missing()
pytestmark = pytest.mark.skipif(bool(MISSING), reason=MISSING)


class Desk:
    """Somebody's browser, logged in by the form."""

    def __init__(self, browser: webdriver.Chrome, room: Classroom, name: str, pictures: Path):
        self.browser, self.room, self.name, self.pictures = browser, room, name, pictures
        browser.get("about:blank")
        browser.execute_cdp_cmd("Network.clearBrowserCookies", {})  # those of other paths, too
        browser.get(f"{room.address}/hub/login")
        self.picture("login")
        self.see("#username_input").send_keys(name)
        self.see("#password_input").send_keys(room.passwords[name] + Keys.ENTER)
        self.see(".lm-MenuBar-item", "Nbgrader")

    def see(self, css: str, text: str | None = None):
        """The first such element that is shown, once there is one."""

        def shown(_):
            for element in self.browser.find_elements(By.CSS_SELECTOR, css):
                try:
                    if element.is_displayed() and (text is None or text in element.text):
                        return element
                except StaleElementReferenceException:
                    continue
            return None

        return WebDriverWait(self.browser, PATIENCE).until(shown, f"{self.name}: no {css} with {text!r}")

    def click(self, css: str, text: str | None = None) -> None:
        """Click it, again where the page put another in its place meanwhile."""

        def clicked() -> bool:
            try:
                self.see(css, text).click()
            except StaleElementReferenceException:
                return False
            except ElementClickInterceptedException:
                # A browser drops what it is loading when the machine's network interfaces change; JupyterLab says so
                self.dismiss()
                return False
            return True

        until(clicked, f"a click on {css}")

    def dismiss(self) -> None:
        """Close a dialog, if one is there."""
        for button in self.browser.find_elements(By.CSS_SELECTOR, ".jp-Dialog button.jp-mod-accept"):
            button.click()

    def validate(self) -> str:
        """Press Validate; returns what the dialog says, and leaves it open."""

        def verdict() -> str:
            self.click(".validate-button")
            said = self.see(".jp-Dialog").text
            if "Validation Results" not in said:
                self.dismiss()
            return said if "Validation Results" in said else ""

        return until(verdict, "a verdict on the notebook")

    def menu(self, command: str) -> None:
        self.click(".lm-MenuBar-item", "Nbgrader")
        self.click(f'.lm-Menu-item[data-command="{command}"]')

    def open(self, name: str) -> None:
        """What the file browser shows under that name."""
        entry = self.see(f'.jp-DirListing-item[title^="Name: {name}"]')
        ActionChains(self.browser).double_click(entry).perform()

    def picture(self, what: str) -> None:
        self.browser.save_screenshot(str(self.pictures / f"{self.name}-{what}.png"))


def solve_first_exercise(room: Classroom, person: Person) -> str:
    """Put the solution of the lab's first exercise into a student's notebook; returns the exercise's name."""
    solution = json.loads((room.course / "solutions" / LAB / f"{LAB}.ipynb").read_text())
    marks = (cell["metadata"].get("nbgrader", {}) for cell in solution["cells"])
    name = next(mark["grade_id"] for mark in marks if mark.get("solution"))
    answer = next(c["source"] for c in solution["cells"] if c["metadata"].get("nbgrader", {}).get("grade_id") == name)
    model = person.api("GET", f"api/contents/{LAB}/{LAB}.ipynb").json()
    for cell in model["content"]["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == name:
            cell["source"] = "".join(answer)
    assert person.api("PUT", f"api/contents/{LAB}/{LAB}.ipynb", json=model).ok
    return name


# Run by a student: everything that may be looked at from there, and what it says to each path that may not
LOOK = """
import json, os
paths, marks = json.load(open("look.json"))
said = {}
for path in paths:
    try:
        said[path] = repr(os.listdir(path) if os.path.isdir(path) else open(path, "rb").read(20))
    except OSError as error:
        said[path] = type(error).__name__
found = []
for top, folders, names in os.walk("/"):
    if top in ("/", "/usr"):
        folders[:] = [name for name in folders if name not in ("proc", "sys", "usr", "lib", "lib64", "bin", "sbin")]
    folders[:] = [name for name in folders if name != ".venv" and ".pyenv" not in top]
    for name in names:
        path = os.path.join(top, name)
        if os.path.isfile(path):
            try:
                text = open(path, "rb").read()
            except OSError:
                continue
            found += [path for mark in marks if mark.encode() in text]
processes = []
for pid in filter(str.isdigit, os.listdir("/proc")):
    try:
        processes.append(open(f"/proc/{pid}/cmdline", errors="replace").read().replace(chr(0), " "))
    except OSError:
        continue
print("LOOK" + json.dumps([said, found, processes]))
"""


def look(student: Person, paths: list[Path], marks: list[str]) -> tuple[dict[str, str], list[str], list[str]]:
    """What a student gets to see: of each path, in which files it finds the marks, and which processes."""
    for name, text in (("look.py", LOOK), ("look.json", json.dumps([[str(path) for path in paths], marks]))):
        file = {"type": "file", "format": "text", "content": text}
        assert student.api("PUT", f"api/contents/{name}", json=file).ok
    shown = student.run("python look.py")
    return tuple(json.loads(shown.rpartition("LOOK")[2]))


def sees_nothing_of_others(room: Classroom, student: Person, other: Person, mark: str) -> None:
    """`mark` is in the other's notebook."""
    hidden = [
        room.course / "gradebook.db",
        room.course / "solutions",
        room.course / "submitted",
        room.home(other.name),
        room.home(other.name) / "labs" / LAB / f"{LAB}.ipynb",
        room.home("instructor"),
        room.folder / "people.csv",
        room.folder / "hub",
        ROOT / "solutions",
        ROOT / "tests",
        room.exchange,
        EXCHANGE / "inbound",
        EXCHANGE / "feedback",
    ]
    said, found, processes = look(student, hidden, [mark, "BEGIN HIDDEN TESTS" + chr(10), room.passwords[other.name]])
    assert set(said.values()) <= {"PermissionError", "FileNotFoundError"}, said
    # The course's own tools name the marker of hidden tests; no notebook and no lab's source does
    tools = (str(Path(policy.__file__).parents[1]), str(room.home(student.name) / "labs" / "look.json"))
    assert [path for path in found if not path.startswith(tools)] == [], found
    assert not [line for line in processes if other.name in line or "jupyterhub --config" in line], processes
    assert "denied" in student.run(f"touch {EXCHANGE}/outbound/mine 2>&1", code=1)
    url = f"{room.address}/user/{other.name}/api/contents"
    answer = requests.get(url, headers=student.headers, timeout=PATIENCE, allow_redirects=False)
    assert answer.status_code in (302, 403), answer.text


def leaves_nothing(room: Classroom) -> None:
    """Ctrl-C: whatever the classroom had started is gone."""
    started = room.processes()
    assert len(started) > 3
    assert room.interrupt() == 0
    assert "ending" in room.said()
    assert [found for found in started if found.is_running() and found.status() != psutil.STATUS_ZOMBIE] == []
    for found in psutil.process_iter():
        try:
            words = " ".join(found.cmdline()) + found.cwd()
        except (psutil.NoSuchProcess, psutil.AccessDenied):
            continue
        assert str(room.folder) not in words, f"{found.pid} is left: {words}"
    with pytest.raises(requests.ConnectionError):
        requests.get(f"{room.address}/hub/login", timeout=10)


def test_two_students_and_an_instructor_go_through_a_lab_in_a_browser(clone, tmp_path):
    pictures = Path(os.environ.get("CLASSROOM_PICTURES", tmp_path))
    with chromium(1400, 900) as browser, classroom(clone("course")) as room:
        browser.set_page_load_timeout(PATIENCE)
        instructor = room.enter("instructor")
        instructor.run(f"nbgrader generate_assignment {LAB} && nbgrader release_assignment {LAB}")

        first, second = room.enter("student1"), room.enter("student2")
        for person in (first, second):
            desk = Desk(browser, room, person.name, pictures)
            desk.menu("nbgrader:open-assignment-list")
            desk.see("#released_assignments_list", LAB)
            desk.click("#released_assignments_list button", "Fetch")
            desk.see("#fetched_assignments_list", LAB)
            if person is first:
                solved = solve_first_exercise(room, first)
                desk.open(LAB)
                desk.open(f"{LAB}.ipynb")
                desk.see(".jp-Notebook-ExecutionIndicator[data-status='idle']")
                assert "NotImplementedError" in desk.validate()
                desk.picture("validate")
                desk.dismiss()
                desk.click(".lm-TabBar-tabLabel", "Assignments")
            desk.click("#fetched_assignments_list button", "Submit")
            desk.see("#submitted_assignments_list", LAB)
            desk.picture("submitted")

        instructor.run(f"nbgrader collect {LAB} && grader grade {LAB} --json grade.json")
        graded = json.loads((room.course / "grade.json").read_text())["submissions"]
        scores = {entry["student"]: (entry["status"], entry["score"]) for entry in graded}
        assert scores["student2"] == ("graded", 0) and scores["student1"][0] == "graded" and scores["student1"][1] > 0
        assert all("seccomp" in entry["confinement"] for entry in graded)

        desk = Desk(browser, room, "instructor", pictures)
        desk.menu("nbgrader:open-course-list")
        desk.see(".list_item", "mlops")
        desk.picture("courses")
        desk.menu("nbgrader:open-formgrader")
        browser.switch_to.frame(desk.see("iframe[src*='formgrader']"))
        desk.see("a", LAB)
        desk.picture("formgrader")
        browser.switch_to.default_content()
        formgrader = f"{room.address}/user/instructor/formgrader"
        browser.get(f"{formgrader}/gradebook/{LAB}/{LAB}")
        desk.see("table", "Submission")
        submissions = requests.get(
            f"{formgrader}/api/submitted_notebooks/{LAB}/{LAB}", headers=instructor.headers, timeout=PATIENCE
        ).json()
        number = next(entry["id"] for entry in submissions if entry["student"] == "student1")
        browser.get(f"{formgrader}/submissions/{number}")
        desk.see("textarea.comment").send_keys(COMMENT + Keys.TAB)
        kept = f"{formgrader}/api/comments?submission_id={number}"
        until(lambda: COMMENT in requests.get(kept, headers=instructor.headers, timeout=PATIENCE).text, "the comment")
        desk.picture("comment")
        instructor.run(f"grader feedback {LAB} && nbgrader release_feedback {LAB} && nbgrader export")
        with (room.course / "grades.csv").open(newline="") as stream:
            exported = {row["student_id"]: float(row["score"]) for row in csv.DictReader(stream)}
        assert exported["student2"] == 0 and exported["student1"] == scores["student1"][1]

        pages = {}
        for person in (first, second):
            desk = Desk(browser, room, person.name, pictures)
            desk.menu("nbgrader:open-assignment-list")
            desk.click("#submitted_assignments_list button", "Fetch Feedback")
            folder = room.home(person.name) / "labs" / LAB / "feedback"
            (page,) = until(lambda folder=folder: list(folder.glob("*/*.html")), f"{person.name}'s feedback")
            pages[person.name] = page.read_text()
            path = page.relative_to(room.home(person.name) / "labs")
            browser.get(f"{room.address}/user/{person.name}/files/{path}")
            desk.see("body", LAB)
            desk.picture("feedback")
        assert COMMENT in pages["student1"] and COMMENT not in pages["student2"]
        assert solved in pages["student1"]

        mark = "only student1 wrote this"
        first.run(f"echo '{mark}' > {LAB}/note.txt && nbgrader submit {LAB}")
        sees_nothing_of_others(room, second, first, mark)
        leaves_nothing(room)


def test_on_one_account_students_are_kept_apart_too(clone):
    """All servers run as one ordinary user, so bubblewrap and Landlock do what user ids cannot."""
    if policy._landlock_abi() < 1:
        pytest.skip("needs Landlock")
    as_root = os.geteuid() == 0
    folder = Path(tempfile.mkdtemp(prefix="classroom-", dir="/tmp"))
    try:
        course = Path(shutil.copytree(clone("course"), folder / "course", symlinks=True))
        before: list[str] = []
        if as_root:
            users = folder / "passwd"
            users.write_text(f"root:x:0:0::/root:/bin/sh\nteacher:x:{ORDINARY}:{ORDINARY}::{course}:/bin/sh\n")
            subprocess.run(["chown", "-hR", f"{ORDINARY}:{ORDINARY}", folder], check=True)
            before = _as_user(ORDINARY)
            at = before.index("--")
            before[at:at] = ["--ro-bind", str(users), "/etc/passwd"]
        with classroom(course, "--tls", before=tuple(before)) as room:
            assert "run as you" in room.said()
            session = requests.Session()
            session.headers["X-Forwarded-Proto"] = "https"  # as a proxy in front says
            answer = log_in(session, room, "student3", allow_redirects=False)
            (cookie,) = (found for found in answer.cookies if found.name == "jupyterhub-hub-login")
            assert answer.status_code == 302 and cookie.secure
            answer = log_in(requests.Session(), room, "student3", password=room.passwords["student1"])
            assert answer.status_code == 403 and "Invalid username or password" in answer.text
            instructor, first, second = (room.enter(name) for name in ("instructor", "student1", "student2"))
            instructor.run(f"nbgrader release_assignment {LAB}")
            mark = "only student1 wrote this"
            first.run(f"nbgrader fetch_assignment {LAB} && echo '{mark}' > {LAB}/note.txt && nbgrader submit {LAB}")
            (handed_in,) = (folder.name for folder in (room.exchange / "mlops" / "inbound").iterdir())
            instructor.run(f"nbgrader collect {LAB} && touch gradebook.db")
            assert (room.course / "submitted" / "student1" / LAB / "note.txt").read_text().strip() == mark
            sees_nothing_of_others(room, second, first, mark)
            # Not even by its name, which nobody could know
            assert "denied" in second.run(f"cat '{EXCHANGE}/inbound/{handed_in}/note.txt' 2>&1", code=1)
            leaves_nothing(room)
    finally:
        shutil.rmtree(folder)


def start(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["tools/classroom.sh", *options], cwd=folder, capture_output=True, text=True, timeout=PATIENCE,
        stdin=subprocess.DEVNULL,
    )  # fmt: skip


def test_what_cannot_be_had_is_one_line(clone, tmp_path):
    folder = clone("course")
    (tmp_path / "names").write_text("student1\nLee+Ada\n")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = start(folder, f"--port={port}")
    assert done.returncode == 1 and done.stdout == ""
    assert re.fullmatch(rf"make classroom: port {port} .* --port .*\n", done.stderr)
    done = start(folder, f"--students={tmp_path / 'names'}", "--port=0")
    assert done.returncode == 1 and re.fullmatch(r"make classroom: 'Lee\+Ada' cannot be .*\n", done.stderr)
    done = start(folder, "--students=nowhere", "--port=0")
    assert done.returncode == 1 and re.fullmatch(r"make classroom: cannot read nowhere: .*\n", done.stderr)


def test_a_class_that_fetches_and_submits_at_once_loses_nothing():
    """A slice; docs/instructor.md has the figures of 200."""
    tool = ROOT / "tools" / "classroom" / "load.py"
    done = subprocess.run(
        [BIN / "python", tool, "--students", "20"], capture_output=True, text=True, timeout=2 * PATIENCE
    )
    assert done.returncode == 0, done.stderr
    record = json.loads(done.stdout)
    assert (record["students"], record["lost"], record["errors"]) == (20, [], {})
    assert record["user_ids"] == (20 if os.geteuid() == 0 else 1)
    assert record["seconds"] > 0 and record["submit_seconds"]["largest"] > 0


def values() -> dict:
    return yaml.safe_load((ROOT / "deploy" / "values.yaml").read_text())


def test_the_service_is_one_that_systemd_takes(tmp_path):
    analyze = shutil.which("systemd-analyze")
    if not analyze:
        pytest.skip("needs systemd-analyze")
    text = (ROOT / "deploy" / "classroom.service").read_text()
    assert "/srv/course/tools/classroom.sh" in text
    unit = tmp_path / "classroom.service"
    unit.write_text(text.replace("/srv/course", str(ROOT)))
    done = subprocess.run([analyze, "verify", unit], capture_output=True, text=True, timeout=PATIENCE)
    if done.returncode and "classroom.service" not in done.stderr:
        pytest.skip(f"systemd-analyze does not work here: {done.stderr.strip()[:100]}")
    assert done.returncode == 0 and "classroom.service" not in done.stderr, done.stderr
    options = re.search(r"ExecStart=\S+ (.*)", text)[1].split()
    known = start(ROOT, "--help").stdout
    assert all(option in known for option in options if option.startswith("--"))


def test_the_proxy_leads_to_the_port_of_the_service():
    port = re.search(r"--port (\d+)", (ROOT / "deploy" / "classroom.service").read_text())[1]
    caddyfile = ROOT / "deploy" / "Caddyfile"
    assert f"reverse_proxy 127.0.0.1:{port}\n" in caddyfile.read_text()
    if caddy := shutil.which("caddy"):
        command = [caddy, "validate", "--adapter", "caddyfile", "--config", caddyfile]
        done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE)
        assert done.returncode == 0, done.stderr


def test_what_kubernetes_gets_fits_together(tmp_path):
    """The image has the user ids that the hub gives out, the volume is the one that servers mount, the command runs."""
    dockerfile = ROOT / "deploy" / "Dockerfile"
    linted = subprocess.run([BIN / "hadolint", dockerfile], capture_output=True, text=True, timeout=PATIENCE)
    assert linted.returncode == 0, linted.stdout
    first, last = map(int, re.search(r"seq (\d+) (\d+)", dockerfile.read_text()).groups())

    settings = values()
    given = SimpleNamespace(KubeSpawner=SimpleNamespace())
    exec(settings["hub"]["extraConfig"]["people"], {"c": given})
    for number in (1, last - first):
        spawner = SimpleNamespace(user=SimpleNamespace(id=number))
        uid = given.KubeSpawner.uid(spawner)
        assert first <= uid <= last and given.KubeSpawner.fs_gid(spawner) == given.KubeSpawner.gid(spawner) == uid

    claim, job = yaml.safe_load_all((ROOT / "deploy" / "exchange.yaml").read_text())
    server = settings["singleuser"]
    (volume,) = server["storage"]["extraVolumes"]
    (mount,) = server["storage"]["extraVolumeMounts"]
    assert volume["persistentVolumeClaim"]["claimName"] == claim["metadata"]["name"]
    assert claim["spec"]["accessModes"] == ["ReadWriteMany"]
    made = Path(job["spec"]["template"]["spec"]["containers"][0]["command"][-1]).name
    assert server["extraEnv"]["NBGRADER_EXCHANGE"] == f"{mount['mountPath']}/{made}"

    # The server's own command, with this environment in the place of the image's
    home = tmp_path / "home"
    command = [word.replace("/home/jovyan", str(home)) for word in server["cmd"]]
    course = tmp_path / "course"
    course.mkdir()
    for name in ("tools", "nbgrader_config.py"):
        (course / name).symlink_to(ROOT / name)
    (course / ".venv").symlink_to(sys.prefix)
    done = subprocess.run(
        [*command, "--version"],
        env={"PATH": os.environ["PATH"], "HOME": str(home), "COURSE": str(course)},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    assert done.returncode == 0 and re.fullmatch(r"\d+\.\d+\.\d+\s*", done.stdout), done.stderr
    assert (home / "nbgrader_config.py").is_file() and (home / "labs").is_dir()
