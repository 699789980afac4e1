"""The open steps that a command is about, locked, and whether the actor may work on them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import connection

from sayeban.cases.reads.places import unit_at, works_on
from sayeban.cases.refusals_case import CaseUnknown, StepDone, StepNotYours
from sayeban.cases.rules import SUPERVISORS
from sayeban.kit.refusals import Refusal
from sayeban.kit.units import Unit
from sayeban.runtime.actor import Actor

_SHOWN: Final = 5


@dataclass(frozen=True, slots=True)
class Chosen:
    """One locked step. `unit` is where it is done; `reopened`: its case was opened again."""

    id: int
    case_id: int
    tracking_no: str
    person_id: int
    key: str
    role: str
    state: str
    clock: str
    assignee: int | None
    reopened: bool
    unit: Unit


# Cases first and in order: whoever changes steps of a case holds its row.
_LOCK_CASES = """
SELECT FROM cases_case WHERE id IN (SELECT case_id FROM cases_step WHERE id = ANY(%(steps)s))
ORDER BY id FOR UPDATE
"""
_STEPS = """
SELECT s.id, s.case_id, c.tracking_no, c.person_id, s.key, s.role, s.state, s.clock, s.assignee,
  c.reopened_at IS NOT NULL, s.level, s.province, s.county, s.centre
FROM cases_step s JOIN cases_case c ON c.id = s.case_id
WHERE s.id = ANY(%(steps)s) ORDER BY s.id
"""


def choose(actor: Actor, steps: Iterable[int], *, supervising: bool = False) -> list[Chosen]:
    """The steps, all open and all the actor's to work on.

    `supervising`: those who see to the unit's work, whoever does it. Refuses case.unknown,
    step.done and step.not_yours.
    """
    wanted = {"steps": sorted(set(steps))}
    with connection.cursor() as cursor:
        cursor.execute(_LOCK_CASES, wanted)
        cursor.execute(_STEPS, wanted)
        found = [_chosen(row) for row in cursor.fetchall()]
    if not found or len(found) < len(wanted["steps"]):
        raise CaseUnknown(count=max(1, len(wanted["steps"]) - len(found)))
    refuse(StepDone, [step for step in found if step.state == "done"])
    refuse(StepNotYours, [s for s in found if not may_work(actor, s, supervising=supervising)])
    return found


def _chosen(row: tuple[Any, ...]) -> Chosen:
    level, province, county, centre = row[10:]
    return Chosen(*(*row[:10], unit_at(level, province, county, centre)))


def may_work(actor: Actor, step: Chosen, *, supervising: bool = False) -> bool:
    """Whether the step is the actor's to work on, or his to see to."""
    if supervising and actor.kind == "user":
        return actor.holds(SUPERVISORS, step.unit)
    return works_on(actor, step.role, step.unit, step.assignee, reopened=step.reopened)


def refuse(refusal: type[Refusal], found: Sequence[Chosen], **more: str) -> None:
    """Refuse because of these steps, if there are any, with their tracking numbers."""
    if found:
        raise refusal(cases=numbers(step.tracking_no for step in found), **more)


def numbers(tracking: Iterable[str]) -> str:
    """The first tracking numbers and how many more there are."""
    every: Collection[str] = list(dict.fromkeys(tracking))
    more = len(every) - _SHOWN
    shown = "، ".join(list(every)[:_SHOWN])
    return f"{shown} و {more} پروندهٔ دیگر" if more > 0 else shown
