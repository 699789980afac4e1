"""Who was told by SMS that his request ended: a message that went, not a number that is known."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from django.db import connection

from sayeban.desk.texts import SURVEY
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor

CLOSED: Final = "cases.closed"
# The key of a message says what it is about: survey or case. In the order of their ids, so that
# two commands wait for each other and never cross.
_MARK: Final = """
UPDATE desk_survey s SET told_at = %(at)s FROM (
  SELECT id FROM desk_survey WHERE told_at IS NULL AND (
    id IN (SELECT split_part(key, '/', 2)::bigint FROM notices_message
           WHERE id = ANY(%(messages)s) AND template = %(survey)s)
    OR case_id IN (SELECT split_part(key, '/', 2)::bigint FROM notices_message
                   WHERE id = ANY(%(messages)s) AND template = %(closed)s))
  ORDER BY id FOR NO KEY UPDATE
) told WHERE s.id = told.id
"""


@action("desk.mark_told", operator=True)
def mark_told(*, actor: Actor, at: datetime, messages: Sequence[int]) -> int:
    """Mark the requests of whose end these messages told, which the operator has; how many.

    Messages about other things are passed over, and the same ones again change nothing.
    """
    del actor
    values: dict[str, Any] = {
        "at": at,
        "messages": list(messages),
        "survey": SURVEY,
        "closed": CLOSED,
    }
    with connection.cursor() as cursor:
        cursor.execute(_MARK, values)
        return int(cursor.rowcount)
