"""The append-only tables of the audit."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Event(models.Model):
    """One command that ran or was refused. Holds no personal data: only codes and units."""

    at = models.DateTimeField()
    actor_kind = models.TextField()
    user_id = models.BigIntegerField(null=True)
    posts = models.JSONField()
    action = models.TextField()
    command = models.UUIDField()
    outcome = models.TextField()
    detail = models.JSONField()

    class Meta:
        indexes = (
            models.Index(fields=["action", "at"]),
            models.Index(fields=["user_id", "at"]),
            models.Index(fields=["at"], name="audit_event_at"),
        )


class Look(models.Model):
    """One look at persons' data: who, what for, at which page, how many persons."""

    at = models.DateTimeField()
    user_id = models.BigIntegerField(null=True)
    purpose = models.TextField()
    subject = models.TextField()
    subject_id = models.TextField()
    rows = models.IntegerField()

    class Meta:
        indexes = (
            models.Index(fields=["subject_id", "at"]),
            models.Index(fields=["user_id", "at"]),
            models.Index(fields=["at"], name="audit_look_at"),
            # Few among many: when companies took pages of their feeds.
            models.Index(
                fields=["at"], name="audit_look_of_feeds", condition=models.Q(subject="feed")
            ),
        )


class Seal(models.Model):
    """A batch of records of one table under a signed root, chained to the seal before.

    `ids` and `leaves` (32 bytes each, in the same order) let a verifier name the record that
    differs. Written by audit_seal() alone.
    """

    no = models.BigIntegerField(primary_key=True)
    source = models.TextField(choices=[("event", "کار"), ("look", "نگاه")])
    upto = models.BigIntegerField()
    ids = ArrayField(models.BigIntegerField())
    leaves = models.BinaryField()
    root = models.BinaryField()
    previous = models.BinaryField()
    sealed_at = models.DateTimeField()
    signature = models.TextField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["source", "upto"], name="audit_seal_follows"),
            models.CheckConstraint(
                name="audit_seal_source",
                condition=models.Q(source__in=["event", "look"]),
                violation_error_message="مهر از کارهاست یا از نگاه‌ها",
            ),
        )
