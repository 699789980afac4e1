"""Waiting lists of the reader's places: who is next, and what became of him."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from sayeban.audit.events import look
from sayeban.cases.public import services
from sayeban.country.today import today_of
from sayeban.design.jinja import render
from sayeban.kit.units import Unit
from sayeban.organisations.public import unit_labels
from sayeban.people.public import person_names
from sayeban.runtime.doors import Visit, door
from sayeban.support.reads.lists import Place, Term, open_lists, terms_of, waiting_list
from sayeban.support.rules import READERS


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


@door(READERS)
def lists(request: Visit) -> HttpResponse:
    """فهرست‌های انتظار."""
    found = open_lists()
    named = titles()
    labels = unit_labels([Unit.of_province(province) for province, *_ in found])
    shown = (
        ListLine(
            service, named.get(service, service), province, labels[Unit.of_province(province)], n
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
        titles().get(service, service),
        unit_labels([unit])[unit],
        tuple(places),
        names,
        tuple(terms),
        per_month,
    )
    return render(request, "support/list.jinja", page)


def titles() -> dict[str, str]:
    """The titles of all services by code."""
    return {each.code: each.title for each in services()}
