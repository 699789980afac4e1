"""Appointments: a visitor comes at an hour that was given to him."""

from django.db import models
from django.db.models import Q

from sayeban.desk.models.desk import Desk
from sayeban.desk.models.ticket import Ticket
from sayeban.runtime.models import Placed


class Booking(Placed):
    """One appointment. As many begin at one time as the desk has counters.

    `service` is the code of what he comes for, "" where nobody asked. Who came has a number of
    that day (`ticket`) and waits with the others.
    """

    class State(models.TextChoices):
        BOOKED = "booked", "وقت دارد"
        CAME = "came", "آمد"
        CANCELLED = "cancelled", "لغو شد"

    desk = models.ForeignKey(Desk, models.PROTECT)
    day = models.DateField()
    slot = models.TimeField()
    name = models.TextField()
    mobile = models.CharField(max_length=13, blank=True, default="", db_default="")
    service = models.TextField(blank=True, default="", db_default="")
    state = models.TextField(choices=State.choices, default=State.BOOKED)
    ticket = models.ForeignKey(Ticket, models.PROTECT, null=True)
    at = models.DateTimeField()
    by = models.BigIntegerField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(state="came", ticket__isnull=False)
                | Q(state__in=["booked", "cancelled"], ticket=None),
                name="desk_booking_came",
                violation_error_message="هر کس با وقت آمد شماره‌ای دارد، و دیگران ندارند.",
            ),
        )
        indexes = (models.Index(fields=["desk", "day"], name="desk_booking_day"),)
