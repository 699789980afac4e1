"""A head decides otherwise than a rule, for a reason and on a paper; or ends that."""

from dataclasses import dataclass
from datetime import datetime

from sayeban.country import text
from sayeban.documents.public import Redrawer, store
from sayeban.eligibility.actions.racing import taken_as
from sayeban.eligibility.models import Override, Rule
from sayeban.eligibility.reads.deciding import subject_of
from sayeban.eligibility.refusals import (
    OverrideStands,
    OverrideUnknown,
    RuleReasonMissing,
    RuleUnknown,
)
from sayeban.eligibility.rights import DECIDERS
from sayeban.kit.units import Unit
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor


@dataclass(frozen=True, slots=True)
class ByHand:
    """What is decided about whom; `document` are the bytes of the paper that it rests on."""

    code: str
    person_id: int
    outcome: bool
    reason: str
    document: bytes


@action("eligibility.decide_by_hand", posts=DECIDERS, reach="within")
def decide_by_hand(*, actor: Actor, at: datetime, unit: Unit, decided: ByHand) -> int:
    """The number of the decision, which stands also when the rule is asked again.

    `unit` keeps the person's file. Refuses rule.reason_missing, rule.unknown, subject.unknown,
    override.stands and those of a document.
    """
    reason = text.normalize(decided.reason)
    if not reason:
        raise RuleReasonMissing
    rule = Rule.objects.filter(code=decided.code).first()
    if rule is None:
        raise RuleUnknown
    subject = subject_of(rule, decided.person_id, unit)
    if _stands(rule, subject):
        raise OverrideStands
    with Redrawer() as redrawer:
        paper = store(decided.document, redrawer=redrawer, place=unit, actor=actor, at=at)
    with taken_as("eligibility_override_one", OverrideStands()):
        made = Override.objects.create(
            rule=rule,
            subject_id=subject,
            outcome=decided.outcome,
            reason=reason,
            document_id=paper.pk,
            decided_by=actor.user_id,
            decided_at=at,
            **unit.columns,
        )
    return made.pk


def _stands(rule: Rule, subject: int) -> bool:
    return Override.objects.filter(rule=rule, subject_id=subject, ended_at=None).exists()


@action("eligibility.end_by_hand", posts=DECIDERS, reach="within", about=("number",))
def end_by_hand(*, actor: Actor, at: datetime, unit: Unit, number: int) -> None:
    """From now on the rule itself counts again. Refuses override.unknown."""
    standing = Override.objects.select_for_update().filter(
        pk=number,
        ended_at=None,
        **unit.columns,
    )
    found = standing.first()
    if found is None:
        raise OverrideUnknown
    found.ended_at, found.ended_by = at, actor.user_id
    found.save(update_fields=["ended_at", "ended_by"])
