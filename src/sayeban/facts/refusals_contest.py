"""Why a contest of a datum is refused."""

from typing import ClassVar

from sayeban.kit.refusals import Refusal


class ContestUnknown(Refusal):
    """No contest with this number, or none within the actor's places: the same answer."""

    code: ClassVar[str] = "contest.unknown"
    sentence: ClassVar[str] = "این اعتراض در حوزهٔ شما نیست. فهرست اعتراض‌ها را ببینید."


class ContestedUnknown(Refusal):
    """The value that is contested stands no more, or is none of this person's."""

    code: ClassVar[str] = "contest.value_unknown"
    sentence: ClassVar[str] = (
        "این مقدار دیگر مقدار جاری پرونده نیست. پروندهٔ رفاهی را دوباره ببینید."
    )
    reference: ClassVar[str] = "C-022"


class ContestOpen(Refusal):
    """The same datum is contested already."""

    code: ClassVar[str] = "contest.already_open"
    sentence: ClassVar[str] = "دربارهٔ این داده یک اعتراض باز هست. همان را پی بگیرید."
    reference: ClassVar[str] = "C-022"


class ContestEmpty(Refusal):
    """A contest without what is right instead, or without its reason."""

    code: ClassVar[str] = "contest.empty"
    sentence: ClassVar[str] = "بنویسید مقدار درست چیست و چرا."
    reference: ClassVar[str] = "C-022"


class ContestSame(Refusal):
    """What is claimed is what stands there."""

    code: ClassVar[str] = "contest.same"
    sentence: ClassVar[str] = "مقداری که نوشتید همان است که در پرونده هست. مقدار درست را بنویسید."


class ContestClosed(Refusal):
    """It was decided or withdrawn."""

    code: ClassVar[str] = "contest.closed"
    sentence: ClassVar[str] = (
        "این اعتراض پایان یافته است. اگر داده هنوز نادرست است اعتراض تازه ثبت کنید."
    )


class ContestNotReferable(Refusal):
    """It was referred already, or the datum has no owner to be asked."""

    code: ClassVar[str] = "contest.not_referable"
    sentence: ClassVar[str] = (
        "این اعتراض ارجاع شده است یا این داده صاحب دیگری ندارد. خودتان دربارهٔ آن تصمیم بگیرید."
    )


class ContestNotReferred(Refusal):
    """What a register knows is overruled by nobody who has not asked its owner."""

    code: ClassVar[str] = "contest.not_referred"
    sentence: ClassVar[str] = (
        "صاحب این داده {owner} است. نخست از آن بپرسید و پرسش را همین‌جا ثبت کنید؛"
        " تا آن هنگام دادهٔ پرونده همان می‌ماند."
    )
    reference: ClassVar[str] = "C-022"


class ContestUnproven(Refusal):
    """Neither the owner's answer nor a paper stands against what a register knows."""

    code: ClassVar[str] = "contest.unproven"
    sentence: ClassVar[str] = (
        "برای کنار گذاشتن دادهٔ {owner} پاسخ آن یا مدرکی لازم است."
        " شماره و تاریخ نامه یا نام مدرک را بنویسید."
    )
    reference: ClassVar[str] = "C-022"


class ContestAbove(Refusal):
    """What a register knows is overruled by the head of the county or above, by nobody below."""

    code: ClassVar[str] = "contest.above"
    sentence: ClassVar[str] = (
        "دادهٔ {owner} را تنها رئیس شهرستان، استان یا ستاد کنار می‌گذارد."
        " این اعتراض را به او بسپارید."
    )
    reference: ClassVar[str] = "C-022"


class ContestOwn(Refusal):
    """Whoever took it down decides nothing about it."""

    code: ClassVar[str] = "contest.own"
    sentence: ClassVar[str] = (
        "این اعتراض را خود شما ثبت کرده‌اید. همکار دیگری باید دربارهٔ آن تصمیم بگیرد."
    )


class ContestAnswerMissing(Refusal):
    """A decision without its reason."""

    code: ClassVar[str] = "contest.answer_missing"
    sentence: ClassVar[str] = "دلیل تصمیم را بنویسید؛ فرد آن را می‌خواند."
