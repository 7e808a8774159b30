"""Make the course's site: python tools/make_site.py [--record FILE] [--to DIR]. Called by tools/site.sh.

The pages come from docs/ (the guides), docs/site/ (the rest), labs/ (each lab as a student gets it, not run), README.md
(what the labs are about) and the record of the last `grader verify`. They are put together in a scratch folder
and built by Sphinx with warnings as errors. Nothing is fetched, neither here nor by a page when it is read.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from html import escape
from pathlib import Path

import nbformat
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from sphinx.cmd.build import main as sphinx_build

from grader.course import Course, CourseError
from grader.links import binder, page, published_at

ROOT = Path(__file__).resolve().parents[1]
# The stretches of the roadmap: a name, the first lab and the last.
BANDS = [
    ("Foundations", 1, 6),
    ("The model", 7, 8),
    ("Which model, which data", 9, 11),
    ("Pipelines and delivery", 12, 14),
    ("In production", 15, 17),
    ("The platform", 18, 20),
]
# The guides that come first.
GUIDES = ["student", "instructor", "author"]
# What a screen reader would get wrong: a heading without words, and a name other than the one that is shown.
MENDED = {
    '<th class="head"><p></p></th>': "<td></td>",
    '<summary aria-label="Toggle hidden content">': "<summary>",
}


@dataclass
class Lab:
    """A lab as the site shows it."""

    name: str
    topic: str
    about: str
    step: str

    @property
    def number(self) -> int:
        return int(self.name[:2])

    @property
    def short(self) -> str:
        return f"{self.number:02} {self.topic}"


def topic(title: str) -> str:
    """What a lab is about, from its title: `# 15 · Serving: predictions over HTTP` gives `Serving`."""
    return re.match(r"#\s+\d\d[\s·:]+([^:]+)", title)[1].strip()


def find_labs(readme: str) -> list[Lab]:
    """The labs that are there, in order; README.md's table says what each is about."""
    labs = []
    row = r"^\| \[(\w+)\]\(labs/\1/\) \| ([^|\n]*) \| ([^|\n]*) \|"
    for name, about, step in re.findall(row, readme, flags=re.MULTILINE):
        first = nbformat.read(ROOT / "labs" / name / f"{name}.ipynb", as_version=4).cells[0].source
        labs.append(Lab(name, topic(first.splitlines()[0]), about, step))
    if not labs:
        raise CourseError("README.md has no table of labs")
    return labs


def find_planned(readme: str) -> dict[int, str]:
    """The labs that README.md names as planned, by number."""
    sentence = re.search(r"^Planned, under their final numbers: (.*?)\.$", readme, flags=re.MULTILINE | re.DOTALL)
    return {int(number): words for number, words in re.findall(r"(\d\d) ([^,]+)", sentence[1])} if sentence else {}


# --- the roadmap


def roadmap(labs: list[Lab], planned: dict[int, str]) -> str:
    """The picture, twice: a wide one, and one for a phone. The style sheet shows one of the two."""
    return (
        '<div class="roadmap">\n'
        + drawing(labs, planned, kind="wide", columns=3, width=720)
        + drawing(labs, planned, kind="narrow", columns=2, width=344)
        + "</div>\n"
    )


