"""Whose text has gone is informed; one that waits or failed told nobody (A-090)."""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection

from sayeban.exemptions.inform_sql import MARK
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor


@action("campaign.mark_informed", operator=True)
def mark_informed(*, actor: Actor, at: datetime, messages: Sequence[int]) -> int:
    """Mark the clients of these messages, which the operator has taken; how many were not yet.

    Other messages than those of `inform` are nobody's, and the same ones again change nothing.
    """
    del actor, at
    with connection.cursor() as cursor:
        cursor.execute(MARK, {"messages": list(messages)})
        return int(cursor.rowcount)
