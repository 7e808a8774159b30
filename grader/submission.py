"""A submission as it lies on disk: read without trust, and mended as far as it can be.

Reading follows no link and opens nothing but ordinary files. Mending brings back what nbgrader needs to grade a
notebook (names, kinds, points, order, missing checks) from the gradebook's own cells and the notebook as handed out;
it never touches what a student wrote. Each thing that was mended is told as a reason.
"""

from __future__ import annotations

import ast
import fnmatch
import hashlib
import io
import json
import os
import re
import stat
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

NOTEBOOK_BYTES = 100_000_000  # nbgrader's own limit for a file; what JSON says in it takes several times that in memory
STAND_INS = 10  # notebooks under other names that are looked into where the lab's own is missing
TIMESTAMP_BYTES = 1000
TIMESTAMP = "timestamp.txt"
DEPTH = 100  # how deep metadata may nest: far above any real notebook, far below Python's own limit
SCHEMA_VERSION = 3
SKIPPING_TAGS = ("skip-execution", "raises-exception")
CELL_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


class Unreadable(Exception):
    """A file that holds no notebook at all; the text says why."""


@dataclass(frozen=True)
class MasterCell:
    """One of nbgrader's cells, as the gradebook keeps it: the truth about a check, whatever a submission says."""

    name: str
    cell_type: str
    source: str
    checksum: str
    locked: bool
    grade: bool = False
    solution: bool = False
    task: bool = False
    points: float = 0

    @property
    def is_check(self) -> bool:
        return self.grade and not self.solution and not self.task

    @property
    def is_answer(self) -> bool:
        """Whether a student writes in it."""
        return self.solution or self.task

    def metadata(self) -> dict[str, Any]:
        """What nbgrader's own release writes into the cell."""
        meta = {
            "cell_type": self.cell_type,
            "checksum": self.checksum,
            "grade": self.grade,
            "grade_id": self.name,
            "locked": self.locked,
            "schema_version": SCHEMA_VERSION,
            "solution": self.solution,
            "task": self.task,
        }
        return meta | ({"points": self.points} if self.grade or self.task else {})


@dataclass
class Master:
    """A notebook of a lab: the gradebook's cells in the lab's order, and the notebook as students got it."""

    name: str
    cells: list[MasterCell]
    released: NotebookNode

    def __post_init__(self):
        self.by_name = {cell.name: cell for cell in self.cells}
        self.released_cells = {_grade_id(c): c for c in self.released.cells if _grade_id(c) in self.by_name}
        self.names_by_id = {c.id: name for name, c in self.released_cells.items() if c.get("id")}
        self.answer_of: dict[str, str] = {}
        answer = None
        for cell in self.cells:
            if cell.solution:
                answer = cell.name
            elif cell.is_check and answer:
                self.answer_of[cell.name] = answer

    def blank(self) -> NotebookNode:
        """The notebook that a student starts from."""
        return _plain({**self.released, "cells": [_plain(cell) for cell in self.released.cells]})


