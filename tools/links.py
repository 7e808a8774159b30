"""Write the links to the project's public address into README.md, from `[tool.labs] repository` in pyproject.toml.

Usage: python tools/links.py [--check]      --check changes nothing and fails where README.md is out of date
"""

import sys
from pathlib import Path

from grader.course import Course, CourseError
from grader.links import binder_badge, published_at

ROOT = Path(__file__).resolve().parents[1]
BEGIN, END = "<!-- links: made by tools/links.py -->\n", "<!-- /links -->\n"


def links(repository: str) -> str:
    """The badges of a repository on GitHub."""
    test = f"{repository}/actions/workflows/test.yml"
    return f"{binder_badge(repository)}\n[![test]({test}/badge.svg)]({test})\n"


def main() -> None:
    readme = ROOT / "README.md"
    text = readme.read_text()
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        sys.exit(f"links: README.md has no lines {BEGIN.strip()} and {END.strip()}")
    try:
        wanted = before + BEGIN + links(published_at(Course(ROOT))) + END + after
    except CourseError as error:
        sys.exit(f"links: {error}")
    if "--check" not in sys.argv[1:]:
        readme.write_text(wanted)
    elif text != wanted:
        sys.exit("links: README.md does not follow [tool.labs] repository: run python tools/links.py")


if __name__ == "__main__":
    main()
