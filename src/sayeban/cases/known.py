"""What the definition of a service may name, as it stands now."""

from sayeban.accounts.public import LEVELS
from sayeban.cases.definition import ServiceDocument
from sayeban.cases.judging import Known
from sayeban.organisations.public import departments


def known_of(document: ServiceDocument) -> Known:
    """Posts and departments, and of forms and rules those that the document names and that are."""
    return Known(
        roles={post.value: levels for post, levels in LEVELS.items()},
        departments=departments().keys(),
        forms=[document.form or ""],
        rules=[document.rule or ""],
    )
