# %% right: counts in awk, prints sorted with both keys spelled out
# #!/usr/bin/env bash
# set -euo pipefail
# tr -d '\r' | awk -F, '
#     NR == 1 { for (i = 1; i <= NF; i++) { if ($i == "carrier") c = i; if ($i == "arr_delay") d = i }; next }
#     $d == "NA" { next }
#     { n[$c] += 1; l[$c] += ($d + 0 > 15) }
#     END { for (k in n) printf "%s %d %d\n", k, n[k], l[k] }
# ' | LC_ALL=C sort -t ' ' -k3,3nr -k1,1

# %% right: two sorted counts joined, without awk arrays
# #!/usr/bin/env bash
# set -euo pipefail
# scratch=$(mktemp -d)
# trap 'rm -rf "$scratch"' EXIT
# tr -d '\r' > "$scratch/in"
# header=$(head -n 1 "$scratch/in")
# place() { tr ',' '\n' <<< "$header" | grep -nx "$1" | cut -d: -f1; }
# delay=$(place arr_delay)
# carrier=$(place carrier)
# tail -n +2 "$scratch/in" | awk -F, -v d="$delay" -v c="$carrier" '$d != "NA" { print $c, $d }' > "$scratch/landed"
# cut -d' ' -f1 "$scratch/landed" | sort | uniq -c | awk '{ print $2, $1 }' > "$scratch/n"
# awk '$2 > 15 { print $1 }' "$scratch/landed" | sort | uniq -c | awk '{ print $2, $1 }' > "$scratch/l"
# join -a 1 -e 0 -o 0,1.2,2.2 "$scratch/n" "$scratch/l" | sort -k3,3nr -k1,1

# %% right: reads line by line in bash, with an associative array
# #!/usr/bin/env bash
# set -euo pipefail
# declare -A landed late
# read -r header || exit 0
# header=${header%$'\r'}
# IFS=, read -ra names <<< "$header"
# for i in "${!names[@]}"; do
#     [ "${names[i]}" != carrier ] || c=$i
#     [ "${names[i]}" != arr_delay ] || d=$i
# done
# while IFS=, read -ra row; do
#     delay=${row[d]%$'\r'} carrier=${row[c]%$'\r'}
#     [ "$delay" != NA ] || continue
#     landed[$carrier]=$((${landed[$carrier]:-0} + 1))
#     [ "$delay" -le 15 ] || late[$carrier]=$((${late[$carrier]:-0} + 1))
# done
# for carrier in "${!landed[@]}"; do
#     echo "$carrier ${landed[$carrier]} ${late[$carrier]:-0}"
# done | sort -k3,3nr -k1,1

# %% wrong: takes 15 minutes for late | message: 15 itself is on time
# #!/usr/bin/env bash
# set -euo pipefail
# tr -d '\r' |
#     awk -F, '
#         NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
#         $at["arr_delay"] != "NA" { n[$at["carrier"]]++; if ($at["arr_delay"] >= 15) l[$at["carrier"]]++ }
#         END { for (c in n) print c, n[c], l[c] + 0 }
#     ' | sort -k3,3nr -k1,1

# %% wrong: leaves NA to awk's comparison, which is one of texts | message: awk takes 'NA' > 15 for true
# #!/usr/bin/env bash
# set -euo pipefail
# tr -d '\r' |
#     awk -F, '
#         NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
#         { n[$at["carrier"]]++; if ($at["arr_delay"] > 15) l[$at["carrier"]]++ }
#         END { for (c in n) print c, n[c], l[c] + 0 }
#     ' | sort -k3,3nr -k1,1

# %% wrong: counts cancelled flights among the landed ones | message: NA did not land
# #!/usr/bin/env bash
# set -euo pipefail
# tr -d '\r' |
#     awk -F, '
#         NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
#         { n[$at["carrier"]]++ }
#         $at["arr_delay"] != "NA" && $at["arr_delay"] > 15 { l[$at["carrier"]]++ }
#         END { for (c in n) print c, n[c], l[c] + 0 }
#     ' | sort -k3,3nr -k1,1

