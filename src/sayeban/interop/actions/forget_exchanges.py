"""What was exchanged long ago is forgotten: answers hold data of persons."""

from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q

from sayeban.interop.models import Exchange, Outgoing
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor

SENT_KEPT: Final = timedelta(days=7)
"""Of answers and notices that were taken or given up: whoever lost one asks again."""
ASKED_KEPT: Final = timedelta(days=90)
"""Of what was asked, which says no more than that and when."""


@action("interop.forget_exchanges", operator=True)
def forget_exchanges(*, actor: Actor, at: datetime) -> int:
    """Remove what was sent and what was asked so long ago; how many messages."""
    del actor
    over = Q(sent_at__lt=at - SENT_KEPT) | Q(dead_at__lt=at - SENT_KEPT)
    gone = Outgoing.objects.filter(over).delete()[0]
    return gone + Exchange.objects.filter(answered_at__lt=at - ASKED_KEPT).delete()[0]
