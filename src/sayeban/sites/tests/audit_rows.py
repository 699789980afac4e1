"""What the audit holds, read by the owner of its tables."""

from datetime import datetime
from typing import Any

from django.db import connection


def asked(sql: str, *values: Any) -> list[tuple[Any, ...]]:
    """The rows of an answer that no working role may ask for."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute(sql, list(values))
        found: list[tuple[Any, ...]] = cursor.fetchall()
        cursor.execute("SET ROLE sayeban_web")
    return found


def looks() -> list[tuple[str, str, str, int]]:
    """Every look in order: purpose, subject, id, persons."""
    return asked("SELECT purpose, subject, subject_id, rows FROM audit_look ORDER BY id")


def looked_at(at: datetime) -> None:
    """Set the time of every look, which the database takes from its own clock."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("ALTER TABLE audit_look DISABLE TRIGGER audit_look_grows")
        cursor.execute("UPDATE audit_look SET at = %s", [at])
        cursor.execute("ALTER TABLE audit_look ENABLE TRIGGER audit_look_grows")
        cursor.execute("SET ROLE sayeban_web")
