"""The working calendar as rows to join with, and what durations were measured."""

from django.db import models
from django.db.models import Q

from sayeban.cases.models.service import Service


class CalendarDay(models.Model):
    """One day of one province ("" = the country). `wd` is the number of working days up to it.

    So the day that ends n working days after another is the working day whose `wd` is n higher.
    Kept from the calendar of organisations, never written by hand.
    """

    province = models.CharField(max_length=2, blank=True)
    day = models.DateField()
    working = models.BooleanField()
    wd = models.IntegerField()

    class Meta:
        db_table = "cases_calendar"
        constraints = (
            models.UniqueConstraint(fields=["province", "day"], name="cases_calendar_day"),
            models.UniqueConstraint(
                fields=["province", "wd"], condition=Q(working=True), name="cases_calendar_wd"
            ),
        )


class Duration(models.Model):
    """How many working days a service takes in a province ("" = the country), as of a day.

    From a period life table over the last 20 working days; `exits` are the cases that were closed
    in them. A quantile that the table does not reach is null.
    """

    service = models.ForeignKey(Service, models.PROTECT, db_index=False)
    province = models.CharField(max_length=2, blank=True)
    counted_on = models.DateField()
    exits = models.IntegerField()
    p50 = models.IntegerField(null=True)
    p80 = models.IntegerField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["service", "province"], name="cases_duration_once"),
        )
