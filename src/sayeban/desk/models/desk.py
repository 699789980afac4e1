"""Service desks, and who was trained to work at one."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from sayeban.runtime.models import Placed


class Desk(Placed):
    """One service desk, as data: a province may have several (three zones of Tehran, D-007).

    It is open on the working days of its province from `opens` to `closes`. `screen_key` is the
    address of its display and of its kiosk: whoever has it sees and takes numbers, nothing else.
    `services` are the codes of what it takes requests for, empty for everything.
    `every_day`: holidays are days like others, as for a desk that is only shown.
    `sample`: not from an official list.
    """

    code = models.SlugField(max_length=20, unique=True)
    title = models.TextField()
    address = models.TextField(blank=True, default="", db_default="")
    phone = models.TextField(blank=True, default="", db_default="")
    services = ArrayField(models.TextField(), default=list, db_default=[])
    counters = models.SmallIntegerField(default=3)
    opens = models.TimeField()
    closes = models.TimeField()
    slot_minutes = models.SmallIntegerField(default=20)
    screen_key = models.UUIDField(default=uuid.uuid4, unique=True)
    every_day = models.BooleanField(default=False, db_default=False)
    sample = models.BooleanField(default=False)
    closed_on = models.DateField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(closes__gt=F("opens")),
                name="desk_desk_hours",
                violation_error_message="پایان کار میز باید پس از آغاز آن باشد.",
            ),
            models.CheckConstraint(
                condition=Q(counters__gte=1, counters__lte=60),
                name="desk_desk_counters",
                violation_error_message="شمار باجه‌ها از ۱ تا ۶۰ است.",
            ),
            models.CheckConstraint(
                condition=Q(slot_minutes__gte=5, slot_minutes__lte=120),
                name="desk_desk_slot",
                violation_error_message="زمان هر نوبت از ۵ تا ۱۲۰ دقیقه است.",
            ),
        )


class Training(Placed):
    """Somebody was trained for the desk or as a liaison; before it the desk stays shut for him."""

    class Course(models.TextChoices):
        DESK = "desk", "کار در میز خدمت"
        LIAISON = "liaison", "کارشناس رابط"

    user_id = models.BigIntegerField()
    course = models.TextField(choices=Course.choices)
    at = models.DateTimeField()
    by = models.BigIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["user_id", "course", "province", "county"], name="desk_training_once"
            ),
            models.CheckConstraint(
                condition=Q(course__in=["desk", "liaison"]),
                name="desk_training_course",
                violation_error_message="دوره شناخته نیست.",
            ),
        )
