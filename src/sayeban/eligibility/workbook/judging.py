"""All rules of a workbook, or a refusal that names what is wrong with each by its row."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

from sayeban.eligibility.refusals import RuleRowsNone, RuleRowsRefused
from sayeban.eligibility.workbook.reading import Typed, read_rules
from sayeban.facts.public import ConditionInvalid, catalogue
from sayeban.kit.refusals import Refusal

_SHOWN: Final = 5
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class _Wrong:
    """One rule that was refused: its row, or the row of the condition that is meant."""

    row: int
    message: str


def made_of_rules(path: Path, make: Callable[[Typed], Made]) -> list[Made]:
    """What `make` makes of all rules of the file: where it refuses one, nothing is answered.

    Refuses rule.rows_none, rule.rows_refused, which names those that were refused, and as a table.
    """
    made: list[Made] = []
    wrong: list[_Wrong] = []
    for typed in read_rules(path, catalogue()):
        try:
            made.append(make(typed))
        except Refusal as refusal:
            wrong.append(_Wrong(_row(typed, refusal), refusal.message))
    if not made and not wrong:
        raise RuleRowsNone
    if wrong:
        shown = " ".join(f"ردیف {each.row}: {each.message}" for each in wrong[:_SHOWN])
        raise RuleRowsRefused(count=len(wrong), problems=shown)
    return made


def _row(typed: Typed, refusal: Refusal) -> int:
    if isinstance(refusal, ConditionInvalid):
        return typed.row_of(str(refusal.details["place"]).rstrip("/"))
    return typed.row
