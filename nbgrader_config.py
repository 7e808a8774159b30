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
# Never handed out and never collected: a lab's one source (NN_topic.py), and the folder in which a lab works.
c.CourseDirectory.ignore = [".ipynb_checkpoints", "__pycache__", "*.pyc", ".pytest_cache", "[0-9][0-9]_*.py", "work"]

# The student notebook is generated: making it again is always right.
c.GenerateAssignment.force = True
