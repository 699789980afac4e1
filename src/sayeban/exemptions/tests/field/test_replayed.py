"""The queues of two phones come again and in any order: each answer is told one thing for ever."""

import random
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from sayeban.accounts.public import Post
from sayeban.exemptions.actions.collect_entry import EntryTaken
from sayeban.exemptions.actions.row_refusals import ROW_REFUSALS
from sayeban.exemptions.models import Campaign, Row
from sayeban.exemptions.pages.field import fill as filling
from sayeban.exemptions.pages.field import send as sending
from sayeban.exemptions.pages.row.refused import CONFLICT
from sayeban.exemptions.refusals import CampaignNotOpen
from sayeban.exemptions.tests import sheets_made
from sayeban.exemptions.tests.field.scene import card_of, picture, typed
from sayeban.exemptions.tests.ladder import CENTRE, fresh
from sayeban.exemptions.tests.test_pages_of_rows import looks
from sayeban.exemptions.tests.visiting import client_of, staff
from sayeban.kit.refusals import Refusal
from sayeban.runtime.refusals import AccessDenied, Busy, NoRoom

pytestmark = pytest.mark.django_db
Told = tuple[int, dict[str, Any]]


def send(client: Client, row: Row, answer: dict[str, object]) -> Told:
    reply = client.post(f"{card_of(row)}send/", answer)
    return reply.status_code, reply.json()


@pytest.fixture
def colleague(campaign: Campaign) -> Client:
    other = staff("colleague", Post.SOCIAL_WORKER, CENTRE)
    sheets_made.trained(campaign, other)
    return client_of(other)


def conflict_undone(worker: Client, colleague: Client, row: Row) -> tuple[Told, Told]:
    """The worker's answer meets his colleague's; he then writes the row anew himself, so that
    nobody else stands in the way when the lost reply's answer comes again."""
    late = typed(row)
    assert send(colleague, row, typed(row, location="rural"))[0] == 200
    first = send(worker, row, late)
    assert first[1]["state"] == "conflict"
    mine = typed(row, version=str(fresh(row).version), location="rural", remarks="تازه")
    assert send(worker, row, mine)[0] == 200
    return first, send(worker, row, late)


def test_a_conflict_that_comes_again_stays_one(
    campaign: Campaign, worker: Client, colleague: Client
) -> None:
    row = sheets_made.known_row(campaign)
    first, again = conflict_undone(worker, colleague, row)
    assert again == first
    assert (fresh(row).location, fresh(row).remarks) == ("rural", "تازه")


