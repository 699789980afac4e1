"""Codes of clients cannot be guessed, used twice or swept (promises.md S6)."""

from datetime import datetime, timedelta

import pytest
from django.db import ProgrammingError, connection

from sayeban.accounts.actions import citizens, count_source
from sayeban.accounts.actions.count_source import Tries
from sayeban.accounts.citizens import CODES_A_DAY, MAX_CODE_TRIES, VISIT_HOLDS
from sayeban.accounts.models import CitizenVisit, SignInSource
from sayeban.accounts.public import (
    CodesSpent,
    OwnCodeFailed,
    TooManyTries,
    ask_code,
    citizen_of,
    draw_code,
    end_visit,
    enter_own_code,
    forget_visits,
    waits_for_code,
)
from sayeban.accounts.refusals_citizen import NationalIdInvalid
from sayeban.accounts.rules import MAX_TRIES_OF_ADDRESS, MAX_TRIES_OF_ALL
from sayeban.accounts.tests.makers import NOW
from sayeban.country.formats import national_id as national_ids
from sayeban.runtime.actor import OPERATOR, SYSTEM
from sayeban.runtime.context import acting

pytestmark = pytest.mark.django_db
HOME = "198.51.100.7"


def number(serial: int) -> str:
    """A made-up national id."""
    return f"999{serial:06}" + national_ids.check_digit(f"999{serial:06}")


def begun(serial: int = 1, at: datetime = NOW, source: str = "") -> tuple[str, str]:
    """Token and code of a visit whose code was sent."""
    asked = ask_code(at=at, national_id=number(serial), source=source)
    code = draw_code(actor=SYSTEM, at=at, visit=asked.visit, person_id=1, household_id=2)
    assert code
    return asked.token, code


def other(code: str) -> str:
    """A wrong one."""
    return f"{(int(code) + 1) % 10**6:06}"


def enter(token: str, code: str, at: datetime = NOW, source: str = "") -> str:
    return enter_own_code(at=at, token=token, code=code, source=source)


def test_a_right_code_opens_the_household_and_changes_the_cookie() -> None:
    token, code = begun()
    assert waits_for_code(token, NOW)
    assert citizen_of(token, NOW) is None
    entered = enter(token, code)
    actor = citizen_of(entered, NOW)
    assert actor is not None
    assert (actor.kind, actor.person_id, actor.household_id) == ("citizen", 1, 2)
    assert entered != token
    assert citizen_of(token, NOW) is None
    assert not waits_for_code(token, NOW)


def test_digits_of_a_persian_keyboard_count_too() -> None:
    token, code = begun()
    persian = code.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    assert citizen_of(enter(token, persian), NOW)


def test_after_five_wrong_codes_the_right_one_is_wrong_too() -> None:
    token, code = begun()
    for _ in range(MAX_CODE_TRIES):
        with pytest.raises(OwnCodeFailed):
            enter(token, other(code))
    with pytest.raises(OwnCodeFailed):
        enter(token, code)


def test_the_fifth_try_still_counts() -> None:
    token, code = begun()
    for _ in range(MAX_CODE_TRIES - 1):
        with pytest.raises(OwnCodeFailed):
            enter(token, other(code))
    assert enter(token, code)


