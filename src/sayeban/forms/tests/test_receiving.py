"""Forms that were filled elsewhere come whole, also twice and also late."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from sayeban.exemptions.tests.pictures import picture
from sayeban.facts.public import evaluate as decide
from sayeban.facts.public import missing, parse
from sayeban.facts.tests import makers as facts
from sayeban.forms.actions.attach import attach
from sayeban.forms.actions.receive import Filled, Received, receive
from sayeban.forms.document import Answer
from sayeban.forms.reads.bank import questions_about
from sayeban.forms.refusals import AnswerInvalid, SubmissionIncomplete
from sayeban.forms.tests.makers import (
    CATALOGUE,
    CENTRE,
    RENT,
    TENURE,
    WISH,
    WORKER,
    begin,
    put_in_force,
    say,
    seen,
)
from sayeban.people.tests.makers import NOW, person, rows_of
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import looking

pytestmark = pytest.mark.django_db


@pytest.fixture
def someone() -> int:
    facts.seeded()
    facts.household(1)
    put_in_force()
    return person(1).pk


def sent(person_id: int, key: UUID, answers: dict[str, Answer], n: int = 1) -> Received:
    filled = Filled(key, "rent_help", n, person_id, "offline", answers, "دهیار")
    return receive(actor=WORKER, at=NOW, unit=CENTRE, filled=filled)


def test_a_form_that_comes_twice_is_one_submission(someone: int) -> None:
    key = uuid4()
    answers: dict[str, Answer] = {"tenure": "tenant", "rent_monthly": 100}
    for _ in range(2):
        assert sent(someone, key, answers) == Received(key, submitted=True)
    assert (seen(key).state, seen(key).channel, seen(key).helper) == (
        "submitted",
        "offline",
        "دهیار",
    )
    assert rows_of("SELECT count(*) FROM facts_value") == [(2,)]


def test_of_an_older_version_what_fits_is_kept_and_the_new_questions_are_named(
    someone: int,
) -> None:
    put_in_force(TENURE, RENT | {"limits": {"max": 50}}, WISH)
    key = uuid4()
    came = sent(someone, key, {"tenure": "tenant", "rent_monthly": 100, "wish": "خانه"})
    assert (came.submitted, came.asked) == (False, (RENT["label"],))
    assert RENT["label"] in came.sentence
    assert (seen(key).state, set(seen(key).given)) == ("draft", {"tenure", "wish"})
    say(key, rent_monthly=40)
    assert sent(someone, key, {}).submitted


def test_of_an_older_version_that_misses_nothing_it_is_submitted(someone: int) -> None:
    put_in_force(TENURE, RENT)
    came = sent(someone, uuid4(), {"tenure": "owner", "wish": "خانه"})
    assert came.submitted
    assert "ثبت شد" in came.sentence


def test_of_the_present_version_a_wrong_or_missing_answer_is_refused(someone: int) -> None:
    with pytest.raises(AnswerInvalid):
        sent(someone, uuid4(), {"tenure": "castle"})
    with pytest.raises(SubmissionIncomplete):
        sent(someone, uuid4(), {"wish": "خانه"})
    assert rows_of("SELECT count(*) FROM forms_submission") == [(0,)]


def test_a_picture_answers_a_question(someone: int, tmp_path: Any, settings: Any) -> None:  # noqa: ANN401 - fixtures
    from_paper = {"key": "paper", "type": "document", "label": "اجاره‌نامه"}
    settings.MEDIA_ROOT = tmp_path
    put_in_force(from_paper)
    key = begin(someone)
    number = attach(actor=WORKER, at=NOW, unit=CENTRE, key=key, question="paper", data=picture(1))
    assert seen(key).given == {"paper": number}
    with pytest.raises(AnswerInvalid):
        attach(actor=WORKER, at=NOW, unit=CENTRE, key=key, question="none", data=picture(1))


def test_only_what_rules_do_not_know_is_asked_and_once() -> None:
    facts.seeded()
    put_in_force()
    rules = [
        {"any": [_leaf("a", "tenure", "=", "tenant"), _leaf("b", "rent_monthly", ">", 5)]},
        {"all": [_leaf("a", "rent_monthly", ">", 9), _leaf("b", "job", "=", "کارگر")]},
    ]
    trees = [parse(each, CATALOGUE) for each in rules]
    row = {"tenure": "owner"}
    unknown = [missing(tree, decide(tree, row)) for tree in trees]
    with looking(OPERATOR):
        needed = questions_about(unknown)
        nothing = questions_about([])
    assert [each.fact for each in needed.questions] == ["rent_monthly"]
    assert needed.unasked == ("job",)
    assert (nothing.questions, nothing.unasked) == ((), ())


def _leaf(name: str, fact: str, op: str, value: object) -> dict[str, object]:
    return {"id": name, "fact": fact, "op": op, "value": value}
