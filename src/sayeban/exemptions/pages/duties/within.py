"""The centres of a county or province with the state of each paid duty, so that payment follows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import polars as pl
from django.http import Http404, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from sayeban.country import jalali, text
from sayeban.country.today import today_of
from sayeban.design.jinja import render
from sayeban.design.parts import Column
from sayeban.design.sorting import heads
from sayeban.exemptions import rights
from sayeban.exemptions.pages.duties.nation import write_nation
from sayeban.exemptions.pages.units import UnitHead, unit_head
from sayeban.exemptions.reads.campaign import campaign_by_code
from sayeban.exemptions.reads.duties import CentreDuties, Mark, duties_within
from sayeban.exemptions.rules_duties import DUTY_LABELS, Duty
from sayeban.kit.ordering import Order, order_of
from sayeban.organisations.public import unit_labels
from sayeban.runtime.doors import Visit, door
from sayeban.sheets.public import answer_workbook, write_sheets


@dataclass(frozen=True, slots=True)
class DutyCell:
    """One duty of one centre: what the system knows, in words and as a share, and the mark that
    holds."""

    known: str
    share: float
    mark: Mark | None

    @property
    def rank(self) -> tuple[bool, float]:
        """Marked ones above all others, then by the share."""
        return (self.mark is not None, self.share)


@dataclass(frozen=True, slots=True)
class CentreLine:
    """One centre; `cells` in the order of the duties."""

    label: str
    href: str
    cells: tuple[DutyCell, ...]

    @property
    def done(self) -> int:
        """How many of its duties are marked."""
        return sum(cell.mark is not None for cell in self.cells)


@dataclass(frozen=True, slots=True)
class CentresPage:
    """The centres of one county or province. `complete`: those with every duty marked."""

    head: UnitHead
    heads: tuple[Column, ...]
    lines: tuple[CentreLine, ...]
    complete: int


def _cell(nth: int) -> Callable[[CentreLine], tuple[bool, float]]:
    return lambda line: line.cells[nth].rank


_BY_CODE: Final = Order("code")
_COLUMNS: Final = (
    ("مرکز", "centre"),
    *((label, duty) for duty, label in DUTY_LABELS.items()),
    ("انجام‌شده", "done"),
)
_SORTS: Final[Mapping[str, Callable[[CentreLine], str | float | tuple[bool, float]]]] = {
    "centre": lambda line: text.sort_key(line.label),
    "done": lambda line: line.done,
    **{duty.value: _cell(nth) for nth, duty in enumerate(Duty)},
}


def centres_page(request: Visit, head: UnitHead) -> HttpResponse:
    """وظیفه‌های مرکزهای یک شهرستان یا استان."""
    order = order_of(request.GET.get("sort", ""), _SORTS, _BY_CODE)
    lines = _lines(head, order)
    here = reverse("campaign_duties", args=[head.code, head.text])
    complete = sum(line.done == len(Duty) for line in lines)
    page = CentresPage(head, heads(_COLUMNS, order, here, {}), lines, complete)
    return render(request, "exemptions/duties_within.jinja", page)


@door(rights.STAFF)
def as_workbook(request: Visit, code: str, unit: str) -> HttpResponseBase:
    """The same table as a workbook, with the notes."""
    head = unit_head(request.actor, code, unit, timezone.now())
    name = f"duties-{code}-{head.unit.county or head.unit.province or 'hq'}.xlsx"
    if head.unit.level == "hq":
        return answer_workbook(name, lambda path: write_nation(head, path))[0]
    lines = _lines(head, _BY_CODE)
    answer, _ = answer_workbook(name, lambda path: _write(lines, path))
    return answer


def _lines(head: UnitHead, order: Order) -> tuple[CentreLine, ...]:
    if head.unit.level not in ("county", "province"):
        raise Http404
    found = duties_within(campaign_by_code(head.code), head.unit)
    labels = unit_labels({each.centre for each in found})
    lines = [
        CentreLine(
            labels[each.centre],
            reverse("campaign_duties", args=[head.code, str(each.centre)]),
            tuple(_of_duty(duty, each) for duty in Duty),
        )
        for each in found
    ]
    if order.key in _SORTS:
        lines.sort(key=_SORTS[order.key], reverse=order.descending)
    return tuple(lines)


def _of_duty(duty: Duty, found: CentreDuties) -> DutyCell:
    part, whole = found.known[duty]
    known = f"{jalali.number(part)} از {jalali.number(whole)}"
    if duty == Duty.MAP:
        known = "رسیده" if part else "نرسیده"
    return DutyCell(known, part / whole if whole else 0.0, found.done.get(duty))


def _write(lines: tuple[CentreLine, ...], out: Path) -> None:
    columns = [
        word
        for label in DUTY_LABELS.values()
        for word in (f"{label}: در سامانه", f"{label}: تاریخ انجام", f"{label}: یادداشت")
    ]
    rows = [[line.label, *(word for cell in line.cells for word in _words(cell))] for line in lines]
    schema = dict.fromkeys(["مرکز", *columns], pl.String)
    write_sheets([("وظیفه‌های مرکزها", pl.DataFrame(rows, schema=schema, orient="row"))], out)


def _words(cell: DutyCell) -> tuple[str, str, str]:
    if cell.mark is None:
        return cell.known, "", ""
    note = cell.mark.note
    if cell.mark.is_early:
        counted, whole = (jalali.number(each or 0) for each in (cell.mark.counted, cell.mark.whole))
        note = f"{note} (هنگام ثبت {counted} از {whole})"
    return cell.known, jalali.format(today_of(cell.mark.at)), note
