"""The only door of `eligibility` for packages above."""

from sayeban.eligibility.actions.approve_rule import approve_rule, return_rule
from sayeban.eligibility.actions.decide_by_hand import ByHand, decide_by_hand, end_by_hand
from sayeban.eligibility.actions.end_rule import approve_end, end_rule, withdraw_end
from sayeban.eligibility.actions.estimate_means import (
    MeansTerms,
    approve_means,
    estimate_means,
    set_means,
)
from sayeban.eligibility.actions.import_workbook import import_workbook
from sayeban.eligibility.actions.keep_parameters import (
    ParameterTerms,
    approve_parameter,
    set_parameter,
    strike_parameter,
)
from sayeban.eligibility.actions.keep_rules import Drafted, draft_rule, drop_draft
from sayeban.eligibility.actions.preview_impact import Counted, preview_impact
from sayeban.eligibility.actions.run_rule import Ran, run_rule
from sayeban.eligibility.actions.seed_rules import seed_rules
from sayeban.eligibility.aloud import Line, read_aloud
from sayeban.eligibility.documents import RuleDocument, read_document
from sayeban.eligibility.editing import add as add_condition
from sayeban.eligibility.editing import become as become_group
from sayeban.eligibility.editing import free_id as free_condition_id
from sayeban.eligibility.editing import remove as remove_condition
from sayeban.eligibility.means import Means, band_of, means_of
from sayeban.eligibility.phrasing import phrases
from sayeban.eligibility.reads.deciding import (
    asked_facts,
    decide,
    decide_all,
    decide_row,
    outcomes_of,
    undecided,
)
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
    OpenFact,
    found_by_rule,
    found_by_rules,
    open_facts,
)
from sayeban.eligibility.reads.parameters import param_types, parameter_rows, params_on
from sayeban.eligibility.reads.rules import (
    VersionRow,
    export_rule,
    newest_number,
    rule_versions,
    runs_of,
    write_workbook,
)
from sayeban.eligibility.reads.versions import Ready
from sayeban.eligibility.reads.versions import version_on as rule_in_force
from sayeban.eligibility.reads.works import KINDS as WORK_KINDS
from sayeban.eligibility.refusals import RuleNotInForce, RuleUnknown, SubjectUnknown
from sayeban.eligibility.right_side import read_values, value_field
from sayeban.eligibility.rights import AUTHORS, DECIDERS

__all__ = [
    "AUTHORS",
    "DECIDED",
    "DECIDERS",
    "WORK_KINDS",
    "ByHand",
    "Counted",
    "Decided",
    "Drafted",
    "Expressed",
    "FoundByRule",
    "Frozen",
    "Line",
    "Means",
    "MeansTerms",
    "OpenFact",
    "ParameterTerms",
    "Ran",
    "Ready",
    "RuleDocument",
    "RuleNotInForce",
    "RuleUnknown",
    "SubjectUnknown",
    "VersionRow",
    "add_condition",
    "approve_end",
    "approve_means",
    "approve_parameter",
    "approve_rule",
    "as_expression",
    "asked_facts",
    "band_of",
    "become_group",
    "decide",
    "decide_all",
    "decide_by_hand",
    "decide_row",
    "decided_row",
    "draft_rule",
    "drop_draft",
    "end_by_hand",
    "end_rule",
    "estimate_means",
    "export_rule",
    "found_by_rule",
    "found_by_rules",
    "free_condition_id",
    "freeze",
    "frozen",
    "import_workbook",
    "means_of",
    "newest_number",
    "open_facts",
    "outcomes_of",
    "param_types",
    "parameter_rows",
    "params_on",
    "phrases",
    "preview_impact",
    "read_aloud",
    "read_document",
    "read_values",
    "remove_condition",
    "return_rule",
    "row_rules",
    "rule_in_force",
    "rule_versions",
    "run_rule",
    "runs_of",
    "seed_rules",
    "set_means",
    "set_parameter",
    "shipped",
    "strike_parameter",
    "undecided",
    "value_field",
    "withdraw_end",
    "write_workbook",
]
