"""What somebody answered to one version of a form, and where each answer comes from."""

from django.db import models
from django.db.models import Q

from sayeban.forms.models.form import Version
from sayeban.runtime.models import Placed

CHANNELS = ("web", "desk", "phone", "offline")
ORIGINS = ("declared", "confirmed", "corrected", "unknown")


class Submission(Placed):
    """A form that is filled for one person, from its first question on.

    `key` is given out once: sent again it is the same submission. A draft follows the form to its
    newest version and `moved_from` says where it began; what was submitted stays on its version.
    `started_by` and `submitted_by` are the workers who filled it for him, None where he did it
    himself; `helper` is the name of somebody who is no user and helped.
    """

    key = models.UUIDField(unique=True)
    version = models.ForeignKey(Version, models.PROTECT)
    person_id = models.BigIntegerField()
    state = models.TextField(default="draft", db_default="draft")
    channel = models.TextField()
    helper = models.TextField(blank=True, default="", db_default="")
    moved_from = models.IntegerField(null=True)
    started_at = models.DateTimeField()
    started_by = models.BigIntegerField(null=True)
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.BigIntegerField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(channel__in=list(CHANNELS)),
                name="forms_submission_channel",
                violation_error_message="راه فرستادن فرم شناخته نیست.",
            ),
            models.CheckConstraint(
                condition=Q(state="draft", submitted_at=None)
                | Q(state="submitted", submitted_at__isnull=False),
                name="forms_submission_submitted",
                violation_error_message="فرستادن فرم و زمان آن با هم ثبت می‌شوند.",
            ),
        )
        indexes = (
            models.Index(fields=["person_id", "-started_at"], name="forms_submission_of_person"),
            models.Index(
                fields=["version"], name="forms_submission_drafts", condition=Q(state="draft")
            ),
        )


class Answer(Placed):
    """One answer of a submission; None is «نمی‌دانم», and a question without a row is open.

    `origin`: declared freely; confirmed or corrected, where `prefilled` with its `register` and
    `as_of` was shown; unknown.
    """

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="answers")
    question = models.TextField()
    value = models.JSONField(null=True)
    origin = models.TextField()
    prefilled = models.JSONField(null=True)
    register = models.TextField(blank=True, default="", db_default="")
    as_of = models.DateField(null=True)
    answered_at = models.DateTimeField()
    answered_by = models.BigIntegerField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["submission", "question"], name="forms_answer_once"),
            models.CheckConstraint(
                condition=Q(origin__in=list(ORIGINS)),
                name="forms_answer_origin",
                violation_error_message="خاستگاه پاسخ شناخته نیست.",
            ),
            models.CheckConstraint(
                condition=Q(origin="unknown", value=None)
                | (~Q(origin="unknown") & Q(value__isnull=False)),
                name="forms_answer_unknown",
                violation_error_message="پاسخ «نمی‌دانم» مقداری ندارد.",
            ),
        )
