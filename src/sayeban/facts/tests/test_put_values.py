"""Values of facts: what stands, what is refused, and that the kept rows follow."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from sayeban.facts.tests.makers import TODAY, facts_of, household, put, row, seeded, value
from sayeban.people.tests.makers import person, rows_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]


@pytest.fixture
def catalogue() -> None:
    seeded()


@pytest.fixture
def home() -> int:
    return household(1, 2, 3)


def test_a_value_counts_and_another_of_its_origin_supersedes_it(home: int) -> None:
    put(value(("household", home), "rent_monthly", 5_000_000, as_of=TODAY - timedelta(1)))
    put(value(("household", home), "rent_monthly", 6_000_000))
    assert row(person(2).pk)["rent_monthly"] == 6_000_000
    kept = rows_of("SELECT value, superseded_at IS NULL FROM facts_value ORDER BY id")
    assert kept == [("5000000", False), ("6000000", True)]


def test_each_type_comes_back_as_it_was_given(home: int) -> None:
    him = ("person", person(1).pk)
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


def test_what_nobody_told_is_unknown_and_counts_are_of_whom_something_is_known(home: int) -> None:
    put(*(value(("person", person(n).pk), "is_student", n == 2) for n in (1, 2)))
    assert row(person(1).pk)["rent_monthly"] is None
    assert row(person(1).pk)["members_students"] is None
    put(value(("person", person(3).pk), "is_student", False))
    assert row(person(1).pk)["members_students"] == 1
    assert row(person(1).pk)["household_size"] == 3