@dataclass
class Submission:
    """What a student handed in, ready to sanitize."""

    student: str
    folder: Path
    notebooks: dict[str, NotebookNode] = field(default_factory=dict)
    files: dict[str, Path] = field(default_factory=dict)
    timestamp: datetime | None = None
    reasons: list[str] = field(default_factory=list)
    flagged: bool = False

    def note(self, reason: str, *, flag: bool = False) -> None:
        """Tell what was found or mended; `flag` asks for a person's look."""
        if reason not in self.reasons:
            self.reasons.append(reason)
        self.flagged = self.flagged or flag

    def pack(self, handed_out: dict[str, Path]) -> bytes:
        """A zip of the folder that the notebooks run in: the student's files under the lab's own."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            for name, path in (self.files | handed_out).items():
                entry = zipfile.ZipInfo(name)
                entry.external_attr = (path.lstat().st_mode & 0o777) << 16
                archive.writestr(entry, read_file(path))
        return buffer.getvalue()


def shown(name: str) -> str:
    """A name that a student chose, as one printable line."""
    if name.isprintable():
        return name
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in name)


# ---------------------------------------------------------------------------------------------------------------------
# Reading a folder
# ---------------------------------------------------------------------------------------------------------------------


def read_file(path: Path, most: int | None = None) -> bytes:
    """The bytes of an ordinary file, at most so many.

    Raises:
        OSError: it is a link, a pipe or anything else that is no ordinary file, or it cannot be read.
    """
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    with open(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(f"{path} is no ordinary file")
        return file.read(-1 if most is None else most)


def read(
    student: str,
    folder: Path,
    masters: list[Master],
    *,
    ignore: Iterable[str] = (),
    most_bytes: int = 100 << 20,
    most_files: int = 10_000,
) -> Submission:
    """Read and mend a submission.

    Args:
        student: the student's id.
        folder: the submission's folder.
        masters: the lab's notebooks.
        ignore: names, as shell patterns, that nbgrader is told to leave out.
        most_bytes: how much is taken along beside the notebooks; what goes over it is left out, and said.
        most_files: how many files are taken along.

    Raises:
        OSError: the folder itself cannot be read.
    """
    submission = Submission(student, folder)
    for part in (folder, folder.parent):
        if part.is_symlink():
            raise OSError(f"{shown(part.name)} is a link to somewhere else; it is not followed")

    found: dict[str, Path] = {}
    for name, entry in _walk(folder, tuple(ignore), submission):
        if name.endswith(".ipynb"):
            if "/" not in name:
                found[name[: -len(".ipynb")]] = entry
            continue
        size = entry.lstat().st_size
        if len(submission.files) >= most_files or size > most_bytes:
            submission.note(f"left out {shown(name)!r}: more than a submission may hold", flag=True)
            continue
        most_bytes -= size
        submission.files[_utf8(name)] = entry

    _read_timestamp(submission)
    _read_notebooks(submission, found, masters)
    return submission


def _walk(folder: Path, ignore: tuple[str, ...], submission: Submission) -> Iterator[tuple[str, Path]]:
    """Ordinary files below a folder, each with its path from there; whatever is not one is noted and left out."""
    waiting = [(folder, "")]
    while waiting:
        here, prefix = waiting.pop()
        try:
            entries = sorted(os.scandir(here), key=lambda e: e.name)
        except OSError as error:
            if here == folder:
                raise
            submission.note(f"left out {shown(prefix)!r}: {error.strerror}")
            continue
        for entry in entries:
            name = prefix + entry.name
            if any(fnmatch.fnmatchcase(entry.name, pattern) for pattern in ignore):
                continue
            if entry.is_symlink():
                submission.note(f"left out {shown(name)!r}: a link is not followed", flag=True)
            elif entry.is_dir(follow_symlinks=False):
                waiting.append((Path(entry.path), f"{name}/"))
            elif entry.is_file(follow_symlinks=False):
                yield name, Path(entry.path)
            else:
                submission.note(f"left out {shown(name)!r}: no ordinary file", flag=True)


def _utf8(name: str) -> str:
    """A file name that can be written as UTF-8; one that cannot be keeps what can."""
    return os.fsencode(name).decode("utf-8", "replace")


def _read_timestamp(submission: Submission) -> None:
    from nbgrader.utils import parse_utc

    path = submission.files.get(TIMESTAMP)
    if path is None:
        return
    try:
        text = read_file(path, TIMESTAMP_BYTES).decode().strip()
        submission.timestamp = parse_utc(text) if text else None
    except Exception:  # dateutil raises many kinds for what is no date, and the file may be anything
        text = "?"
    if submission.timestamp is None:
        what = "says no time" if not text else "cannot be read as a time"
        submission.note(f"{TIMESTAMP} {what}: lateness is unknown", flag=bool(text))


def _read_notebooks(submission: Submission, found: dict[str, Path], masters: list[Master]) -> None:
    """Match the notebooks found to those of the lab, and read each."""
    unknown = {name: path for name, path in found.items() if name not in {m.name for m in masters}}
    for master in masters:
        path = found.get(master.name)
        if path is None:
            path = _stand_in(submission, master, unknown)
        if path is None:
            submission.note(f"{master.name}.ipynb is missing: it scores 0", flag=True)
            continue
        try:
            notebook, notes = parse(read_file(path, NOTEBOOK_BYTES + 1))
        except (Unreadable, OSError) as error:
            why = error.strerror if isinstance(error, OSError) and error.strerror else error
            submission.note(f"{shown(path.name)} {why}: nothing of it could be graded", flag=True)
            submission.notebooks[master.name] = master.blank()
            continue
        for note in notes:
            submission.note(note, flag=note.startswith("broken"))
        for note, flag in mend(notebook, master):
            submission.note(note, flag=flag)
        submission.notebooks[master.name] = notebook
    for name in sorted(unknown):
        submission.note(f"left out {shown(name)!r}: no notebook of this lab")


def _stand_in(submission: Submission, master: Master, unknown: dict[str, Path]) -> Path | None:
    """The one notebook under another name that is this one, going by its cells; it leaves `unknown`."""
    alike = []
    for name, path in sorted(unknown.items())[:STAND_INS]:
        try:
            notebook, _ = parse(read_file(path, NOTEBOOK_BYTES + 1))
        except (Unreadable, OSError):
            continue
        names = {_grade_id(cell) for cell in notebook.cells} | {
            master.names_by_id.get(cell.id) for cell in notebook.cells
        }
        if any(name in names for name in master.by_name):
            alike.append(name)
    if len(alike) > 1:
        submission.note(f"{len(alike)} notebooks could be {master.name}.ipynb: rename the right one", flag=True)
    if len(alike) != 1:
        return None
    submission.note(f"{master.name}.ipynb was handed in as {shown(alike[0] + '.ipynb')!r}")
    return unknown.pop(alike[0])


# ---------------------------------------------------------------------------------------------------------------------
# Reading a notebook
# ---------------------------------------------------------------------------------------------------------------------


def parse(data: bytes) -> tuple[NotebookNode, list[str]]:
    """A notebook from a file's bytes, brought to today's format without its outputs, and what had to be done for it.

    Raises:
        Unreadable: there is no notebook in it.
    """
    notes: list[str] = []
    if len(data) > NOTEBOOK_BYTES:
        raise Unreadable(f"is larger than {NOTEBOOK_BYTES // 1_000_000} MB")
    text = _decode(data, notes)
    if not text.strip():
        raise Unreadable("is empty")
    try:
        value = json.loads(text, parse_constant=lambda name: None)
    except (ValueError, RecursionError):
        cells = _salvage(text)
        if not cells:
            raise Unreadable("is not a notebook: no cell can be read in it") from None
        notes.append(f"broken JSON: {len(cells)} cells could be read")
        value = {"cells": cells}
    if not isinstance(value, dict):
        raise Unreadable("is not a notebook")
    notebook = _upgrade(value, notes)
    if not notebook.cells:
        raise Unreadable("has no cells")
    return notebook, notes


def _decode(data: bytes, notes: list[str]) -> str:
    """Text in UTF-8, or in whatever else it turns out to be."""
    encoding = json.detect_encoding(data[:4])
    try:
        text = data.decode(encoding)
        if encoding.startswith(("utf-16", "utf-32")):
            notes.append(f"not UTF-8: read as {encoding.upper()}")
        return text
    except UnicodeDecodeError:
        notes.append("not UTF-8: read as Windows-1252")
        return data.decode("cp1252", "replace")


def _salvage(text: str) -> list[dict]:
    """The whole cells at the start of a broken notebook."""
    start = re.search(r'(?<!\\)"cells"\s*:\s*\[', text)
    cells: list[dict] = []
    if not start:
        return cells
    decoder = json.JSONDecoder(parse_constant=lambda name: None)
    at = start.end()
    while True:
        gap = re.compile(r"[\s,]*").match(text, at)
        try:
            cell, at = decoder.raw_decode(text, gap.end())
        except (ValueError, RecursionError):
            return cells
        if isinstance(cell, dict):
            cells.append(cell)


def _upgrade(value: dict, notes: list[str]) -> NotebookNode:
    """A notebook of any format as one of today's."""
    sheets = value.get("worksheets")
    cells = value.get("cells")
    if isinstance(sheets, list):
        cells = [c for s in sheets if isinstance(s, dict) for c in s.get("cells") or [] if isinstance(c, dict)]
    cells = cells if isinstance(cells, list) else []
    old = isinstance(sheets, list) or any(isinstance(c, dict) and "input" in c for c in cells)
    if old:
        notes.append(f"old notebook format {value.get('nbformat', 3)}: upgraded")
    metadata = _json(value.get("metadata"))
    clean = [_cell(cell, index) for index, cell in enumerate(cells) if isinstance(cell, dict)]
    if len(clean) < len(cells):
        notes.append(f"{len(cells) - len(clean)} cells that are no cells were left out")
    seen: set[str] = set()
    for index, cell in enumerate(clean):
        if not CELL_ID.fullmatch(cell["id"]) or cell["id"] in seen:
            cell["id"] = hashlib.sha256(f"{index}\n{cell['source']}".encode()).hexdigest()[:12]
        seen.add(cell["id"])
    if not isinstance(metadata, dict):
        notes.append("wrong notebook metadata: left out")
        metadata = {}
    metadata.pop("widgets", None)  # the state of widgets: an output, too
    kernel = metadata.get("kernelspec")
    if not isinstance(kernel, dict) or not isinstance(kernel.get("name"), str):
        notes.append("no kernel is named: the lab's own is used")
        metadata.pop("kernelspec", None)
    if not isinstance(metadata.get("language_info"), dict):
        metadata.pop("language_info", None)
    return _plain({"cells": clean, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5})


