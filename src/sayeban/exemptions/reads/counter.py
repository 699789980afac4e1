"""Rows at the public counter: what its clerk sees of them, and what he answered (A-107)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from sayeban.exemptions.ladder_sql import utility_place
from sayeban.exemptions.models import Campaign, Connection
from sayeban.exemptions.reads.standing import ask
from sayeban.exemptions.rules import place_of_utility
from sayeban.exemptions.worklist_sql import place_of
from sayeban.kit.units import Unit
from sayeban.runtime.actor import Actor

_MOST = 50
# A bill that was corrected since is not the one that the counter has seen. A bill id names its
# utility, so the same ids are the same bills, whichever order they were kept in.
IS_EARLIER = """(g.bills <> '{}' AND ARRAY(SELECT b FROM unnest(g.bills) b ORDER BY b) <> ARRAY(
  SELECT c.bill_id::text FROM exemptions_connection c
  WHERE c.row_id = g.row_id AND c.bill_id <> '' ORDER BY c.bill_id::text))"""
"""Whether a row of the counter (alias g) has other bills now."""
_WAITING = f"""exemptions_counterrow g
  JOIN exemptions_campaign k ON k.id = g.campaign_id AND k.closed_at IS NULL AND k.counter_check
  WHERE g.office = ANY(%(offices)s) AND (g.answer = '' OR {IS_EARLIER})
    AND EXISTS (SELECT FROM exemptions_connection c WHERE c.row_id = g.row_id AND c.bill_id <> '')
"""
_COUNT = f"SELECT count(*) FROM {_WAITING} AND g.campaign_id = %(campaign)s"
# Bill, company and name: nothing else of anybody leaves for a counter, no earlier answer either.
_OPEN = f"""
SELECT g.id, r.full_name, c.utility, c.bill_id, coalesce(y.name, '')
FROM (
  SELECT g.id, g.row_id FROM {_WAITING}
  ORDER BY g.id LIMIT {_MOST}
) g
JOIN exemptions_row r ON r.id = g.row_id
JOIN exemptions_connection c ON c.row_id = r.id AND c.bill_id <> ''
LEFT JOIN organisations_utilitycompany y ON y.code = c.company AND y.utility = c.utility
  AND y.province = r.province
ORDER BY g.id, {utility_place("c.utility")}
"""
_GIVEN = f"""
SELECT r.key, r.full_name, coalesce(a.answer, ''), coalesce(a.reason, ''),
  coalesce(a.wrong, '{{}}'), coalesce(u.full_name, ''), a.answered_at, a.answer IS NULL
FROM exemptions_counterrow g JOIN exemptions_row r ON r.id = g.row_id
LEFT JOIN LATERAL (
  SELECT g.answer, g.reason, g.wrong, g.answered_by, g.answered_at WHERE NOT {IS_EARLIER}
) a ON true
LEFT JOIN accounts_user u ON u.id = a.answered_by
WHERE g.campaign_id = %(campaign)s AND g.office = %(office)s
ORDER BY array_position(ARRAY['wrong', 'cannot_say', '', 'right'], coalesce(a.answer, '')), g.id
LIMIT 500
"""
_SAID = f"""
SELECT g.row_id, g.answer, g.reason, g.wrong, g.bills, {IS_EARLIER} FROM exemptions_counterrow g
WHERE g.row_id = ANY(%(rows)s) AND g.answer <> ''
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
class CounterSaid:
    """What the counter answered about the bill ids `bills` of one row.

    `wrong`: the utilities of the bills found wrong. `is_earlier`: a bill was corrected since.
    """

    answer: str
    reason: str
    wrong: Sequence[str]
    bills: Sequence[str]
    is_earlier: bool


@dataclass(frozen=True, slots=True)
class CounterAnswer:
    """What became of one given row; `answer` "" while the clerk has not said.

    `is_again`: a bill was corrected since he said something about the ones before, which is not
    told here: whoever approves the row reads it there.
    """

    key: UUID
    full_name: str
    answer: str
    reason: str
    wrong: Sequence[str]
    by: str
    at: datetime | None
    is_again: bool


def at_counter(actor: Actor) -> list[AtCounter]:
    """The first rows that wait in the actor's offices."""
    offices = [str(held.unit) for held in actor.appointments]
    bills: dict[tuple[int, str], list[Bill]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_OPEN, {"offices": offices})
        for number, name, utility, bill, company in cursor.fetchall():
            bills.setdefault((number, name), []).append(Bill(utility, bill, company))
    return [AtCounter(number, name, tuple(found)) for (number, name), found in bills.items()]


def waiting_at_counter(campaign: Campaign, unit: Unit) -> int:
    """How many rows of the campaign wait for the clerk of this unit."""
    ((count,),) = ask(_COUNT, {"campaign": campaign.pk, "offices": [str(unit)]})
    return int(count)


def given_by(campaign: Campaign, unit: Unit) -> list[CounterAnswer]:
    """What the unit gave to its counter: what is wrong first."""
    with connection.cursor() as cursor:
        cursor.execute(_GIVEN, place_of(campaign.pk, unit) | {"office": str(unit)})
        return [CounterAnswer(*line) for line in cursor.fetchall()]


def answers_of(row_ids: Collection[int]) -> dict[int, CounterSaid]:
    """What the counter said, by row id, for whoever approves; rows without an answer are absent."""
    found = ask(_SAID, {"rows": list(row_ids)})
    return {row_id: CounterSaid(*said) for row_id, *said in found}


def bills_at_counter(row_id: int) -> dict[str, str]:
    """The bill ids that a row has now, by utility, in the order of the utilities."""
    found = Connection.objects.filter(row=row_id).exclude(bill_id="")
    bills = found.values_list("utility", "bill_id")
    return dict(sorted(bills, key=lambda bill: place_of_utility(bill[0])))
