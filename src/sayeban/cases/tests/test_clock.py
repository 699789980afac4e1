"""Clocks stop and run, days move with the calendar, and who is late is told."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from sayeban.accounts.public import Post
from sayeban.accounts.tests.makers import make_user
from sayeban.cases.actions.advance import advance
from sayeban.cases.actions.evening import tell_late
from sayeban.cases.actions.keep_calendar import redate
from sayeban.cases.actions.stop_clock import pause, resume
from sayeban.cases.models import Case, Event
from sayeban.cases.refusals_case import NotStopped, StepReasonMissing, StepStopped, TurnUnknown
from sayeban.cases.tests.makers import CLERK, COUNTY, NOW, open_step, opened
from sayeban.kit.units import Unit
from sayeban.notices.models import Message
from sayeban.organisations.public import declare_closure, withdraw_closure
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("service")]
FARS = Unit.of_province("07")


def on(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 8, tzinfo=NOW.tzinfo)


def case_of(case_id: int) -> Case:
    with acting(OPERATOR, NOW):
        return Case.objects.get(pk=case_id)


def told(about: str) -> list[str]:
    with acting(OPERATOR, NOW):
        found = Message.objects.filter(template=about).order_by("id")
        return list(found.values_list("text", flat=True))


def test_the_time_of_the_client_counts_neither_for_the_step_nor_for_the_promise() -> None:
    case = opened()
    step = open_step(case.case_id)
    assert (step.due_on, case.promised_on) == (date(2026, 11, 26), date(2026, 12, 6))
    pause(actor=CLERK, at=NOW, steps=[step.pk], whose="applicant", reason="عکس نیست")
    # Wednesday to Sunday: Friday is no working day.
    resume(actor=CLERK, at=on(date(2026, 11, 28)), steps=[step.pk])
    assert open_step(case.case_id).due_on == date(2026, 11, 30)
    assert case_of(case.case_id).promised_on == date(2026, 12, 9)
    assert "۱۸ آذر ۱۴۰۵" in told("cases.promised")[0]


def test_a_step_that_stands_still_does_not_go_on() -> None:
    step = open_step(opened().case_id).pk
    with pytest.raises(StepReasonMissing):
        pause(actor=CLERK, at=NOW, steps=[step], whose="applicant", reason="")
    with pytest.raises(TurnUnknown):
        pause(actor=CLERK, at=NOW, steps=[step], whose="own", reason="x")
    with pytest.raises(NotStopped):
        resume(actor=CLERK, at=NOW, steps=[step])
    pause(actor=CLERK, at=NOW, steps=[step], whose="external", reason="استعلام")
    with pytest.raises(StepStopped):
        pause(actor=CLERK, at=NOW, steps=[step], whose="external", reason="استعلام")
    with pytest.raises(StepStopped):
        advance(actor=CLERK, at=NOW, steps=[step], outcome="complete")


def test_a_client_who_answers_late_moves_his_own_day() -> None:
    case = opened()
    first = open_step(case.case_id).pk
    advance(actor=CLERK, at=NOW, steps=[first], outcome="incomplete", reason="عکس")
    after = on(date(2026, 11, 28))
    advance(actor=CLERK, at=after, steps=[open_step(case.case_id).pk], outcome="brought")
    assert case_of(case.case_id).promised_on == date(2026, 12, 9)


def test_a_closure_declared_afterwards_moves_due_and_promised_days() -> None:
    case = opened()
    declare_closure(actor=OPERATOR, at=NOW, unit=FARS, day=date(2026, 11, 25), reason="آلودگی هوا")
    done = redate(actor=OPERATOR, at=NOW)
    assert (done.steps, done.promises) == (1, 1)
    assert open_step(case.case_id).due_on == date(2026, 11, 28)
    assert case_of(case.case_id).promised_on == date(2026, 12, 7)
    assert len(told("cases.promised")) == 1
    again = redate(actor=OPERATOR, at=NOW)
    assert (again.days, again.steps, again.promises) == (0, 0, 0)


def closed(*, withdrawn: bool = False, at: datetime = NOW) -> None:
    """A closure is declared, or withdrawn, and the worker follows."""
    told: dict[str, Any] = {"actor": OPERATOR, "at": at, "unit": FARS, "day": date(2026, 11, 25)}
    if withdrawn:
        withdraw_closure(**told)
    else:
        declare_closure(**told, reason="آلودگی هوا")
    redate(actor=OPERATOR, at=at)


def messages() -> list[tuple[str, datetime]]:
    with acting(OPERATOR, NOW):
        found = Message.objects.filter(template="cases.promised").order_by("id")
        return list(found.values_list("status", "next_try_at"))


def test_a_day_that_is_undone_before_it_was_told_is_never_told() -> None:
    case = opened()
    closed()
    assert messages() == [("queued", NOW + timedelta(minutes=15))]
    closed(withdrawn=True, at=NOW + timedelta(minutes=5))
    assert [state for state, _ in messages()] == ["cancelled"]
    assert case_of(case.case_id).promised_on == date(2026, 12, 6)
    # Declared anew it is told after all.
    closed(at=NOW + timedelta(minutes=6))
    assert [state for state, _ in messages()] == ["cancelled", "queued"]


def test_who_was_told_of_a_day_that_is_undone_hears_of_the_right_one() -> None:
    opened()
    closed()
    with acting(OPERATOR, NOW):
        Message.objects.filter(template="cases.promised").update(status="delivered")
    closed(withdrawn=True, at=NOW + timedelta(minutes=20))
    assert [state for state, _ in messages()] == ["delivered", "queued"]


def test_a_closure_of_another_province_moves_nothing() -> None:
    opened()
    declare_closure(
        actor=OPERATOR,
        at=NOW,
        unit=Unit.of_province("10"),
        day=date(2026, 11, 25),
        reason="آلودگی هوا",
    )
    done = redate(actor=OPERATOR, at=NOW)
    assert done.days > 0
    assert (done.steps, done.promises) == (0, 0)


def test_lateness_climbs_and_is_told_once_a_stage() -> None:
    make_user("clerk", Post.DESK_CLERK, COUNTY)
    make_user("boss", Post.DESK_HEAD, COUNTY)
    make_user("liaison", Post.LIAISON_EXPERT, COUNTY)
    make_user("dg", Post.DIRECTOR_GENERAL, FARS)
    case = opened()
    stages = []
    for days in range(8):
        evening = NOW + timedelta(days=days)
        tell_late(actor=OPERATOR, at=evening)
        assert tell_late(actor=OPERATOR, at=evening).raised == 0
        stages.append(open_step(case.case_id).late)
    # Due on Thursday; Friday is no working day.
    assert stages == [1, 1, 2, 2, 2, 2, 3, 4]
    for stage in (1, 2, 3, 4):
        assert len(told(f"cases.late_{stage}")) == 1
    with acting(OPERATOR, NOW):
        assert Event.objects.filter(case=case.case_id, what="late").count() == 4
        assert open_step(case.case_id).state == "open"


def test_the_client_gets_a_new_day_before_the_old_one_passes() -> None:
    case = opened()
    eve = case.promised_on - timedelta(days=1)
    tell_late(actor=OPERATOR, at=on(eve - timedelta(days=3)))
    assert case_of(case.case_id).promised_on == case.promised_on
    tell_late(actor=OPERATOR, at=on(eve))
    moved = case_of(case.case_id).promised_on
    assert moved > case.promised_on
    assert len(told("cases.promised")) == 1
    tell_late(actor=OPERATOR, at=on(eve))
    assert case_of(case.case_id).promised_on == moved
