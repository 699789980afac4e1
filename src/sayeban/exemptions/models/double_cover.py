"""Two institutions that introduced the same meter or household to the companies."""

from django.db import models
from django.db.models import Q

from sayeban.exemptions.models.feed import Told

SAME = ("meter", "household")
SETTLED = ("", "ended", "kept")


class DoubleCover(Told):
    """One exemption that another institution covers as well, at the place of this one (A-113).

    Each of the two has its own row, so that row-level security shows each side its own exemption
    and of the other nothing but the name of the institution. `same`: what the two share, the meter
    or the household alone. `how` it was settled: one of the two ended, or both are kept for a
    reason; "" while it is open.
    """

    exemption_id = models.UUIDField()
    other_id = models.UUIDField(db_index=True)
    utility = models.TextField()
    publisher = models.TextField()
    other_publisher = models.TextField()
    same = models.TextField()
    found_at = models.DateTimeField()
    how = models.TextField(blank=True, default="", db_default="")
    settled_at = models.DateTimeField(null=True)
    settled_by = models.BigIntegerField(null=True)
    reason = models.TextField(blank=True, default="", db_default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["exemption_id", "other_id"], name="exemptions_doublecover_once"
            ),
            models.CheckConstraint(
                condition=Q(same__in=list(SAME))
                & Q(how__in=list(SETTLED))
                & ~Q(publisher=models.F("other_publisher")),
                name="exemptions_doublecover_words",
                violation_error_message="پوشش هم‌زمان دو نهاد جداست و راه رسیدگی آن شناخته است.",
            ),
            models.CheckConstraint(
                condition=(Q(how="") & Q(settled_at=None))
                | (~Q(how="") & Q(settled_at__isnull=False)),
                name="exemptions_doublecover_settled",
                violation_error_message="رسیدگی و زمان آن با هم ثبت می‌شوند.",
            ),
            models.CheckConstraint(
                condition=~Q(how="kept") | ~Q(reason=""),
                name="exemptions_doublecover_reason",
                violation_error_message="ماندن هر دو پوشش دلیل می‌خواهد.",
            ),
        )
        indexes = (
            # The open ones are few and are what is looked at.
            models.Index(
                fields=["province", "utility"],
                name="exemptions_doublecover_open",
                condition=Q(how=""),
            ),
        )
