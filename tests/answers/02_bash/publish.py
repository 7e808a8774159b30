# %% right: one scratch file, made readable, with the header taken from a group of commands
# #!/usr/bin/env bash
# set -Eeuo pipefail
# die() { printf 'publish: %s\n' "$2" >&2; exit "$1"; }
# [[ $# -ge 2 ]] || die 2 "usage: publish.sh OUT FILE..."
# target=$1 && shift
# for input; do [[ -e $input ]] || die 66 "$input is missing"; done
# new=
# cleanup() { [[ -z $new ]] || rm -f -- "$new"; }
# trap cleanup EXIT
# trap 'cleanup; trap - TERM EXIT; kill -TERM $$' TERM
# new=$(mktemp -- "$(dirname -- "$target")/.new.XXXXXXXX")
# first=yes
# for input; do
#     {
#         IFS= read -r header
#         [[ $first == no ]] || printf '%s\n' "$header"
#         cat
#     } < "$input"
#     first=no
# done > "$new"
# chmod 644 "$new"
# mv -- "$new" "$target"

# %% right: only an EXIT trap; bash runs it for TERM too and dies of the signal
# #!/usr/bin/env bash
# set -eu
# if test $# -lt 2; then echo "usage: publish.sh OUT FILE..." >&2; exit 2; fi
# out="$1"
# shift
# for f in "$@"; do
#     if ! test -r "$f"; then echo "cannot read '$f'" >&2; exit 66; fi
# done
# case "$out" in */*) folder="${out%/*}" ;; *) folder=. ;; esac
# work="$(mktemp -d "$folder/tmp.XXXXXX")"
# trap 'rm -rf "$work"' EXIT
# number=0
# for f in "$@"; do
#     number=$((number + 1))
#     if [ "$number" -eq 1 ]; then cat "$f"; else sed 1d "$f"; fi
# done > "$work/all"
# mv "$work/all" "$out"

# %% right: waits for the copy in the background, so that TERM is answered at once
# #!/usr/bin/env bash
# set -euo pipefail
# [ $# -ge 2 ] || { echo "usage: publish.sh OUT FILE..." >&2; exit 2; }
# out=$1
# shift
# for f in "$@"; do [ -r "$f" ] || { echo "publish.sh: no $f" >&2; exit 66; }; done
# scratch= child=
# trap 'rm -rf "$scratch"' EXIT
# trap '[ -z "$child" ] || kill "$child" 2> /dev/null || true; exit 143' TERM
# scratch=$(mktemp -d -p "$(dirname "$out")" .publish.XXXX)
# awk 'FNR == 1 && NR != 1 { next } { print }' "$@" > "$scratch/new" &
# child=$!
# wait "$child"
# child=
# mv "$scratch/new" "$out"

# %% right: gathers everything in memory, and makes the scratch only then
# #!/usr/bin/env bash
# set -euo pipefail
# [ $# -ge 2 ] || { echo "usage: publish.sh OUT FILE..." >&2; exit 2; }
# out=$1
# shift
# for f in "$@"; do [ -r "$f" ] || { echo "publish.sh: $f is missing" >&2; exit 66; }; done
# new=
# trap 'rm -rf "$new"' EXIT
# trap 'exit 143' TERM
# text=$(awk 'NR == 1 || FNR > 1' "$@")
# new=$(mktemp -d "$(dirname "$out")/.XXXXXX")
# printf '%s\n' "$text" > "$new/text"
# mv "$new/text" "$out"

# %% wrong: writes straight into OUT | message: a reader must still find
# #!/usr/bin/env bash
# set -euo pipefail
# [ $# -ge 2 ] || { echo "usage: publish.sh OUT FILE..." >&2; exit 2; }
# out=$1
# shift
# for file in "$@"; do [ -r "$file" ] || { echo "$file: no such file" >&2; exit 66; }; done
# awk 'NR == 1 || FNR > 1' "$@" > "$out"

