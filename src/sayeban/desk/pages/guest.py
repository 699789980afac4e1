"""A visitor whose file is kept elsewhere: the code of his mobile, then his requests of today."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from sayeban.cases.public import ServiceUnknown
from sayeban.design.forms import CodeField
from sayeban.design.jinja import render
from sayeban.design.parts import Link
from sayeban.desk.actions.guests import (
    end_guest,
    open_for_guest,
    prove,
    send_again,
    welcome_guest,
)
from sayeban.desk.models import Guest
from sayeban.desk.pages.finding import look_elsewhere, way
from sayeban.desk.pages.taking import taken_down
from sayeban.desk.pages.tracked import Drawn, drawn
from sayeban.desk.pages.visitor import FindForm, VisitorPage, served_by
from sayeban.desk.reads.desks import DeskFacts
from sayeban.desk.reads.guests import (
    GuestOffer,
    offer_for,
    slips_of,
    standing_guest,
)
from sayeban.desk.reads.queue import Turn, turn_for
from sayeban.desk.reads.requests import Choice, Slip, choices, guides
from sayeban.desk.refusals_guest import GuestUnknown
from sayeban.desk.rules import WORKERS
from sayeban.kit.refusals import Refusal
from sayeban.runtime.answers import attempt, done
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door

DONE: Final = {
    "guest_sent": "کد به شمارهٔ همراهی که در پروندهٔ اوست فرستاده شد.",
    "guest_proved": "کد درست بود. تا پایان امروز می‌توانید درخواست‌های او را ثبت کنید.",
    "guest_opened": "درخواست ثبت شد. برگهٔ پیگیری را چاپ کنید و به مراجعه‌کننده بدهید.",
    "guest_ended": "کار این مراجعه‌کننده پایان یافت.",
}
_UNKNOWN: Final = "مراجعه‌کننده"


class GuestCodeForm(forms.Form):
    """What was sent to him, as he says it."""

    code = CodeField(
        label="کدی که برای او پیامک شد",
        length=6,
        help_text="شش رقم. خود او باید کد را از گوشی‌اش بخواند.",
        error_messages={"required": "کد شش‌رقمی پیامک را بنویسید."},
    )


@dataclass(frozen=True, slots=True)
class GuestCodePage:
    """The code is asked for; nothing of him is known here."""

    desk: DeskFacts
    links: tuple[Link, ...]
    key: UUID
    form: GuestCodeForm


@dataclass(frozen=True, slots=True)
class GuestPage:
    """He proved himself: what was taken down today, and services by his words.

    `guides`: what is offered instead where they name none.
    """

    desk: DeskFacts
    links: tuple[Link, ...]
    key: UUID
    slips: tuple[Slip, ...]
    words: str
    choices: tuple[Choice, ...]
    guides: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class GuestOfferPage:
    """One service for him before it is asked for; `problem`: why it was not taken."""

    desk: DeskFacts
    links: tuple[Link, ...]
    key: UUID
    given: GuestOffer
    problem: str


@dataclass(frozen=True, slots=True)
class GuestSlipPage:
    """What he takes home; nobody's name is on it. `turn` still stands at the clerk's counter."""

    desk: DeskFacts
    links: tuple[Link, ...]
    slip: Slip
    drawn: Drawn
    back: str
    turn: Turn | None


@door(WORKERS, methods=("POST",))
def welcome(request: Visit, code: str) -> HttpResponseBase:
    """فرستادن کد به کسی که پرونده‌اش جای دیگری است."""
    desk, typed = served_by(request, code), request.POST.get("identifier", "")[:20]
    form = FindForm(request.POST)
    with looking(request.actor):
        look_elsewhere(request.actor, typed)
    if form.is_valid() and (key := attempt(form, lambda: _welcomed(request, desk, typed))):
        return done(reverse("desk_guest", args=[code, key]), "guest_sent")
    with looking(request.actor):
        return render(request, "desk/visitor.jinja", VisitorPage(desk, way(desk), form), status=422)


@never_cache
@door(WORKERS, methods=("GET", "POST"))
def guest(request: Visit, code: str, key: UUID) -> HttpResponseBase:
    """کسی که پرونده‌اش جای دیگری است: کد پیامکی و درخواست‌های امروز او."""
    desk, form = served_by(request, code), GuestCodeForm(None)
    with _standing(request, desk, key) as found:
        proved = bool(found.proved_at)
    if request.method == "POST":
        form = GuestCodeForm(request.POST)
        if answer := _acted(request, desk, key, form):
            return answer
    with _standing(request, desk, key) as found:
        if not proved:
            page = GuestCodePage(desk, way(desk), key, form)
            status = 422 if form.errors else 200
            return render(request, "desk/guest_code.jinja", page, status=status)
        words = request.GET.get("q", "")[:100]
        chosen = tuple(choices(words, desk))
        offered = () if chosen else tuple(guides(desk))
        shown = GuestPage(desk, way(desk), key, slips_of(found), words, chosen, offered)
        return render(request, "desk/guest.jinja", shown)


@never_cache
@door(WORKERS, methods=("GET", "POST"))
def service(request: Visit, code: str, key: UUID, service_code: str) -> HttpResponseBase:
    """یک خدمت برای کسی که پرونده‌اش جای دیگری است."""
    desk, problem, status = served_by(request, code), "", 200
    if request.method == "POST":
        number, problem, status = taken_down(
            lambda: open_for_guest(
                actor=request.actor,
                at=timezone.now(),
                unit=desk.unit,
                key=key,
                service_code=service_code,
                brought=request.POST.getlist("brought"),
            ),
            GuestUnknown,
            ServiceUnknown,
        )
        if number is not None:
            return done(reverse("desk_guest_slip", args=[code, key, number]), "guest_opened")
    with _standing(request, desk, key) as found:
        try:
            given = offer_for(found, service_code, request.actor, timezone.now())
        except Refusal as refused:
            raise Http404 from refused
        page = GuestOfferPage(desk, _way(desk, key), key, given, problem)
        return render(request, "desk/guest_service.jinja", page, status=status)


@never_cache
@door(WORKERS)
def slip(request: Visit, code: str, key: UUID, number: int) -> HttpResponse:
    """برگهٔ پیگیری کسی که پرونده‌اش جای دیگری است."""
    desk = served_by(request, code)
    with _standing(request, desk, key) as found:
        its = next((each for each in slips_of(found) if each.number == number), None)
        if its is None:
            raise Http404
        case_id = found.requests.get(pk=number).case_id
        page = GuestSlipPage(
            desk,
            _way(desk, key),
            its,
            drawn(request, its.tracking_no),
            reverse("desk_guest", args=[code, key]),
            turn_for(case_id, request.actor.user_id),
        )
        return render(request, "desk/guest_slip.jinja", page)


def _welcomed(request: Visit, desk: DeskFacts, typed: str) -> UUID:
    return welcome_guest(
        actor=request.actor, at=timezone.now(), unit=desk.unit, code=desk.code, national_id=typed
    )


def _acted(
    request: Visit, desk: DeskFacts, key: UUID, form: GuestCodeForm
) -> HttpResponseBase | None:
    """Do what the button asks; None where the code is to be asked for again."""
    actor, at, unit = request.actor, timezone.now(), desk.unit
    match request.POST.get("act"):
        case "end":
            end_guest(actor=actor, at=at, unit=unit, key=key)
            return done(reverse("desk", args=[desk.code]), "guest_ended")
        case "again":
            form.errors.clear()
            fresh = attempt(form, lambda: send_again(actor=actor, at=at, unit=unit, key=key))
            if fresh is not None:
                return done(reverse("desk_guest", args=[desk.code, fresh]), "guest_sent")
        case _ if form.is_valid():
            typed = form.cleaned_data["code"]
            if attempt(form, lambda: _proved(request, desk, key, typed), {"citizen.code": "code"}):
                return done(reverse("desk_guest", args=[desk.code, key]), "guest_proved")
    return None


def _proved(request: Visit, desk: DeskFacts, key: UUID, typed: str) -> bool:
    prove(actor=request.actor, at=timezone.now(), unit=desk.unit, key=key, code=typed)
    return True


@contextmanager
def _standing(request: Visit, desk: DeskFacts, key: UUID) -> Iterator[Guest]:
    """The visit in a look; 404 for another clerk's, an ended one and one of yesterday."""
    with looking(request.actor):
        try:
            found = standing_guest(desk.unit, key, request.actor, timezone.now())
        except GuestUnknown as unknown:
            raise Http404 from unknown
        if found.desk.code != desk.code:
            raise Http404
        yield found


def _way(desk: DeskFacts, key: UUID) -> tuple[Link, ...]:
    return (*way(desk), Link(_UNKNOWN, reverse("desk_guest", args=[desk.code, key])))
