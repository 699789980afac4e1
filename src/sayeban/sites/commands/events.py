"""sayeban events | evening: what the worker does, done by hand (promises.md R7)."""

from argparse import Namespace
from typing import Any

from django.utils.timezone import now

from sayeban.runtime.actor import OPERATOR, SYSTEM
from sayeban.runtime.context import looking
from sayeban.runtime.outbox import failing_events, replay_events
from sayeban.sites.delivering import deliver_events
from sayeban.sites.evening import evening_of


def evening(options: Namespace) -> dict[str, Any]:
    """Do by hand what the worker's clock did not."""
    del options
    return {"frozen": evening_of(SYSTEM, now())}


def events(options: Namespace) -> dict[str, Any]:
    """Show the announcements whose reactions fail, or have all of them tried again."""
    if not options.replay:
        with looking(OPERATOR):
            return {"failing": [event.as_json() for event in failing_events()]}
    replayed = replay_events(actor=OPERATOR, at=now())
    deliver_events()
    with looking(OPERATOR):
        return {"replayed": replayed, "failing": [event.as_json() for event in failing_events()]}
