"""The days that headquarters keeps free for a campaign (note 3)."""

from dataclasses import dataclass
from datetime import date

from sayeban.exemptions.models import Campaign


@dataclass(frozen=True, slots=True)
class Reserved:
    """Days, both included, in which centres get no other work than this campaign."""

    title: str
    first: date
    last: date


def reserved_on(day: date) -> list[Reserved]:
    """What is reserved on `day`, for whoever works in a centre or hands work to one."""
    found = Campaign.objects.filter(
        closed_at=None, reserved_from__lte=day, reserved_until__gte=day
    ).order_by("id")
    return [
        Reserved(campaign.title, campaign.reserved_from, campaign.reserved_until)
        for campaign in found
        if campaign.reserved_from and campaign.reserved_until
    ]
