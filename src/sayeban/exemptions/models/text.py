"""Patterns of companies' messages, and texts that none of them reads (A-103)."""

from django.db import models
from django.db.models import Q


class TextPattern(models.Model):
    """One version of one pattern, as rules_texts reads it: words with places such as {bill_id}.

    A changed pattern is a new version that waits for its own approval; the newest approved version
    is in force, and one without text takes the pattern out of force. `utility` and `company` (the
    three digits inside a bill id) are "" where it holds for any. `written_by` is empty for the
    product's own.
    """

    code = models.TextField()
    version = models.BigIntegerField()
    utility = models.TextField(blank=True, default="", db_default="")
    company = models.TextField(blank=True, default="", db_default="")
    text = models.TextField(blank=True, default="", db_default="")
    written_by = models.BigIntegerField(null=True)
    written_at = models.DateTimeField()
    approved_by = models.BigIntegerField(null=True)
    approved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["code", "version"], name="exemptions_textpattern_version"
            ),
            models.CheckConstraint(
                condition=Q(utility__in=["", "water", "electricity", "gas"]),
                name="exemptions_textpattern_utility",
                violation_error_message="نوع انشعاب شناخته نیست.",
            ),
            models.CheckConstraint(
                condition=Q(company="") | Q(company__regex=r"^[0-9]{3}$"),
                name="exemptions_textpattern_company",
                violation_error_message="کد شرکت باید سه رقم باشد.",
            ),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=False) | Q(approved_by=None),
                name="exemptions_textpattern_approval",
                violation_error_message="تأیید الگو باید تاریخ داشته باشد.",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None)
                | Q(written_by=None)
                | ~Q(approved_by=models.F("written_by")),
                name="exemptions_textpattern_four_eyes",
                violation_error_message="نویسندهٔ الگو نمی‌تواند خودش آن را تأیید کند.",
            ),
        )


class UnknownText(models.Model):
    """One text that no pattern read, kept so that its pattern can be written.

    `text` is what rules_texts_kept leaves of it. Who sent it, of which household and where is
    absent on purpose. `digest` is of the text: the same message of many people is one row, `seen`
    times. It is forgotten some days after `first_at`, however often it came.
    """

    digest = models.TextField(unique=True)
    text = models.TextField()
    seen = models.BigIntegerField(default=1, db_default=1)
    first_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(seen__gte=1),
                name="exemptions_unknowntext_seen",
                violation_error_message="متن دست‌کم یک بار دیده شده است.",
            ),
        )
