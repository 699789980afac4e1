"""What was done to whole lists is found at each person who stood in them, in Persian words."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from sayeban.accounts.public import Post
from sayeban.exemptions.models import Campaign, Row, Sample, SampleRow
from sayeban.exemptions.public import Touched, lists_of, seed_texts, touched
from sayeban.exemptions.tests.makers import NOW
from sayeban.exemptions.tests.sheets_made import collect, complete, fill, issued, known_row, trained
from sayeban.exemptions.tests.visiting import staff, visitor
from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting, looking
from sayeban.runtime.models import History
from sayeban.sites import traces
from sayeban.sites.tests.audit_rows import looked_at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places"), pytest.mark.slow]
CENTRE, ABADEH = Unit.of_centre("0701", "7011"), Unit.of_county("0701")
LATER = NOW + timedelta(minutes=5)
ASKED = {"reason": "audit.complaint", "case": "7/1405", "source": "event"}


def found(client: Client, person: Row, **asked: str) -> str:
    answer = client.post("/trail/", ASKED | {"person": person.national_id} | asked)
    assert answer.status_code == 200
    _, _, table = answer.content.decode().partition("<table")
    return table


@pytest.fixture
def people(campaign: Campaign, tmp_path: Path) -> Sequence[Row]:
    """Two stand in an uploaded worksheet and get a text; the third lives without a telephone."""
    rows = [known_row(campaign), known_row(campaign), known_row(campaign, mobile="")]
    uploaded(campaign, tmp_path / "a.xlsx", rows[:2], "mina", NOW)
    with acting(OPERATOR, NOW):
        seed_texts(NOW)
    head = visitor("centre.head", Post.CENTRE_HEAD, CENTRE)
    told = {"text": "inform.first", "group": "all", "send": "1"}
    assert head.post("/campaigns/c1405/units/centre:7011/inform/", told).status_code in (302, 303)
    return rows


def uploaded(
    campaign: Campaign, path: Path, rows: Sequence[Row], name: str, at: datetime, first: int = 1
) -> None:
    worker = staff(name, Post.SOCIAL_WORKER, CENTRE)
    trained(campaign, worker)
    filled = {row.national_id: complete(n) for n, row in enumerate(rows, first)}
    assert collect(fill(issued(path), filled), worker, at).counts.accepted == len(rows)


def test_a_person_in_a_list_is_found_with_what_was_done_to_the_list(people: Sequence[Row]) -> None:
    head = visitor("head", Post.COUNTY_HEAD, ABADEH)
    for row in people[:2]:
        assert "ورود کاربرگ پرشده" in found(head, row)
    assert "ورود کاربرگ پرشده" not in found(head, people[2])
    told = [row for row in people if "فرستادن پیامک به مددجویان" in found(head, row)]
    assert told == people[:2]
    body = found(head, told[0])
    assert "متن: نخستین خبر به مددجویان" in body
    assert "گروه: همهٔ مددجویان این کارتابل" in body
    assert "واحد: مرکز ۷۰۱۱" in body


def test_what_a_later_upload_changed_keeps_the_earlier_one(
    campaign: Campaign, people: Sequence[Row], tmp_path: Path
) -> None:
    uploaded(campaign, tmp_path / "b.xlsx", people[:1], "sara", LATER, first=50)
    head = visitor("head", Post.COUNTY_HEAD, ABADEH)
    assert "کاربر sara" in found(head, people[0])
    assert "کاربر sara" not in found(head, people[1])


def test_without_its_commands_and_moments_a_list_is_not_found(
    people: Sequence[Row], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control."""
    monkeypatch.setattr(traces, "touched", lambda person: Touched(touched(person).keys, (), ()))
    assert "ورود کاربرگ پرشده" not in found(visitor("head", Post.COUNTY_HEAD, ABADEH), people[0])


LISTS = {
    "rows/": "دیدن فهرست ردیف‌های یک واحد",
    "calls/": "دیدن فهرست تماس یک کارتابل",
    "approval/": "دیدن دستهٔ آمادهٔ تأیید",
}


def looked(unit: str, page: str, client: Client) -> None:
    assert client.get(f"/campaigns/c1405/units/{unit}/{page}").status_code == 200


def of_lists(client: Client, person: Row) -> list[str]:
    return [
        words
        for words in LISTS.values()
        if words in found(client, person, source="look").replace("\n", " ")
    ]


@pytest.fixture
def listed(campaign: Campaign) -> tuple[Row, Row]:
    """One of the centre, whose lists its head has opened, and one of another."""
    with acting(OPERATOR, NOW):
        Campaign.objects.update(opened_at=NOW - timedelta(days=1))
    lacking: dict[str, Any] = {"collected_by": 1, "collected_at": NOW, "missing": ["location"]}
    units = CENTRE, Unit.of_centre("0701", "7012")
    one, other = (known_row(campaign, unit, state="collected", **lacking) for unit in units)
    for page in LISTS:
        looked("centre:7011", page, visitor(f"head-{page[0]}", Post.CENTRE_HEAD, CENTRE))
    looked_at(NOW)
    return one, other


