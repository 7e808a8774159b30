# %% right: takes the zero off with an expansion, and gathers everything before one write
# #!/usr/bin/env bash
# set -euo pipefail
# usage() { echo "usage: nightly.sh INBOX OUT MONTH..." >&2; exit 2; }
# (($# >= 3)) || usage
# inbox=$1 out=$2
# shift 2
# for m in "$@"; do
#     case $m in 0[1-9] | 1[012]) ;; *) usage ;; esac
# done
# for m in "$@"; do
#     [[ -e $inbox/flights_2013_$m.csv ]] || { echo "missing: $inbox/flights_2013_$m.csv" >&2; exit 66; }
# done
# new=$(mktemp -d "$(dirname "$out")/.new.XXXXXX")
# trap 'rm -rf "$new"' EXIT
# sum=0
# for m in "$@"; do
#     file="$inbox/flights_2013_$m.csv"
#     n=$(awk -v out="$new/$m" '{ sub(/\r$/, "") } NR > 1 { print > out } END { print (NR > 1 ? NR - 1 : 0) }' "$file")
#     if [[ $n -eq 0 ]]; then echo "empty: $file" >&2; exit 65; fi
#     printf '%s: %d rows, month %s of 12\n' "$m" "$n" "${m#0}"
#     sum=$((sum + n))
# done
# head -n 1 "$inbox/flights_2013_$1.csv" | tr -d '\r' > "$new/all"
# for m in "$@"; do cat "$new/$m"; done >> "$new/all"
# mv "$new/all" "$out"
# printf 'total: %d rows\n' "$sum"

# %% right: awk does the joining and the counting in one pass
# #!/usr/bin/env bash
# set -euo pipefail
# complain() {
#     printf 'nightly.sh: %s\n' "$2" >&2
#     exit "$1"
# }
# [ "$#" -gt 2 ] || complain 2 "usage: nightly.sh INBOX OUT MONTH..."
# inbox="$1"
# out="$2"
# shift 2
# files=()
# for month; do
#     grep -qxE '0[1-9]|1[0-2]' <<< "$month" || complain 2 "usage: MONTH is 01 to 12"
#     files+=("$inbox/flights_2013_$month.csv")
# done
# for file in "${files[@]}"; do
#     [ -r "$file" ] || complain 66 "cannot read $file"
#     [ "$(awk 'NR == 2' "$file" | wc -l)" -eq 1 ] || complain 65 "$file holds no row"
# done
# folder=$(dirname -- "$out")
# scratch=$(mktemp -d -- "$folder/.XXXXXX")
# trap 'rm -rf -- "$scratch"' EXIT
# awk -v new="$scratch/new" '
#     { sub(/\r$/, "") }
#     FNR == 1 { k++ }
#     NR == 1 || FNR > 1 { print > new }
#     FNR > 1 { n[k]++ }
#     END { for (i = 1; i <= k; i++) print n[i] }
# ' "${files[@]}" > "$scratch/counts"
# mv -- "$scratch/new" "$out"
# total=0
# while read -r rows; do
#     echo "$1: $rows rows, month $(awk -v m="$1" 'BEGIN { print m + 0 }') of 12"
#     total=$((total + rows))
#     shift
# done < "$scratch/counts"
# echo "total: $total rows"

# %% wrong: still counts in octal | message: is 08 read as octal
# #!/usr/bin/env bash
# set -euo pipefail
# fail() { echo "nightly.sh: $2" >&2; exit "$1"; }
# [ $# -ge 3 ] || fail 2 "usage: nightly.sh INBOX OUT MONTH..."
# inbox=$1 out=$2
# shift 2
# for month in "$@"; do [[ $month =~ ^(0[1-9]|1[0-2])$ ]] || fail 2 "usage: MONTH is 01 to 12"; done
# scratch=$(mktemp -d "$(dirname "$out")/.nightly.XXXXXX")
# trap 'rm -rf "$scratch"' EXIT
# total=0
# for month in "$@"; do
#     file=$inbox/flights_2013_$month.csv
#     [ -r "$file" ] || fail 66 "$file: no such file"
#     tr -d '\r' < "$file" > "$scratch/month"
#     [ -e "$scratch/new" ] || head -n 1 "$scratch/month" > "$scratch/new"
#     rows=$(awk 'NR > 1' "$scratch/month" | tee -a "$scratch/new" | wc -l)
#     [ "$rows" -gt 0 ] || fail 65 "$file: no data row"
#     echo "$month: $rows rows, month $((month)) of 12"
#     total=$((total + rows))
# done
# mv "$scratch/new" "$out"
# echo "total: $total rows"

