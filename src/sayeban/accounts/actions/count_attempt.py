"""Count a try to sign in before it is judged, so that many at once cannot pass the limit."""

from datetime import datetime
from typing import Any

from django.db import connection

from sayeban.accounts.credentials import as_web
from sayeban.accounts.rules import LOCKED_FOR, MAX_FAILURES
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor

_TRIES = "(1 + CASE WHEN c.locked_until IS NULL THEN c.failed_attempts ELSE 0 END)"
_COUNT = f"""
UPDATE accounts_credential c
SET failed_attempts = {_TRIES},
    locked_until = CASE WHEN {_TRIES} >= %(limit)s THEN %(until)s::timestamptz END
FROM accounts_user u
WHERE c.user_id = %(user)s AND u.id = c.user_id AND u.disabled_at IS NULL
  AND (c.locked_until IS NULL OR c.locked_until <= %(at)s)
"""


@action("accounts.count_attempt", about=("user_id",))
def count_attempt(*, actor: Actor, at: datetime, user_id: int) -> bool:
    """Whether this try may be judged; false for no such user, a disabled and a locked one.

    The fifth try locks the account for 15 minutes unless it turns out right.
    """
    values: dict[str, Any] = {
        "limit": MAX_FAILURES,
        "until": at + LOCKED_FOR,
        "user": user_id,
        "at": at,
    }
    with as_web(), connection.cursor() as cursor:
        cursor.execute(_COUNT, values)
        return bool(cursor.rowcount == 1)
