"""Kept counts, the evening freeze of the daily figures, reminders to late units (A-120, A-130)."""

from django.db import models

from sayeban.exemptions.models.campaign import Campaign
from sayeban.runtime.models import Placed


class StateCount(Placed):
    """So many rows more (or fewer) of one worklist are in one state: what is known is the sum.

    Written by triggers on the rows alone, in the transaction of whatever changes them. Lines are
    only added, so that nobody waits for another's count; `sum_counts` puts them together.
    """

    campaign_id = models.BigIntegerField()
    state = models.TextField()
    rows = models.BigIntegerField()
    informed = models.BigIntegerField()
    """Of them, those whose client knows of the campaign (rules_contact.INFORMED)."""
    # Of a table that comes later: a text column can be changed without a lock.
    province = models.TextField()
    county = models.TextField(blank=True, default="", db_default="")

    class Meta:
        indexes = (
            models.Index(
                fields=["campaign_id", "province", "county"], name="exemptions_statecount_place"
            ),
        )


class QualityCount(Placed):
    """So many rows of one worklist are of one kind, of them `wrong`, when they were last counted.

    `kind` and `name` as quality_sql.figures gives them. Known are only worklists that are not
    marked by QualityStale; `count_quality` counts those that are.
    """

    campaign_id = models.BigIntegerField()
    kind = models.TextField()
    name = models.TextField()
    rows = models.BigIntegerField()
    wrong = models.BigIntegerField()
    province = models.TextField()
    county = models.TextField(blank=True, default="", db_default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["campaign_id", "province", "county", "centre", "kind", "name"],
                name="exemptions_qualitycount_once",
            ),
            models.CheckConstraint(
                condition=models.Q(wrong__gte=0, rows__gte=models.F("wrong")),
                name="exemptions_qualitycount_part",
                violation_error_message="شمار نادرست‌ها از شمار ردیف‌ها بیشتر نیست.",
            ),
        )


class QualityStale(Placed):
    """Something that QualityCount counts changed in this worklist since it was counted.

    Written by triggers alone, in the transaction of whatever changes it; lines are only added, so
    that nobody waits.
    """

    campaign_id = models.BigIntegerField()
    province = models.TextField()
    county = models.TextField(blank=True, default="", db_default="")

    class Meta:
        indexes = (
            models.Index(
                fields=["campaign_id", "province", "county", "centre"],
                name="exemptions_qualitystale_place",
            ),
        )


class Freeze(Placed):
    """The figures of one worklist at the end of one day. Never changed afterwards.

    A line without a province is the sum of the day over all worklists.
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT)
    day = models.DateField()
    figures = models.JSONField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["campaign", "day", "province", "county", "centre"],
                name="exemptions_freeze_once",
            ),
        )


class Reminder(Placed):
    """A late unit's head was reminded on one day, by whom; `rows` waited for him then."""

    campaign = models.ForeignKey(Campaign, models.PROTECT)
    day = models.DateField()
    at = models.DateTimeField()
    by = models.BigIntegerField(null=True)
    rows = models.BigIntegerField()
    # Of a table that comes later: a text column can be changed without a lock.
    province = models.TextField()
    county = models.TextField(blank=True, default="", db_default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["campaign", "day", "province", "county", "centre"],
                name="exemptions_reminder_once",
            ),
        )
