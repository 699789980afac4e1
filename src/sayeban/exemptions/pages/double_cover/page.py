"""پوشش هم‌زمان: each side sees its own exemption and the name of the other institution alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from sayeban.design.jinja import render
from sayeban.design.parts import Pager
from sayeban.design.sorting import pager
from sayeban.exemptions import rights
from sayeban.exemptions.actions.settle_double_cover import end_double_cover, keep_double_cover
from sayeban.exemptions.pages.answers import attempt, done
from sayeban.exemptions.pages.double_cover.form import SAID_AT, EndForm, FilterForm, KeepForm
from sayeban.exemptions.reads.campaign_facts import publishers
from sayeban.exemptions.reads.double_covers import (
    CoverLine,
    count_double_covers,
    double_covers,
    one_double_cover,
)
from sayeban.exemptions.words import UTILITY_LABELS
from sayeban.kit.units import Unit
from sayeban.organisations.public import unit_labels
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door
from sayeban.runtime.lists import row_id

_SAME: Final = {"meter": "همین کنتور", "household": "همین خانوار، کنتور دیگر"}


@dataclass(frozen=True, slots=True)
class CoverShown:
    """One exemption in words."""

    id: int
    name: str
    unit: str
    utility: str
    bill_id: str
    publisher: str
    other: str
    same: str
    found_at: datetime
    row: str


@dataclass(frozen=True, slots=True)
class CoversPage:
    """Open double covers in the visitor's places; `count` of all that the filter finds."""

    covers: tuple[CoverShown, ...]
    count: int
    filter: FilterForm
    filtered: bool
    pager: Pager
    decides: bool


@dataclass(frozen=True, slots=True)
class CoverPage:
    """One double cover with the two ways to settle it."""

    cover: CoverShown
    end: EndForm
    keep: KeepForm

    @property
    def wrong(self) -> bool:
        """Whether a form on the page has errors."""
        return bool(self.end.errors or self.keep.errors)


@door(rights.DELIVERY_READERS)
def covers(request: Visit) -> HttpResponse:
    """پوشش هم‌زمان."""
    form = FilterForm(request.GET, publishers())
    asked = form.asked()
    after = row_id(request.GET.get("after", ""))
    found, more = double_covers(request.actor, **asked, after=after)
    page = CoversPage(
        tuple(_shown(found)),
        count_double_covers(**asked),
        form,
        any(asked.values()),
        pager(
            reverse("double_covers"),
            asked,
            first=not after,
            following=found[-1].id if more else 0,
            shown=len(found),
        ),
        bool(request.actor.posts & rights.COVER_DECIDERS),
    )
    return render(request, "exemptions/double_covers.jinja", page)


@door(rights.COVER_DECIDERS)
def one_cover(request: Visit, cover: int) -> HttpResponseBase:
    """یک پوشش هم‌زمان."""
    return _show(request, cover, EndForm(), KeepForm())


@door(rights.COVER_DECIDERS, methods=("POST",))
def end_cover(request: Visit, cover: int) -> HttpResponseBase:
    """پایان معافیت این نهاد."""
    form = EndForm(request.POST)
    if form.is_valid() and attempt(form, lambda: _end(request, cover)):
        return done(reverse("double_covers"), "cover_ended")
    with looking(request.actor):
        return _show(request, cover, form, KeepForm())


@door(rights.COVER_DECIDERS, methods=("POST",))
def keep_cover(request: Visit, cover: int) -> HttpResponseBase:
    """ماندن هر دو پوشش."""
    form = KeepForm(request.POST)
    if form.is_valid() and attempt(form, lambda: _keep(request, cover, form), SAID_AT):
        return done(reverse("double_covers"), "cover_kept")
    with looking(request.actor):
        return _show(request, cover, EndForm(), form)


def _end(request: Visit, cover: int) -> bool:
    end_double_cover(actor=request.actor, at=timezone.now(), cover=cover)
    return True


def _keep(request: Visit, cover: int, form: KeepForm) -> bool:
    reason = form.cleaned_data["reason"]
    keep_double_cover(actor=request.actor, at=timezone.now(), cover=cover, reason=reason)
    return True


def _show(request: Visit, cover: int, end: EndForm, keep: KeepForm) -> HttpResponseBase:
    """The page; of what a colleague has settled meanwhile the list."""
    found = one_double_cover(request.actor, cover)
    if found is None:
        return done(reverse("double_covers"), "cover_gone")
    page = CoverPage(_shown([found])[0], end, keep)
    status = 422 if page.wrong else 200
    return render(request, "exemptions/double_cover.jinja", page, status=status)


def _shown(found: Sequence[CoverLine]) -> list[CoverShown]:
    units = [Unit.of_place(each.province, each.county, each.centre) for each in found]
    labels = unit_labels(units)
    institutions = publishers()
    return [
        CoverShown(
            each.id,
            each.full_name,
            labels[unit],
            UTILITY_LABELS[each.utility],
            each.bill_id,
            institutions.get(each.publisher, each.publisher),
            institutions.get(each.other_publisher, each.other_publisher),
            _SAME[each.same],
            each.found_at,
            reverse("campaign_row", args=[each.campaign, each.row_key]),
        )
        for each, unit in zip(found, units, strict=True)
    ]
