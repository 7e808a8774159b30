# %% right: a while and case loop instead of getopts, the report gathered in a variable
# #!/usr/bin/env bash
# set -euo pipefail
# readonly USAGE="usage: late_report.sh [-m MINUTES] [-o OUT] [-h] FILE..."
# die() {
#     printf '%s\n' "$2" >&2
#     exit "$1"
# }
# minutes=15 out=""
# while [[ ${1-} == -* ]]; do
#     case $1 in
#         -m | -o)
#             [[ $# -ge 2 ]] || die 2 "$USAGE"
#             if [[ $1 == -m ]]; then minutes=$2; else out=$2; fi
#             shift 2
#             ;;
#         -h)
#             printf '%s\n' "$USAGE"
#             exit
#             ;;
#         --)
#             shift
#             break
#             ;;
#         *) die 2 "$USAGE" ;;
#     esac
# done
# case $minutes in
#     '' | *[!0-9]*) die 2 "$USAGE" ;;
# esac
# [[ $# -gt 0 ]] || die 2 "$USAGE"
# lines=""
# for file in "$@"; do
#     [[ -e $file ]] || die 66 "$file is missing"
#     late=$(cut -d, -f9 "$file" | tail -n +2 | awk -v m="$minutes" '/[0-9]/ && $1 + 0 > m + 0' | wc -l)
#     lines+=$(basename "$file")$'\t'$late$'\n'
# done
# if [[ -n $out ]]; then
#     printf '%s' "$lines" > "$out"
# else
#     printf '%s' "$lines"
# fi

# %% right: getopts, and exec sends all output to OUT once everything is checked
# #!/usr/bin/env bash
# set -eu
# usage() { echo "usage: late_report.sh [-m MINUTES] [-o OUT] [-h] FILE..."; }
# threshold=15
# target=
# while getopts "hm:o:" flag 2> /dev/null; do
#     case "$flag" in
#         h)
#             usage
#             exit 0
#             ;;
#         m) threshold="$OPTARG" ;;
#         o) target="$OPTARG" ;;
#         ?)
#             usage >&2
#             exit 2
#             ;;
#     esac
# done
# shift "$((OPTIND - 1))"
# if ! grep -qE '^[0-9]+$' <<< "$threshold" || [ "$#" -eq 0 ]; then
#     usage >&2
#     exit 2
# fi
# for delivery in "$@"; do
#     [ -r "$delivery" ] || { echo "cannot read $delivery" >&2; exit 66; }
# done
# [ -z "$target" ] || exec > "$target"
# for delivery in "$@"; do
#     n=0
#     while IFS=, read -r _ _ _ _ _ _ _ _ delay _; do
#         case $delay in arr_delay | NA) continue ;; esac
#         [ "$delay" -le "$threshold" ] || n=$((n + 1))
#     done < "$delivery"
#     printf '%s\t%d\n' "${delivery##*/}" "$n"
# done

# %% wrong: expects -m before -o, by position | message: options come in any order
# #!/usr/bin/env bash
# set -euo pipefail
# usage="usage: late_report.sh [-m MINUTES] [-o OUT] [-h] FILE..."
# misuse() { echo "$usage" >&2; exit 2; }
# minutes=15
# out=
# if [ "${1-}" = -h ]; then echo "$usage"; exit 0; fi
# if [ "${1-}" = -m ]; then [ $# -gt 1 ] || misuse; minutes=$2; shift 2; fi
# if [ "${1-}" = -o ]; then [ $# -gt 1 ] || misuse; out=$2; shift 2; fi
# case ${1-} in --) shift ;; -*) misuse ;; esac
# [[ $minutes =~ ^[0-9]+$ ]] || misuse
# [ $# -gt 0 ] || misuse
# for file in "$@"; do
#     [ -r "$file" ] || { echo "$file: no such file" >&2; exit 66; }
# done
# [ -z "$out" ] || exec > "$out"
# for file in "$@"; do
#     printf '%s\t' "${file##*/}"
#     awk -F, -v m="$minutes" 'NR > 1 && $9 != "NA" && $9 > m + 0 { n++ } END { print n + 0 }' < "$file"
# done

