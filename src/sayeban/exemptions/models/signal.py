"""Where companies want to hear that their feed advanced, and what became of it."""

from django.db import models
from django.db.models import Q

from sayeban.exemptions.models.feed import Feed

WHYS = ("", "closed", "gone")


class Hook(models.Model):
    """The address of one agreement's company; headquarters writes it down.

    The secret is derived from the installation's key and `salt`, so that no table holds it. After
    an address was written anew both secrets sign until `overlap_until`. `failures` in a row close
    the way until `open_until`; then one signal is tried. `why` it is off: "closed" by headquarters,
    "gone" since the receiver answered 410.
    """

    agreement = models.OneToOneField("organisations.Agreement", models.PROTECT, primary_key=True)
    url = models.TextField()
    salt = models.TextField()
    salt_before = models.TextField(blank=True, default="", db_default="")
    overlap_until = models.DateTimeField(null=True)
    set_at = models.DateTimeField()
    set_by = models.BigIntegerField(null=True)
    failures = models.BigIntegerField(default=0, db_default=0)
    failing_since = models.DateTimeField(null=True)
    open_until = models.DateTimeField(null=True)
    disabled_at = models.DateTimeField(null=True)
    why = models.TextField(blank=True, default="", db_default="")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(disabled_at=None, why="")
                | Q(disabled_at__isnull=False, why__in=list(WHYS[1:])),
                name="exemptions_hook_why",
                violation_error_message="خاموش بودن نشانی خبر بدون زمان و دلیل ثبت نمی‌شود.",
            ),
            models.CheckConstraint(
                condition=Q(failures=0, failing_since=None)
                | Q(failures__gte=1, failing_since__isnull=False),
                name="exemptions_hook_failing",
                violation_error_message="شمار خطاهای پیاپی گیرنده با زمان آن نمی‌خواند.",
            ),
            models.CheckConstraint(
                condition=Q(salt_before="", overlap_until=None)
                | (~Q(salt_before="") & Q(overlap_until__isnull=False)),
                name="exemptions_hook_overlap",
                violation_error_message="کلید پیشین بدون مهلت نگه داشته نمی‌شود.",
            ),
        )


class Signal(models.Model):
    """How far one receiver has been told of one feed.

    It is behind where the feed stands elsewhere than at (`told_epoch`, `told_seq`): the feed's own
    number, written with its changes, is the outbox. Absent on purpose: a row for each change; who
    hears late hears of the newest. `claimed_until`: a worker is sending it.
    """

    hook = models.ForeignKey(Hook, models.CASCADE, db_index=False)
    feed = models.ForeignKey(Feed, models.PROTECT, db_index=False)
    told_epoch = models.TextField(blank=True, default="", db_default="")
    told_seq = models.BigIntegerField(default=0, db_default=0)
    told_at = models.DateTimeField(null=True)
    attempts = models.BigIntegerField(default=0, db_default=0)
    failing_since = models.DateTimeField(null=True)
    next_try_at = models.DateTimeField(null=True)
    claimed_until = models.DateTimeField(null=True)
    dead_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["hook", "feed"], name="exemptions_signal_once"),
            models.CheckConstraint(
                condition=Q(attempts=0, failing_since=None)
                | Q(attempts__gte=1, failing_since__isnull=False),
                name="exemptions_signal_failing",
                violation_error_message="شمار کوشش‌های ناکام با زمان آن نمی‌خواند.",
            ),
        )


class SignalAttempt(models.Model):
    """One try to send a signal. `status` is 0 where nothing was answered, `fault` says why.

    Absent on purpose: address, secret, signature and what was answered.
    """

    hook = models.ForeignKey(Hook, models.CASCADE, db_index=False)
    feed = models.ForeignKey(Feed, models.PROTECT, db_index=False)
    message_id = models.TextField()
    at = models.DateTimeField()
    status = models.BigIntegerField()
    fault = models.TextField(blank=True, default="", db_default="")
    milliseconds = models.BigIntegerField()

    class Meta:
        indexes = (
            models.Index(fields=["hook", "-at"], name="exemptions_signalattempt_of"),
            models.Index(fields=["at"], name="exemptions_signalattempt_at"),
        )
