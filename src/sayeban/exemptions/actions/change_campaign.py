"""Headquarters extends or closes a campaign and sets what a company requires."""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from django.db.models import F

from sayeban.exemptions import rights
from sayeban.exemptions.models import Campaign, Extension, RequiredField
from sayeban.exemptions.reads.campaign import campaign_by_code
from sayeban.kit.refusals import Refusal
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor


class ExtensionInvalid(Refusal):
    """Days to add must be between 1 and 365."""

    code: ClassVar[str] = "campaign.extension_invalid"
    sentence: ClassVar[str] = "شمار روزهای تمدید درست نیست. عددی از ۱ تا ۳۶۵ بنویسید."
    reference: ClassVar[str] = "نکته ۲"


class CampaignClosed(Refusal):
    """The campaign was closed before."""

    code: ClassVar[str] = "campaign.closed"
    sentence: ClassVar[str] = (
        "کارزار «{campaign}» بسته شده است و دیگر تغییر نمی‌کند."
        " برای کار تازه، کارزار دیگری باز کنید."
    )


_LONGEST = 365
"""Days that one extension may add."""


def changeable(code: str) -> Campaign:
    """The campaign that is about to be changed; refuses campaign.unknown, campaign.closed."""
    campaign = campaign_by_code(code)
    if campaign.closed_at is not None:
        raise CampaignClosed(campaign=code)
    return campaign


@action("campaign.extend", posts=rights.HEADQUARTERS, operator=True, about=("code", "days"))
def extend_campaign(*, actor: Actor, at: datetime, code: str, days: int) -> Campaign:
    """Add `days` to the campaign and to each of its sub-deadlines."""
    campaign = changeable(code)
    if not 1 <= days <= _LONGEST:
        raise ExtensionInvalid
    Extension.objects.create(campaign=campaign, days=days, at=at, by=actor.user_id)
    Campaign.objects.filter(pk=campaign.pk).update(
        days=F("days") + days,
        centre_days=F("centre_days") + days,
        county_days=F("county_days") + days,
    )
    return campaign_by_code(code)


@action("campaign.close", posts=rights.HEADQUARTERS, operator=True, about=("code",))
def close_campaign(*, actor: Actor, at: datetime, code: str) -> Campaign:
    """End the campaign: nothing is collected or approved in it any more."""
    campaign = changeable(code)
    campaign.closed_at, campaign.closed_by = at, actor.user_id
    campaign.save(update_fields=["closed_at", "closed_by"])
    return campaign


@action("campaign.require", posts=rights.HEADQUARTERS, operator=True, about=("code", "utility"))
def require_fields(
    *, actor: Actor, at: datetime, code: str, utility: str, company: str, fields: Sequence[str]
) -> None:
    """Set what one company ("" = all of the utility) requires beyond the default set (A-010)."""
    campaign = changeable(code)
    RequiredField.objects.filter(campaign=campaign, utility=utility, company=company).delete()
    RequiredField.objects.bulk_create(
        RequiredField(campaign=campaign, utility=utility, company=company, field=field)
        for field in fields
    )
