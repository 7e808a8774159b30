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

# %% wrong: the pattern for MONTH has no anchors
# #!/usr/bin/env bash
# # nightly.sh INBOX OUT MONTH...: join the monthly deliveries into the training file, or say why not
# set -euo pipefail
# if [ $# -lt 3 ]; then
#     echo "usage: nightly.sh INBOX OUT MONTH..." >&2
#     exit 2
# fi
# inbox=$1
# out=$2
# shift 2
# for month in "$@"; do
#     if [[ ! $month =~ 0[1-9]|1[0-2] ]]; then
#         echo "usage: nightly.sh INBOX OUT MONTH..., MONTH is 01 to 12, not $month" >&2
#         exit 2
#     fi
# done
# for month in "$@"; do
#     file=$inbox/flights_2013_$month.csv
#     if [ ! -r "$file" ]; then
#         echo "nightly.sh: $file: no such file" >&2
#         exit 66
#     fi
# done
# scratch=
# trap 'rm -rf "$scratch"' EXIT
# trap 'exit 143' TERM
# scratch=$(mktemp -d "$(dirname "$out")/.nightly.XXXXXX")
# tr -d '\r' < "$inbox/flights_2013_$1.csv" | awk 'NR == 1' > "$scratch/new"
# total=0
# for month in "$@"; do
#     file=$inbox/flights_2013_$month.csv
#     tr -d '\r' < "$file" | awk 'NR > 1' > "$scratch/rows"
#     rows=$(wc -l < "$scratch/rows")
#     if [ "$rows" -eq 0 ]; then
#         echo "nightly.sh: $file: no data row" >&2
#         exit 65
#     fi
#     cat "$scratch/rows" >> "$scratch/new"
#     echo "$month: $rows rows, month $((10#$month)) of 12"
#     total=$((total + rows))
# done
# mv "$scratch/new" "$out"
# echo "total: $total rows"

# %% wrong: the pattern's anchors bind to one alternative each
# #!/usr/bin/env bash
# # nightly.sh INBOX OUT MONTH...: join the monthly deliveries into the training file, or say why not
# set -euo pipefail
# if [ $# -lt 3 ]; then
#     echo "usage: nightly.sh INBOX OUT MONTH..." >&2
#     exit 2
# fi
# inbox=$1
# out=$2
# shift 2
# for month in "$@"; do
#     if [[ ! $month =~ ^0[1-9]|1[0-2]$ ]]; then
#         echo "usage: nightly.sh INBOX OUT MONTH..., MONTH is 01 to 12, not $month" >&2
#         exit 2
#     fi
# done
# for month in "$@"; do
#     file=$inbox/flights_2013_$month.csv
#     if [ ! -r "$file" ]; then
#         echo "nightly.sh: $file: no such file" >&2
#         exit 66
#     fi
# done
# scratch=
# trap 'rm -rf "$scratch"' EXIT
# trap 'exit 143' TERM
# scratch=$(mktemp -d "$(dirname "$out")/.nightly.XXXXXX")
# tr -d '\r' < "$inbox/flights_2013_$1.csv" | awk 'NR == 1' > "$scratch/new"
# total=0
# for month in "$@"; do
#     file=$inbox/flights_2013_$month.csv
#     tr -d '\r' < "$file" | awk 'NR > 1' > "$scratch/rows"
#     rows=$(wc -l < "$scratch/rows")
#     if [ "$rows" -eq 0 ]; then
#         echo "nightly.sh: $file: no data row" >&2
#         exit 65
#     fi
#     cat "$scratch/rows" >> "$scratch/new"
#     echo "$month: $rows rows, month $((10#$month)) of 12"
#     total=$((total + rows))
# done
# mv "$scratch/new" "$out"
# echo "total: $total rows"

