"""One case: where it stands, whose turn it is, what may be done with it now."""

from dataclasses import dataclass
from datetime import date, datetime

from django.http import Http404, HttpResponseBase
from django.urls import resolve, reverse
from django.utils import timezone

from sayeban.audit.events import look
from sayeban.cases.actions.advance import advance
from sayeban.cases.pages.case import beside, doing, shown, told
from sayeban.cases.pages.case.form import StepForm
from sayeban.cases.pages.case.guards import Guarded, guarded
from sayeban.cases.pages.case.looked import Looked, looked_again
from sayeban.cases.pages.case.missing import missing_of
from sayeban.cases.pages.case.ruled import Ruled, ruled, sees_of
from sayeban.cases.reads.case_file import CaseFile, case_file
from sayeban.cases.refusals_case import CaseUnknown
from sayeban.cases.rules import CHANNELS, RESULTS, STAFF
from sayeban.cases.words import RESULT_TONES
from sayeban.country.today import today_of
from sayeban.design.jinja import render
from sayeban.design.parts import Link, Tone
from sayeban.forms.public import ToldForm, told_form
from sayeban.people.public import person_names
from sayeban.runtime.answers import attempt, done
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Door, Visit, door


@dataclass(frozen=True, slots=True)
class CasePage:
    """`person_href` is empty for who may not open the file, and then there is no `rule` and no
    `guards` either.

    `result` is empty while it is open.
    """

    case_id: int
    title: str
    tracking_no: str
    person: str
    person_href: str
    unit: str
    channel: str
    opened_at: datetime
    promised_on: date
    legal_deadline: date | None
    closed_at: datetime | None
    result: str
    result_tone: Tone
    late: bool
    rule: Ruled | None
    guards: tuple[Guarded, ...]
    answers: ToldForm | None
    answers_href: str
    steps: tuple[shown.OpenStep, ...]
    past: tuple[shown.PastStep, ...]
    papers: tuple[beside.Paper, ...]
    notes: tuple[beside.Said, ...]
    events: tuple[told.Happened, ...]
    reviews: tuple[Looked, ...]
    deeds: tuple[Link, ...]
    service: str
    number: int
    wrong: StepForm | None


@door(STAFF)
def case(request: Visit, case_id: int) -> HttpResponseBase:
    """یک پرونده."""
    return _show(request, _file(case_id))


@door(STAFF, methods=("POST",))
def case_advance(request: Visit, case_id: int, step: int) -> HttpResponseBase:
    """ثبت نتیجهٔ یک گام."""
    with looking(request.actor):
        form = StepForm(request.POST, step, missing_of(_file(case_id)))

    def act() -> bool:
        advance(
            actor=request.actor,
            at=timezone.now(),
            steps=[step],
            outcome=form.cleaned_data["outcome"],
            reason=form.cleaned_data["reason"],
            without_documents=form.cleaned_data.get("without_documents", False),
        )
        return True

    if form.is_valid() and attempt(form, act):
        return done(reverse("case", args=[case_id]), "case_advanced")
    with looking(request.actor):
        return _show(request, _file(case_id), form, step)


def _file(case_id: int) -> CaseFile:
    try:
        return case_file(case_id)
    except CaseUnknown as unknown:
        raise Http404 from unknown


def _show(
    request: Visit, file: CaseFile, sent: StepForm | None = None, of: int = 0
) -> HttpResponseBase:
    look(
        user_id=request.actor.user_id,
        purpose="case",
        subject="cases.case",
        subject_id=str(file.id),
        rows=1,
    )
    page = _page(request, file, sent, of)
    return render(request, "cases/case.jinja", page, status=422 if sent else 200)


def _answers(request: Visit, file: CaseFile) -> ToldForm | None:
    """What the applicant said in the form of the case."""
    if not file.submission:
        return None
    return told_form(file.submission, sees_sensitive=sees_of(request.actor, file.person_id))


def _form_page(request: Visit, file: CaseFile) -> str:
    """Where the form that belongs to the case is read; empty for none."""
    return (
        _opened(request, reverse("form_tasks", args=[file.submission])) if file.submission else ""
    )


def _welfare_file(request: Visit, person_id: int) -> str:
    return _opened(request, reverse("welfare_file", args=[person_id]))


def _opened(request: Visit, href: str) -> str:
    """The address; empty where its own door does not open to the visitor."""
    declared: Door = getattr(resolve(href).func, "door")  # noqa: B009 - set by @door
    return href if declared.opens_to(request.actor) else ""


def _page(request: Visit, file: CaseFile, sent: StepForm | None, of: int) -> CasePage:
    names, today = shown.names_of(file), today_of(timezone.now())
    person = person_names([file.person_id]).get(file.person_id) or "بدون نام"
    person_href = _welfare_file(request, file.person_id)
    return CasePage(
        case_id=file.id,
        title=file.title,
        tracking_no=file.tracking_no,
        person=person,
        person_href=person_href and f"{person_href}?back={reverse('case', args=[file.id])}",
        unit=names.units.get(file.unit, ""),
        channel=CHANNELS[file.channel],
        opened_at=file.opened_at,
        promised_on=file.promised_on,
        legal_deadline=file.legal_deadline,
        closed_at=file.closed_at,
        result=RESULTS.get(file.result, ""),
        result_tone=RESULT_TONES.get(file.result, "info"),
        late=not file.result and file.promised_on < today,
        answers=_answers(request, file),
        guards=guarded(file, request.actor) if person_href else (),
        answers_href=_form_page(request, file),
        rule=ruled(file, today, request.actor) if person_href else None,
        steps=shown.open_steps(file, request.actor, names, today, sent, of),
        past=shown.past_steps(file, names),
        papers=beside.papers(file, names, request.actor),
        notes=beside.notes(file, names, request.actor),
        events=told.happened(file, names),
        reviews=looked_again(file, names),
        deeds=doing.of_case(file, request.actor),
        service=file.service,
        number=file.version,
        wrong=sent,
    )
