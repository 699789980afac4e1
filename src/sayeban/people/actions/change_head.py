"""Record that another member heads a household from now on."""

from datetime import datetime

from sayeban.people.actions.finding import household_of, person_in_reach
from sayeban.people.models import Household, Person
from sayeban.people.refusals import HeadImpossible
from sayeban.people.rules import KEEPERS, may_head
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor
from sayeban.runtime.context import nationwide
from sayeban.runtime.outbox import announce


@action("people.change_head", posts=KEEPERS, operator=True, about=("person_id",))
def change_head(*, actor: Actor, at: datetime, person_id: int) -> None:
    """Let the person head his household; everybody stays in it, with its dwelling (A-144).

    Another household that he headed before is left without a head. Announces
    people.household_changed. Refuses person.unknown, head.impossible.
    """
    person = person_in_reach(person_id, actor, KEEPERS)
    if not may_head(person.status):
        raise HeadImpossible
    household_id = household_of(person)
    if person.is_head:
        return
    # The head until now, or a household that he headed before, may lie outside the actor's places.
    with nationwide():
        Household.objects.filter(head_id=person_id).update(head_id=None)
        Household.objects.filter(pk=household_id).update(head_id=person_id)
        Person.objects.filter(household_id=household_id, is_head=True).update(is_head=False)
        Person.objects.filter(pk=person_id).update(is_head=True)
    announce(
        "people.household_changed",
        f"{person_id}/{household_id}/{at.isoformat()}",
        {"person_id": str(person_id)},
    )
