"""A company's program reads its feed over HTTP (A-020, A-021)."""

import base64
import time
from base64 import b64encode, urlsafe_b64encode
from hashlib import sha256

import pytest
import time_machine
from django.db import connection
from django.test import Client
from pytest_django.fixtures import Settings

from sayeban.accounts.public import rotate_client
from sayeban.exemptions.models import Release
from sayeban.exemptions.tests.feeds.makers import (
    EXPERT,
    FEED,
    V1,
    agreed,
    basic,
    changes,
    program,
    proposed,
    published,
    token,
)
from sayeban.exemptions.tests.makers import NOW, campaign
from sayeban.exemptions.tests.release_makers import approved, bills, released
from sayeban.organisations.models import Agreement
from sayeban.organisations.public import end_agreement
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

pytestmark = pytest.mark.django_db


def test_a_program_changes_its_secret_for_a_token_and_reads_its_feeds() -> None:
    agreed()
    token()
    secret = rotate_client(actor=EXPERT, at=NOW, client_id="gas-307")

    given = Client().post(
        "/oauth2/token", {"grant_type": "client_credentials"}, headers=basic("gas-307", secret)
    )

    assert given.status_code == 200
    assert given.json()["expires_in"] == 900
    feeds = program(given.json()["access_token"]).get(f"{V1}/feeds").json()
    assert [(each["feed_id"], each["last_seq"]) for each in feeds] == [(FEED, 0)]


@pytest.mark.parametrize("secret", ["", "wrong"])
def test_a_wrong_secret_opens_nothing(secret: str) -> None:
    token()
    answer = Client().post(
        "/oauth2/token", {"grant_type": "client_credentials"}, headers=basic("gas-307", secret)
    )
    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")


def test_pages_follow_each_other_without_a_hole(gas: Client) -> None:
    first = changes(gas, "?limit=2").json()
    second = changes(gas, f"?limit=2&cursor={first['next_cursor']}").json()

    assert [each["seq"] for each in first["data"] + second["data"]] == [1, 2, 3]
    assert (first["has_more"], second["has_more"]) == (True, False)
    assert changes(gas, f"?cursor={second['next_cursor']}").json()["data"] == []


def test_a_list_is_published_once(gas: Client) -> None:
    with acting(OPERATOR, NOW):
        (last,) = Release.objects.values_list("pk", flat=True)
    assert published(last) == 0
    assert changes(gas).json()["last_seq"] == 3


def test_a_record_says_what_the_agreement_names_and_no_more() -> None:
    made = campaign()
    approved(made, bills=bills(1), address="خیابان ۱")
    agreed(columns=["settlement"])
    bearer = token()
    published(released().release_id)
    (record,) = [each["record"] for each in changes(program(bearer)).json()["data"]]
    point = record["service_point"]
    assert point.keys() == {"bill_id", "connection", "postal_code", "settlement"}
    assert record["occupant"].keys() == {"national_id", "full_name"}


def test_nothing_is_open_before_the_company_is_ready_and_after_the_agreement_ended() -> None:
    proposed()
    bearer = token()
    assert program(bearer).get(f"{V1}/feeds").json() == []
    assert changes(program(bearer)).json()["title"] == "feed.unknown"


def test_the_feed_stops_in_the_minute_in_which_an_agreement_ends() -> None:
    number = agreed()
    client = program(token())
    assert changes(client).status_code == 200
    end_agreement(actor=EXPERT, at=NOW, agreement=number, reason="پایان همکاری")
    assert changes(client).status_code == 404


def test_a_company_sees_neither_feeds_nor_exemptions_of_another(gas: Client) -> None:
    agreed(utility="water", company="107")
    water = program(token("water-107", utility="water", company="107"))
    own = changes(gas).json()["data"][0]
    bill = own["record"]["service_point"]["bill_id"]

    assert changes(water).status_code == 404
    other = water.get(f"{V1}/exemptions/{own['exemption_id']}")
    assert (other.status_code, other.json()["title"]) == (404, "exemption.unknown")
    found = water.post(f"{V1}/exemptions/lookup", {"bill_ids": [bill]}, "application/json")
    assert [each["status"] for each in found.json()["data"]] == ["not_found"]
    assert gas.get(f"{V1}/exemptions/{own['exemption_id']}").json() == own


