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


class Busy(Refusal):
    """Others work on the same rows, and the command could not get between them."""

    code: ClassVar[str] = "command.busy"
    sentence: ClassVar[str] = (
        "در همین لحظه کار دیگری روی همین ردیف‌ها در جریان است و چیزی ثبت نشد. یک دقیقه دیگر دوباره"
        " بفرستید."
    )