def test_who_looked_at_a_list_that_held_somebody_is_found_at_him_and_at_nobody_else(
    listed: tuple[Row, Row],
) -> None:
    head = visitor("head", Post.COUNTY_HEAD, ABADEH)
    assert of_lists(head, listed[0]) == list(LISTS.values())
    assert of_lists(head, listed[1]) == []
    with looking(staff("deputy", Post.HQ_DEPUTY, Unit.hq())):
        assert {line.who for line in traces.seen_by(NOW, listed[0].person_id)} == {
            "مسئول مرکز، مرکز ۷۰۱۱"
        }


def test_who_was_never_collected_was_in_no_batch(
    campaign: Campaign, listed: tuple[Row, Row]
) -> None:
    head = visitor("head", Post.COUNTY_HEAD, ABADEH)
    assert of_lists(head, known_row(campaign)) == [LISTS["rows/"], LISTS["calls/"]]


def test_a_list_counts_while_he_stood_in_it(listed: tuple[Row, Row]) -> None:
    head = visitor("head", Post.COUNTY_HEAD, ABADEH)
    stayed, moved = listed
    place = {"province": "07", "county": "0701", "centre": "7011"}
    with acting(OPERATOR, NOW):
        History.objects.create(
            table_name="exemptions_row", row_id=moved.pk, old=place, at=LATER, **place
        )
    assert of_lists(head, moved) == list(LISTS.values()), "he was there when it was seen"
    looked_at(LATER + timedelta(minutes=1))
    assert of_lists(head, moved) == [], "he had gone when it was seen"
    assert of_lists(head, stayed) == list(LISTS.values()), "the control: the look itself is found"
    with acting(OPERATOR, NOW):
        Campaign.objects.update(opened_at=LATER)
    assert of_lists(head, stayed) == list(LISTS.values()), "the control: the list is there by then"
    looked_at(NOW)
    assert of_lists(head, moved) == of_lists(head, stayed) == [], "there was no list yet"


def test_without_its_moments_a_list_is_found_at_who_had_left_it(
    listed: tuple[Row, Row], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control of the end of a stay."""
    place = {"province": "07", "county": "0701", "centre": "7011"}
    with acting(OPERATOR, NOW):
        History.objects.create(
            table_name="exemptions_row", row_id=listed[1].pk, old=place, at=LATER, **place
        )
    looked_at(LATER + timedelta(minutes=1))
    with looking(staff("deputy", Post.HQ_DEPUTY, Unit.hq())):
        endless = [replace(each, until=None) for each in lists_of(listed[1].person_id)]
    monkeypatch.setattr(traces, "lists_of", lambda _: endless)
    head = visitor("head", Post.COUNTY_HEAD, ABADEH)
    assert of_lists(head, listed[1]) == list(LISTS.values())


def drawn(campaign: Campaign, row: Row, level: str) -> None:
    """A sample of the centre's batch, drawn by the county or the province, with this row in it."""
    place = {"province": "07", "county": "0701", "centre": "7011"}
    with acting(OPERATOR, NOW):
        sample = Sample.objects.create(
            campaign=campaign,
            level=level,
            approval_id=1,
            seed="0" * 64,
            population=1,
            size=1,
            drawn_by=1,
            drawn_at=NOW - timedelta(hours=1),
            **place,
        )
        SampleRow.objects.create(sample=sample, row=row, **place)


@pytest.mark.parametrize(
    ("level", "office", "post"),
    [
        ("county", ABADEH, Post.COUNTY_EXPERT),
        ("province", Unit.of_province("07"), Post.PROVINCE_EXPERT),
    ],
)
def test_a_look_at_the_sample_of_an_office_is_found_at_whom_it_drew(
    campaign: Campaign, level: str, office: Unit, post: Post
) -> None:
    state = {"county": "centre_approved", "province": "county_approved"}[level]
    by: dict[str, Any] = {"collected_by": 1, "collected_at": NOW, "approval_id": 1}
    row, other, above = (known_row(campaign, state=state, **by) for _ in range(3))
    drawn(campaign, row, level)
    drawn(campaign, above, {"county": "province", "province": "county"}[level])
    looked(str(office), "sample/", visitor("expert", post, office))
    looked_at(NOW)
    with looking(staff("deputy", Post.HQ_DEPUTY, Unit.hq())):
        seen = [len(traces.seen_by(NOW, each.person_id)) for each in (row, above, other)]
    assert seen == [1, 0, 0]


def test_what_changed_of_a_row_is_no_move(listed: tuple[Row, Row]) -> None:
    row = listed[0]
    here = {"province": "07", "county": "0701", "centre": "7011"}
    before = here | {"centre": "7012"}
    with acting(OPERATOR, NOW):
        for minute, place in enumerate((before, here, here)):
            History.objects.create(
                table_name="exemptions_row",
                row_id=row.pk,
                old=place,
                at=NOW + timedelta(minutes=minute),
                **place,
            )
    with looking(staff("deputy", Post.HQ_DEPUTY, Unit.hq())):
        calls = [each for each in lists_of(row.person_id) if each.subject == "exemptions.calls"]
    stays = {(each.subject_id, each.since, each.until) for each in calls}
    opened = NOW - timedelta(days=1)
    assert stays == {("c1405/centre:7012", opened, NOW), ("c1405/centre:7011", NOW, None)}
    assert len(calls) == len(stays)


def test_without_the_lists_a_look_at_one_is_not_found(
    listed: tuple[Row, Row], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control."""
    monkeypatch.setattr(traces, "lists_of", lambda _: ())
    assert of_lists(visitor("head", Post.COUNTY_HEAD, ABADEH), listed[0]) == []
