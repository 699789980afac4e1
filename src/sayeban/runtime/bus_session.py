"""Asking others through a government service bus: tokens, the bus's headers, names of calls.

No official description of the bus exists, so that what differs is given: how a token is asked for
(`Grant`), which headers go with each call and how a call is named.
"""

import base64
import json
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Final, Protocol
from urllib.parse import urlencode

from sayeban.runtime.outside import SECONDS, OutsideError, Reply, call

_EARLY: Final = 30.0
"""So many seconds before its end a token is no longer used."""


class BusRefusedError(Exception):
    """The bus gave no token. Its status is said, never its words."""

    def __init__(self, status: int) -> None:
        super().__init__(str(status))
        self.status = status


@dataclass(frozen=True, slots=True)
class Token:
    """An access token; `refresh` is "" where the bus gave none, `until` by the clock given."""

    access: str
    refresh: str
    until: float


class Grant(Protocol):
    """How a bus is asked for a token."""

    def forms(self, refresh: str) -> list[Mapping[str, str]]:
        """The forms to try, in their order; `refresh` is what came with the token before."""
        ...


@dataclass(frozen=True, slots=True)
class PasswordGrant:
    """A user of the bus (RFC 6749 4.3), renewed by a refresh token while that is taken."""

    username: str
    password: str = field(repr=False)

    def forms(self, refresh: str) -> list[Mapping[str, str]]:
        """The refresh token first, where there is one."""
        renew = {"grant_type": "refresh_token", "refresh_token": refresh}
        user = {"username": self.username, "password": self.password}
        return [*([renew] if refresh else []), {"grant_type": "password", **user}]


@dataclass(frozen=True, slots=True)
class BusTerms:
    """A bus. `client` and `secret` are the Basic pair of its token address.

    `headers` go with every call (as pid); `request_id` names the header of a call's own name.
    `own_machine` as in `call`: the bus of a demonstration is on loopback.
    """

    base_url: str
    token_url: str
    client: str
    secret: str = field(repr=False)
    headers: Mapping[str, str]
    request_id: str
    seconds: float = SECONDS
    own_machine: bool = False


class TokenUnreachedError(OutsideError):
    """Nobody answered at the bus's token address."""


class BusSession:
    """Calls through one bus; threads share its token, which is asked for when it is needed."""

    def __init__(
        self,
        terms: BusTerms,
        grant: Grant,
        name_call: Callable[[], str],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._terms = terms
        self._grant = grant
        self._name_call = name_call
        self._clock = clock
        self._token = Token("", "", 0)
        self._lock = threading.Lock()

    def request(
        self,
        method: str,
        path: str,
        body: bytes = b"",
        headers: Mapping[str, str] | None = None,
        *,
        name: str = "",
    ) -> Reply:
        """The answer; a token that is refused is asked for anew, once. `name` of the call, where
        the caller has one.

        Raises OutsideError where nobody answers (of the token TokenUnreachedError) and
        BusRefusedError where no token is given.
        """
        used = self._access()
        reply = self._asked(method, path, body, headers or {}, name, used)
        if reply.status == HTTPStatus.UNAUTHORIZED:
            used = self._access(refused=used)
            reply = self._asked(method, path, body, headers or {}, name, used)
        return reply

    def _asked(
        self,
        method: str,
        path: str,
        body: bytes,
        headers: Mapping[str, str],
        name: str,
        access: str,
    ) -> Reply:
        terms = self._terms
        sent = {
            **headers,
            **terms.headers,
            terms.request_id: name or self._name_call(),
            "Authorization": f"Bearer {access}",
        }
        url = f"{terms.base_url.rstrip('/')}/{path.lstrip('/')}"
        return call(method, url, body, sent, seconds=terms.seconds, own_machine=terms.own_machine)

    def _access(self, refused: str = "") -> str:
        """A token that holds; another one than `refused`, which one of the threads asks for."""
        with self._lock:
            if refused and self._token.access == refused:
                self._token = Token("", self._token.refresh, 0)
            if not self._token.access or self._clock() >= self._token.until:
                self._token = self._granted()
            return self._token.access

    def _granted(self) -> Token:
        status = 0
        for form in self._grant.forms(self._token.refresh):
            reply = self._token_asked(form)
            if reply.status == HTTPStatus.OK:
                return self._read(reply)
            status = reply.status
        raise BusRefusedError(status)

    def _token_asked(self, form: Mapping[str, str]) -> Reply:
        pair = base64.b64encode(f"{self._terms.client}:{self._terms.secret}".encode()).decode()
        sent = {
            **self._terms.headers,
            "Authorization": f"Basic {pair}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        terms = self._terms
        try:
            return call(
                "POST",
                terms.token_url,
                urlencode(form).encode(),
                sent,
                seconds=terms.seconds,
                own_machine=terms.own_machine,
            )
        except OutsideError as error:
            raise TokenUnreachedError(error.fault) from error

    def _read(self, reply: Reply) -> Token:
        try:
            said = json.loads(reply.body)
            holds = float(said.get("expires_in", 0))
            access = str(said["access_token"])
            return Token(
                access, str(said.get("refresh_token", "")), self._clock() + max(0, holds - _EARLY)
            )
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise BusRefusedError(reply.status) from error
