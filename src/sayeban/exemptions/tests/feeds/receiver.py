"""A company's receiver of signals, as a process of its own: `python receiver.py FOLDER`.

It prints its port. The last word of an address says how it behaves. FOLDER/secret is its secret,
FOLDER/clock how many seconds its clock goes before the sender's, from FOLDER/now. What it took for
good goes to FOLDER/taken, one line an event; a name that it knows it takes no second time.
"""

import json
import sys
import time
from contextlib import suppress
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import time_machine
from standardwebhooks import Webhook, WebhookVerificationError

FOLDER = Path(sys.argv[-1])
"""Given as the one argument of the program; whoever imports it asks nothing of the folder."""


def said(name: str, otherwise: str = "") -> str:
    path = FOLDER / name
    return path.read_text() if path.exists() else otherwise


class Receiver(BaseHTTPRequestHandler):
    """Behaves as the address says."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        with (FOLDER / "heard").open("a") as heard:
            heard.write(f"{self.path}\n")
        getattr(self, f"_{self.path.rsplit('/', 1)[-1]}", self._answer)(body)

    def _ok(self, body: bytes) -> None:
        now = datetime.fromisoformat(said("now")) + timedelta(seconds=int(said("clock", "0")))
        try:
            with time_machine.travel(now, tick=False):
                event = Webhook(said("secret")).verify(body, dict(self.headers.items()))
        except WebhookVerificationError as error:
            (FOLDER / "wrong").write_text(str(error))
            self._say(400)
            return
        known = (
            []
            if said("forgets")
            else [json.loads(line)["id"] for line in said("taken").splitlines()]
        )
        if event["id"] not in known:
            with (FOLDER / "taken").open("a") as taken:
                taken.write(json.dumps(event) + "\n")
        self._say(204)

    def _lost(self, body: bytes) -> None:
        """Take it and never say so, the first time."""
        first = not (FOLDER / "taken").exists()
        self._ok(body) if not first else self._taken_in_silence(body)

    def _taken_in_silence(self, body: bytes) -> None:
        with (FOLDER / "taken").open("a") as taken:
            taken.write(body.decode() + "\n")
        self._hang(body)

    def _hang(self, _body: bytes) -> None:
        time.sleep(60)

    def _drip(self, _body: bytes) -> None:
        """A byte at a time, each in time."""
        for each in b"HTTP/1.1 204 No Content\r\nX-Long: " + b"x" * 1000:
            with suppress(ConnectionError):
                self.wfile.write(bytes([each]))
            time.sleep(0.05)

    def _flood(self, _body: bytes) -> None:
        self.send_response(200)
        self.end_headers()
        with suppress(ConnectionError):
            while True:
                self.wfile.write(b"x" * 65536)

    def _elsewhere(self, _body: bytes) -> None:
        self.send_response(307)
        self.send_header("Location", "/ok")
        self.end_headers()

    def _answer(self, _body: bytes) -> None:
        self._say(int(self.path.rsplit("/", 1)[-1]))

    def _say(self, status: int) -> None:
        self.send_response(status)
        if status == 429:
            self.send_header("Retry-After", "7200")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    print(server.server_port, flush=True)
    server.serve_forever()
