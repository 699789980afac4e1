"""The door of each operation: which scope it asks for, who calls, what is kept of the call.

There are two ways in. `calls` behind `Known` is for everything that a command or a read answers.
What companies ask all day is one function of the database behind `Scope` (feeds._Asks), which lets
them in, answers and keeps the call in one round trip in place of four.
"""

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Concatenate, Final, ParamSpec, TypeVar

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from ninja.security.base import AuthBase

from sayeban.accounts.public import (
    Call,
    Credentials,
    Program,
    Signed,
    credentials_of,
    keep_call,
    keep_signed,
    note_bus,
    program_of,
    refuse_unsigned,
)
from sayeban.country.today import today_of
from sayeban.exemptions.consumption_form import NDJSON
from sayeban.exemptions.reads.feed_asked import OpenFeed, open_feeds
from sayeban.exemptions.refusals_feed import FeedUnknown
from sayeban.kit.refusals import Refusal
from sayeban.runtime.actor import Actor
from sayeban.runtime.operations import of_request
from sayeban.runtime.problems import Fault, problem

P = ParamSpec("P")
Answer = TypeVar("Answer", bound=HttpResponseBase)

ROWS: Final = "Sayeban-Rows"

SCOPES: Final = {
    "exemption.read": "read own feeds",
    "exemption.receipt": "send receipts and notices",
    "exemption.consumption": "send consumption reports",
}


@dataclass(frozen=True, slots=True)
class Caller:
    """A program with what is open to it at the moment of its call.

    `signed` is of a file that is still to come, and to be kept when it is found to be what it says.
    """

    program: Program
    at: datetime
    feeds: dict[str, OpenFeed]
    request: HttpRequest
    operation: str
    signed: Signed | None

    @property
    def sent(self) -> bytes:
        """The address and what was sent there, which a repeated call repeats."""
        return self.of_address(self.request.body)

    def of_address(self, body: bytes) -> bytes:
        """The address and `body`, or what stands for it where it is too large for the memory."""
        return self.request.path.encode() + b"\n" + body

    @property
    def streams(self) -> bool:
        """Whether what he sends is a file."""
        return _streams(self.request)

    @property
    def actor(self) -> Actor:
        """On whose behalf commands run."""
        return Actor("client", f"client:{self.program.id}", feeds=tuple(self.feeds))

    def call(self, operation: str, feed_id: str = "") -> Call:
        """The line that is kept of his call."""
        called = self.program.called
        return Call(self.program.id, self.at, operation, called.request_id, feed_id)

    def feed(self, feed_id: str) -> OpenFeed:
        """An open feed; refuses feed.unknown."""
        if feed_id not in self.feeds:
            raise FeedUnknown
        return self.feeds[feed_id]


class Scope(AuthBase):
    """What a token must have been given for, as the description says it and the call asks it."""

    openapi_type = "oauth2"
    openapi_description = (
        "client_secret_basic; optionally the token is bound to the client certificate"
        " (RFC 8705 cnf.x5t#S256)."
    )
    openapi_flows = {"clientCredentials": {"tokenUrl": "/oauth2/token", "scopes": SCOPES}}

    def __init__(self, scope: str) -> None:
        super().__init__()
        self.scope = scope

    def __call__(self, request: HttpRequest) -> Credentials:
        """The credentials; who it is the operation finds out in the transaction of its answer."""
        credentials = credentials_of(request)
        note_bus(request, credentials.request_id, timezone.now())
        return credentials


class Known(Scope):
    """The same, where the program is asked for before anything that it sent is read.

    `operation` names the function that answers where another one has the same address.
    """

    def __init__(self, scope: str, operation: str = "") -> None:
        super().__init__(scope)
        self.operation = operation

    def __call__(self, request: HttpRequest) -> Caller:  # type: ignore[override]  # Ninja keeps either
        """The caller of an operation that `calls` declares; refuses as program_of.

        What is sent must be signed where the program gave a key: refuses as refuse_unsigned.
        """
        credentials = super().__call__(request)
        return _caller(request, credentials, self.scope, self.operation or _operation(request))


def _operation(request: HttpRequest) -> str:
    """The name of the function that answers, under which a call is kept."""
    match = request.resolver_match
    assert match is not None
    return match.view_name


def kept_problem(
    request: HttpRequest, refusal: Refusal, faults: Sequence[Fault] = ()
) -> HttpResponse:
    """The problem of a call that its operation never saw; of a known program it is kept."""
    caller = getattr(request, "auth", None)
    if isinstance(caller, Caller):
        keep_call(caller.call(caller.operation), refusal.http_status, refusal.code)
    return problem(refusal, faults)


def _caller(request: HttpRequest, credentials: Credentials, scope: str, operation: str) -> Caller:
    at = timezone.now()
    program = program_of(credentials, scope, at, operation)
    signed = None
    if request.method == "POST":
        streams = _streams(request)
        signed = refuse_unsigned(request, program, at, operation, streams=streams)
        if streams:
            # What reads the body finds none, and the stream stays whole.
            request._body = b""
        elif signed:
            keep_signed(signed)
            signed = None
    feeds = open_feeds(program.utility, program.company, today_of(at))
    return Caller(program, at, feeds, request, operation, signed)


def _streams(request: HttpRequest) -> bool:
    """Whether what is sent comes in lines, which go to a disk and are never all in memory."""
    return request.content_type == NDJSON


Operation = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def calls(operation: Callable[Concatenate[Caller, P], HttpResponseBase]) -> Operation[P]:
    """Declare an operation behind Known; each call leaves a line with its name.

    The operation gets the caller in place of the request. How many records are in its answer it
    says in the header ROWS, which is taken away.
    """

    name = operation.__name__

    @functools.wraps(operation)
    def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        caller: Caller = request.auth  # type: ignore[attr-defined]  # set by Ninja from Known
        code = ""
        told: HttpResponseBase
        try:
            told = operation(caller, *args, **kwargs)
        except Refusal as refusal:
            told, code = problem(refusal), refusal.code
        call = caller.call(name, str(kwargs.get("feed_id", "")))
        keep_call(call, told.status_code, code, int(told.get(ROWS, "0")))
        del told[ROWS]
        return named(told, call.request_id)

    answer.__signature__ = of_request(operation)  # type: ignore[attr-defined]  # read by Ninja
    return answer


def named(answer: Answer, request_id: str) -> Answer:
    """The answer under the name of its call, by which both sides find it in their logs."""
    answer["X-Request-Id"] = request_id
    return answer
