#!/usr/bin/env bash
# Make the course's site in build/site (tools/make_site.py, which takes the options). Called by `make site`. What makes it is the
# stack `site`, which is put into .venv the first time.
set -euo pipefail
cd "$(dirname "$0")/.."
tools/stack.sh .venv/bin/python site
exec .venv/stacks/site/bin/python tools/make_site.py "$@"
