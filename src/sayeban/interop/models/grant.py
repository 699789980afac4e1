"""What programs of other institutions may read, fill and open; and what they sent."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

KINDS = ("submission", "case")


class Grant(models.Model):
    """The agreement with one institution as its program's record. `client_id` names the program.

    It acts for persons of its `provinces`: reads of them the `facts` for one of its `purposes`
    (keys of the purposes that registers are asked for, which carry the legal basis), fills its
    `forms` and opens requests for its `services`. It opens nothing until somebody else than who
    proposed it (`opened_by`) put it in force.
    """

    client_id = models.TextField(unique=True)
    program = models.BigIntegerField(unique=True)
    title = models.TextField()
    provinces = ArrayField(models.TextField())
    purposes = ArrayField(models.TextField(), default=list, db_default=[])
    facts = ArrayField(models.TextField(), default=list, db_default=[])
    forms = ArrayField(models.TextField(), default=list, db_default=[])
    services = ArrayField(models.TextField(), default=list, db_default=[])
    opened_at = models.DateTimeField()
    opened_by = models.BigIntegerField(null=True)
    activated_at = models.DateTimeField(null=True)
    activated_by = models.BigIntegerField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.BigIntegerField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(provinces__len__gte=1) & ~Q(title=""),
                name="interop_grant_named",
                violation_error_message="توافق بی‌نام یا بی‌استان ثبت نمی‌شود.",
            ),
            models.CheckConstraint(
                condition=Q(facts__len=0, purposes__len=0)
                | Q(facts__len__gte=1, purposes__len__gte=1),
                name="interop_grant_purpose",
                violation_error_message="هیچ داده‌ای بی هدف خوانده نمی‌شود.",
            ),
            models.CheckConstraint(
                condition=Q(closed_by=None)
                | (Q(closed_at__isnull=False) & Q(closed_at__gte=F("opened_at"))),
                name="interop_grant_closed",
                violation_error_message="بستن بدون زمان ثبت نمی‌شود.",
            ),
            models.CheckConstraint(
                condition=Q(activated_at=None, activated_by=None)
                | Q(activated_at__isnull=False, activated_by__isnull=False),
                name="interop_grant_activated",
                violation_error_message="نافذ کردن بدون زمان و بدون نام ثبت نمی‌شود.",
            ),
            models.CheckConstraint(
                condition=Q(activated_by=None) | ~Q(activated_by=F("opened_by")),
                name="interop_grant_two",
                violation_error_message="توافق را کسی جز پیشنهاددهندهٔ آن نافذ می‌کند.",
            ),
        )


class Sent(models.Model):
    """A submission that a program began or a request that it opened, by its key or tracking number.

    A program is told of its own and of no other.
    """

    grant = models.ForeignKey(Grant, models.PROTECT)
    kind = models.TextField()
    key = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["kind", "key"], name="interop_sent_once"),
            models.CheckConstraint(
                condition=Q(kind__in=list(KINDS)),
                name="interop_sent_kind",
                violation_error_message="نوع آنچه فرستاده شد شناخته نیست.",
            ),
        )
