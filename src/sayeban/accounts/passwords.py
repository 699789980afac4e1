"""Hashing of passwords, drawing of one-time passwords, and codes of the TOTP."""

import secrets
from datetime import datetime
from typing import Final

import pyotp
from django.contrib.auth.hashers import (
    PBKDF2PasswordHasher,
    check_password,
    make_password,
)
from django.contrib.auth.password_validation import CommonPasswordValidator

_ALPHABET: Final = "abcdefghjkmnpqrstuvwxyz23456789"  # no i, l, o, 0, 1: read out over the phone
_ONE_TIME_GROUPS, _GROUP = 3, 5
_ONE_TIME_ITERATIONS: Final = 1_000
_STEP_SECONDS: Final = 30
_DRIFT: Final = (-1, 0, 1)
_ISSUER: Final = "Sayeban"
_USUAL: Final = CommonPasswordValidator()


def one_time() -> str:
    """A drawn password of 74 random bits, such as `k7xqp-3mvha-t9wne`."""
    groups = (
        "".join(secrets.choice(_ALPHABET) for _ in range(_GROUP)) for _ in range(_ONE_TIME_GROUPS)
    )
    return "-".join(groups)


def encode(password: str) -> str:
    """The slow hash of a password that a person chose."""
    return make_password(password)


def encode_one_time(password: str) -> str:
    """The hash of a drawn password: 74 random bits need no slow one, and imports draw thousands."""
    hasher = PBKDF2PasswordHasher()
    return hasher.encode(password, hasher.salt(), iterations=_ONE_TIME_ITERATIONS)


def is_usual(password: str) -> bool:
    """Whether it is one of the twenty thousand that are guessed first, or such a one doubled."""
    half = password[: len(password) // 2]
    tried = {password, half} if half * 2 == password else {password}
    return bool({word.lower().strip() for word in tried} & _USUAL.passwords)


def matches(password: str, encoded: str | None) -> bool:
    """Whether the password is right; takes as long when there is no hash at all."""
    return check_password(password, encoded or "!")


def new_totp_secret() -> str:
    """A fresh 160-bit secret in base 32."""
    return pyotp.random_base32()


def totp_address(secret: str, username: str) -> str:
    """What the QR picture holds (otpauth://)."""
    return pyotp.TOTP(secret).provisioning_uri(name=username, issuer_name=_ISSUER)


def totp_step(secret: str, code: str, at: datetime) -> int | None:
    """The 30-second step whose code this is, one step of drift allowed; None when it is wrong."""
    if not secret:
        return None
    totp, now = pyotp.TOTP(secret), int(at.timestamp()) // _STEP_SECONDS
    fitting = [
        now + drift
        for drift in _DRIFT
        if secrets.compare_digest(
            totp.generate_otp(now + drift).encode(), code.encode("utf-8", "replace")
        )
    ]
    return max(fitting, default=None)
