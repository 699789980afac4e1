"""The optional check by a public-counter office (A-107)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from sayeban.exemptions.models.row import Row
from sayeban.runtime.models import Placed


class CounterRow(Placed):
    """One row that an office below headquarters gave to the counter clerk of the same unit.

    `office` is that unit in the form of addresses (07, 0701). `answer` is "" until the clerk says
    "right", "wrong" with a `reason`, or "cannot_say"; it informs approvers and stops nobody.
    `wrong` are the utilities of the bills that he found wrong. `bills` are the bill ids that he
    answered for, in the order of their utilities: other ones now, and it is an answer about the
    past ("{}" of older answers).
    """

    row = models.ForeignKey(Row, models.PROTECT)
    campaign_id = models.BigIntegerField()
    office = models.TextField()
    given_by = models.BigIntegerField(null=True)
    given_at = models.DateTimeField()
    answer = models.TextField(blank=True, default="", db_default="")
    reason = models.TextField(blank=True, default="", db_default="")
    wrong = ArrayField(models.TextField(), default=list, db_default=[])
    bills = ArrayField(models.TextField(), default=list, db_default=[])
    answered_by = models.BigIntegerField(null=True)
    answered_at = models.DateTimeField(null=True)
    province = models.TextField()
    county = models.TextField(blank=True, default="", db_default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["row"], name="exemptions_counterrow_once"),
            models.CheckConstraint(
                condition=Q(answer="", reason="", answered_by=None, answered_at=None)
                | Q(
                    answer__in=["right", "cannot_say"],
                    reason="",
                    answered_by__isnull=False,
                    answered_at__isnull=False,
                )
                | Q(answer="wrong", answered_by__isnull=False, answered_at__isnull=False)
                & ~Q(reason=""),
                name="exemptions_counterrow_answered",
                violation_error_message="پاسخ پیشخوان نام و زمان دارد و نادرست بودن، دلیل.",
            ),
            models.CheckConstraint(
                condition=Q(wrong__len=0) | Q(answer="wrong"),
                name="exemptions_counterrow_wrong",
                violation_error_message="قبض نادرست فقط در پاسخ «نادرست» نوشته می‌شود.",
            ),
            models.CheckConstraint(
                condition=Q(bills__len=0) | ~Q(answer=""),
                name="exemptions_counterrow_bills",
                violation_error_message="قبض‌های سنجیده فقط همراه پاسخ نوشته می‌شود.",
            ),
        )
        indexes = (
            models.Index(fields=["office", "campaign_id"], name="exemptions_counterrow_office"),
        )
