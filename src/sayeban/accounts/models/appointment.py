"""Who holds which post, where and from when until when."""

from functools import reduce
from operator import or_
from typing import cast

from django.db import models

from sayeban.accounts.models.user import User
from sayeban.accounts.rules import LEVELS, POST_LABELS, Post
from sayeban.kit.units import Level, Unit


def _at_level(level: str) -> models.Q:
    """The place columns that a unit of this level fills, and no others."""
    depth = ("hq", "province", "county", "centre").index(level)
    columns = ("province", "county", "centre")
    filled = [~models.Q(**{name: ""}) for name in columns[:depth]]
    empty = [models.Q(**{name: ""}) for name in columns[depth:]]
    return models.Q(*filled, *empty, level=level)


def _posts_fit() -> models.Q:
    pairs = (models.Q(post=post, level__in=sorted(levels)) for post, levels in LEVELS.items())
    return reduce(or_, pairs)


class Appointment(models.Model):
    """One post of one user in one unit, valid in [starts, ends).

    `helper`: assigned by a head for a time (A-124), so it has an end. `appointed_by` is empty
    where the operator appointed. Ended appointments stay. `deputy_of`: the post of an absent
    colleague in which the user stands in for him; it has an end, and the same post and unit.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="appointments")
    post = models.TextField(choices=[(post.value, POST_LABELS[post]) for post in Post])
    level = models.TextField()
    province = models.CharField(max_length=2, blank=True, default="", db_default="")
    county = models.CharField(max_length=4, blank=True, default="", db_default="")
    centre = models.TextField(blank=True, default="", db_default="")
    helper = models.BooleanField(default=False, db_default=False)
    appointed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    deputy_of = models.ForeignKey("self", models.PROTECT, null=True, related_name="stand_ins")
    starts = models.DateTimeField()
    ends = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=reduce(or_, map(_at_level, ("hq", "province", "county", "centre"))),
                name="accounts_appointment_place",
                violation_error_message="واحد سمت ناقص است.",
            ),
            models.CheckConstraint(
                condition=_posts_fit(),
                name="accounts_appointment_level",
                violation_error_message="این سمت در این سطح از واحدها وجود ندارد.",
            ),
            models.CheckConstraint(
                condition=models.Q(helper=False) | models.Q(ends__isnull=False),
                name="accounts_appointment_helper_ends",
                violation_error_message="همکاری موقت باید پایان داشته باشد.",
            ),
            models.CheckConstraint(
                condition=models.Q(deputy_of=None) | models.Q(ends__isnull=False, helper=False),
                name="accounts_appointment_deputy_ends",
                violation_error_message="جانشینی باید پایان داشته باشد و همکاری موقت نیست.",
            ),
            models.CheckConstraint(
                condition=models.Q(ends=None) | models.Q(ends__gte=models.F("starts")),
                name="accounts_appointment_span",
                violation_error_message="پایان سمت نمی‌تواند پیش از آغاز آن باشد.",
            ),
            models.UniqueConstraint(
                fields=["user", "post", "province", "county", "centre"],
                condition=models.Q(ends=None),
                name="accounts_appointment_standing",
            ),
        )
        indexes = (models.Index(fields=["post", "province", "county", "centre"]),)

    @property
    def unit(self) -> Unit:
        """The unit of the post."""
        return Unit(cast("Level", self.level), self.province, self.county, self.centre)
