"""Provinces and counties with the official codes of the Statistical Centre (domain.md 4.1)."""

from datetime import date

from django.db import models


def valid_on(day: date) -> models.Q:
    """Counties that stand on this day: the first day of their validity counts, the last does not.

    It is the first one of the successor.
    """
    begun = models.Q(valid_from=None) | models.Q(valid_from__lte=day)
    return begun & (models.Q(valid_to=None) | models.Q(valid_to__gt=day))


class Province(models.Model):
    """One province; the code equals ISO 3166-2 IR-00 … IR-30."""

    code = models.CharField(max_length=2, primary_key=True)
    name = models.TextField(unique=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(code__regex=r"^[0-9]{2}$"),
                name="organisations_province_code",
                violation_error_message="کد استان باید دو رقم باشد.",
            ),
        )


class County(models.Model):
    """One county in one span of validity; never deleted, since old lists name it.

    `successor` is the county that took its place. The first two digits are its province.
    """

    code = models.CharField(max_length=4, primary_key=True)
    province = models.ForeignKey(Province, models.PROTECT, db_column="province")
    name = models.TextField()
    name_key = models.TextField()
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    successor = models.ForeignKey("self", models.PROTECT, null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(code__regex=r"^[0-9]{4}$"),
                name="organisations_county_code",
                violation_error_message="کد شهرستان باید چهار رقم باشد.",
            ),
            models.CheckConstraint(
                condition=models.Q(valid_to=None)
                | models.Q(valid_from=None)
                | models.Q(valid_to__gt=models.F("valid_from")),
                name="organisations_county_validity",
                violation_error_message="پایان اعتبار شهرستان باید پس از آغاز آن باشد.",
            ),
        )
        indexes = (models.Index(fields=["province", "name_key"]),)
