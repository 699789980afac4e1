"""A company reconciles: what it has not answered, or has rejected (A-007)."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client

from sayeban.exemptions.tests.feeds.makers import FEED, V1, agreed, changes, program, token
from sayeban.exemptions.tests.feeds.snapshots_made import changed
from sayeban.exemptions.tests.feeds.test_back import ids, receipt, send

pytestmark = pytest.mark.django_db


def page(client: Client, query: str = "", feed: str = FEED) -> dict[str, Any]:
    found: dict[str, Any] = client.get(f"{V1}/feeds/{feed}/receipts{query}").json()
    return found


def numbers(client: Client, query: str = "") -> list[int]:
    return [each["seq"] for each in page(client, query)["data"]]


def test_what_has_no_word_and_what_is_rejected_is_open(gas: Client) -> None:
    first, second, third = ids(gas)
    assert page(gas)["data"] == changes(gas).json()["data"]
    send(gas, "receipts", [receipt(first), receipt(second, "rjct"), receipt(third, "rcvd")])
    assert numbers(gas) == [2]
    assert numbers(gas, "?state=rejected") == [2]
    assert numbers(gas, "?state=unacknowledged") == []


def test_what_was_rejected_and_is_told_anew_is_reopened(gas: Client) -> None:
    first, second, _ = ids(gas)
    send(gas, "receipts", [receipt(first, "rjct"), receipt(second)])
    changed("amend", 0)
    changed("amend", 0)
    assert numbers(gas, "?state=reopened") == [4]
    assert numbers(gas, "?state=unacknowledged") == [3, 4, 5]
    assert numbers(gas, "?state=rejected") == []


def test_an_end_is_open_until_it_is_acknowledged(gas: Client) -> None:
    first = ids(gas)[0]
    changed("revoke", 0)
    assert [each["record"] for each in page(gas)["data"] if each["op"] == "revoke"] == [None]
    send(gas, "receipts", [receipt(first, version=2)])
    assert numbers(gas) == [2, 3]


def test_pages_follow_each_other_without_a_hole(gas: Client) -> None:
    first = gas.get(f"{V1}/feeds/{FEED}/receipts?limit=2&state=unacknowledged")
    told = first.json()
    assert ([each["seq"] for each in told["data"]], told["has_more"]) == ([1, 2], True)
    link = first["Link"].removeprefix("<").partition(">")[0]
    assert (numbers(gas, link), page(gas, link)["has_more"]) == ([3], False)


def test_its_cursor_goes_on_in_no_other_list(gas: Client) -> None:
    """Who took it for one of `changes` would miss what is not open."""
    own, others = page(gas)["next_cursor"], changes(gas).json()["next_cursor"]
    assert changes(gas, f"?cursor={own}").json()["title"] == "cursor.invalid"
    assert page(gas, f"?cursor={others}")["title"] == "cursor.invalid"
    with connection.cursor() as cursor:
        cursor.execute("SELECT exemptions_cursor(%s, 'other', 1)", [f"{FEED}/receipts"])
        (old,) = cursor.fetchone() or ("",)
    assert page(gas, f"?cursor={old}")["title"] == "cursor.expired"


def test_a_company_reads_its_own_alone_and_the_columns_of_its_agreement(gas: Client) -> None:
    agreed(utility="water", company="107", columns=["settlement"])
    water = program(token("water-107", utility="water", company="107"))
    assert page(water)["title"] == "feed.unknown"
    own = page(water, feed="behzisti.water.07.107")["data"]
    assert "address" in page(gas)["data"][0]["record"]["service_point"]
    assert len(own) == 3
    assert all("address" not in each["record"]["service_point"] for each in own)


def test_each_record_leaves_a_look_and_the_call_its_own_name(gas: Client) -> None:
    page(gas)
    page(gas, "?limit=0")
    with connection.cursor() as cursor:
        cursor.execute("SELECT operation, rows, problem FROM accounts_machinecall ORDER BY id")
        kept = cursor.fetchall()[-2:]
        cursor.execute("RESET ROLE")
        cursor.execute("SELECT subject_id, rows FROM audit_look ORDER BY id DESC LIMIT 1")
        look = cursor.fetchone()
        cursor.execute("SET ROLE sayeban_web")
    assert kept == [("list_open_receipts", 3, ""), ("list_open_receipts", 0, "body.invalid")]
    assert look is not None
    assert look[0].endswith(f" {FEED}:1 2 3")
    assert look[1] == 3
