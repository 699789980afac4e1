"""What reports count: one narrow row a closed case, kept each evening."""

from django.db import models

from sayeban.desk.models.desk import Desk
from sayeban.runtime.models import Placed


class Outcome(Placed):
    """How one request ended, as long as it stays closed; a request that is opened again goes.

    `desk` is the one that took the request, else that of its first visit; empty without one.
    `month` is the Jalali month of the end. `days` are working days without those in which the
    clock stood still, `target` those of the service's own path; empty where the calendar does not
    reach back. `visits` is empty where the request came over the desk and no number was noted for
    its person: nobody knows then.
    `referrals` are the units and departments beyond the first that it went through.
    """

    province = models.TextField()
    county = models.TextField(blank=True, default="", db_default="")
    case_id = models.BigIntegerField(unique=True)
    service = models.TextField()
    desk = models.ForeignKey(Desk, models.PROTECT, null=True, db_index=False)
    result = models.TextField()
    closed_at = models.DateTimeField()
    closed_on = models.DateField()
    month = models.TextField()
    days = models.BigIntegerField(null=True)
    target = models.BigIntegerField()
    on_time = models.BooleanField()
    visits = models.BigIntegerField(null=True)
    referrals = models.BigIntegerField()

    class Meta:
        indexes = (models.Index(fields=["closed_on", "province"], name="desk_outcome_reports"),)
