"""Who calls a service of machines, and the line that is kept of each call."""

import base64
import hashlib
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.conf import settings
from django.db import connection
from django.http import HttpRequest

from sayeban.accounts.bus import bus_of, said_in
from sayeban.accounts.refusals_machine import MACHINE_REFUSALS, TokenInvalid
from sayeban.runtime.address import address_of

_LONGEST_ID = 100


@dataclass(frozen=True, slots=True)
class Credentials:
    """What came with a call.

    `thumbprint`: x5t#S256 of the certificate of the connection (RFC 8705), as far as a proxy of
    ours wrote it (RFC 9440), else "". `request_id`: the caller's or the bus's own name of the
    call, else one of ours.
    """

    token: str
    address: str
    thumbprint: str
    request_id: str


@dataclass(frozen=True, slots=True)
class Program:
    """A program that may do what it asks for. `id` is its number; `company` its bills' code."""

    id: int
    utility: str
    company: str
    called: Credentials


@dataclass(frozen=True, slots=True)
class Call:
    """What is kept of a call before its answer is known. `program` is None for a stranger."""

    program: int | None
    at: datetime
    operation: str
    request_id: str
    feed_id: str = ""


def credentials_of(request: HttpRequest) -> Credentials:
    """The credentials of a request; refuses token.invalid where it brings no bearer token."""
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "bearer" or not token.strip():
        raise TokenInvalid
    return Credentials(
        token=token.strip().replace("\0", ""),
        # Networks of version 6 are compared by the subscriber's part.
        address=address_of(request.META).partition("/")[0],
        thumbprint=_thumbprint(request),
        request_id=_named(request),
    )


def _named(request: HttpRequest) -> str:
    bus = bus_of(request)
    own = said_in(request, bus.request_id if bus else "X-Request-Id")[:_LONGEST_ID]
    return own or uuid4().hex


def _thumbprint(request: HttpRequest) -> str:
    written = request.headers.get("Client-Cert", "").strip()
    if not written or request.META.get("REMOTE_ADDR") not in settings.PROXIES:
        return ""
    try:
        certificate = base64.b64decode(written.strip(":"), validate=True)
    except ValueError:
        return ""
    digest = hashlib.sha256(certificate).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def program_of(called: Credentials, scope: str, at: datetime, operation: str) -> Program:
    """The program whose token this is, counted against its limit; a refusal of it is kept.

    Refuses token.invalid, token.certificate, client.address, scope.missing and rate.exceeded.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM accounts_enter(%s, %s, %s, %s, %s)",
            [called.token, scope, called.address or None, called.thumbprint, at],
        )
        problem, program, utility, company = cursor.fetchone() or ("token.invalid", 0, "", "")
    if problem:
        refusal = MACHINE_REFUSALS[problem]()
        keep_call(Call(program, at, operation, called.request_id), refusal.http_status, problem)
        raise refusal
    return Program(program, utility, company, called)


def keep_call(call: Call, status: int, problem: str = "", rows: int = 0) -> None:
    """A line about a call and its answer, where the program is known."""
    if call.program is None:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT accounts_called(%s, %s, %s, %s, %s, %s, %s, %s)",
            [
                *(call.program, call.at, call.operation, call.feed_id, status, problem, rows),
                call.request_id,
            ],
        )
