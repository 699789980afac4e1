"""A program reads a form as JSON Schema, fills it for a person and submits it."""

from typing import Any
from uuid import uuid4

import pytest

from sayeban.forms.public import validator
from sayeban.forms.tests.makers import RENT, TENURE, WISH, put_in_force
from sayeban.interop.tests.social.makers import ELSEWHERE, FORM, Program, code_of, ground, program
from sayeban.people.tests.makers import rows_of

pytestmark = pytest.mark.django_db
TOLD = {"tenure": "tenant", "rent_monthly": 7_000_000}


@pytest.fixture(autouse=True)
def _ground(db: None) -> None:
    ground()


def begun(by: Program) -> str:
    answer = by.begin()
    assert answer.status_code == 201, answer.content.decode()
    return str(answer.json()["key"])


def submitted(by: Program, key: str = "", **sent: Any) -> str:
    of = key or begun(by)
    by.post(f"/submissions/{of}/answers", {"version": 1, "answers": TOLD} | sent)
    return of


def test_the_schema_of_the_published_version_takes_what_the_form_takes() -> None:
    asks = program()
    assert asks.get("/forms").json() == [{"code": FORM, "title": "کمک‌هزینهٔ اجاره", "version": 1}]
    schema = asks.get(f"/forms/{FORM}").json()["schema"]
    assert validator(schema).is_valid(TOLD)
    assert not validator(schema).is_valid({"tenure": "castle"})


def test_a_form_is_begun_answered_and_submitted_and_its_facts_are_declared() -> None:
    asks = program()
    key = begun(asks)
    said = asks.post(f"/submissions/{key}/answers", {"version": 1, "answers": {"tenure": "tenant"}})
    assert [each["key"] for each in said.json()["open"]] == ["rent_monthly"]
    assert code_of(asks.post(f"/submissions/{key}/submit", {"version": 1})) == (
        "submission.incomplete"
    )
    asks.post(f"/submissions/{key}/answers", {"version": 1, "answers": TOLD})
    told = asks.post(f"/submissions/{key}/submit", {"version": 1}).json()
    assert (told["state"], told["open"]) == ("submitted", [])
    assert asks.get(f"/submissions/{key}").json() == told
    kept = rows_of(
        "SELECT s.helper, s.channel, v.origin, v.value FROM forms_submission s, facts_value v"
        " WHERE v.fact = 'rent_monthly'"
    )
    assert kept == [("بنیاد نمونه", "web", "declared", "7000000")]


def test_a_call_that_comes_again_is_done_once_and_another_body_is_refused() -> None:
    asks, key = program(), str(uuid4())
    first, again = asks.begin(key=key), asks.begin(key=key)
    assert (first.status_code, again.status_code) == (201, 201)
    assert again["Idempotency-Replayed"] == "true"
    assert first.json() == again.json()
    assert rows_of("SELECT count(*) FROM forms_submission") == [(1,)]
    assert code_of(asks.begin(ELSEWHERE, key=key)) == "key.reused"
    # The control: under another key it is another submission.
    assert asks.begin().json()["key"] != first.json()["key"]


def test_a_form_that_changed_meanwhile_is_said_so_and_nothing_is_lost() -> None:
    asks = program()
    key = submitted(asks)
    put_in_force(TENURE, RENT, WISH | {"required": True})
    for answer in (
        asks.begin(),
        asks.post(f"/submissions/{key}/answers", {"version": 1, "answers": {"tenure": "owner"}}),
        asks.post(f"/submissions/{key}/submit", {"version": 1}),
    ):
        assert (answer.status_code, code_of(answer)) == (409, "submission.old_version")
        assert "نسخهٔ ۲" in answer.json()["detail"]
    told = asks.get(f"/submissions/{key}").json()
    assert (told["version"], [each["key"] for each in told["open"]]) == (2, ["wish"])
    asks.post(f"/submissions/{key}/answers", {"version": 2, "answers": {"wish": "خانه"}})
    assert asks.post(f"/submissions/{key}/submit", {"version": 2}).json()["state"] == "submitted"
    assert rows_of("SELECT value FROM facts_value WHERE fact = 'rent_monthly'") == [("7000000",)]


def test_what_a_form_does_not_take_is_refused_with_the_sentence_of_people() -> None:
    asks = program()
    key = begun(asks)
    said = asks.post(f"/submissions/{key}/answers", {"version": 1, "answers": {"rent_monthly": -1}})
    assert code_of(said) == "answer.invalid"
    assert "اجاره" in said.json()["detail"]
    wrong = asks.post(f"/submissions/{key}/answers", {"version": "x", "answers": {}})
    assert (wrong.status_code, wrong.json()["errors"][0]["pointer"]) == (422, "/body/sent/version")


def test_an_image_comes_to_the_desk_and_not_by_this_way() -> None:
    paper = {"key": "paper", "type": "document", "label": "سند خانه", "required": False}
    put_in_force(TENURE, paper)
    asks = program()
    key = str(asks.begin(version=2).json()["key"])
    path = f"/submissions/{key}/answers"
    both = {"paper": 1, "tenure": "owner"}
    assert code_of(asks.post(path, {"version": 2, "answers": both})) == "submission.document"
    # The control: the other answer is taken.
    del both["paper"]
    assert asks.post(path, {"version": 2, "answers": both}).json()["open"] == []


def test_a_program_meets_the_persons_and_forms_of_its_agreement_alone() -> None:
    asks = program()
    assert code_of(asks.begin(ELSEWHERE)) == "grant.person_unknown"
    assert asks.begin(ELSEWHERE).json() == asks.begin(999).json()
    assert code_of(asks.begin(form="other")) == "grant.not_named"
    assert code_of(asks.get("/forms/other")) == "grant.not_named"
    assert program("far", provinces=["10"]).begin(ELSEWHERE).status_code == 201


def test_what_another_program_sent_is_unknown() -> None:
    key = begun(program())
    other = program("other")
    for answer in (
        other.get(f"/submissions/{key}"),
        other.post(f"/submissions/{key}/answers", {"version": 1, "answers": TOLD}),
        other.post(f"/submissions/{key}/submit", {"version": 1}),
    ):
        assert (answer.status_code, code_of(answer)) == (404, "grant.not_yours")
    assert other.get(f"/submissions/{key}").json() == other.get(f"/submissions/{uuid4()}").json()


def test_a_form_that_is_not_published_is_said_so() -> None:
    asks = program(forms=[FORM, "coming"])
    assert code_of(asks.get("/forms/coming")) == "grant.form_unpublished"
    assert len(asks.get("/forms").json()) == 1
