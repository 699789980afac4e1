"""Sign-in: equal answers, lock-out, a code that counts once."""

import pytest
from django.db import ProgrammingError, connection

from sayeban.accounts.actions.change_password import change_password
from sayeban.accounts.actions.disable_user import disable_user
from sayeban.accounts.actions.enter_code import enrol_totp, enter_code
from sayeban.accounts.actions.reset_password import reset_password, reset_totp
from sayeban.accounts.actions.sign_in import sign_in
from sayeban.accounts.models import Credential
from sayeban.accounts.reads.actors import visitor_of
from sayeban.accounts.refusals import CodeFailed, PasswordWeak, PasswordWrong, SignInFailed
from sayeban.accounts.rules import Post
from sayeban.accounts.tests.makers import (
    ABADEH,
    NOW,
    OWN_PASSWORD,
    PASSWORD,
    code_of,
    enrolled,
    later,
    make_user,
)
from sayeban.runtime.actor import OPERATOR, Actor
from sayeban.runtime.context import acting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places")]


@pytest.fixture
def expert(places: None) -> Actor:
    return make_user("expert", Post.COUNTY_EXPERT, ABADEH)


def fail(times: int, username: str = "expert") -> None:
    for _ in range(times):
        with pytest.raises(SignInFailed):
            sign_in(at=NOW, username=username, password="wrong")


def test_the_first_sign_in_enrols_a_totp(expert: Actor) -> None:
    passed = sign_in(at=NOW, username="expert", password=PASSWORD)
    assert not passed.enrolled
    signed_in = enrol_totp(at=NOW, user_id=passed.user_id, code=code_of(expert, NOW))
    visitor = visitor_of(signed_in.user_id, signed_in.epoch, NOW)
    assert visitor is not None
    assert visitor.must_change_password


def test_persian_digits_are_a_code_too(expert: Actor) -> None:
    sign_in(at=NOW, username="expert", password=PASSWORD)
    persian = code_of(expert, NOW).translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    assert enrol_totp(at=NOW, user_id=expert.user_id or 0, code=persian).user_id == expert.user_id


def test_an_unknown_user_and_a_wrong_password_get_the_same_answer(expert: Actor) -> None:
    with pytest.raises(SignInFailed) as wrong:
        sign_in(at=NOW, username="expert", password="wrong")
    with pytest.raises(SignInFailed) as unknown:
        sign_in(at=NOW, username="nobody", password=PASSWORD)
    assert wrong.value.message == unknown.value.message


