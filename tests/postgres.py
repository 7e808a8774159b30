"""A PostgreSQL server for one test, owned by an ordinary user, in a folder of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

PORT = 5432  # names the socket only: the server listens on no network


@contextmanager
def postgres(database: str = "gradebook") -> Iterator[str]:
    """A database's URL; the test is skipped where there is no server to start."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        pytest.skip("needs postgresql")
    tools = found[-1].parent
    user: list[str] = []
    if os.getuid() == 0:  # initdb refuses root; the package made a user for this
        user = ["runuser", "-u", "postgres", "--"]
    # A short path: the name of a socket has at most 107 bytes.
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    data = folder / "data"

    def run(tool: str, *options: str) -> None:
        done = subprocess.run(
            [*user, str(tools / tool), *options], cwd=folder, capture_output=True, text=True, timeout=120
        )
        assert done.returncode == 0, f"{tool}: {done.stdout}{done.stderr}"

    try:
        if user:
            shutil.chown(folder, "postgres")
        folder.chmod(0o700)
        run("initdb", "-D", str(data), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync")
        # Few connections, as nbgrader's own test asks for: whoever leaves one open is found out.
        settings = f"-c listen_addresses='' -k {folder} -p {PORT} -c fsync=off -c max_connections=8"
        run("pg_ctl", "-D", str(data), "-w", "-l", str(folder / "log"), "-o", settings, "start")
        try:
            run("createdb", "-h", str(folder), "-p", str(PORT), "-U", "postgres", database)
            yield f"postgresql+psycopg://postgres@/{database}?host={folder}&port={PORT}"
        finally:
            run("pg_ctl", "-D", str(data), "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
