"""What waits now: open requests and waiting lists per service, open steps per role."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db import connection


@dataclass(frozen=True, slots=True)
class Waits:
    """One service now. `overdue` are the open requests past their promised day.

    `listed` wait on its waiting list, the first of them since `since`.
    """

    service: str
    open: int
    overdue: int
    listed: int
    since: date | None


@dataclass(frozen=True, slots=True)
class Load:
    """The open steps of one role. `own`: it is its turn; `late`: past their day, of these."""

    role: str
    steps: int
    own: int
    late: int
    people: int


_WAITS: Final = """
SELECT coalesce(o.code, w.service), coalesce(o.open, 0), coalesce(o.overdue, 0),
  coalesce(w.listed, 0), w.since
FROM (
  SELECT s.code, count(*) AS open, count(*) FILTER (WHERE c.promised_on < %(today)s) AS overdue
  FROM cases_case c JOIN cases_service s ON s.id = c.service_id
  WHERE c.closed_at IS NULL GROUP BY s.code) o
FULL JOIN (
  SELECT service, count(*) AS listed, min(since) AS since
  FROM support_waiting WHERE state = 'waiting' GROUP BY service) w ON w.service = o.code
ORDER BY 2 DESC, 4 DESC, 1
"""
# Of each person first: that is counted by several at once, distinct persons are not.
_LOADS: Final = """
SELECT role, sum(steps)::bigint, sum(own)::bigint, sum(late)::bigint, count(assignee)
FROM (
  SELECT role, assignee, count(*) AS steps, count(*) FILTER (WHERE state = 'open') AS own,
    count(*) FILTER (WHERE state = 'open' AND due_on < %(today)s) AS late
  FROM cases_step WHERE closed_at IS NULL GROUP BY 1, 2) of_person
GROUP BY 1 ORDER BY 2 DESC, 1
"""


def waits(today: date) -> list[Waits]:
    """Services that somebody waits for, most open requests first."""
    return [Waits(*row) for row in _rows(_WAITS, today)]


def loads(today: date) -> list[Load]:
    """Roles that have open steps, most first."""
    return [Load(*row) for row in _rows(_LOADS, today)]


def _rows(statement: str, today: date) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, {"today": today})
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
