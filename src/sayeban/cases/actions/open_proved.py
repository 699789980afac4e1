"""A request of somebody whose file is kept elsewhere, and who proved himself at this desk."""

from collections.abc import Collection
from datetime import datetime
from typing import Final

from sayeban.accounts.public import proven_person
from sayeban.audit.events import look
from sayeban.cases.actions import moving_sql as sql
from sayeban.cases.actions.check_request import check_request
from sayeban.cases.actions.moving import run, said
from sayeban.cases.actions.open_case import Opened, begin
from sayeban.cases.actions.telling import tell
from sayeban.cases.models import Case, Step
from sayeban.cases.reads.catalogue import service as service_file
from sayeban.cases.refusals_case import NotProved
from sayeban.cases.rules import DESK
from sayeban.forms.public import SubmissionFile, submissions_of
from sayeban.kit.units import Unit
from sayeban.people.public import person_file
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor
from sayeban.runtime.context import nationwide

_HIS_FORM: Final = (
    "درخواست شما در میز خدمت ثبت شد. فرم این خدمت را در صفحهٔ خودتان پر کنید یا از مرکز خودتان"
    " بخواهید کمک کند."
)


@action("cases.open_proved", posts=DESK, reach="own", about=("unit", "service", "visit"))
def open_proved(
    *,
    actor: Actor,
    at: datetime,
    unit: Unit,
    service: str,
    visit: int,
    desk: int | None = None,
    why: str = "",
    brought: Collection[str] = (),
) -> Opened:
    """Open a case of whoever proved himself today to this actor in `visit`, and of nobody else.

    The case belongs to the unit that keeps his file; `unit` is that of the desk. Whose it is says
    the proof and no argument. Where the service has a form and none of his is fresh, the case
    waits for him to fill it. The look at his file is kept, and he reads it on his own page.
    Refuses case.not_proved, as check_request save request.form_missing, and as open_case.
    """
    del unit
    person_id = proven_person(visit, actor.user_id or 0, at)
    if person_id is None:
        raise NotProved
    with nationwide():
        place = person_file(person_id).unit
        form = check_request(place, service, at, _form(person_id, service), later=True)
        taken = Case(person_id=person_id, submission=form, channel="desk", desk=desk)
        opened = begin(actor, at, place, service, taken, why, brought)
        if form is None and service_file(service).document.form:
            _wait_for_form(actor, at, opened.case_id)
    look(
        user_id=actor.user_id,
        purpose="proved",
        subject="people.person",
        subject_id=str(person_id),
        rows=1,
    )
    return opened


def _form(person_id: int, service: str) -> SubmissionFile | None:
    """His newest form of the service that was sent."""
    asked = service_file(service).document.form
    sent = (each for each in submissions_of(person_id) if each.submitted_at)
    return next((each for each in sent if each.version.form.code == asked), None)


def _wait_for_form(actor: Actor, at: datetime, case_id: int) -> None:
    """It is his turn from the start; his page asks for the form, and a message tells him."""
    open_now = Step.objects.filter(case=case_id, state="open").order_by("pk")
    ids = list(open_now.values_list("pk", flat=True))
    told = said(actor, at, steps=ids, whose="applicant", reason=_HIS_FORM)
    run(sql.PAUSE, told)
    run(sql.STEP_EVENTS, {**told, "what": "paused", "new": ["applicant"] * len(ids)})
    tell(at, "cases.asked", [(case_id, f"{step}/{at.isoformat()}", None) for step in ids[:1]])
