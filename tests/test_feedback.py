"""Feedback pages: what a student learns from them, what stays hidden, and that nothing of a student's runs in them."""

from __future__ import annotations

import json
import os
import re

import nbformat
import pytest
from browser import chromium
from grading import ADD, LAB, RIGHT, answered, cell, command, grade, submit

from grader.feedback import clean

EXPORTER = 'c.GenerateFeedback.exporter_class = "grader.feedback.FeedbackExporter"\n'
RUN = "document.title='run'"

# A cell of a submission that shows everything a kernel can send, each form trying to run a script in the reader's page.
ATTACK = f'''
import base64
from IPython.display import HTML, SVG, Image, Javascript, Latex, Markdown, display
from IPython import get_ipython

display(HTML("""<b>kept bold</b><script>{RUN}</script><img src=x onerror="{RUN}"><svg onload="{RUN}"><rect/></svg>
<a href="javascript:{RUN}">one</a><a href="&#106;avascript:{RUN}">two</a>
<a href="data:text/html,<script>{RUN}</script>">three</a>
<iframe srcdoc="<script>parent.{RUN}</script>"></iframe><object data="data:text/html,x"></object><embed src="x.swf">
<form action="javascript:{RUN}"><input autofocus onfocus="{RUN}">
<button formaction="javascript:{RUN}">four</button></form>
<details open ontoggle="{RUN}"><summary>five</summary></details><style>@import 'http://127.0.0.1:9/x.css';</style>
<div style="position:fixed;top:0;left:0;color:red;background-image:url(http://127.0.0.1:9/x)">over everything</div>
<meta http-equiv="refresh" content="0;url=http://127.0.0.1:9/">
<base href="http://127.0.0.1:9/"><link rel="stylesheet" href="http://127.0.0.1:9/x.css">
<math><mtext><table><mglyph><style><img src=x onerror="{RUN}"></style></mglyph></table></mtext></math>
<img src="http://127.0.0.1:9/tracker.png"><noscript><p title="</noscript><img src=x onerror={RUN}>"></noscript>"""))
display(SVG('<svg xmlns="http://www.w3.org/2000/svg"><script>{RUN}</script>'
            '<rect onclick="{RUN}" width="9" height="9"/></svg>'))
display(Javascript("{RUN}"))
display(Markdown("""**kept strong** <script>{RUN}</script> [six](javascript:{RUN}) <img src=x onerror="{RUN}">"""))
display(Latex(r"\\href{{javascript:{RUN}}}{{seven}}"))
display({{"image/png": 'x" onerror="{RUN}" alt="', "text/plain": "a picture"}}, raw=True)
display({{"image/png": base64.b64encode(b"no picture").decode()}}, raw=True,
        metadata={{"image/png": {{"width": '1 onerror="{RUN}"', "alt": '"><script>{RUN}</script>'}}}})
display({{"text/html": "<script>{RUN}</script>"}}, raw=True, metadata={{"text/html": {{"isolated": True}}}})
display({{"application/vnd.jupyter.widget-view+json": {{"model_id": "</script><script>{RUN}</script>"}}}}, raw=True)
display({{"text/vnd.mermaid": "graph TD; A-->B; click A call x() </script><script>{RUN}</script>"}}, raw=True)
print("</pre><script>{RUN}</script>\\x1b[31m<img src=x onerror={RUN}>\\x1b[0m")
class Odd(Exception):
    pass
Odd.__name__ = "<script>{RUN}</script>"
raise Odd("<img src=x onerror={RUN}>")
'''
MARKDOWN = f"""# A heading <script>{RUN}</script>
[link](javascript:{RUN}) <img src="x" onerror="{RUN}"> <a href="https://example.org" onclick="{RUN}">good link</a>
![p](data:text/html;base64,PHNjcmlwdD4=) <details open ontoggle="{RUN}"><summary>s</summary>kept details</details>
"""


@pytest.fixture
def safe(course):
    """A course whose configuration names the exporter, as the real one does."""
    config = course / "nbgrader_config.py"
    if "FeedbackExporter" not in config.read_text():
        config.write_text(config.read_text() + EXPORTER)
    return course


def page(course, student):
    return course / "feedback" / student / LAB / f"{LAB}.html"


