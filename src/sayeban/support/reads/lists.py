"""Waiting lists as they are told: the place in line, of how many, and how long others waited."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.db import connection

from sayeban.runtime.context import nationwide
from sayeban.support.models import PriorityRule, Waiting
from sayeban.support.rules import DAYS_A_MONTH, ENOUGH

_YEAR: Final = timedelta(days=365)
_LINE: Final = """
SELECT w.id, w.person_id, w.service, w.since, w.points,
  row_number() OVER (PARTITION BY w.province, w.service ORDER BY w.points + coalesce(
    (SELECT r.per_month FROM support_priorityrule r WHERE r.service IN (w.service, '')
     ORDER BY r.service DESC LIMIT 1), 0) * ((%(today)s::date - w.since) / %(month)s) DESC,
    w.since, w.id) AS place,
  count(*) OVER (PARTITION BY w.province, w.service) AS of
FROM support_waiting w
WHERE w.state = 'waiting' AND (%(province)s = '' OR w.province = %(province)s)
  AND (%(service)s = '' OR w.service = %(service)s)
"""
_OWN: Final = "SELECT id, province, service FROM support_waiting WHERE {own} AND state = 'waiting'"
_WAITED: Final = """
SELECT count(*), percentile_disc(0.5) WITHIN GROUP (ORDER BY ended_on - since)
FROM support_waiting
WHERE state = 'served' AND province = %(province)s AND service = %(service)s
  AND ended_on >= %(since)s
"""


@dataclass(frozen=True, slots=True)
class Place:
    """One place in the line of a province. `of`: how many wait in it.

    `median_days`: half of those whose turn came within a year waited no longer; None where they
    are too few to say so.
    """

    id: int
    person_id: int
    service: str
    since: date
    points: int
    place: int
    of: int
    median_days: int | None


@dataclass(frozen=True, slots=True)
class Ended:
    """A place that is over. `state` in words, `reason` as it was written."""

    person_id: int
    service: str
    since: date
    ended_on: date
    state: str
    reason: str


@dataclass(frozen=True, slots=True)
class Term:
    """One line of the rule that orders a list."""

    label: str
    points: int


def places_of(person_id: int, today: date) -> list[Place]:
    """Where a person of the reader's places waits. Counts the whole line of his province."""
    with connection.cursor() as cursor:
        cursor.execute(_OWN.format(own="person_id = %s"), [person_id])
        own = cursor.fetchall()
    return [place for number, *_ in own if (place := place_of(number, today))]


def place_of(waiting_id: int, today: date) -> Place | None:
    """One place within the reader's places; None where there is none, or he waits no more."""
    with connection.cursor() as cursor:
        cursor.execute(_OWN.format(own="id = %s"), [waiting_id])
        own = cursor.fetchone()
    if own is None:
        return None
    _, province, service = own
    with nationwide():
        lines = _line(province, service, today, "WHERE id = %(id)s", id=waiting_id)
        median = _median(province, service, today)
    return _place(lines[0], median)


def ended_place(waiting_id: int) -> Ended | None:
    """A place within the reader's places that is over; None where there is none."""
    found = Waiting.objects.filter(pk=waiting_id, ended_on__isnull=False).first()
    if found is None or found.ended_on is None:
        return None
    state = str(found.get_state_display())
    return Ended(found.person_id, found.service, found.since, found.ended_on, state, found.reason)


def waiting_list(province: str, service: str, today: date, limit: int = 100) -> list[Place]:
    """The first of the line that the reader sees, with their places in the whole of it.

    The whole line is counted; rows of other places are not shown.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM support_waiting WHERE state = 'waiting' AND province = %s"
            " AND service = %s",
            [province, service],
        )
        own = [number for (number,) in cursor.fetchall()]
    with nationwide():
        where = "WHERE id = ANY(%(own)s) ORDER BY place LIMIT %(limit)s"
        lines = _line(province, service, today, where, own=own, limit=limit)
        median = _median(province, service, today)
    return [_place(line, median) for line in lines]


def open_lists() -> list[tuple[str, str, int]]:
    """(province, service, how many) of the lists that hold somebody of the reader's places."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT province, service, count(*) FROM support_waiting WHERE state = 'waiting'"
            " GROUP BY province, service ORDER BY province, service"
        )
        return list(cursor.fetchall())


def terms_of(service: str) -> tuple[list[Term], int]:
    """The rule of a list in words, and the points of each month of waiting."""
    rules = {r.service: r for r in PriorityRule.objects.filter(service__in=["", service])}
    rule = rules.get(service) or rules.get("")
    if rule is None:
        return [], 0
    return [Term(each["label"], each["points"]) for each in rule.terms], rule.per_month


def _line(
    province: str, service: str, today: date, where: str, **more: Any
) -> list[tuple[Any, ...]]:
    given: dict[str, Any] = {"province": province, "service": service, "today": today}
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT * FROM ({_LINE}) AS line {where}", {**given, "month": DAYS_A_MONTH, **more}
        )
        return list(cursor.fetchall())


def _median(province: str, service: str, today: date) -> int | None:
    given: dict[str, Any] = {"province": province, "service": service, "since": today - _YEAR}
    with connection.cursor() as cursor:
        cursor.execute(_WAITED, given)
        served, median = cursor.fetchone()
    return median if served >= ENOUGH else None


def _place(line: tuple[Any, ...], median: int | None) -> Place:
    number, person, service, since, points, place, of = line
    return Place(number, person, service, since, points, place, of, median)
