"""Loads of headquarters' workbooks: the file ledger, its chunks, the rejected rows."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from sayeban.exemptions.models.campaign import Campaign


class Load(models.Model):
    """One file of headquarters. Unfinished (`finished_at` empty) it is resumed, never doubled."""

    campaign = models.ForeignKey(Campaign, models.PROTECT)
    file_name = models.TextField()
    sha256 = models.CharField(max_length=64)
    by = models.BigIntegerField(null=True)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    result = models.JSONField(default=dict)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["campaign", "sha256"],
                condition=models.Q(finished_at=None),
                name="exemptions_load_one_running",
            ),
        )


class LoadChunk(models.Model):
    """One part of a file that is merged, in the same transaction as its rows (promises.md R2)."""

    load = models.ForeignKey(Load, models.PROTECT)
    number = models.IntegerField()
    result = models.JSONField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["load", "number"], name="exemptions_loadchunk_unique"),
        )


class RejectedRow(models.Model):
    """One row of headquarters that could not be taken, until a corrected one supersedes it.

    `typed` keeps everything that stood in the row, by the known labels of its columns. `name_key`
    is the name's sort key; `province` and `county` are "" where the typed ones are unknown. Of a
    duplicate, `first_sheet` and `first_row_no` are the row of that person that counts.
    Headquarters alone sees it.
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT)
    load = models.ForeignKey(Load, models.PROTECT)
    file_name = models.TextField()
    sheet = models.TextField()
    row_no = models.IntegerField()
    reasons = ArrayField(models.TextField())
    national_id = models.TextField(blank=True, default="")
    name_key = models.TextField(blank=True, default="")
    province = models.TextField(blank=True, default="", db_default="")
    county = models.TextField(blank=True, default="", db_default="")
    first_sheet = models.TextField(blank=True, default="", db_default="")
    first_row_no = models.IntegerField(null=True)
    typed = models.JSONField()
    superseded_at = models.DateTimeField(null=True)
    superseded_by = models.ForeignKey(Load, models.PROTECT, null=True, related_name="superseding")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["campaign", "file_name", "sheet", "row_no", "national_id"],
                condition=models.Q(superseded_at=None),
                name="exemptions_rejectedrow_unique",
            ),
        )
