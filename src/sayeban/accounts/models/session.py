"""Sessions of users, so that each can see and end his own."""

import uuid

from django.db import models
from django.db.models import Q

from sayeban.accounts.models.user import User


class Session(models.Model):
    """One sign-in of one user: with which kind of browser, since when, and who ended it.

    `epoch` is that of the user when it began; one of an earlier epoch is over. `address`: from
    where it began or something was last sent with it. Absent on purpose: earlier addresses and
    the times of its requests, which would follow people about.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    user = models.ForeignKey(User, models.PROTECT, related_name="sign_ins")
    label = models.TextField()
    address = models.TextField(blank=True, default="", db_default="")
    epoch = models.BigIntegerField()
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.BigIntegerField(null=True)

    class Meta:
        indexes = (models.Index(fields=["user", "-started_at"], name="accounts_session_of_user"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="accounts_session_ended",
                violation_error_message="پایان نشست بدون زمان و کننده ثبت نمی‌شود.",
            ),
        )