def test_without_the_policy_another_companys_exemption_would_show(gas: Client) -> None:
    """The control: row-level security hides it, also where the function would forget to."""
    own = changes(gas).json()["data"][0]["exemption_id"]
    with connection.cursor() as cursor:
        for feed, seen in ((FEED, 1), ("behzisti.water.07.107", 0)):
            cursor.execute("SELECT set_config('sayeban.feeds', %s, true)", [feed])
            cursor.execute("SET LOCAL ROLE sayeban_company")
            cursor.execute(
                "SELECT count(*) FROM exemptions_exemption WHERE exemption_id = %s", [own]
            )
            assert cursor.fetchone() == (seen,)
            cursor.execute("SET LOCAL ROLE sayeban_web")


def test_bill_ids_are_looked_up_in_their_order_and_without_their_zeros(gas: Client) -> None:
    bill = changes(gas).json()["data"][0]["record"]["service_point"]["bill_id"]
    asked = ["123456", bill.lstrip("0"), bill]
    found = gas.post(f"{V1}/exemptions/lookup", {"bill_ids": asked}, "application/json").json()
    assert [(each["bill_id"], each["status"]) for each in found["data"]] == [
        ("123456", "not_found"),
        (asked[1], "found"),
        (bill, "found"),
    ]


@pytest.mark.parametrize(
    ("cursor", "code"),
    [
        ("x", "cursor.invalid"),
        (base64.urlsafe_b64encode(b"behzisti.gas.08.307||1").decode(), "cursor.invalid"),
        (base64.urlsafe_b64encode(f"{FEED}|other|1".encode()).decode(), "cursor.expired"),
        (base64.urlsafe_b64encode(f"{FEED}||9".encode()).decode(), "cursor.invalid"),
        (base64.urlsafe_b64encode(f"{FEED}|\0|1".encode()).decode(), "cursor.invalid"),
        ("%00", "cursor.invalid"),
    ],
)
def test_a_cursor_that_does_not_go_on_is_refused(gas: Client, cursor: str, code: str) -> None:
    answer = changes(gas, f"?cursor={cursor}")
    assert (answer.json()["title"], answer["Content-Type"]) == (code, "application/problem+json")
    assert answer.status_code == {"cursor.invalid": 400, "cursor.expired": 410}[code]


def test_what_has_another_form_is_named_place_by_place(gas: Client) -> None:
    answer = gas.post(f"{V1}/exemptions/lookup", {"bill_ids": ["۱۲۳۴۵۶"]}, "application/json")
    assert (answer.status_code, answer.json()["title"]) == (422, "body.invalid")
    assert [each["pointer"] for each in answer.json()["errors"]] == ["/body/question/bill_ids/0"]


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer x"}, {"Authorization": "x"}])
def test_without_a_token_nothing_is_answered(headers: dict[str, str]) -> None:
    for address in ("/feeds", f"/feeds/{FEED}/changes", f"/exemptions/{'0' * 32}"):
        answer = Client(headers=headers).get(V1 + address)
        assert (answer.status_code, answer.json()["title"]) == (401, "token.invalid")
        assert answer["WWW-Authenticate"].startswith("Bearer")


def test_a_token_is_over_after_a_quarter_of_an_hour(gas: Client) -> None:
    assert changes(gas).status_code == 200
    with time_machine.travel(NOW.replace(minute=NOW.minute + 15), tick=False):
        assert changes(gas).status_code == 401


def test_more_calls_than_agreed_wait_for_the_next_minute() -> None:
    agreed()
    client = program(token(per_minute=2))
    answers = [changes(client) for _ in range(3)]
    assert [each.status_code for each in answers] == [200, 200, 429]
    assert answers[-1]["Retry-After"] == "60"
    assert calls_kept()[-1] == ("list_changes", 429, "rate.exceeded")


