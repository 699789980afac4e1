"""A case ends because its client gives it up, or goes on after its end."""

from datetime import datetime

from sayeban.cases.actions import moving_sql as sql
from sayeban.cases.actions.finding import case_in_reach, place_of
from sayeban.cases.actions.moving import close_cases, keep_promises, open_steps, run, said
from sayeban.cases.actions.once import refuse_twice
from sayeban.cases.actions.review import end_reviews
from sayeban.cases.actions.telling import tell
from sayeban.cases.models import Event, StepDef
from sayeban.cases.refusals_case import (
    CaseClosed,
    CaseOpen,
    StepReasonMissing,
    StepUnknown,
)
from sayeban.cases.rules import HEADQUARTERS, OPENERS, SUPERVISORS
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor


@action("cases.withdraw", posts=OPENERS, operator=True, about=("case_id",))
def withdraw(*, actor: Actor, at: datetime, case_id: int, reason: str) -> None:
    """The client gives his request up: its steps end and it is closed as withdrawn.

    Refuses case.unknown, access.denied, case.closed and step.reason_missing.
    """
    case = case_in_reach(case_id, actor, OPENERS)
    if case.closed_at is not None:
        raise CaseClosed
    if not reason.strip():
        raise StepReasonMissing
    close_cases(actor, at, [case.pk], ["withdrawn"], reason.strip())


@action("cases.reopen", posts=SUPERVISORS | HEADQUARTERS, operator=True, about=("case_id", "step"))
def reopen(*, actor: Actor, at: datetime, case_id: int, step: str, reason: str) -> None:
    """A closed case goes on: `step` opens in a new round, and the client hears of it with his day.

    It answers whoever asked for another look.

    Refuses case.unknown, access.denied, case.open, step.reason_missing, step.unknown, case.twice
    and case.elsewhere.
    """
    case = case_in_reach(case_id, actor, SUPERVISORS | HEADQUARTERS)
    if case.closed_at is None:
        raise CaseOpen
    if not reason.strip():
        raise StepReasonMissing
    if not StepDef.objects.filter(version=case.version_id, key=step, parallel_with="").exists():
        raise StepUnknown
    refuse_twice(case.person_id, case.service_id)
    run(sql.REOPEN, said(actor, at, case=case.pk, key=step))
    Event.objects.create(
        case=case,
        at=at,
        actor=actor.user_id,
        what="reopened",
        old=case.result,
        new=step,
        reason=reason.strip(),
        **place_of(case),
    )
    end_reviews([case.pk], actor, at)
    open_steps(actor, at, [case.pk], [step])
    keep_promises(actor, at, [case.pk], "reopened")
    case.refresh_from_db(fields=["promised_on"])
    tell(at, "cases.reopened", [(case.pk, f"{case.pk}/{at.isoformat()}", case.promised_on)])