# %% wrong: forgets to shift the options away | message: are the options shifted away
# #!/usr/bin/env bash
# set -euo pipefail
# usage="usage: late_report.sh [-m MINUTES] [-o OUT] [-h] FILE..."
# misuse() { echo "$usage" >&2; exit 2; }
# minutes=15
# out=
# while getopts :m:o:h option; do
#     case $option in
#         m) minutes=$OPTARG ;;
#         o) out=$OPTARG ;;
#         h) echo "$usage"; exit 0 ;;
#         *) misuse ;;
#     esac
# done
# [[ $minutes =~ ^[0-9]+$ ]] || misuse
# [ $# -gt 0 ] || misuse
# for file in "$@"; do
#     [ -r "$file" ] || { echo "$file: no such file" >&2; exit 66; }
# done
# [ -z "$out" ] || exec > "$out"
# for file in "$@"; do
#     printf '%s\t' "${file##*/}"
#     awk -F, -v m="$minutes" 'NR > 1 && $9 != "NA" && $9 > m + 0 { n++ } END { print n + 0 }' < "$file"
# done

# %% wrong: reads the threshold and then uses 15 all the same | message: is the threshold used
# #!/usr/bin/env bash
# set -euo pipefail
# usage="usage: late_report.sh [-m MINUTES] [-o OUT] [-h] FILE..."
# misuse() { echo "$usage" >&2; exit 2; }
# minutes=15
# out=
# while getopts :m:o:h option; do
#     case $option in
#         m) minutes=$OPTARG ;;
#         o) out=$OPTARG ;;
#         h) echo "$usage"; exit 0 ;;
#         *) misuse ;;
#     esac
# done
# shift $((OPTIND - 1))
# [[ $minutes =~ ^[0-9]+$ ]] || misuse
# [ $# -gt 0 ] || misuse
# for file in "$@"; do
#     [ -r "$file" ] || { echo "$file: no such file" >&2; exit 66; }
# done
# [ -z "$out" ] || exec > "$out"
# for file in "$@"; do
#     printf '%s\t' "${file##*/}"
#     awk -F, 'NR > 1 && $9 != "NA" && $9 > 15 { n++ } END { print n + 0 }' < "$file"
# done

# %% wrong: loops over an unquoted $@ | message: quote "$@"
# #!/usr/bin/env bash
# set -euo pipefail
# usage="usage: late_report.sh [-m MINUTES] [-o OUT] [-h] FILE..."
# misuse() { echo "$usage" >&2; exit 2; }
# minutes=15
# out=
# while getopts :m:o:h option; do
#     case $option in
#         m) minutes=$OPTARG ;;
#         o) out=$OPTARG ;;
#         h) echo "$usage"; exit 0 ;;
#         *) misuse ;;
#     esac
# done
# shift $((OPTIND - 1))
# [[ $minutes =~ ^[0-9]+$ ]] || misuse
# [ $# -gt 0 ] || misuse
# for file in $@; do
#     [ -r "$file" ] || { echo "$file: no such file" >&2; exit 66; }
# done
# [ -z "$out" ] || exec > "$out"
# for file in $@; do
#     printf '%s\t' "${file##*/}"
#     awk -F, -v m="$minutes" 'NR > 1 && $9 != "NA" && $9 > m + 0 { n++ } END { print n + 0 }' < "$file"
# done

