"""The addresses of the registry."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt

from sayeban.accounts.public import as_basic, credentials_of, token_answer
from sayeban.interop import signing
from sayeban.interop.actions.take_message import Came, take_message
from sayeban.interop.answering import reply, search_answer
from sayeban.interop.api.door import Caller, Told, exchange, posted
from sayeban.interop.envelope import Search, Subscribe, TxnStatus, Unsubscribe, read
from sayeban.interop.faults import Faulty, answered
from sayeban.interop.statuses import status_answer
from sayeban.kit.refusals import Refusal
from sayeban.runtime.doors import door


@exchange("dci.search", "search")
def sync_search(caller: Caller) -> Told:
    """Search, answered at once."""
    asked = _search(caller)
    number = _noted(caller, asked.transaction_id, [e.reference_id for e in asked.search_request])
    message, rows = search_answer(caller.partner, asked, number, caller.at)
    count = len(asked.search_request)
    return Told(reply("on-search", caller.partner, caller.at, message, count), rows)


@exchange("dci.search", "search")
def search(caller: Caller) -> Told:
    """Search, answered at the sender's address."""
    asked = _search(caller)
    names = [each.reference_id for each in asked.search_request]
    return _later(caller, asked.transaction_id, names)


@exchange("dci.subscribe", "subscribe")
def subscribe(caller: Caller) -> Told:
    """Be told of events."""
    asked = read(Subscribe, caller.envelope.message)
    caller.counted(len(asked.subscribe_request))
    names = [each.reference_id for each in asked.subscribe_request]
    return _later(caller, asked.transaction_id, names)


@exchange("dci.subscribe", "unsubscribe")
def unsubscribe(caller: Caller) -> Told:
    """Be told no more."""
    asked = read(Unsubscribe, caller.envelope.message)
    caller.counted(len(asked.subscription_codes))
    return _later(caller, asked.transaction_id, [])


@exchange("dci.search", "txn-status")
def sync_status(caller: Caller) -> Told:
    """Where a message stands, answered at once."""
    asked = _status(caller)
    number = _noted(caller, asked.transaction_id, [])
    message = status_answer(caller.partner, asked, number)
    return Told(reply("txn-on-status", caller.partner, caller.at, message, 1))


@exchange("dci.search", "txn-status")
def status(caller: Caller) -> Told:
    """The same, answered at the sender's address."""
    asked = _status(caller)
    return _later(caller, asked.transaction_id, [asked.txnstatus_request.reference_id])


def _search(caller: Caller) -> Search:
    asked = read(Search, caller.envelope.message)
    caller.counted(len(asked.search_request))
    if not caller.partner.provinces:
        raise Faulty("err.request.forbidden")
    return asked


def _status(caller: Caller) -> TxnStatus:
    asked = read(TxnStatus, caller.envelope.message)
    caller.counted(1)
    return asked


def _noted(caller: Caller, transaction_id: str, references: list[str]) -> UUID:
    came = Came(caller.envelope.header.action, transaction_id, references, {})
    return take_message(actor=caller.partner.actor, at=caller.at, partner=caller.partner, came=came)


def _later(caller: Caller, transaction_id: str, references: list[str]) -> Told:
    came = Came(
        caller.envelope.header.action,
        transaction_id,
        references,
        caller.envelope.message,
        caller.callback(),
        later=True,
    )
    number = take_message(
        actor=caller.partner.actor, at=caller.at, partner=caller.partner, came=came
    )
    return acknowledged(number, caller.at, status=202)


def acknowledged(number: UUID, at: datetime, status: int = 200) -> Told:
    """The message was taken; `number` names what follows from it."""
    told = {
        "ack_status": "ACK",
        "timestamp": at.isoformat(),
        "correlation_id": str(number),
    }
    return Told({"message": told}, status=status)


@door("anyone")
def key_set(_request: HttpRequest) -> JsonResponse:
    """The key with which this installation signs."""
    return JsonResponse(signing.key_set(settings.HOME))


@csrf_exempt
@door("anyone", methods=("POST",))
def token(request: HttpRequest) -> HttpResponse:
    """A token for the id and secret in the body, as the standard sends them."""
    as_basic(request)
    return token_answer(request)


@posted
def unknown(request: HttpRequest, path: str) -> HttpResponse:
    """No such address, for who brings a token."""
    del path
    try:
        credentials_of(request)
    except Refusal:
        return answered([Faulty("err.request.unauthorized")])
    return answered([Faulty("err.request.not_found")])
