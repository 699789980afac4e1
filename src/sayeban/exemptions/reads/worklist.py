"""Rows of a unit for the pages: listed, counted, searched, and one row with all that is known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from sayeban.country import text
from sayeban.country.formats import national_id
from sayeban.exemptions.rules import State
from sayeban.kit.ordering import Order
from sayeban.kit.units import Unit

PAGE = 50


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list shows. `text` is a national id, a file number or a part of the name.

    `own_worklist` leaves out the rows of the units below: what the unit itself collects.
    """

    state: str = ""
    flag: str = ""
    text: str = ""
    own_worklist: bool = False


@dataclass(frozen=True, slots=True)
class ListedRow:
    """One line of a list; `position` is what the list is sorted by."""

    id: int
    key: UUID
    full_name: str
    national_id: str
    file_number: str
    state: str
    aside: str
    flags: tuple[str, ...]
    missing: tuple[str, ...]
    unit: Unit
    position: str


After = tuple[str, int]
"""(what the list is sorted by, id) of the last row of the page before."""
BY_NAME = Order("name")
_ASCENT = ", ".join(f"'{state}'" for state in State)
SORTS: Mapping[str, str] = {
    "name": "r.name_sort",
    "national_id": "r.national_id",
    "state": f"lpad(array_position(ARRAY[{_ASCENT}], r.state)::text, 2, '0')",
    "flags": "lpad(cardinality(r.flags)::text, 3, '0')",
    "unit": "(r.province || r.county || r.centre)",
}
"""Columns by which rows are sorted, as text: names by their Persian key, states as they climb."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of a list; `after` continues it, None at its end."""

    rows: tuple[ListedRow, ...]
    after: After | None


_UNIT = """r.campaign_id = %(campaign)s
  AND (%(province)s = '' OR r.province = %(province)s)
  AND (%(county)s = '' OR r.county = %(county)s)
  AND (%(centre)s = '' OR r.centre = %(centre)s)
  AND (NOT %(own)s OR (r.province, r.county, r.centre) = (%(province)s, %(county)s, %(centre)s))"""
_FILTER = """(%(state)s = '' OR r.state = %(state)s)
  AND (%(flag)s = '' OR %(flag)s = ANY(r.flags)
    OR %(flag)s = 'name.missing' AND r.full_name = '')
  AND (%(typed)s = '' OR r.national_id = %(national_id)s OR r.file_number = %(typed)s
       OR (%(name)s <> '' AND r.name_sort LIKE '%%' || %(name)s || '%%'))"""
_COLUMNS = """r.id, r.key, r.full_name, r.national_id, r.file_number, r.state, r.aside, r.flags,
  r.missing, r.province, r.county, r.centre"""


def _list(order: Order, sought: Filter) -> str:
    value, way = SORTS[order.key], order.direction
    if sought.text or sought.flag:
        # Few rows may answer, which the planner cannot know: it might look for them in the order of
        # the index by name, row by row through the whole country.
        value = f"({value} || '')"
    return f"""
SELECT {_COLUMNS}, {value} FROM exemptions_row r
WHERE {_UNIT} AND {_FILTER}
  AND (%(after_id)s = 0 OR ({value}, r.id) {order.symbol} (%(after)s, %(after_id)s))
ORDER BY {value} {way}, r.id {way} LIMIT %(limit)s
"""


_COUNT = f"""
SELECT r.state, sum(r.rows)::bigint FROM exemptions_statecount r WHERE {_UNIT}
GROUP BY r.state HAVING sum(r.rows) <> 0
"""


def rows_of(
    campaign_id: int,
    unit: Unit,
    sought: Filter = Filter(),
    *,
    order: Order = BY_NAME,
    after: After | None = None,
    limit: int = PAGE,
) -> Listed:
    """Rows of a unit and of those below it, by one of SORTS; keyset pages stay fast when deep."""
    value, row_id = after or ("", 0)
    parameters = _where(campaign_id, unit, own=sought.own_worklist) | {
        **_searched(sought),
        "after": value,
        "after_id": row_id,
        "limit": limit + 1,
    }
    with connection.cursor() as cursor:
        cursor.execute(_list(order, sought), parameters)
        found = [_listed(row) for row in cursor.fetchall()]
    rows = tuple(found[:limit])
    more = len(found) > limit
    return Listed(rows, (rows[-1].position, rows[-1].id) if more else None)


def counts_by_state(campaign_id: int, unit: Unit, *, own_worklist: bool = False) -> dict[str, int]:
    """How many rows of a unit stand in each state."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, _where(campaign_id, unit, own=own_worklist))
        return dict(cursor.fetchall())


def _where(campaign_id: int, unit: Unit, *, own: bool) -> dict[str, Any]:
    return {
        "campaign": campaign_id,
        **unit.columns,
        "own": own,
    }


def _searched(sought: Filter) -> dict[str, str]:
    typed = text.identifier(sought.text)
    name = text.sort_key(text.normalize(sought.text))
    return {
        "state": sought.state,
        "flag": sought.flag,
        "typed": typed,
        "national_id": national_id.restore(typed)[0],
        "name": name.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_"),
    }


def _listed(row: Sequence[Any]) -> ListedRow:
    *head, province, county, centre, position = row
    row_id, key, full_name, identifier, file_number, state, aside, flags, missing = head
    return ListedRow(
        row_id, key, full_name, identifier, file_number, state, aside, tuple(flags),
        tuple(missing), Unit.of_place(province, county, centre), position,
    )  # fmt: skip
