"""What one collector still has to do on the road, in the order of the addresses (page 20)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db import connection

from sayeban.country.today import today_of
from sayeban.exemptions.models import Campaign, Row
from sayeban.exemptions.reads.deadlines import Deadlines
from sayeban.exemptions.reads.sharing import LEFT, MINE, PLACED, WAY, WHOLE, Stretch
from sayeban.exemptions.worklist_sql import WORKLIST, place_of
from sayeban.kit.units import Unit

MOST: Final = 50
"""Households that a phone shows, and keeps, at a time."""

_VILLAGE = "(%(village)s = '' OR d.village = %(village)s)"
# Members stand behind their head.
_ROAD = f"{WAY}, r.is_head DESC, r.id"

_STOPS = f"""
SELECT r.id, r.key, r.household_id, r.full_name, r.national_id, r.file_number, r.is_head, r.state,
  r.address, coalesce(d.village, ''), r.returned_reason, count(*) OVER ()
FROM {PLACED} WHERE {WORKLIST} AND {LEFT} AND {MINE} AND {_VILLAGE} ORDER BY {_ROAD} LIMIT %(most)s
"""
_NEXT = f"""
WITH road AS (
  SELECT r.key, row_number() OVER (ORDER BY {_ROAD}) AS place
  FROM {PLACED} WHERE {WORKLIST} AND ({LEFT} AND {MINE} OR r.key = %(key)s)
), here AS (SELECT place FROM road WHERE key = %(key)s)
SELECT road.key FROM road, here WHERE road.key <> %(key)s
ORDER BY road.place < here.place, road.place LIMIT 1
"""
_COUNTS = f"""
SELECT count(*) FILTER (WHERE {LEFT}),
  count(*) FILTER (WHERE r.collected_by = %(me)s
    AND (r.collected_at AT TIME ZONE 'Asia/Tehran')::date = %(today)s AND NOT {LEFT})
FROM exemptions_row r WHERE {WORKLIST}
"""
_VILLAGES = f"""
SELECT d.village, count(*) FROM {PLACED}
WHERE {WORKLIST} AND {LEFT} AND {MINE} AND d.village <> ''
GROUP BY 1 ORDER BY fa_sort_key(d.village)
"""


@dataclass(frozen=True, slots=True)
class Stop:
    """One row of the way."""

    id: int
    key: UUID
    household_id: int
    full_name: str
    national_id: str
    file_number: str
    is_head: bool
    state: str
    address: str
    village: str
    returned_reason: str


@dataclass(frozen=True, slots=True)
class DayCounts:
    """`left` in the whole worklist, `done` by this collector today.

    `days` until the last one is 1 on the last day and below it when that has passed.
    """

    left: int
    done: int
    due: date
    days: int


@dataclass(frozen=True, slots=True)
class Member:
    """Another row of the same household in the same worklist."""

    key: UUID
    full_name: str
    state: str
    incomplete: bool


def begun_campaigns(at: datetime) -> list[Campaign]:
    """The campaigns in which somebody collects now."""
    found = Campaign.objects.filter(closed_at=None, starts__lte=today_of(at))
    return list(found.order_by("starts", "code"))


def stops(
    campaign_id: int, unit: Unit, *, mine: Stretch = WHOLE, village: str = "", most: int = MOST
) -> tuple[list[Stop], int]:
    """The first rows that are still to do, in the order of the way, and how many there are."""
    parameters = place_of(campaign_id, unit) | mine | {"village": village, "most": most}
    with connection.cursor() as cursor:
        cursor.execute(_STOPS, parameters)
        found = cursor.fetchall()
    return [Stop(*row) for *row, _ in found], found[0][-1] if found else 0


def next_stop(campaign_id: int, unit: Unit, key: UUID, *, mine: Stretch = WHOLE) -> UUID | None:
    """The row to do after this one, from the start again at the end of the way."""
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, place_of(campaign_id, unit) | mine | {"key": key})
        found = cursor.fetchone()
        return found[0] if found else None


def day_counts(campaign: Campaign, unit: Unit, me: int, at: datetime) -> DayCounts:
    """How far this collector and his worklist are today."""
    assert unit.level != "hq"
    today = today_of(at)
    due = Deadlines(campaign).due(unit.level, unit.province)
    with connection.cursor() as cursor:
        parameters = {"me": me, "today": today}
        cursor.execute(_COUNTS, place_of(campaign.pk, unit) | parameters)
        left, done = cursor.fetchone()
    return DayCounts(left, done, due, (due - today).days + 1)


def villages(campaign_id: int, unit: Unit, *, mine: Stretch = WHOLE) -> list[tuple[str, int]]:
    """Villages with something left to do and how many rows each has."""
    with connection.cursor() as cursor:
        cursor.execute(_VILLAGES, place_of(campaign_id, unit) | mine)
        return [(name, left) for name, left in cursor.fetchall()]


def members(row_id: int) -> list[Member]:
    """The other rows of this row's household that are collected in the same worklist."""
    row = Row.objects.get(pk=row_id)
    others = Row.objects.filter(
        campaign=row.campaign_id,
        household_id=row.household_id,
        province=row.province,
        county=row.county,
        centre=row.centre,
    ).exclude(pk=row.pk)
    return [
        Member(each.key, each.full_name, each.state, bool(each.missing))
        for each in others.order_by("-is_head", "id")
    ]
