"""A partner is told of events of those whom it asked for and may see, once."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from sayeban.exemptions import reactions as _exemptions  # noqa: F401 - registers them
from sayeban.exemptions.tests.feeds.makers import agreed, published
from sayeban.exemptions.tests.makers import campaign
from sayeban.exemptions.tests.release_makers import approved, bills, ground, released
from sayeban.interop import reactions as _interop  # noqa: F401 - the same
from sayeban.interop.actions.keep_partners import close_partner
from sayeban.interop.public import exchange_messages
from sayeban.interop.tests.described import faults
from sayeban.interop.tests.makers import BASE, EXPERT, Party, now, partner
from sayeban.interop.tests.receiver import Receiver, receiver
from sayeban.people.public import change_head, record_death
from sayeban.people.tests.makers import national_id, person, register, rows_of, source_row
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.outbox import deliver_next

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _people(settings: Settings, tmp_path: Path) -> None:
    settings.HOME = tmp_path
    register(
        source_row(51, full_name="مریم رضایی"),
        source_row(52, full_name="علی رضایی", head_national_id=national_id(51)),
        source_row(53, full_name="زهرا", province="10", county="1001", centre="1011"),
    )


@pytest.fixture
def there() -> Iterator[Receiver]:
    with receiver() as made:
        yield made


def wanted(event: str, entity: str = "Member", **changed: Any) -> dict[str, Any]:
    told = {
        "reg_event_type": event,
        "filter_type": "predicate",
        "filter": [
            {
                "expression1": {
                    "attribute_name": "province",
                    "operator": "in",
                    "attribute_value": ["07", "10"],
                }
            }
        ],
        "notify_record_type": f"spdci-extensions-dci:{entity}",
    }
    return told | changed


def subscribed(party: Party, there: Receiver, *wishes: dict[str, Any]) -> list[dict[str, Any]]:
    """What the partner is answered to its subscriptions."""
    items = [
        {"reference_id": f"r{n}", "timestamp": now().isoformat(), "subscribe_criteria": each}
        for n, each in enumerate(wishes)
    ]
    message = {"transaction_id": "t", "subscribe_request": items}
    sent = party.message("subscribe", message, sender_uri=there.url)
    assert party.post(f"{BASE}/registry/subscribe", sent).status_code == 202
    exchange_messages(now())
    found: list[dict[str, Any]] = there.message()["message"]["subscribe_response"]
    there.came.clear()
    return found


def told(there: Receiver) -> list[dict[str, Any]]:
    """The events that came since; each message has the form of the standard."""
    while deliver_next(now()):
        pass
    exchange_messages(now())
    messages = [there.message(place) for place in range(len(there.came))]
    there.came.clear()
    for each in messages:
        assert each["header"]["action"] == "notify"
        assert [f for f in faults(each, "/registry/notify") if "is not valid" not in f] == []
    return [event for each in messages for event in each["message"]["notify_event"]]


def died(serial: int) -> None:
    record_death(
        actor=OPERATOR,
        at=now(),
        person_id=person(serial).pk,
        on=now().date(),
        evidence="گواهی",
    )


def test_a_death_is_told_to_who_asked_and_once(there: Receiver) -> None:
    subscribed(partner(addresses=[there.url]), there, wanted("death"))
    died(52)
    [event] = told(there)
    assert event["data"]["reg_event_type"] == "death"
    member = event["data"]["reg_records"]
    assert member["member_identifier"][0]["identifier_value"] == national_id(52)
    assert member["demographic_info"]["death_date"] == now().date().isoformat()
    assert told(there) == []


def test_nothing_is_told_of_who_lives_elsewhere(there: Receiver) -> None:
    subscribed(partner(addresses=[there.url]), there, wanted("death"))
    died(53)
    assert told(there) == []
    # The control: the same event of one of its places is told.
    died(51)
    assert len(told(there)) == 1


def test_another_head_is_told_with_the_household(there: Receiver) -> None:
    subscribed(partner(addresses=[there.url]), there, wanted("head_change", "Group"))
    change_head(actor=OPERATOR, at=now(), person_id=person(52).pk)
    [event] = told(there)
    head = event["data"]["reg_records"]["group_head_info"]
    assert head["member_identifier"][0]["identifier_value"] == national_id(52)


def test_the_begin_and_the_end_of_exemptions_are_told(there: Receiver) -> None:
    """Given two subscriptions, when a list is published and later its only member dies, then the
    household is told as enrolled and then as changed, each once."""
    ground()
    made = campaign()
    row = approved(made, bills=bills(1))
    agreed()
    both = (wanted("enrollement", "Group"), wanted("enrollement_status_change", "Group"))
    subscribed(partner(addresses=[there.url]), there, *both)
    published(released().release_id)
    [begun] = {each["data"]["reg_event_type"]: each for each in told(there)}.values()
    assert begun["data"]["reg_event_type"] == "enrollement"
    programmes = begun["data"]["reg_records"]["additional_attributes"]
    assert {each["programme"]["programme_type"] for each in programmes} == {"7"}
    assert told(there) == []
    record_death(
        actor=OPERATOR, at=now(), person_id=row.person_id, on=now().date(), evidence="گواهی"
    )
    ended = told(there)
    assert {e["data"]["reg_event_type"] for e in ended} == {"enrollement_status_change"}
    assert all("additional_attributes" not in e["data"]["reg_records"] for e in ended)


def test_who_subscribes_later_is_not_told_what_was_before(there: Receiver) -> None:
    ground()
    approved(campaign(), bills=bills(1))
    agreed()
    published(released().release_id)
    exchange_messages(now())
    subscribed(partner(addresses=[there.url]), there, wanted("enrollement", "Group"))
    assert told(there) == []
    assert rows_of("SELECT count(*) FROM interop_feedseen")[0][0] > 0


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        (wanted("eclipse"), "rjct.notify_types.invalid"),
        (wanted("marriage"), "rjct.notify_types.invalid"),
        (wanted("death", "Village"), "rjct.notify_types.invalid"),
        (wanted("death", filter=[]), "rjct.filter.invalid"),
        (wanted("death", filter_type="graphql"), "rjct.filter.invalid"),
        (
            wanted("death", filter_type="idtype-value", filter={"type": "x", "value": "1"}),
            "rjct.filter.invalid",
        ),
    ],
)
def test_what_nobody_tells_is_refused(there: Receiver, wish: dict[str, Any], code: str) -> None:
    [answer] = subscribed(partner(addresses=[there.url]), there, wish)
    assert (answer["status"], answer["status_reason_code"]) == ("rjct", code)
    assert rows_of("SELECT 1 FROM interop_subscription") == []


def test_nobody_subscribes_twice_to_the_same(there: Receiver) -> None:
    party = partner(addresses=[there.url])
    first, second = subscribed(party, there, wanted("death"), wanted("death"))
    assert first["status"] == "succ"
    assert second["status_reason_code"] == "rjct.event.already_subscribed"


def test_whoever_ends_a_subscription_is_told_no_more(there: Receiver) -> None:
    party = partner(addresses=[there.url])
    [begun] = subscribed(party, there, wanted("death"))
    code = begun["subscriptions"][0]["code"]

    def ended(by: Party) -> dict[str, Any]:
        message = {
            "transaction_id": "t",
            "timestamp": now().isoformat(),
            "subscription_codes": [code],
        }
        sent = by.message("unsubscribe", message, sender_uri=there.url)
        assert by.post(f"{BASE}/registry/unsubscribe", sent).status_code == 202
        exchange_messages(now())
        found: dict[str, Any] = there.message()["message"]
        there.came.clear()
        return found

    stranger = ended(partner("other", addresses=[there.url]))
    assert stranger["status_reason_code"] == "rjct.subscription_code.invalid"
    assert ended(party)["status"] == "succ"
    died(51)
    assert told(there) == []


def test_a_closed_partner_is_told_no_event(there: Receiver) -> None:
    subscribed(partner(addresses=[there.url]), there, wanted("death"))
    close_partner(actor=EXPERT, at=now(), partner="welfare")
    died(51)
    assert told(there) == []
