"""Forms, their versions, and the bank of questions that forms share."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

STATES = ("draft", "published", "retired")


class Form(models.Model):
    """One form by its code; what it asks stands in its versions."""

    code = models.TextField(unique=True)
    title = models.TextField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(code__regex=r"^[a-z][a-z0-9_]{1,39}\Z"),
                name="forms_form_code",
                violation_error_message="نام فرم با حروف کوچک لاتین، رقم و زیرخط نوشته می‌شود.",
            ),
        )


class Version(models.Model):
    """What a form asks, from its draft on. Once published, `document` never changes again.

    `edition` grows with every change of a draft, so that of two editors the second is told.
    `authors` are all who changed it, `written_by` the last of them: none of them publishes it.
    """

    form = models.ForeignKey(Form, models.PROTECT, related_name="versions")
    n = models.IntegerField()
    state = models.TextField(default="draft", db_default="draft")
    document = models.JSONField()
    sha256 = models.TextField()
    edition = models.IntegerField(default=1, db_default=1)
    authors = ArrayField(models.BigIntegerField(), default=list, db_default=[])
    written_by = models.BigIntegerField(null=True)
    written_at = models.DateTimeField()
    published_by = models.BigIntegerField(null=True)
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["form", "n"], name="forms_version_once"),
            models.UniqueConstraint(
                fields=["form"], condition=Q(state="draft"), name="forms_version_one_draft"
            ),
            models.UniqueConstraint(
                fields=["form"], condition=Q(state="published"), name="forms_version_one_published"
            ),
            models.CheckConstraint(
                condition=Q(state__in=list(STATES)),
                name="forms_version_state",
                violation_error_message="وضعیت نسخه شناخته نیست.",
            ),
            models.CheckConstraint(
                condition=Q(state="draft", published_at=None)
                | (~Q(state="draft") & Q(published_at__isnull=False)),
                name="forms_version_published",
                violation_error_message="انتشار و زمان آن با هم ثبت می‌شوند.",
            ),
            models.CheckConstraint(
                condition=Q(published_by=None)
                | Q(written_by=None)
                | ~Q(published_by=F("written_by")),
                name="forms_version_four_eyes",
                violation_error_message="نویسندهٔ نسخه نمی‌تواند خودش آن را منتشر کند.",
            ),
        )


class BankQuestion(models.Model):
    """The question that asks for one fact, in words that every form can take over."""

    fact = models.TextField(unique=True)
    document = models.JSONField()
