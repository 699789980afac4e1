"""Why a fact, a value or a contest is refused."""

from typing import ClassVar

from sayeban.kit.refusals import Refusal


class FactUnknown(Refusal):
    """No fact of this key is in the catalogue, or not of this kind of subject."""

    code: ClassVar[str] = "fact.unknown"
    sentence: ClassVar[str] = (
        "داده‌ای با کلید {key} برای این موضوع در فهرست داده‌ها نیست. فهرست داده‌ها را ببینید."
    )


class FactNotKept(Refusal):
    """A fact that follows from others, or is retired, takes no value."""

    code: ClassVar[str] = "fact.not_kept"
    sentence: ClassVar[str] = (
        "داده با کلید {key} خودش محاسبه می‌شود یا کنار گذاشته شده است و مقداری نمی‌پذیرد."
    )


class FactValueInvalid(Refusal):
    """A value is none of its fact's type, or no choice of it."""

    code: ClassVar[str] = "fact.value_invalid"
    sentence: ClassVar[str] = (
        "{count} مقدار برای داده با کلید {key} پذیرفتنی نیست و هیچ مقداری ثبت نشد."
        " نوع داده و گزینه‌های آن را ببینید و درست کنید."
    )


class FactValueOutside(Refusal):
    """A value that its fact cannot have: a decile of 12."""

    code: ClassVar[str] = "fact.value_outside"
    sentence: ClassVar[str] = "«{label}» {limits} است و مقدار دیگری نمی‌پذیرد. هیچ مقداری ثبت نشد."


class FactValueMalformed(Refusal):
    """A text that is not written as its fact is: a Sheba number of one digit."""

    code: ClassVar[str] = "fact.value_malformed"
    sentence: ClassVar[str] = "{wrong} هیچ مقداری ثبت نشد."


class FactSubjectUnknown(Refusal):
    """Nobody with this key, or nobody within the actor's places: the same answer."""

    code: ClassVar[str] = "fact.subject_unknown"
    sentence: ClassVar[str] = "{count} فرد یا خانوار در حوزهٔ شما ثبت نشده است و هیچ مقداری ثبت نشد."


class FactInvalid(Refusal):
    """The description of a fact is wrong at one place."""

    code: ClassVar[str] = "fact.invalid"
    sentence: ClassVar[str] = "داده تعریف نشد: {why}"


class FactFixed(Refusal):
    """Key, type, subject and kind of a fact never change."""

    code: ClassVar[str] = "fact.fixed"
    sentence: ClassVar[str] = (
        "نوع و موضوع دادهٔ {key} پس از تعریف عوض نمی‌شود، چون قاعده‌ها بر آن تکیه دارند."
        " دادهٔ دیگری با کلید تازه تعریف کنید."
    )
