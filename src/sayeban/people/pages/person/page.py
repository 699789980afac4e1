"""A person's file, and the changes that are recorded in it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseBase
from django.urls import resolve, reverse
from django.utils import timezone

from sayeban.accounts.public import user_names
from sayeban.design.jinja import render
from sayeban.design.parts import Link
from sayeban.kit.units import Unit
from sayeban.organisations.public import rural_code, rural_labels, unit_label, unit_named
from sayeban.people.actions.change_head import change_head
from sayeban.people.actions.record_death import record_death
from sayeban.people.actions.record_exit import record_exit
from sayeban.people.actions.record_move import Dwelling, record_move
from sayeban.people.actions.record_tenancy import record_tenancy
from sayeban.people.models import Residence
from sayeban.people.pages.person.form import (
    ChangeForm,
    HeadForm,
    MoveForm,
    StatusForm,
    TenancyForm,
)
from sayeban.people.reads.person_file import PersonFile, person_file
from sayeban.people.reads.person_history import Difference
from sayeban.people.refusals import UnknownPerson
from sayeban.people.rules import KEEPERS, STATUS_KEEPERS, may_become
from sayeban.people.seen import seen_file
from sayeban.runtime.actor import Actor
from sayeban.runtime.answers import attempt, done
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Door, Visit, door
from sayeban.runtime.refusals import AccessDenied

DONE: Final[Mapping[str, str]] = {
    "person_move": "جابه‌جایی ثبت شد. اگر پرونده به واحد دیگری رفته باشد، آن واحد آن را می‌بیند.",
    "person_tenancy": "وضعیت مالکیت ثبت شد.",
    "person_head": "سرپرست تازهٔ خانوار ثبت شد.",
    "person_status": "ثبت شد و کارزارهای جاری آن را تا چند دقیقه دیگر در نظر می‌گیرند.",
}
_ABOUT: Final = {"person": "مشخصات فرد", "household": "خانوار", "residence": "محل سکونت"}


@dataclass(frozen=True, slots=True)
class Change:
    """One kind of change: who may record it, its form, what it does with what was typed."""

    title: str
    posts: frozenset[str]
    form: type[ChangeForm]
    act: Callable[[Actor, datetime, PersonFile, Mapping[str, Any]], None]


def _move(actor: Actor, at: datetime, file: PersonFile, typed: Mapping[str, Any]) -> None:
    names = ("postal_code", "address", "village", "tenancy_end")
    place, rural = unit_named(typed["unit"]), typed["rural_district"]
    to = Dwelling(
        place,
        rural_district=rural_code(rural, place.county) if rural else "",
        tenure=Residence.Tenure(typed["tenure"]),
        **{name: typed[name] for name in names},
    )
    record_move(actor=actor, at=at, person_id=file.person_id, to=to, on=typed["on"])


def _tenancy(actor: Actor, at: datetime, file: PersonFile, typed: Mapping[str, Any]) -> None:
    record_tenancy(
        actor=actor,
        at=at,
        person_id=file.person_id,
        tenure=typed["tenure"],
        tenancy_end=typed["tenancy_end"],
    )


def _head(actor: Actor, at: datetime, file: PersonFile, typed: Mapping[str, Any]) -> None:
    del file
    change_head(actor=actor, at=at, person_id=int(typed["head"]))


def _status(actor: Actor, at: datetime, file: PersonFile, typed: Mapping[str, Any]) -> None:
    record = record_death if typed["status"] == "deceased" else record_exit
    record(
        actor=actor,
        at=at,
        person_id=file.person_id,
        on=typed["on"],
        evidence=typed["evidence"],
    )


CHANGES: Final[Mapping[str, Change]] = {
    "move": Change("ثبت جابه‌جایی", KEEPERS, MoveForm, _move),
    "tenancy": Change("ثبت وضعیت مالکیت و پایان اجاره", KEEPERS, TenancyForm, _tenancy),
    "head": Change("تغییر سرپرست خانوار", KEEPERS, HeadForm, _head),
    "status": Change("ثبت فوت یا خروج", STATUS_KEEPERS, StatusForm, _status),
}


@dataclass(frozen=True, slots=True)
class Event:
    """One change that the history keeps."""

    at: datetime
    by: str
    about: str
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class PersonPage:
    """The file with the changes that the visitor may record in it; `others` are pages about the
    same person that open to him."""

    file: PersonFile
    name: str
    unit: str
    changes: tuple[Link, ...]
    others: tuple[Link, ...]
    history: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class ChangePage:
    """The form of one change; `rural` districts are offered. `wrong`: sent, with errors."""

    title: str
    name: str
    back: str
    form: ChangeForm
    warns: bool
    wrong: bool
    rural: tuple[str, ...]


@door(KEEPERS)
def one_person(request: Visit, person_id: int) -> HttpResponse:
    """پروندهٔ یک فرد."""
    file = seen_file(request.actor, person_id, "file", members=True)
    offered = [
        Link(change.title, reverse("person_change", args=[person_id, kind]))
        for kind, change in CHANGES.items()
        if _may(request.actor, file, kind)
    ]
    names = user_names({change.user_id for change in file.history if change.user_id})
    history = tuple(
        Event(
            change.at,
            names.get(change.user_id or 0, "سامانه"),
            _ABOUT[change.about],
            change.differences,
        )
        for change in file.history
    )
    page = PersonPage(
        file,
        _name(file),
        unit_label(file.unit),
        tuple(offered),
        _others(request.actor, person_id),
        history,
    )
    return render(request, "people/person.jinja", page)


@door(KEEPERS, methods=("GET", "POST"))
def change(request: Visit, person_id: int, kind: str) -> HttpResponseBase:
    """تغییر پرونده."""
    asked = CHANGES.get(kind)
    if asked is None:
        raise Http404
    with looking(request.actor):
        file = seen_file(request.actor, person_id, "file", members=True)
    if not request.actor.reaches(asked.posts, file.unit):
        raise AccessDenied
    sent = request.POST if request.method == "POST" else None
    form = asked.form(sent, file=file, initial=_known(file, kind))
    if form.is_valid() and attempt(form, lambda: _done(request, asked, form)):
        with looking(request.actor):
            stays = _is_seen(person_id)
        back = reverse("person", args=[person_id]) if stays else reverse("people")
        return done(back, f"person_{kind}")
    with looking(request.actor):
        page = ChangePage(
            asked.title,
            _name(file),
            reverse("person", args=[person_id]),
            form,
            kind == "status",
            bool(form.errors),
            _rural(file.unit) if kind == "move" else (),
        )
        status = 422 if form.errors else 200
        return render(request, "people/change.jinja", page, status=status)


def _others(actor: Actor, person_id: int) -> tuple[Link, ...]:
    """Pages of packages above about this person (settings.PERSON_PAGES) that open to the actor."""
    pages = [(text, reverse(name, args=[person_id])) for text, name in settings.PERSON_PAGES]
    return tuple(Link(text, href) for text, href in pages if _opens(href, actor))


def _opens(href: str, actor: Actor) -> bool:
    declared: Door = getattr(resolve(href).func, "door")  # noqa: B009 - set by @door
    return declared.opens_to(actor)


def _rural(unit: Unit) -> tuple[str, ...]:
    """The districts of the province, into which most move; those of the own county first."""
    return rural_labels(unit.province, first=unit.county)


def _done(request: Visit, asked: Change, form: ChangeForm) -> bool:
    asked.act(request.actor, timezone.now(), form.file, form.cleaned_data)
    return True


def _is_seen(person_id: int) -> bool:
    """Whether the file is still within the visitor's places after a move."""
    try:
        person_file(person_id)
    except UnknownPerson:
        return False
    return True


def _may(actor: Actor, file: PersonFile, kind: str) -> bool:
    if not actor.reaches(CHANGES[kind].posts, file.unit):
        return False
    match kind:
        case "status":
            return any(may_become(file.status, new) for new in ("exited", "deceased"))
        case "head":
            return any(not member.is_head for member in file.members)
        case _:
            return True


def _known(file: PersonFile, kind: str) -> dict[str, Any]:
    """What a form begins with; tenure and lease of the old dwelling say nothing of a new one."""
    present = next((stay for stay in file.stays if stay.until is None), None)
    if kind == "move" or present is None:
        return {"unit": unit_label(file.unit)}
    return {"tenure": present.tenure, "tenancy_end": present.tenancy_end}


def _name(file: PersonFile) -> str:
    return file.full_name or "بدون نام"
