"""What rules read: kept rows of everybody within the reader's places."""

from typing import Final, Literal

from django.db import connection

_ROWS: Final = {"person": "facts_personrow", "household": "facts_householdrow"}
_VIEWS: Final = {"person": "facts_ofperson", "household": "facts_ofhousehold"}


def source_of(subject: Literal["person", "household"]) -> str:
    """The view to compile conditions over: `id`, province, county, centre, one column a fact.

    That of a person holds the facts of his household too, and `household_id`.
    """
    return _VIEWS[subject]


def rows_kept(subject: Literal["person", "household"]) -> float:
    """About how many kept rows there are, as the database last counted them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE oid = %s::regclass", [_ROWS[subject]])
        (there,) = cursor.fetchone() or (0,)
        return float(there)


def some_of(subject: Literal["person", "household"], most: int) -> tuple[str, float]:
    """The same over about `most` rows of a larger table, and of how many each of them is one.

    Whole pages of the table are read, the same each time; of a smaller table every row.
    """
    rows, there = _ROWS[subject], rows_kept(subject)
    if there <= most:
        return _VIEWS[subject], 1
    sampled = f"TABLESAMPLE SYSTEM ({100 * most / there:.6f}) REPEATABLE (1)"
    ids = f"SELECT subject_id FROM {rows} {sampled}"
    return f"SELECT * FROM {_VIEWS[subject]} WHERE id IN ({ids})", there / most
