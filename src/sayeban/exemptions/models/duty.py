"""Paid duties of centres: what a head said of them, and the drawn neighbourhood (A-082)."""

from django.db import models
from django.db.models import F, Q

from sayeban.exemptions.models.campaign import Campaign
from sayeban.runtime.models import Placed


class DutyMark(Placed):
    """A head marked a duty as done, or took that back; added and never changed.

    The last one of a duty holds. `note` is the reason where the mark was taken back, or where it
    was made before the counts said so: `counted` rows of `whole` (of the map: 1 of 1) at that
    moment. Both are null where a mark was taken back.
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT)
    duty = models.TextField()
    is_done = models.BooleanField()
    note = models.TextField(blank=True, default="", db_default="")
    counted = models.BigIntegerField(null=True)
    whole = models.BigIntegerField(null=True)
    by = models.BigIntegerField()
    at = models.DateTimeField()
    province = models.TextField()
    county = models.TextField(blank=True, default="", db_default="")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(duty__in=["inform", "collect", "map"]),
                name="exemptions_dutymark_words",
                violation_error_message="این وظیفه شناخته نیست.",
            ),
            models.CheckConstraint(
                condition=Q(is_done=True) | ~Q(note=""),
                name="exemptions_dutymark_reason",
                violation_error_message="پس گرفتن نشان، دلیل می‌خواهد.",
            ),
            models.CheckConstraint(
                condition=Q(counted__isnull=True, whole__isnull=True)
                | Q(
                    is_done=True,
                    counted__isnull=False,
                    whole__isnull=False,
                    counted__lte=F("whole"),
                ),
                name="exemptions_dutymark_counted",
                violation_error_message="شمارش سامانه با نشان انجام نمی‌خواند.",
            ),
            models.CheckConstraint(
                condition=Q(counted__isnull=True) | Q(counted__gte=F("whole")) | ~Q(note=""),
                name="exemptions_dutymark_early",
                violation_error_message="نشان پیش از پایان کار، دلیل می‌خواهد.",
            ),
        )
        indexes = (
            models.Index(
                fields=["campaign", "province", "county", "centre", "duty", "-id"],
                name="exemptions_dutymark_last",
            ),
        )


class NeighbourhoodMap(Placed):
    """One picture of the map of a centre's neighbourhood; the newest holds, older ones stay."""

    campaign = models.ForeignKey(Campaign, models.PROTECT)
    document_id = models.BigIntegerField()
    by = models.BigIntegerField()
    at = models.DateTimeField()
    province = models.TextField()
    county = models.TextField(blank=True, default="", db_default="")

    class Meta:
        indexes = (
            models.Index(
                fields=["campaign", "province", "county", "centre", "-id"],
                name="exemptions_map_last",
            ),
        )
