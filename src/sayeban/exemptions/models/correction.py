"""What a company sent back and somebody has to mend."""

from django.db import models
from django.db.models import Q

from sayeban.exemptions.models.feed import Feed, Told

SOURCES = ("receipt", "notice")
HOWS = ("amended", "ended", "accepted")


class Correction(Told):
    """One exemption whose company rejected it or noticed something; open until it is settled.

    `code` is the receipt's reason or the notice's kind, `message` the company's own words,
    `version` what was rejected, `row_version` the row as it stood then. `how` it was settled:
    amended by a later list, ended, or accepted by the company after all.
    """

    exemption_id = models.UUIDField()
    feed = models.ForeignKey(Feed, models.PROTECT, db_index=False)
    utility = models.TextField()
    row_id = models.BigIntegerField(db_index=True)
    row_version = models.BigIntegerField()
    version = models.BigIntegerField()
    source = models.TextField()
    code = models.TextField()
    message = models.TextField(blank=True, default="", db_default="")
    new_bill_id = models.TextField(blank=True, default="", db_default="")
    opened_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    how = models.TextField(blank=True, default="", db_default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["exemption_id"],
                condition=Q(settled_at=None),
                name="exemptions_correction_one_open",
            ),
            models.CheckConstraint(
                condition=Q(source__in=list(SOURCES)) & ~Q(code=""),
                name="exemptions_correction_words",
                violation_error_message="اصلاح بدون سخن شرکت باز نمی‌شود.",
            ),
            models.CheckConstraint(
                condition=Q(settled_at=None, how="")
                | Q(settled_at__isnull=False, how__in=list(HOWS)),
                name="exemptions_correction_settled",
                violation_error_message="پایان اصلاح با سرانجام آن ثبت می‌شود.",
            ),
        )
        indexes = (
            models.Index(
                fields=["province", "county", "centre"],
                name="exemptions_correction_place",
            ),
        )
