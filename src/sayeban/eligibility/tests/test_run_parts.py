"""A run about many fills a part of its own, and nobody sees a difference."""

from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from sayeban.eligibility.actions import run_rule as running
from sayeban.eligibility.actions.run_rule import run_rule
from sayeban.eligibility.models import Decision, Override, Rule
from sayeban.eligibility.tests.makers import NOW, document, facts_seeded, in_force, person
from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR, Actor, Appointment
from sayeban.runtime.context import acting, looking

pytestmark = pytest.mark.django_db
CODE = "aged_support"
HEAD = Actor("user", "head", 8, (Appointment("county_head", Unit.of_county("0701")),))


@pytest.fixture
def _people() -> None:
    facts_seeded()
    for number, age in enumerate((70, 20, None, 61, 60, 59), 1):
        person(number, number, age=age)
    in_force(document())


@pytest.fixture
def _many(monkeypatch: pytest.MonkeyPatch) -> None:
    """The few of the test count as many."""
    monkeypatch.setattr(running, "_MANY", -2)


def decided(run: int) -> dict[int, tuple[Any, ...]]:
    with acting(OPERATOR, NOW):
        found = Decision.objects.filter(run=run)
        return {
            each.subject_id: (
                *(each.outcome, each.met, each.unknown, each.by_hand, each.stale_at),
                *(each.province, each.county, each.centre),
            )
            for each in found
        }


def parts() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT inhrelid::regclass::text FROM pg_inherits"
            " WHERE inhparent = 'eligibility_decision'::regclass"
        )
        return {name for (name,) in cursor.fetchall()}


def run() -> int:
    return run_rule(actor=OPERATOR, at=NOW, code=CODE).run_id


@pytest.mark.usefixtures("_people")
def test_a_large_run_stores_what_a_small_one_does(monkeypatch: pytest.MonkeyPatch) -> None:
    with acting(OPERATOR, NOW):
        Override.objects.create(
            rule=Rule.objects.get(code=CODE),
            subject_id=2,
            outcome=True,
            reason="رأی کمیسیون",
            document_id=1,
            decided_at=NOW,
            province="07",
            county="0701",
        )
    small = run_rule(actor=OPERATOR, at=NOW, code=CODE)
    assert parts() == {"eligibility_decision_few"}
    monkeypatch.setattr(running, "_MANY", -2)
    large = run_rule(actor=OPERATOR, at=NOW, code=CODE)
    assert parts() == {"eligibility_decision_few", f"eligibility_decision_{large.run_id}"}
    assert decided(large.run_id) == decided(small.run_id) != {}
    assert large.counts == small.counts
    # The control: what a run says differs once a fact does.
    person(7, 7, age=80)
    assert decided(run()) != decided(small.run_id)


@pytest.mark.usefixtures("_people", "_many")
def test_places_guard_a_part_and_nobody_reaches_it_beside_its_table() -> None:
    number = run()
    with acting(OPERATOR, NOW):
        Decision.objects.filter(run=number, subject_id=1).update(province="10", county="1001")
    with looking(HEAD):
        seen = set(Decision.objects.filter(run=number).values_list("subject_id", flat=True))
    assert seen == {2, 3, 4, 5, 6}
    for actor in (HEAD, OPERATOR):
        with (
            looking(actor),
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"SELECT * FROM eligibility_decision_{number}")


@pytest.mark.usefixtures("_people", "_many")
def test_of_a_run_each_is_decided_once() -> None:
    number = run()
    with (
        acting(OPERATOR, NOW),
        pytest.raises(IntegrityError, match="pkey"),
        transaction.atomic(),
    ):
        Decision.objects.create(run_id=number, subject_id=1, met=0, unknown=0, province="07")


@pytest.mark.usefixtures("_people")
def test_a_part_is_made_for_a_run_of_headquarters_alone() -> None:
    number = run()
    with (
        acting(HEAD, NOW),
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT eligibility_open_run(%s)", [number])
    with (
        acting(OPERATOR, NOW),
        pytest.raises(Exception, match="no run of the nation"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT eligibility_open_run(%s)", [number + 1000])
