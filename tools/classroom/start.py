"""Start a classroom on this machine, say where it is, and leave nothing behind when it ends."""

from __future__ import annotations

import argparse
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import psutil
from room import INSTRUCTOR, SAMPLES, Person, Room, RoomError, confinement

from grader.sandbox.inside.confine import adopt_orphans

CONFIG = Path(__file__).resolve().parent / "jupyterhub_config.py"
START_SECONDS = 180
STOP_SECONDS = 30


def main() -> None:
    options = arguments()
    room = Room()
    try:
        bwrap = confinement()
        students = names(options.students) if options.students else SAMPLES
        people = room.prepare([] if room.list.exists() and not options.students else students)
        port = free_port(options.port)
    except RoomError as error:
        sys.exit(f"make classroom: {error}")
    end_by_signal()
    if sys.platform == "linux":
        # Whatever a server leaves behind becomes a child of this process, and ends with it
        adopt_orphans()
    status: int | str = 0
    try:
        hub = start(room, port, bwrap, options.tls)
        announce(room, people, port)
        if hub.wait():
            status = f"make classroom: the hub ended by itself: see {room.hub / 'log'}"
    except RoomError as error:
        status = f"make classroom: {error}"
    except KeyboardInterrupt:
        say("make classroom: ending")
    finally:
        # Once more would cut this short
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        end_everything()
    sys.exit(status)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make classroom", description=__doc__)
    parser.add_argument("--port", type=int, help="the port on 127.0.0.1; without it 8000, or a free one")
    parser.add_argument("--students", type=Path, help="a file with the students' names, one a line; adds the new ones")
    parser.add_argument("--tls", action="store_true", help="people come by https, through a proxy in front of the port")
    return parser.parse_args()


def names(file: Path) -> list[str]:
    try:
        return file.read_text().split()
    except (OSError, UnicodeDecodeError) as error:
        raise RoomError(f"cannot read {file}: {error}") from error


def free_port(wanted: int | None = 0) -> int:
    """`wanted` where it is given; without, 8000 or a free one; for 0 a free one."""
    for port in [8000, 0] if wanted is None else [wanted]:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except (OSError, OverflowError):
                continue
            return probe.getsockname()[1]
    raise RoomError(f"port {wanted} of 127.0.0.1 cannot be had: leave --port out, or name another one")


def end_by_signal() -> None:
    """End as on Ctrl-C, also where this was started in the background of a shell or is a service."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler)


def start(room: Room, port: int, bwrap: str, tls: bool) -> subprocess.Popen:
    """A hub that shows its login page. Raises RoomError when it does not come up."""
    # Nobody's server outlives the hub, so there is nothing for a new one to remember
    for name in ("hub.sqlite", "proxy.pid"):
        (room.hub / name).unlink(missing_ok=True)
    if os.geteuid() != 0:
        # All submissions have one owner, which says nothing about who handed them in
        (room.hub / "instructor").mkdir(exist_ok=True)
        settings = {"ExchangeCollect": {"check_owner": False}}
        (room.hub / "instructor" / "nbgrader_config.json").write_text(json.dumps(settings))
    run = {"port": port, "hub_port": free_port(), "proxy_port": free_port(), "bwrap": bwrap, "tls": tls}
    log = room.hub / "log"
    with open(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
        hub = subprocess.Popen(
            [sys.executable, "-m", "jupyterhub", "--config", str(CONFIG)],
            cwd=room.hub,
            env=os.environ | {"CLASSROOM": json.dumps(run)},
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            start_new_session=True,
        )
    deadline = time.monotonic() + START_SECONDS
    while True:
        if hub.poll() is not None or time.monotonic() > deadline:
            raise RoomError(f"the hub did not start: see {log}")
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/hub/login", timeout=10):
                return hub
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)


def announce(room: Room, people: dict[str, Person], port: int) -> None:
    say(f"\nThe classroom is open: http://127.0.0.1:{port}\n")
    shown = [INSTRUCTOR, *SAMPLES]
    for person in people.values():
        if person.name in shown:
            say(f"  {person.name:<12} {person.password}")
    say(f"\nThe passwords are in {room.list}, the instructor's course is {room.course}.")
    if os.geteuid() == 0:
        say("Each person has a user id of its own and sees its own files only.")
    else:
        say("All servers run as you; each student's is confined to the student's own files.")
    say("Ctrl-C ends everything. What people did stays in classroom/; remove that folder to begin anew.\n")


def end_everything() -> None:
    """The hub is asked to end, and ends its proxy and servers. Then whatever is left is killed, until nothing is."""
    me = psutil.Process()
    for child in me.children():
        child.terminate()
    psutil.wait_procs(me.children(), timeout=STOP_SECONDS)
    while left := me.children(recursive=True):
        for process in left:
            try:
                process.kill()
            except psutil.NoSuchProcess:
                continue
        psutil.wait_procs(left, timeout=1)


def say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    main()
