"""What is known already of what a form asks."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import connection

from sayeban.facts.public import CataloguedFact, catalogued
from sayeban.forms.document import Answer, FormDocument
from sayeban.forms.values import taken

# The strongest standing value of each fact; what is older than its fact allows counts as unknown.
_KNOWN = """
SELECT DISTINCT ON (v.fact) v.fact, v.value::text, v.origin, v.register, v.as_of,
  f.owner_unit
FROM facts_value v JOIN facts_fact f ON f.key = v.fact
WHERE v.superseded_at IS NULL AND v.fact = ANY(%(facts)s) AND (v.subject_kind, v.subject_id) IN (
    SELECT 'person', %(person)s::bigint UNION ALL
    SELECT 'household', household_id FROM people_person WHERE id = %(person)s)
  AND (f.max_age_days IS NULL OR v.as_of + f.max_age_days >= %(today)s)
ORDER BY v.fact, array_position(ARRAY['verified', 'received', 'declared'], v.origin)
"""


@dataclass(frozen=True, slots=True)
class Known:
    """A value that a form shows for confirmation, with its origin, register, day and `owner`, the
    words for who answers for it."""

    value: Answer
    origin: str
    register: str
    as_of: date
    owner: str


def prefilled(form: FormDocument, person_id: int, today: date) -> dict[str, Known]:
    """What is known by question key; a value that the question does not take is left out."""
    asked = {each.fact: each for each in form.questions if each.fact}
    found = {}
    with connection.cursor() as cursor:
        cursor.execute(_KNOWN, {"facts": list(asked), "person": person_id, "today": today})
        for fact, value, origin, register, as_of, owner in cursor.fetchall():
            kept, wrong = taken(asked[fact], json.loads(value))
            if kept is not None and not wrong:
                found[asked[fact].key] = Known(kept, origin, register, as_of, owner)
    return found


def writable() -> Mapping[str, CataloguedFact]:
    """The facts that a form may ask for: what follows from other data is asked of nobody."""
    return {
        key: each for key, each in catalogued().items() if each.kind == "kept" and not each.retired
    }
