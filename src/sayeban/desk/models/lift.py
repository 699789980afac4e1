"""What headquarters allowed in a freeze week."""

from django.db import models
from django.db.models import Q

from sayeban.runtime.models import Placed


class Lift(Placed):
    """Headquarters lets the desks of a place give centres other work until a day (note 3).

    `service` is the one that may be taken, empty for all. A lift that was taken back stays with
    who did it and when.
    """

    service = models.TextField(blank=True, default="", db_default="")
    until = models.DateField()
    reason = models.TextField()
    at = models.DateTimeField()
    by = models.BigIntegerField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.BigIntegerField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="desk_lift_reason",
                violation_error_message="برداشتن هفتهٔ ویژه بدون دلیل ثبت نمی‌شود.",
            ),
        )
