"""Who hears of a step that nears or passes its time, stage by stage, and who does not."""

from datetime import datetime

import pytest
from django.db import connection

from sayeban.accounts.public import Post
from sayeban.accounts.tests.makers import make_user
from sayeban.cases.actions.advance import advance
from sayeban.cases.actions.evening import tell_late
from sayeban.cases.actions.hand_over import hand_over
from sayeban.cases.models import CalendarDay, Step
from sayeban.cases.tests.makers import CLERK, COUNTY, NOW, open_step, opened
from sayeban.kit.units import Unit
from sayeban.notices.models import Message
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("service")]

FAR = Unit.of_county("1001")


def working_days_after_due(step: int, days: int) -> datetime:
    """The evening so many working days after (or, under 0, before) the due day of a step."""
    with acting(OPERATOR, NOW):
        due = Step.objects.get(pk=step).due_on
        wd = CalendarDay.objects.get(province="07", day=due).wd
        day = CalendarDay.objects.get(province="07", working=True, wd=wd + days).day
    return datetime.combine(day, NOW.timetz())


def told() -> dict[str, set[int | None]]:
    """Users by stage."""
    with acting(OPERATOR, NOW):
        found = Message.objects.filter(template__startswith="cases.late_")
        rows = list(found.values_list("template", "user_id"))
    return {each: {user for template, user in rows if template == each} for each, _ in rows}


def people() -> dict[Post, int]:
    """One of each post here, and one of each in another county."""
    made = {}
    for post in (Post.DESK_CLERK, Post.DESK_HEAD, Post.COUNTY_HEAD, Post.LIAISON_EXPERT):
        make_user(f"far.{post.value.replace('_', '.')}", post, FAR)
        made[post] = make_user(f"own.{post.value.replace('_', '.')}", post, COUNTY).user_id or 0
    province = Unit.of_province("07")
    made[Post.DIRECTOR_GENERAL] = make_user("own.dg", Post.DIRECTOR_GENERAL, province).user_id or 0
    make_user("far.dg", Post.DIRECTOR_GENERAL, Unit.of_province("10"))
    return made


def test_each_stage_is_told_to_its_own_people_on_its_own_day() -> None:
    who = people()
    step = open_step(opened().case_id).pk
    hand_over(actor=CLERK, at=NOW, steps=[step], colleague=who[Post.DESK_CLERK])
    expected: dict[str, set[int | None]] = {}
    for days, stage, posts in (
        (-2, 1, (Post.DESK_CLERK,)),
        (0, 2, (Post.DESK_HEAD, Post.COUNTY_HEAD)),
        (3, 3, (Post.LIAISON_EXPERT, Post.COUNTY_HEAD)),
        (4, 4, (Post.DIRECTOR_GENERAL,)),
    ):
        tell_late(actor=OPERATOR, at=working_days_after_due(step, days))
        expected[f"cases.late_{stage}"] = {who[post] for post in posts}
        assert told() == expected, days
    with acting(OPERATOR, NOW):
        assert Step.objects.get(pk=step).closed_at is None


def test_the_day_before_a_stage_tells_nobody_of_it() -> None:
    people()
    step = open_step(opened(at=NOW).case_id).pk
    advance(actor=CLERK, at=NOW, steps=[step], outcome="complete")
    visit = open_step_of(step)
    for days, stages in ((-3, 0), (-1, 1), (2, 2)):
        tell_late(actor=OPERATOR, at=working_days_after_due(visit, days))
        assert late(visit) == stages, days


def test_thirty_percent_is_of_the_days_of_the_step() -> None:
    step = open_step(opened().case_id).pk
    advance(actor=CLERK, at=NOW, steps=[step], outcome="complete")
    visit = open_step_of(step)
    with acting(OPERATOR, NOW):
        Step.objects.filter(pk=visit).update(days=20)
    tell_late(actor=OPERATOR, at=working_days_after_due(visit, 5))
    assert late(visit) == 3
    tell_late(actor=OPERATOR, at=working_days_after_due(visit, 6))
    assert late(visit) == 4


def test_the_turn_of_the_client_is_never_late() -> None:
    people()
    step = open_step(opened().case_id).pk
    advance(actor=CLERK, at=NOW, steps=[step], outcome="incomplete", reason="عکس")
    ask = open_step_of(step)
    tell_late(actor=OPERATOR, at=working_days_after_due(ask, 10))
    assert (late(ask), told()) == (0, {})


def open_step_of(step: int) -> int:
    """The step that followed this one."""
    with acting(OPERATOR, NOW):
        case = Step.objects.get(pk=step).case_id
    return open_step(case).pk


def late(step: int) -> int:
    with acting(OPERATOR, NOW), connection.cursor() as cursor:
        cursor.execute("SELECT late FROM cases_step WHERE id = %s", [step])
        [found] = cursor.fetchone()
        return int(found)
