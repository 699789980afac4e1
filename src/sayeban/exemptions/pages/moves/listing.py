"""The list of moves and ends of tenancies of a unit, and the answer to one end (A-060)."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from django.forms import Form
from django.http import Http404, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from sayeban.audit.events import look
from sayeban.country.formats import mobile
from sayeban.design.jinja import render
from sayeban.design.parts import Pager, Tone
from sayeban.design.sorting import pager
from sayeban.exemptions import rights
from sayeban.exemptions.actions.answer_tenancy import leave_tenancy, prolong_tenancy
from sayeban.exemptions.actions.collecting import may_collect
from sayeban.exemptions.pages.answers import attempt, done
from sayeban.exemptions.pages.moves.form import LeaveForm, MovingFilter, ProlongForm
from sayeban.exemptions.pages.moves.page import MOVE_TONES
from sayeban.exemptions.pages.units import UnitHead, unit_head
from sayeban.exemptions.reads.campaign import campaign_by_code
from sayeban.exemptions.reads.moves import SIZE, Moving, moving_counts, moving_of, tenancy_view
from sayeban.exemptions.rules_move import (
    GRACE_DAYS,
    MOVE_STATE_LABELS,
    TENANCY_STATE_LABELS,
)
from sayeban.organisations.public import unit_label, unit_labels, unit_named
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door
from sayeban.runtime.lists import row_id
from sayeban.runtime.refusals import AccessDenied

_TENANCY_TONES: Final[dict[str, Tone]] = {
    "asked": "warn",
    "prolonged": "ok",
    "moved": "info",
    "ended": "bad",
    "passed": "mute",
}
_LABELS: Final = {"move": MOVE_STATE_LABELS, "tenancy": TENANCY_STATE_LABELS}
_TONES: Final = {"move": MOVE_TONES, "tenancy": _TENANCY_TONES}
_KINDS: Final = {"move": "جابه‌جایی", "tenancy": "پایان اجاره"}


@dataclass(frozen=True, slots=True)
class MovingLine:
    """One move or end of a tenancy. `ended`: the old exemption ended before it was finished."""

    href: str
    full_name: str
    kind: str
    state: str
    tone: Tone
    on: date
    places: str
    at: datetime
    ended: bool


@dataclass(frozen=True, slots=True)
class MovesPage:
    """The list of a unit with what is still open in it."""

    head: UnitHead
    to_collect: int
    to_approve: int
    to_ask: int
    filter: MovingFilter
    lines: tuple[MovingLine, ...]
    pager: Pager


@dataclass(frozen=True, slots=True)
class TenancyPage:
    """One end of a tenancy. `may_answer`: it waits, and the visitor collects in its worklist."""

    head: UnitHead
    id: int
    full_name: str
    row: str
    mobile: str
    ends_on: date
    state: str
    tone: Tone
    new_end: date | None
    asked_at: datetime
    grace: int
    may_answer: bool
    prolong: ProlongForm
    leave: LeaveForm


@door(rights.STAFF)
def moves(request: Visit, code: str, unit: str) -> HttpResponse:
    """جابه‌جایی و پایان اجاره."""
    head = unit_head(request.actor, code, unit, timezone.now())
    campaign = campaign_by_code(code)
    form = MovingFilter(request.GET)
    typed = form.cleaned_data if form.is_valid() else {"what": "", "words": ""}
    kind, _, state = typed["what"].partition(".")
    skip = row_id(request.GET.get("after", ""))
    found, more = moving_of(
        campaign, head.unit, kind=kind, state=state, words=typed["words"], skip=skip
    )
    look(
        user_id=request.actor.user_id,
        purpose="move",
        subject="exemptions.moves",
        subject_id=f"{code}/{head.text}",
        rows=len(found),
    )
    counts = moving_counts(campaign, head.unit)
    page = MovesPage(
        head=head,
        to_collect=counts.get(("move", "reported"), 0),
        to_approve=counts.get(("move", "collected"), 0),
        to_ask=counts.get(("tenancy", "asked"), 0),
        filter=form,
        lines=_lines(code, found),
        pager=pager(
            reverse("campaign_moves", args=[code, head.text]),
            typed,
            first=skip == 0,
            following=skip + SIZE if more else 0,
            shown=len(found),
        ),
    )
    return render(request, "exemptions/moves.jinja", page)


def _lines(code: str, found: list[Moving]) -> tuple[MovingLine, ...]:
    labels = unit_labels({each.place for each in found} | {e.came for e in found if e.came})
    return tuple(
        MovingLine(
            href=reverse(
                "campaign_move" if each.kind == "move" else "campaign_tenancy",
                args=[code, each.id],
            ),
            full_name=each.full_name or "بدون نام",
            kind=_KINDS[each.kind],
            state=_LABELS[each.kind][each.state],
            tone=_TONES[each.kind][each.state],
            on=each.on,
            places=labels[each.place]
            if each.came in (None, each.place)
            else f"از {labels[each.came]} به {labels[each.place]}",
            at=each.at,
            ended=each.ended,
        )
        for each in found
    )


@door(rights.STAFF)
def tenancy(request: Visit, code: str, number: int) -> HttpResponse:
    """پایان اجارهٔ یک خانوار."""
    return render(request, "exemptions/tenancy.jinja", _tenancy(request, code, number))


@door(rights.COLLECTORS, methods=("POST",))
def prolong(request: Visit, code: str, number: int) -> HttpResponseBase:
    """اجاره تمدید شد."""
    page = _to_answer(request, code, number)
    form = ProlongForm(request.POST)

    def act() -> bool:
        end = form.cleaned_data["new_end"]
        prolong_tenancy(actor=request.actor, at=timezone.now(), number=number, new_end=end)
        return True

    return _answered(request, replace(page, prolong=form), form, act, "tenancy_prolonged")


@door(rights.COLLECTORS, methods=("POST",))
def leave(request: Visit, code: str, number: int) -> HttpResponseBase:
    """اجاره تمدید نشد و خانوار جابه‌جا شد."""
    page = _to_answer(request, code, number)
    form = LeaveForm(request.POST)

    def act() -> bool:
        typed = form.cleaned_data
        with looking(request.actor):
            to = unit_named(typed["unit"])
        leave_tenancy(actor=request.actor, at=timezone.now(), number=number, to=to, on=typed["on"])
        return True

    return _answered(request, replace(page, leave=form), form, act, "move_reported")


def _answered(
    request: Visit, page: TenancyPage, form: Form, act: Callable[[], bool], word: str
) -> HttpResponseBase:
    said_at = {
        "unit.unknown": "unit",
        "move.in_future": "on",
        "tenancy.end_wrong": "new_end",
    }
    if form.is_valid() and attempt(form, act, said_at):
        return done(reverse("campaign_moves", args=[page.head.code, page.head.text]), word)
    with looking(request.actor):
        return render(request, "exemptions/tenancy.jinja", page, status=422)


def _to_answer(request: Visit, code: str, number: int) -> TenancyPage:
    with looking(request.actor):
        page = _tenancy(request, code, number)
    if not may_collect(request.actor, page.head.unit):
        raise AccessDenied
    return page


def _tenancy(request: Visit, code: str, number: int) -> TenancyPage:
    found = tenancy_view(campaign_by_code(code), number)
    if found is None:
        raise Http404
    look(
        user_id=request.actor.user_id,
        purpose="move",
        subject="exemptions.row",
        subject_id=str(found.key),
        rows=1,
    )
    head = unit_head(request.actor, code, str(found.unit), timezone.now())
    return TenancyPage(
        head=head,
        id=number,
        full_name=found.full_name or "بدون نام",
        row=reverse("campaign_row", args=[code, found.key]),
        mobile=mobile.dialled(found.mobile),
        ends_on=found.ends_on,
        state=TENANCY_STATE_LABELS[found.state],
        tone=_TENANCY_TONES[found.state],
        new_end=found.new_end,
        asked_at=found.asked_at,
        grace=GRACE_DAYS,
        may_answer=found.state == "asked" and may_collect(request.actor, found.unit),
        prolong=ProlongForm(),
        leave=LeaveForm(initial={"unit": unit_label(found.unit)}),
    )
