"""A message of ours over HTTP: no redirect, little time, little of the answer read."""

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from socket import SHUT_RDWR
from threading import Timer
from typing import Final
from urllib.parse import urlsplit

_SECONDS: Final = 10
_READ: Final = 64 * 1024
_LAST: Final = 300
_GONE: Final = 410


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of it: "" where the message was taken, else a word; `gone`: never try again.

    `body` is the beginning of the answer.
    """

    problem: str
    gone: bool = False
    body: bytes = b""


def post(uri: str, body: bytes, headers: Mapping[str, str], seconds: float = _SECONDS) -> Sent:
    """Send once. Data of persons go to this address and nowhere that an answer leads to."""
    try:
        return _posted(uri, body, headers, seconds)
    except (HTTPException, OSError, ValueError) as error:
        return Sent(type(error).__name__)


def _posted(uri: str, body: bytes, headers: Mapping[str, str], seconds: float) -> Sent:
    parts = urlsplit(uri)
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    with closing(kind(parts.hostname or "", parts.port, timeout=seconds)) as connection:
        connection.connect()
        with _no_longer(connection, seconds):
            connection.request("POST", parts.path or "/", body, dict(headers))
            answer = connection.getresponse()
            problem = "" if answer.status < _LAST else str(answer.status)
            return Sent(problem, answer.status == _GONE, answer.read(_READ))


@contextmanager
def _no_longer(connection: HTTPConnection, seconds: float) -> Iterator[None]:
    """The time of the whole exchange: who answers by single bytes would hold up all others."""

    def cut() -> None:
        with suppress(OSError):
            connection.sock.shutdown(SHUT_RDWR)

    timer = Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
