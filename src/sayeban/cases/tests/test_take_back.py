"""An outcome is taken back for a short time by whoever recorded it, while nobody went on."""

from datetime import datetime, timedelta

import pytest
from django.db import connection

from sayeban.cases.actions.advance import advance
from sayeban.cases.actions.end_case import withdraw
from sayeban.cases.actions.take_back import take_back
from sayeban.cases.actions.write_note import write_note
from sayeban.cases.models import Case, Event, Step
from sayeban.cases.reads.acts import acts_of
from sayeban.cases.reads.case_file import case_file
from sayeban.cases.refusals_act import ActGoneOn, ActTooLate, ActUnknown
from sayeban.cases.rules import TAKE_BACK_MINUTES, TAKEN_BACK
from sayeban.cases.tests.makers import CLERK, COUNTY, HEAD, NOW, WORKER, of, open_step, opened
from sayeban.notices.public import chosen_port, deliver_batch
from sayeban.runtime.actor import OPERATOR, Actor
from sayeban.runtime.context import acting, looking

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("service")]

LATER = NOW + timedelta(minutes=5)


def ends(actor: Actor, *cases: int, outcome: str, at: datetime = NOW, reason: str = "") -> None:
    steps = [open_step(case).pk for case in cases]
    advance(actor=actor, at=at, steps=steps, outcome=outcome, reason=reason)


def whole(case_id: int) -> tuple[object, ...]:
    """All that a case and its live steps hold."""
    with acting(OPERATOR, NOW):
        case = Case.objects.filter(pk=case_id).values_list(
            *("promised_on", "promised_days", "paused_days", "closed_at", "result")
        )
        steps = Step.objects.filter(case=case_id).exclude(outcome=TAKEN_BACK).order_by("id")
        return *case, *steps.values_list(
            *(
                "id",
                "key",
                "round",
                "state",
                "clock",
                "closed_at",
                "closed_by",
                "outcome",
                "reason",
            ),
            *("due_on", "paused_on", "paused_days", "assignee"),
        )


def kinds(case_id: int) -> list[str]:
    with acting(OPERATOR, NOW):
        found = Event.objects.filter(case=case_id).order_by("id")
        return list(found.values_list("what", flat=True))


def test_a_set_is_taken_back_and_stands_as_before() -> None:
    one, two = opened(1).case_id, opened(2).case_id
    before = [whole(one), whole(two)]
    ends(CLERK, one, two, outcome="complete")
    assert [whole(one), whole(two)] != before
    done = take_back(actor=CLERK, at=LATER, done_at=NOW, reason="اشتباه")
    assert (done.cases, done.held) == (2, ())
    assert [whole(one), whole(two)] == before
    assert kinds(one)[-2:] == ["step_opened", "taken_back"]


def test_it_goes_on_afterwards_in_the_same_round() -> None:
    case = opened().case_id
    ends(CLERK, case, outcome="complete")
    take_back(actor=CLERK, at=LATER, done_at=NOW)
    ends(CLERK, case, outcome="complete", at=LATER + timedelta(minutes=1))
    step = open_step(case)
    assert (step.key, step.round) == ("visit", 1)


def test_a_closed_case_stands_open_again_with_what_ended_beside() -> None:
    case = opened().case_id
    ends(CLERK, case, outcome="complete", at=NOW + timedelta(minutes=1))
    ends(WORKER, case, outcome="seen", at=NOW + timedelta(minutes=2))
    before = whole(case)
    end = NOW + timedelta(minutes=3)
    ends(HEAD, case, outcome="refuse", reason="شرط ندارد", at=end)
    take_back(actor=HEAD, at=LATER, done_at=end)
    assert whole(case) == before
    with acting(OPERATOR, NOW), connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM runtime_event"
            " WHERE name = 'cases.closed' AND delivered_at IS NULL"
        )
        assert cursor.fetchone() == (0,)


def test_the_time_of_the_client_is_given_back() -> None:
    case = opened(at=NOW - timedelta(days=20)).case_id
    ends(CLERK, case, outcome="incomplete", at=NOW - timedelta(days=19), reason="عکس")
    before = whole(case)
    ends(CLERK, case, outcome="brought")
    assert whole(case)[0] != before[0]
    take_back(actor=CLERK, at=LATER, done_at=NOW)
    assert whole(case) == before


