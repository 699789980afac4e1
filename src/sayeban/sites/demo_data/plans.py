"""What is planted: faults of headquarters' rows, and the story of each row's collection.

Every count is for a sample of 20,000 households and grows with it. What follows from a plan
(verdict, flags, place at release) is written here by hand: the ledger is counted from this table.
"""

from dataclasses import dataclass
from typing import Final

SAMPLE: Final = 20_000


def share(base: int, households: int, least: int = 1) -> int:
    """How often something with `base` in a sample is planted among so many households."""
    return max(least, round(base * households / SAMPLE)) if base else 0


DIRT: Final = {
    "padded": 30,
    "name_missing": 30,
    "postal_invalid": 45,
    "mobile_invalid": 45,
    "ownership_unknown": 30,
    "status_unknown": 30,
    "county_blank": 150,
    "centre_blank": 330,
    "centre_foreign": 60,
    "centre_unimported": 75,
    "deceased": 240,
    "exited": 240,
    "resident": 120,
    "not_recipient": 160,
    "no_file": 40,
}
"""Faults and facts of accepted rows."""
DIRT_FLAGS: Final = {
    "padded": ("national_id.padded",),
    "name_missing": ("name.missing",),
    "postal_invalid": ("postal_code.invalid",),
    "mobile_invalid": ("mobile.invalid",),
    "ownership_unknown": ("ownership.unknown_value",),
    "status_unknown": ("status.unknown_value",),
    "county_blank": ("county.missing", "centre.missing"),
    "centre_blank": ("centre.missing",),
    "centre_foreign": ("centre.foreign",),
    "deceased": ("deceased",),
    "exited": ("exited",),
    "resident": ("resident_in_care",),
    "not_recipient": ("not_target_group",),
    "no_file": ("not_target_group",),
}
ASIDE: Final = {
    "deceased": "deceased",
    "exited": "exited",
    "resident": "resident_in_care",
    "not_recipient": "not_target_group",
    "no_file": "not_target_group",
}
"""Why a row needs no collection from the start."""
PLACE_DIRT: Final = ("", "county_blank", "centre_blank", "centre_foreign", "centre_unimported")
"""Dirt that leaves every value of the row as it is: such rows may get any plan."""

JUNK: Final = {
    "national_id.missing": 36,
    "national_id.check_digit": 45,
    "national_id.duplicate": 45,
    "province.unknown": 30,
    "county.unknown": 36,
}
"""Rows that headquarters' load rejects, by their reason."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The story of a row that needs collection.

    `verdict` of the first upload: "" accepted, "unchanged", or the code of its reject. `mends`:
    the second upload types the row anew and is accepted. `flags` are those of the first upload
    alone, `lasting` stay. `aside`: what it becomes before the second round, which never sees it.
    `tenure`: "tenant", "settled" (owner or other) or "" for any.
    """

    base: int
    verdict: str = ""
    mends: bool = False
    flags: tuple[str, ...] = ()
    lasting: tuple[str, ...] = ()
    aside: str = ""
    tenure: str = ""


def _reject(base: int, verdict: str, tenure: str = "") -> Plan:
    return Plan(base, verdict, mends=True, tenure=tenure)


def _reason(base: int, aside: str = "") -> Plan:
    return Plan(base, lasting=("incomplete",), aside=aside, tenure="settled")


PLANS: Final = {
    "clean": Plan(0),
    "rural": Plan(1_200),
    "no_gas": Plan(400),
    "rural_unconnected": Plan(300, tenure="settled"),
    "shared": Plan(400),
    "company_unknown": Plan(45, lasting=("company.unknown",)),
    "company_other": Plan(45, lasting=("company.other_province",)),
    "corrected": Plan(200),
    "bill_length": _reject(36, "bill_id.length"),
    "bill_check": _reject(60, "bill_id.check_digit"),
    "bill_wrong": _reject(36, "bill_id.wrong_utility"),
    "unknown_value": _reject(45, "connection.unknown_value"),
    "contradicts": _reject(36, "connection.contradicts"),
    "date_invalid": _reject(36, "date.invalid", "tenant"),
    "key_edited": _reject(30, "row.unknown_key"),
    "key_blank": _reject(15, "row.unknown_key"),
    "id_edited": _reject(15, "row.unknown_key"),
    "incomplete": Plan(120, mends=True, flags=("incomplete",)),
    "tenancy_missing": Plan(
        60, mends=True, flags=("incomplete", "tenancy_end.missing"), tenure="tenant"
    ),
    "tenancy_past": Plan(45, mends=True, flags=("incomplete", "tenancy_end.past"), tenure="tenant"),
    "postal_bad": Plan(36, lasting=("postal_code.invalid",)),
    "mobile_bad": Plan(36, lasting=("mobile.invalid",)),
    "tenure_bad": Plan(36, lasting=("ownership.unknown_value",)),
    "status_bad": Plan(36, lasting=("status.unknown_value",)),
    "reason_not_found": _reason(45),
    "reason_refuses": _reason(30),
    "reason_phone_dead": _reason(60),
    "reason_moved_away": _reason(45),
    "reason_said_deceased": _reason(30),
    "reason_no_documents": _reason(30),
    "reason_other": _reason(30),
    "file_deceased": _reason(45, aside="deceased"),
    "file_exited": Plan(36, aside="exited"),
    "file_resident": Plan(36, aside="resident_in_care"),
    "found_deceased": Plan(36, flags=("incomplete",), aside="deceased", tenure="settled"),
    "found_exited": Plan(30, flags=("incomplete",), aside="exited", tenure="settled"),
}
"""Plans dealt to rows of any worklist; "clean" takes the rest. `file_*` are told by people.xlsx,
`found_*` by the worker in the status column."""
REASONS: Final = tuple(name for name in PLANS if name.startswith("reason_"))
NOTHING: Final = (*REASONS, "file_deceased", "found_deceased", "found_exited")
"""Plans in which no connection is collected."""

STAGED: Final = {
    "conflict": Plan(24, verdict="row.conflict"),
    "with_documents": Plan(60),
    "same_picture": Plan(30),
    "sent_back": Plan(30),
}
"""Plans of the worklists that the run singles out (see staging.py)."""

SENT_BACK: Final = "sent_back"

MEMBER: Final = Plan(0, verdict="unchanged")
"""A household member whose head stands in the same worklist: nobody types, note 4 fills it."""
MEMBERS: Final = 600
LONE_MEMBERS: Final = 120
"""Members of a head who is on no list: collected like everybody else."""

ADDED: Final = 30
"""Rows that somebody wrote below the list: they have no key."""

PAIRS: Final = {
    ("county", "confirmed"): 9,
    ("county", "returned"): 6,
    ("county", "shared"): 6,
    ("county", "same_household"): 6,
    ("county", "as_private"): 6,
    ("province", "confirmed"): 9,
    ("province", "returned"): 6,
    ("province", "shared"): 6,
    ("province", "same_household"): 6,
    ("nation", "confirmed"): 9,
    ("nation", "returned"): 6,
    ("nation", "shared"): 6,
    ("nation", "same_household"): 6,
}
"""Two strangers with one gas bill: where both live, and what its reviewer decides. `as_private`:
the first declares it shared, the second as his own, and that is confirmed."""
