"""«کار امروز»: the collector's own worklist on a phone, in the order of the road (page 20)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from sayeban.audit.events import look
from sayeban.country import text
from sayeban.design.jinja import render
from sayeban.design.parts import Tone
from sayeban.exemptions import rights
from sayeban.exemptions.actions.collecting import may_collect
from sayeban.exemptions.models import Campaign
from sayeban.exemptions.pages.answers import SeeOther, own_units
from sayeban.exemptions.pages.field.places import Worklist, worklist_of
from sayeban.exemptions.pages.rows.form import SearchForm
from sayeban.exemptions.pages.states import row_state
from sayeban.exemptions.reads.field_day import (
    DayCounts,
    Stop,
    begun_campaigns,
    day_counts,
    stops,
    villages,
)
from sayeban.exemptions.reads.sharing import WHOLE, own_way
from sayeban.exemptions.reads.worklist import Filter, ListedRow, rows_of
from sayeban.kit.units import Unit
from sayeban.organisations.public import unit_labels
from sayeban.runtime.actor import Actor
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door


@dataclass(frozen=True, slots=True)
class Person:
    """One row in a list: where its card is, and what is to do."""

    href: str
    full_name: str
    is_head: bool
    state: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class Home:
    """The rows of one household with its address in words."""

    address: str
    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class Village:
    """A village that has something left to do."""

    name: str
    left: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class TodayPage:
    """One worklist. `left`: rows to do of what is listed, `rest` of them are not shown. `searched`:
    these answer a search.

    `is_shared`: only the visitor's own share is listed, while something is left of it.
    """

    worklist: Worklist
    counts: DayCounts
    homes: tuple[Home, ...]
    left: int
    rest: int
    villages: tuple[Village, ...]
    search: SearchForm
    searched: bool
    is_shared: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """One worklist to choose."""

    href: str
    campaign: str
    unit: str


@dataclass(frozen=True, slots=True)
class ChoicePage:
    """The worklists of somebody who collects in several; empty while no campaign runs."""

    choices: tuple[Choice, ...]


@door(rights.COLLECTORS)
def choose(request: Visit) -> HttpResponseBase:
    """کار امروز."""
    found = _worklists(request.actor, timezone.now())
    if len(found) == 1:
        return redirect("field_today", found[0][0].code, str(found[0][1]))
    labels = unit_labels({unit for _, unit in found})
    choices = (
        Choice(_address(campaign.code, str(unit)), campaign.title, labels[unit])
        for campaign, unit in found
    )
    return render(request, "exemptions/field_choose.jinja", ChoicePage(tuple(choices)))


@door(rights.COLLECTORS, methods=("GET", "POST"))
def today(request: Visit, code: str, unit: str) -> HttpResponseBase:
    """کار امروز یک کارتابل؛ جستجو با POST می‌آید تا در هیچ نشانی و گزارشی نماند."""
    if request.method == "POST":
        with looking(request.actor):
            return _search(request, code, unit)
    worklist, campaign, own = worklist_of(request, code, unit)
    village = text.normalize(request.GET.get("village", ""))
    mine = own_way(campaign.pk, own, worklist.user)
    found, left = stops(campaign.pk, own, mine=mine, village=village)
    known = villages(campaign.pk, own, mine=mine)
    page = TodayPage(
        worklist=worklist,
        counts=day_counts(campaign, own, worklist.user, timezone.now()),
        homes=tuple(homes(code, found)),
        left=left,
        rest=left - len(found),
        villages=tuple(Village(name, count, name == village) for name, count in known),
        search=SearchForm(),
        searched=False,
        is_shared=mine != WHOLE,
    )
    record(request, worklist, len(found))
    return render(request, "exemptions/field_today.jinja", page)


def _search(request: Visit, code: str, unit: str) -> HttpResponseBase:
    worklist, campaign, own = worklist_of(request, code, unit)
    search = SearchForm(request.POST)
    listed: tuple[ListedRow, ...] = ()
    if search.is_valid():
        wanted = Filter(text=search.cleaned_data["text"], own_worklist=True)
        listed = rows_of(campaign.pk, own, wanted).rows
    record(request, worklist, len(listed))
    if len(listed) == 1:
        return SeeOther(reverse("field_card", args=[code, listed[0].key]))
    page = TodayPage(
        worklist=worklist,
        counts=day_counts(campaign, own, worklist.user, timezone.now()),
        homes=tuple(Home("", (_listed(code, row),)) for row in listed),
        left=0,
        rest=0,
        villages=(),
        search=search,
        searched=search.is_valid(),
        is_shared=False,
    )
    return render(
        request, "exemptions/field_today.jinja", page, status=422 if search.errors else 200
    )


def homes(code: str, found: Iterable[Stop]) -> Iterable[Home]:
    """The rows by household, as they stand together on the way."""
    for _, group in groupby(found, key=lambda stop: stop.household_id):
        members = list(group)
        yield Home(address_of(members[0]), tuple(_person(code, stop) for stop in members))


def address_of(stop: Stop) -> str:
    """Village and address in one line, "" where neither is known."""
    return "، ".join(part for part in (stop.village, stop.address) if part)


def _person(code: str, stop: Stop) -> Person:
    # Of those collected only the incomplete ones are left on the way.
    state, tone = row_state(stop.state, incomplete=True)
    return _link(code, stop.key, stop.full_name, stop.is_head, state, tone)


def _listed(code: str, row: ListedRow) -> Person:
    state, tone = row_state(row.state, incomplete=bool(row.missing))
    return _link(code, row.key, row.full_name, True, state, tone)


def _link(code: str, key: UUID, name: str, is_head: bool, state: str, tone: Tone) -> Person:
    href = reverse("field_card", args=[code, key])
    return Person(href, name or "بدون نام", is_head, state, tone)


def _worklists(actor: Actor, at: datetime) -> list[tuple[Campaign, Unit]]:
    """Where he collects now: the campaigns that run, by his own units."""
    units = [unit for unit in own_units(actor) if may_collect(actor, unit)]
    return [(campaign, unit) for campaign in begun_campaigns(at) for unit in units]


def _address(code: str, unit: str) -> str:
    return reverse("field_today", args=[code, unit])


def record(request: Visit, worklist: Worklist, rows: int, purpose: str = "collect") -> None:
    """Keep that the visitor saw so many rows of his worklist."""
    look(
        user_id=request.actor.user_id,
        purpose=purpose,
        subject="exemptions.rows",
        subject_id=f"{worklist.code}/{worklist.unit}",
        rows=rows,
    )
