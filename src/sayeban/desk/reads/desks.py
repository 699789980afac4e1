"""Which desks there are, and who may work at one."""

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from sayeban.country.today import TEHRAN
from sayeban.desk.models import Desk, Training
from sayeban.desk.refusals import DeskUnknown, NotTrained, ServiceElsewhere
from sayeban.kit.units import Unit
from sayeban.organisations.public import unit_label, working_days
from sayeban.runtime.actor import Actor
from sayeban.runtime.context import nationwide


@dataclass(frozen=True, slots=True)
class DeskFacts:
    """One desk as pages show it."""

    id: int
    code: str
    title: str
    address: str
    unit: Unit
    unit_label: str
    counters: int
    opens: time
    closes: time
    slot_minutes: int
    screen_key: UUID
    sample: bool
    phone: str
    services: tuple[str, ...]
    every_day: bool

    def works_on(self, day: date) -> bool:
        """Whether the desk is open on a day at all."""
        return self.every_day or working_days(self.unit.province).is_open(day)

    def takes(self, service: str) -> bool:
        """Whether requests for a service are taken here."""
        return not self.services or service in self.services


def unit_of(desk: Desk) -> Unit:
    """The unit that the desk belongs to."""
    return Unit.of_county(desk.county) if desk.county else Unit.of_province(desk.province)


def desk_facts(desk: Desk) -> DeskFacts:
    """The same with its words."""
    unit = unit_of(desk)
    return DeskFacts(
        desk.pk,
        desk.code,
        desk.title,
        desk.address,
        unit,
        unit_label(unit),
        desk.counters,
        desk.opens,
        desk.closes,
        desk.slot_minutes,
        desk.screen_key,
        desk.sample,
        desk.phone,
        tuple(desk.services),
        desk.every_day,
    )


def desks() -> list[DeskFacts]:
    """The desks within the reader's places, by place; they are a few dozen in the country."""
    found = Desk.objects.filter(closed_on=None).order_by("province", "county", "code")
    return [desk_facts(each) for each in found]


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
    if not desk.works_on(local.date()):
        return False
    return desk.opens <= local.time() < desk.closes


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


def check_trained(actor: Actor, unit: Unit) -> None:
    """Refuses desk.not_trained for whoever serves visitors without training (D-006)."""
    if actor.kind == "user" and not is_trained(actor.user_id, unit):
        raise NotTrained
