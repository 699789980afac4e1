"""The rows of a unit: filtered, searched, counted by state, as a workbook (pages 20, 21, 28)."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.http import Http404, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils import timezone

from sayeban.audit.events import look
from sayeban.design.jinja import render
from sayeban.design.parts import Column, Link, Pager, Tone
from sayeban.design.sorting import address, heads, pager
from sayeban.exemptions import rights
from sayeban.exemptions.opened import open_as_head
from sayeban.exemptions.pages.answers import SeeOther
from sayeban.exemptions.pages.rows.form import FLAG_LABELS, FilterForm, SearchForm
from sayeban.exemptions.pages.states import row_state
from sayeban.exemptions.pages.units import UnitHead, unit_head, works_of
from sayeban.exemptions.reads.campaign import campaign_by_code
from sayeban.exemptions.reads.list_book import write_list
from sayeban.exemptions.reads.list_position import position_of
from sayeban.exemptions.reads.worklist import (
    BY_NAME,
    PAGE,
    SORTS,
    Filter,
    Listed,
    ListedRow,
    counts_by_state,
    rows_of,
)
from sayeban.exemptions.rules import STATE_LABELS
from sayeban.kit.ordering import Order, order_of
from sayeban.kit.units import Unit
from sayeban.organisations.public import unit_labels
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door
from sayeban.sheets.public import answer_workbook

_COLUMNS = (
    ("نام و نام خانوادگی", "name"),
    ("کد ملی", "national_id"),
    ("وضعیت", "state"),
    ("نشان‌ها", "flags"),
    ("واحد", "unit"),
)
_TAKERS = rights.HEADQUARTERS | rights.COLLECTORS


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the list. `unit` is empty where the list is of one worklist."""

    href: str
    full_name: str
    national_id: str
    file_number: str
    state: str
    tone: Tone
    flags: tuple[str, ...]
    unit: str


@dataclass(frozen=True, slots=True)
class StateCount:
    """How many rows stand in a state; the link shows them."""

    label: str
    href: str
    count: int


@dataclass(frozen=True, slots=True)
class RowsPage:
    """`searched`: the rows answer a search and have no further page. `more`: some are not shown."""

    head: UnitHead
    works: tuple[Link, ...]
    form: FilterForm
    search: SearchForm
    searched: bool
    more: bool
    counts: tuple[StateCount, ...]
    rows: tuple[Line, ...]
    has_units: bool
    heads: tuple[Column, ...]
    sort: str
    pager: Pager
    xlsx: str
    may_take: bool


@door(rights.STAFF, methods=("GET", "POST"))
def worklist(request: Visit, code: str, unit: str) -> HttpResponseBase:
    """ردیف‌های واحد."""
    if request.method == "POST":
        with looking(request.actor):
            return _search(request, code, unit)
    head = unit_head(request.actor, code, unit, timezone.now())
    form, wanted = _filter(request, head.unit)
    campaign_id = campaign_by_code(code).pk
    order = order_of(request.GET.get("sort", ""), SORTS, BY_NAME)
    after = position_of(campaign_id, request.GET.get("after", ""), order)
    listed = rows_of(campaign_id, head.unit, wanted, order=order, after=after)
    page = _page(request, head, form, SearchForm(), listed, order=order, first=after is None)
    _record(request, head, len(listed.rows))
    return render(request, "exemptions/rows.jinja", page)


def _search(request: Visit, code: str, unit: str) -> HttpResponseBase:
    """One found row is opened at once; several are listed on the answer to the POST itself."""
    head = unit_head(request.actor, code, unit, timezone.now())
    search = SearchForm(request.POST)
    form = _filter_form(head.unit, QueryDict())
    listed = Listed((), None)
    if search.is_valid():
        wanted = Filter(text=search.cleaned_data["text"])
        listed = rows_of(campaign_by_code(code).pk, head.unit, wanted)
    _record(request, head, len(listed.rows))
    if len(listed.rows) == 1:
        return SeeOther(reverse("campaign_row", args=[code, listed.rows[0].key]))
    page = _page(request, head, form, search, listed, searched=True)
    status = 422 if search.errors else 200
    return render(request, "exemptions/rows.jinja", page, status=status)


