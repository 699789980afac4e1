"""A visitor asks for a service: one visit, one case, its promise and its tracking number."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import F, Q

from sayeban.cases.public import Along, Opened, check_request, open_case, service
from sayeban.country.today import today_of
from sayeban.desk.models import Ticket
from sayeban.desk.reads.desks import check_trained, desk_of_unit, refuse_elsewhere
from sayeban.desk.reads.requests import filled_form, place_of
from sayeban.desk.rules import WORKERS
from sayeban.forms.public import SubmissionFile
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
    desk.other_service, what cases.check_request refuses, and what cases.open_case refuses.
    """
    check_trained(actor, unit)
    desk = desk_of_unit(unit, code)
    if desk:
        refuse_elsewhere(unit, desk.code, service_code)
    place = place_of(person_file(person_id), unit)
    filled = _filled(person_id, service_code, at)
    opened = open_case(
        actor=actor,
        at=at,
        unit=unit,
        service=service_code,
        person_id=person_id,
        along=Along(check_request(place, service_code, at, filled), brought),
        desk=desk.pk if desk else None,
    )
    note_visit(actor, at, unit, person_id, opened.case_id)
    return opened


def note_visit(actor: Actor, at: datetime, unit: Unit, person_id: int | None, case_id: int) -> int:
    """The one number of this visit came for this case; how many were noted: 1, or 0.

    Of the numbers that the clerk called it is the one that bears this person's file, or else the
    one that he called last of those that bear no file yet. Somebody else's number at another
    counter of his stays as it is; so does one that was forgotten on another day. Without
    `person_id` it is a guest's, of whom the desk knows no file.
    """
    at_counter = Ticket.objects.filter(
        Q(person_id=None) | Q(person_id=person_id),
        day=today_of(at),
        province=unit.province,
        county=unit.county,
        state=Ticket.State.CALLED,
        called_by=actor.user_id or 0,
    )
    # One of his that came for another case already is still his: no stranger's takes its place.
    named_first = at_counter.order_by(F("person_id").asc(nulls_last=True), "-called_at", "-pk")
    visit = Ticket.objects.filter(pk__in=named_first.values("pk")[:1], case_id=None)
    return visit.update(case_id=case_id, person_id=person_id)


def _filled(person_id: int, service_code: str, at: datetime) -> SubmissionFile | None:
    form = service(service_code).document.form
    return filled_form(person_id, form, at) if form else None
