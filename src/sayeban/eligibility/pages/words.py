"""Words that pages of rules share."""

from collections.abc import Iterable
from typing import Final

from sayeban.design.parts import Tone
from sayeban.eligibility.reads.rules import VersionRow
from sayeban.eligibility.rules import STATES
from sayeban.facts.public import Reason

_TONES: Final[dict[str, Tone]] = {"draft": "warn", "approved": "info", "dropped": "mute"}


def texts_of(reasons: Iterable[Reason]) -> tuple[str, ...]:
    """The sentences in their order; several conditions may rest on the same: it is said once."""
    return tuple(dict.fromkeys(each.text for each in reasons))


def state_of(row: VersionRow) -> tuple[str, Tone]:
    """«نافذ» where it holds today, else where it stands."""
    if row.in_force:
        return "نافذ", "ok"
    if row.returned_reason:
        return "بازگشته به نویسنده", "bad"
    return STATES[row.state], _TONES[row.state]
