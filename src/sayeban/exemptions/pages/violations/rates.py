"""Statistics of violations by unit and collector: rates with their intervals, no ranking."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.utils import timezone

from sayeban.accounts.public import user_names
from sayeban.country.jalali import number
from sayeban.design.jinja import render
from sayeban.design.parts import Link
from sayeban.design.strips import Range, Ranges
from sayeban.exemptions import rights
from sayeban.exemptions.pages.answers import trail, unit_or_404, units_above
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
from sayeban.runtime.doors import Visit, door

_COLUMNS = ("نادرست از گردآوری‌شده", "نرخ", "بازهٔ ۹۵٪ از", "تا")
_OF_WORKERS = ("centre", "county")
"""Above a county there are too many collectors to be named on one page; they are on its page."""


@dataclass(frozen=True, slots=True)
class RatesPage:
    """`is_own`: the visitor is no head here and sees what he entered himself."""

    links: tuple[Link, ...]
    campaign: CampaignFacts
    label: str
    units: Ranges | None
    workers: Ranges | None
    is_own: bool


@door(rights.RATED)
def violation_rates_of(request: Visit, code: str, unit: str) -> HttpResponse:
    """آمار تخلف."""
    actor, place = request.actor, unit_or_404(request.actor, unit)
    try:
        campaign, publisher = campaign_and_publisher(code)
    except CampaignUnknown as unknown:
        raise Http404 from unknown
    facts = facts_of(campaign, publisher, Deadlines(campaign), timezone.now())
    is_own = not actor.reaches(rights.HEADS | rights.HEADQUARTERS, place)
    found = violation_rates(campaign, place, (actor.user_id or 0) if is_own else None)
    labels = unit_labels({place, *units_above(actor, place), *found.units})
    page = RatesPage(
        trail(actor, facts, place, labels),
        facts,
        labels[place],
        None if is_own else _units(found, labels),
        _workers(found) if is_own or place.level in _OF_WORKERS else None,
        is_own,
    )
    return render(request, "exemptions/violation_rates.jinja", page)


def _units(found: Rates, labels: dict[Unit, str]) -> Ranges | None:
    named = by_name((labels[unit], rate) for unit, rate in found.units.items())
    return _ranges("نرخ تخلف به تفکیک واحد", named)


def _workers(found: Rates) -> Ranges | None:
    names = user_names(found.workers)
    named = by_name(
        (names.get(user, "") or f"کاربر {number(user)}", rate)
        for user, rate in found.workers.items()
    )
    return _ranges("نرخ تخلف به تفکیک گردآورنده", named)


def _ranges(title: str, lines: Iterable[tuple[str, Rate]]) -> Ranges | None:
    ranges = tuple(_range(label, rate) for label, rate in lines)
    return Ranges(title, _COLUMNS, ranges, "share") if ranges else None


def _range(label: str, rate: Rate) -> Range:
    low, high = rate.interval
    note = f"{number(rate.wrong)} از {number(rate.rows)}"
    return Range(label, min(low, rate.share), rate.share, max(high, rate.share), note)
