"""The only door of `facts` for packages above."""

from sayeban.facts.actions.put_values import FactValue, NewValue, put_staged, put_values
from sayeban.facts.actions.seed_facts import seed_facts
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
from sayeban.facts.reads.catalogue import CataloguedFact, catalogue, catalogued
from sayeban.facts.reads.rows import row_of
from sayeban.facts.reads.source import source_of
from sayeban.facts.refusals import (
    FactFixed,
    FactInvalid,
    FactNotKept,
    FactSubjectUnknown,
    FactUnknown,
    FactValueInvalid,
)

__all__ = [
    "CataloguedFact",
    "Compiled",
    "ConditionInvalid",
    "FactFixed",
    "FactInvalid",
    "FactNotKept",
    "FactSubjectUnknown",
    "FactType",
    "FactUnknown",
    "FactValue",
    "FactValueInvalid",
    "Group",
    "Leaf",
    "NewValue",
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
    "catalogue",
    "catalogued",
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
    "put_staged",
    "put_values",
    "read_value",
    "row_of",
    "row_source",
    "seed_facts",
    "sentences",
    "smallest_change",
    "source_of",
    "values_of_params",
    "wanted",
    "written",
]