# %% wrong: fills OUT by cat at the end, not in one step
# #!/usr/bin/env bash
# # nightly.sh INBOX OUT MONTH...: join the monthly deliveries into the training file, or say why not
# set -euo pipefail
# if [ $# -lt 3 ]; then
#     echo "usage: nightly.sh INBOX OUT MONTH..." >&2
#     exit 2
# fi
# inbox=$1
# out=$2
# shift 2
# for month in "$@"; do
#     if [[ ! $month =~ ^(0[1-9]|1[0-2])$ ]]; then
#         echo "usage: nightly.sh INBOX OUT MONTH..., MONTH is 01 to 12, not $month" >&2
#         exit 2
#     fi
# done
# for month in "$@"; do
#     file=$inbox/flights_2013_$month.csv
#     if [ ! -r "$file" ]; then
#         echo "nightly.sh: $file: no such file" >&2
#         exit 66
#     fi
# done
# scratch=
# trap 'rm -rf "$scratch"' EXIT
# trap 'exit 143' TERM
# scratch=$(mktemp -d "$(dirname "$out")/.nightly.XXXXXX")
# tr -d '\r' < "$inbox/flights_2013_$1.csv" | awk 'NR == 1' > "$scratch/new"
# total=0
# for month in "$@"; do
#     file=$inbox/flights_2013_$month.csv
#     tr -d '\r' < "$file" | awk 'NR > 1' > "$scratch/rows"
#     rows=$(wc -l < "$scratch/rows")
#     if [ "$rows" -eq 0 ]; then
#         echo "nightly.sh: $file: no data row" >&2
#         exit 65
#     fi
#     cat "$scratch/rows" >> "$scratch/new"
#     echo "$month: $rows rows, month $((10#$month)) of 12"
#     total=$((total + rows))
# done
# cat "$scratch/new" > "$out"
# echo "total: $total rows"

# %% wrong: removes OUT before the rename
# #!/usr/bin/env bash
# # nightly.sh INBOX OUT MONTH...: join the monthly deliveries into the training file, or say why not
# set -euo pipefail
# if [ $# -lt 3 ]; then
#     echo "usage: nightly.sh INBOX OUT MONTH..." >&2
#     exit 2
# fi
# inbox=$1
# out=$2
# shift 2
# for month in "$@"; do
#     if [[ ! $month =~ ^(0[1-9]|1[0-2])$ ]]; then
#         echo "usage: nightly.sh INBOX OUT MONTH..., MONTH is 01 to 12, not $month" >&2
#         exit 2
#     fi
# done
# for month in "$@"; do
#     file=$inbox/flights_2013_$month.csv
#     if [ ! -r "$file" ]; then
#         echo "nightly.sh: $file: no such file" >&2
#         exit 66
#     fi
# done
# scratch=
# trap 'rm -rf "$scratch"' EXIT
# trap 'exit 143' TERM
# scratch=$(mktemp -d "$(dirname "$out")/.nightly.XXXXXX")
# tr -d '\r' < "$inbox/flights_2013_$1.csv" | awk 'NR == 1' > "$scratch/new"
# total=0
# for month in "$@"; do
#     file=$inbox/flights_2013_$month.csv
#     tr -d '\r' < "$file" | awk 'NR > 1' > "$scratch/rows"
#     rows=$(wc -l < "$scratch/rows")
#     if [ "$rows" -eq 0 ]; then
#         echo "nightly.sh: $file: no data row" >&2
#         exit 65
#     fi
#     cat "$scratch/rows" >> "$scratch/new"
#     echo "$month: $rows rows, month $((10#$month)) of 12"
#     total=$((total + rows))
# done
# rm -f "$out"
# mv "$scratch/new" "$out"
# echo "total: $total rows"

