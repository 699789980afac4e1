"""What came from a collector's phone, so that the same answer sent again does nothing twice."""

from django.db import models
from django.db.models import Q

from sayeban.exemptions.models.campaign import Campaign
from sayeban.exemptions.models.row import Row


class SentEntry(models.Model):
    """What one answer was told: it was taken, in the same transaction as what it wrote, or refused.

    `entry` is drawn where the answer was typed, `body` is the fingerprint of all that was sent
    with it ("" of older ones), `version` that of the row that its author had seen. `changed`:
    whether it changed anything. `refused` holds status and answer of a refusal, and is empty of
    one that was taken. Absent on purpose: what passes by itself (a busy system, a right or a
    training that is missing now, a campaign that is not open), so that such an answer may be sent
    again. `forget_entries` ends it, since what a conflict was told holds values of the row.
    """

    entry = models.UUIDField(primary_key=True)
    campaign = models.ForeignKey(Campaign, models.PROTECT)
    row = models.ForeignKey(Row, models.PROTECT)
    user_id = models.BigIntegerField()
    at = models.DateTimeField()
    changed = models.BooleanField()
    body = models.TextField(blank=True, default="", db_default="")
    version = models.BigIntegerField(null=True)
    refused = models.JSONField(null=True)
    province = models.TextField()
    county = models.TextField(blank=True, default="", db_default="")
    centre = models.TextField(blank=True, default="", db_default="")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(refused__isnull=True) | Q(changed=False),
                name="exemptions_sententry_refused",
                violation_error_message="پاسخی که پذیرفته نشده است چیزی را تغییر نداده است.",
            ),
        )
