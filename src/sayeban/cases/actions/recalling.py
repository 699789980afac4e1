"""A new day that came of the calendar is told a while later, and never if it was undone by then."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final

from django.db import connection

from sayeban.cases.actions.telling import tell
from sayeban.cases.rules import RECALL_MINUTES
from sayeban.notices.public import withdraw_notices

_HOLD: Final = timedelta(minutes=RECALL_MINUTES)
_MOVES: Final = """
SELECT case_id, old, new FROM cases_event
WHERE case_id = ANY(%(cases)s) AND what = 'promised' AND reason = 'calendar'
  AND at >= %(since)s AND at < %(at)s
ORDER BY id
"""


def tell_days(at: datetime, moved: Sequence[tuple[int, date]], reason: str) -> None:
    """Tell clients of their new days; what still waits of an older change is withdrawn.

    Whose day is again the one that he knows hears nothing. Of a case that goes on after its end
    the day is told with that.
    """
    if reason == "reopened":
        return
    if reason != "calendar":
        tell(at, "cases.promised", [(case, _key(case, str(day)), day) for case, day in moved])
        return
    known = _still_known(at, [case for case, _ in moved])
    told = [(case, _key(case, str(day)), day) for case, day in moved if known.get(case) != str(day)]
    tell(at, "cases.promised", told, hold=_HOLD)


def _key(case: int, day: str) -> str:
    return f"{case}/{day}"


def _still_known(at: datetime, cases: Sequence[int]) -> dict[int, str]:
    """The day that each client was told last, of those whose newer one had not gone yet."""
    with connection.cursor() as cursor:
        cursor.execute(_MOVES, {"cases": list(cases), "since": at - 2 * _HOLD, "at": at})
        moves: list[tuple[int, str, str]] = cursor.fetchall()
    gone = withdraw_notices({f"cases.promised/{_key(case, new)}" for case, _, new in moves})
    known: dict[int, str] = {}
    for case, old, new in moves:
        if f"cases.promised/{_key(case, new)}" in gone:
            known.setdefault(case, old)
    return known
