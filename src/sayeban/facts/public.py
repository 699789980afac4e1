"""The only door of `facts` for packages above."""

from sayeban.facts.actions.ask_deaths import ask_deaths
from sayeban.facts.actions.ask_register import ask_for
from sayeban.facts.actions.contests import Claim, open_contest
from sayeban.facts.actions.decide_contest import decide_contest, refer_contest
from sayeban.facts.actions.define_fact import define_fact, retire_fact
from sayeban.facts.actions.keep_registers import seed_registers, set_purpose, set_register
from sayeban.facts.actions.own_contests import open_own_contest, withdraw_own_contest
from sayeban.facts.actions.put_values import FactValue, NewValue, put_staged, put_values
from sayeban.facts.actions.receivers import disclose, note_decisions, tell_receiver
from sayeban.facts.actions.refresh import refresh_all, refresh_persons
from sayeban.facts.actions.seed_facts import seed_facts
from sayeban.facts.conditions.compiling import Compiled, compile_sql
from sayeban.facts.conditions.evaluating import Outcome, evaluate, values_of_params
from sayeban.facts.conditions.parsing import dump, parse
from sayeban.facts.conditions.reasons import missing
from sayeban.facts.conditions.refusals import ConditionFutile, ConditionInvalid, ParameterMissing
from sayeban.facts.conditions.sentences import (
    Reason,
    answer_of,
    changes,
    clause,
    in_words,
    sentences,
    stated,
    unsettled,
)
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
from sayeban.facts.conditions.values import comparable, written
from sayeban.facts.conditions.values import read as read_value
from sayeban.facts.describing import Described, as_document, read_description
from sayeban.facts.formats import FORMATS, is_malformed
from sayeban.facts.inquiries.every import schema_of
from sayeban.facts.inquiries.fake.server import FakeRegisters
from sayeban.facts.inquiries.fake.server import running as running_registers
from sayeban.facts.inquiries.fake.server import serving as serving_registers
from sayeban.facts.inquiring import answer_inquiries, inquire
from sayeban.facts.inquiry_refusals import RegisterUnknown
from sayeban.facts.inquiry_rules import ROUTE_LABELS
from sayeban.facts.reads.catalogue import (
    CataloguedFact,
    catalogue,
    catalogued,
    label_of,
    shipped_facts,
)
from sayeban.facts.reads.following import facts_following
from sayeban.facts.reads.inquiries import inquiry, own_inquiries
from sayeban.facts.reads.own_contests import OwnContest, own_contest, own_contests
from sayeban.facts.reads.receivers import Corrected, Got, corrections_for, receivers_of
from sayeban.facts.reads.registers import (
    PurposeTerms,
    persons_of,
    purposes,
    register_titles,
    registers_now,
)
from sayeban.facts.reads.rows import row_of
from sayeban.facts.reads.said import said_of_persons
from sayeban.facts.reads.source import rows_kept, some_of, source_of
from sayeban.facts.reads.strongest import counting
from sayeban.facts.reads.undecided import COUNTED as CONTESTS_COUNTED
from sayeban.facts.reads.undecided import Undecided, contests_to_decide
from sayeban.facts.reads.unfound import asked_in_vain
from sayeban.facts.reads.welfare_file import Datum, Part, file_of, own_parts
from sayeban.facts.refusals import FactInvalid
from sayeban.facts.rights import sees_sensitive
from sayeban.facts.rules import KINDS, PARTS, SUBJECTS, TYPE_LABELS
from sayeban.facts.texts import seed_contest_texts
from sayeban.facts.wording import HIDDEN, STATE_TONES, said_of, said_to, source

__all__ = [
    "CONTESTS_COUNTED",
    "FORMATS",
    "HIDDEN",
    "KINDS",
    "PARTS",
    "ROUTE_LABELS",
    "STATE_TONES",
    "SUBJECTS",
    "TYPE_LABELS",
    "CataloguedFact",
    "Claim",
    "Compiled",
    "ConditionFutile",
    "ConditionInvalid",
    "Corrected",
    "Datum",
    "Described",
    "FactInvalid",
    "FactType",
    "FactValue",
    "FakeRegisters",
    "Got",
    "Group",
    "Leaf",
    "NewValue",
    "Not",
    "Outcome",
    "OwnContest",
    "ParamType",
    "ParameterMissing",
    "Part",
    "PurposeTerms",
    "Reason",
    "RegisterUnknown",
    "Row",
    "Tree",
    "Type",
    "Undecided",
    "Value",
    "answer_inquiries",
    "answer_of",
    "as_document",
    "ask_deaths",
    "ask_for",
    "asked_in_vain",
    "catalogue",
    "catalogued",
    "changes",
    "clause",
    "comparable",
    "compile_sql",
    "contests_to_decide",
    "corrections_for",
    "counting",
    "decide_contest",
    "define_fact",
    "disclose",
    "dump",
    "evaluate",
    "facts_following",
    "facts_of",
    "file_of",
    "in_words",
    "inquire",
    "inquiry",
    "is_malformed",
    "label_of",
    "leaves",
    "missing",
    "note_decisions",
    "open_contest",
    "open_own_contest",
    "own_contest",
    "own_contests",
    "own_inquiries",
    "own_parts",
    "params_of",
    "parse",
    "persons_of",
    "purposes",
    "put_staged",
    "put_values",
    "read_description",
    "read_value",
    "receivers_of",
    "refer_contest",
    "refresh_all",
    "refresh_persons",
    "register_titles",
    "registers_now",
    "retire_fact",
    "row_of",
    "rows_kept",
    "running_registers",
    "said_of",
    "said_of_persons",
    "said_to",
    "schema_of",
    "seed_contest_texts",
    "seed_facts",
    "seed_registers",
    "sees_sensitive",
    "sentences",
    "serving_registers",
    "set_purpose",
    "set_register",
    "shipped_facts",
    "some_of",
    "source",
    "source_of",
    "stated",
    "tell_receiver",
    "unsettled",
    "values_of_params",
    "withdraw_own_contest",
    "written",
]
