# %% right: tests the archive first, then counts with sed and grep
# #!/usr/bin/env bash
# set -euo pipefail
# if [[ $# -ne 1 ]]; then
#     printf 'usage: %s FILE.csv.gz\n' "${0##*/}" >&2
#     exit 2
# fi
# if [[ ! -f $1 ]]; then
#     printf '%s does not exist\n' "$1" >&2
#     exit 66
# fi
# if ! gzip -tq "$1" 2> /dev/null; then
#     printf '%s is broken\n' "$1" >&2
#     exit 65
# fi
# lines=$(gzip -dc "$1" | grep -c '' || true)
# if ((lines == 0)); then
#     printf '%s is empty\n' "$1" >&2
#     exit 65
# fi
# printf '%d\n' "$((lines - 1))"

# %% right: unpacks into a scratch file and asks for each status
# #!/usr/bin/env bash
# fail() {
#     echo "$2" >&2
#     exit "$1"
# }
# test $# = 1 || fail 2 "usage: count_rows.sh FILE"
# test -e "$1" || fail 66 "missing: $1"
# scratch=$(mktemp) || exit 70
# trap 'rm -f "$scratch"' EXIT
# gzip -dc < "$1" > "$scratch" 2> /dev/null || fail 65 "damaged: $1"
# test -s "$scratch" || fail 65 "no header: $1"
# awk 'NR > 1 { n++ } END { print n + 0 }' "$scratch"

# %% right: PIPESTATUS instead of pipefail
# #!/usr/bin/env bash
# [ $# -eq 1 ] || { echo "usage: count_rows.sh FILE.csv.gz" >&2; exit 2; }
# [ -r "$1" ] || { echo "count_rows.sh: $1 not found" >&2; exit 66; }
# counted=$(gzip -dc "$1" 2> /dev/null | awk 'END { print NR }'; echo "${PIPESTATUS[0]}")
# read -r -d '' lines status <<< "$counted"
# if [ "$status" -ne 0 ] || [ "$lines" -eq 0 ]; then
#     echo "count_rows.sh: $1 is damaged" >&2
#     exit 65
# fi
# echo $((lines - 1))

# %% wrong: forgets pipefail, so the last program's status is the pipe's | message: pipefail
# #!/usr/bin/env bash
# fail() { echo "count_rows.sh: $2" >&2; exit "$1"; }
# set -eu
# [ $# -eq 1 ] || fail 2 "usage: count_rows.sh FILE.csv.gz"
# [ -r "$1" ] || fail 66 "$1: no such file"
# lines=$(gzip -dc "$1" | awk 'END { print NR }') || fail 65 "$1: broken"
# [ "$lines" -gt 0 ] || fail 65 "$1: no header"
# echo "$((lines - 1))"

# %% wrong: declares with local on the same line, which hides the status | message: `local n=$(...)` hides it
# #!/usr/bin/env bash
# set -euo pipefail
# fail() { echo "count_rows.sh: $2" >&2; exit "$1"; }
# main() {
#     [ $# -eq 1 ] || fail 2 "usage: count_rows.sh FILE.csv.gz"
#     [ -r "$1" ] || fail 66 "$1: no such file"
#     local lines=$(gzip -dc "$1" | awk 'END { print NR }') || fail 65 "$1: broken"
#     [ "$lines" -gt 0 ] || fail 65 "$1: no header"
#     echo "$((lines - 1))"
# }
# main "$@"

# %% wrong: prints the count straight from the pipe that then fails | message: keep the number until the status is known
# #!/usr/bin/env bash
# set -euo pipefail
# fail() { echo "count_rows.sh: $2" >&2; exit "$1"; }
# [ $# -eq 1 ] || fail 2 "usage: count_rows.sh FILE.csv.gz"
# [ -r "$1" ] || fail 66 "$1: no such file"
# gzip -dc "$1" | awk 'END { print NR - 1 }' || fail 65 "$1: broken"

# %% wrong: counts with grep, which fails on a month without rows | message: grep fails when it finds nothing
# #!/usr/bin/env bash
# set -euo pipefail
# fail() { echo "count_rows.sh: $2" >&2; exit "$1"; }
# [ $# -eq 1 ] || fail 2 "usage: count_rows.sh FILE.csv.gz"
# [ -r "$1" ] || fail 66 "$1: no such file"
# rows=$(gzip -dc "$1" | grep -vc '^year,') || fail 65 "$1: broken"
# echo "$rows"

# %% wrong: does not quote the file's name | message: quote "$1"
# #!/usr/bin/env bash
# set -euo pipefail
# fail() { echo "count_rows.sh: $2" >&2; exit "$1"; }
# [ $# -eq 1 ] || fail 2 "usage: count_rows.sh FILE.csv.gz"
# [ -r "$1" ] || fail 66 "$1: no such file"
# lines=$(gzip -dc $1 | awk 'END { print NR }') || fail 65 "$1: broken"
# [ "$lines" -gt 0 ] || fail 65 "$1: no header"
# echo "$((lines - 1))"

