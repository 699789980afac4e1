"""The rule by which a campaign's target group is judged."""

from functools import cache
from typing import Final

from sayeban.country.jalali import number
from sayeban.eligibility.public import (
    Expressed,
    Frozen,
    Ready,
    as_expression,
    decided_row,
    frozen,
    shipped,
)
from sayeban.exemptions.models import Campaign, Row
from sayeban.exemptions.reads.campaign import campaign_by_code
from sayeban.exemptions.target_rules import TARGET_RULES
from sayeban.facts.public import facts_of, row_of
from sayeban.kit.wording import said_once

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


def rule_title(campaign: Campaign) -> str:
    """The rule with its version in words."""
    if campaign.target_rule is None:
        return str(TARGET_RULES[campaign.target]["title"])
    return f"{campaign.target_rule.title}، نسخهٔ {number(campaign.target_rule.number)}"


def in_target(campaign: Campaign) -> Expressed:
    """Whether a row `r` is of the target group, for judging.IN_TARGET."""
    own = {name: f"r.{name}" for name in OWN}
    return as_expression(target_rule(campaign), own, "r.person_id")


def why_outside(code: str, row_id: int) -> tuple[str, ...]:
    """Why a row is not of the target group, in the words of the rule with their legal basis; none
    where the rule would no longer say so, or a human said it."""
    row, asked = Row.objects.get(pk=row_id), target_rule(campaign_by_code(code))
    known = {name: getattr(row, name) for name in OWN}
    if facts_of(asked.tree) - known.keys():
        known = {**row_of(row.person_id), **known}
    decided = decided_row(asked, known)
    if decided.outcome is not False:
        return ()
    return said_once(
        f"{each.text} ({each.basis or asked.version.legal_basis})" for each in decided.reasons
    )
