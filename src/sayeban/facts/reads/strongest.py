"""What counts of the values of one fact: the strongest fresh one. The one place that says so."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db import connection

from sayeban.facts.rules import ORIGINS

_WHENS: Final = " ".join(f"WHEN '{name}' THEN {number}" for number, name in enumerate(ORIGINS))
RANK: Final = f"CASE v.origin {_WHENS} END"
"""The strongest origin of a value `v` first."""
# A value that is too old counts as unknown; a fresh one of a weaker origin then stands for it.
COUNTS: Final = (
    "v.superseded_at IS NULL AND v.value #>> '{}' IS NOT NULL"
    " AND (f.max_age_days IS NULL OR v.as_of + f.max_age_days >= %(today)s)"
)
"""Whether a value `v` of the fact `f` can count on day `today`."""

_COUNTING: Final = f"""
SELECT DISTINCT ON (v.fact) v.fact, v.value::text, v.origin, v.register, v.as_of, f.owner_unit
FROM facts_value v JOIN facts_fact f ON f.key = v.fact
WHERE {COUNTS} AND v.fact = ANY(%(facts)s)
  AND (v.subject_kind, v.subject_id) IN (
    SELECT 'person', %(person)s::bigint UNION ALL
    SELECT 'household', household_id FROM people_person WHERE id = %(person)s)
ORDER BY v.fact, {RANK}
"""


@dataclass(frozen=True, slots=True)
class Counting:
    """The value that counts, as its JSON, and who said it of which day; `owner` answers for it."""

    value: Any
    origin: str
    register: str
    as_of: date
    owner: str


def counting(facts: Collection[str], person_id: int, today: date) -> dict[str, Counting]:
    """What counts of these facts of a person and his household, by key; what nobody said is left
    out."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNTING, {"facts": list(facts), "person": person_id, "today": today})
        return {
            fact: Counting(json.loads(value), *source) for fact, value, *source in cursor.fetchall()
        }
