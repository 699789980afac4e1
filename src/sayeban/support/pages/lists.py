"""Waiting lists of the reader's places: who is next, and what became of him."""

from dataclasses import dataclass
from typing import Final

from django.http import Http404, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from sayeban.audit.events import look
from sayeban.cases.public import services
from sayeban.country.today import today_of
from sayeban.design.jinja import render
from sayeban.kit.refusals import Refusal
from sayeban.kit.units import Unit
from sayeban.organisations.public import unit_labels
from sayeban.people.public import person_names
from sayeban.runtime.answers import done
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door
from sayeban.runtime.refusals import AccessDenied
from sayeban.support.actions.wait import leave_list, serve_waiting
from sayeban.support.pages.told import sentences, standing
from sayeban.support.reads.lists import Place, Term, open_lists, place_of, terms_of, waiting_list
from sayeban.support.refusals import WaitingUnknown
from sayeban.support.rules import EXPERTS, KEEPERS, READERS

DONE: Final = {
    "waiting_served": "ثبت شد که نوبت این فرد رسید.",
    "waiting_left": "این فرد از فهرست انتظار رفت.",
}


@dataclass(frozen=True, slots=True)
class ListLine:
    """One list: of a service in a province, with how many of the reader's people are on it."""

    service: str
    title: str
    province: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class ListsPage:
    """The lists that hold somebody of the reader's places."""

    lists: tuple[ListLine, ...]


@dataclass(frozen=True, slots=True)
class ListPage:
    """The first of one list with names, and the rule that orders it."""

    title: str
    label: str
    places: tuple[Place, ...]
    names: dict[int, str]
    terms: tuple[Term, ...]
    per_month: int


@dataclass(frozen=True, slots=True)
class PlacePage:
    """One place: what is told to him. `serves` and `keeps`: what the visitor may do."""

    title: str
    place: Place
    told: tuple[str, ...]
    name: str
    serves: bool
    keeps: bool
    problem: str


@door(READERS)
def lists(request: Visit) -> HttpResponse:
    """فهرست‌های انتظار."""
    found = open_lists()
    titles = _titles()
    labels = unit_labels([Unit.of_province(province) for province, *_ in found])
    shown = (
        ListLine(
            service, titles.get(service, service), province, labels[Unit.of_province(province)], n
        )
        for province, service, n in found
    )
    return render(request, "support/lists.jinja", ListsPage(tuple(shown)))


@never_cache
@door(READERS)
def one_list(request: Visit, province: str, service: str) -> HttpResponse:
    """یک فهرست انتظار."""
    places = waiting_list(province, service, today_of(timezone.now()))
    names = person_names([each.person_id for each in places])
    terms, per_month = terms_of(service)
    look(
        user_id=request.actor.user_id,
        purpose="list",
        subject="support.waiting",
        subject_id="",
        rows=len(places),
    )
    unit = Unit.of_province(province)
    page = ListPage(
        _titles().get(service, service),
        unit_labels([unit])[unit],
        tuple(places),
        names,
        tuple(terms),
        per_month,
    )
    return render(request, "support/list.jinja", page)


@never_cache
@door(READERS)
def place(request: Visit, number: int) -> HttpResponse:
    """جای یک نفر در فهرست انتظار."""
    return _show(request, number)


@door(KEEPERS, methods=("POST",))
def end(request: Visit, number: int) -> HttpResponseBase:
    """پایان انتظار: نوبتش رسید یا از فهرست رفت."""
    sent = request.POST
    try:
        if sent.get("act") == "serve":
            serve_waiting(actor=request.actor, at=timezone.now(), waiting_id=number)
            return done(reverse("waiting"), "waiting_served")
        leave_list(
            actor=request.actor,
            at=timezone.now(),
            waiting_id=number,
            reason=sent.get("reason", ""),
        )
        return done(reverse("waiting"), "waiting_left")
    except AccessDenied:
        raise
    except WaitingUnknown as unknown:
        raise Http404 from unknown
    except Refusal as refusal:
        with looking(request.actor):
            return _show(request, number, refusal.message, refusal.http_status)


def _show(request: Visit, number: int, problem: str = "", status: int = 200) -> HttpResponse:
    found = place_of(number, today_of(timezone.now()))
    if found is None:
        raise Http404
    look(
        user_id=request.actor.user_id,
        purpose="file",
        subject="support.waiting",
        subject_id=str(number),
        rows=1,
    )
    name = person_names([found.person_id]).get(found.person_id, "")
    title = _titles().get(found.service, found.service)
    serves, keeps = bool(request.actor.posts & EXPERTS), bool(request.actor.posts & KEEPERS)
    told = (standing(found), *sentences(found, *terms_of(found.service)))
    page = PlacePage(title, found, told, name, serves, keeps, problem)
    return render(request, "support/place.jinja", page, status=status)


def _titles() -> dict[str, str]:
    return {each.code: each.title for each in services()}
