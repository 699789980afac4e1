"""Kept counts beside what a full count of the rows says."""

from collections.abc import Mapping

from django.db import connection

from sayeban.exemptions.tests.makers import NOW
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

Counts = Mapping[tuple[object, ...], int]
_KEY = "campaign_id, province, county, centre, state"


def _asked(query: str) -> Counts:
    with acting(OPERATOR, NOW), connection.cursor() as cursor:
        cursor.execute(query)
        return {tuple(key): int(count) for *key, count in cursor.fetchall()}


def kept() -> Counts:
    """By campaign, worklist and state, as boards read it."""
    return _asked(
        f"SELECT {_KEY}, sum(rows) FROM exemptions_statecount GROUP BY {_KEY} HAVING sum(rows) <> 0"
    )


def counted() -> Counts:
    """The same of the rows themselves."""
    return _asked(f"SELECT {_KEY}, count(*) FROM exemptions_row GROUP BY {_KEY}")
