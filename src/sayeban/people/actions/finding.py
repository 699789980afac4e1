"""The person whom an action is about, as far as the actor's places reach."""

from sayeban.people.models import Household, Person, Residence
from sayeban.people.refusals import UnknownPerson
from sayeban.runtime.actor import Actor
from sayeban.runtime.refusals import AccessDenied


def person_in_reach(person_id: int, actor: Actor, posts: frozenset[str]) -> Person:
    """The locked row of a person; refuses person.unknown, also outside the actor's places.

    Refuses access.denied where the actor sees the person, but by a post that is none of `posts`.
    """
    person = Person.objects.select_for_update().filter(pk=person_id).first()
    if person is None:
        raise UnknownPerson
    if actor.kind == "user" and not actor.reaches(posts, person.unit):
        raise AccessDenied
    return person


def household_of(person: Person) -> int:
    """The key of his household; whoever has none heads a new one, as in bulk registration."""
    if person.household_id is None:
        place = {"province": person.province, "county": person.county, "centre": person.centre}
        person.household = Household.objects.create(head=person, **place)
        person.is_head = True
        person.save(update_fields=["household", "is_head"])
        return person.household.pk
    return person.household_id


def present_stay(household_id: int) -> Residence | None:
    """The present residence of a household, locked."""
    stays = Residence.objects.select_for_update()
    return stays.filter(household_id=household_id, until=None).first()
