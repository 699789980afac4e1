"""Posts of the desk, the states of a turn, opening hours as times. Pure."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Final

from sayeban.kit.posts import HQ_POSTS

HEADQUARTERS: Final = HQ_POSTS
DESK_HEAD: Final = frozenset({"desk_head"})
WORKERS: Final = frozenset({"desk_clerk", "desk_head"})
"""They serve visitors in their own unit, once they are trained."""
HEADS: Final = frozenset({"director_general", "county_head"})
READERS: Final = WORKERS | HEADQUARTERS | HEADS | {"observer"}
TRAINERS: Final = DESK_HEAD | HEADQUARTERS

TURNS: Final[Mapping[str, frozenset[str]]] = {
    "waiting": frozenset({"absent"}),
    "called": frozenset({"done", "absent", "waiting"}),
    "absent": frozenset({"waiting"}),
    "done": frozenset(),
}
"""What a clerk may say of a turn; calling is another act, for it needs a counter. Who was absent
and comes back waits again."""

COUNTERS: Final = range(1, 61)
SLOT_MINUTES: Final = range(5, 121)

SHOWN_ON_SCREEN: Final = 6
"""Numbers that were called last, on the display of the hall."""

PACE_OF: Final = timedelta(hours=1)
PACE_FROM: Final = 5
"""Calls of the last hour from which on a waiting time is told."""


UNITS: Final = (
    *("صفر", "یک", "دو", "سه", "چهار", "پنج", "شش", "هفت", "هشت", "نه"),
    *("ده", "یازده", "دوازده", "سیزده", "چهارده", "پانزده", "شانزده", "هفده", "هجده", "نوزده"),
)
TENS: Final = ("بیست", "سی", "چهل", "پنجاه", "شصت", "هفتاد", "هشتاد", "نود")
HUNDREDS: Final = (
    *("صد", "دویست", "سیصد", "چهارصد", "پانصد"),
    *("ششصد", "هفتصد", "هشتصد", "نهصد"),
)


def spoken(number: int) -> list[str]:
    """A number of 1..999 word by word, as it is called: صد و بیست و پنج."""
    hundreds, rest = divmod(number, 100)
    tens, units = divmod(rest, 10)
    parts = [HUNDREDS[hundreds - 1]] if hundreds else []
    if 0 < rest < len(UNITS):
        parts.append(UNITS[rest])
    elif rest:
        parts.append(TENS[tens - 2])
        parts += [UNITS[units]] if units else []
    return [word for part in parts for word in ("و", part)][1:]


def slots(opens: time, closes: time, minutes: int) -> list[time]:
    """When an appointment can begin so that it ends before the desk closes."""
    day = datetime(2000, 1, 1)  # noqa: DTZ001 - a clock face, no moment
    begin, end = datetime.combine(day, opens), datetime.combine(day, closes)
    step = timedelta(minutes=minutes)
    return [(begin + step * n).time() for n in range((end - begin) // step)]


ONE_KEY: Final[Mapping[str, int]] = {"7": 1, "8": 2, "9": 3}
"""Keys of the answer by SMS; 1 and 2 answer another question (tenancies)."""
ASKED_FOR: Final = timedelta(days=14)
"""So long an SMS answers the question."""
FEW: Final = 20
"""A share of fewer is said to be one of few."""


def quantiles(counts: Mapping[int, int]) -> tuple[int, int, int]:
    """Within how many days two, five and eight of ten were over; `counts` says how often each."""
    days, reached, found = sorted(counts), 0, list[int]()
    whole = sum(counts.values())
    for day in days:
        reached += counts[day]
        found += [day] * (sum(reached * 10 >= part * whole for part in (2, 5, 8)) - len(found))
    return found[0], found[1], found[2]
