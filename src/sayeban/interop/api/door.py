"""The door of each address of the registry: who calls, what he sent, what is kept of it."""

import functools
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from sayeban.accounts.public import Call, Credentials, credentials_of, keep_call, once, program_of
from sayeban.exemptions.package.signing import public_key
from sayeban.interop import signing
from sayeban.interop.envelope import Envelope, Faults, opened
from sayeban.interop.faults import Faulty, answered
from sayeban.interop.reads.partners import Known, partner_of
from sayeban.interop.rules import ACTIONS, MOST_ITEMS
from sayeban.kit.refusals import Refusal
from sayeban.runtime.doors import Door
from sayeban.runtime.problems import PROBLEM_TYPE

_ANSWERED_FOR: Final = timedelta(days=7)
"""How long an answer is kept under its message_id: an older message cannot be known again."""
_UNCOUNTED: Final = ("notify", "on-subscribe")
"""Their header is that of a callback, which need not say what the token says already."""
_AHEAD: Final = timedelta(minutes=5)
_OF_REFUSALS: Final = {
    "token.invalid": "err.request.unauthorized",
    "token.certificate": "err.request.unauthorized",
    "client.address": "err.request.forbidden",
    "scope.missing": "err.request.forbidden",
    "rate.exceeded": "err.request.too_many_requests",
    "key.reused": "rjct.message_id.duplicate",
    "key.in_flight": "rjct.message_id.duplicate",
}


@dataclass(frozen=True, slots=True)
class Told:
    """An answer: its JSON, and how many records are in it."""

    sent: dict[str, Any]
    rows: int = 0
    status: int = 200


@dataclass(frozen=True, slots=True)
class Caller:
    """A partner with its message."""

    partner: Known
    at: datetime
    envelope: Envelope

    def counted(self, count: int) -> None:
        """Refuses rjct.total_count.invalid and rjct.total_count.limit_exceeded."""
        if count > MOST_ITEMS:
            raise Faulty("rjct.total_count.limit_exceeded", "/header/total_count")
        told = self.envelope.header.total_count
        if told is None and self.envelope.header.action in _UNCOUNTED:
            told = count
        if count != told or count == 0:
            raise Faulty("rjct.total_count.invalid", "/header/total_count")

    def callback(self) -> str:
        """Where the answer is sent; refuses err.sender_uri.invalid."""
        uri = self.envelope.header.sender_uri
        if not self.partner.answers_at(uri):
            raise Faulty("err.sender_uri.invalid", "/header/sender_uri")
        return uri


Operation = Callable[[Caller], Told]


@dataclass(slots=True)
class _Line:
    """What is kept of a call."""

    credentials: Credentials | None = None
    program: int | None = None


def exchange(scope: str, action: str) -> Callable[[Operation], Callable[..., HttpResponse]]:
    """Declare what answers a message of this action, for partners with this scope.

    A message_id is answered once: again with the same message it is told the same.
    """

    def declare(operation: Operation) -> Callable[..., HttpResponse]:
        name = f"dci_{operation.__name__}"

        @functools.wraps(operation)
        def enter(request: HttpRequest) -> HttpResponse:
            line, at = _Line(), timezone.now()
            try:
                caller = _caller(request, scope, action, at, name, line)
                answer = _once(request, caller, operation)
                rows = int(answer.headers.get("Sayeban-Rows", "0"))
                del answer["Sayeban-Rows"]
            except Faults as faults:
                answer, rows = answered(faults.faults), 0
            except Faulty as fault:
                answer, rows = answered([fault]), 0
            except Refusal as refusal:
                answer, rows = answered([_translated(refusal)]), 0
            except (OperationalError, InterfaceError):
                return answered([Faulty("err.service.unavailable")])
            return _kept(answer, rows, line, at, name)

        return posted(enter)

    return declare


View = Callable[..., HttpResponse]


def posted(view: View) -> View:
    """Declare an address of programs to which messages are posted, and nothing else is done."""

    @functools.wraps(view)
    def enter(request: HttpRequest, **named: str) -> HttpResponse:
        if request.method != "POST":
            return HttpResponseNotAllowed(("POST",))
        return view(request, **named)

    vars(enter)["door"] = Door("client", ("POST",))
    return csrf_exempt(enter)


