"""How states are added up and coloured, wherever they are shown."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from sayeban.design.parts import Tone
from sayeban.exemptions.rules import STATE_LABELS, State


class Group(StrEnum):
    """What a chart or a table of units shows as one, by its name there."""

    LEFT = "مانده"
    RETURNED = "برگشتی"
    COLLECTED = "گردآوری‌شده"
    BY_CENTRE = "تأیید مرکز"
    BY_COUNTY = "تأیید شهرستان"
    BY_PROVINCE = "تأیید استان و منتشرشده"


GROUPS: Final[Mapping[Group, tuple[State, ...]]] = {
    Group.LEFT: (State.PENDING,),
    Group.RETURNED: (State.RETURNED,),
    Group.COLLECTED: (State.COLLECTED, State.UNCOLLECTABLE),
    Group.BY_CENTRE: (State.CENTRE_APPROVED,),
    Group.BY_COUNTY: (State.COUNTY_APPROVED,),
    Group.BY_PROVINCE: (State.PROVINCE_APPROVED, State.RELEASED),
}
"""States as the charts and the table of units add them up; those aside are left out."""

HUES: Final[Mapping[Group, int]] = {
    Group.LEFT: 4,
    Group.RETURNED: 5,
    Group.COLLECTED: 3,
    Group.BY_CENTRE: 2,
    Group.BY_COUNTY: 1,
    Group.BY_PROVINCE: 0,
}
"""The colour of each group in charts."""

GOAL_HUE: Final = 6
"""Of a line to compare with: it is no state."""

_HUE_TONES: Final[tuple[Tone, ...]] = ("s0", "s1", "s2", "s3", "s4", "s5", "s6")
_GREY: Final[Tone] = "mute"
TONES: Final[Mapping[State, Tone]] = dict.fromkeys(State, _GREY) | {
    state: _HUE_TONES[HUES[group]] for group, states in GROUPS.items() for state in states
}
"""The same colour for tags and meters; those aside are grey without a mark."""


INCOMPLETE: Final = "ناکامل"


def row_state(state: str, *, incomplete: bool) -> tuple[str, Tone]:
    """A row's state in words and its colour: a collected one that lacks something is incomplete."""
    if state == State.COLLECTED and incomplete:
        return INCOMPLETE, "warn"
    return STATE_LABELS[State(state)], TONES[State(state)]
