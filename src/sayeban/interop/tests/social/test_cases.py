"""A program opens a request and follows it; whoever holds a number follows it too."""

import json
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from sayeban.accounts.models import SignInSource
from sayeban.cases.public import open_case
from sayeban.cases.tests import makers as of_cases
from sayeban.cases.tests.makers import CLERK, COUNTY, NOW
from sayeban.cases.tracking import draw
from sayeban.forms.tests.makers import put_in_force
from sayeban.interop.tests.social.makers import (
    BASE,
    ELSEWHERE,
    FORM,
    HERE,
    SERVICE,
    Program,
    code_of,
    ground,
    program,
)
from sayeban.interop.tests.social.test_submissions import submitted
from sayeban.people.tests.makers import national_id, person, rows_of

pytestmark = pytest.mark.django_db
RENT_AID = "rent_aid"


@pytest.fixture(autouse=True)
def _ground(db: None) -> None:
    ground()


def keeps_centres_free(day: date) -> str:
    del day
    return "معافیت قبوض"


def with_form() -> None:
    """A service that asks for the form."""
    of_cases.published(of_cases.card() | {"code": RENT_AID, "title": "کمک اجاره", "form": FORM})


def opened(by: Program) -> str:
    answer = by.open()
    assert answer.status_code == 201, answer.content.decode()
    return str(answer.json()["tracking_no"])


def test_a_request_is_opened_where_the_file_is_kept_and_its_state_is_told() -> None:
    with_form()
    asks = program(services=[SERVICE, RENT_AID])
    key = submitted(asks)
    of_rent: dict[str, Any] = {"service": RENT_AID, "submission": key}
    assert code_of(asks.open(**of_rent)) == "grant.not_yours"  # still a draft
    asks.post(f"/submissions/{key}/submit", {"version": 1})
    made = asks.open(**of_rent)
    number = made.json()["tracking_no"]
    told = asks.get(f"/cases/{number}").json()
    assert (told["service"], told["result"], told["turn"]) == ("کمک اجاره", "", "own")
    assert told["promised_on"] == made.json()["promised_on"]
    assert [each["title"] for each in told["steps"]] == ["گام intake"]
    kept = "SELECT county, centre, channel, submission FROM cases_case"
    ((county, centre, channel, submission),) = rows_of(kept)
    assert (county, centre, channel, str(submission)) == ("0701", "7011", "web", key)


def test_a_service_is_asked_for_with_its_own_form_as_at_the_desk() -> None:
    with_form()
    put_in_force(code="other_form")
    asks = program(services=[SERVICE, RENT_AID], forms=[FORM, "other_form"])
    assert code_of(asks.open(service=RENT_AID)) == "request.form_missing"
    sent = {}
    for form in (FORM, "other_form"):
        sent[form] = submitted(asks, str(asks.begin(form=form).json()["key"]))
        asks.post(f"/submissions/{sent[form]}/submit", {"version": 1})
    other = asks.open(service=RENT_AID, submission=sent["other_form"])
    assert code_of(other) == "request.form_other"
    assert code_of(asks.open(submission=sent[FORM])) == "request.form_other"  # it has no form
    # The control: with its own form it is taken, and one without a form is taken without.
    assert asks.open(service=RENT_AID, submission=sent[FORM]).status_code == 201
    assert asks.open().status_code == 201


def test_in_a_freeze_week_a_program_gives_centres_no_work_either(settings: Settings) -> None:
    asks = program()
    free, settings.DESK_FROZEN = settings.DESK_FROZEN, f"{__name__}.keeps_centres_free"
    assert code_of(asks.open()) == "desk.frozen"
    settings.DESK_FROZEN = free
    assert asks.open().status_code == 201


def test_a_call_that_comes_again_opens_one_request() -> None:
    asks, key = program(), str(uuid4())
    assert asks.open(key=key).json() == asks.open(key=key).json()
    assert rows_of("SELECT count(*) FROM cases_case") == [(1,)]


def test_an_open_request_is_not_opened_twice_and_its_number_is_told_to_nobody() -> None:
    him = person(HERE).pk
    desk = open_case(actor=CLERK, at=NOW, unit=COUNTY, service=SERVICE, person_id=him)
    answer = program().open()
    assert (answer.status_code, code_of(answer)) == (409, "case.stands")
    assert desk.tracking_no not in answer.content.decode()
    # The control: whoever works at the desk is told it.
    with pytest.raises(Exception, match=r"case\.twice") as refused:
        open_case(actor=CLERK, at=NOW, unit=COUNTY, service=SERVICE, person_id=him)
    assert desk.tracking_no in refused.value.message  # type: ignore[attr-defined]


def test_a_program_opens_what_its_agreement_names_for_persons_of_its_provinces() -> None:
    asks = program()
    assert code_of(asks.open(service="other")) == "grant.not_named"
    assert code_of(asks.open(ELSEWHERE)) == "grant.person_unknown"
    # The control: in its own province it opens.
    assert program("far", provinces=["10"]).open(ELSEWHERE).status_code == 201


def test_a_submission_of_somebody_else_is_not_taken() -> None:
    both = ["07", "10"]
    one, far = program(), program("far", provinces=both, services=[SERVICE, RENT_AID])
    mine = submitted(one)
    one.post(f"/submissions/{mine}/submit", {"version": 1})
    assert code_of(far.open(submission=mine)) == "grant.not_yours"
    with_form()
    his = str(far.begin(ELSEWHERE).json()["key"])
    submitted(far, his)
    far.post(f"/submissions/{his}/submit", {"version": 1})
    assert code_of(far.open(submission=his)) == "grant.not_yours"
    assert far.open(ELSEWHERE, service=RENT_AID, submission=his).status_code == 201


def test_what_another_program_or_the_desk_opened_is_unknown() -> None:
    number = opened(program())
    other = program("other")
    answer = other.get(f"/cases/{number}")
    assert (answer.status_code, code_of(answer)) == (404, "grant.not_yours")
    assert answer.json() == other.get(f"/cases/{draw()}").json()


def track(number: str, client: Client | None = None) -> tuple[int, str]:
    answer = (client or Client()).post(
        f"{BASE}/tracking", {"tracking_no": number}, content_type="application/json"
    )
    return answer.status_code, answer.content.decode()


def test_whoever_holds_the_number_sees_where_it_stands_and_no_person() -> None:
    asks = program()
    number = opened(asks)
    status, said = track(number)
    assert (status, said) == (200, asks.get(f"/cases/{number}").content.decode())
    assert national_id(HERE) not in said
    # A person's number of one or two digits stands in any date: it is no field of the answer.
    him = person(HERE).pk
    assert him not in json.loads(said).values()
    assert not {"person", "person_id", "national_id", "case_id"} & set(json.loads(said))


def test_wrong_numbers_are_limited() -> None:
    right = opened(program())
    assert {track(draw())[0] for _ in range(31)} == {404}
    assert track(right)[0] == 200  # as many as lock an address out of signing in are no obstacle
    SignInSource.objects.filter(source="track 127.0.0.1").update(tries=300)
    status, said = track(draw())
    assert (status, "tracking.unknown" in said, "tracking.too_many" in said) == (429, False, True)
    assert track(right)[0] == 429


def test_a_right_number_takes_its_try_back() -> None:
    right = opened(program())
    assert {track(right)[0] for _ in range(32)} == {200}


def test_a_number_with_a_slip_is_not_even_counted() -> None:
    right = opened(program())
    slip = right[:-1] + str((int(right[-1]) + 1) % 10)
    assert {track(slip)[0] for _ in range(32)} == {404}
    assert track(right)[0] == 200
