"""The call list of a worklist: a number to press, the outcome with one tap (A-093)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from sayeban.audit.events import look
from sayeban.country.formats import mobile
from sayeban.design.jinja import render
from sayeban.design.parts import Link, Pager
from sayeban.design.sorting import address, pager
from sayeban.exemptions import rights
from sayeban.exemptions.models import Campaign
from sayeban.exemptions.pages.calls.form import CallFilter
from sayeban.exemptions.pages.units import UnitHead, head_to_collect
from sayeban.exemptions.reads.call_book import write_calls
from sayeban.exemptions.reads.calls import (
    BY_VILLAGE,
    SORTS,
    Call,
    Wanted,
    call_villages,
    calls_of,
)
from sayeban.exemptions.reads.campaign import campaign_by_code
from sayeban.exemptions.reads.informing import People, people_of
from sayeban.exemptions.rules_contact import OUTCOME_LABELS, STANDING_LABELS, Outcome
from sayeban.kit.ordering import Order, order_of
from sayeban.runtime.doors import Visit, door
from sayeban.runtime.lists import row_id
from sayeban.sheets.public import answer_workbook

_TAPS: Final = (Outcome.WILL_SEND, Outcome.NOT_REACHED, Outcome.REFUSES, Outcome.WRONG_NUMBER)
_SORT_LABELS: Final = {
    "village": "روستا و نشانی",
    "name": "نام",
    "standing": "وضعیت",
    "last": "آخرین تماس",
}


@dataclass(frozen=True, slots=True)
class CallLine:
    """One client. `mobile` as it is dialled, "" where nobody knows it."""

    href: str
    full_name: str
    place: str
    mobile: str
    standing: str
    last_at: datetime | None


@dataclass(frozen=True, slots=True)
class CallsPage:
    """The list; `taps` are the outcomes of one press, `back` what brings one here again."""

    head: UnitHead
    people: People
    filter: CallFilter
    sorts: tuple[Link, ...]
    sort: str
    calls: tuple[CallLine, ...]
    taps: tuple[tuple[str, str], ...]
    back: tuple[tuple[str, str], ...]
    pager: Pager
    xlsx: str


@door(rights.COLLECTORS)
def calls(request: Visit, code: str, unit: str) -> HttpResponse:
    """فهرست تماس."""
    head, campaign = _worklist(request, code, unit)
    shown, wanted = _filter(request, campaign, head)
    order = order_of(request.GET.get("sort", ""), SORTS, BY_VILLAGE)
    after = row_id(request.GET.get("after", ""))
    found, more = calls_of(campaign, head.unit, wanted, order=order, after=after)
    _record(request, head, len(found), "collect")
    here = reverse("campaign_calls", args=[code, head.text])
    sort = "" if order == BY_VILLAGE else order.word
    asked = {"village": wanted.village, "standing": wanted.standing, "sort": sort}
    page = CallsPage(
        head=head,
        people=people_of(campaign, head.unit),
        filter=shown,
        sorts=_sorts(order, here, asked),
        sort=sort,
        calls=tuple(_line(code, each) for each in found),
        taps=tuple((outcome.value, OUTCOME_LABELS[outcome]) for outcome in _TAPS),
        back=tuple((name, value) for name, value in asked.items() if value),
        pager=pager(
            here,
            asked,
            first=after == 0,
            following=found[-1].id if more else 0,
            shown=len(found),
        ),
        xlsx=address(reverse("campaign_calls_xlsx", args=[code, head.text]), asked),
    )
    return render(request, "exemptions/calls.jinja", page)


@door(rights.COLLECTORS)
def as_workbook(request: Visit, code: str, unit: str) -> HttpResponseBase:
    """The call list as a workbook, for whoever calls from paper."""
    head, campaign = _worklist(request, code, unit)
    _, wanted = _filter(request, campaign, head)
    order = order_of(request.GET.get("sort", ""), SORTS, BY_VILLAGE)
    place = head.unit.centre or head.unit.county or head.unit.province

    def write(path: Path) -> int:
        return write_calls(campaign, head.unit, wanted, order, path)

    answer, rows = answer_workbook(f"calls-{code}-{place}.xlsx", write)
    _record(request, head, rows, "download")
    return answer


def _worklist(request: Visit, code: str, unit: str) -> tuple[UnitHead, Campaign]:
    head = head_to_collect(request.actor, code, unit, timezone.now())
    return head, campaign_by_code(code)


def _filter(request: Visit, campaign: Campaign, head: UnitHead) -> tuple[CallFilter, Wanted]:
    form = CallFilter(request.GET, villages=call_villages(campaign, head.unit))
    return form, Wanted(**form.cleaned_data) if form.is_valid() else Wanted()


def _sorts(order: Order, here: str, asked: Mapping[str, str]) -> tuple[Link, ...]:
    return tuple(
        Link(label, address(here, {**asked, "sort": order.next_by(key).word}), key == order.key)
        for key, label in _SORT_LABELS.items()
    )


def _line(code: str, call: Call) -> CallLine:
    return CallLine(
        reverse("campaign_contact", args=[code, call.key]),
        call.full_name or "بدون نام",
        "، ".join(part for part in (call.village, call.address) if part),
        mobile.dialled(call.mobile),
        STANDING_LABELS.get(call.standing, ""),
        call.last_at,
    )


def _record(request: Visit, head: UnitHead, rows: int, purpose: str) -> None:
    look(
        user_id=request.actor.user_id,
        purpose=purpose,
        subject="exemptions.calls",
        subject_id=f"{head.code}/{head.text}",
        rows=rows,
    )
