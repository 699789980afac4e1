"""«روستاهای من»: a village helper sees the names of his villages and enters what he knows (A-095).

Neither national ids nor telephone numbers reach these pages: the database does not give them to
his role.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from sayeban.audit.events import look
from sayeban.country import text
from sayeban.design.jinja import render
from sayeban.design.parts import Link, Tone
from sayeban.design.sorting import address
from sayeban.exemptions import rights
from sayeban.exemptions.actions.enter_known import enter_known
from sayeban.exemptions.models import Campaign
from sayeban.exemptions.pages.answers import attempt, done
from sayeban.exemptions.pages.row.page import record_look
from sayeban.exemptions.pages.village.form import KnownBillForm, KnownNoteForm
from sayeban.exemptions.reads.campaign import campaign_by_code
from sayeban.exemptions.reads.field_day import begun_campaigns
from sayeban.exemptions.reads.villages import (
    MOST,
    Known,
    known_by_me,
    neighbour,
    neighbours,
    own_villages,
)
from sayeban.exemptions.refusals import CampaignUnknown
from sayeban.exemptions.words import UTILITY_LABELS
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door

_STATES: Final[dict[str, tuple[str, Tone]]] = {
    "waiting": ("در انتظار مددکار", "info"),
    "confirmed": ("تأیید شد", "ok"),
    "refused": ("پذیرفته نشد", "bad"),
}


@dataclass(frozen=True, slots=True)
class Person:
    """One person of the list; `waiting` things of his are undecided."""

    href: str
    full_name: str
    is_head: bool
    waiting: int


@dataclass(frozen=True, slots=True)
class VillageShown:
    """The people of one village."""

    name: str
    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class VillagePage:
    """His villages in one campaign. `has_villages`: somebody gave him some. `rest` is not shown."""

    title: str
    has_villages: bool
    campaigns: tuple[Link, ...]
    links: tuple[Link, ...]
    villages: tuple[VillageShown, ...]
    rest: int


@dataclass(frozen=True, slots=True)
class KnownShown:
    """One thing that he entered."""

    what: str
    value: str
    at: datetime
    state: str
    tone: Tone
    reason: str


@dataclass(frozen=True, slots=True)
class KnownPage:
    """One person of his villages."""

    full_name: str
    village: str
    bill: KnownBillForm
    note: KnownNoteForm
    known: tuple[KnownShown, ...]


@door(rights.VILLAGE_HELPERS)
def villages(request: Visit) -> HttpResponse:
    """روستاهای من."""
    begun = begun_campaigns(timezone.now())
    code = request.GET.get("campaign", "")
    campaign = next((each for each in begun if each.code == code), None) or _first(begun)
    found = _of_campaign(request, campaign) if campaign else ((), (), 0)
    here = reverse("village")
    page = VillagePage(
        title=campaign.title if campaign else "",
        has_villages=bool(request.actor.parts),
        campaigns=tuple(Link(c.title, f"{here}?campaign={c.code}", c == campaign) for c in begun),
        links=found[0],
        villages=found[1],
        rest=found[2],
    )
    return render(request, "exemptions/village.jinja", page)


def _first(begun: Sequence[Campaign]) -> Campaign | None:
    """The first one in which somebody of his villages still has something to tell."""
    open_to_him = (each for each in begun if len(begun) == 1 or own_villages(each.pk))
    return next(open_to_him, begun[0] if begun else None)


def _of_campaign(
    request: Visit, campaign: Campaign
) -> tuple[tuple[Link, ...], tuple[VillageShown, ...], int]:
    """His villages as links, the people of those that are shown, how many are not."""
    asked = text.normalize(request.GET.get("village", ""))
    found, total = neighbours(campaign.pk, asked)
    look(
        user_id=request.actor.user_id,
        purpose="collect",
        subject="exemptions.village",
        subject_id=campaign.code,
        rows=len(found),
    )
    groups: dict[str, list[Person]] = {}
    for each in found:
        href = reverse("village_known", args=[campaign.code, each.key])
        person = Person(href, each.full_name or "بدون نام", each.is_head, each.waiting)
        groups.setdefault(each.village, []).append(person)
    here = reverse("village")
    links = (
        Link(name, address(here, {"campaign": campaign.code, "village": name}), name == asked)
        for name, _ in own_villages(campaign.pk)
    )
    shown = (VillageShown(name or "بی‌نام", tuple(people)) for name, people in groups.items())
    return tuple(links), tuple(shown), max(total - MOST, 0)


@door(rights.VILLAGE_HELPERS, methods=("GET", "POST"))
def known(request: Visit, code: str, key: UUID) -> HttpResponseBase:
    """دانسته‌های همیار دربارهٔ یک خانوار."""
    posted = request.POST if request.method == "POST" else None
    says_note = posted is not None and "note-note" in posted
    with looking(request.actor):
        campaign = _campaign(code)
    bill = KnownBillForm(None if says_note else posted, utilities=campaign.utilities)
    note = KnownNoteForm(posted if says_note else None)
    form = note if says_note else bill
    if form.is_valid() and attempt(form, lambda: _enter(request, code, key, form)):
        return done(reverse("village_known", args=[code, key]), "known_kept")
    with looking(request.actor):
        person = neighbour(campaign.pk, key)
        if person is None:
            raise Http404
        record_look(request, key, "collect")
        mine = known_by_me(campaign.pk, key, request.actor.user_id or 0)
        shown = tuple(_shown(each) for each in mine)
        page = KnownPage(person.full_name or "بدون نام", person.village, bill, note, shown)
        status = 422 if form.errors else 200
        return render(request, "exemptions/village_known.jinja", page, status=status)


def _campaign(code: str) -> Campaign:
    try:
        return campaign_by_code(code)
    except CampaignUnknown as unknown:
        raise Http404 from unknown


def _enter(request: Visit, code: str, key: UUID, form: KnownBillForm | KnownNoteForm) -> bool:
    enter_known(actor=request.actor, at=timezone.now(), code=code, key=key, **form.cleaned_data)
    return True


def _shown(each: Known) -> KnownShown:
    what = f"قبض {UTILITY_LABELS[each.utility]}" if each.utility else "یادداشت نشانی"
    state, tone = _STATES[each.state]
    return KnownShown(what, each.bill_id or each.note, each.at, state, tone, each.reason)
