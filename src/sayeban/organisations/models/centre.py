"""Local service centres (مراکز مثبت زندگی)."""

from django.db import models

from sayeban.organisations.models.place import County


class Centre(models.Model):
    """One centre. Its code is the organisation's own and unique in the country.

    `is_confirmed` is false while nobody imported it: its code came in a headquarters row.
    """

    class Operator(models.TextChoices):
        """Who runs it (B-020)."""

        PRIVATE = "private", "خصوصی"
        CHARITY = "charity", "خیریه"
        NGO = "ngo", "سازمان مردم‌نهاد"
        STATE = "state", "دولتی"
        UNKNOWN = "unknown", "نامشخص"

    code = models.TextField(primary_key=True)
    county = models.ForeignKey(County, models.PROTECT, db_column="county")
    name = models.TextField(blank=True, default="", db_default="")
    operator = models.TextField(
        choices=Operator.choices, default=Operator.UNKNOWN, db_default=Operator.UNKNOWN
    )
    is_confirmed = models.BooleanField(default=True, db_default=True)
    closed_on = models.DateField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(operator__in=["private", "charity", "ngo", "state", "unknown"]),
                name="organisations_centre_operator",
                violation_error_message="نوع ادارهٔ مرکز شناخته نیست.",
            ),
            models.CheckConstraint(
                condition=~models.Q(code=""),
                name="organisations_centre_code",
                violation_error_message="کد مرکز خالی است.",
            ),
        )
