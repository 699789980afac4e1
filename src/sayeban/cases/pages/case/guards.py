"""What stands in the way of an outcome, in words, for whoever may read the applicant's file."""

from dataclasses import dataclass
from typing import Final

from sayeban.cases.actions.guarding import told
from sayeban.cases.reads.case_file import CaseFile
from sayeban.design.parts import Tone

_SAID: Final[dict[bool | None, tuple[str, Tone]]] = {
    True: ("ممکن است", "ok"),
    False: ("ممکن نیست", "bad"),
    None: ("هنوز معلوم نیست", "warn"),
}


@dataclass(frozen=True, slots=True)
class Guarded:
    """One outcome that has a condition, with what the condition says of the applicant."""

    label: str
    state: str
    tone: Tone
    reasons: tuple[str, ...]


def guarded(file: CaseFile) -> tuple[Guarded, ...]:
    """Every guarded outcome of the steps that stand open."""
    return tuple(
        Guarded(each.label, *_SAID[outcome], reasons)
        for step in file.open_steps
        for each in step.outcomes
        if each.guard is not None
        for outcome, reasons in (told(each.guard, file.person_id),)
    )
