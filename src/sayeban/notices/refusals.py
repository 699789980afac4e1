"""Refusals of the notices."""

from typing import ClassVar

from sayeban.kit.refusals import Refusal


class TemplateNotApproved(Refusal):
    """No approved version of this text exists."""

    code: ClassVar[str] = "notice.not_approved"
    sentence: ClassVar[str] = (
        "متن پیام «{template}» هنوز تأیید نشده است و فرستاده نمی‌شود."
        " همکار دیگری باید آن را تأیید کند."
    )
    reference: ClassVar[str] = "domain.md 6.1"


class TemplateUnknown(Refusal):
    """No such version of a text."""

    code: ClassVar[str] = "notice.unknown_template"
    sentence: ClassVar[str] = "این نسخه از متن پیام پیدا نشد. نام و شمارهٔ نسخه را بررسی کنید."


class ValuesWrong(Refusal):
    """The values are not as many as the text's variables."""

    code: ClassVar[str] = "notice.values"
    sentence: ClassVar[str] = (
        "شمار مقدارها با جاهای خالی متن پیام «{template}» یکی نیست."
        " برای هر جای خالی یک مقدار بدهید."
    )


class PersonalData(Refusal):
    """A national id would travel in a short message."""

    code: ClassVar[str] = "notice.personal_data"
    sentence: ClassVar[str] = "پیامک نباید کد ملی داشته باشد. کد پیگیری یا پیوند کوتاه بگذارید."
    reference: ClassVar[str] = "domain.md 6.1"


class SameEyes(Refusal):
    """Who wrote a text cannot approve it."""

    code: ClassVar[str] = "four_eyes"
    sentence: ClassVar[str] = "نویسندهٔ متن نمی‌تواند خودش آن را تأیید کند. تأیید با همکار دیگری است."
    reference: ClassVar[str] = "S4"


class TextEmpty(Refusal):
    """A text without words."""

    code: ClassVar[str] = "notice.empty"
    sentence: ClassVar[str] = "متن پیام خالی است. متن را بنویسید."


class Promise(Refusal):
    """A text to clients says that bills are free, or that somebody is exempt for certain."""

    code: ClassVar[str] = "notice.promise"
    sentence: ClassVar[str] = (
        "این متن قولی می‌دهد که در دست ما نیست: «{words}». هزینهٔ قبض تنها برای مشترکان کم‌مصرف و در"
        " دامنه‌های اعلامی شرکت‌ها برداشته می‌شود. آن عبارت را بردارید."
    )
    reference: ClassVar[str] = "A-003"


class ConditionMissing(Refusal):
    """A text to clients speaks of the benefit and does not say for whom it is."""

    code: ClassVar[str] = "notice.condition_missing"
    sentence: ClassVar[str] = (
        "متنی که از معافیت یا تخفیف می‌گوید باید بگوید که تنها مشترکان کم‌مصرف، در دامنه‌های اعلامی"
        " شرکت‌ها، مشمول آن‌اند. این را به متن بیفزایید."
    )
    reference: ClassVar[str] = "A-003"


class GapUnknown(Refusal):
    """A text to clients has a gap that nothing fills."""

    code: ClassVar[str] = "notice.gap_unknown"
    sentence: ClassVar[str] = (
        "متن اطلاع‌رسانی فقط این جاهای خالی را دارد: {{0}} نام کارزار، {{1}} نام واحد، {{2}} آخرین"
        " روز. جای خالی دیگری ننویسید."
    )
