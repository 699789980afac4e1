"""A case from its opening to its end."""

from datetime import date, timedelta

import pytest
from django.db import ProgrammingError
from pytest_django.fixtures import Settings

from sayeban.cases.actions.advance import advance
from sayeban.cases.actions.end_case import reopen, withdraw
from sayeban.cases.actions.open_case import open_case
from sayeban.cases.models import Case, Event
from sayeban.cases.reads.case_file import case_file
from sayeban.cases.refusals_case import (
    CaseElsewhere,
    CaseTwice,
    NumbersSpent,
    StepDone,
    StepNotYours,
    StepReasonMissing,
)
from sayeban.cases.tests.makers import CLERK, COUNTY, HEAD, NOW, WORKER, open_step, opened
from sayeban.cases.tracking import draw
from sayeban.notices.models import Message
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting, looking

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("service")]


def test_a_case_goes_through_its_steps_to_the_end() -> None:
    case = opened()
    assert case.promise.days == 2 + 5 + 3
    assert case.promised_on == date(2026, 12, 6)
    later = NOW + timedelta(days=1)
    for actor, outcome in ((CLERK, "complete"), (WORKER, "seen"), (HEAD, "approve")):
        advance(actor=actor, at=later, steps=[open_step(case.case_id).pk], outcome=outcome)
    with looking(CLERK):
        file = case_file(case.case_id)
    assert (file.result, file.open_steps) == ("done", ())
    assert [step.key for step in file.steps] == ["intake", "visit", "decide"]
    assert [event.what for event in reversed(file.events)] == [
        *("opened", "step_opened", "advanced", "step_opened"),
        *("advanced", "step_opened", "advanced", "closed"),
    ]
    with acting(OPERATOR, NOW):
        told = Message.objects.order_by("id").values_list("template", flat=True)
        assert list(told) == ["cases.opened_lacking", "cases.visit", "cases.closed"]


@pytest.mark.parametrize("address", ["https://sayeban.example.ir/track/", ""])
def test_clients_hear_where_they_follow_their_request(settings: Settings, address: str) -> None:
    settings.TRACK_ADDRESS = address
    case = opened()
    for actor, outcome in ((CLERK, "complete"), (WORKER, "seen"), (HEAD, "approve")):
        advance(actor=actor, at=NOW, steps=[open_step(case.case_id).pk], outcome=outcome)
    with acting(OPERATOR, NOW):
        texts = list(Message.objects.values_list("text", flat=True))
    assert len(texts) == 3
    for text in texts:
        assert case.tracking_no in text
        # The address is whole in a line, and no number or key follows it.
        assert text.endswith(f"\nصفحهٔ پیگیری: {address}") if address else "{" not in text
        assert address or "صفحهٔ پیگیری:" not in text


def test_four_rounds_between_desk_and_client() -> None:
    case = opened()
    for _ in range(4):
        first = open_step(case.case_id, "intake").pk
        advance(actor=CLERK, at=NOW, steps=[first], outcome="incomplete", reason="عکس نیست")
        advance(actor=CLERK, at=NOW, steps=[open_step(case.case_id).pk], outcome="brought")
    assert open_step(case.case_id).round == 5


def test_of_two_who_advance_the_same_step_one_is_told() -> None:
    step = open_step(opened().case_id).pk
    advance(actor=CLERK, at=NOW, steps=[step], outcome="complete")
    with pytest.raises(StepDone):
        advance(actor=CLERK, at=NOW, steps=[step], outcome="complete")


def test_a_step_is_done_by_its_post_in_its_unit() -> None:
    step = open_step(opened().case_id).pk
    with pytest.raises(StepNotYours):
        advance(actor=WORKER, at=NOW, steps=[step], outcome="complete")


def test_an_outcome_that_needs_a_reason() -> None:
    step = open_step(opened().case_id).pk
    with pytest.raises(StepReasonMissing):
        advance(actor=CLERK, at=NOW, steps=[step], outcome="incomplete", reason=" ")


def test_nothing_is_done_where_one_of_a_set_cannot() -> None:
    ready, other = opened(1), opened(2)
    advance(actor=CLERK, at=NOW, steps=[open_step(other.case_id).pk], outcome="complete")
    steps = [open_step(ready.case_id).pk, open_step(other.case_id).pk]
    with pytest.raises(StepNotYours):
        advance(actor=CLERK, at=NOW, steps=steps, outcome="complete")
    assert open_step(ready.case_id).key == "intake"


def test_the_same_service_waits_once() -> None:
    case = opened()
    with pytest.raises(CaseTwice) as refused:
        opened()
    assert case.tracking_no in refused.value.message


def test_events_are_never_changed() -> None:
    opened()
    with pytest.raises(ProgrammingError, match="permission denied"), acting(CLERK, NOW):
        Event.objects.update(reason="x")


def test_a_number_that_was_drawn_before_is_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    first, fresh = opened(1), draw()
    drawn = iter([first.tracking_no, fresh])
    monkeypatch.setattr("sayeban.cases.actions.open_case.draw", lambda: next(drawn))
    assert opened(2).tracking_no == fresh
    monkeypatch.setattr("sayeban.cases.actions.open_case.draw", lambda: fresh)
    with pytest.raises(NumbersSpent):
        opened(3)


def test_a_case_that_is_kept_where_the_clerk_does_not_see_is_found_and_not_shown() -> None:
    first = opened()
    with acting(OPERATOR, NOW):
        Case.objects.filter(pk=first.case_id).update(county="0702", centre="")
        person_id = Case.objects.get(pk=first.case_id).person_id
    with pytest.raises(CaseElsewhere) as refused:
        open_case(actor=CLERK, at=NOW, unit=COUNTY, service="disability_card", person_id=person_id)
    assert first.tracking_no not in refused.value.message


def test_who_waits_anew_elsewhere_has_no_old_case_reopened() -> None:
    first = opened()
    withdraw(actor=CLERK, at=NOW, case_id=first.case_id, reason="نخواست")
    with acting(OPERATOR, NOW):
        person_id = Case.objects.get(pk=first.case_id).person_id
    told = {"actor": CLERK, "at": NOW, "unit": COUNTY, "person_id": person_id}
    again = open_case(**told, service="disability_card")  # type: ignore[arg-type]  # as it says
    with acting(OPERATOR, NOW):
        Case.objects.filter(pk=again.case_id).update(county="0702", centre="")
    with pytest.raises(CaseElsewhere):
        reopen(actor=HEAD, at=NOW, case_id=first.case_id, step="intake", reason="اشتباه")
