"""Turns of visitors: the queue and the register of visitors in one."""

from django.db import models
from django.db.models import Q

from sayeban.desk.models.desk import Desk
from sayeban.runtime.models import Placed


class Ticket(Placed):
    """One visit of one day: the number that the visitor holds, and what became of it.

    `identity` says how far the visitor is known: not asked yet, by national id, or without one.
    `case_id` is the request that the visit was about, so that visits per request are counted.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "در نوبت"
        CALLED = "called", "فراخوانده شد"
        DONE = "done", "انجام شد"
        ABSENT = "absent", "نیامد"

    class Identity(models.TextChoices):
        UNKNOWN = "", "پرسیده نشده"
        NATIONAL_ID = "national_id", "با کد ملی"
        NO_ID = "no_id", "بدون شناسه"

    desk = models.ForeignKey(Desk, models.PROTECT)
    day = models.DateField()
    number = models.IntegerField()
    identity = models.TextField(choices=Identity.choices, blank=True, default="")
    national_id = models.CharField(max_length=10, blank=True, default="")
    name = models.TextField(blank=True, default="")
    person_id = models.BigIntegerField(null=True)
    case_id = models.BigIntegerField(null=True)
    state = models.TextField(choices=State.choices, default=State.WAITING)
    counter = models.SmallIntegerField(null=True)
    taken_at = models.DateTimeField()
    called_at = models.DateTimeField(null=True)
    called_by = models.BigIntegerField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["desk", "day", "number"], name="desk_ticket_number"),
            models.UniqueConstraint(
                fields=["desk", "counter"],
                condition=Q(state="called"),
                name="desk_ticket_one_a_counter",
                violation_error_message="هر باجه در هر زمان یک نوبت را فرامی‌خواند.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "called", "done", "absent"]),
                name="desk_ticket_state",
                violation_error_message="وضعیت نوبت شناخته نیست.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["called", "done"])
                | Q(counter__isnull=False, called_at__isnull=False, called_by__isnull=False),
                name="desk_ticket_called",
                violation_error_message="نوبتی که فراخوانده شده است باجه، زمان و کارشناس دارد.",
            ),
            models.CheckConstraint(
                condition=(Q(identity="national_id") & ~Q(national_id=""))
                | (Q(identity__in=["", "no_id"]) & Q(national_id="")),
                name="desk_ticket_identity",
                violation_error_message="کد ملی با شیوهٔ شناسایی مراجعه‌کننده نمی‌خواند.",
            ),
        )
        indexes = (
            models.Index(
                fields=["desk", "number"],
                name="desk_ticket_waiting",
                condition=Q(state="waiting"),
            ),
            models.Index(
                fields=["case_id"],
                name="desk_ticket_of_case",
                condition=Q(case_id__isnull=False),
            ),
            models.Index(fields=["day"], name="desk_ticket_of_day"),
        )
