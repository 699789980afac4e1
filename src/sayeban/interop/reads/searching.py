"""Households and persons that a partner's search finds."""

from dataclasses import dataclass
from typing import Any, Final

from django.db import OperationalError, connection
from psycopg.errors import QueryCanceled

from sayeban.interop.attributes import Entity
from sayeban.interop.criteria import Condition
from sayeban.interop.faults import Faulty
from sayeban.interop.rules import MOST_RECORDS

_FROM: Final[dict[Entity, str]] = {
    "Group": "FROM people_household g LEFT JOIN people_person p ON p.id = g.head_id"
    " LEFT JOIN people_residence s ON s.household_id = g.id AND s.until IS NULL",
    "Member": "FROM people_person p"
    " LEFT JOIN people_residence s ON s.household_id = p.household_id AND s.until IS NULL",
}
_KEY: Final[dict[Entity, str]] = {"Group": "g.id", "Member": "p.id"}
LONGEST_MS: Final = 20_000
"""A search that takes longer is given up: it would hold up others."""


@dataclass(frozen=True, slots=True)
class Page:
    """Keys of one page in order, and how many there are in all."""

    ids: list[int]
    total: int


def page_of(
    entity: Entity, condition: Condition, order: str, size: int, number: int, most_ms: int = 0
) -> Page:
    """One page of what is found within the reader's places.

    Refuses rjct.search.too_many_records_found and err.request.timeout.
    """
    base = f"{_FROM[entity]} WHERE {condition.sql}"
    key = _KEY[entity]
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL statement_timeout = {int(most_ms or LONGEST_MS)}")
            total = _count(cursor, base, condition.values)
            cursor.execute(
                f"SELECT {key} {base} ORDER BY {order}{key} LIMIT %s OFFSET %s",
                [*condition.values, size, size * (number - 1)],
            )
            ids = [row[0] for row in cursor.fetchall()]
            cursor.execute("SET LOCAL statement_timeout = 0")
    except OperationalError as error:
        if isinstance(error.__cause__, QueryCanceled):
            raise Faulty("err.request.timeout") from None
        raise
    return Page(ids, total)


def _count(cursor: Any, base: str, values: tuple[Any, ...]) -> int:  # noqa: ANN401 - a cursor
    cursor.execute(f"SELECT count(*) FROM (SELECT {base} LIMIT {MOST_RECORDS + 1}) found", values)
    total: int = cursor.fetchone()[0]
    if total > MOST_RECORDS:
        raise Faulty("rjct.search.too_many_records_found")
    return total
