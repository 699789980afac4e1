"""A request at the desk: known ones in view, a service is chosen, promised and handed out."""

from dataclasses import dataclass
from typing import Final

from django.http import Http404, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from sayeban.cases.public import LACKING, CaseUnknown, ServiceUnknown, case_file
from sayeban.country.today import today_of
from sayeban.design.jinja import render
from sayeban.design.parts import Link
from sayeban.desk.actions.open_request import open_request
from sayeban.desk.pages.finding import way
from sayeban.desk.pages.taking import taken_down
from sayeban.desk.pages.tracked import Drawn, drawn
from sayeban.desk.pages.visitor import served_by
from sayeban.desk.reads.desks import DeskFacts
from sayeban.desk.reads.queue import Turn, turn_for
from sayeban.desk.reads.requests import (
    Choice,
    Known,
    Offer,
    Slip,
    choices,
    expected_range,
    guides,
    known_requests,
    offer,
    titles,
)
from sayeban.desk.rules import WORKERS
from sayeban.forms.public import SubmissionFile, come_back_to, start
from sayeban.people.public import PersonFile, UnknownPerson, person_file, seen_file
from sayeban.runtime.answers import SeeOther, done
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door
from sayeban.support.public import Place, WaitsAlready, places_of, put_on_list

DONE: Final = {
    "desk_opened": "درخواست ثبت شد. برگهٔ پیگیری را چاپ کنید و به مراجعه‌کننده بدهید.",
    "desk_waits": "این فرد در فهرست انتظار است. جملهٔ زیر را به او بگویید.",
}


@dataclass(frozen=True, slots=True)
class PersonPage:
    """A visitor with what he asked before, and the services that his words name.

    `guides`: what is offered instead where they name none.
    """

    desk: DeskFacts
    links: tuple[Link, ...]
    person: PersonFile
    known: tuple[Known, ...]
    waits: tuple[Place, ...]
    titles: dict[str, str]
    words: str
    choices: tuple[Choice, ...]
    guides: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class OfferPage:
    """One service for one visitor before it is asked for; `problem`: why it was not taken.

    `open_one` is his request for the same that is still open: it need not be asked for again.
    """

    desk: DeskFacts
    links: tuple[Link, ...]
    person: PersonFile
    offer: Offer
    filled: SubmissionFile | None
    open_one: Known | None
    problem: str


@dataclass(frozen=True, slots=True)
class TrackingSlip:
    """What the visitor takes home; nobody's name or national id is on it.

    `told_by_sms`: his number is known, so the same went to his phone. `turn` still stands at the
    clerk's counter.
    """

    desk: DeskFacts
    links: tuple[Link, ...]
    slip: Slip
    drawn: Drawn
    told_by_sms: bool
    back: str
    turn: Turn | None


@never_cache
@door(WORKERS)
def person(request: Visit, code: str, person_id: int) -> HttpResponse:
    """مراجعه‌کننده: درخواست‌های او و انتخاب خدمت."""
    desk = served_by(request, code)
    file = seen_file(request.actor, person_id, "serve")
    words = request.GET.get("q", "")[:100]
    found = tuple(choices(words, desk))
    page = PersonPage(
        desk,
        way(desk),
        file,
        tuple(known_requests(person_id)),
        tuple(places_of(person_id, today_of(timezone.now()))),
        titles(),
        words,
        found,
        () if found else tuple(guides(desk)),
    )
    return render(request, "desk/person.jinja", page)


@never_cache
@door(WORKERS, methods=("GET", "POST"))
def service(request: Visit, code: str, person_id: int, service_code: str) -> HttpResponseBase:
    """یک خدمت برای این مراجعه‌کننده: زمان، مدرک‌ها و ثبت درخواست."""
    desk, problem, status = served_by(request, code), "", 200
    if request.method == "POST":
        opened, problem, status = taken_down(
            lambda: open_request(
                actor=request.actor,
                at=timezone.now(),
                unit=desk.unit,
                person_id=person_id,
                service_code=service_code,
                brought=request.POST.getlist("brought"),
                code=code,
            ),
            UnknownPerson,
            ServiceUnknown,
        )
        if opened is not None:
            return done(reverse("desk_tracking", args=[code, opened.case_id]), "desk_opened")
    with looking(request.actor):
        page = _offer(request, desk, person_id, service_code, problem)
        return render(request, "desk/service.jinja", page, status=status)


