"""Units of rows, and whose a step is."""

from sayeban.cases.models import Case
from sayeban.cases.rules import SUPERVISORS
from sayeban.kit.units import Unit
from sayeban.runtime.actor import Actor


def unit_at(level: str, province: str, county: str, centre: str) -> Unit:
    """The unit of this level at a place."""
    match level:
        case "centre":
            return Unit.of_centre(county, centre)
        case "county":
            return Unit.of_county(county)
        case "province":
            return Unit.of_province(province)
        case _:
            return Unit.hq()


def unit_of(case: Case) -> Unit:
    """The unit that a case belongs to."""
    return Unit.of_place(case.province, case.county, case.centre)


def works_on(actor: Actor, role: str, unit: Unit, assignee: int | None, *, reopened: bool) -> bool:
    """Whether a step is the actor's: his own, or nobody's of his post, or of his unit as head.

    Of a case that was opened again also that of a head above: who said no before does not say it
    again, and a small centre has no other.
    """
    if actor.kind != "user" or actor.holds(SUPERVISORS, unit):
        return True
    if reopened and actor.reaches(SUPERVISORS, unit):
        return True
    if assignee is not None:
        return assignee in actor.eyes(unit).users
    return actor.holds(frozenset({role}), unit)
