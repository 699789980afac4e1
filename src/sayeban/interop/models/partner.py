"""Systems that may ask the registry, or tell it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from sayeban.interop.rules import CIVIL_EVENTS, PROFILES


class Partner(models.Model):
    """One partner and what its record allows. `client_id` is the name of its program: sender_id.

    It sees the households of its `provinces` and of them the `attributes` (attributes.py).
    `addresses` are those that answers may be sent to, each the beginning of a URL. `tells` are the
    civil events that are believed from it. `public_key` (PEM) is what its `profile` signs with.
    """

    client_id = models.TextField(unique=True)
    program = models.BigIntegerField(unique=True)
    title = models.TextField()
    purpose = models.TextField()
    provinces = ArrayField(models.TextField(), default=list, db_default=[])
    attributes = ArrayField(models.TextField(), default=list, db_default=[])
    tells = ArrayField(models.TextField(), default=list, db_default=[])
    addresses = ArrayField(models.TextField(), default=list, db_default=[])
    profile = models.TextField()
    public_key = models.TextField(blank=True, default="", db_default="")
    opened_at = models.DateTimeField()
    opened_by = models.BigIntegerField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.BigIntegerField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(profile="none") | (Q(profile__in=PROFILES[1:]) & ~Q(public_key="")),
                name="interop_partner_profile",
                violation_error_message="شیوهٔ امضا شناخته نیست یا کلید آن نیامده است.",
            ),
            models.CheckConstraint(
                condition=Q(tells__contained_by=list(CIVIL_EVENTS)) & ~Q(purpose=""),
                name="interop_partner_words",
                violation_error_message="هدف نوشته نشده یا رویداد شناخته نیست.",
            ),
            models.CheckConstraint(
                condition=Q(closed_by=None)
                | (Q(closed_at__isnull=False) & Q(closed_at__gte=F("opened_at"))),
                name="interop_partner_closed",
                violation_error_message="بستن بدون زمان ثبت نمی‌شود.",
            ),
        )
