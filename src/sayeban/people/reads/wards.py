"""The minors of whose household somebody is the head."""

from datetime import date
from typing import Final

from sayeban.people.models import Person

OF_AGE: Final = 18
_GONE: Final = (Person.Status.DECEASED, Person.Status.EXITED)


def minors_of(head: int, household_id: int | None, today: date) -> dict[int, str]:
    """Names by id of who is below eighteen by the register and lives in the household of this head.

    Whose day of birth nobody knows is left out, as is who lives in a centre. Within the scope of
    the running look; the caller records it.
    """
    if household_id is None:
        return {}
    found = Person.objects.filter(
        household_id=household_id, household__head=head, birth_date__gt=_of_age_born(today)
    )
    found = found.exclude(pk=head).exclude(status__in=_GONE).exclude(resident_in_care=True)
    return dict(found.order_by("-birth_date", "id").values_list("pk", "full_name"))


def _of_age_born(today: date) -> date:
    try:
        return today.replace(year=today.year - OF_AGE)
    except ValueError:
        return today.replace(year=today.year - OF_AGE, day=28)
