"""What a village helper sees: names and villages of his households, and what he entered himself.

Row-level security bounds each statement to his villages and to these columns (A-095).
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import connection

from sayeban.exemptions.ladder_sql import words
from sayeban.exemptions.models import HelperEntry
from sayeban.exemptions.rules import GATHERED_STATES, OPEN_STATES

MOST: Final = 200
_HOUSEHOLDS = f"""
SELECT r.key, r.full_name, r.is_head, d.village,
  (SELECT count(*) FROM exemptions_helperentry e WHERE e.row_id = r.id AND e.state = 'waiting'),
  count(*) OVER ()
FROM exemptions_row r
JOIN people_residence d ON d.household_id = r.household_id AND d.until IS NULL
WHERE r.campaign_id = %(campaign)s AND r.state IN ({words(OPEN_STATES | GATHERED_STATES)})
  AND (%(village)s = '' OR d.village = %(village)s) AND (%(key)s::uuid IS NULL OR r.key = %(key)s)
ORDER BY fa_sort_key(d.village), r.household_id, r.is_head DESC, r.name_sort, r.id LIMIT {MOST}
"""
_VILLAGES = f"""
SELECT d.village, count(*) FROM exemptions_row r
JOIN people_residence d ON d.household_id = r.household_id AND d.until IS NULL
WHERE r.campaign_id = %(campaign)s AND r.state IN ({words(OPEN_STATES | GATHERED_STATES)})
GROUP BY 1 ORDER BY fa_sort_key(d.village)
"""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """One person of a household of his villages. `waiting`: what of his own is undecided."""

    key: UUID
    full_name: str
    is_head: bool
    village: str
    waiting: int


@dataclass(frozen=True, slots=True)
class Known:
    """One thing that he entered, and what became of it."""

    utility: str
    bill_id: str
    note: str
    at: datetime
    state: str
    reason: str


def neighbours(campaign_id: int, village: str = "") -> tuple[list[Neighbour], int]:
    """The first MOST people of his villages whose data are still open, and how many there are."""
    found = _ask(campaign_id, village, None)
    return [each for each, _ in found], found[0][1] if found else 0


def neighbour(campaign_id: int, key: UUID) -> Neighbour | None:
    """One of them, None outside his villages."""
    found = _ask(campaign_id, "", key)
    return found[0][0] if found else None


def own_villages(campaign_id: int) -> list[tuple[str, int]]:
    """His villages with somebody in them and how many people each has."""
    with connection.cursor() as cursor:
        cursor.execute(_VILLAGES, {"campaign": campaign_id})
        return [(name, count) for name, count in cursor.fetchall()]


def known_by_me(campaign_id: int, key: UUID, user_id: int) -> list[Known]:
    """What he entered of one household, newest first."""
    entries = HelperEntry.objects.filter(campaign_id=campaign_id, row__key=key, by=user_id)
    columns = ("utility", "bill_id", "note", "at", "state", "reason")
    return [Known(*each) for each in entries.order_by("-at", "-id").values_list(*columns)]


def _ask(campaign_id: int, village: str, key: UUID | None) -> list[tuple[Neighbour, int]]:
    with connection.cursor() as cursor:
        cursor.execute(_HOUSEHOLDS, {"campaign": campaign_id, "village": village, "key": key})
        return [(Neighbour(*person), total) for *person, total in cursor.fetchall()]
