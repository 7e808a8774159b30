"""Write the links to the project's public address into README.md, from `[tool.labs] repository` in pyproject.toml.

Usage: python tools/links.py [--check]      --check changes nothing and fails where README.md is out of date
"""

import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BEGIN, END = "<!-- links: made by tools/links.py -->\n", "<!-- /links -->\n"


def links(repository: str) -> str:
    """The badges, and the command that gets the course, for a repository on GitHub."""
    match = re.fullmatch(r"https://github\.com/([\w.-]+)/([\w.-]+)", repository)
    if match is None:
        sys.exit(f"links: [tool.labs] repository is no address on GitHub: {repository}")
    owner, name = match.groups()
    binder = f"https://mybinder.org/v2/gh/{owner}/{name}/main?urlpath=lab/tree/labs"
    return (
        f"[![Binder](https://mybinder.org/badge_logo.svg)]({binder})\n"
        f"[![test]({repository}/actions/workflows/test.yml/badge.svg)]({repository}/actions/workflows/test.yml)\n"
    )


def main() -> None:
    repository = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["labs"]["repository"]
    readme = ROOT / "README.md"
    text = readme.read_text()
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        sys.exit(f"links: README.md has no lines {BEGIN.strip()} and {END.strip()}")
    wanted = before + BEGIN + links(repository) + END + after
    if "--check" not in sys.argv[1:]:
        readme.write_text(wanted)
    elif text != wanted:
        sys.exit("links: README.md does not follow [tool.labs] repository: run python tools/links.py")


if __name__ == "__main__":
    main()
