"""Kept figures of what companies said, and who was reminded of what they did not say (A-007)."""

from django.db import models
from django.db.models import F, Q

from sayeban.exemptions.models.feed import STATUSES, Feed, Told

OUTCOMES = ("exempted", "partly_exempted", "above_low_tiers", "not_applied")


class ToldCount(Told):
    """So many exemptions more (or fewer) of a feed stand so: what is known is the sum.

    `status` and `code` are what the company said of the version that it was told last, "" where
    it said nothing. `told_on`: since when it owes a final word, None where it gave one. Written by
    triggers alone, in the transaction of whatever changes an exemption; lines are only added, so
    that nobody waits for another's count, and `sum_told` puts them together.
    """

    feed = models.ForeignKey(Feed, models.PROTECT, db_index=False)
    ended = models.BooleanField()
    status = models.TextField(blank=True)
    code = models.TextField(blank=True)
    told_on = models.DateField(null=True)
    exemptions = models.BigIntegerField()

    class Meta:
        indexes = (models.Index(fields=["feed", "county"], name="exemptions_toldcount_place"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(status__in=list(STATUSES)),
                name="exemptions_toldcount_status",
                violation_error_message="وضعیت رسید شناخته نیست.",
            ),
        )


class CompanyReminder(Told):
    """A company was reminded on one day of what it left without a receipt in one feed.

    `exemptions` waited then, the oldest since `told_on`. `mobile` is "" where the agreement names
    no mobile: then somebody has to telephone.
    """

    feed = models.ForeignKey(Feed, models.PROTECT, db_index=False)
    day = models.DateField()
    at = models.DateTimeField()
    exemptions = models.BigIntegerField()
    told_on = models.DateField()
    mobile = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["feed", "day"], name="exemptions_companyreminder_once"),
        )


class ConsumptionCount(Told):
    """Households of one feed whose bill of one month ended in one tier with one outcome.

    `month` is the first day of the Jalali month in which the bill period ended. Tier 0 and outcome
    "" are households of which the company reported nothing. Amounts are rial, of the `priced`
    households whose bills have both. Written by `count_consumption` alone.
    """

    feed = models.ForeignKey(Feed, models.PROTECT, db_index=False)
    utility = models.TextField()
    month = models.DateField()
    tier = models.BigIntegerField()
    outcome = models.TextField(blank=True)
    households = models.BigIntegerField()
    priced = models.BigIntegerField()
    # Sums of what companies wrote: no slip of theirs may be too large to be kept.
    gross = models.DecimalField(max_digits=26, decimal_places=0)
    exempted = models.DecimalField(max_digits=26, decimal_places=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["utility", "month", "feed", "county", "tier", "outcome"],
                name="exemptions_consumptioncount_once",
            ),
            models.CheckConstraint(
                condition=(Q(outcome="") & Q(tier=0))
                | (Q(outcome__in=list(OUTCOMES)) & Q(tier__gte=1)),
                name="exemptions_consumptioncount_words",
                violation_error_message="پله یا نتیجهٔ مصرف شناخته نیست.",
            ),
            models.CheckConstraint(
                condition=Q(priced__gte=0) & Q(households__gte=F("priced")),
                name="exemptions_consumptioncount_part",
                violation_error_message="شمار قبض‌های با مبلغ از شمار خانوارها بیشتر نیست.",
            ),
        )


class ConsumptionStale(models.Model):
    """Figures of a utility that are to be counted anew: bills that ended from `since` to `until`.

    `until` None: to this month. Written by triggers alone, in the transaction of whatever changes;
    lines are only added, so that nobody waits. No place: the figures are counted for the country.
    """

    utility = models.TextField()
    since = models.DateField()
    until = models.DateField(null=True)
