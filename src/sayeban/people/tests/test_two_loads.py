"""Two loads at once: what one made after the other had planned is taken over."""

import pytest
from django.db import IntegrityError, connection, transaction

from sayeban.people.actions import register_in_bulk as bulk
from sayeban.people.tests.makers import national_id, person, register, source_row

pytestmark = pytest.mark.django_db


@pytest.fixture
def _stale_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    """The load plans as if nobody were registered: the other one commits right afterwards."""
    register(source_row(1, head_national_id=national_id(2)))
    plans = tuple(
        plan.replace("= s.national_id", "= s.national_id AND false").replace(
            "= n.head", "= n.head AND false"
        )
        for plan in bulk._PLANS
    )
    assert plans != bulk._PLANS
    monkeypatch.setattr(bulk, "_PLANS", plans)


def _second_load() -> None:
    register(
        source_row(1, head_national_id=national_id(2), full_name="الف"),
        source_row(3, head_national_id=national_id(2)),
    )
    connection.check_constraints()


@pytest.mark.usefixtures("_stale_plan")
def test_the_second_load_joins_the_households_of_the_first() -> None:
    _second_load()
    assert person(1).full_name == "الف"
    assert person(1).household_id == person(2).household_id == person(3).household_id


@pytest.mark.usefixtures("_stale_plan")
def test_without_taking_over_the_load_would_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control of the one before."""
    monkeypatch.setattr(bulk, "_TAKE_OVER", "SELECT 1")
    with pytest.raises(IntegrityError), transaction.atomic():
        _second_load()
