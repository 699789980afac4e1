"""Cases, their steps and what happened to them."""

from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import F, Q

from sayeban.cases.models.service import Service, ServiceVersion, StepDef
from sayeban.cases.rules import CHANNELS, CLOCKS, EVENTS, LEVELS, RESULTS, STATES
from sayeban.runtime.models import Placed

_PLACES = ("province", "county", "centre")


class Case(Placed):
    """One request of one person for one service, on the version that stood when it was opened.

    Its place is the unit that keeps the person's file, or the desk where he is a stranger.
    `promised_on` is the day on which `promised_days` working days, and those in which the clock
    stood still (`paused_days`), are over. `tracking_no` is drawn at random. `desk` is the
    service desk that took it, empty where none did. Open cases have an open step. `reopened_at`:
    when it last went on after its end; what was said before holds no more.
    """

    tracking_no = models.CharField(max_length=12, unique=True)
    person_id = models.BigIntegerField()
    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    version = models.ForeignKey(ServiceVersion, models.PROTECT, related_name="+")
    submission = models.UUIDField(null=True)
    channel = models.TextField(default="desk")
    desk = models.BigIntegerField(null=True)
    opened_at = models.DateTimeField()
    opened_on = models.DateField()
    opened_by = models.BigIntegerField(null=True)
    promised_days = models.IntegerField()
    paused_days = models.IntegerField(default=0, db_default=0)
    promised_on = models.DateField()
    legal_deadline = models.DateField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_on = models.DateField(null=True)
    result = models.TextField(blank=True, default="", db_default="")
    reopened_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=["person_id", "-id"], name="cases_case_of_person"),
            models.Index(fields=["service", "province", "closed_on"], name="cases_case_of_service"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["person_id", "service"],
                condition=Q(closed_at=None),
                name="cases_case_one_open",
            ),
            models.CheckConstraint(
                condition=Q(tracking_no__regex=r"^[0-9]{12}$"),
                name="cases_case_tracking_no",
                violation_error_message="شمارهٔ پیگیری باید دوازده رقم باشد.",
            ),
            models.CheckConstraint(
                condition=Q(channel__in=list(CHANNELS)),
                name="cases_case_channel",
                violation_error_message="راه رسیدن درخواست شناخته نیست.",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_on=None, result="")
                | Q(closed_at__isnull=False, closed_on__isnull=False, result__in=list(RESULTS)),
                name="cases_case_closed",
                violation_error_message="پروندهٔ بسته نتیجه دارد و پروندهٔ باز ندارد.",
            ),
        )


class Step(Placed):
    """One step of a case in one round. Its place is that of its case.

    `level` says at which unit of that place it is done. `due_on` is kept from the calendar:
    `days` working days and `paused_days` after `opened_on`. `late` is the stage of lateness that
    was told last. `paused_on`: since when the clock stands still. `closed_by` is empty where the
    case ended without it. Where its opening was taken back the outcome is
    rules.TAKEN_BACK, and `key` ends with "~" and its number: its round was none.
    """

    # Found by its rounds.
    case = models.ForeignKey(Case, models.PROTECT, related_name="steps", db_index=False)
    service = models.ForeignKey(Service, models.PROTECT, related_name="+", db_index=False)
    definition = models.ForeignKey(StepDef, models.PROTECT, related_name="+", db_index=False)
    key = models.TextField()
    round = models.IntegerField(default=1, db_default=1)
    role = models.TextField()
    level = models.TextField()
    department = models.TextField(blank=True, default="", db_default="")
    assignee = models.BigIntegerField(null=True)
    state = models.TextField(default="open")
    clock = models.TextField(default="own")
    opened_at = models.DateTimeField()
    opened_on = models.DateField()
    days = models.IntegerField()
    paused_days = models.IntegerField(default=0, db_default=0)
    paused_on = models.DateField(null=True)
    due_on = models.DateField()
    late = models.SmallIntegerField(default=0, db_default=0)
    closed_at = models.DateTimeField(null=True)
    closed_on = models.DateField(null=True)
    closed_by = models.BigIntegerField(null=True)
    outcome = models.TextField(blank=True, default="", db_default="")
    reason = models.TextField(blank=True, default="", db_default="")

    class Meta:
        # Each open step stands in the list of the one unit that does it.
        indexes = (
            *(
                models.Index(
                    fields=[place, "due_on", "id"],
                    name=f"cases_step_at_{place}",
                    condition=Q(closed_at=None, level=place),
                )
                for place in _PLACES
            ),
            models.Index(
                fields=["due_on", "id"], name="cases_step_due", condition=Q(closed_at=None)
            ),
            models.Index(
                fields=["due_on", "id"],
                name="cases_step_of_hq",
                condition=Q(closed_at=None, level="hq"),
            ),
            models.Index(
                fields=["assignee", "due_on", "id"],
                name="cases_step_of_assignee",
                condition=Q(closed_at=None, assignee__isnull=False),
            ),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["case", "key"],
                condition=Q(closed_at=None),
                name="cases_step_one_open",
            ),
            models.UniqueConstraint(fields=["case", "key", "round"], name="cases_step_round"),
            models.CheckConstraint(
                condition=Q(state__in=list(STATES))
                & Q(level__in=LEVELS)
                & Q(clock__in=list(CLOCKS)),
                name="cases_step_words",
                violation_error_message="وضعیت، سطح یا ساعت گام شناخته نیست.",
            ),
            models.CheckConstraint(
                condition=Q(state="done", closed_at__isnull=False, closed_on__isnull=False)
                & ~Q(outcome="")
                | ~Q(state="done") & Q(closed_at=None, closed_on=None, outcome=""),
                name="cases_step_done",
                violation_error_message="گام انجام‌شده زمان و نتیجه دارد و گام باز ندارد.",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(closed_at__gte=F("opened_at")),
                name="cases_step_order",
                violation_error_message="پایان گام پیش از آغاز آن نیست.",
            ),
            models.CheckConstraint(
                condition=Q(late__gte=0, late__lte=4),
                name="cases_step_late",
                violation_error_message="مرتبهٔ دیرکرد شناخته نیست.",
            ),
        )


class Event(Placed):
    """One thing that happened to a case; never changed. `actor` is empty for the system."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="events")
    # Written with its step in one statement, and steps are never removed: looking each up again
    # was half of what an evening's commit did.
    step = models.ForeignKey(Step, models.PROTECT, null=True, db_index=False, db_constraint=False)
    at = models.DateTimeField()
    actor = models.BigIntegerField(null=True)
    what = models.TextField()
    old = models.TextField(blank=True, default="", db_default="")
    new = models.TextField(blank=True, default="", db_default="")
    reason = models.TextField(blank=True, default="", db_default="")

    class Meta:
        # Rows come in the order of their time: what somebody did just now is found in a few pages.
        indexes = (BrinIndex(fields=["at"], name="cases_event_by_time", autosummarize=True),)
        constraints = (
            models.CheckConstraint(
                condition=Q(what__in=list(EVENTS)),
                name="cases_event_what",
                violation_error_message="رویداد پرونده شناخته نیست.",
            ),
        )
