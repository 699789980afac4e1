"""Whether an outcome may stand: who is told no is told why, on a ground that is there, and no
document that is missing is passed over unseen. The same for one step and for a set.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sayeban.cases.actions.choosing import Chosen, refuse
from sayeban.cases.actions.moving import run
from sayeban.cases.refusals_case import StepReasonMissing
from sayeban.cases.refusals_end import (
    DocumentsMissing,
    DocumentsUnseen,
    RefusalUnfounded,
    RefusalUnknown,
)
from sayeban.cases.refusals_review import SaidNoBefore
from sayeban.cases.rules import SAYS_NO
from sayeban.eligibility.public import SubjectUnknown, asked_facts, decide, outcomes_of
from sayeban.facts.public import CataloguedFact, catalogued
from sayeban.runtime.actor import Actor

# What leads on, or to the end that was asked for, is not gone past a missing document; what goes
# back, asks the client or says no is.
_ENDS: Final = """
SELECT s.id, coalesce(t.result, ''),
  CASE WHEN t.ground = 'rule' OR t.ground = '' AND t.result = 'refused' THEN v.rule_code
    ELSE '' END,
  CASE WHEN t.documents <> '' THEN t.documents
    WHEN t.result = 'done' THEN 'seen'
    WHEN n.position > d.position AND n.clock NOT IN ('applicant', 'paused') THEN 'seen'
    ELSE 'later' END
FROM cases_step s JOIN cases_case c ON c.id = s.case_id
JOIN cases_serviceversion v ON v.id = c.version_id
JOIN cases_stepdef d ON d.id = s.definition_id
JOIN cases_transition t
  ON t.version_id = c.version_id AND t.step = s.key AND t.outcome = %(outcome)s
LEFT JOIN cases_stepdef n ON n.version_id = c.version_id AND n.key = t.to_step
WHERE s.id = ANY(%(steps)s)
"""
_MISSING: Final = """
SELECT case_id, array_agg(title ORDER BY id) FROM cases_casedocument
WHERE case_id = ANY(%(cases)s) AND required AND state IN ('missing', 'refused') GROUP BY case_id
"""


@dataclass(frozen=True, slots=True)
class _End:
    """Where an outcome leads. `rule`: on whose answer it stands; `documents`: what one that is
    missing does to it."""

    step: Chosen
    result: str
    rule: str
    documents: str


def refuse_unsound(
    steps: Sequence[Chosen], outcome: str, reason: str, today: date, *, without_documents: bool
) -> None:
    """Refuse step.reason_missing, step.refusal_unknown, step.refusal_unfounded,
    step.documents_missing and step.documents_unseen. `without_documents`: that some are missing
    was seen.
    """
    by_id = {each.id: each for each in steps}
    rows = run(_ENDS, {"steps": list(by_id), "outcome": outcome})
    ends = [_End(by_id[step], *rest) for step, *rest in rows]
    if not reason.strip() and any(end.result in SAYS_NO for end in ends):
        raise StepReasonMissing
    for rule in sorted({end.rule for end in ends if end.rule}):
        _refuse_unfounded(rule, [end.step for end in ends if end.rule == rule], today)
    _refuse_missing(ends, reason, seen=without_documents)


_SAID_NO: Final = """
SELECT e.case_id, e.actor, e.at FROM cases_event e JOIN cases_case c ON c.id = e.case_id
WHERE e.case_id = ANY(%(cases)s) AND c.reopened_at IS NOT NULL
  AND e.what = 'closed' AND e.new = ANY(%(results)s)
"""


def refuse_again(actor: Actor, steps: Sequence[Chosen]) -> None:
    """Refuse step.said_no_before where a case was opened again and he had told its client no.

    `steps` are those whose outcome says no.
    """
    if not steps or actor.kind != "user":
        return
    units = {step.case_id: step.unit for step in steps}
    rows = run(_SAID_NO, {"cases": list(units), "results": sorted(SAYS_NO)})
    his = {case for case, user, at in rows if actor.eyes(units[case]).saw(user, at)}
    refuse(SaidNoBefore, [step for step in steps if step.case_id in his])


def _refuse_unfounded(rule: str, steps: Sequence[Chosen], today: date) -> None:
    said = outcomes_of(rule, {step.person_id for step in steps}, today)
    unknown = [step for step in steps if said[step.person_id] is None]
    if unknown:
        refuse(RefusalUnknown, unknown, settles=settling(rule, unknown[0].person_id, today))
    refuse(RefusalUnfounded, [step for step in steps if said[step.person_id]])


def settling(rule: str, person_id: int, today: date) -> str:
    """Which inquiry, document or visit would settle what the rule does not know of a person."""
    try:
        missing = decide(rule, person_id, today).missing
    except SubjectUnknown:
        # Nothing is kept of him here yet: all that the rule asks is open.
        missing = asked_facts(rule, today)
    facts = catalogued()
    return "؛ ".join(sorted(_settles(facts[key]) for key in missing))


def _settles(fact: CataloguedFact) -> str:
    if fact.register:
        return f"{fact.label} (استعلام از {fact.owner_unit or 'مرجع آن'})"
    if fact.owner_unit:
        return f"{fact.label} (پاسخ یا مدرکی از {fact.owner_unit})"
    return f"{fact.label} (پرسش از متقاضی، مدرک یا بازدید)"


def _refuse_missing(ends: Sequence[_End], reason: str, *, seen: bool) -> None:
    judged = [end for end in ends if end.documents != "later"]
    if not judged:
        return
    rows = run(_MISSING, {"cases": [end.step.case_id for end in judged]})
    missing: dict[int, list[str]] = dict(rows)
    lacking = [end for end in judged if end.step.case_id in missing]
    strict = [end.step for end in lacking if end.documents == "complete"]
    refuse(DocumentsMissing, strict, documents=_titles(missing, strict))
    lenient = [end.step for end in lacking]
    if not seen:
        refuse(DocumentsUnseen, lenient, documents=_titles(missing, lenient))
    elif lenient and not reason.strip():
        raise StepReasonMissing


def _titles(missing: dict[int, list[str]], steps: Iterable[Chosen]) -> str:
    titles = (title for step in steps for title in missing[step.case_id])
    return "، ".join(f"«{title}»" for title in dict.fromkeys(titles))
