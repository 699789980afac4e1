"""What civil registries send: events, and the answers to our subscriptions."""

from uuid import uuid4

from sayeban.interop.actions.take_events import take_events
from sayeban.interop.api.door import Caller, Told, exchange
from sayeban.interop.api.views import acknowledged
from sayeban.interop.envelope import Notify, read


@exchange("dci.notify", "notify")
def notify(caller: Caller) -> Told:
    """Events of a civil registry, each taken once."""
    told = read(Notify, caller.envelope.message)
    caller.counted(len(told.notify_event))
    take_events(
        actor=caller.partner.actor, at=caller.at, partner=caller.partner, events=told.notify_event
    )
    return acknowledged(uuid4(), caller.at)


@exchange("dci.notify", "on-subscribe")
def on_subscribe(caller: Caller) -> Told:
    """A registry took our subscription; the line of the call is all that is kept."""
    return acknowledged(uuid4(), caller.at)
