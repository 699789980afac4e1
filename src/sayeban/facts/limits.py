"""What a fact can be at all, judged and said in words."""

from sayeban.facts.conditions.sentences import limits_in_words
from sayeban.facts.conditions.tree import FactType, Value
from sayeban.facts.conditions.values import is_outside
from sayeban.facts.formats import FORMATS, is_malformed
from sayeban.facts.refusals import FactValueMalformed, FactValueOutside


def outside(fact: FactType) -> FactValueOutside:
    """The refusal of a value beyond the limits of a fact, with the limits."""
    return FactValueOutside(label=fact.label, limits=limits_in_words(fact))


def malformed(key: str) -> FactValueMalformed:
    """The refusal of a text that is not written as its fact is."""
    return FactValueMalformed(wrong=FORMATS[key].wrong)


def judge_limits(fact: FactType, value: Value) -> None:
    """Refuse fact.value_outside, fact.value_malformed."""
    if is_malformed(fact.key, value):
        raise malformed(fact.key)
    if is_outside(fact, value):
        raise outside(fact)
