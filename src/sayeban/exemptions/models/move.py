"""A household moves, or its tenancy ends: what companies are told of it (A-028 … A-030, A-060)."""

from django.db import models
from django.db.models import F, Q

from sayeban.exemptions.models.feed import Told
from sayeban.exemptions.models.row import Row

MOVE_STATES = ("reported", "collected", "approved", "withdrawn")
TELLERS = ("worker", "client", "register")
TENANCY_STATES = ("asked", "prolonged", "moved", "ended", "passed")


class Move(Told):
    """One move of a row's household, from the word of it to the new dwelling that was approved.

    The place is that of the new dwelling, whose unit collects and approves; `came_*` is the unit
    that kept the row when the move was reported, and sees it as well. `dwelling` is what was
    collected: worksheet.typed.FORM_FIELDS and `address` as stored values. `stay_id` is the stay
    of package people that this move is, once people know of it. `ended_on`: from when the old
    exemptions were ended alone, since nothing was approved in time. One move is that of the whole
    household: its rows of the same unit go along.
    """

    row = models.ForeignKey(Row, models.PROTECT, db_index=False)
    campaign_id = models.BigIntegerField()
    household_id = models.BigIntegerField()
    said_by = models.TextField()
    moved_on = models.DateField()
    came_province = models.TextField()
    came_county = models.TextField(blank=True, default="", db_default="")
    came_centre = models.TextField(blank=True, default="", db_default="")
    stay_id = models.BigIntegerField(null=True)
    state = models.TextField(default="reported", db_default="reported")
    before = models.JSONField(default=dict, db_default={})
    """Who moves and where he lived when it was reported, so that both units see the same."""
    dwelling = models.JSONField(default=dict, db_default={})
    reported_at = models.DateTimeField()
    reported_by = models.BigIntegerField(null=True)
    collected_at = models.DateTimeField(null=True)
    collected_by = models.BigIntegerField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.BigIntegerField(null=True)
    ended_on = models.DateField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["campaign_id", "household_id"],
                condition=Q(state__in=["reported", "collected"]),
                name="exemptions_move_one_open",
                violation_error_message="برای این خانوار یک جابه‌جایی در دست انجام است.",
            ),
            models.UniqueConstraint(
                fields=["campaign_id", "household_id", "stay_id"],
                condition=Q(stay_id__isnull=False),
                name="exemptions_move_stay_once",
            ),
            models.CheckConstraint(
                condition=Q(state__in=list(MOVE_STATES)) & Q(said_by__in=list(TELLERS)),
                name="exemptions_move_words",
                violation_error_message="وضعیت جابه‌جایی شناخته نیست.",
            ),
            models.CheckConstraint(
                condition=Q(collected_at=None, collected_by=None)
                | Q(collected_at__isnull=False, collected_by__isnull=False),
                name="exemptions_move_author",
                violation_error_message="گردآورنده و زمان گردآوری با هم ثبت می‌شوند.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["reported", "withdrawn"]) | Q(collected_at__isnull=False),
                name="exemptions_move_collected",
                violation_error_message="خانهٔ تازه هنوز گردآوری نشده است.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["approved", "withdrawn"], decided_at__isnull=False)
                | Q(state__in=["reported", "collected"], decided_at=None),
                name="exemptions_move_decided",
                violation_error_message="تصمیم و زمان آن با هم ثبت می‌شوند.",
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | ~Q(decided_by=F("collected_by")),
                name="exemptions_move_four_eyes",
                violation_error_message="کسی نمی‌تواند گردآوردهٔ خود را تأیید کند.",
            ),
        )
        indexes = (
            models.Index(fields=["campaign_id", "province", "county", "centre"]),
            models.Index(fields=["row"], name="exemptions_move_of_row"),
            models.Index(
                fields=["reported_at"],
                name="exemptions_move_waiting",
                condition=Q(state__in=["reported", "collected"], ended_on=None),
            ),
        )


class Tenancy(Told):
    """One end of tenancy that came near: what was asked, and what became of it (A-060).

    `asked` waits for an answer. `prolonged` has `new_end`; `moved` opened a move; `ended`: nobody
    answered in time and the exemptions ended; `passed`: it was settled without an answer, since
    the household had no exemption any more or another end of tenancy became known.
    """

    row = models.ForeignKey(Row, models.PROTECT, db_index=False)
    campaign_id = models.BigIntegerField()
    household_id = models.BigIntegerField()
    ends_on = models.DateField()
    mobile = models.TextField(blank=True, default="", db_default="")
    state = models.TextField(default="asked", db_default="asked")
    new_end = models.DateField(null=True)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.BigIntegerField(null=True)
    """A user id; None where the client answered himself by SMS, or the day passed."""

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["row", "ends_on"], name="exemptions_tenancy_once"),
            models.CheckConstraint(
                condition=Q(state__in=list(TENANCY_STATES)),
                name="exemptions_tenancy_state",
                violation_error_message="وضعیت اجاره شناخته نیست.",
            ),
            models.CheckConstraint(
                condition=Q(state="asked", answered_at=None)
                | (~Q(state="asked") & Q(answered_at__isnull=False)),
                name="exemptions_tenancy_answered",
                violation_error_message="پاسخ و زمان آن با هم ثبت می‌شوند.",
            ),
            models.CheckConstraint(
                condition=Q(state="prolonged", new_end__isnull=False, new_end__gt=F("ends_on"))
                | (~Q(state="prolonged") & Q(new_end=None)),
                name="exemptions_tenancy_new_end",
                violation_error_message="پایان تازهٔ اجاره پس از پایان پیشین است.",
            ),
        )
        indexes = (
            models.Index(fields=["campaign_id", "province", "county", "centre"]),
            models.Index(
                fields=["mobile"],
                name="exemptions_tenancy_asked",
                condition=Q(state="asked") & ~Q(mobile=""),
            ),
        )
