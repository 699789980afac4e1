"""A visitor asks for a service: one visit, one case, its promise and its tracking number."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from sayeban.cases.public import Opened, case_file, mark_document, open_case, service
from sayeban.country.today import today_of
from sayeban.desk.freezing import frozen_by
from sayeban.desk.models import Ticket
from sayeban.desk.reads.desks import check_trained, desk_of_unit, refuse_elsewhere
from sayeban.desk.reads.requests import filled_form, place_of
from sayeban.desk.refusals import CentresFrozen, FormMissing
from sayeban.desk.rules import WORKERS
from sayeban.kit.units import Unit
from sayeban.people.public import person_file
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor


@action("desk.open_request", posts=WORKERS, reach="own", about=("unit", "service_code"))
def open_request(
    *,
    actor: Actor,
    at: datetime,
    unit: Unit,
    person_id: int,
    service_code: str,
    brought: Collection[str] = (),
    code: str = "",
) -> Opened:
    """Open the case of a person within the desk's places; `brought`: documents that he has along.

    `code` is the desk, where the unit has several. The request is stamped with it, also without
    a number and for the second request of one visit.

    The form of the service that was submitted for him goes along, and the number that stands at
    the clerk's counter is noted as a visit of this case. Refuses desk.not_trained,
    desk.other_service, desk.frozen, request.form_missing and what cases.open_case refuses.
    """
    check_trained(actor, unit)
    desk = desk_of_unit(unit, code)
    if desk:
        refuse_elsewhere(unit, desk.code, service_code)
    _refuse_frozen(place_of(person_file(person_id), unit), service_code, at)
    opened = open_case(
        actor=actor,
        at=at,
        unit=unit,
        service=service_code,
        person_id=person_id,
        submission=_submitted(person_id, service_code, at),
        desk=desk.pk if desk else None,
    )
    for each in sorted(_asked(opened.case_id) & set(brought)):
        mark_document(actor=actor, at=at, case_id=opened.case_id, code=each, state="received")
    note_visit(actor, at, unit, person_id, opened.case_id)
    return opened


def note_visit(actor: Actor, at: datetime, unit: Unit, person_id: int, case_id: int) -> int:
    """The number at this clerk's counter came for this case; how many were noted.

    A number that was forgotten on another day, or that somebody else holds, did not.
    """
    at_counter = Ticket.objects.filter(
        Q(person_id=None) | Q(person_id=person_id),
        day=today_of(at),
        province=unit.province,
        county=unit.county,
        state=Ticket.State.CALLED,
        called_by=actor.user_id or 0,
        case_id=None,
    )
    return at_counter.update(case_id=case_id, person_id=person_id)


def _submitted(person_id: int, service_code: str, at: datetime) -> UUID | None:
    form = service(service_code).document.form
    if not form:
        return None
    filled = filled_form(person_id, form, at)
    if filled is None or filled.state != "submitted":
        raise FormMissing
    return filled.key


def _refuse_frozen(unit: Unit, code: str, at: datetime) -> None:
    title = frozen_by(unit, today_of(at), code)
    if title and any(step.unit_level == "centre" for step in service(code).document.steps):
        raise CentresFrozen(title=title)


def _asked(case_id: int) -> set[str]:
    return {each.code for each in case_file(case_id).documents}
