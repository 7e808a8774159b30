# %% right: flock runs the command itself, with -o so that the command does not hold the lock
# #!/usr/bin/env bash
# [ $# -ge 2 ] || { echo "usage: run_once.sh LOCK COMMAND [ARG...]" >&2; exit 2; }
# lock=$1
# shift
# flock --nonblock --close --conflict-exit-code 75 "$lock" "$@"
# status=$?
# [ "$status" -ne 75 ] || echo "run_once.sh: cannot run now, see $lock" >&2
# exit "$status"

# %% right: a subshell whose standard file 200 is the lock
# #!/usr/bin/env bash
# set -u
# if (($# < 2)); then
#     printf 'usage: %s LOCK COMMAND [ARG...]\n' "${0##*/}" >&2
#     exit 2
# fi
# lock=$1
# shift
# (
#     if ! flock -xn 200; then
#         printf '%s: another run is going on\n' "$lock" >&2
#         exit 75
#     fi
#     "$@" 200>&-
#     exit $?
# ) 200>> "$lock"

# %% wrong: takes the file's existence for the lock | message: a file's being there is no lock
# #!/usr/bin/env bash
# set -euo pipefail
# [ $# -ge 2 ] || { echo "usage: run_once.sh LOCK COMMAND [ARG...]" >&2; exit 2; }
# lock=$1
# shift
# if [ -e "$lock" ]; then
#     echo "run_once.sh: $lock exists" >&2
#     exit 75
# fi
# touch "$lock"
# trap 'rm -f "$lock"' EXIT
# "$@"

# %% wrong: believes the process number in the file | message: stale.lock exists but nobody holds it
# #!/usr/bin/env bash
# set -euo pipefail
# [ $# -ge 2 ] || { echo "usage: run_once.sh LOCK COMMAND [ARG...]" >&2; exit 2; }
# lock=$1
# shift
# if [ -s "$lock" ] && kill -0 "$(cat "$lock")" 2> /dev/null; then
#     echo "run_once.sh: $lock is held" >&2
#     exit 75
# fi
# echo $$ > "$lock"
# "$@"

# %% wrong: waits for the lock | message: it waits for something
# #!/usr/bin/env bash
# set -euo pipefail
# [ $# -ge 2 ] || { echo "usage: run_once.sh LOCK COMMAND [ARG...]" >&2; exit 2; }
# lock=$1
# shift
# exec 9>> "$lock"
# flock 9 || { echo "run_once.sh: $lock is held" >&2; exit 75; }
# "$@" 9>&-

# %% wrong: takes every failure of the command for a held lock | message: is its failure taken for a held lock
# #!/usr/bin/env bash
# set -uo pipefail
# [ $# -ge 2 ] || { echo "usage: run_once.sh LOCK COMMAND [ARG...]" >&2; exit 2; }
# lock=$1
# shift
# flock -n -o "$lock" "$@" || { echo "run_once.sh: $lock is held" >&2; exit 75; }

# %% wrong: joins the arguments into one text | message: expected the arguments as given
# #!/usr/bin/env bash
# set -euo pipefail
# [ $# -ge 2 ] || { echo "usage: run_once.sh LOCK COMMAND [ARG...]" >&2; exit 2; }
# lock=$1
# shift
# exec 9>> "$lock"
# flock -n 9 || { echo "run_once.sh: $lock is held" >&2; exit 75; }
# bash -c "$*" 9>&-

# %% wrong: becomes the command, with the lock's file closed: nobody holds it | message: expected COMMAND not to start
# #!/usr/bin/env bash
# set -euo pipefail
# [ $# -ge 2 ] || { echo "usage: run_once.sh LOCK COMMAND [ARG...]" >&2; exit 2; }
# lock=$1
# shift
# exec 9>> "$lock"
# flock -n 9 || { echo "run_once.sh: $lock is held" >&2; exit 75; }
# exec "$@" 9>&-