def drawing(labs: list[Lab], planned: dict[int, str], *, kind: str, columns: int, width: int) -> str:
    """The roadmap as SVG: a band for each stretch, a box for each lab, linked where it is there. Units are pixels."""
    gap, high, margin = 12, 54, 2
    box = (width - 2 * margin - (columns - 1) * gap) / columns
    there = {lab.number: lab for lab in labs}
    parts, y = [], 0.0
    for band, first, last in BANDS:
        numbers = [n for n in range(first, last + 1) if n in there or n in planned]
        if not numbers:
            continue
        if y:
            parts.append(f'<path class="way" d="M {width / 2} {y - 14} v 16 m -5 -6 l 5 6 l 5 -6"/>')
            y += 8
        parts.append(f'<text class="band" x="{margin}" y="{y + 18:g}">{escape(band)}</text>')
        y += 28
        for place, number in enumerate(numbers):
            if place and place % columns == 0:
                y += high + gap
            x = margin + place % columns * (box + gap)
            words = there[number].topic if number in there else planned[number][0].upper() + planned[number][1:]
            # A letter is 8.5 wide at most; longer words are set closer
            fit = f' textLength="{box - 24:.0f}" lengthAdjust="spacingAndGlyphs"' if 8.5 * len(words) > box - 24 else ""
            drawn = (
                f'<rect x="{x:.1f}" y="{y:g}" width="{box:.1f}" height="{high}" rx="8"/>'
                f'<text class="number" x="{x + 12:.1f}" y="{y + 21:g}">{number:02}</text>'
                f'<text class="topic" x="{x + 12:.1f}" y="{y + 41:g}"{fit}>{escape(words)}</text>'
            )
            if number in there:
                parts.append(f'<a href="labs/{there[number].name}.html">{drawn}</a>')
            else:
                parts.append(f'<g class="planned">{drawn}</g>')
        y += high + 18
    title, description = f"roadmap-{kind}-title", f"roadmap-{kind}-description"
    missing = " A dashed box is a lab that is planned." if planned else ""
    return (
        f'<svg class="{kind}" viewBox="0 0 {width} {y:g}" role="group" aria-labelledby="{title}"'
        f' aria-describedby="{description}" xmlns="http://www.w3.org/2000/svg">\n'
        f'<title id="{title}">The roadmap of the course</title>\n'
        f'<desc id="{description}">{len(BANDS)} stretches from top to bottom, from {BANDS[0][0]} to {BANDS[-1][0]}. '
        f"Each lab that is there is a link to its page.{missing}</desc>\n" + "\n".join(parts) + "\n</svg>\n"
    )


# --- the tables


def table(header: list[str], rows: list[list[str]]) -> str:
    """A Markdown table; a column whose header starts with `#` is set to the right."""
    lines = [
        [name.lstrip("#") for name in header],
        ["---:" if name.startswith("#") else "---" for name in header],
        *rows,
    ]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def labs_table(labs: list[Lab]) -> str:
    rows = [[f"[{lab.short}](/labs/{lab.name}.ipynb)", lab.about, lab.step] for lab in labs]
    return table(["lab", "what you learn", "roadmap step"], rows)


def checks(labs: list[Lab], record: dict | None) -> str:
    """What `grader verify` noted down: the table, the times, the versions."""
    if record is None:
        return (
            "There are no figures here, because this site was built without a record of `grader verify`. "
            "`grader verify --json build/verify.json` makes one, and so does `make test`; `make site` then shows it.\n"
        )
    noted = {entry["lab"]: entry for entry in record["labs"]}
    rows = []
    for lab in labs:
        link = f"[{lab.short}](/labs/{lab.name}.ipynb)"
        if lab.name not in noted:
            rows.append([link, "not in this run", *[""] * 4])
            continue
        entry = noted[lab.name]
        right = [exercise["right"] for exercise in entry["exercises"]]
        wrong = [exercise["wrong"] for exercise in entry["exercises"]]
        rows.append(
            [
                link,
                f"{len(entry['exercises'])}",
                f"{sum(e['accepted'] for e in right)} of {sum(e['total'] for e in right)}",
                f"{sum(e['rejected'] for e in wrong)} of {sum(e['total'] for e in wrong)}",
                f"{entry['solution_seconds']:.0f} s",
                f"{entry['seconds']:.0f} s",
            ]
        )
    run = record["run"]
    finished = datetime.fromisoformat(run["finished"])
    header = ["lab", "#exercises", "#right accepted", "#wrong rejected", "#solution runs in", "#all answers tried in"]
    pythons = sorted({kernel["python"] for kernel in run["kernels"].values()})
    return (
        f"The last run ended on {finished:%d %B %Y at %H:%M %Z}, on {run['system']} with {run['cores']} cores and "
        f"Python {', '.join(pythons)}.\n\n"
        + table(header, rows)
        + "\nThe solution ran while answers were tried beside it; alone it takes less.\n\n"
        + "## Versions of that run\n\n"
        + "The packages that the course asks for by name. The locks in `requirements/` hold all the others.\n\n"
        + table(["package", "version"], versions(run["kernels"]))
    )


