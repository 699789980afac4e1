"""The append-only tables of the audit."""

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
        indexes = (models.Index(fields=["action", "at"]), models.Index(fields=["user_id", "at"]))


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
        )
