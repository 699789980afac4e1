"""Take back notices of something that was undone before they were sent."""

from collections.abc import Collection

from django.db import connection

# The key is free again: the same thing may happen anew and is then told. A row that the worker is
# sending now is waited for, and then it is no longer queued.
_WITHDRAW = """
UPDATE notices_message SET status = 'cancelled', key = key || '/withdrawn/' || id
FROM unnest(%(keys)s::text[]) AS w(was)
WHERE key = w.was AND status = 'queued'
RETURNING w.was
"""


def withdraw_notices(keys: Collection[str]) -> set[str]:
    """Cancel those of the notices that still wait, inside the caller's command; their keys."""
    with connection.cursor() as cursor:
        cursor.execute(_WITHDRAW, {"keys": sorted(keys)})
        return {key for (key,) in cursor.fetchall()}


def notices_gone(keys: Collection[str]) -> set[str]:
    """Those of the keys whose notice waits no more, within the caller's places."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT key FROM notices_message WHERE key = ANY(%(keys)s) AND status <> 'queued'",
            {"keys": sorted(keys)},
        )
        return {key for (key,) in cursor.fetchall()}
