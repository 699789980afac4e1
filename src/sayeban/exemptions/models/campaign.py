"""The campaign and what it demands."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q


class Campaign(models.Model):
    """One exemption campaign of one publisher: who, which utilities, in how many days (A-142).

    The sub-deadlines are day numbers within the campaign; day 1 is `starts`. An extension moves
    `days` and the province's deadline, its history is in `Extension`. `continues` is the earlier
    campaign of which this one is a later phase: what was collected there is used again (A-042).
    `target_rule` is the version of the rule by which its target group is judged until its end, with
    the `target_params` of its first day; none where it was opened before rules had versions.
    From `reserved_from` to `reserved_until` offices give centres no other work (note 3, A-143).
    """

    code = models.TextField(unique=True)
    title = models.TextField()
    legal_basis = models.TextField()
    publisher = models.TextField()
    benefit = models.TextField(choices={"exemption": "معافیت", "discount": "تخفیف"})
    utilities = ArrayField(models.TextField())
    documents = models.TextField(choices={"required": "الزامی", "recommended": "توصیه‌شده"})
    target = models.TextField()
    target_rule = models.ForeignKey(
        "eligibility.RuleVersion", models.PROTECT, null=True, blank=True, related_name="+"
    )
    target_params = models.JSONField(default=dict, db_default={}, blank=True)
    continues = models.ForeignKey("self", models.PROTECT, null=True, blank=True)
    starts = models.DateField()
    days = models.SmallIntegerField(validators=[MinValueValidator(1, "کارزار دست‌کم یک روز است.")])
    working_days = models.BooleanField()
    centre_days = models.SmallIntegerField()
    county_days = models.SmallIntegerField()
    sample_percent = models.DecimalField(max_digits=5, decimal_places=2)
    sample_least = models.SmallIntegerField(default=5, db_default=5)
    error_limit = models.DecimalField(max_digits=5, decimal_places=2)
    opened_at = models.DateTimeField()
    opened_by = models.BigIntegerField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.BigIntegerField(null=True)
    reserved_from = models.DateField(null=True, blank=True)
    counter_check = models.BooleanField(default=False, db_default=False)
    """Whether offices may have rows checked by a public counter (A-107)."""
    reserved_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(reserved_from=None, reserved_until=None)
                | Q(
                    reserved_from__isnull=False,
                    reserved_until__isnull=False,
                    reserved_until__gte=F("reserved_from"),
                ),
                name="exemptions_campaign_reserved",
                violation_error_message="پایان روزهای ویژه پیش از آغاز آن نیست.",
            ),
            models.CheckConstraint(
                condition=Q(code__regex=r"^[A-Za-z0-9_-]{1,40}$"),
                name="exemptions_campaign_code",
                violation_error_message="کد کارزار فقط حرف لاتین، رقم، خط تیره و زیرخط است.",
            ),
            models.CheckConstraint(
                condition=Q(days__gte=F("county_days"))
                & Q(county_days__gte=F("centre_days"))
                & Q(centre_days__gte=1),
                name="exemptions_campaign_deadlines",
                violation_error_message="مهلت مرکز، شهرستان و استان باید به ترتیب باشند.",
            ),
            models.CheckConstraint(
                condition=Q(
                    utilities__contained_by=["water", "electricity", "gas"], utilities__len__gte=1
                ),
                name="exemptions_campaign_utilities",
                violation_error_message="دست‌کم یکی از آب، برق و گاز را برگزینید.",
            ),
            models.CheckConstraint(
                condition=Q(utilities__len=1)
                | Q(utilities__len=2, utilities__contains=["water", "electricity"])
                | Q(utilities__len=2, utilities__contains=["water", "gas"])
                | Q(utilities__len=2, utilities__contains=["electricity", "gas"])
                | Q(utilities__len=3, utilities__contains=["water", "electricity", "gas"]),
                name="exemptions_campaign_utilities_once",
                violation_error_message="هر یک از آب، برق و گاز را یک بار نام ببرید.",
            ),
            models.CheckConstraint(
                condition=Q(benefit__in=["exemption", "discount"])
                & Q(documents__in=["required", "recommended"])
                & Q(target__in=["recipients", "non_recipients", "all"]),
                name="exemptions_campaign_words",
                violation_error_message="نوع مزیت، مدرک یا گروه هدف شناخته نیست.",
            ),
            models.CheckConstraint(
                condition=Q(sample_percent__gte=0)
                & Q(sample_percent__lte=100)
                & Q(error_limit__gte=0)
                & Q(error_limit__lte=100)
                & Q(sample_least__gte=1),
                name="exemptions_campaign_sample",
                violation_error_message="درصد نمونه و حد خطا باید میان ۰ و ۱۰۰ باشد.",
            ),
        )


class Extension(models.Model):
    """One extension of a campaign: by how many days, by whom."""

    campaign = models.ForeignKey(Campaign, models.PROTECT)
    days = models.SmallIntegerField()
    at = models.DateTimeField()
    by = models.BigIntegerField(null=True)


class RequiredField(models.Model):
    """One field that a company requires beyond the default set (A-010).

    `company` is its three-digit code, "" for every company of the utility. `field`: "number" (the
    subscription number, for electricity the meter body number) or "mobile".
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT)
    utility = models.TextField()
    company = models.CharField(max_length=3, blank=True, default="")
    field = models.TextField(choices={"number": "شمارهٔ اشتراک یا بدنه", "mobile": "همراه"})

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["campaign", "utility", "company", "field"],
                name="exemptions_requiredfield_unique",
            ),
        )