# %% wrong: touches OUT before the checks
# #!/usr/bin/env bash
# # nightly.sh INBOX OUT MONTH...: join the monthly deliveries into the training file, or say why not
# set -euo pipefail
# if [ $# -lt 3 ]; then
#     echo "usage: nightly.sh INBOX OUT MONTH..." >&2
#     exit 2
# fi
# inbox=$1
# out=$2
# shift 2
# touch "$out"
# for month in "$@"; do
#     if [[ ! $month =~ ^(0[1-9]|1[0-2])$ ]]; then
#         echo "usage: nightly.sh INBOX OUT MONTH..., MONTH is 01 to 12, not $month" >&2
#         exit 2
#     fi
# done
# for month in "$@"; do
#     file=$inbox/flights_2013_$month.csv
#     if [ ! -r "$file" ]; then
#         echo "nightly.sh: $file: no such file" >&2
#         exit 66
#     fi
# done
# scratch=
# trap 'rm -rf "$scratch"' EXIT
# trap 'exit 143' TERM
# scratch=$(mktemp -d "$(dirname "$out")/.nightly.XXXXXX")
# tr -d '\r' < "$inbox/flights_2013_$1.csv" | awk 'NR == 1' > "$scratch/new"
# total=0
# for month in "$@"; do
#     file=$inbox/flights_2013_$month.csv
#     tr -d '\r' < "$file" | awk 'NR > 1' > "$scratch/rows"
#     rows=$(wc -l < "$scratch/rows")
#     if [ "$rows" -eq 0 ]; then
#         echo "nightly.sh: $file: no data row" >&2
#         exit 65
#     fi
#     cat "$scratch/rows" >> "$scratch/new"
#     echo "$month: $rows rows, month $((10#$month)) of 12"
#     total=$((total + rows))
# done
# mv "$scratch/new" "$out"
# echo "total: $total rows"

# %% wrong: a file of 0 bytes has -1 rows, which is not 0
# #!/usr/bin/env bash
# # nightly.sh INBOX OUT MONTH...: join the monthly deliveries into the training file, or say why not
# set -euo pipefail
# if [ $# -lt 3 ]; then
#     echo "usage: nightly.sh INBOX OUT MONTH..." >&2
#     exit 2
# fi
# inbox=$1
# out=$2
# shift 2
# for month in "$@"; do
#     if [[ ! $month =~ ^(0[1-9]|1[0-2])$ ]]; then
#         echo "usage: nightly.sh INBOX OUT MONTH..., MONTH is 01 to 12, not $month" >&2
#         exit 2
#     fi
# done
# for month in "$@"; do
#     file=$inbox/flights_2013_$month.csv
#     if [ ! -r "$file" ]; then
#         echo "nightly.sh: $file: no such file" >&2
#         exit 66
#     fi
# done
# scratch=
# trap 'rm -rf "$scratch"' EXIT
# trap 'exit 143' TERM
# scratch=$(mktemp -d "$(dirname "$out")/.nightly.XXXXXX")
# tr -d '\r' < "$inbox/flights_2013_$1.csv" | awk 'NR == 1' > "$scratch/new"
# total=0
# for month in "$@"; do
#     file=$inbox/flights_2013_$month.csv
#     tr -d '\r' < "$file" | awk 'NR > 1' > "$scratch/rows"
#     rows=$(($(tr -d "\r" < "$file" | awk "END { print NR }") - 1))
#     if [ "$rows" -eq 0 ]; then
#         echo "nightly.sh: $file: no data row" >&2
#         exit 65
#     fi
#     cat "$scratch/rows" >> "$scratch/new"
#     echo "$month: $rows rows, month $((10#$month)) of 12"
#     total=$((total + rows))
# done
# mv "$scratch/new" "$out"
# echo "total: $total rows"

