"""Rules, their versions, and what a version would change."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from sayeban.eligibility.rules import APPLIES_TO, STATES, SUBJECTS


class Rule(models.Model):
    """One question that the law answers, such as «is this household in the target group».

    What it asks and since when stands in its versions. `service` is the code of the service that
    it opens; "" for a rule that others read.
    """

    code = models.TextField(unique=True)
    subject = models.TextField()
    institution = models.TextField()
    service = models.TextField(blank=True, default="", db_default="")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(subject__in=list(SUBJECTS)),
                name="eligibility_rule_subject",
                violation_error_message="قاعده دربارهٔ شخص یا خانوار است.",
            ),
        )


class RuleVersion(models.Model):
    """What a rule asks from `valid_from` until the next approved version begins.

    So two never hold on one day, and none has an end of its own; a rule may end (RuleEnding).
    `tree` is the condition (facts.conditions). `editors` are all who wrote at this draft;
    `revision` counts what they saved, so that of two who write at once the second is told. An
    approved version never changes: a trigger holds that.
    """

    rule = models.ForeignKey(Rule, models.PROTECT, db_index=False)
    number = models.IntegerField()
    title = models.TextField()
    applies_to = models.TextField()
    legal_basis = models.TextField()
    valid_from = models.DateField()
    tree = models.JSONField()
    tree_sha256 = models.TextField()
    state = models.TextField(default="draft", db_default="draft")
    revision = models.IntegerField(default=1, db_default=1)
    editors = ArrayField(models.BigIntegerField(), default=list, db_default=[])
    author = models.BigIntegerField(null=True)
    authored_at = models.DateTimeField()
    approver = models.BigIntegerField(null=True)
    approved_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)
    returned_by = models.BigIntegerField(null=True)
    returned_reason = models.TextField(blank=True, default="", db_default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["rule", "number"], name="eligibility_version_number"),
            models.UniqueConstraint(
                fields=["rule"],
                condition=Q(state="draft"),
                name="eligibility_version_one_draft",
                violation_error_message="هر قاعده در هر زمان یک پیش‌نویس دارد.",
            ),
            models.UniqueConstraint(
                fields=["rule", "valid_from"],
                condition=Q(state="approved"),
                name="eligibility_version_one_a_day",
                violation_error_message="دو نسخهٔ یک قاعده از یک روز آغاز نمی‌شوند.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=list(STATES), applies_to__in=list(APPLIES_TO))
                & ~Q(legal_basis="")
                & ~Q(title=""),
                name="eligibility_version_words",
                violation_error_message="قاعده عنوان و مستند قانونی می‌خواهد.",
            ),
            models.CheckConstraint(
                condition=Q(state="approved", approved_at__isnull=False)
                | (~Q(state="approved") & Q(approved_at=None, approver=None)),
                name="eligibility_version_approved",
                violation_error_message="تأیید و زمان آن با هم ثبت می‌شوند.",
            ),
            models.CheckConstraint(
                condition=Q(approver=None) | Q(author=None) | ~Q(approver=F("author")),
                name="eligibility_version_four_eyes",
                violation_error_message="نسخه را کسی جز نویسندهٔ آن تأیید می‌کند.",
            ),
            models.CheckConstraint(
                condition=Q(returned_at=None, returned_reason="", returned_by=None)
                | (Q(returned_at__isnull=False) & ~Q(returned_reason="")),
                name="eligibility_version_returned",
                violation_error_message="بازگرداندن دلیل می‌خواهد.",
            ),
        )


class Impact(models.Model):
    """What one tree would change, counted on a day: shown before the version is approved.

    `against` is the version that was compared with; empty when none was in force. `params` are the
    parameters that counted. `counts` and `sample` as reads.impact writes them: of persons there are
    ids and masks alone.
    """

    version = models.ForeignKey(RuleVersion, models.PROTECT)
    tree_sha256 = models.TextField()
    against = models.ForeignKey(RuleVersion, models.PROTECT, null=True, related_name="+")
    params = models.JSONField()
    counts = models.JSONField()
    sample = models.JSONField()
    made_at = models.DateTimeField()
    made_by = models.BigIntegerField(null=True)
