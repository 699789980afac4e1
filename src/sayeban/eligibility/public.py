"""The only door of `eligibility` for packages above."""

from sayeban.eligibility.actions.approve_rule import approve_rule, return_rule
from sayeban.eligibility.actions.decide_by_hand import ByHand, decide_by_hand, end_by_hand
from sayeban.eligibility.actions.keep_parameters import (
    ParameterTerms,
    approve_parameter,
    set_parameter,
    strike_parameter,
)
from sayeban.eligibility.actions.keep_rules import Drafted, draft_rule, drop_draft
from sayeban.eligibility.actions.preview_impact import Counted, preview_impact
from sayeban.eligibility.actions.run_rule import Ran, run_rule
from sayeban.eligibility.documents import RuleDocument, read_document
from sayeban.eligibility.reads.deciding import decide, decide_all, decide_row
from sayeban.eligibility.reads.explaining import Decided
from sayeban.eligibility.reads.parameters import param_types, parameter_rows, params_on
from sayeban.eligibility.reads.rules import (
    VersionRow,
    export_rule,
    newest_number,
    rule_versions,
    runs_of,
)
from sayeban.eligibility.reads.versions import version_on as rule_in_force
from sayeban.eligibility.refusals import RuleNotInForce, RuleUnknown, SubjectUnknown
from sayeban.eligibility.rights import AUTHORS, DECIDERS

__all__ = [
    "AUTHORS",
    "DECIDERS",
    "ByHand",
    "Counted",
    "Decided",
    "Drafted",
    "ParameterTerms",
    "Ran",
    "RuleDocument",
    "RuleNotInForce",
    "RuleUnknown",
    "SubjectUnknown",
    "VersionRow",
    "approve_parameter",
    "approve_rule",
    "decide",
    "decide_all",
    "decide_by_hand",
    "decide_row",
    "draft_rule",
    "drop_draft",
    "end_by_hand",
    "export_rule",
    "newest_number",
    "param_types",
    "parameter_rows",
    "params_on",
    "preview_impact",
    "read_document",
    "return_rule",
    "rule_in_force",
    "rule_versions",
    "run_rule",
    "runs_of",
    "set_parameter",
    "strike_parameter",
]
