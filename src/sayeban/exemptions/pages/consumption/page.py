"""کم‌مصرف‌ها: the share of covered households that really are low consumers (A-003, A-007).

Figures of staff about their own places: small numbers are shown as they are, nobody outside sees
this page.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.http import FileResponse, HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone

from sayeban.country import text
from sayeban.country.jalali import number
from sayeban.country.today import today_of
from sayeban.design.jinja import render
from sayeban.design.parts import Column
from sayeban.design.sorting import address
from sayeban.design.strips import Strip, Strips
from sayeban.exemptions import rights
from sayeban.exemptions.pages.consumption.form import ConsumptionForm
from sayeban.exemptions.pages.reconciled.company import county_names
from sayeban.exemptions.pages.reconciled.page import own_provinces
from sayeban.exemptions.reads.consumption import (
    About,
    Consumed,
    by_county,
    by_month,
    by_province,
    by_tier,
    by_utility,
    is_behind,
    months_known,
)
from sayeban.exemptions.rules_consumption import month_of
from sayeban.exemptions.words import UTILITY_LABELS
from sayeban.runtime.actor import Actor
from sayeban.runtime.doors import Visit, door
from sayeban.sheets.public import answer_workbook, write_tables

_HEADS: Final = (
    "خانوار تحت پوشش",
    "کم‌مصرف",
    "بالاتر از دامنه‌های معاف",
    "اعمال‌نشده",
    "بی‌گزارش",
    "سهم کم‌مصرف از معلوم‌ها",
)
_SERIES: Final = ("کم‌مصرف", "بالاتر از دامنه‌های معاف", "نامعلوم یا بی‌گزارش")
_HUES: Final = (0, 2, 4)
_MOST_MONTHS: Final = 12


@dataclass(frozen=True, slots=True)
class ConsumedLine:
    """One place, tier, utility or month. `href` leads to the same of it, empty for none."""

    name: str
    found: Consumed
    href: str = ""


@dataclass(frozen=True, slots=True)
class ConsumptionPage:
    """The figures of one utility and month. `first`: the head of the first column of `places`."""

    form: ConsumptionForm
    utility: str
    month: str
    place: str
    whole: Consumed
    first: str
    heads: tuple[str, ...]
    places: tuple[ConsumedLine, ...]
    picture: Strips
    tiers: tuple[ConsumedLine, ...]
    utilities: tuple[ConsumedLine, ...]
    months: tuple[ConsumedLine, ...]
    behind: bool
    xlsx: str

    def columns(self, first: str) -> tuple[Column, ...]:
        """Heads of a table of such lines."""
        return tuple(map(Column, (first, *self.heads)))


@door(rights.DELIVERY_READERS)
def consumption(request: Visit) -> HttpResponse:
    """کم‌مصرف‌ها."""
    return render(request, "exemptions/consumption.jinja", _page(request.actor, request.GET))


@door(rights.DELIVERY_READERS)
def consumption_xlsx(request: Visit) -> FileResponse:
    """The tables of the page as a workbook: figures alone, no person."""
    page = _page(request.actor, request.GET)
    tables = {
        "مکان‌ها": _sheet(page.first, page.places),
        "پله‌ها": _sheet("پلهٔ مصرف", page.tiers),
        "انشعاب‌ها": _sheet("انشعاب", page.utilities),
        "ماه‌ها": _sheet("ماه قبض", page.months),
    }
    answer, _ = answer_workbook("consumption.xlsx", lambda path: write_tables(tables, path))
    return answer


def _page(actor: Actor, asked: QueryDict) -> ConsumptionPage:
    names = own_provinces(actor)
    form, about = _about(asked, names)
    month = about.month or month_of(today_of(timezone.now()))
    whole = by_utility(about).get(about.utility, Consumed())
    places = tuple(_places(about, names))
    return ConsumptionPage(
        form=form,
        utility=UTILITY_LABELS[about.utility],
        month=month.label,
        place=names.get(about.province, "کشور"),
        whole=whole,
        first="شهرستان" if about.province else "استان",
        heads=_HEADS,
        places=places,
        picture=_picture(about, places),
        tiers=tuple(_tiers(about)),
        utilities=tuple(_utilities(about)),
        months=tuple(_months(about)),
        behind=is_behind(about.utility),
        xlsx=address(reverse("consumption_xlsx"), _asked(about)),
    )


def _about(asked: QueryDict, names: Mapping[str, str]) -> tuple[ConsumptionForm, About]:
    """What is asked for; else gas in the newest month of which anything is known."""
    utility = _among(UTILITY_LABELS, asked.get("utility"), "gas")
    months = months_known(utility) or [month_of(today_of(timezone.now()))]
    words = {each.word: each for each in months}
    month = words[_among(words, asked.get("month"), months[0].word)]
    only = next(iter(names)) if len(names) == 1 else ""
    province = _among(names, asked.get("province"), only)
    data = {"utility": utility, "month": month.word, "province": province}
    form = ConsumptionForm(data, months, names)
    return form, About(utility, month, province)


def _among(known: Collection[str], asked: object, default: str) -> str:
    return asked if isinstance(asked, str) and asked in known else default


def _asked(about: About, **changed: str) -> dict[str, object]:
    month = about.month.word if about.month else ""
    return {"utility": about.utility, "month": month, "province": about.province, **changed}


def _places(about: About, names: Mapping[str, str]) -> Iterable[ConsumedLine]:
    """Provinces of the country or counties of a province, by name, which is no ranking."""
    if about.province:
        found = by_county(about)
        called = county_names(set(found))
        lines = [ConsumedLine(called[code], each) for code, each in found.items()]
    else:
        here = reverse("consumption")
        lines = [
            ConsumedLine(names[code], each, address(here, _asked(about, province=code)))
            for code, each in by_province(about).items()
        ]
    return sorted(lines, key=lambda line: text.sort_key(line.name))


def _picture(about: About, places: Iterable[ConsumedLine]) -> Strips:
    month = about.month.label if about.month else ""
    return Strips(
        f"خانوارهای تحت پوشش {UTILITY_LABELS[about.utility]} در قبض‌های {month}",
        _SERIES,
        tuple(
            Strip(
                line.name,
                (
                    line.found.low,
                    line.found.high,
                    line.found.not_applied + line.found.silent,
                ),
                line.href,
            )
            for line in places
        ),
        _HUES,
    )


def _tiers(about: About) -> Iterable[ConsumedLine]:
    for tier, found in by_tier(about).items():
        yield ConsumedLine(f"پلهٔ {number(tier)}" if tier else "بی‌گزارش", found)


def _utilities(about: About) -> Iterable[ConsumedLine]:
    here = reverse("consumption")
    found = by_utility(About("", about.month, about.province))
    for utility, label in UTILITY_LABELS.items():
        if utility in found:
            href = address(here, _asked(about, utility=utility))
            yield ConsumedLine(label, found[utility], href)


def _months(about: About) -> Iterable[ConsumedLine]:
    here = reverse("consumption")
    known = by_month(About(about.utility, None, about.province))
    for month in sorted(known, reverse=True)[:_MOST_MONTHS]:
        yield ConsumedLine(
            month.label, known[month], address(here, _asked(about, month=month.word))
        )


def _sheet(
    first: str, lines: Iterable[ConsumedLine]
) -> tuple[tuple[str, ...], list[tuple[str | float | None, ...]]]:
    heads = (
        *(first, "خانوار تحت پوشش", "کم‌مصرف", "از آن‌ها، معافیت بخشی از قبض"),
        *("بالاتر از دامنه‌های معاف", "اعمال‌نشده", "بی‌گزارش", "سهم کم‌مصرف از معلوم‌ها"),
        *("خانوار با مبلغ", "مبلغ قبض‌ها (ریال)", "مبلغ معاف‌شده (ریال)"),
    )
    return heads, [
        (
            *(line.name, line.found.households, line.found.low, line.found.partly),
            *(line.found.high, line.found.not_applied, line.found.silent),
            None if line.found.share is None else round(line.found.share, 4),
            *(line.found.priced, line.found.gross, line.found.exempted),
        )
        for line in lines
    ]
