"""Ends of a rule for its pages."""

from dataclasses import dataclass
from datetime import date, datetime

from sayeban.eligibility.models import RuleEnding


@dataclass(frozen=True, slots=True)
class EndingRow:
    """One end. `waits`: nobody has approved it, and it does not count."""

    id: int
    code: str
    ends_on: date
    reason: str
    asked_by: int | None
    asked_at: datetime
    approved_by: int | None
    waits: bool


def ending_of(code: str) -> EndingRow | None:
    """The newest one of a rule."""
    found = RuleEnding.objects.select_related("rule").filter(rule__code=code)
    newest = found.order_by("-ends_on").first()
    return _row(newest) if newest else None


def ending_by_id(number: int) -> EndingRow | None:
    """One of them."""
    found = RuleEnding.objects.select_related("rule").filter(pk=number).first()
    return _row(found) if found else None


def _row(each: RuleEnding) -> EndingRow:
    return EndingRow(
        *(each.pk, each.rule.code, each.ends_on, each.reason, each.asked_by, each.asked_at),
        *(each.approved_by, each.approved_at is None),
    )
