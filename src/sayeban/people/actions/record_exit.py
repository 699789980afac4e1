"""Record that a person left the files of the organisation (A-133)."""

from datetime import date, datetime

from sayeban.people.actions.record_status import record_status
from sayeban.people.models import Person
from sayeban.people.rules import STATUS_KEEPERS
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor


@action("people.record_exit", posts=STATUS_KEEPERS, operator=True, about=("person_id",))
def record_exit(*, actor: Actor, at: datetime, person_id: int, on: date, evidence: str) -> None:
    """Announces people.exited. `evidence` names the paper or the register that shows it.

    Refuses person.unknown, status.impossible, status.evidence_missing, date.in_future.
    """
    record_status(
        actor, person_id, Person.Status.EXITED, "people.exited", on=on, evidence=evidence, at=at
    )
