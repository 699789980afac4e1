"""Rules as pages: read aloud, counted, approved by a second person, returned."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
import time_machine
from django.test import Client

from sayeban.accounts.public import Post, actor_of
from sayeban.eligibility import jobs as _jobs  # noqa: F401 - registers its kind of job
from sayeban.eligibility.actions.keep_rules import draft_rule
from sayeban.eligibility.reads.versions import version_on
from sayeban.eligibility.tests.makers import (
    AUTHOR,
    NOW,
    OLD,
    POOR,
    TODAY,
    document,
    facts_seeded,
    household,
    in_force,
    leaf,
    person,
    poverty_line,
)
from sayeban.kit.units import Unit
from sayeban.organisations.public import seed
from sayeban.people.tests.test_pages import client, looks
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting
from sayeban.runtime.jobs import run_job
from sayeban.runtime.models import Job

pytestmark = pytest.mark.django_db
PAGE = "/rules/aged_support/1/"
READ = {"revision": "1"}


@pytest.fixture(autouse=True)
def world() -> Iterator[None]:
    facts_seeded()
    with time_machine.travel(NOW, tick=False):
        with acting(OPERATOR, NOW):
            seed()
        household(10, income_pc=9_000_000)
        person(1, 10, age=62)
        yield


def as_expected(found: Mapping[str, Any]) -> dict[str, str]:
    """Each page by its name: one that ends in "wrong" is refused, all others are shown."""
    statuses = {name: answer.status_code for name, answer in found.items()}
    assert statuses == {name: 422 if name.endswith("wrong") else 200 for name in found}
    return {name: answer.content.decode() for name, answer in found.items()}


@pytest.fixture
def second() -> Client:
    return client(Post.HQ_DEPUTY, Unit.hq())


def drafted() -> None:
    poverty_line(5_000_000)
    tree = {"any": [OLD, {"not": POOR}]}
    draft_rule(actor=AUTHOR, at=NOW, document=document(tree))


def text(by: Client, path: str) -> str:
    answer = by.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def jobs() -> list[Job]:
    """All countings, the one that waits last."""
    with acting(OPERATOR, NOW):
        found = Job.objects.filter(kind="rules.impact")
        return sorted(found, key=lambda each: each.state == Job.State.QUEUED)


def counted(by: Client) -> None:
    """The impact is asked for by a page and counted by the worker."""
    assert by.post(f"{PAGE}impact/").status_code == 303
    run_job(str(jobs()[-1].pk))
    assert jobs()[-1].state == "done"


def test_a_version_is_read_aloud_with_its_law_and_its_numbers(second: Client) -> None:
    drafted()
    shown = text(second, PAGE)
    for said in (
        "دست‌کم یکی از این‌ها برقرار باشد:",
        "سن ۶۰ سال یا بیشتر باشد",
        "این برقرار نباشد:",
        "کمتر از ۵٬۰۰۰٬۰۰۰ ریال باشد (خط فقر)",
        "آیین‌نامه، ماده ۳",
        "پیش‌نویس",
    ):
        assert said in shown


def test_a_draft_is_counted_seen_and_approved_by_a_second_person(second: Client) -> None:
    drafted()
    refused = second.post(f"{PAGE}approve/", READ)
    assert refused.status_code == 422
    assert "هنوز شمرده نشده" in refused.content.decode()
    counted(second)
    shown = text(second, PAGE)
    assert "فارس" in shown
    assert "وارد می‌شود" in shown
    assert second.post(f"{PAGE}approve/", READ).status_code == 303
    with acting(OPERATOR, NOW):
        assert version_on("aged_support", TODAY) is not None
    assert "نافذ" in text(second, "/rules/")


def test_what_persons_are_in_the_sample_is_for_headquarters_and_leaves_a_look(
    second: Client,
) -> None:
    drafted()
    counted(second)
    text(second, PAGE)
    assert ("rules.sample", 1) in [(purpose, rows) for purpose, _, rows in looks()]
    shown = text(client(Post.COUNTY_HEAD, Unit.of_county("0701")), PAGE)
    assert "سن ۶۰ سال" in shown
    assert "چند نمونه" not in shown
    assert "تأیید این نسخه" not in shown


def test_the_author_counts_and_does_not_approve() -> None:
    writer = client(Post.HQ_EXPERT, Unit.hq())
    with acting(OPERATOR, NOW):
        writing = actor_of("hq.expert", NOW)
    drafted()
    assert "تأیید این نسخه" in text(writer, PAGE)
    changed = document({"any": [OLD, POOR]})
    draft_rule(actor=writing, at=NOW, document=changed, revision=1)
    shown = text(writer, PAGE)
    assert "این پیش‌نویس را شما نوشته‌اید" in shown
    assert "تأیید این نسخه" not in shown
    counted(writer)
    assert writer.post(f"{PAGE}approve/", {"revision": "2"}).status_code == 422


def test_a_returned_draft_shows_why(second: Client) -> None:
    drafted()
    assert second.post(f"{PAGE}return/", {**READ, "reason": ""}).status_code == 422
    assert second.post(f"{PAGE}return/", {**READ, "reason": "سن را بنویسید"}).status_code == 303
    assert "سن را بنویسید" in text(second, PAGE)
    assert "بازگشته به نویسنده" in text(second, "/rules/")


def test_what_is_new_against_the_version_in_force_is_named(second: Client) -> None:
    in_force(document())
    later = document(leaf("old", "age", ">=", value=65), valid_from="2026-12-22")
    draft_rule(actor=AUTHOR, at=NOW, document=later)
    shown = text(second, "/rules/aged_support/2/")
    assert "تفاوت با نسخهٔ ۱" in shown
    assert shown.count("سن ۶۰ سال یا بیشتر باشد") == 1


def test_a_version_that_is_not_there_is_not_found(second: Client) -> None:
    assert second.get(PAGE).status_code == 404
    assert second.post(f"{PAGE}impact/").status_code == 404
    assert "هنوز قاعده‌ای نوشته نشده است" in text(second, "/rules/")
