"""Tables of facts: the catalogue, values with provenance, kept rows, contests, inquiries."""

from sayeban.facts.models.catalogue import Fact
from sayeban.facts.models.contest import Contest
from sayeban.facts.models.inquiry import Inquiry, Purpose, Register, RegisterState, RouteState
from sayeban.facts.models.receiver import Disclosure, Receiver
from sayeban.facts.models.value import HouseholdRow, PersonRow, Value

__all__ = [
    "Contest",
    "Disclosure",
    "Fact",
    "HouseholdRow",
    "Inquiry",
    "PersonRow",
    "Purpose",
    "Receiver",
    "Register",
    "RegisterState",
    "RouteState",
    "Value",
]
