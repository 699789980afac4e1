"""Refusals around violation candidates."""

from typing import ClassVar

from sayeban.kit.refusals import Refusal


class ViolationUnknown(Refusal):
    """No candidate of this campaign and the reviewer's places has this key."""

    code: ClassVar[str] = "violation.unknown"
    sentence: ClassVar[str] = (
        "ظن تخلفی با کلید «{key}» در حوزهٔ شما نیست. کلید را از فهرست ظن‌های تخلف بردارید."
    )
    reference: ClassVar[str] = "A-113"


class ViolationDecided(Refusal):
    """Somebody decided before, or a correction settled it."""

    code: ClassVar[str] = "violation.decided"
    sentence: ClassVar[str] = (
        "دربارهٔ این ظن تخلف پیش‌تر تصمیم گرفته شده است. نتیجه را در صفحهٔ «ظن تخلف» ببینید."
    )
    reference: ClassVar[str] = "A-113"


class ViolationUnknownWhy(Refusal):
    """A clearing has one of three grounds, by its kind."""

    code: ClassVar[str] = "violation.unknown_why"
    sentence: ClassVar[str] = (
        "دلیل رفع ظن باید same_household (یک خانوار)، returned (برگشت برای اصلاح) یا shared"
        " (کنتور مشاع) باشد؛ دربارهٔ سخن شرکت unfounded (درست نبود) به جای نخستین."
    )
    reference: ClassVar[str] = "A-113"


class ViolationUnknownRow(Refusal):
    """Some of the named rows are not among those that the candidate holds."""

    code: ClassVar[str] = "violation.unknown_row"
    sentence: ClassVar[str] = (
        "{count} کد ملی از ردیف‌های این ظن تخلف نیست. تصمیمی ثبت نشد؛ کد ملی ردیف‌های همین ظن را"
        " بنویسید."
    )
    reference: ClassVar[str] = "A-113"


class ViolationRowMissing(ViolationUnknownRow):
    """A violation is confirmed and no row is named."""

    sentence: ClassVar[str] = (
        "هیچ ردیفی نام برده نشده است. تصمیمی ثبت نشد؛ ردیف‌هایی را که تخلف آن‌ها ثابت است نام ببرید."
    )
