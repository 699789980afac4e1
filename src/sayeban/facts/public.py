"""The only door of `facts` for packages above."""

from sayeban.facts.conditions.evaluating import Outcome, evaluate
from sayeban.facts.conditions.parsing import dump, parse
from sayeban.facts.conditions.refusals import ConditionInvalid, ParameterMissing
from sayeban.facts.conditions.tree import (
    FactType,
    Group,
    Leaf,
    Not,
    ParamType,
    Row,
    Tree,
    Value,
    facts_of,
    leaves,
    params_of,
)

__all__ = [
    "ConditionInvalid",
    "FactType",
    "Group",
    "Leaf",
    "Not",
    "Outcome",
    "ParamType",
    "ParameterMissing",
    "Row",
    "Tree",
    "Value",
    "dump",
    "evaluate",
    "facts_of",
    "leaves",
    "params_of",
    "parse",
]
