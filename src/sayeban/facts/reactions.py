"""What facts do when a lower package announces something; run by the worker."""

from collections.abc import Mapping
from datetime import datetime

from sayeban.facts.actions.refresh import follow_people
from sayeban.facts.actions.tell_decided import tell_decided
from sayeban.runtime.actor import SYSTEM
from sayeban.runtime.outbox import on


@on("people.imported")
@on("people.moved")
@on("people.died")
@on("people.exited")
@on("people.household_changed")
def keep_up(event: Mapping[str, str], at: datetime) -> None:
    """Place, household or status of somebody changed: his rows follow."""
    person = event.get("person_id")
    follow_people(actor=SYSTEM, at=at, person_id=int(person) if person else None)


@on("facts.contest_decided")
def answer_person(event: Mapping[str, str], at: datetime) -> None:
    """He is told that there is an answer."""
    tell_decided(actor=SYSTEM, at=at, number=int(event["contest"]))
