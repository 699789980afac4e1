"""What becomes known of people reaches the companies by itself (A-030, A-133)."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from sayeban.exemptions import reactions as _reactions  # noqa: F401 - registers its reactions
from sayeban.exemptions.models import Row
from sayeban.exemptions.tests.feeds.makers import agreed, changes, program, published, token
from sayeban.exemptions.tests.makers import NOW, bill_id, campaign
from sayeban.exemptions.tests.release_makers import approved, released
from sayeban.people.models import Household, Person
from sayeban.people.public import record_death, record_exit
from sayeban.runtime import outbox
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting
from sayeban.runtime.outbox import deliver_next

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 23)


@pytest.fixture
def client() -> Client:
    agreed()
    return program(token())


def deliver(at: datetime = NOW) -> None:
    assert next((True for _ in range(50) if not deliver_next(at)), False)


def delivered() -> Row:
    """A client with a gas meter in the company's feed."""
    made = campaign(utilities=["gas"])
    row = approved(made, bills={"gas": bill_id(1, "gas")})
    published(released().release_id)
    deliver()
    return row


def told(client: Client) -> list[tuple[str, str, int]]:
    data = changes(client).json()["data"]
    return [(each["op"], each["reason"], each["version"]) for each in data]


def dies(row: Row) -> None:
    record_death(actor=OPERATOR, at=NOW, person_id=row.person_id, on=DAY, evidence="گواهی ۱۲")
    deliver()


def test_a_death_ends_the_exemption(client: Client) -> None:
    dies(delivered())
    assert told(client) == [("grant", "new_cover", 1), ("revoke", "deceased", 2)]
    last = changes(client).json()["data"][-1]
    # The day before he was introduced: from the day on which it became known.
    assert (last["effective_from"], last["record"]) == ("2026-11-24", None)


def test_a_later_death_ends_it_from_its_day(client: Client) -> None:
    row = delivered()
    later = NOW + timedelta(days=9)
    on = date(2026, 11, 30)
    record_death(actor=OPERATOR, at=later, person_id=row.person_id, on=on, evidence="گواهی ۱۲")
    deliver(later)
    with time_machine.travel(later, tick=False):
        bearer = program(token(at=later))
        assert changes(bearer).json()["data"][-1]["effective_from"] == "2026-11-30"


def test_without_the_reaction_it_would_go_on(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control."""
    row = delivered()
    monkeypatch.setattr(outbox, "_reactions", {})
    dies(row)
    assert told(client) == [("grant", "new_cover", 1)]


def test_who_leaves_the_cover_benefits_no_more(client: Client) -> None:
    row = delivered()
    record_exit(actor=OPERATOR, at=NOW, person_id=row.person_id, on=DAY, evidence="نامهٔ ۷")
    deliver()
    assert told(client)[-1] == ("revoke", "left_cover", 2)


def test_where_another_member_is_the_head_the_company_gets_his_name(client: Client) -> None:
    row = delivered()
    with acting(OPERATOR, NOW):
        heir = Person.objects.create(
            identifier_type="national_id",
            identifier="9990001111",
            full_name="وارث",
            household_id=row.household_id,
            province="07",
        )
        Household.objects.filter(pk=row.household_id).update(head=heir)
    dies(row)
    assert told(client)[-1] == ("amend", "correction", 2)
    record = changes(client).json()["data"][-1]["record"]
    assert record["occupant"]["full_name"] == "وارث"
    assert (record["version"], record["effective_from"]) == (2, "2026-11-24")


def test_what_concerns_nobody_of_the_feed_changes_nothing(client: Client) -> None:
    delivered()
    dies(approved(campaign("c2"), state="pending"))
    assert told(client) == [("grant", "new_cover", 1)]
