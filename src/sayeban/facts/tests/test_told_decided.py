"""The person hears that his contest was decided, once and without a name or a datum."""

from datetime import timedelta

import pytest

from sayeban.country.jalali import persian_digits
from sayeban.facts import reactions
from sayeban.facts.actions.tell_decided import tell_decided
from sayeban.facts.public import (
    decide_contest,
    facts_following,
    note_decisions,
    open_contest,
    receivers_of,
    seed_contest_texts,
)
from sayeban.facts.tests.makers import household, put, standing, value
from sayeban.kit.units import Unit
from sayeban.notices.models import Message
from sayeban.people.models import Person
from sayeban.people.tests.makers import NOW, clerk, person
from sayeban.runtime.actor import OPERATOR, SYSTEM, Actor, Appointment
from sayeban.runtime.context import acting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]
COUNTY = Unit.of_county("0701")
HEAD = Actor("user", "head", 8, (Appointment("county_head", COUNTY),))


def contest(**known: str) -> int:
    with acting(OPERATOR, NOW):
        seed_contest_texts(NOW)
    household(1, **known)
    him = person(1).pk
    put(value(("person", him), "home_owner", told=False))
    return open_contest(
        actor=clerk("desk_clerk", COUNTY),
        at=NOW,
        person_id=him,
        value_id=standing(him, "home_owner"),
        claimed=True,
        reason="رأی",
    )


def messages() -> list[tuple[str, str]]:
    with acting(OPERATOR, NOW):
        found = Message.objects.filter(template="facts.contest_decided")
        return list(found.values_list("mobile", "text"))


@pytest.mark.parametrize("accepted", [True, False])
def test_given_a_contest_when_it_is_decided_then_he_gets_one_message(accepted: bool) -> None:
    number = contest(mobile="+989120000000")
    decide_contest(actor=HEAD, at=NOW, number=number, accepted=accepted, answer="دیده شد")
    assert messages() == []
    reactions.answer_person({"contest": str(number)}, NOW)
    ((mobile, text),) = messages()
    assert mobile == "+989120000000"
    assert f"(شمارهٔ {persian_digits(str(number))})" in text
    assert "معلولیت" not in text
    tell_decided(actor=SYSTEM, at=NOW, number=number)
    assert len(messages()) == 1


def test_who_gave_no_number_hears_at_the_desk() -> None:
    number = contest(mobile="")
    assert tell_decided(actor=SYSTEM, at=NOW, number=number) == 0
    assert tell_decided(actor=SYSTEM, at=NOW, number=10**9) == 0
    assert messages() == []


def test_who_died_meanwhile_is_sent_nothing() -> None:
    number = contest(mobile="+989120000000")
    with acting(OPERATOR, NOW):
        Person.objects.filter(pk=person(1).pk).update(
            status="deceased", status_on=NOW.date(), status_evidence="گواهی فوت"
        )
    assert tell_decided(actor=SYSTEM, at=NOW, number=number) == 0


def test_rules_that_decided_by_the_value_stand_on_the_contest_once() -> None:
    number = contest()
    decide_contest(actor=HEAD, at=NOW, number=number, accepted=True, answer="دیده شد")
    day = NOW.date() - timedelta(days=9)
    with acting(SYSTEM, NOW):
        for _ in range(2):
            note_decisions(NOW, number, [("aged_support", "حمایت از سالمندان", day)])
        (got,) = receivers_of(number)
        following = facts_following("has_disability")
    assert (got.kind, got.title, got.received_on) == ("decision", "حمایت از سالمندان", day)
    # Counts over the members of a household follow from it too.
    assert len(following) > 1
