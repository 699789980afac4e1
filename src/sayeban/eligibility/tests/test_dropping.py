"""A draft is laid aside on a page that asks first; the next one begins with the text in force."""

import pytest
from django.test import Client

from sayeban.accounts.public import Post
from sayeban.eligibility.actions.keep_rules import draft_rule
from sayeban.eligibility.reads.rules import export_rule
from sayeban.eligibility.reads.versions import version_of
from sayeban.eligibility.tests.makers import AUTHOR, NOW, OLD, POOR, document, in_force
from sayeban.eligibility.tests.makers import poverty_line as line_entered
from sayeban.eligibility.tests.test_pages import text, world
from sayeban.kit.units import Unit
from sayeban.people.tests.test_pages import client
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

__all__ = ["world"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]
EDIT = "/rules/aged_support/edit/"
DROP = "/rules/aged_support/2/drop/"


@pytest.fixture
def writer() -> Client:
    return client(Post.HQ_EXPERT, Unit.hq())


@pytest.fixture
def draft() -> None:
    """Version 1 is in force, version 2 a draft that asks for more."""
    line_entered(5_000_000)
    in_force(document())
    later = document({"all": [OLD, POOR]}, valid_from="2026-12-22")
    draft_rule(actor=AUTHOR, at=NOW, document=later)


def state(number: int = 2) -> str:
    with acting(OPERATOR, NOW):
        return version_of("aged_support", number).state


@pytest.mark.usefixtures("draft")
def test_a_draft_is_laid_aside_after_a_question(writer: Client) -> None:
    assert DROP in text(writer, EDIT)
    assert "نسخهٔ نافذ دست نمی‌خورد" in text(writer, DROP)
    assert state() == "draft"  # the question itself changes nothing
    sent = writer.post(DROP, {"revision": "1"}, follow=True)
    assert "پیش‌نویس کنار گذاشته شد" in sent.content.decode()
    assert "کنارگذاشته" in sent.content.decode()
    assert state() == "dropped"
    assert DROP not in text(writer, EDIT)
    assert "این نسخه پیش‌نویس نیست" in text(writer, DROP)


@pytest.mark.usefixtures("draft")
def test_the_next_draft_begins_with_the_text_in_force(writer: Client) -> None:
    writer.post(DROP, {"revision": "1"})
    assert "هنوز پیش‌نویسی نیست" in text(writer, EDIT)
    about = {"seen": "1.1", "title": "تازه", "legal_basis": "ماده ۳", "applies_to": "application"}
    about |= {"valid_from_day": "1", "valid_from_month": "10", "valid_from_year": "1405"}
    assert writer.post(f"{EDIT}about/", about).status_code == 303
    with acting(OPERATOR, NOW):
        made, held = export_rule("aged_support", 3), export_rule("aged_support", 1)
    assert made["tree"] == held["tree"]


@pytest.mark.usefixtures("draft")
@pytest.mark.parametrize(
    ("revision", "said"), [("7", "در این میان تغییر کرده است"), ("", "دوباره بخوانید")]
)
def test_only_the_draft_that_was_read_is_laid_aside(
    writer: Client, revision: str, said: str
) -> None:
    sent = writer.post(DROP, {"revision": revision})
    assert (sent.status_code, said in sent.content.decode()) == (422, True)
    assert state() == "draft"


@pytest.mark.usefixtures("draft")
def test_what_is_no_draft_is_told_so(writer: Client) -> None:
    sent = writer.post("/rules/aged_support/1/drop/", {"revision": "1"})
    assert sent.status_code == 422
    assert state(1) == "approved"
    assert writer.get("/rules/aged_support/9/drop/").status_code == 404
    assert writer.post("/rules/aged_support/9/drop/", {"revision": "1"}).status_code == 404


@pytest.mark.usefixtures("draft")
def test_only_headquarters_lays_aside() -> None:
    head = client(Post.COUNTY_HEAD, Unit.of_county("0701"))
    assert head.get(DROP).status_code == 403
    assert head.post(DROP, {"revision": "1"}).status_code == 403
    assert state() == "draft"
