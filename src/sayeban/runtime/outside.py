"""One call to an address that somebody wrote down: where it may lead, how long, how much.

An address is a stranger's word, so that a call goes to the machine that was judged and to no
other (S11): the name is resolved once, every address behind it must be public or named in
OUTSIDE_NETWORKS, nothing leads on from an answer, and all of it together has one time.
"""

import socket
import ssl
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Final, Literal
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

SECONDS: Final = 10.0
MOST: Final = 64 * 1024
"""Of an answer no more is read."""
_OWN_MACHINE: Final = ("127.0.0.1", "::1", "localhost")
_EMBEDDING: Final = (ip_network("64:ff9b::/96"), ip_network("64:ff9b:1::/48"))
"""Addresses of version 6 that lead to one of version 4."""

Fault = Literal["address", "unreachable", "timeout", "tls", "reply"]


class OutsideError(Exception):
    """A call that was not answered. `fault` says why; nothing of the address stands in it."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault: Fault = fault


@dataclass(frozen=True, slots=True)
class Reply:
    """What was answered; `headers` by small letters, `body` at most MOST bytes."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def well_formed(url: str, *, own_machine: bool = False) -> bool:
    """Whether an address can be called at all; where its name leads is seen when it is called.

    `own_machine`: also one that names this machine, as programs of a demonstration have it.
    """
    parts = _parts(url)
    if parts is None:
        return False
    if own_machine and parts.hostname in _OWN_MACHINE:
        return True
    try:
        literal = ip_address(parts.hostname or "")
    except ValueError:
        return parts.scheme == "https"
    return _allowed(literal, parts.scheme)


def call(
    method: str,
    url: str,
    body: bytes = b"",
    headers: Mapping[str, str] | None = None,
    *,
    seconds: float = SECONDS,
    own_machine: bool = False,
) -> Reply:
    """The answer of an address within so many seconds; raises OutsideError.

    `own_machine` as in `well_formed`; no other name may lead to this machine.
    """
    parts = _parts(url)
    if parts is None:
        raise OutsideError("address")
    with _Deadline(seconds) as deadline:
        try:
            line = _Line(parts, deadline, own_machine and parts.hostname in _OWN_MACHINE)
            reply = _called(line, method, parts, body, headers or {})
        except OutsideError:
            raise
        except (OSError, HTTPException, ValueError) as error:
            raise OutsideError(deadline.fault(error)) from error
    if deadline.over:  # what was cut may look like the whole
        raise OutsideError("timeout")
    return reply


def _parts(url: str) -> SplitResult | None:
    """The parts of an address that can be meant: with a name, without a user or a fragment."""
    if not url.isascii() or not url.isprintable() or set(url) & set(' \\"<>^`{|}'):
        return None
    try:
        parts = urlsplit(url)
        known = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return None
    return parts if known and "@" not in parts.netloc and "#" not in url else None


def _allowed(place: IPv4Address | IPv6Address, scheme: str) -> bool:
    """Whether a call may go there. Without TLS it stays on this machine."""
    if isinstance(place, IPv6Address):
        if place.ipv4_mapped:
            return _allowed(place.ipv4_mapped, scheme)
        if place.sixtofour or place.teredo or any(place in each for each in _EMBEDDING):
            return False
    if scheme != "https" and not place.is_loopback:
        return False
    named = any(place in ip_network(each) for each in settings.OUTSIDE_NETWORKS)
    return named or (place.is_global and not place.is_multicast)


def _place(parts: SplitResult, is_own: bool) -> tuple[str, int]:
    """Where the name leads, judged; all that it names must be allowed."""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    found = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
    places = [ip_address(each[4][0]) for each in found]
    if not places or not all(
        _allowed(each, parts.scheme) or (is_own and each.is_loopback) for each in places
    ):
        raise OutsideError("address")
    return str(places[0]), port


class _Deadline:
    """Cuts the line when the time is over, also where the other side sends byte by byte."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.over = False
        self._line: socket.socket | None = None
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True

    def __enter__(self) -> "_Deadline":
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    def holds(self, line: socket.socket) -> None:
        """The line that is cut."""
        self._line = line
        if self.over:
            raise OutsideError("timeout")

    def _cut(self) -> None:
        self.over = True
        if self._line is not None:
            with suppress(OSError):
                # That of the socket below TLS: it wakes whoever reads and touches nothing else.
                socket.socket.shutdown(self._line, socket.SHUT_RDWR)

    def fault(self, error: Exception) -> Fault:
        """What an error means."""
        if self.over or isinstance(error, TimeoutError):
            return "timeout"
        if isinstance(error, ssl.SSLError):
            return "tls"
        return "unreachable" if isinstance(error, OSError) else "reply"


class _Line(HTTPConnection):
    """A connection to the machine that was judged."""

    def __init__(self, parts: SplitResult, deadline: _Deadline, is_own: bool) -> None:
        super().__init__(parts.netloc)
        self._parts = parts
        self._is_own = is_own
        self._deadline = deadline

    def connect(self) -> None:
        """Connect, with TLS under the name that was written."""
        line = socket.create_connection(_place(self._parts, self._is_own), self._deadline.seconds)
        self._deadline.holds(line)
        if self._parts.scheme == "https":
            line = ssl.create_default_context().wrap_socket(
                line, server_hostname=self._parts.hostname, do_handshake_on_connect=False
            )
            self._deadline.holds(line)
            line.do_handshake()
        self.sock = line


def _called(
    line: _Line, method: str, parts: SplitResult, body: bytes, headers: Mapping[str, str]
) -> Reply:
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        line.request(method, target, body, {"Connection": "close", **headers})
        reply = line.getresponse()
        told = {name.lower(): value for name, value in reply.getheaders()}
        return Reply(reply.status, told, reply.read(MOST))
    finally:
        line.close()
