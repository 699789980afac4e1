"""A web process that takes an answer in two transactions: the negative control of the schedules."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.utils.module_loading import import_string

from sayeban.runtime.actor import Actor
from sayeban.sites.wsgi import application
from tests.kills import gates


def _in_halves(
    *,
    actor: Actor,
    at: datetime,
    code: str,
    key: UUID,
    entry: UUID,
    version: int,
    values: Mapping[str, str],
    photos: Mapping[str, bytes],
) -> object:
    """The row first, committed; then the door of the test; then the answer's key."""
    given = {"actor": actor, "at": at, "code": code, "key": key}
    _collect_row(**given, version=version, values=values)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [gates.KEY])
        cursor.execute("SELECT pg_advisory_unlock(%s)", [gates.KEY])
    return _collect_entry(**given, entry=entry, version=version + 1, values=values, photos=photos)


# By name: these modules need the apps that the import above loads.
_collect_row = import_string("sayeban.exemptions.actions.collect_row.collect_row")
_collect_entry = import_string("sayeban.exemptions.actions.collect_entry.collect_entry")
import_string("sayeban.exemptions.pages.field.fill").collect_entry = _in_halves

__all__ = ["application"]
