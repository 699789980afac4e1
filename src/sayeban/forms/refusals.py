"""Refusals of forms and submissions."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from sayeban.country.jalali import persian_digits
from sayeban.kit.refusals import Refusal

_SHOWN: Final = 6


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in a form: the key of its question or section, and a sentence."""

    place: str
    why: str

    def __str__(self) -> str:
        return f"«{self.place}» {self.why}" if self.place else self.why


class FormInvalid(Refusal):
    """A document is no form, or cannot be published; `found` names every problem."""

    code: ClassVar[str] = "form.invalid"
    sentence: ClassVar[str] = "فرم پذیرفته نشد. {problems}"

    def __init__(self, found: Sequence[Problem]) -> None:
        self.found = tuple(found)
        shown = [str(each) for each in found[:_SHOWN]]
        if more := len(found) - _SHOWN:
            shown += [f"و {persian_digits(str(more))} مورد دیگر."] if more > 0 else []
        super().__init__(problems=" ".join(shown))


class FormUnknown(Refusal):
    """No form with this code, or none that is published yet."""

    code: ClassVar[str] = "form.unknown"
    sentence: ClassVar[str] = (
        "چنین فرمی منتشر نشده است. نام فرم را بررسی کنید یا از ستاد بخواهید آن را منتشر کند."
    )


class DraftOfOthers(Refusal):
    """An upload would overwrite what somebody else is writing."""

    code: ClassVar[str] = "form.draft_of_others"
    sentence: ClassVar[str] = (
        "پیش‌نویس این فرم را همکار دیگری می‌نویسد و فایل شما جای آن را نمی‌گیرد."
        " پیش‌نویس را باز کنید و همان‌جا ویرایش کنید."
    )


class DraftUnknown(Refusal):
    """Nobody writes a next version of this form now."""

    code: ClassVar[str] = "form.no_draft"
    sentence: ClassVar[str] = (
        "این فرم پیش‌نویسی ندارد: نسخهٔ منتشرشده عوض نمی‌شود. نخست پیش‌نویس نسخهٔ بعد را بسازید."
    )


class DraftChanged(Refusal):
    """Somebody else changed the draft since it was read."""

    code: ClassVar[str] = "form.changed_meanwhile"
    sentence: ClassVar[str] = (
        "در همین فاصله کس دیگری این پیش‌نویس را عوض کرد و تغییر شما ثبت نشد."
        " صفحه را دوباره باز کنید، تغییر او را ببینید و تغییر خود را از نو بنویسید."
    )


class FormSameEyes(Refusal):
    """Who wrote a part of a version cannot publish it."""

    code: ClassVar[str] = "form.same_eyes"
    sentence: ClassVar[str] = (
        "شما در نوشتن این نسخه دست داشته‌اید و نمی‌توانید خودتان آن را منتشر کنید."
        " از همکار دیگری در ستاد بخواهید."
    )


class SubmissionUnknown(Refusal):
    """No submission with this key, or none within the actor's places."""

    code: ClassVar[str] = "submission.unknown"
    sentence: ClassVar[str] = (
        "چنین فرم پرشده‌ای در حوزهٔ شما نیست. آن را از پروندهٔ فرد دوباره باز کنید."
    )


class SubmissionTaken(Refusal):
    """The key belongs to another form or another person."""

    code: ClassVar[str] = "submission.key_taken"
    sentence: ClassVar[str] = (
        "این شناسه پیش‌تر برای فرم دیگری به کار رفته است و چیزی ثبت نشد. فرم را از نو آغاز کنید."
    )


class SubmissionClosed(Refusal):
    """What was submitted stays as it is."""

    code: ClassVar[str] = "submission.submitted"
    sentence: ClassVar[str] = (
        "این فرم فرستاده شده است و پاسخ‌های آن دیگر عوض نمی‌شود. برای تغییر، فرم تازه‌ای پر کنید."
    )


class SubmissionIncomplete(Refusal):
    """Questions are open, or an answer no longer fits; every answer that was given is kept."""

    code: ClassVar[str] = "submission.incomplete"
    sentence: ClassVar[str] = (
        "{count} پرسش هنوز پاسخ درستی ندارد؛ نخستین آن‌ها: «{question}»."
        " پاسخ‌های دیگر مانده است؛ همین‌ها را پاسخ دهید و دوباره بفرستید."
    )


class AnswerInvalid(Refusal):
    """A question does not take this answer."""

    code: ClassVar[str] = "answer.invalid"
    sentence: ClassVar[str] = "پاسخ «{question}» پذیرفته نشد: {why}"