# %% wrong: treats -h as a usage error | message: -h was asked for and is no error
# #!/usr/bin/env bash
# set -euo pipefail
# usage="usage: late_report.sh [-m MINUTES] [-o OUT] [-h] FILE..."
# misuse() { echo "$usage" >&2; exit 2; }
# minutes=15
# out=
# while getopts :m:o:h option; do
#     case $option in
#         m) minutes=$OPTARG ;;
#         o) out=$OPTARG ;;
#         *) misuse ;;
#     esac
# done
# shift $((OPTIND - 1))
# [[ $minutes =~ ^[0-9]+$ ]] || misuse
# [ $# -gt 0 ] || misuse
# for file in "$@"; do
#     [ -r "$file" ] || { echo "$file: no such file" >&2; exit 66; }
# done
# [ -z "$out" ] || exec > "$out"
# for file in "$@"; do
#     printf '%s\t' "${file##*/}"
#     awk -F, -v m="$minutes" 'NR > 1 && $9 != "NA" && $9 > m + 0 { n++ } END { print n + 0 }' < "$file"
# done

# %% wrong: lets getopts complain about an unknown option and goes on | message: expected status 2, a usage error
# #!/usr/bin/env bash
# set -euo pipefail
# usage="usage: late_report.sh [-m MINUTES] [-o OUT] [-h] FILE..."
# misuse() { echo "$usage" >&2; exit 2; }
# minutes=15
# out=
# while getopts m:o:h option; do
#     case $option in
#         m) minutes=$OPTARG ;;
#         o) out=$OPTARG ;;
#         h) echo "$usage"; exit 0 ;;
#         *) echo "$usage" >&2 ;;
#     esac
# done
# shift $((OPTIND - 1))
# [[ $minutes =~ ^[0-9]+$ ]] || misuse
# [ $# -gt 0 ] || misuse
# for file in "$@"; do
#     [ -r "$file" ] || { echo "$file: no such file" >&2; exit 66; }
# done
# [ -z "$out" ] || exec > "$out"
# for file in "$@"; do
#     printf '%s\t' "${file##*/}"
#     awk -F, -v m="$minutes" 'NR > 1 && $9 != "NA" && $9 > m + 0 { n++ } END { print n + 0 }' < "$file"
# done

# %% wrong: takes any text for MINUTES | message: -m ten june.csv: expected status 2
# #!/usr/bin/env bash
# set -euo pipefail
# usage="usage: late_report.sh [-m MINUTES] [-o OUT] [-h] FILE..."
# misuse() { echo "$usage" >&2; exit 2; }
# minutes=15
# out=
# while getopts :m:o:h option; do
#     case $option in
#         m) minutes=$OPTARG ;;
#         o) out=$OPTARG ;;
#         h) echo "$usage"; exit 0 ;;
#         *) misuse ;;
#     esac
# done
# shift $((OPTIND - 1))
# [ $# -gt 0 ] || misuse
# for file in "$@"; do
#     [ -r "$file" ] || { echo "$file: no such file" >&2; exit 66; }
# done
# [ -z "$out" ] || exec > "$out"
# for file in "$@"; do
#     printf '%s\t' "${file##*/}"
#     awk -F, -v m="$minutes" 'NR > 1 && $9 != "NA" && $9 > m + 0 { n++ } END { print n + 0 }' < "$file"
# done

# %% wrong: works, but with backticks and unquoted variables | message: SC2006
# #!/usr/bin/env bash
# set -euo pipefail
# usage="usage: late_report.sh [-m MINUTES] [-o OUT] [-h] FILE..."
# misuse() { echo "$usage" >&2; exit 2; }
# minutes=15
# out=
# while getopts :m:o:h option; do
#     case $option in
#         m) minutes=$OPTARG ;;
#         o) out=$OPTARG ;;
#         h) echo $usage; exit 0 ;;
#         *) misuse ;;
#     esac
# done
# shift $((OPTIND - 1))
# [[ $minutes =~ ^[0-9]+$ ]] || misuse
# [ $# -gt 0 ] || misuse
# for file in "$@"; do
#     [ -r "$file" ] || { echo "$file: no such file" >&2; exit 66; }
# done
# [ -z "$out" ] || exec > "$out"
# for file in "$@"; do
#     name=`basename "$file"`
#     printf '%s\t' "$name"
#     awk -F, -v m=$minutes 'NR > 1 && $9 != "NA" && $9 > m + 0 { n++ } END { print n + 0 }' < "$file"
# done

