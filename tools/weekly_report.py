"""Print what broke on the newest versions, as an issue: python tools/weekly_report.py FOLDER [ADDRESS OF THE RUN].

FOLDER is what tools/weekly.sh left. The first line is the issue's title, the rest its text, in Markdown. Nothing is
printed where nothing broke. For each lab: the cells that fail, and the changed packages that come into question.
"""

from __future__ import annotations

import ast
import json
import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parents[1]
STEPS = {
    "environment": "The environment of the old locks cannot be made.",
    "lock": "The newest versions do not go together: the locks cannot be made.",
    "install": "The newest versions cannot be installed.",
}
LONGEST = 60_000  # characters; GitHub takes 65,536
Change = tuple[str, str, str]  # package, version before, version after; "" where it has none


def versions(folder: Path) -> dict[str, str]:
    """Every package that a folder of locks names, with its versions."""
    found: dict[str, set[str]] = {}
    for lock in folder.glob("*.txt"):
        for name, version in re.findall(r"^([\w.-]+)==([^\s;\\]+)", lock.read_text(), flags=re.MULTILINE):
            found.setdefault(name, set()).add(version)
    for lock in folder.glob("*-node/package-lock.json"):
        for place, package in json.loads(lock.read_text()).get("packages", {}).items():
            if place:
                found.setdefault(f"npm {place.rpartition('node_modules/')[2]}", set()).add(package.get("version", ""))
    return {name: ", ".join(sorted(several)) for name, several in found.items()}


def changes(before: Path, after: Path) -> list[Change]:
    """What differs between two folders of locks."""
    old, new = versions(before), versions(after)
    rows = ((name, old.get(name, ""), new.get(name, "")) for name in sorted(old.keys() | new.keys()))
    return [row for row in rows if row[1] != row[2]]


def failures(record: Path, notebook: Path) -> list[tuple[str, str]]:
    """The cells that nbval found broken: what to call each, and what it said."""
    code = [c for c in json.loads(notebook.read_text())["cells"] if c["cell_type"] == "code"]
    found = []
    for case in ElementTree.parse(record).iter("testcase"):
        failure = next((e for e in case if e.tag in ("failure", "error")), None)
        if failure is None:
            continue
        number = re.search(r"\d+", case.get("name"))
        cell = code[int(number[0])] if number else {}
        grade_id = cell.get("metadata", {}).get("nbgrader", {}).get("grade_id")
        first = next((line for line in "".join(cell.get("source", [])).splitlines() if line.strip()), case.get("name"))
        said = re.sub(r"(\x1b|#x1B)\[[0-9;]*m", "", failure.text or "")
        found.append((grade_id or first, said.split("Traceback:\n", 1)[-1].strip()))
    return found


def suspects(source: str, said: str, changed: list[Change]) -> tuple[list[Change], list[Change]]:
    """The changed packages that stand in the tracebacks, and the others that the lab imports."""
    distributions = {module: set(map(_same, names)) for module, names in packages_distributions().items()}

    def named(modules: set[str]) -> set[str]:
        return set().union(*(distributions.get(module, {_same(module)}) for module in modules))

    failing = named(set(re.findall(r"site-packages/([A-Za-z0-9_]+)", said)))
    imported = named(imports(source))
    within = [change for change in changed if _same(change[0]) in failing]
    return within, [change for change in changed if _same(change[0]) in imported and change not in within]


def imports(source: str) -> set[str]:
    """The modules that a lab's source imports, by their first name."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


def about_lab(records: Path, lab: str, changed: list[Change]) -> str:
    """The part of the text about one lab; empty where all is well."""
    logs = {step: records / f"{lab}.{step}.log" for step in ("notebook", "verify", "build")}
    said = {step: log.read_text(errors="replace") for step, log in logs.items() if log.is_file()}
    if not said:
        return ""
    notebook = ROOT / "solutions" / lab / f"{lab}.ipynb"
    record, verified = records / f"{lab}.xml", records / f"{lab}.json"
    cells = failures(record, notebook) if "notebook" in said and record.is_file() else []
    misses = json.loads(verified.read_text())["labs"][0]["misses"] if verified.is_file() else []

    within, imported = suspects(notebook.with_suffix(".py").read_text(), "\n".join(text for _, text in cells), changed)
    lines = [f"## {lab}", ""]
    for title, packages in (("in the tracebacks", within), ("imported by the lab", imported)):
        if packages:
            lines.append(f"Changed, and {title}: " + "; ".join(map(_version, packages)) + ".\n")
    if not (within or imported):
        lines.append("No changed package is in the tracebacks or imported by the lab: look at the whole list below.\n")
    for name, text in cells[:5]:
        lines += [f"Cell {_code(name)} fails:", "", _block(text), ""]
    lines += [f"{len(cells) - 5} more cells fail.\n"] if len(cells) > 5 else []
    if "notebook" in said and not cells:
        lines += ["The notebook does not run:", "", _block(said["notebook"]), ""]
    if "verify" in said:
        lines += ["`grader verify`:", "", _block("\n".join(misses[:10]) or said["verify"]), ""]
    if "build" in said:
        lines += ["`grader build`:", "", _block(said["build"]), ""]
    return "\n".join(lines)


def report(records: Path, run: str = "") -> str:
    """The issue: its title, a newline, its text. Empty where nothing broke."""
    changed = changes(records / "before", ROOT / "requirements")
    step = next((name for name in STEPS if (records / f"{name}.log").is_file()), None)
    if step:
        title = STEPS[step].rstrip(".")
        parts = [STEPS[step] + " No lab was tried.", "", _block((records / f"{step}.log").read_text(errors="replace"))]
    else:
        labs = sorted({path.name.split(".")[0] for path in records.glob("[0-9][0-9]_*")})
        broken = {lab: text for lab in labs if (text := about_lab(records, lab, changed))}
        if not broken:
            return ""
        title = f"On the newest versions {', '.join(broken)} {'break' if len(broken) > 1 else 'breaks'}"
        parts = [f"{len(broken)} of {len(labs)} labs break on the newest versions of everything.", "", *broken.values()]
    if run:
        parts.insert(1, f"\n[The run]({run})")
    rows = [f"| {_code(name)} | {was} | {now} |" for name, was, now in changed]
    parts += [
        "",
        "## What changed",
        "",
        *(["| package | was | is |", "| --- | --- | --- |", *rows] if rows else ["Nothing."]),
    ]
    text = "\n".join(parts)
    if len(text) > LONGEST:
        text = text[:LONGEST].rpartition("\n")[0] + "\n\nThe rest is left out; the run has it."
    return f"{title[:200]}\n{text}\n"


def _version(change: Change) -> str:
    name, was, now = change
    return f"{_code(name)} {was or 'not there'} → {now or 'gone'}"


def _same(name: str) -> str:
    """A package's name as an index compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _code(text: str) -> str:
    return "`" + text.replace("`", "'") + "`"


def _block(text: str) -> str:
    """The end of a text, fenced so that nothing in it is read as Markdown."""
    text = re.sub(r"\x1b\[[0-9;]*m", "", text).strip()[-3000:]
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", text)), default=0))
    return f"{fence}text\n{text}\n{fence}"


if __name__ == "__main__":
    print(report(Path(sys.argv[1]), *sys.argv[2:3]), end="")
