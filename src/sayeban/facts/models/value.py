"""Values of facts, and the rows that decisions read."""

from django.db import models
from django.db.models import F, Q

from sayeban.facts.rules import ORIGINS, SUBJECTS
from sayeban.runtime.models import Placed


class Value(Placed):
    """What one source said about one fact of one subject; added and never changed.

    A newer value of the same origin supersedes it: `superseded_by` is that row. `value` is JSON:
    dates as text, null where the source knows that it knows nothing. `as_of` is the day for which
    the source says it, `by` the user who recorded it, empty for what the installation did.
    The fact's row is no foreign key: each of millions of rows would be looked up.
    """

    subject_kind = models.TextField()
    subject_id = models.BigIntegerField()
    fact = models.TextField()
    value = models.JSONField(null=True)
    origin = models.TextField()
    register = models.TextField(blank=True, default="", db_default="")
    inquiry_id = models.BigIntegerField(null=True)
    as_of = models.DateField()
    recorded_at = models.DateTimeField()
    by = models.BigIntegerField(null=True)
    superseded_at = models.DateTimeField(null=True)
    superseded_by = models.BigIntegerField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["subject_id", "subject_kind", "fact", "origin"],
                condition=Q(superseded_at=None),
                name="facts_value_standing",
                violation_error_message="از هر منبع در هر زمان یک مقدار جاری هست.",
            ),
            models.CheckConstraint(
                condition=Q(subject_kind__in=list(SUBJECTS), origin__in=list(ORIGINS)),
                name="facts_value_words",
                violation_error_message="موضوع یا خاستگاه مقدار شناخته نیست.",
            ),
            models.CheckConstraint(
                condition=Q(superseded_at=None, superseded_by=None)
                | Q(superseded_at__isnull=False, superseded_by__isnull=False)
                & ~Q(superseded_by=F("id")),
                name="facts_value_superseded",
                violation_error_message="مقدار کنارگذاشته زمان و جانشین دارد، و خودش جانشین نیست.",
            ),
        )
        indexes = (
            models.Index(
                fields=["subject_id", "subject_kind", "fact"],
                name="facts_value_history",
                condition=Q(superseded_at__isnull=False),
            ),
        )


class PersonRow(Placed):
    """What counts now about one person: one column a fact of the catalogue, null is unknown.

    The columns of the facts are added by facts_keep_columns() and are no fields of this class.
    Written from values and from people; lost rows are made again by `sayeban facts refresh`.
    `household_id` repeats that of people, so that runs over the nation join two tables, not three.
    """

    subject_id = models.BigIntegerField(primary_key=True)
    household_id = models.BigIntegerField(null=True, db_index=True)


class HouseholdRow(Placed):
    """The same about one household."""

    subject_id = models.BigIntegerField(primary_key=True)
