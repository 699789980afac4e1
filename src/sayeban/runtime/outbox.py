"""Events that a lower slice announces in its own transaction; the worker hands them upwards.

An event is delivered at least once; what reacts to it has a unique key of its own (promises.md
R6). One whose reactions fail waits longer each time and is dead after some days (R7). Slices list
what they do in their `reactions.py`.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

import structlog
from django.db import connection, transaction

from sayeban.runtime.actions import action
from sayeban.runtime.actor import SYSTEM, Actor
from sayeban.runtime.context import acting
from sayeban.runtime.models import Event
from sayeban.runtime.retrying import MOST_TRIES, jittered

_log = structlog.get_logger("sayeban.worker")

_NEXT = """
SELECT id, name, payload, attempts FROM runtime_event
WHERE delivered_at IS NULL AND dead_at IS NULL AND coalesce(next_try_at, '-infinity') <= %s
ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED
"""

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
    """Try the oldest event that is due; False when there is none.

    The row stays locked while its reactions run, so two workers never take the same one. When a
    reaction fails, all of its event's are undone and tried again later; others do not wait.
    """
    with acting(SYSTEM, at), connection.cursor() as cursor:
        cursor.execute(_NEXT, [at])
        row = cursor.fetchone()
        if row is None:
            return False
        event_id, name, payload, attempts = row
        try:
            with transaction.atomic():
                for reaction in _reactions.get(name, []):
                    reaction(json.loads(payload) if isinstance(payload, str) else payload, at)
        except Exception as error:
            _log.exception("event_failed", event_id=event_id, told=name, attempts=attempts + 1)
            _postpone(event_id, attempts + 1, type(error).__name__, at)
        else:
            cursor.execute(
                "UPDATE runtime_event SET delivered_at = %s WHERE id = %s", [at, event_id]
            )
    return True


def _postpone(event_id: int, attempts: int, problem: str, at: datetime) -> None:
    dead_at = at if attempts >= MOST_TRIES else None
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE runtime_event SET attempts = %s, next_try_at = %s, dead_at = %s, problem = %s"
            " WHERE id = %s",
            [attempts, at + jittered(attempts), dead_at, problem, event_id],
        )


def is_delivering() -> bool:
    """Whether an event waits that has never failed, or somebody is about it right now."""
    return Event.objects.filter(delivered_at=None, dead_at=None, attempts=0).exists()


@dataclass(frozen=True, slots=True)
class Failing:
    """An event whose reactions fail. `dead`: it is not tried again by itself."""

    id: int
    name: str
    announced_at: datetime
    attempts: int
    problem: str
    dead: bool

    def as_json(self) -> dict[str, object]:
        """What the operator's command shows."""
        return asdict(self)


def failing_events() -> list[Failing]:
    """The oldest undelivered events that have failed before, at most a hundred."""
    found = Event.objects.filter(delivered_at=None, attempts__gt=0).order_by("id")[:100]
    return [
        Failing(e.pk, e.name, e.announced_at, e.attempts, e.problem, e.dead_at is not None)
        for e in found
    ]


@action("runtime.replay_events", operator=True)
def replay_events(*, actor: Actor, at: datetime) -> int:
    """Let every event that fails be tried again at once, as if for the first time; how many."""
    del actor, at
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE runtime_event SET attempts = 0, next_try_at = NULL, dead_at = NULL"
            " WHERE delivered_at IS NULL AND attempts > 0"
        )
        replayed: int = cursor.rowcount
    return replayed
