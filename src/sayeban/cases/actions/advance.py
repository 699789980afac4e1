"""Steps go on: a set of them, in one transaction, all or none."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sayeban.cases.actions import moving_sql as sql
from sayeban.cases.actions.choosing import Chosen, choose, refuse
from sayeban.cases.actions.guarding import refuse_guarded
from sayeban.cases.actions.moving import close_cases, keep_promises, open_steps, run, said
from sayeban.cases.actions.sound import refuse_again, refuse_unsound
from sayeban.cases.refusals_case import (
    OutcomeUnknown,
    StepReasonMissing,
    StepsBeside,
    StepStopped,
)
from sayeban.cases.rules import SAYS_NO, STAFF
from sayeban.country.today import today_of
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor

_ENDS_ALL = frozenset({"refused", "legally_not_possible", "referred", "withdrawn"})
"""Results that wait for no step beside: there is nothing more to do."""


@dataclass(frozen=True, slots=True)
class Way:
    """A chosen step and where the outcome leads it; `transition` is None where nowhere."""

    step: Chosen
    transition: int | None
    to_step: str
    result: str
    reason_required: bool
    guard: dict[str, Any] | None
    beside: bool


_WAYS = """
SELECT s.id, t.id, coalesce(t.to_step, ''), coalesce(t.result, ''),
  coalesce(t.reason_required, false), t.guard,
  EXISTS (SELECT FROM cases_step o JOIN cases_stepdef d ON d.id = o.definition_id
    WHERE o.case_id = s.case_id AND o.closed_at IS NULL AND d.parallel_with = s.key)
FROM cases_step s JOIN cases_case c ON c.id = s.case_id
LEFT JOIN cases_transition t
  ON t.version_id = c.version_id AND t.step = s.key AND t.outcome = %(outcome)s
WHERE s.id = ANY(%(steps)s)
"""


@action("cases.advance", posts=STAFF, operator=True, about=("outcome",))
def advance(
    *,
    actor: Actor,
    at: datetime,
    steps: Sequence[int],
    outcome: str,
    reason: str = "",
    note: str = "",
    without_documents: bool = False,
) -> int:
    """End the steps with `outcome` and open what follows, or close their cases; how many.

    Nothing is done where one of them cannot: refuses case.unknown, step.done (somebody was
    quicker), step.not_yours, step.paused, step.outcome_unknown, step.reason_missing,
    step.parallel_open, step.guard, step.guard_unknown and step.said_no_before, with the tracking
    numbers, and what `refuse_unsound` refuses. `without_documents`: it was seen that some are
    missing.
    """
    chosen = choose(actor, steps)
    ways = _ways(chosen, outcome)
    _judge(ways, reason)
    refuse_again(actor, [way.step for way in ways if way.result in SAYS_NO])
    refuse_unsound(chosen, outcome, reason, today_of(at), without_documents=without_documents)
    ids = [way.step.id for way in ways]
    cases = sorted({way.step.case_id for way in ways})
    told = said(actor, at, steps=ids, outcome=outcome, reason=reason.strip())
    run(sql.CLIENT_TIME, told)
    run(sql.END_STEPS, told)
    targets = [way.to_step or f"close:{way.result}" for way in ways]
    run(sql.STEP_EVENTS, {**told, "what": "advanced", "new": targets})
    if note.strip():
        run(_NOTES, {**told, "cases": cases, "note": note.strip()})
    ending = {way.step.case_id: way.result for way in ways if way.result}
    close_cases(actor, at, list(ending), list(ending.values()), reason.strip())
    going = [way for way in ways if way.to_step]
    open_steps(actor, at, [w.step.case_id for w in going], [w.to_step for w in going])
    keep_promises(actor, at, cases, "client")
    return len(ids)


_NOTES = """
INSERT INTO cases_note (case_id, kind, at, by, text, province, county, centre)
SELECT id, 'note', %(at)s, %(actor)s, %(note)s, province, county, centre
FROM cases_case WHERE id = ANY(%(cases)s)
"""


def _ways(chosen: Sequence[Chosen], outcome: str) -> list[Way]:
    by_id = {each.id: each for each in chosen}
    rows = run(_WAYS, {"steps": list(by_id), "outcome": outcome})
    return [
        Way(
            by_id[step], transition, to, result, needs, json.loads(guard) if guard else None, beside
        )
        for step, transition, to, result, needs, guard, beside in rows
    ]


def _judge(ways: Sequence[Way], reason: str) -> None:
    refuse(StepStopped, [way.step for way in ways if way.step.state == "paused"])
    refuse(OutcomeUnknown, [way.step for way in ways if way.transition is None])
    if not reason.strip() and any(way.reason_required for way in ways):
        raise StepReasonMissing
    refuse(StepsBeside, [way.step for way in ways if way.beside and way.result not in _ENDS_ALL])
    refuse_guarded([(way.step, way.guard) for way in ways if way.guard is not None])
