"""The numbered working days of provinces, and what other ones than now would move."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Final

from django.db import connection

from sayeban.country.calendar import WorkingDays
from sayeban.organisations.public import Moves

_BACK: Final = timedelta(days=2 * 366)
_AHEAD: Final = timedelta(days=3 * 366)
_ONE_DAY: Final = timedelta(days=1)

# As REDATE and PROMISE of actions.moving_sql find the days, without writing them.
_MOVES: Final = """
WITH day AS MATERIALIZED (
  SELECT * FROM unnest(%(provinces)s::text[], %(days)s::date[], %(working)s::boolean[],
    %(numbers)s::int[]) AS d(province, day, working, wd)
), steps AS (
  SELECT count(*) AS moved FROM cases_step s
  JOIN day f ON f.province = s.province AND f.day = s.opened_on
  JOIN day t ON t.province = s.province AND t.working AND t.wd = f.wd + s.days + s.paused_days
  WHERE s.closed_at IS NULL AND s.due_on <> t.day
), promises AS (
  SELECT count(*) AS moved, count(*) FILTER (WHERE p.mobile <> '') AS told FROM cases_case c
  JOIN day f ON f.province = c.province AND f.day = c.opened_on
  JOIN day t ON t.province = c.province AND t.working
    AND t.wd = f.wd + c.promised_days + c.paused_days
  LEFT JOIN people_person p ON p.id = c.person_id
  WHERE c.closed_at IS NULL AND c.promised_on <> t.day
)
SELECT steps.moved, promises.moved, promises.told FROM steps, promises
"""


def moves_of(calendars: Mapping[str, WorkingDays], today: date) -> Moves:
    """How many open steps and promises of these provinces would get another day.

    What settings.CALENDAR_MOVES names. Within the places of the running look.
    """
    rows = list(days_of(calendars, today))
    if not rows:
        return Moves(0, 0, 0)
    with connection.cursor() as cursor:
        columns = [list(column) for column in zip(*rows, strict=True)]
        names = ("provinces", "days", "working", "numbers")
        cursor.execute(_MOVES, dict(zip(names, columns, strict=True)))
        return Moves(*cursor.fetchone())


def days_of(
    calendars: Mapping[str, WorkingDays], today: date
) -> Iterator[tuple[str, date, bool, int]]:
    """Province, day, whether it is a working day and its number, from two years ago to three ahead.

    Counted from one fixed day on, so that a number means the same day tomorrow.
    """
    first, last = _first_day(today), today + _AHEAD
    for province, days in calendars.items():
        wd, day = 0, first
        while day <= last:
            working = days.is_open(day)
            wd += working
            yield province, day, working, wd
            day += _ONE_DAY


def _first_day(today: date) -> date:
    with connection.cursor() as cursor:
        cursor.execute("SELECT min(day) FROM cases_calendar")
        found: tuple[date | None] = cursor.fetchone()
    return found[0] or today - _BACK
