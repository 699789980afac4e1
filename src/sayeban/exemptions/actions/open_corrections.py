"""What companies rejected or noticed comes back to its centre (issue 4 section 3; decision 20)."""

from datetime import datetime

from django.db import connection

from sayeban.exemptions.actions import corrections_sql as sql
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor

_STEPS = (
    "DROP TABLE IF EXISTS pg_temp.accepted, pg_temp.opened",
    sql.ENDED,
    sql.NOTICES_ENDED,
    sql.ACCEPTED,
    sql.STANDS_AGAIN,
    sql.OPENED,
    sql.LOCK,
    sql.PUT_BACK_ROWS,
    sql.SUSPECTED,
)


@action("exemptions.open_corrections", operator=True, about=("feed_id",))
def open_corrections(*, actor: Actor, at: datetime, feed_id: str = "") -> int:
    """Open a correction of each rejection and notice that stands, once; how many rows concern it.

    Their rows go back to their collectors, and what companies cast doubt on enters the register of
    violations. What ended or was accepted meanwhile is settled. `feed_id` "" = of every feed.
    """
    with connection.cursor() as cursor:
        for step in _STEPS:
            cursor.execute(step, {"feed": feed_id, "at": at})
        cursor.execute("SELECT count(*) FROM opened")
        return int(cursor.fetchone()[0])
