"""What was asked about a person, and what was answered."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from sayeban.facts.inquiries.every import PORTS
from sayeban.facts.models import Inquiry

_MOST = 100
_OWN = """
SELECT i.requested_at, i.register_id, p.title, i.legal_basis, i.unit, i.status
FROM facts_inquiry i JOIN facts_purpose p ON p.key = i.purpose_id
WHERE i.person_id = %s ORDER BY i.requested_at DESC, i.id DESC LIMIT %s
"""


@dataclass(frozen=True, slots=True)
class InquiryLine:
    """One inquiry. `unit` is whose worker asked, a kind of actor where none did; `status` a code.

    `next_try_at`: it waits and is asked then; `lasts`: the answer still holds.
    """

    id: int
    register: str
    title: str
    purpose: str
    legal_basis: str
    asked_by: int | None
    unit: str
    status: str
    requested_at: datetime
    received_at: datetime | None
    next_try_at: datetime | None
    valid_until: datetime | None
    reference: str
    result: dict[str, Any]
    problem: str
    lasts: bool


@dataclass(frozen=True, slots=True)
class OwnInquiry:
    """What the person himself sees: when, which register, what for, by which law, by whom."""

    at: datetime
    title: str
    purpose: str
    legal_basis: str
    unit: str
    status: str


def inquiries_of(person_id: int, at: datetime) -> list[InquiryLine]:
    """The newest inquiries about a person, in the scope of the look that it runs in."""
    found = Inquiry.objects.filter(person_id=person_id).select_related("purpose")
    return [_line(row, at) for row in found.order_by("-requested_at", "-id")[:_MOST]]


def inquiry(number: int, at: datetime) -> InquiryLine | None:
    """One inquiry within the scope of the look that it runs in."""
    row = Inquiry.objects.filter(pk=number).select_related("purpose").first()
    return _line(row, at) if row else None


def own_inquiries(person_id: int, most: int) -> list[OwnInquiry]:
    """The newest inquiries about a client; within his own look the database shows no other's."""
    with connection.cursor() as cursor:
        cursor.execute(_OWN, [person_id, most])
        return [
            OwnInquiry(at, PORTS[register].title, purpose, basis, unit, status)
            for at, register, purpose, basis, unit, status in cursor.fetchall()
        ]


def _line(row: Inquiry, at: datetime) -> InquiryLine:
    return InquiryLine(
        id=row.pk,
        register=row.register_id,
        title=PORTS[row.register_id].title,
        purpose=row.purpose.title,
        lasts=row.valid_until is not None and row.valid_until > at,
        result=row.result or {},
        **{
            name: getattr(row, name)
            for name in (
                *("legal_basis", "asked_by", "unit", "status", "requested_at", "received_at"),
                *("next_try_at", "valid_until", "reference", "problem"),
            )
        },
    )
