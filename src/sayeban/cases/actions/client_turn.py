"""The client does what his case waits for: he fills its form, and the turn passes on."""

from datetime import datetime
from typing import Final

from sayeban.cases.actions import moving_sql as sql
from sayeban.cases.actions.ask_papers import ask_papers
from sayeban.cases.actions.moving import keep_promises, redate_steps, run, said
from sayeban.cases.models import Case
from sayeban.cases.reads.turn import ClientTurn, missing_papers, turn_of
from sayeban.cases.refusals_case import NotYourTurn
from sayeban.forms.public import start_own, submit_own
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor
from sayeban.runtime.context import nationwide

_CAME: Final = "فرم از صفحهٔ خود متقاضی رسید"


@action("cases.begin_own_form", citizens=True, about=("case_id",))
def begin_own_form(*, actor: Actor, at: datetime, case_id: int) -> None:
    """Begin the form that one's own case waits for; begun again it goes on.

    Refuses case.not_your_turn and what forms.start_own refuses.
    """
    turn = _turn(case_id, actor)
    if not turn.form:
        raise NotYourTurn
    start_own(actor=actor, at=at, code=turn.form, key=turn.key)


@action("cases.submit_own_form", citizens=True, about=("case_id",))
def submit_own_form(*, actor: Actor, at: datetime, case_id: int) -> bool:
    """Send the form that one's own case waits for; whether the turn passed to the organisation.

    It stays the client's while required documents are missing. What his turn took moves the
    promise, as it does where a worker ends it. Refuses case.not_your_turn, submission.unknown,
    submission.incomplete.
    """
    # Read with his own eyes: nobody else's case is there. Then held, so that of two the second
    # finds the turn gone.
    _turn(case_id, actor)
    with nationwide():
        case = Case.objects.select_for_update().get(pk=case_id)
        turn = _turn(case_id, actor)
    file = submit_own(actor=actor, at=at, key=turn.key)
    with nationwide():
        if case.submission != file.key:
            Case.objects.filter(pk=case_id).update(submission=file.key)
            case.submission = file.key
        # What he answered may ask another document of him, or one less.
        ask_papers(case, at)
        if missing_papers(case_id):
            return False
        pass_on(actor, at, turn, _CAME)
    return True


def _turn(case_id: int, actor: Actor) -> ClientTurn:
    turn = turn_of(case_id, actor.person_id or 0)
    if turn is None:
        raise NotYourTurn
    return turn


def pass_on(actor: Actor, at: datetime, turn: ClientTurn, reason: str) -> None:
    """The step of a turn is the organisation's to work on, inside a running command."""
    told = said(actor, at, steps=[turn.step_id], reason=reason)
    run(sql.CLIENT_TIME, told)
    run(sql.ANSWERED, told)
    run(sql.STEP_EVENTS, {**told, "what": "resumed", "new": [""]})
    redate_steps([turn.step_id])
    keep_promises(actor, at, [turn.case_id], "client")