def _cell(cell: dict, index: int) -> dict[str, Any]:
    """A cell of any format with only what today's has, and no outputs."""
    kind = cell.get("cell_type")
    source = cell.get("input" if kind == "code" and "source" not in cell else "source", "")
    text = "".join(map(str, source)) if isinstance(source, list) else str(source)
    if kind == "heading":  # format 3 had cells of their own for these
        level = cell.get("level")
        text = f"{'#' * (level if isinstance(level, int) and 0 < level < 7 else 1)} {text}"
    if kind not in ("code", "markdown", "raw"):
        kind = "code" if "outputs" in cell or "input" in cell else "markdown"
    metadata = _json(cell.get("metadata"))
    metadata = metadata if isinstance(metadata, dict) else {}
    if not isinstance(metadata.get("nbgrader", {}), dict):
        del metadata["nbgrader"]
    tags = metadata.get("tags", [])
    if not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
        del metadata["tags"]
    clean = {"cell_type": kind, "id": str(cell.get("id", "")), "metadata": metadata, "source": _text(text)}
    if kind == "code":
        return clean | {"execution_count": None, "outputs": []}
    attachments = _json(cell.get("attachments"))
    if isinstance(attachments, dict) and all(isinstance(a, dict) for a in attachments.values()):
        clean["attachments"] = attachments
    return clean


