"""The working calendar of a province or of the country: closures, weekend, national holidays."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django import forms
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from sayeban.country import jalali
from sayeban.country.today import today_of
from sayeban.design.filters import jdate
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
from sayeban.organisations.pages.calendar.confirm import Change, ask, asked
from sayeban.organisations.pages.calendar.form import (
    ClosureForm,
    ConfirmForm,
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
    "day_opened": "تعطیلی برداشته شد. پیامک روزهای تازه یک ربع دیگر می‌رود.",
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
        Change(
            "day_closed",
            lambda typed: f"تعطیلی {jdate(typed['day'])}: {typed['reason']}",
            lambda typed, now: now.with_closure(where.province, typed["day"]),
            lambda typed, at: declare_closure(actor=request.actor, at=at, unit=where, **typed),
        ),
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
        Change(
            "weekend_set",
            lambda typed: f"تعطیل هفته: {_named(typed['weekdays']) or 'بدون روز ویژه'}",
            lambda typed, now: now.with_weekend(where.province, typed["weekdays"]),
            lambda typed, at: set_weekend(actor=request.actor, at=at, unit=where, **typed),
        ),
    )


@door(CALENDAR_KEEPERS, methods=("POST",))
def reopen(request: Visit, unit: str, day: str) -> HttpResponseBase:
    """برداشتن یک تعطیلی."""
    where, when = _unit(request, unit), _day(day)
    return _changed(
        request,
        where,
        forms.Form(request.POST),
        Change(
            "day_opened",
            lambda _: f"برداشتن تعطیلی {jdate(when)}",
            lambda _, now: now.without_closure(where.province, when),
            lambda _, at: withdraw_closure(actor=request.actor, at=at, unit=where, day=when),
        ),
    )


@door(HEADQUARTERS, methods=("POST",))
def holiday(request: Visit, unit: str) -> HttpResponseBase:
    """ثبت مناسبت."""
    form = HolidayForm(request.POST, prefix="holiday")
    return _changed(
        request,
        _unit(request, unit),
        form,
        Change(
            "holiday_set",
            lambda typed: f"مناسبت رسمی {jdate(typed['day'])}: {typed['name']}",
            lambda typed, now: now.with_holiday(typed["day"]),
            lambda typed, at: set_holiday(actor=request.actor, at=at, **typed),
        ),
    )


@door(HEADQUARTERS, methods=("POST",))
def strike(request: Visit, unit: str, day: str) -> HttpResponseBase:
    """برداشتن مناسبت."""
    when = _day(day)
    return _changed(
        request,
        _unit(request, unit),
        forms.Form(request.POST),
        Change(
            "holiday_struck",
            lambda _: f"برداشتن مناسبت {jdate(when)}",
            lambda _, now: now.without_holiday(when),
            lambda _, at: strike_holiday(actor=request.actor, at=at, day=when),
        ),
    )


def _changed(request: Visit, unit: Unit, form: forms.Form, change: Change) -> HttpResponseBase:
    """What is wrong with the change; else what it would move; confirmed, it is made."""
    here = reverse("calendar_of", args=[str(unit)])
    answered = request.POST.keys() & ConfirmForm.base_fields.keys()
    confirm = ConfirmForm(request.POST if answered else None)
    with looking(request.actor):
        if not form.is_valid() or not attempt(form, lambda: asked(change, form.cleaned_data)):
            return _show(request, unit, form)
        if not confirm.is_valid():
            return ask(request, change, form, confirm, Link(_label(unit), here))

    def made() -> bool:
        change.make(form.cleaned_data, timezone.now())
        return True

    if attempt(form, made):
        return done(here, change.word)
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
        _label(unit),
        found,
        _named(found.weekend),
        sent if isinstance(sent, ClosureForm) else ClosureForm(prefix="closing"),
        sent if isinstance(sent, WeekendForm) else resting,
        sent if isinstance(sent, HolidayForm) else HolidayForm(prefix="holiday"),
        is_headquarters and not unit.province,
        _others() if is_headquarters else (),
        sent is not None,
    )
    return render(request, "organisations/calendar.jinja", page, status=422 if sent else 200)


def _label(unit: Unit) -> str:
    return unit_label(unit) if unit.province else "کشور"


def _named(weekdays: Collection[int]) -> str:
    return "، ".join(name for number, name in WEEKDAYS if number in weekdays)


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
