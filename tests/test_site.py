"""The course's site: built without a warning, whole, without a solution, and fit to be read by anyone on anything."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import nbformat
import pytest
from browser import axe, chromium, phone
from conftest import ROOT
from kept import leaks, secrets

from grader.course import Course

STACK = Path(sys.prefix) / "stacks" / "site" / "bin" / "python"
LABS = [lab.name for lab in Course(ROOT).labs()]
RECORD = {
    "labs": [
        {
            "lab": LABS[0],
            "seconds": 61.4,
            "solution_seconds": 12.6,
            "exercises": [
                {"exercise": "a", "right": {"accepted": 2, "total": 2}, "wrong": {"rejected": 4, "total": 5}},
                {"exercise": "b", "right": {"accepted": 3, "total": 4}, "wrong": {"rejected": 6, "total": 6}},
            ],
        }
    ],
    "run": {
        "finished": "2026-03-04T05:06:07+00:00",
        "system": "Linux x86_64",
        "cores": 7,
        "kernels": {"python3": {"python": "3.12.9", "packages": {"pandas": "2.9.9", "somebody-elses": "1"}}},
    },
}


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    (folder / "record.json").write_text(json.dumps(RECORD))
    done = subprocess.run(
        [ROOT / "tools" / "site.sh", "--record", folder / "record.json", "--to", folder / "site"],
        capture_output=True, text=True, timeout=900,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


@pytest.fixture
def small(clone) -> Path:
    """A course of one lab, quick to build."""
    course = clone("course")
    readme = course / "README.md"
    rows = re.compile(rf"^\| \[(?!{LABS[0]}\])\w+\]\(labs/.*\n", flags=re.MULTILINE)
    readme.write_text(rows.sub("", readme.read_text()))
    subprocess.run(["git", "init", "--quiet", course], check=True, capture_output=True)
    return course


def build(course: Path, *options: object) -> subprocess.CompletedProcess[str]:
    if not STACK.exists():
        pytest.skip("needs the stack `site`: run make site")
    command = [STACK, course / "tools" / "make_site.py", *options]
    return subprocess.run(command, capture_output=True, text=True, timeout=600)


class Page(HTMLParser):
    """A page's links, its places to link to, and what it loads."""

    def __init__(self, path: Path):
        super().__init__()
        self.path, self.links, self.ids, self.loads, self.text = path, [], set(), [], []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        self.ids |= {values[name] for name in ("id", "name") if values.get(name)}
        if tag == "a" and values.get("href"):
            self.links.append(values["href"])
        elif tag != "a":
            self.loads += [values[name] for name in ("src", "href", "srcset", "poster", "data") if values.get(name)]

    def handle_data(self, data):
        self.text.append(data)

    def words(self) -> str:
        return " ".join("".join(self.text).split())


@pytest.fixture(scope="session")
def pages(site) -> dict[Path, Page]:
    found = (path for path in sorted(site.rglob("*.html")) if "_static" not in path.parts)
    return {path: Page(path) for path in found}


def test_every_lab_and_guide_has_its_page(site, pages):
    for lab in LABS:
        assert site / "labs" / f"{lab}.html" in pages
    for guide in (ROOT / "docs").glob("*.md"):
        assert site / "guides" / f"{guide.stem}.html" in pages
    start = pages[site / "index.html"]
    for number in ("wide", "narrow"):
        assert f"roadmap-{number}-title" in start.ids
    drawn = re.findall(r'<svg class="(\w+)"(.*?)</svg>', (site / "index.html").read_text(), flags=re.DOTALL)
    assert [kind for kind, _ in drawn] == ["wide", "narrow"]
    for _, inside in drawn:
        assert re.findall(r'<a href="labs/(\w+)\.html">', inside) == LABS
        assert "<title " in inside and "<desc " in inside


def test_no_link_within_the_site_is_broken(site, pages):
    broken = []
    for path, found in pages.items():
        for link in found.links + found.loads:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            if not target.is_file() or not target.is_relative_to(site):
                broken.append(f"{path.relative_to(site)}: {link}")
            elif parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].ids:
                broken.append(f"{path.relative_to(site)}: {link} (no such place)")
    assert not broken
    assert sum(len(found.links) for found in pages.values()) > 200


def test_a_page_loads_nothing_from_elsewhere(site, pages):
    for path, found in pages.items():
        outside = [link for link in found.loads if urlsplit(link).netloc]
        assert not outside, f"{path.relative_to(site)} loads {outside}"
    for style in site.rglob("*.css"):
        assert not re.search(r"(@import|url\()\s*[\"']?(https?:)?//", style.read_text(errors="replace")), style


