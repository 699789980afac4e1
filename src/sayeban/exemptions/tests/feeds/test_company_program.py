"""The program of a company reads its feed and answers it (issue section 6)."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from sayeban.accounts.public import rotate_client
from sayeban.country.formats import bill_id
from sayeban.exemptions.actions.make_snapshot import make_snapshot
from sayeban.exemptions.models import CompanyReceipt, ConsumptionReport, Exemption, Feed, Row
from sayeban.exemptions.tests.feeds.makers import EXPERT, FEED, agreed, token
from sayeban.exemptions.tests.feeds.test_people import deliver
from sayeban.exemptions.tests.feeds.without_network import in_this_process
from sayeban.exemptions.tests.makers import NOW
from sayeban.organisations.public import end_agreement
from sayeban.people.public import record_death
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting
from sayeban.utility_client.judging import is_bill_id
from sayeban.utility_client.reading import open_feeds, pull, snapshot
from sayeban.utility_client.sending import consumption, receipts
from sayeban.utility_client.service import Answer, Service, ServiceFault
from sayeban.utility_client.store import Store, standing

pytestmark = pytest.mark.django_db


class Losing:
    """The site does what it is asked; each first answer to what is sent is lost on its way."""

    def __init__(self) -> None:
        self.seen: set[str] = set()

    def __call__(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes | None
    ) -> Answer:
        answer = in_this_process(method, url, headers, body)
        key = headers.get("Idempotency-Key", "")
        if key and key not in self.seen:
            self.seen.add(key)
            raise ConnectionError
        return answer


def service(send: Callable[..., Answer] = in_this_process) -> Service:
    secret = rotate_client(actor=EXPERT, at=NOW, client_id="gas-307")
    return Service("http://testserver", "gas-307", secret, send, sleep=lambda _: None)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "company.sqlite3")


def bill(store: Store, place: int = 0) -> str:
    found: str = store.rows("SELECT bill_id FROM exemption ORDER BY bill_id")[place][0]
    return found


def said() -> Counter[str]:
    """How many exemptions of the feed stand in each state of what their company said."""
    with acting(OPERATOR, NOW):
        return Counter(
            Exemption.objects.filter(feed=FEED)
            .order_by("pk")
            .values_list("receipt_status", flat=True)
        )


def test_a_company_reads_applies_and_answers(gas: Client, store: Store) -> None:
    own = service()

    assert open_feeds(own) == [FEED]
    assert pull(own, store, [FEED]) == {FEED: 3}
    unknown = {bill(store)}
    assert receipts(own, store, [FEED], unknown) == {"accepted": 3, "rejected": 0}
    assert consumption(own, store, [FEED]) == {"accepted": 2, "rejected": 0}

    assert said() == {"rjct": 1, "succ": 2}
    with acting(OPERATOR, NOW):
        rejected = Exemption.objects.get(receipt_status="rjct")
        assert (rejected.bill_id, rejected.receipt_code) == (*unknown, "rjct.bill_id.not_found")
        assert ConsumptionReport.objects.count() == 2
    stands = {"standing": 3, "ended": 0, "rejected": 1, "unanswered": 0}
    assert standing(store) == {FEED: {"seq": 3, **stands}}


def test_a_second_round_says_nothing_twice(gas: Client, store: Store) -> None:
    own = service()
    for _ in range(2):
        pull(own, store, [FEED])
        receipts(own, store, [FEED])
        consumption(own, store, [FEED])
    with acting(OPERATOR, NOW):
        assert (CompanyReceipt.objects.count(), ConsumptionReport.objects.count()) == (3, 3)


def test_what_is_sent_again_after_a_lost_answer_counts_once(gas: Client, store: Store) -> None:
    own = service(Losing())
    pull(own, store, [FEED])
    assert receipts(own, store, [FEED]) == {"accepted": 3, "rejected": 0}
    with acting(OPERATOR, NOW):
        assert CompanyReceipt.objects.count() == 3


def test_who_gives_up_sends_later_under_the_same_key(gas: Client, store: Store) -> None:
    def nobody(*_: object) -> Answer:
        raise ConnectionError("refused")

    pull(service(), store, [FEED])
    with pytest.raises(ServiceFault, match=r"service\.unreachable"):
        receipts(service(nobody), store, [FEED])
    [kept] = store.waiting()
    losing = Losing()
    receipts(service(losing), store, [FEED])
    assert (losing.seen, store.waiting()) == ({kept.key}, [])


def test_a_death_ends_what_the_company_holds(gas: Client, store: Store) -> None:
    own = service()
    pull(own, store, [FEED])
    receipts(own, store, [FEED])
    with acting(OPERATOR, NOW):
        person = Row.objects.order_by("pk")[0].person_id
    record_death(actor=OPERATOR, at=NOW, person_id=person, on=NOW.date(), evidence="گواهی")
    deliver()

    assert pull(own, store, [FEED]) == {FEED: 1}
    assert receipts(own, store, [FEED]) == {"accepted": 1, "rejected": 0}
    assert consumption(own, store, [FEED]) == {"accepted": 2, "rejected": 0}
    [ended] = store.rows("SELECT reason, version, answered FROM exemption WHERE record IS NULL")
    assert ended[:] == ("deceased", 2, 2)


def test_numbers_that_begin_anew_are_read_from_the_start(gas: Client, store: Store) -> None:
    own = service()
    pull(own, store, [FEED])
    receipts(own, store, [FEED])
    gone = store.rows("SELECT exemption_id FROM exemption")[0][0]
    with acting(OPERATOR, NOW):
        Feed.objects.update(epoch="anew")
    with store.writing() as file:
        file.execute("UPDATE exemption SET exemption_id = 'no more' WHERE exemption_id = ?", [gone])

    assert pull(own, store, [FEED]) == {FEED: 3}

    assert {row[0] for row in store.rows("SELECT epoch FROM exemption")} == {"anew"}
    assert store.rows("SELECT count(*), sum(answered) FROM exemption")[0][:] == (3, 2)


def test_a_feed_that_tells_its_beginning_no_more_is_a_fault(gas: Client, store: Store) -> None:
    with acting(OPERATOR, NOW):
        Feed.objects.update(first_retained_seq=2)
    with pytest.raises(ServiceFault, match=r"cursor\.expired"):
        pull(service(), store, [FEED])


@pytest.fixture
def listed(gas: Client, tmp_path: Path, settings: Settings) -> None:
    """A list of what stands was made, and the feed tells its first change no more."""
    settings.HOME = tmp_path
    assert make_snapshot(actor=OPERATOR, at=NOW, feed_id=FEED)
    with acting(OPERATOR, NOW):
        Feed.objects.update(first_retained_seq=2)


def test_who_can_read_no_changes_takes_what_stands(listed: None, store: Store) -> None:
    own = service()
    assert pull(own, store, [FEED]) == {FEED: 0}
    stands = {"standing": 3, "ended": 0, "rejected": 0, "unanswered": 3}
    assert standing(store) == {FEED: {"seq": 3, **stands}}
    assert receipts(own, store, [FEED]) == {"accepted": 3, "rejected": 0}
    assert pull(own, store, [FEED]) == {FEED: 0}


def test_what_is_on_the_list_no_more_goes_and_what_was_answered_stays(
    gas: Client, store: Store, tmp_path: Path, settings: Settings
) -> None:
    settings.HOME = tmp_path
    own = service()
    pull(own, store, [FEED])
    receipts(own, store, [FEED])
    make_snapshot(actor=OPERATOR, at=NOW, feed_id=FEED)
    with store.writing() as file:
        file.execute(
            "UPDATE exemption SET exemption_id = 'no more' WHERE bill_id = ?", [bill(store)]
        )
    found = snapshot(own, FEED)
    assert found
    store.take_snapshot(FEED, *found)
    assert store.rows("SELECT count(*), sum(answered) FROM exemption")[0][:] == (3, 2)
    assert store.place(FEED) == found[0]


def test_a_file_that_is_not_its_manifests_is_not_taken(listed: None, store: Store) -> None:
    def other(method: str, url: str, headers: Mapping[str, str], body: bytes | None) -> Answer:
        answer = in_this_process(method, url, headers, body)
        torn = answer.body[:-1] if url.partition("?")[0].endswith(".ndjson") else answer.body
        return replace(answer, body=torn)

    with pytest.raises(ServiceFault, match=r"snapshot\.broken"):
        pull(service(other), store, [FEED])
    assert store.rows("SELECT count(*) FROM exemption")[0][:] == (0,)


def test_after_the_agreement_the_program_is_told_why(store: Store) -> None:
    number = agreed()
    token()
    own = service()
    end_agreement(actor=EXPERT, at=NOW, agreement=number, reason="پایان همکاری")
    assert open_feeds(own) == []
    with pytest.raises(ServiceFault, match=r"feed\.unknown"):
        pull(own, store, [FEED])


def test_a_wrong_secret_is_a_fault() -> None:
    token()
    stranger = Service("http://testserver", "gas-307", "wrong", in_this_process)
    with pytest.raises(ServiceFault, match="invalid_client"):
        open_feeds(stranger)


def test_the_check_of_a_bill_is_that_of_the_country() -> None:
    for number in range(10**12, 10**12 + 2_000):
        assert is_bill_id(str(number)) == bill_id.valid(str(number))
