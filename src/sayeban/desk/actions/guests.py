"""A visitor whose file is kept elsewhere proves himself by a code, and is served (D-003).

The desk never learns who he is: accounts knows whom a code named, and cases opens for that person.
"""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from sayeban.accounts.public import (
    ask_proof,
    asked_id,
    end_proof,
    enter_proof,
    proven_person,
)
from sayeban.audit.events import look
from sayeban.cases.public import NotProved, Opened, case_file, open_proved, service
from sayeban.country import text
from sayeban.country.formats import national_id as national_ids
from sayeban.country.today import today_of
from sayeban.desk.actions.open_request import note_visit
from sayeban.desk.models import Guest, GuestRequest
from sayeban.desk.reads.desks import check_trained, found_desk, refuse_elsewhere
from sayeban.desk.reads.guests import standing_guest
from sayeban.desk.refusals_guest import GuestHere, GuestUnreachable
from sayeban.desk.rules import WORKERS
from sayeban.forms.public import published
from sayeban.kit.units import Unit
from sayeban.people.public import kept_elsewhere
from sayeban.runtime.actions import action
from sayeban.runtime.actor import SYSTEM, Actor
from sayeban.runtime.context import looking, nationwide


@action("desk.welcome_guest", posts=WORKERS, reach="own", about=("unit", "code"))
def welcome_guest(*, actor: Actor, at: datetime, unit: Unit, code: str, national_id: str) -> UUID:
    """Send a code to his mobile on file; the key of his visit, which ends the clerk's one before.

    The site names in settings.SEND_CODE a callable (number of the visit, time) that lets the code
    go. Refuses desk.not_trained, desk.unknown, guest.not_elsewhere, guest.no_mobile, and as
    accounts.ask_proof.
    """
    check_trained(actor, unit)
    desk = found_desk(code=code, province=unit.province, county=unit.county)
    typed, _ = national_ids.restore(text.identifier(national_id))
    found = kept_elsewhere(typed)
    if found is None:
        raise GuestHere
    if not found.reachable:
        raise GuestUnreachable
    clerk = actor.user_id or 0
    still_here = Guest.objects.filter(by=clerk, day=today_of(at), ended_at=None)
    for before in still_here.order_by("pk"):
        _end(before, at)
    made = Guest.objects.create(
        desk=desk,
        day=today_of(at),
        proof=ask_proof(at=at, national_id=typed, clerk=clerk),
        at=at,
        by=clerk,
        province=desk.province,
        county=desk.county,
    )
    import_string(getattr(settings, "SEND_CODE"))(made.proof, at)  # noqa: B009 - ours
    return made.key


def send_again(*, actor: Actor, at: datetime, unit: Unit, key: UUID) -> UUID:
    """Another code for the same visitor, in a visit of its own; refuses as welcome_guest does."""
    with looking(actor):
        guest = standing_guest(unit, key, actor, at)
        typed = asked_id(guest.proof)
    return welcome_guest(actor=actor, at=at, unit=unit, code=guest.desk.code, national_id=typed)


def prove(*, actor: Actor, at: datetime, unit: Unit, key: UUID, code: str) -> None:
    """He said the code: from now on he is served here for the rest of the day.

    No command, so that a wrong try stays counted. Refuses desk.not_trained, guest.unknown and as
    accounts.enter_proof.
    """
    with looking(actor):
        check_trained(actor, unit)
        guest = standing_guest(unit, key, actor, at)
    enter_proof(at=at, visit=guest.proof, clerk=actor.user_id or 0, code=code)
    prove_guest(actor=actor, at=at, unit=unit, key=key)


@action("desk.prove_guest", posts=WORKERS, reach="own", about=("unit",))
def prove_guest(*, actor: Actor, at: datetime, unit: Unit, key: UUID) -> None:
    """Keep that he proved himself, and the look at his file, which he reads on his own page.

    Refuses desk.not_trained, guest.unknown, and case.not_proved where no right code was entered.
    """
    check_trained(actor, unit)
    guest = standing_guest(unit, key, actor, at)
    person_id = proven_person(guest.proof, actor.user_id or 0, at)
    if person_id is None:
        raise NotProved
    guest.proved_at = at
    guest.save(update_fields=["proved_at"])
    look(
        user_id=actor.user_id,
        purpose="proved",
        subject="people.person",
        subject_id=str(person_id),
        rows=1,
    )


@action("desk.open_for_guest", posts=WORKERS, reach="own", about=("unit", "service_code"))
def open_for_guest(
    *,
    actor: Actor,
    at: datetime,
    unit: Unit,
    key: UUID,
    service_code: str,
    brought: Collection[str] = (),
) -> int:
    """Open a request of his and keep its slip, whose number is the answer.

    The number at the clerk's counter is noted as a visit of this case. Refuses desk.not_trained,
    guest.unknown, desk.other_service and as cases.open_proved.
    """
    check_trained(actor, unit)
    guest = standing_guest(unit, key, actor, at)
    desk = guest.desk
    refuse_elsewhere(unit, desk.code, service_code)
    opened = open_proved(
        actor=actor,
        at=at,
        unit=unit,
        service=service_code,
        visit=guest.proof,
        desk=desk.pk,
        why=f"در «{desk.title}» ثبت شد؛ متقاضی با کد پیامکی شناخته شد",
        brought=brought,
    )
    note_visit(actor, at, unit, None, opened.case_id)
    return _slip(guest, opened, service_code).pk


@action("desk.end_guest", posts=WORKERS, reach="own", about=("unit",))
def end_guest(*, actor: Actor, at: datetime, unit: Unit, key: UUID) -> None:
    """He left: nothing more is taken down for him without another code; refuses guest.unknown."""
    _end(standing_guest(unit, key, actor, at), at)


def _end(guest: Guest, at: datetime) -> None:
    guest.ended_at = at
    guest.save(update_fields=["ended_at"])
    end_proof(actor=SYSTEM, at=at, visit=guest.proof, clerk=guest.by)


def _slip(guest: Guest, opened: Opened, service_code: str) -> GuestRequest:
    with nationwide():  # what is copied is what he is told, and names nobody
        file = case_file(opened.case_id)
    asked = service(service_code).document
    form = published(asked.form) if asked.form and file.submission is None else None
    return GuestRequest.objects.create(
        guest=guest,
        case_id=opened.case_id,
        title=asked.title,
        tracking_no=opened.tracking_no,
        opened_on=today_of(file.opened_at),
        promised_on=opened.promised_on,
        promised_days=opened.promise.days,
        eight_of_ten=opened.promise.p80,
        missing=[d.title for d in file.documents if d.required and d.state == "missing"],
        form=form.title if form else "",
        province=guest.province,
        county=guest.county,
    )
