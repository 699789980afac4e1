"""The working calendar: national holidays, weekends and closures of each province."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Holiday(models.Model):
    """One national holiday. Seeded: days of the moon are computed, headquarters corrects them."""

    day = models.DateField(primary_key=True)
    name = models.TextField()


class Weekend(models.Model):
    """The weekly rest days of one province ("" = of all others). Monday is 0, Friday 4."""

    province = models.CharField(max_length=2, primary_key=True)
    weekdays = ArrayField(models.SmallIntegerField())


class Closure(models.Model):
    """One day on which the offices of a province ("" = of the country) are closed, and why."""

    province = models.CharField(max_length=2, blank=True)
    day = models.DateField()
    reason = models.TextField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["province", "day"], name="organisations_closure_unique"
            ),
        )
