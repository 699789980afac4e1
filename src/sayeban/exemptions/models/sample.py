"""Spot checks: each office draws its own sample of each batch (A-121, A-132)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from sayeban.exemptions.models.campaign import Campaign
from sayeban.exemptions.models.row import Row
from sayeban.runtime.models import Placed


class Sample(Placed):
    """One drawn sample of one batch (the place columns name the batch's unit).

    `level` is the drawing office: county or province. `approval_id` is the lower level's approval
    that locked the batch (empty: the province's own worklist, locked by its declaration), so a
    batch that was returned and approved again needs a new sample. `seed` reproduces the draw: rows
    are ranked by sha256(seed || key).
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT)
    level = models.TextField()
    approval_id = models.BigIntegerField(null=True)
    seed = models.CharField(max_length=64)
    population = models.IntegerField()
    size = models.IntegerField()
    drawn_by = models.BigIntegerField()
    drawn_at = models.DateTimeField()


class SampleRow(Placed):
    """One drawn row and what the office found when it checked the client's reality.

    `entry_methods` and `sources` are those of its connections at the check (A-103): what is found
    wrong is entered again, often in another way.
    """

    sample = models.ForeignKey(Sample, models.PROTECT, related_name="drawn")
    row = models.ForeignKey(Row, models.PROTECT)
    is_right = models.BooleanField(null=True)
    note = models.TextField(blank=True, default="", db_default="")
    checked_by = models.BigIntegerField(null=True)
    checked_at = models.DateTimeField(null=True)
    entry_methods = ArrayField(models.TextField(), default=list, db_default=[])
    sources = ArrayField(models.TextField(), default=list, db_default=[])

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["sample", "row"], name="exemptions_samplerow_once"),
            models.CheckConstraint(
                condition=models.Q(is_right=None, checked_by=None, checked_at=None)
                | models.Q(
                    is_right__isnull=False, checked_by__isnull=False, checked_at__isnull=False
                ),
                name="exemptions_samplerow_checked",
                violation_error_message="نتیجهٔ بررسی با بازبین و زمان آن ثبت می‌شود.",
            ),
        )
