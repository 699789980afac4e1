"""Households and where they live."""

from django.db import models

from sayeban.runtime.models import Placed


class Household(Placed):
    """People who live together and have one file. `head` is set once he is known.

    The head is who the members' utility connections belong to (note 4, A-144).
    """

    head = models.OneToOneField("people.Person", models.PROTECT, null=True, related_name="headed")


class Residence(Placed):
    """One stay of a household in one dwelling; a move ends it and begins another (A-029).

    The dwelling has no key of its own: no register supplies one, so postal code and address name
    it. `until` is empty on the present stay. The place columns are those of the dwelling.
    """

    class Tenure(models.TextChoices):
        OWNER = "owner", "مالک"
        TENANT = "tenant", "استیجاری"
        OTHER = "other", "نه مالک و نه مستأجر"
        UNKNOWN = "", "نامشخص"

    household = models.ForeignKey(Household, models.PROTECT)
    postal_code = models.CharField(max_length=10, blank=True, default="", db_default="")
    address = models.TextField(blank=True, default="", db_default="")
    rural_district = models.CharField(max_length=10, blank=True, default="", db_default="")
    village = models.TextField(blank=True, default="", db_default="")
    tenure = models.TextField(choices=Tenure.choices, blank=True, default="", db_default="")
    tenancy_end = models.DateField(null=True)
    since = models.DateField(null=True)
    until = models.DateField(null=True)

    class Meta:
        indexes = (
            models.Index(
                fields=["county", "rural_district"],
                name="people_residence_rural",
                condition=models.Q(until=None) & ~models.Q(rural_district=""),
            ),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["household"],
                condition=models.Q(until=None),
                name="people_residence_one_present",
                violation_error_message="خانوار در هر زمان یک محل سکونت جاری دارد.",
            ),
            models.CheckConstraint(
                condition=models.Q(tenure__in=["owner", "tenant", "other", ""]),
                name="people_residence_tenure",
                violation_error_message="وضعیت مالکیت شناخته نیست.",
            ),
            models.CheckConstraint(
                condition=models.Q(until=None)
                | models.Q(since=None)
                | models.Q(until__gte=models.F("since")),
                name="people_residence_span",
                violation_error_message="پایان سکونت نمی‌تواند پیش از آغاز آن باشد.",
            ),
        )