def versions(kernels: dict[str, dict]) -> list[list[str]]:
    """A row for each package that requirements/*.in name and that a kernel of the run had."""
    wanted = set()
    for path in (ROOT / "requirements").glob("*.in"):
        if not path.stem.endswith("overrides"):
            lines = (line.split("#")[0].strip() for line in path.read_text(encoding="utf-8").splitlines())
            wanted |= {canonicalize_name(Requirement(line).name) for line in lines if line}
    seen: dict[str, str] = {}
    for kernel in kernels.values():
        for name, version in kernel["packages"].items():
            seen.setdefault(canonicalize_name(name), version)
    return [[name, seen[name]] for name in sorted(wanted & seen.keys())]


# --- the pages


def toctree(entries: Iterable[str], option: str = "maxdepth: 2") -> str:
    lines = "\n".join(entries)
    return f"```{{toctree}}\n:{option}\n\n{lines}\n```\n"


def fenced(text: str) -> Iterator[tuple[str, bool]]:
    """A Markdown text's lines, each with whether it is within a block of code."""
    fence = ""
    for line in text.split("\n"):
        mark = re.match(r"\s*(```+|~~~+)", line)
        yield line, bool(fence)
        if mark and not fence:
            fence = mark[1]
        elif mark and mark[1].startswith(fence):
            fence = ""


def levelled(line: str, levels: list[int]) -> str:
    """A line whose heading, if it is one, is one level below that which it belongs to; `levels` are the open ones."""
    found = re.match(r"(#+) ", line)
    if not found:
        return line
    while levels[-1] >= len(found[1]):
        levels.pop()
    levels.append(len(found[1]))
    return "#" * len(levels) + line[len(found[1]) :]


