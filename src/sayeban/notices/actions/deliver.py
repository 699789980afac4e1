"""Hand queued messages to the SMS provider; run by the worker."""

from datetime import datetime
from typing import Any

from django.db import connection

from sayeban.notices.adapters import stays_here
from sayeban.notices.models import Message
from sayeban.notices.ports import Sent, Sms, SmsPort, SmsUnavailable
from sayeban.notices.rules import ONE_TIME, REACHED, hidden
from sayeban.runtime.actor import SYSTEM
from sayeban.runtime.context import acting
from sayeban.runtime.outbox import announce
from sayeban.runtime.retrying import jittered

_BATCH = 200

_MARK = """
UPDATE notices_message m
SET status = s.status, provider_id = s.provider_id, cost_rial = s.cost, sent_at = %(at)s,
    attempts = attempts + 1
FROM unnest(%(id)s::bigint[], %(provider_id)s::text[], %(status)s::text[], %(cost)s::bigint[])
  AS s(id, provider_id, status, cost)
WHERE m.id = s.id
"""


def deliver_batch(port: SmsPort, at: datetime) -> int:
    """Send up to 200 waiting messages; how many were taken, 0 when none waits.

    The rows stay locked while the provider is asked, so two workers never send the same one; a
    crash in between sends again under the same local id, which the provider ignores. While he is
    down the messages wait longer each time, up to six hours. What went is announced as
    notices.sent, with the ids of the messages.
    """
    with acting(SYSTEM, at):
        waiting = list(
            Message.objects.select_for_update(skip_locked=True)
            .filter(status=Message.Status.QUEUED, next_try_at__lte=at)
            .order_by("next_try_at", "id")[:_BATCH]
        )
        if not waiting:
            return 0
        batch = [Sms(m.id, m.mobile, m.text, m.segments) for m in waiting]
        try:
            _mark(port.send(batch), at)
            _forget_secrets(waiting)
        except SmsUnavailable:
            _postpone(waiting, at)
        return len(waiting)


def _mark(answers: list[Sent], at: datetime) -> None:
    columns: dict[str, Any] = {
        "id": [answer.local_id for answer in answers],
        "provider_id": [answer.provider_id for answer in answers],
        "status": [answer.status for answer in answers],
        "cost": [answer.cost_rial for answer in answers],
    }
    with connection.cursor() as cursor:
        cursor.execute(_MARK, {**columns, "at": at})
    sent = [str(answer.local_id) for answer in answers if answer.status in REACHED]
    if sent:
        # A message is marked once, so its id is the key of the batch that it begins.
        announce("notices.sent", sent[0], {"messages": " ".join(sent)})


def _forget_secrets(sent: list[Message]) -> None:
    """A one-time code that has gone is of use to its receiver alone."""
    secret = [each for each in sent if each.template.endswith(ONE_TIME)]
    if secret and not stays_here():
        for each in secret:
            each.text = hidden(each.template, each.text)
        Message.objects.bulk_update(secret, ["text"])


def _postpone(waiting: list[Message], at: datetime) -> None:
    for message in waiting:
        message.attempts += 1
        message.next_try_at = at + jittered(message.attempts)
    Message.objects.bulk_update(waiting, ["attempts", "next_try_at"])
