"""Waiting lists: who waits for what since when, and the rule that orders them, as data."""

from django.db import models
from django.db.models import Q

from sayeban.runtime.models import Placed


class PriorityRule(models.Model):
    """What counts on the list of a service; "" is the rule of all services without one.

    `terms` is a list of {"points", "label", "tree"}: whoever a condition is true of gets its
    points; whoever it cannot be said of gets none for it. Each whole month of waiting adds
    `per_month` points, so that nobody is overtaken for ever.
    """

    service = models.TextField(primary_key=True)
    terms = models.JSONField()
    per_month = models.IntegerField(default=1)
    at = models.DateTimeField()
    by = models.BigIntegerField(null=True)


class Waiting(Placed):
    """One person who waits for one service, in the line of his province.

    `since` is the day from which his waiting counts. `points` is what the rule gave him when his
    facts were last looked at. `reason` says why he left.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "در انتظار"
        SERVED = "served", "نوبتش رسید"
        LEFT = "left", "از فهرست رفت"

    person_id = models.BigIntegerField()
    service = models.TextField()
    since = models.DateField()
    points = models.IntegerField(default=0)
    state = models.TextField(choices=State.choices, default=State.WAITING)
    ended_on = models.DateField(null=True)
    reason = models.TextField(blank=True, default="", db_default="")
    at = models.DateTimeField()
    by = models.BigIntegerField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["person_id", "service"],
                condition=Q(state="waiting"),
                name="support_waiting_once",
                violation_error_message="هر فرد برای هر خدمت یک بار در فهرست انتظار است.",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", ended_on=None)
                | Q(state="served", ended_on__isnull=False)
                | (Q(state="left", ended_on__isnull=False) & ~Q(reason="")),
                name="support_waiting_ended",
                violation_error_message="پایان انتظار روز دارد و رفتن از فهرست دلیل.",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=models.F("since")),
                name="support_waiting_span",
                violation_error_message="پایان انتظار نمی‌تواند پیش از آغاز آن باشد.",
            ),
        )
        indexes = (
            models.Index(
                fields=["province", "service"],
                name="support_waiting_line",
                condition=Q(state="waiting"),
            ),
            models.Index(fields=["person_id"], name="support_waiting_person"),
        )
