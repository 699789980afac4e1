"""Campaigns whose target group is a rule: named before the rule ends (settings.RULE_USERS)."""

from datetime import date

from sayeban.exemptions.models import Campaign


def campaigns_by_rule(code: str, _ends_on: date) -> list[tuple[str, bool]]:
    """None stops its end: a campaign keeps the version of its first day until it is closed."""
    found = Campaign.objects.filter(target_rule__rule__code=code, closed_at=None)
    return [(f"کارزار «{each.title}»", False) for each in found.order_by("starts")]
