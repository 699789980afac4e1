"""عددهای قانون: values of parameters with their law, since when, and which rules read them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from django.http import Http404, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from sayeban.accounts.public import user_names
from sayeban.country.today import today_of
from sayeban.design.jinja import render
from sayeban.design.parts import Tone
from sayeban.eligibility.actions.keep_parameters import approve_parameter, strike_parameter
from sayeban.eligibility.reads.parameters import (
    ParameterRow,
    parameter_rows,
    type_of_row,
)
from sayeban.eligibility.reads.trying import MOST, Counted, counted
from sayeban.eligibility.reads.uses import Use, rules_by_parameter, uses_of
from sayeban.eligibility.reads.versions import ready, version_of
from sayeban.eligibility.refusals import ParameterUnknown
from sayeban.eligibility.rights import AUTHORS, READERS
from sayeban.eligibility.rules import PARAMETER_TYPES
from sayeban.facts.public import ParameterMissing, in_words, read_value
from sayeban.kit.refusals import Refusal
from sayeban.runtime.answers import done
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door
from sayeban.runtime.lists import row_id
from sayeban.runtime.refusals import AccessDenied

_USES: Final[Mapping[str, tuple[str, Tone]]] = {
    "in_force": ("نافذ", "ok"),
    "approved": ("تأییدشده", "info"),
    "draft": ("پیش‌نویس", "warn"),
}


@dataclass(frozen=True, slots=True)
class ParameterLine:
    """One parameter with the value that counts today, "" where none does yet."""

    name: str
    label: str
    value: str
    valid_from: date | None
    legal_basis: str
    waits: bool
    rules: int


@dataclass(frozen=True, slots=True)
class ParametersPage:
    """Every parameter."""

    lines: tuple[ParameterLine, ...]
    may_write: bool


@dataclass(frozen=True, slots=True)
class ValueLine:
    """One value. `until` is its last day, absent where no approved one follows.

    `may_approve`: the visitor may let it count, as far as the page can tell.
    """

    id: int
    value: str
    valid_from: date
    until: date | None
    legal_basis: str
    entered_by: str
    approved_by: str
    state: str
    tone: Tone
    waits: bool
    may_approve: bool


@dataclass(frozen=True, slots=True)
class UseLine:
    """One version that reads it. With a waiting value: how many have a yes now and with it."""

    use: Use
    state: str
    tone: Tone
    now: Counted | None
    then: Counted | None


@dataclass(frozen=True, slots=True)
class ParameterPage:
    """One parameter. `counting` is the id of the waiting value that was counted with, or 0."""

    name: str
    label: str
    type: str
    lines: tuple[ValueLine, ...]
    uses: tuple[UseLine, ...]
    counting: int
    may_write: bool
    problem: str


@door(READERS)
def parameters(request: Visit) -> HttpResponse:
    """عددهای قانون."""
    today = today_of(timezone.now())
    rows = parameter_rows()
    names = sorted({each.name for each in rows})
    rules = rules_by_parameter(today)
    lines = [
        _line([each for each in rows if each.name == name], today, len(rules.get(name, ())))
        for name in names
    ]
    page = ParametersPage(tuple(lines), bool(request.actor.posts & AUTHORS))
    return render(request, "eligibility/parameters.jinja", page)


@door(READERS)
def parameter(request: Visit, name: str) -> HttpResponse:
    """یک عدد قانون و تاریخچهٔ آن."""
    return _shown(request, name, counting=row_id(request.GET.get("count", "")))


@door(AUTHORS, methods=("POST",))
def approve(request: Visit, number: int) -> HttpResponseBase:
    """تأیید مقدار یک پارامتر."""

    def put() -> None:
        approve_parameter(actor=request.actor, at=timezone.now(), number=number)

    return _do(request, number, put, "parameter_approved")


@door(AUTHORS, methods=("POST",))
def strike(request: Visit, number: int) -> HttpResponseBase:
    """پس گرفتن مقداری که هنوز تأیید نشده است."""

    def back() -> None:
        strike_parameter(actor=request.actor, at=timezone.now(), number=number)

    return _do(request, number, back, "parameter_struck")


def _do(request: Visit, number: int, act: Callable[[], None], word: str) -> HttpResponseBase:
    with looking(request.actor):
        name = next((each.name for each in parameter_rows() if each.id == number), "")
    if not name:
        raise Http404
    try:
        act()
    except AccessDenied:
        raise
    except Refusal as refusal:
        with looking(request.actor):
            return _shown(request, name, refusal.message, status=refusal.http_status)
    with looking(request.actor):
        left = bool(parameter_rows(name))
    here = reverse("rule_parameter", args=[name]) if left else reverse("rule_parameters")
    return done(here, word)


def _shown(
    request: Visit, name: str, problem: str = "", *, counting: int = 0, status: int = 200
) -> HttpResponse:
    rows = parameter_rows(name)
    if not rows:
        raise Http404
    today, writes = today_of(timezone.now()), bool(request.actor.posts & AUTHORS)
    asked = next((each for each in rows if each.id == counting and each.waits and writes), None)
    page = ParameterPage(
        *(name, rows[0].label, PARAMETER_TYPES[rows[0].type]),
        tuple(_values(request, rows, today)),
        tuple(_use(each, asked) for each in uses_of(name, today)),
        asked.id if asked else 0,
        writes,
        problem,
    )
    return render(request, "eligibility/parameter.jinja", page, status=status)


def _line(rows: list[ParameterRow], today: date, rules: int) -> ParameterLine:
    """`rows` are its values, the newest first."""
    held = next((each for each in rows if not each.waits and each.valid_from <= today), None)
    return ParameterLine(
        *(rows[0].name, rows[0].label, _said(held) if held else ""),
        held.valid_from if held else None,
        held.legal_basis if held else "",
        any(each.waits for each in rows),
        rules,
    )


def _values(request: Visit, rows: list[ParameterRow], today: date) -> list[ValueLine]:
    actor, eyes = request.actor, request.actor.eyes()
    names = user_names({each for row in rows for each in (row.entered_by, row.approved_by) if each})
    approved = [each for each in rows if not each.waits]
    begun = [each.valid_from for each in approved]
    held = next((each.id for each in approved if each.valid_from <= today), 0)
    found = []
    for row in rows:
        following = min((day for day in begun if day > row.valid_from), default=None)
        saw = eyes.saw(row.entered_by, row.entered_at)
        found.append(
            ValueLine(
                *(row.id, _said(row), row.valid_from),
                following - timedelta(1) if following and not row.waits else None,
                row.legal_basis,
                names.get(row.entered_by or 0, "سامانه"),
                "" if row.waits else names.get(row.approved_by or 0, "سامانه"),
                *_state(row, held, today),
                row.waits,
                row.waits and bool(actor.posts & AUTHORS) and not saw,
            )
        )
    return found


def _state(row: ParameterRow, held: int, today: date) -> tuple[str, Tone]:
    if row.waits:
        return "در انتظار نفر دوم", "warn"
    if row.id == held:
        return "نافذ", "ok"
    return ("تأییدشده", "info") if row.valid_from > today else ("پایان‌یافته", "mute")


def _said(row: ParameterRow) -> str:
    typed = type_of_row(row)
    return in_words(typed, read_value(typed, row.value))


def _use(use: Use, asked: ParameterRow | None) -> UseLine:
    state, tone = _USES[use.state]
    if asked is None:
        return UseLine(use, state, tone, None, None)
    now, then = _counted(use, asked)
    return UseLine(use, state, tone, now, then)


def _counted(use: Use, asked: ParameterRow) -> tuple[Counted | None, Counted | None]:
    """With the values of the day before, and with this one; absent where one is lacking."""
    version, value = version_of(use.code, use.number), read_value(type_of_row(asked), asked.value)
    assert value is not None
    before = max(version.valid_from, asked.valid_from - timedelta(1))
    try:
        old = ready(version, before)
    except ParameterMissing:
        return None, None
    new = replace(old, params={**old.params, asked.name: value})
    return counted(old, MOST), counted(new, MOST)


def named(name: str) -> ParameterRow:
    """The newest row of a parameter; 404 where it has none."""
    rows = parameter_rows(name)
    if not rows:
        raise Http404 from ParameterUnknown()
    return rows[0]
