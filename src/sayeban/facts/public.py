"""The only door of `facts` for packages above."""

from sayeban.facts.conditions.compiling import Compiled, bind_row, compile_sql, row_source
from sayeban.facts.conditions.evaluating import Outcome, evaluate, values_of_params
from sayeban.facts.conditions.parsing import dump, parse
from sayeban.facts.conditions.reasons import decisive, missing, smallest_change, wanted
from sayeban.facts.conditions.refusals import ConditionInvalid, ParameterMissing
from sayeban.facts.conditions.sentences import Reason, changes, clause, in_words, sentences
from sayeban.facts.conditions.tree import (
    FactType,
    Group,
    Leaf,
    Not,
    ParamType,
    Row,
    Tree,
    Type,
    Value,
    facts_of,
    leaves,
    params_of,
)
from sayeban.facts.conditions.values import read as read_value
from sayeban.facts.conditions.values import written

__all__ = [
    "Compiled",
    "ConditionInvalid",
    "FactType",
    "Group",
    "Leaf",
    "Not",
    "Outcome",
    "ParamType",
    "ParameterMissing",
    "Reason",
    "Row",
    "Tree",
    "Type",
    "Value",
    "bind_row",
    "changes",
    "clause",
    "compile_sql",
    "decisive",
    "dump",
    "evaluate",
    "facts_of",
    "in_words",
    "leaves",
    "missing",
    "params_of",
    "parse",
    "read_value",
    "row_source",
    "sentences",
    "smallest_change",
    "values_of_params",
    "wanted",
    "written",
]