def _json(value: Any, depth: int = 0) -> Any:
    """JSON with strings that can be written as UTF-8 and without bottomless nesting."""
    if depth > DEPTH:
        return None
    if isinstance(value, dict):
        return {_text(k): _json(v, depth + 1) for k, v in value.items()}
    if isinstance(value, list):
        return [_json(v, depth + 1) for v in value]
    return _text(value) if isinstance(value, str) else value


def _text(text: str) -> str:
    """Text without halves of surrogate pairs, which JSON can escape and UTF-8 cannot write."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _plain(value: dict) -> NotebookNode:
    return nbformat.from_dict(value)


# ---------------------------------------------------------------------------------------------------------------------
# Mending a notebook
# ---------------------------------------------------------------------------------------------------------------------


def mend(notebook: NotebookNode, master: Master) -> list[tuple[str, bool]]:
    """Bring back, in place, what nbgrader needs of the lab's own cells.

    Returns:
        What was mended, each with whether a person should look at it: an edit that would earn points asks for that,
        an accident does not.
    """
    notes: list[tuple[str, bool]] = []
    _identify(notebook, master, notes)
    _one_of_each(notebook, master, notes)
    for cell in notebook.cells:
        if _grade_id(cell) in master.by_name:
            _restore(cell, master.by_name[_grade_id(cell)], master, notes)
    _bring_back(notebook, master, notes)
    _reorder(notebook, master, notes)
    return notes


def _grade_id(cell: NotebookNode) -> str | None:
    name = cell.metadata.get("nbgrader", {}).get("grade_id")
    return name if isinstance(name, str) else None


def _identify(notebook: NotebookNode, master: Master, notes: list) -> None:
    """Give cells that lost their name the one they had; take away names that are not the lab's."""
    present = {_grade_id(cell) for cell in notebook.cells}
    by_source = {_essence(c.source): name for name, c in master.released_cells.items()}
    for cell in notebook.cells:
        name = _grade_id(cell)
        if name in master.by_name:
            continue
        known = master.names_by_id.get(cell.id) or by_source.get(_essence(cell.source))
        if known and known not in present:
            cell.metadata.nbgrader = NotebookNode(master.by_name[known].metadata())
            present.add(known)
            notes.append((f"{known!r} had lost its nbgrader metadata: restored", False))
        elif "nbgrader" in cell.metadata:
            del cell.metadata["nbgrader"]
            if name is not None:
                notes.append((f"cell {shown(name)!r} is not of this lab: taken as a plain cell", False))