@door(rights.STAFF)
def as_workbook(request: Visit, code: str, unit: str) -> HttpResponseBase:
    """The filtered rows as a workbook, for offices below headquarters.

    A head who takes his own unit's has opened what the level below approved.
    """
    head = unit_head(request.actor, code, unit, timezone.now())
    if head.unit.level == "hq":
        raise Http404
    _, wanted = _filter(request, head.unit)
    order = order_of(request.GET.get("sort", ""), SORTS, BY_NAME)

    campaign = campaign_by_code(code).pk
    open_as_head(request.actor, campaign, head.unit, timezone.now())

    def write(path: Path) -> int:
        return write_list(campaign, head.unit, wanted, path, order)

    answer, rows = answer_workbook(f"rows-{code}-{_file_name(head.unit)}.xlsx", write)
    _record(request, head, rows, "download")
    return answer


def _file_name(unit: Unit) -> str:
    return unit.centre or unit.county or unit.province


def _filter(request: Visit, unit: Unit) -> tuple[FilterForm, Filter]:
    form = _filter_form(unit, request.GET)
    if not form.is_valid():
        return form, Filter()
    asked = form.cleaned_data
    return form, Filter(asked["state"], asked["flag"], own_worklist=asked.get("own", False))


def _filter_form(unit: Unit, data: QueryDict) -> FilterForm:
    return FilterForm(data, has_below=unit.level in ("county", "province"))


def _page(
    request: Visit,
    head: UnitHead,
    form: FilterForm,
    search: SearchForm,
    listed: Listed,
    *,
    order: Order = BY_NAME,
    first: bool = True,
    searched: bool = False,
) -> RowsPage:
    here = reverse("campaign_rows", args=[head.code, head.text])
    asked = {name: value for name in form.fields if (value := form.data.get(name))}
    sort = "" if order == BY_NAME else order.word
    has_units = head.unit.level != "centre"
    last = listed.rows[-1].id if listed.after else None
    return RowsPage(
        head=head,
        works=tuple(link for link, _ in works_of(request.actor, head.code, head.unit)[1:]),
        form=form,
        search=search,
        searched=searched,
        more=listed.after is not None,
        counts=_counts(head, here, sort),
        rows=tuple(_lines(head.code, listed.rows, has_units=has_units)),
        has_units=has_units,
        heads=_heads(order, here, asked, has_units=has_units, sorts=not searched),
        sort=sort,
        pager=pager(
            here,
            {**asked, "sort": sort},
            first=first,
            following="" if searched else last,
            shown=len(listed.rows),
        ),
        xlsx="" if head.unit.level == "hq" else _xlsx(head, {**asked, "sort": sort}),
        may_take=head.unit.level != "hq" and request.actor.reaches(_TAKERS, head.unit),
    )


def _xlsx(head: UnitHead, asked: Mapping[str, object]) -> str:
    return address(reverse("campaign_rows_xlsx", args=[head.code, head.text]), asked)


def _heads(
    order: Order, here: str, asked: Mapping[str, object], *, has_units: bool, sorts: bool
) -> tuple[Column, ...]:
    columns = _COLUMNS if has_units else _COLUMNS[:-1]
    if not sorts:
        return tuple(Column(text) for text, _ in columns)
    return heads(columns, order, here, asked)


def _counts(head: UnitHead, here: str, sort: str) -> tuple[StateCount, ...]:
    counts = counts_by_state(campaign_by_code(head.code).pk, head.unit)
    return tuple(
        StateCount(label, address(here, {"state": state.value, "sort": sort}), counts[state])
        for state, label in STATE_LABELS.items()
        if counts.get(state)
    )


def _lines(code: str, rows: tuple[ListedRow, ...], *, has_units: bool) -> list[Line]:
    labels = unit_labels({row.unit for row in rows}) if has_units else {}
    return [_line(code, row, labels.get(row.unit, "")) for row in rows]


def _line(code: str, row: ListedRow, unit: str) -> Line:
    state, tone = row_state(row.state, incomplete=bool(row.missing))
    flags = (FLAG_LABELS.get(flag, flag) for flag in row.flags)
    return Line(
        reverse("campaign_row", args=[code, row.key]),
        row.full_name or "بدون نام",
        row.national_id,
        row.file_number,
        state,
        tone,
        tuple(flag for flag in flags if flag != state),
        unit,
    )


def _record(request: Visit, head: UnitHead, rows: int, purpose: str = "collect") -> None:
    look(
        user_id=request.actor.user_id,
        purpose=purpose,
        subject="exemptions.rows",
        subject_id=f"{head.code}/{head.text}",
        rows=rows,
    )


__all__ = ["PAGE", "as_workbook", "worklist"]
