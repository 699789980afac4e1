"""The worker answers the messages of partners that are answered later."""

from datetime import datetime
from typing import Any
from uuid import UUID

import structlog
from django.db import InterfaceError, OperationalError, transaction

from sayeban.interop.actions.subscriptions import begun, ended
from sayeban.interop.answering import rejected, reply, search_answer
from sayeban.interop.envelope import Search, Subscribe, TxnStatus, Unsubscribe
from sayeban.interop.faults import Faulty
from sayeban.interop.models import Exchange, Outgoing
from sayeban.interop.reads.partners import Known, partners_by_id
from sayeban.interop.statuses import status_answer
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor

_log = structlog.get_logger("sayeban.worker")

_ANSWERS = {
    "search": "on-search",
    "subscribe": "on-subscribe",
    "unsubscribe": "on-unsubscribe",
    "txn-status": "txn-on-status",
}


@action("interop.answer_message")
def answer_message(*, actor: Actor, at: datetime) -> bool:
    """Answer the oldest message that waits; False where none does.

    The answer is queued in the same transaction. What cannot be answered is told so; a partner
    whose record was closed meanwhile is told nothing.
    """
    del actor
    waiting = Exchange.objects.select_for_update(skip_locked=True).filter(answered_at=None)
    row = waiting.order_by("received_at").first()
    if row is None:
        return False
    partner = partners_by_id().get(row.partner_id)
    row.status = "rjct"
    if partner is not None:
        sent = _answer(partner, row, at)
        row.status = sent["header"]["status"]
        queue(partner, row.sender_uri, sent, at)
    row.message, row.answered_at = None, at
    row.save(update_fields=["message", "status", "answered_at"])
    return True


def _answer(partner: Known, row: Exchange, at: datetime) -> dict[str, Any]:
    told = _ANSWERS[row.action]
    ids = {"transaction_id": row.transaction_id, "correlation_id": str(row.pk)}
    try:
        with transaction.atomic():
            message = _message(partner, row, at)
    except Faulty as fault:
        return rejected(told, partner, at, ids, fault.name)
    except (OperationalError, InterfaceError):
        raise  # the database went away: the message waits
    except Exception:
        # One that cannot be answered holds up no other.
        _log.exception("message_failed", exchange=str(row.pk), asked=row.action)
        return rejected(told, partner, at, ids, "err.service.unavailable")
    return reply(told, partner, at, message, max(len(row.references), 1))


def _message(partner: Known, row: Exchange, at: datetime) -> dict[str, Any]:
    number: UUID = row.pk
    asked = row.message
    if row.action == "search":
        return search_answer(partner, Search.model_validate(asked), number, at)[0]
    if row.action == "subscribe":
        return begun(partner, Subscribe.model_validate(asked), row.sender_uri, number, at)
    if row.action == "unsubscribe":
        return ended(partner, Unsubscribe.model_validate(asked), number, at)
    return status_answer(partner, TxnStatus.model_validate(asked), number)


def queue(partner: Known, uri: str, sent: dict[str, Any], at: datetime) -> None:
    """Let the worker send a message; a callback goes to the address of its action below `uri`."""
    action_of_it = sent["header"]["action"]
    Outgoing.objects.create(
        message_id=sent["header"]["message_id"],
        partner_id=partner.id,
        uri=_address(uri, action_of_it),
        action=action_of_it,
        message=sent,
        created_at=at,
        next_try_at=at,
    )


def _address(uri: str, action_of_it: str) -> str:
    """A sender names its base or the whole address of the callback."""
    path = {"txn-on-status": "txn/on-status"}.get(action_of_it, action_of_it)
    return uri if uri.endswith(path) else f"{uri.rstrip('/')}/registry/{path}"
