"""The working calendar of a province or of the country: closures, weekend, national holidays."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django import forms
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from sayeban.country import jalali
from sayeban.country.today import today_of
from sayeban.design.jinja import render
from sayeban.design.parts import Link
from sayeban.kit.units import Unit
from sayeban.organisations.actions.keep_calendar import (
    declare_closure,
    set_holiday,
    set_weekend,
    strike_holiday,
    withdraw_closure,
)
from sayeban.organisations.pages.calendar.form import (
    ClosureForm,
    HolidayForm,
    WeekendForm,
)
from sayeban.organisations.reads.calendar import Calendar, NamedDay, calendar_of
from sayeban.organisations.reads.units import provinces, resolve_text, unit_label
from sayeban.organisations.refusals import UnknownUnit
from sayeban.organisations.rules import CALENDAR_KEEPERS, HEADQUARTERS, WEEKDAYS
from sayeban.runtime.answers import attempt, done
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door

DONE: Final[Mapping[str, str]] = {
    "day_closed": "تعطیلی ثبت شد و مهلت‌های روز کاری با آن شمرده می‌شود. پیامک روزهای تازه یک ربع"
    " دیگر می‌رود و اگر تا آن‌گاه تغییر را برگردانید نمی‌رود.",
    "day_opened": "تعطیلی برداشته شد.",
    "weekend_set": "روزهای تعطیل هفته ثبت شد. پیامک روزهای تازه یک ربع دیگر می‌رود و اگر تا آن‌گاه"
    " تغییر را برگردانید نمی‌رود.",
    "holiday_set": "مناسبت ثبت شد.",
    "holiday_struck": "مناسبت برداشته شد.",
}


@dataclass(frozen=True, slots=True)
class CalendarPage:
    """One calendar with its forms. `provinces`: the other calendars, for headquarters."""

    unit: str
    label: str
    calendar: Calendar
    weekend: str
    closing: ClosureForm
    resting: WeekendForm
    holiday: HolidayForm
    is_national: bool
    provinces: tuple[Link, ...]
    wrong: bool

    def address(self, name: str, day: NamedDay) -> str:
        """Where the change `name` of a day is sent."""
        return reverse(name, args=[self.unit, day.day.isoformat()])


@door(CALENDAR_KEEPERS)
def own_calendar(request: Visit) -> HttpResponseBase:
    """تقویم کاری."""
    own = next(a.unit for a in request.actor.appointments if a.post in CALENDAR_KEEPERS)
    return redirect("calendar_of", str(own))


@door(CALENDAR_KEEPERS, methods=("GET", "POST"))
def calendar(request: Visit, unit: str) -> HttpResponseBase:
    """تقویم یک استان یا کشور؛ با فرستادن، روزی تعطیل می‌شود."""
    where = _unit(request, unit)
    if request.method != "POST":
        return _show(request, where)
    form = ClosureForm(request.POST, prefix="closing")
    return _changed(
        request,
        where,
        form,
        "day_closed",
        lambda typed: declare_closure(actor=request.actor, at=timezone.now(), unit=where, **typed),
    )


@door(CALENDAR_KEEPERS, methods=("POST",))
def weekend(request: Visit, unit: str) -> HttpResponseBase:
    """روزهای تعطیل هفته."""
    where = _unit(request, unit)
    form = WeekendForm(request.POST, prefix="resting")
    return _changed(
        request,
        where,
        form,
        "weekend_set",
        lambda typed: set_weekend(actor=request.actor, at=timezone.now(), unit=where, **typed),
    )


@door(CALENDAR_KEEPERS, methods=("POST",))
def reopen(request: Visit, unit: str, day: str) -> HttpResponseBase:
    """برداشتن یک تعطیلی."""
    where = _unit(request, unit)
    withdraw_closure(actor=request.actor, at=timezone.now(), unit=where, day=_day(day))
    return done(reverse("calendar_of", args=[unit]), "day_opened")


@door(HEADQUARTERS, methods=("POST",))
def holiday(request: Visit, unit: str) -> HttpResponseBase:
    """ثبت مناسبت."""
    form = HolidayForm(request.POST, prefix="holiday")
    return _changed(
        request,
        _unit(request, unit),
        form,
        "holiday_set",
        lambda typed: set_holiday(actor=request.actor, at=timezone.now(), **typed),
    )


@door(HEADQUARTERS, methods=("POST",))
def strike(request: Visit, unit: str, day: str) -> HttpResponseBase:
    """برداشتن مناسبت."""
    strike_holiday(actor=request.actor, at=timezone.now(), day=_day(day))
    return done(reverse("calendar_of", args=[unit]), "holiday_struck")


def _changed(
    request: Visit,
    unit: Unit,
    form: forms.Form,
    word: str,
    act: Callable[[Mapping[str, Any]], None],
) -> HttpResponseBase:
    def acted() -> bool:
        act(form.cleaned_data)
        return True

    if form.is_valid() and attempt(form, acted):
        return done(reverse("calendar_of", args=[str(unit)]), word)
    with looking(request.actor):
        return _show(request, unit, form)


def _show(request: Visit, unit: Unit, sent: forms.Form | None = None) -> HttpResponse:
    today = today_of(timezone.now())
    since = jalali.from_parts(jalali.parts(today)[0], 1, 1) or today
    found = calendar_of(unit.province, since)
    resting = WeekendForm(prefix="resting", initial={"weekdays": found.weekend})
    is_headquarters = bool(request.actor.posts & HEADQUARTERS)
    page = CalendarPage(
        str(unit),
        unit_label(unit) if unit.province else "کشور",
        found,
        "، ".join(name for number, name in WEEKDAYS if number in found.weekend),
        sent if isinstance(sent, ClosureForm) else ClosureForm(prefix="closing"),
        sent if isinstance(sent, WeekendForm) else resting,
        sent if isinstance(sent, HolidayForm) else HolidayForm(prefix="holiday"),
        is_headquarters and not unit.province,
        _others() if is_headquarters else (),
        sent is not None,
    )
    return render(request, "organisations/calendar.jinja", page, status=422 if sent else 200)


def _others() -> tuple[Link, ...]:
    country = Link("کشور", reverse("calendar_of", args=["hq"]))
    return (country, *(Link(p.name, reverse("calendar_of", args=[p.code])) for p in provinces()))


def _unit(request: Visit, typed: str) -> Unit:
    """The country or a province that the visitor's post covers, else 404."""
    try:
        unit = resolve_text(typed)
    except UnknownUnit as unknown:
        raise Http404 from unknown
    if unit.level not in ("hq", "province") or not request.actor.reaches(CALENDAR_KEEPERS, unit):
        raise Http404
    return unit


def _day(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError as wrong:
        raise Http404 from wrong
