"""Headquarters lets the desks of a place give centres other work in a freeze week."""

from datetime import date, datetime

from sayeban.country import text
from sayeban.country.today import today_of
from sayeban.desk.models import Lift
from sayeban.desk.refusals import LiftUnclear, LiftUnknown
from sayeban.desk.rules import HEADQUARTERS
from sayeban.kit.units import Unit
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor


@action("desk.lift_freeze", posts=HEADQUARTERS, about=("unit", "until", "service"))
def lift_freeze(
    *, actor: Actor, at: datetime, unit: Unit, until: date, reason: str, service: str = ""
) -> int:
    """Allow it for a province, county or centre until a day, with the reason; its key.

    `service` is the one that may be taken, "" for all. Refuses lift.unclear.
    """
    said = text.normalize(reason)
    if not said or until < today_of(at) or not unit.province:
        raise LiftUnclear
    place = unit.columns
    by = actor.user_id or 0
    made = Lift.objects.create(**place, until=until, reason=said, service=service, at=at, by=by)
    return made.pk


@action("desk.end_lift", posts=HEADQUARTERS, about=("lift_id",))
def end_lift(*, actor: Actor, at: datetime, lift_id: int) -> None:
    """Take it back: from now on the freeze holds again. Refuses lift.unknown."""
    standing = Lift.objects.filter(pk=lift_id, until__gte=today_of(at), ended_at=None)
    if not standing.update(ended_at=at, ended_by=actor.user_id or 0):
        raise LiftUnknown