# %% wrong: silences shellcheck instead of repairing the line | message: repair the line instead
# #!/usr/bin/env bash
# # shellcheck disable=SC2006,SC2086
# set -euo pipefail
# usage="usage: late_report.sh [-m MINUTES] [-o OUT] [-h] FILE..."
# misuse() { echo "$usage" >&2; exit 2; }
# minutes=15
# out=
# while getopts :m:o:h option; do
#     case $option in
#         m) minutes=$OPTARG ;;
#         o) out=$OPTARG ;;
#         h) echo "$usage"; exit 0 ;;
#         *) misuse ;;
#     esac
# done
# shift $((OPTIND - 1))
# [[ $minutes =~ ^[0-9]+$ ]] || misuse
# [ $# -gt 0 ] || misuse
# for file in "$@"; do
#     [ -r "$file" ] || { echo "$file: no such file" >&2; exit 66; }
# done
# [ -z "$out" ] || exec > "$out"
# for file in "$@"; do
#     name=`basename "$file"`
#     printf '%s\t' "$name"
#     awk -F, -v m=$minutes 'NR > 1 && $9 != "NA" && $9 > m + 0 { n++ } END { print n + 0 }' < "$file"
# done

# %% wrong: finds a missing file only when it comes to it
# #!/usr/bin/env bash
# set -euo pipefail
# usage="usage: late_report.sh [-m MINUTES] [-o OUT] [-h] FILE..."
# misuse() { echo "$usage" >&2; exit 2; }
# minutes=15
# out=
# while getopts :m:o:h option; do
#     case $option in
#         m) minutes=$OPTARG ;;
#         o) out=$OPTARG ;;
#         h) echo "$usage"; exit 0 ;;
#         *) misuse ;;
#     esac
# done
# shift $((OPTIND - 1))
# [[ $minutes =~ ^[0-9]+$ ]] || misuse
# [ $# -gt 0 ] || misuse
# [ -z "$out" ] || exec > "$out"
# for file in "$@"; do
#     [ -r "$file" ] || { echo "$file: no such file" >&2; exit 66; }
#     printf '%s\t' "${file##*/}"
#     awk -F, -v m="$minutes" 'NR > 1 && $9 != "NA" && $9 > m + 0 { n++ } END { print n + 0 }' < "$file"
# done

# %% wrong: empties OUT as soon as it reads -o
# #!/usr/bin/env bash
# set -euo pipefail
# usage="usage: late_report.sh [-m MINUTES] [-o OUT] [-h] FILE..."
# misuse() { echo "$usage" >&2; exit 2; }
# minutes=15
# while getopts :m:o:h option; do
#     case $option in
#         m) minutes=$OPTARG ;;
#         o) exec > "$OPTARG" ;;
#         h) echo "$usage"; exit 0 ;;
#         *) misuse ;;
#     esac
# done
# shift $((OPTIND - 1))
# [[ $minutes =~ ^[0-9]+$ ]] || misuse
# [ $# -gt 0 ] || misuse
# for file in "$@"; do
#     [ -r "$file" ] || { echo "$file: no such file" >&2; exit 66; }
# done
# lines=$(for file in "$@"; do
#     printf '%s\t' "${file##*/}"
#     awk -F, -v m="$minutes" 'NR > 1 && $9 != "NA" && $9 > m + 0 { n++ } END { print n + 0 }' < "$file"
# done)
# echo "$lines"

