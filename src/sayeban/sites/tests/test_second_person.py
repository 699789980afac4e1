"""The first page says what waits for a second person, and not to who wrote or took it down."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client

from sayeban.accounts.models import User
from sayeban.accounts.public import Post
from sayeban.cases.public import write_service
from sayeban.cases.tests.makers import COUNTY, NOW, card, of
from sayeban.cases.tests.visiting import text_of, visitor
from sayeban.eligibility.models import RuleVersion
from sayeban.eligibility.public import draft_rule
from sayeban.eligibility.tests.makers import document
from sayeban.facts.public import open_contest
from sayeban.facts.tests.makers import put, seeded, value
from sayeban.kit.units import Unit
from sayeban.organisations.public import seed
from sayeban.people.tests.makers import person, register, rows_of, source_row
from sayeban.runtime.actor import OPERATOR, Actor
from sayeban.runtime.context import acting

pytestmark = pytest.mark.django_db
RULES, SERVICES, CONTESTS = "پیش‌نویس قاعده‌ها", "انتشار پیش‌نویس خدمات", "اعتراض به داده‌ها"


@pytest.fixture(autouse=True)
def _world(db: None) -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        seed(date(2026, 11, 23))
        seeded()
        yield


def signed_in(post: Post, unit: Unit, name: str) -> tuple[Client, Actor]:
    client = visitor(post, unit, name)
    return client, of(post.value, unit, User.objects.get(username=name).pk)


def headquarters() -> tuple[Client, Actor, Client, Actor]:
    writer = signed_in(Post.HQ_EXPERT, Unit.hq(), "hq.writer")
    return *writer, *signed_in(Post.HQ_DEPUTY, Unit.hq(), "hq.deputy")


def tasks(client: Client) -> str:
    return text_of(client, "/").split("<main")[1]


def test_a_rules_draft_waits_for_another_until_it_goes_back() -> None:
    writes, writer, approves, second = headquarters()
    assert RULES not in tasks(approves)
    made = draft_rule(actor=writer, at=NOW, document=document(), revision=None)
    page = tasks(approves)
    assert RULES in page
    assert "۱ پیش‌نویس" in page
    assert RULES not in tasks(writes)
    assert RULES not in tasks(visitor(Post.COUNTY_HEAD))
    back = {"returned_at": NOW, "returned_by": second.user_id, "returned_reason": "ماده‌اش نیست"}
    with acting(OPERATOR, NOW):
        assert RuleVersion.objects.filter(number=made.number).update(**back) == 1
    assert RULES not in tasks(approves)


def test_a_services_draft_waits_for_another() -> None:
    writes, writer, publishes, _ = headquarters()
    assert SERVICES not in tasks(publishes)
    new = {**card(), "code": "loan", "title": "وام"}
    write_service(actor=writer, at=NOW, service="loan", document=new, revision=0)
    page = tasks(publishes)
    assert SERVICES in page
    assert "/services/drafts/" in page
    assert SERVICES not in tasks(writes)
    assert SERVICES not in tasks(visitor(Post.COUNTY_HEAD))


def test_a_contest_waits_for_the_head_with_its_limit() -> None:
    register(source_row(1, full_name="زهرا کریمی"))
    put(value(("person", person(1).pk), "has_disability", False))
    head = visitor(Post.COUNTY_HEAD)
    taker, other = signed_in(Post.COUNTY_EXPERT, COUNTY, "expert.a")
    assert CONTESTS not in tasks(head)
    ((contested,),) = rows_of("SELECT max(id) FROM facts_value")
    open_contest(
        actor=other,
        at=NOW,
        person_id=person(1).pk,
        value_id=int(contested),
        claimed=True,
        reason="رأی را دارم",
    )
    page = tasks(head)
    assert CONTESTS in page
    assert "نخستین مهلت پاسخ: ۱۷ آذر ۱۴۰۵" in page
    assert "گذشته است" not in page
    assert CONTESTS not in tasks(taker), "he took it down"
    assert CONTESTS not in tasks(visitor(Post.DESK_CLERK)), "he decides nothing"
    far = visitor(Post.COUNTY_HEAD, Unit.of_county("1001"), "far.head")
    assert CONTESTS not in tasks(far)
    with time_machine.travel(NOW + timedelta(days=20), tick=False):
        assert "مهلت ۱ اعتراض گذشته است" in tasks(visitor(Post.COUNTY_HEAD, name="head.late"))
