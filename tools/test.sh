#!/usr/bin/env bash
# Everything that must hold before a change goes in. Called by `make test` and the CI; stops at the first failure.
# A test that needs a program which this machine lacks is skipped by name, with the reason, in the last section.
set -euo pipefail
cd "$(dirname "$0")/.."
export PATH="$PWD/.venv/bin:$PATH"

section() { printf '\n=== %s\n' "$*"; }

section "Style of Python and shell code"
ruff check
ruff format --check
shellcheck tools/*.sh .ci/run binder/postBuild

section "The committed notebooks are those that the sources give"
grader build --check

section "Labs whose programs are here"
mapfile -t labs < <(python tools/ready_labs.py)
[ ${#labs[@]} -gt 0 ] || exit 1
notebooks=()
for lab in "${labs[@]}"; do
  echo "$lab"
  notebooks+=("solutions/$lab/$lab.ipynb")
done

section "Every solution runs from top to bottom, and shows what it showed"
pytest --quiet --nbval-lax --nbval-cell-timeout=120 "${notebooks[@]}"

section "Every check accepts what is right and rejects what is wrong"
grader verify "${labs[@]}" --json build/verify.json # `make site` shows it

section "Stacks that are made on demand"
tools/stack.sh .venv/bin/python site hub

section "Tests"
pytest tests

section "All passed"
