"""Asking through a service bus that is spoken to over HTTP (interfaces: pluggable token grant)."""

import base64
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from itertools import count
from typing import Any
from urllib.parse import parse_qs

import pytest
from pytest_django.fixtures import Settings

from sayeban.runtime.bus_session import BusRefusedError, BusSession, BusTerms, PasswordGrant
from sayeban.runtime.outside import OutsideError


class Bus(HTTPServer):
    """A bus that remembers what it was asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.grants: list[dict[str, str]] = []
        self.calls: list[dict[str, str]] = []
        self.valid = ""
        self.refreshes = True
        self.passwords = {"behzisti": "رمز"}
        self.token_answer: bytes | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Answers(BaseHTTPRequestHandler):
    server: Bus

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        if self.path == "/token":
            self._token({k: v[0] for k, v in parse_qs(body.decode()).items()})
        else:
            self._call(body)

    do_GET = do_POST

    def _token(self, form: dict[str, str]) -> None:
        bus = self.server
        bus.grants.append(
            form | {"basic": self.headers["Authorization"], "pid": self.headers["pid"]}
        )
        refreshed = form["grant_type"] == "refresh_token" and bus.refreshes
        known = bus.passwords.get(form.get("username", "")) == form.get("password")
        if not (refreshed or (form["grant_type"] == "password" and known)):
            self._say(400, b"{}")
            return
        bus.valid = f"access-{len(bus.grants)}"
        said = {"access_token": bus.valid, "refresh_token": "again", "expires_in": 300}
        self._say(200, bus.token_answer or json.dumps(said).encode())

    def _call(self, body: bytes) -> None:
        self.server.calls.append(dict(self.headers.items()) | {"path": self.path})
        right = self.headers["Authorization"] == f"Bearer {self.server.valid}"
        self._say(200 if right else 401, body)

    def _say(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


class Clock:
    """A clock that a test moves."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def bus(settings: Settings) -> Iterator[Bus]:
    settings.OUTSIDE_NETWORKS = ("127.0.0.0/8",)
    server = Bus()
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def session(bus: Bus, clock: Clock | None = None, word: str = "رمز") -> BusSession:
    terms = BusTerms(
        f"{bus.address}/api/client/apim/v1",
        f"{bus.address}/token",
        "sayeban",
        "s3",
        {"pid": "10861234"},
        "requestId",
    )
    numbers = count(1)
    return BusSession(
        terms,
        PasswordGrant("behzisti", word),
        lambda: f"SYB{next(numbers):06}",
        clock or Clock(),
    )


def test_a_call_carries_token_headers_and_its_own_name(bus: Bus) -> None:
    asked = session(bus)
    for _ in range(2):
        reply = asked.request(
            "POST", "/civil/deaths", "وفات".encode(), {"Accept": "application/json"}
        )
    assert (reply.status, reply.body.decode()) == (200, "وفات")
    first, second = bus.calls
    assert first["path"] == "/api/client/apim/v1/civil/deaths"
    assert (first["pid"], first["requestId"], second["requestId"]) == (
        *("10861234", "SYB000001"),
        "SYB000002",
    )
    (grant,) = bus.grants
    assert grant == {
        "grant_type": "password",
        "username": "behzisti",
        "password": "رمز",
        "basic": "Basic " + base64.b64encode(b"sayeban:s3").decode(),
        "pid": "10861234",
    }


def test_a_token_is_renewed_before_it_ends(bus: Bus) -> None:
    clock = Clock()
    asked = session(bus, clock)
    asked.request("GET", "x")
    clock.now = 269
    asked.request("GET", "x")
    assert len(bus.grants) == 1
    clock.now = 271
    assert asked.request("GET", "x").status == 200
    assert [each["grant_type"] for each in bus.grants] == ["password", "refresh_token"]


def test_where_no_renewal_is_taken_the_password_is(bus: Bus) -> None:
    clock = Clock()
    asked = session(bus, clock)
    asked.request("GET", "x")
    bus.refreshes = False
    clock.now = 300
    assert asked.request("GET", "x").status == 200
    grants = [each["grant_type"] for each in bus.grants]
    assert grants == ["password", "refresh_token", "password"]


def test_a_token_that_the_bus_forgot_is_asked_for_anew_once(bus: Bus) -> None:
    asked = session(bus)
    asked.request("GET", "x")
    bus.valid = "another"
    assert asked.request("GET", "x").status == 200
    assert len(bus.calls) == 3


def test_a_refused_password_is_said_without_its_words(bus: Bus) -> None:
    with pytest.raises(BusRefusedError) as refused:
        session(bus, word="نادرست").request("GET", "x")
    assert (refused.value.status, str(refused.value)) == (400, "400")
    assert bus.calls == []


@pytest.mark.parametrize("said", [b"", b"[]", b"{}", b'{"access_token": "a", "expires_in": "x"}'])
def test_a_token_that_cannot_be_read_is_none(bus: Bus, said: bytes) -> None:
    bus.token_answer = said or b" "
    with pytest.raises(BusRefusedError):
        session(bus).request("GET", "x")


def test_nobody_is_asked_outside_of_the_named_networks(bus: Bus, settings: Settings) -> None:
    settings.OUTSIDE_NETWORKS = ()
    with pytest.raises(OutsideError) as wrong:
        session(bus).request("GET", "x")
    assert wrong.value.fault == "address"


def test_secrets_stand_in_no_description(bus: Bus) -> None:
    shown: Any = (PasswordGrant("u", "hidden-1"), BusTerms("b", "t", "c", "hidden-2", {}, "r"))
    assert "hidden" not in repr(shown)
