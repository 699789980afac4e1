"""What boards show is what a full count of the rows would show, after whatever was done to them."""

from contextlib import suppress
from itertools import count

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from sayeban.exemptions.actions.sum_counts import sum_counts
from sayeban.exemptions.models import Campaign, Row, StateCount
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.counts import counted, kept
from sayeban.exemptions.tests.ladder import CENTRE, COUNTY, FAR, PROVINCE, SECOND
from sayeban.exemptions.tests.makers import NOW
from sayeban.exemptions.tests.meeting import meet
from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR, SYSTEM
from sayeban.runtime.context import acting

PLACES = (CENTRE, SECOND, COUNTY, FAR, PROVINCE)
STATES = ("pending", "collected", "returned", "centre_approved", "released")
_codes = count(1)

steps = st.lists(
    st.tuples(
        st.sampled_from(["insert", "state", "move", "delete", "undone", "sum", "told"]),
        st.sampled_from(PLACES),
        st.sampled_from(STATES),
    ),
    min_size=3,
    max_size=15,
)


class _UndoneError(Exception):
    pass


def changed(campaign: Campaign, values: dict[str, str], where: Unit) -> None:
    """All rows of one worklist by one statement, as every command writes."""
    Row.objects.filter(campaign=campaign, centre=where.centre, county=where.county).update(**values)


def place(unit: Unit) -> dict[str, str]:
    return {"province": unit.province, "county": unit.county, "centre": unit.centre}


def take(campaign: Campaign, step: str, where: Unit, state: str) -> None:
    """One command, or one that fails behind its last statement."""
    if step == "insert":
        makers.row(campaign, where, state=state)
    elif step == "sum":
        sum_counts(actor=SYSTEM, at=NOW)
    else:
        with acting(OPERATOR, NOW):
            if step == "delete":
                Row.objects.filter(campaign=campaign, centre=where.centre, state=state).delete()
            elif step == "move":
                changed(campaign, place(PLACES[STATES.index(state)]), where)
            elif step == "told":
                told = "" if state == "pending" else "will_send"
                changed(campaign, {"contacted": told}, where)
            else:
                changed(campaign, {"state": state}, where)
            if step == "undone":
                raise _UndoneError


@pytest.mark.django_db
@given(steps)
def test_kept_counts_are_what_a_full_count_says(walk: list[tuple[str, Unit, str]]) -> None:
    campaign = makers.campaign(f"counts{next(_codes)}")
    for where in PLACES:
        makers.row(campaign, where)
    for step, where, state in walk:
        with suppress(_UndoneError):
            take(campaign, step, where, state)
        assert kept() == counted()


@pytest.mark.django_db
def test_a_change_that_no_trigger_sees_is_seen_by_the_count() -> None:
    """The control: without its trigger a change of state leaves the kept counts behind."""
    campaign = makers.campaign()
    makers.row(campaign, CENTRE)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("RESET ROLE")
        cursor.execute("ALTER TABLE exemptions_row DISABLE TRIGGER exemptions_row_count_update")
        cursor.execute("SET ROLE sayeban_web")
    with acting(OPERATOR, NOW):
        changed(campaign, {"state": "collected"}, CENTRE)
    assert kept() != counted()


@pytest.mark.django_db
def test_a_sum_leaves_one_line_a_worklist_and_state() -> None:
    campaign = makers.campaign()
    for where in (CENTRE, CENTRE, SECOND):
        makers.row(campaign, where)
    with acting(OPERATOR, NOW):
        changed(campaign, {"state": "collected"}, SECOND)
    assert sum_counts(actor=SYSTEM, at=NOW) == 1
    with acting(OPERATOR, NOW):
        lines = {
            Unit.of_place(c.province, c.county, c.centre): c.rows for c in StateCount.objects.all()
        }
        assert StateCount.objects.count() == len(lines)
    assert lines == {CENTRE: 2, SECOND: 1}
    assert sum_counts(actor=SYSTEM, at=NOW) == 0


@pytest.mark.usefixtures("transactional_db")
def test_a_sum_that_meets_another_one_keeps_what_changed_between_them() -> None:
    """The second sum finds the lines of the first one gone, and one of who was told alone."""
    campaign = makers.campaign()
    for _ in range(2):
        makers.row(campaign, CENTRE)

    def summed() -> int:
        return sum_counts(actor=SYSTEM, at=NOW)

    def told_and_summed() -> None:
        with acting(OPERATOR, NOW):
            changed(campaign, {"contacted": "will_send"}, CENTRE)
        summed()

    for after in (4, 5, 6):
        with acting(OPERATOR, NOW):
            changed(campaign, {"contacted": ""}, CENTRE)
        meet(summed, told_and_summed, after)
        assert kept() == counted()


@pytest.mark.usefixtures("transactional_db")
def test_a_sum_beside_another_sum_or_a_command_changes_no_figure() -> None:
    campaign = makers.campaign()
    for where in (CENTRE, CENTRE, SECOND):
        makers.row(campaign, where)

    def command() -> None:
        with acting(OPERATOR, NOW):
            changed(campaign, {"state": "collected"}, CENTRE)

    def summed() -> int:
        return sum_counts(actor=SYSTEM, at=NOW)

    for after in (4, 5, 6):
        meet(summed, summed, after)
        assert kept() == counted()
        meet(summed, command, after)
        assert kept() == counted()
        meet(command, summed, after)
        assert kept() == counted()
