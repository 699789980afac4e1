"""«پروندهٔ من»: what is known of the client in words, from where and since when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone

from sayeban.country.today import today_of
from sayeban.design.jinja import render
from sayeban.facts.public import CataloguedFact, Datum, Part, own_parts, said_of, source
from sayeban.runtime.doors import Visit, door
from sayeban.sites.citizen.finding import looked, names_of_offices, person_of

PICTURES: Final[Mapping[str, str]] = {"identity": "card", "welfare": "house", "support": "money"}
_DECLARED: Final = "گفتهٔ خودتان"
_KEPT: Final = "اگر درست نیست، به مرکز خود یا میز خدمت بگویید تا در پروندهٔ شما درست شود."
_TELL: Final[Mapping[str, str]] = {
    "kept": _KEPT,
    "derived": _KEPT,
    "template": "از داده‌های دیگر به دست می‌آید. اگر درست نیست، نادرستی همان داده‌ها را بگویید.",
}


@dataclass(frozen=True, slots=True)
class PartCard:
    """One part of the file as a door to it. `picture` is the name of its icon."""

    code: str
    title: str
    picture: str
    known: int


@dataclass(frozen=True, slots=True)
class OwnWelfarePage:
    """The three parts of his file."""

    parts: tuple[PartCard, ...]


@dataclass(frozen=True, slots=True)
class KnownLine:
    """One known datum. `as_of` is absent where no source named a day.

    `href` leads to where he says that it is wrong, or (`open`) to what he has said already; "" for
    what no source said by itself: `tell` says then how it is put right.
    """

    label: str
    value: str
    source: str
    as_of: date | None
    stale: bool
    href: str
    open: bool
    tell: str


@dataclass(frozen=True, slots=True)
class OwnPartPage:
    """One part of his file. What is not known is absent on purpose: a phone is looked at by many,
    and a list of all that a file may hold frightens whoever reads it.
    """

    title: str
    lines: tuple[KnownLine, ...]


@door("citizen")
def own_welfare(request: Visit) -> HttpResponse:
    """پروندهٔ من."""
    parts = tuple(
        PartCard(part.code, part.title, PICTURES[part.code], len(_known(part)))
        for part in _parts(request)
    )
    looked(request)
    return render(request, "sites/own_welfare.jinja", OwnWelfarePage(parts))


@door("citizen")
def own_welfare_part(request: Visit, part: str) -> HttpResponse:
    """یک بخش از پروندهٔ من."""
    found = next((each for each in _parts(request) if each.code == part), None)
    if found is None:
        raise Http404
    looked(request)
    with names_of_offices(request):
        lines = tuple(map(_line, _known(found)))
    page = OwnPartPage(found.title, lines)
    return render(request, "sites/own_welfare_part.jinja", page)


def said_by(fact: CataloguedFact, origin: str = "", register: str = "") -> str:
    """Who says so, in the words of whom it is about."""
    return _DECLARED if origin == "declared" else source(fact, origin, register)


def _parts(request: Visit) -> tuple[Part, ...]:
    return own_parts(person_of(request), request.actor.household_id, today_of(timezone.now()))


def _known(part: Part) -> list[Datum]:
    return [each for each in part.data if not each.is_empty]


def _line(datum: Datum) -> KnownLine:
    fact, shown = datum.fact, datum.shown
    href = reverse("own_contest_new", args=[shown.value_id]) if shown else ""
    if datum.contest_id:
        href = reverse("own_contest", args=[datum.contest_id])
    return KnownLine(
        fact.label,
        said_of(fact, shown.value if shown else datum.value),
        said_by(fact, shown.origin, shown.register) if shown else said_by(fact),
        shown.as_of if shown else None,
        bool(shown and shown.stale),
        href,
        open=bool(datum.contest_id),
        tell="" if href else _TELL[fact.kind],
    )
