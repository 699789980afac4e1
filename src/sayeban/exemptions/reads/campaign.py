"""Campaigns by code."""

from datetime import datetime

from sayeban.country import jalali
from sayeban.country.today import today_of
from sayeban.exemptions.models import Campaign
from sayeban.exemptions.refusals import CampaignNotOpen, CampaignUnknown


def campaign_by_code(code: str) -> Campaign:
    """The campaign, or the refusal campaign.unknown."""
    found = Campaign.objects.filter(code=code).first()
    if found is None:
        raise CampaignUnknown(campaign=code)
    return found


def open_campaign_by_code(code: str, at: datetime) -> Campaign:
    """The campaign if work in it has begun and it is not closed, else campaign.not_open."""
    found = campaign_by_code(code)
    if found.closed_at is not None or today_of(at) < found.starts:
        raise CampaignNotOpen(campaign=code, starts=jalali.long_form(found.starts))
    return found


def running_campaigns() -> list[Campaign]:
    """Those that nobody closed yet, in the order in which they were opened."""
    return list(Campaign.objects.filter(closed_at=None).order_by("id"))


def campaigns() -> list[Campaign]:
    """All campaigns, the newest first."""
    return list(
        Campaign.objects.select_related("continues", "target_rule").order_by("-starts", "code")
    )


def earlier_phase(publisher: str, target: str) -> Campaign | None:
    """What a campaign for clients without a pension goes on from: the publisher's last one for
    recipients (A-042, A-149)."""
    if target == "recipients":
        return None
    earlier = Campaign.objects.filter(publisher=publisher, target="recipients")
    return earlier.order_by("-starts", "-id").first()
