"""By which commands somebody's rows were written, also where a command wrote a whole list."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import connection


@dataclass(frozen=True, slots=True)
class Touched:
    """`keys` of one person's rows in all campaigns; the ids of commands that changed what stood in
    them; and when and by whom they were written, told or given a document.
    """

    keys: tuple[str, ...]
    commands: tuple[str, ...]
    moments: tuple[tuple[datetime, int], ...]


_KEYS: Final = "SELECT key::text FROM exemptions_row WHERE person_id = %(person)s"
_COMMANDS: Final = """
SELECT DISTINCT h.command::text FROM (
  SELECT 'people_person' AS name, %(person)s::bigint AS id
  UNION ALL SELECT 'exemptions_row', r.id FROM exemptions_row r WHERE r.person_id = %(person)s
  UNION ALL SELECT 'exemptions_connection', c.id FROM exemptions_connection c
    JOIN exemptions_row r ON r.id = c.row_id WHERE r.person_id = %(person)s
) held JOIN runtime_history h ON h.table_name = held.name AND h.row_id = held.id
WHERE h.command IS NOT NULL
"""
# What was written for the first time left nothing behind in the history.
_MOMENTS: Final = """
WITH mine AS (SELECT * FROM exemptions_row WHERE person_id = %(person)s)
SELECT changed_at, changed_by FROM mine WHERE changed_by IS NOT NULL
UNION SELECT collected_at, collected_by FROM mine WHERE collected_by IS NOT NULL
UNION SELECT t.at, t.by FROM exemptions_contact t JOIN mine ON mine.id = t.row_id
  WHERE t.by IS NOT NULL
UNION SELECT e.at, e.by FROM exemptions_evidence e JOIN mine ON mine.id = e.row_id
  WHERE e.by IS NOT NULL
"""


def row_keys(person_id: int) -> tuple[str, ...]:
    """The keys of one person's rows, within the scope of the look that it runs in."""
    with connection.cursor() as cursor:
        cursor.execute(_KEYS, {"person": person_id})
        return tuple(key for (key,) in cursor.fetchall())


def touched(person_id: int) -> Touched:
    """Within the scope of the look that it runs in."""
    keys = row_keys(person_id)
    with connection.cursor() as cursor:
        cursor.execute(_COMMANDS, {"person": person_id})
        commands = tuple(command for (command,) in cursor.fetchall())
        cursor.execute(_MOMENTS, {"person": person_id})
        return Touched(keys, commands, tuple((at, by) for at, by in cursor.fetchall()))
