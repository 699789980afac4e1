"""SQL of the facts that people's own files tell, written into the kept rows.

Works on the temp tables facts_persons and facts_households; parameter: today.
"""

from typing import Final

from sayeban.facts.actions.kept_sql import written

_PERSON: Final = {
    "age": "CASE WHEN r.birth_date <= %(today)s AND p.status <> 'deceased'"
    " THEN date_part('year', age(%(today)s::date, r.birth_date))::bigint END",
    "is_head": "p.is_head",
    "status": "coalesce(nullif(p.status, ''), 'unknown')",
    "has_file": "p.has_file",
    # Whose status nobody told counts as covered: headquarters' list stands.
    "is_covered": "p.status IN ('', 'active') AND p.has_file IS NOT FALSE",
    "transfer_recipient": "p.transfer_recipient",
    "resident_in_care": "p.resident_in_care",
}
# Members are those who neither died nor left; of an unknown age nobody is counted as no child.
_HOUSEHOLD: Final = {
    "household_size": "count(m.subject_id)",
    "members_under_18": "CASE WHEN count(m.subject_id) = count(m.age)"
    " THEN count(*) FILTER (WHERE m.age < 18) END",
    "members_over_60": "CASE WHEN count(m.subject_id) = count(m.age)"
    " THEN count(*) FILTER (WHERE m.age >= 60) END",
    "head_age": "max(m.age) FILTER (WHERE m.is_head)",
}
_HOME: Final = {
    "postal_code": "nullif(s.postal_code, '')",
    "residence_province": "nullif(s.province, '')",
    "residence_county": "nullif(s.county, '')",
    # A village may simply not have been written down: unknown is not no.
    "residence_rural": "CASE WHEN s.rural_district <> '' OR s.village <> '' THEN true END",
}
DERIVED: Final = frozenset({*_PERSON, *_HOUSEHOLD, *_HOME})


def _columns(told: dict[str, str]) -> str:
    return ", ".join(f'{each} AS "{key}"' for key, each in told.items())


MEMBER: Final = "m.status IN ('unknown', 'active')"

STEPS: Final = (
    written(
        "person",
        list(_PERSON),
        f"SELECT t.subject_id, {_columns(_PERSON)} FROM facts_persons t"
        " JOIN people_person p ON p.id = t.subject_id"
        " JOIN facts_personrow r ON r.subject_id = t.subject_id",
    ),
    written(
        "household",
        list(_HOUSEHOLD),
        f"SELECT t.subject_id, {_columns(_HOUSEHOLD)} FROM facts_households t"
        f" LEFT JOIN facts_personrow m ON m.household_id = t.subject_id AND {MEMBER} GROUP BY 1",
    ),
    written(
        "household",
        list(_HOME),
        f"SELECT t.subject_id, {_columns(_HOME)} FROM facts_households t"
        " LEFT JOIN people_residence s ON s.household_id = t.subject_id AND s.until IS NULL",
    ),
)
