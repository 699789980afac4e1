"""Events that a lower slice announces in its own transaction; the worker hands them upwards.

An event is delivered at least once; what reacts to it has a unique key of its own (promises.md
R6). Slices list what they do in their `reactions.py`.
"""

import json
from collections.abc import Callable, Mapping
from datetime import datetime

from django.db import connection

from sayeban.runtime.actor import SYSTEM
from sayeban.runtime.context import acting

Reaction = Callable[[Mapping[str, str], datetime], None]

_reactions: dict[str, list[Reaction]] = {}


def announce(event: str, key: str, payload: Mapping[str, str]) -> None:
    """Write an event beside the change it tells of; a second one with the same key is the same."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO runtime_event (name, key, payload, announced_at)"
            " VALUES (%s, %s, %s, now()) ON CONFLICT (name, key) DO NOTHING",
            [event, key, json.dumps(dict(payload))],
        )


def on(event: str) -> Callable[[Reaction], Reaction]:
    """Register what a slice does when a lower one announces `event`."""

    def register(reaction: Reaction) -> Reaction:
        _reactions.setdefault(event, []).append(reaction)
        return reaction

    return register


def deliver_next(at: datetime) -> bool:
    """Deliver the oldest undelivered event; False when there is none.

    The row stays locked while its reactions run, so two workers never take the same one.
    """
    with acting(SYSTEM, at), connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, name, payload FROM runtime_event WHERE delivered_at IS NULL"
            " ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED"
        )
        row = cursor.fetchone()
        if row is None:
            return False
        event_id, name, payload = row
        for reaction in _reactions.get(name, []):
            reaction(json.loads(payload) if isinstance(payload, str) else payload, at)
        cursor.execute("UPDATE runtime_event SET delivered_at = %s WHERE id = %s", [at, event_id])
    return True
