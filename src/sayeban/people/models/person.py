"""Persons and their typed identifiers."""

from django.db import models

from sayeban.kit.units import Unit
from sayeban.people.models.household import Household
from sayeban.runtime.models import Placed


class Person(Placed):
    """One person. What nobody knows is null or empty: unknown is not no.

    Every change of a column keeps the old value in `runtime_history`. A second identifier of the
    same person is absent on purpose until a register supplies one.
    """

    class IdentifierType(models.TextChoices):
        NATIONAL_ID = "national_id", "کد ملی"
        FOREIGNER_ID = "foreigner_id", "کد فراگیر"
        PASSPORT = "passport", "گذرنامه"
        REFUGEE_CARD = "refugee_card", "کارت آمایش"
        INTERNAL = "internal", "شناسهٔ داخلی"

    class Status(models.TextChoices):
        """`UNKNOWN` counts as covered: headquarters' list stands."""

        UNKNOWN = "", "نامشخص"
        ACTIVE = "active", "فعال"
        EXITED = "exited", "خروج از پرونده"
        DECEASED = "deceased", "فوت"

    identifier_type = models.TextField(choices=IdentifierType.choices)
    identifier = models.TextField()
    full_name = models.TextField(blank=True, default="", db_default="")
    mobile = models.CharField(max_length=13, blank=True, default="", db_default="")
    birth_date = models.DateField(null=True)
    household = models.ForeignKey(Household, models.PROTECT, null=True, related_name="members")
    is_head = models.BooleanField(default=False, db_default=False)
    file_number = models.TextField(blank=True, default="", db_default="")
    has_file = models.BooleanField(null=True)
    transfer_recipient = models.BooleanField(null=True)
    resident_in_care = models.BooleanField(null=True)
    status = models.TextField(choices=Status.choices, blank=True, default="", db_default="")
    status_on = models.DateField(null=True)
    status_evidence = models.TextField(blank=True, default="", db_default="")

    @property
    def unit(self) -> Unit:
        """The unit that keeps his file."""
        return Unit.of_place(self.province, self.county, self.centre)

    class Meta:
        indexes = (
            models.Index(
                fields=["file_number"],
                name="people_person_file_number",
                condition=~models.Q(file_number=""),
            ),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["identifier_type", "identifier"], name="people_person_identifier"
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=["", "active", "exited", "deceased"]),
                name="people_person_status",
                violation_error_message="وضعیت مددجو شناخته نیست.",
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=["", "active"]) | ~models.Q(status_evidence=""),
                name="people_person_status_evidence",
                violation_error_message="فوت یا خروج بدون سند ثبت نمی‌شود.",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    identifier_type__in=[
                        "national_id",
                        "foreigner_id",
                        "passport",
                        "refugee_card",
                        "internal",
                    ]
                ),
                name="people_person_identifier_type",
                violation_error_message="نوع شناسه شناخته نیست.",
            ),
            models.CheckConstraint(
                condition=~models.Q(identifier_type="national_id")
                | models.Q(identifier__regex=r"^[0-9]{10}$"),
                name="people_person_national_id",
                violation_error_message="کد ملی باید ده رقم باشد.",
            ),
        )
