"""One company: by feed and county, why it rejected, and how long nothing came."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone

from sayeban.country.jalali import number
from sayeban.country.today import today_of
from sayeban.design.jinja import render
from sayeban.design.parts import Column
from sayeban.design.sorting import address
from sayeban.exemptions import rights
from sayeban.exemptions.pages.reconciled.page import (
    FIGURES,
    FeedLine,
    feed_lines,
    own_provinces,
    total,
)
from sayeban.exemptions.reads.reconciled import (
    AGES,
    Said,
    ages,
    feeds_of,
    rejections,
    said_by_county,
    said_by_feed,
)
from sayeban.exemptions.reads.told_rows import KIND_LABELS
from sayeban.exemptions.words_told import REASON_LABELS
from sayeban.kit.units import Unit
from sayeban.organisations.public import agreements, by_feed, unit_names
from sayeban.runtime.doors import Visit, door

_COUNTY_HEADS: Final = ("شهرستان", *FIGURES)


@dataclass(frozen=True, slots=True)
class Counted:
    """A number with its words and the list behind it."""

    text: str
    count: int
    href: str
    ends: int = 0


@dataclass(frozen=True, slots=True)
class CountyLine:
    """One county. `late` leads to what was left without an answer there."""

    name: str
    said: Said
    late: str


@dataclass(frozen=True, slots=True)
class CompanyPage:
    """Everything about one company. `contact` is empty where no agreement is known."""

    name: str
    code: str
    utility: str
    contact: str
    whole: Said
    feeds: tuple[FeedLine, ...]
    heads: tuple[Column, ...]
    counties: tuple[CountyLine, ...]
    reasons: tuple[Counted, ...]
    ages: tuple[Counted, ...]
    lists: tuple[Counted, ...]


@door(rights.DELIVERY_READERS)
def reconciled_company(request: Visit, utility: str, company: str) -> HttpResponse:
    """تطبیق با یک شرکت."""
    at = timezone.now()
    feeds = feeds_or_404(utility, company)
    said = said_by_feed(at, feeds)
    lines = tuple(
        feed_lines({each: said.get(each, Said()) for each in feeds}, own_provinces(request.actor))
    )
    whole = total(said.values())
    here = reverse("reconciled_records", args=[utility, company])
    page = CompanyPage(
        lines[0].company,
        company,
        lines[0].utility,
        _contact(feeds, at),
        whole,
        lines,
        tuple(map(Column, _COUNTY_HEADS)),
        tuple(_counties(said_by_county(feeds, at), here)),
        tuple(
            Counted(
                REASON_LABELS.get(code, code),
                count,
                address(here, {"kind": "rejected", "code": code}),
            )
            for code, count in rejections(feeds).items()
        ),
        tuple(_ages(feeds, at)),
        tuple(_lists(whole, here)),
    )
    return render(request, "exemptions/reconciled_company.jinja", page)


def feeds_or_404(utility: str, company: str) -> list[str]:
    """The feeds of the company of an address that its visitor may see."""
    feeds = feeds_of(utility, company)
    if not feeds:
        raise Http404
    return feeds


def county_names(codes: set[str]) -> dict[str, str]:
    """Names of counties by their codes; what belongs to no county has none."""
    units = {Unit.of_county(code): code for code in codes if code}
    names = {units[unit]: name for unit, name in unit_names(set(units)).items()}
    return {code: names.get(code, "بی‌شهرستان") for code in codes}


def _contact(feeds: list[str], at: datetime) -> str:
    found = by_feed(agreements(at))
    for feed_id in feeds:
        if each := found.get(feed_id):
            return f"{each.contact_name}، {each.contact_phone}"
    return ""


def _counties(found: dict[str, Said], here: str) -> Iterator[CountyLine]:
    names = county_names(set(found))
    for code, said in found.items():
        yield CountyLine(
            names[code],
            said,
            address(here, {"kind": "late", "county": code}),
        )


def _ages(feeds: list[str], at: datetime) -> Iterator[Counted]:
    starts = (0, *(days + 1 for days in AGES))
    for first, last, (grants, ends) in zip(
        starts, (*AGES, None), ages(feeds, today_of(at)), strict=True
    ):
        span = (
            f"{number(first)} تا {number(last)} روز" if last else f"بیش از {number(AGES[-1])} روز"
        )
        yield Counted(span, grants, "", ends)


def _lists(whole: Said, here: str) -> Iterator[Counted]:
    counts = {
        "late": whole.late,
        "unanswered": whole.unanswered,
        "ends": whole.ends_unanswered,
        "received": whole.received,
        "rejected": whole.rejected,
    }
    for kind, count in counts.items():
        if count:
            yield Counted(KIND_LABELS[kind], count, address(here, {"kind": kind}))