@pytest.fixture
def attacked(safe):
    """An attacker, with scripts wherever the notebook's format has room for one, and a bystander."""
    notebook = answered(safe)
    notebook.cells += [
        nbformat.v4.new_code_cell(ATTACK),
        nbformat.v4.new_markdown_cell(MARKDOWN),
        nbformat.v4.new_raw_cell(f"<script>{RUN}</script>"),
    ]
    submit(safe, "attacker", notebook)
    submit(safe, "<script>alert(1)<script>", answered(safe))
    grade(safe)
    path = safe / "autograded" / "attacker" / LAB / f"{LAB}.ipynb"
    path.chmod(0o644)
    graded = json.loads(path.read_text())
    for each in graded["cells"]:
        # What a kernel that speaks the protocol itself can put there.
        each["metadata"] = {
            **each["metadata"],
            "tags": [f'"><script>{RUN}</script>'],
            "alt": f'"><script>{RUN}</script>',
        }
        if each["cell_type"] == "code":
            each["execution_count"] = f"<script>{RUN}</script>"
    graded["metadata"]["language_info"] = {"name": f"<script>{RUN}</script>", "pygments_lexer": 7}
    graded["metadata"]["widgets"] = {"application/vnd.jupyter.widget-state+json": {"state": f"</script><script>{RUN}"}}
    graded["metadata"]["title"] = f"</title><script>{RUN}</script>"
    path.write_text(json.dumps(graded))
    return safe


def test_no_script_runs_in_the_readers_browser(attacked):
    command("grader", "feedback", LAB, cwd=attacked)
    text = page(attacked, "attacker").read_text()
    assert not re.search(r"<(script|iframe|object|embed|form|input|button|base|link)", text, re.IGNORECASE)
    for kept in ("kept bold", "kept strong", "kept details", "good link", "over everything"):
        assert kept in text
    with chromium() as browser:
        # First as a reader opens it, then with the page's own policy switched off: cleaning alone must do.
        for bypass in (False, True):
            browser.execute_cdp_cmd("Page.setBypassCSP", {"enabled": bypass})
            browser.get(page(attacked, "attacker").as_uri())
            links = browser.find_elements("css selector", "a[href]")
            assert links and not [a for a in links if not re.match(r"(https?|mailto|file):", a.get_property("href"))]
            browser.execute_script(
                "document.querySelectorAll('.container *').forEach(e => e.tagName == 'A' || e.click())"
            )
            handlers = "return [...document.querySelectorAll('*')].flatMap(e => e.getAttributeNames())"
            assert not [name for name in browser.execute_script(handlers) if name.startswith("on")]
            assert browser.title == LAB, "a script of the student's has run"
            loaded = browser.execute_script("return performance.getEntriesByType('resource').map(e => e.name)")
            assert not [name for name in loaded if name.startswith("http")]
            fixed = "return [...document.querySelectorAll('*')].some(e => getComputedStyle(e).position == 'fixed')"
            assert not browser.execute_script(fixed)


def test_stock_nbgrader_makes_the_same_page(attacked):
    """By configuration alone, also from formgrader's button."""
    command("grader", "feedback", LAB, cwd=attacked)
    ours = {p: p.read_bytes() for p in (attacked / "feedback").rglob("*") if p.is_file()}
    modes = {p: p.stat().st_mode for p in ours}
    command("nbgrader", "generate_feedback", LAB, "--force", cwd=attacked)
    theirs = {p: p.read_bytes() for p in (attacked / "feedback").rglob("*") if p.is_file()}
    assert ours == theirs and modes == {p: p.stat().st_mode for p in theirs}


def test_hidden_tests_stay_hidden_and_messages_teach(safe):
    submit(safe, "misses", answered(safe, {**RIGHT, "add": "def add(a, b):\n    return abs(a) + abs(b)"}))
    peeking = answered(safe, RIGHT)
    peeking.cells.append(nbformat.v4.new_code_cell("print(In)\nfor source in In: print(source)"))
    submit(safe, "peeks", peeking)
    grade(safe)
    command("grader", "feedback", LAB, cwd=safe)
    text = re.sub(r"<[^>]*>", "", page(safe, "misses").read_text()).replace("&quot;", '"')
    assert "negative numbers add too" in text and "Score: 3.0 / 5.0" in text
    assert "did you subtract" in text, "the visible part of the check is there"
    for student in ("misses", "peeks"):
        shown = re.sub(r"<[^>]*>", "", page(safe, student).read_text())
        assert "HIDDEN TESTS" not in shown
        assert "assert add(-1, -2)" not in re.sub(r"\[.*\\n.*\]", "", shown)


