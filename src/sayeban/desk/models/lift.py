"""What headquarters allowed in a freeze week."""

from django.db import models
from django.db.models import Q

from sayeban.runtime.models import Placed


class Lift(Placed):
    """Headquarters lets the desks of a province give centres other work until a day (note 3)."""

    until = models.DateField()
    reason = models.TextField()
    at = models.DateTimeField()
    by = models.BigIntegerField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="desk_lift_reason",
                violation_error_message="برداشتن هفتهٔ ویژه بدون دلیل ثبت نمی‌شود.",
            ),
        )
