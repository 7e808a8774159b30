"""nbgrader's feedback pages, safe to open: many at once, without hidden tests, and with no script of a student's.

`FeedbackExporter` is what makes a page safe. The configuration names it (`c.GenerateFeedback.exporter_class`), so that
`nbgrader generate_feedback` and formgrader's button make the same pages as `grader feedback`.
"""

from __future__ import annotations

import html
import json as jsonlib
import multiprocessing
import os
import re
import shutil
import signal
import tempfile
import time
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from pathlib import Path
from typing import Any

import nbformat
import nh3
from jinja2 import pass_context
from nbconvert.exporters import HTMLExporter
from nbconvert.exporters.exporter import ResourcesDict
from nbconvert.filters import strip_ansi
from nbconvert.writers import FilesWriter
from nbformat import NotebookNode
from nbgrader.api import MissingEntry
from nbgrader.converters import GenerateFeedback
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import ClearHiddenTests
from nbgrader.utils import is_grade
from pydantic import BaseModel
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from traitlets import Integer

from . import worker
from .course import Course, CourseError, Lab
from .gradebook import JoinedGradebook, instances, open_database, opened
from .submission import shown

PAGE_SECONDS = 60
TELLING = 12  # characters from which a hidden line is looked for in the middle of others
POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

# What may be shown of an output, the richest first; anything else (scripts, widgets, PDF) has no place on the page.
SHOWN = ("text/html", "text/markdown", "image/svg+xml", "text/latex", "image/png", "image/jpeg", "text/plain")
TAGS = nh3.ALLOWED_TAGS | {"details", "summary", "figure", "figcaption"}
STYLES = {
    "background-color",
    "border",
    "color",
    "font-style",
    "font-weight",
    "text-align",
    "text-decoration",
    "vertical-align",
    "white-space",
}
ATTRIBUTES = {
    "*": {"style", "class", "title", "lang", "dir", "scope", "colspan", "rowspan", "align", "valign", "open", "start"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
}
HIGHLIGHT = re.compile(r"highlight|hll|dataframe|[a-z][a-z0-9]?")  # what Pygments and pandas name, and no more
PICTURE = re.compile(r"data:image/(png|jpeg|gif|webp|svg\+xml);base64,[A-Za-z0-9+/=\s]*")
BASE64 = re.compile(r"[A-Za-z0-9+/=\s]*")
IDENTIFIER = re.compile(r"[A-Za-z0-9_-]{1,64}")
SCRIPT = re.compile(r"<script\b.*?</script\s*>", re.DOTALL | re.IGNORECASE)
TRACEBACK_PREFIX = re.compile(r"^\s*(-+>)?\s*\d*\s?")


def clean(text: str) -> str:
    """HTML that runs nothing, loads nothing and stays in its place."""
    return nh3.clean(
        text,
        tags=TAGS,
        attributes=ATTRIBUTES,
        attribute_filter=_attribute,
        filter_style_properties=STYLES,
        url_schemes={"http", "https", "mailto", "data"},
        link_rel="noopener noreferrer nofollow",
    )


def _attribute(tag: str, name: str, value: str) -> str | None:
    if tag == "img" and name == "src":
        return value if PICTURE.fullmatch(value) else None
    if name == "href":
        return None if value.strip().lower().startswith("data:") else value
    if name == "class":
        return " ".join(c for c in value.split() if HIGHLIGHT.fullmatch(c)) or None
    return value


class FeedbackExporter(HTMLExporter):
    """nbgrader's feedback page of one notebook, made safe for its reader."""

    max_cell_bytes = Integer(200_000, help="Text of one cell's source, or of its outputs, that is shown.").tag(
        config=True
    )
    max_image_bytes = Integer(2_000_000, help="The largest picture that is shown.").tag(config=True)
    max_page_bytes = Integer(10_000_000, help="What all outputs of a page may hold together.").tag(config=True)

    def __init__(self, **kwargs: Any):
        super().__init__(**kwargs)
        self.exclude_anchor_links = True
        self.register_filter("clean_html", clean)

    @pass_context
    def markdown2html(self, context: Any, source: str) -> str:
        """Markdown as nbconvert renders it, cleaned."""
        return clean(super().markdown2html(context, source))

    def from_notebook_node(
        self, nb: NotebookNode, resources: ResourcesDict | None = None, **kw: Any
    ) -> tuple[str, ResourcesDict]:
        """The page of a graded notebook."""
        nb = nbformat.from_dict(nb)
        self._hide_tests(nb)
        self._make_safe(nb)
        page, resources = super().from_notebook_node(nb, resources, **kw)
        # The template's own script fetches MathJax from elsewhere. A page on which no script runs at all is easy to
        # trust, so formulas stay as they were typed.
        page = SCRIPT.sub("", page)
        policy = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}"/>'
        return re.sub(r"<head>", f"<head>{policy}", page, count=1), resources

    # Hidden tests ----------------------------------------------------------------------------------------------------

    def _hide_tests(self, nb: NotebookNode) -> None:
        """Take hidden tests out of the checks, and their lines out of whatever shows them."""
        markers = ClearHiddenTests(parent=self)
        hidden: set[str] = set()
        for cell in nb.cells:
            if is_grade(cell):
                hidden |= _cut(cell, markers.begin_test_delimeter, markers.end_test_delimeter)
        if not hidden:
            return
        for cell in nb.cells:
            for output in cell.get("outputs", []):
                if output.output_type == "stream":
                    output.text = _without(_join(output.text), hidden)
                elif output.output_type == "error":
                    output.traceback = [_without(str(entry), hidden) for entry in output.traceback]
                else:
                    for kind in [kind for kind in output.data if kind.startswith("text/")]:
                        output.data[kind] = _without(_join(output.data[kind]), hidden)

    # Outputs ---------------------------------------------------------------------------------------------------------

    def _make_safe(self, nb: NotebookNode) -> None:
        """Leave nothing in a notebook that the template would write down unescaped, or without end."""
        language = nb.metadata.get("language_info", {})
        language = language.get("name", "") if isinstance(language, dict) else ""
        nb.metadata = NotebookNode(language_info={"name": language if isinstance(language, str) else ""})
        left = self.max_page_bytes
        for index, cell in enumerate(nb.cells):
            cell.metadata = NotebookNode({k: v for k, v in cell.metadata.items() if k == "nbgrader"})
            if not IDENTIFIER.fullmatch(str(cell.get("id", ""))):
                cell.id = f"cell-{index}"
            cell.source = _shorten(cell.source, self.max_cell_bytes)
            if cell.cell_type == "code":
                if not isinstance(cell.execution_count, int):
                    cell.execution_count = None
                left = self._safe_outputs(cell, left)

    def _safe_outputs(self, cell: NotebookNode, left: int) -> int:
        """Make a cell's outputs safe; what is left of the page's bytes after them."""
        room = self.max_cell_bytes
        kept = []
        for output in cell.outputs:
            if room <= 0 or left <= 0:
                kept.append(_notice("further output is left out"))
                break
            if output.output_type == "stream":
                output.name = "stderr" if output.name == "stderr" else "stdout"
                output.text = _shorten(_join(output.text), min(room, left))
                used = len(output.text.encode())
            elif output.output_type == "error":
                text = _shorten("\n".join(map(str, output.traceback)), min(room, left))
                output.traceback = text.split("\n")
                used = len(text.encode())
            else:
                output, used = self._safe_data(output, min(room, left), left)
            kept.append(output)
            room -= used if output.output_type != "display_data" or not _is_picture(output) else 0
            left -= used
        cell.outputs = kept
        return left

    def _safe_data(self, output: NotebookNode, room: int, left: int) -> tuple[NotebookNode, int]:
        """The richest form of a result that may be shown and fits, and its bytes."""
        too_large = ""
        for kind in SHOWN:
            if kind not in output.data:
                continue
            value = _join(output.data[kind])
            size = len(value.encode(errors="replace"))
            picture = kind.startswith("image/")
            if picture and kind != "image/svg+xml" and not BASE64.fullmatch(value):
                continue
            if size > (min(self.max_image_bytes, left) if picture else room) and kind != "text/plain":
                too_large = too_large or f"{kind} of {size / 1e6:.1f} MB is left out"
                continue
            if kind == "text/html":
                value = clean(value)
            elif kind == "text/plain":
                value = _shorten(value, room)
            data = {kind: value}
            return nbformat.v4.new_output("display_data", data), len(value.encode(errors="replace"))
        return _notice(too_large or "this kind of output is not shown"), 0


