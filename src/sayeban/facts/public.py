"""The only door of `facts` for packages above."""

from sayeban.facts.actions.ask_register import Asked, ask_for
from sayeban.facts.actions.keep_registers import seed_registers, set_purpose, set_register
from sayeban.facts.actions.put_values import FactValue, NewValue, put_staged, put_values
from sayeban.facts.actions.seed_facts import seed_facts
from sayeban.facts.conditions.compiling import Compiled, bind_row, compile_sql, row_source
from sayeban.facts.conditions.evaluating import Outcome, evaluate
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
    Value,
    facts_of,
    leaves,
    params_of,
)
from sayeban.facts.inquiries.every import schema_of
from sayeban.facts.inquiries.fake.server import FakeRegisters
from sayeban.facts.inquiries.fake.server import serving as serving_registers
from sayeban.facts.inquiring import answer_inquiries, inquire
from sayeban.facts.inquiry_refusals import RegisterUnknown
from sayeban.facts.reads.catalogue import CataloguedFact, catalogue, catalogued
from sayeban.facts.reads.inquiries import (
    InquiryLine,
    OwnInquiry,
    inquiries_of,
    inquiry,
    own_inquiries,
)
from sayeban.facts.reads.registers import (
    PurposeTerms,
    RegisterNow,
    persons_of,
    purposes,
    registers_now,
)
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
    "Asked",
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
    "FakeRegisters",
    "Group",
    "InquiryLine",
    "Leaf",
    "NewValue",
    "Not",
    "Outcome",
    "OwnInquiry",
    "ParamType",
    "ParameterMissing",
    "PurposeTerms",
    "Reason",
    "RegisterNow",
    "RegisterUnknown",
    "Row",
    "Tree",
    "Value",
    "answer_inquiries",
    "ask_for",
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
    "inquire",
    "inquiries_of",
    "inquiry",
    "leaves",
    "missing",
    "own_inquiries",
    "params_of",
    "parse",
    "persons_of",
    "purposes",
    "put_staged",
    "put_values",
    "registers_now",
    "row_of",
    "row_source",
    "schema_of",
    "seed_facts",
    "seed_registers",
    "sentences",
    "serving_registers",
    "set_purpose",
    "set_register",
    "smallest_change",
    "source_of",
    "wanted",
]
