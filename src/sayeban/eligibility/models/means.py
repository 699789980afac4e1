"""Models by which the means of households are estimated."""

from django.db import models
from django.db.models import F, Q


class MeansModel(models.Model):
    """Which facts of a household count how much, from `valid_from` until the next one begins.

    `indicators` is a list of {fact, weight, richer}: "more" where more of it means more wealth.
    `sample`: made up by us, since the official formula is not public; what it gives is an estimate
    and is said to be one. It counts once a second person has approved it.
    """

    title = models.TextField()
    indicators = models.JSONField()
    sample = models.BooleanField()
    legal_basis = models.TextField()
    valid_from = models.DateField(unique=True)
    entered_by = models.BigIntegerField(null=True)
    entered_at = models.DateTimeField()
    approved_by = models.BigIntegerField(null=True)
    approved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(legal_basis=""),
                name="eligibility_means_words",
                violation_error_message="مدل آزمون وسع عنوان و مستند می‌خواهد.",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None)
                | (
                    Q(approved_at__isnull=False)
                    & (Q(entered_by=None) | ~Q(approved_by=F("entered_by")))
                ),
                name="eligibility_means_four_eyes",
                violation_error_message="مدل را کسی جز نویسندهٔ آن تأیید می‌کند.",
            ),
        )
