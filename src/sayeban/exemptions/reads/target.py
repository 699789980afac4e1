"""The rule by which a campaign's target group is judged."""

from functools import cache
from typing import Final

from sayeban.eligibility.public import Expressed, Frozen, Ready, as_expression, frozen, shipped
from sayeban.exemptions.models import Campaign
from sayeban.exemptions.target_rules import TARGET_RULES

OWN: Final = ("has_file", "transfer_recipient", "resident_in_care")
"""Facts that a row holds itself: a load has just written them, the kept rows may lag behind."""


def target_rule(campaign: Campaign) -> Ready:
    """The version that was frozen when the campaign was opened. One that was opened before there
    were versions is judged by the rule as it ships."""
    if campaign.target_rule_id is None:
        return _shipped(campaign.target)
    return frozen(Frozen(campaign.target_rule_id, campaign.target_params))


@cache
def _shipped(target: str) -> Ready:
    return shipped(TARGET_RULES[target])


def in_target(campaign: Campaign) -> Expressed:
    """Whether a row `r` is of the target group, for judging.IN_TARGET."""
    own = {name: f"r.{name}" for name in OWN}
    return as_expression(target_rule(campaign), own, "r.person_id")
