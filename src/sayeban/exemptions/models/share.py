"""How the work of one centre is shared among its workers."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from sayeban.exemptions.models.campaign import Campaign
from sayeban.runtime.models import Placed


class WorkShare(Placed):
    """A head shared the way of his centre into one stretch a worker; added and never changed.

    The last one holds; without workers it ends the sharing. `begins`: where each worker's stretch
    begins, in the words of reads.sharing.PLACE; it ends where the next one begins. No row carries a
    worker, so that what is loaded or corrected later falls to somebody by itself and nobody loses
    what he has begun.
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT)
    workers = ArrayField(models.BigIntegerField())
    begins = models.JSONField()
    by = models.BigIntegerField()
    at = models.DateTimeField()
    province = models.TextField()
    county = models.TextField(blank=True, default="", db_default="")

    class Meta:
        indexes = (
            models.Index(
                fields=["campaign", "province", "county", "centre", "-id"],
                name="exemptions_share_last",
            ),
        )
