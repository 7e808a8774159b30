"""Write the links to the project's public address into README.md, from `[tool.labs] repository` in pyproject.toml.

They are the badges at its head, and each lab's Binder link in the last column of the table of labs.

Usage: python tools/links.py [--check]      --check changes nothing and fails where README.md is out of date
"""

import re
import sys
from pathlib import Path

from grader.course import Course, CourseError
from grader.links import binder, binder_badge, published_at

ROOT = Path(__file__).resolve().parents[1]
ROW = re.compile(r"^(\| \[(\w+)\]\(labs/\2/\) \|[^|\n]*\|[^|\n]*\|)[^|\n]*\|?$", re.MULTILINE)
BEGIN, END = "<!-- links: made by tools/links.py -->\n", "<!-- /links -->\n"


def links(repository: str) -> str:
    """The badges of a repository on GitHub."""
    test = f"{repository}/actions/workflows/test.yml"
    return f"{binder_badge(repository, 'labs/start.ipynb')}\n[![test]({test}/badge.svg)]({test})\n"


def row(match: re.Match, repository: str) -> str:
    """A lab's row of the table, with its Binder link in the last column."""
    return f"{match[1]} [open {match[2][:2]}]({binder(repository, f'labs/{match[2]}/{match[2]}.ipynb')}) |"


def main() -> None:
    readme = ROOT / "README.md"
    text = readme.read_text()
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        sys.exit(f"links: README.md has no lines {BEGIN.strip()} and {END.strip()}")
    try:
        repository = published_at(Course(ROOT))
        wanted = before + BEGIN + links(repository) + END + ROW.sub(lambda match: row(match, repository), after)
    except CourseError as error:
        sys.exit(f"links: {error}")
    if "--check" not in sys.argv[1:]:
        readme.write_text(wanted)
    elif text != wanted:
        sys.exit("links: README.md does not follow [tool.labs] repository: run python tools/links.py")


if __name__ == "__main__":
    main()
