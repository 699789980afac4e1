"""Another look at a case that ended with no: who asked for it, why, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sayeban.cases.pages.case.shown import Names
from sayeban.cases.reads.case_file import CaseFile
from sayeban.cases.reads.reviews import ReviewRow
from sayeban.cases.rules import REVIEW_STATES, REVIEW_WHYS
from sayeban.design.parts import Tone
from sayeban.facts.public import label_of

REVIEW_TONES: Final[Mapping[str, Tone]] = {"open": "warn", "reopened": "ok", "kept": "mute"}
_CLIENT: Final = "متقاضی، از صفحهٔ خود"


@dataclass(frozen=True, slots=True)
class Looked:
    """One of them; `answer` is what the client reads, empty before it."""

    why: str
    text: str
    by: str
    at: datetime
    due_on: date
    state: str
    tone: Tone
    answer: str
    is_open: bool
    decided_at: datetime | None
    decided_by: str


def looked_again(file: CaseFile, names: Names) -> tuple[Looked, ...]:
    """All of a case, the newest first."""
    return tuple(
        Looked(
            REVIEW_WHYS[each.why],
            label_of(each.text) if each.why == "corrected" else each.text,
            _by(each, names),
            each.at,
            each.due_on,
            REVIEW_STATES[each.state],
            REVIEW_TONES[each.state],
            each.answer,
            each.state == "open",
            each.decided_at,
            names.user(each.decided_by) if each.decided_at else "",
        )
        for each in file.reviews
    )


def _by(review: ReviewRow, names: Names) -> str:
    return _CLIENT if review.why == "asked" and review.by is None else names.user(review.by)
