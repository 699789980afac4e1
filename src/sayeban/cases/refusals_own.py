"""Why what a client does with the documents of his own case is refused. He reads it himself."""

from typing import ClassVar

from sayeban.kit.refusals import Refusal


class OwnPaperUnknown(Refusal):
    """The case is none of his, or asks for no such document: the same answer."""

    code: ClassVar[str] = "paper.unknown"
    sentence: ClassVar[str] = (
        "این مدرک در درخواست‌های شما نیست. «درخواست‌های من» را ببینید تا بدانید چه می‌خواهیم."
    )
    http_status: ClassVar[int] = 404


class OwnCaseOver(Refusal):
    """The case is closed."""

    code: ClassVar[str] = "paper.case_closed"
    sentence: ClassVar[str] = (
        "این درخواست پایان یافته است و مدرک تازه نمی‌گیرد. اگر کاری مانده است به میز خدمت بگویید."
    )


class PaperNotWanted(Refusal):
    """It is there already, or was waived."""

    code: ClassVar[str] = "paper.not_wanted"
    sentence: ClassVar[str] = (
        "این مدرک را داریم یا دیگر لازم نیست و چیزی عوض نشد. اگر اشتباه است به میز خدمت بگویید."
    )


class PaperAgain(Refusal):
    """The very file that was refused."""

    code: ClassVar[str] = "paper.refused_before"
    sentence: ClassVar[str] = (
        "این همان فایلی است که پذیرفته نشد. دلیل آن را بخوانید و عکس تازه‌ای بفرستید."
    )


class PaperStale(Refusal):
    """Sent from a page that was opened before the last file came."""

    code: ClassVar[str] = "paper.stale"
    sentence: ClassVar[str] = (
        "این صفحه کهنه بود و چیزی فرستاده نشد. وضع تازهٔ مدرک را ببینید و اگر لازم است دوباره"
        " بفرستید."
    )


class PaperOften(Refusal):
    """More files than any paper needs."""

    code: ClassVar[str] = "paper.too_often"
    sentence: ClassVar[str] = (
        "برای این مدرک {most} بار فایل فرستاده‌اید و بیش از آن نمی‌شود."
        " اصل آن را به میز خدمت بیاورید."
    )


class PaperSeen(Refusal):
    """Somebody has looked at it, or it did not come from his page."""

    code: ClassVar[str] = "paper.seen"
    sentence: ClassVar[str] = (
        "همکار ما این مدرک را دیده است و دیگر پس گرفته نمی‌شود. اگر اشتباه است به میز خدمت بگویید."
    )
