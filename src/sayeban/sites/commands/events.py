"""sayeban events: announcements whose reactions fail (promises.md R7)."""

from argparse import Namespace
from typing import Any

from django.utils.timezone import now

from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import looking
from sayeban.runtime.outbox import failing_events, replay_events
from sayeban.sites.delivering import deliver_events


def events(options: Namespace) -> dict[str, Any]:
    """Show the announcements whose reactions fail, or have all of them tried again."""
    if not options.replay:
        with looking(OPERATOR):
            return {"failing": [event.as_json() for event in failing_events()]}
    replayed = replay_events(actor=OPERATOR, at=now())
    deliver_events()
    with looking(OPERATOR):
        return {"replayed": replayed, "failing": [event.as_json() for event in failing_events()]}
