"""Headquarters makes drafts of a workbook of rules: all of them, or none."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from sayeban.eligibility.actions.keep_rules import Drafted, draft_rule
from sayeban.eligibility.refusals import RuleRowsNone, RuleRowsRefused
from sayeban.eligibility.rights import AUTHORS
from sayeban.eligibility.workbook.reading import Typed, read_rules
from sayeban.facts.public import ConditionInvalid, catalogue
from sayeban.kit.refusals import Refusal
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor

_SHOWN: Final = 5


@dataclass(frozen=True, slots=True)
class _Wrong:
    """One rule that was refused: its row, or the row of the condition that is meant."""

    row: int
    message: str


@action("eligibility.import_workbook", posts=AUTHORS, operator=True)
def import_workbook(*, actor: Actor, at: datetime, path: Path) -> list[Drafted]:
    """The drafts that stand now. Refuses rule.rows_none, rule.rows_refused and those of a table."""
    made: list[Drafted] = []
    wrong: list[_Wrong] = []
    for typed in read_rules(path, catalogue()):
        try:
            made.append(
                draft_rule(actor=actor, at=at, document=typed.document, revision=typed.revision)
            )
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
