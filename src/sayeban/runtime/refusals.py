"""Refusals that every command can give."""

from typing import ClassVar

from sayeban.kit.refusals import Refusal


class AccessDenied(Refusal):
    """The actor's posts, or the places of his posts, do not allow this."""

    code: ClassVar[str] = "access.denied"
    sentence: ClassVar[str] = (
        "سمت شما اجازهٔ این کار را در این واحد ندارد. از مسئول واحد خود بخواهید آن را انجام دهد."
    )
    reference: ClassVar[str] = "A-046"
    http_status: ClassVar[int] = 403


class BodyUnreadable(Refusal):
    """What a program sent is no JSON at all."""

    code: ClassVar[str] = "body.unreadable"
    sentence: ClassVar[str] = (
        "آنچه فرستادید JSON درستی نیست و چیزی ثبت نشد. آن را درست کنید و دوباره بفرستید."
    )
    http_status: ClassVar[int] = 400


class AddressUnknown(Refusal):
    """A program asks an address that the service does not have."""

    code: ClassVar[str] = "address.unknown"
    sentence: ClassVar[str] = (
        "سرویس چنین نشانی‌ای ندارد. نشانی‌ها در openapi.json همین سرویس آمده است."
    )
    http_status: ClassVar[int] = 404


class NoRoom(Refusal):
    """A disk of the installation is as full as it may be, or fuller."""

    code: ClassVar[str] = "disk.full"
    sentence: ClassVar[str] = (
        "دیسک سامانه {percent} درصد پر است و تا جا باز نشود فایل و فهرست تازه‌ای پذیرفته نمی‌شود."
        " آنچه پیش از این ثبت شده است می‌ماند. به راهبر سامانه خبر دهید و پس از باز شدن جا همان را"
        " دوباره بفرستید."
    )
    reference: ClassVar[str] = "R13"
    http_status: ClassVar[int] = 507


class Busy(Refusal):
    """Others work on the same rows, and the command could not get between them."""

    code: ClassVar[str] = "command.busy"
    sentence: ClassVar[str] = (
        "در همین لحظه کار دیگری روی همین ردیف‌ها در جریان است و چیزی ثبت نشد. یک دقیقه دیگر دوباره"
        " بفرستید."
    )
