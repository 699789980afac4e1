"""The clock of a step stands still while somebody else has to do something."""

from collections.abc import Sequence
from datetime import datetime

from sayeban.cases.actions import moving_sql as sql
from sayeban.cases.actions.choosing import choose, refuse
from sayeban.cases.actions.moving import keep_promises, redate_steps, run, said
from sayeban.cases.actions.telling import tell
from sayeban.cases.refusals_case import NotStopped, StepReasonMissing, StepStopped, TurnUnknown
from sayeban.cases.rules import CLOCKS, STAFF
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor


@action("cases.pause", posts=STAFF, operator=True, about=("whose",))
def pause(*, actor: Actor, at: datetime, steps: Sequence[int], whose: str, reason: str) -> int:
    """Stop the clock of open steps; `whose` turn it is ("applicant", "external", "paused").

    The client is told when it is his; why, he reads on his own page.
    Refuses case.unknown, step.done, step.not_yours, step.paused (also of a step that waits for
    somebody anyway), step.reason_missing and step.turn_unknown.
    """
    if not reason.strip():
        raise StepReasonMissing
    if whose not in CLOCKS or whose == "own":
        raise TurnUnknown
    chosen = choose(actor, steps)
    refuse(StepStopped, [step for step in chosen if step.state != "open"])
    ids = [step.id for step in chosen]
    told = said(actor, at, steps=ids, whose=whose, reason=reason.strip())
    run(sql.PAUSE, told)
    run(sql.STEP_EVENTS, {**told, "what": "paused", "new": [whose] * len(ids)})
    if whose == "applicant":
        turns = [(step.case_id, f"{step.id}/{at.isoformat()}", None) for step in chosen]
        tell(at, "cases.asked", turns)
    return len(ids)


@action("cases.resume", posts=STAFF, operator=True)
def resume(*, actor: Actor, at: datetime, steps: Sequence[int]) -> int:
    """Let the clock run on; due and promised days move by the time that it stood still.

    Refuses case.unknown, step.done, step.not_yours and step.not_paused.
    """
    chosen = choose(actor, steps)
    if any(step.state != "paused" for step in chosen):
        raise NotStopped
    ids = [step.id for step in chosen]
    told = said(actor, at, steps=ids)
    run(sql.RESUME, told)
    run(sql.STEP_EVENTS, {**told, "what": "resumed", "new": [""] * len(ids)})
    redate_steps(ids)
    keep_promises(actor, at, sorted({step.case_id for step in chosen}), "paused")
    return len(ids)
