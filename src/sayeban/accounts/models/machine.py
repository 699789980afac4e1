"""Programs that sign in by themselves: their secrets, tokens and calls."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

SCOPES = ("exemption.read", "exemption.receipt", "exemption.consumption")
PARTNER_SCOPES = (
    *("dci.search", "dci.subscribe", "dci.notify"),
    *("facts.read", "forms.fill", "cases.open"),
)


class MachineClient(models.Model):
    """One program of one utility company, or of a partner of the registry interface.

    `company` is the code inside its bills; what it may read follows from the company's agreements
    and from nothing here. A partner's program has none; its record says what it may see (interop).
    `addresses` are networks that it may come from, empty: any. `per_minute` calls are answered.
    `certificate`: the x5t#S256 thumbprint that binds its tokens (RFC 8705), "" where bearer tokens
    are taken. `public_key`: the base64 of the Ed25519 key by which it signs what it sends
    (RFC 9421), "" where it need not.
    """

    client_id = models.TextField(unique=True)
    utility = models.TextField()
    company = models.TextField()
    title = models.TextField()
    scopes = ArrayField(models.TextField())
    addresses = ArrayField(models.TextField(), default=list, db_default=[])
    per_minute = models.BigIntegerField()
    certificate = models.TextField(blank=True, default="", db_default="")
    public_key = models.TextField(blank=True, default="", db_default="")
    created_at = models.DateTimeField()
    created_by = models.BigIntegerField(null=True)
    disabled_at = models.DateTimeField(null=True)
    disabled_by = models.BigIntegerField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(client_id__regex=r"^[a-z0-9][a-z0-9-]{2,39}$"),
                name="accounts_machineclient_id",
                violation_error_message="شناسهٔ برنامه ۳ تا ۴۰ حرف کوچک لاتین، رقم و خط تیره است.",
            ),
            models.CheckConstraint(
                condition=Q(scopes__len__gte=1)
                & (
                    (Q(scopes__contained_by=list(SCOPES)) & ~Q(company=""))
                    | Q(scopes__contained_by=list(PARTNER_SCOPES), company="")
                ),
                name="accounts_machineclient_scopes",
                violation_error_message="دسترسی برنامه شناخته نیست.",
            ),
            models.CheckConstraint(
                condition=Q(per_minute__gte=1),
                name="accounts_machineclient_rate",
                violation_error_message="شمار درخواست در دقیقه دست‌کم یک است.",
            ),
            models.CheckConstraint(
                condition=Q(disabled_by=None) | Q(disabled_at__isnull=False),
                name="accounts_machineclient_disabled",
                violation_error_message="بستن برنامه بدون زمان ثبت نمی‌شود.",
            ),
        )


class MachineSecret(models.Model):
    """A secret of a program, as its sha256: it has 256 random bits, which nobody guesses.

    After a rotation the one before holds until `expires`, so that the company can change over.
    """

    client = models.ForeignKey(MachineClient, models.PROTECT, related_name="secrets")
    sha256 = models.TextField()
    created_at = models.DateTimeField()
    expires = models.DateTimeField(null=True)


class MachineToken(models.Model):
    """An access token, as its sha256; it holds for a quarter of an hour."""

    sha256 = models.TextField(primary_key=True)
    client = models.ForeignKey(MachineClient, models.PROTECT)
    scopes = ArrayField(models.TextField())
    certificate = models.TextField(blank=True, default="", db_default="")
    issued_at = models.DateTimeField()
    expires = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["expires"], name="accounts_machinetoken_over"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(expires__gt=F("issued_at")),
                name="accounts_machinetoken_span",
                violation_error_message="پایان نشانه پیش از آغاز آن است.",
            ),
        )


class MachineMinute(models.Model):
    """How often a program called in one minute, by the server process that answered.

    A row for each `backend`, so that calls which run at once do not wait for each other's count.
    """

    client = models.ForeignKey(MachineClient, models.PROTECT, db_index=False)
    minute = models.DateTimeField()
    backend = models.BigIntegerField()
    calls = models.BigIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["client", "minute", "backend"], name="accounts_machineminute_once"
            ),
        )


class MachineCall(models.Model):
    """One call of a program: what it asked for, what it was answered, with which reference.

    Rows are added alone and go after some weeks (machines.CALLS_KEPT). `rows` counts the records
    that were in the answer. Absent on purpose: what was asked or answered.
    """

    client = models.ForeignKey(MachineClient, models.PROTECT)
    at = models.DateTimeField()
    operation = models.TextField()
    feed_id = models.TextField(blank=True, default="", db_default="")
    status = models.BigIntegerField()
    problem = models.TextField(blank=True, default="", db_default="")
    rows = models.BigIntegerField()
    request_id = models.TextField(blank=True, default="", db_default="")

    class Meta:
        indexes = (models.Index(fields=["client", "-at"], name="accounts_machinecall_of"),)


class MachineKey(models.Model):
    """The answer to a writing call, told again when the same call comes again (promises.md R5).

    `sha256` is that of what was sent, so that another body under the same key is seen.
    """

    client = models.ForeignKey(MachineClient, models.PROTECT, db_index=False)
    key = models.TextField()
    sha256 = models.TextField()
    status = models.BigIntegerField()
    answer = models.TextField()
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["at"], name="accounts_machinekey_at"),)
        constraints = (
            models.UniqueConstraint(fields=["client", "key"], name="accounts_machinekey_once"),
        )


class MachineSigned(models.Model):
    """A call that a program signed, as it came: its company cannot deny it (RFC 9421).

    Rows are added alone and stay. `target` is the address, `digest` its Content-Digest, `body`
    what that is of, empty of a file; `public_key` held when the signature was found right.
    """

    client = models.ForeignKey(MachineClient, models.PROTECT)
    at = models.DateTimeField()
    request_id = models.TextField()
    method = models.TextField()
    target = models.TextField()
    signature_input = models.TextField()
    signature = models.TextField()
    digest = models.TextField()
    public_key = models.TextField()
    body = models.BinaryField()


class MachineBusCall(models.Model):
    """What a government service bus said of a call that it handed on, by the call's `request_id`.

    `client` is whom the bus names as the caller, `said` the headers that settings name, as the bus
    wrote them. Rows go with the calls.
    """

    at = models.DateTimeField()
    bus = models.TextField()
    request_id = models.TextField()
    client = models.TextField(blank=True, default="", db_default="")
    said = models.JSONField()

    class Meta:
        indexes = (
            models.Index(fields=["request_id"], name="accounts_machinebuscall_of"),
            models.Index(fields=["at"], name="accounts_machinebuscall_at"),
        )
