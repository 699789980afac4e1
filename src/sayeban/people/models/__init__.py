"""Tables of the people: persons, households, their stays in dwellings."""

from sayeban.people.models.household import Household, Residence
from sayeban.people.models.person import Person

__all__ = ["Household", "Person", "Residence"]
