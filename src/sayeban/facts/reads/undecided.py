"""Contests that wait for the decision of a second person."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from sayeban.facts.models import Contest
from sayeban.facts.rights import DECIDERS
from sayeban.kit.units import Unit
from sayeban.runtime.actor import Actor

COUNTED: Final = 1000
"""Beyond this many nobody counts on."""


@dataclass(frozen=True, slots=True)
class Undecided:
    """How many wait, how many of them past their limit, and the first limit."""

    total: int
    late: int
    first_due: date


def contests_to_decide(actor: Actor, today: date) -> Undecided | None:
    """Open contests that the actor may decide, within the running look; None where none waits.

    Whoever took one down leaves it to others.
    """
    if not actor.posts & DECIDERS:
        return None
    found = Contest.objects.filter(state__in=["open", "referred"]).order_by("id")
    columns = ("due_on", "opened_by", "opened_at", "province", "county", "centre")
    dues = [
        due
        for due, opener, at, *place in found.values_list(*columns)[: COUNTED + 1]
        for unit in (Unit.of_place(*place),)
        if actor.reaches(DECIDERS, unit) and not actor.eyes(unit).saw(opener, at)
    ]
    return Undecided(len(dues), sum(due < today for due in dues), min(dues)) if dues else None
