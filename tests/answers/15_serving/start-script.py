# %% right: defaults first, options with an equals sign
# #!/bin/bash
# port="$1"
# : "${PYTHON:=python3}" "${WORKERS:=1}" "${GRACE:=10}"
# exec "$PYTHON" -m uvicorn --host=127.0.0.1 --port="$port" --workers="$WORKERS" --timeout-graceful-shutdown="$GRACE" --no-server-header main:app

# %% right: bash stays and passes the signal on
# #!/usr/bin/env bash
# set -u
# "${PYTHON:-python3}" -m uvicorn main:app --host 127.0.0.1 --port "$1" --workers "${WORKERS:-1}" \
#   --timeout-graceful-shutdown "${GRACE:-10}" --no-server-header &
# server=$!
# trap 'kill -TERM "$server"' TERM INT
# wait "$server"
# trap - TERM INT
# wait "$server"

# %% right: uvicorn called from Python
# exec "${PYTHON:-python3}" -c '
# import sys
#
# import uvicorn
#
# port, workers, grace = map(int, sys.argv[1:])
# sys.path.insert(0, "")
# uvicorn.run(
#     "main:app", host="127.0.0.1", port=port, workers=workers, timeout_graceful_shutdown=grace, server_header=False
# )
# ' "$1" "${WORKERS:-1}" "${GRACE:-10}"

# %% wrong: bash gets the signal | message: while a request is in flight
# #!/bin/bash
# port="$1"
# : "${PYTHON:=python3}" "${WORKERS:=1}" "${GRACE:=10}"
# "$PYTHON" -m uvicorn --host=127.0.0.1 --port="$port" --workers="$WORKERS" --timeout-graceful-shutdown="$GRACE" --no-server-header main:app

# %% wrong: a trap that ends bash at once | message: while a request is in flight
# #!/bin/bash
# port="$1"
# : "${PYTHON:=python3}" "${WORKERS:=1}" "${GRACE:=10}"
# trap 'exit 0' TERM
# "$PYTHON" -m uvicorn --host=127.0.0.1 --port="$port" --workers="$WORKERS" --timeout-graceful-shutdown="$GRACE" --no-server-header main:app &
# wait

# %% wrong: kills the server without mercy | message: in flight
# #!/bin/bash
# port="$1"
# : "${PYTHON:=python3}" "${WORKERS:=1}" "${GRACE:=10}"
# trap 'kill -KILL $!' TERM
# "$PYTHON" -m uvicorn --host=127.0.0.1 --port="$port" --workers="$WORKERS" --timeout-graceful-shutdown="$GRACE" --no-server-header main:app &
# wait

# %% wrong: waits for ever | message: GRACE=1
# #!/bin/bash
# port="$1"
# : "${PYTHON:=python3}" "${WORKERS:=1}" "${GRACE:=10}"
# exec "$PYTHON" -m uvicorn --host=127.0.0.1 --port="$port" --workers="$WORKERS" --no-server-header main:app

# %% wrong: the grace of idle connections | message: GRACE=1
# #!/bin/bash
# port="$1"
# : "${PYTHON:=python3}" "${WORKERS:=1}" "${GRACE:=10}"
# exec "$PYTHON" -m uvicorn --host=127.0.0.1 --port="$port" --workers="$WORKERS" --timeout-keep-alive="$GRACE" --no-server-header main:app

# %% wrong: 10 seconds whatever GRACE says | message: GRACE=1
# #!/bin/bash
# port="$1"
# : "${PYTHON:=python3}" "${WORKERS:=1}" "${GRACE:=10}"
# exec "$PYTHON" -m uvicorn --host=127.0.0.1 --port="$port" --workers="$WORKERS" --timeout-graceful-shutdown=10 --no-server-header main:app

# %% wrong: says what it is | message: header Server
# #!/bin/bash
# port="$1"
# : "${PYTHON:=python3}" "${WORKERS:=1}" "${GRACE:=10}"
# exec "$PYTHON" -m uvicorn --host=127.0.0.1 --port="$port" --workers="$WORKERS" --timeout-graceful-shutdown="$GRACE" main:app

# %% wrong: open to every network
# #!/bin/bash
# port="$1"
# : "${PYTHON:=python3}" "${WORKERS:=1}" "${GRACE:=10}"
# exec "$PYTHON" -m uvicorn --host=0.0.0.0 --port="$port" --workers="$WORKERS" --timeout-graceful-shutdown="$GRACE" --no-server-header main:app

# %% wrong: one worker whatever WORKERS says
# #!/bin/bash
# port="$1"
# : "${PYTHON:=python3}" "${WORKERS:=1}" "${GRACE:=10}"
# exec "$PYTHON" -m uvicorn --host=127.0.0.1 --port="$port" --workers=1 --timeout-graceful-shutdown="$GRACE" --no-server-header main:app

# %% wrong: whatever python3 is on the way
# #!/bin/bash
# port="$1"
# : "${PYTHON:=python3}" "${WORKERS:=1}" "${GRACE:=10}"
# exec python3 -m uvicorn --host=127.0.0.1 --port="$port" --workers="$WORKERS" --timeout-graceful-shutdown="$GRACE" --no-server-header main:app

# %% wrong: no limit when GRACE is not set
# #!/usr/bin/env bash
# # Serve main:app on the port of the first argument.
# set -euo pipefail
# exec "${PYTHON:-python3}" -m uvicorn main:app --host 127.0.0.1 --port "$1" --workers "${WORKERS:-1}" \
#     ${GRACE:+--timeout-graceful-shutdown "$GRACE"} --no-server-header

# %% wrong: two workers by default | message: the default of WORKERS
# #!/usr/bin/env bash
# # Serve main:app on the port of the first argument.
# set -euo pipefail
# exec "${PYTHON:-python3}" -m uvicorn main:app --host 127.0.0.1 --port "$1" --workers "${WORKERS:-2}" \
#     --timeout-graceful-shutdown "${GRACE:-10}" --no-server-header

# %% wrong: no default for PYTHON
# #!/usr/bin/env bash
# # Serve main:app on the port of the first argument.
# set -euo pipefail
# exec "$PYTHON" -m uvicorn main:app --host 127.0.0.1 --port "$1" --workers "${WORKERS:-1}" \
#     --timeout-graceful-shutdown "${GRACE:-10}" --no-server-header
