"""Let household members' rows take over the head's connections (note 4, A-144)."""

from datetime import datetime

from django.db import connection

from sayeban.exemptions.actions import following_sql as sql


def follow_heads(*, campaign_id: int, me: int | None, at: datetime) -> None:
    """Copy for the households of the rows in temp table `touched`, and touch the members too.

    Runs nationwide inside a command, before anything is judged about the members' bills.
    """
    parameters = {"campaign": campaign_id, "me": me, "at": at}
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS pg_temp.followers")
        for step in (sql.FOLLOWERS, sql.COPY_ROWS, sql.COPY_CONNECTIONS, sql.TOUCH_FOLLOWERS):
            cursor.execute(step, parameters)