def test_without_counting_before_judging_the_sixth_try_would_pass(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Negative control of the limit of tries."""
    monkeypatch.setattr(citizens, "MAX_CODE_TRIES", 10)
    monkeypatch.setattr(citizens, "F", lambda _: -1)
    token, code = begun()
    for _ in range(MAX_CODE_TRIES):
        with pytest.raises(OwnCodeFailed):
            enter(token, other(code))
    assert enter(token, code)


def test_a_code_that_was_used_opens_nothing_again() -> None:
    token, code = begun()
    entered = enter(token, code)
    for each in (token, entered):
        with pytest.raises(OwnCodeFailed):
            enter(each, code)


def test_a_code_is_late_after_ten_minutes() -> None:
    for minutes, passes in ((9, True), (11, False)):
        token, code = begun(minutes)
        later = NOW + timedelta(minutes=minutes)
        if passes:
            assert enter(token, code, later)
        else:
            with pytest.raises(OwnCodeFailed):
                enter(token, code, later)


def test_the_code_of_one_browser_opens_no_other() -> None:
    (mine, _), (_, code) = begun(), begun()
    with pytest.raises(OwnCodeFailed):
        enter(mine, other(code))
    token, own = begun(3)
    stranger = ask_code(at=NOW, national_id=number(3), source="").token
    with pytest.raises(OwnCodeFailed):
        enter(stranger, own)
    assert enter(token, own)


def test_a_code_is_drawn_once_and_not_for_a_visit_of_before() -> None:
    asked = ask_code(at=NOW, national_id=number(1), source="")
    values = {"actor": SYSTEM, "visit": asked.visit, "person_id": 1, "household_id": None}
    assert draw_code(at=NOW + VISIT_HOLDS, **values) is None  # type: ignore[arg-type]
    assert draw_code(at=NOW, **values)  # type: ignore[arg-type]
    assert draw_code(at=NOW, **values) is None  # type: ignore[arg-type]


def test_of_a_code_only_its_keyed_hash_is_kept() -> None:
    _, code = begun()
    kept = CitizenVisit.objects.get()
    assert code not in (kept.code, kept.token)
    assert len(kept.code) == 64


def test_no_more_than_ten_codes_a_day_for_one_id_known_or_not() -> None:
    for _ in range(CODES_A_DAY):
        ask_code(at=NOW, national_id=number(1), source="")
    with pytest.raises(CodesSpent):
        ask_code(at=NOW + timedelta(hours=23), national_id=number(1), source="")
    assert ask_code(at=NOW, national_id=number(2), source="").token
    assert ask_code(at=NOW + timedelta(hours=25), national_id=number(1), source="").token


@pytest.mark.parametrize("typed", ["", "1234567890", "99900000", "abc"])
def test_what_is_no_national_id_is_refused(typed: str) -> None:
    with pytest.raises(NationalIdInvalid):
        ask_code(at=NOW, national_id=typed, source="")


def test_one_address_stops_after_thirty_codes_that_it_does_not_enter() -> None:
    for serial in range(1, MAX_TRIES_OF_ADDRESS + 1):
        ask_code(at=NOW, national_id=number(serial), source=HOME)
    with pytest.raises(TooManyTries):
        ask_code(at=NOW, national_id=number(99), source=HOME)
    assert ask_code(at=NOW + timedelta(minutes=16), national_id=number(99), source=HOME).token


def test_a_sweep_over_many_ids_from_many_addresses_stops_for_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(citizens, "ASKS", Tries("ask ", 40))
    for serial in range(1, 41):
        ask_code(at=NOW, national_id=number(serial), source=f"198.51.100.{serial}")
    with pytest.raises(TooManyTries):
        ask_code(at=NOW, national_id=number(41), source="198.51.100.41")


def test_guesses_from_everywhere_stop_before_a_thousand() -> None:
    assert count_source.TRIES.of_all == MAX_TRIES_OF_ALL < 1000
    SignInSource.objects.create(source="own *", began=NOW, tries=MAX_TRIES_OF_ALL)
    token, code = begun()
    with pytest.raises(TooManyTries):
        enter(token, code)


def test_who_enters_his_code_counts_for_nothing() -> None:
    """An address that many share, as the phones of one operator do, is not shut by its visitors."""
    for serial in range(1, MAX_TRIES_OF_ADDRESS + 5):
        token, code = begun(serial, source=HOME)
        assert enter(token, code, source=HOME)
    assert set(SignInSource.objects.values_list("tries", flat=True)) == {0}


def test_guesses_of_clients_do_not_shut_the_staff_out() -> None:
    SignInSource.objects.create(source="own *", began=NOW, tries=MAX_TRIES_OF_ALL)
    count_source.count_source(actor=SYSTEM, at=NOW, source=HOME)
    assert SignInSource.objects.get(source="*").tries == 1
    # The control: as many wrong tries of the staff shut it out.
    SignInSource.objects.filter(source="*").update(tries=MAX_TRIES_OF_ALL)
    with pytest.raises(TooManyTries):
        count_source.count_source(actor=SYSTEM, at=NOW, source=HOME)


def test_a_visit_ends_by_itself_and_when_one_leaves() -> None:
    token, code = begun()
    entered = enter(token, code)
    assert citizen_of(entered, NOW + VISIT_HOLDS - timedelta(seconds=1))
    assert citizen_of(entered, NOW + VISIT_HOLDS) is None
    end_visit(actor=SYSTEM, at=NOW, token=entered)
    assert citizen_of(entered, NOW) is None


def test_who_leaves_before_his_code_cannot_enter_it() -> None:
    token, code = begun()
    end_visit(actor=SYSTEM, at=NOW, token=token)
    with pytest.raises(OwnCodeFailed):
        enter(token, code)


def test_visits_of_the_day_before_yesterday_are_forgotten() -> None:
    begun()
    assert forget_visits(actor=SYSTEM, at=NOW + timedelta(days=1)) == 0
    assert forget_visits(actor=SYSTEM, at=NOW + timedelta(days=2)) == 1


def test_no_working_role_reads_a_visit() -> None:
    begun()
    with (
        pytest.raises(ProgrammingError),
        acting(OPERATOR, NOW),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT national_id FROM accounts_citizenvisit")
