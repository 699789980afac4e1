"""A program of an institution opens a request for a person."""

from datetime import datetime
from uuid import UUID

from sayeban.cases.public import Along, CaseTwice, Opened, check_request, open_case
from sayeban.interop.actions.send_forms import own_submission
from sayeban.interop.models import Sent
from sayeban.interop.reads.grants import Granted, person_open
from sayeban.interop.refusals import CaseStands, NotSentByYou
from sayeban.runtime.actions import action
from sayeban.runtime.actor import SYSTEM, Actor
from sayeban.runtime.context import looking, nationwide


@action("interop.open_request", clients=True, about=("service",))
def open_request(
    *,
    actor: Actor,
    at: datetime,
    grant: Granted,
    service: str,
    national_id: str,
    submission: UUID | None = None,
) -> Opened:
    """A case in the unit that keeps the person's file. `submission`: the form of the service,
    which this program submitted for this person.

    Refuses grant.not_named, grant.person_unknown, grant.not_yours, case.stands, and as
    cases.check_request and cases.open_case.
    """
    del actor
    grant.refuse_beyond(grant.services, [service])
    person = person_open(grant, national_id)
    form = own_submission(grant, submission) if submission else None
    if form and (form.person_id, form.state) != (person.person_id, "submitted"):
        raise NotSentByYou
    with looking(SYSTEM):
        goes_along = check_request(person.unit, service, at, form)
    try:
        made = open_case(
            actor=SYSTEM,
            at=at,
            unit=person.unit,
            service=service,
            person_id=person.person_id,
            along=Along(goes_along),
            channel="web",
        )
    except CaseTwice:
        # The sentence of that refusal names the number by which anybody can follow the other one.
        raise CaseStands from None
    with nationwide():
        Sent.objects.create(grant_id=grant.id, kind="case", key=made.tracking_no, at=at)
    return made
