"""serve.py FOLDER PORT: answer GET /health, and POST /predict with the probability by FOLDER/model.json."""

import json
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))
import late


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.answer(200 if self.path == "/health" else 404, {"status": "up"})

    def do_POST(self):
        try:
            flight = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            self.answer(200, {"probability": late.probability(late.load(Path(sys.argv[1], "model.json")), flight)})
        except (ValueError, KeyError, OSError) as error:
            self.answer(500, {"error": f"{type(error).__name__}: {error}"})

    def answer(self, status, body):
        text = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)


HTTPServer(("127.0.0.1", int(sys.argv[2])), Handler).serve_forever()
