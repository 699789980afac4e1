"""What is known already of what a form asks."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from django.db import connection

from sayeban.facts.public import CataloguedFact, Value, catalogued, row_of
from sayeban.forms.document import Answer, FormDocument, Question
from sayeban.forms.values import taken

# The strongest standing value of each fact; what is older than its fact allows counts as unknown.
_KNOWN = """
SELECT DISTINCT ON (v.fact) v.fact, v.value::text, v.origin, v.register, v.as_of,
  f.owner_unit
FROM facts_value v JOIN facts_fact f ON f.key = v.fact
WHERE v.superseded_at IS NULL AND v.value #>> '{}' IS NOT NULL AND v.fact = ANY(%(facts)s)
  AND (v.subject_kind, v.subject_id) IN (
    SELECT 'person', %(person)s::bigint UNION ALL
    SELECT 'household', household_id FROM people_person WHERE id = %(person)s)
  AND (f.max_age_days IS NULL OR v.as_of + f.max_age_days >= %(today)s)
ORDER BY v.fact, array_position(ARRAY['verified', 'received', 'declared'], v.origin)
"""


_FILE: Final = "پروندهٔ او"


@dataclass(frozen=True, slots=True)
class Known:
    """A value that a form shows for confirmation, with its origin, register and day; `owner` says
    who answers for it. What his file alone says has origin "file" and no day.
    """

    value: Answer
    origin: str
    register: str
    as_of: date | None
    owner: str


def prefilled(form: FormDocument, person_id: int, today: date) -> dict[str, Known]:
    """What is known by question key; a value that the question does not take is left out."""
    asked = {each.fact: each for each in form.questions if each.fact}
    with connection.cursor() as cursor:
        cursor.execute(_KNOWN, {"facts": list(asked), "person": person_id, "today": today})
        told = {
            fact: Known(json.loads(value), *source) for fact, value, *source in cursor.fetchall()
        }
    for fact, value in row_of(person_id).items():
        if fact in asked and fact not in told and value is not None:
            told[fact] = Known(_as_json(value), "file", "", None, _FILE)
    known = {asked[fact].key: (asked[fact], each) for fact, each in told.items()}
    return {key: each for key, (question, each) in known.items() if _is_taken(question, each)}


def _is_taken(question: Question, known: Known) -> bool:
    kept, wrong = taken(question, known.value)
    return kept is not None and not wrong


def _as_json(value: Value) -> Answer:
    if isinstance(value, date):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else value


def writable() -> Mapping[str, CataloguedFact]:
    """The facts that a form may ask for: what follows from other data is asked of nobody."""
    return {
        key: each for key, each in catalogued().items() if each.kind == "kept" and not each.retired
    }
