"""How often a program calls in a minute, where no function of the database counts it."""

from datetime import datetime
from typing import Any

from django.db import connection

from sayeban.accounts.refusals_machine import RateExceeded

_COUNT = """
INSERT INTO accounts_machineminute AS m (client_id, minute, backend, calls)
VALUES (%(client)s, date_trunc('minute', %(at)s::timestamptz), pg_backend_pid(), 1)
ON CONFLICT (client_id, minute, backend) DO UPDATE SET calls = m.calls + 1
"""
_OVER = """
SELECT sum(m.calls) > (SELECT per_minute FROM accounts_machineclient WHERE id = %(client)s)
FROM accounts_machineminute m
WHERE m.client_id = %(client)s AND m.minute = date_trunc('minute', %(at)s::timestamptz)
"""


def count_call(client: int, at: datetime) -> None:
    """One more of this minute, as accounts_enter counts them. Refuses rate.exceeded."""
    given: dict[str, Any] = {"client": client, "at": at}
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, given)
        cursor.execute(_OVER, given)
        if cursor.fetchone() == (True,):
            raise RateExceeded
