"""Desks are data: seeded once, then corrected by whoever answers for them."""

from dataclasses import asdict, dataclass
from datetime import datetime, time
from typing import Any, Final
from uuid import uuid4

from sayeban.country import text
from sayeban.desk.hours import Week, columns_of, makes_sense, the_same
from sayeban.desk.models import Desk
from sayeban.desk.reads.desks import found_desk
from sayeban.desk.refusals import HoursWrong
from sayeban.desk.rules import COUNTERS, DESK_HEAD, HEADQUARTERS, SLOT_MINUTES
from sayeban.kit.units import Unit
from sayeban.organisations.public import provinces
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor

_WEEK: Final = the_same(time(7, 30), time(14))
_TEHRAN: Final = "23"
_MORE: Final = (
    *((f"tehran-{n}", f"میز خدمت تهران، منطقهٔ {name}") for n, name in enumerate("۱۲۳", 1)),
    ("setad", "میز خدمت مرکز پذیرش و هماهنگی گروه‌های هدف (ستاد)"),
)
"""Tehran's three zones (D-007) and the desk of the intake centre: 31 + 3 + 1 = 35."""


@dataclass(frozen=True, slots=True)
class DeskTerms:
    """What may be corrected of a desk. `every_day`: holidays are days like others; None leaves it
    as it stands."""

    title: str
    address: str
    counters: int
    week: Week
    slot_minutes: int
    phone: str = ""
    services: tuple[str, ...] = ()
    every_day: bool | None = None

    def values(self) -> dict[str, Any]:
        """The columns of the row, as they are kept."""
        said = {
            name: text.normalize(value) if isinstance(value, str) else value
            for name, value in asdict(self).items()
            if name != "week" and value is not None
        }
        return said | columns_of(self.week) | {"services": sorted(self.services)}


@action("desk.keep_desk", posts=DESK_HEAD | HEADQUARTERS, reach="within", about=("unit", "code"))
def keep_desk(*, actor: Actor, at: datetime, unit: Unit, code: str, terms: DeskTerms) -> None:
    """Correct a desk of the unit; what it said before stays in the history.

    Refuses desk.unknown, desk.hours_wrong.
    """
    del actor, at
    if not make_sense(terms):
        raise HoursWrong
    desk = found_desk(code=code, province=unit.province, county=unit.county)
    kept = terms.values()
    for name, value in kept.items():
        setattr(desk, name, value)
    desk.save(update_fields=list(kept))  # a new key that somebody gave meanwhile stays


@action("desk.renew_key", posts=DESK_HEAD | HEADQUARTERS, reach="within", about=("unit", "code"))
def renew_key(*, actor: Actor, at: datetime, unit: Unit, code: str) -> None:
    """Give display and kiosk a new address: whoever had the old one sees nothing any more."""
    del actor, at
    desk = found_desk(code=code, province=unit.province, county=unit.county)
    desk.screen_key = uuid4()
    desk.save(update_fields=["screen_key"])


def make_sense(terms: DeskTerms) -> bool:
    """Whether a desk can work like this."""
    return (
        bool(terms.title.strip())
        and makes_sense(terms.week)
        and terms.counters in COUNTERS
        and terms.slot_minutes in SLOT_MINUTES
    )


@action("desk.open_desk", operator=True, about=("unit", "code"))
def open_desk(
    *,
    actor: Actor,
    at: datetime,
    unit: Unit,
    code: str,
    terms: DeskTerms,
    every_day: bool = False,
) -> bool:
    """Open a desk beside the 35, of a county say; whether it is new: what is there stays.

    `every_day`: also on holidays.

    Refuses desk.hours_wrong.
    """
    del actor, at
    if not make_sense(terms):
        raise HoursWrong
    kept = {"province": unit.province, "county": unit.county, "every_day": every_day}
    _, is_new = Desk.objects.get_or_create(code=code, defaults=terms.values() | kept)
    return is_new


@action("desk.seed_desks", operator=True)
def seed_desks(*, actor: Actor, at: datetime) -> int:
    """The 35 desks of the country, marked as samples; what is there stays. How many are new."""
    del actor, at
    of_provinces = [(p.code, f"province-{p.code}", f"میز خدمت استان {p.name}") for p in provinces()]
    rows = [*of_provinces, *((_TEHRAN, code, title) for code, title in _MORE)]
    known = set(Desk.objects.values_list("code", flat=True))
    made = [
        Desk(province=province, code=code, title=title, sample=True, **columns_of(_WEEK))
        for province, code, title in rows
        if code not in known
    ]
    return len(Desk.objects.bulk_create(made, ignore_conflicts=True))
