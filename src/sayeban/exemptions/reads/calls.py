"""The call list of a worklist: who was not told or not reached while work is left (A-093)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import connection

from sayeban.exemptions.dwelling_sql import by_number
from sayeban.exemptions.inform_sql import CALLED, TEXT_FAILED
from sayeban.exemptions.models import Campaign
from sayeban.exemptions.reads.texts_gone import worklist_texts
from sayeban.exemptions.rules_contact import UNDELIVERED
from sayeban.kit.ordering import Order
from sayeban.kit.units import Unit

PAGE: Final = 50
_STANDING: Final = f"""CASE WHEN r.contacted = '' AND {TEXT_FAILED} THEN '{UNDELIVERED}'
  ELSE r.contacted END"""
BY_VILLAGE: Final = Order("village")
SORTS: Final[Mapping[str, str]] = {
    "village": f"fa_sort_key(coalesce(d.village, '')) || '/' || {by_number('r.address')}",
    "name": "r.name_sort",
    "standing": _STANDING,
    "last": "coalesce(to_char(c.at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'), '')",
}
"""By what the list is sorted, as text."""

_ROWS = """exemptions_row r
LEFT JOIN people_residence d ON d.household_id = r.household_id AND d.until IS NULL
LEFT JOIN LATERAL (
  SELECT t.at FROM exemptions_contact t WHERE t.row_id = r.id ORDER BY t.at DESC LIMIT 1
) c ON true"""
_FILTER = f"""(%(village)s = '' OR d.village = %(village)s)
  AND (%(standing)s = '' OR %(standing)s = 'none' AND {_STANDING} = ''
    OR %(standing)s = 'no_number' AND r.mobile = '' OR {_STANDING} = %(standing)s)"""
_VILLAGES = f"""
SELECT d.village, count(*) FROM {_ROWS} WHERE {CALLED} AND d.village <> ''
GROUP BY 1 ORDER BY fa_sort_key(d.village)
"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list shows: "" is everything.

    `standing` is an outcome, "undelivered", "none" before any contact, or "no_number".
    """

    village: str = ""
    standing: str = ""


@dataclass(frozen=True, slots=True)
class Call:
    """One client to call. `mobile` as it is stored, "" where nobody knows it; `standing` is the
    last outcome, or "undelivered" where a text failed."""

    id: int
    key: UUID
    full_name: str
    mobile: str
    village: str
    address: str
    standing: str
    last_at: datetime | None


def _list(order: Order) -> str:
    value, way = SORTS[order.key], order.direction
    return f"""
WITH anchor AS (SELECT {value} AS place, r.id FROM {_ROWS} WHERE r.id = %(after)s)
SELECT r.id, r.key, r.full_name, r.mobile, coalesce(d.village, ''), r.address, {_STANDING}, c.at
FROM {_ROWS} WHERE {CALLED} AND {_FILTER}
  AND (%(after)s = 0 OR ({value}, r.id) {order.symbol} (SELECT place, id FROM anchor))
ORDER BY {value} {way}, r.id {way} LIMIT %(limit)s
"""


def calls_of(
    campaign: Campaign,
    unit: Unit,
    wanted: Wanted = Wanted(),
    *,
    order: Order = BY_VILLAGE,
    after: int = 0,
    limit: int | None = PAGE,
) -> tuple[list[Call], bool]:
    """The list behind the row with id `after` (0 = its beginning), and whether more follows.

    The place of that row is found though it has left the list since.
    """
    parameters: dict[str, Any] = worklist_texts(campaign.pk, unit) | {
        "village": wanted.village,
        "standing": wanted.standing,
        "after": after,
        "limit": limit + 1 if limit else None,
    }
    with connection.cursor() as cursor:
        cursor.execute(_list(order), parameters)
        found = [Call(*row) for row in cursor.fetchall()]
    return found[:limit], bool(limit) and len(found) > (limit or 0)


def call_villages(campaign: Campaign, unit: Unit) -> list[tuple[str, int]]:
    """Villages of the list and how many clients each has."""
    with connection.cursor() as cursor:
        cursor.execute(_VILLAGES, worklist_texts(campaign.pk, unit))
        return [(name, count) for name, count in cursor.fetchall()]