def _translated(refusal: Refusal) -> Faulty:
    if refusal.code not in _OF_REFUSALS:
        raise refusal
    return Faulty(_OF_REFUSALS[refusal.code])


def _kept(answer: HttpResponse, rows: int, line: _Line, at: datetime, name: str) -> HttpResponse:
    if line.credentials is None:
        return answer
    answer["X-Request-Id"] = line.credentials.request_id
    if line.program is not None:
        told = json.loads(answer.content) if answer["Content-Type"] == PROBLEM_TYPE else {}
        call = Call(line.program, at, name, line.credentials.request_id)
        keep_call(call, answer.status_code, told.get("title", ""), rows)
    return answer


def _caller(
    request: HttpRequest, scope: str, action: str, at: datetime, name: str, line: _Line
) -> Caller:
    line.credentials = credentials_of(request)
    line.program = program_of(line.credentials, scope, at, name).id
    if request.content_type != "application/json":
        raise Faulty("err.request.bad")
    partner = partner_of(line.program)
    if partner is None:
        raise Faulty("err.request.forbidden")
    envelope = opened(request.body)
    _signed(request, partner, envelope, at)
    _judge(partner, envelope, action, at)
    return Caller(partner, at, envelope)


def _signed(request: HttpRequest, partner: Known, envelope: Envelope, at: datetime) -> None:
    if partner.profile == "none":
        return
    key = public_key(partner.public_key.encode())
    assert key is not None
    came = signing.Written(
        "POST", request.build_absolute_uri(), dict(request.headers), envelope.raw, envelope.sent
    )
    signing.verify(partner.profile, key, came, int(at.timestamp()))


def _judge(partner: Known, envelope: Envelope, action: str, at: datetime) -> None:
    header = envelope.header
    in_time = at - _ANSWERED_FOR < header.message_ts < at + _AHEAD
    known = header.action in ACTIONS
    senders = (partner.client_id, "") if action in _UNCOUNTED else (partner.client_id,)
    judged = (
        ("err.version.not_supported", "version", header.version.startswith("1.")),
        ("err.sender_id.invalid", "sender_id", header.sender_id in senders),
        ("err.receiver_id.invalid", "receiver_id", header.receiver_id in ("", settings.DCI_ID)),
        ("err.encryption.invalid", "is_msg_encrypted", not header.is_msg_encrypted),
        ("rjct.message_ts.invalid", "message_ts", in_time),
        ("rjct.action.invalid", "action", known),
        ("rjct.action.not_supported", "action", not known or header.action == action),
    )
    if faults := [Faulty(code, f"/header/{name}") for code, name, holds in judged if not holds]:
        raise Faults(faults)


def _once(request: HttpRequest, caller: Caller, operation: Operation) -> HttpResponse:
    """The answer that is kept under the message_id, signed anew each time."""
    envelope = caller.envelope
    whole = {name: envelope.sent[name] for name in ("header", "message")}
    sent = f"{request.path}\n{json.dumps(whole, sort_keys=True)}".encode()
    key = hashlib.sha256(envelope.header.message_id.encode()).hexdigest()
    kept = once(caller.partner.program, key, sent, caller.at, lambda: _made(operation(caller)))
    body, headers = signing.sign_answer(
        caller.partner.profile,
        signing.own_key(settings.HOME),
        json.loads(kept.content),
        int(caller.at.timestamp()),
    )
    answer = HttpResponse(body, content_type="application/json", status=kept.status_code)
    for name, value in (*headers.items(), *_extra(kept)):
        answer[name] = value
    return answer


def _made(told: Told) -> HttpResponse:
    answer = JsonResponse(told.sent, status=told.status, json_dumps_params={"ensure_ascii": False})
    answer["Sayeban-Rows"] = str(told.rows)
    return answer


def _extra(kept: HttpResponse) -> list[tuple[str, str]]:
    return [(n, kept[n]) for n in ("Sayeban-Rows", "Idempotency-Replayed") if kept.has_header(n)]
