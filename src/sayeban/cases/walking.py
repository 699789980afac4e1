"""A pretend case through a service: which way is taken, when each step would be due. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sayeban.cases.definition import ServiceDocument, StepDefined, TransitionDefined
from sayeban.cases.judging import usual_days
from sayeban.country.calendar import WorkingDays


@dataclass(frozen=True, slots=True)
class Stood:
    """A step that the case stood in; `way` is the one that was taken, None where it stands now.

    `beside` are the steps that open together with it.
    """

    step: StepDefined
    began: date
    due: date
    way: TransitionDefined | None
    beside: tuple[StepDefined, ...]


@dataclass(frozen=True, slots=True)
class Walk:
    """Where the case is. `result` is empty while it is open; `ways` are then those out of the last
    step. `promised`: the day that would be promised at the beginning.
    """

    stood: tuple[Stood, ...]
    ways: tuple[TransitionDefined, ...]
    result: str
    promised: date


def walk(
    document: ServiceDocument, outcomes: Sequence[str], start: date, calendar: WorkingDays
) -> Walk:
    """Take these outcomes one after another, each on the last day that its step has.

    An outcome that its step does not have ends the walk there.
    """
    promised = calendar.add(start, usual_days(document))
    stood: list[Stood] = []
    step, left, day = document.step(document.start), list(outcomes), start
    while step is not None:
        due = calendar.add(day, step.days)
        chosen = left.pop(0) if left else ""
        ways = document.ways(step.key)
        way = next((each for each in ways if each.outcome == chosen), None)
        beside = tuple(each for each in document.steps if each.parallel_with == step.key)
        stood.append(Stood(step, day, due, way, beside))
        if way is None:
            return Walk(tuple(stood), ways, "", promised)
        if way.result:
            return Walk(tuple(stood), (), way.result, promised)
        step, day = document.step(way.to_step), due
    return Walk(tuple(stood), (), "", promised)
