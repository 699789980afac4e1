"""What came from a collector's phone, so that the same answer sent again does nothing twice."""

from django.db import models

from sayeban.exemptions.models.campaign import Campaign
from sayeban.exemptions.models.row import Row


class SentEntry(models.Model):
    """One answer that was taken, in the same transaction as what it wrote.

    `entry` is drawn where the answer was typed. `changed`: whether it changed anything. Absent on
    purpose: answers that were refused, since they wrote nothing and may be sent again.
    """

    entry = models.UUIDField(primary_key=True)
    campaign = models.ForeignKey(Campaign, models.PROTECT)
    row = models.ForeignKey(Row, models.PROTECT)
    user_id = models.BigIntegerField()
    at = models.DateTimeField()
    changed = models.BooleanField()
    province = models.TextField()
    county = models.TextField(blank=True, default="", db_default="")
    centre = models.TextField(blank=True, default="", db_default="")