def _is_picture(output: NotebookNode) -> bool:
    return any(kind.startswith("image/") for kind in output.data)


def _notice(text: str) -> NotebookNode:
    return nbformat.v4.new_output("stream", name="stdout", text=f"[{text}]\n")


def _join(text: Any) -> str:
    return "".join(map(str, text)) if isinstance(text, list) else str(text)


def _shorten(text: str, most: int) -> str:
    """Text of at most so many bytes, saying what is missing."""
    data = text.encode(errors="replace")
    if len(data) <= most:
        return text
    return data[:most].decode(errors="ignore") + f"\n[{(len(data) - most) / 1e6:.1f} MB more are left out]"


def _cut(cell: NotebookNode, begin: str, end: str) -> set[str]:
    """Remove hidden regions from a cell; the lines removed."""
    kept, hidden, inside = [], set(), False
    for line in cell.source.split("\n"):
        if begin in line:
            inside = True
        if inside:
            hidden.add(line.strip())
        else:
            kept.append(line)
        if end in line:
            inside = False
    cell.source = "\n".join(kept)
    return {line for line in hidden if len(line) > 3}  # a bracket alone tells nothing


def _without(text: str, hidden: Iterable[str]) -> str:
    """Text without hidden lines: those that a traceback shows, and those that code prints which looked them up.

    A student's code that wants to tell what a check held can always encode it; this keeps it from happening by itself.
    """

    def shows(line: str) -> bool:
        return TRACEBACK_PREFIX.sub("", strip_ansi(line)).strip() in hidden

    text = "\n".join(line for line in text.split("\n") if not shows(line))
    for line in hidden:
        if len(line) >= TELLING:
            for form in (line, repr(line)[1:-1], line.replace("'", "\\'"), html.escape(line)):
                text = text.replace(form, "[hidden test]")
    return text


