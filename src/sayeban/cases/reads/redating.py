"""The numbered working days of provinces, and what other ones than now would move."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

import polars as pl
from django.db import connection

from sayeban.country.calendar import WorkingDays
from sayeban.organisations.public import Moves

_BACK: Final = timedelta(days=2 * 366)
_AHEAD: Final = timedelta(days=3 * 366)

# As REDATE and PROMISE of actions.moving_sql find the days, without writing them.
_MOVES: Final = """
WITH day AS MATERIALIZED (
  SELECT * FROM unnest(%(province)s::text[], %(day)s::date[], %(working)s::boolean[],
    %(wd)s::int[]) AS d(province, day, working, wd)
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
    if not calendars:
        return Moves(0, 0, 0)
    days = days_of(calendars, today)
    with connection.cursor() as cursor:
        cursor.execute(_MOVES, days.to_dict(as_series=False))
        return Moves(*cursor.fetchone())


def days_of(calendars: Mapping[str, WorkingDays], today: date) -> pl.DataFrame:
    """Province, day, whether it is a working day and its number, from two years ago to three ahead.

    Counted from one fixed day on, so that a number means the same day tomorrow. Columns province,
    day, working, wd.
    """
    days = pl.date_range(_first_day(today), today + _AHEAD, eager=True)
    frames = []
    for province, calendar in calendars.items():
        working = calendar.open_days(days)
        numbers = working.cum_sum().cast(pl.Int32)
        frame = pl.DataFrame({"day": days, "working": working, "wd": numbers})
        frames.append(frame.select(pl.lit(province).alias("province"), pl.all()))
    return pl.concat(frames)


def _first_day(today: date) -> date:
    with connection.cursor() as cursor:
        cursor.execute("SELECT min(day) FROM cases_calendar")
        found: tuple[date | None] = cursor.fetchone()
    return found[0] or today - _BACK
