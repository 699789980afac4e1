"""Who was handed what of a campaign, and who has acknowledged it (seed 001, step two)."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from sayeban.accounts.public import user_names
from sayeban.exemptions.ladder_sql import scope, words
from sayeban.exemptions.reads.campaign import campaign_by_code
from sayeban.exemptions.rules import GATHERED_STATES, OPEN_STATES
from sayeban.kit.units import Unit
from sayeban.organisations.public import unit_labels

_LISTS = f"""
SELECT r.province, r.county, r.centre, count(*),
  count(*) FILTER (WHERE r.state IN ({words(OPEN_STATES | GATHERED_STATES)}))
FROM exemptions_row r WHERE {scope("r")} GROUP BY 1, 2, 3
"""
_ISSUED = f"""
SELECT s.province, s.county, s.centre, max(s.issued_at)
FROM exemptions_issuedsheet s WHERE {scope("s")} GROUP BY 1, 2, 3
"""
_RECEIPTS = f"""
SELECT DISTINCT ON (s.province, s.county, s.centre) s.province, s.county, s.centre, s.at, s.by
FROM exemptions_receipt s WHERE {scope("s")}
ORDER BY s.province, s.county, s.centre, s.id DESC
"""


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """A unit said that it has its part: when, and which user."""

    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class HandDownLine:
    """One unit directly below, or the asked unit's own worklist (`is_worklist` and same unit).

    `to_collect` rows can still be collected. Of its `worklists`, `issued` were written at least
    once, the last time at `issued_at`, and `received` were acknowledged. `receipt` is the unit's
    own.
    """

    unit: Unit
    label: str
    is_worklist: bool
    rows: int
    to_collect: int
    worklists: int
    issued: int
    issued_at: datetime | None
    received: int
    receipt: Acknowledged | None


@dataclass(frozen=True, slots=True)
class HandDown:
    """The hand-down under one unit; `receipt` is its own last one."""

    unit: Unit
    label: str
    receipt: Acknowledged | None
    lines: tuple[HandDownLine, ...]


def hand_down(code: str, unit: Unit) -> HandDown:
    """What lies under `unit`, by direct children; refuses campaign.unknown."""
    parameters: dict[str, Any] = {
        "campaign": campaign_by_code(code).pk,
        **unit.columns,
    }
    lists = {Unit.of_place(*row[:3]): (row[3], row[4]) for row in _ask(_LISTS, parameters)}
    issued = {Unit.of_place(*row[:3]): row[3] for row in _ask(_ISSUED, parameters)}
    receipts = _receipts(parameters)
    below: dict[Unit, list[Unit]] = defaultdict(list)
    for place in lists:
        below[_child(unit, place)].append(place)
    labels = unit_labels([unit, *below])
    lines = [
        _line(child, places, lists, issued, receipts, is_own=child == unit, label=labels[child])
        for child, places in below.items()
    ]
    ordered = sorted(lines, key=lambda line: (line.unit != unit, str(line.unit)))
    return HandDown(unit, labels[unit], receipts.get(unit), tuple(ordered))


def _line(
    child: Unit,
    places: list[Unit],
    lists: Mapping[Unit, tuple[int, int]],
    issued: Mapping[Unit, datetime],
    receipts: Mapping[Unit, Acknowledged],
    *,
    is_own: bool,
    label: str,
) -> HandDownLine:
    times = [issued[place] for place in places if place in issued]
    return HandDownLine(
        unit=child,
        label=_OWN[child.level] if is_own and child.level in _OWN else label,
        is_worklist=is_own or child.level == "centre",
        rows=sum(lists[place][0] for place in places),
        to_collect=sum(lists[place][1] for place in places),
        worklists=len(places),
        issued=len(times),
        issued_at=max(times, default=None),
        received=sum(place in receipts for place in places),
        receipt=receipts.get(child),
    )


_OWN = {"province": "کارتابل خود استان", "county": "کارتابل خود شهرستان"}


def _child(where: Unit, place: Unit) -> Unit:
    """The unit directly below `where` that holds the worklist `place`, or `where` itself."""
    if where.level == "hq":
        return Unit.of_province(place.province)
    if where.level == "province" and place.county:
        return Unit.of_county(place.county)
    return place


def _receipts(parameters: dict[str, Any]) -> dict[Unit, Acknowledged]:
    found = _ask(_RECEIPTS, parameters)
    names = user_names({by for *_, by in found})
    return {
        Unit.of_place(province, county, centre): Acknowledged(at, names.get(by, ""))
        for province, county, centre, at, by in found
    }


def _ask(statement: str, parameters: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found
