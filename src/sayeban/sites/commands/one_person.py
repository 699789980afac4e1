"""The one person whom a command names by a national id or a file number."""

from sayeban.audit.events import look
from sayeban.eligibility.public import SubjectUnknown
from sayeban.people.public import search_persons
from sayeban.runtime.actor import Actor


def find_person(typed: str) -> int:
    """The person within the reader's places; refuses subject.unknown.

    Names somebody: the caller records the look.
    """
    found = search_persons(typed)
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
