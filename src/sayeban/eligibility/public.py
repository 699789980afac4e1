"""The only door of `eligibility` for packages above."""

from sayeban.eligibility.actions.approve_rule import approve_rule
from sayeban.eligibility.actions.end_rule import approve_end, end_rule
from sayeban.eligibility.actions.import_workbook import import_workbook
from sayeban.eligibility.actions.keep_parameters import (
    ParameterTerms,
    approve_parameter,
    set_parameter,
)
from sayeban.eligibility.actions.keep_rules import Drafted, draft_rule
from sayeban.eligibility.actions.preview_impact import preview_impact
from sayeban.eligibility.actions.run_rule import run_rule
from sayeban.eligibility.actions.seed_rules import seed_rules
from sayeban.eligibility.aloud import read_aloud
from sayeban.eligibility.documents import read_document
from sayeban.eligibility.reads.deciding import decide, decide_all
from sayeban.eligibility.reads.explaining import Decided, decided_row
from sayeban.eligibility.reads.freezing import (
    Expressed,
    Frozen,
    as_expression,
    freeze,
    frozen,
    row_rules,
    shipped,
)
from sayeban.eligibility.reads.needs import (
    DECIDED,
    FoundByRule,
    found_by_rule,
    found_by_rules,
    open_facts,
)
from sayeban.eligibility.reads.parameters import param_types, params_on
from sayeban.eligibility.reads.rules import export_rule, newest_number, write_workbook
from sayeban.eligibility.reads.versions import Ready
from sayeban.eligibility.reads.versions import version_on as rule_in_force
from sayeban.eligibility.reads.works import KINDS as WORK_KINDS
from sayeban.eligibility.refusals import RuleNotInForce, SubjectUnknown

__all__ = [
    "DECIDED",
    "WORK_KINDS",
    "Decided",
    "Drafted",
    "Expressed",
    "FoundByRule",
    "Frozen",
    "ParameterTerms",
    "Ready",
    "RuleNotInForce",
    "SubjectUnknown",
    "approve_end",
    "approve_parameter",
    "approve_rule",
    "as_expression",
    "decide",
    "decide_all",
    "decided_row",
    "draft_rule",
    "end_rule",
    "export_rule",
    "found_by_rule",
    "found_by_rules",
    "freeze",
    "frozen",
    "import_workbook",
    "newest_number",
    "open_facts",
    "param_types",
    "params_on",
    "preview_impact",
    "read_aloud",
    "read_document",
    "row_rules",
    "rule_in_force",
    "run_rule",
    "seed_rules",
    "set_parameter",
    "shipped",
    "write_workbook",
]
