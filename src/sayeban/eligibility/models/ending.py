"""The end of a rule."""

from django.db import models
from django.db.models import F, Q

from sayeban.eligibility.models.rule import Rule


class RuleEnding(models.Model):
    """From `ends_on` on no version of the rule holds that began before that day.

    A version that begins on it or later holds again: nothing of the past is changed. It counts
    once a second person has approved it.
    """

    rule = models.ForeignKey(Rule, models.PROTECT, db_index=False)
    ends_on = models.DateField()
    reason = models.TextField()
    asked_by = models.BigIntegerField(null=True)
    asked_at = models.DateTimeField()
    approved_by = models.BigIntegerField(null=True)
    approved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["rule", "ends_on"],
                name="eligibility_ending_one_a_day",
                violation_error_message="پایان این قاعده از همین روز ثبت شده است.",
            ),
            models.UniqueConstraint(
                fields=["rule"],
                condition=Q(approved_at=None),
                name="eligibility_ending_one_waits",
                violation_error_message="پایان دیگری از این قاعده در انتظار نفر دوم است.",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="eligibility_ending_reason",
                violation_error_message="پایان قاعده دلیل می‌خواهد.",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None)
                | (
                    Q(approved_at__isnull=False)
                    & (Q(asked_by=None) | ~Q(approved_by=F("asked_by")))
                ),
                name="eligibility_ending_four_eyes",
                violation_error_message="پایان قاعده را کسی جز نویسندهٔ آن تأیید می‌کند.",
            ),
        )
