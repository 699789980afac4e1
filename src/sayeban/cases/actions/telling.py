"""Tell clients of their cases by short messages of approved texts."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection

from sayeban.country.jalali import long_form
from sayeban.kit.units import Unit
from sayeban.notices.public import Notice, queue

_RECEIVERS = """
SELECT c.id, c.tracking_no, p.mobile, c.province, c.county, c.centre
FROM cases_case c JOIN people_person p ON p.id = c.person_id
WHERE c.id = ANY(%(cases)s) AND p.mobile <> ''
"""


def tell(
    at: datetime,
    about: str,
    cases: Sequence[tuple[int, str, date | None]],
    hold: timedelta = timedelta(0),
) -> int:
    """Queue the text `about` to the clients of `cases`: (case, key of this occasion, day).

    Who gave no mobile number hears at the desk. `hold`: so long they wait before they go.
    """
    if not cases:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(_RECEIVERS, {"cases": [case for case, _, _ in cases]})
        found: dict[int, tuple[Any, ...]] = {row[0]: row[1:] for row in cursor.fetchall()}
    # Days are few, cases many.
    spoken = {day: long_form(day) for _, _, day in cases if day}
    return queue(
        [
            _notice(about, f"{about}/{key}", found[case], spoken.get(day) if day else None, hold)
            for case, key, day in cases
            if case in found
        ],
        at,
    )


def _notice(about: str, key: str, row: tuple[Any, ...], day: str | None, hold: timedelta) -> Notice:
    tracking, mobile, province, county, centre = row
    unit = Unit.of_place(province, county, centre)
    values = (tracking, day) if day else (tracking,)
    page: str = getattr(settings, "TRACK_ADDRESS")  # noqa: B009 - ours
    return Notice(key, about, values, unit, mobile=mobile, hold=hold, address=page)
