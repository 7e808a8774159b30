"""package.py: the team's first packaging. The model and its report in one zip, dist/late.zip."""

import zipfile
from pathlib import Path

Path("dist").mkdir(exist_ok=True)
with zipfile.ZipFile("dist/late.zip", "w") as archive:
    for name in ("model.json", "report.json"):
        archive.write(name)
print("dist/late.zip")
