"""Record that a person died (A-133)."""

from datetime import date, datetime

from sayeban.people.actions.record_status import record_status
from sayeban.people.models import Person
from sayeban.people.rules import STATUS_KEEPERS
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor


@action("people.record_death", posts=STATUS_KEEPERS, operator=True, about=("person_id",))
def record_death(*, actor: Actor, at: datetime, person_id: int, on: date, evidence: str) -> None:
    """Announces people.died. `evidence` names the paper or the register that shows it.

    Refuses person.unknown, status.impossible, status.evidence_missing, date.in_future.
    """
    record_status(
        actor, person_id, Person.Status.DECEASED, "people.died", on=on, evidence=evidence, at=at
    )
