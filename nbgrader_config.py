"""nbgrader's view of this course: every `nbgrader` command works from this folder with the lab's name alone."""

import os
import sys
from pathlib import Path

c = get_config()  # noqa: F821  (nbgrader runs this file with get_config defined)
root = Path(__file__).resolve().parent

# nbgrader starts `alembic`, and the labs start their tools, by name: look beside this Python first.
tools = str(Path(sys.executable).parent)
if tools not in os.environ.get("PATH", "").split(os.pathsep):
    os.environ["PATH"] = os.pathsep.join([tools, os.environ.get("PATH", os.defpath)])

c.CourseDirectory.root = str(root)
c.CourseDirectory.course_id = "mlops"
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "labs"
# Never handed out and never collected: a lab's one source (NN_topic.py), where a lab works, and fetched feedback.
c.CourseDirectory.ignore = [
    ".ipynb_checkpoints",
    "__pycache__",
    "*.pyc",
    ".pytest_cache",
    "[0-9][0-9]_*.py",
    "work",
    "feedback",
]

# The student notebook is generated: making it again is always right.
c.GenerateAssignment.force = True

# The exchange is a folder that students and instructor share; without one, students hand in the notebook itself.
exchange = Path(os.environ.get("NBGRADER_EXCHANGE", root / "exchange"))
if exchange.parent == root:
    exchange.mkdir(mode=0o777, exist_ok=True)
c.Exchange.root = str(exchange)
# A student works in labs/, where JupyterLab opens. Fetching again restores what is missing and touches nothing else.
c.Exchange.assignment_dir = str(root / "labs")
c.ExchangeFetchAssignment.replace_missing_files = True

# A check counts whatever tags a student gives its cell; a deleted check is put back instead of waiting for a person.
c.Execute.skip_cells_with_tag = ""
c.OverwriteCells.add_missing_cells = True

# ---- grading: a student's copy of this file ends here (`grader publish`)

# `nbgrader autograde` and formgrader's button run student code confined, as `grader grade` does: nbgrader's own steps,
# with the first one on kernels that reach nothing but the submission.
c.Autograde.autograde_preprocessors = [
    "grader.sandbox.autograde.ConfinedExecute",
    "nbgrader.preprocessors.IgnorePattern",
    "nbconvert.preprocessors.ClearMetadataPreprocessor",
    "nbgrader.preprocessors.LimitOutput",
    "nbgrader.preprocessors.SaveAutoGrades",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]

# zip_collect takes what an LMS hands over: student_NN_topic.ipynb; Canvas and Moodle put ids of their own in between.
c.FileNameCollectorPlugin.named_regexp = (
    r".*/(?P<student_id>[^/_]+)_(?:[^/]*?_)?(?P<file_id>\d\d_[a-z][a-z0-9_]*?)(?:-\d+| \(\d+\))?\.ipynb$"
)

# Feedback without hidden tests, and without anything of a student's that runs in its reader's browser.
c.GenerateFeedback.exporter_class = "grader.feedback.FeedbackExporter"

# The gradebook: gradebook.db in this folder, or a server's database that several people use at once.
if db_url := os.environ.get("NBGRADER_DB_URL"):
    c.CourseDirectory.db_url = db_url
