"""What the rule of a service says about the applicant today, beside the steps of his case."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from sayeban.cases.reads.case_file import CaseFile
from sayeban.design.parts import Tone
from sayeban.eligibility.public import RuleNotInForce, SubjectUnknown, decide
from sayeban.facts.public import (
    CataloguedFact,
    asked_in_vain,
    catalogued,
    said_to,
    sees_sensitive,
)
from sayeban.kit.wording import said_once
from sayeban.people.public import UnknownPerson, person_file
from sayeban.runtime.actor import Actor

_OUTCOMES: Final[dict[bool | None, tuple[str, Tone]]] = {
    True: ("واجد شرایط", "ok"),
    False: ("واجد شرایط نیست", "bad"),
    None: ("هنوز معلوم نیست", "warn"),
}


@dataclass(frozen=True, slots=True)
class Ruled:
    """The rule decides nothing here: whoever has the step sees its reasons and decides.

    `reasons` with the law that each rests on, one that tells a sensitive datum without saying what
    it is to who may not see it; `by_hand` is the reason of a decision by hand.
    """

    title: str
    outcome: str
    tone: Tone
    reasons: tuple[tuple[str, str], ...]
    by_hand: str


def ruled(file: CaseFile, today: date, actor: Actor) -> Ruled | None:
    """None where the service has no rule in force, and for a case that is closed."""
    if not file.rule_code or file.result:
        return None
    try:
        said = decide(file.rule_code, file.person_id, today)
    except (RuleNotInForce, SubjectUnknown):
        return None
    outcome, tone = _OUTCOMES[said.outcome]
    hidden = hidden_from(actor, file.person_id)
    told = asked_in_vain(said.reasons, said.missing, file.person_id, today)
    reasons = said_once((said_to(each, hidden), each.basis) for each in told)
    return Ruled(said.title, outcome, tone, reasons, said.hand_reason if said.by_hand else "")


def sees_of(actor: Actor, person_id: int) -> bool:
    """Whether the visitor may see sensitive data of this applicant: never of another place."""
    try:
        return sees_sensitive(actor, person_file(person_id).unit)
    except UnknownPerson:
        return False


def hidden_from(actor: Actor, person_id: int) -> Mapping[str, CataloguedFact]:
    """The facts that this visitor may not see of the person."""
    if sees_of(actor, person_id):
        return {}
    return {key: each for key, each in catalogued().items() if each.sensitive}
