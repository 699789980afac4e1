"""What a partner may ask by and be told: the white list, as data.

Each attribute has its test for groups (households) and for members (persons), "" where it cannot
be asked by. `{}` stands for the comparison. Tables: g the household, p the person or the head, s
the present stay.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

Entity = Literal["Group", "Member"]
Kind = Literal["text", "digits", "date", "number", "flag"]


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute. `order` sorts by it; "" where nobody may."""

    label: str
    kind: Kind = "text"
    group: str = ""
    member: str = ""
    order: str = ""

    def test(self, entity: Entity) -> str:
        """The condition for an entity."""
        return self.group if entity == "Group" else self.member


_PROGRAMME = (
    "EXISTS (SELECT FROM exemptions_exemption e WHERE e.household_id = {household}"
    " AND e.ended_on IS NULL AND e.utility {{}})"
)
_SIZE = "(SELECT count(*) FROM people_person m WHERE m.household_id = g.id)"

ATTRIBUTES: Final[Mapping[str, Attribute]] = {
    "UIN": Attribute(
        "کد ملی",
        "digits",
        "EXISTS (SELECT FROM people_person m WHERE m.household_id = g.id"
        " AND m.identifier_type = 'national_id' AND m.identifier {})",
        "(p.identifier_type = 'national_id' AND p.identifier {})",
    ),
    "name": Attribute("نام"),
    "birth_date": Attribute("تاریخ تولد", "date", "", "p.birth_date {}", "p.birth_date"),
    "death_date": Attribute(
        "تاریخ فوت", "date", "", "(p.status = 'deceased' AND p.status_on {})", "p.status_on"
    ),
    "is_head": Attribute("سرپرست", "flag", "", "p.is_head {}"),
    "phone_number": Attribute("شمارهٔ همراه"),
    "province": Attribute("استان", "digits", "g.province {}", "p.province {}", "p.province"),
    "county": Attribute("شهرستان", "digits", "g.county {}", "p.county {}", "p.county"),
    "postal_code": Attribute("کد پستی", "digits", "s.postal_code {}", "s.postal_code {}"),
    "address": Attribute("نشانی"),
    "tenure": Attribute("وضعیت سکونت", "text", "s.tenure {}", "s.tenure {}"),
    "group_size": Attribute("شمار اعضا", "number", f"{_SIZE} {{}}"),
    "member_list": Attribute("اعضای خانوار"),
    "programme": Attribute(
        "معافیت قبض",
        "text",
        _PROGRAMME.format(household="g.id"),
        _PROGRAMME.format(household="p.household_id"),
    ),
}
