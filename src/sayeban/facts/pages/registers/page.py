"""سامانه‌های استعلام: how each register is, its settings, and what may be asked for."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.http import Http404, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from sayeban.design.jinja import render
from sayeban.design.parts import Tone
from sayeban.facts.actions.keep_registers import set_register
from sayeban.facts.inquiry_rules import HEADQUARTERS, ROUTE_LABELS, problem_words
from sayeban.facts.pages.registers.form import RegisterForm
from sayeban.facts.reads.registers import PurposeTerms, RegisterNow, purposes, registers_now
from sayeban.runtime.answers import attempt, done
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door

_HEALTH: Final[dict[str, tuple[str, Tone]]] = {
    "off": ("خاموش", "mute"),
    "new": ("هنوز پرسیده نشده", "info"),
    "well": ("پاسخ می‌دهد", "ok"),
    "ill": ("آخرین پرسش بی‌پاسخ ماند", "warn"),
    "cut_off": ("گذرگاه دولت پاسخ نمی‌دهد؛ از خود سامانه خبری نیست", "bad"),
    "away": ("پاسخ نمی‌دهد؛ فعلاً پرسیده نمی‌شود", "bad"),
}
_LIMITS: Final = (
    *("seconds", "at_once", "per_minute", "burst", "valid_days"),
    *("breaker_after", "breaker_seconds"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One register. `share` of the last day's questions that have no answer, None without any."""

    key: str
    title: str
    provider: str
    state: str
    tone: Tone
    route: str
    problem: str
    answered_at: datetime | None
    open_until: datetime | None
    asked: int
    share: float | None
    waiting: int


@dataclass(frozen=True, slots=True)
class RegistersPage:
    """All registers, and the purposes for which they may be asked."""

    lines: tuple[Line, ...]
    purposes: tuple[PurposeTerms, ...]


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """One register with its settings."""

    line: Line
    form: RegisterForm
    wrong: bool


@door(HEADQUARTERS)
def registers(request: Visit) -> HttpResponse:
    """سامانه‌های استعلام."""
    found = registers_now(timezone.now())
    page = RegistersPage(tuple(map(_line, found)), tuple(purposes()))
    return render(request, "facts/registers.jinja", page)


@door(HEADQUARTERS, methods=("GET", "POST"))
def register(request: Visit, key: str) -> HttpResponseBase:
    """یک سامانهٔ استعلام."""
    with looking(request.actor):
        found = next((r for r in registers_now(timezone.now()) if r.key == key), None)
    if found is None:
        raise Http404
    sent = request.POST if request.method == "POST" else None
    known = {name: getattr(found, name) for name in ("is_on", "route", "url", "bus_path", *_LIMITS)}
    form = RegisterForm(sent, initial=known)
    if form.is_bound and form.is_valid() and attempt(form, lambda: _set(request, key, form)):
        return done(reverse("registers"), "register_set")
    page = RegisterPage(_line(found), form, bool(form.errors))
    with looking(request.actor):
        return render(request, "facts/register.jinja", page, status=422 if form.errors else 200)


def _set(request: Visit, key: str, form: RegisterForm) -> bool:
    set_register(
        actor=request.actor,
        at=timezone.now(),
        register=key,
        route=form.cleaned_data["route"],
        url=form.cleaned_data["url"],
        bus_path=form.cleaned_data["bus_path"],
        is_on=form.cleaned_data["is_on"],
        limits=form.limits(),
    )
    return True


def _until(each: RegisterNow) -> datetime | None:
    if each.health == "cut_off":
        return each.route_open_until
    return each.open_until if each.health == "away" else None


def _line(each: RegisterNow) -> Line:
    state, tone = _HEALTH[each.health]
    return Line(
        each.key,
        each.title,
        each.provider,
        state,
        tone,
        ROUTE_LABELS[each.route],
        problem_words(each.problem),
        each.answered_at,
        _until(each),
        each.asked,
        each.unavailable / each.asked if each.asked else None,
        each.waiting,
    )
