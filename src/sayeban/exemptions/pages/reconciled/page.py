"""تطبیق با شرکت‌ها: of each company what it was given, received, applied, rejected, left open.

Headquarters sees the country, a province's office its own feeds: row-level security holds that.
"""

from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from datetime import datetime
from typing import Final

from django.http import FileResponse, HttpResponse
from django.urls import reverse
from django.utils import timezone

from sayeban.country import jalali
from sayeban.design.jinja import render
from sayeban.design.parts import Column
from sayeban.design.sorting import address
from sayeban.exemptions import rights
from sayeban.exemptions.pages.reconciled.form import CompaniesForm
from sayeban.exemptions.reads.campaign_facts import publishers
from sayeban.exemptions.reads.reconciled import Said, said_by_feed
from sayeban.exemptions.reads.reminded import Reminded, last_reminders
from sayeban.exemptions.reads.told_rows import KIND_LABELS
from sayeban.exemptions.rules_unanswered import ANSWER_DAYS
from sayeban.exemptions.words import UTILITY_LABELS
from sayeban.organisations.public import companies, provinces
from sayeban.runtime.actor import Actor
from sayeban.runtime.doors import Visit, door
from sayeban.sheets.public import answer_workbook, write_tables

FIGURES: Final = (
    "معافیت برقرار",
    "دریافت‌شده",
    "اعمال‌شده",
    "ردشده",
    "بی‌پاسخ",
    "پایان‌یافته",
    "پایان بی‌پاسخ",
    KIND_LABELS["late"],
)
"""Heads of the figures, in the order of Said."""
_HEADS: Final = ("شرکت", "استان", "نهاد معرفی‌کننده", *FIGURES, "آخرین یادآوری")


@dataclass(frozen=True, slots=True)
class FeedLine:
    """One feed: a company in one province by one publisher. `href`: the page of the company."""

    company: str
    code: str
    utility: str
    province: str
    publisher: str
    said: Said
    reminded: Reminded | None
    href: str


@dataclass(frozen=True, slots=True)
class ReconciliationPage:
    """`whole`: the sum of the lines."""

    form: CompaniesForm
    whole: Said
    heads: tuple[Column, ...]
    lines: tuple[FeedLine, ...]
    days: int
    xlsx: str


@door(rights.DELIVERY_READERS)
def reconciliation(request: Visit) -> HttpResponse:
    """تطبیق با شرکت‌ها."""
    names = own_provinces(request.actor)
    form = CompaniesForm(request.GET, names)
    lines = tuple(_wanted(form, names, timezone.now()))
    page = ReconciliationPage(
        form,
        total(line.said for line in lines),
        tuple(map(Column, _HEADS)),
        lines,
        ANSWER_DAYS,
        address(reverse("reconciliation_xlsx"), request.GET.dict()),
    )
    return render(request, "exemptions/reconciliation.jinja", page)


@door(rights.DELIVERY_READERS)
def reconciliation_xlsx(request: Visit) -> FileResponse:
    """The same table as a workbook: figures alone, no person."""
    names = own_provinces(request.actor)
    form = CompaniesForm(request.GET, names)
    rows = [
        (
            *(line.company, line.code, line.utility, line.province, line.publisher),
            *astuple(line.said),
            jalali.format(line.reminded.day) if line.reminded else "",
        )
        for line in _wanted(form, names, timezone.now())
    ]
    heads = (_HEADS[0], "کد شرکت", "انشعاب", *_HEADS[1:])
    table = {"تطبیق با شرکت‌ها": (heads, rows)}
    answer, _ = answer_workbook("reconciliation.xlsx", lambda path: write_tables(table, path))
    return answer


def own_provinces(actor: Actor) -> dict[str, str]:
    """The provinces of the actor by their codes."""
    places = actor.places("province")
    return {
        each.code: each.name for each in provinces() if actor.is_nationwide or each.code in places
    }


def total(found: Iterable[Said]) -> Said:
    """All of them together."""
    return sum(found, Said())


def feed_lines(feeds: dict[str, Said], names: dict[str, str]) -> Iterator[FeedLine]:
    """Feeds in words, by province and utility; `names` of the provinces that are shown."""
    institutions = publishers()
    called = {(each.utility, each.code, each.province): each.name for each in companies()}
    reminded = last_reminders()
    for feed_id in sorted(feeds, key=lambda name: name.split(".")[2:0:-1]):
        publisher, utility, province, company = feed_id.split(".")
        if province in names:
            yield FeedLine(
                called.get((utility, company, province), company),
                company,
                UTILITY_LABELS[utility],
                names[province],
                institutions.get(publisher, publisher),
                feeds[feed_id],
                reminded.get(feed_id),
                reverse("reconciled_company", args=[utility, company]),
            )


def _wanted(form: CompaniesForm, names: dict[str, str], at: datetime) -> Iterator[FeedLine]:
    asked = form.cleaned_data if form.is_valid() else {}
    only = {asked["province"]} if asked.get("province") else set(names)
    utility = asked.get("utility", "")
    feeds = {
        feed_id: said
        for feed_id, said in said_by_feed(at).items()
        if utility in ("", feed_id.split(".")[1]) and (said.late or not asked.get("late"))
    }
    return feed_lines(feeds, {code: name for code, name in names.items() if code in only})
