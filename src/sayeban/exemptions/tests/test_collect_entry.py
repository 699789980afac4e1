"""One answer of a phone is taken once, however often it arrives, with its photos or not at all."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from pytest_django.fixtures import Settings

from sayeban.documents.public import DocumentUnreadable
from sayeban.exemptions.actions import collect_entry as action
from sayeban.exemptions.actions.collect_entry import (
    Entered,
    EntryTaken,
    RefusedBefore,
    body_of,
    collect_entry,
    keep_refused,
)
from sayeban.exemptions.actions.forget_entries import KEPT, forget_entries
from sayeban.exemptions.actions.row_refusals import RowRefused
from sayeban.exemptions.models import Campaign, Evidence, Row, SentEntry
from sayeban.exemptions.refusals import CampaignNotOpen, CampaignUnknown
from sayeban.exemptions.tests import makers, sheets_made
from sayeban.exemptions.tests.pictures import picture
from sayeban.exemptions.tests.sheets_made import CENTRE, COLLEAGUE, OTHER_CENTRE, WORKER, fresh
from sayeban.kit.refusals import Refusal
from sayeban.runtime.actor import OPERATOR, SYSTEM
from sayeban.runtime.context import acting
from sayeban.runtime.refusals import AccessDenied

pytestmark = pytest.mark.django_db
VALUES = {
    "location": "urban",
    "gas_type": "private",
    "gas_bill": makers.bill_id(41, "gas"),
    "gas_channel": "phone",
    "gas_source": "sms",
    "gas_method": "typed",
    "electricity_type": "none",
    "water_type": "none",
}
RURAL = VALUES | {"location": "rural"}


@pytest.fixture(autouse=True)
def _files(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def row(db: None) -> Row:
    return sheets_made.known_row(sheets_made.world())


def send(row: Row, entry: UUID | None = None, **changed: Any) -> Entered:
    given: dict[str, Any] = {
        "actor": WORKER,
        "at": makers.NOW,
        "code": "c1405",
        "key": row.key,
        "entry": entry or uuid4(),
        "version": row.version,
        "values": VALUES,
        "photos": {},
    }
    return collect_entry(**(given | changed))


def keep(row: Row, entry: UUID | None = None, **changed: Any) -> Entered | None:
    """Remember the refusal of what `send` sends."""
    given: dict[str, Any] = {
        "actor": WORKER,
        "at": makers.NOW,
        "code": "c1405",
        "key": row.key,
        "entry": entry or uuid4(),
        "body": body_of(row.version, VALUES, {}),
        "status": 422,
        "answer": {"state": "refused"},
    }
    return keep_refused(**(given | changed))


def kept() -> tuple[int, int]:
    """Answers and documents."""
    with acting(OPERATOR, makers.NOW):
        return SentEntry.objects.count(), Evidence.objects.count()


def test_an_answer_with_its_photo_is_taken_and_again_does_nothing(row: Row) -> None:
    entry, photos = uuid4(), {"gas": picture(7)}
    assert send(row, entry, photos=photos) == Entered(changed=True, again=False)
    assert send(row, entry, photos=photos) == Entered(changed=True, again=True)
    assert (fresh(row).version, kept()) == (row.version + 1, (1, 1))


def test_an_old_answer_that_comes_again_does_not_undo_a_newer_one(row: Row) -> None:
    entry = uuid4()
    send(row, entry)
    send(row, values=RURAL, version=2)
    assert send(row, entry).again
    assert fresh(row).location == "rural"


def test_without_the_table_of_answers_it_would_be_undone(
    row: Row, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: it is the kept key that stands between."""

    class Nothing:
        objects: Any = None

    Nothing.objects = Nothing
    monkeypatch.setattr(Nothing, "filter", lambda **_: Nothing, raising=False)
    monkeypatch.setattr(Nothing, "first", lambda: None, raising=False)
    monkeypatch.setattr(Nothing, "create", lambda **_: None, raising=False)
    monkeypatch.setattr(Nothing, "exists", lambda: False, raising=False)
    monkeypatch.setattr(action, "SentEntry", Nothing)
    entry = uuid4()
    send(row, entry)
    send(row, values=RURAL, version=2)
    send(row, entry)
    assert fresh(row).location == "urban"


