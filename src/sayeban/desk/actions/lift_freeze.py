"""Headquarters lets a province's desks give centres other work in a freeze week."""

from datetime import date, datetime

from sayeban.country import text
from sayeban.country.today import today_of
from sayeban.desk.models import Lift
from sayeban.desk.refusals import LiftUnclear
from sayeban.desk.rules import HEADQUARTERS
from sayeban.kit.units import Unit
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor


@action("desk.lift_freeze", posts=HEADQUARTERS, reach="within", about=("unit", "until"))
def lift_freeze(*, actor: Actor, at: datetime, unit: Unit, until: date, reason: str) -> None:
    """Allow it for the province of `unit` until a day, with the reason. Refuses lift.unclear."""
    said = text.normalize(reason)
    if not said or until < today_of(at) or not unit.province:
        raise LiftUnclear
    Lift.objects.create(
        province=unit.province, until=until, reason=said, at=at, by=actor.user_id or 0
    )
