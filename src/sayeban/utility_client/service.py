"""Calls of the service: a token, tries that wait longer each time, problems as faults."""

import base64
import http.client
import json
import random
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.message import Message
from http import HTTPStatus
from typing import Any, Final

_SECONDS: Final = 60
"""Longer than the service lets a call wait."""
_TRIES: Final = 6
_LONGEST_PAUSE: Final = 300.0
_BEFORE_ITS_END: Final = 60
_LATER: Final = frozenset(
    {
        HTTPStatus.TOO_MANY_REQUESTS,
        HTTPStatus.INTERNAL_SERVER_ERROR,
        HTTPStatus.BAD_GATEWAY,
        HTTPStatus.SERVICE_UNAVAILABLE,
        HTTPStatus.GATEWAY_TIMEOUT,
    }
)


class ServiceFault(Exception):
    """The service does not answer, or says no. `code` is that of its problem."""

    def __init__(self, code: str, detail: str = "") -> None:
        self.code = code
        super().__init__(f"{code}: {detail}" if detail else code)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; the names of headers are in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.body)
        return found

    @property
    def code(self) -> str:
        """The stable code of a problem (RFC 9457)."""
        try:
            said = self.json
        except ValueError:
            return f"http.{self.status}"
        return str(said.get("title") or said.get("error") or f"http.{self.status}")


Send = Callable[[str, str, Mapping[str, str], bytes | None], Answer]
"""(method, address, headers, body) to an answer; OSError where none comes."""


def over_network(method: str, url: str, headers: Mapping[str, str], body: bytes | None) -> Answer:
    """One call over HTTP; any status is an answer."""
    asked = urllib.request.Request(url, body, dict(headers), method=method)  # noqa: S310 - named by the operator
    try:
        with urllib.request.urlopen(asked, timeout=_SECONDS) as came:  # noqa: S310 - the same
            return Answer(came.status, _small(came.headers), came.read())
    except urllib.error.HTTPError as refused:
        with refused:
            return Answer(refused.code, _small(refused.headers), refused.read())
    except http.client.HTTPException as torn:
        raise ConnectionError(str(torn)) from torn


def _small(headers: Message) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


@dataclass(slots=True)
class Service:
    """The service at `url`, as the program `client` with its secret."""

    url: str
    client: str
    secret: str = field(repr=False)
    send: Send = over_network
    sleep: Callable[[float], None] = time.sleep
    _token: str = field(default="", repr=False)
    _until: float = 0.0

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> Answer:
        return self.call("GET", path, headers or {}, None)

    def call(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes | None
    ) -> Answer:
        """An answer that is not to be asked for later; ServiceFault after the last try.

        A problem is an answer too. What writes must bring the same key and body each time.
        """
        address = f"{self.url.rstrip('/')}/utility/v1{path}"
        answer = self._patiently(method, address, headers, body)
        if answer.status == HTTPStatus.UNAUTHORIZED:
            self._token = ""
            answer = self._patiently(method, address, headers, body)
        return answer

    def _patiently(
        self, method: str, address: str, headers: Mapping[str, str], body: bytes | None
    ) -> Answer:
        bearer = {"Authorization": f"Bearer {self._bearer()}"}
        return self._tried(method, address, {**headers, **bearer}, body)

    def _bearer(self) -> str:
        """The token, a new one shortly before it ends."""
        if not self._token or time.monotonic() > self._until:
            word = base64.b64encode(f"{self.client}:{self.secret}".encode()).decode()
            headers = {
                "Authorization": f"Basic {word}",
                "Content-Type": "application/x-www-form-urlencoded",
            }
            body = b"grant_type=client_credentials"
            given = self._tried("POST", f"{self.url.rstrip('/')}/oauth2/token", headers, body)
            if given.status != HTTPStatus.OK:
                raise ServiceFault(given.code, "no token is given to this program")
            self._token = given.json["access_token"]
            self._until = time.monotonic() + given.json["expires_in"] - _BEFORE_ITS_END
        return self._token

    def _tried(
        self, method: str, address: str, headers: Mapping[str, str], body: bytes | None
    ) -> Answer:
        for number in range(_TRIES):
            pause = random.uniform(0.5, 1) * 2**number  # noqa: S311 - many programs do not come at once
            try:
                answer = self.send(method, address, headers, body)
            except OSError as nobody:
                said = str(nobody)
            else:
                if not is_for_later(answer):
                    return answer
                said = answer.code
                pause = _asked_pause(answer, pause)
            if number + 1 < _TRIES:
                self.sleep(min(pause, _LONGEST_PAUSE))
        raise ServiceFault("service.unreachable", said)


def is_for_later(answer: Answer) -> bool:
    """Whether the same call may be answered when it is made again."""
    running = answer.status == HTTPStatus.CONFLICT and answer.code == "key.in_flight"
    return running or answer.status in _LATER


def _asked_pause(answer: Answer, pause: float) -> float:
    wanted = answer.headers.get("retry-after", "")
    return float(wanted) if wanted.isascii() and wanted.isdigit() else pause
