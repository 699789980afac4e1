"""A service on loopback that does what it is asked, and may kill whoever asks before he is told."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

FEED: Final = "behzisti.gas.07.307"
_PAGE: Final = 7


def change(seq: int) -> dict[str, Any]:
    """A grant, each fifth time the end of the one before."""
    ends = seq % 5 == 0
    number = seq - ends
    record = {"service_point": {"bill_id": bill(number)}, "occupant": {"full_name": "مریم"}}
    return {
        "seq": seq,
        "op": "revoke" if ends else "grant",
        "exemption_id": f"00000000-0000-4000-8000-{number:012}",
        "version": 2 if ends else 1,
        "reason": "deceased" if ends else "new_cover",
        "effective_from": "2026-11-24",
        "record": None if ends else record,
    }


def bill(number: int) -> str:
    """A gas bill of company 307."""
    body = f"{number:08}3073"
    total = sum(int(digit) * (place % 6 + 2) for place, digit in enumerate(reversed(body)))
    return f"{body}{0 if total % 11 < 2 else 11 - total % 11}"


class Fake(ThreadingHTTPServer):
    """Its feed has `changes` changes. `before_telling` is called when a call was done."""

    def __init__(self, changes: int) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.changes = changes
        self.before_telling: Callable[[str], None] = lambda _: None
        self.broken: list[tuple[int, dict[str, str]]] = []
        self.without_keys = False
        self.kept: dict[str, bytes] = {}
        self.receipts: list[tuple[str, int, str]] = []
        self.reports: list[tuple[str, str]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def answer(self, path: str, query: dict[str, list[str]], key: str, body: bytes) -> object:
        if path == "/oauth2/token":
            return {"access_token": "t", "expires_in": 900}
        if path.endswith("/feeds"):
            return [{"feed_id": FEED}]
        if path.endswith("/changes"):
            return self._page(int(query.get("cursor", ["0"])[0]))
        if key in self.kept and not self.without_keys:
            assert self.kept[key] == body
        else:
            self.kept[key] = body
            self._take(json.loads(body))
        items = next(iter(json.loads(body).values()))
        return {"accepted": len(items), "rejected": 0}

    def _page(self, after: int) -> dict[str, Any]:
        last = min(after + _PAGE, self.changes)
        return {
            "epoch": "e",
            "data": [change(seq) for seq in range(after + 1, last + 1)],
            "next_cursor": str(last),
            "has_more": last < self.changes,
        }

    def _take(self, sent: dict[str, Any]) -> None:
        for each in sent.get("receipts", []):
            self.receipts.append((each["exemption_id"], each["version"], each["status"]))
        for each in sent.get("reports", []):
            self.reports.append((each["exemption_id"], each["period_end"]))


class _Handler(BaseHTTPRequestHandler):
    server: Fake

    def do_GET(self) -> None:
        self._tell(b"")

    def do_POST(self) -> None:
        self._tell(self.rfile.read(int(self.headers["Content-Length"])))

    def _tell(self, body: bytes) -> None:
        parts = urlsplit(self.path)
        if self.server.broken:
            status, headers = self.server.broken.pop()
            said: object = {"title": "out of order"}
        else:
            key = self.headers.get("Idempotency-Key", "")
            said = self.server.answer(parts.path, parse_qs(parts.query), key, body)
            status, headers = 200, {}
            self.server.before_telling(parts.path)
        text = json.dumps(said).encode()
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(text))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is printed."""


@contextmanager
def serving(changes: int) -> Iterator[Fake]:
    """The service while it answers."""
    with Fake(changes) as served:
        thread = threading.Thread(target=served.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield served
        finally:
            served.shutdown()
            thread.join()
