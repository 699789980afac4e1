"""The one gate of texts to clients: asked when one is written and when its gaps are filled."""

from sayeban.notices import rules_inform
from sayeban.notices.refusals import ConditionMissing, Promise


def check_inform(words: str) -> None:
    """Refuses notice.promise and notice.condition_missing (A-003)."""
    if said := rules_inform.promise(words):
        raise Promise(words=said)
    if rules_inform.lacks_condition(words):
        raise ConditionMissing
