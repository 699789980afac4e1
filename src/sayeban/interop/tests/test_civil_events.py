"""A civil registry tells of a death: it is recorded once and exemptions end by themselves."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from sayeban.exemptions import reactions as _reactions  # noqa: F401 - registers them
from sayeban.exemptions.tests.feeds.makers import agreed, published
from sayeban.exemptions.tests.makers import campaign
from sayeban.exemptions.tests.release_makers import approved, bills, ground, released
from sayeban.interop.tests.makers import BASE, Party, codes, now, partner
from sayeban.people.tests.makers import national_id, register, rows_of, source_row
from sayeban.runtime.outbox import deliver_next

pytestmark = pytest.mark.django_db
NOTIFY = f"{BASE}/registry/notify"


@pytest.fixture(autouse=True)
def _people(settings: Settings, tmp_path: Path) -> None:
    settings.HOME = tmp_path
    register(source_row(51, full_name="مریم رضایی"), source_row(52, full_name="علی رضایی"))


def registry(**changed: Any) -> Party:
    told = {"title": "ثبت احوال", "provinces": [], "attributes": [], "tells": ["death", "marriage"]}
    return partner("civil", **(told | changed))


def event(serial: int, kind: str = "Death", reference: str = "e1", **record: Any) -> dict[str, Any]:
    person = {
        "identifier": {"identifier_type": "UIN", "identifier_value": national_id(serial)},
        "death_date": (now() - timedelta(days=2)).date().isoformat(),
    }
    return {
        "reference_id": reference,
        "timestamp": now().isoformat(),
        "data": {
            "reg_event_type": f"spdci-common:RegistryEventType:{kind}",
            "reg_record_type": "spdci-extensions-dci:Person",
            "reg_records": person | record,
        },
    }


def told(party: Party, *events: dict[str, Any]) -> Any:  # noqa: ANN401 - an answer of the client
    message = {"transaction_id": "t", "notify_event": list(events)}
    return party.post(NOTIFY, party.message("notify", message))


def states() -> list[tuple[str, ...]]:
    return rows_of("SELECT reference_id, event, state, problem FROM interop_civilevent ORDER BY 1")


def statuses() -> list[tuple[str, ...]]:
    return rows_of("SELECT status, status_evidence FROM people_person ORDER BY identifier")


def test_a_death_is_recorded_with_its_evidence_and_once() -> None:
    party = registry()
    answer = told(party, event(51))
    assert answer.status_code == 200
    assert answer.json()["message"]["ack_status"] == "ACK"
    assert statuses() == [("deceased", "ثبت احوال، رویداد e1"), ("", "")]
    assert told(party, event(51)).status_code == 200
    assert told(party, event(51, reference="e2")).status_code == 200
    assert states() == [("e1", "death", "taken", ""), ("e2", "death", "known", "")]
    assert len(rows_of("SELECT 1 FROM runtime_event WHERE name = 'people.died'")) == 1


def test_a_death_ends_the_exemption_of_who_lived_alone() -> None:
    """Given a household in the feed of a company, when the registry notifies the death of its only
    member, then the company is told the end with its reason."""
    ground()
    made = campaign()
    row = approved(made, bills=bills(1))
    agreed()
    published(released().release_id)
    [(identifier,)] = rows_of(f"SELECT identifier FROM people_person WHERE id = {row.person_id}")
    died = event(51)
    died["data"]["reg_records"]["identifier"] = [
        {"identifier_type": "UIN", "identifier_value": identifier}
    ]
    assert told(registry(), died).status_code == 200
    assert standing() == {None}
    while deliver_next(now()):
        pass
    assert None not in standing()
    ended = rows_of("SELECT DISTINCT op, reason FROM exemptions_feedchange WHERE op <> 'grant'")
    assert ended == [("revoke", "deceased")]


def standing() -> set[Any]:
    return {day for (day,) in rows_of("SELECT ended_on FROM exemptions_exemption")}


@pytest.mark.parametrize(
    ("changed", "state"),
    [
        ({"death_date": "2999-01-01"}, ("refused", "date.in_future")),
        ({"death_date": ""}, ("refused", "death_date")),
        ({"identifier": []}, ("stranger", "")),
        ({"identifier": {"identifier_type": "BRN", "identifier_value": "1"}}, ("stranger", "")),
    ],
)
def test_what_cannot_be_recorded_is_kept_with_its_reason(
    changed: dict[str, Any], state: tuple[str, str]
) -> None:
    assert told(registry(), event(51, **changed)).status_code == 200
    assert states() == [("e1", "death", *state)]
    assert statuses() == [("", ""), ("", "")]


def test_other_events_are_kept_and_change_nothing() -> None:
    assert told(registry(), event(52, "Marriage", "m1")).status_code == 200
    assert states() == [("m1", "marriage", "kept", "")]
    assert statuses() == [("", ""), ("", "")]


@pytest.mark.parametrize("kind", ["Divorce", "Eclipse", ""])
def test_an_event_that_its_record_does_not_name_is_refused_and_nothing_taken(kind: str) -> None:
    answer = told(registry(), event(51), event(52, kind, "e2"))
    assert codes(answer) == ["rjct.notify_types.invalid"]
    assert states() == []
    assert statuses() == [("", ""), ("", "")]


def test_who_may_only_search_tells_nothing() -> None:
    answer = told(partner(), event(51))
    assert codes(answer) == ["err.request.forbidden"]
    assert statuses() == [("", ""), ("", "")]
