"""SQL that writes into kept rows what counts: the strongest fresh value, else what people know."""

from collections.abc import Sequence
from typing import Final

from sayeban.facts.reads.catalogue import CataloguedFact
from sayeban.facts.reads.strongest import COUNTS, RANK
from sayeban.facts.rules import FOLLOWS, ORIGINS, SQL_TYPES

_LAST: Final = len(ORIGINS)
# JSON may write the number five as 5.0.
_CASTS: Final = {**SQL_TYPES, "int": "numeric::bigint", "money": "numeric::bigint"}

_PRESENT = (
    "SELECT t.subject_id, '{fact}', {value}, " + str(_LAST) + " FROM facts_households t"
    " JOIN people_residence p ON p.household_id = t.subject_id AND p.until IS NULL"
)
_OF_PEOPLE: Final = {
    "birth_date": f"SELECT t.subject_id, 'birth_date', p.birth_date::text, {_LAST}"
    " FROM facts_persons t JOIN people_person p ON p.id = t.subject_id",
    "tenure": _PRESENT.format(fact="tenure", value="nullif(p.tenure, '')"),
    "tenancy_end": _PRESENT.format(fact="tenancy_end", value="p.tenancy_end::text"),
}
"""Facts that people's own files know as well: weaker than what any source said."""
FILED: Final = frozenset(_OF_PEOPLE)
TOGETHER: Final = frozenset(FOLLOWS).union(*FOLLOWS.values())
"""Written together: a fact that follows counts where no source says of it itself."""
# Who rents may have another home: unknown is not no.
_OWNS: Final = (
    "coalesce({own}, CASE WHEN max(c.value) FILTER (WHERE c.fact = 'tenure') = 'owner'"
    " THEN 'true' END)"
)

_COUNTING: Final = """
CREATE TEMP TABLE facts_counting ON COMMIT DROP AS
SELECT DISTINCT ON (subject_id, fact) subject_id, fact, value FROM (
  SELECT v.subject_id, v.fact, v.value #>> '{{}}' AS value, {rank} AS rank
  FROM {touched} t JOIN facts_value v ON v.subject_id = t.subject_id
    AND v.subject_kind = '{subject}'
  JOIN facts_fact f ON f.key = v.fact
  WHERE v.fact = ANY(%(facts)s) AND {counts}
  {of_people}
) told WHERE value IS NOT NULL ORDER BY subject_id, fact, rank
"""


def kept(subject: str, facts: Sequence[CataloguedFact]) -> tuple[str, ...]:
    """Statements that write these kept facts of the touched subjects; keys are the catalogue's.

    Parameters: facts (their keys), today.
    """
    touched = f"facts_{subject}s"
    of_people = "".join(f" UNION ALL {_OF_PEOPLE[f.key]}" for f in facts if f.key in FILED)
    counting = _COUNTING.format(
        rank=RANK, counts=COUNTS, touched=touched, subject=subject, of_people=of_people
    )
    told = ", ".join(f"({_told(f)})::{_CASTS[f.type.type]} AS {_name(f)}" for f in facts)
    rows = f"SELECT t.subject_id, {told} FROM {touched} t LEFT JOIN facts_counting c"
    return (
        "DROP TABLE IF EXISTS facts_counting",
        counting,
        "ANALYZE facts_counting",
        written(subject, [f.key for f in facts], f"{rows} USING (subject_id) GROUP BY 1"),
    )


def _told(fact: CataloguedFact) -> str:
    own = f"max(c.value) FILTER (WHERE c.fact = '{fact.key}')"
    return _OWNS.format(own=own) if fact.key == "owns_house" else own


def written(subject: str, keys: Sequence[str], rows: str) -> str:
    """An UPDATE of the kept rows of a subject with `rows` (subject_id and these columns)."""
    columns = [f'"{key}"' for key in keys]
    pairs = ", ".join(f"{name} = w.{name}" for name in columns)
    differs = " OR ".join(f"r.{name} IS DISTINCT FROM w.{name}" for name in columns)
    return (
        f"UPDATE facts_{subject}row r SET {pairs} FROM ({rows}) w"
        f" WHERE r.subject_id = w.subject_id AND ({differs})"
    )


def _name(fact: CataloguedFact) -> str:
    return f'"{fact.key}"'