# %% wrong: takes the first zero off wherever it is, so 10 becomes 1
# #!/usr/bin/env bash
# # nightly.sh INBOX OUT MONTH...: join the monthly deliveries into the training file, or say why not
# set -euo pipefail
# if [ $# -lt 3 ]; then
#     echo "usage: nightly.sh INBOX OUT MONTH..." >&2
#     exit 2
# fi
# inbox=$1
# out=$2
# shift 2
# for month in "$@"; do
#     if [[ ! $month =~ ^(0[1-9]|1[0-2])$ ]]; then
#         echo "usage: nightly.sh INBOX OUT MONTH..., MONTH is 01 to 12, not $month" >&2
#         exit 2
#     fi
# done
# for month in "$@"; do
#     file=$inbox/flights_2013_$month.csv
#     if [ ! -r "$file" ]; then
#         echo "nightly.sh: $file: no such file" >&2
#         exit 66
#     fi
# done
# scratch=
# trap 'rm -rf "$scratch"' EXIT
# trap 'exit 143' TERM
# scratch=$(mktemp -d "$(dirname "$out")/.nightly.XXXXXX")
# tr -d '\r' < "$inbox/flights_2013_$1.csv" | awk 'NR == 1' > "$scratch/new"
# total=0
# for month in "$@"; do
#     file=$inbox/flights_2013_$month.csv
#     tr -d '\r' < "$file" | awk 'NR > 1' > "$scratch/rows"
#     rows=$(wc -l < "$scratch/rows")
#     if [ "$rows" -eq 0 ]; then
#         echo "nightly.sh: $file: no data row" >&2
#         exit 65
#     fi
#     cat "$scratch/rows" >> "$scratch/new"
#     echo "$month: $rows rows, month ${month/0/} of 12"
#     total=$((total + rows))
# done
# mv "$scratch/new" "$out"
# echo "total: $total rows"

# %% wrong: makes the new file in the default place, so that mv may copy
# #!/usr/bin/env bash
# # nightly.sh INBOX OUT MONTH...: join the monthly deliveries into the training file, or say why not
# set -euo pipefail
# if [ $# -lt 3 ]; then
#     echo "usage: nightly.sh INBOX OUT MONTH..." >&2
#     exit 2
# fi
# inbox=$1
# out=$2
# shift 2
# for month in "$@"; do
#     if [[ ! $month =~ ^(0[1-9]|1[0-2])$ ]]; then
#         echo "usage: nightly.sh INBOX OUT MONTH..., MONTH is 01 to 12, not $month" >&2
#         exit 2
#     fi
# done
# for month in "$@"; do
#     file=$inbox/flights_2013_$month.csv
#     if [ ! -r "$file" ]; then
#         echo "nightly.sh: $file: no such file" >&2
#         exit 66
#     fi
# done
# scratch=
# trap 'rm -rf "$scratch"' EXIT
# trap 'exit 143' TERM
# scratch=$(mktemp -d)
# tr -d '\r' < "$inbox/flights_2013_$1.csv" | awk 'NR == 1' > "$scratch/new"
# total=0
# for month in "$@"; do
#     file=$inbox/flights_2013_$month.csv
#     tr -d '\r' < "$file" | awk 'NR > 1' > "$scratch/rows"
#     rows=$(wc -l < "$scratch/rows")
#     if [ "$rows" -eq 0 ]; then
#         echo "nightly.sh: $file: no data row" >&2
#         exit 65
#     fi
#     cat "$scratch/rows" >> "$scratch/new"
#     echo "$month: $rows rows, month $((10#$month)) of 12"
#     total=$((total + rows))
# done
# mv "$scratch/new" "$out"
# echo "total: $total rows"

# %% wrong: sorts the rows of a month
# #!/usr/bin/env bash
# # nightly.sh INBOX OUT MONTH...: join the monthly deliveries into the training file, or say why not
# set -euo pipefail
# if [ $# -lt 3 ]; then
#     echo "usage: nightly.sh INBOX OUT MONTH..." >&2
#     exit 2
# fi
# inbox=$1
# out=$2
# shift 2
# for month in "$@"; do
#     if [[ ! $month =~ ^(0[1-9]|1[0-2])$ ]]; then
#         echo "usage: nightly.sh INBOX OUT MONTH..., MONTH is 01 to 12, not $month" >&2
#         exit 2
#     fi
# done
# for month in "$@"; do
#     file=$inbox/flights_2013_$month.csv
#     if [ ! -r "$file" ]; then
#         echo "nightly.sh: $file: no such file" >&2
#         exit 66
#     fi
# done
# scratch=
# trap 'rm -rf "$scratch"' EXIT
# trap 'exit 143' TERM
# scratch=$(mktemp -d "$(dirname "$out")/.nightly.XXXXXX")
# tr -d '\r' < "$inbox/flights_2013_$1.csv" | awk 'NR == 1' > "$scratch/new"
# total=0
# for month in "$@"; do
#     file=$inbox/flights_2013_$month.csv
#     tr -d '\r' < "$file" | awk 'NR > 1' > "$scratch/rows"
#     rows=$(wc -l < "$scratch/rows")
#     if [ "$rows" -eq 0 ]; then
#         echo "nightly.sh: $file: no data row" >&2
#         exit 65
#     fi
#     awk "NF" "$scratch/rows" | sort >> "$scratch/new"
#     echo "$month: $rows rows, month $((10#$month)) of 12"
#     total=$((total + rows))
# done
# mv "$scratch/new" "$out"
# echo "total: $total rows"