# %% wrong: copies every file's header | message: expected the header line once
# #!/usr/bin/env bash
# set -euo pipefail
# [ $# -ge 2 ] || { echo "usage: publish.sh OUT FILE..." >&2; exit 2; }
# out=$1
# shift
# for file in "$@"; do [ -r "$file" ] || { echo "$file: no such file" >&2; exit 66; }; done
# scratch=
# trap 'rm -rf "$scratch"' EXIT
# trap 'exit 143' TERM
# scratch=$(mktemp -d "$(dirname "$out")/.publish.XXXXXX")
# cat "$@" > "$scratch/new"
# mv "$scratch/new" "$out"

# %% wrong: removes the scratch folder at the end of the script only | message: rm at the end of the script is not reached
# #!/usr/bin/env bash
# set -euo pipefail
# [ $# -ge 2 ] || { echo "usage: publish.sh OUT FILE..." >&2; exit 2; }
# out=$1
# shift
# for file in "$@"; do [ -r "$file" ] || { echo "$file: no such file" >&2; exit 66; }; done
# scratch=$(mktemp -d "$(dirname "$out")/.publish.XXXXXX")
# awk 'NR == 1 || FNR > 1' "$@" > "$scratch/new"
# mv "$scratch/new" "$out"
# rm -rf "$scratch"

# %% wrong: traps TERM without exit, so the script goes on and publishes | message: after TERM: expected all.csv to be
# #!/usr/bin/env bash
# set -euo pipefail
# [ $# -ge 2 ] || { echo "usage: publish.sh OUT FILE..." >&2; exit 2; }
# out=$1
# shift
# for file in "$@"; do [ -r "$file" ] || { echo "$file: no such file" >&2; exit 66; }; done
# scratch=
# trap 'rm -rf "$scratch"' EXIT
# trap 'echo "publish.sh: terminated" >&2' TERM
# scratch=$(mktemp -d "$(dirname "$out")/.publish.XXXXXX")
# awk 'NR == 1 || FNR > 1' "$@" > "$scratch/new"
# mv "$scratch/new" "$out"

# %% wrong: one cleanup for EXIT and TERM, which does not exit | message: a trap that does not exit lets the script go on
# #!/usr/bin/env bash
# set -euo pipefail
# [ $# -ge 2 ] || { echo "usage: publish.sh OUT FILE..." >&2; exit 2; }
# out=$1
# shift
# for file in "$@"; do [ -r "$file" ] || { echo "$file: no such file" >&2; exit 66; }; done
# scratch=
# trap 'rm -rf "$scratch"' EXIT TERM
# scratch=$(mktemp -d "$(dirname "$out")/.publish.XXXXXX")
# awk 'NR == 1 || FNR > 1' "$@" > "$scratch/new"
# mv "$scratch/new" "$out"

# %% wrong: renames a file that mktemp made, which only its owner can read | message: expected mode 644
# #!/usr/bin/env bash
# set -euo pipefail
# [ $# -ge 2 ] || { echo "usage: publish.sh OUT FILE..." >&2; exit 2; }
# out=$1
# shift
# for file in "$@"; do [ -r "$file" ] || { echo "$file: no such file" >&2; exit 66; }; done
# new=$(mktemp "$(dirname "$out")/.publish.XXXXXX")
# trap 'rm -f "$new"' EXIT
# awk 'NR == 1 || FNR > 1' "$@" > "$new"
# mv "$new" "$out"

# %% wrong: scratch in the default place, perhaps on another file system | message: mv from another file system copies
# #!/usr/bin/env bash
# set -euo pipefail
# [ $# -ge 2 ] || { echo "usage: publish.sh OUT FILE..." >&2; exit 2; }
# out=$1
# shift
# for file in "$@"; do [ -r "$file" ] || { echo "$file: no such file" >&2; exit 66; }; done
# scratch=
# trap 'rm -rf "$scratch"' EXIT
# trap 'exit 143' TERM
# scratch=$(mktemp -d)
# awk 'NR == 1 || FNR > 1' "$@" > "$scratch/new"
# mv "$scratch/new" "$out"

