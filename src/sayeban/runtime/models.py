"""Tables of the runtime: history of rows, the outbox, long work."""

import uuid

from django.db import models


class Placed(models.Model):
    """A row that belongs to a place: row-level security reads these three columns.

    `county` is empty on a row of the province's own worklist, `centre` on one of the county's.
    """

    province = models.CharField(max_length=2)
    county = models.CharField(max_length=4, blank=True, default="", db_default="")
    centre = models.TextField(blank=True, default="", db_default="")

    class Meta:
        abstract = True


class History(Placed):
    """What one row of another table held before it changed. Written by `keep_history()` alone."""

    table_name = models.TextField()
    row_id = models.BigIntegerField()
    old = models.JSONField()
    at = models.DateTimeField()
    user_id = models.BigIntegerField(null=True)
    command = models.UUIDField(null=True)

    class Meta:
        indexes = (models.Index(fields=["table_name", "row_id", "at"]),)


class SettingChange(models.Model):
    """One row of settings that was made, changed or removed, before and after. No person in it.

    Written by `keep_setting()` alone; `old` is empty for a new row, `new` for a removed one.
    """

    table_name = models.TextField()
    row_id = models.TextField()
    old = models.JSONField(null=True)
    new = models.JSONField(null=True)
    at = models.DateTimeField()
    user_id = models.BigIntegerField(null=True)
    command = models.UUIDField(null=True)

    class Meta:
        indexes = (models.Index(fields=["table_name", "-id"], name="runtime_setting_of_table"),)


class Event(models.Model):
    """One announcement of a slice to the slices above it, delivered by the worker.

    `attempts` counts the tries that failed, `problem` names the last one's exception and none of
    its words, which may hold personal data. After the last try the event is dead: it stays until
    an operator has it tried again.
    """

    name = models.TextField()
    key = models.TextField()
    payload = models.JSONField()
    announced_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True)
    attempts = models.BigIntegerField(default=0, db_default=0)
    next_try_at = models.DateTimeField(null=True)
    dead_at = models.DateTimeField(null=True)
    problem = models.TextField(default="", db_default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["name", "key"], name="runtime_event_unique"),
        )
        indexes = (
            models.Index(
                fields=["id"], name="runtime_event_waiting", condition=models.Q(delivered_at=None)
            ),
        )


class Job(Placed):
    """One long work that a user started from a page: he watches its progress there.

    `kind` names the job function, `arguments` what it needs (no personal data), `result` its
    answer or the refusal {"refused": code, "message": Persian sentence}. `tries` counts the runs
    that began: a job that was killed or failed is run again, and not for ever.
    """

    class State(models.TextChoices):
        QUEUED = "queued", "در صف"
        RUNNING = "running", "در حال انجام"
        RETRYING = "retrying", "در نوبت دوباره"
        DONE = "done", "انجام شد"
        REFUSED = "refused", "پذیرفته نشد"
        FAILED = "failed", "ناتمام ماند"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    kind = models.TextField()
    user_id = models.BigIntegerField()
    arguments = models.JSONField()
    state = models.TextField(choices=State.choices, default=State.QUEUED)
    tries = models.BigIntegerField(default=0, db_default=0)
    done = models.IntegerField(default=0)
    total = models.IntegerField(default=0)
    result = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    province = models.CharField(max_length=2, blank=True, default="")

    class Meta:
        indexes = (models.Index(fields=["user_id", "-created_at"]),)
