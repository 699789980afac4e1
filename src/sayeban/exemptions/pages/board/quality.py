"""How good the data of a unit are: readiness, error rates, rows left out, lead times."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.utils import timezone

from sayeban.design.jinja import render
from sayeban.design.parts import Link
from sayeban.exemptions import rights
from sayeban.exemptions.pages.answers import trail, unit_or_404, units_above
from sayeban.exemptions.pages.board.pictures import Picture, pictures
from sayeban.exemptions.pages.board.quality_figures import (
    CompanyReadiness,
    RejectLine,
    companies_chart,
    companies_ready,
    offices_chart,
    reject_lines,
    stages_chart,
    utilities_chart,
    way_chart,
)
from sayeban.exemptions.reads.campaign_facts import (
    CampaignFacts,
    campaign_and_publisher,
    facts_of,
)
from sayeban.exemptions.reads.deadlines import Deadlines
from sayeban.exemptions.reads.error_rates import WAYS
from sayeban.exemptions.reads.quality import quality as read_quality
from sayeban.exemptions.refusals import CampaignUnknown
from sayeban.kit.units import Unit
from sayeban.organisations.public import companies, unit_labels
from sayeban.runtime.actor import Actor
from sayeban.runtime.doors import Visit, door

WAY_NAMES = {"entry_method": "entry-method", "source": "source"}
"""Names of the pictures by kind of WAYS."""


@dataclass(frozen=True, slots=True)
class QualityPage:
    """The figures of one unit and what lies below it; reminders and states are on its board."""

    links: tuple[Link, ...]
    campaign: CampaignFacts
    unit: Unit
    label: str
    pictures: tuple[Picture, ...]
    companies: tuple[CompanyReadiness, ...]
    rejects: tuple[RejectLine, ...]


@door(rights.STAFF)
def quality(request: Visit, code: str, unit: str) -> HttpResponse:
    """کیفیت داده."""
    place = unit_or_404(request.actor, unit)
    page = quality_page(request.actor, code, place)
    return render(request, "exemptions/quality.jinja", page)


def quality_page(actor: Actor, code: str, place: Unit) -> QualityPage:
    """The page; 404 for a campaign that is none."""
    try:
        campaign, publisher = campaign_and_publisher(code)
    except CampaignUnknown as unknown:
        raise Http404 from unknown
    facts = facts_of(campaign, publisher, Deadlines(campaign), timezone.now())
    found = read_quality(campaign, place)
    named = {place, *units_above(actor, place), *found.errors}
    labels = unit_labels(named | {each.unit for each in found.rejects})
    names = {(c.utility, c.code): c.name for c in companies(place.province)}
    ready = companies_ready(found.readiness, names)
    ways = ((WAY_NAMES[kind], "ranges", way_chart(kind, found.ways.get(kind, ()))) for kind in WAYS)
    shown = pictures(
        code,
        place,
        (
            ("utilities", "strips", utilities_chart(ready)),
            ("companies", "strips", companies_chart(ready)),
            ("errors", "ranges", offices_chart(found, labels)),
            *ways,
            ("stages", "ranges", stages_chart(found.stages)),
        ),
    )
    return QualityPage(
        trail(actor, facts, place, labels),
        facts,
        place,
        labels[place],
        shown,
        ready,
        reject_lines(found.rejects, labels),
    )
