"""Record that a household moved to another dwelling (A-028 … A-030)."""

from dataclasses import dataclass
from datetime import date, datetime

from sayeban.country import text
from sayeban.country.formats import postal_code as postal_codes
from sayeban.country.today import today_of
from sayeban.kit.units import Unit
from sayeban.people.actions.finding import household_of, person_in_reach, present_stay
from sayeban.people.models import Household, Person, Residence
from sayeban.people.refusals import DateInFuture, MoveBeforeStay, PostalCodeInvalid
from sayeban.people.rules import KEEPERS
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor
from sayeban.runtime.context import nationwide
from sayeban.runtime.outbox import announce


@dataclass(frozen=True, slots=True)
class Dwelling:
    """Where a household moves to. `place` is the unit that keeps its file from then on."""

    place: Unit
    postal_code: str = ""
    address: str = ""
    rural_district: str = ""
    village: str = ""
    tenure: str = Residence.Tenure.UNKNOWN
    tenancy_end: date | None = None


@action("people.record_move", posts=KEEPERS, operator=True, about=("person_id",))
def record_move(*, actor: Actor, at: datetime, person_id: int, to: Dwelling, on: date) -> None:
    """End the present stay of the person's household on day `on` and begin the next one.

    Members who lived at the same unit go along. Announces people.moved. Refuses person.unknown,
    date.in_future, move.before_stay, postal_code.invalid.
    """
    person = person_in_reach(person_id, actor, KEEPERS)
    # The new place may lie outside the actor's own: he hands the file over.
    with nationwide():
        move_household(person_id=person.pk, at=at, to=to, on=on)


def move_household(*, person_id: int, at: datetime, to: Dwelling, on: date) -> int:
    """The same inside a running command that sees the whole country; gives the id of the stay."""
    postal_code = text.identifier(to.postal_code)
    if postal_code and not postal_codes.valid(postal_code):
        raise PostalCodeInvalid
    if on > today_of(at):
        raise DateInFuture
    person = Person.objects.select_for_update().get(pk=person_id)
    stay = _move(person, to, postal_code, on)
    announce("people.moved", str(stay.pk), {"person_id": str(person.pk), "stay": str(stay.pk)})
    return stay.pk


def settle_stay(*, stay_id: int, to: Dwelling) -> bool:
    """Complete a stay of whose dwelling little was known; False where it is the present one no
    more or lies elsewhere. Inside a running command that sees the whole country."""
    stays = Residence.objects.filter(
        pk=stay_id,
        until=None,
        **to.place.columns,
    )
    return bool(
        stays.update(
            postal_code=to.postal_code,
            address=text.normalize(to.address),
            tenure=to.tenure,
            tenancy_end=to.tenancy_end,
        )
    )


def _move(person: Person, to: Dwelling, postal_code: str, on: date) -> Residence:
    household_id = household_of(person)
    old = present_stay(household_id)
    if old is not None:
        if old.since and on < old.since:
            raise MoveBeforeStay
        old.until = on
        old.save(update_fields=["until"])
    place = {
        **to.place.columns,
    }
    members = Person.objects.filter(household_id=household_id)
    members.filter(province=person.province, county=person.county, centre=person.centre).update(
        **place
    )
    Household.objects.filter(pk=household_id).update(**place)
    return Residence.objects.create(
        household_id=household_id,
        postal_code=postal_code,
        address=text.normalize(to.address),
        rural_district=to.rural_district,
        village=text.normalize(to.village),
        tenure=to.tenure,
        tenancy_end=to.tenancy_end,
        since=on,
        **place,
    )
