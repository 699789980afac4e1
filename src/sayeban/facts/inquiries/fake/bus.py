"""A made-up service bus in front of made-up registers: it asks for a token and hands calls on.

POST /token gives one for the right user; POST /r1/<register> hands on. `state` "down" answers
nobody with a fault of its own, "shut" refuses every token, "no_token" gives none. A register that
is ill behind it is said as X-Road says it: the service failed.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, unquote

from sayeban.facts.inquiries.fake.server import FakeRegisters

ERROR = "X-Road-Error"
_PREFIX = "/r1/"
_ILL = 500


@dataclass
class FakeBus:
    """One bus. `calls` are the headers of what it handed on, with the path; `tokens` were given."""

    registers: FakeRegisters
    user: str = "sayeban"
    password: str = "sample"  # noqa: S105 - of a made-up bus
    state: str = "up"
    url: str = ""
    tokens: int = 0
    calls: list[dict[str, str]] = field(default_factory=list)

    def settings(self) -> dict[str, Any]:
        """What BUS_OUT says of this bus."""
        return {
            "url": f"{self.url}/r1",
            "token_url": f"{self.url}/token",
            "client": "sayeban",
            "secret": "sample",
            "user": self.user,
            "password": self.password,
            "headers": {"pid": "10861234"},
            "error": ERROR,
        }

    def token(self, form: dict[str, str]) -> tuple[int, bytes]:
        """A token for the right user."""
        right = (form.get("username"), form.get("password")) == (self.user, self.password)
        if self.state == "no_token" or not right:
            return 400, b"{}"
        self.tokens += 1
        return 200, json.dumps({"access_token": f"t{self.tokens}", "expires_in": 300}).encode()

    def hand_on(self, path: str, headers: dict[str, str], body: bytes) -> tuple[int, bytes, str]:
        """Status, body and the bus's own word of a fault."""
        if self.state == "down":
            return 500, b"{}", "Server.ServerProxy.NetworkError"
        if self.state == "shut" or headers.get("Authorization") != f"Bearer t{self.tokens}":
            return 401, b"{}", ""
        self.calls.append(headers | {"path": path})
        status, told = self.registers.answer(path.removeprefix(_PREFIX), json.loads(body))
        return status, told, "Server.ServerProxy.ServiceFailed.HttpError" if status >= _ILL else ""


@contextmanager
def running_bus(bus: FakeBus) -> Iterator[FakeBus]:
    """The bus answers meanwhile on loopback, on any port."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if self.path == "/token":
                status, told = bus.token({k: v[0] for k, v in parse_qs(body.decode()).items()})
                self._answer(status, told, "")
            else:
                self._answer(*bus.hand_on(unquote(self.path), dict(self.headers.items()), body))

        def _answer(self, status: int, raw: bytes, fault: str) -> None:
            self.send_response(status)
            if fault:
                self.send_header(ERROR, fault)
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        def log_message(self, *_: object) -> None:
            """Questions name persons: nothing is logged."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    bus.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield bus
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
