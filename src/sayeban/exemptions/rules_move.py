"""How long moves and tenancies may wait. Pure."""

from datetime import date
from typing import Final

from sayeban.country import jalali

MOVE_DAYS: Final = 30
"""A move that is not approved by then ends the old exemptions alone: bills come every month or
two, so that the next occupant of the old dwelling does not benefit in the household's name."""
NOTICE_DAYS: Final = 30
"""So long before its end a tenancy is asked about."""
GRACE_DAYS: Final = 14
"""So long after its end an answer is waited for (interfaces.md 3)."""

OPEN_MOVES: Final = ("reported", "collected")
"""States of a move that nobody has decided yet."""
MOVE_STATE_LABELS: Final = {
    "reported": "در انتظار گردآوری خانهٔ تازه",
    "collected": "در انتظار تأیید",
    "approved": "تأیید شد و به شرکت‌ها اعلام شد",
    "withdrawn": "پس گرفته شد",
}
TELLER_LABELS: Final = {
    "worker": "مددکار",
    "client": "مددجو",
    "register": "پروندهٔ خانوار",
}
TENANCY_STATE_LABELS: Final = {
    "asked": "در انتظار پاسخ",
    "prolonged": "تمدید شد",
    "moved": "جابه‌جا شد",
    "ended": "بی‌پاسخ ماند و معافیت پایان یافت",
    "passed": "دیگر لازم نیست",
}


def effective(on: date, told_from: date, today: date) -> date:
    """From when a move ends what a company was told from `told_from`: the day of the move, or
    today where that lies before. SQL: `day_sql`."""
    return on if on > told_from else today


def day_sql(on: str, told_from: str) -> str:
    """`effective` as SQL; parameter today."""
    return f"CASE WHEN {on} > {told_from} THEN {on} ELSE %(today)s END"


def a_year_later(end: date) -> date:
    """The next end of a tenancy of one Jalali year; 30 Esfand becomes 29 in a shorter year."""
    year, month, day = jalali.parts(end)
    later = jalali.from_parts(year + 1, month, day) or jalali.from_parts(year + 1, month, day - 1)
    assert later is not None
    return later
