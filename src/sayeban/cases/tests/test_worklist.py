"""Worklists show open steps of one's posts and units; tracking shows a case without its person."""

from dataclasses import fields
from datetime import date, timedelta
from typing import Any

import pytest

from sayeban.cases.actions.advance import advance
from sayeban.cases.models import Step
from sayeban.cases.reads.track import Tracked, cases_of, track
from sayeban.cases.reads.worklist import Filters, WorkPage, worklist
from sayeban.cases.tests.makers import (
    CENTRE,
    CLERK,
    COUNTY,
    HEAD,
    NOW,
    WORKER,
    of,
    open_step,
    opened,
)
from sayeban.cases.tracking import check_digit, draw, tracking_number
from sayeban.country.today import today_of
from sayeban.kit.units import Unit
from sayeban.people.tests.makers import person
from sayeban.runtime.actor import OPERATOR, Actor, Appointment
from sayeban.runtime.context import acting, looking

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("service")]


_ANY = Filters()


def seen(
    actor: Actor, filters: Filters = _ANY, *, today: date | None = None, **page: Any
) -> WorkPage:
    with looking(actor):
        return worklist(actor, today or today_of(NOW), filters, **page)


def keys(actor: Actor, **asked: str) -> list[str]:
    return [row.key for row in seen(actor, Filters(**asked)).rows]  # type: ignore[arg-type]


def test_each_sees_the_steps_of_his_post_and_a_head_those_of_his_unit() -> None:
    first, second = opened(1), opened(2)
    advance(actor=CLERK, at=NOW, steps=[open_step(first.case_id).pk], outcome="complete")
    assert keys(CLERK) == ["intake"]
    assert keys(WORKER) == ["visit"]
    assert keys(HEAD) == ["intake"]
    assert keys(of("centre_head", CENTRE)) == ["visit"]
    assert keys(of("desk_clerk", Unit.of_county("0702"))) == []
    assert seen(CLERK).rows[0].tracking_no == second.tracking_no


def test_filters() -> None:
    case = opened()
    assert keys(CLERK, service="disability_card", step="intake", state="open") == ["intake"]
    assert keys(CLERK, tracking_no=case.tracking_no) == ["intake"]
    assert keys(CLERK, whose="free") == ["intake"]
    for asked in ({"whose": "mine"}, {"service": "none"}, {"step": "visit"}, {"due": "late"}):
        assert keys(CLERK, **asked) == [], asked


def test_a_step_of_the_unit_that_was_given_to_one_is_listed_once() -> None:
    case = opened()
    step = open_step(case.case_id)
    with acting(OPERATOR, NOW):
        Step.objects.filter(pk=step.pk).update(assignee=CLERK.user_id)
    both = Actor("user", "both", CLERK.user_id, (*CLERK.appointments, *HEAD.appointments))
    page = seen(both)
    assert ([row.step_id for row in page.rows], page.total) == ([step.pk], 1)


def test_what_is_overdue_is_counted() -> None:
    case = opened()
    late = today_of(NOW) + timedelta(days=20)
    page = seen(CLERK, today=late)
    assert (page.total, page.overdue) == (1, 1)
    assert [row.case_id for row in seen(CLERK, Filters(due="late"), today=late).rows] == [
        case.case_id
    ]


def test_pages_follow_each_other_without_a_gap() -> None:
    cases = [opened(serial).case_id for serial in range(1, 6)]
    found, after = [], ""
    while True:
        page = seen(CLERK, after=after, size=2)
        found += [row.case_id for row in page.rows]
        after = page.after
        if not after:
            break
    assert sorted(found) == sorted(cases)
    assert len(seen(CLERK, after="nonsense", size=9).rows) == 5


def test_tracking_names_no_person() -> None:
    case = opened()
    with looking(CLERK):
        found = track(case.tracking_no)
        assert found is not None
        assert track("100000000000") is None
        own = cases_of(person(1).pk)
    assert own == [found]
    assert (found.turn, found.result, found.promised_on) == ("own", "", case.promised_on)
    assert not {"person_id", "province", "unit"} & {each.name for each in fields(Tracked)}


def test_a_client_reads_his_own_cases_and_no_others() -> None:
    opened(1)
    other = opened(2)
    mine = person(1)
    client = Actor("citizen", "", person_id=mine.pk, household_id=mine.household_id)
    with looking(client):
        assert len(cases_of(mine.pk)) == 1
        assert track(other.tracking_no) is None


def test_tracking_numbers_find_out_slips() -> None:
    for _ in range(50):
        number = draw()
        assert tracking_number(f" {number[:4]} {number[4:]} ") == number
        wrong = number[:5] + str((int(number[5]) + 1) % 10) + number[6:]
        assert tracking_number(wrong) == ""
    assert check_digit("7992739871") == "3"
    assert tracking_number("۱۲") == ""
    assert seen(of("desk_clerk", COUNTY)).total == 0


def test_a_deputy_sees_what_was_given_to_whom_he_stands_in_for() -> None:
    step = open_step(opened().case_id)
    with acting(OPERATOR, NOW):
        Step.objects.filter(pk=step.pk).update(assignee=CLERK.user_id)
    held = Appointment("desk_clerk", COUNTY, holder=CLERK.user_id)
    deputy = Actor("user", "deputy", 77, (held,))
    assert [row.step_id for row in seen(deputy, Filters(whose="mine")).rows] == [step.pk]
    other = Actor("user", "other", 78, (Appointment("desk_clerk", COUNTY),))
    assert seen(other, Filters(whose="mine")).rows == ()
