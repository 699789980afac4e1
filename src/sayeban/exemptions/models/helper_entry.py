"""What village helpers know of households, until a social worker confirms it (A-095)."""

from django.db import models
from django.db.models import F, Q

from sayeban.exemptions.models.row import Row
from sayeban.runtime.models import Placed


class HelperEntry(Placed):
    """One bill id of one utility, or one note about the address (`utility` ""), of one row.

    It counts for nothing while it is "waiting"; "confirmed" it went through the same collection as
    everything else, and `by` is who knew it. `source`: where he saw it, a code of rules.SOURCES.
    `reason` says why it was "refused".
    """

    row = models.ForeignKey(Row, models.PROTECT)
    campaign_id = models.BigIntegerField()
    utility = models.TextField(blank=True, default="", db_default="")
    bill_id = models.TextField(blank=True, default="", db_default="")
    source = models.TextField(blank=True, default="", db_default="")
    note = models.TextField(blank=True, default="", db_default="")
    by = models.BigIntegerField()
    at = models.DateTimeField()
    state = models.TextField(default="waiting", db_default="waiting")
    reason = models.TextField(blank=True, default="", db_default="")
    decided_by = models.BigIntegerField(null=True)
    decided_at = models.DateTimeField(null=True)
    province = models.TextField()
    county = models.TextField(blank=True, default="", db_default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["row", "utility", "by"],
                name="exemptions_helperentry_one_waiting",
                condition=Q(state="waiting"),
            ),
            models.CheckConstraint(
                condition=Q(utility__in=["water", "electricity", "gas"], note="")
                & ~Q(bill_id="")
                & ~Q(source="")
                | Q(utility="", bill_id="", source="") & ~Q(note=""),
                name="exemptions_helperentry_words",
                violation_error_message="یا شناسهٔ قبض یک انشعاب ثبت می‌شود یا یادداشت نشانی.",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", decided_by=None, decided_at=None, reason="")
                | Q(
                    state="confirmed",
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                    reason="",
                )
                | Q(state="refused", decided_by__isnull=False, decided_at__isnull=False)
                & ~Q(reason=""),
                name="exemptions_helperentry_decided",
                violation_error_message="تصمیم دربارهٔ دانسته نام و زمان دارد و رد آن دلیل.",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("by")),
                name="exemptions_helperentry_four_eyes",
                violation_error_message="کسی دانستهٔ خود را تأیید نمی‌کند.",
            ),
        )
        indexes = (
            models.Index(
                fields=["campaign_id", "province", "county", "centre"],
                name="exemptions_helperentry_waiting",
                condition=Q(state="waiting"),
            ),
        )
