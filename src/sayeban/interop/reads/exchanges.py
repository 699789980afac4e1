"""Where the messages of a partner stand."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sayeban.interop.models import Exchange
from sayeban.runtime.actor import SYSTEM
from sayeban.runtime.context import looking
from sayeban.runtime.lists import uuid_of


@dataclass(frozen=True, slots=True)
class Stands:
    """One message. `status` is a word of the standard."""

    id: UUID
    transaction_id: str
    references: tuple[str, ...]
    status: str
    at: datetime


def stands(partner: int, kind: str, values: list[str]) -> Stands | None:
    """The newest search or subscription of a partner with one of these ids, by kind of id."""
    found = Exchange.objects.filter(partner=partner).exclude(action="txn-status")
    if kind == "transaction_id":
        found = found.filter(transaction_id__in=values)
    elif kind == "reference_id_list":
        found = found.filter(references__overlap=values)
    else:
        found = found.filter(pk__in=[each for each in map(uuid_of, values) if each])
    with looking(SYSTEM):
        row = found.order_by("-received_at").first()
    if row is None:
        return None
    at = row.answered_at or row.received_at
    return Stands(row.pk, row.transaction_id, tuple(row.references), row.status, at)
