"""What the definition of a service may name, as it stands now."""

from collections.abc import Mapping
from typing import Any

from sayeban.accounts.public import LEVELS
from sayeban.cases.definition import ServiceDocument
from sayeban.cases.judging import Known
from sayeban.facts.public import ConditionInvalid, FactType, catalogue, parse
from sayeban.organisations.public import departments


def known_of(document: ServiceDocument) -> Known:
    """Posts and departments, and of forms and rules those that the document names and that are."""
    facts = catalogue()
    return Known(
        roles={post.value: levels for post, levels in LEVELS.items()},
        departments=departments().keys(),
        forms=[document.form or ""],
        rules=[document.rule or ""],
        tree=lambda tree: _wrong(tree, facts),
    )


def _wrong(tree: Mapping[str, Any], facts: Mapping[str, FactType]) -> str:
    try:
        parse(tree, facts)
    except ConditionInvalid as refused:
        return refused.message
    return ""
