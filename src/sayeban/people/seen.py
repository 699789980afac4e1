"""A person's file for a page: who looked and why is kept; what is not his to see is not there."""

from django.http import Http404

from sayeban.audit.events import look
from sayeban.people.reads.person_file import PersonFile, person_file
from sayeban.people.refusals import UnknownPerson
from sayeban.runtime.actor import Actor


def seen_file(actor: Actor, person_id: int, purpose: str, *, members: bool = False) -> PersonFile:
    """The file in the running look, which is kept; 404 outside the actor's places.

    `members`: the page shows the household's members as well.
    """
    try:
        file = person_file(person_id)
    except UnknownPerson as unknown:
        raise Http404 from unknown
    look(
        user_id=actor.user_id,
        purpose=purpose,
        subject="people.person",
        subject_id=str(person_id),
        rows=max(len(file.members), 1) if members else 1,
    )
    return file
