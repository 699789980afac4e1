"""A form is filled for a person: nothing is lost, and a submission stays as it is."""

from typing import Any, Literal
from uuid import UUID, uuid4

import pytest

from sayeban.facts.tests import makers as facts
from sayeban.forms.actions.filling import answer, start, submit
from sayeban.forms.models import Answer, Submission
from sayeban.forms.refusals import (
    AnswerInvalid,
    FormUnknown,
    SubmissionClosed,
    SubmissionIncomplete,
    SubmissionTaken,
    SubmissionUnknown,
)
from sayeban.forms.tests.makers import (
    CENTRE,
    RENT,
    TENURE,
    WISH,
    WORKER,
    begin,
    put_in_force,
    say,
    seen,
    send,
)
from sayeban.kit.units import Unit
from sayeban.people.refusals import UnknownPerson
from sayeban.people.tests.makers import NOW, clerk, person, rows_of
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting
from sayeban.runtime.refusals import AccessDenied

pytestmark = pytest.mark.django_db

ELSEWHERE = clerk("social_worker", Unit.of_centre("0702", "7021"))


@pytest.fixture
def someone() -> int:
    """The key of a head whose household is registered, and a form to fill."""
    facts.seeded()
    facts.household(1)
    put_in_force()
    return person(1).pk


def origins(key: UUID) -> dict[str, str]:
    return {name: each.origin for name, each in seen(key).answers.items()}


def test_answers_are_kept_and_become_facts_when_it_is_submitted(someone: int) -> None:
    key = begin(someone, helper="همسایه")
    say(key, tenure="tenant")
    assert set(seen(key).problems) == {"rent_monthly"}
    say(key, rent_monthly=3_000_000)
    assert rows_of("SELECT count(*) FROM facts_value") == [(0,)]
    sent = send(key)
    assert (sent.state, sent.submitted_by, sent.helper) == ("submitted", 7, "همسایه")
    assert facts.facts_of(someone, ["tenure", "rent_monthly"]) == ["tenant", 3_000_000]
    assert rows_of("SELECT DISTINCT origin, by FROM facts_value") == [("declared", 7)]


def test_a_key_that_comes_again_is_the_same_submission(someone: int) -> None:
    key = uuid4()
    for _ in range(2):
        assert begin(someone, key=key) == key
    say(key, tenure="owner")
    first, again = send(key), send(key)
    assert first.submitted_at == again.submitted_at
    assert rows_of("SELECT count(*) FROM facts_value") == [(1,)]
    assert begin(someone, key=key) == key
    with pytest.raises(SubmissionClosed):
        say(key, tenure="tenant")


def test_a_key_of_another_form_person_or_unit_is_refused(someone: int) -> None:
    put_in_force(WISH, code="other")
    facts.household(2)
    key = begin(someone)
    for given in ({"code": "other"}, {"unit": Unit.of_county("0701")}):
        with pytest.raises((SubmissionTaken, AccessDenied)):
            begin(someone, key=key, **given)
    with pytest.raises(SubmissionTaken):
        begin(person(2).pk, key=key)


def test_answers_to_what_became_hidden_are_dropped_at_the_end(someone: int) -> None:
    key = begin(someone)
    say(key, tenure="tenant", rent_monthly=3_000_000)
    say(key, tenure="owner")
    assert set(seen(key).given) == {"tenure", "rent_monthly"}
    assert set(send(key).answers) == {"tenure"}
    assert facts.facts_of(someone, ["rent_monthly"]) == [None]


def test_beside_what_is_known_an_answer_confirms_or_corrects_it(someone: int) -> None:
    household: tuple[Literal["household"], int] = ("household", person(1).household_id or 0)
    facts.put(
        facts.value(household, "tenure", "tenant", origin="received", register="residence"),
        facts.value(household, "rent_monthly", 100, origin="verified"),
    )
    key = begin(someone)
    say(key, tenure="tenant", rent_monthly=200, wish="خانه")
    assert origins(key) == {"tenure": "confirmed", "rent_monthly": "corrected", "wish": "declared"}
    known = seen(key).answers["rent_monthly"]
    assert (known.prefilled, known.as_of, seen(key).answers["tenure"].register) == (
        100,
        facts.TODAY,
        "residence",
    )
    send(key)
    # What is verified stands above what he says.
    assert facts.facts_of(someone, ["rent_monthly"]) == [100]


def test_what_his_file_alone_says_is_shown_too(someone: int) -> None:
    household = facts.household(2, tenure="tenant")
    facts.put(facts.value(("household", household), "rent_monthly", None))
    key = begin(person(2).pk)
    say(key, tenure="owner", rent_monthly=5)
    told = seen(key).answers["tenure"]
    assert (told.origin, told.prefilled, told.register, told.as_of) == (
        "corrected",
        "tenant",
        "",
        None,
    )
    assert origins(key)["rent_monthly"] == "declared", "a source that knows nothing says nothing"
    assert someone != person(2).pk