def test_what_was_told_is_forgotten_some_time_after_its_campaign(row: Row) -> None:
    send(row)
    keep(row)
    closed = makers.NOW + timedelta(days=5)
    assert forget_entries(actor=SYSTEM, at=closed + KEPT) == 0
    with acting(OPERATOR, makers.NOW):
        Campaign.objects.update(closed_at=closed)
    assert forget_entries(actor=SYSTEM, at=closed + KEPT - timedelta(seconds=1)) == 0
    assert kept() == (2, 0)
    assert forget_entries(actor=SYSTEM, at=closed + KEPT) == 2
    assert kept() == (0, 0)


def test_what_changes_nothing_is_remembered_as_that(row: Row) -> None:
    send(row)
    entry = uuid4()
    assert send(row, entry, version=2) == Entered(changed=False, again=False)
    assert send(row, entry, version=2) == Entered(changed=False, again=True)


def test_a_refused_answer_leaves_nothing_of_what_it_said(row: Row) -> None:
    with pytest.raises(RowRefused) as wrong:
        send(row, values=VALUES | {"gas_bill": "1234567890123"})
    assert wrong.value.code == "bill_id.check_digit"
    with pytest.raises(DocumentUnreadable):
        send(row, photos={"gas": b"no picture"})
    assert (fresh(row).state, kept()) == ("pending", (0, 0))


def test_what_a_refused_answer_was_told_it_is_told_again(row: Row) -> None:
    entry = uuid4()
    assert keep(row, entry, status=422, answer={"state": "refused"}) is None
    for again in (send, keep):
        with pytest.raises(RefusedBefore) as before:
            again(row, entry)
        assert (before.value.status, before.value.answer) == (422, {"state": "refused"})
    assert fresh(row).state == "pending"
    assert send(row).changed, "another answer"


def test_a_refusal_that_comes_after_its_repetition_was_taken_tells_of_that(row: Row) -> None:
    entry = uuid4()
    send(row, entry)
    assert keep(row, entry) == Entered(changed=True, again=True)


def test_a_key_is_of_one_answer_for_one_household_by_one_collector(row: Row) -> None:
    other = sheets_made.known_row(row.campaign)
    entry = uuid4()
    send(row, entry)
    changes: list[tuple[Row, dict[str, Any]]] = [
        (other, {}),
        (row, {"actor": COLLEAGUE}),
        (row, {"values": RURAL}),
        (row, {"version": 2}),
        (row, {"photos": {"gas": picture(7)}}),
    ]
    for again, changed in changes:
        with pytest.raises(EntryTaken):
            send(again, entry, **changed)
    with pytest.raises(EntryTaken):
        keep(row, entry, body="another")
    assert (fresh(other).state, fresh(row).location) == ("pending", "urban")


def test_of_two_answers_to_one_version_the_second_is_a_conflict(row: Row) -> None:
    send(row)
    with pytest.raises(RowRefused) as late:
        send(row, values=RURAL)
    assert (late.value.code, late.value.stored["location"]) == ("row.conflict", "دارای انشعاب شهری")
    assert fresh(row).location == "urban"
    assert not send(row).changed, "the same again in another answer"
    assert send(row, values=RURAL, version=2).changed, "over what he was shown"


def test_the_answers_of_a_household_do_not_stand_in_each_others_way(row: Row) -> None:
    """A head's answer writes his member's row too; the member's own was typed before that."""
    member = sheets_made.known_row(row.campaign, household_of=row)
    send(row)
    assert fresh(member).version > member.version
    assert send(member, values=VALUES | {"remarks": "عضو"}).changed


@pytest.mark.parametrize(
    ("refusal", "changed"),
    [
        (AccessDenied, {"actor": makers.actor("observer", CENTRE)}),
        (AccessDenied, {"actor": makers.actor("county_expert", sheets_made.COUNTY)}),
        (RowRefused, {"actor": makers.actor("social_worker", OTHER_CENTRE)}),
        (RowRefused, {"key": uuid4()}),
        (CampaignUnknown, {"code": "none"}),
    ],
)
@pytest.mark.parametrize("command", [send, keep])
def test_who_does_not_collect_here_is_refused_and_nothing_of_it_is_kept(
    row: Row, command: Callable[..., object], refusal: type[Refusal], changed: dict[str, Any]
) -> None:
    with pytest.raises(refusal):
        command(row, **changed)
    assert kept() == (0, 0)


def test_a_closed_campaign_takes_nothing(row: Row) -> None:
    with acting(OPERATOR, makers.NOW):
        row.campaign.closed_at, row.campaign.closed_by = makers.NOW, 1
        row.campaign.save()
    with pytest.raises(CampaignNotOpen):
        send(row)
