"""What companies are given: feeds, the changes in them, and where each exemption stands."""

import uuid

from django.db import models
from django.db.models import Q

from sayeban.runtime.models import Placed

OPS = ("grant", "amend", "revoke")
REASONS = (
    *("new_cover", "correction", "relocated", "lease_ended", "deceased", "left_cover"),
    *("moved_to_institution", "connection_shared", "duplicate_cover", "court_or_appeal", "other"),
)
STATUSES = ("", "rcvd", "pdng", "succ", "rjct")


class Told(Placed):
    """A row of what a company is told, with its place."""

    province = models.TextField()
    county = models.TextField(blank=True, default="", db_default="")

    class Meta:
        abstract = True


class Feed(Told):
    """The changes of one publisher for one company in one province, numbered without a hole.

    `last_seq` is given under one lock a feed. Changes before `first_retained_seq` are no longer
    told. Another `epoch` begins when the numbers begin anew: whoever read before takes the
    snapshot again.
    """

    feed_id = models.TextField(primary_key=True)
    publisher = models.TextField()
    utility = models.TextField()
    company = models.TextField()
    epoch = models.TextField()
    last_seq = models.BigIntegerField(default=0, db_default=0)
    first_retained_seq = models.BigIntegerField(default=1, db_default=1)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(last_seq__gte=0)
                & Q(first_retained_seq__gte=1)
                & Q(first_retained_seq__lte=models.F("last_seq") + 1),
                name="exemptions_feed_numbers",
                violation_error_message="شماره‌های خوراک به ترتیب نیستند.",
            ),
        )


class Exemption(Told):
    """One meter of one household as its company was told last.

    `version` grows with each change, `seq` is its last one, decided at `told_at`. It holds from
    `starts_on` and is revoked from `ended_on`. `receipt_*` are what the company said of
    `receipt_version`; "" before it said a word.
    """

    exemption_id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    feed = models.ForeignKey(Feed, models.PROTECT, db_index=False)
    publisher = models.TextField()
    utility = models.TextField()
    bill_id = models.TextField()
    row_id = models.BigIntegerField(db_index=True)
    household_id = models.BigIntegerField(db_index=True)
    version = models.BigIntegerField(default=1, db_default=1)
    seq = models.BigIntegerField()
    ended_on = models.DateField(null=True)
    receipt_status = models.TextField(blank=True, default="", db_default="")
    receipt_code = models.TextField(blank=True, default="", db_default="")
    receipt_version = models.BigIntegerField(default=0, db_default=0)
    receipt_at = models.DateTimeField(null=True)
    starts_on = models.DateField(null=True)
    told_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["publisher", "utility", "bill_id"],
                condition=Q(ended_on=None),
                name="exemptions_exemption_meter",
            ),
            models.UniqueConstraint(
                fields=["row_id", "utility"],
                condition=Q(ended_on=None),
                name="exemptions_exemption_row",
            ),
            models.CheckConstraint(
                condition=Q(version__gte=1) & Q(receipt_version__lte=models.F("version")),
                name="exemptions_exemption_version",
                violation_error_message="رسید برای نسخه‌ای است که فرستاده نشده است.",
            ),
            models.CheckConstraint(
                condition=Q(receipt_status__in=list(STATUSES)),
                name="exemptions_exemption_status",
                violation_error_message="وضعیت رسید شناخته نیست.",
            ),
        )
        indexes = (
            models.Index(fields=["feed", "bill_id"], name="exemptions_exemption_bill"),
            models.Index(fields=["feed", "receipt_status"], name="exemptions_exemption_said"),
            # What got no receipt, the longest first.
            models.Index(
                fields=["feed", "told_at", "exemption_id"],
                name="exemptions_exemption_unsaid",
                condition=~Q(receipt_version=models.F("version")),
            ),
        )


class FeedChange(Told):
    """One change of a feed; it never changes itself.

    `record` is all that an agreement can let a company see; each company reads the columns of its
    own agreement. It is empty where an exemption ends. `supersedes`: the exemption of the same
    feed that this one takes the place of.
    """

    pk = models.CompositePrimaryKey("feed_id", "seq")
    feed = models.ForeignKey(Feed, models.PROTECT, db_index=False)
    seq = models.BigIntegerField()
    op = models.TextField()
    exemption_id = models.UUIDField()
    version = models.BigIntegerField()
    supersedes = models.UUIDField(null=True)
    reason = models.TextField()
    effective_from = models.DateField()
    effective_until = models.DateField(null=True)
    decided_at = models.DateTimeField()
    record = models.JSONField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(op__in=list(OPS)) & Q(reason__in=list(REASONS)),
                name="exemptions_feedchange_words",
                violation_error_message="نوع یا دلیل تغییر شناخته نیست.",
            ),
            models.CheckConstraint(
                condition=(Q(op="revoke") & Q(record=None))
                | (~Q(op="revoke") & Q(record__isnull=False)),
                name="exemptions_feedchange_record",
                violation_error_message="تغییر بدون رکورد فقط پایان معافیت است.",
            ),
        )


