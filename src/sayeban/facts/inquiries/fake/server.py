"""One process that is all registers: POST /<register> asks, POST /switch makes one ill.

`{"register": "decile", "state": "down"}` lets it answer 503 until "up"; "busy" is 429, "garbage"
no JSON, "hang" says nothing for a while, "another" answers another question. GET /asked says what
was asked: the demo shows it. Many questions in one call are answered in a list.
"""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Any
from urllib.parse import unquote
from uuid import uuid4

from sayeban.facts.inquiries.fake.worlds import WORLDS, drawn, status_of

_MOST_KEPT = 10_000
_STATUS_OF_STATE = {"down": 503, "busy": 429}


@dataclass
class FakeRegisters:
    """All registers. `dirt`: some answers are as in life. `given` forces the status of one person
    in one register; `hang_seconds` is how long a hanging one says nothing.
    """

    dirt: bool = True
    hang_seconds: float = 30.0
    slow_seconds: float = 0.5
    url: str = ""
    states: dict[str, str] = field(default_factory=dict)
    given: dict[tuple[str, str], str] = field(default_factory=dict)
    asked: list[dict[str, Any]] = field(default_factory=list)
    calls: int = 0
    """Calls that arrived, also those that were asked again."""
    _answers: dict[str, bytes] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def answer(self, register: str, sent: dict[str, Any]) -> tuple[int, bytes]:
        """Status and body. A question that was answered is answered the same again."""
        with self._lock:
            self.calls += 1
        if register not in WORLDS:
            return 404, b"{}"
        state = self.states.get(register, "up")
        if state == "hang":
            time.sleep(self.hang_seconds)
        if state in _STATUS_OF_STATE:
            return _STATUS_OF_STATE[state], b"{}"
        if state == "garbage":
            return 200, b"<html>maintenance</html>"
        if state == "another":
            return 200, self._all(register, sent, another=True)
        return 200, self._all(register, sent)

    def _all(self, register: str, sent: dict[str, Any], *, another: bool = False) -> bytes:
        strange = {"request_id": str(uuid4())} if another else {}
        if "questions" not in sent:
            return self._once(register, sent | strange)
        told = [json.loads(self._once(register, each | strange)) for each in sent["questions"]]
        return json.dumps({"answers": told}, ensure_ascii=False).encode()

    def _once(self, register: str, sent: dict[str, Any]) -> bytes:
        number = str(sent["request_id"])
        with self._lock:
            if number in self._answers:
                return self._answers[number]
        said = self._said(register, sent)
        with self._lock:
            if len(self.asked) < _MOST_KEPT:
                self.asked.append({"register": register, **sent})
            return self._answers.setdefault(number, said)

    def _said(self, register: str, sent: dict[str, Any]) -> bytes:
        identifier = str(sent["subject"]["value"])
        status = self.given.get((register, identifier))
        status = status or status_of(register, identifier, dirt=self.dirt)
        if status == "slow":
            time.sleep(self.slow_seconds)
            status = "ok"
        chance = drawn(register, identifier)
        told: dict[str, Any] = {
            "request_id": sent["request_id"],
            "status": status,
            "provider": f"نمونه: {register}",
            "provider_reference": f"{register}-{chance.randrange(10**9)}",
        }
        if status == "ok":
            told["result"] = WORLDS[register](chance, sent.get("question", {}))
        return json.dumps(told, ensure_ascii=False).encode()


def serving(registers: FakeRegisters, port: int) -> ThreadingHTTPServer:
    """The registers on a port of this machine (0: any); the caller serves and closes them."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            if self.path == "/switch":
                registers.states[body["register"]] = body["state"]
                self._answer(200, b"{}")
            else:
                self._answer(*registers.answer(unquote(self.path.strip("/")), body))

        def do_GET(self) -> None:
            told = json.dumps(registers.asked[-200:], ensure_ascii=False).encode()
            self._answer(200 if self.path == "/asked" else 404, told)

        def _answer(self, status: int, raw: bytes) -> None:
            try:
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(raw)))
                self.end_headers()
                self.wfile.write(raw)
            except OSError:
                """Whoever asked has gone."""

        def log_message(self, *_: object) -> None:
            """Questions name persons: nothing is logged."""

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    server.daemon_threads = True
    registers.url = f"http://127.0.0.1:{server.server_address[1]}"
    return server


@contextmanager
def running(registers: FakeRegisters) -> Iterator[FakeRegisters]:
    """The registers answer meanwhile, on any port."""
    server = serving(registers, 0)
    thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield registers
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
