"""Keep the rows of the working calendar, and the days of open cases that hang on them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import connection

from sayeban.cases.actions.moving import keep_all_promises, redate_steps
from sayeban.cases.reads.redating import days_of
from sayeban.country.today import today_of
from sayeban.organisations.public import provinces, working_calendars
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor
from sayeban.runtime.bulk import stage

_COLUMNS: Final = {"province": "text", "day": "date", "working": "boolean", "wd": "int"}

# Only what changed is written: a calendar of which a day was closed keeps all days before it.
_CHANGED = """
DELETE FROM cases_calendar c USING calendar_now n
WHERE c.province = n.province AND c.day = n.day
  AND (c.working, c.wd) IS DISTINCT FROM (n.working, n.wd)
"""
_ADD = """
INSERT INTO cases_calendar (province, day, working, wd)
SELECT province, day, working, wd FROM calendar_now ON CONFLICT (province, day) DO NOTHING
"""


@dataclass(frozen=True, slots=True)
class Redated:
    """How many days of the calendar, steps and promises moved."""

    days: int
    steps: int
    promises: int

    def as_json(self) -> dict[str, int]:
        """What the operator's command shows."""
        return {"days": self.days, "steps": self.steps, "promises": self.promises}


@action("cases.redate", operator=True)
def redate(*, actor: Actor, at: datetime) -> Redated:
    """Bring the calendar, due days of open steps and promised days up to what provinces declared.

    Clients whose day moves are told. Again it changes nothing.
    """
    days = write_calendar(today_of(at))
    return Redated(days, redate_steps(), keep_all_promises(actor, at, "calendar"))


def write_calendar(today: date) -> int:
    """Write the days of all provinces from two years ago to three ahead; how many changed.

    Inside a running command, or with the first rows of an installation.
    """
    known = working_calendars()
    calendars = {code: known.of(code) for code in ("", *(place.code for place in provinces()))}
    stage("calendar_now", _COLUMNS, days_of(calendars, today))
    with connection.cursor() as cursor:
        cursor.execute(_CHANGED)
        cursor.execute(_ADD)
        return int(cursor.rowcount)