class CompanyReceipt(Told):
    """What a company said of one version of an exemption; rows are added alone (A-007).

    `counts`: it was news about the version that stands. Else it is history: an older version, or
    less than was said before.
    """

    feed = models.ForeignKey(Feed, models.PROTECT, db_index=False)
    exemption_id = models.UUIDField()
    version = models.BigIntegerField()
    status = models.TextField()
    code = models.TextField(blank=True, default="", db_default="")
    message = models.TextField(blank=True, default="", db_default="")
    company_ref = models.TextField(blank=True, default="", db_default="")
    applied_from = models.DateField(null=True)
    counts = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        indexes = (
            models.Index(fields=["exemption_id", "-id"], name="exemptions_receipt_of"),
            models.Index(fields=["feed", "at"], name="exemptions_receipt_by_feed"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(status__in=list(STATUSES[1:])),
                name="exemptions_receipt_status",
                violation_error_message="وضعیت رسید شناخته نیست.",
            ),
            models.CheckConstraint(
                condition=~Q(status="rjct") | ~Q(code=""),
                name="exemptions_receipt_reason",
                violation_error_message="رد بدون دلیل ثبت نمی‌شود.",
            ),
        )


class ConsumptionReport(Told):
    """What a company reports of one bill period: the tier reached and what was exempted (A-007).

    Amounts are rial, `consumption` counts cubic metres or kilowatt-hours. A later `revision`
    corrects the one before.
    """

    feed = models.ForeignKey(Feed, models.PROTECT, db_index=False)
    exemption_id = models.UUIDField()
    period_start = models.DateField()
    period_end = models.DateField()
    consumption = models.DecimalField(max_digits=12, decimal_places=3)
    unit = models.TextField()
    tier = models.BigIntegerField()
    outcome = models.TextField()
    gross_amount = models.BigIntegerField(null=True)
    exempted_amount = models.BigIntegerField(null=True)
    invoice_ref = models.TextField(blank=True, default="", db_default="")
    revision = models.BigIntegerField(default=0, db_default=0)
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["feed", "period_end"], name="exemptions_consumption_of"),)
        constraints = (
            models.UniqueConstraint(
                fields=["exemption_id", "period_end", "revision"],
                name="exemptions_consumption_once",
            ),
            models.CheckConstraint(
                condition=Q(unit__in=["m3", "kWh"])
                & Q(outcome__in=["exempted", "partly_exempted", "above_low_tiers", "not_applied"]),
                name="exemptions_consumption_words",
                violation_error_message="واحد یا نتیجهٔ مصرف شناخته نیست.",
            ),
            models.CheckConstraint(
                condition=Q(period_end__gte=models.F("period_start"))
                & Q(consumption__gte=0)
                & Q(tier__gte=1)
                & Q(revision__gte=0),
                name="exemptions_consumption_numbers",
                violation_error_message="دوره یا مقدار مصرف درست نیست.",
            ),
        )


class CompanyNotice(Told):
    """What a company noticed itself: a meter replaced, an occupant gone (issue section 3)."""

    feed = models.ForeignKey(Feed, models.PROTECT, db_index=False)
    exemption_id = models.UUIDField()
    kind = models.TextField()
    new_bill_id = models.TextField(blank=True, default="", db_default="")
    noticed_on = models.DateField()
    note = models.TextField(blank=True, default="", db_default="")
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["exemption_id", "kind", "noticed_on", "new_bill_id"],
                name="exemptions_notice_once",
            ),
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        "meter_replaced",
                        "bill_id_changed",
                        "occupant_left",
                        "became_shared",
                        "use_changed",
                        "disconnected",
                        "duplicate_with_other_body",
                    ]
                ),
                name="exemptions_notice_kind",
                violation_error_message="نوع اعلام شرکت شناخته نیست.",
            ),
        )
