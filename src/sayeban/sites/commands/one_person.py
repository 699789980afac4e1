"""The one person whom a command names by a national id or a file number."""

from typing import ClassVar, Final

from sayeban.audit.events import look
from sayeban.country.formats import national_id
from sayeban.country.text import identifier
from sayeban.eligibility.public import SubjectUnknown
from sayeban.kit.refusals import Refusal
from sayeban.people.public import search_persons
from sayeban.runtime.actor import Actor

_NATIONAL_ID: Final = 10


class DigitsWrong(Refusal):
    """Ten digits that are no national id, and nobody's file number."""

    code: ClassVar[str] = "person.digits_wrong"
    sentence: ClassVar[str] = "رقم‌های این کد ملی درست نیست. آن را دوباره بنویسید."


def find_person(typed: str) -> int:
    """The person within the reader's places; refuses subject.unknown and person.digits_wrong.

    Names somebody: the caller records the look.
    """
    found = search_persons(typed)
    digits = identifier(typed)
    if not found and len(digits) == _NATIONAL_ID and not national_id.valid(digits):
        raise DigitsWrong
    if len(found) != 1:
        raise SubjectUnknown
    return found[0].person_id


def look_at(actor: Actor, typed: str, purpose: str) -> int:
    """The same, with the look kept."""
    person = find_person(typed)
    look(
        user_id=actor.user_id,
        purpose=purpose,
        subject="people.person",
        subject_id=str(person),
        rows=1,
    )
    return person
