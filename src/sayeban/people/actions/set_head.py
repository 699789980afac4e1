"""Say who heads the household of a person."""

from datetime import datetime

from sayeban.people.actions.finding import person_in_reach
from sayeban.people.models import Household
from sayeban.people.rules import KEEPERS
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor
from sayeban.runtime.outbox import announce


@action("people.set_head", posts=KEEPERS, operator=True, about=("person_id", "head_id"))
def set_head(*, actor: Actor, at: datetime, person_id: int, head_id: int) -> None:
    """Let the person join the household that `head_id` heads (himself: one of his own), A-144.

    The household that he headed stays for those who name him. Announces
    people.household_changed. Refuses person.unknown for either of the two.
    """
    person = person_in_reach(person_id, actor, KEEPERS)
    head = person_in_reach(head_id, actor, KEEPERS)
    household, _ = Household.objects.get_or_create(
        head_id=head_id,
        defaults={"province": head.province, "county": head.county, "centre": head.centre},
    )
    if person.household_id == household.pk and person.is_head == (person_id == head_id):
        return
    person.household_id, person.is_head = household.pk, person_id == head_id
    person.save(update_fields=["household_id", "is_head"])
    announce(
        "people.household_changed",
        f"{person_id}/{household.pk}/{at.isoformat()}",
        {"person_id": str(person_id)},
    )
