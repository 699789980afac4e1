"""What waiting lists do when somebody moves or dies; run by the worker."""

from collections.abc import Mapping
from datetime import datetime

from sayeban.runtime.actor import SYSTEM
from sayeban.runtime.outbox import on
from sayeban.support.actions.follow_person import follow_person


@on("people.moved")
@on("people.died")
def follow(event: Mapping[str, str], at: datetime) -> None:
    """His places on lists follow him."""
    if person := event.get("person_id"):
        follow_person(actor=SYSTEM, at=at, person_id=int(person))
