"""Moves, deaths, exits, tenancies and heads of one person."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from sayeban.kit.refusals import Refusal
from sayeban.kit.units import Unit
from sayeban.people.public import (
    Dwelling,
    person_file,
    record_death,
    record_exit,
    record_move,
    record_tenancy,
    set_head,
)
from sayeban.people.refusals import (
    DateInFuture,
    EvidenceMissing,
    MoveBeforeStay,
    PostalCodeInvalid,
    StatusImpossible,
    TenancyEndWithoutTenancy,
    TenureUnknown,
    UnknownPerson,
)
from sayeban.people.rules import may_become
from sayeban.people.tests.makers import (
    NOW,
    clerk,
    national_id,
    person,
    register,
    rows_of,
    source_row,
)
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import looking
from sayeban.runtime.refusals import AccessDenied

pytestmark = pytest.mark.django_db

_TODAY = NOW.date()
_HERE = clerk("county_head", Unit.of_county("0701"))
_ELSEWHERE = clerk("county_head", Unit.of_county("1001"))
_THERE = Dwelling(Unit.of_centre("1001", "1011"), postal_code="۱۱۱۱۱-۱۱۱۱۳")


@pytest.fixture
def one() -> int:
    register(
        source_row(1, postal_code="1111111112", tenure="tenant", tenancy_end=date(2027, 1, 1)),
        source_row(2, head_national_id=national_id(1)),
    )
    return int(person(1).pk)


def _events() -> list[tuple[Any, ...]]:
    return rows_of("SELECT name, payload FROM runtime_event ORDER BY id")


def test_a_move_ends_one_stay_and_begins_another(one: int) -> None:
    record_move(actor=_HERE, at=NOW, person_id=one, to=_THERE, on=_TODAY)
    stays = rows_of("SELECT postal_code, county, since, until FROM people_residence ORDER BY id")
    assert stays == [
        ("1111111112", "0701", None, _TODAY),
        ("1111111113", "1001", _TODAY, None),
    ]
    assert (person(1).county, person(2).county) == ("1001", "1001")
    assert [name for name, _ in _events()] == ["people.moved"]
    assert str(one) in str(_events()[0][1])
    assert national_id(1) not in str(_events())


def test_a_move_is_refused_in_words(one: int) -> None:
    _refuses(DateInFuture, record_move, one, to=_THERE, on=_TODAY + timedelta(1))
    bad = Dwelling(_THERE.place, postal_code="123")
    _refuses(PostalCodeInvalid, record_move, one, to=bad, on=_TODAY)
    record_move(actor=OPERATOR, at=NOW, person_id=one, to=_THERE, on=_TODAY)
    _refuses(MoveBeforeStay, record_move, one, to=_THERE, on=_TODAY - timedelta(1))


@pytest.mark.parametrize(
    ("record", "status", "event"),
    [(record_death, "deceased", "people.died"), (record_exit, "exited", "people.exited")],
)
def test_a_death_and_an_exit_are_recorded_with_evidence(
    one: int, record: Callable[..., None], status: str, event: str
) -> None:
    record(actor=_HERE, at=NOW, person_id=one, on=_TODAY, evidence="گواهی ۱۲")
    found = person(1)
    assert (found.status, found.status_on, found.status_evidence) == (status, _TODAY, "گواهی ۱۲")
    assert [name for name, _ in _events()] == [event]


@pytest.mark.parametrize("record", [record_death, record_exit])
def test_after_midnight_in_tehran_todays_death_and_move_are_no_future(
    one: int, record: Callable[..., None]
) -> None:
    late = datetime(2026, 11, 24, 21, 0, tzinfo=UTC)
    today = date(2026, 11, 25)
    record_move(actor=OPERATOR, at=late, person_id=one, to=_THERE, on=today)
    record(actor=OPERATOR, at=late, person_id=one, on=today, evidence="x")
    assert person(1).status_on == today


@pytest.mark.parametrize("record", [record_death, record_exit])
def test_a_death_and_an_exit_are_refused_in_words(one: int, record: Callable[..., None]) -> None:
    _refuses(EvidenceMissing, record, one, on=_TODAY, evidence=" ")
    _refuses(DateInFuture, record, one, on=_TODAY + timedelta(1), evidence="x")
    record(actor=OPERATOR, at=NOW, person_id=one, on=_TODAY, evidence="x")
    _refuses(StatusImpossible, record, one, on=_TODAY, evidence="x")
    assert len(_events()) == 1


@pytest.mark.parametrize(
    ("status", "new", "allowed"),
    [
        *(("", "exited", True), ("", "deceased", True), ("active", "exited", True)),
        *(("active", "deceased", True), ("exited", "deceased", True)),
        *(("exited", "exited", False), ("deceased", "deceased", False)),
        *(("deceased", "exited", False), ("", "active", False)),
    ],
)
def test_who_died_neither_dies_nor_leaves_again(status: str, new: str, *, allowed: bool) -> None:
    assert may_become(status, new) is allowed


def test_a_tenancy_corrects_the_present_stay(one: int) -> None:
    record_tenancy(actor=_HERE, at=NOW, person_id=one, tenure="owner")
    assert rows_of("SELECT tenure, tenancy_end, until FROM people_residence") == [
        ("owner", None, None)
    ]
    with looking(OPERATOR):
        changes = person_file(one).history
    assert [change.old["tenure"] for change in changes] == ["tenant"]
    told = {each.label: (each.old, each.new) for each in changes[0].differences}
    assert told["مالکیت"] == ("استیجاری", "مالک")
    assert told["پایان اجاره"] == ("1405/10/11", "")


def test_a_tenancy_of_a_household_without_a_stay_begins_one() -> None:
    register(source_row(3))
    record_tenancy(actor=OPERATOR, at=NOW, person_id=person(3).pk, tenure="tenant")
    assert rows_of("SELECT tenure, county FROM people_residence") == [("tenant", "0701")]


def test_a_tenancy_is_refused_in_words(one: int) -> None:
    _refuses(TenureUnknown, record_tenancy, one, tenure="")
    _refuses(TenureUnknown, record_tenancy, one, tenure="squatter")
    _refuses(TenancyEndWithoutTenancy, record_tenancy, one, tenure="owner", tenancy_end=_TODAY)


def test_a_member_becomes_a_head_and_a_head_a_member(one: int) -> None:
    two = person(2).pk
    set_head(actor=_HERE, at=NOW, person_id=two, head_id=two)
    assert person(2).is_head
    assert person(2).household_id != person(1).household_id
    set_head(actor=_HERE, at=NOW, person_id=one, head_id=two)
    assert not person(1).is_head
    assert person(1).household_id == person(2).household_id
    announced = len(_events())
    set_head(actor=_HERE, at=NOW, person_id=one, head_id=two)
    assert len(_events()) == announced == 2


@pytest.mark.parametrize(
    ("act", "known"),
    [
        (record_move, {"to": _THERE, "on": _TODAY}),
        (record_death, {"on": _TODAY, "evidence": "x"}),
        (record_exit, {"on": _TODAY, "evidence": "x"}),
        (record_tenancy, {"tenure": "owner"}),
    ],
)
def test_nobody_changes_a_person_outside_his_places(
    one: int, act: Callable[..., None], known: dict[str, Any]
) -> None:
    with pytest.raises(UnknownPerson):
        act(actor=_ELSEWHERE, at=NOW, person_id=one, **known)
    with pytest.raises(AccessDenied):
        act(actor=clerk("observer", Unit.hq()), at=NOW, person_id=one, **known)
    act(actor=_HERE, at=NOW, person_id=one, **known)


def test_a_head_outside_his_places_is_nobody(one: int) -> None:
    register(source_row(9, province="10", county="1001", centre=""))
    with pytest.raises(UnknownPerson):
        set_head(actor=_HERE, at=NOW, person_id=one, head_id=person(9).pk)


def test_a_file_shows_household_residences_and_history(one: int) -> None:
    record_move(actor=OPERATOR, at=NOW, person_id=one, to=_THERE, on=_TODAY)
    with looking(OPERATOR):
        found = person_file(one)
    assert [member.is_head for member in found.members] == [True, False]
    assert [stay.until for stay in found.stays] == [None, _TODAY]
    assert {change.about for change in found.history} == {"person", "household"}
    for change in found.history:
        (moved,) = change.differences
        assert moved.label == "واحد نگه‌دارندهٔ پرونده"
        assert ("۱۰۱۱" in moved.old, "۱۰۱۱" in moved.new) == (False, True)
    with looking(_HERE), pytest.raises(UnknownPerson):
        person_file(one)


def _refuses(refusal: type[Refusal], act: Callable[..., None], who: int, **known: Any) -> None:
    with pytest.raises(refusal):
        act(actor=OPERATOR, at=NOW, person_id=who, **known)
