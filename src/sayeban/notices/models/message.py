"""The outbox: one row a notice to one user or one mobile number."""

from django.db import models

from sayeban.runtime.models import Placed


class Message(Placed):
    """One notice, final in its words when it is queued.

    `key` is unique, so the same event never tells twice. A notice has a `mobile`, a `user_id`
    (shown on his own page) or both; one without a mobile is not sent. `place` columns are those
    of what it tells about; headquarters' own have none.
    """

    class Status(models.TextChoices):
        """Internal statuses of domain.md 6.1."""

        QUEUED = "queued", "در صف"
        SENT = "sent_to_operator", "تحویل اپراتور"
        DELIVERED = "delivered", "رسید"
        UNDELIVERED = "undelivered", "نرسید"
        FAILED = "failed", "ناموفق"
        CANCELLED = "cancelled", "لغو شد"
        BLOCKED = "blocked", "مسدود"
        UNKNOWN = "unknown", "نامعلوم"
        SHOWN = "shown", "فقط در سامانه"

    province = models.CharField(max_length=2, blank=True, default="", db_default="")
    key = models.TextField(unique=True)
    user_id = models.BigIntegerField(null=True)
    mobile = models.TextField(blank=True, default="", db_default="")
    template = models.TextField()
    text = models.TextField()
    segments = models.IntegerField()
    status = models.TextField(choices=Status.choices)
    attempts = models.IntegerField(default=0, db_default=0)
    next_try_at = models.DateTimeField()
    provider_id = models.TextField(blank=True, default="", db_default="")
    cost_rial = models.BigIntegerField(null=True)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(mobile="") | models.Q(user_id__isnull=False),
                name="notices_message_receiver",
                violation_error_message="پیام گیرنده ندارد.",
            ),
            models.CheckConstraint(
                condition=models.Q(mobile="") | models.Q(mobile__regex=r"^\+989[0-9]{9}$"),
                name="notices_message_mobile",
                violation_error_message="شمارهٔ همراه گیرنده درست نیست.",
            ),
            models.CheckConstraint(
                condition=models.Q(segments__gte=1),
                name="notices_message_segments",
                violation_error_message="پیام خالی است.",
            ),
        )
        indexes = (
            models.Index(
                fields=["next_try_at"],
                name="notices_message_waiting",
                condition=models.Q(status="queued"),
            ),
            models.Index(fields=["user_id", "-created_at"]),
        )
