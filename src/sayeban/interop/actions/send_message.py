"""The worker sends what partners are told, until it is taken (promises.md R7)."""

from datetime import datetime

from django.conf import settings

from sayeban.interop import signing
from sayeban.interop.models import Outgoing
from sayeban.interop.reads.partners import partners_by_id
from sayeban.interop.sending import Sent, post
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor
from sayeban.runtime.retrying import MOST_TRIES, jittered


@action("interop.send_message")
def send_message(*, actor: Actor, at: datetime) -> bool:
    """Send the message that waits longest; False where none does.

    The row stays locked meanwhile, so two workers never send the same one; a crash in between
    sends it again under the same message_id. Where a partner does not answer, whatever waits for
    the same address waits as well. After days, or where it says that it is gone, it is given up.
    """
    del actor
    waiting = Outgoing.objects.select_for_update(skip_locked=True).filter(
        sent_at=None, dead_at=None, next_try_at__lte=at
    )
    row = waiting.order_by("next_try_at", "message_id").first()
    if row is None:
        return False
    partner = partners_by_id().get(row.partner_id)
    if partner is None:
        row.dead_at, row.problem = at, "closed"
        row.save(update_fields=["dead_at", "problem"])
        return True
    key, now = signing.own_key(settings.HOME), int(at.timestamp())
    written = signing.sign(partner.profile, key, row.uri, row.message, now)
    _mark(row, post(row.uri, written.raw, written.headers), at)
    return True


def _mark(row: Outgoing, sent: Sent, at: datetime) -> None:
    row.attempts += 1
    row.problem = sent.problem
    if not sent.problem:
        row.sent_at = at
    elif sent.gone or row.attempts >= MOST_TRIES:
        row.dead_at = at
    else:
        row.next_try_at = at + jittered(row.attempts)
        others = Outgoing.objects.filter(uri=row.uri, sent_at=None, dead_at=None)
        others.filter(next_try_at__lt=row.next_try_at).exclude(pk=row.pk).update(
            next_try_at=row.next_try_at
        )
    row.save(update_fields=["attempts", "problem", "sent_at", "dead_at", "next_try_at"])
