"""Worksheets that were handed down and workbooks that came back."""

import uuid

from django.db import models

from sayeban.exemptions.models.campaign import Campaign
from sayeban.runtime.models import Placed


class IssuedSheet(Placed):
    """One worksheet handed to a unit; its id is the fingerprint inside the workbook.

    `sha256` is that of the file as it was written, so that a filled one is told from it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    campaign = models.ForeignKey(Campaign, models.PROTECT)
    issued_at = models.DateTimeField()
    issued_by = models.BigIntegerField(null=True)
    rows = models.IntegerField()
    sha256 = models.TextField(blank=True, default="", db_default="")


class Upload(Placed):
    """One collected workbook that came back, or a pasted part of one; `result` accounts for each of
    its rows (R10). `paste` names a paste, so that it counts once."""

    campaign = models.ForeignKey(Campaign, models.PROTECT)
    paste = models.UUIDField(null=True)
    file_name = models.TextField()
    sha256 = models.CharField(max_length=64)
    by = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    result = models.JSONField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["paste"], name="exemptions_upload_paste_once"),
        )