def test_a_message_that_waits_is_withdrawn_and_told_when_it_happens_after_all() -> None:
    case = opened().case_id
    ends(CLERK, case, outcome="complete")
    done = take_back(actor=CLERK, at=LATER, done_at=NOW)
    assert (done.silent, done.corrected) == (1, 0)
    assert status("cases.visit") == ["cancelled"]
    ends(CLERK, case, outcome="complete", at=LATER + timedelta(minutes=1))
    assert status("cases.visit") == ["cancelled", "queued"]


def test_a_message_that_went_is_followed_by_another() -> None:
    case = opened().case_id
    ends(CLERK, case, outcome="complete")
    deliver_batch(chosen_port(), NOW + timedelta(seconds=1))
    done = take_back(actor=CLERK, at=LATER, done_at=NOW)
    assert (done.silent, done.corrected) == (0, 1)
    assert status("cases.taken_back") == ["queued"]


def status(template: str) -> list[str]:
    with acting(OPERATOR, NOW), connection.cursor() as cursor:
        cursor.execute(
            "SELECT status FROM notices_message WHERE template = %s ORDER BY id", [template]
        )
        return [each for (each,) in cursor.fetchall()]


def test_a_case_that_went_on_is_named_and_the_others_come_back() -> None:
    one, two = opened(1).case_id, opened(2).case_id
    ends(CLERK, one, two, outcome="complete")
    ends(WORKER, two, outcome="seen", at=NOW + timedelta(minutes=1))
    done = take_back(actor=CLERK, at=LATER, done_at=NOW)
    assert done.cases == 1
    assert [(each.case_id, each.held) for each in done.held] == [(two, "gone_on")]
    assert open_step(two).key == "decide"
    assert open_step(one).key == "intake"


def test_none_is_left_when_all_went_on() -> None:
    case = opened().case_id
    ends(CLERK, case, outcome="complete")
    withdraw(actor=CLERK, at=NOW + timedelta(minutes=1), case_id=case, reason="نیامد")
    with pytest.raises(ActGoneOn):
        take_back(actor=CLERK, at=LATER, done_at=NOW)
    assert whole(case)[0][-1] == "withdrawn"  # type: ignore[index]


def test_a_note_beside_it_does_not_hold_it() -> None:
    case = opened().case_id
    ends(CLERK, case, outcome="complete")
    write_note(actor=WORKER, at=NOW + timedelta(minutes=1), case_id=case, text="تماس گرفت")
    assert take_back(actor=CLERK, at=LATER, done_at=NOW).cases == 1


def test_only_whoever_did_it_and_only_for_a_short_time() -> None:
    case = opened().case_id
    ends(CLERK, case, outcome="complete")
    for other in (of("desk_clerk", COUNTY, 99), HEAD):
        with pytest.raises(ActUnknown):
            take_back(actor=other, at=LATER, done_at=NOW)
    end = NOW + timedelta(minutes=TAKE_BACK_MINUTES)
    with pytest.raises(ActTooLate):
        take_back(actor=CLERK, at=end + timedelta(seconds=1), done_at=NOW)
    assert take_back(actor=CLERK, at=end, done_at=NOW).cases == 1
    with pytest.raises(ActGoneOn):
        take_back(actor=CLERK, at=end, done_at=NOW)


def test_what_can_be_taken_back_is_listed_until_it_is() -> None:
    case = opened().case_id
    ends(CLERK, case, outcome="complete")
    with looking(CLERK):
        assert [(each.count, each.step) for each in acts_of(CLERK, LATER)] == [(1, "گام intake")]
        assert acts_of(CLERK, NOW + timedelta(hours=1)) == []
    with looking(HEAD):
        assert acts_of(HEAD, LATER) == []
    take_back(actor=CLERK, at=LATER, done_at=NOW)
    with looking(CLERK):
        assert acts_of(CLERK, LATER) == []


def test_the_file_says_that_the_opening_was_taken_back() -> None:
    case = opened().case_id
    ends(CLERK, case, outcome="complete")
    take_back(actor=CLERK, at=LATER, done_at=NOW)
    with looking(OPERATOR):
        file = case_file(case)
    assert [step.key for step in file.open_steps] == ["intake"]
    assert [step.key for step in file.steps] == ["intake"]
