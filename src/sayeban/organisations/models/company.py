"""Utility companies and the support institutions that introduce households to them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from sayeban.organisations.models.place import Province


class SupportInstitution(models.Model):
    """One institution that may publish lists: Behzisti, the Relief Committee (A-026)."""

    code = models.TextField(primary_key=True)
    name = models.TextField()


class UtilityCompany(models.Model):
    """One company as bills name it: the three digits inside a bill id, in one province.

    No official list was found, so it is imported data (domain.md 2.4). What the company's
    subscription or meter numbers look like is data too, as far as it is known: `number_lengths`
    (empty: any) and `number_pattern` ("" for any; # a digit, @ a letter, ? either of them, |
    between alternatives, all else stands for itself).
    """

    class Utility(models.TextChoices):
        WATER = "water", "آب"
        ELECTRICITY = "electricity", "برق"
        GAS = "gas", "گاز"

    code = models.CharField(max_length=3)
    utility = models.TextField(choices=Utility.choices)
    province = models.ForeignKey(Province, models.PROTECT, db_column="province")
    name = models.TextField()
    number_lengths = ArrayField(models.BigIntegerField(), default=list, db_default=[])
    number_pattern = models.TextField(blank=True, default="", db_default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["code", "utility", "province"], name="organisations_company_unique"
            ),
            models.CheckConstraint(
                condition=models.Q(code__regex=r"^[0-9]{3}$"),
                name="organisations_company_code",
                violation_error_message="کد شرکت باید سه رقم باشد.",
            ),
            models.CheckConstraint(
                condition=models.Q(utility__in=["water", "electricity", "gas"]),
                name="organisations_company_utility",
                violation_error_message="نوع شرکت باید آب، برق یا گاز باشد.",
            ),
        )
