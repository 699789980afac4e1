"""The report of the desks: pictures first, tables, a workbook and a sheet to print behind."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from sayeban.accounts.public import POST_LABELS, Post
from sayeban.cases.public import RESULTS
from sayeban.country import jalali
from sayeban.country.today import today_of
from sayeban.design.charts import Chart
from sayeban.design.jinja import render
from sayeban.design.parts import Column
from sayeban.design.sorting import address
from sayeban.design.strips import Ranges, Strips
from sayeban.desk.pages.reports.books import write_report
from sayeban.desk.pages.reports.form import ReportFilter
from sayeban.desk.pages.reports.pictures import MOST, Row, course_chart, days_chart, ends_chart
from sayeban.desk.pages.reports.words import BY, INDICATORS, Indicator, month_label
from sayeban.desk.reads.burden import Load, Waits, loads, waits
from sayeban.desk.reads.desks import desks
from sayeban.desk.reads.reports import Line, report
from sayeban.desk.reads.requests import titles
from sayeban.desk.rules import FEW, READERS
from sayeban.kit.units import Unit
from sayeban.organisations.public import unit_labels
from sayeban.runtime.doors import Visit, door
from sayeban.sheets.public import answer_workbook


@dataclass(frozen=True, slots=True)
class ReportPage:
    """`most`: how many rows the pictures draw; `few`: below it a share is said to be of few."""

    form: ReportFilter
    head: str
    since: date
    whole: Line
    rows: tuple[Row, ...]
    indicators: tuple[Indicator, ...]
    heads: tuple[Column, ...]
    ended: tuple[Column, ...]
    course: Chart | None
    ends: Strips | None
    days: Ranges | None
    waits: tuple[Waits, ...]
    loads: tuple[Load, ...]
    most: int
    few: int
    xlsx: str
    sheet: str
    number: str
    now: date


@door(READERS)
def reports(request: Visit) -> HttpResponse:
    """گزارش میزهای خدمت."""
    return render(request, "desk/reports.jinja", _page(request))


@door(READERS)
def sheet(request: Visit) -> HttpResponse:
    """همین گزارش برای چاپ."""
    return render(request, "desk/reports_sheet.jinja", _page(request))


@door(READERS)
def as_workbook(request: Visit) -> HttpResponseBase:
    """همین گزارش در یک فایل اکسل."""
    page = _page(request)
    answer, _ = answer_workbook(
        "desk-reports.xlsx",
        lambda path: write_report(page.head, page.rows, page.waits, page.loads, path),
    )
    return answer


def _page(request: Visit) -> ReportPage:
    today = today_of(timezone.now())
    form = ReportFilter(request.GET)
    asked = form.asked(today)
    found, named = report(asked), titles()
    rows = _named(asked.by, found.lines, named)
    kept = {name: value for name, value in request.GET.items() if value and name in form.fields}
    return ReportPage(
        form=form,
        head=BY[asked.by],
        since=asked.since,
        whole=found.whole,
        rows=rows,
        indicators=INDICATORS,
        heads=tuple(Column(each.title) for each in INDICATORS),
        ended=tuple(map(Column, RESULTS.values())),
        course=course_chart(_named("month", found.months, {})),
        ends=ends_chart(rows),
        days=days_chart(rows),
        waits=tuple(replace(w, service=named.get(w.service, w.service)) for w in waits(today)),
        loads=tuple(replace(each, role=_role(each.role)) for each in loads(today)),
        most=MOST,
        few=FEW,
        xlsx=address(reverse("desk_reports_xlsx"), kept),
        sheet=address(reverse("desk_reports_sheet"), kept),
        number=f"desk-{jalali.format(today)}",
        now=today,
    )


def _named(by: str, lines: Sequence[Line], services: dict[str, str]) -> tuple[Row, ...]:
    match by:
        case "desk":
            names = {"": "بیرون از میزهای خدمت", **{str(d.id): d.title for d in desks()}}
        case "service":
            names = services
        case "month":
            names = {line.key: month_label(line.key) for line in lines}
        case _:
            units = {line.key: Unit.of_province(line.key) for line in lines}
            labels = unit_labels(units.values())
            names = {key: labels[unit] for key, unit in units.items()}
    return tuple(Row(names.get(line.key, line.key), line) for line in lines)


def _role(role: str) -> str:
    return POST_LABELS[Post(role)] if role in {post.value for post in Post} else role
