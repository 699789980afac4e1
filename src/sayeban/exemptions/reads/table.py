"""A worklist as a table: its rows with everything that a worksheet can say of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from sayeban.country import text
from sayeban.country.formats import national_id
from sayeban.exemptions.models import Row
from sayeban.exemptions.reads.worksheets import unit_of
from sayeban.exemptions.rules import GATHERED_STATES, OPEN_STATES, State
from sayeban.exemptions.stored import connection_facts, connections_of, digest
from sayeban.exemptions.worklist_sql import WORKLIST, place_of
from sayeban.exemptions.worksheet.typed import FORM_FIELDS
from sayeban.kit.ordering import Order
from sayeban.kit.units import Unit

PAGE = 50
ANYTHING = "any"
"""As `missing`: whatever is still to do."""


@dataclass(frozen=True, slots=True)
class TableFilter:
    """What the table shows. No state: what a worksheet shows. `text`: as in worklist.Filter."""

    state: str = ""
    village: str = ""
    missing: str = ""
    flag: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row. `values`: the stored value of each of typed.FORM_FIELDS, days in Jalali.

    `version` and `digest` are those of the key in a worksheet; `position`: what it is sorted by.
    """

    id: int
    key: UUID
    version: int
    digest: str
    national_id: str
    full_name: str
    state: str
    village: str
    flags: tuple[str, ...]
    missing: tuple[str, ...]
    position: str
    values: Mapping[str, str]


_OPEN = ", ".join(f"'{state}'" for state in sorted(OPEN_STATES))
_COLLECTABLE = ", ".join(f"'{state}'" for state in sorted(OPEN_STATES | GATHERED_STATES))
_ASCENT = ", ".join(f"'{state}'" for state in State)
SORTS: Mapping[str, str] = {
    "name": "r.name_sort",
    "national_id": "r.national_id",
    "state": f"lpad(array_position(ARRAY[{_ASCENT}], r.state)::text, 2, '0')",
    "missing": "lpad(cardinality(r.missing)::text, 3, '0')",
    "village": "fa_sort_key(coalesce(d.village, ''))",
}
"""What the table sorts by, as text."""
_ROWS = """exemptions_row r
  LEFT JOIN people_residence d ON d.household_id = r.household_id AND d.until IS NULL"""
_FILTER = f"""(r.state = %(state)s OR %(state)s = '' AND r.state IN ({_COLLECTABLE}))
  AND (%(village)s = '' OR d.village = %(village)s)
  AND (%(missing)s = '' OR %(missing)s = ANY(r.missing)
    OR %(missing)s = '{ANYTHING}' AND (r.missing <> '{{}}' OR r.state IN ({_OPEN})))
  AND (%(flag)s = '' OR %(flag)s = ANY(r.flags))
  AND (%(typed)s = '' OR r.national_id = %(national_id)s OR r.file_number = %(typed)s
    OR (%(name)s <> '' AND r.name_sort LIKE '%%' || %(name)s || '%%'))"""
_SHOWN = {"tenancy_end": "coalesce(jalali(w.tenancy_end), '')"}
_VALUES = ", ".join(_SHOWN.get(name, f"w.{name}") for name in FORM_FIELDS)


def _select(condition: str, value: str, order: str) -> str:
    """The rows first and their connections then, so that the others' are never looked up."""
    return f"""
SELECT w.id, w.key, w.version, {digest("w")}, w.national_id, w.full_name, w.state, w.village,
  w.flags, w.missing, w.sorted_by, {_VALUES}
FROM (
  SELECT r.*, {connection_facts("c")} FROM (
    SELECT r.*, coalesce(d.village, '') AS village, {value} AS sorted_by FROM {_ROWS}
    WHERE {WORKLIST} AND {condition} {order.format(value=value, id="r.id")} LIMIT %(limit)s
  ) r CROSS JOIN LATERAL ({connections_of("r.id")}) c
) w {order.format(value="w.sorted_by", id="w.id")}
"""