def test_a_lab_is_the_students_with_its_ways_to_work_on_it(site, pages):
    address = "https://mybinder.org/v2/gh/"
    for lab in LABS:
        page = pages[site / "labs" / f"{lab}.html"]
        (start,) = [link for link in page.links if link.startswith(address)]
        assert start.endswith(f"?urlpath=lab/tree/labs/{lab}/{lab}.ipynb")
        (download,) = [link for link in page.links if "_downloads" in link]
        assert Path(download).name in (f"{lab}.ipynb", f"{lab}.zip")
        if download.endswith(".ipynb"):
            taken = (page.path.parent / download).read_bytes()
            assert taken == (ROOT / "labs" / lab / f"{lab}.ipynb").read_bytes()
        notebook = nbformat.read(ROOT / "labs" / lab / f"{lab}.ipynb", as_version=4)
        assert page.words().count("YOUR CODE HERE") >= sum("YOUR CODE HERE" in c.source for c in notebook.cells) > 0


def test_no_solution_hidden_test_or_answer_is_on_it(site):
    files = {str(p.relative_to(site)): p.read_bytes() for p in site.rglob("*") if p.is_file() and p.suffix != ".js"}
    assert leaks(files) == []
    index = (site / "searchindex.js").read_text()
    assert "BEGIN HIDDEN" not in index and "nannyml" in index
    line, _ = secrets().popitem()
    assert leaks({"planted.html": f"<pre><span>{line}</span></pre>".encode()}) != []


def test_the_checks_are_those_of_the_record(site, pages):
    words = pages[site / "checks.html"].words()
    assert "The last run ended on 04 March 2026 at 05:06 UTC, on Linux x86_64 with 7 cores and Python 3.12.9." in words
    assert "01 Python 2 5 of 6 10 of 11 13 s 61 s" in words
    assert words.count("not in this run") == len(LABS) - 1
    assert "pandas 2.9.9" in words and "somebody-elses" not in words


def test_without_a_record_it_says_so_and_a_broken_link_fails_it(small, tmp_path):
    done = build(small, "--to", tmp_path / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    words = Page(tmp_path / "site" / "checks.html").words()
    assert "There are no figures here" in words and "grader verify --json build/verify.json" in words
    assert not re.search(r"\d of \d", words)
    with (small / "docs" / "student.md").open("a") as guide:
        guide.write("\nSee [the licence](../LICENSE) and [nothing](gone.md).\n")
    done = build(small, "--to", tmp_path / "site")
    assert done.returncode != 0
    assert "gone.md" in done.stderr and "LICENSE" not in done.stderr


def test_a_record_that_is_none_is_one_line(small, tmp_path):
    (tmp_path / "bench.json").write_text('{"lab": "01_python"}')
    (tmp_path / "torn.json").write_text('{"labs": [')
    for name in ("bench.json", "torn.json", "absent.json"):
        done = build(small, "--record", tmp_path / name, "--to", tmp_path / "site")
        assert done.returncode == 1
        assert re.fullmatch(rf"make site: \S*{name}.*\n", done.stderr), done.stderr


def test_a_person_can_read_it_on_a_phone_and_by_ear(site, pages, request):
    """The main kinds of page, in light on a desk and in dark on a phone; axe-core objects to nothing."""
    shortest = min((site / "labs").glob("[0-9]*.html"), key=lambda path: path.stat().st_size)
    kinds = [site / "index.html", site / "checks.html", site / "guides" / "student.html", shortest]
    with chromium() as browser:
        browser.set_page_load_timeout(300)
        browser.set_script_timeout(300)
        script = axe(request.config.cache.mkdir("axe"))
        for theme in ("light", "dark"):
            if theme == "dark":
                phone(browser)
            for path in kinds:
                browser.get(path.as_uri())
                browser.execute_script("document.documentElement.dataset.theme = arguments[0]", theme)
                wide = browser.execute_script("return document.documentElement.scrollWidth - window.innerWidth")
                assert wide <= 0, f"{path.name} scrolls sideways"
                loaded = browser.execute_script("return performance.getEntriesByType('resource').map(e => e.name)")
                assert all(name.startswith(("file:", "data:")) for name in loaded), loaded
                browser.execute_script(script)
                found = browser.execute_async_script("axe.run({resultTypes: ['violations']}).then(arguments[0])")
                assert found["passes"], "axe-core did not run"
                objections = [(v["id"], [n["html"] for n in v["nodes"]]) for v in found["violations"]]
                assert objections == [], f"{path.name}, {theme}"
        # All other pages: width alone, which is quick
        for path in pages.keys() - set(kinds):
            browser.get(path.as_uri())
            wide = browser.execute_script("return document.documentElement.scrollWidth - window.innerWidth")
            assert wide <= 0, f"{path.name} scrolls sideways"
