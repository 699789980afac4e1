"""A worklist as a large table for a desk: filtered by column, sorted, edited in place, as XLSX."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils import timezone

from sayeban.audit.events import look
from sayeban.design.jinja import render
from sayeban.design.parts import Column, Pager
from sayeban.design.sorting import heads, pager
from sayeban.exemptions import rights
from sayeban.exemptions.actions.split import issue_worksheet
from sayeban.exemptions.models import Campaign
from sayeban.exemptions.pages.answers import attempt
from sayeban.exemptions.pages.rows.form import SearchForm
from sayeban.exemptions.pages.table.form import TableForm
from sayeban.exemptions.pages.table.shown import LineShown, line
from sayeban.exemptions.pages.table.views import Group, columns_of, groups_of, short_label
from sayeban.exemptions.pages.units import UnitHead, head_to_collect
from sayeban.exemptions.reads.campaign import campaign_by_code
from sayeban.exemptions.reads.table import (
    SORTS,
    TableFilter,
    TableRow,
    table_rows,
    villages_of,
)
from sayeban.kit.ordering import Order, order_of
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door
from sayeban.runtime.lists import row_id
from sayeban.sheets.public import answer_workbook

BY_NAME: Final = Order("name")
_COLUMNS: Final = (("نام و نام خانوادگی", "name"), ("کد ملی", "national_id"), ("وضعیت", "state"))
_VILLAGES: Final = 40
"""More would not fit the page; the others are found by name."""


@dataclass(frozen=True, slots=True)
class TablePage:
    """One page of the table. `asked`: filters and columns as the address has them.

    `searched`: the rows answer a search and have no further page. `more`: some are not shown.
    """

    head: UnitHead
    form: TableForm
    search: SearchForm
    searched: bool
    more: bool
    asked: tuple[tuple[str, str], ...]
    groups: tuple[Group, ...]
    heads: tuple[Column, ...]
    lines: tuple[LineShown, ...]
    sort: str
    pager: Pager


@dataclass(frozen=True, slots=True)
class _Shown:
    """What one answer is about."""

    campaign: Campaign
    head: UnitHead
    form: TableForm
    search: SearchForm
    wanted: TableFilter


@door(rights.COLLECTORS, methods=("GET", "POST"))
def table(request: Visit, code: str, unit: str) -> HttpResponseBase:
    """جدول کارتابل."""
    if request.method == "POST":
        with looking(request.actor):
            return _search(request, code, unit)
    head = head_to_collect(request.actor, code, unit, timezone.now())
    campaign = campaign_by_code(code)
    form = _form(campaign, head, request.GET)
    order = order_of(request.GET.get("sort", ""), SORTS, BY_NAME)
    after = row_id(request.GET.get("after", ""))
    shown = _Shown(campaign, head, form, SearchForm(), form.filter())
    return _show(request, shown, order=order, after=after)


def _search(request: Visit, code: str, unit: str) -> HttpResponse:
    """Names and ids stay out of addresses, so the answer to the POST itself lists them."""
    head = head_to_collect(request.actor, code, unit, timezone.now())
    search = SearchForm(request.POST)
    campaign = campaign_by_code(code)
    form = _form(campaign, head, QueryDict())
    wanted = TableFilter(text=search.cleaned_data["text"] if search.is_valid() else "")
    shown = _Shown(campaign, head, form, search, wanted)
    return _show(request, shown, searched=search.is_valid())


@door(rights.COLLECTORS, methods=("POST",))
def sheet(request: Visit, code: str, unit: str) -> HttpResponseBase:
    """What the table shows as a worksheet that can come back; that it was issued is kept."""
    with looking(request.actor):
        head = head_to_collect(request.actor, code, unit, timezone.now())
        campaign = campaign_by_code(code)
        form = _form(campaign, head, request.POST)
        wanted = form.filter()
    answer = attempt(
        form,
        lambda: answer_workbook(
            f"worksheet-{code}-{head.unit.centre or head.unit.county or head.unit.province}.xlsx",
            lambda path: issue_worksheet(
                actor=request.actor,
                at=timezone.now(),
                code=code,
                unit=head.unit,
                path=path,
                wanted=wanted,
            ),
        ),
    )
    if answer:
        return answer[0]
    with looking(request.actor):
        return _show(request, _Shown(campaign, head, form, SearchForm(), wanted))


def _form(campaign: Campaign, head: UnitHead, data: QueryDict) -> TableForm:
    villages = villages_of(campaign.pk, head.unit, _VILLAGES)
    return TableForm(data, utilities=campaign.utilities, villages=villages)


def _show(
    request: Visit,
    shown: _Shown,
    *,
    order: Order = BY_NAME,
    after: int = 0,
    searched: bool = False,
) -> HttpResponse:
    campaign, head, form = shown.campaign, shown.head, shown.form
    rows, more = table_rows(campaign.pk, head.unit, shown.wanted, order=order, after=after)
    asked = form.asked()
    view = asked.get("view", "")
    columns = columns_of(view, campaign.utilities)
    here = reverse("campaign_table", args=[head.code, head.text])
    sort = "" if order == BY_NAME else order.word
    page = TablePage(
        head=head,
        form=form,
        search=shown.search,
        searched=searched,
        more=more,
        asked=tuple(asked.items()),
        groups=groups_of(columns),
        heads=_heads(columns, order, here, asked, sorts=not searched),
        lines=tuple(line(head.code, row, columns, view) for row in rows),
        sort=sort,
        pager=pager(
            here,
            {**asked, "sort": sort},
            first=not after,
            following=_last(rows) if more and not searched else 0,
            shown=len(rows),
        ),
    )
    record_rows(request, head, len(rows))
    status = 422 if shown.search.errors or form.errors else 200
    return render(request, "exemptions/table.jinja", page, status=status)


def _heads(
    columns: Sequence[str], order: Order, here: str, asked: dict[str, str], *, sorts: bool
) -> tuple[Column, ...]:
    first = heads(_COLUMNS, order, here, asked) if sorts else [Column(text) for text, _ in _COLUMNS]
    return (*first, *(Column(short_label(key)) for key in columns))


def _last(rows: Sequence[TableRow]) -> int:
    return rows[-1].id if rows else 0


def record_rows(request: Visit, head: UnitHead, rows: int, purpose: str = "collect") -> None:
    """Keep that the visitor saw so many rows of the worklist."""
    look(
        user_id=request.actor.user_id,
        purpose=purpose,
        subject="exemptions.rows",
        subject_id=f"{head.code}/{head.text}",
        rows=rows,
    )