# %% wrong: compares in bash arithmetic, where 010 is eight and 08 an error
# #!/usr/bin/env bash
# # late_report.sh [-m MINUTES] [-o OUT] [-h] FILE...: flights of each delivery that were more than MINUTES late
# set -euo pipefail
# usage="usage: late_report.sh [-m MINUTES] [-o OUT] [-h] FILE..."
# minutes=15
# out=
# misuse() {
#     echo "$usage" >&2
#     exit 2
# }
# while getopts :m:o:h option; do
#     case $option in
#         m) minutes=$OPTARG ;;
#         o) out=$OPTARG ;;
#         h) echo "$usage"; exit 0 ;;
#         *) misuse ;;
#     esac
# done
# shift $((OPTIND - 1))
# [[ $minutes =~ ^[0-9]+$ ]] || misuse
# [ $# -gt 0 ] || misuse
# for file in "$@"; do
#     if [ ! -r "$file" ]; then
#         echo "late_report.sh: $file: no such file" >&2
#         exit 66
#     fi
# done
# report() {
#     local file
#     for file in "$@"; do
#         n=0
#         while IFS=, read -r _ _ _ _ _ _ _ _ delay _; do
#             if [[ $delay =~ ^-?[0-9]+$ ]] && ((delay > minutes)); then n=$((n + 1)); fi
#         done < "$file"
#         printf "%s\t%d\n" "${file##*/}" "$n"
#
#     done
# }
# if [ -n "$out" ]; then report "$@" > "$out"; else report "$@"; fi

# %% wrong: lets decimals through
# #!/usr/bin/env bash
# # late_report.sh [-m MINUTES] [-o OUT] [-h] FILE...: flights of each delivery that were more than MINUTES late
# set -euo pipefail
# usage="usage: late_report.sh [-m MINUTES] [-o OUT] [-h] FILE..."
# minutes=15
# out=
# misuse() {
#     echo "$usage" >&2
#     exit 2
# }
# while getopts :m:o:h option; do
#     case $option in
#         m) minutes=$OPTARG ;;
#         o) out=$OPTARG ;;
#         h) echo "$usage"; exit 0 ;;
#         *) misuse ;;
#     esac
# done
# shift $((OPTIND - 1))
# [[ $minutes =~ ^[0-9.]+$ ]] || misuse
# [ $# -gt 0 ] || misuse
# for file in "$@"; do
#     if [ ! -r "$file" ]; then
#         echo "late_report.sh: $file: no such file" >&2
#         exit 66
#     fi
# done
# report() {
#     local file
#     for file in "$@"; do
#         printf '%s\t' "${file##*/}"
#         awk -F, -v m="$minutes" 'NR > 1 && $9 != "NA" && $9 > m { n++ } END { print n + 0 }' "$file"
#     done
# }
# if [ -n "$out" ]; then report "$@" > "$out"; else report "$@"; fi

# %% wrong: leaves NA to awk, for which it is greater as text | message: NA never counts
# #!/usr/bin/env bash
# # late_report.sh [-m MINUTES] [-o OUT] [-h] FILE...: flights of each delivery that were more than MINUTES late
# set -euo pipefail
# usage="usage: late_report.sh [-m MINUTES] [-o OUT] [-h] FILE..."
# minutes=15
# out=
# misuse() {
#     echo "$usage" >&2
#     exit 2
# }
# while getopts :m:o:h option; do
#     case $option in
#         m) minutes=$OPTARG ;;
#         o) out=$OPTARG ;;
#         h) echo "$usage"; exit 0 ;;
#         *) misuse ;;
#     esac
# done
# shift $((OPTIND - 1))
# [[ $minutes =~ ^[0-9]+$ ]] || misuse
# [ $# -gt 0 ] || misuse
# for file in "$@"; do
#     if [ ! -r "$file" ]; then
#         echo "late_report.sh: $file: no such file" >&2
#         exit 66
#     fi
# done
# report() {
#     local file
#     for file in "$@"; do
#         printf '%s\t' "${file##*/}"
#         awk -F, -v m="$minutes" 'NR > 1 && $9 > m { n++ } END { print n + 0 }' "$file"
#     done
# }
# if [ -n "$out" ]; then report "$@" > "$out"; else report "$@"; fi

