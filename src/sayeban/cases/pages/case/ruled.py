"""What the rule of a service says about the applicant today, beside the steps of his case."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from sayeban.cases.reads.case_file import CaseFile
from sayeban.design.parts import Tone
from sayeban.eligibility.public import RuleNotInForce, SubjectUnknown, decide

_OUTCOMES: Final[dict[bool | None, tuple[str, Tone]]] = {
    True: ("واجد شرایط", "ok"),
    False: ("واجد شرایط نیست", "bad"),
    None: ("هنوز معلوم نیست", "warn"),
}


@dataclass(frozen=True, slots=True)
class Ruled:
    """The rule decides nothing here: whoever has the step sees its reasons and decides.

    `reasons` with the law that each rests on; `by_hand` is the reason of a decision by hand.
    """

    title: str
    outcome: str
    tone: Tone
    reasons: tuple[tuple[str, str], ...]
    by_hand: str


def ruled(file: CaseFile, today: date) -> Ruled | None:
    """None where the service has no rule in force, and for a case that is closed."""
    if not file.rule_code or file.result:
        return None
    try:
        said = decide(file.rule_code, file.person_id, today)
    except (RuleNotInForce, SubjectUnknown):
        return None
    outcome, tone = _OUTCOMES[said.outcome]
    reasons = tuple((each.text, each.basis) for each in said.reasons)
    return Ruled(said.title, outcome, tone, reasons, said.hand_reason if said.by_hand else "")
