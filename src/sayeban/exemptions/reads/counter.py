"""Rows at the public counter: what its clerk sees of them, and what he answered (A-107)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from sayeban.exemptions.models import Campaign, CounterRow
from sayeban.exemptions.worklist_sql import place_of
from sayeban.kit.units import Unit
from sayeban.runtime.actor import Actor

_MOST = 50
# Bill, company and name: nothing else of anybody leaves for a counter.
_OPEN = f"""
SELECT g.id, r.full_name, c.utility, c.bill_id, coalesce(y.name, '')
FROM (
  SELECT g.id, g.row_id FROM exemptions_counterrow g
  JOIN exemptions_campaign k ON k.id = g.campaign_id AND k.closed_at IS NULL AND k.counter_check
  WHERE g.office = ANY(%(offices)s) AND g.answer = '' ORDER BY g.id LIMIT {_MOST}
) g
JOIN exemptions_row r ON r.id = g.row_id
JOIN exemptions_connection c ON c.row_id = r.id AND c.bill_id <> ''
LEFT JOIN organisations_utilitycompany y ON y.code = c.company AND y.utility = c.utility
  AND y.province = r.province
ORDER BY g.id, c.utility
"""
_GIVEN = """
SELECT r.key, r.full_name, g.answer, g.reason, coalesce(u.full_name, ''), g.answered_at
FROM exemptions_counterrow g JOIN exemptions_row r ON r.id = g.row_id
LEFT JOIN accounts_user u ON u.id = g.answered_by
WHERE g.campaign_id = %(campaign)s AND g.office = %(office)s
ORDER BY array_position(ARRAY['wrong', 'cannot_say', '', 'right'], g.answer), g.id LIMIT 500
"""


@dataclass(frozen=True, slots=True)
class Bill:
    """One bill of a row at the counter; `company` is "" where its code is unknown."""

    utility: str
    bill_id: str
    company: str


@dataclass(frozen=True, slots=True)
class AtCounter:
    """One row that waits for the clerk's answer."""

    id: int
    full_name: str
    bills: tuple[Bill, ...]


@dataclass(frozen=True, slots=True)
class CounterAnswer:
    """What became of one given row; `answer` "" while the clerk has not said."""

    key: UUID
    full_name: str
    answer: str
    reason: str
    by: str
    at: datetime | None


def at_counter(actor: Actor) -> list[AtCounter]:
    """The first rows that wait in the actor's offices."""
    offices = [str(held.unit) for held in actor.appointments]
    bills: dict[tuple[int, str], list[Bill]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_OPEN, {"offices": offices})
        for number, name, utility, bill, company in cursor.fetchall():
            bills.setdefault((number, name), []).append(Bill(utility, bill, company))
    return [AtCounter(number, name, tuple(found)) for (number, name), found in bills.items()]


def given_by(campaign: Campaign, unit: Unit) -> list[CounterAnswer]:
    """What the unit gave to its counter: what is wrong first."""
    with connection.cursor() as cursor:
        cursor.execute(_GIVEN, place_of(campaign.pk, unit) | {"office": str(unit)})
        return [CounterAnswer(*line) for line in cursor.fetchall()]


def answers_of(row_ids: Collection[int]) -> dict[int, tuple[str, str]]:
    """(answer, reason) by row id, for whoever approves; rows without an answer are left out."""
    found = CounterRow.objects.filter(row__in=row_ids).exclude(answer="")
    lines = found.values_list("row_id", "answer", "reason")
    return {row_id: (answer, reason) for row_id, answer, reason in lines.order_by("row_id")}
