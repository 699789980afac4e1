"""Random services and random walks: no open case without an open step, no closed one goes on."""

from typing import Any

import pytest
from hypothesis import find, given, settings
from hypothesis import strategies as st

from sayeban.cases.actions.advance import advance
from sayeban.cases.actions.end_case import reopen, withdraw
from sayeban.cases.actions.publish_service import import_services
from sayeban.cases.actions.stop_clock import pause, resume
from sayeban.cases.definition import read
from sayeban.cases.judging import judge
from sayeban.cases.known import known_of
from sayeban.cases.models import Case, Event, Service, Step
from sayeban.cases.refusals_case import StepDone
from sayeban.cases.rules import RESULTS
from sayeban.cases.tests.makers import NOW, opened, published, step, way
from sayeban.kit.refusals import Refusal
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places")]

KEYS = tuple("abcdef")
ENDS = tuple(f"close:{result}" for result in RESULTS)
clocks = st.sampled_from(["own", "applicant", "external", "paused"])


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    """Any definition with these keys; some are no good. Steps beside lead back, as they should."""
    keys = KEYS[: draw(st.integers(1, len(KEYS)))]
    beside = {key: draw(st.sampled_from([None, None, None, "a", *keys])) for key in keys[1:]}
    steps, ways = [], []
    for key in keys:
        main = beside.get(key)
        days, clock = draw(st.integers(1, 9)), draw(clocks)
        steps.append(step(key, "county_expert", "county", days, clock=clock, parallel_with=main))
        mains = [each for each in keys if not beside.get(each)]
        targets = st.sampled_from([*([main] * 3 if main else mains), *ENDS])
        ways += [way(key, f"o{n}", draw(targets)) for n in range(draw(st.integers(1, 3)))]
    return {
        "code": "walk",
        "title": "خدمت",
        "department": "social",
        "legal_basis": "قانون",
        "start": "a",
        "steps": steps,
        "transitions": ways,
    }


def tried(*, actor: str, case: int, choice: int) -> None:
    """One deed of somebody, of which what is refused changes nothing."""
    with acting(OPERATOR, NOW):
        found = list(Step.objects.filter(case=case, closed_at=None).order_by("id"))
    chosen = [found[choice % len(found)].pk] if found else []
    try:
        match actor:
            case "worker":
                outcome = f"o{choice % 3}"
                advance(actor=OPERATOR, at=NOW, steps=chosen, outcome=outcome)
            case "all":
                every = [each.pk for each in found]
                advance(actor=OPERATOR, at=NOW, steps=every, outcome=f"o{choice % 3}")
            case "pause":
                pause(actor=OPERATOR, at=NOW, steps=chosen, whose="applicant", reason="x")
            case "resume":
                resume(actor=OPERATOR, at=NOW, steps=chosen)
            case "client":
                withdraw(actor=OPERATOR, at=NOW, case_id=case, reason="x")
            case "reopen":
                key = KEYS[choice % len(KEYS)]
                reopen(actor=OPERATOR, at=NOW, case_id=case, step=key, reason="x")
    except Refusal:
        return


def broken() -> list[str]:
    """What may never be of the cases of now."""
    with acting(OPERATOR, NOW):
        wrong = []
        for case in Case.objects.order_by("id"):
            open_steps = Step.objects.filter(case=case, closed_at=None).count()
            if (case.closed_at is None) != (open_steps > 0):
                wrong.append(f"{case.pk}: closed {case.closed_at}, {open_steps} open steps")
            told = Event.objects.filter(case=case)
            ends = told.filter(what="closed").count() - told.filter(what="reopened").count()
            if ends != (case.closed_at is not None):
                wrong.append(f"{case.pk}: {ends} ends")
        return wrong


deeds = st.lists(
    st.tuples(
        st.sampled_from(["worker"] * 5 + ["all", "resume", "resume", "pause", "client", "reopen"]),
        st.integers(0, 11),
    ),
    max_size=14,
)


@given(document=documents(), walk=deeds)
def test_every_walk_through_a_service_that_was_published(
    document: dict[str, Any], walk: list[tuple[str, int]]
) -> None:
    with acting(OPERATOR, NOW):
        service = read(document)
        problems = judge(service, known_of(service))
    try:
        import_services(actor=OPERATOR, at=NOW, documents=[document], publish=True)
    except Refusal:
        assert problems
        return
    assert not problems
    published(document)
    case = start()
    for actor, choice in walk:
        tried(actor=actor, case=case, choice=choice)
        assert broken() == []


def start() -> int:
    """A case of somebody who has none of this service."""
    with acting(OPERATOR, NOW):
        number = Case.objects.count() + 1
        assert Service.objects.filter(code="walk").exists()
    return opened(number, service="walk").case_id


def test_a_closed_case_never_goes_on_and_the_check_sees_one_without_a_step() -> None:
    published()
    case = opened().case_id
    with acting(OPERATOR, NOW):
        first = Step.objects.get(case=case).pk
    withdraw(actor=OPERATOR, at=NOW, case_id=case, reason="x")
    with pytest.raises(StepDone):
        advance(actor=OPERATOR, at=NOW, steps=[first], outcome="complete")
    assert broken() == []
    with acting(OPERATOR, NOW):
        Case.objects.update(closed_at=None, closed_on=None, result="")
    assert len(broken()) == 2


def test_the_drawn_services_are_not_all_refused(places: None) -> None:
    """Else the walks above would prove nothing."""

    def is_good(document: dict[str, Any]) -> bool:
        service = read(document)
        return not judge(service, known_of(service)) and len(service.steps) > 2

    with acting(OPERATOR, NOW):
        assert find(documents(), is_good, settings=settings(max_examples=500))["steps"]