def test_what_he_does_not_know_is_an_answer_and_no_fact(someone: int) -> None:
    key = begin(someone)
    say(key, tenure=None)
    assert origins(key) == {"tenure": "unknown"}
    send(key)
    assert rows_of("SELECT count(*) FROM facts_value") == [(0,)]


@pytest.mark.parametrize(
    "given", [{"tenure": "castle"}, {"rent_monthly": -1}, {"colour": "red"}, {"wish": None}]
)
def test_an_answer_that_the_question_does_not_take_is_refused_in_words(
    someone: int, given: dict[str, object]
) -> None:
    key = begin(someone)
    with pytest.raises(AnswerInvalid):
        say(key, **given)  # type: ignore[arg-type]  # that is the point
    assert seen(key).answers == {}


def test_an_open_question_is_named_and_everything_answered_stays(someone: int) -> None:
    key = begin(someone)
    say(key, tenure="tenant")
    with pytest.raises(SubmissionIncomplete, match="اجارهٔ ماهانهٔ شما"):
        send(key)
    assert (seen(key).state, set(seen(key).given)) == ("draft", {"tenure"})


def test_a_draft_moves_to_the_new_version_by_key_and_is_asked_the_new_alone(someone: int) -> None:
    key = begin(someone)
    say(key, tenure="tenant", rent_monthly=3_000_000, wish="خانه")
    many = {"key": "many", "type": "int", "label": "چند نفرید؟"}
    put_in_force(TENURE, RENT | {"limits": {"max": 1000}}, many)
    before = seen(key)
    assert (before.version.n, before.began, set(before.given)) == (2, 1, {"tenure"})
    assert set(before.problems) == {"rent_monthly", "many"}
    with pytest.raises(SubmissionIncomplete):
        send(key)
    say(key, rent_monthly=900, many=4)
    sent = send(key)
    assert (sent.version.n, sent.began, set(sent.given)) == (
        2,
        1,
        {"tenure", "rent_monthly", "many"},
    )


def test_what_was_submitted_stays_on_its_version(someone: int) -> None:
    key = begin(someone)
    say(key, tenure="owner")
    send(key)
    put_in_force(WISH)
    assert (seen(key).version.n, set(seen(key).given)) == (1, {"tenure"})
    assert send(key).version.n == 1


def test_a_fact_that_is_retired_meanwhile_stays_in_the_submission(someone: int) -> None:
    key = begin(someone)
    say(key, tenure="owner")
    with acting(OPERATOR, NOW):
        rows = "UPDATE facts_fact SET retired_at = now() WHERE key = 'tenure' RETURNING key"
        assert rows_of(rows) == [("tenure",)]
    assert send(key).given == {"tenure": "owner"}
    assert rows_of("SELECT count(*) FROM facts_value") == [(0,)]


def test_whoever_is_elsewhere_neither_begins_nor_sees_it(someone: int) -> None:
    key = begin(someone)
    there = Unit.of_centre("0702", "7021")
    with pytest.raises(UnknownPerson):
        begin(someone, ELSEWHERE, unit=there)
    with pytest.raises(AccessDenied):
        begin(someone, ELSEWHERE)
    for unit, refusal in ((there, SubmissionUnknown), (CENTRE, AccessDenied)):
        asked: dict[str, Any] = {"actor": ELSEWHERE, "at": NOW, "unit": unit, "key": key}
        with pytest.raises(refusal):
            answer(answers={"tenure": "owner"}, **asked)
        with pytest.raises(refusal):
            submit(**asked)


def test_another_unit_of_his_own_is_not_that_of_the_submission(someone: int) -> None:
    key = begin(someone)
    head = clerk("county_head", Unit.of_county("0701"))
    with pytest.raises(AccessDenied):
        submit(actor=head, at=NOW, unit=Unit.of_centre("0701", "7012"), key=key)


def test_row_level_security_alone_hides_answers(someone: int) -> None:
    key = begin(someone)
    say(key, tenure="owner")
    counts = []
    for actor in (WORKER, ELSEWHERE):
        with acting(actor, NOW):
            counts.append((Submission.objects.count(), Answer.objects.count()))
    assert counts == [(1, 1), (0, 0)]


def test_a_form_that_is_not_published_is_not_begun(someone: int) -> None:
    with pytest.raises(FormUnknown):
        start(actor=WORKER, at=NOW, unit=CENTRE, code="none", person_id=someone, channel="desk")
