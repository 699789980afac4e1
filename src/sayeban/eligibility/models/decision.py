"""Runs of rules over people, what each decided, and what a human decided instead."""

from django.db import models
from django.db.models import Q

from sayeban.eligibility.models.rule import Rule, RuleVersion
from sayeban.eligibility.rules import RUN_KINDS
from sayeban.runtime.models import Placed


class RuleRun(models.Model):
    """One version asked over many at one moment, with the parameters that counted then.

    It is one transaction: a run that was broken off is not there. `counts` as actions.run_rule
    writes them.
    """

    version = models.ForeignKey(RuleVersion, models.PROTECT)
    kind = models.TextField()
    day = models.DateField()
    params = models.JSONField()
    counts = models.JSONField(default=dict)
    run_at = models.DateTimeField()
    run_by = models.BigIntegerField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=list(RUN_KINDS)),
                name="eligibility_run_kind",
                violation_error_message="گونهٔ اجرا شناخته نیست.",
            ),
        )


class Decision(Placed):
    """What one run says of one subject: yes, no, or null for unknown; a no never rests on unknowns.

    `met` and `unknown` have a bit for each leaf of the version's tree, in its order: reasons are
    made of them when somebody asks. `by_hand`: the outcome is a human's. `stale_at`: what it read
    was contested with success, and a later run decided again.

    The table has parts: each run about the nation is one, those about few share another.
    """

    pk = models.CompositePrimaryKey("subject_id", "run_id")
    # Made in the transaction of its run: looking that up for each of millions of rows says nothing.
    run = models.ForeignKey(RuleRun, models.PROTECT, db_index=False, db_constraint=False)
    subject_id = models.BigIntegerField()
    outcome = models.BooleanField(null=True)
    met = models.BigIntegerField()
    unknown = models.BigIntegerField()
    by_hand = models.BooleanField(default=False, db_default=False)
    stale_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(met__gte=0) & Q(unknown__gte=0),
                name="eligibility_decision_masks",
                violation_error_message="نشانه‌های تصمیم منفی نمی‌شوند.",
            ),
        )


class Override(Placed):
    """A human decided otherwise than the rule, for a reason and on a paper; it survives re-runs.

    `document_id` is the paper. It stands until somebody ends it.
    """

    rule = models.ForeignKey(Rule, models.PROTECT, db_index=False)
    subject_id = models.BigIntegerField()
    outcome = models.BooleanField()
    reason = models.TextField()
    document_id = models.BigIntegerField()
    decided_by = models.BigIntegerField(null=True)
    decided_at = models.DateTimeField()
    ended_by = models.BigIntegerField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["rule", "subject_id"],
                condition=Q(ended_at=None),
                name="eligibility_override_one",
                violation_error_message="برای این قاعده تصمیم دستی دیگری برجاست.",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="eligibility_override_reason",
                violation_error_message="تصمیم دستی دلیل می‌خواهد.",
            ),
            models.CheckConstraint(
                condition=Q(ended_by=None) | Q(ended_at__isnull=False),
                name="eligibility_override_ended",
                violation_error_message="پایان بدون زمان ثبت نمی‌شود.",
            ),
        )
