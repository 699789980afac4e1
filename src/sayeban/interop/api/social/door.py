"""The door of each operation: which scope it asks for, what the agreement opens, what is kept."""

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Concatenate, Final, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja.security.base import AuthBase

from sayeban.accounts.public import (
    Call,
    Program,
    ScopeMissing,
    credentials_of,
    keep_call,
    keep_signed,
    note_bus,
    once,
    program_of,
    refuse_unsigned,
)
from sayeban.interop.reads.grants import Granted, granted_to
from sayeban.kit.refusals import Refusal
from sayeban.runtime.actor import Actor
from sayeban.runtime.operations import of_request
from sayeban.runtime.problems import Fault, problem

P = ParamSpec("P")

ROWS: Final = "Sayeban-Rows"
SCOPES: Final = {
    "facts.read": "read facts of persons for a purpose of the agreement",
    "forms.fill": "fill forms for persons",
    "cases.open": "open requests and follow its own",
}


@dataclass(frozen=True, slots=True)
class Caller:
    """A program with its agreement at the moment of its call."""

    program: Program
    grant: Granted
    at: datetime
    request: HttpRequest
    operation: str

    @property
    def actor(self) -> Actor:
        """On whose behalf commands run."""
        return self.grant.actor

    @property
    def line(self) -> Call:
        """What is kept of the call."""
        return Call(self.program.id, self.at, self.operation, self.program.called.request_id)

    def once(self, key: str, answer: Callable[[], HttpResponse]) -> HttpResponse:
        """The answer that is given once a key; a repeated call repeats address and body."""
        sent = self.request.path.encode() + b"\n" + self.request.body
        return once(self.program.id, key, sent, self.at, answer)


class Scope(AuthBase):
    """What a token must have been given for. `operation` is the function that answers."""

    openapi_type = "oauth2"
    openapi_description = "client_secret_basic, as the companies' service has it."
    openapi_flows = {"clientCredentials": {"tokenUrl": "/oauth2/token", "scopes": SCOPES}}

    def __init__(self, scope: str, operation: str) -> None:
        super().__init__()
        self.scope = scope
        self.operation = operation

    def __call__(self, request: HttpRequest) -> Caller:
        """The caller, before anything that he sent is read; refuses as program_of.

        What is sent must be signed where the program gave a key: refuses as refuse_unsigned.
        """
        at = timezone.now()
        credentials = credentials_of(request)
        note_bus(request, credentials.request_id, at)
        program = program_of(credentials, self.scope, at, self.operation)
        if request.method != "GET":
            signed = refuse_unsigned(request, program, at, self.operation, streams=False)
            if signed:
                keep_signed(signed)
        grant = granted_to(program.id)
        if grant is None:
            raise ScopeMissing
        return Caller(program, grant, at, request, self.operation)


Operation = Callable[Concatenate[HttpRequest, P], HttpResponse]


def calls(operation: Callable[Concatenate[Caller, P], HttpResponse]) -> Operation[P]:
    """Declare an operation behind Scope: it gets the caller in place of the request, and each call
    leaves a line. How many records are in its answer it says in the header ROWS.
    """

    @functools.wraps(operation)
    def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        caller: Caller = request.auth  # type: ignore[attr-defined]  # set by Ninja from Scope
        code = ""
        try:
            told = operation(caller, *args, **kwargs)
        except Refusal as refusal:
            told, code = problem(refusal), refusal.code
        keep_call(caller.line, told.status_code, code, int(told.get(ROWS, "0")))
        del told[ROWS]
        told["X-Request-Id"] = caller.program.called.request_id
        return told

    answer.__signature__ = of_request(operation)  # type: ignore[attr-defined]  # read by Ninja
    return answer


def kept_problem(
    request: HttpRequest, refusal: Refusal, faults: Sequence[Fault] = ()
) -> HttpResponse:
    """The problem of a call that its operation never saw; of a known program it is kept."""
    caller = getattr(request, "auth", None)
    if isinstance(caller, Caller):
        keep_call(caller.line, refusal.http_status, refusal.code)
    return problem(refusal, faults)
