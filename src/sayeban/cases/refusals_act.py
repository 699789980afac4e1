"""Why what was recorded is not taken back. `cases` are tracking numbers."""

from typing import ClassVar

from sayeban.cases.rules import TAKE_BACK_MINUTES
from sayeban.design.filters import fa
from sayeban.kit.refusals import Refusal


class ActUnknown(Refusal):
    """Nothing was recorded then, or by somebody else, or out of reach: the same answer."""

    code: ClassVar[str] = "act.unknown"
    sentence: ClassVar[str] = (
        "چنین کاری به نام شما ثبت نشده است. تنها کسی که نتیجه را ثبت کرده آن را پس می‌گیرد."
    )


class ActTooLate(Refusal):
    """The time in which an outcome can be taken back has run out."""

    code: ClassVar[str] = "act.too_late"
    sentence: ClassVar[str] = (
        f"تا {fa(TAKE_BACK_MINUTES)} دقیقه پس از ثبت می‌شود نتیجه را پس گرفت و این زمان گذشته است."
        " پروندهٔ بسته را مسئول واحد دوباره باز می‌کند."
    )


class ActGoneOn(Refusal):
    """Of no case can the outcome still be taken back."""

    code: ClassVar[str] = "act.gone_on"
    sentence: ClassVar[str] = (
        "کار این پرونده‌ها پس از ثبت شما پیش رفته است و نتیجه پس گرفته نمی‌شود ({cases})."
        " با همکاری که گام بعد با اوست هماهنگ کنید."
    )
