"""Raise, settle and mark violation candidates for the rows that were just written (A-113)."""

from datetime import datetime
from typing import Any

from django.db import connection

from sayeban.exemptions.actions import suspect_sql as sql

_STEPS = (
    sql.SUSPECTS,
    sql.SUSPECT_ROWS,
    sql.FORGET_DECIDED,
    sql.AFFECTED,
    sql.LET_GO,
    sql.SETTLE,
    sql.OPEN,
    sql.HOLD,
    sql.MARK_TAKEN,
)


def suspect(*, campaign_id: int, at: datetime) -> None:
    """Look at the rows in temp table `touched`; runs nationwide inside a command."""
    parameters: dict[str, Any] = {"campaign": campaign_id, "at": at}
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS pg_temp.suspects, pg_temp.suspect_rows")
        cursor.execute("DROP TABLE IF EXISTS pg_temp.affected")
        for step in _STEPS:
            cursor.execute(step, parameters)
