"""Records of the social registry, as the standard writes them, cut to a partner's white list."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db import connection

from sayeban.exemptions.package.signing import household_ref
from sayeban.interop.attributes import Entity
from sayeban.interop.rules import FEE_WAIVER, HOUSEHOLD_ID, NATIONAL_ID

_IDENTIFIERS: Final = {
    "national_id": NATIONAL_ID,
    "foreigner_id": "IR:FOREIGNER_ID",
    "passport": "PASSPORT",
    "refugee_card": "IR:REFUGEE_CARD",
    "internal": "IR:INTERNAL",
}
_HOUSEHOLD: Final = "2"  # GroupType
_ACTIVE: Final = "1"  # EnrollmentStatus

_MEMBERS = """
SELECT p.id, p.household_id, p.identifier_type, p.identifier, p.full_name, p.mobile, p.birth_date,
  p.is_head, p.status, p.status_on, p.province, p.county, s.postal_code, s.address, s.tenure
FROM people_person p
LEFT JOIN people_residence s ON s.household_id = p.household_id AND s.until IS NULL
WHERE {} ORDER BY p.household_id, NOT p.is_head, p.id
"""
_GROUPS = """
SELECT g.id, g.province, g.county, s.postal_code, s.address, s.tenure
FROM people_household g
LEFT JOIN people_residence s ON s.household_id = g.id AND s.until IS NULL
WHERE g.id = ANY (%s)
"""
_PROGRAMMES = """
SELECT e.household_id, e.utility, c.effective_from
FROM exemptions_exemption e
JOIN exemptions_feedchange c ON c.feed_id = e.feed_id AND c.seq = e.seq
WHERE e.ended_on IS NULL AND e.household_id = ANY (%s) ORDER BY e.household_id, e.utility
"""


@dataclass(frozen=True, slots=True)
class View:
    """What a partner may be told. `key` makes the pseudonyms of households for `partner` alone."""

    allowed: Collection[str]
    partner: str
    key: bytes

    def ref(self, household: int) -> str:
        """The pseudonym of a household."""
        return household_ref(self.key, f"partner:{self.partner}", str(household))


@dataclass(frozen=True, slots=True)
class Records:
    """Records in the order of the keys, and the persons who are named in them."""

    records: list[dict[str, Any]]
    persons: list[int]


def records_of(entity: Entity, ids: Sequence[int], view: View) -> Records:
    """The records of households or persons; three statements however many they are."""
    if entity == "Member":
        found = _rows(_MEMBERS.format("p.id = ANY (%s)"), ids)
        programmes = _programmes([each["household_id"] for each in found], view)
        by_id = {each["id"]: _member(each, view, programmes) for each in found}
        return Records([by_id[each] for each in ids if each in by_id], list(by_id))
    groups = {each["id"]: each for each in _rows(_GROUPS, ids)}
    members: dict[int, list[dict[str, Any]]] = {each: [] for each in groups}
    for each in _rows(_MEMBERS.format("p.household_id = ANY (%s)"), list(groups)):
        members[each["household_id"]].append(each)
    programmes = _programmes(list(groups), view)
    made = [_group(groups[each], members[each], view, programmes) for each in ids if each in groups]
    named = [m["id"] for one in members.values() for m in _named(one, view)]
    return Records(made, named)


def _rows(sql: str, ids: Sequence[int]) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, [list(ids)])
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _programmes(households: Sequence[int | None], view: View) -> dict[int, list[dict[str, Any]]]:
    if "programme" not in view.allowed:
        return {}
    told: dict[int, list[dict[str, Any]]] = {}
    for each in _rows(_PROGRAMMES, [one for one in households if one is not None]):
        told.setdefault(each["household_id"], []).append(
            {
                "programme_identifier": f"IR:utility-exemption:{each['utility']}",
                "programme_type": FEE_WAIVER,
                "enrollment_date": _day(each["effective_from"]),
                "enrollment_status": _ACTIVE,
            }
        )
    return told


def _named(members: list[dict[str, Any]], view: View) -> list[dict[str, Any]]:
    """Those members of a household of whom the partner is told: all, or the head."""
    return members if "member_list" in view.allowed else [m for m in members if m["is_head"]]


def _group(
    row: dict[str, Any],
    members: list[dict[str, Any]],
    view: View,
    programmes: dict[int, list[dict[str, Any]]],
) -> dict[str, Any]:
    told: dict[str, Any] = {
        "@type": "Group",
        "group_identifier": [_identifier(HOUSEHOLD_ID, view.ref(row["id"]))],
        "group_type": _HOUSEHOLD,
    }
    if "group_size" in view.allowed:
        told["group_size"] = len(members)
    told["address"] = _address(row, view)
    told["tenure"] = row["tenure"] if "tenure" in view.allowed else None
    told["group_head_info"] = next((_member(m, view, {}) for m in members if m["is_head"]), None)
    if "member_list" in view.allowed:
        told["member_list"] = [_member(m, view, {}) for m in members]
    told["additional_attributes"] = _additional(programmes.get(row["id"]))
    return _known(told)


def _member(
    row: dict[str, Any], view: View, programmes: dict[int, list[dict[str, Any]]]
) -> dict[str, Any]:
    allowed = view.allowed
    kind = _IDENTIFIERS[row["identifier_type"]]
    identifier = [_identifier(kind, row["identifier"])] if NATIONAL_ID in allowed else None
    dead = row["status"] == "deceased" and "death_date" in allowed
    person = {
        "@type": "SRPerson",
        "identifier": identifier,
        "name": {"full_name": row["full_name"]} if "name" in allowed else None,
        "birth_date": _day(row["birth_date"]) if "birth_date" in allowed else None,
        "death_date": _day(row["status_on"]) if dead else None,
        "phone_number": [row["mobile"]] if "phone_number" in allowed and row["mobile"] else None,
        "address": _address(row, view),
    }
    return _known(
        {
            "@type": "Member",
            "member_identifier": identifier,
            "demographic_info": _known(person),
            "relationship_head": "self" if row["is_head"] and "is_head" in allowed else None,
            "additional_attributes": _additional(programmes.get(row["household_id"])),
        }
    )


def _identifier(kind: str, value: str) -> dict[str, str]:
    return {"@type": "Identifier", "identifier_type": kind, "identifier_value": value}


def _address(row: dict[str, Any], view: View) -> list[dict[str, Any]] | None:
    told = {
        "region_code": f"IR-{row['province']}" if "province" in view.allowed else None,
        "sub_region_code": row["county"] if "county" in view.allowed else None,
        "postal_code": row["postal_code"] if "postal_code" in view.allowed else None,
        "address_line1": row["address"] if "address" in view.allowed else None,
    }
    known = _known(told)
    return [{"@type": "Address", **known, "country_code": "IR"}] if known else None


def _additional(programmes: list[dict[str, Any]] | None) -> list[dict[str, Any]] | None:
    return [{"programme": each} for each in programmes] if programmes else None


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _known(told: dict[str, Any]) -> dict[str, Any]:
    """Without what is unknown or not told: both look the same to a partner."""
    return {name: value for name, value in told.items() if value not in (None, "")}
