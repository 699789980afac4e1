"""تابلوی تحویل: each company in each province with its agreement and what it said of its feed.

Headquarters sees the country, a province's office its own: feeds hold that by their row-level
security, the list of companies by what is asked here.
"""

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import datetime
from typing import Final

from django.http import FileResponse, HttpResponse
from django.urls import reverse
from django.utils import timezone

from sayeban.design.jinja import render
from sayeban.design.parts import Column, Tone
from sayeban.exemptions import rights
from sayeban.exemptions.pages.companies.shown import STATE_TONES
from sayeban.exemptions.pages.workbooks import answer_workbook
from sayeban.exemptions.reads.campaign_facts import publishers
from sayeban.exemptions.reads.feeds import FeedState, feed_states
from sayeban.exemptions.words import UTILITY_LABELS
from sayeban.organisations.public import (
    STATE_LABELS,
    AgreementFacts,
    Company,
    agreements,
    by_feed,
    companies,
    feed_id,
    provinces,
)
from sayeban.runtime.actor import Actor
from sayeban.runtime.doors import Visit, door
from sayeban.sheets.public import write_tables

_HEADS: Final = (
    "استان",
    "شرکت",
    "انشعاب",
    "نهاد معرفی‌کننده",
    "توافق‌نامه",
    "معافیت برقرار",
    "اعمال‌شده",
    "ردشده",
    "بی‌پاسخ",
)


@dataclass(frozen=True, slots=True)
class DeliveryLine:
    """One company in one province, by publisher. `href`: its agreement, for who may open it."""

    province: str
    company: str
    code: str
    utility: str
    publisher: str
    state: str
    standing: int
    applied: int
    rejected: int
    waiting: int
    tone: Tone
    href: str


@dataclass(frozen=True, slots=True)
class DeliveriesPage:
    """The board of the country or of the visitor's provinces."""

    heads: tuple[Column, ...]
    lines: tuple[DeliveryLine, ...]


@door(rights.DELIVERY_READERS)
def deliveries(request: Visit) -> HttpResponse:
    """تابلوی تحویل."""
    lines = tuple(_lines(request.actor, timezone.now()))
    page = DeliveriesPage(tuple(map(Column, _HEADS)), lines)
    return render(request, "exemptions/deliveries.jinja", page)


@door(rights.DELIVERY_READERS)
def deliveries_xlsx(request: Visit) -> FileResponse:
    """The same table as a workbook: figures alone, no person."""
    heads = (*_HEADS[:2], "کد شرکت", *_HEADS[2:])
    rows = [astuple(line)[: len(heads)] for line in _lines(request.actor, timezone.now())]
    table = {"تحویل به شرکت‌ها": (heads, rows)}
    answer, _ = answer_workbook("deliveries.xlsx", lambda path: write_tables(table, path))
    return answer


def _lines(actor: Actor, at: datetime) -> list[DeliveryLine]:
    """A line for each publisher that has an agreement or a feed with the company; else one."""
    names = {each.code: each.name for each in provinces()}
    if not actor.is_nationwide:
        names = {code: name for code, name in names.items() if code in actor.places("province")}
    agreed = by_feed(agreements(at))
    fed = {each.feed_id: each for each in feed_states(at)}
    institutions = publishers()
    lines = []
    for company in companies():
        if company.province not in names:
            continue
        for publisher in _publishers(company, agreed, fed, institutions):
            feed_id = _feed_id(company, publisher)
            lines.append(
                _line(
                    names[company.province],
                    company,
                    institutions.get(publisher, publisher),
                    agreed.get(feed_id),
                    fed.get(feed_id),
                    opens=bool(actor.posts & rights.HEADQUARTERS),
                )
            )
    return lines


def _publishers(
    company: Company,
    agreed: dict[str, AgreementFacts],
    fed: dict[str, FeedState],
    institutions: dict[str, str],
) -> Sequence[str]:
    """Those with an agreement or a feed; ("",) where nobody has one."""
    found = [
        publisher
        for publisher in institutions
        if (feed_id := _feed_id(company, publisher)) in agreed or feed_id in fed
    ]
    return found or [""]


def _feed_id(company: Company, publisher: str) -> str:
    return feed_id(publisher, company.utility, company.province, company.code)


def _line(
    province: str,
    company: Company,
    publisher: str,
    agreement: AgreementFacts | None,
    feed: FeedState | None,
    *,
    opens: bool,
) -> DeliveryLine:
    figures = (feed.standing, feed.applied, feed.rejected, feed.waiting) if feed else (0, 0, 0, 0)
    return DeliveryLine(
        province,
        company.name,
        company.code,
        UTILITY_LABELS[company.utility],
        publisher,
        STATE_LABELS[agreement.state] if agreement else "بدون توافق‌نامه",
        *figures,
        STATE_TONES[agreement.state] if agreement else "mute",
        reverse("agreement", args=[agreement.id]) if agreement and opens else "",
    )
