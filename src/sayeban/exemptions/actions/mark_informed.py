"""Whose text has gone is informed; one that waits or failed told nobody (A-090)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.db import connection

from sayeban.exemptions.inform_sql import NOT_TOLD
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor

# In the order of their ids, so that two commands wait for each other and never cross.
MARK: Final = f"""
UPDATE exemptions_row r SET contacted = 'sent' FROM (
  SELECT r.id FROM exemptions_row r WHERE {NOT_TOLD} AND r.id IN (
    SELECT row_id FROM exemptions_contact WHERE message_id = ANY(%(messages)s))
  ORDER BY r.id FOR NO KEY UPDATE
) told WHERE r.id = told.id
"""
"""Whoever was to be told by one of these messages knows of the campaign now."""


@action("campaign.mark_informed", operator=True)
def mark_informed(*, actor: Actor, at: datetime, messages: Sequence[int]) -> int:
    """Mark the clients of these messages, which the operator has taken; how many were not yet.

    Other messages than those of `inform` are nobody's, and the same ones again change nothing.
    """
    del actor, at
    with connection.cursor() as cursor:
        cursor.execute(MARK, {"messages": list(messages)})
        return int(cursor.rowcount)
