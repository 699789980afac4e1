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
        "کارزار «{campaign}» هنوز آغاز نشده یا بسته شده است. آغاز آن {starts} است."
    )
    reference: ClassVar[str] = "نکته ۲"