def test_pages_are_bounded(safe):
    notebook = answered(safe)
    notebook.cells += [
        nbformat.v4.new_code_cell("print('x' * 700_000)"),
        nbformat.v4.new_code_cell("from IPython.display import HTML, display\ndisplay(HTML('<p>' + 'y' * 700_000))"),
        nbformat.v4.new_markdown_cell("z" * 700_000),
    ]
    submit(safe, "loud", notebook)
    grade(safe)
    command("grader", "feedback", LAB, cwd=safe)
    text = page(safe, "loud").read_text()
    assert len(text) < 1_500_000
    assert "left out" in text


def test_feedback_travels_the_exchange(safe, tmp_path):
    """release_feedback and fetch_feedback find the pages: same place, same hashes."""
    exchange = tmp_path / "exchange"
    exchange.mkdir(mode=0o777)
    exchange.chmod(0o777)
    student = tmp_path / "student"
    student.mkdir()
    (student / "nbgrader_config.py").write_text((safe / "nbgrader_config.py").read_text())

    def nbgrader(*words, cwd):
        return command("nbgrader", *words, cwd=cwd, NBGRADER_EXCHANGE=str(exchange), HOME=str(tmp_path))

    nbgrader("release_assignment", LAB, cwd=safe)
    nbgrader("fetch_assignment", LAB, cwd=student)
    path = student / "labs" / LAB / f"{LAB}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    cell(notebook, "add").source = ADD
    nbformat.write(notebook, path)
    nbgrader("submit", LAB, cwd=student)
    nbgrader("collect", LAB, cwd=safe)
    grade(safe)
    command("grader", "feedback", LAB, cwd=safe)
    nbgrader("release_feedback", LAB, cwd=safe)
    nbgrader("fetch_feedback", LAB, cwd=student)
    (fetched,) = (student / "labs" / LAB / "feedback").rglob("*.html")
    (ours,) = (safe / "feedback").rglob("*.html")
    assert fetched.read_bytes() == ours.read_bytes()


def test_many_at_once_and_again(safe):
    """Made anew each time, so that a comment given meanwhile is in it; one broken submission does not stop the rest."""
    for number in range(4):
        submit(safe, f"s{number}", answered(safe))
    submit(safe, "nothing", None)
    grade(safe)
    broken = safe / "autograded" / "s3" / LAB / f"{LAB}.ipynb"
    broken.chmod(0o644)
    broken.write_text("{")
    said = command("grader", "feedback", LAB, "--jobs", "2", "--json", "f.json", cwd=safe, code=1)
    record = {r["student"]: r for r in json.loads((safe / "f.json").read_text())["students"]}
    assert {s: r["status"] for s, r in record.items()} == {
        "s0": "made", "s1": "made", "s2": "made", "s3": "failed", "nothing": "none",
    }  # fmt: skip
    assert "s3: failed" in said.stdout and "3 of 5" in said.stdout
    before = page(safe, "s0").stat().st_ino
    command("grader", "feedback", LAB, cwd=safe, code=1)
    assert page(safe, "s0").stat().st_ino != before
    assert not [p for p in os.listdir(safe / "feedback") if p.startswith(".")]


def test_nothing_graded_is_one_clear_line(course):
    said = command("grader", "feedback", LAB, cwd=course, code=1).stderr
    assert said == f"grader: nothing of {LAB} is graded yet: run `grader grade {LAB}`.\n"


def test_tables_of_pandas_keep_their_shape():
    row = '<tr style="text-align: right; position: fixed"><th colspan="2">a</th></tr>'
    cleaned = '<tr style="text-align:right"><th colspan="2">a</th></tr>'
    table = '<table border="1" class="dataframe evil"><thead>{}</thead></table>'
    assert clean(table.format(row)) == f'<table class="dataframe"><thead>{cleaned}</thead></table>'
