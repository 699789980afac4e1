"""Whether the file of somebody is kept where the reader does not see it; nothing else of him."""

from dataclasses import dataclass

from sayeban.country import text
from sayeban.country.formats import national_id as national_ids
from sayeban.people.models import Person
from sayeban.people.reads.own_mobile import own_mobile
from sayeban.runtime.context import nationwide


@dataclass(frozen=True, slots=True)
class KeptElsewhere:
    """A file out of sight. `person_id` is for the record of the look and is said to nobody;
    `reachable`: a code can be sent to him.
    """

    person_id: int
    reachable: bool


def kept_elsewhere(typed: str) -> KeptElsewhere | None:
    """None where nobody has this national id, or his file is in the reader's places.

    Says that a person is known: the caller records the look with its purpose.
    """
    identifier, _ = national_ids.restore(text.identifier(typed))
    named = Person.objects.filter(
        identifier_type=Person.IdentifierType.NATIONAL_ID, identifier=identifier
    )
    if not national_ids.valid(identifier) or named.exists():
        return None
    with nationwide():
        person_id = named.values_list("pk", flat=True).first()
        if person_id is None:
            return None
        return KeptElsewhere(person_id, own_mobile(identifier) is not None)
