"""Staff users and, apart from them, what proves who they are."""

from django.db import models


class User(models.Model):
    """One member of staff. Never deleted: history and audit name him.

    Absent on purpose: posts (appointments hold them, each with its span of time) and a national
    id (the user name is enough to work).
    """

    username = models.TextField(unique=True)
    full_name = models.TextField()
    mobile = models.TextField(blank=True, default="", db_default="")
    created_at = models.DateTimeField()
    disabled_at = models.DateTimeField(null=True)
    session_epoch = models.IntegerField(default=0, db_default=0)
    """Each session carries the number it began under; raising it ends them all at once."""

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(username__regex=r"^[a-z0-9][a-z0-9._-]{0,39}$"),
                name="accounts_user_username",
                violation_error_message=(
                    "نام کاربری ۱ تا ۴۰ نویسه از حروف کوچک انگلیسی، رقم، نقطه و خط است."
                ),
            ),
            models.CheckConstraint(
                condition=models.Q(mobile="") | models.Q(mobile__regex=r"^\+989[0-9]{9}$"),
                name="accounts_user_mobile",
                violation_error_message="شمارهٔ همراه درست نیست.",
            ),
        )


class Credential(models.Model):
    """Password and TOTP of one user.

    A table of its own, since only the web role may touch it: the roles under which pages and
    commands run cannot read a hash or a secret. `last_totp_step` makes each code valid once.
    `failed_attempts` counts tries since the last full sign-in.
    """

    user = models.OneToOneField(User, models.PROTECT, primary_key=True, db_column="user_id")
    password = models.TextField()
    must_change_password = models.BooleanField(default=True, db_default=True)
    totp_secret = models.TextField(blank=True, default="", db_default="")
    totp_enrolled_at = models.DateTimeField(null=True)
    last_totp_step = models.BigIntegerField(null=True)
    failed_attempts = models.IntegerField(default=0, db_default=0)
    locked_until = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(totp_enrolled_at=None) | ~models.Q(totp_secret=""),
                name="accounts_credential_enrolled",
                violation_error_message="رمزساز بدون کلید ثبت نمی‌شود.",
            ),
        )