def lab_page(lab: Lab, repository: str, source: Path) -> None:
    """The notebook with links below its title, and what a reader may take home: the notebook, or a folder where it
    comes with files."""
    folder = ROOT / "labs" / lab.name
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z", "."],
        cwd=folder, check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    files = sorted(name for name in listed.split("\0") if (folder / name).is_file())
    downloads = source / "downloads"
    downloads.mkdir(exist_ok=True)
    if files == [f"{lab.name}.ipynb"]:
        download, words = downloads / files[0], "Download the notebook"
        shutil.copy(folder / files[0], download)
    else:
        download, words = downloads / f"{lab.name}.zip", "Download the notebook and its files"
        with zipfile.ZipFile(download, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in files:
                # One date for all: the same lab gives the same archive.
                entry = zipfile.ZipInfo(f"{lab.name}/{name}", (2020, 1, 1, 0, 0, 0))
                entry.external_attr = (0o100755 if (folder / name).stat().st_mode & 0o100 else 0o100644) << 16
                archive.writestr(entry, (folder / name).read_bytes(), zipfile.ZIP_DEFLATED)
    notebook = nbformat.read(folder / f"{lab.name}.ipynb", as_version=4)
    start = binder(repository, f"labs/{lab.name}/{lab.name}.ipynb")
    links = (
        "\n\n```{container} lab-links\n"
        f"[Open on Binder]({start}) {{download}}`{words} </downloads/{download.name}>` "
        f"[Source]({page(repository, f'labs/{lab.name}', 'tree')})\n```\n\n"
    )
    title, _, rest = notebook.cells[0].source.partition("\n")
    notebook.cells[0].source = title + links + rest
    # A page has one title, and no level of its headings is left out, however the notebook has it.
    levels = [0]
    for cell in notebook.cells[1:]:
        if cell.cell_type == "markdown":
            cell.source = "\n".join(line if code else levelled(line, levels) for line, code in fenced(cell.source))
    for cell in notebook.cells:
        if cell.metadata.get("jupyter", {}).get("source_hidden"):
            cell.metadata.tags = [*cell.metadata.get("tags", []), "hide-input"]
    nbformat.write(notebook, source / "labs" / f"{lab.name}.ipynb")


def guide(path: Path, repository: str) -> str:
    """A guide's text. A link to a file of the project that is no guide goes to where the project is published."""

    def link(match: re.Match) -> str:
        target, _, anchor = match[1].partition("#")
        file = (path.parent / target).resolve()
        if (
            not target
            or ":" in target
            or file.parent == path.parent
            or not file.is_relative_to(ROOT)
            or not file.exists()
        ):
            return match[0]
        address = page(repository, str(file.relative_to(ROOT)), "tree" if file.is_dir() else "blob")
        return f"]({address}{'#' + anchor if anchor else ''})"

    return re.sub(r"\]\(([^)\s]+)\)", link, path.read_text(encoding="utf-8"))


def put_together(source: Path, record: dict | None) -> None:
    """Write everything that Sphinx reads into the folder `source`."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    repository = published_at(Course(ROOT))
    labs = find_labs(readme)
    for name in ("labs", "guides", "parts"):
        (source / name).mkdir(parents=True)
    own = ROOT / "docs" / "site"
    for name, place in {"labs": "labs/index", "guides": "guides/index", "index": "index", "checks": "checks"}.items():
        shutil.copy(own / f"{name}.md", source / f"{place}.md")
    shutil.copy(own / "conf.py", source)
    shutil.copytree(own / "_static", source / "_static")
    (source / "parts" / "roadmap.html").write_text(roadmap(labs, find_planned(readme)), encoding="utf-8")
    (source / "parts" / "labs.md").write_text(labs_table(labs), encoding="utf-8")
    shown = toctree((f"{lab.short} <{lab.name}>" for lab in labs), "hidden:")
    (source / "parts" / "labs-tree.md").write_text(shown, encoding="utf-8")
    (source / "parts" / "checks.md").write_text(checks(labs, record), encoding="utf-8")
    guides = sorted((ROOT / "docs").glob("*.md"), key=lambda path: ([*GUIDES, path.stem].index(path.stem), path.stem))
    for path in guides:
        (source / "guides" / path.name).write_text(guide(path, repository), encoding="utf-8")
    (source / "parts" / "guides.md").write_text(toctree(path.stem for path in guides), encoding="utf-8")
    for lab in labs:
        lab_page(lab, repository, source)


def build(scratch: Path) -> int:
    """Make the pages in `scratch/site` from `scratch/source`; Sphinx's exit code, which a warning makes 1."""
    options = ["--builder", "html", "--fail-on-warning", "--keep-going", "--quiet", "--jobs", "auto"]
    options += ["--doctree-dir", str(scratch / "doctrees")]
    code = sphinx_build([*options, str(scratch / "source"), str(scratch / "site")])
    for path in (scratch / "site").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        for old, new in MENDED.items():
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")
    return code


def main() -> None:
    parser = argparse.ArgumentParser(description="Make the course's site.", prog="make site")
    parser.add_argument("--record", type=Path, metavar="FILE", help="the JSON of `grader verify`")
    parser.add_argument("--to", type=Path, metavar="DIR", help="where the site goes", default=ROOT / "build" / "site")
    chosen = parser.parse_args()
    last = ROOT / "build" / "verify.json"
    path = chosen.record or (last if last.is_file() else None)
    with tempfile.TemporaryDirectory(prefix="site-") as scratch:
        try:
            record = json.loads(path.read_text(encoding="utf-8")) if path else None
            put_together(Path(scratch, "source"), record)
        except CourseError as error:
            sys.exit(f"make site: {error}")
        except (OSError, json.JSONDecodeError) as error:
            sys.exit(f"make site: {path}: {error}" if path else f"make site: {error}")
        except KeyError as error:
            sys.exit(f"make site: {path} is no record of `grader verify --json`: it has no {error}")
        if code := build(Path(scratch)):
            sys.exit(code)
        shutil.rmtree(chosen.to, ignore_errors=True)
        chosen.to.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(Path(scratch, "site"), chosen.to)
    print(f"{chosen.to / 'index.html'}")


if __name__ == "__main__":
    main()