# %% wrong: repairs 08 alone
# #!/usr/bin/env bash
# set -euo pipefail
# fail() { echo "nightly.sh: $2" >&2; exit "$1"; }
# [ $# -ge 3 ] || fail 2 "usage: nightly.sh INBOX OUT MONTH..."
# inbox=$1 out=$2
# shift 2
# for month in "$@"; do [[ $month =~ ^(0[1-9]|1[0-2])$ ]] || fail 2 "usage: MONTH is 01 to 12"; done
# scratch=$(mktemp -d "$(dirname "$out")/.nightly.XXXXXX")
# trap 'rm -rf "$scratch"' EXIT
# total=0
# for month in "$@"; do
#     file=$inbox/flights_2013_$month.csv
#     [ -r "$file" ] || fail 66 "$file: no such file"
#     tr -d '\r' < "$file" > "$scratch/month"
#     [ -e "$scratch/new" ] || head -n 1 "$scratch/month" > "$scratch/new"
#     rows=$(awk 'NR > 1' "$scratch/month" | tee -a "$scratch/new" | wc -l)
#     [ "$rows" -gt 0 ] || fail 65 "$file: no data row"
#     if [ "$month" = 08 ]; then number=8; else number=$((month)); fi
#     echo "$month: $rows rows, month $number of 12"
#     total=$((total + rows))
# done
# mv "$scratch/new" "$out"
# echo "total: $total rows"

# %% wrong: skips a missing month with a warning | message: expected status 66
# #!/usr/bin/env bash
# set -euo pipefail
# fail() { echo "nightly.sh: $2" >&2; exit "$1"; }
# [ $# -ge 3 ] || fail 2 "usage: nightly.sh INBOX OUT MONTH..."
# inbox=$1 out=$2
# shift 2
# for month in "$@"; do [[ $month =~ ^(0[1-9]|1[0-2])$ ]] || fail 2 "usage: MONTH is 01 to 12"; done
# scratch=$(mktemp -d "$(dirname "$out")/.nightly.XXXXXX")
# trap 'rm -rf "$scratch"' EXIT
# total=0
# for month in "$@"; do
#     file=$inbox/flights_2013_$month.csv
#     if [ ! -r "$file" ]; then echo "warning: $file is missing" >&2; continue; fi
#     tr -d '\r' < "$file" > "$scratch/month"
#     [ -e "$scratch/new" ] || head -n 1 "$scratch/month" > "$scratch/new"
#     rows=$(awk 'NR > 1' "$scratch/month" | tee -a "$scratch/new" | wc -l)
#     [ "$rows" -gt 0 ] || fail 65 "$file: no data row"
#     echo "$month: $rows rows, month $((10#$month)) of 12"
#     total=$((total + rows))
# done
# mv "$scratch/new" "$out"
# echo "total: $total rows"

# %% wrong: fails, but after it has begun to write OUT | message: expected OUT untouched
# #!/usr/bin/env bash
# set -euo pipefail
# fail() { echo "nightly.sh: $2" >&2; exit "$1"; }
# [ $# -ge 3 ] || fail 2 "usage: nightly.sh INBOX OUT MONTH..."
# inbox=$1 out=$2
# shift 2
# for month in "$@"; do [[ $month =~ ^(0[1-9]|1[0-2])$ ]] || fail 2 "usage: MONTH is 01 to 12"; done
# total=0
# head -n 1 "$inbox/flights_2013_$1.csv" | tr -d '\r' > "$out"
# for month in "$@"; do
#     file=$inbox/flights_2013_$month.csv
#     [ -r "$file" ] || fail 66 "$file: no such file"
#     rows=$(tr -d '\r' < "$file" | awk 'NR > 1' | tee -a "$out" | wc -l)
#     [ "$rows" -gt 0 ] || fail 65 "$file: no data row"
#     echo "$month: $rows rows, month $((10#$month)) of 12"
#     total=$((total + rows))
# done
# echo "total: $total rows"

