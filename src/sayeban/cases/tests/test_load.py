"""Who sees to a unit's work sees how much of it lies with whom."""

from datetime import timedelta

import pytest

from sayeban.accounts.public import Post
from sayeban.cases.actions.advance import advance
from sayeban.cases.reads.load import Load, loads
from sayeban.cases.tests.makers import CLERK, HEAD, NOW, of, open_step, opened
from sayeban.cases.tests.visiting import text_of, visitor
from sayeban.country.today import today_of
from sayeban.kit.units import Unit
from sayeban.runtime.actor import Actor
from sayeban.runtime.context import looking

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now", "service")]


def seen(actor: Actor) -> tuple[tuple[Load, ...], tuple[Load, ...]]:
    with looking(actor):
        return loads(today_of(NOW))


def test_open_late_and_waiting_are_counted_by_post_and_person() -> None:
    opened(1, at=NOW - timedelta(days=30))
    asked = opened(2)
    advance(
        actor=CLERK,
        at=NOW,
        steps=[open_step(asked.case_id).pk],
        outcome="incomplete",
        reason="عکس",
    )
    moved = opened(3)
    advance(actor=CLERK, at=NOW, steps=[open_step(moved.case_id).pk], outcome="complete")
    posts, users = seen(HEAD)
    assert posts == (
        Load("desk_clerk", None, open=2, late=1, waiting=1),
        Load("social_worker", None, open=1, late=0, waiting=0),
    )
    assert users == (Load("", None, open=3, late=1, waiting=1),)
    assert seen(of("county_head", Unit.of_county("1001"))) == ((), ())


def test_the_page_is_for_who_sees_to_the_work() -> None:
    opened()
    head = visitor(Post.COUNTY_HEAD)
    assert "/worklist/load/" in text_of(head, "/worklist/")
    page = text_of(head, "/worklist/load/")
    for said in ("<svg", "کارشناس میز خدمت", "بی‌مسئول"):
        assert said in page
    clerk = visitor(Post.DESK_CLERK)
    assert clerk.get("/worklist/load/").status_code == 403
    assert "/worklist/load/" not in text_of(clerk, "/worklist/")
