"""Register many persons with their households and present residences, set-based.

Runs inside the transaction of another command, under the headquarters role. An empty value never
replaces a known one and nothing unchanged is written. Loads of one province wait for each other,
those of different provinces run at once: persons and households that another load makes in
between are taken over (ON CONFLICT).

Rules (A-028, A-029, A-144):
- A person whose head is named belongs to the household of that head, whoever nobody knows a head
  of keeps his household or heads a new one. A head nobody registered is created at the place of
  the member with the smallest national id.
- A head who says that he lives with another head is moved; the household that he headed stays for
  those who name him.
- The place of a person follows his row, place and residence of a household the row of its head;
  a member's row fills only what nobody told of the residence. A changed postal code of the same
  stay is a correction, not a move: `record_move` is for moves.
"""

from django.db import connection
from django.db.backends.utils import CursorWrapper

from sayeban.people.actions.merging import known, known_text, update

_PLACE = ("province", "county", "centre")
_FACTS = ("full_name", "mobile", "file_number")
_NULL_FACTS = ("has_file", "transfer_recipient", "resident_in_care", "birth_date")
_STAY = ("postal_code", "address", "rural_district", "village", "tenure")
_COPIED = (*_FACTS, *_NULL_FACTS, "status", *_PLACE)

_SAME_PERSON = "p.identifier_type = 'national_id' AND p.identifier"

_PLAN = f"""
CREATE TEMP TABLE people_plan ON COMMIT DROP AS
SELECT s.*, p.id IS NULL AS is_new,
  CASE WHEN s.head_national_id <> '' THEN s.head_national_id
       WHEN p.household_id IS NULL THEN s.national_id END AS head
FROM {{source}} s LEFT JOIN people_person p ON {_SAME_PERSON} = s.national_id
"""

# New and known heads apart: a join on the key that new ones lack would put them into one bucket.
_HEADS = f"""
CREATE TEMP TABLE people_heads ON COMMIT DROP AS
WITH named AS (
  SELECT DISTINCT ON (head COLLATE "C")
    head, national_id = head AS is_listed, province, county, centre
  FROM people_plan WHERE head IS NOT NULL
  ORDER BY head COLLATE "C", national_id = head DESC, national_id COLLATE "C"
), found AS MATERIALIZED (
  SELECT n.*, p.id AS person_id FROM named n LEFT JOIN people_person p ON {_SAME_PERSON} = n.head
)
SELECT *, true AS is_new, nextval('people_household_id_seq') AS household_id
FROM found WHERE person_id IS NULL
UNION ALL
SELECT f.*, h.id IS NULL, coalesce(h.id, nextval('people_household_id_seq'))
FROM found f LEFT JOIN people_household h ON h.head_id = f.person_id
WHERE f.person_id IS NOT NULL
"""

# Sorted by identifier: neighbours in the index, and one order for loads of two provinces.
_LISTED = f"""
INSERT INTO people_person (identifier_type, identifier, household_id, is_head,
  {", ".join(_COPIED)}, status_on, status_evidence)
SELECT 'national_id', m.national_id, h.household_id, m.head = m.national_id,
  {", ".join(f"m.{column}" for column in _COPIED)},
  CASE WHEN m.status <> '' THEN m.status_on END,
  CASE WHEN m.status <> '' THEN m.status_evidence ELSE '' END
FROM people_plan m JOIN people_heads h USING (head) WHERE m.is_new
ORDER BY m.national_id COLLATE "C"
ON CONFLICT (identifier_type, identifier) DO NOTHING
"""

_UNLISTED = """
INSERT INTO people_person
  (identifier_type, identifier, household_id, is_head, province, county, centre)
SELECT 'national_id', h.head, h.household_id, true, h.province, h.county, h.centre
FROM people_heads h
WHERE h.person_id IS NULL AND NOT h.is_listed
  AND NOT EXISTS (SELECT FROM people_plan m WHERE m.national_id = h.head)
ORDER BY h.head COLLATE "C"
ON CONFLICT (identifier_type, identifier) DO NOTHING
"""

