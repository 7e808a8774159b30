#!/usr/bin/env bash
# Try every lab on the newest versions of everything: tools/weekly.sh FOLDER. Called by the weekly workflow.
# It changes the locks, the environment and the notebooks that it stands in: run it in a clone made for it.
# A lab that breaks does not end it: what was found is left in FOLDER, for tools/weekly_report.py.
set -euo pipefail
cd "$(dirname "$0")/.."
export PATH="$PWD/.venv/bin:$PATH"

records=$1
mkdir -p "$records"
cp -R requirements "$records/before"

# Do one step and keep what it says only where it fails.
attempt() { # NAME COMMAND...
  local log=$records/$1.log
  shift
  if timeout 3600 "$@" >"$log" 2>&1; then
    rm "$log"
  else
    tail -n 40 "$log" >&2
    return 1
  fi
}

# The old environment brings uv, which finds the newest versions; then it is brought up to them.
attempt environment make env && attempt lock make lock ARGS=--upgrade && attempt install make env || exit 0

while read -r lab; do
  echo "=== $lab"
  # First against what the notebook showed with the old versions, then made again with the new ones
  attempt "$lab.notebook" pytest --quiet --nbval-lax --nbval-cell-timeout=300 --junitxml="$records/$lab.xml" \
    "solutions/$lab/$lab.ipynb" || true
  attempt "$lab.verify" grader verify "$lab" --json "$records/$lab.json" || true
  attempt "$lab.build" grader build --execute "$lab" || true
done < <(python tools/ready_labs.py)
