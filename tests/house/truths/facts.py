"""What the constraints of facts and contests say, as in truth.py."""

from collections.abc import Mapping
from string import ascii_lowercase, digits
from typing import Any, Final

from tests.house.truth import DAWN, DAYS, NOON, Truth, one_of

_RESERVED: Final = ("id", "subject_id", "household_id", "province", "county", "centre")
_STATES: Final = ("open", "referred", "accepted", "rejected", "withdrawn")
_DECIDED: Final = ("accepted", "rejected")


def _key(key: str) -> bool:
    letters = set(ascii_lowercase + digits + "_")
    well = 1 <= len(key) <= 40 and set(key) <= letters and key[0] in ascii_lowercase
    return well and key not in _RESERVED


_WORDS: Final = {
    "type": ("bool", "int", "number", "money", "date", "text", "code"),
    "subject": ("person", "household"),
    "part": ("identity", "welfare", "support"),
    "kind": ("kept", "derived", "template"),
    "privacy": ("normal", "sensitive"),
}

CHECKS: Final[Mapping[str, Truth]] = {
    "facts_fact_key": Truth(
        {"key": ("a", "rent_2", "a" * 40, "a" * 41, "", "2a", "_a", "A", "a-b", "a\n", *_RESERVED)},
        _key,
    ),
    "facts_fact_words": Truth(
        {name: (*words, "else") for name, words in _WORDS.items()},
        lambda **row: all(row[name] in words for name, words in _WORDS.items()),
    ),
    "facts_fact_template": Truth(
        {"kind": ("kept", "derived", "template"), "template": (None, '{"of_head": "sex"}')},
        lambda kind, template: (kind == "template") == (template is not None),
    ),
    "facts_fact_bounds": Truth(
        {"type": _WORDS["type"], "least": (None, "1"), "most": (None, "2")},
        lambda type, least, most: (
            type in ("int", "number", "money", "date") or (least is None and most is None)
        ),
    ),
    "facts_value_words": Truth(
        {
            "subject_kind": ("person", "household", "else", ""),
            "origin": ("declared", "received", "verified", "else", ""),
        },
        lambda subject_kind, origin: (
            subject_kind in ("person", "household")
            and origin in ("declared", "received", "verified")
        ),
    ),
    "facts_value_superseded": Truth(
        {"id": (1, 2), "superseded_at": (None, DAWN), "superseded_by": (None, 1, 2)},
        lambda id, superseded_at, superseded_by: (
            (superseded_at is None) == (superseded_by is None) and id != superseded_by
        ),
    ),
    "facts_contest_state": one_of("state", *_STATES),
    "facts_contest_referred": Truth(
        {"referred_at": (None, DAWN), "referred_to": ("", "سازمان")},
        lambda referred_at, referred_to: (referred_at is None) == (referred_to == ""),
    ),
    "facts_contest_decided": Truth(
        {"state": _STATES, "decided_at": (None, NOON)},
        lambda state, decided_at: (state in ("open", "referred")) == (decided_at is None),
    ),
    "facts_contest_four_eyes": Truth(
        {"state": _STATES, "opened_by": (None, 1, 2), "decided_by": (None, 1, 2)},
        lambda state, opened_by, decided_by: (
            state not in _DECIDED or opened_by is None or opened_by != decided_by
        ),
    ),
    "facts_contest_answered": Truth(
        {"state": _STATES, "answer": ("", "سند دیده شد")},
        lambda state, answer: state not in _DECIDED or answer != "",
    ),
    "facts_receiver_kind": Truth(
        {"kind": ("institution", "decision", "person", "")},
        lambda kind: kind in ("institution", "decision"),
    ),
    "facts_receiver_order": Truth(
        {"received_on": DAYS[:2], "corrected_on": DAYS[:2]},
        lambda received_on, corrected_on: received_on <= corrected_on,
    ),
}
UNIQUE: Final[Mapping[str, str]] = {
    "facts_value_standing": "one value of an origin stands at a time",
    "facts_contest_open": "one datum is contested once at a time",
    "facts_receiver_once": "who got a wrong value for a purpose is named once",
}
FREED: Final[Mapping[str, Mapping[str, Any]]] = {
    "facts_value_standing": {"superseded_at": NOON, "superseded_by": 0},
    "facts_contest_open": {"state": "withdrawn", "decided_at": NOON},
}
