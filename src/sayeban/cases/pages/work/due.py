"""How near the end of a time is, in words and colour."""

from datetime import date
from typing import Final

from sayeban.design.filters import jdate, number
from sayeban.design.parts import Tone

_SOON: Final = 2


def due_of(due_on: date, today: date, clock: str) -> tuple[str, Tone]:
    """How near the end of a step's time is; while others have their turn nobody here is late."""
    left = (due_on - today).days
    if clock != "own":
        return jdate(due_on, short=True), "mute"
    if left < 0:
        return f"{number(-left)} روز گذشته", "bad"
    if left == 0:
        return "امروز", "warn"
    return f"{number(left)} روز مانده", "warn" if left <= _SOON else "info"
