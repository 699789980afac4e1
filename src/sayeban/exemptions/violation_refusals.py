"""Refusals around violation candidates."""

from typing import ClassVar

from sayeban.kit.refusals import Refusal


class ViolationUnknown(Refusal):
    """No candidate of this campaign and the reviewer's places has this key."""

    code: ClassVar[str] = "violation.unknown"
    sentence: ClassVar[str] = (
        "ظن تخلفی با کلید «{key}» در حوزهٔ شما نیست. کلید را از فهرست تخلف‌ها بردارید."
    )
    reference: ClassVar[str] = "A-113"


class ViolationDecided(Refusal):
    """Somebody decided before, or a correction settled it."""

    code: ClassVar[str] = "violation.decided"
    sentence: ClassVar[str] = "دربارهٔ این ظن تخلف پیش‌تر تصمیم گرفته شده است."
    reference: ClassVar[str] = "A-113"


class ViolationUnknownWhy(Refusal):
    """A clearing has one of three grounds."""

    code: ClassVar[str] = "violation.unknown_why"
    sentence: ClassVar[str] = (
        "دلیل رفع ظن باید same_household (یک خانوار)، returned (برگشت برای اصلاح) یا shared"
        " (کنتور مشاع) باشد."
    )
    reference: ClassVar[str] = "A-113"


class ViolationUnknownRow(Refusal):
    """The named rows are not among those that the candidate holds, or none is named."""

    code: ClassVar[str] = "violation.unknown_row"
    sentence: ClassVar[str] = (
        "{count} کد ملی در این ظن تخلف نیست، یا هیچ ردیفی نام برده نشده است. تصمیمی ثبت نشد."
    )
    reference: ClassVar[str] = "A-113"