def test_tokens_count_against_the_same_limit_and_a_wrong_secret_does_not() -> None:
    agreed()
    client = program(token(per_minute=2))
    secret = rotate_client(actor=EXPERT, at=NOW, client_id="gas-307")
    asked = {"grant_type": "client_credentials"}

    def answer(word: str) -> int:
        headers = basic("gas-307", word)
        return Client().post("/oauth2/token", asked, headers=headers).status_code

    assert [answer("wrong") for _ in range(3)] == [401, 401, 401]
    assert [answer(secret) for _ in range(3)] == [200, 200, 429]
    assert changes(client).status_code == 429
    with time_machine.travel(NOW.replace(minute=NOW.minute + 1), tick=False):
        assert (answer(secret), changes(client).status_code) == (200, 200)


def test_a_program_is_answered_at_its_addresses_alone() -> None:
    agreed()
    client = program(token(addresses=["10.1.0.0/16"]))
    assert client.get(f"{V1}/feeds", REMOTE_ADDR="10.1.2.3").status_code == 200
    assert client.get(f"{V1}/feeds", REMOTE_ADDR="10.2.2.3").json()["title"] == "client.address"


def test_a_token_opens_what_it_was_given_for() -> None:
    agreed()
    client = program(token(scopes=["exemption.receipt"]))
    assert client.get(f"{V1}/feeds").json()["title"] == "scope.missing"
    assert changes(client).json()["title"] == "scope.missing"


def test_every_call_leaves_a_line_and_every_record_a_look(gas: Client) -> None:
    changes(gas)
    changes(gas, feed="behzisti.gas.08.307")
    assert calls_kept() == [("list_changes", 200, ""), ("list_changes", 404, "feed.unknown")]
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("SELECT purpose, subject_id, rows FROM audit_look")
        ((purpose, subject, rows),) = cursor.fetchall()
        cursor.execute("SET ROLE sayeban_web")
    assert (purpose, subject.split(" ")[1], rows) == ("exemption.delivery", f"{FEED}:1-3", 3)
    assert subject.startswith("client:")


@pytest.mark.parametrize("header", ["Basic /w==", "Basic " + b64encode(b"a\0b:c").decode()])
def test_a_header_that_names_nobody_is_refused_in_words(header: str) -> None:
    sent = {"grant_type": "client_credentials"}
    answer = Client().post("/oauth2/token", sent, headers={"Authorization": header})
    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")


