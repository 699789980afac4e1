"""Statistics of violations by unit and collector: rates with their intervals, no ranking."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import Http404, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from sayeban.accounts.public import user_names
from sayeban.country.jalali import number
from sayeban.design.jinja import render
from sayeban.design.parts import Link
from sayeban.design.strips import Range, Ranges
from sayeban.exemptions import rights
from sayeban.exemptions.pages.answers import trail, unit_or_404, units_above
from sayeban.exemptions.pages.board.looks import PicturePage
from sayeban.exemptions.pages.board.page import file_part
from sayeban.exemptions.pages.board.pictures import Picture, pictures, write_picture
from sayeban.exemptions.reads.campaign_facts import (
    CampaignFacts,
    campaign_and_publisher,
    facts_of,
)
from sayeban.exemptions.reads.deadlines import Deadlines
from sayeban.exemptions.reads.violation_rates import Rate, Rates, by_name, violation_rates
from sayeban.exemptions.refusals import CampaignUnknown
from sayeban.kit.units import Unit
from sayeban.organisations.public import unit_labels
from sayeban.runtime.actor import Actor
from sayeban.runtime.doors import Visit, door
from sayeban.sheets.public import answer_workbook

_COLUMNS = ("نادرست از گردآوری‌شده", "نرخ", "بازهٔ ۹۵٪ از", "تا")
_OF_WORKERS = ("centre", "county")
"""Above a county there are too many collectors to be named on one page; they are on its page."""


@dataclass(frozen=True, slots=True)
class RatesPage:
    """`is_own`: the visitor is no head here and sees what he entered himself."""

    links: tuple[Link, ...]
    campaign: CampaignFacts
    label: str
    pictures: tuple[Picture, ...]
    is_own: bool


@door(rights.RATED)
def violation_rates_of(request: Visit, code: str, unit: str) -> HttpResponse:
    """آمار تخلف."""
    page = _page(request.actor, code, unit_or_404(request.actor, unit))
    return render(request, "exemptions/violation_rates.jinja", page)


@door(rights.HEADS | rights.HEADQUARTERS)
def picture(request: Visit, code: str, unit: str, name: str) -> HttpResponse:
    """یک نمودار آمار تخلف."""
    page = _page(request.actor, code, unit_or_404(request.actor, unit))
    shown = PicturePage(page.links, page.campaign, page.label, _named(page, name), timezone.now())
    return render(request, "exemptions/picture.jinja", shown)


@door(rights.HEADS | rights.HEADQUARTERS)
def picture_xlsx(request: Visit, code: str, unit: str, name: str) -> HttpResponseBase:
    """Its table as a workbook."""
    place = unit_or_404(request.actor, unit)
    found = _named(_page(request.actor, code, place), name)
    answer, _ = answer_workbook(
        f"violations-{name}-{code}-{file_part(place)}.xlsx",
        lambda path: write_picture(found, path),
    )
    return answer


def _named(page: RatesPage, name: str) -> Picture:
    for each in page.pictures:
        if each.name == name:
            return each
    raise Http404


def _page(actor: Actor, code: str, place: Unit) -> RatesPage:
    try:
        campaign, publisher = campaign_and_publisher(code)
    except CampaignUnknown as unknown:
        raise Http404 from unknown
    facts = facts_of(campaign, publisher, Deadlines(campaign), timezone.now())
    is_own = not actor.reaches(rights.HEADS | rights.HEADQUARTERS, place)
    found = violation_rates(campaign, place, (actor.user_id or 0) if is_own else None)
    labels = unit_labels({place, *units_above(actor, place), *found.units})
    names_workers = is_own or place.level in _OF_WORKERS
    shown = (
        ("units", "ranges", None if is_own else _units(found, labels, code, place)),
        ("workers", "ranges", _workers(found) if names_workers else None),
    )
    return RatesPage(
        trail(actor, facts, place, labels),
        facts,
        labels[place],
        pictures(code, place, shown, "campaign_rates_picture"),
        is_own,
    )


def _units(found: Rates, labels: dict[Unit, str], code: str, place: Unit) -> Ranges:
    pages = {
        labels[unit]: reverse("campaign_violation_rates", args=[code, str(unit)])
        for unit in found.units
        if unit != place
    }
    named = by_name((labels[unit], rate) for unit, rate in found.units.items())
    return _ranges("نرخ تخلف به تفکیک واحد", named, pages)


def _workers(found: Rates) -> Ranges:
    names = user_names(found.workers)
    named = by_name(
        (names.get(user, "") or f"کاربر {number(user)}", rate)
        for user, rate in found.workers.items()
    )
    return _ranges("نرخ تخلف به تفکیک گردآورنده", named, {})


def _ranges(title: str, lines: Iterable[tuple[str, Rate]], pages: Mapping[str, str]) -> Ranges:
    ranges = tuple(_range(label, rate, pages.get(label, "")) for label, rate in lines)
    return Ranges(title, _COLUMNS, ranges, "share")


def _range(label: str, rate: Rate, href: str) -> Range:
    low, high = rate.interval
    note = f"{number(rate.wrong)} از {number(rate.rows)}"
    return Range(label, min(low, rate.share), rate.share, max(high, rate.share), note, href)