# %% wrong: takes exactly MINUTES for late | message: 15 itself is not late
# #!/usr/bin/env bash
# # late_report.sh [-m MINUTES] [-o OUT] [-h] FILE...: flights of each delivery that were more than MINUTES late
# set -euo pipefail
# usage="usage: late_report.sh [-m MINUTES] [-o OUT] [-h] FILE..."
# minutes=15
# out=
# misuse() {
#     echo "$usage" >&2
#     exit 2
# }
# while getopts :m:o:h option; do
#     case $option in
#         m) minutes=$OPTARG ;;
#         o) out=$OPTARG ;;
#         h) echo "$usage"; exit 0 ;;
#         *) misuse ;;
#     esac
# done
# shift $((OPTIND - 1))
# [[ $minutes =~ ^[0-9]+$ ]] || misuse
# [ $# -gt 0 ] || misuse
# for file in "$@"; do
#     if [ ! -r "$file" ]; then
#         echo "late_report.sh: $file: no such file" >&2
#         exit 66
#     fi
# done
# report() {
#     local file
#     for file in "$@"; do
#         printf '%s\t' "${file##*/}"
#         awk -F, -v m="$minutes" 'NR > 1 && $9 != "NA" && $9 >= m { n++ } END { print n + 0 }' "$file"
#     done
# }
# if [ -n "$out" ]; then report "$@" > "$out"; else report "$@"; fi

# %% wrong: leaves the folder in the name | message: the name without its folder
# #!/usr/bin/env bash
# # late_report.sh [-m MINUTES] [-o OUT] [-h] FILE...: flights of each delivery that were more than MINUTES late
# set -euo pipefail
# usage="usage: late_report.sh [-m MINUTES] [-o OUT] [-h] FILE..."
# minutes=15
# out=
# misuse() {
#     echo "$usage" >&2
#     exit 2
# }
# while getopts :m:o:h option; do
#     case $option in
#         m) minutes=$OPTARG ;;
#         o) out=$OPTARG ;;
#         h) echo "$usage"; exit 0 ;;
#         *) misuse ;;
#     esac
# done
# shift $((OPTIND - 1))
# [[ $minutes =~ ^[0-9]+$ ]] || misuse
# [ $# -gt 0 ] || misuse
# for file in "$@"; do
#     if [ ! -r "$file" ]; then
#         echo "late_report.sh: $file: no such file" >&2
#         exit 66
#     fi
# done
# report() {
#     local file
#     for file in "$@"; do
#         printf '%s\t' "$file"
#         awk -F, -v m="$minutes" 'NR > 1 && $9 != "NA" && $9 > m { n++ } END { print n + 0 }' "$file"
#     done
# }
# if [ -n "$out" ]; then report "$@" > "$out"; else report "$@"; fi

# %% wrong: adds to OUT instead of replacing it | message: to replace what late.txt held
# #!/usr/bin/env bash
# # late_report.sh [-m MINUTES] [-o OUT] [-h] FILE...: flights of each delivery that were more than MINUTES late
# set -euo pipefail
# usage="usage: late_report.sh [-m MINUTES] [-o OUT] [-h] FILE..."
# minutes=15
# out=
# misuse() {
#     echo "$usage" >&2
#     exit 2
# }
# while getopts :m:o:h option; do
#     case $option in
#         m) minutes=$OPTARG ;;
#         o) out=$OPTARG ;;
#         h) echo "$usage"; exit 0 ;;
#         *) misuse ;;
#     esac
# done
# shift $((OPTIND - 1))
# [[ $minutes =~ ^[0-9]+$ ]] || misuse
# [ $# -gt 0 ] || misuse
# for file in "$@"; do
#     if [ ! -r "$file" ]; then
#         echo "late_report.sh: $file: no such file" >&2
#         exit 66
#     fi
# done
# report() {
#     local file
#     for file in "$@"; do
#         printf '%s\t' "${file##*/}"
#         awk -F, -v m="$minutes" 'NR > 1 && $9 != "NA" && $9 > m { n++ } END { print n + 0 }' "$file"
#     done
# }
# if [ -n "$out" ]; then report "$@" >> "$out"; else report "$@"; fi

