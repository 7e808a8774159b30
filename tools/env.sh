#!/usr/bin/env bash
# Make .venv from requirements/main.txt, and the stacks in it (tools/stack.sh), and nothing else. Called by `make env`,
# and by every target that needs it.
#
# A stamp in .venv, written last, says what the environment was made from. Where it still holds, nothing is done.
# Where only the lock changed, the environment is brought up to it. In every other case (none, half made, another
# Python, a moved folder) it is made anew; what was downloaded comes from the installer's cache.
set -euo pipefail
cd "$(dirname "$0")/.."

lock=requirements/main.txt
venv=$PWD/.venv
stamp=$venv/made-from

say() { printf 'make env: %s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

# Print the real interpreter behind a command: no pyenv shim, no environment's python. Fails where there is none.
interpreter() { "$1" -c 'import os, sys; print(os.path.realpath(getattr(sys, "_base_executable", sys.executable)))' 2>/dev/null; }
version() { "$1" -c 'import platform; print(platform.python_version())'; }
fits() { "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; }

# PYTHON where it is given; else the one that .venv was made with; else the first on the PATH that fits.
choose_python() {
  local candidate
  if [ -n "${PYTHON:-}" ]; then
    python=$(interpreter "$PYTHON") || fail "PYTHON=$PYTHON does not run"
    fits "$python" || fail "Python 3.11, 3.12 or 3.13 is needed; $PYTHON is $(version "$python")"
    return
  fi
  for candidate in "$venv/bin/python" python3 python3.13 python3.12 python3.11; do
    if python=$(interpreter "$candidate") && fits "$python"; then return; fi
  done
  fail "Python 3.11, 3.12 or 3.13 is needed and none is on the PATH; name one: make env PYTHON=/path/to/python3.12"
}

# What an environment is made from: the interpreter, the place, the lock, and what makes it out of them.
description() {
  printf 'python %s %s\nfolder %s\n' "$python" "$(version "$python")" "$PWD"
  cksum "$lock" pyproject.toml tools/env.sh
}

# The lock's entry of one package: its line and the lines of hashes after it.
locked() { awk -v name="$1==" 'index($0, name) == 1 { on = 1 } on { print } on && !/\\$/ { exit }' "$lock"; }

make_venv() {
  if "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    rm -rf "$venv"
    "$python" -m venv "$venv"
  elif command -v uv >/dev/null; then
    rm -rf "$venv"
    uv venv --quiet --seed --python "$python" "$venv"
  else
    fail "$python cannot make environments; on Debian or Ubuntu: apt-get install python3-venv"
  fi
}

pip_install() { "$venv/bin/python" -m pip install --no-deps --require-hashes "$@"; }

# Set `uv` to one that runs: the one on the PATH, or the locked one, put into .venv. Fails where there is no wheel.
find_uv() {
  uv=$(command -v uv) && return
  uv=$venv/bin/uv
  [ -x "$uv" ] && return
  pip_install --quiet --only-binary :all: -r <(locked uv)
}

# Every package of the lock and none besides. No dependencies are followed: the lock leaves out one on purpose
# (requirements/overrides.in). What has to be built is built with the locked tools, too.
install_with_uv() {
  "$uv" pip sync --require-hashes --build-constraints "$lock" --compile-bytecode --python "$venv/bin/python" "$lock" &&
    "$uv" pip install --quiet --no-deps --no-build-isolation --python "$venv/bin/python" --editable .
}

install_with_pip() {
  pip_install --quiet -r <(locked pip) # older ones cannot build with locked tools
  pip_install --build-constraint "$lock" -r "$lock"
  "$venv/bin/python" -m pip install --quiet --no-deps --no-build-isolation --editable .
}

choose_python
wanted=$(description)
made_from=$(cat "$stamp" 2>/dev/null || true)
[ "$made_from" != "$wanted" ] || exec tools/stack.sh "$venv/bin/python"

if [ "$(head -n 2 <<<"$made_from")" = "$(head -n 2 <<<"$wanted")" ]; then
  rm "$stamp"
else
  make_venv
fi
say "filling .venv for $python; this takes a minute with uv, longer with pip"
if ! { find_uv && install_with_uv; }; then
  say "uv did not do it (see above); trying pip, which takes several minutes"
  make_venv
  install_with_pip
fi
printf '%s\n' "$wanted" >"$stamp"
tools/stack.sh "$venv/bin/python"
say "done"
