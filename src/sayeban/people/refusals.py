"""Why a change of a person's file is refused."""

from typing import ClassVar

from sayeban.kit.refusals import Refusal


class UnknownPerson(Refusal):
    """Nobody with this key, or nobody within the actor's places: the same answer."""

    code: ClassVar[str] = "person.unknown"
    sentence: ClassVar[str] = (
        "این فرد در حوزهٔ شما ثبت نشده است. کد ملی او را بررسی و دوباره جستجو کنید."
    )


class StatusImpossible(Refusal):
    """The person already died, or already left."""

    code: ClassVar[str] = "status.impossible"
    sentence: ClassVar[str] = "فوت یا خروج این فرد پیش‌تر ثبت شده است. پروندهٔ او را ببینید."
    reference: ClassVar[str] = "A-133"


class EvidenceMissing(Refusal):
    """A death or an exit without saying what shows it."""

    code: ClassVar[str] = "status.evidence_missing"
    sentence: ClassVar[str] = "فوت یا خروج بدون سند ثبت نمی‌شود. نوع و شمارهٔ سند را بنویسید."
    reference: ClassVar[str] = "A-133"


class DateInFuture(Refusal):
    """What is recorded has not happened yet."""

    code: ClassVar[str] = "date.in_future"
    sentence: ClassVar[str] = "این تاریخ هنوز نرسیده است. تاریخ رویداد را بنویسید."


class HeadImpossible(Refusal):
    """Who died or left heads no household."""

    code: ClassVar[str] = "head.impossible"
    sentence: ClassVar[str] = (
        "کسی که فوت کرده یا از پرونده خارج شده است سرپرست خانوار نمی‌شود. عضو دیگری را برگزینید."
    )
    reference: ClassVar[str] = "A-144"


class MoveBeforeStay(Refusal):
    """The move is dated before the present stay began."""

    code: ClassVar[str] = "move.before_stay"
    sentence: ClassVar[str] = "تاریخ جابه‌جایی پیش از آغاز سکونت کنونی است. تاریخی پس از آن بنویسید."
    reference: ClassVar[str] = "A-029"


class PostalCodeInvalid(Refusal):
    """Not ten digits."""

    code: ClassVar[str] = "postal_code.invalid"
    sentence: ClassVar[str] = "کد پستی باید ده رقم باشد. آن را دوباره بنویسید."
    reference: ClassVar[str] = "A-055"


class TenureUnknown(Refusal):
    """Neither owner, tenant nor other."""

    code: ClassVar[str] = "tenure.unknown"
    sentence: ClassVar[str] = "وضعیت مالکیت شناخته نشد. مالک، استیجاری یا غیره بنویسید."
    reference: ClassVar[str] = "A-057"


class TenancyEndWithoutTenancy(Refusal):
    """An end of tenancy for somebody who rents nothing."""

    code: ClassVar[str] = "tenancy_end.not_tenant"
    sentence: ClassVar[str] = (
        "تاریخ پایان اجاره تنها برای خانهٔ استیجاری است."
        " مالکیت را «استیجاری» بنویسید یا تاریخ را پاک کنید."
    )
    reference: ClassVar[str] = "A-060"
