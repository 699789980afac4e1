"""What companies take and send in files: lists of what stands, uploads of their reports."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models

from sayeban.exemptions.models.feed import Feed, Told


class FeedSnapshot(Told):
    """What stood in a feed after its change `as_of_seq`, as files of the columns of an agreement.

    `columns` are sorted. `files` names each: its sha256, its format, its size and its fields.
    """

    feed = models.ForeignKey(Feed, models.PROTECT, db_index=False)
    columns = ArrayField(models.TextField(), default=list)
    epoch = models.TextField()
    as_of_seq = models.BigIntegerField()
    made_at = models.DateTimeField()
    files = models.JSONField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["feed", "columns", "epoch", "as_of_seq"], name="exemptions_snapshot_once"
            ),
        )


class ReportUpload(Told):
    """A company's file of consumption reports, one a line, that the worker takes (R6).

    `job` is the work that the worker does, `stored` the file's name. `taken` counts the bytes
    that are done: a chunk and its place are committed together. `faults` are the first lines that
    were invalid.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    # Before the first change there is no feed yet.
    feed = models.ForeignKey(Feed, models.PROTECT, db_index=False, db_constraint=False)
    client = models.BigIntegerField()
    job = models.UUIDField()
    stored = models.TextField()
    sent_at = models.DateTimeField()
    taken = models.BigIntegerField(default=0, db_default=0)
    lines = models.BigIntegerField(default=0, db_default=0)
    recorded = models.BigIntegerField(default=0, db_default=0)
    duplicate = models.BigIntegerField(default=0, db_default=0)
    stale = models.BigIntegerField(default=0, db_default=0)
    invalid = models.BigIntegerField(default=0, db_default=0)
    faults = models.JSONField(default=list)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(
                    lines=models.F("recorded")
                    + models.F("duplicate")
                    + models.F("stale")
                    + models.F("invalid")
                ),
                name="exemptions_upload_lines",
                violation_error_message="هر ردیف فایل یک نتیجه دارد.",
            ),
        )
