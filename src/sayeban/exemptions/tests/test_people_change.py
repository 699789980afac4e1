"""What is recorded in a person's file reaches the running campaign by its event."""

from datetime import date

import pytest

from sayeban.exemptions import reactions as _reactions  # noqa: F401 - registers its reactions
from sayeban.exemptions.models import Campaign, Row
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.ladder import CENTRE, fresh, world
from sayeban.people.public import change_head, record_death, record_exit
from sayeban.runtime import outbox
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.outbox import deliver_next

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 23)


def deliver() -> None:
    assert next((True for _ in range(50) if not deliver_next(makers.NOW)), False)


@pytest.fixture
def campaign() -> Campaign:
    return world()


def died(row: Row) -> None:
    record_death(
        actor=OPERATOR, at=makers.NOW, person_id=row.person_id, on=DAY, evidence="گواهی ۱۲"
    )


@pytest.mark.parametrize("state", ["pending", "collected", "centre_approved", "county_approved"])
def test_who_dies_leaves_the_running_campaign(campaign: Campaign, state: str) -> None:
    row, other = makers.row(campaign, CENTRE, state=state), makers.row(campaign, CENTRE)
    died(row)
    deliver()
    assert (fresh(row).status, fresh(row).aside) == ("deceased", "deceased")
    assert fresh(other).aside == ""


def test_without_the_reaction_the_row_would_stay(
    campaign: Campaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    monkeypatch.setattr(outbox, "_reactions", {})
    row = makers.row(campaign, CENTRE)
    died(row)
    deliver()
    assert fresh(row).aside == ""


def test_who_leaves_the_files_leaves_the_campaign_too(campaign: Campaign) -> None:
    row = makers.row(campaign, CENTRE)
    record_exit(actor=OPERATOR, at=makers.NOW, person_id=row.person_id, on=DAY, evidence="نامهٔ ۷")
    deliver()
    assert fresh(row).aside == "exited"


def test_a_new_head_gives_his_connections_to_the_members(campaign: Campaign) -> None:
    old = makers.row(campaign, CENTRE)
    new = makers.row(
        campaign,
        CENTRE,
        household_of=old,
        state="collected",
        bills={"gas": makers.bill_id(77, "gas")},
    )
    change_head(actor=OPERATOR, at=makers.NOW, person_id=new.person_id)
    deliver()
    assert (fresh(old).is_head, fresh(new).is_head) == (False, True)
    assert fresh(old).household_id == fresh(new).household_id
