"""جابه‌جایی: a household's new dwelling is reported, collected, approved or taken back (A-030)."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from sayeban.accounts.public import user_names
from sayeban.audit.events import look
from sayeban.country import jalali
from sayeban.design.jinja import render
from sayeban.design.parts import Tone
from sayeban.exemptions import rights
from sayeban.exemptions.actions.approve_move import approve_move
from sayeban.exemptions.actions.collect_move import collect_move
from sayeban.exemptions.actions.collecting import may_collect
from sayeban.exemptions.actions.report_move import hand_over_move, report_move, withdraw_move
from sayeban.exemptions.pages.answers import attempt, done
from sayeban.exemptions.pages.moves.form import DwellingForm, NewMoveForm, UnitForm
from sayeban.exemptions.pages.units import UnitHead, unit_head
from sayeban.exemptions.reads.campaign import campaign_by_code
from sayeban.exemptions.reads.moves import MoveView, move_view
from sayeban.exemptions.reads.one_row import row_by_key
from sayeban.exemptions.refusals_move import MeterTaken, MoveIncomplete
from sayeban.exemptions.rules_move import (
    MOVE_DAYS,
    MOVE_STATE_LABELS,
    OPEN_MOVES,
    TELLER_LABELS,
)
from sayeban.exemptions.words import UTILITY_LABELS, field_label, value_label
from sayeban.kit.refusals import Refusal
from sayeban.kit.units import Unit
from sayeban.organisations.public import unit_label, unit_named
from sayeban.runtime.actor import Actor
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door
from sayeban.runtime.refusals import AccessDenied

MOVE_TONES: Final[dict[str, Tone]] = {
    "reported": "warn",
    "collected": "info",
    "approved": "ok",
    "withdrawn": "mute",
}
_FACTS: Final = ("location", "address", "postal_code", "tenure", "tenancy_end")
_CODES: Final = frozenset({"postal_code", "bill", "number"})


@dataclass(frozen=True, slots=True)
class Beside:
    """One fact of the old dwelling beside that of the new one."""

    label: str
    before: str
    after: str
    is_code: bool


@dataclass(frozen=True, slots=True)
class NewMovePage:
    """A move is reported of one row."""

    head: UnitHead
    key: UUID
    full_name: str
    form: NewMoveForm


@dataclass(frozen=True, slots=True)
class MovePage:
    """One move: what changes, and what this visitor may do.

    `course` says who did what when; `ended`: companies were told of an end before it was finished.
    """

    head: UnitHead
    id: int
    full_name: str
    national_id: str
    state: str
    tone: Tone
    came: str
    place: str
    moved_on: date
    course: tuple[str, ...]
    sides: tuple[Beside, ...]
    effects: tuple[str, ...]
    late: str
    ended: bool
    form: DwellingForm
    to: UnitForm
    utilities: tuple[tuple[str, str], ...]
    may_collect: bool
    may_approve: bool
    own_eyes: bool
    may_hand_over: bool
    may_withdraw: bool
    problem: str = ""


@door(rights.COLLECTORS, methods=("GET", "POST"))
def new_move(request: Visit, code: str, key: UUID) -> HttpResponseBase:
    """ثبت جابه‌جایی."""
    with looking(request.actor):
        row = row_by_key(campaign_by_code(code).pk, key)
        if row is None:
            raise Http404
        head = unit_head(request.actor, code, str(row.unit), timezone.now())
    if not may_collect(request.actor, row.unit):
        raise AccessDenied
    form = NewMoveForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        number = attempt(
            form,
            lambda: _report(request, code, key, form),
            {"unit.unknown": "unit", "move.in_future": "on"},
        )
        if number is not None:
            return done(reverse("campaign_move", args=[code, number]), "move_reported")
    with looking(request.actor):
        page = NewMovePage(head, key, row.full_name, form)
        status = 422 if form.errors else 200
        return render(request, "exemptions/new_move.jinja", page, status=status)


def _report(request: Visit, code: str, key: UUID, form: NewMoveForm) -> int:
    typed = form.cleaned_data
    return report_move(
        actor=request.actor,
        at=timezone.now(),
        code=code,
        key=key,
        to=_unit(request, typed["unit"]),
        on=typed["on"],
        by_client=typed["said_by"] == "client",
    )


def _unit(request: Visit, typed: str) -> Unit:
    with looking(request.actor):
        return unit_named(typed)


@door(rights.STAFF, methods=("GET", "POST"))
def one_move(request: Visit, code: str, number: int) -> HttpResponseBase:
    """یک جابه‌جایی."""
    with looking(request.actor):
        page = _page(request, code, number)
        if request.method == "GET":
            return render(request, "exemptions/move.jinja", page)
    if not page.may_collect:
        raise AccessDenied
    form = DwellingForm(request.POST, known={}, utilities=[u for u, _ in page.utilities])
    if form.is_valid() and _collected(request, number, form):
        return done(reverse("campaign_move", args=[code, number]), "move_collected")
    return _again(request, replace(page, form=form))


def _collected(request: Visit, number: int, form: DwellingForm) -> bool:
    try:
        collect_move(
            actor=request.actor,
            at=timezone.now(),
            number=number,
            values=form.values(),
            on=form.cleaned_data["on"],
        )
    except AccessDenied:
        raise
    except MoveIncomplete as refusal:
        for name, sentence in refusal.fields.items():
            said = refusal.message if isinstance(refusal, MeterTaken) else f"{sentence}."
            form.add_error(name if name in form.fields else None, said)
    except Refusal as refusal:
        form.add_error(None, refusal.message)
    return not form.errors


@door(rights.HEADS, methods=("POST",))
def approve(request: Visit, code: str, number: int) -> HttpResponseBase:
    """تأیید جابه‌جایی."""
    return _decide(
        request,
        code,
        number,
        lambda: approve_move(actor=request.actor, at=timezone.now(), number=number),
        "move_approved",
    )


@door(rights.COLLECTORS | rights.HEADS, methods=("POST",))
def withdraw(request: Visit, code: str, number: int) -> HttpResponseBase:
    """پس گرفتن جابه‌جایی."""
    return _decide(
        request,
        code,
        number,
        lambda: withdraw_move(actor=request.actor, at=timezone.now(), number=number),
        "move_withdrawn",
    )


@door(rights.COLLECTORS, methods=("POST",))
def hand_over(request: Visit, code: str, number: int) -> HttpResponseBase:
    """فرستادن جابه‌جایی به واحد دیگر."""
    form = UnitForm(request.POST)
    with looking(request.actor):
        page = _page(request, code, number)
    if not page.may_hand_over:
        raise AccessDenied

    def act() -> bool:
        to = _unit(request, form.cleaned_data["unit"])
        hand_over_move(actor=request.actor, at=timezone.now(), number=number, to=to)
        return True

    if form.is_valid() and attempt(form, act, {"unit.unknown": "unit"}):
        return done(reverse("campaign_moves", args=[code, page.head.text]), "move_handed_over")
    return _again(request, replace(page, to=form))


def _decide(
    request: Visit, code: str, number: int, act: Callable[[], object], word: str
) -> HttpResponseBase:
    with looking(request.actor):
        page = _page(request, code, number)
    try:
        act()
    except AccessDenied:
        raise
    except Refusal as refusal:
        return _again(request, replace(page, problem=refusal.message), refusal.http_status)
    return done(reverse("campaign_moves", args=[code, page.head.text]), word)


def _again(request: Visit, page: MovePage, status: int = 422) -> HttpResponse:
    with looking(request.actor):
        return render(request, "exemptions/move.jinja", page, status=status)


def _page(request: Visit, code: str, number: int) -> MovePage:
    actor = request.actor
    move = move_view(campaign_by_code(code), number)
    if move is None:
        raise Http404
    look(
        user_id=actor.user_id,
        purpose="move",
        subject="exemptions.row",
        subject_id=str(move.before.get("key", "")),
        rows=1,
    )
    seen = move.place if _covers(actor, move.place) else move.came
    head = unit_head(actor, code, str(seen), timezone.now())
    utilities = head.campaign.utility_codes
    is_open = move.state in OPEN_MOVES
    collects = is_open and may_collect(actor, move.place)
    collects_there = is_open and may_collect(actor, move.came)
    withdraws = is_open and any(
        actor.reaches(rights.COLLECTORS | rights.HEADS, unit) for unit in (move.place, move.came)
    )
    own = move.collected_at is not None and actor.eyes(move.place).saw(
        move.collected_by, move.collected_at
    )
    approves = move.state == "collected" and actor.reaches(rights.HEADS, move.place)
    return MovePage(
        head=head,
        id=number,
        full_name=move.before.get("full_name", ""),
        national_id=move.before.get("national_id", ""),
        state=MOVE_STATE_LABELS[move.state],
        tone=MOVE_TONES[move.state],
        came=unit_label(move.came),
        place=unit_label(move.place),
        moved_on=move.moved_on,
        course=_course(move),
        sides=_sides(move, utilities),
        effects=_effects(move, utilities) if move.state == "collected" else (),
        late=_late(move) if is_open else "",
        ended=move.ended_on is not None,
        form=DwellingForm(None, known=_known(move), utilities=utilities),
        to=UnitForm(),
        utilities=tuple((u, UTILITY_LABELS[u]) for u in utilities),
        may_collect=collects,
        may_approve=approves and not own,
        own_eyes=approves and own,
        may_hand_over=collects or collects_there,
        may_withdraw=withdraws,
    )


def _covers(actor: Actor, unit: Unit) -> bool:
    return any(held.unit.covers(unit) for held in actor.appointments)


def _known(move: MoveView) -> dict[str, Any]:
    """What the form begins with: what was collected, or what a register said."""
    known: dict[str, Any] = {name: value for name, value in move.dwelling.items() if value}
    end = known.get("tenancy_end")
    ways = [(name, value) for name, value in known.items() if name.endswith("_channel")]
    sources = [(name, value) for name, value in known.items() if name.endswith("_source")]
    return known | {
        "on": move.moved_on,
        "tenancy_end": date.fromisoformat(end) if end else None,
        "channel": ways[0][1] if ways else "",
        "source": sources[0][1] if sources else "",
    }


def _course(move: MoveView) -> tuple[str, ...]:
    names = user_names(
        {u for u in (move.reported_by, move.collected_by, move.decided_by) if u is not None}
    )
    lines = [
        ("گزارش", move.reported_at, names.get(move.reported_by or 0, TELLER_LABELS[move.said_by])),
        ("گردآوری خانهٔ تازه", move.collected_at, names.get(move.collected_by or 0, "")),
        ("تصمیم", move.decided_at, names.get(move.decided_by or 0, "")),
    ]
    return tuple(
        "، ".join(part for part in (f"{what}: {jalali.long_form(at.date())}", by) if part)
        for what, at, by in lines
        if at is not None
    )


def _sides(move: MoveView, utilities: tuple[str, ...]) -> tuple[Beside, ...]:
    fields = [(name, "", name) for name in _FACTS]
    fields += [(f"{u}_{fact}", u, fact) for u in utilities for fact in ("type", "bill", "number")]
    return tuple(
        Beside(
            field_label(fact, utility),
            _words(fact, move.before.get(name, "")),
            _words(fact, move.dwelling.get(name, "")),
            fact in _CODES,
        )
        for name, utility, fact in fields
        if move.before.get(name) or move.dwelling.get(name)
    )


def _words(fact: str, value: str) -> str:
    if fact == "tenancy_end":
        return jalali.long_form(date.fromisoformat(value)) if value else ""
    return value_label("connection_type" if fact == "type" else fact, value) if value else ""


def _effects(move: MoveView, utilities: tuple[str, ...]) -> tuple[str, ...]:
    """What companies are told when it is approved."""
    said = []
    for utility in utilities:
        label = UTILITY_LABELS[utility]
        if move.dwelling.get(f"{utility}_type") == "private":
            said.append(
                f"{label}: معافیت خانهٔ پیشین پایان می‌یابد و برای قبض تازه از نو آغاز می‌شود."
            )
        else:
            said.append(f"{label}: معافیت خانهٔ پیشین پایان می‌یابد؛ خانهٔ تازه انشعاب شخصی ندارد.")
    return tuple(said)


def _late(move: MoveView) -> str:
    if move.ended_on is not None:
        return (
            f"چون خانهٔ تازه در {jalali.number(MOVE_DAYS)} روز تأیید نشد، معافیت خانهٔ پیشین"
            f" در {jalali.long_form(move.ended_on)} پایان یافت. با تأیید خانهٔ تازه، معافیت از همان"
            " روز تأیید آغاز می‌شود."
        )
    return (
        f"اگر تا {jalali.number(MOVE_DAYS)} روز پس از گزارش تأیید نشود، معافیت خانهٔ پیشین پایان"
        " می‌یابد و معافیتی آغاز نمی‌شود."
    )
