"""The paid duties by province, for headquarters: how many centres did each of them (A-082)."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import polars as pl
from django.http import HttpResponse
from django.urls import reverse

from sayeban.design.jinja import render
from sayeban.design.parts import Column
from sayeban.exemptions.pages.units import UnitHead
from sayeban.exemptions.reads.campaign import campaign_by_code
from sayeban.exemptions.reads.duties import ProvinceDuties, duties_by_province
from sayeban.exemptions.rules_duties import DUTY_LABELS, Duty
from sayeban.organisations.public import unit_labels
from sayeban.runtime.doors import Visit
from sayeban.sheets.public import write_sheets

_KNOWN: Final = {
    Duty.INFORM: ("ردیف آگاه‌شده", "ردیف"),
    Duty.COLLECT: ("ردیف گردآوری‌شده", "ردیف"),
    Duty.MAP: ("نقشهٔ رسیده", "مرکز"),
}
"""What the system counts of a duty, and of what."""


_HEADS: Final = ("استان", "مرکز", *DUTY_LABELS.values(), "همهٔ وظیفه‌ها")


@dataclass(frozen=True, slots=True)
class ProvinceCell:
    """One duty in one province: `done` centres marked it; `part` of `whole` are known."""

    done: int
    part: int
    whole: int
    what: str


@dataclass(frozen=True, slots=True)
class ProvinceLine:
    """One province; `href` is the table of its centres. `complete`: centres with every duty."""

    label: str
    href: str
    centres: int
    cells: tuple[ProvinceCell, ...]
    complete: int


@dataclass(frozen=True, slots=True)
class NationPage:
    """All provinces, and the same of the whole country."""

    head: UnitHead
    heads: tuple[Column, ...]
    lines: tuple[ProvinceLine, ...]
    centres: int
    complete: int


def nation_page(request: Visit, head: UnitHead) -> HttpResponse:
    """وظیفه‌های مرکزهای کشور، به تفکیک استان."""
    lines = _lines(head)
    page = NationPage(
        head,
        tuple(map(Column, _HEADS)),
        lines,
        sum(line.centres for line in lines),
        sum(line.complete for line in lines),
    )
    return render(request, "exemptions/duties_nation.jinja", page)


def write_nation(head: UnitHead, out: Path) -> None:
    """The same table as a workbook."""
    columns = ["مرکز"]
    for duty, label in DUTY_LABELS.items():
        part, whole = _KNOWN[Duty(duty)]
        columns += [f"{label}: مرکز", f"{label}: {part}", f"{label}: از {whole}"]
    rows = [
        [
            line.label,
            line.centres,
            *(n for cell in line.cells for n in (cell.done, cell.part, cell.whole)),
            line.complete,
        ]
        for line in _lines(head)
    ]
    schema = {"استان": pl.String} | dict.fromkeys([*columns, "همهٔ وظیفه‌ها: مرکز"], pl.Int64)
    write_sheets([("وظیفه‌های مرکزها", pl.DataFrame(rows, schema=schema, orient="row"))], out)


def _lines(head: UnitHead) -> tuple[ProvinceLine, ...]:
    found = duties_by_province(campaign_by_code(head.code))
    labels = unit_labels({each.province for each in found})
    return tuple(
        ProvinceLine(
            labels[each.province],
            reverse("campaign_duties", args=[head.code, str(each.province)]),
            each.centres,
            tuple(_cell(duty, each) for duty in Duty),
            each.complete,
        )
        for each in found
    )


def _cell(duty: Duty, found: ProvinceDuties) -> ProvinceCell:
    return ProvinceCell(found.done[duty], *found.known[duty], _KNOWN[duty][0])