@door(WORKERS, methods=("POST",))
def form(request: Visit, code: str, person_id: int, service_code: str) -> HttpResponseBase:
    """پر کردن فرم خدمت با مراجعه‌کننده."""
    desk = served_by(request, code)
    with looking(request.actor):
        page = _offer(request, desk, person_id, service_code, "")
        # Where his file is kept, and so his case: who goes on with it there reads the form.
        place = desk.unit.narrowed(person_file(person_id).unit)
    if not page.offer.form:
        raise Http404
    address = reverse("desk_service", args=[code, person_id, service_code])
    back = Link(f"بازگشت به «{page.offer.title}»", address)
    if page.filled is not None and page.filled.state == "draft":
        come_back_to(request, page.filled.key, back)
        return SeeOther(reverse("form_tasks", args=[page.filled.key]))
    key = start(
        actor=request.actor,
        at=timezone.now(),
        unit=place,
        code=page.offer.form,
        person_id=person_id,
        channel="desk",
    )
    come_back_to(request, key, back)
    return SeeOther(reverse("form_tasks", args=[key]))


@door(WORKERS, methods=("POST",))
def wait(request: Visit, code: str, person_id: int, service_code: str) -> HttpResponseBase:
    """گذاشتن مراجعه‌کننده در فهرست انتظار یک خدمت."""
    desk, now = served_by(request, code), timezone.now()
    if service_code not in titles_seen(request):
        raise Http404
    try:
        number = put_on_list(
            actor=request.actor, at=now, unit=desk.unit, person_id=person_id, service=service_code
        )
    except UnknownPerson as unknown:
        raise Http404 from unknown
    except WaitsAlready as already:
        with looking(request.actor):
            page = _offer(request, desk, person_id, service_code, already.message)
            return render(request, "desk/service.jinja", page, status=already.http_status)
    return done(reverse("waiting_place", args=[number]), "desk_waits")


@never_cache
@door(WORKERS)
def tracking(request: Visit, code: str, case_id: int) -> HttpResponse:
    """برگهٔ پیگیری."""
    desk = served_by(request, code)
    try:
        file = case_file(case_id)
    except CaseUnknown as unknown:
        raise Http404 from unknown
    missing = (d.title for d in file.documents if d.required and d.state in LACKING)
    opened_on = today_of(file.opened_at)
    slip = Slip(
        case_id,
        file.title,
        file.tracking_no,
        opened_on,
        file.promised_on,
        file.promised_days,
        expected_range(file.service, file.unit, opened_on),
        tuple(missing),
    )
    page = TrackingSlip(
        desk,
        way(desk),
        slip,
        drawn(request, file.tracking_no),
        bool(person_file(file.person_id).mobile),
        reverse("desk_person", args=[code, file.person_id]),
        turn_for(case_id, request.actor.user_id),
    )
    return render(request, "desk/tracking.jinja", page)


def _offer(
    request: Visit, desk: DeskFacts, person_id: int, service_code: str, problem: str
) -> OfferPage:
    file = seen_file(request.actor, person_id, "serve")
    try:
        offered = offer(service_code, file, desk.unit, timezone.now())
    except ServiceUnknown as unknown:
        raise Http404 from unknown
    back = Link(
        file.full_name or file.identifier, reverse("desk_person", args=[desk.code, person_id])
    )
    known = known_requests(person_id)
    same = next((k for k in known if k.is_open and k.title == offered.title), None)
    return OfferPage(desk, (*way(desk), back), file, offered, offered.filled, same, problem)


def titles_seen(request: Visit) -> dict[str, str]:
    """The titles of all services in a look of its own, for what is sent."""
    with looking(request.actor):
        return titles()
