"""Made-up histories are such as real cases leave."""

import pytest

from sayeban.cases.actions.evening import measure
from sayeban.cases.actions.simulate import simulate
from sayeban.cases.models import Case, Duration, Event, Step
from sayeban.cases.refusals import (
    ServiceUnknown,
    SimulateCases,
    SimulateDays,
    SimulateUnconfirmed,
)
from sayeban.cases.tests.makers import NOW
from sayeban.kit.refusals import Refusal
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


@pytest.mark.parametrize(
    ("code", "cases", "days", "said"),
    [
        ("none", -5, -1, ServiceUnknown),
        ("disability_card", -5, -1, SimulateCases),
        ("disability_card", 0, 30, SimulateCases),
        ("disability_card", 10**9, 30, SimulateCases),
        ("disability_card", 5, -1, SimulateDays),
        ("disability_card", 5, 10**6, SimulateDays),
        ("disability_card", 5, 30, SimulateUnconfirmed),
    ],
)
def test_what_is_wrong_is_said_before_a_confirmation_is_asked_for(
    code: str, cases: int, days: int, said: type[Refusal]
) -> None:
    with pytest.raises(said):
        simulate(actor=OPERATOR, at=NOW, service=code, cases=cases, days=days)
    with acting(OPERATOR, NOW):
        assert not Case.objects.exists()
