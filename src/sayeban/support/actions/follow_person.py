"""A place on a list follows its person: to his new home, or off the list when he died."""

from datetime import datetime
from typing import Final

from sayeban.country.today import today_of
from sayeban.people.public import UnknownPerson, person_file
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor
from sayeban.support.models import Waiting

DIED: Final = "فوت"


@action("support.follow_person", about=("person_id",))
def follow_person(*, actor: Actor, at: datetime, person_id: int) -> int:
    """How many of his places changed; since when he waits stays."""
    del actor
    try:
        person = person_file(person_id)
    except UnknownPerson:
        return 0
    waiting = Waiting.objects.filter(person_id=person_id, state=Waiting.State.WAITING)
    if person.status == "deceased":
        return waiting.update(state=Waiting.State.LEFT, ended_on=today_of(at), reason=DIED)
    return waiting.update(**person.unit.columns)
