"""Where tries to sign in come from, counted beyond each account's own lock-out (S6)."""

from django.db import models


class SignInSource(models.Model):
    """Wrong tries of one address since `began`; the row "*" counts those of all addresses.

    An IPv6 address stands for its /64, which one subscriber holds whole. `known_at`: when somebody
    last signed in from there. Absent on purpose: user names, so that nobody reads here what was
    tried.
    """

    source = models.TextField(primary_key=True)
    began = models.DateTimeField()
    tries = models.BigIntegerField()
    known_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(tries__gte=0),
                name="accounts_signinsource_tries",
                violation_error_message="شمار کوشش‌ها منفی نمی‌شود.",
            ),
        )
