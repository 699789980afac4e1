"""Where a client can be reached who asks for a code by his national id."""

from dataclasses import dataclass

from sayeban.kit.units import Unit
from sayeban.people.models import Person


@dataclass(frozen=True, slots=True)
class Reached:
    """A living person with a mobile on file, and the unit that keeps his file."""

    person_id: int
    household_id: int | None
    mobile: str
    unit: Unit


def own_mobile(national_id: str) -> Reached | None:
    """None where we know nobody, no mobile of his, or that he died. Inside a command of ours."""
    found = (
        Person.objects.filter(
            identifier_type=Person.IdentifierType.NATIONAL_ID, identifier=national_id
        )
        .exclude(mobile="")
        .exclude(status=Person.Status.DECEASED)
        .first()
    )
    if found is None:
        return None
    return Reached(found.pk, found.household_id, found.mobile, found.unit)
