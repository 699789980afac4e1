"""The only door of `eligibility` for packages above."""

from sayeban.eligibility.actions.approve_rule import approve_rule
from sayeban.eligibility.actions.decide_again import subjects_of
from sayeban.eligibility.actions.decide_by_hand import ByHand, decide_by_hand, end_by_hand
from sayeban.eligibility.actions.end_rule import approve_end, end_rule
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
)
from sayeban.eligibility.actions.keep_rules import Drafted, draft_rule
from sayeban.eligibility.actions.preview_impact import preview_impact
from sayeban.eligibility.actions.run_rule import run_rule
from sayeban.eligibility.actions.seed_rules import seed_rules
from sayeban.eligibility.aloud import read_aloud
from sayeban.eligibility.documents import read_document
from sayeban.eligibility.editing import add as add_condition
from sayeban.eligibility.editing import find as find_condition
from sayeban.eligibility.editing import free_id as free_condition_id
from sayeban.eligibility.means import SAMPLE as SAMPLE_MEANS
from sayeban.eligibility.outline import Outline, outline
from sayeban.eligibility.outline import changed as changed_tree
from sayeban.eligibility.phrasing import phrases
from sayeban.eligibility.reads.by_hand import standing_by_hand
from sayeban.eligibility.reads.deciding import (
    asked_facts,
    decide,
    decide_all,
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
from sayeban.eligibility.reads.means import models as means_models
from sayeban.eligibility.reads.needs import (
    DECIDED,
    FoundByRule,
    found_by_rule,
    found_by_rules,
    open_facts,
)
from sayeban.eligibility.reads.parameters import param_types, params_on
from sayeban.eligibility.reads.rules import (
    export_rule,
    newest_number,
    titles_by_id,
    titles_in_force,
    write_rule,
    write_workbook,
)
from sayeban.eligibility.reads.second import drafts_to_approve
from sayeban.eligibility.reads.versions import Ready
from sayeban.eligibility.reads.versions import version_on as rule_in_force
from sayeban.eligibility.reads.works import KINDS as WORK_KINDS
from sayeban.eligibility.refusals import OverrideUnknown, RuleNotInForce, SubjectUnknown
from sayeban.eligibility.right_side import read_values, value_field
from sayeban.eligibility.rights import DECIDERS
from sayeban.eligibility.rules import APPLIES_TO, STATES
from sayeban.eligibility.workbook.judging import made_of_rules

__all__ = [
    "APPLIES_TO",
    "DECIDED",
    "DECIDERS",
    "SAMPLE_MEANS",
    "STATES",
    "WORK_KINDS",
    "ByHand",
    "Decided",
    "Drafted",
    "Expressed",
    "FoundByRule",
    "Frozen",
    "MeansTerms",
    "Outline",
    "OverrideUnknown",
    "ParameterTerms",
    "Ready",
    "RuleNotInForce",
    "SubjectUnknown",
    "add_condition",
    "approve_end",
    "approve_means",
    "approve_parameter",
    "approve_rule",
    "as_expression",
    "asked_facts",
    "changed_tree",
    "decide",
    "decide_all",
    "decide_by_hand",
    "decided_row",
    "draft_rule",
    "drafts_to_approve",
    "end_by_hand",
    "end_rule",
    "estimate_means",
    "export_rule",
    "find_condition",
    "found_by_rule",
    "found_by_rules",
    "free_condition_id",
    "freeze",
    "frozen",
    "import_workbook",
    "made_of_rules",
    "means_models",
    "newest_number",
    "open_facts",
    "outcomes_of",
    "outline",
    "param_types",
    "params_on",
    "phrases",
    "preview_impact",
    "read_aloud",
    "read_document",
    "read_values",
    "row_rules",
    "rule_in_force",
    "run_rule",
    "seed_rules",
    "set_means",
    "set_parameter",
    "shipped",
    "standing_by_hand",
    "subjects_of",
    "titles_by_id",
    "titles_in_force",
    "undecided",
    "value_field",
    "write_rule",
    "write_workbook",
]
