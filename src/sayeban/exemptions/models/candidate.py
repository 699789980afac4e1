"""Violation candidates: suspicions that hold rows until somebody above them decides (A-113)."""

from django.db import models

from sayeban.exemptions.models.campaign import Campaign
from sayeban.exemptions.models.row import Row
from sayeban.runtime.models import Placed


class Candidate(Placed):
    """One suspicion over rows of at least two households.

    The place columns are the lowest unit that covers all its rows: whoever heads it reviews
    (county_head, director_general; empty province: hq_deputy). `subject` is the bill id or the
    picture's sha256. A confirmed one is a violation case and the record of the decision.
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT)
    kind = models.TextField()
    subject = models.TextField()
    state = models.TextField(default="open", db_default="open")
    why = models.TextField(blank=True, default="", db_default="")
    reason = models.TextField(blank=True, default="", db_default="")
    opened_at = models.DateTimeField()
    decided_by = models.BigIntegerField(null=True)
    decided_at = models.DateTimeField(null=True)
    province = models.CharField(max_length=2, blank=True, default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["campaign", "kind", "subject"],
                condition=models.Q(state="open"),
                name="exemptions_candidate_one_open",
            ),
            models.CheckConstraint(
                condition=models.Q(state="open", decided_at=None)
                | models.Q(state__in=["cleared", "confirmed"], decided_at__isnull=False),
                name="exemptions_candidate_decided",
                violation_error_message="تصمیم دربارهٔ ظن تخلف با زمان آن ثبت می‌شود.",
            ),
        )


class CandidateRow(Placed):
    """One row that a candidate holds; `is_confirmed` makes that utility of it ineligible.

    `author` is who had collected it then.
    """

    candidate = models.ForeignKey(Candidate, models.PROTECT, related_name="held")
    row = models.ForeignKey(Row, models.PROTECT)
    utility = models.TextField()
    author = models.BigIntegerField(null=True)
    is_confirmed = models.BooleanField(default=False, db_default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["candidate", "row", "utility"], name="exemptions_candidaterow_once"
            ),
        )
        indexes = (models.Index(fields=["row"]),)
