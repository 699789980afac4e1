"""Refusals that several commands of the campaign share."""

from typing import ClassVar

from sayeban.kit.refusals import Refusal


class CampaignUnknown(Refusal):
    """No campaign has this code."""

    code: ClassVar[str] = "campaign.unknown"
    sentence: ClassVar[str] = "کارزاری با کد «{campaign}» نیست. کد را از فهرست کارزارها بردارید."


class CampaignNotOpen(Refusal):
    """The campaign has not begun, or is closed."""

    code: ClassVar[str] = "campaign.not_open"
    sentence: ClassVar[str] = (
        "کارزار «{campaign}» اکنون باز نیست. آغاز آن {starts} است: تا آن روز صبر کنید؛ اگر گذشته"
        " است، کارزار بسته شده است و باید از ستاد بپرسید."
    )
    reference: ClassVar[str] = "نکته ۲"
