"""How the work of one centre is shared among its workers."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, Func, Q, When
from django.db.models.lookups import Exact

from sayeban.exemptions.models.campaign import Campaign
from sayeban.runtime.models import Placed


class WorkShare(Placed):
    """A head shared the way of his centre into one stretch a worker; added and never changed.

    The last one holds; without workers it ends the sharing. `begins`: where each worker's stretch
    begins, in the words of reads.sharing.PLACE; it ends where the next one begins. No row carries a
    worker, so that what is loaded or corrected later falls to somebody by itself and nobody loses
    what he has begun.
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT)
    workers = ArrayField(models.BigIntegerField())
    begins = models.JSONField()
    by = models.BigIntegerField()
    at = models.DateTimeField()
    province = models.TextField()
    county = models.TextField(blank=True, default="", db_default="")

    class Meta:
        constraints = (
            # The CASE: what is no array has no length, and a CHECK lets pass what it cannot say.
            models.CheckConstraint(
                condition=Q(
                    workers__len=Case(
                        When(
                            Exact(
                                Func(
                                    "begins",
                                    function="jsonb_typeof",
                                    output_field=models.TextField(),
                                ),
                                "array",
                            ),
                            then=Func(
                                "begins",
                                function="jsonb_array_length",
                                output_field=models.IntegerField(),
                            ),
                        ),
                        default=-1,
                    )
                ),
                name="exemptions_workshare_begins",
                violation_error_message="هر مددکار باید آغاز سهم خود را داشته باشد.",
            ),
        )
        indexes = (
            models.Index(
                fields=["campaign", "province", "county", "centre", "-id"],
                name="exemptions_share_last",
            ),
        )
