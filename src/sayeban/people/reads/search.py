"""Find a person by what a paper shows of him."""

from dataclasses import dataclass
from typing import Final

from django.db.models import Q

from sayeban.country import text
from sayeban.country.formats import national_id
from sayeban.people.models import Person

_MOST: Final = 50


@dataclass(frozen=True, slots=True)
class Found:
    """One person that the search names."""

    person_id: int
    full_name: str
    identifier: str
    file_number: str
    is_head: bool
    status_label: str


def search_persons(typed: str) -> list[Found]:
    """Persons within the reader's places with this national id or file number, at most fifty.

    Names persons: the caller records the look with its purpose.
    """
    identifier = text.identifier(typed)
    if not identifier:
        return []
    restored, _ = national_id.restore(identifier)
    asked = Q(identifier_type=Person.IdentifierType.NATIONAL_ID, identifier=restored)
    found = Person.objects.filter(asked | Q(file_number=identifier))
    return [
        Found(
            p.pk, p.full_name, p.identifier, p.file_number, p.is_head, str(p.get_status_display())
        )
        for p in found.order_by("-is_head", "id")[:_MOST]
    ]
