"""Pure decisions of the approval ladder: what an approval takes, what stops it, what is drawn.

No Django here. `part` and `returnable` are also the source of the SQL in ladder_sql.py.
Source: the procedure of seed 001, steps 3 to 5; A-110 … A-134.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Literal

from sayeban.exemptions.codes import APPROVAL_BLOCKS
from sayeban.exemptions.rules import (
    GATHERED_STATES,
    OPEN_STATES,
    STANDING_ASIDE,
    State,
    sample_passes,
)
from sayeban.kit.shares import wilson

ApprovalLevel = Literal["centre", "county", "province"]
LEVELS: tuple[ApprovalLevel, ...] = ("centre", "county", "province")

APPROVED: dict[ApprovalLevel, State] = {
    "centre": State.CENTRE_APPROVED,
    "county": State.COUNTY_APPROVED,
    "province": State.PROVINCE_APPROVED,
}
"""What a row becomes when the head of a unit of this level approves it."""
HANDED_UP: dict[ApprovalLevel, State | None] = {
    "centre": None,
    "county": State.CENTRE_APPROVED,
    "province": State.COUNTY_APPROVED,
}
"""What a row of a unit below is when it waits for this level."""
OVERRIDABLE = frozenset({"sample.missing", "sample.errors"})
RESULTS = {"درست": True, "صحیح": True, "نادرست": False, "غلط": False, "اشتباه": False}
"""The words of column نتیجه, as country.text.match_key leaves them."""
RIGHT, WRONG = "درست", "نادرست"
RETURN_REASONS = {
    "bill_id": "شناسهٔ قبض با تصویر یکی نیست",
    "picture": "تصویر ناخوانا یا ناقص است",
    "connection": "نوع انشعاب درست نیست",
    "number": "شمارهٔ اشتراک یا بدنهٔ کنتور درست نیست",
    "address": "نشانی یا کد پستی درست نیست",
    "tenancy": "مالکیت یا پایان اجاره درست نیست",
    "sample": "در بررسی موردی نادرست بود",
    "no_data": "دلیل نبود اطلاعات پذیرفته نیست و باید دوباره پرسیده شود",
}
"""Why rows go back, ready to be chosen; a head may add words of his own or write his own reason."""
WRONG_REASONS = {
    "bill_id": "شناسهٔ قبض نادرست است",
    "not_theirs": "قبض از کس دیگری است",
    "shared": "کنتور مشاع است",
    "number": "شمارهٔ اشتراک یا بدنهٔ کنتور نادرست است",
    "no_meter": "چنین انشعابی آنجا نیست",
    "has_data": "اطلاعات در دسترس بود و گرفته نشد",
    "other": "دلیل دیگر",
}
"""What a check found wrong at a connection (A-121)."""
ISSUE_ORDER = tuple(APPROVAL_BLOCKS)


class Part(StrEnum):
    """What one row is to an approval of one level."""

    TAKE = "take"
    BELOW = "below"
    ABOVE = "above"
    ASIDE = "aside"


def part(level: ApprovalLevel, state: State, *, own: bool) -> Part:
    """How an approval of `level` sees a row; `own`: it is on the approving unit's own worklist.

    TAKE it is approved, BELOW somebody has to work on it first, ABOVE it is approved already,
    ASIDE it needs nobody (leaving, outside, removed).
    """
    if state in STANDING_ASIDE or state == State.REMOVED:
        return Part.ASIDE
    if state in OPEN_STATES:
        return Part.BELOW
    if state in GATHERED_STATES:
        return Part.TAKE if own else Part.BELOW
    if own or state == State.RELEASED:
        return Part.ABOVE
    if state == HANDED_UP[level]:
        return Part.TAKE
    return Part.BELOW if _rank(state) < _rank(APPROVED[level]) else Part.ABOVE


def _rank(state: State) -> int:
    return list(State).index(state)


def returnable(level: ApprovalLevel) -> frozenset[State]:
    """States from which a head of `level` can send a row back: all but what is above him.

    He unlocks what he or a level below approved; a released row changes by later lists alone.
    """
    upto = LEVELS[: LEVELS.index(level) + 1]
    return OPEN_STATES | GATHERED_STATES | {APPROVED[lower] for lower in upto}


@dataclass(frozen=True, slots=True)
class Block:
    """One thing that stops an approval: a code of codes.APPROVAL_BLOCKS, where, how many.

    `unit` is str(Unit) of the worklist concerned; `count` are rows, for declaration.missing
    persons.
    """

    code: str
    unit: str
    count: int

    @property
    def name(self) -> str:
        """The form in which an override is kept: "sample.errors@centre:1234"."""
        return f"{self.code}@{self.unit}"


def in_order(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks in the order of codes.APPROVAL_BLOCKS, then by unit; equal ones are added up."""
    sums: dict[tuple[int, str], int] = {}
    for block in blocks:
        place = ISSUE_ORDER.index(block.code), block.unit
        sums[place] = sums.get(place, 0) + block.count
    return tuple(
        Block(ISSUE_ORDER[order], unit, count) for (order, unit), count in sorted(sums.items())
    )


@dataclass(frozen=True, slots=True)
class Stratum:
    """The sample figures of one worklist within one batch.

    `rows` of the batch, of which `uncovered` came after the last draw; `drawn` rows of the samples
    in use, `checked` and `wrong` among them, `undone` still to be checked.
    """

    unit: str
    rows: int
    uncovered: int
    drawn: int
    checked: int
    wrong: int
    undone: int

    @property
    def interval(self) -> tuple[float, float]:
        """95 % Wilson interval of the error rate, as shares 0..1."""
        return wilson(self.wrong, self.checked)

    def as_json(self) -> dict[str, object]:
        """The figures for `--json`; the interval in percent, null while nothing is checked."""
        low, high = (round(share * 100, 1) for share in self.interval)
        return {
            "unit": self.unit,
            "rows": self.rows,
            "drawn": self.drawn,
            "checked": self.checked,
            "wrong": self.wrong,
            "interval": [low, high] if self.checked else None,
        }


def sample_blocks(stratum: Stratum, to_draw: int, limit_percent: float) -> list[Block]:
    """sample.missing while something is to be drawn or checked, sample.errors above the limit."""
    blocks = []
    missing = to_draw + stratum.undone
    if missing:
        blocks.append(Block("sample.missing", stratum.unit, missing))
    if not sample_passes(stratum.wrong, stratum.checked, limit_percent):
        blocks.append(Block("sample.errors", stratum.unit, stratum.wrong))
    return blocks


def draw(seed: str, keys: Sequence[str], size: int) -> set[str]:
    """The keys that a seed draws: the `size` smallest by sha256(seed || key).

    Anybody who knows seed and keys can repeat a draw; the twin of the SQL that draws.
    """
    ranked = sorted(keys, key=lambda key: sha256((seed + key).encode()).digest())
    return set(ranked[:size])
