"""Services as rules know them (settings.RULE_USERS, settings.RULE_SERVICES)."""

from datetime import date

from sayeban.cases.models import Service, ServiceVersion
from sayeban.country.text import sort_key


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


def services_for_rules() -> dict[str, str]:
    """Those that a rule can lead to: titles by code, in the order of the alphabet."""
    living = Service.objects.filter(retired_at=None).values_list("code", "title")
    return dict(sorted(living, key=lambda each: sort_key(each[1])))