# %% wrong: keeps the header of every month | message: one header and every row
# #!/usr/bin/env bash
# set -euo pipefail
# fail() { echo "nightly.sh: $2" >&2; exit "$1"; }
# [ $# -ge 3 ] || fail 2 "usage: nightly.sh INBOX OUT MONTH..."
# inbox=$1 out=$2
# shift 2
# for month in "$@"; do [[ $month =~ ^(0[1-9]|1[0-2])$ ]] || fail 2 "usage: MONTH is 01 to 12"; done
# scratch=$(mktemp -d "$(dirname "$out")/.nightly.XXXXXX")
# trap 'rm -rf "$scratch"' EXIT
# total=0
# for month in "$@"; do
#     file=$inbox/flights_2013_$month.csv
#     [ -r "$file" ] || fail 66 "$file: no such file"
#     lines=$(tr -d '\r' < "$file" | awk 1 | tee -a "$scratch/new" | wc -l)
#     rows=$((lines - 1))
#     [ "$rows" -gt 0 ] || fail 65 "$file: no data row"
#     echo "$month: $rows rows, month $((10#$month)) of 12"
#     total=$((total + rows))
# done
# mv "$scratch/new" "$out"
# echo "total: $total rows"

# %% wrong: takes any two digits for a month | message: '13']: expected status 2
# #!/usr/bin/env bash
# set -euo pipefail
# fail() { echo "nightly.sh: $2" >&2; exit "$1"; }
# [ $# -ge 3 ] || fail 2 "usage: nightly.sh INBOX OUT MONTH..."
# inbox=$1 out=$2
# shift 2
# for month in "$@"; do [[ $month =~ ^[0-9][0-9]$ ]] || fail 2 "usage: MONTH is 01 to 12"; done
# scratch=$(mktemp -d "$(dirname "$out")/.nightly.XXXXXX")
# trap 'rm -rf "$scratch"' EXIT
# total=0
# for month in "$@"; do
#     file=$inbox/flights_2013_$month.csv
#     [ -r "$file" ] || fail 66 "$file: no such file"
#     tr -d '\r' < "$file" > "$scratch/month"
#     [ -e "$scratch/new" ] || head -n 1 "$scratch/month" > "$scratch/new"
#     rows=$(awk 'NR > 1' "$scratch/month" | tee -a "$scratch/new" | wc -l)
#     [ "$rows" -gt 0 ] || fail 65 "$file: no data row"
#     echo "$month: $rows rows, month $((10#$month)) of 12"
#     total=$((total + rows))
# done
# mv "$scratch/new" "$out"
# echo "total: $total rows"

# %% wrong: leaves its scratch folder after a failure | message: expected nothing left behind
# #!/usr/bin/env bash
# set -euo pipefail
# fail() { echo "nightly.sh: $2" >&2; exit "$1"; }
# [ $# -ge 3 ] || fail 2 "usage: nightly.sh INBOX OUT MONTH..."
# inbox=$1 out=$2
# shift 2
# for month in "$@"; do [[ $month =~ ^(0[1-9]|1[0-2])$ ]] || fail 2 "usage: MONTH is 01 to 12"; done
# scratch=$(mktemp -d "$(dirname "$out")/.nightly.XXXXXX")
# total=0
# for month in "$@"; do
#     file=$inbox/flights_2013_$month.csv
#     [ -r "$file" ] || fail 66 "$file: no such file"
#     tr -d '\r' < "$file" > "$scratch/month"
#     [ -e "$scratch/new" ] || head -n 1 "$scratch/month" > "$scratch/new"
#     rows=$(awk 'NR > 1' "$scratch/month" | tee -a "$scratch/new" | wc -l)
#     [ "$rows" -gt 0 ] || fail 65 "$file: no data row"
#     echo "$month: $rows rows, month $((10#$month)) of 12"
#     total=$((total + rows))
# done
# mv "$scratch/new" "$out"
# rm -rf "$scratch"
# echo "total: $total rows"

