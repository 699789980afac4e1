"""Headquarters makes drafts of a workbook of rules: all of them, or none."""

from datetime import datetime
from pathlib import Path

from sayeban.eligibility.actions.keep_rules import Drafted, draft_rule
from sayeban.eligibility.rights import AUTHORS
from sayeban.eligibility.workbook.judging import made_of_rules
from sayeban.eligibility.workbook.reading import Typed
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor


@action("eligibility.import_workbook", posts=AUTHORS, operator=True)
def import_workbook(*, actor: Actor, at: datetime, path: Path) -> list[Drafted]:
    """The drafts that stand now. Refuses rule.rows_none, rule.rows_refused and those of a table."""

    def drafted(typed: Typed) -> Drafted:
        return draft_rule(actor=actor, at=at, document=typed.document, revision=typed.revision)

    return made_of_rules(path, drafted)
