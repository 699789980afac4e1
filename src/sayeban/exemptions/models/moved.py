"""What clients say themselves of a move, before anybody has judged it (A-028)."""

from django.db import models
from django.db.models import F, Q

from sayeban.runtime.models import Placed


class MoveSaid(Placed):
    """One household that says on its own page that it lives elsewhere now.

    The place is that of the household's row, whose workers follow it up; nothing of the row or of
    a company changes before they have. `reference` is what the client is told. `withdrawn_at`: he
    took it back on the same day. `taken_at`: a worker made a move of it.
    """

    province = models.TextField()
    county = models.TextField(blank=True, default="", db_default="")
    reference = models.TextField(unique=True)
    household_id = models.BigIntegerField()
    person_id = models.BigIntegerField()
    said_at = models.DateTimeField()
    moved_on = models.DateField()
    postal_code = models.TextField(blank=True, default="", db_default="")
    address = models.TextField()
    tenure = models.TextField()
    tenancy_end = models.DateField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    taken_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["household_id"],
                condition=Q(withdrawn_at=None, taken_at=None),
                name="exemptions_movesaid_open",
            ),
            models.CheckConstraint(
                condition=Q(tenure="tenant", tenancy_end__isnull=False)
                | Q(tenure__in=["owner", "other"], tenancy_end=None),
                name="exemptions_movesaid_tenure",
                violation_error_message="پایان اجاره تنها با خانهٔ استیجاری ثبت می‌شود.",
            ),
            models.CheckConstraint(
                condition=Q(postal_code="") | Q(postal_code__regex="^[0-9]{10}$"),
                name="exemptions_movesaid_postal_code",
                violation_error_message="کد پستی باید ده رقم باشد.",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(taken_at=None, withdrawn_at__gte=F("said_at")),
                name="exemptions_movesaid_withdrawn",
                violation_error_message="آنچه مددکار برداشته است پس گرفته نمی‌شود.",
            ),
        )
        indexes = (
            models.Index(
                fields=["province", "county", "centre"],
                name="exemptions_movesaid_waiting",
                condition=Q(withdrawn_at=None, taken_at=None),
            ),
        )