def test_without_what_was_kept_it_would_be_taken(
    campaign: Campaign, worker: Client, colleague: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: nothing else stands between."""
    monkeypatch.setattr(sending, "keep_refused", lambda **_: None)
    row = sheets_made.known_row(campaign)
    _, again = conflict_undone(worker, colleague, row)
    assert again[1]["state"] == "sent"
    assert fresh(row).remarks == ""


@pytest.mark.parametrize("seed", range(3))
def test_two_queues_in_any_order_are_each_told_the_same(
    campaign: Campaign, worker: Client, colleague: Client, seed: int
) -> None:
    rows = [sheets_made.known_row(campaign) for _ in range(3)]
    wrong = {"gas_bill": "1234567890123"}
    queued = [
        (phone, row, typed(row, location=location, **(wrong if number == 2 else {})))
        for phone, location in ((worker, "urban"), (colleague, "rural"))
        for number, row in enumerate(rows)
    ]
    deliveries = [*enumerate(queued)] * 3
    random.Random(seed).shuffle(deliveries)  # noqa: S311 - no secret
    told: dict[int, Told] = {}
    for number, (phone, row, answer) in deliveries:
        status, said = send(phone, row, answer)
        said.pop("again", None)
        assert told.setdefault(number, (status, said)) == (status, said)
    states = [told[number][1]["state"] for number in range(6)]
    assert {states[0], states[3]} == {states[1], states[4]} == {"sent", "conflict"}
    assert states[2] == states[5] == "refused"
    assert [fresh(row).version - row.version for row in rows] == [1, 1, 0]


def test_another_body_under_the_same_key_is_refused_in_words(
    campaign: Campaign, worker: Client
) -> None:
    row = sheets_made.known_row(campaign)
    for first in (typed(row), typed(row, version="2", gas_bill="1234567890123")):
        send(worker, row, first)
        for other in ({"remarks": "دیگر"}, {"gas_photo": picture()}, {"location": "rural"}):
            status, said = send(worker, row, first | other)
            assert (status, said) == (422, {"state": "refused", "message": EntryTaken.sentence})
    assert fresh(row).remarks == ""


PASSES = [
    (Busy(), 503),
    (NoRoom(percent=93), 503),
    (AccessDenied(), 403),
    (CampaignNotOpen(campaign="c1405", starts=""), 422),
    (ROW_REFUSALS["worklist.closed"](), 422),
]


@pytest.mark.parametrize(("passes", "status"), PASSES)
def test_what_passes_by_itself_is_not_kept(
    passes: Refusal,
    status: int,
    campaign: Campaign,
    worker: Client,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    row = sheets_made.known_row(campaign)
    answer = typed(row)
    with monkeypatch.context() as now:
        now.setattr(sending, "take", refusing(passes))
        assert send(worker, row, answer)[0] == status
    assert send(worker, row, answer)[0] == 200


@pytest.mark.parametrize(
    ("late", "status", "state"),
    [
        (Busy(), 503, "waiting"),
        (NoRoom(percent=93), 503, "waiting"),
        (AccessDenied(), 403, "refused"),
        (EntryTaken(), 422, "refused"),
        (ROW_REFUSALS["row.unknown_key"](), 422, "refused"),
    ],
)
def test_what_stops_the_keeping_is_told_to_the_phone_too(
    late: Refusal,
    status: int,
    state: str,
    campaign: Campaign,
    worker: Client,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sending, "keep_refused", refusing(late))
    row = sheets_made.known_row(campaign)
    told = send(worker, row, typed(row, gas_bill="1234567890123"))
    assert (told[0], told[1]["state"]) == (status, state)


def refusing(refusal: Refusal) -> Callable[..., None]:
    def refuses(*_: object, **__: object) -> None:
        raise refusal

    return refuses


@pytest.mark.parametrize(
    "faulty",
    [
        {"gas_bill": "1234567890123"},
        {"gas_type": "none", "gas_number": "778"},
    ],
)
def test_a_conflict_with_a_faulty_value_is_told_as_a_conflict(
    campaign: Campaign, worker: Client, colleague: Client, faulty: dict[str, str]
) -> None:
    row = sheets_made.known_row(campaign)
    late = typed(row, **faulty)
    assert send(colleague, row, typed(row, location="rural"))[0] == 200
    status, told = send(worker, row, late)
    assert (status, told["state"]) == (422, "conflict")
    assert "دارای انشعاب شهری" in str(told["conflicts"])
    assert send(worker, row, late) == (status, told)
    page = worker.post(f"{card_of(row)}fill/", typed(row, **faulty))
    assert page.status_code == 422
    assert CONFLICT in page.content.decode()


def test_each_telling_of_a_conflict_is_a_look_at_the_household(
    campaign: Campaign, worker: Client, colleague: Client
) -> None:
    row = sheets_made.known_row(campaign)
    send(colleague, row, typed(row, location="rural"))
    wrong, late = typed(row, version="2", gas_bill="1234567890123"), typed(row)
    for answer, seen in ((late, 1), (late, 2), (wrong, 2), (wrong, 2)):
        assert send(worker, row, answer)[0] == 422
        assert looks() == [("exemptions.row", 1)] * seen


def test_a_refusal_reaches_the_phone_in_plain_text(campaign: Campaign, worker: Client) -> None:
    row = sheets_made.known_row(campaign)
    _, told = send(worker, row, typed(row, location="<b>&"))
    assert "<b>&" in told["message"]
    assert "&lt;" not in told["message"]


def test_a_refused_answer_on_its_page_is_another_one_when_it_is_saved_again(
    campaign: Campaign, worker: Client
) -> None:
    row = sheets_made.known_row(campaign)
    page, entry = f"{card_of(row)}fill/", str(uuid4())
    assert worker.post(page, typed(row, entry=entry)).status_code == 303
    back = worker.post(page, typed(row, entry=entry, location="rural"))
    assert back.status_code == 422
    assert EntryTaken.sentence in back.content.decode()
    assert entry not in back.content.decode()


def test_a_conflict_tells_the_version_of_what_it_shows(
    campaign: Campaign, worker: Client, colleague: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The colleague writes behind the look at the row and before the command."""
    row = sheets_made.known_row(campaign)
    take = filling.take

    def behind(*given: Any) -> object:
        monkeypatch.setattr(sending, "take", take)
        assert send(colleague, row, typed(row, location="rural"))[0] == 200
        return take(*given)

    monkeypatch.setattr(sending, "take", behind)
    _, told = send(worker, row, typed(row))
    assert (told["state"], told["version"]) == ("conflict", fresh(row).version)
