"""Outside registers, what they may be asked for, and what was asked."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from sayeban.runtime.models import Placed

_STATUSES = ("waiting", "ok", "not_found", "mismatch", "error", "unavailable")


class Register(models.Model):
    """One outside register: where it is and how it is treated. `key` names its adapter.

    An answer holds `valid_days`. A token bucket of `burst` fills by `per_minute`; after
    `breaker_after` failures in a row the register is left alone for `breaker_seconds`.
    `route`: straight to `url`, or through the service bus, where `bus_path` names its service.
    """

    key = models.TextField(primary_key=True)
    url = models.TextField(blank=True, default="", db_default="")
    route = models.TextField(default="direct", db_default="direct")
    bus_path = models.TextField(blank=True, default="", db_default="")
    is_on = models.BooleanField(default=False, db_default=False)
    seconds = models.BigIntegerField(default=5, db_default=5)
    at_once = models.BigIntegerField(default=4, db_default=4)
    per_minute = models.BigIntegerField(default=120, db_default=120)
    burst = models.BigIntegerField(default=60, db_default=60)
    valid_days = models.BigIntegerField(default=180, db_default=180)
    breaker_after = models.BigIntegerField(default=5, db_default=5)
    breaker_seconds = models.BigIntegerField(default=60, db_default=60)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(is_on=False)
                | (Q(route="direct") & ~Q(url=""))
                | (Q(route="bus") & ~Q(bus_path="")),
                name="facts_register_reached",
                violation_error_message="سامانهٔ بی‌نشانی روشن نمی‌شود.",
            ),
            models.CheckConstraint(
                condition=Q(route__in=["direct", "bus"]),
                name="facts_register_route",
                violation_error_message="راه رسیدن به سامانه شناخته نیست.",
            ),
            models.CheckConstraint(
                condition=Q(seconds__range=(1, 60), at_once__range=(1, 16))
                & Q(per_minute__range=(1, 60_000), burst__range=(1, 60_000)),
                name="facts_register_limits",
                violation_error_message="مهلت، شمار هم‌زمان یا سقف پرسش از اندازه بیرون است.",
            ),
            models.CheckConstraint(
                condition=Q(valid_days__range=(1, 3_650), breaker_after__range=(1, 100))
                & Q(breaker_seconds__range=(1, 86_400)),
                name="facts_register_patience",
                violation_error_message="اعتبار پاسخ یا آستانهٔ توقف از اندازه بیرون است.",
            ),
        )


class Condition(models.Model):
    """How somebody who is called is now, for all processes: tokens left, failures in a row, left
    alone until.

    Apart from the settings, since each call changes it.
    """

    tokens = models.FloatField(default=0, db_default=0)
    refilled_at = models.DateTimeField()
    failures = models.BigIntegerField(default=0, db_default=0)
    open_until = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    problem = models.TextField(blank=True, default="", db_default="")

    class Meta:
        abstract = True


class RegisterState(Condition):
    """How a register is; what a route failed at says nothing of it."""

    register = models.OneToOneField(Register, models.PROTECT, primary_key=True)


class RouteState(Condition):
    """How a route that several registers share is: the service bus."""

    route = models.TextField(primary_key=True)


class Purpose(models.Model):
    """What registers may be asked for: each purpose with its legal basis and its registers."""

    key = models.TextField(primary_key=True)
    title = models.TextField()
    legal_basis = models.TextField()
    registers = ArrayField(models.TextField())
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(legal_basis=""),
                name="facts_purpose_words",
                violation_error_message="هدف استعلام نام و مستند قانونی می‌خواهد.",
            ),
        )


class Inquiry(Placed):
    """One question to one register about one person, and what was understood of the answer.

    `request_id` goes with each call of it, so that asking again is the same question. `question`
    is a hash of `asked`, what goes with the identifier. Open while `next_try_at` stands: it waits
    or is tried again. `result` is kept, the payload never; of it remains a hash.
    """

    province = models.TextField()
    county = models.TextField(blank=True, default="", db_default="")
    request_id = models.UUIDField(unique=True)
    register = models.ForeignKey(Register, models.PROTECT, db_index=False)
    person_id = models.BigIntegerField()
    purpose = models.ForeignKey(Purpose, models.PROTECT, db_index=False)
    legal_basis = models.TextField()
    asked_by = models.BigIntegerField(null=True)
    unit = models.TextField()
    batch = models.UUIDField(null=True)
    asked = models.JSONField(default=dict)
    question = models.TextField()
    requested_at = models.DateTimeField()
    status = models.TextField(default="waiting", db_default="waiting")
    attempts = models.BigIntegerField(default=0, db_default=0)
    next_try_at = models.DateTimeField(null=True)
    provider = models.TextField(blank=True, default="", db_default="")
    reference = models.TextField(blank=True, default="", db_default="")
    received_at = models.DateTimeField(null=True)
    valid_until = models.DateTimeField(null=True)
    raw_hash = models.TextField(blank=True, default="", db_default="")
    result = models.JSONField(null=True)
    problem = models.TextField(blank=True, default="", db_default="")

    class Meta:
        indexes = (
            models.Index(fields=["person_id", "-requested_at"], name="facts_inquiry_of_person"),
            models.Index(
                fields=["register", "next_try_at", "id"],
                name="facts_inquiry_open",
                condition=Q(next_try_at__isnull=False),
            ),
            models.Index(
                fields=["batch"], name="facts_inquiry_batch", condition=Q(batch__isnull=False)
            ),
            models.Index(fields=["register", "requested_at"], name="facts_inquiry_day"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["register", "person_id", "question"],
                condition=Q(next_try_at__isnull=False),
                name="facts_inquiry_once_open",
            ),
            models.CheckConstraint(
                condition=Q(status__in=_STATUSES),
                name="facts_inquiry_status",
                violation_error_message="وضعیت استعلام شناخته نیست.",
            ),
            models.CheckConstraint(
                condition=Q(status="waiting", next_try_at__isnull=False, received_at=None)
                | Q(status="unavailable", received_at=None)
                | (
                    Q(status__in=["ok", "not_found", "mismatch", "error"])
                    & Q(next_try_at=None, received_at__isnull=False)
                ),
                name="facts_inquiry_open_or_answered",
                violation_error_message="استعلام پاسخ‌گرفته بسته است و استعلام در صف باز.",
            ),
            models.CheckConstraint(
                condition=Q(result=None) | Q(status="ok"),
                name="facts_inquiry_result",
                violation_error_message="تنها پاسخ موفق نتیجه دارد.",
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None)
                | Q(received_at__isnull=False, valid_until__gte=F("received_at")),
                name="facts_inquiry_valid",
                violation_error_message="اعتبار پاسخ پیش از رسیدن آن تمام نمی‌شود.",
            ),
        )
