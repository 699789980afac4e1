"""Refusals of a client's visit to his own page. None of them says whether we know an id."""

from typing import ClassVar

from sayeban.kit.refusals import Refusal


class NationalIdInvalid(Refusal):
    """Not a national id at all; its check digit is nobody's secret."""

    code: ClassVar[str] = "citizen.national_id"
    sentence: ClassVar[str] = "کد ملی درست نیست. ده رقم کد ملی خود را از روی کارت ملی بنویسید."


class CodesSpent(Refusal):
    """As many codes were asked for with this id as may be in a day."""

    code: ClassVar[str] = "citizen.codes_spent"
    sentence: ClassVar[str] = (
        "با این کد ملی امروز ده بار کد خواسته شده است. فردا دوباره بخواهید یا به مرکز مثبت زندگی"
        " خود بروید."
    )
    reference: ClassVar[str] = "S6"
    http_status: ClassVar[int] = 429


class OwnCodeFailed(Refusal):
    """The code is wrong, late, used or tried too often, or none was ever sent."""

    code: ClassVar[str] = "citizen.code"
    sentence: ClassVar[str] = (
        "کد درست نیست یا زمان آن گذشته است. کد شش‌رقمی را از روی پیامک دوباره بنویسید. پس از پنج"
        " بار نادرست باید کد تازه بخواهید."
    )
    reference: ClassVar[str] = "S6"
