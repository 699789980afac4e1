"""Visits of clients to their own page: who asked for a code, and who has entered it (S6)."""

from django.db import models
from django.db.models import Q


class CitizenVisit(models.Model):
    """One browser in which somebody wrote a national id, whether we know the id or not.

    `token` is the hash of the cookie; it changes when the code is entered. `code` is the keyed
    hash of the code that was sent, "" before there is one and after it was used; `code_until`
    stays. `person_id` and `household_id` are set with the code, by the worker: the page itself
    never asks whether we know somebody. `clerk` is the user at a service desk to whom he says the
    code; then no browser has the token, and what was entered opens no page of his. Absent on
    purpose: address and browser.
    """

    token = models.TextField(unique=True)
    national_id = models.TextField()
    clerk = models.BigIntegerField(null=True)
    asked_at = models.DateTimeField()
    person_id = models.BigIntegerField(null=True)
    household_id = models.BigIntegerField(null=True)
    code = models.TextField(blank=True, default="", db_default="")
    code_until = models.DateTimeField(null=True)
    tries = models.BigIntegerField(default=0, db_default=0)
    entered_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=["national_id", "asked_at"], name="accounts_citizenvisit_day"),
            models.Index(fields=["asked_at"], name="accounts_citizenvisit_over"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(tries__gte=0) & Q(tries__lte=5),
                name="accounts_citizenvisit_tries",
                violation_error_message="هر کد را پنج بار می‌توان آزمود.",
            ),
            models.CheckConstraint(
                condition=Q(code="") | Q(person_id__isnull=False, code_until__isnull=False),
                name="accounts_citizenvisit_code",
                violation_error_message="کد بدون گیرنده و مهلت ثبت نمی‌شود.",
            ),
            models.CheckConstraint(
                condition=Q(entered_at=None) | Q(person_id__isnull=False, code=""),
                name="accounts_citizenvisit_entered",
                violation_error_message="با کدی که به کار رفته است دوباره نمی‌توان وارد شد.",
            ),
        )