def _page(order: Order) -> str:
    value = SORTS[order.key]
    after = f"(%(after)s = 0 OR ({value}, r.id) {order.symbol} (%(position)s, %(after)s))"
    way = order.direction
    return _select(f"{_FILTER} AND {after}", value, f"ORDER BY {{value}} {way}, {{id}} {way}")


def _position(order: Order) -> str:
    return f"SELECT {SORTS[order.key]} FROM {_ROWS} WHERE {WORKLIST} AND r.id = %(after)s"


_NAMED = _select(
    "(r.national_id = ANY(%(national_ids)s) OR r.key = ANY(%(keys)s))",
    SORTS["name"],
    "ORDER BY {value}, {id}",
)
_KEYS = f"SELECT r.key FROM {_ROWS} WHERE {WORKLIST} AND {_FILTER}"
_VILLAGES = f"""
SELECT d.village FROM {_ROWS} WHERE {WORKLIST} AND r.state IN ({_COLLECTABLE})
  AND d.village <> '' GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT %(limit)s
"""


def table_rows(
    campaign_id: int, unit: Unit, sought: TableFilter, *, order: Order, after: int = 0
) -> tuple[tuple[TableRow, ...], bool]:
    """A page of exactly this worklist behind the row with id `after` (0 = from the beginning), and
    whether more follow."""
    parameters = _asked(campaign_id, unit, sought) | {"after": 0, "position": ""}
    with connection.cursor() as cursor:
        if after:
            asked = parameters | {"after": after}
            cursor.execute(_position(order), asked)
            if found := cursor.fetchone():
                parameters = asked | {"position": found[0]}
        cursor.execute(_page(order), parameters | {"limit": PAGE + 1})
        rows = [_row(row) for row in cursor.fetchall()]
    return tuple(rows[:PAGE]), len(rows) > PAGE


def named_rows(
    campaign_id: int, unit: Unit, *, national_ids: Sequence[str] = (), keys: Sequence[UUID] = ()
) -> list[TableRow]:
    """The rows of this worklist with one of these ids or keys, in any state."""
    named = {"national_ids": list(national_ids), "keys": list(keys)}
    parameters = place_of(campaign_id, unit) | named | {"limit": len(national_ids) + len(keys)}
    with connection.cursor() as cursor:
        cursor.execute(_NAMED, parameters)
        return [_row(row) for row in cursor.fetchall()]


def located_row(campaign_id: int, key: UUID) -> tuple[Unit, TableRow] | None:
    """The row and the worklist it belongs to, within the visitor's places."""
    stored = Row.objects.filter(campaign=campaign_id, key=key).first()
    if stored is None:
        return None
    unit = unit_of(stored)
    found = named_rows(campaign_id, unit, keys=[key])
    return unit, found[0]


def keys_of(campaign_id: int, unit: Unit, sought: TableFilter) -> frozenset[UUID]:
    """The keys of all rows that the table would show."""
    with connection.cursor() as cursor:
        cursor.execute(_KEYS, _asked(campaign_id, unit, sought))
        return frozenset(key for (key,) in cursor.fetchall())


def villages_of(campaign_id: int, unit: Unit, most: int) -> list[str]:
    """The villages with the most rows, by name."""
    with connection.cursor() as cursor:
        cursor.execute(_VILLAGES, place_of(campaign_id, unit) | {"limit": most})
        return sorted((name for (name,) in cursor.fetchall()), key=text.sort_key)


def _asked(campaign_id: int, unit: Unit, sought: TableFilter) -> dict[str, Any]:
    typed = text.identifier(sought.text)
    name = text.sort_key(text.normalize(sought.text))
    return place_of(campaign_id, unit) | {
        "state": sought.state,
        "village": sought.village,
        "missing": sought.missing,
        "flag": sought.flag,
        "typed": typed,
        "national_id": national_id.restore(typed)[0],
        "name": name.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_"),
    }


def _row(row: Sequence[Any]) -> TableRow:
    row_id, key, version, digest_, person, name, state, village, flags, missing, by, *held = row
    values = dict(zip(FORM_FIELDS, held, strict=True))
    return TableRow(
        row_id, key, version, digest_, person, name, state, village, tuple(flags), tuple(missing),
        by, values,
    )  # fmt: skip
