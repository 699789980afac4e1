"""Refusals of what a client says of his move. They speak to the client himself."""

from typing import ClassVar

from sayeban.kit.refusals import Refusal


class AddressMissing(Refusal):
    """Nobody finds a home without words."""

    code: ClassVar[str] = "moved.address_missing"
    sentence: ClassVar[str] = "نشانی خانهٔ تازه را بنویسید: شهر یا روستا، خیابان، کوچه و پلاک."
    reference: ClassVar[str] = "A-029"


class TenancyEndMissing(Refusal):
    """A tenant says until when, for as long as his exemption may hold."""

    code: ClassVar[str] = "moved.tenancy_end_missing"
    sentence: ClassVar[str] = "اگر مستأجرید، روز پایان اجاره را از روی قرارداد بنویسید."
    reference: ClassVar[str] = "A-059"


class TenancyEndPast(Refusal):
    """A tenancy that is over."""

    code: ClassVar[str] = "moved.tenancy_end_past"
    sentence: ClassVar[str] = "این روز گذشته است. روز پایان قرارداد تازه را بنویسید."
    reference: ClassVar[str] = "A-059"


class AlreadySaid(Refusal):
    """One move of a household waits for its worker at a time."""

    code: ClassVar[str] = "moved.already_said"
    sentence: ClassVar[str] = (
        "جابه‌جایی شما پیش‌تر ثبت شده است و مددکار آن را می‌بیند. اگر نادرست نوشته‌اید، با مرکز خود"
        " تماس بگیرید."
    )


class NothingToMove(Refusal):
    """The household is in no campaign."""

    code: ClassVar[str] = "moved.no_row"
    sentence: ClassVar[str] = (
        "خانوار شما در فهرست معافیت قبض‌ها نیست. برای ثبت نشانی تازه به مرکز خود بروید."
    )


class NotTakenBack(Refusal):
    """It was said on another day, was taken back already, or a worker is at it."""

    code: ClassVar[str] = "moved.not_taken_back"
    sentence: ClassVar[str] = (
        "این جابه‌جایی را دیگر نمی‌توان در اینجا پس گرفت. با مرکز خود تماس بگیرید."
    )
