"""جستجو: persons, rows, units and campaigns within the visitor's places, from every page.

Sent with POST, so that nobody's national id stands in an address. Persons are looked up only with
a reason, and each look-up is one access event with that reason (S5).
"""

from dataclasses import dataclass
from typing import Final

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache

from sayeban.audit.events import look
from sayeban.cases.public import STAFF, track, tracking_number
from sayeban.design.forms import TextField
from sayeban.design.jinja import render
from sayeban.design.parts import Link
from sayeban.exemptions.public import (
    CAMPAIGN_STAFF,
    FoundCampaign,
    find_campaigns,
    find_rows,
    newest_campaign,
)
from sayeban.organisations.public import find_units, unit_labels
from sayeban.people.public import KEEPERS, Found, search_persons
from sayeban.runtime.actor import Actor
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door

REASONS: Final = (
    ("collect", "گردآوری یا اصلاح اطلاعات قبض"),
    ("visit", "مراجعه یا تماس خود مددجو"),
    ("review", "بررسی موردی، تأیید یا تخلف"),
    ("change", "ثبت تغییر در پروندهٔ مددجو"),
    ("control", "کنترل درستی پرونده"),
)
_MOST_UNITS: Final = 25


class FindForm(forms.Form):
    """What is sought, and for persons why."""

    text = TextField(
        label="چه می‌جویید؟",
        max_length=60,
        help_text=(
            "شمارهٔ پیگیری درخواست؛ کد ملی، شمارهٔ پرونده، شناسهٔ قبض، کلید ردیف یا نام مددجو؛"
            " یا نام واحد و کارزار."
        ),
        error_messages={"required": "چیزی برای جستجو بنویسید."},
    )
    reason = forms.ChoiceField(
        label="مددجو را برای چه کاری می‌جویید؟",
        choices=REASONS,
        required=False,
        widget=forms.RadioSelect,
        help_text=(
            "نام شما، زمان و همین دلیل ثبت می‌شود. برای شمارهٔ پیگیری، واحد و کارزار دلیل لازم نیست."
        ),
    )


@dataclass(frozen=True, slots=True)
class RowLine:
    """One row of a campaign."""

    href: str
    full_name: str
    national_id: str
    campaign: str
    state: str
    unit: str


@dataclass(frozen=True, slots=True)
class FindPage:
    """The form and what was found by kinds. `asked`: persons were looked for too.

    `may_open`: the visitor keeps persons' files. `case`: the request with the number that was
    typed; its page keeps the look.
    """

    form: FindForm
    case: Link | None = None
    persons: tuple[Found, ...] = ()
    rows: tuple[RowLine, ...] = ()
    units: tuple[Link, ...] = ()
    campaigns: tuple[FoundCampaign, ...] = ()
    asked: bool = False
    typed: bool = False
    may_open: bool = False
    by_name: bool = False


@never_cache
@door(CAMPAIGN_STAFF, methods=("GET", "POST"))
def find(request: Visit) -> HttpResponse:
    """جستجو."""
    form = FindForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        status = 422 if form.errors else 200
        return render(request, "sites/find.jinja", FindPage(form), status=status)
    with looking(request.actor):
        return render(request, "sites/find.jinja", _answer(request, form))


def _answer(request: Visit, form: FindForm) -> FindPage:
    actor, typed, reason = request.actor, form.cleaned_data["text"], form.cleaned_data["reason"]
    code = newest_campaign()
    persons, rows = _people(actor, typed, reason) if reason else ((), ())
    return FindPage(
        form,
        _case(actor, typed),
        persons,
        rows,
        _units(actor, typed, code),
        tuple(find_campaigns(typed)),
        asked=bool(reason),
        typed=True,
        may_open=bool(actor.posts & KEEPERS),
        by_name=not actor.is_nationwide,
    )


def _case(actor: Actor, typed: str) -> Link | None:
    """The request with this tracking number within the actor's places; no person is named."""
    found = track(number) if actor.posts & STAFF and (number := tracking_number(typed)) else None
    return Link(found.title, reverse("case", args=[found.case_id])) if found else None


def _people(actor: Actor, typed: str, reason: str) -> tuple[tuple[Found, ...], tuple[RowLine, ...]]:
    """Persons and rows within the actor's places: one access event with its reason."""
    persons = search_persons(typed)
    found = find_rows(typed, [each.person_id for each in persons], by_name=not actor.is_nationwide)
    labels = unit_labels({row.unit for row in found})
    look(
        user_id=actor.user_id,
        purpose=f"search.{reason}",
        subject="search",
        subject_id="",
        rows=len(persons) + len(found),
    )
    lines = (
        RowLine(
            reverse("campaign_row", args=[row.code, row.key]),
            row.full_name,
            row.national_id,
            row.campaign,
            row.state,
            labels[row.unit],
        )
        for row in found
    )
    return tuple(persons), tuple(lines)


def _units(actor: Actor, typed: str, code: str) -> tuple[Link, ...]:
    found = find_units(typed, {held.unit for held in actor.appointments}, _MOST_UNITS)
    labels = unit_labels(found)
    return tuple(
        Link(labels[unit], reverse("campaign_board", args=[code, str(unit)]) if code else "")
        for unit in found
    )
