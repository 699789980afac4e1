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


class SampleFrame(Placed):
    """The keys of all rows that one sample was drawn from, so that anybody can draw again.

    Kept beside the sample: rows return and climb, so they cannot be found again later. Absent for
    samples of before this table.
    """

    sample = models.ForeignKey(Sample, models.PROTECT)
    keys = ArrayField(models.UUIDField())
    province = models.TextField()
    county = models.TextField(blank=True, default="", db_default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["sample"], name="exemptions_sampleframe_once"),
        )


class SampleFinding(Placed):
    """What a caller or visitor found at one connection of a drawn row, with his photo.

    `utility` is "" where nothing was collected and the reason for that was checked. `why` is a code
    of rules_ladder.WRONG_REASONS on what is wrong. The row's own result says whether all of them
    are right; one that came later by list or workbook is the last word.
    `document_id` names the photo that was taken at the check, `sha256` the file as it was sent.
    """

    drawn = models.ForeignKey(SampleRow, models.PROTECT, related_name="findings")
    utility = models.TextField(blank=True, default="", db_default="")
    is_right = models.BooleanField()
    why = models.TextField(blank=True, default="", db_default="")
    note = models.TextField(blank=True, default="", db_default="")
    document_id = models.BigIntegerField(null=True)
    sha256 = models.TextField(blank=True, default="", db_default="")
    by = models.BigIntegerField()
    at = models.DateTimeField()
    province = models.TextField()
    county = models.TextField(blank=True, default="", db_default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["drawn", "utility"], name="exemptions_samplefinding_once"
            ),
            models.CheckConstraint(
                condition=models.Q(utility__in=["", "water", "electricity", "gas"]),
                name="exemptions_samplefinding_words",
                violation_error_message="نوع انشعاب شناخته نیست.",
            ),
            models.CheckConstraint(
                condition=models.Q(is_right=True, why="")
                | models.Q(is_right=False) & ~models.Q(why=""),
                name="exemptions_samplefinding_why",
                violation_error_message="نتیجهٔ نادرست دلیل می‌خواهد و نتیجهٔ درست ندارد.",
            ),
        )