# %% wrong: shows the lines with -o too | message: expected nothing on standard output with -o
# #!/usr/bin/env bash
# # late_report.sh [-m MINUTES] [-o OUT] [-h] FILE...: flights of each delivery that were more than MINUTES late
# set -euo pipefail
# usage="usage: late_report.sh [-m MINUTES] [-o OUT] [-h] FILE..."
# minutes=15
# out=
# misuse() {
#     echo "$usage" >&2
#     exit 2
# }
# while getopts :m:o:h option; do
#     case $option in
#         m) minutes=$OPTARG ;;
#         o) out=$OPTARG ;;
#         h) echo "$usage"; exit 0 ;;
#         *) misuse ;;
#     esac
# done
# shift $((OPTIND - 1))
# [[ $minutes =~ ^[0-9]+$ ]] || misuse
# [ $# -gt 0 ] || misuse
# for file in "$@"; do
#     if [ ! -r "$file" ]; then
#         echo "late_report.sh: $file: no such file" >&2
#         exit 66
#     fi
# done
# report() {
#     local file
#     for file in "$@"; do
#         printf '%s\t' "${file##*/}"
#         awk -F, -v m="$minutes" 'NR > 1 && $9 != "NA" && $9 > m { n++ } END { print n + 0 }' "$file"
#     done
# }
# if [ -n "$out" ]; then report "$@" | tee "$out"; else report "$@"; fi

# %% wrong: takes options after the first FILE
# #!/usr/bin/env bash
# # late_report.sh [-m MINUTES] [-o OUT] [-h] FILE...: flights of each delivery that were more than MINUTES late
# set -euo pipefail
# usage="usage: late_report.sh [-m MINUTES] [-o OUT] [-h] FILE..."
# minutes=15
# out=
# misuse() {
#     echo "$usage" >&2
#     exit 2
# }
# files=()
# while [ $# -gt 0 ]; do
#     case $1 in
#         -m) [ $# -gt 1 ] || misuse; minutes=$2; shift ;;
#         -o) [ $# -gt 1 ] || misuse; out=$2; shift ;;
#         -h) echo "$usage"; exit 0 ;;
#         --) shift; files+=("$@"); break ;;
#         -*) misuse ;;
#         *) files+=("$1") ;;
#     esac
#     shift
# done
# set -- "${files[@]+"${files[@]}"}"
# [[ $minutes =~ ^[0-9]+$ ]] || misuse
# [ $# -gt 0 ] || misuse
# for file in "$@"; do
#     if [ ! -r "$file" ]; then
#         echo "late_report.sh: $file: no such file" >&2
#         exit 66
#     fi
# done
# report() {
#     local file
#     for file in "$@"; do
#         printf '%s\t' "${file##*/}"
#         awk -F, -v m="$minutes" 'NR > 1 && $9 != "NA" && $9 > m { n++ } END { print n + 0 }' "$file"
#     done
# }
# if [ -n "$out" ]; then report "$@" > "$out"; else report "$@"; fi

