"""Tables of facts: the catalogue, values with provenance, kept rows, contests, inquiries."""

from sayeban.facts.models.catalogue import Fact
from sayeban.facts.models.contest import Contest
from sayeban.facts.models.inquiry import Inquiry, Purpose, Register, RegisterState, RouteState
from sayeban.facts.models.value import HouseholdRow, PersonRow, Value

__all__ = [
    "Contest",
    "Fact",
    "HouseholdRow",
    "Inquiry",
    "PersonRow",
    "Purpose",
    "Register",
    "RegisterState",
    "RouteState",
    "Value",
]
