"""Who was told a value, and who of them must hear that it was wrong (engines.md 1)."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from sayeban.facts.models.contest import Contest
from sayeban.facts.rules import RECEIVERS
from sayeban.runtime.models import Placed


class Disclosure(Placed):
    """One time that an institution was told values of one person; never changed.

    `values` are the keys of the values themselves, so that it is known later who got which one.
    `receiver` is its agreement, as it names itself again.
    """

    province = models.TextField()
    county = models.TextField(blank=True, default="", db_default="")
    person_id = models.BigIntegerField()
    receiver = models.TextField()
    title = models.TextField()
    purpose = models.TextField()
    values = ArrayField(models.BigIntegerField())
    at = models.DateTimeField()

    class Meta:
        indexes = (GinIndex(fields=["values"], name="facts_disclosure_of_value"),)


class Receiver(Placed):
    """One who used the value of a contest that was decided for the person, before it was decided.

    An institution got it for a purpose, a rule decided by it; `received_on` is the last day.
    `told_at`: when it got the right one, or when the rule was asked again.
    """

    province = models.TextField()
    county = models.TextField(blank=True, default="", db_default="")
    contest = models.ForeignKey(Contest, models.PROTECT, related_name="receivers", db_index=False)
    kind = models.TextField()
    receiver = models.TextField()
    title = models.TextField()
    purpose = models.TextField(blank=True, default="", db_default="")
    received_on = models.DateField()
    corrected_on = models.DateField()
    told_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["receiver"], name="facts_receiver_of"),)
        constraints = (
            models.UniqueConstraint(
                fields=["contest", "kind", "receiver", "purpose"],
                name="facts_receiver_once",
                violation_error_message="هر گیرنده برای هر هدف یک بار نوشته می‌شود.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=list(RECEIVERS)),
                name="facts_receiver_kind",
                violation_error_message="گونهٔ گیرنده شناخته نیست.",
            ),
            models.CheckConstraint(
                condition=Q(received_on__lte=F("corrected_on")),
                name="facts_receiver_order",
                violation_error_message="گیرنده مقدار پیشین را پیش از اصلاح آن گرفته است.",
            ),
        )