# %% wrong: a month without rows counts as loaded
# #!/usr/bin/env bash
# set -euo pipefail
# fail() { echo "nightly.sh: $2" >&2; exit "$1"; }
# [ $# -ge 3 ] || fail 2 "usage: nightly.sh INBOX OUT MONTH..."
# inbox=$1 out=$2
# shift 2
# for month in "$@"; do [[ $month =~ ^(0[1-9]|1[0-2])$ ]] || fail 2 "usage: MONTH is 01 to 12"; done
# scratch=$(mktemp -d "$(dirname "$out")/.nightly.XXXXXX")
# trap 'rm -rf "$scratch"' EXIT
# total=0
# for month in "$@"; do
#     file=$inbox/flights_2013_$month.csv
#     [ -r "$file" ] || fail 66 "$file: no such file"
#     tr -d '\r' < "$file" > "$scratch/month"
#     [ -e "$scratch/new" ] || head -n 1 "$scratch/month" > "$scratch/new"
#     rows=$(awk 'NR > 1' "$scratch/month" | tee -a "$scratch/new" | wc -l)
#     echo "$month: $rows rows, month $((10#$month)) of 12"
#     total=$((total + rows))
# done
# mv "$scratch/new" "$out"
# echo "total: $total rows"

# %% wrong: tail copies a last line without newline, and two rows become one
# #!/usr/bin/env bash
# set -euo pipefail
# fail() { echo "nightly.sh: $2" >&2; exit "$1"; }
# [ $# -ge 3 ] || fail 2 "usage: nightly.sh INBOX OUT MONTH..."
# inbox=$1 out=$2
# shift 2
# for month in "$@"; do [[ $month =~ ^(0[1-9]|1[0-2])$ ]] || fail 2 "usage: MONTH is 01 to 12"; done
# scratch=$(mktemp -d "$(dirname "$out")/.nightly.XXXXXX")
# trap 'rm -rf "$scratch"' EXIT
# total=0
# for month in "$@"; do
#     file=$inbox/flights_2013_$month.csv
#     [ -r "$file" ] || fail 66 "$file: no such file"
#     tr -d '\r' < "$file" > "$scratch/month"
#     [ -e "$scratch/new" ] || head -n 1 "$scratch/month" > "$scratch/new"
#     rows=$(tail -n +2 "$scratch/month" | tee -a "$scratch/new" | grep -c '' || true)
#     [ "$rows" -gt 0 ] || fail 65 "$file: no data row"
#     echo "$month: $rows rows, month $((10#$month)) of 12"
#     total=$((total + rows))
# done
# mv "$scratch/new" "$out"
# echo "total: $total rows"

# %% wrong: lets CR through
# #!/usr/bin/env bash
# set -euo pipefail
# fail() { echo "nightly.sh: $2" >&2; exit "$1"; }
# [ $# -ge 3 ] || fail 2 "usage: nightly.sh INBOX OUT MONTH..."
# inbox=$1 out=$2
# shift 2
# for month in "$@"; do [[ $month =~ ^(0[1-9]|1[0-2])$ ]] || fail 2 "usage: MONTH is 01 to 12"; done
# scratch=$(mktemp -d "$(dirname "$out")/.nightly.XXXXXX")
# trap 'rm -rf "$scratch"' EXIT
# total=0
# for month in "$@"; do
#     file=$inbox/flights_2013_$month.csv
#     [ -r "$file" ] || fail 66 "$file: no such file"
#     [ -e "$scratch/new" ] || head -n 1 "$file" > "$scratch/new"
#     rows=$(awk 'NR > 1' "$file" | tee -a "$scratch/new" | wc -l)
#     [ "$rows" -gt 0 ] || fail 65 "$file: no data row"
#     echo "$month: $rows rows, month $((10#$month)) of 12"
#     total=$((total + rows))
# done
# mv "$scratch/new" "$out"
# echo "total: $total rows"
