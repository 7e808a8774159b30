#!/usr/bin/env bash
# Start a JupyterHub on this machine, with an instructor and students. Called by `make classroom`, which passes options on
# to tools/classroom/start.py.
set -euo pipefail
cd "$(dirname "$0")/.."

main=$(cd .venv && pwd -P)
tools/stack.sh "$main/bin/python" hub
if [ ! -x "$main/bin/configurable-http-proxy" ]; then
  echo "make classroom: the hub's proxy is not installed (see above): it comes from npm, once" >&2
  exit 1
fi
exec "$main"/stacks/hub/bin/python tools/classroom/start.py "$@"
