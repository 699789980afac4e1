"""The catalogue: services, their versions, steps and transitions as rows."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from sayeban.cases.rules import CLOCKS, LEVELS, MOST_DAYS, RESULTS


class Service(models.Model):
    """One service of the organisation. Title, words and department are those of the version that
    counts: the published one, or the draft of a service that has none yet.

    `search_words` are the words that people use for it.
    """

    code = models.TextField(unique=True)
    title = models.TextField()
    search_words = ArrayField(models.TextField(), default=list, db_default=[])
    department = models.TextField()
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(code__regex=r"^[a-z][a-z0-9_]{1,59}$"),
                name="cases_service_code",
                violation_error_message="کد خدمت باید با حروف کوچک لاتین نوشته شود.",
            ),
        )


class ServiceVersion(models.Model):
    """One version of a service; a published one never changes.

    `document` is the whole definition as it is exported. `revision` counts the savings of a
    service, from version to version, so that of two editors the second is told. `authors` are all
    who changed the draft, `written_by` the last of them: none of them publishes it.
    `usual_days` are the working days of the usual path (the first transition of each step).
    """

    service = models.ForeignKey(Service, models.PROTECT, related_name="versions")
    number = models.IntegerField()
    state = models.TextField(default="draft")
    revision = models.IntegerField(default=1)
    document = models.JSONField()
    sha256 = models.CharField(max_length=64)
    form_code = models.TextField(blank=True, default="", db_default="")
    rule_code = models.TextField(blank=True, default="", db_default="")
    usual_days = models.IntegerField(default=0, db_default=0)
    legal_deadline_days = models.IntegerField(null=True)
    written_by = models.BigIntegerField(null=True)
    authors = ArrayField(models.BigIntegerField(), default=list, db_default=[])
    written_at = models.DateTimeField()
    published_by = models.BigIntegerField(null=True)
    published_at = models.DateTimeField(null=True)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["service", "number"], name="cases_serviceversion_number"
            ),
            models.UniqueConstraint(
                fields=["service"],
                condition=Q(state="draft"),
                name="cases_serviceversion_one_draft",
            ),
            models.UniqueConstraint(
                fields=["service"],
                condition=Q(state="published"),
                name="cases_serviceversion_one_published",
            ),
            models.CheckConstraint(
                condition=(Q(state="draft", published_at=None, retired_at=None))
                | Q(state="published", published_at__isnull=False, retired_at=None)
                | Q(state="retired", published_at__isnull=False, retired_at__isnull=False),
                name="cases_serviceversion_state",
                violation_error_message="وضعیت نسخهٔ خدمت با زمان‌های آن نمی‌خواند.",
            ),
            models.CheckConstraint(
                condition=Q(published_by=None)
                | Q(published_at__isnull=False) & ~Q(published_by=F("written_by")),
                name="cases_serviceversion_two",
                violation_error_message="نسخهٔ خدمت را کسی جز نویسنده منتشر می‌کند.",
            ),
        )


class StepDef(models.Model):
    """One step of a version: who does it, at which level of units, in how many working days.

    `parallel_with` names the step beside which it opens; that one goes on when this one is done.
    `tell`: the stage of which the client gets a message when the step opens. `usual`: on the usual
    path, whose days the promise counts; `days_left`: working days from its opening to the end, if
    all goes the usual way.
    """

    version = models.ForeignKey(ServiceVersion, models.PROTECT, related_name="steps")
    position = models.IntegerField()
    key = models.TextField()
    title = models.TextField()
    role = models.TextField()
    level = models.TextField()
    department = models.TextField(blank=True, default="", db_default="")
    days = models.IntegerField()
    clock = models.TextField(default="own")
    checklist = models.JSONField(default=list)
    tell = models.TextField(blank=True, default="", db_default="")
    parallel_with = models.TextField(blank=True, default="", db_default="")
    usual = models.BooleanField(default=False, db_default=False)
    days_left = models.IntegerField(default=0, db_default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["version", "key"], name="cases_stepdef_key"),
            models.CheckConstraint(
                condition=Q(level__in=LEVELS) & Q(clock__in=list(CLOCKS)),
                name="cases_stepdef_words",
                violation_error_message="سطح واحد یا ساعت گام شناخته نیست.",
            ),
            models.CheckConstraint(
                condition=Q(days__gte=1, days__lte=MOST_DAYS),
                name="cases_stepdef_days",
                violation_error_message="مهلت گام باید میان ۱ و ۲۵۰ روز کاری باشد.",
            ),
        )


class Transition(models.Model):
    """One outcome of a step: on to `to_step`, or the case is closed with `result`.

    `ground` and `documents` as in definition.TransitionDefined, "" where it says nothing.
    """

    version = models.ForeignKey(ServiceVersion, models.PROTECT, related_name="transitions")
    position = models.IntegerField()
    step = models.TextField()
    outcome = models.TextField()
    label = models.TextField()
    to_step = models.TextField(blank=True, default="", db_default="")
    result = models.TextField(blank=True, default="", db_default="")
    reason_required = models.BooleanField(default=False, db_default=False)
    ground = models.TextField(blank=True, default="", db_default="")
    documents = models.TextField(blank=True, default="", db_default="")
    guard = models.JSONField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["version", "step", "outcome"], name="cases_transition_once"
            ),
            models.CheckConstraint(
                condition=Q(result="") & ~Q(to_step="") | Q(to_step="", result__in=list(RESULTS)),
                name="cases_transition_target",
                violation_error_message="گذار یا به گامی می‌رود یا پرونده را با نتیجه‌ای می‌بندد.",
            ),
        )
