"""A company takes the files of a list, whole or in pieces (A-020)."""

import hashlib

import pytest
from django.db import connection
from django.test import Client

from sayeban.exemptions.models import FeedSnapshot
from sayeban.exemptions.tests.feeds.makers import (
    EXPERT,
    FEED,
    agreed,
    program,
    token,
)
from sayeban.exemptions.tests.feeds.snapshots_made import (
    content,
    files,
    made,
    manifest,
    rows_of_csv,
    taken,
    the_agreement,
)
from sayeban.exemptions.tests.makers import NOW
from sayeban.organisations.public import end_agreement
from sayeban.runtime.actor import Actor
from sayeban.runtime.context import looking

pytestmark = pytest.mark.django_db


def test_another_company_reaches_no_file(gas: Client) -> None:
    made()
    agreed(utility="water", company="107")
    water = program(token("water-107", utility="water", company="107"))
    made("behzisti.water.07.107")
    for told in files(gas).values():
        assert water.get(told["url"]).json()["title"] == "feed.unknown"
        own = told["url"].replace(FEED, "behzisti.water.07.107")
        assert water.get(own).json()["title"] == "snapshot.file_unknown"
    assert manifest(water).status_code == 404
    assert manifest(water, "behzisti.water.07.107").status_code == 200


def test_without_the_policy_another_companys_list_would_show(gas: Client) -> None:
    """The control: row-level security hides it, also where a read would forget to ask."""
    made()
    for feed, seen in ((FEED, 1), ("behzisti.water.07.107", 0)):
        with looking(Actor("client", "client:1", feeds=(feed,))):
            assert FeedSnapshot.objects.count() == seen


def test_before_a_list_is_made_the_answer_says_so(gas: Client) -> None:
    answer = manifest(gas)
    assert (answer.status_code, answer.json()["title"]) == (404, "snapshot.none")


def looks() -> int:
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("SELECT count(*) FROM audit_look WHERE subject = 'feed'")
        (count,) = cursor.fetchone() or (0,)
        cursor.execute("SET ROLE sayeban_web")
    return int(count)


def test_what_is_known_is_not_sent_again_and_is_no_look(gas: Client) -> None:
    made()
    first = manifest(gas)
    assert manifest(gas, **{"If-None-Match": first["ETag"]}).status_code == 304
    told = files(gas)["csv"]
    etag = f'"{told["sha256"]}"'
    again = gas.get(told["url"], headers={"If-None-Match": etag})
    assert (again.status_code, again["ETag"], looks()) == (304, etag, 0)
    content(gas.get(told["url"]))
    assert looks() == 1


def test_a_file_is_gone_on_with_where_it_was_cut_off(gas: Client) -> None:
    made()
    told = files(gas)["ndjson"]
    whole, half = taken(gas, "ndjson"), told["bytes"] // 2
    rest = gas.get(
        told["url"], headers={"Range": f"bytes={half}-", "If-Range": f'"{told["sha256"]}"'}
    )
    assert (rest.status_code, content(rest)) == (206, whole[half:])
    assert rest["Content-Range"] == f"bytes {half}-{told['bytes'] - 1}/{told['bytes']}"
    assert rest["Content-Length"] == str(told["bytes"] - half)


@pytest.mark.parametrize(
    ("asks", "status", "piece"),
    [
        ("bytes=0-9", 206, slice(0, 10)),
        ("bytes=-5", 206, slice(-5, None)),
        ("bytes=3-999999999", 206, slice(3, None)),
        ("bytes=-999999999", 206, slice(None)),
        ("bytes=9-3", 200, slice(None)),
        ("bytes=-", 200, slice(None)),
        ("bytes=0-1,4-5", 200, slice(None)),
        ("lines=1-2", 200, slice(None)),
        ("bytes=۱-", 200, slice(None)),
    ],
)
def test_a_range_is_answered_as_the_standard_says(
    gas: Client, asks: str, status: int, piece: slice
) -> None:
    made()
    url, whole = files(gas)["csv"]["url"], taken(gas, "csv")
    answer = gas.get(url, headers={"Range": asks})
    assert (answer.status_code, content(answer)) == (status, whole[piece])


@pytest.mark.parametrize("asks", ["bytes=999999999-", "bytes=-0"])
def test_a_range_behind_the_end_is_refused(gas: Client, asks: str) -> None:
    made()
    answer = gas.get(files(gas)["csv"]["url"], headers={"Range": asks})
    assert (answer.status_code, answer.json()["title"]) == (416, "range.invalid")


def test_a_range_of_another_file_gets_the_whole(gas: Client) -> None:
    made()
    url = files(gas)["csv"]["url"]
    answer = gas.get(url, headers={"Range": "bytes=5-", "If-Range": '"other"'})
    assert (answer.status_code, content(answer)) == (200, taken(gas, "csv"))


def test_a_compressing_client_gets_the_very_bytes(gas: Client) -> None:
    made()
    told = files(gas)["csv"]
    answer = gas.get(told["url"], headers={"Accept-Encoding": "gzip, br, zstd"})
    assert answer["ETag"] == f'"{told["sha256"]}"'
    assert len(content(answer)) == told["bytes"]


def test_wider_files_are_closed_when_an_agreement_names_less(gas: Client) -> None:
    made()
    wide = files(gas)["csv"]["url"]
    end_agreement(actor=EXPERT, at=NOW, agreement=the_agreement(), reason="توافق تازه")
    assert gas.get(wide).json()["title"] == "feed.unknown"
    agreed(columns=["settlement"])

    assert gas.get(wide).json()["title"] == "snapshot.file_unknown"
    assert manifest(gas).json()["title"] == "snapshot.none"
    assert made()
    assert "address" not in rows_of_csv(taken(gas, "csv"))[0]


def test_each_file_is_what_the_manifest_says(gas: Client) -> None:
    made()
    for kind, told in files(gas).items():
        answer = gas.get(told["url"])
        found = content(answer)
        assert hashlib.sha256(found).hexdigest() == told["sha256"]
        assert (len(found), told["rows"]) == (told["bytes"], 3)
        assert answer["Content-Length"] == str(told["bytes"])
        assert answer["ETag"] == f'"{told["sha256"]}"'
        assert "immutable" in answer["Cache-Control"]
        assert told["url"].endswith(f"{told['sha256']}.{kind}")
