"""Two people mark the same duty at the same moment: one of them is told that it is done."""

import pytest

from sayeban.exemptions.actions import duties
from sayeban.exemptions.models import DutyMark
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.ladder import CENTRE, HEAD, NOW, world
from sayeban.exemptions.tests.meeting import meet, statements
from sayeban.runtime.actor import OPERATOR, Actor
from sayeban.runtime.context import acting

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("transactional_db")]

DEPUTY_OF_HEAD = makers.actor("centre_head", CENTRE, 107)


def mark(by: Actor = HEAD, *, done: bool = True) -> None:
    duties.mark_duty(
        actor=by, at=NOW, code="c1405", unit=CENTRE, duty="collect", is_done=done, note="یک"
    )


def marks_of_meetings() -> set[int]:
    """How many marks two heads leave who meet at each stage of the first one's command."""
    world()
    stages = statements(mark)
    found = set()
    for stage in range(1, stages + 1):
        mark(done=False)
        with acting(OPERATOR, NOW):
            before = DutyMark.objects.count()
        meet(mark, lambda: mark(DEPUTY_OF_HEAD), stage)
        with acting(OPERATOR, NOW):
            found.add(DutyMark.objects.count() - before)
    return found


def test_a_duty_is_marked_once() -> None:
    assert marks_of_meetings() == {1}


def test_without_the_lock_it_is_marked_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(duties, "_LOCK", "SELECT %s")
    assert marks_of_meetings() == {1, 2}
