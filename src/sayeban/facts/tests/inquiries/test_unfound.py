"""A register that does not know a person leaves the fact unknown, and says that it was asked."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils.timezone import now

from sayeban.country import jalali
from sayeban.country.today import today_of
from sayeban.facts.conditions.sentences import Reason
from sayeban.facts.inquiries.fake.server import FakeRegisters
from sayeban.facts.reads.unfound import asked_in_vain
from sayeban.facts.tests.inquiries.makers import ask, person, world
from sayeban.people.tests.makers import national_id
from sayeban.runtime.actor import SYSTEM
from sayeban.runtime.context import looking

pytestmark = pytest.mark.django_db

OPEN = Reason("poor", "ask", "دهک خانوار هنوز استعلام نشده است.", "ماده ۱", ("decile",))
OTHER = Reason("old", "ask", "سن او معلوم نیست.", "", ("age",))


@pytest.fixture
def there() -> Iterator[FakeRegisters]:
    with world() as made:
        yield made


def said(person_id: int, *reasons: Reason, days: int = 0) -> list[str]:
    missing = {key for each in reasons for key in each.facts}
    with looking(SYSTEM):
        day = today_of(now()) + timedelta(days)
        return [each.text for each in asked_in_vain(reasons, missing, person_id, day)]


def test_the_reason_says_that_the_register_does_not_know_him_and_when(
    there: FakeRegisters,
) -> None:
    someone, another = person(), person(2)
    there.given["decile", national_id(1)] = "not_found"
    assert said(someone, OPEN) == [OPEN.text]
    ask(someone)
    today = jalali.long_form(today_of(now()))
    told = f"«دهک خانوار» استعلام شد؛ سامانه او را نمی‌شناسد ({today})."
    assert said(someone, OPEN, OTHER) == [told, OTHER.text]
    assert said(another, OPEN) == [OPEN.text]
    # An answer that no longer holds is no reason not to ask again.
    assert said(someone, OPEN, days=400) == [OPEN.text]


@pytest.mark.parametrize("answer", ["ok", "mismatch"])
def test_another_answer_says_nothing_of_the_kind(there: FakeRegisters, answer: str) -> None:
    there.given["decile", national_id(1)] = answer
    someone = person()
    ask(someone)
    assert said(someone, OPEN) == [OPEN.text]


def test_a_yes_or_a_no_stays_as_it_is(there: FakeRegisters) -> None:
    there.given["decile", national_id(1)] = "not_found"
    someone = person()
    ask(someone)
    sure = Reason("poor", "no", "دهک او ۹ است.", "", ("decile",))
    assert said(someone, sure) == [sure.text]
