"""What addresses and commands of rules and decisions must answer, from the issue alone."""

from collections.abc import Mapping
from typing import Final

from tests.matrix.oracle_rules import DIRECTOR, HQ, READERS, WORKER, headquarters, posts
from tests.matrix.places import Rule

_writes: Final = headquarters
_approves: Final = Rule("somewhere", HQ, why="a second person of headquarters, never a program")
_by_hand: Final = Rule(
    "within",
    HQ | DIRECTOR | posts("county_head", "centre_head", "technical_head"),
    why="a head decides otherwise than a rule, where the file is",
)

_reads: Final = Rule(
    "somewhere",
    READERS | posts("desk_head", "desk_clerk", "liaison_expert"),
    why="what the law asks is no secret for the organisation's own staff",
)

_decides: Final = Rule("somewhere", _by_hand.posts, why="the list holds those of his places alone")
_seeks: Final = Rule(
    "somewhere",
    HQ | DIRECTOR | posts("province_expert", "county_head", "county_expert"),
    why="who answers for a county or more looks for those who did not apply, in his places",
)

PAGES: Final[Mapping[str, Rule]] = {
    "rule_parameters GET": _reads,
    "rule_parameter GET": _reads,
    "rule_parameter_new GET": _approves,
    "rule_parameter_new POST": _approves,
    "rule_parameter_enter GET": _approves,
    "rule_parameter_enter POST": _approves,
    "rule_parameter_strike POST": _approves,
    "rule_impact_xlsx GET": _approves,
    "rule_run POST": _approves,
    "rule_end GET": _approves,
    "rule_end POST": _approves,
    "rule_end_approve POST": _approves,
    "rule_end_withdraw POST": _approves,
    "means GET": _reads,
    "means_xlsx GET": _reads,
    "means_new GET": _approves,
    "means_new POST": _approves,
    "means_approve POST": _approves,
    "means_estimate POST": _approves,
    "means_person GET": _by_hand,
    "by_hand GET": _decides,
    "by_hand POST": _decides,
    "by_hand_xlsx GET": _decides,
    "by_hand_person GET": _by_hand,
    "rules_of_person GET": _by_hand,
    "rules_of_person POST": _by_hand,
    "by_hand_paper GET": _by_hand,
    "by_hand_decide POST": _by_hand,
    "by_hand_end POST": _by_hand,
    "needs GET": _seeks,
    "need GET": _seeks,
    "need POST": _seeks,
    "rules GET": _reads,
    "rule_version GET": _reads,
    "rule_new GET": _approves,
    "rule_new POST": _approves,
    "rule_edit GET": _approves,
    "rule_edit POST": _approves,
    "rule_about GET": _approves,
    "rule_about POST": _approves,
    "rule_add GET": _approves,
    "rule_add POST": _approves,
    "rule_condition GET": _approves,
    "rule_condition POST": _approves,
    "rule_group GET": _approves,
    "rule_group POST": _approves,
    "rule_impact POST": _approves,
    "rule_approve POST": _approves,
    "rule_drop GET": _approves,
    "rule_drop POST": _approves,
    "rule_return POST": _approves,
    "rule_parameter_approve POST": _approves,
}
ACTIONS: Final[Mapping[str, Rule]] = {
    "eligibility.draft_rule": _writes,
    "eligibility.import_workbook": _writes,
    "eligibility.end_rule": _writes,
    "eligibility.approve_end": _approves,
    "eligibility.withdraw_end": _approves,
    "eligibility.set_means": _writes,
    "eligibility.approve_means": _approves,
    "eligibility.estimate_means": _writes,
    "eligibility.drop_draft": _approves,
    "eligibility.return_rule": _approves,
    "eligibility.approve_rule": _approves,
    "eligibility.preview_impact": _writes,
    "eligibility.run_rule": _writes,
    "eligibility.set_parameter": _writes,
    "eligibility.approve_parameter": _approves,
    "eligibility.strike_parameter": _approves,
    "eligibility.decide_by_hand": _by_hand,
    "eligibility.end_by_hand": _by_hand,
    "eligibility.decide_again": Rule("somewhere", why=WORKER),
}
