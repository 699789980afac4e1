"""What a utility company may be given, on which basis and until when."""

from typing import Final

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from sayeban.organisations.models.company import SupportInstitution, UtilityCompany

COLUMNS: Final = ("number", "mobile", "address", "county", "settlement")
"""What a record may say beyond what every company needs to know whose bill it is."""


def _pair(name: str) -> Q:
    """Who and when: the operator has no number, so that a time may stand alone."""
    return Q(**{f"{name}_by": None}) | Q(**{f"{name}_at__isnull": False})


def _after(step: str, before: str) -> Q:
    """Not taken yet, or not before the step before it, which was taken."""
    taken = Q(**{f"{before}_at__isnull": False, f"{step}_at__gte": F(f"{before}_at")})
    return Q(**{f"{step}_at": None}) | taken


class Agreement(models.Model):
    """One data-sharing agreement of one publisher with one company (A-022, A-023).

    `company` is the code inside its bills, `provinces` where it delivers. `columns` are those of
    COLUMNS that it may receive. Somebody proposes it and somebody else puts it into force; nothing
    is delivered before the company said that it is ready. An agreement is never changed: the next
    one follows when it has ended. Absent on purpose: required fields and number patterns, which
    belong to the campaign and to the company.
    """

    publisher = models.ForeignKey(SupportInstitution, models.PROTECT, db_column="publisher")
    utility = models.TextField(choices=UtilityCompany.Utility.choices)
    company = models.TextField()
    provinces = ArrayField(models.TextField())
    columns = ArrayField(models.TextField(), default=list, db_default=[])
    legal_basis = models.TextField()
    purpose = models.TextField()
    starts = models.DateField()
    ends = models.DateField(null=True)
    contact_name = models.TextField()
    contact_phone = models.TextField()
    proposed_at = models.DateTimeField()
    proposed_by = models.BigIntegerField(null=True)
    activated_at = models.DateTimeField(null=True)
    activated_by = models.BigIntegerField(null=True)
    ready_at = models.DateTimeField(null=True)
    ready_by = models.BigIntegerField(null=True)
    ready_note = models.TextField(blank=True, default="", db_default="")
    delivering_at = models.DateTimeField(null=True)
    acknowledged_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.BigIntegerField(null=True)
    end_reason = models.TextField(blank=True, default="", db_default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["publisher", "utility", "company"],
                condition=Q(ended_at=None),
                name="organisations_agreement_one",
            ),
            models.CheckConstraint(
                condition=Q(activated_by=None) | ~Q(activated_by=F("proposed_by")),
                name="organisations_agreement_two",
                violation_error_message="توافق‌نامه را کسی جز پیشنهاددهنده نافذ می‌کند.",
            ),
            models.CheckConstraint(
                condition=_pair("activated") & _pair("ready") & _pair("ended"),
                name="organisations_agreement_pairs",
                violation_error_message="گام توافق‌نامه بدون زمان ثبت نمی‌شود.",
            ),
            models.CheckConstraint(
                condition=_after("ready", "activated")
                & _after("delivering", "ready")
                & _after("acknowledged", "delivering"),
                name="organisations_agreement_order",
                violation_error_message="گام‌های توافق‌نامه به ترتیب نیستند.",
            ),
            models.CheckConstraint(
                condition=Q(provinces__len__gte=1) & Q(columns__contained_by=list(COLUMNS)),
                name="organisations_agreement_words",
                violation_error_message="استان یا ستون‌های توافق‌نامه درست نیست.",
            ),
            models.CheckConstraint(
                condition=Q(ends=None) | Q(ends__gte=F("starts")),
                name="organisations_agreement_span",
                violation_error_message="پایان توافق‌نامه پیش از آغاز آن است.",
            ),
        )
