"""Was he content? One answer a case, with the way in which he was asked (D-009)."""

import uuid

from django.db import models
from django.db.models import Q

from sayeban.desk.models.desk import Desk
from sayeban.runtime.models import Placed


class Survey(Placed):
    """One closed case whose person may be asked once. `key` is the address of the three faces.

    The row is there for each case that was closed, so that the share of those who were asked is
    honest; `asked_at` is empty before anybody asked. `told_at`: a message that it ended was handed
    to the operator then. `helper` is who asked and pressed for him.
    """

    class Mode(models.TextChoices):
        NONE = "", "پاسخ نداده"
        TABLET = "tablet", "خودش روی صفحه"
        SMS = "sms", "پیامک"
        PHONE = "phone", "تلفن"
        ASSISTED = "assisted", "با کمک کارمند"

    class Face(models.IntegerChoices):
        BAD = 1, "ناراضی"
        SO_SO = 2, "نه خوب، نه بد"
        GOOD = 3, "راضی"

    key = models.UUIDField(default=uuid.uuid4, unique=True)
    case_id = models.BigIntegerField()
    service = models.TextField()
    desk = models.ForeignKey(Desk, models.PROTECT, null=True)
    closed_on = models.DateField()
    mobile = models.CharField(max_length=13, blank=True, default="", db_default="")
    asked_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)
    mode = models.TextField(choices=Mode.choices, blank=True, default="", db_default="")
    face = models.SmallIntegerField(choices=Face.choices, null=True)
    answered_at = models.DateTimeField(null=True)
    helper = models.BigIntegerField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["case_id"], name="desk_survey_once"),
            models.CheckConstraint(
                condition=Q(mode__in=["", "tablet", "sms", "phone", "assisted"]),
                name="desk_survey_mode",
                violation_error_message="شیوهٔ پرسش شناخته نیست.",
            ),
            models.CheckConstraint(
                condition=Q(face=None, answered_at=None, mode="")
                | (
                    Q(face__isnull=False, answered_at__isnull=False, asked_at__isnull=False)
                    & Q(face__in=[1, 2, 3])
                    & ~Q(mode="")
                ),
                name="desk_survey_answer",
                violation_error_message="پاسخ، زمان و شیوهٔ آن با هم ثبت می‌شود.",
            ),
            models.CheckConstraint(
                condition=~Q(mode__in=["phone", "assisted"]) | Q(helper__isnull=False),
                name="desk_survey_helper",
                violation_error_message="پاسخی که کارمند ثبت می‌کند نام او را دارد.",
            ),
        )
        indexes = (
            models.Index(
                fields=["mobile", "-asked_at"],
                name="desk_survey_by_mobile",
                condition=Q(face=None) & ~Q(mobile=""),
            ),
            models.Index(fields=["province", "closed_on"], name="desk_survey_results"),
        )
