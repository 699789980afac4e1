"""Sweeps of sign-in stop by address and over all addresses (promises.md S6)."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from sayeban.accounts.actions import count_source as counting
from sayeban.accounts.actions.count_source import EVERYWHERE, count_source, forget_sources
from sayeban.accounts.actions.enter_code import enrol_totp
from sayeban.accounts.actions.sign_in import sign_in
from sayeban.accounts.models import SignInSource
from sayeban.accounts.refusals import SignInFailed, TooManyTries
from sayeban.accounts.rules import MAX_TRIES_OF_ADDRESS, MAX_TRIES_OF_ALL, Post
from sayeban.accounts.tests.makers import ABADEH, NOW, PASSWORD, code_of, later, make_user
from sayeban.runtime.actor import OPERATOR, SYSTEM, Actor
from sayeban.runtime.context import acting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places", "_quick_hash")]
OFFICE, STRANGER = "192.0.2.1", "198.51.100.7"


@pytest.fixture
def _quick_hash(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sweeps of hundreds: what a hash costs is another test's affair."""
    monkeypatch.setattr("sayeban.accounts.passwords.check_password", lambda *_: False)


@pytest.fixture
def expert(places: None) -> Actor:
    return make_user("expert", Post.COUNTY_EXPERT, ABADEH)


def sweep(most: int, source: str, at: datetime = NOW) -> int:
    """Try one user name after the other; how many tries were judged."""
    for number in range(most):
        try:
            sign_in(at=at, username=f"user{number}", password="guess", source=source)
        except SignInFailed:
            continue
        except TooManyTries:
            return number
    return most


def tries(source: str) -> int:
    return SignInSource.objects.get(source=source).tries


@pytest.mark.slow
def test_a_sweep_from_one_address_stops_early() -> None:
    assert sweep(40, STRANGER) == MAX_TRIES_OF_ADDRESS


@pytest.mark.slow
def test_without_the_limit_of_an_address_the_same_sweep_goes_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(counting, "STAFF", replace(counting.STAFF, of_address=10**9))
    assert sweep(40, STRANGER) == 40


@pytest.mark.slow
def test_a_sweep_from_ever_new_addresses_stops_before_a_thousand() -> None:
    _tried(EVERYWHERE, MAX_TRIES_OF_ALL - 5)
    assert [sweep(1, f"203.0.113.{n}") for n in range(8)] == [1] * 5 + [0] * 3
    assert MAX_TRIES_OF_ALL < 1000


@pytest.mark.slow
def test_without_the_limit_of_all_it_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "STAFF", counting.Tries("", 10**9))
    _tried(EVERYWHERE, MAX_TRIES_OF_ALL)
    assert [sweep(1, f"203.0.113.{n}") for n in range(8)] == [1] * 8


def test_strangers_cannot_lock_out_an_office_that_signed_in_lately() -> None:
    _tried(EVERYWHERE, MAX_TRIES_OF_ALL)
    _tried(OFFICE, 0, known_at=later(days=-29))
    _tried(STRANGER, 0, known_at=later(days=-31))
    assert (sweep(1, OFFICE), sweep(1, STRANGER)) == (1, 0)


def test_a_known_address_has_its_own_limit_all_the_same() -> None:
    _tried(OFFICE, MAX_TRIES_OF_ADDRESS, known_at=NOW)
    assert sweep(1, OFFICE) == 0


def test_the_refusal_says_how_long_to_wait_and_then_it_is_over() -> None:
    _tried(STRANGER, MAX_TRIES_OF_ADDRESS)
    with pytest.raises(TooManyTries) as refused:
        sign_in(at=later(minutes=4), username="x", password="y", source=STRANGER)
    assert "۱۱ دقیقهٔ دیگر" in refused.value.message
    assert sweep(1, STRANGER, later(minutes=15)) == 1
    assert tries(STRANGER) == 1


def test_known_and_unknown_user_get_the_same_refusal(expert: Actor) -> None:
    _tried(STRANGER, MAX_TRIES_OF_ADDRESS)
    answers = []
    for username in ("expert", "nobody"):
        with pytest.raises(TooManyTries) as refused:
            sign_in(at=NOW, username=username, password=PASSWORD, source=STRANGER)
        answers.append(refused.value.message)
    assert answers[0] == answers[1]


def test_a_right_password_is_no_wrong_try_and_the_last_step_makes_the_address_known(
    expert: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sayeban.accounts.passwords.check_password", lambda *_: True)
    passed = sign_in(at=NOW, username="expert", password=PASSWORD, source=OFFICE)
    assert (tries(OFFICE), tries(EVERYWHERE)) == (0, 0)
    assert SignInSource.objects.get(source=OFFICE).known_at is None
    code = code_of(expert, NOW)
    enrol_totp(at=NOW, user_id=passed.user_id, code=code, source=OFFICE)
    assert SignInSource.objects.get(source=OFFICE).known_at == NOW
    assert tries(EVERYWHERE) == 0


def test_what_counts_for_nothing_any_more_is_forgotten() -> None:
    _tried("old", 3, began=later(days=-1))
    _tried("known", 3, began=later(days=-1), known_at=later(days=-2))
    _tried("new", 3)
    assert forget_sources(actor=SYSTEM, at=NOW) == 1
    assert set(SignInSource.objects.values_list("source", flat=True)) == {"known", "new"}


def test_the_tries_of_an_address_are_never_negative() -> None:
    with pytest.raises(IntegrityError, match="accounts_signinsource_tries"), transaction.atomic():
        _tried(STRANGER, -1)


def test_pages_and_commands_cannot_read_where_others_sign_in() -> None:
    with pytest.raises(ProgrammingError), acting(OPERATOR, NOW), connection.cursor() as cursor:
        cursor.execute("SELECT source FROM accounts_signinsource")


def test_nobody_counts_for_an_address_but_the_system() -> None:
    with pytest.raises(Exception, match="سمت شما"):
        count_source(actor=OPERATOR, at=NOW, source=STRANGER)


def _tried(source: str, number: int, **changed: Any) -> None:
    values = {"began": NOW, "tries": number} | changed
    SignInSource.objects.create(source=source, **values)
