"""Headquarters teaches the system a new message: written, tried, approved by another, in force."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from sayeban.accounts.public import Post
from sayeban.exemptions.actions.read_message import KEPT, forget_messages, read_message
from sayeban.exemptions.actions.text_patterns import (
    SamePatternEyes,
    approve_pattern,
    seed_patterns,
    write_pattern,
)
from sayeban.exemptions.models import Row, TextPattern, UnknownText
from sayeban.exemptions.reads.text_patterns import patterns_in_force
from sayeban.exemptions.refusals import CampaignUnknown
from sayeban.exemptions.rules_texts import Found
from sayeban.exemptions.tests import makers, sheets_made
from sayeban.exemptions.tests.ladder import CENTRE, COUNTY
from sayeban.exemptions.tests.makers import NOW
from sayeban.exemptions.tests.visiting import client_of, staff
from sayeban.exemptions.texts_seeded import PATTERNS
from sayeban.kit.refusals import Refusal
from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR, SYSTEM, Actor, Appointment
from sayeban.runtime.context import acting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]
GAS = makers.bill_id(41, "gas")
UNKNOWN = f"مشترک گرامی علی رضایی، رمز کنتور {GAS}"
PATTERN = "رمز کنتور {bill_id}"


@pytest.fixture
def row(db: None) -> Row:
    makers.places()
    with acting(OPERATOR, NOW):
        seed_patterns(NOW)
    return makers.row(makers.campaign(), CENTRE)


@pytest.fixture
def worker(row: Row) -> Actor:
    actor = staff("worker", Post.SOCIAL_WORKER, CENTRE)
    sheets_made.trained(row.campaign, actor)
    return actor


@pytest.fixture
def expert(row: Row) -> Actor:
    return staff("expert", Post.HQ_EXPERT, Unit.hq())


@pytest.fixture
def deputy(row: Row) -> Actor:
    return staff("deputy", Post.HQ_DEPUTY, Unit.hq())


def read(worker: Actor, row: Row, text: str = UNKNOWN, code: str = "c1405") -> list[Found]:
    return read_message(actor=worker, at=NOW, code=code, key=row.key, text=text)


def write(actor: Actor, text: str = PATTERN, code: str = "meter-secret", **about: str) -> int:
    return write_pattern(actor=actor, at=NOW, code=code, text=text, **about)


def approve(actor: Actor, version: int, code: str = "meter-secret") -> None:
    approve_pattern(actor=actor, at=NOW, code=code, version=version)


def kept() -> list[UnknownText]:
    with acting(OPERATOR, NOW):
        return list(UnknownText.objects.all())


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_approved_pattern_reads_what_nothing_read(
    row: Row, worker: Actor, expert: Actor, deputy: Actor
) -> None:
    assert read(worker, row) == []
    assert write(expert) == 1
    assert read(worker, row) == []  # it waits
    approve(deputy, 1)
    assert read(worker, row) == [Found("gas", GAS)]


def test_the_newest_approved_version_holds_and_an_empty_one_ends_it(
    row: Row, worker: Actor, expert: Actor, deputy: Actor
) -> None:
    write(expert)
    approve(deputy, 1)
    assert write(expert, text="") == 2
    assert read(worker, row) == [Found("gas", GAS)]
    approve(deputy, 2)
    assert read(worker, row) == []


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"text": "x" * 200 + " {bill_id}"}, "pattern.long"),
        ({"text": "شناسه قبض"}, "pattern.places"),
        ({"text": "{number}"}, "pattern.words"),
        ({"utility": "telephone"}, "pattern.utility"),
        ({"company": "31"}, "pattern.utility"),
        ({"company": "۰۳۱"}, "pattern.utility"),
        ({"code": "الگو"}, "pattern.code"),
        ({"code": ""}, "pattern.code"),
        ({"code": "a" * 41}, "pattern.code"),
    ],
)
def test_a_pattern_that_would_take_anything_is_refused(
    expert: Actor, given: dict[str, str], code: str
) -> None:
    with pytest.raises(Refusal) as refused:
        write(expert, **given)
    assert refused.value.code == code


def test_nobody_approves_his_own_pattern_also_not_in_the_database(deputy: Actor) -> None:
    write(deputy)
    with pytest.raises(SamePatternEyes):
        approve(deputy, 1)
    with (
        acting(OPERATOR, NOW),
        pytest.raises(IntegrityError, match="four_eyes"),
        transaction.atomic(),
    ):
        TextPattern.objects.filter(code="meter-secret").update(
            approved_by=deputy.user_id, approved_at=NOW
        )


def test_who_stands_in_for_the_writer_does_not_approve_his_pattern(
    deputy: Actor, expert: Actor
) -> None:
    write(expert)
    lent = Appointment("hq_expert", Unit.hq(), holder=expert.user_id)
    with pytest.raises(SamePatternEyes):
        approve(replace(deputy, appointments=(*deputy.appointments, lent)), 1)
    approve(deputy, 1)


def test_a_version_that_nobody_wrote_is_not_approved(deputy: Actor) -> None:
    with pytest.raises(Refusal) as refused:
        approve(deputy, 7)
    assert refused.value.code == "pattern.unknown"


def test_the_seeds_are_in_force_once_and_a_changed_one_stays(expert: Actor) -> None:
    write(expert, code="bill", text="قبض شما {bill_id}")
    with acting(OPERATOR, NOW):
        seed_patterns(NOW)
        assert TextPattern.objects.count() == len(PATTERNS) + 1
        assert len(patterns_in_force()) == len(PATTERNS)


def test_who_does_not_collect_there_reads_no_message(row: Row, worker: Actor) -> None:
    head = staff("head", Post.COUNTY_HEAD, COUNTY)
    county = staff("county", Post.COUNTY_EXPERT, COUNTY)
    for actor in (head, county):
        with pytest.raises(Refusal) as refused:
            read(actor, row)
        assert refused.value.code == "access.denied"
    with pytest.raises(CampaignUnknown):
        read(worker, row, code="none")
    row.key = type(row.key)(int=1)
    with pytest.raises(Refusal) as refused:
        read(worker, row)
    assert refused.value.code == "row.unknown_key"


def test_an_unknown_text_is_forgotten_after_its_days(row: Row, worker: Actor) -> None:
    read(worker, row)
    assert len(kept()) == 1
    assert forget_messages(actor=SYSTEM, at=NOW + KEPT) == 0
    assert forget_messages(actor=SYSTEM, at=NOW + KEPT + timedelta(seconds=1)) == 1
    assert kept() == []


def test_headquarters_tries_a_pattern_on_kept_texts_before_it_writes_it(
    row: Row, worker: Actor, expert: Actor, deputy: Actor
) -> None:
    read(worker, row)
    client = client_of(expert)
    assert "خوانده نشد" in page(client, "/patterns/")
    typed = {"code": "meter-secret", "text": PATTERN, "utility": "gas", "company": ""}
    tried = client.post("/patterns/", typed | {"try": "1"})
    assert tried.status_code == 200
    assert "گاز: شناسهٔ قبض" in tried.content.decode()
    assert GAS not in tried.content.decode()
    with acting(OPERATOR, NOW):
        assert not TextPattern.objects.filter(code="meter-secret").exists()
    assert client.post("/patterns/", typed)["Location"].startswith("/patterns/meter-secret/")
    assert "در انتظار تأیید کس دیگر" in page(client, "/patterns/meter-secret/")
    second = client_of(deputy)
    assert "تأیید این الگو" in page(second, "/patterns/meter-secret/")
    second.post("/patterns/meter-secret/1/approve/")
    assert "به کار می‌رود" in page(client, "/patterns/meter-secret/")
    assert read(worker, row) == [Found("gas", GAS)]


def test_a_faulty_pattern_is_said_at_its_box(row: Row, worker: Actor, expert: Actor) -> None:
    read(worker, row)
    client = client_of(expert)
    with acting(OPERATOR, NOW):
        seed_patterns(NOW)
    for path in ("/patterns/", "/patterns/bill/"):
        typed = {"code": "x", "text": "رمز {name}"}
        for extra in ({}, {"try": "1"}):
            assert client.post(path, typed | extra).status_code == 422
    assert client.post("/patterns/", {"text": PATTERN}).status_code == 422
    assert client.post("/patterns/", {"text": PATTERN, "try": "1"}).status_code == 200
    assert client.get("/patterns/none/").status_code == 404


@pytest.mark.parametrize("post", [Post.DIRECTOR_GENERAL, Post.SOCIAL_WORKER])
def test_offices_see_no_patterns(row: Row, post: Post) -> None:
    unit = CENTRE if post is Post.SOCIAL_WORKER else Unit.of_province("07")
    client = client_of(staff("somebody", post, unit))
    assert client.get("/patterns/").status_code == 403
    assert client.post("/patterns/bill/1/approve/").status_code == 403