# %% wrong: counts by FILENAME in one awk, so that a FILE given twice counts double
# #!/usr/bin/env bash
# # late_report.sh [-m MINUTES] [-o OUT] [-h] FILE...: flights of each delivery that were more than MINUTES late
# set -euo pipefail
# usage="usage: late_report.sh [-m MINUTES] [-o OUT] [-h] FILE..."
# minutes=15
# out=
# misuse() {
#     echo "$usage" >&2
#     exit 2
# }
# while getopts :m:o:h option; do
#     case $option in
#         m) minutes=$OPTARG ;;
#         o) out=$OPTARG ;;
#         h) echo "$usage"; exit 0 ;;
#         *) misuse ;;
#     esac
# done
# shift $((OPTIND - 1))
# [[ $minutes =~ ^[0-9]+$ ]] || misuse
# [ $# -gt 0 ] || misuse
# for file in "$@"; do
#     if [ ! -r "$file" ]; then
#         echo "late_report.sh: $file: no such file" >&2
#         exit 66
#     fi
# done
# report() {
#     awk -F, -v m="$minutes" 'FNR > 1 && $9 != "NA" && $9 > m { n[FILENAME]++ } END { for (i = 1; i < ARGC; i++) { f = ARGV[i]; sub(".*/", "", f); print f "\t" n[ARGV[i]] + 0 } }' "$@"
# }
# if [ -n "$out" ]; then report "$@" > "$out"; else report "$@"; fi

# %% wrong: counts by the name without its folder, so that equal names collide
# #!/usr/bin/env bash
# # late_report.sh [-m MINUTES] [-o OUT] [-h] FILE...: flights of each delivery that were more than MINUTES late
# set -euo pipefail
# usage="usage: late_report.sh [-m MINUTES] [-o OUT] [-h] FILE..."
# minutes=15
# out=
# misuse() {
#     echo "$usage" >&2
#     exit 2
# }
# while getopts :m:o:h option; do
#     case $option in
#         m) minutes=$OPTARG ;;
#         o) out=$OPTARG ;;
#         h) echo "$usage"; exit 0 ;;
#         *) misuse ;;
#     esac
# done
# shift $((OPTIND - 1))
# [[ $minutes =~ ^[0-9]+$ ]] || misuse
# [ $# -gt 0 ] || misuse
# for file in "$@"; do
#     if [ ! -r "$file" ]; then
#         echo "late_report.sh: $file: no such file" >&2
#         exit 66
#     fi
# done
# report() {
#     declare -A count
#     local file
#     for file in "$@"; do
#         count[${file##*/}]=$(awk -F, -v m="$minutes" 'NR > 1 && $9 != "NA" && $9 > m { n++ } END { print n + 0 }' "$file")
#     done
#     for file in "$@"; do printf "%s\t%s\n" "${file##*/}" "${count[${file##*/}]}"; done
# }
# if [ -n "$out" ]; then report "$@" > "$out"; else report "$@"; fi

# %% right: obeys -h after all options are read
# #!/usr/bin/env bash
# # late_report.sh [-m MINUTES] [-o OUT] [-h] FILE...: flights of each delivery that were more than MINUTES late
# set -euo pipefail
# usage="usage: late_report.sh [-m MINUTES] [-o OUT] [-h] FILE..."
# minutes=15
# out=
# misuse() {
#     echo "$usage" >&2
#     exit 2
# }
# while getopts :hm:o: option; do
#     case $option in
#         m) minutes=$OPTARG ;;
#         o) out=$OPTARG ;;
#         h) help=yes ;;
#         *) misuse ;;
#     esac
# done
# shift $((OPTIND - 1))
# if [ -n "${help-}" ]; then echo "$usage"; exit 0; fi
# [[ $minutes =~ ^[0-9]+$ ]] || misuse
# [ $# -gt 0 ] || misuse
# for file in "$@"; do
#     if [ ! -r "$file" ]; then
#         echo "late_report.sh: $file: no such file" >&2
#         exit 66
#     fi
# done
# report() {
#     local file
#     for file in "$@"; do
#         printf '%s\t' "${file##*/}"
#         awk -F, -v m="$minutes" 'NR > 1 && $9 != "NA" && $9 > m { n++ } END { print n + 0 }' "$file"
#     done
# }
# if [ -n "$out" ]; then report "$@" > "$out"; else report "$@"; fi
