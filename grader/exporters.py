"""Plugins of `nbgrader export` for what an LMS imports.

    nbgrader export --exporter=grader.exporters.CanvasExporter --to canvas.csv
    nbgrader export --exporter=grader.exporters.MoodleExporter --to moodle.csv

Scores are after late penalties. A student who handed nothing in gets no score, where nbgrader's own CSV says 0: an LMS
keeps the two apart.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator

from nbgrader.api import Assignment, Gradebook, Student
from nbgrader.plugins import ExportPlugin


class _LmsExporter(ExportPlugin):
    """A CSV file of one row for each student and one column for each lab."""

    name = ""

    def export(self, gradebook: Gradebook) -> None:
        """Write the table of the chosen students and assignments; all of them when none are chosen."""
        chosen, wanted = {str(s) for s in self.student}, {str(a) for a in self.assignment}
        students = [s for s in gradebook.students if not chosen or s.id in chosen]
        labs = sorted((a for a in gradebook.assignments if not wanted or a.name in wanted), key=lambda a: a.name)
        scores = {lab.name: _scores(gradebook, lab) for lab in labs}
        to = self.to or f"{self.name}.csv"
        self.log.info("Exporting %d labs of %d students to %s", len(labs), len(students), to)
        with open(to, "w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(self.rows(students, labs, scores))

    def rows(self, students: list[Student], labs: list[Assignment], scores: dict[str, dict[str, float]]) -> Iterator:
        raise NotImplementedError


class CanvasExporter(_LmsExporter):
    """The gradebook CSV that Canvas imports.

    Columns as Canvas's importer reads them: Student, ID, SIS User ID, SIS Login ID, Section, then the assignments; the
    row below the headings gives the points possible. Canvas finds a student by ID (nbgrader's `lms_user_id`), else by
    login (nbgrader's student id), else by name; an assignment it does not know by title becomes a new one.
    Source: https://community.canvaslms.com, "How do I import grades in the Gradebook?", and GradebookImporter in
    https://github.com/instructure/canvas-lms.
    """

    name = "canvas"

    def rows(self, students: list[Student], labs: list[Assignment], scores: dict[str, dict[str, float]]) -> Iterator:
        yield ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", *(lab.name for lab in labs)]
        yield ["    Points Possible", "", "", "", "", *(_number(lab.max_score) for lab in labs)]
        for student in students:
            name = ", ".join(part for part in (student.last_name, student.first_name) if part) or student.id
            grades = (_number(scores[lab.name].get(student.id)) for lab in labs)
            yield [name, student.lms_user_id or "", "", student.id, "", *grades]


class MoodleExporter(_LmsExporter):
    """The grades CSV that Moodle imports: the columns of Moodle's own grade export.

    On import choose "Map from: Username" and "Map to: username", or the email address where it is known. A dash is
    Moodle's way to say that there is no grade. Source: https://docs.moodle.org, "Grade import" and "Grade export".
    """

    name = "moodle"

    def rows(self, students: list[Student], labs: list[Assignment], scores: dict[str, dict[str, float]]) -> Iterator:
        columns = (f"Assignment: {lab.name} (Real)" for lab in labs)
        yield ["First name", "Last name", "Username", "ID number", "Email address", *columns]
        for student in students:
            grades = (_number(scores[lab.name].get(student.id)) or "-" for lab in labs)
            yield [
                student.first_name or "",
                student.last_name or "",
                student.id,
                student.lms_user_id or "",
                student.email or "",
                *grades,
            ]


def _scores(gradebook: Gradebook, lab: Assignment) -> dict[str, float]:
    """Each student's score in a lab, after the late penalty."""
    return {
        submission.student.id: max(0.0, submission.score - (submission.late_submission_penalty or 0.0))
        for submission in gradebook.assignment_submissions(lab.name)
    }


def _number(score: float | None) -> str:
    """A score with at most two decimals, as both systems show it; empty where there is none."""
    return "" if score is None else f"{score:.2f}".rstrip("0").rstrip(".")