# %% wrong: locks a file of its own choice, not LOCK
# #!/usr/bin/env bash
# set -euo pipefail
# [ $# -ge 2 ] || { echo "usage: run_once.sh LOCK COMMAND [ARG...]" >&2; exit 2; }
# lock=$1
# shift
# exec 9>> "$lock.flock"
# flock -n 9 || { echo "run_once.sh: $lock is held" >&2; exit 75; }
# "$@" 9>&-

# %% wrong: removes the lock's file at its end, even when another run holds it
# #!/usr/bin/env bash
# set -euo pipefail
# [ $# -ge 2 ] || { echo "usage: run_once.sh LOCK COMMAND [ARG...]" >&2; exit 2; }
# lock=$1
# shift
# trap 'rm -f "$lock"' EXIT
# exec 9>> "$lock"
# flock -n 9 || { echo "run_once.sh: $lock is held" >&2; exit 75; }
# "$@" 9>&-

# %% wrong: hands the lock on to what the command leaves in the background
# #!/usr/bin/env bash
# set -euo pipefail
# [ $# -ge 2 ] || { echo "usage: run_once.sh LOCK COMMAND [ARG...]" >&2; exit 2; }
# lock=$1
# shift
# exec 9>> "$lock"
# flock -n 9 || { echo "run_once.sh: $lock is held" >&2; exit 75; }
# "$@"

# %% wrong: runs the command in the background, where its input is empty
# #!/usr/bin/env bash
# set -euo pipefail
# [ $# -ge 2 ] || { echo "usage: run_once.sh LOCK COMMAND [ARG...]" >&2; exit 2; }
# lock=$1
# shift
# exec 9>> "$lock"
# flock -n 9 || { echo "run_once.sh: $lock is held" >&2; exit 75; }
# "$@" 9>&- &
# wait $!

# %% wrong: removes the lock's file when done, though another run may have it open | message: stays where it is
# #!/usr/bin/env bash
# # run_once.sh LOCK COMMAND [ARG...]: run COMMAND unless another process holds the lock
# set -uo pipefail
# if [ $# -lt 2 ]; then
#     echo "usage: run_once.sh LOCK COMMAND [ARG...]" >&2
#     exit 2
# fi
# lock=$1
# shift
# exec 9>> "$lock"
# if ! flock -n 9; then
#     echo "run_once.sh: $lock: another run holds the lock" >&2
#     exit 75
# fi
# "$@" 9>&-
# status=$?
# rm -f "$lock"
# exit $status

# %% wrong: opens LOCK for reading, which fails while it is missing | message: LOCK is made when it is missing
# #!/usr/bin/env bash
# # run_once.sh LOCK COMMAND [ARG...]: run COMMAND unless another process holds the lock
# set -uo pipefail
# if [ $# -lt 2 ]; then
#     echo "usage: run_once.sh LOCK COMMAND [ARG...]" >&2
#     exit 2
# fi
# lock=$1
# shift
# exec 9< "$lock"
# if ! flock -n 9; then
#     echo "run_once.sh: $lock: another run holds the lock" >&2
#     exit 75
# fi
# "$@" 9>&-
# exit $?

# %% wrong: ends with the status of flock -u | message: a script ends with the status of its last command
# #!/usr/bin/env bash
# # run_once.sh LOCK COMMAND [ARG...]: run COMMAND unless another process holds the lock
# set -uo pipefail
# if [ $# -lt 2 ]; then
#     echo "usage: run_once.sh LOCK COMMAND [ARG...]" >&2
#     exit 2
# fi
# lock=$1
# shift
# exec 9>> "$lock"
# if ! flock -n 9; then
#     echo "run_once.sh: $lock: another run holds the lock" >&2
#     exit 75
# fi
# "$@" 9>&-
# flock -u 9

# %% wrong: waits two seconds for the lock
# #!/usr/bin/env bash
# # run_once.sh LOCK COMMAND [ARG...]: run COMMAND unless another process holds the lock
# set -euo pipefail
# if [ $# -lt 2 ]; then
#     echo "usage: run_once.sh LOCK COMMAND [ARG...]" >&2
#     exit 2
# fi
# lock=$1
# shift
# exec 9>> "$lock"
# if ! timeout 2 flock 9; then
#     echo "run_once.sh: $lock: another run holds the lock" >&2
#     exit 75
# fi
# "$@" 9>&-
# exit $?

