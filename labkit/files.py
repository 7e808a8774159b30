"""The files that a student writes from a notebook cell, read for a check."""

from __future__ import annotations

import re
from pathlib import Path

# What nbgrader puts in place of a solution. Both lines together: an answer may well raise NotImplementedError itself.
STUB = re.compile(r"^[ \t]*# YOUR CODE HERE[ \t]*\n[ \t]*raise NotImplementedError\(\)[ \t]*$", re.MULTILINE)


def read_answer(path: str | Path) -> str:
    """Return the text of a file that an exercise asks for.

    Raises FileNotFoundError when the file is missing, which happens when its cell has not been run, and
    NotImplementedError while the stub's two lines still stand in it.
    """
    path = Path(path)
    if not path.is_file():
        raise FileNotFoundError(f"{path} does not exist: run the cell that writes it")
    text = path.read_text(encoding="utf-8")
    if STUB.search(text):
        raise NotImplementedError(f"{path} still holds the two lines `# YOUR CODE HERE` and `raise ...`: replace both")
    return text