# %% wrong: a missing file is just skipped | message: a missing FILE: expected status 66
# #!/usr/bin/env bash
# set -euo pipefail
# [ $# -ge 2 ] || { echo "usage: publish.sh OUT FILE..." >&2; exit 2; }
# out=$1
# shift
# scratch=
# trap 'rm -rf "$scratch"' EXIT
# trap 'exit 143' TERM
# scratch=$(mktemp -d "$(dirname "$out")/.publish.XXXXXX")
# first=1
# for file in "$@"; do
#     [ -r "$file" ] || continue
#     if [ "$first" = 1 ]; then cat "$file"; else tail -n +2 "$file"; fi
#     first=0
# done > "$scratch/new"
# mv "$scratch/new" "$out"

# %% wrong: a fixed scratch name, which two runs share
# #!/usr/bin/env bash
# set -euo pipefail
# [ $# -ge 2 ] || { echo "usage: publish.sh OUT FILE..." >&2; exit 2; }
# out=$1
# shift
# for file in "$@"; do [ -r "$file" ] || { echo "$file: no such file" >&2; exit 66; }; done
# trap 'rm -f "$out.new"' EXIT
# trap 'exit 143' TERM
# awk 'NR == 1 || FNR > 1' "$@" > "$out.new"
# mv "$out.new" "$out"

# %% wrong: scratch in the present folder, not in OUT's
# #!/usr/bin/env bash
# set -euo pipefail
# [ $# -ge 2 ] || { echo "usage: publish.sh OUT FILE..." >&2; exit 2; }
# out=$1
# shift
# for file in "$@"; do [ -r "$file" ] || { echo "$file: no such file" >&2; exit 66; }; done
# scratch=
# trap 'rm -rf "$scratch"' EXIT
# trap 'exit 143' TERM
# scratch=$(mktemp -d ./.publish.XXXXXX)
# awk 'NR == 1 || FNR > 1' "$@" > "$scratch/new"
# mv "$scratch/new" "$out"

# %% wrong: does not quote the folder of OUT
# #!/usr/bin/env bash
# set -euo pipefail
# [ $# -ge 2 ] || { echo "usage: publish.sh OUT FILE..." >&2; exit 2; }
# out=$1
# shift
# for file in "$@"; do [ -r "$file" ] || { echo "$file: no such file" >&2; exit 66; }; done
# scratch=
# trap 'rm -rf "$scratch"' EXIT
# trap 'exit 143' TERM
# scratch=$(mktemp -d $(dirname $out)/.publish.XXXXXX)
# awk 'NR == 1 || FNR > 1' "$@" > "$scratch/new"
# mv "$scratch/new" "$out"

# %% wrong: no -e, so a file that breaks off is published as if it were whole
# #!/usr/bin/env bash
# # publish.sh OUT FILE...: the rows of all FILEs under one header, put in OUT's place in one step
# if [ $# -lt 2 ]; then
#     echo "usage: publish.sh OUT FILE..." >&2
#     exit 2
# fi
# out=$1
# shift
# for file in "$@"; do
#     if [ ! -r "$file" ]; then
#         echo "publish.sh: $file: no such file" >&2
#         exit 66
#     fi
# done
#
# trap 'rm -rf "$scratch"; exit 143' TERM
# scratch=$(mktemp -d "$(dirname "$out")/.publish.XXXXXX")
# awk 'NR == 1 || FNR > 1' "$@" > "$scratch/new"
# mv "$scratch/new" "$out"
# rmdir "$scratch"

# %% wrong: cleans up after TERM and success, not after an error
# #!/usr/bin/env bash
# # publish.sh OUT FILE...: the rows of all FILEs under one header, put in OUT's place in one step
# set -euo pipefail
# if [ $# -lt 2 ]; then
#     echo "usage: publish.sh OUT FILE..." >&2
#     exit 2
# fi
# out=$1
# shift
# for file in "$@"; do
#     if [ ! -r "$file" ]; then
#         echo "publish.sh: $file: no such file" >&2
#         exit 66
#     fi
# done
# scratch=
# trap 'rm -rf "$scratch"; exit 143' TERM
# scratch=$(mktemp -d "$(dirname "$out")/.publish.XXXXXX")
# awk 'NR == 1 || FNR > 1' "$@" > "$scratch/new"
# mv "$scratch/new" "$out"
# rm -rf "$scratch"

