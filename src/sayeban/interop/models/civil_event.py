"""What civil registries told."""

from django.db import models
from django.db.models import Q

from sayeban.interop.models.partner import Partner
from sayeban.interop.rules import CIVIL_EVENTS


class CivilEvent(models.Model):
    """One event that a civil registry notified; it is taken once.

    A death of a known person is recorded at once ("taken"). `state`: "stranger" nobody here has
    this identifier; "known" it was recorded before; "refused" it cannot be (`problem` says why);
    "kept" events that change nothing here.
    """

    partner = models.ForeignKey(Partner, models.PROTECT, db_index=False)
    reference_id = models.TextField()
    event = models.TextField()
    record = models.JSONField()
    person_id = models.BigIntegerField(null=True)
    state = models.TextField()
    problem = models.TextField(blank=True, default="", db_default="")
    received_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["partner", "reference_id"], name="interop_civilevent_once"
            ),
            models.CheckConstraint(
                condition=Q(event__in=list(CIVIL_EVENTS))
                & Q(state__in=["taken", "known", "stranger", "refused", "kept"]),
                name="interop_civilevent_words",
                violation_error_message="رویداد ثبت احوال یا وضعیت آن شناخته نیست.",
            ),
        )
