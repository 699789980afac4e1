"""Why an uploaded document is refused."""

from typing import ClassVar

from sayeban.kit.refusals import Refusal


class DocumentUnreadable(Refusal):
    """Neither a picture nor a PDF, or broken."""

    code: ClassVar[str] = "document.unreadable"
    sentence: ClassVar[str] = "این فایل عکس یا PDF سالم نیست. عکس را با قالب JPG یا PNG بفرستید."
    reference: ClassVar[str] = "A-109"


class DocumentTooLarge(Refusal):
    """More bytes or more picture points than any paper needs."""

    code: ClassVar[str] = "document.too_large"
    sentence: ClassVar[str] = (
        "حجم یا ابعاد این فایل بیش از اندازه است. عکس را کوچک‌تر کنید یا PDF را کم‌حجم‌تر کنید."
    )
    reference: ClassVar[str] = "S8"


class DocumentUnsafe(Refusal):
    """A PDF with programs, attachments or actions inside, or a picture that unpacks without end."""

    code: ClassVar[str] = "document.unsafe"
    sentence: ClassVar[str] = (
        "این فایل برای ایمنی سامانه پذیرفته نشد. از کاغذ عکس بگیرید و عکس را بفرستید."
    )
    reference: ClassVar[str] = "S8"
