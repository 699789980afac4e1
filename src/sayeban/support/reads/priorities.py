"""The rules that order waiting lists, each condition in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sayeban.accounts.public import user_names
from sayeban.facts.public import ConditionInvalid, FactType, catalogue, clause, leaves, parse
from sayeban.support.models import PriorityRule


@dataclass(frozen=True, slots=True)
class Condition:
    """One line of a rule: whom it is true of gets its points."""

    points: int
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Priority:
    """The rule of one service, "" for all that have none; `by` is "" for the installation."""

    service: str
    terms: tuple[Condition, ...]
    per_month: int
    at: datetime
    by: str


def priorities() -> list[Priority]:
    """Every rule, that of all services first."""
    found = list(PriorityRule.objects.order_by("service"))
    facts, names = catalogue(), user_names({each.by for each in found if each.by})
    return [
        Priority(
            rule.service,
            tuple(_condition(each, facts) for each in rule.terms),
            rule.per_month,
            rule.at,
            names.get(rule.by or 0, ""),
        )
        for rule in found
    ]


def priority_document(service: str) -> tuple[list[dict[str, Any]], int]:
    """The terms of exactly this rule as data, and the points of a month; nothing where none is."""
    rule = PriorityRule.objects.filter(service=service).first()
    return (list(rule.terms), rule.per_month) if rule else ([], 1)


def words_of(terms: list[dict[str, Any]]) -> list[Condition]:
    """Terms as they are read out."""
    facts = catalogue()
    return [_condition(each, facts) for each in terms]


def _condition(term: Mapping[str, Any], facts: Mapping[str, FactType]) -> Condition:
    try:
        words = "؛ ".join(clause(leaf, {}) for leaf in leaves(parse(term["tree"], facts)))
    except ConditionInvalid:  # a fact that was retired since: nobody gets its points
        words = "این شرط دیگر خوانده نمی‌شود؛ آن را بردارید."
    return Condition(term["points"], term["label"], words)
