"""Where somebody may collect, by when, and whether the gate of training is open (note 10)."""

from datetime import datetime

from sayeban.country.today import today_of
from sayeban.exemptions import rights
from sayeban.exemptions.actions.collect_in_bulk import Terms
from sayeban.exemptions.models import Campaign
from sayeban.exemptions.reads.deadlines import Deadlines
from sayeban.exemptions.reads.trained import is_closed
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
