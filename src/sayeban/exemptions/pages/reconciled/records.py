"""The exemptions behind a figure: which ones wait or were rejected, as a list and as a workbook."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.http import FileResponse, Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone

from sayeban.audit.events import look
from sayeban.country import jalali
from sayeban.country.today import today_of
from sayeban.design.jinja import render
from sayeban.design.parts import Column, Pager
from sayeban.design.sorting import address, pager
from sayeban.exemptions import rights
from sayeban.exemptions.pages.reconciled.company import county_names, feeds_or_404
from sayeban.exemptions.pages.reconciled.form import RecordsForm
from sayeban.exemptions.reads.reconciled import said_by_county
from sayeban.exemptions.reads.told_rows import KIND_LABELS, ToldRow, Wanted, told_rows
from sayeban.exemptions.words import UTILITY_LABELS
from sayeban.exemptions.words_told import REASON_LABELS
from sayeban.runtime.doors import Visit, door
from sayeban.runtime.lists import uuid_of
from sayeban.sheets.public import answer_workbook, write_tables

_HEADS: Final = ("نام و نام خانوادگی", "شناسهٔ قبض", "شهرستان", "آخرین خبر به شرکت", "گفتهٔ شرکت")


@dataclass(frozen=True, slots=True)
class RecordLine:
    """One exemption. `href` opens its row, empty where the visitor cannot see it."""

    full_name: str
    href: str
    bill_id: str
    county: str
    told_at: datetime
    days: int
    ended: bool
    reason: str
    message: str


@dataclass(frozen=True, slots=True)
class RecordsPage:
    """A page of the exemptions of one company."""

    title: str
    company: str
    back: str
    form: RecordsForm
    heads: tuple[Column, ...]
    lines: tuple[RecordLine, ...]
    pager: Pager
    xlsx: str


@door(rights.DELIVERY_READERS)
def records(request: Visit, utility: str, company: str) -> HttpResponse:
    """رکوردهای یک شرکت."""
    at = timezone.now()
    form, wanted, names = _asked(request, utility, company, at)
    found, more = told_rows(wanted, at, after=uuid_of(request.GET.get("after", "")))
    asked = {"kind": wanted.kind, "county": wanted.county, "code": wanted.code}
    _record(request, utility, company, found)
    page = RecordsPage(
        KIND_LABELS[wanted.kind],
        f"{UTILITY_LABELS[utility]}، کد شرکت {company}",
        reverse("reconciled_company", args=[utility, company]),
        form,
        tuple(map(Column, _HEADS)),
        tuple(_lines(found, names, at)),
        pager(
            request.path,
            asked,
            first="after" not in request.GET,
            following=found[-1].exemption_id if more else "",
            shown=len(found),
        ),
        address(reverse("reconciled_records_xlsx", args=[utility, company]), asked),
    )
    return render(request, "exemptions/reconciled_records.jinja", page)


@door(rights.DELIVERY_READERS)
def records_xlsx(request: Visit, utility: str, company: str) -> FileResponse:
    """The whole list by bill id, as one speaks of it with the company: no name, no national id."""
    at = timezone.now()
    _, wanted, names = _asked(request, utility, company, at)
    found, _ = told_rows(wanted, at, limit=None)
    _record(request, utility, company, found, "download")
    rows = [
        (
            *(each.bill_id, names.get(each.county, each.county), str(each.exemption_id)),
            *(jalali.format(today_of(each.told_at)), "پایان" if each.ended_on else "برقرار"),
            *(REASON_LABELS.get(each.code, each.code), each.message),
        )
        for each in found
    ]
    heads = (
        *("شناسهٔ قبض", "شهرستان", "شناسهٔ معافیت", "آخرین خبر به شرکت", "معافیت"),
        *("دلیل شرکت", "توضیح شرکت"),
    )
    table = {KIND_LABELS[wanted.kind]: (heads, rows)}
    answer, _ = answer_workbook(
        f"records-{utility}-{company}.xlsx", lambda path: write_tables(table, path)
    )
    return answer


def _asked(
    request: Visit, utility: str, company: str, at: datetime
) -> tuple[RecordsForm, Wanted, dict[str, str]]:
    """What the address asks for; counties are those of the company. 404 for another kind."""
    feeds = feeds_or_404(utility, company)
    names = county_names(set(said_by_county(feeds, at)))
    data = request.GET.copy()
    data.setdefault("kind", "unanswered")
    form = RecordsForm(data, names.items())
    if not form.is_valid():
        raise Http404
    given = form.cleaned_data
    return form, Wanted(feeds, given["kind"], given["county"], given["code"]), names


def _lines(found: Iterable[ToldRow], names: dict[str, str], at: datetime) -> Iterator[RecordLine]:
    today = today_of(at)
    for each in found:
        yield RecordLine(
            each.full_name or "–",
            reverse("campaign_row", args=[each.campaign, each.key]) if each.key else "",
            each.bill_id,
            names.get(each.county, each.county),
            each.told_at,
            (today - today_of(each.told_at)).days,
            each.ended_on is not None,
            REASON_LABELS.get(each.code, each.code),
            each.message,
        )


def _record(
    request: Visit,
    utility: str,
    company: str,
    found: list[ToldRow],
    purpose: str = "reconcile",
) -> None:
    look(
        user_id=request.actor.user_id,
        purpose=purpose,
        subject="exemptions.told",
        subject_id=f"{utility}/{company}",
        rows=len(found),
    )
