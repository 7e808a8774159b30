"""What an LMS would read from our CSV files is what the gradebook says."""

from __future__ import annotations

import csv
import re

from grading import ADD, LAB, answered, command, grade, submit
from nbgrader.api import Gradebook


def graded(course):
    submit(course, "ada", answered(course), timestamp="2026-01-01 00:00:00 UTC")
    submit(course, 'o"neil, bo', answered(course, {"add": ADD}))
    command("nbgrader", "db", "student", "add", "absent", cwd=course)
    known = "--first-name=Ada", "--last-name=Àlvarez, L.", "--email=ada@example.org", "--lms-user-id=4711"
    command("nbgrader", "db", "student", "add", "ada", *known, cwd=course)
    grade(course)
    with Gradebook(f"sqlite:///{course}/gradebook.db", "mlops") as book:
        return {s.student.id: s.score for s in book.assignment_submissions(LAB)}


def read_canvas(text):
    """As Canvas's GradebookImporter reads it: the information columns up to Section, then `Title` or `Title (id)`."""
    rows = list(csv.reader(text.splitlines()))
    header = rows[0]
    assert "Student" in header[0] and "ID" in header[1]
    assert re.search(r"SIS\s+User\s+ID", header[2]) and re.search(r"SIS\s+Login\s+ID", header[3])
    assert header[4] == "Section"
    titles = header[5:]
    points, scores, ids, names = {}, {}, {}, {}
    for row in rows[1:]:
        assert len(row) == len(header)
        cells = dict(zip(titles, row[5:], strict=True))
        if "Points Possible" in row[0]:
            points = {title: float(value) for title, value in cells.items()}
            continue
        assert all(re.fullmatch(r"|\d+(\.\d+)?", value) for value in cells.values())
        login = row[3]
        names[login], ids[login] = row[0], row[1]
        scores |= {login: {title: float(value) for title, value in cells.items() if value}}
    return points, scores, ids, names


def read_moodle(text):
    """As Moodle's grade import reads it, mapped by username: `-` is no grade, other values are numbers."""
    scores, emails = {}, {}
    for row in csv.DictReader(text.splitlines()):
        grades = {
            re.fullmatch(r"Assignment: (.*) \(Real\)", key).group(1): value
            for key, value in row.items()
            if key.endswith("(Real)")
        }
        scores[row["Username"]] = {name: float(value) for name, value in grades.items() if value != "-"}
        emails[row["Username"]] = row["Email address"]
    return scores, emails


def test_canvas(course):
    scores = graded(course)
    command("nbgrader", "export", "--exporter=grader.exporters.CanvasExporter", "--to", "c.csv", cwd=course)
    points, read, ids, names = read_canvas((course / "c.csv").read_text(encoding="utf-8"))
    assert points == {LAB: 5}
    assert read == {"absent": {}} | {student: {LAB: score} for student, score in scores.items()}
    assert ids["ada"] == "4711" and names["ada"] == "Àlvarez, L., Ada" and names["absent"] == "absent"


def test_moodle(course):
    scores = graded(course)
    command("nbgrader", "export", "--exporter=grader.exporters.MoodleExporter", cwd=course)
    read, emails = read_moodle((course / "moodle.csv").read_text(encoding="utf-8"))
    assert read == {"absent": {}} | {student: {LAB: score} for student, score in scores.items()}
    assert emails["ada"] == "ada@example.org"


def test_only_what_was_asked_for(course):
    graded(course)
    exporter = "--exporter=grader.exporters.MoodleExporter"
    command("nbgrader", "export", exporter, "--student", '["ada"]', "--assignment", '["none"]', cwd=course)
    rows = list(csv.reader((course / "moodle.csv").open(encoding="utf-8")))
    assert rows[0][-1] == "Email address" and [row[2] for row in rows[1:]] == ["ada"]
