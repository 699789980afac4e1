"""The only door of `facts` for packages above."""

from sayeban.facts.actions.contests import open_contest, withdraw_contest
from sayeban.facts.actions.decide_contest import decide_contest, refer_contest
from sayeban.facts.actions.define_fact import Described, define_fact, retire_fact
from sayeban.facts.actions.put_values import FactValue, NewValue, put_staged, put_values
from sayeban.facts.actions.refresh import follow_people, refresh_all, refresh_persons
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
from sayeban.facts.reads.welfare_file import WelfareFile, file_of
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
    "Described",
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
    "WelfareFile",
    "bind_row",
    "catalogue",
    "catalogued",
    "changes",
    "clause",
    "compile_sql",
    "decide_contest",
    "decisive",
    "define_fact",
    "dump",
    "evaluate",
    "facts_of",
    "file_of",
    "follow_people",
    "in_words",
    "leaves",
    "missing",
    "open_contest",
    "params_of",
    "parse",
    "put_staged",
    "put_values",
    "read_value",
    "refer_contest",
    "refresh_all",
    "refresh_persons",
    "retire_fact",
    "row_of",
    "row_source",
    "seed_facts",
    "sentences",
    "smallest_change",
    "source_of",
    "values_of_params",
    "wanted",
    "withdraw_contest",
    "written",
]
