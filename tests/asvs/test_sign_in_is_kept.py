"""Who tried to sign in and who did stands in the audit; seeds are drawn from the system (S11)."""

import random
from unittest.mock import patch

import pyotp
import pytest
from django.db import connection

from sayeban.accounts.actions.enter_code import enrol_totp, enter_code
from sayeban.accounts.actions.sign_in import sign_in
from sayeban.accounts.passwords import new_totp_secret
from sayeban.accounts.refusals import CodeFailed, SignInFailed
from sayeban.accounts.rules import Post
from sayeban.accounts.tests.makers import ABADEH, NOW, PASSWORD, code_of, later, make_user
from sayeban.organisations.public import seed

_BITS = 160


def kept() -> list[tuple[str, str]]:
    """What stands in the audit about signing in, in its order."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute(
            "SELECT action, outcome FROM audit_event WHERE action = ANY(%s) ORDER BY id",
            [["accounts.sign_in", "accounts.enter_code", "accounts.enrol_totp"]],
        )
        found: list[tuple[str, str]] = cursor.fetchall()
        cursor.execute("SET ROLE sayeban_web")
    return found


@pytest.mark.django_db
def test_every_try_and_every_sign_in_is_kept_with_its_outcome() -> None:
    seed()
    user = make_user("head", Post.COUNTY_HEAD, ABADEH)
    user_id = user.user_id or 0
    with pytest.raises(SignInFailed):
        sign_in(at=NOW, username="head", password="wrong")
    with pytest.raises(SignInFailed):
        sign_in(at=NOW, username="nobody", password="wrong")
    sign_in(at=NOW, username="head", password=PASSWORD)
    enrol_totp(at=NOW, user_id=user_id, code=code_of(user, NOW))
    with pytest.raises(CodeFailed):
        enter_code(at=later(minutes=5), user_id=user_id, code="000000x")
    enter_code(at=later(minutes=5), user_id=user_id, code=code_of(user, later(minutes=5)))
    assert kept() == [
        ("accounts.sign_in", "sign_in.failed"),
        ("accounts.sign_in", "sign_in.failed"),
        ("accounts.sign_in", "done"),
        ("accounts.enrol_totp", "done"),
        ("accounts.enter_code", "sign_in.code"),
        ("accounts.enter_code", "done"),
    ]


def test_seeds_come_from_the_system_and_are_long() -> None:
    assert len(pyotp.TOTP(new_totp_secret()).byte_secret()) * 8 == _BITS
    random.seed(1)
    first = new_totp_secret()
    random.seed(1)
    assert new_totp_secret() != first
    with (
        patch("random._urandom", side_effect=OSError("the system gives none")),
        pytest.raises(OSError, match="the system gives none"),
    ):
        new_totp_secret()
