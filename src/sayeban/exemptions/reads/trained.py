"""The gate of training before a centre's worklist (note 10, A-150)."""

from sayeban.exemptions.models import Campaign, Training
from sayeban.kit.units import Unit
from sayeban.runtime.actor import Actor


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
