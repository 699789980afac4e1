"""Phones on which a user keeps cases of today, so that a lost one can be wiped."""

from django.db import models
from django.db.models import Q

from sayeban.accounts.models.user import User


class Device(models.Model):
    """One user on one phone; `device` is the secret key of its cookie, drawn by us.

    `label` says in a word or two which phone it is. After `revoked_at` its next contact wipes it.
    Absent on purpose: an address or a place of the phone, which would follow people about.
    """

    device = models.UUIDField()
    user = models.ForeignKey(User, models.PROTECT)
    label = models.TextField()
    created_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.BigIntegerField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["device", "user"], name="accounts_device_once"),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="accounts_device_revoked",
                violation_error_message="جدا کردن گوشی بدون زمان و کننده ثبت نمی‌شود.",
            ),
        )
