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
