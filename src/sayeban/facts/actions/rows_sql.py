"""SQL that gives persons and households their kept rows, at the place of their files.

Works on the temp tables facts_persons and facts_households (subject_id), under the headquarters
role: a member of a household may be served elsewhere.
"""

from typing import Final

TOUCHED: Final = (
    "DROP TABLE IF EXISTS facts_persons, facts_households",
    "CREATE TEMP TABLE facts_persons (subject_id bigint PRIMARY KEY) ON COMMIT DROP",
    "CREATE TEMP TABLE facts_households (subject_id bigint PRIMARY KEY) ON COMMIT DROP",
)
# A household is touched with each of its members, and needs the rows of all of them.
WITH_HOUSEHOLDS: Final = (
    """
INSERT INTO facts_households
SELECT DISTINCT p.household_id FROM people_person p JOIN facts_persons t ON t.subject_id = p.id
WHERE p.household_id IS NOT NULL ON CONFLICT DO NOTHING
""",
    "ANALYZE facts_persons, facts_households",
)
WITH_MEMBERS: Final = (
    """
INSERT INTO facts_persons
SELECT p.id FROM people_person p JOIN facts_households h ON h.subject_id = p.household_id
ON CONFLICT DO NOTHING
""",
    "ANALYZE facts_persons, facts_households",
)
_PLACE: Final = "province, county, centre"

# Sorted: two commands that make or lock the same rows wait and do not meet crosswise.
ROWS: Final = (
    f"""
INSERT INTO facts_householdrow (subject_id, {_PLACE})
SELECT h.id, h.province, h.county, h.centre
FROM people_household h JOIN facts_households t ON t.subject_id = h.id
WHERE NOT EXISTS (SELECT FROM facts_householdrow r WHERE r.subject_id = h.id)
ORDER BY h.id ON CONFLICT DO NOTHING
""",
    f"""
INSERT INTO facts_personrow (subject_id, household_id, {_PLACE})
SELECT p.id, p.household_id, p.province, p.county, p.centre
FROM people_person p JOIN facts_persons t ON t.subject_id = p.id
WHERE NOT EXISTS (SELECT FROM facts_personrow r WHERE r.subject_id = p.id)
ORDER BY p.id ON CONFLICT DO NOTHING
""",
)
"""Each gives how many were missing."""
LOCK: Final = """
SELECT (SELECT count(*) FROM (SELECT FROM facts_householdrow JOIN facts_households
    USING (subject_id) ORDER BY subject_id FOR UPDATE OF facts_householdrow) h),
  (SELECT count(*) FROM (SELECT FROM facts_personrow JOIN facts_persons
    USING (subject_id) ORDER BY subject_id FOR UPDATE OF facts_personrow) p)
"""
COUNT: Final = """
SELECT (SELECT count(*) FROM facts_households), (SELECT count(*) FROM facts_persons)
"""
"""How many rows LOCK finds if none is missing."""
MISSING: Final = """
SELECT (SELECT count(*) FROM facts_persons t
    WHERE NOT EXISTS (SELECT FROM people_person p WHERE p.id = t.subject_id))
  + (SELECT count(*) FROM facts_households t
    WHERE NOT EXISTS (SELECT FROM people_household h WHERE h.id = t.subject_id))
"""


def _placed(table: str, of: str, touched: str, key: str, condition: str = "true") -> str:
    return f"""
UPDATE {table} r SET (province, county, centre) = (o.province, o.county, o.centre)
FROM {of} o JOIN {touched} t ON t.subject_id = o.id
WHERE r.{key} = o.id AND {condition}
  AND (r.province, r.county, r.centre) <> (o.province, o.county, o.centre)
"""


_OF_PERSON = ("people_person", "facts_persons", "subject_id")
_OF_HOUSEHOLD = ("people_household", "facts_households", "subject_id")
PLACES: Final = (
    _placed("facts_householdrow", *_OF_HOUSEHOLD),
    _placed("facts_personrow", *_OF_PERSON),
    """
UPDATE facts_personrow r SET household_id = p.household_id
FROM people_person p JOIN facts_persons t ON t.subject_id = p.id
WHERE r.subject_id = p.id AND r.household_id IS DISTINCT FROM p.household_id
""",
    _placed("facts_value", *_OF_PERSON, "r.subject_kind = 'person'"),
    _placed("facts_value", *_OF_HOUSEHOLD, "r.subject_kind = 'household'"),
    _placed("facts_contest", "people_person", "facts_persons", "person_id"),
    _placed("facts_inquiry", "people_person", "facts_persons", "person_id"),
)
"""Rows, values, contests and inquiries follow the file of whom they are about."""
NEXT_HOUSEHOLDS: Final = """
INSERT INTO facts_households SELECT id FROM people_household WHERE id > %s ORDER BY id LIMIT %s
"""
WITHOUT_HOUSEHOLD: Final = (
    "INSERT INTO facts_persons SELECT id FROM people_person WHERE household_id IS NULL"
)
_PEOPLE_TELL = "household_id, province, county, centre, is_head, has_file"
_PEOPLE_TELL += ", transfer_recipient, resident_in_care"
OUT_OF_STEP: Final = (
    f"""
INSERT INTO facts_persons
SELECT p.id FROM people_person p LEFT JOIN facts_personrow r ON r.subject_id = p.id
WHERE r.subject_id IS NULL
  OR ({", ".join(f"r.{name}" for name in _PEOPLE_TELL.split(", "))}, r.status)
    IS DISTINCT FROM ({", ".join(f"p.{name}" for name in _PEOPLE_TELL.split(", "))},
      coalesce(nullif(p.status, ''), 'unknown'))
  OR p.birth_date IS NOT NULL AND r.birth_date IS NULL
""",
    """
INSERT INTO facts_households
SELECT h.id FROM people_household h
LEFT JOIN facts_householdrow r ON r.subject_id = h.id
LEFT JOIN people_residence s ON s.household_id = h.id AND s.until IS NULL
WHERE r.subject_id IS NULL OR (r.province, r.county, r.centre) <> (h.province, h.county, h.centre)
  OR (r.postal_code, r.residence_province, r.residence_county) IS DISTINCT FROM
    (nullif(s.postal_code, ''), nullif(s.province, ''), nullif(s.county, ''))
  OR s.tenure <> '' AND r.tenure IS NULL OR r.tenure = 'owner' AND r.owns_house IS NULL
  OR s.tenancy_end IS NOT NULL AND r.tenancy_end IS NULL
""",
)
"""Whom people tell something else about than their kept rows say; such columns may have come from
a register and are compared where nothing is known alone."""
