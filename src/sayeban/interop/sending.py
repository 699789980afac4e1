"""A message of ours over HTTP: no redirect, little time, little of the answer read."""

from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPException
from typing import Final
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

_SECONDS: Final = 10
_READ: Final = 64 * 1024
_LAST: Final = 300
GONE: Final = 410


class _Nowhere(HTTPRedirectHandler):
    """Data of persons go to the registered address and nowhere that an answer leads to."""

    def redirect_request(self, *_: object) -> None:
        """An answer that leads elsewhere is an error."""


_service: Final = build_opener(_Nowhere, ProxyHandler({}))


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of it: "" where the message was taken, else a word; `gone`: never try again.

    `body` is the beginning of the answer.
    """

    problem: str
    gone: bool = False
    body: bytes = b""


def post(uri: str, body: bytes, headers: Mapping[str, str], seconds: float = _SECONDS) -> Sent:
    """Send once."""
    request = Request(uri, data=body, headers=dict(headers), method="POST")  # noqa: S310 - judged when registered
    try:
        with _service.open(request, timeout=seconds) as answer:
            return Sent(
                "" if answer.status < _LAST else str(answer.status), body=answer.read(_READ)
            )
    except HTTPError as error:
        return Sent(str(error.code), error.code == GONE)
    except (URLError, HTTPException, OSError, ValueError) as error:
        return Sent(type(error).__name__)
