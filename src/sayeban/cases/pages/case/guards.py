"""What stands in the way of an outcome, in words, for whoever may read the applicant's file."""

from dataclasses import dataclass
from typing import Final

from sayeban.cases.actions.guarding import told
from sayeban.cases.pages.case.ruled import hidden_from
from sayeban.cases.reads.case_file import CaseFile
from sayeban.design.parts import Tone
from sayeban.facts.public import said_to
from sayeban.kit.wording import said_once
from sayeban.runtime.actor import Actor

_SAID: Final[dict[bool | None, tuple[str, Tone]]] = {
    True: ("شرطش برقرار است", "ok"),
    False: ("شرطش برقرار نیست", "bad"),
    None: ("هنوز معلوم نیست", "warn"),
}


@dataclass(frozen=True, slots=True)
class Guarded:
    """One outcome that has a condition, with what the condition says of the applicant."""

    label: str
    state: str
    tone: Tone
    reasons: tuple[str, ...]


def guarded(file: CaseFile, actor: Actor) -> tuple[Guarded, ...]:
    """Every guarded outcome of the steps that stand open."""
    hidden = hidden_from(actor, file.person_id)
    return tuple(
        Guarded(
            each.label, *_SAID[outcome], said_once(said_to(reason, hidden) for reason in reasons)
        )
        for step in file.open_steps
        for each in step.outcomes
        if each.guard is not None
        for outcome, reasons in (told(each.guard, file.person_id),)
    )
