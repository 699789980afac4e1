"""Answers to partners: the envelope around them, and what a search finds."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings

from sayeban.audit.events import look
from sayeban.exemptions.package.signing import households_key
from sayeban.interop.criteria import Asked, condition_of, order_of
from sayeban.interop.envelope import Search, SearchItem
from sayeban.interop.faults import Faulty
from sayeban.interop.reads.partners import Known
from sayeban.interop.reads.records import View, records_of
from sayeban.interop.reads.searching import page_of
from sayeban.interop.rules import FAULTS, REG_TYPE, VERSION
from sayeban.runtime.context import looking

_IN_A_LINE = 50
"""Persons of one line of the audit: what a look was at is found by an index of short words."""


def header_of(action: str, receiver: str, at: datetime, **told: Any) -> dict[str, Any]:
    """The header of a message of ours."""
    return {
        "version": VERSION,
        "message_id": str(uuid4()),
        "message_ts": at.isoformat(),
        "action": action,
        **told,
        "sender_id": settings.DCI_ID,
        "receiver_id": receiver,
        "is_msg_encrypted": False,
    }


def reply(
    action: str, partner: Known, at: datetime, message: dict[str, Any], count: int
) -> dict[str, Any]:
    """A whole answer to a message with so many requests."""
    header = header_of(
        action, partner.client_id, at, status="succ", total_count=count, completed_count=count
    )
    return {"header": header, "message": message}


def rejected(
    action: str, partner: Known, at: datetime, message: dict[str, Any], code: str
) -> dict[str, Any]:
    """The answer to a message that failed as a whole after it was taken."""
    header = header_of(
        action,
        partner.client_id,
        at,
        status="rjct",
        status_reason_message=f"{code}: {FAULTS[code][1]}",
    )
    return {"header": header, "message": message}


def search_answer(
    partner: Known, asked: Search, correlation_id: UUID, at: datetime
) -> tuple[dict[str, Any], int]:
    """The message of on-search, and how many records are in it."""
    items, seen, rows = [], set[str](), 0
    for each in asked.search_request:
        told = {"reference_id": each.reference_id, "timestamp": at.isoformat()}
        try:
            if each.reference_id in seen:
                raise Faulty("rjct.reference_id.duplicate")
            found = _found(partner, each)
        except Faulty as fault:
            if not fault.name.startswith("rjct."):
                raise
            reason = {"status_reason_code": fault.name, "status_reason_message": fault.message}
            items.append({**told, "status": "rjct", **reason})
        else:
            rows += len(found["data"]["reg_records"])
            items.append({**told, "status": "succ", **found, "locale": each.locale})
        seen.add(each.reference_id)
    message = {
        "transaction_id": asked.transaction_id,
        "correlation_id": str(correlation_id),
        "search_response": items,
    }
    return message, rows


def _found(partner: Known, item: SearchItem) -> dict[str, Any]:
    wanted = item.search_criteria
    asked = Asked(wanted.response_entity, partner.attributes)
    condition = condition_of(wanted.query_type, wanted.query, asked)
    order = order_of([each.model_dump() for each in wanted.sort], asked)
    size, number = wanted.pagination.page_size, wanted.pagination.page_number
    with looking(partner.actor):
        page = page_of(asked.entity, condition, order, size, number)
        records = records_of(asked.entity, page.ids, view_of(partner))
        note_looks(partner, records.persons)
    return {
        "data": {
            "version": VERSION,
            "reg_type": REG_TYPE,
            "reg_record_type": asked.entity,
            "reg_records": records.records,
        },
        "pagination": {"page_size": size, "page_number": number, "total_count": page.total},
    }


def view_of(partner: Known) -> View:
    """What a partner may be told, with the key of its pseudonyms."""
    return View(partner.attributes, partner.client_id, households_key(settings.HOME))


def note_looks(partner: Known, persons: list[int]) -> None:
    """Each person of whom a partner was told, so that he can be shown it."""
    for place in range(0, len(persons), _IN_A_LINE):
        some = persons[place : place + _IN_A_LINE]
        look(
            user_id=None,
            purpose="registry.partner",
            subject="registry",
            subject_id=f"client:{partner.program} {' '.join(map(str, some))}",
            rows=len(some),
        )
