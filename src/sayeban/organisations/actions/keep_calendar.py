"""Headquarters and provinces keep the working calendar."""

from collections.abc import Collection
from datetime import date, datetime

from sayeban.kit.units import Unit
from sayeban.organisations.models import Closure, Holiday, Weekend
from sayeban.organisations.refusals import HolidayNameMissing, NoWorkingDay, ReasonMissing
from sayeban.organisations.rules import CALENDAR_KEEPERS, HEADQUARTERS
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor
from sayeban.runtime.context import running
from sayeban.runtime.outbox import announce

_WEEK = frozenset(range(7))


def _changed(province: str = "") -> None:
    """Who counts working days hears of it, once a command."""
    announce("organisations.calendar_changed", str(running().command), {"province": province})


@action(
    "organisations.declare_closure",
    posts=CALENDAR_KEEPERS,
    reach="within",
    operator=True,
    about=("unit", "day"),
)
def declare_closure(*, actor: Actor, at: datetime, unit: Unit, day: date, reason: str) -> None:
    """Offices of a province (`unit`), or of the country (hq), are closed on a day.

    Declared again the reason is corrected. Refuses closure.reason_missing and access.denied.
    """
    if not reason.strip():
        raise ReasonMissing
    Closure.objects.update_or_create(
        province=unit.province, day=day, defaults={"reason": reason.strip()}
    )
    _changed(unit.province)


@action(
    "organisations.set_weekend",
    posts=CALENDAR_KEEPERS,
    reach="within",
    operator=True,
    about=("unit", "weekdays"),
)
def set_weekend(*, actor: Actor, at: datetime, unit: Unit, weekdays: Collection[int]) -> None:
    """The weekly rest days of a province, or of the country; Monday is 0, Friday 4.

    Refuses weekend.invalid (no working day left, or no such weekday) and access.denied.
    """
    if not set(weekdays) < _WEEK:
        raise NoWorkingDay
    Weekend.objects.update_or_create(
        province=unit.province, defaults={"weekdays": sorted(set(weekdays))}
    )
    _changed(unit.province)


@action(
    "organisations.withdraw_closure",
    posts=CALENDAR_KEEPERS,
    reach="within",
    operator=True,
    about=("unit", "day"),
)
def withdraw_closure(*, actor: Actor, at: datetime, unit: Unit, day: date) -> None:
    """Offices of a province, or of the country, work on a day after all; the audit keeps both."""
    Closure.objects.filter(province=unit.province, day=day).delete()
    _changed(unit.province)


@action("organisations.set_holiday", posts=HEADQUARTERS, operator=True, about=("day",))
def set_holiday(*, actor: Actor, at: datetime, day: date, name: str) -> None:
    """A day is a national holiday, or is called otherwise. Refuses holiday.name_missing."""
    if not name.strip():
        raise HolidayNameMissing
    Holiday.objects.update_or_create(day=day, defaults={"name": name.strip()})
    _changed()


@action("organisations.strike_holiday", posts=HEADQUARTERS, operator=True, about=("day",))
def strike_holiday(*, actor: Actor, at: datetime, day: date) -> None:
    """A day is no national holiday: the moon was seen on another evening than computed."""
    Holiday.objects.filter(day=day).delete()
    _changed()
