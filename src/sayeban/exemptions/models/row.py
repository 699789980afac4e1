"""The rows of a campaign and the utility connections collected for them."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from sayeban.exemptions.models.campaign import Campaign
from sayeban.runtime.models import Placed


class Row(Placed):
    """One main client in one campaign: what headquarters sent and what was collected.

    The `hq_*` columns keep headquarters' own values, so that a correction by the centre keeps
    the old value and a second load of the same file changes nothing. `key` names the row in
    sheets and URLs. `version` grows with every change that a collector could collide with,
    `changed_by` is who made the last one. `collected_by` is the author (A-112). `inherited_at`:
    when what was collected came here from another unit or an earlier phase; its author cannot
    sign for it here, the head does. `centre_at`, `county_at`, `province_at`: when each level last
    approved it; they stay when the row goes back, so that one older than `collected_at` belongs to
    an earlier round.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True)
    campaign = models.ForeignKey(Campaign, models.PROTECT, db_index=False)
    person_id = models.BigIntegerField()
    household_id = models.BigIntegerField()
    is_head = models.BooleanField(default=True, db_default=True)
    national_id = models.CharField(max_length=10)
    full_name = models.TextField(blank=True, default="", db_default="")
    name_sort = models.TextField(blank=True, default="", db_default="")
    postal_code = models.CharField(max_length=10, blank=True, default="", db_default="")
    mobile = models.CharField(max_length=13, blank=True, default="", db_default="")
    tenure = models.TextField(blank=True, default="", db_default="")
    status = models.TextField(blank=True, default="", db_default="")
    hq_postal_code = models.CharField(max_length=10, blank=True, default="", db_default="")
    hq_mobile = models.CharField(max_length=13, blank=True, default="", db_default="")
    hq_tenure = models.TextField(blank=True, default="", db_default="")
    hq_status = models.TextField(blank=True, default="", db_default="")
    hq_head = models.CharField(max_length=10, blank=True, default="", db_default="")
    file_number = models.TextField(blank=True, default="", db_default="")
    address = models.TextField(blank=True, default="", db_default="")
    has_file = models.BooleanField(null=True)
    transfer_recipient = models.BooleanField(null=True)
    resident_in_care = models.BooleanField(null=True)
    tenancy_end = models.DateField(null=True)
    location = models.TextField(blank=True, default="", db_default="")
    no_data_reason = models.TextField(blank=True, default="", db_default="")
    remarks = models.TextField(blank=True, default="", db_default="")
    state = models.TextField(default="pending", db_default="pending")
    aside = models.TextField(blank=True, default="", db_default="")
    """Why the row needs no collection: a code of rules.standing, else empty."""
    load_flags = ArrayField(models.TextField(), default=list, db_default=[])
    flags = ArrayField(models.TextField(), default=list, db_default=[])
    """Flags of the last collection, codes of codes.COLLECT_FLAGS."""
    missing = ArrayField(models.TextField(), default=list, db_default=[])
    """What rules.missing_fields says; empty on a complete row that was collected."""
    version = models.IntegerField(default=1, db_default=1)
    changed_at = models.DateTimeField(db_default=Now())
    changed_by = models.BigIntegerField(null=True)
    collected_by = models.BigIntegerField(null=True)
    collected_at = models.DateTimeField(null=True)
    inherited_at = models.DateTimeField(null=True)
    approved_by = models.BigIntegerField(null=True)
    approved_at = models.DateTimeField(null=True)
    centre_at = models.DateTimeField(null=True)
    county_at = models.DateTimeField(null=True)
    province_at = models.DateTimeField(null=True)
    approval_id = models.BigIntegerField(null=True)
    """The last approval that took this row up the ladder."""
    returned_by = models.BigIntegerField(null=True)
    returned_at = models.DateTimeField(null=True)
    returned_reason = models.TextField(blank=True, default="", db_default="")
    release_id = models.BigIntegerField(null=True)
    contacted = models.TextField(blank=True, default="", db_default="")
    """How far the client is informed: the last outcome that counts, "" before any (A-090)."""
    load_id = models.BigIntegerField()
    """The load that brought it last."""

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["campaign", "national_id"], name="exemptions_row_person_once"
            ),
            models.CheckConstraint(
                condition=Q(collected_by=None)
                | Q(approved_by=None)
                | ~Q(approved_by=F("collected_by")),
                name="exemptions_row_four_eyes",
                violation_error_message="کسی نمی‌تواند گردآوردهٔ خود را تأیید کند.",
            ),
            models.CheckConstraint(
                condition=Q(centre="") | ~Q(county=""),
                name="exemptions_row_place",
                violation_error_message="ردیف مرکز باید شهرستان داشته باشد.",
            ),
            models.CheckConstraint(
                condition=Q(collected_by=None, collected_at=None)
                | Q(collected_by__isnull=False, collected_at__isnull=False),
                name="exemptions_row_author",
                violation_error_message="گردآورنده و زمان گردآوری با هم ثبت می‌شوند.",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=[
                        "pending",
                        "collected",
                        "uncollectable",
                        "leaving",
                        "outside",
                        "returned",
                        "centre_approved",
                        "county_approved",
                        "province_approved",
                        "released",
                        "removed",
                    ]
                ),
                name="exemptions_row_state",
                violation_error_message="وضعیت ردیف شناخته نیست.",
            ),
            models.CheckConstraint(
                condition=Q(
                    contacted__in=[
                        "",
                        "sent",
                        "will_send",
                        "refuses",
                        "not_reached",
                        "wrong_number",
                        "moved",
                    ]
                ),
                name="exemptions_row_contacted",
                violation_error_message="نتیجهٔ تماس شناخته نیست.",
            ),
        )
        indexes = (
            models.Index(fields=["campaign", "province", "county", "centre"]),
            # The lists of large units begin in the order of names.
            models.Index(fields=["campaign", "name_sort", "id"], name="exemptions_row_by_name"),
            models.Index(fields=["centre", "campaign"]),
            models.Index(fields=["county", "campaign"]),
            models.Index(fields=["household_id"]),
            # Note 4 asks of each household that was written whether members have rows: few do.
            models.Index(
                fields=["household_id"], name="exemptions_row_members", condition=Q(is_head=False)
            ),
            models.Index(fields=["person_id"]),
            # Each evening asks whose tenancy ends soon.
            models.Index(
                fields=["tenancy_end"],
                name="exemptions_row_tenancy",
                condition=Q(tenure="tenant"),
            ),
        )


