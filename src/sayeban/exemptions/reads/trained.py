"""The gate of training before a centre's worklist (note 10, A-150)."""

from sayeban.exemptions.models import Campaign, Training
from sayeban.kit.units import Unit
from sayeban.runtime.actor import Actor


def trained_workers(campaign: Campaign, unit: Unit) -> frozenset[int]:
    """Users whose training for the worklist of centre `unit` is recorded."""
    found = Training.objects.filter(campaign=campaign, centre=unit.centre, county=unit.county)
    return frozenset(found.values_list("worker_id", flat=True))


def is_gated(actor: Actor, unit: Unit, trained: frozenset[int]) -> bool:
    """Whether a centre's worklist waits for training.

    A worker needs his own training; the head, who may have held it, that anybody was trained.
    The own worklists of county and province have no such gate.
    """
    if unit.level != "centre" or actor.user_id in trained:
        return False
    return not (trained and actor.holds(frozenset({"centre_head"}), unit))


def is_closed(campaign: Campaign, actor: Actor, unit: Unit) -> bool:
    """`is_gated` by what is recorded now."""
    return unit.level == "centre" and is_gated(actor, unit, trained_workers(campaign, unit))
