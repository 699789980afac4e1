"""Messages of partners that are answered later, their subscriptions, and what is sent to them."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from sayeban.interop.models.partner import Partner
from sayeban.interop.rules import EVENTS

STATUSES = ("rcvd", "succ", "rjct")


class Exchange(models.Model):
    """One message of a partner. Its id is the correlation_id that he was given.

    `message` is what is still to be answered; it is emptied with the answer. `references` are the
    reference_ids in it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    partner = models.ForeignKey(Partner, models.PROTECT, db_index=False)
    action = models.TextField()
    transaction_id = models.TextField()
    references = ArrayField(models.TextField(), default=list, db_default=[])
    message = models.JSONField(null=True)
    sender_uri = models.TextField(blank=True, default="", db_default="")
    status = models.TextField()
    received_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=["partner", "transaction_id"], name="interop_exchange_of"),
            models.Index(
                fields=["received_at"], name="interop_exchange_open", condition=Q(answered_at=None)
            ),
        )
        constraints = (
            models.CheckConstraint(
                condition=(Q(status="rcvd") & Q(answered_at=None) & Q(message__isnull=False))
                | (
                    Q(status__in=["succ", "rjct"])
                    & Q(answered_at__isnull=False, message__isnull=True)
                ),
                name="interop_exchange_answered",
                violation_error_message="پیام پاسخ‌داده محتوا ندارد و پاسخ‌نداده دارد.",
            ),
        )


class Outgoing(models.Model):
    """A message to a partner: the answer to one of his, or an event. Sent until it is taken.

    `message_id` is the same at each try, so that the partner knows it again.
    """

    message_id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    partner = models.ForeignKey(Partner, models.PROTECT)
    uri = models.TextField()
    action = models.TextField()
    message = models.JSONField()
    created_at = models.DateTimeField()
    attempts = models.BigIntegerField(default=0, db_default=0)
    next_try_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    dead_at = models.DateTimeField(null=True)
    problem = models.TextField(blank=True, default="", db_default="")

    class Meta:
        indexes = (
            models.Index(
                fields=["next_try_at"],
                name="interop_outgoing_waiting",
                condition=Q(sent_at=None, dead_at=None),
            ),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(sent_at=None) | Q(dead_at=None),
                name="interop_outgoing_ends",
                violation_error_message="پیام هم رسیده و هم رهاشده نمی‌شود.",
            ),
        )


class Subscription(models.Model):
    """What a partner wants to be told of. `filter` is a query as in a search.

    `key` is a hash of what is wanted: nobody subscribes twice to the same.
    """

    code = models.UUIDField(primary_key=True, default=uuid.uuid4)
    partner = models.ForeignKey(Partner, models.PROTECT)
    event = models.TextField()
    record_type = models.TextField()
    filter_type = models.TextField()
    filter = models.JSONField()
    key = models.TextField()
    uri = models.TextField()
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["partner", "key"],
                condition=Q(ended_at=None),
                name="interop_subscription_once",
            ),
            models.CheckConstraint(
                condition=Q(event__in=list(EVENTS)) & Q(record_type__in=["Group", "Member"]),
                name="interop_subscription_words",
                violation_error_message="رویداد یا نوع رکورد شناخته نیست.",
            ),
        )


class FeedSeen(models.Model):
    """Up to which change of a feed of the companies subscribers were told."""

    feed_id = models.TextField(primary_key=True)
    epoch = models.TextField()
    seq = models.BigIntegerField()