_HOUSEHOLDS = f"""
INSERT INTO people_household (id, head_id, province, county, centre)
SELECT h.household_id, p.id, h.province, h.county, h.centre
FROM people_heads h JOIN people_person p ON {_SAME_PERSON} = h.head WHERE h.is_new
ORDER BY h.head COLLATE "C"
ON CONFLICT (head_id) DO NOTHING
"""

# A new status comes with its own date and evidence; for the same status the first ones stay.
_NEW_STATUS = "m.status NOT IN ('', p.status)"
_PERSONS = update(
    "people_person",
    "p",
    {
        **{column: known_text(column, "m", "p") for column in _FACTS},
        **{column: known(column, "m", "p") for column in _NULL_FACTS},
        **{column: f"m.{column}" for column in _PLACE},
        "status": known_text("status", "m", "p"),
        "status_on": f"""CASE WHEN {_NEW_STATUS} THEN m.status_on
          WHEN m.status = '' THEN p.status_on ELSE coalesce(p.status_on, m.status_on) END""",
        "status_evidence": f"""CASE WHEN {_NEW_STATUS} THEN m.status_evidence
          WHEN m.status = '' OR p.status_evidence <> '' THEN p.status_evidence
          ELSE m.status_evidence END""",
    },
    "people_plan m",
    f"NOT m.is_new AND {_SAME_PERSON} = m.national_id",
)

# Apart from the facts: a join of all rows on a head that most do not name would be slow. Looked up
# head by head: a planner that holds the registry for empty would try each pair.
_MEMBERS = update(
    "people_person",
    "p",
    {"household_id": "f.id", "is_head": "m.head = m.national_id"},
    f"""(SELECT national_id, head FROM people_plan WHERE head IS NOT NULL AND NOT is_new) m
    CROSS JOIN LATERAL (
      SELECT f.id FROM people_person hp JOIN people_household f ON f.head_id = hp.id
      WHERE {_SAME_PERSON.replace("p.", "hp.")} = m.head OFFSET 0) f""",
    f"{_SAME_PERSON} = m.national_id",
)

_TOLD = ", ".join(f"m.{column}" for column in (*_STAY, "tenancy_end", *_PLACE))
_STAYS = f"""
CREATE TEMP TABLE people_stays ON COMMIT DROP AS
SELECT h.household_id, m.head = m.national_id AS is_head, m.national_id, {_TOLD}
FROM people_plan m JOIN people_heads h USING (head) WHERE m.is_new
UNION ALL
SELECT p.household_id, p.is_head, m.national_id, {_TOLD}
FROM people_plan m JOIN people_person p ON {_SAME_PERSON} = m.national_id WHERE NOT m.is_new
"""

_HOUSEHOLD_PLACES = update(
    "people_household",
    "h",
    {column: f"s.{column}" for column in _PLACE},
    "people_stays s",
    "s.is_head AND h.id = s.household_id",
)

_PRESENT = "r.household_id = s.household_id AND r.until IS NULL"
_HEADS_STAYS = update(
    "people_residence",
    "r",
    {
        **{column: known_text(column, "s", "r") for column in _STAY},
        "tenancy_end": known("tenancy_end", "s", "r"),
        **{column: f"s.{column}" for column in _PLACE},
    },
    "people_stays s",
    f"s.is_head AND {_PRESENT}",
)


_IS_TOLD = " OR ".join(f"{column} <> ''" for column in _STAY)
_IS_TOLD = f"(tenancy_end IS NOT NULL OR {_IS_TOLD})"


def _first(column: str) -> str:
    return (
        f"(array_agg({column} ORDER BY national_id)"
        f" FILTER (WHERE nullif({column}::text, '') IS NOT NULL))[1]"
    )


