"""Headquarters declares the days in which centres get no other work (note 3, A-143)."""

from datetime import date, datetime, timedelta
from typing import ClassVar

from sayeban.exemptions import rights
from sayeban.exemptions.actions.change_campaign import changeable
from sayeban.kit.refusals import Refusal
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor

_LONGEST = timedelta(days=31)


class ReservedInvalid(Refusal):
    """The last day is before the first, or there are more than 31 days."""

    code: ClassVar[str] = "campaign.reserved_invalid"
    sentence: ClassVar[str] = (
        "هر دو روز را بنویسید. روز پایان پیش از روز آغاز نیست و روزهای ویژه بیش از ۳۱ روز نمی‌شود."
    )
    reference: ClassVar[str] = "نکته ۳"


@action("campaign.reserve", posts=rights.HEADQUARTERS, operator=True, about=("code",))
def reserve_days(
    *, actor: Actor, at: datetime, code: str, first: date | None, last: date | None
) -> None:
    """Reserve the days `first` to `last` for the campaign; both None takes the declaration back.

    Refuses campaign.unknown, campaign.closed, campaign.reserved_invalid.
    """
    campaign = changeable(code)
    if (first is None) != (last is None):
        raise ReservedInvalid
    if first and last and not first <= last < first + _LONGEST:
        raise ReservedInvalid
    campaign.reserved_from, campaign.reserved_until = first, last
    campaign.save(update_fields=["reserved_from", "reserved_until"])
