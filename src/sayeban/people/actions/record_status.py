"""What a recorded death and a recorded exit have in common."""

from datetime import date, datetime

from sayeban.country.today import today_of
from sayeban.people.actions.finding import person_in_reach
from sayeban.people.models import Person
from sayeban.people.refusals import DateInFuture, EvidenceMissing, StatusImpossible
from sayeban.people.rules import STATUS_KEEPERS, may_become
from sayeban.runtime.actor import Actor
from sayeban.runtime.outbox import announce


def record_status(
    actor: Actor,
    person_id: int,
    new: Person.Status,
    event: str,
    *,
    on: date,
    evidence: str,
    at: datetime,
) -> None:
    """Give the person his last status with its day and evidence, and announce it."""
    if not evidence.strip():
        raise EvidenceMissing
    if on > today_of(at):
        raise DateInFuture
    person = person_in_reach(person_id, actor, STATUS_KEEPERS)
    if not may_become(person.status, new):
        raise StatusImpossible
    person.status, person.status_on, person.status_evidence = new, on, evidence.strip()
    person.save(update_fields=["status", "status_on", "status_evidence"])
    announce(event, f"{person_id}/{on}", {"person_id": str(person_id)})
