"""A company says what became of what it was told (A-007)."""

from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test import Client

from sayeban.exemptions.models import CompanyReceipt, ConsumptionReport, Exemption
from sayeban.exemptions.tests.feeds.makers import FEED, V1, agreed, changes, program, token
from sayeban.exemptions.tests.makers import NOW
from sayeban.organisations.models import Agreement
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as TestResponse

pytestmark = pytest.mark.django_db

NOBODY = "00000000-0000-4000-8000-000000000000"


def send(
    client: Client, what: str, items: list[dict[str, Any]], key: str = "k" * 16, feed: str = FEED
) -> "TestResponse":
    name = {"consumption-reports": "reports"}.get(what, what)
    return client.post(
        f"{V1}/feeds/{feed}/{what}",
        {name: items},
        "application/json",
        headers={"Idempotency-Key": key},
    )


def outcomes(answer: "TestResponse") -> list[str]:
    return [each["outcome"] for each in answer.json()["results"]]


def ids(client: Client) -> list[str]:
    return [each["exemption_id"] for each in changes(client).json()["data"]]


def stands(exemption: str) -> tuple[str, str, int]:
    with acting(OPERATOR, NOW):
        found = Exemption.objects.get(pk=exemption)
    return found.receipt_status, found.receipt_code, found.receipt_version


def receipt(exemption: str, status: str = "succ", version: int = 1, **more: str) -> dict[str, Any]:
    return {"exemption_id": exemption, "version": version, "status": status, **more}


def test_a_receipt_stands_and_the_agreement_is_acknowledged(gas: Client) -> None:
    first, second, _ = ids(gas)
    sent = [receipt(first), receipt(second, "rjct", status_reason_code="rjct.bill_id.not_found")]

    assert outcomes(send(gas, "receipts", sent)) == ["recorded", "recorded"]
    assert stands(first) == ("succ", "", 1)
    assert stands(second) == ("rjct", "rjct.bill_id.not_found", 1)
    with acting(OPERATOR, NOW):
        assert Agreement.objects.get().acknowledged_at == NOW


def test_what_was_never_sent_is_invalid_and_the_rest_is_taken(gas: Client) -> None:
    first = ids(gas)[0]
    answer = send(gas, "receipts", [receipt(NOBODY), receipt(first, version=2), receipt(first)])
    assert outcomes(answer) == ["invalid", "invalid", "recorded"]
    assert (answer.json()["accepted"], answer.json()["rejected"]) == (1, 2)


def test_said_again_it_is_a_duplicate_and_said_late_it_is_history(gas: Client) -> None:
    first = ids(gas)[0]
    send(gas, "receipts", [receipt(first)], "a" * 16)
    again = send(gas, "receipts", [receipt(first), receipt(first, "rcvd")], "b" * 16)
    assert outcomes(again) == ["duplicate", "stale"]
    assert stands(first) == ("succ", "", 1)
    with acting(OPERATOR, NOW):
        kept = CompanyReceipt.objects.order_by("id").values_list("status", "counts")
        assert list(kept) == [("succ", True), ("rcvd", False)]


def test_the_last_word_of_a_company_stands_also_where_it_was_said_before(gas: Client) -> None:
    first = ids(gas)[0]
    for number, status in enumerate(("succ", "rjct", "succ")):
        answer = send(gas, "receipts", [receipt(first, status)], f"{number}" * 16)
        assert outcomes(answer) == ["recorded"]
    assert stands(first) == ("succ", "", 1)
    in_one = [receipt(first, status) for status in ("rjct", "rjct", "succ", "succ")]
    answer = send(gas, "receipts", in_one, "o" * 16)
    assert outcomes(answer) == ["recorded", "duplicate", "recorded", "duplicate"]
    assert stands(first) == ("succ", "", 1)


def test_the_same_call_is_answered_the_same_and_done_once(gas: Client) -> None:
    first = ids(gas)[0]
    one, two = (send(gas, "receipts", [receipt(first)]) for _ in range(2))
    assert one.json() == two.json()
    assert two["Idempotency-Replayed"] == "true"
    with acting(OPERATOR, NOW):
        assert CompanyReceipt.objects.count() == 1


def test_without_the_kept_answer_a_repeated_call_is_answered_otherwise(gas: Client) -> None:
    """The control."""
    first = ids(gas)[0]
    send(gas, "receipts", [receipt(first)])
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM accounts_machinekey")
    assert outcomes(send(gas, "receipts", [receipt(first)])) == ["duplicate"]


def test_a_key_with_another_body_is_refused(gas: Client) -> None:
    first, second, _ = ids(gas)
    send(gas, "receipts", [receipt(first)])
    answer = send(gas, "receipts", [receipt(second)])
    assert (answer.status_code, answer.json()["title"]) == (422, "key.reused")
    assert stands(second) == ("", "", 0)


