"""Moves and ends of tenancies of a unit: what is open, what became of the rest."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from sayeban.country import text
from sayeban.exemptions.ladder_sql import words
from sayeban.exemptions.models import Campaign, Exemption, Move, Row, Tenancy
from sayeban.exemptions.reads.corrections import OPEN_ROWS
from sayeban.exemptions.reads.worksheets import unit_of
from sayeban.exemptions.rules_move import OPEN_MOVES
from sayeban.kit.units import Unit

SIZE = 50


@dataclass(frozen=True, slots=True)
class Moving:
    """One line of the list: a move or an end of tenancy. `came` is None of a tenancy."""

    kind: str
    id: int
    state: str
    full_name: str
    on: date
    at: datetime
    came: Unit | None
    place: Unit
    ended: bool


@dataclass(frozen=True, slots=True)
class MoveView:
    """One move. `before` and `dwelling` are stored values by form field."""

    id: int
    campaign: str
    state: str
    said_by: str
    moved_on: date
    came: Unit
    place: Unit
    before: Mapping[str, str]
    dwelling: Mapping[str, str]
    reported_at: datetime
    reported_by: int | None
    collected_at: datetime | None
    collected_by: int | None
    decided_at: datetime | None
    decided_by: int | None
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class TenancyView:
    """One end of a tenancy and whose it is."""

    id: int
    key: UUID
    full_name: str
    mobile: str
    unit: Unit
    ends_on: date
    state: str
    new_end: date | None
    asked_at: datetime


def _within(prefix: str) -> str:
    return " AND ".join(
        f"(%({name})s = '' OR m.{prefix}{name} = %({name})s)"
        for name in ("province", "county", "centre")
    )


# A move is of the unit that it came from as well.
_ALL = f"""
SELECT 'move' AS kind, m.id, m.state, m.before ->> 'full_name' AS full_name, m.moved_on AS on,
  m.reported_at AS at, m.came_province, m.came_county, m.came_centre, m.province, m.county,
  m.centre, m.ended_on IS NOT NULL AS ended
FROM exemptions_move m
WHERE m.campaign_id = %(campaign)s AND (({_within("")}) OR ({_within("came_")}))
UNION ALL
SELECT 'tenancy', m.id, m.state, r.full_name, m.ends_on, m.asked_at, '', '', '', m.province,
  m.county, m.centre, false
FROM exemptions_tenancy m JOIN exemptions_row r ON r.id = m.row_id
WHERE m.campaign_id = %(campaign)s AND ({_within("")})
"""
_COUNTS = f"SELECT kind, state, count(*) FROM ({_ALL}) a GROUP BY 1, 2"
# The newest first; the words are looked for anywhere in a name.
_PAGE = f"""
SELECT * FROM ({_ALL}) a
WHERE (%(kind)s = '' OR kind = %(kind)s) AND (%(state)s = '' OR state = %(state)s)
  AND (%(words)s = '' OR position(%(words)s IN full_name) > 0)
ORDER BY at DESC, kind, id DESC LIMIT {SIZE + 1} OFFSET %(skip)s
"""
_HERE = """m.campaign_id = %(campaign)s
  AND (m.province, m.county, m.centre) = (%(province)s, %(county)s, %(centre)s)"""
_WAITING = f"""
SELECT CASE m.state WHEN 'reported' THEN 'moves' ELSE 'move_approve' END, count(*)
FROM exemptions_move m WHERE {_HERE} AND m.state IN ({words(OPEN_MOVES)}) GROUP BY 1
UNION ALL
SELECT 'tenancies', count(*) FROM exemptions_tenancy m WHERE {_HERE} AND m.state = 'asked'
UNION ALL
SELECT 'corrections', ({OPEN_ROWS})
"""


def moving_counts(campaign: Campaign, unit: Unit) -> dict[tuple[str, str], int]:
    """How many by (move or tenancy, state)."""
    found = _asked(_COUNTS, campaign, unit, {})
    return {(kind, state): count for kind, state, count in found}


def moving_of(
    campaign: Campaign, unit: Unit, *, kind: str, state: str, words: str, skip: int
) -> tuple[list[Moving], bool]:
    """One page of the list, and whether more follow."""
    wanted = {"kind": kind, "state": state, "words": text.normalize(words), "skip": skip}
    found = [
        Moving(
            *(what, number, stands, name, on, at),
            Unit.of_place(*came) if what == "move" else None,
            Unit.of_place(province, county, centre),
            ended,
        )
        for what, number, stands, name, on, at, *came, province, county, centre, ended in _asked(
            _PAGE, campaign, unit, wanted
        )
    ]
    return found[:SIZE], len(found) > SIZE


def _asked(
    sql: str, campaign: Campaign, unit: Unit, wanted: Mapping[str, Any]
) -> list[tuple[Any, ...]]:
    place = unit.columns
    with connection.cursor() as cursor:
        cursor.execute(sql, {"campaign": campaign.pk, **place, **wanted})
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


def move_view(campaign: Campaign, number: int) -> MoveView | None:
    """One move in the reader's places, else None."""
    move = Move.objects.filter(campaign_id=campaign.pk, pk=number).first()
    if move is None:
        return None
    plain = ("state", "said_by", "moved_on", "before", "dwelling", "ended_on")
    when = ("reported", "collected", "decided")
    return MoveView(
        id=move.pk,
        campaign=campaign.code,
        came=Unit.of_place(move.came_province, move.came_county, move.came_centre),
        place=unit_of(move),
        **{name: getattr(move, name) for name in plain},
        **{f"{each}_{of}": getattr(move, f"{each}_{of}") for each in when for of in ("at", "by")},
    )


def open_move_of(row_id: int) -> int:
    """The number of the move of a row's household that is not decided, 0 where there is none."""
    row = Row.objects.get(pk=row_id)
    found = Move.objects.filter(
        campaign_id=row.campaign_id,
        household_id=row.household_id,
        state__in=OPEN_MOVES,
    )
    return found.values_list("pk", flat=True).first() or 0


def was_delivered(row_id: int) -> bool:
    """Whether a company was ever told of the row's household."""
    household = Row.objects.filter(pk=row_id).values("household_id")
    return Exemption.objects.filter(household_id__in=household).exists()


def tenancy_view(campaign: Campaign, number: int) -> TenancyView | None:
    """One end of a tenancy in the reader's places, else None."""
    found = Tenancy.objects.filter(campaign_id=campaign.pk, pk=number).select_related("row").first()
    if found is None:
        return None
    return TenancyView(
        id=found.pk,
        key=found.row.key,
        full_name=found.row.full_name,
        mobile=found.mobile,
        unit=unit_of(found),
        ends_on=found.ends_on,
        state=found.state,
        new_end=found.new_end,
        asked_at=found.asked_at,
    )


def after_delivery(campaign: Campaign, place: Mapping[str, str]) -> dict[str, int]:
    """What waits after delivery: moves to collect and to approve, tenancies to ask about on one
    worklist, and rows that companies sent back to it or below it."""
    with connection.cursor() as cursor:
        cursor.execute(_WAITING, {"campaign": campaign.pk, **place})
        found = cursor.fetchall()
    return {"corrections": 0, "moves": 0, "move_approve": 0, "tenancies": 0} | dict(found)
