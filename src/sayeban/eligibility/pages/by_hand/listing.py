"""تصمیم‌های دستی: those of the visitor's places beside what the rules say; find, sort, export."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final

from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from sayeban.accounts.public import user_names
from sayeban.audit.events import look
from sayeban.country.today import today_of
from sayeban.design.filters import jdate, jdatetime
from sayeban.design.jinja import render
from sayeban.design.parts import Column, Pager
from sayeban.design.sorting import address, heads, pager
from sayeban.eligibility.pages.by_hand.form import ByHandFilter, FindForm
from sayeban.eligibility.reads.by_hand import (
    KEYS,
    ByHandRow,
    all_by_hand,
    by_hand_rows,
    own_answers,
    persons_of,
)
from sayeban.eligibility.reads.rules import titles
from sayeban.eligibility.rights import DECIDERS
from sayeban.kit.ordering import Order, order_of
from sayeban.organisations.public import unit_labels
from sayeban.people.public import file_numbers, search_persons
from sayeban.runtime.answers import done
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door
from sayeban.runtime.lists import row_id
from sayeban.sheets.public import answer_workbook, write_tables

_SIZE: Final = 50
_MOST: Final = 20_000
_NEWEST: Final = Order("decided", descending=True)
_HEADS: Final = (
    ("قاعده", "rule"),
    ("دربارهٔ", ""),
    ("تصمیم دستی", ""),
    ("پاسخ قاعده", ""),
    ("دلیل", ""),
    ("واحد", "county"),
    ("تصمیم‌گیرنده", ""),
    ("زمان", "decided"),
)
SAID: Final = {True: "مشمول", False: "نامشمول", None: "نامعلوم"}


@dataclass(frozen=True, slots=True)
class Line:
    """One decision. `own` is what the rule itself says now; `ended` when it was taken back."""

    href: str
    rule: str
    about: str
    outcome: str
    own: str
    reason: str
    unit: str
    by: str
    at: datetime
    ended: date | None


@dataclass(frozen=True, slots=True)
class ByHandPage:
    """Decisions by hand. `nobody`: whom the form names is not in the visitor's places."""

    filter: ByHandFilter
    sort: str
    find: FindForm
    nobody: bool
    heads: tuple[Column, ...]
    lines: tuple[Line, ...]
    pager: Pager
    xlsx: str


@never_cache
@door(DECIDERS, methods=("GET", "POST"))
def by_hand(request: Visit) -> HttpResponseBase:
    """تصمیم‌های دستی."""
    if request.method != "POST":
        return _shown(request, FindForm())
    form = FindForm(request.POST)
    with looking(request.actor):
        found = search_persons(form.cleaned_data["identifier"]) if form.is_valid() else []
        if form.is_valid():
            _record(request, len(found), "by_hand.find")
        if len(found) != 1:
            return _shown(request, form, nobody=form.is_valid(), status=422)
    return done(reverse("by_hand_person", args=[found[0].person_id]))


@door(DECIDERS)
def as_workbook(request: Visit) -> HttpResponseBase:
    """تصمیم‌های دستی در یک فایل اکسل."""
    asked = ByHandFilter(request.GET, titles().items()).asked()
    rows = all_by_hand(asked["rule"], not asked["state"], _MOST)
    _record(request, len(rows), "rules.by_hand")
    cells = [
        (
            *(each.rule, each.about, each.outcome, each.own, each.reason, each.unit, each.by),
            *(jdatetime(each.at), jdate(each.ended, short=True) if each.ended else ""),
        )
        for each in _lines(rows)
    ]
    names = (*(text for text, _ in _HEADS), "پایان")

    def write(path: Path) -> None:
        write_tables({"تصمیم‌های دستی": (names, cells)}, path)

    answer, _ = answer_workbook("by-hand.xlsx", write)
    return answer


def _shown(
    request: Visit, find: FindForm, *, nobody: bool = False, status: int = 200
) -> HttpResponse:
    form = ByHandFilter(request.GET, titles().items())
    asked, after = form.asked(), row_id(request.GET.get("after", ""))
    order = order_of(request.GET.get("sort", ""), KEYS, _NEWEST)
    rows, more = by_hand_rows(asked["rule"], not asked["state"], order, after, _SIZE)
    if rows:
        _record(request, len(rows), "rules.by_hand")
    here, kept = reverse("by_hand"), {**asked, "sort": request.GET.get("sort", "") and order.word}
    following = rows[-1].id if more else 0
    page = ByHandPage(
        *(form, order.word, find, nobody, heads(_HEADS, order, here, kept)),
        tuple(_lines(rows)),
        pager(here, kept, first=not after, following=following, shown=len(rows)),
        address(reverse("by_hand_xlsx"), asked),
    )
    return render(request, "eligibility/by_hand.jinja", page, status=status)


def _record(request: Visit, rows: int, purpose: str) -> None:
    look(
        user_id=request.actor.user_id,
        purpose=purpose,
        subject="eligibility.by_hand",
        subject_id="",
        rows=rows,
    )


def _lines(rows: Sequence[ByHandRow]) -> list[Line]:
    own = own_answers(rows, today_of(timezone.now()))
    names, units = titles(), unit_labels({each.unit for each in rows})
    users = user_names({each.decided_by for each in rows if each.decided_by})
    homes = persons_of({each.subject_id for each in rows if each.subject == "household"})
    persons = {each.id: _person(each, homes) for each in rows}
    numbers = file_numbers({each for each in persons.values() if each})
    return [
        Line(
            reverse("by_hand_person", args=[person]) if (person := persons[each.id]) else "",
            names.get(each.code, each.code),
            _about(each, numbers.get(persons[each.id] or 0)),
            SAID[each.outcome],
            SAID[own[each.id]] if each.id in own else "–",
            each.reason,
            units.get(each.unit, ""),
            users.get(each.decided_by or 0, "سامانه"),
            each.decided_at,
            today_of(each.ended_at) if each.ended_at else None,
        )
        for each in rows
    ]


def _person(row: ByHandRow, homes: Mapping[int, int]) -> int | None:
    return row.subject_id if row.subject == "person" else homes.get(row.subject_id)


def _about(row: ByHandRow, number: str | None) -> str:
    """Whom it is about, by the number of his file: of a household that of one of its persons."""
    file = f"پروندهٔ {number}" if number else "پروندهٔ بی‌شماره"
    return file if row.subject == "person" else f"خانوار، {file}"
