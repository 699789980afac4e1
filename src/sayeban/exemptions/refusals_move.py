"""Refusals of moves and of ends of tenancies."""

from collections.abc import Mapping
from typing import ClassVar

from sayeban.kit.refusals import Refusal


class MoveUnknown(Refusal):
    """No such move in the places of who asks."""

    code: ClassVar[str] = "move.unknown"
    sentence: ClassVar[str] = "این جابه‌جایی در حوزهٔ شما نیست. آن را از فهرست واحد باز کنید."
    http_status: ClassVar[int] = 404


class MoveDecided(Refusal):
    """It was approved or withdrawn before."""

    code: ClassVar[str] = "move.decided"
    sentence: ClassVar[str] = (
        "این جابه‌جایی پیش‌تر تأیید یا پس گرفته شده است. اگر خانوار باز جابه‌جا شده است، جابه‌جایی"
        " تازه‌ای ثبت کنید."
    )


class MoveOpen(Refusal):
    """The household has a move that is not decided yet."""

    code: ClassVar[str] = "move.open"
    sentence: ClassVar[str] = (
        "برای این خانوار یک جابه‌جایی در دست انجام است. همان را ادامه دهید یا پس بگیرید."
    )


class MoveNotDelivered(Refusal):
    """No company was told of this household."""

    code: ClassVar[str] = "move.not_delivered"
    sentence: ClassVar[str] = (
        "این خانوار هنوز به هیچ شرکتی معرفی نشده است. نشانی و قبض‌های تازه را در همان فرم گردآوری"
        " بنویسید."
    )
    reference: ClassVar[str] = "A-030"


class MoveCoverEnded(Refusal):
    """Nobody of the household is covered any more: he died, left, or lives in care."""

    code: ClassVar[str] = "move.cover_ended"
    sentence: ClassVar[str] = (
        "پوشش این خانوار پایان یافته است (فوت، خروج یا زندگی در مرکز شبانه‌روزی) و معافیت تازه‌ای"
        " آغاز نمی‌شود. جابه‌جایی را پس بگیرید."
    )
    reference: ClassVar[str] = "A-133"


class MoveNotCollected(Refusal):
    """Nobody collected the new dwelling yet."""

    code: ClassVar[str] = "move.not_collected"
    sentence: ClassVar[str] = "خانهٔ تازه هنوز گردآوری نشده است. نخست نشانی و قبض‌های آن را ثبت کنید."


class MoveSameEyes(Refusal):
    """Who collected the new dwelling cannot approve it."""

    code: ClassVar[str] = "move.four_eyes"
    sentence: ClassVar[str] = (
        "گردآورندهٔ خانهٔ تازه نمی‌تواند خودش آن را تأیید کند. تأیید با مسئول واحد یا سطح بالاتر است."
    )
    reference: ClassVar[str] = "S4"


class MoveInFuture(Refusal):
    """A household that will move one day has not moved."""

    code: ClassVar[str] = "move.in_future"
    sentence: ClassVar[str] = "روز جابه‌جایی هنوز نرسیده است. روزی را بنویسید که گذشته یا امروز است."


class MoveIncomplete(Refusal):
    """The new dwelling lacks something; `fields` maps form fields to sentences."""

    code: ClassVar[str] = "move.incomplete"
    sentence: ClassVar[str] = "اطلاعات خانهٔ تازه کامل نیست: {lacking}. آن‌ها را بنویسید."

    def __init__(self, fields: Mapping[str, str]) -> None:
        self.fields = fields
        super().__init__(lacking="؛ ".join(dict.fromkeys(fields.values())))


class MeterTaken(MoveIncomplete):
    """Another household has this meter as its own."""

    code: ClassVar[str] = "move.meter_taken"
    sentence: ClassVar[str] = (
        "{lacking} برای خانوار دیگری ثبت است. قبض را دوباره ببینید: اگر کنتور مشترک است «مشاع»"
        " بنویسید؛ اگر خانوار پیشین از آنجا رفته است، نخست جابه‌جایی او ثبت شود."
    )
    reference: ClassVar[str] = "A-113"


class TenancyUnknown(Refusal):
    """No such question in the places of who asks."""

    code: ClassVar[str] = "tenancy.unknown"
    sentence: ClassVar[str] = "این پایان اجاره در حوزهٔ شما نیست. آن را از فهرست واحد باز کنید."
    http_status: ClassVar[int] = 404


class TenancyAnswered(Refusal):
    """It was answered before, or its days passed."""

    code: ClassVar[str] = "tenancy.answered"
    sentence: ClassVar[str] = (
        "این پایان اجاره پیش‌تر پاسخ گرفته یا مهلت آن گذشته است. فهرست را دوباره ببینید."
    )


class TenancyEndWrong(Refusal):
    """The new end is not after the one before, or has passed."""

    code: ClassVar[str] = "tenancy.end_wrong"
    sentence: ClassVar[str] = "پایان تازهٔ اجاره باید پس از پایان پیشین و پس از امروز باشد."
    reference: ClassVar[str] = "A-060"
