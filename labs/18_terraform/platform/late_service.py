"""late_service.py FOLDER: the lateness service, on the port that FOLDER/config.json names.

GET /health   {"status": "ok", "name": ..., "pid": ...}
GET /config   the configuration that it started with
GET /predict?carrier=UA   the probability that a flight of this carrier arrives more than 15 minutes late

With the environment variable LATE_TOKEN set, /predict wants the header `Authorization: Bearer TOKEN`, else it says 401.
It reads its configuration once, when it starts. It ends when the process LATE_OWNER, a notebook, is gone.
"""

import hmac
import json
import os
import socketserver
import sys
import threading
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

FOLDER = Path(sys.argv[1])
CONFIG = json.loads((FOLDER / "config.json").read_text())
MODEL = json.loads((Path(__file__).parent / "models" / f"{CONFIG['model']}.json").read_text())
TOKEN = os.environ.get("LATE_TOKEN")
OWNER = int(os.environ.get("LATE_OWNER", 0))


class Server(ThreadingHTTPServer):
    """A server that does not ask the DNS for its machine's name, as its parent does."""

    def server_bind(self):
        """Take the port."""
        socketserver.TCPServer.server_bind(self)


class Handler(BaseHTTPRequestHandler):
    """One request."""

    def do_GET(self):
        """Answer with JSON."""
        url = urlsplit(self.path)
        if url.path == "/health":
            self.answer(200, {"status": "ok", "name": CONFIG["name"], "pid": os.getpid()})
        elif url.path == "/config":
            self.answer(200, CONFIG)
        elif url.path != "/predict":
            self.answer(404, {"error": "no such page"})
        elif TOKEN and not hmac.compare_digest(
            self.headers.get("Authorization", "").encode(), f"Bearer {TOKEN}".encode()
        ):
            self.answer(401, {"error": "a token is needed"})
        else:
            carrier = parse_qs(url.query).get("carrier", [""])[0]
            if carrier in MODEL["late_share"]:
                self.answer(200, {"model": MODEL["model"], "late": MODEL["late_share"][carrier]})
            else:
                self.answer(422, {"error": "carrier"})

    def answer(self, status, value):
        """Send a value as JSON."""
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Keep quiet: the log is for failures."""


def watch():
    """End this process when the notebook that started it is gone."""
    with suppress(ProcessLookupError):
        while True:
            os.kill(OWNER, 0)  # signal 0 only asks
            time.sleep(0.5)
    os._exit(0)


server = Server(("127.0.0.1", CONFIG["port"]), Handler)
if OWNER:
    threading.Thread(target=watch, daemon=True).start()
server.serve_forever()
