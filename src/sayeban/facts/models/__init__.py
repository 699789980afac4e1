"""Tables of facts: the catalogue, values with provenance, kept rows, contests."""

from sayeban.facts.models.catalogue import Fact
from sayeban.facts.models.contest import Contest
from sayeban.facts.models.value import HouseholdRow, PersonRow, Value

__all__ = ["Contest", "Fact", "HouseholdRow", "PersonRow", "Value"]
