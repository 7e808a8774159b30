"""What a student must never see: the lines of solutions, hidden tests and answers that stand nowhere else."""

from __future__ import annotations

import html
import io
import json
import re
import subprocess
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
REGION = re.compile(r"### BEGIN (SOLUTION|HIDDEN TESTS)\n(.*?)### END \1", re.DOTALL)
DISTINCT = 25  # characters: a shorter line may stand anywhere by chance


def secrets() -> dict[str, str]:
    """Each such line, and where it is from."""
    kept: dict[str, str] = {}
    public: set[str] = set()
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True).stdout
    for name in filter(None, tracked.split("\0")):
        path = ROOT / name
        if not path.is_file():
            continue
        if path.parts[len(ROOT.parts)] == "solutions" and re.fullmatch(r"\d\d_\w+\.py", path.name):
            text = path.read_text()
            for match in REGION.finditer(text):
                kept |= dict.fromkeys(split(match[2]), name)
            public |= set(split(REGION.sub("", text)))
        elif name.startswith("tests/answers/"):
            kept |= dict.fromkeys(split(path.read_text()), name)
        elif not name.startswith(("tests/", "labs/")) and path.suffix != ".ipynb":
            public |= set(lines(name, path.read_bytes()))
    return {line: name for line, name in kept.items() if len(line) >= DISTINCT and line not in public}


def split(text: str) -> list[str]:
    return [line.strip().removeprefix("# ").strip() for line in text.splitlines()]


def lines(name: str, content: bytes) -> list[str]:
    """What a file says, line by line: a notebook's strings, a page's text, what is in an archive."""
    if name.endswith(".zip"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return [line for member in archive.namelist() for line in lines(member, archive.read(member))]
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return []
    if name.endswith((".ipynb", ".json")):
        return [line for string in _strings(json.loads(text)) for line in split(string)]
    if name.endswith((".html", ".svg")):
        text = html.unescape(re.sub(r"<[^>]*>", "", text))
    return split(text)


def _strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        if value and all(isinstance(part, str) for part in value):
            return ["".join(value)]
        return [string for part in value for string in _strings(part)]
    return [string for part in value.values() for string in _strings(part)] if isinstance(value, dict) else []


def leaks(files: dict[str, bytes]) -> list[str]:
    """Each secret line that one of the files holds."""
    kept = secrets()
    assert len(kept) > 500, "the course has solutions, hidden tests and answers"
    return [
        f"{name}: {line}  (of {kept[line]})"
        for name, content in files.items()
        for line in lines(name, content)
        if line in kept
    ]
