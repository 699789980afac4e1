"""Many desks at once, as a workbook says: new ones are opened and known ones corrected."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sayeban.desk.actions.keep_desk import DeskTerms, make_sense
from sayeban.desk.models import Desk
from sayeban.desk.refusals import DeskMoved, HoursWrong
from sayeban.desk.rules import HEADQUARTERS
from sayeban.kit.units import Unit
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor


@dataclass(frozen=True, slots=True)
class DeskLine:
    """One desk as it should be."""

    code: str
    unit: Unit
    terms: DeskTerms


@dataclass(frozen=True, slots=True)
class DesksTaken:
    """How many lines opened a desk, changed one, or said what was known."""

    opened: int
    changed: int
    same: int


_OPEN: Final[dict[str, Any]] = {"closed_on": None}
"""A desk that a workbook names is open."""


@action("desk.import_desks", posts=HEADQUARTERS, operator=True)
def import_desks(*, actor: Actor, at: datetime, lines: Sequence[DeskLine]) -> DesksTaken:
    """All lines or none; a desk that no line names stays as it is.

    Refuses desk.hours_wrong and desk.moved (a desk of another unit: visits belong to a place).
    """
    del actor, at
    codes = [each.code for each in lines]
    known = {desk.code: desk for desk in Desk.objects.select_for_update().filter(code__in=codes)}
    opened, changed = list[Desk](), list[Desk]()
    for line in lines:
        if not make_sense(line.terms):
            raise HoursWrong
        place = {"province": line.unit.province, "county": line.unit.county}
        values, desk = line.terms.values() | _OPEN, known.get(line.code)
        if desk is None:
            opened.append(Desk(code=line.code, **place, **values))
        elif (desk.province, desk.county) != tuple(place.values()):
            raise DeskMoved(code=line.code)
        elif any(getattr(desk, name) != value for name, value in values.items()):
            for name, value in (values | {"sample": False}).items():
                setattr(desk, name, value)
            changed.append(desk)
    Desk.objects.bulk_create(opened)
    if changed:
        Desk.objects.bulk_update(changed, [*values, "sample"])
    return DesksTaken(len(opened), len(changed), len(lines) - len(opened) - len(changed))
