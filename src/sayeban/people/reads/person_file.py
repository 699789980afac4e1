"""One person with household, residences and what was known before."""

from dataclasses import dataclass
from datetime import date

from sayeban.kit.units import Unit
from sayeban.people.models import Person, Residence
from sayeban.people.reads.person_history import Change, person_history
from sayeban.people.refusals import UnknownPerson


@dataclass(frozen=True, slots=True)
class Member:
    """One member of the household, the head first. `status` is a code, `status_label` Persian."""

    person_id: int
    full_name: str
    is_head: bool
    status: str
    status_label: str


@dataclass(frozen=True, slots=True)
class Stay:
    """One stay of the household, the present one first. `tenure` is a code, `label` Persian."""

    postal_code: str
    address: str
    village: str
    tenure: str
    label: str
    tenancy_end: date | None
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class PersonFile:
    """The file of one person as a page shows it."""

    person_id: int
    identifier_type: str
    identifier: str
    full_name: str
    mobile: str
    birth_date: date | None
    unit: Unit
    file_number: str
    has_file: bool | None
    transfer_recipient: bool | None
    resident_in_care: bool | None
    status: str
    status_label: str
    status_on: date | None
    status_evidence: str
    household_id: int | None
    is_head: bool
    members: tuple[Member, ...]
    stays: tuple[Stay, ...]
    history: tuple[Change, ...]


_COPIED = (
    *("identifier_type", "identifier", "full_name", "mobile", "birth_date", "unit"),
    *("file_number", "has_file", "transfer_recipient", "resident_in_care", "status"),
    *("status_on", "status_evidence", "household_id", "is_head"),
)


def person_file(person_id: int) -> PersonFile:
    """The file of a person within the scope of the running look; refuses person.unknown.

    The caller records the look (audit.events.look).
    """
    person = Person.objects.filter(pk=person_id).first()
    if person is None:
        raise UnknownPerson
    household_id = person.household_id or 0
    stays = Residence.objects.filter(household_id=household_id).order_by("-until", "-id")
    present_first = sorted(stays, key=lambda stay: stay.until is not None)
    return PersonFile(
        person_id=person.pk,
        status_label=str(person.get_status_display()),
        members=_members(household_id),
        stays=tuple(_stay(stay) for stay in present_first),
        history=person_history(person, [stay.pk for stay in present_first]),
        **{name: getattr(person, name) for name in _COPIED},
    )


def _members(household_id: int) -> tuple[Member, ...]:
    people = Person.objects.filter(household_id=household_id)
    return tuple(
        Member(
            person.pk,
            person.full_name,
            person.is_head,
            person.status,
            str(person.get_status_display()),
        )
        for person in people.order_by("-is_head", "id")
    )


def _stay(stay: Residence) -> Stay:
    return Stay(
        stay.postal_code,
        stay.address,
        stay.village,
        stay.tenure,
        str(stay.get_tenure_display()),
        stay.tenancy_end,
        stay.since,
        stay.until,
    )
