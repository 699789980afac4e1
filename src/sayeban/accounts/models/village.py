"""The villages to which a post is bounded (A-095)."""

from django.db import models

from sayeban.accounts.models.appointment import Appointment


class Village(models.Model):
    """One rural district of one appointment, or one village of it; "" is the whole district.

    A village helper sees households of his villages and of no others; an appointment of his
    without any sees nobody.
    """

    appointment = models.ForeignKey(Appointment, models.PROTECT, related_name="villages")
    rural_district = models.TextField()
    village = models.TextField(blank=True, default="", db_default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["appointment", "rural_district", "village"], name="accounts_village_once"
            ),
            models.CheckConstraint(
                condition=models.Q(rural_district__regex=r"^[0-9]{10}$"),
                name="accounts_village_district",
                violation_error_message="کد دهستان باید ده رقم باشد.",
            ),
        )

    @property
    def part(self) -> str:
        """As row-level security compares it."""
        return f"{self.rural_district}/{self.village}"
