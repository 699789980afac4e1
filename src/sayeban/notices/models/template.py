"""Texts of short messages; only approved ones are sent (domain.md 6.1)."""

from django.db import models


class Template(models.Model):
    """One version of one text, with positional variables {0}, {1} …

    A changed text is a new version that waits for its own approval; the newest approved version
    is sent. `provider_key` is the name under which the SMS provider knows the text.
    """

    code = models.TextField()
    version = models.IntegerField()
    text = models.TextField()
    provider_key = models.TextField(blank=True, default="", db_default="")
    written_by = models.BigIntegerField(null=True)
    written_at = models.DateTimeField()
    approved_by = models.BigIntegerField(null=True)
    approved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["code", "version"], name="notices_template_unique"),
            models.CheckConstraint(
                condition=models.Q(approved_at__isnull=False) | models.Q(approved_by=None),
                name="notices_template_approval",
                violation_error_message="تأیید متن پیام باید تاریخ داشته باشد.",
            ),
            models.CheckConstraint(
                condition=models.Q(approved_by=None)
                | models.Q(written_by=None)
                | ~models.Q(approved_by=models.F("written_by")),
                name="notices_template_four_eyes",
                violation_error_message="نویسندهٔ متن نمی‌تواند خودش آن را تأیید کند.",
            ),
        )
