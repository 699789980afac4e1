"""Which desks there are, and who may work at one."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from sayeban.country.calendar import WorkingDays
from sayeban.country.today import TEHRAN
from sayeban.desk.hours import Hours, Week, after_saturday, said, week_of
from sayeban.desk.models import Desk, Training
from sayeban.desk.refusals import DeskUnknown, NotTrained, ServiceElsewhere
from sayeban.kit.units import Unit
from sayeban.organisations.public import WorkingCalendars, unit_label, working_calendars
from sayeban.runtime.actor import Actor
from sayeban.runtime.context import nationwide

_SATURDAY: Final = 5
_LOOKED_AHEAD: Final = 60
"""Days; longer no desk is closed at a stretch."""


@dataclass(frozen=True, slots=True)
class DeskFacts:
    """One desk as pages show it; `calendar` is that of its province."""

    id: int
    code: str
    title: str
    address: str
    unit: Unit
    unit_label: str
    counters: int
    week: Week
    slot_minutes: int
    screen_key: UUID
    sample: bool
    phone: str
    services: tuple[str, ...]
    every_day: bool
    calendar: WorkingDays

    def hours_on(self, day: date) -> Hours | None:
        """From when to when the desk is open on a day; None where it is closed."""
        works = self.every_day or self.calendar.is_open(day)
        return self.week[after_saturday(day)] if works else None

    @property
    def hours(self) -> str:
        """The hours of a usual week, in words; the weekend of its province is closed."""
        rests = () if self.every_day else self.calendar.weekend
        return said(
            tuple(
                None if (n + _SATURDAY) % len(self.week) in rests else each
                for n, each in enumerate(self.week)
            )
        )

    def takes(self, service: str) -> bool:
        """Whether requests for a service are taken here."""
        return not self.services or service in self.services


def unit_of(desk: Desk) -> Unit:
    """The unit that the desk belongs to."""
    return Unit.of_county(desk.county) if desk.county else Unit.of_province(desk.province)


def desk_facts(desk: Desk, calendars: WorkingCalendars | None = None) -> DeskFacts:
    """The same with its words; `calendars` where they were read already."""
    unit = unit_of(desk)
    calendar = (calendars or working_calendars()).of(desk.province)
    return DeskFacts(
        desk.pk,
        desk.code,
        desk.title,
        desk.address,
        unit,
        unit_label(unit),
        desk.counters,
        week_of(desk.week_opens, desk.week_closes),
        desk.slot_minutes,
        desk.screen_key,
        desk.sample,
        desk.phone,
        tuple(desk.services),
        desk.every_day,
        calendar,
    )


def desks() -> list[DeskFacts]:
    """The desks within the reader's places, by place; they are a few dozen in the country."""
    found = Desk.objects.filter(closed_on=None).order_by("province", "county", "code")
    calendars = working_calendars()
    return [desk_facts(each, calendars) for each in found]


def desk_named(code: str) -> DeskFacts:
    """One desk within the reader's places; refuses desk.unknown."""
    return desk_facts(found_desk(code=code))


def desk_of_key(key: UUID) -> DeskFacts:
    """The desk of a display or kiosk; refuses desk.unknown."""
    return desk_facts(found_desk(screen_key=key))


def found_desk(**by: object) -> Desk:
    """The row; refuses desk.unknown."""
    found = Desk.objects.filter(closed_on=None, **by).first()
    if found is None:
        raise DeskUnknown
    return found


def desk_of_unit(unit: Unit, code: str = "") -> Desk | None:
    """The desk of a unit by its code, or the only one that it has; None of several or of none.

    Refuses desk.unknown.
    """
    place = {"province": unit.province, "county": unit.county}
    if code:
        return found_desk(code=code, **place)
    there = list(Desk.objects.filter(closed_on=None, **place)[:2])
    return there[0] if len(there) == 1 else None


def is_open(desk: DeskFacts, at: datetime) -> bool:
    """Whether the desk works at this moment: a working day of its province, within its hours."""
    local = at.astimezone(TEHRAN)
    hours = desk.hours_on(local.date())
    return hours is not None and hours.opens <= local.time() < hours.closes


def opens_next(desk: DeskFacts, at: datetime) -> tuple[date, time] | None:
    """The day and hour at which the desk opens next; None where it does not within weeks."""
    local = at.astimezone(TEHRAN)
    today = local.date()
    for day in (today + timedelta(days=n) for n in range(_LOOKED_AHEAD)):
        hours = desk.hours_on(day)
        if hours and (day > today or local.time() < hours.opens):
            return day, hours.opens
    return None


def refuse_elsewhere(unit: Unit, code: str, service: str) -> None:
    """Refuses desk.unknown, and desk.other_service naming the province's desks that take it."""
    place = {"province": unit.province, "county": unit.county}
    if desk_facts(found_desk(code=code, **place)).takes(service):
        return
    with nationwide():  # names of desks alone: the clerk sends him on
        around = list(
            Desk.objects.filter(closed_on=None, province=unit.province).order_by("county", "code")
        )
    able = [each.title for each in around if not each.services or service in each.services]
    raise ServiceElsewhere(desks="، ".join(able) or "میز ستاد")


def is_trained(user_id: int | None, unit: Unit, course: str = "desk") -> bool:
    """Whether the training of this user in this unit is recorded."""
    if user_id is None:
        return False
    return Training.objects.filter(
        user_id=user_id, province=unit.province, county=unit.county, course=course
    ).exists()


def liaison_trained(actor: Actor) -> bool:
    """Whether a liaison expert's course is recorded in a unit where he is one."""
    units = {held.unit for held in actor.appointments if held.post == "liaison_expert"}
    return any(is_trained(actor.user_id, unit, "liaison") for unit in sorted(units, key=str))


def check_trained(actor: Actor, unit: Unit) -> None:
    """Refuses desk.not_trained for whoever serves visitors without training (D-006)."""
    if actor.kind == "user" and not is_trained(actor.user_id, unit):
        raise NotTrained
