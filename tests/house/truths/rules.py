"""What the constraints of rules and decisions say, as in truth.py."""

from collections.abc import Mapping
from typing import Any, Final

from tests.house.truth import DAWN, NOON, Truth, one_of

_APPLIES: Final = ("application", "decision", "payment_month")
_STATES: Final = ("draft", "approved", "dropped")
_TYPES: Final = ("bool", "int", "number", "money", "date", "text")
_USERS: Final = (None, 1, 2)


def _returned(returned_at: object, returned_by: object, returned_reason: str) -> bool:
    if returned_at is None:
        return returned_by is None and returned_reason == ""
    return returned_reason != ""


CHECKS: Final[Mapping[str, Truth]] = {
    "eligibility_rule_subject": one_of("subject", "person", "household"),
    "eligibility_version_words": Truth(
        {
            "state": (*_STATES, "else"),
            "applies_to": (*_APPLIES, "", "else"),
            "legal_basis": ("", "x"),
            "title": ("", "x"),
        },
        lambda state, applies_to, legal_basis, title: (
            state in _STATES and applies_to in _APPLIES and "" not in (legal_basis, title)
        ),
    ),
    "eligibility_version_approved": Truth(
        {"state": _STATES, "approved_at": (None, DAWN), "approver": (None, 1)},
        lambda state, approved_at, approver: (
            approved_at is not None
            if state == "approved"
            else approved_at is None and approver is None
        ),
    ),
    "eligibility_version_four_eyes": Truth(
        {"approver": _USERS, "author": _USERS},
        lambda approver, author: None in (approver, author) or approver != author,
    ),
    "eligibility_version_returned": Truth(
        {
            "returned_at": (None, DAWN),
            "returned_by": (None, 1),
            "returned_reason": ("", "x"),
        },
        _returned,
    ),
    "eligibility_parameter_words": Truth(
        {"type": (*_TYPES, "code", ""), "legal_basis": ("", "x"), "label": ("", "x")},
        lambda type, legal_basis, label: type in _TYPES and "" not in (legal_basis, label),
    ),
    "eligibility_parameter_four_eyes": Truth(
        {"approved_by": _USERS, "approved_at": (None, DAWN), "entered_by": _USERS},
        lambda approved_by, approved_at, entered_by: (
            approved_by is None or (approved_at is not None and approved_by != entered_by)
        ),
    ),
    "eligibility_means_words": Truth(
        {"title": ("", "x"), "legal_basis": ("", "x")},
        lambda title, legal_basis: "" not in (title, legal_basis),
    ),
    "eligibility_means_four_eyes": Truth(
        {"approved_by": _USERS, "approved_at": (None, DAWN), "entered_by": _USERS},
        lambda approved_by, approved_at, entered_by: (
            approved_by is None or (approved_at is not None and approved_by != entered_by)
        ),
    ),
    "eligibility_ending_reason": Truth({"reason": ("", "x")}, lambda reason: reason != ""),
    "eligibility_ending_four_eyes": Truth(
        {"approved_by": _USERS, "approved_at": (None, DAWN), "asked_by": _USERS},
        lambda approved_by, approved_at, asked_by: (
            approved_by is None or (approved_at is not None and approved_by != asked_by)
        ),
    ),
    "eligibility_run_kind": one_of("kind", "nation", "some", "again"),
    "eligibility_decision_masks": Truth(
        {"met": (-1, 0, 1), "unknown": (-1, 0, 1)},
        lambda met, unknown: met >= 0 and unknown >= 0,
    ),
    "eligibility_override_reason": Truth({"reason": ("", "x")}, lambda reason: reason != ""),
    "eligibility_override_ended": Truth(
        {"ended_by": (None, 1), "ended_at": (None, NOON)},
        lambda ended_by, ended_at: ended_by is None or ended_at is not None,
    ),
}
UNIQUE: Final[Mapping[str, str]] = {
    "eligibility_version_number": "versions of a rule are told apart by their number",
    "eligibility_version_one_draft": "a rule has one draft: two never overtake each other",
    "eligibility_version_one_a_day": "one version of a rule holds on a day",
    "eligibility_parameter_one_a_day": "one value of a parameter holds on a day",
    "eligibility_ending_one_a_day": "a rule ends once on a day",
    "eligibility_ending_one_waits": "of a rule one end waits for a second person",
    "eligibility_override_one": "one decision by hand of a rule about a subject stands",
}
FREED: Final[Mapping[str, Mapping[str, Any]]] = {
    "eligibility_version_one_draft": {"state": "dropped"},
    "eligibility_version_one_a_day": {
        "state": "draft",
        "approved_at": None,
        "approver": None,
    },
    "eligibility_ending_one_waits": {"approved_at": NOON},
    "eligibility_override_one": {"ended_at": NOON},
}
