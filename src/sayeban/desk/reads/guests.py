"""A guest of today, what may be offered to him, and the slips that he takes home."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sayeban.accounts.public import proven_person
from sayeban.cases.public import NotProved
from sayeban.country.today import today_of
from sayeban.desk.models import Guest, GuestRequest
from sayeban.desk.reads.requests import Offer, Slip, offer
from sayeban.desk.refusals_guest import GuestUnknown
from sayeban.kit.units import Unit
from sayeban.people.public import person_file
from sayeban.runtime.actor import Actor
from sayeban.runtime.context import nationwide


@dataclass(frozen=True, slots=True)
class GuestOffer:
    """One service for him. `has_form`: a form that he sent lately goes along."""

    offer: Offer
    has_form: bool


def standing_guest(unit: Unit, key: UUID, actor: Actor, at: datetime) -> Guest:
    """The visit as long as it is today and this clerk's; refuses guest.unknown."""
    found = Guest.objects.filter(
        key=key,
        by=actor.user_id or 0,
        day=today_of(at),
        ended_at=None,
        province=unit.province,
        county=unit.county,
    )
    guest = found.select_related("desk").first()
    if guest is None:
        raise GuestUnknown
    return guest


def offer_for(guest: Guest, code: str, actor: Actor, at: datetime) -> GuestOffer:
    """What a service would be promised in the unit of his file, of which nothing is told.

    Refuses case.not_proved, service.unknown and service.retired.
    """
    person_id = proven_person(guest.proof, actor.user_id or 0, at)
    if person_id is None:
        raise NotProved
    with nationwide():
        person = person_file(person_id)
        offered = offer(code, person, person.unit, at)
    filled = offered.filled
    return GuestOffer(replace(offered, filled=None), has_form=bool(filled and filled.submitted_at))


def slips_of(guest: Guest) -> tuple[Slip, ...]:
    """What was taken down in this visit, in its order."""
    return tuple(map(_slip, GuestRequest.objects.filter(guest=guest).order_by("pk")))


def _slip(each: GuestRequest) -> Slip:
    return Slip(
        each.pk,
        each.title,
        each.tracking_no,
        each.opened_on,
        each.promised_on,
        each.promised_days,
        each.eight_of_ten,
        tuple(each.missing),
        each.form,
    )
