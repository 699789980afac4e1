"""What a worksheet shows: the rows of a worklist as the texts of its cells."""

from collections.abc import Sequence
from typing import Any

from django.db import connection

from sayeban.exemptions import rules
from sayeban.exemptions.codes import OUTCOMES
from sayeban.exemptions.rules import GATHERED_STATES, OPEN_STATES, STANDING_ASIDE
from sayeban.exemptions.stored import connection_facts, connections_of, first_of
from sayeban.exemptions.worksheet.columns import KEYS
from sayeban.exemptions.worksheet.keys import key_sql
from sayeban.kit.units import Unit
from sayeban.runtime.models import Placed

Cells = tuple[str, ...]
"""The texts of one row in the order of worksheet.columns.COLUMNS."""


def _words(states: Sequence[str]) -> str:
    return ", ".join(f"'{state}'" for state in sorted(states))


def _label(column: str, labels: dict[str, str]) -> str:
    cases = " ".join(f"WHEN '{code}' THEN '{label}'" for code, label in labels.items())
    return f"CASE {column} {cases} ELSE '' END"


_SHOWN = {
    "province": "coalesce(w.province_name, w.province)",
    "county": "coalesce(w.county_name, w.county)",
    "centre": "w.centre",
    "mobile": "regexp_replace(w.mobile, '^[+]98', '0')",
    "tenure": _label("w.tenure", rules.TENURES),
    "status": _label("w.status", rules.STATUSES),
    "tenancy_end": "coalesce(jalali(w.tenancy_end), '')",
    "location": _label("w.location", rules.LOCATIONS),
    "channel": _label(first_of("channel", "w"), rules.CHANNELS),
    "source": _label(first_of("source", "w"), rules.SOURCES),
    "no_data_reason": _label("w.no_data_reason", rules.NO_DATA_REASONS),
    "key": key_sql("w", "w"),
} | {
    f"{utility}_type": _label(f"w.{utility}_type", rules.CONNECTION_TYPES)
    for utility in rules.UTILITIES
}
_CELLS = ",\n  ".join(_SHOWN.get(key, f"w.{key}") for key in KEYS)
_COLLECTABLE = _words([*OPEN_STATES, *GATHERED_STATES])
_PLACES = """
  LEFT JOIN organisations_province p ON p.code = r.province
  LEFT JOIN organisations_county k ON k.code = r.county"""


def _shown(condition: str) -> str:
    return f"""
SELECT {{head}}, {_CELLS} FROM (
  SELECT r.*, p.name AS province_name, k.name AS county_name, {connection_facts("c")}
  FROM exemptions_row r CROSS JOIN LATERAL ({connections_of("r.id")}) c {_PLACES}
  WHERE {condition}
) w
"""


_WITHIN = """r.campaign_id = %(campaign)s AND r.province = %(province)s AND r.county = %(county)s
  AND (%(centre)s::text IS NULL OR r.centre = %(centre)s)"""
_WORKLIST = (
    _shown(f"{_WITHIN} AND r.state IN ({_COLLECTABLE})").format(head="w.centre AS worklist")
    + "ORDER BY w.centre, w.name_sort, w.id"
)
_ASIDE = f"""
SELECT r.centre, coalesce(p.name, r.province), coalesce(k.name, r.county), r.centre, r.full_name,
  r.national_id, {_label("r.aside", {code.code: code.sentence for code in OUTCOMES.values()})}
FROM exemptions_row r {_PLACES}
WHERE {_WITHIN} AND r.state IN ({_words(list(STANDING_ASIDE))})
ORDER BY r.centre, r.name_sort, r.id
"""
_RETURNED = f"""
SELECT r.centre, coalesce(p.name, r.province), coalesce(k.name, r.county), r.centre, r.full_name,
  r.national_id, r.returned_reason
FROM exemptions_row r {_PLACES}
WHERE {_WITHIN} AND r.state = 'returned'
ORDER BY r.centre, r.name_sort, r.id
"""
_GROUPS = f"""
SELECT DISTINCT r.province, r.county FROM exemptions_row r
WHERE r.campaign_id = %(campaign)s AND r.state IN ({_COLLECTABLE}, {_words(list(STANDING_ASIDE))})
  AND (%(province)s = '' OR r.province = %(province)s)
  AND (%(county)s = '' OR r.county = %(county)s)
  AND (%(centre)s = '' OR r.centre = %(centre)s)
ORDER BY 1, 2
"""
_BY_ID = _shown("r.id = ANY(%(ids)s)").format(head="w.id")


def unit_of(placed: Placed) -> Unit:
    """The worklist of a stored row of a place."""
    return Unit.of_place(placed.province, placed.county, placed.centre)


def groups(campaign_id: int, unit: Unit) -> list[tuple[str, str]]:
    """(province, county) of every worklist under `unit` that has a row to show, in order.

    The county is "" for the province's own worklist.
    """
    return _fetch(_GROUPS, campaign_id, unit)


def worklist_rows(campaign_id: int, unit: Unit, *, all_centres: bool) -> list[tuple[str, ...]]:
    """Rows still to be collected: the centre's code ("" = own worklist), then Cells; by name.

    `all_centres` takes the county's centres with it, else exactly the worklist of `unit`.
    """
    return _fetch(_WORKLIST, campaign_id, unit, all_centres=all_centres)


def aside_rows(campaign_id: int, unit: Unit, *, all_centres: bool) -> list[tuple[str, ...]]:
    """Rows that need no collection: the centre's code, then province … national id and why."""
    return _fetch(_ASIDE, campaign_id, unit, all_centres=all_centres)


def returned_rows(campaign_id: int, unit: Unit, *, all_centres: bool) -> list[tuple[str, ...]]:
    """Rows that were sent back: the centre's code, then province … national id and the reason."""
    return _fetch(_RETURNED, campaign_id, unit, all_centres=all_centres)


def cells_of(row_ids: Sequence[int]) -> dict[int, Cells]:
    """The present cells of rows by row id, with their fresh keys."""
    with connection.cursor() as cursor:
        cursor.execute(_BY_ID, {"ids": list(row_ids)})
        return {row_id: tuple(cells) for row_id, *cells in cursor.fetchall()}


def _fetch(
    query: str, campaign_id: int, unit: Unit, *, all_centres: bool = False
) -> list[tuple[Any, ...]]:
    parameters: dict[str, Any] = {
        "campaign": campaign_id,
        "province": unit.province,
        "county": unit.county,
        "centre": None if all_centres else unit.centre,
    }
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found
