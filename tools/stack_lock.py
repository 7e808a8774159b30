"""Print what main lacks of a lock that was resolved together with it: python tools/stack_lock.py MAIN WHOLE."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from packaging.markers import Marker
from packaging.requirements import Requirement

PLATFORMS = [("linux", "x86_64"), ("linux", "aarch64"), ("darwin", "arm64"), ("darwin", "x86_64")]
PYTHONS = ["3.11", "3.12", "3.13"]


def entries(path: Path) -> dict[str, tuple[Requirement, str]]:
    """A lock's entries by name: the requirement, and its hashes as they are written."""
    found = {}
    for text in re.split(r"^(?=[a-zA-Z0-9])", path.read_text(), flags=re.MULTILINE):
        if text.strip():
            line, hashes = text.split(" \\\n", 1)
            found[Requirement(line).name] = Requirement(line), hashes
    return found


def applies(marker: Marker | None, platform: tuple[str, str], python: str) -> bool:
    system, machine = platform
    return marker is None or marker.evaluate(
        {
            "os_name": "posix",
            "sys_platform": system,
            "platform_system": system.capitalize(),
            "platform_machine": machine,
            "platform_python_implementation": "CPython",
            "python_version": python,
            "python_full_version": f"{python}.0",
        }
    )


def main() -> None:
    have, whole = (entries(Path(name)) for name in sys.argv[1:3])
    for name, (entry, hashes) in whole.items():
        if name in have:
            # Main may have a package for some platforms only: TensorFlow's, where there is no TensorFlow, say.
            held = have[name][0].marker
            lacking = [
                f"(sys_platform == '{platform[0]}' and platform_machine == '{platform[1]}')"
                for platform in PLATFORMS
                if any(applies(entry.marker, platform, p) and not applies(held, platform, p) for p in PYTHONS)
            ]
            if not lacking:
                continue
            entry.marker = Marker(" or ".join(lacking))
        marker = f" ; {entry.marker}" if entry.marker else ""
        print(f"{entry.name}{entry.specifier}{marker} \\\n{hashes}", end="")


if __name__ == "__main__":
    main()