# %% right: one file by mktemp, made readable; says all at the end
# #!/usr/bin/env bash
# # nightly.sh INBOX OUT MONTH...: join the monthly deliveries into the training file, or say why not
# set -euo pipefail
# usage() { echo "usage: ${0##*/} INBOX OUT MONTH..." >&2; exit 2; }
# (($# >= 3)) || usage
# inbox=$1 out=$2
# shift 2
# for m; do
#     case $m in 0[1-9] | 1[012]) ;; *) usage ;; esac
# done
# new=""
# trap '[[ -z $new ]] || rm -f "$new"' EXIT
# trap 'exit 129' HUP
# trap 'exit 130' INT
# trap 'exit 143' TERM
# new=$(mktemp "$(dirname "$out")/.training.XXXXXXXX")
# chmod "$(printf %o $((0666 & ~$(umask))))" "$new"
# said=()
# total=0
# for m; do
#     f=$inbox/flights_2013_$m.csv
#     [[ -e $f ]] || { echo "no such file: $f" >&2; exit 66; }
#     before=$(wc -l < "$new")
#     awk -v first="$((before == 0))" '{ sub(/\r$/, "") } NR > 1 || first { print }' "$f" >> "$new"
#     after=$(wc -l < "$new")
#     n=$((after - (before == 0 ? 1 : before)))
#     ((n > 0)) || { echo "no rows in $f" >&2; exit 65; }
#     said+=("$m: $n rows, month ${m#0} of 12")
#     total=$((total + n))
# done
# mv "$new" "$out"
# new=""
# printf '%s\n' "${said[@]}" "total: $total rows"

# %% right: checks and counts all files before it writes a line
# #!/usr/bin/env bash
# # nightly.sh INBOX OUT MONTH...: join the monthly deliveries into the training file, or say why not
# set -eu -o pipefail
# bad() { echo "nightly.sh: $2" >&2; exit "$1"; }
# [ "$#" -ge 3 ] || bad 2 "usage: nightly.sh INBOX OUT MONTH..."
# inbox="$1"; out="$2"; shift 2
# total=0
# lines=""
# files=()
# for month in "$@"; do
#     [[ $month =~ ^[01][0-9]$ && $((10#$month)) -ge 1 && $((10#$month)) -le 12 ]] || bad 2 "usage: nightly.sh INBOX OUT MONTH... (01 to 12)"
# done
# for month in "$@"; do
#     file="$inbox/flights_2013_$month.csv"
#     [ -f "$file" ] || bad 66 "$file does not exist"
#     count=$(sed 1d "$file" | grep -c '' || true)
#     [ "$count" -gt 0 ] || bad 65 "$file has no rows"
#     files+=("$file")
#     total=$((total + count))
#     lines+=$(printf '%s: %d rows, month %d of 12' "$month" "$count" "$((10#$month))")$'\n'
# done
# tmp=$(mktemp -p "$(dirname "$out")")
# trap 'rm -f "$tmp"' EXIT
# {
#     head -n 1 "${files[0]}"
#     for file in "${files[@]}"; do tail -n +2 "$file" | grep ''; done
# } | tr -d '\r' > "$tmp"
# mv "$tmp" "$out"
# printf '%stotal: %d rows\n' "$lines" "$total"
