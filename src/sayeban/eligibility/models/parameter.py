"""Numbers of the law that rules read, by day and legal basis."""

from django.db import models
from django.db.models import F, Q

from sayeban.eligibility.rules import PARAMETER_TYPES


class Parameter(models.Model):
    """The value of one parameter from `valid_from` on: the next row ends the last.

    It counts once a second person has approved it. `value` is JSON of its type, a date in ISO.
    """

    name = models.TextField()
    label = models.TextField()
    type = models.TextField()
    value = models.JSONField()
    valid_from = models.DateField()
    legal_basis = models.TextField()
    entered_by = models.BigIntegerField(null=True)
    entered_at = models.DateTimeField()
    approved_by = models.BigIntegerField(null=True)
    approved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["name", "valid_from"],
                name="eligibility_parameter_one_a_day",
                violation_error_message="دو مقدار یک پارامتر از یک روز آغاز نمی‌شوند.",
            ),
            models.CheckConstraint(
                condition=Q(type__in=list(PARAMETER_TYPES)) & ~Q(legal_basis="") & ~Q(label=""),
                name="eligibility_parameter_words",
                violation_error_message="پارامتر نام و مستند قانونی می‌خواهد.",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None)
                | (
                    Q(approved_at__isnull=False)
                    & (Q(entered_by=None) | ~Q(approved_by=F("entered_by")))
                ),
                name="eligibility_parameter_four_eyes",
                violation_error_message="مقدار را کسی جز ثبت‌کنندهٔ آن تأیید می‌کند.",
            ),
        )
