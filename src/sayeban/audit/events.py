"""Writing of what was done and of who looked. Nothing in the application reads it back.

Both go through database functions that own the right to insert: the working roles can neither
read nor change a row of the audit (promises.md P2).
"""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import connection


def record(
    *,
    at: datetime,
    actor_kind: str,
    user_id: int | None,
    posts: Sequence[str],
    action: str,
    command: str,
    outcome: str,
    detail: Mapping[str, str],
) -> None:
    """Keep that a command ran: `outcome` is "done" or the code of its refusal."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT audit_record(%s, %s, %s, %s, %s, %s, %s, %s)",
            [
                at,
                actor_kind,
                user_id,
                json.dumps(list(posts)),
                action,
                command,
                outcome,
                json.dumps(dict(detail)),
            ],
        )


def look(*, user_id: int | None, purpose: str, subject: str, subject_id: str, rows: int) -> None:
    """Keep that somebody looked at persons' data.

    `subject` names the kind of page, `subject_id` one opaque id or "" for a list, `rows` how
    many persons were on it.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT audit_look(%s, %s, %s, %s, %s)",
            [user_id, purpose, subject, subject_id, rows],
        )