# What the members of one household tell, field by field, the smallest national id first.
# A dwelling lies where the file of its household does.
_MEMBERS_TELL = f"""
CREATE TEMP TABLE people_told ON COMMIT DROP AS
SELECT t.*, {", ".join(f"h.{column}" for column in _PLACE)} FROM (
  SELECT household_id, {_first("tenancy_end")} AS tenancy_end,
    {", ".join(f"coalesce({_first(column)}, '') AS {column}" for column in _STAY)}
  FROM people_stays WHERE {_IS_TOLD} AND NOT is_head GROUP BY household_id
) t JOIN people_household h ON h.id = t.household_id
"""

_MEMBERS_STAYS = update(
    "people_residence",
    "r",
    {
        **{column: known_text(column, "r", "s") for column in _STAY},
        "tenancy_end": known("tenancy_end", "r", "s"),
    },
    "people_told s",
    _PRESENT,
)


def _new_stays(source: str) -> str:
    columns = ("household_id", *_STAY, "tenancy_end", *_PLACE)
    return (
        f"INSERT INTO people_residence ({', '.join(columns)})"
        f" SELECT {', '.join(f's.{column}' for column in columns)} FROM {source}"
        f" WHERE NOT EXISTS (SELECT FROM people_residence r WHERE {_PRESENT})"
        " ON CONFLICT (household_id) WHERE until IS NULL DO NOTHING"
    )


# The planner knows nothing of tables that grow under its eyes; compiling costs more than it saves.
_SETTINGS = "SET LOCAL jit = off; SET LOCAL work_mem = '64MB'"

# In one order, so that no two loads wait for each other in a ring; held until the commit.
_LOCK = """
SELECT pg_advisory_xact_lock(hashtextextended('people.register/' || province, 0))
FROM (SELECT DISTINCT province FROM {source} ORDER BY province) places
"""
_PLANS = (
    _SETTINGS,
    _LOCK,
    _PLAN,
    "ANALYZE people_plan (national_id, head, is_new)",
    _HEADS,
    "ANALYZE people_heads (head, person_id, is_new)",
)
_PLANNED = """
SELECT (SELECT count(*) FROM people_plan WHERE is_new),
  (SELECT count(*) FROM people_heads WHERE is_new)
"""
# Another load made some of the new ones in between: all are then treated as known.
_TAKE_OVER = "UPDATE people_plan SET is_new = false"
_MERGES = (
    _PERSONS,
    _MEMBERS,
    _STAYS,
    "ANALYZE people_stays (household_id, is_head)",
    _HOUSEHOLD_PLACES,
    _HEADS_STAYS,
    _new_stays(f"(SELECT * FROM people_stays WHERE {_IS_TOLD} AND is_head) s"),
    _MEMBERS_TELL,
    _MEMBERS_STAYS,
    _new_stays("people_told s"),
    "DROP TABLE people_plan, people_heads, people_stays, people_told",
)


def register_in_bulk(*, source: str) -> None:
    """Merge the persons of the temp table `source` into the registry.

    Columns: `SOURCE_COLUMNS`. One row a national id; identifiers, codes and dates are already
    normalised and `province` is never empty. Afterwards the caller finds his persons by
    `people_person.identifier_type = 'national_id' AND identifier = national_id`.
    """
    with connection.cursor() as cursor:
        for step in _PLANS:
            cursor.execute(step.replace("{source}", connection.ops.quote_name(source)))
        made = [_count(cursor, step) for step in (_LISTED, _UNLISTED, _HOUSEHOLDS)]
        cursor.execute(_PLANNED)
        if cursor.fetchone() != (made[0], made[2]):
            cursor.execute(_TAKE_OVER)
        for step in _MERGES:
            cursor.execute(step)


def _count(cursor: CursorWrapper, insert: str) -> int:
    cursor.execute(insert)
    return int(cursor.rowcount)