def calls_kept() -> list[tuple[str, int, str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT operation, status, problem FROM accounts_machinecall ORDER BY id")
        return list(cursor.fetchall())


def test_a_token_that_is_bound_to_a_certificate_asks_for_it(settings: Settings) -> None:
    agreed()
    settings.PROXIES = frozenset({"127.0.0.1"})
    thumbprint = urlsafe_b64encode(sha256(b"certificate").digest()).rstrip(b"=").decode()
    client = program(token(certificate=thumbprint))
    shown = f":{b64encode(b'certificate').decode()}:"
    assert client.get(f"{V1}/feeds").json()["title"] == "token.certificate"
    assert client.get(f"{V1}/feeds", headers={"Client-Cert": shown}).status_code == 200
    # Nobody but a proxy of ours says with which certificate somebody came.
    settings.PROXIES = frozenset()
    assert client.get(f"{V1}/feeds", headers={"Client-Cert": shown}).status_code == 401


def test_whoever_waits_hears_of_a_change_at_once(
    gas: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The list is published while a call waits; without waiting the answer is empty."""
    last = changes(gas).json()["next_cursor"]
    made = campaign("c1406")
    approved(made, bills=bills(9))
    monkeypatch.setattr(time, "sleep", lambda _: published(released("c1406").release_id))
    waits = {"Prefer": "wait=5"}

    assert changes(gas, f"?cursor={last}").json()["data"] == []
    before = calls_counted()
    answer = gas.get(f"{V1}/feeds/{FEED}/changes?cursor={last}", headers=waits).json()
    assert [each["seq"] for each in answer["data"]] == [4]
    assert calls_counted() == (before[0] + 1, before[1] + 1)


def test_whoever_waits_in_vain_made_one_call(gas: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    last = changes(gas).json()["next_cursor"]
    clock = iter(range(100))
    monkeypatch.setattr(time, "sleep", lambda _: None)
    monkeypatch.setattr(time, "monotonic", lambda: next(clock))
    before = calls_counted()
    answer = gas.get(f"{V1}/feeds/{FEED}/changes?cursor={last}", headers={"Prefer": "wait=5"})
    assert (answer.json()["data"], answer.json()["next_cursor"]) == ([], last)
    assert calls_counted() == (before[0] + 1, before[1] + 1)


@pytest.mark.parametrize("scopes", [["exemption.receipt"], ["exemption.read"]])
def test_whoever_waits_is_asked_as_everybody_is(gas: Client, scopes: list[str]) -> None:
    waits = {"Prefer": "wait=1"}
    other = program(token(f"gas-{scopes[0][-4:]}", scopes=scopes))
    answer = other.get(f"{V1}/feeds/{FEED}/changes", headers=waits)
    assert answer.status_code == {"exemption.receipt": 403, "exemption.read": 200}[scopes[0]]
    closed = other.get(f"{V1}/feeds/behzisti.gas.08.307/changes", headers=waits)
    assert closed.json()["title"] in {"scope.missing", "feed.unknown"}


def calls_counted() -> tuple[int, int]:
    """How many calls count for the limit, and how many lines are kept of them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(sum(calls), 0) FROM accounts_machineminute")
        ((counted,),) = cursor.fetchall()
    return int(counted), len(calls_kept())


def looks() -> int:
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("SELECT count(*) FROM audit_look")
        ((count,),) = cursor.fetchall()
        cursor.execute("SET ROLE sayeban_web")
    return int(count)


def test_a_page_that_is_not_the_last_leads_to_the_next(gas: Client) -> None:
    answer = changes(gas, "?limit=2")
    assert answer["Link"] == f'<?cursor={answer.json()["next_cursor"]}&limit=2>; rel="next"'
    assert "Link" not in changes(gas)


def test_an_exemption_that_did_not_change_is_not_sent_again(gas: Client) -> None:
    own = changes(gas).json()["data"][0]["exemption_id"]
    first = gas.get(f"{V1}/exemptions/{own}")
    before = looks()
    again = gas.get(f"{V1}/exemptions/{own}", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert (looks(), calls_kept()[-1]) == (before, ("one_exemption", 304, ""))
    # A record of which the company may know less is another one, though its version is the same.
    with acting(OPERATOR, NOW):
        Agreement.objects.update(columns=[])
    less = gas.get(f"{V1}/exemptions/{own}", headers={"If-None-Match": first["ETag"]})
    assert (less.status_code, less.json()["version"]) == (200, first.json()["version"])


def test_without_the_check_of_the_token_anybody_would_be_answered(gas: Client) -> None:
    """The control: one function asks who calls, of the hot operations and of the others."""
    own = changes(gas).json()["data"][0]["exemption_id"]
    addresses = [f"/feeds/{FEED}/changes", "/feeds", f"/exemptions/{own}"]
    stranger = program("nobody")
    assert {stranger.get(V1 + each).status_code for each in addresses} == {401}
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute(
            "CREATE OR REPLACE FUNCTION accounts_enter(token text, scope text, came_from inet,"
            " thumbprint text, at timestamptz, OUT problem text, OUT client bigint,"
            " OUT utility text, OUT company text) LANGUAGE sql SECURITY DEFINER AS"
            " $$ SELECT '', (SELECT id FROM public.accounts_machineclient), 'gas', '307' $$"
        )
        cursor.execute("SET ROLE sayeban_web")
    assert {stranger.get(V1 + each).status_code for each in addresses} == {200}
