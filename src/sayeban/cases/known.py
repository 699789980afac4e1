"""What the definition of a service may name, as it stands now."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sayeban.accounts.public import LEVELS
from sayeban.cases.definition import ServiceDocument
from sayeban.cases.judging import Known
from sayeban.eligibility.public import rule_in_force
from sayeban.facts.public import ConditionInvalid, FactType, catalogue, parse
from sayeban.forms.public import published, with_answers
from sayeban.organisations.public import departments


def known_of(document: ServiceDocument) -> Known:
    """Posts and departments, and of forms and rules those that the document names and that are."""
    facts, form = catalogue(), published(document.form) if document.form else None
    # What is asked of one person may follow his answers; a guard is asked of a set, by facts.
    answered = with_answers(facts, form.form if form else None)
    return Known(
        roles={post.value: levels for post, levels in LEVELS.items()},
        departments=departments().keys(),
        forms=[form.code] if form else [],
        # Also one that comes into force on a day to come.
        rules=[code for code in [document.rule] if code and rule_in_force(code, date.max)],
        tree=lambda tree: _wrong(tree, facts),
        paper=lambda tree: _wrong(tree, answered),
    )


def _wrong(tree: Mapping[str, Any], facts: Mapping[str, FactType]) -> str:
    try:
        parse(tree, facts, bounded=True)
    except ConditionInvalid as refused:
        return refused.message
    return ""