# %% wrong: fills OUT by cat at the end, not in one step | message: write into the old file itself
# #!/usr/bin/env bash
# # publish.sh OUT FILE...: the rows of all FILEs under one header, put in OUT's place in one step
# set -euo pipefail
# if [ $# -lt 2 ]; then
#     echo "usage: publish.sh OUT FILE..." >&2
#     exit 2
# fi
# out=$1
# shift
# for file in "$@"; do
#     if [ ! -r "$file" ]; then
#         echo "publish.sh: $file: no such file" >&2
#         exit 66
#     fi
# done
# scratch=
# trap 'rm -rf "$scratch"' EXIT
# trap 'exit 143' TERM
# scratch=$(mktemp -d "$(dirname "$out")/.publish.XXXXXX")
# awk 'NR == 1 || FNR > 1' "$@" > "$scratch/new"
# cat "$scratch/new" > "$out"

# %% wrong: fills OUT by cp at the end | message: mv puts a new one in its place
# #!/usr/bin/env bash
# # publish.sh OUT FILE...: the rows of all FILEs under one header, put in OUT's place in one step
# set -euo pipefail
# if [ $# -lt 2 ]; then
#     echo "usage: publish.sh OUT FILE..." >&2
#     exit 2
# fi
# out=$1
# shift
# for file in "$@"; do
#     if [ ! -r "$file" ]; then
#         echo "publish.sh: $file: no such file" >&2
#         exit 66
#     fi
# done
# scratch=
# trap 'rm -rf "$scratch"' EXIT
# trap 'exit 143' TERM
# scratch=$(mktemp -d "$(dirname "$out")/.publish.XXXXXX")
# awk 'NR == 1 || FNR > 1' "$@" > "$scratch/new"
# cp "$scratch/new" "$out"

# %% wrong: removes OUT before the rename
# #!/usr/bin/env bash
# # publish.sh OUT FILE...: the rows of all FILEs under one header, put in OUT's place in one step
# set -euo pipefail
# if [ $# -lt 2 ]; then
#     echo "usage: publish.sh OUT FILE..." >&2
#     exit 2
# fi
# out=$1
# shift
# for file in "$@"; do
#     if [ ! -r "$file" ]; then
#         echo "publish.sh: $file: no such file" >&2
#         exit 66
#     fi
# done
# scratch=
# trap 'rm -rf "$scratch"' EXIT
# trap 'exit 143' TERM
# scratch=$(mktemp -d "$(dirname "$out")/.publish.XXXXXX")
# awk 'NR == 1 || FNR > 1' "$@" > "$scratch/new"
# rm -f "$out"
# mv "$scratch/new" "$out"

# %% wrong: touches OUT first, so that an absent one appears empty
# #!/usr/bin/env bash
# # publish.sh OUT FILE...: the rows of all FILEs under one header, put in OUT's place in one step
# set -euo pipefail
# if [ $# -lt 2 ]; then
#     echo "usage: publish.sh OUT FILE..." >&2
#     exit 2
# fi
# out=$1
# touch "$out"
# shift
# for file in "$@"; do
#     if [ ! -r "$file" ]; then
#         echo "publish.sh: $file: no such file" >&2
#         exit 66
#     fi
# done
# scratch=
# trap 'rm -rf "$scratch"' EXIT
# trap 'exit 143' TERM
# scratch=$(mktemp -d "$(dirname "$out")/.publish.XXXXXX")
# awk 'NR == 1 || FNR > 1' "$@" > "$scratch/new"
# mv "$scratch/new" "$out"

# %% wrong: drops equal rows along with the equal headers
# #!/usr/bin/env bash
# # publish.sh OUT FILE...: the rows of all FILEs under one header, put in OUT's place in one step
# set -euo pipefail
# if [ $# -lt 2 ]; then
#     echo "usage: publish.sh OUT FILE..." >&2
#     exit 2
# fi
# out=$1
# shift
# for file in "$@"; do
#     if [ ! -r "$file" ]; then
#         echo "publish.sh: $file: no such file" >&2
#         exit 66
#     fi
# done
# scratch=
# trap 'rm -rf "$scratch"' EXIT
# trap 'exit 143' TERM
# scratch=$(mktemp -d "$(dirname "$out")/.publish.XXXXXX")
# awk "!seen[\$0]++" "$@" > "$scratch/new"
# mv "$scratch/new" "$out"
