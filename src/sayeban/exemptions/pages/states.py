"""How states are added up and coloured, wherever they are shown."""

from collections.abc import Mapping
from typing import Final

from sayeban.design.parts import Tone
from sayeban.exemptions.rules import State

GROUPS: Final[Mapping[str, tuple[State, ...]]] = {
    "مانده": (State.PENDING,),
    "برگشتی": (State.RETURNED,),
    "گردآوری‌شده": (State.COLLECTED, State.UNCOLLECTABLE),
    "تأیید مرکز": (State.CENTRE_APPROVED,),
    "تأیید شهرستان": (State.COUNTY_APPROVED,),
    "تأیید استان و منتشرشده": (State.PROVINCE_APPROVED, State.RELEASED),
}
"""States as the charts and the table of units add them up; those aside are left out."""

HUES: Final[Mapping[str, int]] = dict(zip(GROUPS, (4, 5, 3, 2, 1, 0), strict=True))
"""The colour of each group in charts."""

GOAL_HUE: Final = 6
"""Of a line to compare with: it is no state."""

_HUE_TONES: Final[tuple[Tone, ...]] = ("s0", "s1", "s2", "s3", "s4", "s5", "s6")
_GREY: Final[Tone] = "mute"
TONES: Final[Mapping[State, Tone]] = dict.fromkeys(State, _GREY) | {
    state: _HUE_TONES[HUES[name]] for name, states in GROUPS.items() for state in states
}
"""The same colour for tags and meters; those aside are grey without a mark."""