# ---------------------------------------------------------------------------------------------------------------------
# Many pages
# ---------------------------------------------------------------------------------------------------------------------


class PageRecord(BaseModel):
    """What became of one student's feedback."""

    student: str
    status: str
    reason: str = ""


class FeedbackRecord(BaseModel):
    lab: str
    jobs: int
    seconds: float
    students: list[PageRecord]


def generate(lab: Lab, *, jobs: int | None = None, json: Path | None = None, console: Console) -> FeedbackRecord:
    """Make the feedback pages of every graded submission of a lab, in place of those that are there.

    Args:
        lab: the lab.
        jobs: pages made at once; by default the cores that this process may use.
        json: also write the record there.
        console: where progress goes.

    Raises:
        CourseError: nothing is graded yet, or the gradebook cannot be opened.
    """
    began = time.monotonic()
    students = lab.students("autograded")
    if not students:
        raise CourseError(f"nothing of {lab.name} is graded yet: run `grader grade {lab.name}`.")
    jobs = min(jobs or len(os.sched_getaffinity(0)), len(students))
    _Pages(lab).close()  # says in one line what is wrong with the gradebook, before any process is started
    shutil.rmtree(lab.staging("feedback"), ignore_errors=True)

    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["grader.feedback"])
    records = []
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
        console=console,
        disable=not console.is_terminal,
    )
    with ProcessPoolExecutor(jobs, context, _start, (str(lab.course.root), lab.name)) as pool, bar:
        task = bar.add_task(escape(lab.name), total=len(students))
        pages = {pool.submit(_make, student): student for student in students}
        for page in as_completed(pages):
            try:
                records.append(page.result())
            except BrokenProcessPool:
                records.append(PageRecord(student=pages[page], status="failed", reason="its process ended"))
            bar.advance(task)
    shutil.rmtree(lab.staging("feedback"), ignore_errors=True)

    records.sort(key=lambda r: r.student)
    record = FeedbackRecord(lab=lab.name, jobs=jobs, seconds=round(time.monotonic() - began, 3), students=records)
    if json:
        json.write_text(record.model_dump_json(indent=2) + "\n", encoding="utf-8")
    for row in records:
        if row.reason:
            console.print(f"{shown(row.student)}: {row.status}: {shown(row.reason)}", markup=False)
    made = sum(r.status == "made" for r in records)
    console.print(f"{lab.name}: feedback for {made} of {len(records)} in {record.seconds:.1f} s", markup=False)
    return record