def test_an_unknown_user_costs_a_hash_as_well(
    expert: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed: list[str] = []
    monkeypatch.setattr("django.contrib.auth.hashers.make_password", hashed.append)
    fail(1, "nobody")
    assert len(hashed) == 1


def test_five_failures_lock_the_account_even_for_the_right_password(expert: Actor) -> None:
    fail(5)
    with pytest.raises(SignInFailed):
        sign_in(at=later(minutes=14), username="expert", password=PASSWORD)


def test_four_failures_do_not(expert: Actor) -> None:
    fail(4)
    assert sign_in(at=NOW, username="expert", password=PASSWORD).user_id == expert.user_id


def test_the_lock_ends_after_fifteen_minutes_and_counting_begins_anew(expert: Actor) -> None:
    fail(5)
    for _ in range(4):
        with pytest.raises(SignInFailed):
            sign_in(at=later(minutes=15), username="expert", password="wrong")
    assert sign_in(at=later(minutes=15), username="expert", password=PASSWORD).user_id


def test_right_passwords_between_do_not_reset_the_count_of_wrong_codes(expert: Actor) -> None:
    enrolled(expert)
    for _ in range(5):
        sign_in(at=later(minutes=1), username="expert", password=OWN_PASSWORD)
        with pytest.raises(CodeFailed):
            enter_code(at=later(minutes=1), user_id=expert.user_id or 0, code="000000x")
    with pytest.raises(SignInFailed):
        sign_in(at=later(minutes=1), username="expert", password=OWN_PASSWORD)


def test_a_code_counts_once(expert: Actor) -> None:
    enrolled(expert)
    at, user_id = later(minutes=5), expert.user_id or 0
    code = code_of(expert, at)
    assert enter_code(at=at, user_id=user_id, code=code).user_id == expert.user_id
    with pytest.raises(CodeFailed):
        enter_code(at=at, user_id=user_id, code=code)


def test_without_the_kept_step_the_same_code_would_count_twice(expert: Actor) -> None:
    enrolled(expert)
    at, user_id = later(minutes=5), expert.user_id or 0
    code = code_of(expert, at)
    enter_code(at=at, user_id=user_id, code=code)
    Credential.objects.update(last_totp_step=None)
    assert enter_code(at=at, user_id=user_id, code=code).user_id == expert.user_id


def test_a_code_of_five_minutes_ago_is_refused(expert: Actor) -> None:
    enrolled(expert)
    with pytest.raises(CodeFailed):
        enter_code(
            at=later(minutes=10),
            user_id=expert.user_id or 0,
            code=code_of(expert, later(minutes=5)),
        )


def test_an_enrolled_user_cannot_enrol_again(expert: Actor) -> None:
    enrolled(expert)
    at = later(minutes=5)
    with pytest.raises(CodeFailed):
        enrol_totp(at=at, user_id=expert.user_id or 0, code=code_of(expert, at))


def test_a_disabled_user_cannot_sign_in(expert: Actor) -> None:
    disable_user(actor=OPERATOR, at=NOW, username="expert")
    fail(1)
    with pytest.raises(SignInFailed):
        sign_in(at=NOW, username="expert", password=PASSWORD)


def test_a_changed_password_ends_the_other_sessions(expert: Actor) -> None:
    before = enrolled(expert)
    after = change_password(
        actor=expert, at=later(hours=1), present=OWN_PASSWORD, chosen="a third long phrase 9"
    )
    assert visitor_of(before.user_id, before.epoch, NOW) is None
    visitor = visitor_of(after.user_id, after.epoch, NOW)
    assert visitor is not None
    assert not visitor.must_change_password


def test_the_present_password_must_be_right(expert: Actor) -> None:
    with pytest.raises(PasswordWrong):
        change_password(actor=expert, at=NOW, present="wrong", chosen=OWN_PASSWORD)


@pytest.mark.parametrize("chosen", ["short", PASSWORD, "qwertyqwerty", "123456654321"])
def test_a_weak_or_unchanged_password_is_refused(expert: Actor, chosen: str) -> None:
    with pytest.raises(PasswordWeak):
        change_password(actor=expert, at=NOW, present=PASSWORD, chosen=chosen)


def test_a_long_password_counts_to_its_last_character_as_it_was_typed(expert: Actor) -> None:
    chosen = " Long Phrase of Several Words" * 3 + " "
    enrolled(expert)
    change_password(actor=expert, at=NOW, present=OWN_PASSWORD, chosen=chosen)
    for wrong in (chosen.strip(), chosen.lower(), chosen[:-2] + "x "):
        with pytest.raises(SignInFailed):
            sign_in(at=NOW, username="expert", password=wrong)
    assert sign_in(at=NOW, username="expert", password=chosen).enrolled


def test_a_reset_password_leaves_the_totp_in_force(expert: Actor) -> None:
    session = enrolled(expert)
    drawn = reset_password(actor=OPERATOR, at=NOW, username="expert")
    assert visitor_of(session.user_id, session.epoch, NOW) is None
    assert sign_in(at=NOW, username="expert", password=drawn).enrolled


def test_a_reset_totp_is_enrolled_anew(expert: Actor) -> None:
    enrolled(expert)
    reset_totp(actor=OPERATOR, at=NOW, username="expert")
    assert not sign_in(at=NOW, username="expert", password=OWN_PASSWORD).enrolled


@pytest.mark.parametrize("nationwide", [True, False])
def test_no_page_or_command_can_read_hashes_and_secrets(expert: Actor, nationwide: bool) -> None:
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        acting(OPERATOR if nationwide else expert, NOW),
    ):
        Credential.objects.count()


def test_the_web_role_itself_can_read_them(expert: Actor) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM accounts_credential")
        assert cursor.fetchone() == (1,)