# %% wrong: does not quote LOCK
# #!/usr/bin/env bash
# # run_once.sh LOCK COMMAND [ARG...]: run COMMAND unless another process holds the lock
# set -uo pipefail
# if [ $# -lt 2 ]; then
#     echo "usage: run_once.sh LOCK COMMAND [ARG...]" >&2
#     exit 2
# fi
# lock=$1
# shift
# exec 9>> $lock
# if ! flock -n 9; then
#     echo "run_once.sh: $lock: another run holds the lock" >&2
#     exit 75
# fi
# "$@" 9>&-
# exit $?

# %% wrong: sends COMMAND's errors to standard output
# #!/usr/bin/env bash
# # run_once.sh LOCK COMMAND [ARG...]: run COMMAND unless another process holds the lock
# set -uo pipefail
# if [ $# -lt 2 ]; then
#     echo "usage: run_once.sh LOCK COMMAND [ARG...]" >&2
#     exit 2
# fi
# lock=$1
# shift
# exec 9>> "$lock"
# if ! flock -n 9; then
#     echo "run_once.sh: $lock: another run holds the lock" >&2
#     exit 75
# fi
# "$@" 9>&- 2>&1
# exit $?

# %% wrong: gathers the output in a variable, and loses its last newlines
# #!/usr/bin/env bash
# # run_once.sh LOCK COMMAND [ARG...]: run COMMAND unless another process holds the lock
# set -uo pipefail
# if [ $# -lt 2 ]; then
#     echo "usage: run_once.sh LOCK COMMAND [ARG...]" >&2
#     exit 2
# fi
# lock=$1
# shift
# exec 9>> "$lock"
# if ! flock -n 9; then
#     echo "run_once.sh: $lock: another run holds the lock" >&2
#     exit 75
# fi
# output=$("$@" 9>&-)
# status=$?
# echo "$output"
# exit $status

# %% wrong: passes the output through cat, which waits for what COMMAND left behind
# #!/usr/bin/env bash
# # run_once.sh LOCK COMMAND [ARG...]: run COMMAND unless another process holds the lock
# set -uo pipefail
# if [ $# -lt 2 ]; then
#     echo "usage: run_once.sh LOCK COMMAND [ARG...]" >&2
#     exit 2
# fi
# lock=$1
# shift
# exec 9>> "$lock"
# if ! flock -n 9; then
#     echo "run_once.sh: $lock: another run holds the lock" >&2
#     exit 75
# fi
# "$@" 9>&- | cat
# exit "${PIPESTATUS[0]}"
# exit $?

# %% right: touches LOCK and opens it for reading
# #!/usr/bin/env bash
# # run_once.sh LOCK COMMAND [ARG...]: run COMMAND unless another process holds the lock
# set -uo pipefail
# if [ $# -lt 2 ]; then
#     echo "usage: run_once.sh LOCK COMMAND [ARG...]" >&2
#     exit 2
# fi
# lock=$1
# shift
# touch "$lock"
# exec 9< "$lock"
# if ! flock -n 9; then
#     echo "run_once.sh: $lock: another run holds the lock" >&2
#     exit 75
# fi
# "$@" 9>&-
# exit $?

# %% right: file number chosen by bash; waits for COMMAND in the background, with the script's input
# #!/usr/bin/env bash
# # run_once.sh LOCK COMMAND [ARG...]: run COMMAND unless another process holds the lock
# set -eu
# if [[ $# -lt 2 ]]; then echo "usage: run_once.sh LOCK COMMAND [ARG...]" >&2; exit 2; fi
# lock=$1; shift
# exec {fd}<> "$lock"
# flock -xn "$fd" || { echo "run_once.sh: $lock is held" >&2; exit 75; }
# "$@" {fd}>&- <&0 &
# wait $!
