"""پروندهٔ رفاهی: identity, welfare and support of one person, each datum with its source (C-022)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.http import Http404, HttpResponse
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone

from sayeban.accounts.public import user_names
from sayeban.audit.events import look
from sayeban.country.today import today_of
from sayeban.design.jinja import render
from sayeban.design.parts import Link
from sayeban.facts.inquiry_rules import ASKERS
from sayeban.facts.reads.welfare_file import Datum, Told, WelfareFile, file_of
from sayeban.facts.rights import CONTESTERS, READERS, sees_sensitive
from sayeban.facts.wording import HIDDEN, said, said_of, source
from sayeban.kit.refusals import Refusal
from sayeban.organisations.public import unit_label
from sayeban.runtime.doors import Visit, door, opening

_OURS: Final = "S-"
"""Begins an identifier that we gave ourselves: it says nothing to anybody."""
_HOMES: Final[Mapping[str, str]] = {"case": "پروندهٔ خدمت", "desk_person": "مراجعه‌کننده"}


@dataclass(frozen=True, slots=True)
class Other:
    """What another source says, or what was said before; `by` is who recorded it."""

    value: str
    source: str
    as_of: date
    by: str
    superseded: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One known datum. `as_of` is absent where no source said it; `contest` and `new_contest`
    are addresses, "" where there is none."""

    label: str
    of_household: bool
    value: str
    source: str
    as_of: date | None
    by: str
    stale: bool
    contest: str
    new_contest: str
    others: tuple[Other, ...]


@dataclass(frozen=True, slots=True)
class FilePart:
    """One part of the file; `unknown` are names of facts of which nothing is known."""

    title: str
    lines: tuple[Line, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FilePage:
    """The welfare file of one person; `inquiries_href` is "" for who may not ask registers,
    `person_href` to whom the other file is closed, `identifier` of who has shown no paper.

    `home` is where he came from, None where no desk or case led here.
    """

    name: str
    identifier: str
    unit: str
    home: Link | None
    person_href: str
    inquiries_href: str
    parts: tuple[FilePart, ...]
    hides: bool


@dataclass(frozen=True, slots=True)
class _Drawing:
    """What the lines of one visitor's page need."""

    person_id: int
    names: Mapping[int, str]
    sees_sensitive: bool
    contests: bool

    def line(self, datum: Datum) -> Line:
        fact, shown = datum.fact, datum.shown
        hidden = fact.sensitive and not self.sees_sensitive
        told = shown.value if shown else datum.value
        return Line(
            label=fact.label,
            of_household=fact.type.subject == "household",
            value=HIDDEN if hidden else said_of(fact, told),
            source=source(fact, shown.origin, shown.register) if shown else source(fact),
            as_of=shown.as_of if shown else None,
            by=self.named(shown) if shown else "",
            stale=bool(shown and shown.stale),
            contest=reverse("contest", args=[datum.contest_id]) if datum.contest_id else "",
            new_contest=self.new_contest(datum, hidden=hidden),
            others=() if hidden else tuple(self.other(datum, each) for each in datum.others),
        )

    def new_contest(self, datum: Datum, *, hidden: bool) -> str:
        if not self.contests or hidden or datum.contest_id or datum.shown is None:
            return ""
        return reverse("contest_new", args=[self.person_id, datum.shown.value_id])

    def other(self, datum: Datum, each: Told) -> Other:
        return Other(
            said(datum.fact.type, each.value),
            source(datum.fact, each.origin, each.register),
            each.as_of,
            self.named(each),
            each.superseded,
        )

    def named(self, each: Told) -> str:
        return self.names.get(each.by or 0, "")


@door(READERS)
def welfare_file(request: Visit, person_id: int) -> HttpResponse:
    """پروندهٔ رفاهی یک فرد."""
    file = found_file(request, person_id)
    return render(request, "facts/file.jinja", _page(request, file))


def found_file(request: Visit, person_id: int) -> WelfareFile:
    """The file, with the look recorded; 404 outside the visitor's places."""
    try:
        file = file_of(person_id, today_of(timezone.now()))
    except Refusal as unknown:
        raise Http404 from unknown
    look(
        user_id=request.actor.user_id,
        purpose="welfare",
        subject="facts.file",
        subject_id=str(person_id),
        rows=1,
    )
    return file


def _page(request: Visit, file: WelfareFile) -> FilePage:
    person = file.person
    every = [each for part in file.parts for datum in part.data for each in _every(datum)]
    drawing = _Drawing(
        person.person_id,
        user_names({each.by for each in every if each.by}),
        sees_sensitive(request.actor, person.unit),
        request.actor.reaches(CONTESTERS, person.unit),
    )
    parts = tuple(
        FilePart(
            part.title,
            tuple(drawing.line(each) for each in part.data if not each.is_empty),
            tuple(d.fact.label for d in part.data if d.is_empty and not d.fact.retired),
        )
        for part in file.parts
    )
    return FilePage(
        name=person.full_name or "بدون نام",
        identifier="" if person.identifier.startswith(_OURS) else person.identifier,
        unit=unit_label(person.unit),
        home=_home(request.GET.get("back", "")),
        person_href=opening(reverse("person", args=[person.person_id]), request.actor),
        inquiries_href=reverse("person_inquiries", args=[person.person_id])
        if request.actor.reaches(ASKERS, person.unit)
        else "",
        parts=parts,
        hides=not drawing.sees_sensitive,
    )


def _home(came_from: str) -> Link | None:
    """The desk or case that led here; of another address none."""
    try:
        title = _HOMES.get(resolve(came_from).url_name or "", "")
    except Resolver404:
        return None
    return Link(title, came_from) if title else None


def _every(datum: Datum) -> tuple[Told, ...]:
    return (datum.shown, *datum.others) if datum.shown else datum.others
