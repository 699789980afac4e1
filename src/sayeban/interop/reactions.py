"""What the registry does when a lower package announces something; run by the worker."""

from collections.abc import Mapping
from datetime import datetime

from sayeban.interop.actions.tell_subscribers import tell_of_person
from sayeban.runtime.actor import SYSTEM
from sayeban.runtime.outbox import on


@on("people.died")
def tell_of_death(event: Mapping[str, str], at: datetime) -> None:
    """Subscribers hear of a death."""
    tell_of_person(actor=SYSTEM, at=at, event="death", person_id=int(event["person_id"]))


@on("people.household_changed")
def tell_of_head(event: Mapping[str, str], at: datetime) -> None:
    """Subscribers hear of another head."""
    if person := event.get("person_id"):
        tell_of_person(actor=SYSTEM, at=at, event="head_change", person_id=int(person))
