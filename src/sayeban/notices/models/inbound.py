"""What people answer by SMS."""

from django.db import models


class Inbound(models.Model):
    """One SMS that a provider handed over, once; `provider_id` is his name of it.

    It has no place: of whom a number is, packages above know. Headquarters' role alone reads it.
    """

    provider_id = models.TextField(unique=True)
    mobile = models.TextField()
    words = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(mobile__regex=r"^\+989[0-9]{9}$"),
                name="notices_inbound_mobile",
                violation_error_message="شمارهٔ همراه فرستنده درست نیست.",
            ),
        )
        indexes = (models.Index(fields=["mobile", "at"]),)
