"""Values of facts: what stands, what is refused, and that the kept rows follow."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest

from sayeban.facts.public import FactValue
from sayeban.facts.refusals import (
    FactNotKept,
    FactSubjectUnknown,
    FactUnknown,
    FactValueInvalid,
    FactValueMalformed,
    FactValueOutside,
)
from sayeban.facts.tests.makers import TODAY, Subject, facts_of, household, put, row, value
from sayeban.kit.refusals import Refusal
from sayeban.kit.units import Unit
from sayeban.people.public import DateInFuture
from sayeban.people.tests.makers import clerk, person, rows_of
from sayeban.runtime.actor import Actor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]
YESTERDAY = TODAY - timedelta(1)


def test_a_value_counts_and_another_of_its_origin_supersedes_it(home: int) -> None:
    put(value(("household", home), "rent_monthly", 5_000_000, as_of=YESTERDAY))
    put(value(("household", home), "rent_monthly", 6_000_000))
    assert row(person(2).pk)["rent_monthly"] == 6_000_000
    kept = rows_of("SELECT value, superseded_at IS NULL FROM facts_value ORDER BY id")
    assert kept == [("5000000", False), ("6000000", True)]


def test_a_late_value_of_an_earlier_day_is_history_at_once(home: int) -> None:
    put(value(("household", home), "rent_monthly", 6_000_000))
    put(value(("household", home), "rent_monthly", 5_000_000, as_of=YESTERDAY))
    assert row(person(1).pk)["rent_monthly"] == 6_000_000
    found = "SELECT old.superseded_by = new.id FROM facts_value old, facts_value new"
    assert rows_of(f"{found} WHERE old.id > new.id") == [(True,)]


def test_each_type_comes_back_as_it_was_given(home: int) -> None:
    him: Subject = ("person", person(1).pk)
    put(
        value(him, "sex", "female"),
        value(him, "children_count", 3),
        value(him, "has_disability", False),
        value(him, "disability_valid_until", date(2028, 3, 20)),
        value(him, "father_name", 'کریم "آقا"، \\N'),
        value(("household", home), "home_area", Decimal("72.5")),
    )
    keys = ("sex", "children_count", "has_disability", "disability_valid_until", "father_name")
    told = ["female", 3, False, date(2028, 3, 20), 'کریم "آقا"، \\N', Decimal("72.5")]
    assert facts_of(him[1], (*keys, "home_area")) == told


def test_the_strongest_origin_counts_whatever_came_last(home: int) -> None:
    of: Subject = ("household", home)
    put(value(of, "decile", 3, origin="verified", as_of=YESTERDAY))
    put(value(of, "decile", 5, origin="received"))
    put(value(of, "decile", 1, origin="declared"))
    assert row(person(1).pk)["decile"] == 3


def test_a_value_that_is_too_old_is_unknown_and_a_fresh_one_stands_for_it(home: int) -> None:
    of: Subject = ("household", home)
    put(value(of, "decile", 3, origin="verified", as_of=TODAY - timedelta(201)))
    assert row(person(1).pk)["decile"] is None
    put(value(of, "decile", 5, origin="received", as_of=TODAY - timedelta(200)))
    assert row(person(1).pk)["decile"] == 5


def test_a_source_that_knows_nothing_any_more_makes_it_unknown(home: int) -> None:
    put(value(("household", home), "rent_monthly", 6_000_000))
    put(value(("household", home), "rent_monthly", None))
    assert row(person(1).pk)["rent_monthly"] is None


def test_the_same_values_again_write_nothing(home: int) -> None:
    told = [
        value(("household", home), "rent_monthly", 6_000_000),
        value(("household", home), "rent_monthly", 5_000_000, as_of=YESTERDAY),
    ]
    assert (put(*told), put(*told), put(*reversed(told))) == (2, 0, 0)


def test_people_tell_what_no_source_said_and_a_source_counts_for_more() -> None:
    home = household(1, tenure="tenant", birth_date=date(1980, 1, 1))
    him: Subject = ("person", person(1).pk)
    put(value(him, "sex", "male"))
    assert facts_of(him[1], ("tenure", "birth_date", "age")) == ["tenant", date(1980, 1, 1), 46]
    put(value(("household", home), "tenure", "owner"), value(him, "birth_date", date(1990, 1, 1)))
    assert facts_of(him[1], ("tenure", "age")) == ["owner", 36]


def test_who_lives_in_his_own_home_has_one_and_of_who_rents_nothing_is_said() -> None:
    home: Subject = ("household", household(1, tenure="owner"))
    him = person(1).pk
    put(value(home, "rent_monthly", 1))
    assert facts_of(him, ("tenure", "owns_house")) == ["owner", True]
    put(value(home, "tenure", "tenant"))
    assert facts_of(him, ("tenure", "owns_house")) == ["tenant", None]
    put(value(home, "owns_house", True))
    assert facts_of(him, ("tenure", "owns_house")) == ["tenant", True]


def test_what_a_source_says_of_the_house_itself_counts_for_more() -> None:
    home: Subject = ("household", household(1, tenure="owner"))
    put(value(home, "owns_house", False))
    assert facts_of(person(1).pk, ("tenure", "owns_house")) == ["owner", False]


BAD: list[tuple[str, FactValue, type[Refusal]]] = [
    ("sex", "neither", FactValueInvalid),
    ("children_count", Decimal("2.5"), FactValueInvalid),
    ("children_count", 2**63, FactValueInvalid),
    ("children_count", True, FactValueInvalid),
    ("has_disability", "بله", FactValueInvalid),
    ("disability_valid_until", "1404-12-31x", FactValueInvalid),
    ("disability_valid_until", "2026-02-30", FactValueInvalid),
    ("father_name", "", FactValueInvalid),
    ("father_name", 5, FactValueInvalid),
    ("iban", "5", FactValueMalformed),
    ("iban", "IR430120000000000000000002", FactValueMalformed),
    ("no_such_fact", 1, FactUnknown),
    ("rent_monthly", 1, FactUnknown),
    ("age", 40, FactNotKept),
]


@pytest.mark.parametrize(("fact", "told", "refusal"), BAD)
@pytest.mark.usefixtures("home")
def test_one_bad_value_refuses_all_of_them(
    fact: str, told: FactValue, refusal: type[Refusal]
) -> None:
    him: Subject = ("person", person(1).pk)
    with pytest.raises(refusal):
        put(value(him, "sex", "male"), value(him, fact, told))
    assert rows_of("SELECT count(*) FROM facts_value") == [(0,)]


@pytest.mark.usefixtures("home")
def test_what_has_not_happened_yet_is_refused() -> None:
    with pytest.raises(DateInFuture):
        put(value(("person", person(1).pk), "sex", "male", as_of=TODAY + timedelta(1)))


def _elsewhere() -> Actor:
    return clerk("county_expert", Unit.of_county("0702"))


def _himself() -> Actor:
    return Actor("citizen", "", person_id=person(2).pk, household_id=None)


@pytest.mark.parametrize("actor", [_elsewhere, _himself])
@pytest.mark.usefixtures("home")
def test_who_is_outside_the_actors_places_is_unknown(actor: Callable[[], Actor]) -> None:
    with pytest.raises(FactSubjectUnknown):
        put(value(("person", person(1).pk), "sex", "male"), actor=actor())
    put(value(("person", person(1).pk), "sex", "male"))
    put(value(("person", person(2).pk), "sex", "male"), actor=_himself())


def test_nobody_is_unknown_to_headquarters_too() -> None:
    with pytest.raises(FactSubjectUnknown):
        put(value(("person", 10**9), "sex", "male"))


OUTSIDE: list[tuple[str, FactValue]] = [
    ("decile", 12),
    ("decile", 0),
    ("decile_estimate", 11),
    ("rent_deposit", -1),
    ("home_area", Decimal("0.5")),
    ("tenancy_end", date(1405, 1, 1)),
]


@pytest.mark.parametrize(("fact", "told"), OUTSIDE)
def test_what_a_fact_cannot_be_is_refused_whole(home: int, fact: str, told: FactValue) -> None:
    him: Subject = ("household", home)
    with pytest.raises(FactValueOutside):
        put(value(him, "home_rooms", 3), value(him, fact, told))
    assert rows_of("SELECT count(*) FROM facts_value") == [(0,)]


def test_the_limits_themselves_and_what_nobody_knows_are_taken(home: int) -> None:
    him: Subject = ("household", home)
    least = value(him, "home_area", Decimal(1))
    put(value(him, "decile", 10), least, value(him, "rent_deposit", None))
    assert facts_of(person(1).pk, ("decile", "home_area")) == [10, Decimal(1)]


@pytest.mark.usefixtures("home")
def test_a_text_that_is_written_as_its_fact_is_taken_and_so_is_not_knowing_it() -> None:
    him: Subject = ("person", person(1).pk)
    put(value(him, "iban", "IR430120000000000000000001"))
    assert row(him[1])["iban"] == "IR430120000000000000000001"
    put(value(him, "iban", None))