def test_a_key_of_one_address_answers_no_other(gas: Client) -> None:
    """Else a call to a second feed would be told what became of the first, and nothing be done."""
    first = ids(gas)[0]
    send(gas, "receipts", [receipt(first)])
    other = send(gas, "receipts", [receipt(first)], feed="behzisti.gas.08.307")
    assert other.json()["title"] == "feed.unknown"
    notices = gas.post(
        f"{V1}/feeds/{FEED}/notices",
        {"notices": [{"exemption_id": first, "kind": "occupant_left", "noticed_on": "2026-11-20"}]},
        "application/json",
        headers={"Idempotency-Key": "k" * 16},
    )
    assert notices.json()["title"] == "key.reused"


@pytest.mark.parametrize("key", ["short", "", "x" * 65])
def test_a_key_is_asked_for(gas: Client, key: str) -> None:
    answer = send(gas, "receipts", [receipt(NOBODY)], key)
    assert (answer.status_code, answer.json()["title"]) == (400, "key.missing")


def test_the_feed_of_another_company_takes_nothing(gas: Client) -> None:
    agreed(utility="water", company="107")
    water = program(token("water-107", utility="water", company="107"))
    first = ids(gas)[0]
    assert send(water, "receipts", [receipt(first)]).json()["title"] == "feed.unknown"
    own = send(water, "receipts", [receipt(first)], "o" * 16, "behzisti.water.07.107")
    assert outcomes(own) == ["invalid"]
    assert stands(first) == ("", "", 0)


def consumed(exemption: str, revision: int = 0, **more: Any) -> dict[str, Any]:
    return {
        "exemption_id": exemption,
        "period_start": "2026-10-23",
        "period_end": "2026-11-21",
        "consumption": "120.5",
        "unit": "m3",
        "tier": 2,
        "outcome": "exempted",
        "gross_amount_irr": 450000,
        "exempted_amount_irr": 450000,
        "revision": revision,
        **more,
    }


def test_consumption_of_a_period_is_taken_once_a_revision(gas: Client) -> None:
    first = ids(gas)[0]
    sent = [consumed(first), consumed(first), consumed(first, 2), consumed(NOBODY)]
    assert outcomes(send(gas, "consumption-reports", sent)) == [
        *("recorded", "duplicate", "recorded", "invalid"),
    ]
    late = send(gas, "consumption-reports", [consumed(first, 1)], "l" * 16)
    assert outcomes(late) == ["stale"]
    with acting(OPERATOR, NOW):
        assert ConsumptionReport.objects.count() == 3


def test_a_period_that_ends_before_it_begins_is_invalid(gas: Client) -> None:
    backwards = consumed(ids(gas)[0], period_end="2026-10-01")
    assert outcomes(send(gas, "consumption-reports", [backwards])) == ["invalid"]


def test_a_bill_that_cannot_be_is_invalid(gas: Client) -> None:
    first, second, _ = ids(gas)
    sent = [
        consumed(first, period_end="2026-11-25"),
        consumed(first, exempted_amount_irr=450_001),
        consumed(second, period_start="2026-10-25", period_end="2026-11-24"),
        consumed(second, exempted_amount_irr=None),
    ]
    assert outcomes(send(gas, "consumption-reports", sent)) == [
        *("invalid", "invalid", "recorded", "recorded"),
    ]


def test_a_notice_is_kept_once(gas: Client) -> None:
    notice = {"exemption_id": ids(gas)[0], "kind": "occupant_left", "noticed_on": "2026-11-20"}
    assert outcomes(send(gas, "notices", [notice, notice])) == ["recorded", "duplicate"]
    assert outcomes(send(gas, "notices", [notice], "n" * 16)) == ["duplicate"]


def test_a_call_that_runs_already_is_not_begun_again(gas: Client) -> None:
    first = ids(gas)[0]
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM accounts_machineclient")
        (number,) = cursor.fetchone() or (0,)
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            name = f"accounts.key/{number}/" + "k" * 16
            cursor.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", [name])
            answer = send(gas, "receipts", [receipt(first)])
    finally:
        other.close()
    assert (answer.status_code, answer.json()["title"]) == (409, "key.in_flight")
    assert outcomes(send(gas, "receipts", [receipt(first)])) == ["recorded"]


def test_an_invalid_item_says_why(gas: Client) -> None:
    (result,) = send(gas, "receipts", [receipt(NOBODY)]).json()["results"]
    assert result["problem"]["code"] == "item.invalid"


def test_what_has_another_form_is_kept_and_counted(gas: Client) -> None:
    assert send(gas, "receipts", [{"status": "succ"}]).json()["title"] == "body.invalid"
    with connection.cursor() as cursor:
        cursor.execute("SELECT operation, problem FROM accounts_machinecall ORDER BY id")
        assert cursor.fetchall()[-1] == ("post_receipts", "body.invalid")
