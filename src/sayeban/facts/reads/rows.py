"""What counts now about one person: the row that conditions are asked on."""

from django.db import connection

from sayeban.facts.conditions.tree import Row
from sayeban.facts.reads.source import source_of

_OWN = ("id", "household_id", "province", "county", "centre")


def row_of(person_id: int) -> Row:
    """Facts of the person and of his household by key; None is unknown.

    Within the scope of the running look or command; whoever is not there is unknown throughout.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {source_of('person')} WHERE id = %s", [person_id])
        found = cursor.fetchone()
        names = [column.name for column in cursor.description or ()]
    if found is None:
        return {}
    return {name: each for name, each in zip(names, found, strict=True) if name not in _OWN}
