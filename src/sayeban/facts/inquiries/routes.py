"""How a call travels: straight to the register, or through the government service bus.

What is asked and understood is the same on both. A fault of the bus is none of the register: the
one is said apart from the other, and each is left alone by itself.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final
from uuid import uuid4

from django.conf import settings

from sayeban.runtime.bus_session import (
    BusRefusedError,
    BusSession,
    BusTerms,
    PasswordGrant,
    TokenUnreachedError,
)
from sayeban.runtime.outside import OutsideError, Reply, call

DIRECT: Final = "direct"
BUS: Final = "bus"
ROUTES: Final = (DIRECT, BUS)
_BEHIND: Final = "ServiceFailed"
"""In what X-Road says of a fault: its own way was whole, the service behind it failed."""
_SHUT: Final = (401, 403)
"""Answers to our token, which the bus alone judges."""

Send = Callable[[bytes, Mapping[str, str], str], Reply]
"""(body, headers, name of the call) to the reply; raises OutsideError and RouteFaultError."""


class RouteFaultError(Exception):
    """The bus did not hand the call on. `problem` is a word of ours that begins with "bus_"."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = f"bus_{problem}"


def of_bus(problem: str) -> bool:
    """Whether what went wrong is the bus's and says nothing of the register behind it."""
    return problem.startswith("bus_")


def bus_is_set() -> bool:
    """Whether this installation knows a bus to ask through."""
    return bool(settings.BUS_OUT["url"])


def sender(route: str, url: str, seconds: float) -> Send:
    """How a register is called. On the bus `url` is the path of its service there."""
    return _through_bus(url, seconds) if route == BUS else _straight(url, seconds)


def _straight(url: str, seconds: float) -> Send:
    """Data of a person go to the address in the settings and nowhere that an answer leads to."""
    return lambda body, headers, _: call(
        "POST", url, body, headers, seconds=seconds, own_machine=True
    )


def _through_bus(path: str, seconds: float) -> Send:
    given: dict[str, Any] = settings.BUS_OUT
    terms = BusTerms(
        given["url"],
        given["token_url"],
        given["client"],
        given["secret"],
        given["headers"],
        settings.BUS["request_id"],
        seconds,
        own_machine=True,
    )
    grant = PasswordGrant(given["user"], given["password"])
    session = BusSession(terms, grant, lambda: uuid4().hex)

    def send(body: bytes, headers: Mapping[str, str], name: str) -> Reply:
        try:
            reply = session.request("POST", path, body, headers, name=name)
        except TokenUnreachedError as error:
            raise RouteFaultError(error.fault) from error
        except BusRefusedError as error:
            raise RouteFaultError("token") from error
        except OutsideError as error:
            # The bus answered when it gave the token: whoever is slow now stands behind it.
            if error.fault == "timeout":
                raise
            raise RouteFaultError(error.fault) from error
        said = reply.headers.get(given["error"].lower(), "")
        if (said and _BEHIND not in said) or reply.status in _SHUT:
            raise RouteFaultError("refused")
        return reply

    return send
