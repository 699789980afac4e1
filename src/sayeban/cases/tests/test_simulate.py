"""Made-up histories are such as real cases leave."""

import pytest

from sayeban.cases.actions.evening import measure
from sayeban.cases.actions.simulate import simulate
from sayeban.cases.models import Case, Duration, Event, Step
from sayeban.cases.refusals import ServiceUnknown, SimulateRange, SimulateUnconfirmed
from sayeban.cases.tests.makers import NOW
from sayeban.people.tests.makers import register, source_row
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("service")]


def test_open_cases_have_one_open_step_and_closed_ones_none() -> None:
    register(*(source_row(n) for n in range(1, 81)))
    made = simulate(
        actor=OPERATOR, at=NOW, service="disability_card", cases=70, days=30, confirmed=True
    )
    with acting(OPERATOR, NOW):
        assert (made.cases, Case.objects.count()) == (70, 70)
        assert made.steps == Step.objects.count()
        for case in Case.objects.order_by("id"):
            open_steps = Step.objects.filter(case=case, closed_at=None).count()
            assert open_steps == (case.closed_at is None)
        assert Case.objects.filter(closed_at=None).exists()
        assert Case.objects.exclude(closed_at=None).exists()
        assert Event.objects.filter(what="opened").count() == 70
        measure(actor=OPERATOR, at=NOW)
        assert Duration.objects.filter(province="07", exits__gt=0).exists()
    # Who has an open case gets no second one.
    again = simulate(
        actor=OPERATOR, at=NOW, service="disability_card", cases=70, days=5, confirmed=True
    )
    assert again.cases < 70
    with pytest.raises(ServiceUnknown):
        simulate(actor=OPERATOR, at=NOW, service="none", cases=1, confirmed=True)


def test_nothing_is_made_up_by_mistake() -> None:
    with pytest.raises(SimulateUnconfirmed):
        simulate(actor=OPERATOR, at=NOW, service="disability_card", cases=1)


@pytest.mark.parametrize(("cases", "days"), [(-5, 30), (0, 30), (10**9, 30), (5, -1), (5, 10**6)])
def test_numbers_that_make_no_sense_are_refused(cases: int, days: int) -> None:
    with pytest.raises(SimulateRange):
        simulate(
            actor=OPERATOR,
            at=NOW,
            service="disability_card",
            cases=cases,
            days=days,
            confirmed=True,
        )
