"""The province's signed list: immutable, numbered; later corrections are new changes (A-135)."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models

from sayeban.exemptions.models.campaign import Campaign
from sayeban.runtime.models import Placed


class Release(Placed):
    """One signed list of one province; `number` grows in one series per province and campaign.

    `content_sha256` is over the canonical lines of exactly this list, `signature` the Ed25519
    signature of it, given in the name of the director-general who released (`by`).
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT)
    number = models.IntegerField()
    by = models.BigIntegerField()
    at = models.DateTimeField()
    without = ArrayField(models.CharField(max_length=4), default=list)
    reason = models.TextField(blank=True, default="")
    households = models.IntegerField()
    result = models.JSONField()
    content_sha256 = models.CharField(max_length=64)
    signature = models.TextField()
    received_at = models.DateTimeField(null=True)
    received_by = models.BigIntegerField(null=True)
    """The HQ deputy's receipt of his copy (A-136)."""
    published_at = models.DateTimeField(null=True)
    """When its lines were given numbers in the companies' feeds."""

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["campaign", "province", "number"], name="exemptions_release_number"
            ),
        )


class ReleaseLine(Placed):
    """The place of one row for one utility: "listed" or the code why not (codes.OUTCOMES).

    The content columns are filled on listed lines alone and never change.
    """

    # Lines of a release are found by the unique key, which begins with it.
    release = models.ForeignKey(Release, models.PROTECT, db_index=False)
    row_id = models.BigIntegerField()
    utility = models.TextField()
    outcome = models.TextField()
    company = models.CharField(max_length=3, blank=True, default="", db_default="")
    exemption_id = models.UUIDField(default=uuid.uuid4, null=True)
    household_id = models.BigIntegerField()
    occupant_id = models.CharField(max_length=10, blank=True, default="", db_default="")
    occupant_name = models.TextField(blank=True, default="", db_default="")
    mobile = models.CharField(max_length=13, blank=True, default="", db_default="")
    tenure = models.TextField(blank=True, default="", db_default="")
    tenancy_end = models.DateField(null=True)
    bill_id = models.CharField(max_length=13, blank=True, default="", db_default="")
    number = models.TextField(blank=True, default="", db_default="")
    postal_code = models.CharField(max_length=10, blank=True, default="", db_default="")
    address = models.TextField(blank=True, default="", db_default="")
    settlement = models.TextField(blank=True, default="", db_default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["release", "row_id", "utility"], name="exemptions_releaseline_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(outcome="listed")
                | (~models.Q(bill_id="") & models.Q(exemption_id__isnull=False)),
                name="exemptions_releaseline_listed",
                violation_error_message="ردیف فهرست بدون شناسهٔ قبض نمی‌شود.",
            ),
        )
        indexes = (models.Index(fields=["row_id"]),)
