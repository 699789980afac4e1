"""The kept rows follow people and the calendar."""

from datetime import date, timedelta

import pytest
from django.db import connection

from sayeban.facts import reactions as _reactions  # noqa: F401 - registers them
from sayeban.facts.public import open_contest, refresh_all, row_of
from sayeban.facts.tests.makers import TODAY, facts_of, household, put, row, seeded, value
from sayeban.kit.units import Unit
from sayeban.people.public import Dwelling, record_death, record_move
from sayeban.people.tests.makers import NOW, clerk, person, register, rows_of, source_row
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting, looking
from sayeban.runtime.outbox import announce, deliver_next

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]
THERE = Unit.of_county("0702")


def deliver() -> None:
    while deliver_next(NOW):
        pass


def imported() -> None:
    with acting(OPERATOR, NOW):
        announce("people.imported", str(rows_of("SELECT count(*) FROM runtime_event")), {})
    deliver()


def test_who_is_registered_has_a_row_after_the_load_is_announced() -> None:
    household(1, 2, birth_date=date(1980, 1, 1), status="active")
    assert row(person(1).pk) == {}
    imported()
    keys = ("age", "household_size", "head_age", "residence_county", "is_covered", "status")
    assert facts_of(person(1).pk, keys) == [46, 2, 46, None, True, "active"]


def test_what_a_second_load_corrects_follows() -> None:
    household(1)
    imported()
    register(source_row(1, has_file=False, postal_code="7391234567", tenure="owner"))
    imported()
    keys = ("has_file", "is_covered", "postal_code", "tenure", "residence_county")
    assert facts_of(person(1).pk, keys) == [False, False, "7391234567", "owner", "0701"]


def test_values_rows_and_contests_follow_a_household_that_moves(home: int) -> None:
    put(
        value(("household", home), "rent_monthly", 1),
        value(("person", person(2).pk), "sex", "male"),
    )
    [(given,)] = rows_of("SELECT id FROM facts_value WHERE subject_kind = 'person'")
    keeper = clerk("county_expert", Unit.of_county("0701"))
    about = {"person_id": person(2).pk, "value_id": given, "reason": "شناسنامه"}
    open_contest(actor=keeper, at=NOW, claimed="female", **about)
    record_move(actor=OPERATOR, at=NOW, person_id=person(1).pk, to=Dwelling(THERE), on=TODAY)
    deliver()
    tables = ("facts_value", "facts_personrow", "facts_householdrow", "facts_contest")
    for table in tables:
        assert rows_of(f"SELECT DISTINCT county FROM {table}") == [("0702",)]
    assert row(person(2).pk, clerk("county_expert", Unit.of_county("0701"))) == {}


def test_who_died_is_no_member_any_more(home: int) -> None:
    put(value(("household", home), "rent_monthly", 1))
    assert row(person(1).pk)["household_size"] == 3
    record_death(actor=OPERATOR, at=NOW, person_id=person(3).pk, on=TODAY, evidence="گواهی")
    deliver()
    assert facts_of(person(3).pk, ("status", "household_size", "is_covered")) == [
        "deceased",
        2,
        False,
    ]


def test_the_evening_makes_unknown_what_grew_too_old(home: int) -> None:
    put(value(("household", home), "decile", 3, as_of=TODAY - timedelta(200)))
    assert row(person(1).pk)["decile"] == 3
    refresh_all(actor=OPERATOR, at=NOW + timedelta(days=1))
    assert row(person(1).pk)["decile"] is None


def test_part_by_part_is_the_same_as_at_once_and_a_lost_row_comes_back() -> None:
    for serial in range(1, 6):
        household(serial)
        put(value(("person", person(serial).pk), "sex", "female"))
    everybody = "SELECT * FROM facts_ofperson ORDER BY id"
    before = rows_of(everybody)
    with acting(OPERATOR, NOW), connection.cursor() as cursor:
        cursor.execute("DELETE FROM facts_personrow")
        cursor.execute("DELETE FROM facts_householdrow WHERE subject_id % 2 = 0")
    assert rows_of(everybody) == []
    assert refresh_all(actor=OPERATOR, at=NOW, size=2) == 4
    assert rows_of(everybody) == before
    assert len(before) == 5


def test_seeding_again_changes_nothing_that_was_described_anew() -> None:
    with acting(OPERATOR, NOW), connection.cursor() as cursor:
        cursor.execute("UPDATE facts_fact SET label = 'دیگر' WHERE key = 'sex'")
    seeded()
    assert rows_of("SELECT label FROM facts_fact WHERE key = 'sex'") == [("دیگر",)]


def test_each_place_reads_the_rows_of_its_own_and_the_policy_is_why() -> None:
    """The control: without row-level security the same question shows everybody."""
    household(1)
    household(2, county="0702", centre="7021")
    imported()
    mine = clerk("county_expert", Unit.of_county("0701"))
    ids = (person(1).pk, person(2).pk)
    with looking(mine):
        assert [bool(row_of(each)) for each in ids] == [True, False]
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        for table in ("facts_personrow", "facts_householdrow"):
            cursor.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
        cursor.execute("SET ROLE sayeban_web")
    with looking(mine):
        assert [bool(row_of(each)) for each in ids] == [True, True]


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE facts_value SET value = '1'",
        "UPDATE facts_value SET origin = 'verified'",
        "DELETE FROM facts_value",
        "DELETE FROM facts_fact",
        "ALTER TABLE facts_personrow ADD COLUMN x text",
    ],
)
def test_nobody_overwrites_a_value_or_changes_the_table(sql: str) -> None:
    with (
        pytest.raises(Exception, match=r"permission denied|must be owner"),
        acting(OPERATOR, NOW),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)