class Connection(Placed):
    """One utility connection of one row: where the bill id lives.

    `number` is the subscription number, for electricity the meter body number. `company` are the
    three digits inside the bill id. `company_state`: "" not judged, "known", "unknown",
    "other_province". `ready`: complete against what the companies ask for (A-009). `copied`: taken
    over from the household head's row (note 4).
    """

    row = models.ForeignKey(Row, models.PROTECT)
    campaign_id = models.BigIntegerField()
    household_id = models.BigIntegerField()
    utility = models.TextField()
    connection_type = models.TextField(blank=True, default="", db_default="")
    bill_id = models.CharField(max_length=13, blank=True, default="", db_default="")
    number = models.TextField(blank=True, default="", db_default="")
    company = models.CharField(max_length=3, blank=True, default="", db_default="")
    company_state = models.TextField(blank=True, default="", db_default="")
    channel = models.TextField(blank=True, default="", db_default="")
    source = models.TextField(blank=True, default="", db_default="")
    entry_method = models.TextField(blank=True, default="", db_default="")
    copied = models.BooleanField(default=False, db_default=False)
    ready = models.BooleanField(default=False, db_default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["row", "utility"], name="exemptions_connection_once"),
            models.CheckConstraint(
                condition=Q(utility__in=["water", "electricity", "gas"])
                & Q(connection_type__in=["", "private", "shared", "none"]),
                name="exemptions_connection_words",
                violation_error_message="نوع انشعاب شناخته نیست.",
            ),
            models.CheckConstraint(
                condition=Q(ready=False) | (Q(connection_type="private") & ~Q(bill_id="")),
                name="exemptions_connection_ready",
                violation_error_message="انشعاب مشاع یا بی‌شناسه آماده نیست.",
            ),
        )
        indexes = (
            models.Index(
                fields=["bill_id", "campaign_id"],
                name="exemptions_connection_bill",
                condition=~Q(bill_id=""),
            ),
        )


class Evidence(Placed):
    """One document that belongs to one connection of a row (A-109).

    `sha256` is of the file as it was sent: the same picture twice is a suspicion (A-113).
    """

    row = models.ForeignKey(Row, models.PROTECT)
    campaign_id = models.BigIntegerField()
    household_id = models.BigIntegerField()
    utility = models.TextField()
    document_id = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()
    by = models.BigIntegerField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["row", "utility", "sha256"], name="exemptions_evidence_once"
            ),
        )
        indexes = (models.Index(fields=["campaign_id", "sha256"]),)
