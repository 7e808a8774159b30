"""Addresses that follow from where a course is published: a repository on GitHub."""

from __future__ import annotations

import re
import tomllib
from urllib.parse import quote

from .course import Course, CourseError

BRANCH = "main"
BADGE = "https://mybinder.org/badge_logo.svg"


def published_at(course: Course) -> str:
    """The repository of a course: `[tool.labs] repository` in its pyproject.toml.

    Raises:
        CourseError: there is no such setting.
    """
    try:
        return tomllib.loads((course.root / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["labs"]["repository"]
    except (OSError, KeyError, tomllib.TOMLDecodeError):
        raise CourseError("pyproject.toml has no [tool.labs] repository: where is the course published?") from None


def owner_and_name(repository: str) -> tuple[str, str]:
    """The two parts of `https://github.com/OWNER/NAME`.

    Raises:
        CourseError: the address has another form.
    """
    match = re.fullmatch(r"https://github\.com/([\w.-]+)/([\w.-]+?)(?:\.git)?/?", repository)
    if match is None:
        raise CourseError(f"{repository} is no address of a repository on GitHub: https://github.com/OWNER/NAME")
    return match[1], match[2]


def binder(repository: str, path: str = "labs") -> str:
    """Where Binder starts the repository and opens a file or folder of it in JupyterLab."""
    owner, name = owner_and_name(repository)
    return f"https://mybinder.org/v2/gh/{owner}/{name}/{BRANCH}?urlpath=lab/tree/{quote(path)}"


def binder_badge(repository: str, path: str = "labs", words: str = "Binder") -> str:
    """The same as a badge, in Markdown."""
    return f"[![{words}]({BADGE})]({binder(repository, path)})"


def git_pull(repository: str, hub: str, path: str = "labs") -> str:
    """Where a JupyterHub with nbgitpuller fetches the repository, or brings a copy up to date, and opens it."""
    _, name = owner_and_name(repository)
    query = {"repo": repository, "branch": BRANCH, "urlpath": f"lab/tree/{name}/{path}"}
    return f"{hub.rstrip('/')}/hub/user-redirect/git-pull?" + "&".join(f"{k}={quote(v, '')}" for k, v in query.items())


def page(repository: str, path: str, kind: str = "blob") -> str:
    """Where GitHub shows a file (`blob`) or a folder (`tree`) of the repository."""
    return f"{repository}/{kind}/{BRANCH}/{quote(path)}"