def _one_of_each(notebook: NotebookNode, master: Master, notes: list) -> None:
    """Of cells that share a name keep one under it, the last as nbgrader does; the rest stay as plain cells."""
    named: dict[str | None, list[NotebookNode]] = {}
    for cell in notebook.cells:
        named.setdefault(_grade_id(cell), []).append(cell)
    for name, cell in master.by_name.items():
        copies = named.get(name, [])
        if len(copies) < 2:
            continue
        handed_out = master.released_cells.get(name, NotebookNode(source=cell.source)).source
        if cell.is_answer:
            if _join(copies, notebook, handed_out):
                notes.append((f"{name!r} was split: joined", False))
                continue
            # Whoever copies an answer's cell may leave the untouched one behind: what was written counts.
            written = [c for c in copies if _essence(c.source) != _essence(handed_out)]
            kept = (written or copies)[-1]
            dropped = [c for c in copies if c is not kept and (c not in written or c.source == kept.source)]
        else:
            kept = copies[-1]
            lines = {_essence(line) for line in handed_out.splitlines()}
            dropped = [
                c for c in copies if c is not kept and all(_essence(line) in lines for line in c.source.splitlines())
            ]
        for copy in copies:
            if copy is not kept:
                del copy.metadata["nbgrader"]
        notebook.cells = [c for c in notebook.cells if not any(c is d for d in dropped)]
        notes.append((f"{name!r} was there {len(copies)} times: one is kept", False))


def _join(parts: list[NotebookNode], notebook: NotebookNode, handed_out: str) -> bool:
    """Undo the splitting of a cell, if that is what happened: neighbours that make sense only together."""
    at = [next(i for i, c in enumerate(notebook.cells) if c is part) for part in parts]
    if at != list(range(at[0], at[0] + len(at))):
        return False
    whole = "\n".join(part.source for part in parts)
    if handed_out.startswith("%%"):
        magic = handed_out.splitlines()[0]
        together = parts[0].source.startswith(magic) and not any(p.source.startswith("%%") for p in parts[1:])
    else:
        together = _compiles(whole) and not all(_compiles(part.source) for part in parts)
    if not together:
        return False
    parts[-1].source = whole
    parts[-1].cell_type = parts[0].cell_type
    notebook.cells = notebook.cells[: at[0]] + notebook.cells[at[-1] :]
    return True


def _compiles(source: str) -> bool:
    from IPython.core.inputtransformer2 import TransformerManager

    try:
        with warnings.catch_warnings(action="ignore"):
            ast.parse(TransformerManager().transform_cell(source))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def _restore(cell: NotebookNode, truth: MasterCell, master: Master, notes: list) -> None:
    """A named cell's kind and metadata as the gradebook has them."""
    meta, name = cell.metadata.nbgrader, truth.name
    wanted = truth.metadata()
    if cell.cell_type != truth.cell_type:
        notes.append((f"{name!r} had become a {cell.cell_type} cell: {truth.cell_type} again", False))
        cell.cell_type = truth.cell_type
        cell.pop("attachments", None)
        for key in ("execution_count", "outputs"):
            cell.pop(key, None)
        if truth.cell_type == "code":
            cell.update(execution_count=None, outputs=[])
    deciding = ("grade", "points", "solution", "task")
    changed = [k for k in deciding if _differs(meta.get(k, wanted.get(k)), wanted.get(k))]
    if changed:
        notes.append((f"the nbgrader metadata of {name!r} was changed ({', '.join(changed)}): restored", True))
    if name in master.released_cells:
        wanted["locked"] = master.released_cells[name].metadata.nbgrader.get("locked", truth.locked)
    cell.metadata.nbgrader = NotebookNode(wanted)

    tags = cell.metadata.get("tags", [])
    skipping = [tag for tag in tags if tag in SKIPPING_TAGS]
    if skipping:
        cell.metadata.tags = [tag for tag in tags if tag not in SKIPPING_TAGS]
        notes.append((f"{name!r} was tagged {', '.join(skipping)}: taken off", True))
    if truth.is_check and name in master.released_cells:
        handed_out = master.released_cells[name].source
        if _essence(cell.source) not in (_essence(handed_out), _essence(truth.source)):
            notes.append((f"check {name!r} was edited: the lab's own is used", False))


