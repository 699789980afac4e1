"""Services that ask a rule: named before the rule ends (settings.RULE_USERS)."""

from datetime import date

from sayeban.cases.models import ServiceVersion


def services_by_rule(code: str, _ends_on: date) -> list[tuple[str, bool]]:
    """Published services stop its end; a draft is named, and judged when it is published."""
    found = ServiceVersion.objects.filter(rule_code=code, service__retired_at=None)
    living = found.filter(state__in=["published", "draft"]).select_related("service")
    return [
        (f"خدمت «{each.service.title}»", True)
        if each.state == "published"
        else (f"پیش‌نویس خدمت «{each.service.title}»", False)
        for each in living.order_by("service__title", "number")
    ]
