"""Where somebody may collect, by when, and whether the gate of training is open (note 10)."""

from datetime import datetime

from sayeban.country.today import today_of
from sayeban.exemptions import rights
from sayeban.exemptions.actions.collect_in_bulk import Terms
from sayeban.exemptions.models import Campaign, Training
from sayeban.exemptions.reads.deadlines import Deadlines
from sayeban.kit.units import Unit
from sayeban.runtime.actor import Actor
from sayeban.runtime.refusals import AccessDenied

_COLLECTORS = {
    "centre": rights.CENTRE_COLLECTORS,
    "county": frozenset({"county_expert"}),
    "province": frozenset({"province_expert"}),
}


def may_collect(actor: Actor, unit: Unit) -> bool:
    """Whether he collects in exactly this worklist; a temporary helper like everybody else."""
    return actor.holds(_COLLECTORS.get(unit.level, frozenset()), unit)


def terms_of(campaign: Campaign, actor: Actor, at: datetime, unit: Unit) -> Terms:
    """What his batch in the worklist of `unit` is judged by; refuses access.denied."""
    if unit.level == "hq" or not may_collect(actor, unit):
        raise AccessDenied
    return Terms(
        unit=unit,
        today=today_of(at),
        due=Deadlines(campaign).due(unit.level, unit.province),
        closed=is_closed(campaign, actor, unit),
    )


def is_closed(campaign: Campaign, actor: Actor, unit: Unit) -> bool:
    """Whether a centre's worklist waits for training (note 10, A-150).

    A worker needs his own training; the head, who may have held it, that anybody was trained.
    The own worklists of county and province have no such gate.
    """
    if unit.level != "centre":
        return False
    trained = Training.objects.filter(campaign=campaign, centre=unit.centre, county=unit.county)
    if actor.holds(frozenset({"centre_head"}), unit) and trained.exists():
        return False
    return actor.user_id not in trained.values_list("worker_id", flat=True)
