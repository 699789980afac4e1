"""Hand-down, training, declarations and the approval ladder. Rows here never change."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from sayeban.exemptions.models.campaign import Campaign
from sayeban.exemptions.models.row import Row
from sayeban.runtime.models import Placed


class Receipt(Placed):
    """A unit says that it has its part of the list. A record, never a gate."""

    campaign = models.ForeignKey(Campaign, models.PROTECT)
    at = models.DateTimeField()
    by = models.BigIntegerField()


class Training(Placed):
    """A social worker was trained in a centre before collection begins (note 10, A-150)."""

    campaign = models.ForeignKey(Campaign, models.PROTECT)
    worker_id = models.BigIntegerField()
    at = models.DateTimeField()
    by = models.BigIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["campaign", "centre", "worker_id"], name="exemptions_training_once"
            ),
        )


class Declaration(Placed):
    """A dated declaration of accuracy: the signer answers for what he entered until `at`."""

    campaign = models.ForeignKey(Campaign, models.PROTECT)
    by = models.BigIntegerField()
    at = models.DateTimeField()
    rows = models.IntegerField()


class Approval(Placed):
    """One approval of one unit's batch. `level` is the approver's: centre, county, province.

    `overridden` names the sample blocks that the head overrode, with his reason; it is shown to
    the levels above.
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT)
    level = models.TextField()
    by = models.BigIntegerField()
    at = models.DateTimeField()
    approved = models.IntegerField()
    returned = models.IntegerField()
    overridden = ArrayField(models.TextField(), default=list)
    reason = models.TextField(blank=True, default="")

    class Meta:
        indexes = (models.Index(fields=["campaign", "level", "province", "county", "centre"]),)


class Return(Placed):
    """One row sent back to its collectors, with the reason (A-110 … A-134)."""

    row = models.ForeignKey(Row, models.PROTECT)
    level = models.TextField()
    reason = models.TextField()
    by = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        indexes = (
            models.Index(
                fields=["province", "county", "centre", "level"], name="exemptions_return_place"
            ),
        )


class Closing(Placed):
    """What ended the time in which an approval could be withdrawn, whichever came first.

    `outcome` is "opened" (the next level looked at the batch, drew a sample of it or decided) or
    "withdrawn" (its own level took it back; `rows` are those that went back). One per approval:
    the constraint is the lock between the two. The place is that of the approval.
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT)
    approval = models.ForeignKey(Approval, models.PROTECT)
    outcome = models.TextField()
    by = models.BigIntegerField()
    at = models.DateTimeField()
    rows = models.BigIntegerField(default=0, db_default=0)
    # Of a table that comes later: a text column can be changed without a lock.
    province = models.TextField()
    county = models.TextField(blank=True, default="", db_default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["approval"], name="exemptions_closing_once"),
            models.CheckConstraint(
                condition=models.Q(outcome__in=["opened", "withdrawn"]),
                name="exemptions_closing_words",
                violation_error_message="سرانجام تأیید شناخته نیست.",
            ),
        )
