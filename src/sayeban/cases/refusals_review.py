"""Why another look at a case is not asked for, or not answered. Clients read some of it."""

from typing import ClassVar

from sayeban.kit.refusals import Refusal


class ReviewUnknown(Refusal):
    """The case is none of his: the same answer as for one that is not there."""

    code: ClassVar[str] = "review.unknown"
    sentence: ClassVar[str] = "این درخواست در میان درخواست‌های شما نیست. «درخواست‌های من» را ببینید."
    http_status: ClassVar[int] = 404


class ReviewNotDue(Refusal):
    """The case stands open, or its end said no to nobody."""

    code: ClassVar[str] = "review.not_due"
    sentence: ClassVar[str] = (
        "بررسی دوباره برای درخواستی است که به آن «نه» گفته شده باشد. این درخواست چنین نیست؛"
        " اگر کاری مانده است به میز خدمت بگویید."
    )


class ReviewStanding(Refusal):
    """Asked for already and not answered yet."""

    code: ClassVar[str] = "review.standing"
    sentence: ClassVar[str] = (
        "بررسی دوبارهٔ این درخواست پیش‌تر خواسته شده است و تا {due} پاسخ می‌گیرد."
        " لازم نیست دوباره بخواهید."
    )


class ReviewOften(Refusal):
    """Asked for as often as it is answered."""

    code: ClassVar[str] = "review.too_often"
    sentence: ClassVar[str] = (
        "این درخواست {most} بار دوباره بررسی شده است و بیش از آن نمی‌شود."
        " اگر وضع شما عوض شده است درخواست تازه‌ای بدهید."
    )


class ReviewEmpty(Refusal):
    """Nobody can look at what was not said."""

    code: ClassVar[str] = "review.empty"
    sentence: ClassVar[str] = "بنویسید چه چیزی درست نیست، تا همکار ما همان را دوباره بررسی کند."


class ReviewAnswerMissing(Refusal):
    """The result stays, and nobody says why."""

    code: ClassVar[str] = "review.answer_missing"
    sentence: ClassVar[str] = "پاسخ را بنویسید. متقاضی آن را در صفحهٔ خود می‌خواند."


class ReviewNone(Refusal):
    """Nobody asked for it, or a colleague was quicker."""

    code: ClassVar[str] = "review.none"
    sentence: ClassVar[str] = (
        "این پرونده در انتظار بررسی دوباره نیست؛ شاید همکاری پاسخ داده است. پرونده را تازه کنید."
    )


class ReviewOwn(Refusal):
    """Who ended the case does not answer whether that was right."""

    code: ClassVar[str] = "review.own"
    sentence: ClassVar[str] = (
        "نتیجه را خود شما ثبت کرده‌اید و بررسی دوبارهٔ آن با همکار دیگری است. اگر می‌پذیرید که نتیجه"
        " درست نبود، پرونده را دوباره باز کنید."
    )
    http_status: ClassVar[int] = 403


class SaidNoBefore(Refusal):
    """Who told the client no does not tell it again after the case was opened anew."""

    code: ClassVar[str] = "step.said_no_before"
    sentence: ClassVar[str] = (
        "نتیجهٔ پیشین این پرونده‌ها را خود شما ثبت کرده‌اید ({cases}) و پس از باز شدن دوباره، «نه» را"
        " همکار دیگری ثبت می‌کند: گام را به او بسپارید، یا مسئول شهرستان یا استان آن را ثبت کند."
    )
    http_status: ClassVar[int] = 403
