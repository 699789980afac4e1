"""Why a desk says no to a guest: a visitor whose file is kept elsewhere."""

from typing import ClassVar

from sayeban.kit.refusals import Refusal


class GuestUnknown(Refusal):
    """No visit of this key that stands today at this clerk."""

    code: ClassVar[str] = "guest.unknown"
    sentence: ClassVar[str] = (
        "این مراجعه امروز نزد شما باز نیست. اگر او هنوز اینجاست، کد ملی‌اش را دوباره بنویسید و کد"
        " تازه بفرستید."
    )
    http_status: ClassVar[int] = 404


class GuestHere(Refusal):
    """Nobody has a file elsewhere with this national id."""

    code: ClassVar[str] = "guest.not_elsewhere"
    sentence: ClassVar[str] = (
        "پرونده‌ای با این کد ملی در جای دیگری نیست. در «پیدا کردن مراجعه‌کننده» او را بیابید یا ثبت"
        " کنید."
    )


class GuestUnreachable(Refusal):
    """His file names no mobile to which a code could be sent."""

    code: ClassVar[str] = "guest.no_mobile"
    sentence: ClassVar[str] = (
        "در پروندهٔ او شمارهٔ همراهی نیست که بتوان به آن کد فرستاد. مرکز یا میز خدمتی که پرونده‌اش را"
        " دارد شماره را ثبت می‌کند؛ او می‌تواند همین حالا به آنجا تلفن کند. سپس دوباره کد بفرستید."
    )
    reference: ClassVar[str] = "D-003"
