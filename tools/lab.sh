#!/usr/bin/env bash
# Open JupyterLab on labs/ as a student sees it, at the start page. Called by `make lab`; further options go to `jupyter lab`.
set -euo pipefail
cd "$(dirname "$0")/.."

# Settings of the student's JupyterLab, and this folder, where nbgrader's own settings are.
export JUPYTER_CONFIG_PATH="$PWD/tools/jupyter:$PWD${JUPYTER_CONFIG_PATH:+:$JUPYTER_CONFIG_PATH}"

options=(--ServerApp.root_dir="$PWD/labs" --LabApp.default_url=/lab/tree/start.ipynb)
# Without a screen there is no browser to open, or one that would take over the terminal. The address is printed anyway.
if [ "$(uname)" != Darwin ] && [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  options+=(--no-browser)
fi
# JupyterLab refuses root, which is who one is in a container. It listens on this machine alone and asks for its token.
if [ "$(id -u)" = 0 ]; then
  options+=(--allow-root)
fi
exec .venv/bin/jupyter lab "${options[@]}" "$@"
