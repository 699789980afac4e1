"""تصمیم دستی دربارهٔ یک نفر: what each rule says of him, and what a head decides instead."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.http import Http404, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from sayeban.accounts.public import user_names
from sayeban.audit.events import look
from sayeban.country.today import today_of
from sayeban.design.jinja import render
from sayeban.design.parts import Tone
from sayeban.documents.public import document_by_id, serve
from sayeban.eligibility.actions.decide_by_hand import decide_by_hand, end_by_hand
from sayeban.eligibility.pages.by_hand.form import DecideForm
from sayeban.eligibility.pages.by_hand.listing import SAID
from sayeban.eligibility.pages.words import texts_of
from sayeban.eligibility.reads.by_hand import ByHandRow, RuleSays, one_by_hand, rules_about
from sayeban.eligibility.refusals import SubjectUnknown
from sayeban.eligibility.rights import DECIDERS
from sayeban.kit.refusals import Refusal
from sayeban.kit.units import Unit
from sayeban.organisations.public import unit_label
from sayeban.people.public import PersonFile, seen_file
from sayeban.runtime.answers import attempt, done
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door
from sayeban.runtime.refusals import AccessDenied

_PURPOSE: Final = "rules.by_hand"
TONES: Final[dict[bool | None, Tone]] = {True: "ok", False: "bad", None: "warn"}


@dataclass(frozen=True, slots=True)
class Hand:
    """What a human decided. `end` takes the POST that ends it, "" for who may not."""

    outcome: str
    tone: Tone
    reason: str
    by: str
    at: datetime
    paper: str
    end: str


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule about the person: its own answer with reasons, a decision by hand, the last run."""

    title: str
    own: str
    tone: Tone
    reasons: tuple[str, ...]
    hand: Hand | None
    kept_on: date | None
    kept: str


@dataclass(frozen=True, slots=True)
class PersonPage:
    """`form` is absent where the visitor decides nothing about him, or no rule holds."""

    person_id: int
    name: str
    unit: str
    person_href: str
    rules: tuple[RuleLine, ...]
    form: DecideForm | None
    problem: str


@door(DECIDERS)
def person(request: Visit, person_id: int) -> HttpResponse:
    """تصمیم دستی دربارهٔ یک نفر."""
    return _shown(request, person_id)


@door(DECIDERS, methods=("POST",))
def decide(request: Visit, person_id: int) -> HttpResponseBase:
    """ثبت تصمیم دستی."""
    with looking(request.actor):
        unit, rules = _found(request, person_id)
    form = DecideForm(request.POST, request.FILES, _choices(rules))
    if form.is_valid() and attempt(form, lambda: _decide(request, unit, person_id, form)):
        return done(reverse("by_hand_person", args=[person_id]), "by_hand_decided")
    with looking(request.actor):
        return _shown(request, person_id, form=form, status=422)


@door(DECIDERS, methods=("POST",))
def end(request: Visit, person_id: int, number: int) -> HttpResponseBase:
    """پایان تصمیم دستی."""
    with looking(request.actor):
        row = one_by_hand(number)
    if row is None:
        raise Http404
    try:
        end_by_hand(actor=request.actor, at=timezone.now(), unit=row.unit, number=number)
    except AccessDenied:
        raise
    except Refusal as refusal:
        with looking(request.actor):
            return _shown(request, person_id, refusal.message, status=refusal.http_status)
    return done(reverse("by_hand_person", args=[person_id]), "by_hand_ended")


@door(DECIDERS)
def paper(request: Visit, number: int) -> HttpResponseBase:
    """مدرک تصمیم دستی."""
    row = one_by_hand(number)
    document = document_by_id(row.document_id) if row else None
    if document is None:
        raise Http404
    look(
        user_id=request.actor.user_id,
        purpose=_PURPOSE,
        subject="eligibility.paper",
        subject_id=str(number),
        rows=1,
    )
    return serve(document)


def _decide(request: Visit, unit: Unit, person_id: int, form: DecideForm) -> bool:
    decided = form.decided(person_id)
    decide_by_hand(actor=request.actor, at=timezone.now(), unit=unit, decided=decided)
    return True


def _found(request: Visit, person_id: int) -> tuple[Unit, list[RuleSays]]:
    """Where his file is, and the rules about him; 404 outside the visitor's places."""
    file = seen_file(request.actor, person_id, _PURPOSE)
    return file.unit, _rules(file)


def _rules(file: PersonFile) -> list[RuleSays]:
    try:
        return rules_about(file.person_id, today_of(timezone.now()))
    except SubjectUnknown:
        return []


def _choices(rules: list[RuleSays]) -> list[tuple[str, str]]:
    return [(each.code, each.title) for each in rules if each.hand is None]


def _shown(
    request: Visit,
    person_id: int,
    problem: str = "",
    *,
    form: DecideForm | None = None,
    status: int = 200,
) -> HttpResponse:
    file = seen_file(request.actor, person_id, _PURPOSE)
    rules = _rules(file)
    decides, choices = request.actor.reaches(DECIDERS, file.unit), _choices(rules)
    users = user_names({each.hand.decided_by or 0 for each in rules if each.hand})
    page = PersonPage(
        person_id,
        file.full_name or "بدون نام",
        unit_label(file.unit),
        reverse("person", args=[person_id]),
        tuple(_line(person_id, each, users, decides) for each in rules),
        (form or DecideForm(None, None, choices)) if decides and choices else None,
        problem,
    )
    return render(request, "eligibility/by_hand_person.jinja", page, status=status)


def _line(person_id: int, said: RuleSays, users: dict[int, str], decides: bool) -> RuleLine:
    outcome = said.own.outcome if said.own else None
    return RuleLine(
        said.title,
        SAID[outcome] if said.own else "پرسیده نمی‌شود: عددی از قانون کم است",
        TONES[outcome],
        texts_of(said.own.reasons) if said.own else (),
        _hand(person_id, said.hand, users, decides) if said.hand else None,
        said.kept_on,
        SAID[said.kept],
    )


def _hand(person_id: int, row: ByHandRow, users: dict[int, str], decides: bool) -> Hand:
    return Hand(
        SAID[row.outcome],
        TONES[row.outcome],
        row.reason,
        users.get(row.decided_by or 0, "سامانه"),
        row.decided_at,
        reverse("by_hand_paper", args=[row.id]),
        reverse("by_hand_end", args=[person_id, row.id]) if decides else "",
    )
