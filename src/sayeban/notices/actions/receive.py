"""An SMS of a client came: it is kept once and announced to whoever asked him something."""

from datetime import datetime, timedelta
from typing import Final

from sayeban.country import text
from sayeban.country.formats import mobile as mobiles
from sayeban.notices.models import Inbound
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor
from sayeban.runtime.outbox import announce

MOST_A_DAY: Final = 20
"""More of one number in a day are passed over: nobody answers so much."""
KEPT: Final = timedelta(days=90)
_LONGEST: Final = 70


@action("notices.receive_sms")
def receive_sms(*, actor: Actor, at: datetime, provider_id: str, mobile: str, words: str) -> bool:
    """Keep one message and announce notices.received with its id; whether it was news.

    The same message again, one of no mobile number and too many of one number are passed over.
    """
    del actor
    sender = mobiles.canonical(text.identifier(mobile))
    if sender is None or not provider_id:
        return False
    Inbound.objects.filter(at__lt=at - KEPT).delete()
    day = Inbound.objects.filter(mobile=sender, at__gt=at - timedelta(days=1))
    if day.count() >= MOST_A_DAY:
        return False
    kept, is_new = Inbound.objects.get_or_create(
        provider_id=provider_id,
        defaults={"mobile": sender, "words": text.normalize(words)[:_LONGEST], "at": at},
    )
    if is_new:
        announce("notices.received", str(kept.pk), {"message": str(kept.pk)})
    return is_new