def _differs(got: Any, wanted: Any) -> bool:
    if isinstance(got, int | float) and isinstance(wanted, int | float):
        return float(got) != float(wanted)
    return got != wanted


def _bring_back(notebook: NotebookNode, master: Master, notes: list) -> None:
    """Missing cells of the lab's own: checks, locked cells, tasks and the setup, each behind what stood before it.

    A missing answer is left missing, for its code may stand in a cell without a name.
    """
    order = _release_order(master)
    ids = {cell.id for cell in notebook.cells}
    sources = {_essence(cell.source) for cell in notebook.cells}
    present = {_grade_id(cell) for cell in notebook.cells}
    for index, original in enumerate(order):
        name = _grade_id(original)
        truth = master.by_name.get(name)
        if truth is None:
            setup = "setup" in original.metadata.get("tags", [])
            if not setup or original.get("id") in ids or _essence(original.source) in sources:
                continue
            cell, what = original, "the setup cell"
        elif name in present:
            continue
        elif truth.solution and not truth.grade:
            notes.append((f"the answer cell {name!r} is missing", False))
            continue
        else:
            cell, what = _from_master(truth), f"{name!r}"
        notebook.cells.insert(_place(notebook, order[:index], name, master), _plain({**cell}))
        notes.append((f"{what} was missing: brought back", False))


def _release_order(master: Master) -> list[NotebookNode]:
    """The cells as handed out, with any that only the gradebook knows at the end."""
    unknown = [_from_master(c) for c in master.cells if c.name not in master.released_cells]
    return [*master.released.cells, *unknown]


def _from_master(truth: MasterCell) -> NotebookNode:
    cell = {
        "cell_type": truth.cell_type,
        "id": hashlib.sha256(truth.name.encode()).hexdigest()[:12],
        "metadata": {"deletable": False, "editable": truth.is_answer, "nbgrader": truth.metadata()},
        "source": truth.source,
    }
    return _plain(cell | ({"execution_count": None, "outputs": []} if truth.cell_type == "code" else {}))


def _place(notebook: NotebookNode, before: list[NotebookNode], name: str | None, master: Master) -> int:
    """Where a missing cell goes: behind the nearest cell that stood before it and is still there."""
    positions: dict[str, int] = {}
    for index, cell in enumerate(notebook.cells):
        positions[f"id {cell.id}"] = index
        if _grade_id(cell):
            positions[f"name {_grade_id(cell)}"] = index
    if name is not None and name in master.answer_of and f"name {master.answer_of[name]}" not in positions:
        return len(notebook.cells)  # its answer may stand anywhere, in a cell without a name
    for cell in reversed(before):
        for key in (f"name {_grade_id(cell)}", f"id {cell.get('id')}"):
            if key in positions:
                return positions[key] + 1
    return 0


def _reorder(notebook: NotebookNode, master: Master, notes: list) -> None:
    """Put a check that stands before its answer behind it, and the lab's own setup before everything.

    Only the lab's own cells move: what a student wrote runs in the student's order.
    """
    for check, answer in master.answer_of.items():
        names = [_grade_id(cell) for cell in notebook.cells]
        if check in names and answer in names and names.index(check) < names.index(answer):
            cell = notebook.cells.pop(names.index(check))
            behind = names.index(answer)  # one less than before, and one more to stand behind it
            while behind < len(notebook.cells) and master.answer_of.get(_grade_id(notebook.cells[behind])) == answer:
                behind += 1
            notebook.cells.insert(behind, cell)
            notes.append((f"check {check!r} stood before its answer: moved behind it", False))

    first = _first_named(notebook)
    early = {_essence(c.source) for c in notebook.cells[:first]}
    setups = {
        _essence(c.source)
        for c in master.released.cells[: _first_named(master.released)]
        if "setup" in c.metadata.get("tags", [])
    }
    late = [c for c in notebook.cells[first:] if c.cell_type == "code" and _essence(c.source) in setups - early]
    if late:
        notebook.cells = [c for c in notebook.cells if not any(c is moved for moved in late)]
        notebook.cells[first:first] = late
        notes.append(("the setup cell stood behind the first exercise: moved up", False))


def _first_named(notebook: NotebookNode) -> int:
    return next((i for i, cell in enumerate(notebook.cells) if _grade_id(cell)), len(notebook.cells))


def _essence(source: str) -> str:
    """A source without the blanks that editors add or take."""
    return "\n".join(line.rstrip() for line in source.strip().splitlines())
