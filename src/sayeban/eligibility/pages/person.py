"""قاعده‌ها دربارهٔ یک نفر: what each rule of the day says of him and why, for a purpose."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django import forms
from django.http import Http404, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from sayeban.country.today import today_of
from sayeban.design.forms import PurposeField
from sayeban.design.jinja import render
from sayeban.design.parts import Tone
from sayeban.eligibility.pages.by_hand.listing import SAID
from sayeban.eligibility.pages.by_hand.person import TONES
from sayeban.eligibility.pages.words import texts_of
from sayeban.eligibility.reads.by_hand import RuleSays, rules_about
from sayeban.eligibility.refusals import SubjectUnknown
from sayeban.eligibility.rights import DECIDERS
from sayeban.facts.public import asked_in_vain, catalogue
from sayeban.people.public import person_names, seen_file
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door

_PURPOSES: Final = (
    ("answer", "پاسخ به پرسش خود فرد"),
    ("contest", "رسیدگی به اعتراض او"),
    ("control", "کنترل درستی قاعده یا داده"),
)


class PurposeForm(forms.Form):
    """Why somebody wants to know."""

    purpose = PurposeField(_PURPOSES, "دیدن پاسخ‌ها")


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule: its answer, why, what would make it a yes, which data could settle it.

    `hand` is the reason of a decision by hand, which then is the answer; else "".
    """

    title: str
    code: str
    href: str
    said: str
    tone: Tone
    reasons: tuple[str, ...]
    change: tuple[str, ...]
    lacking: tuple[str, ...]
    hand: str


@dataclass(frozen=True, slots=True)
class RulesOfPersonPage:
    """`lines` are absent until a purpose is said; `name` is "" as long."""

    person_id: int
    name: str
    person_href: str
    form: PurposeForm
    lines: tuple[RuleLine, ...] | None
    yes: int
    no: int
    unknown: int


@door(DECIDERS, methods=("GET", "POST"))
def person(request: Visit, person_id: int) -> HttpResponseBase:
    """قاعده‌ها دربارهٔ یک نفر."""
    form = PurposeForm(request.POST if request.method == "POST" else None)
    with looking(request.actor):
        if not form.is_valid():
            if person_id not in person_names({person_id}):
                raise Http404
            return _shown(request, person_id, form, status=422 if form.errors else 200)
        purpose = f"explain.{form.cleaned_data['purpose']}"
        name = seen_file(request.actor, person_id, purpose).full_name or "بدون نام"
        return _shown(request, person_id, form, name, _rules(person_id))


def _rules(person_id: int) -> list[RuleSays]:
    try:
        return rules_about(person_id, today_of(timezone.now()))
    except SubjectUnknown:
        return []


def _shown(
    request: Visit,
    person_id: int,
    form: PurposeForm,
    name: str = "",
    rules: Sequence[RuleSays] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    counts = Counter(_outcome(each) for each in rules or ())
    today = today_of(timezone.now())
    labels = {key: each.label for key, each in catalogue().items()} if rules else {}
    page = RulesOfPersonPage(
        *(person_id, name, reverse("person", args=[person_id]), form),
        None if rules is None else tuple(_line(each, labels, person_id, today) for each in rules),
        *(counts[True], counts[False], counts[None]),
    )
    return render(request, "eligibility/rules_of_person.jinja", page, status=status)


def _outcome(says: RuleSays) -> bool | None:
    if says.hand:
        return says.hand.outcome
    return says.own.outcome if says.own else None


def _line(says: RuleSays, labels: Mapping[str, str], person_id: int, today: date) -> RuleLine:
    own, outcome = says.own, _outcome(says)
    asked = own is not None or says.hand is not None
    why = asked_in_vain(own.reasons, own.missing, person_id, today) if own else ()
    return RuleLine(
        *(says.title, says.code, reverse("rule_version", args=[says.code, says.number])),
        SAID[outcome] if asked else "پرسیده نمی‌شود: عددی از قانون کم است",
        TONES[outcome],
        texts_of(why),
        own.change if own and not says.hand else (),
        tuple(sorted(labels.get(key, key) for key in own.missing)) if own else (),
        says.hand.reason if says.hand else "",
    )
