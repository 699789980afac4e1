"""Words that pages of rules share."""

from collections.abc import Iterable
from typing import Final

from sayeban.design.parts import Tone
from sayeban.eligibility.reads.rules import VersionRow
from sayeban.eligibility.rules import STATES
from sayeban.facts.public import Reason
from sayeban.kit.wording import said_once

_TONES: Final[dict[str, Tone]] = {"draft": "warn", "approved": "info", "dropped": "mute"}


def texts_of(reasons: Iterable[Reason]) -> tuple[str, ...]:
    """The sentences in their order."""
    return said_once(each.text for each in reasons)


def state_of(row: VersionRow) -> tuple[str, Tone]:
    """«نافذ» where it holds today, else where it stands."""
    if row.in_force:
        return "نافذ", "ok"
    if row.returned_reason:
        return "بازگشته به نویسنده", "bad"
    return STATES[row.state], _TONES[row.state]
