#!/usr/bin/env bash
# Resolve requirements/main.in into requirements/main.txt: one set for Linux, macOS and Python 3.11 to 3.13.
# Locked versions stay as they are; `make lock ARGS=--upgrade` takes new ones. The file names no index.
set -euo pipefail
cd "$(dirname "$0")/.."

exec uv pip compile --universal --fork-strategy fewest --python-version 3.11 --generate-hashes \
  --no-header --no-annotate --quiet --override requirements/overrides.in \
  requirements/main.in --output-file requirements/main.txt "$@"
