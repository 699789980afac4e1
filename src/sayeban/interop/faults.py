"""What is wrong with a message of a partner, in the codes of the standard."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from django.http import HttpResponse

from sayeban.interop.rules import FAULTS, MOST_FAULTS
from sayeban.kit.refusals import Refusal
from sayeban.runtime.problems import Fault, problem


class Faulty(Refusal):
    """A message that is not taken, or one request in it.

    One class for all codes: they are the standard's own, with their answers in rules.FAULTS.
    """

    code: ClassVar[str] = "dci.faulty"
    sentence: ClassVar[str] = "پیام پذیرفته نشد؛ کد استاندارد آن در پاسخ آمده است."

    def __init__(self, name: str, pointer: str = "") -> None:
        self.name, self.pointer = name, pointer
        super().__init__()

    @property
    def message(self) -> str:
        """The sentence of its code."""
        return FAULTS[self.name][1]

    @property
    def fault(self) -> Fault:
        """As one of several."""
        return Fault(self.name, self.message, self.pointer)


def answered(faults: Sequence[Faulty]) -> HttpResponse:
    """The problem of a message: the first fault names it, all stand beside it.

    `errors` is the standard's own form, the rest RFC 9457.
    """
    if len(faults) > MOST_FAULTS:
        faults = [Faulty("rjct.errors.too_many"), *faults[:MOST_FAULTS]]
    return problem(_Told(faults[0].name, *FAULTS[faults[0].name]), [each.fault for each in faults])


@dataclass(frozen=True, slots=True)
class _Told:
    """A code of the standard in the form in which refusals are told."""

    code: str
    http_status: int
    message: str