# %% wrong: one status for every failure | message: no such file: expected status 66
# #!/usr/bin/env bash
# set -euo pipefail
# fail() { echo "count_rows.sh: $2" >&2; exit "$1"; }
# [ $# -eq 1 ] || fail 2 "usage: count_rows.sh FILE.csv.gz"
# lines=$(gzip -dc "$1" | awk 'END { print NR }') || fail 65 "$1: broken"
# [ "$lines" -gt 0 ] || fail 65 "$1: no header"
# echo "$((lines - 1))"

# %% wrong: leaves a missing argument to -u, which ends with 1 | message: no argument: expected status 2
# #!/usr/bin/env bash
# set -euo pipefail
# fail() { echo "count_rows.sh: $2" >&2; exit "$1"; }
# [ -r "$1" ] || fail 66 "$1: no such file"
# lines=$(gzip -dc "$1" | awk 'END { print NR }') || fail 65 "$1: broken"
# [ "$lines" -gt 0 ] || fail 65 "$1: no header"
# echo "$((lines - 1))"

# %% wrong: says on standard output what belongs on standard error | message: no such file: expected status 66 and no output
# #!/usr/bin/env bash
# set -euo pipefail
# [ $# -eq 1 ] || { echo "usage: count_rows.sh FILE.csv.gz"; exit 2; }
# [ -r "$1" ] || { echo "$1: no such file"; exit 66; }
# lines=$(gzip -dc "$1" | awk 'END { print NR }') || { echo "$1: broken" >&2; exit 65; }
# [ "$lines" -gt 0 ] || { echo "$1: no header" >&2; exit 65; }
# echo "$((lines - 1))"

# %% wrong: wc -l counts newlines, not rows
# #!/usr/bin/env bash
# set -euo pipefail
# fail() { echo "count_rows.sh: $2" >&2; exit "$1"; }
# [ $# -eq 1 ] || fail 2 "usage: count_rows.sh FILE.csv.gz"
# [ -r "$1" ] || fail 66 "$1: no such file"
# lines=$(gzip -dc "$1" | wc -l) || fail 65 "$1: broken"
# [ "$lines" -gt 0 ] || fail 65 "$1: no header"
# echo "$((lines - 1))"

# %% wrong: an empty delivery has minus one rows
# #!/usr/bin/env bash
# set -euo pipefail
# fail() { echo "count_rows.sh: $2" >&2; exit "$1"; }
# [ $# -eq 1 ] || fail 2 "usage: count_rows.sh FILE.csv.gz"
# [ -r "$1" ] || fail 66 "$1: no such file"
# lines=$(gzip -dc "$1" | awk 'END { print NR }') || fail 65 "$1: broken"
# echo "$((lines - 1))"

# %% wrong: takes a file of 0 bytes for a missing one
# #!/usr/bin/env bash
# # count_rows.sh FILE.csv.gz: the number of data rows in a compressed delivery
#
# fail() {  # fail STATUS MESSAGE: say why on standard error, and end
#     echo "count_rows.sh: $2" >&2
#     exit "$1"
# }
#
# set -euo pipefail
# [ $# -eq 1 ] || fail 2 "usage: count_rows.sh FILE.csv.gz"
# [ -s "$1" ] || fail 66 "$1: no such file"
# lines=$(gzip -dc "$1" | awk 'END { print NR }') || fail 65 "$1: cannot be unpacked"
# [ "$lines" -ge 1 ] || fail 65 "$1: not even a header"
# echo $((lines - 1))

# %% wrong: chats on standard error when all is well | message: expected nothing on standard error
# #!/usr/bin/env bash
# # count_rows.sh FILE.csv.gz: the number of data rows in a compressed delivery
#
# fail() {  # fail STATUS MESSAGE: say why on standard error, and end
#     echo "count_rows.sh: $2" >&2
#     exit "$1"
# }
#
# set -euo pipefail
# [ $# -eq 1 ] || fail 2 "usage: count_rows.sh FILE.csv.gz"
# [ -e "$1" ] || fail 66 "$1: no such file"
# echo "reading $1" >&2
# lines=$(gzip -dc "$1" | awk 'END { print NR }') || fail 65 "$1: cannot be unpacked"
# [ "$lines" -ge 1 ] || fail 65 "$1: not even a header"
# echo $((lines - 1))

# %% wrong: leaves the failure to set -e, which ends with gzip's status | message: a failure must become 65
# #!/usr/bin/env bash
# # count_rows.sh FILE.csv.gz: the number of data rows in a compressed delivery
#
# fail() {  # fail STATUS MESSAGE: say why on standard error, and end
#     echo "count_rows.sh: $2" >&2
#     exit "$1"
# }
#
# set -euo pipefail
# [ $# -eq 1 ] || fail 2 "usage: count_rows.sh FILE.csv.gz"
# [ -e "$1" ] || fail 66 "$1: no such file"
# lines=$(gzip -dc "$1" | awk 'END { print NR }')
# [ "$lines" -ge 1 ] || fail 65 "$1: not even a header"
# echo $((lines - 1))
