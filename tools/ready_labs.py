"""Print the labs whose programs this machine has; name the others, with what they lack, on stderr.

The programs are in pyproject.toml, [tool.labs.programs]: for a lab its commands, each with the package that has it.
"""

import shutil
import sys
import tomllib
from pathlib import Path

root = Path(__file__).resolve().parents[1]
programs = tomllib.loads((root / "pyproject.toml").read_text())["tool"]["labs"]["programs"]
labs = sorted(path.name for path in (root / "solutions").iterdir() if (path / f"{path.name}.py").is_file())
if unknown := programs.keys() - set(labs):
    sys.exit(f"pyproject.toml: [tool.labs.programs] names {min(unknown)}, which is no lab")
for lab in labs:
    missing = {command: package for command, package in programs.get(lab, {}).items() if not shutil.which(command)}
    if missing:
        print(
            f"skipped: {lab} needs {', '.join(missing)}: apt-get install {' '.join(sorted({*missing.values()}))}",
            file=sys.stderr,
        )
    else:
        print(lab)
