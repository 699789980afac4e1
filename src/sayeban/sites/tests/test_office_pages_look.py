"""Persons' files, calendar and texts in Chromium: axe, reflow, targets (ui.md 11)."""

from collections.abc import Iterator

import pytest
import time_machine

from sayeban.accounts.public import Post
from sayeban.design import testing
from sayeban.design.drawn import faults_of_all
from sayeban.exemptions.models import UnknownText
from sayeban.exemptions.public import seed_patterns, seed_texts
from sayeban.exemptions.tests.makers import NOW, bill_id
from sayeban.exemptions.tests.visiting import visitor
from sayeban.kit.units import Unit
from sayeban.organisations.public import seed
from sayeban.people.tests.makers import national_id, person, register, source_row
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

pytestmark = [pytest.mark.django_db, pytest.mark.browser, pytest.mark.slow]
_DAY = {"on_day": "2", "on_month": "9", "on_year": "1405"}
_SENT = {
    "move": {"unit": "0701", "postal_code": "1111111113", "address": "کوچهٔ دوم، پلاک ۸", **_DAY},
    "tenancy": {"tenure": "tenant"},
}


@pytest.fixture
def pages(db: None) -> Iterator[dict[str, str]]:
    """Every page by its name, written before Chromium starts: its loop shuts the database out."""
    with time_machine.travel(NOW):
        with acting(OPERATOR, NOW):
            seed(NOW.date())
            seed_texts(NOW)
            seed_patterns(NOW)
            UnknownText.objects.create(
                digest="0" * 64,
                text=f"… رمز کنتور {bill_id(1, 'gas')} … 000 … 0000",
                seen=12,
                first_at=NOW,
            )
        known = {"file_number": "1405", "postal_code": "1111111112", "tenure": "tenant"}
        register(
            source_row(1, full_name="سیدهٔ معصومه موسوی", address="خیابان رجایی، پلاک ۱۲", **known),
            source_row(2, full_name="علی‌اکبر نوروزی", head_national_id=national_id(1)),
        )
        yield _of_a_person() | _of_headquarters()


def _of_a_person() -> dict[str, str]:
    keeper = visitor("county.head", Post.COUNTY_HEAD, Unit.of_county("0701"))
    file = f"/people/{person(1).pk}/"
    for kind, typed in _SENT.items():
        assert keeper.post(f"{file}{kind}/", typed).status_code == 303
    asked = {"identifier": national_id(1), "reason": "visit"}
    found = {kind: keeper.get(f"{file}{kind}/") for kind in ("move", "tenancy", "head", "status")}
    found |= {
        "search": keeper.post("/people/", asked),
        "search-wrong": keeper.post("/people/", {}),
        "status-wrong": keeper.post(f"{file}status/", {}),
        "file": keeper.get(file),
    }
    return {name: answer.content.decode() for name, answer in found.items()}


def _of_headquarters() -> dict[str, str]:
    writer, deputy = (visitor(f"hq.{n}", Post.HQ_DEPUTY, Unit.hq()) for n in "12")
    writer.post("/texts/campaign.daily/", {"text": "{0} {1} {2} {3} {4} {5} تا امروز"})
    closed = {"closing-day_day": "7", "closing-day_month": "9", "closing-day_year": "1405"}
    closing = closed | {"closing-reason": "آلودگی هوا"}
    writer.post("/calendar/hq/", closing | {"confirmed": "on"})
    found = {
        "calendar": writer.get("/calendar/hq/"),
        "calendar-wrong": writer.post("/calendar/07/", {}),
        "calendar-asks": writer.post("/calendar/07/", closing),
        "calendar-asks-again": writer.post("/calendar/07/", closing | {"confirming": "yes"}),
        "texts": writer.get("/texts/"),
        "text": deputy.get("/texts/campaign.daily/"),
    }
    pattern = {"code": "power-secret", "text": "رمز کنتور {bill_id}"}
    found |= {"patterns": writer.post("/patterns/", pattern | {"try": "1"})}
    writer.post("/patterns/", pattern)
    found |= {
        "pattern": deputy.get("/patterns/power-secret/"),
        "pattern-wrong": writer.post("/patterns/bill/", {"text": "{name}"}),
    }
    return {name: answer.content.decode() for name, answer in found.items()}


@pytest.mark.parametrize("widths", testing.WIDTHS)
def test_every_page_is_accessible_and_flows_on_a_phone(
    pages: dict[str, str], widths: tuple[int, ...]
) -> None:
    assert faults_of_all(pages, widths) == []
