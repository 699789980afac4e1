"""تابلوی تحویل: each company in each province with its agreement and what it said of its feed.

Headquarters sees the country, a province's office its own: feeds hold that by their row-level
security, the list of companies by what is asked here.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import astuple, dataclass
from datetime import datetime
from typing import Final

from django.http import FileResponse, HttpResponse
from django.urls import reverse
from django.utils import timezone

from sayeban.design.jinja import render
from sayeban.design.parts import Column, Pager, Tone
from sayeban.exemptions import rights
from sayeban.exemptions.pages.companies.narrowing import WITHOUT, Asked, CompaniesForm
from sayeban.exemptions.pages.companies.shown import STATE_TONES
from sayeban.exemptions.reads.campaign_facts import publishers
from sayeban.exemptions.reads.feeds import FeedState, feed_ids, feed_states
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
from sayeban.sheets.public import answer_workbook, write_tables

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
    """The board of the country or of the visitor's provinces. `all`: lines that fit in number.

    `states`: how many of them stand where. `covers`: the visitor may see double covers.
    """

    form: CompaniesForm
    states: tuple[tuple[str, int], ...]
    heads: tuple[Column, ...]
    lines: tuple[DeliveryLine, ...]
    all: int
    pager: Pager
    xlsx: str
    covers: bool


@dataclass(frozen=True, slots=True)
class _Place:
    """A company in one province and a publisher that has to do with it, "" where nobody has."""

    province: str
    company: Company
    publisher: str
    agreement: AgreementFacts | None

    @property
    def feed_id(self) -> str:
        return _feed_id(self.company, self.publisher)


@door(rights.BOARD_READERS)
def deliveries(request: Visit) -> HttpResponse:
    """تابلوی تحویل."""
    at, names = timezone.now(), _provinces(request.actor)
    form = CompaniesForm(request.GET, names, without=True)
    asked = Asked.of(form)
    found = _places(names, at, asked)
    shown, pages = asked.page(reverse("deliveries"), found, request.GET.get("after", ""))
    page = DeliveriesPage(
        form,
        tuple(Counter(map(_state, found)).items()),
        tuple(map(Column, _HEADS)),
        tuple(_lines(request.actor, names, shown, at)),
        len(found),
        pages,
        asked.address(reverse("deliveries_xlsx")),
        bool(request.actor.posts & rights.DELIVERY_READERS),
    )
    return render(request, "exemptions/deliveries.jinja", page)


@door(rights.BOARD_READERS)
def deliveries_xlsx(request: Visit) -> FileResponse:
    """The same lines as a workbook, all of them: figures alone, no person."""
    at, names = timezone.now(), _provinces(request.actor)
    found = _places(names, at, Asked.of(CompaniesForm(request.GET, names, without=True)))
    heads = (*_HEADS[:2], "کد شرکت", *_HEADS[2:])
    rows = [astuple(line)[: len(heads)] for line in _lines(request.actor, names, found, at)]
    table = {"تحویل به شرکت‌ها": (heads, rows)}
    answer, _ = answer_workbook("deliveries.xlsx", lambda path: write_tables(table, path))
    return answer


def _provinces(actor: Actor) -> dict[str, str]:
    """The provinces that the visitor sees, by code."""
    names = {each.code: each.name for each in provinces()}
    if actor.is_nationwide:
        return names
    return {code: name for code, name in names.items() if code in actor.places("province")}


def _places(names: dict[str, str], at: datetime, asked: Asked) -> list[_Place]:
    """What fits; a place for each publisher that has an agreement or a feed with the company.

    Those with whom something is agreed go first.
    """
    agreed = by_feed(agreements(at))
    institutions, feeds = publishers(), agreed.keys() | feed_ids()
    found = [
        _Place(company.province, company, publisher, agreed.get(_feed_id(company, publisher)))
        for company in companies()
        if company.province in names
        for publisher in _publishers(company, institutions, feeds)
    ]
    fitting = [
        each
        for each in found
        if asked.fits(
            name=each.company.name,
            code=each.company.code,
            utility=each.company.utility,
            state=each.agreement.state if each.agreement else WITHOUT,
            provinces=[each.province],
        )
    ]
    return sorted(fitting, key=lambda each: each.agreement is None)


def _state(place: _Place) -> str:
    return STATE_LABELS[place.agreement.state] if place.agreement else "بدون توافق‌نامه"


def _publishers(
    company: Company, institutions: Collection[str], feeds: Collection[str]
) -> Sequence[str]:
    """Those with an agreement or a feed; ("",) where nobody has one."""
    found = [each for each in institutions if _feed_id(company, each) in feeds]
    return found or [""]


def _feed_id(company: Company, publisher: str) -> str:
    return feed_id(publisher, company.utility, company.province, company.code)


def _lines(
    actor: Actor, names: dict[str, str], places: Sequence[_Place], at: datetime
) -> Iterator[DeliveryLine]:
    """The figures of these places alone are counted."""
    institutions = publishers()
    feeds = [each.feed_id for each in places]
    fed = {each.feed_id: each for each in feed_states(at, feeds=feeds)}
    opens = bool(actor.posts & rights.HEADQUARTERS)
    for each in places:
        agreement, feed = each.agreement, fed.get(each.feed_id)
        yield DeliveryLine(
            names[each.province],
            each.company.name,
            each.company.code,
            UTILITY_LABELS[each.company.utility],
            institutions.get(each.publisher, each.publisher),
            _state(each),
            *_figures(feed),
            STATE_TONES[agreement.state] if agreement else "mute",
            reverse("agreement", args=[agreement.id]) if agreement and opens else "",
        )


def _figures(feed: FeedState | None) -> tuple[int, int, int, int]:
    if feed is None:
        return 0, 0, 0, 0
    return feed.standing, feed.applied, feed.rejected, feed.waiting
