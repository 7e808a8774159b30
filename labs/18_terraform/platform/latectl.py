"""latectl COMMAND FOLDER: what the platform's provisioners call.

latectl start FOLDER             start the service that FOLDER/config.json describes; it is back when the service answers
latectl stop FOLDER              end it; no error when it is not running
latectl create-registry FOLDER   make FOLDER/registry.db, the model registry's database, with its empty table
latectl drop-registry FOLDER     delete that database

Exit status 0, or 1 with one line that says what is wrong.
"""

import http.client
import json
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path

import psutil

SECONDS = 20  # that a service has to answer, and to end


def start(folder):
    """Start the service of a folder and wait until it answers."""
    try:
        config = json.loads((folder / "config.json").read_text())
        name, port, _ = config["name"], config["port"], config["model"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        sys.exit(f"latectl: config.json is no configuration of a service: {error!r}")
    if running(folder):
        sys.exit(f"latectl: {name} is running already")
    with open(folder / "service.log", "wb") as log:
        process = subprocess.Popen(
            [sys.executable, Path(__file__).with_name("late_service.py"), folder.resolve()],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,  # it outlives the provisioner
        )
    (folder / "service.pid").write_text(f"{process.pid}\n")
    deadline = time.monotonic() + SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        if answers(port, process.pid):
            return
        time.sleep(0.02)
    process.kill()
    process.wait()
    (folder / "service.pid").unlink()
    last = (folder / "service.log").read_text().strip().splitlines()[-1:]
    sys.exit(f"latectl: {name} did not start on port {port}: {' '.join(last) or 'it does not answer'}")


def answers(port, pid):
    """Whether the service with this pid answers on the port: another program may hold it."""
    try:
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=0.5)) as connection:
            connection.request("GET", "/health")
            return json.loads(connection.getresponse().read())["pid"] == pid
    except (OSError, ValueError, KeyError, TypeError, http.client.HTTPException):
        return False


def running(folder):
    """The process of a folder's service, or None."""
    with suppress(OSError, ValueError, psutil.Error):
        process = psutil.Process(int((folder / "service.pid").read_text()))
        if process.status() != psutil.STATUS_ZOMBIE and str(folder.resolve()) in process.cmdline():
            return process
    return None


def stop(folder):
    """End the service of a folder."""
    for order in (signal.SIGTERM, signal.SIGKILL):
        if process := running(folder):
            process.send_signal(order)
        deadline = time.monotonic() + SECONDS
        while running(folder) and time.monotonic() < deadline:
            time.sleep(0.02)
    (folder / "service.pid").unlink(missing_ok=True)


def create_registry(folder):
    """Make the registry's database."""
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with closing(sqlite3.connect(folder / "registry.db")) as database, database:
            database.execute("create table models (name text, version integer, alias text)")
    except sqlite3.OperationalError as error:
        sys.exit(f"latectl: registry.db: {error}")


def drop_registry(folder):
    """Delete the registry's database."""
    (folder / "registry.db").unlink(missing_ok=True)


COMMANDS = {"start": start, "stop": stop, "create-registry": create_registry, "drop-registry": drop_registry}
if len(sys.argv) != 3 or sys.argv[1] not in COMMANDS:
    sys.exit(f"usage: latectl {'|'.join(COMMANDS)} FOLDER")
COMMANDS[sys.argv[1]](Path(sys.argv[2]))