# %% wrong: sorts counts as text | message: sort compares text unless told n
# #!/usr/bin/env bash
# set -euo pipefail
# tr -d '\r' |
#     awk -F, '
#         NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
#         $at["arr_delay"] != "NA" { n[$at["carrier"]]++; if ($at["arr_delay"] > 15) l[$at["carrier"]]++ }
#         END { for (c in n) print c, n[c], l[c] + 0 }
#     ' | sort -k3,3r -k1,1

# %% wrong: takes columns by their place
# #!/usr/bin/env bash
# set -euo pipefail
# tr -d '\r' |
#     awk -F, 'NR > 1 && $9 != "NA" { n[$10]++; if ($9 > 15) l[$10]++ } END { for (c in n) print c, n[c], l[c] + 0 }' |
#     sort -k3,3nr -k1,1

# %% wrong: reverses the whole sort, so that equals run from Z to A
# #!/usr/bin/env bash
# set -euo pipefail
# tr -d '\r' |
#     awk -F, '
#         NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
#         $at["arr_delay"] != "NA" { n[$at["carrier"]]++; if ($at["arr_delay"] > 15) l[$at["carrier"]]++ }
#         END { for (c in n) print c, n[c], l[c] + 0 }
#     ' | sort -rn -k3

# %% wrong: drops the given tr, so the last column keeps its CR
# #!/usr/bin/env bash
# set -euo pipefail
# awk -F, '
#     NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
#     $at["arr_delay"] != "NA" { n[$at["carrier"]]++; if ($at["arr_delay"] > 15) l[$at["carrier"]]++ }
#     END { for (c in n) print c, n[c], l[c] + 0 }
# ' | sort -k3,3nr -k1,1

# %% wrong: gives a line to carriers whose flights never landed
# #!/usr/bin/env bash
# set -euo pipefail
# tr -d '\r' |
#     awk -F, '
#         NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
#         { n[$at["carrier"]] += ($at["arr_delay"] != "NA"); l[$at["carrier"]] += ($at["arr_delay"] != "NA" && $at["arr_delay"] > 15) }
#         END { for (c in n) print c, n[c], l[c] }
#     ' | sort -k3,3nr -k1,1

# %% wrong: orders equal numbers of late flights by the landed ones
# #!/usr/bin/env bash
# # late_by_carrier.sh < DELIVERY: per carrier the flights that landed and those more than 15 minutes late
# set -euo pipefail
#
# tr -d '\r' |
#     awk -F, '
#         NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
#         $at["arr_delay"] == "NA" { next }
#         { landed[$at["carrier"]]++; if ($at["arr_delay"] > 15) late[$at["carrier"]]++ }
#         END { for (c in landed) print c, landed[c], late[c] + 0 }
#     ' | sort -k3,3nr -k2,2nr -k1,1

# %% wrong: separates the fields by tabs | message: expected one space
# #!/usr/bin/env bash
# # late_by_carrier.sh < DELIVERY: per carrier the flights that landed and those more than 15 minutes late
# set -euo pipefail
#
# tr -d '\r' |
#     awk -F, '
#         NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
#         $at["arr_delay"] == "NA" { next }
#         { landed[$at["carrier"]]++; if ($at["arr_delay"] > 15) late[$at["carrier"]]++ }
#         END { for (c in landed) print c, landed[c], late[c] + 0 }
#     ' | sort -k3,3nr -k1,1 | tr " " "\t"

# %% wrong: takes the delay at departure | message: by arr_delay
# #!/usr/bin/env bash
# # late_by_carrier.sh < DELIVERY: per carrier the flights that landed and those more than 15 minutes late
# set -euo pipefail
#
# tr -d '\r' |
#     awk -F, '
#         NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
#         $at["dep_delay"] == "NA" { next }
#         { landed[$at["carrier"]]++; if ($at["dep_delay"] > 15) late[$at["carrier"]]++ }
#         END { for (c in landed) print c, landed[c], late[c] + 0 }
#     ' | sort -k3,3nr -k1,1
