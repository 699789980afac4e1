"""sayeban feed publish | snapshot | status | replay."""

from argparse import Namespace
from typing import Any

from django.utils.timezone import now

from sayeban.exemptions import public as exemptions
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import looking


def publish(options: Namespace) -> dict[str, Any]:
    """Let every released list enter the feeds, where the worker has not done it."""
    del options
    with looking(OPERATOR):
        waiting = exemptions.unpublished()
    changes = [
        exemptions.publish_release(actor=OPERATOR, at=now(), release_id=number)
        for number in waiting
    ]
    return {"lists": len(waiting), "changes": sum(changes)}


def snapshot(options: Namespace) -> dict[str, Any]:
    """Write the list of what stands, of one feed or of each that is due."""
    at = now()
    if options.feed:
        feeds = [options.feed]
    else:
        with looking(OPERATOR):
            feeds = exemptions.due_snapshots(at)
    made = [exemptions.make_snapshot(actor=OPERATOR, at=now(), feed_id=feed) for feed in feeds]
    return {"feeds": len(feeds), "made": sum(made)}


def status(options: Namespace) -> dict[str, Any]:
    """Where each feed stands."""
    del options
    with looking(OPERATOR):
        return {"feeds": [each.as_json() for each in exemptions.feed_states(now())]}


def replay(options: Namespace) -> dict[str, Any]:
    """Let the newest signal of a feed be sent again, also where it was given up."""
    receivers = exemptions.replay_feed(actor=OPERATOR, at=now(), feed_id=options.feed)
    return {"feed": options.feed, "receivers": receivers}
