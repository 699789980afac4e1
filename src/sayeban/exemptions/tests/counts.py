"""Kept counts beside what a full count of the rows says."""

from collections.abc import Mapping

from django.db import connection

from sayeban.exemptions.ladder_sql import words
from sayeban.exemptions.rules_contact import INFORMED
from sayeban.exemptions.tests.makers import NOW
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

Counts = Mapping[tuple[object, ...], tuple[int, int]]
_KEY = "campaign_id, province, county, centre, state"


def _asked(query: str) -> Counts:
    with acting(OPERATOR, NOW), connection.cursor() as cursor:
        cursor.execute(query)
        return {tuple(key): (int(n), int(told)) for *key, n, told in cursor.fetchall()}


def kept() -> Counts:
    """By campaign, worklist and state, as boards read it."""
    return _asked(
        f"SELECT {_KEY}, sum(rows), sum(informed) FROM exemptions_statecount GROUP BY {_KEY}"
        " HAVING sum(rows) <> 0"
    )


def counted() -> Counts:
    """The same of the rows themselves."""
    return _asked(
        f"SELECT {_KEY}, count(*), count(*) FILTER (WHERE contacted IN ({words(INFORMED)}))"
        f" FROM exemptions_row GROUP BY {_KEY}"
    )