class _Pages:
    """nbgrader's feedback converter, kept for many students."""

    def __init__(self, lab: Lab):
        self.lab = lab
        config = lab.course.config.copy()
        directory = lab.staging("feedback").relative_to(lab.course.root)
        self.coursedir = CourseDirectory(config=config)
        self.coursedir.feedback_directory = str(directory)
        self.converter = GenerateFeedback(coursedir=self.coursedir, config=config, exporter_class=FeedbackExporter)
        self.converter.writer = FilesWriter(parent=self.converter, config=self.converter.config)
        self.converter.exporter = FeedbackExporter(parent=self.converter, config=self.converter.config)
        self.preprocessors = instances(self.converter.exporter, self.converter.preprocessors)
        for preprocessor in self.preprocessors:
            self.converter.exporter.register_preprocessor(preprocessor)
        self.engine = open_database(self.coursedir.db_url, self.coursedir.course_id)
        self.connection = self.engine.connect().execution_options(isolation_level="AUTOCOMMIT")

    def make(self, student: str) -> PageRecord:
        """Make a student's pages beside their place, and move them there whole."""
        name = self.lab.name
        source = self.lab.autograded(student)
        notebooks = sorted(source.glob("*.ipynb"))
        if not notebooks:
            return PageRecord(student=student, status="none", reason="no notebook was handed in")
        self.converter.init_assignment(name, student)
        gradebook = JoinedGradebook(self.connection, self.coursedir.course_id)
        with closing(gradebook.db), opened(self.preprocessors, gradebook):
            for path in notebooks:
                resources = {
                    "unique_key": path.stem,
                    "output_files_dir": f"{path.stem}_files",
                    "nbgrader": {
                        "student": student,
                        "assignment": name,
                        "notebook": path.stem,
                        "db_url": self.coursedir.db_url,
                    },
                }
                page, resources = self.converter.exporter.from_filename(str(path), resources=resources)
                self.converter.write_single_notebook(page, resources)
        self.converter.set_permissions(name, student)

        made, target = Path(self.converter._format_dest(name, student)), self.lab.feedback(student)
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists():
            target.rename(Path(tempfile.mkdtemp(dir=self.lab.staging("feedback")), "earlier"))
        made.rename(target)
        return PageRecord(student=student, status="made")

    def close(self) -> None:
        self.connection.close()
        self.engine.dispose()


_pages: _Pages | None = None


def _start(root: str, name: str) -> None:
    global _pages
    worker.start()
    _pages = _Pages(Course(root).lab(name))


def _make(student: str) -> PageRecord:
    """One student's pages, in a bounded time."""

    def give_up(*_: object) -> None:
        raise TimeoutError(f"a page takes more than {PAGE_SECONDS} s")

    signal.signal(signal.SIGALRM, give_up)
    signal.alarm(PAGE_SECONDS)
    try:
        return _pages.make(student)
    except MissingEntry:
        reason = f"it is not in the gradebook: run `grader grade --regrade --student {jsonlib.dumps(student)}`"
    except Exception as error:  # whatever a notebook does to the making of its page, the others go on
        reason = f"{type(error).__name__}: {error}".splitlines()[0]
    finally:
        signal.alarm(0)
    return PageRecord(student=student, status="failed", reason=reason)
