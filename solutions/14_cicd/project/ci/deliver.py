"""deliver.py ENVIRONMENT: the team's first delivery. Copy dist/late.zip to $SITE/ENVIRONMENT; wants $DEPLOY_TOKEN."""

import os
import shutil
import sys
from pathlib import Path

if not os.environ.get("DEPLOY_TOKEN"):
    sys.exit("DEPLOY_TOKEN is not set")
target = Path(os.environ["SITE"], sys.argv[1])
target.mkdir(parents=True, exist_ok=True)
shutil.copy("dist/late.zip", target)
print(f"delivered to {sys.argv[1]}")
