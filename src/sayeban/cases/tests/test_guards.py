"""Guards of transitions: yes, no, and what is not known."""

from typing import Any

import pytest

from sayeban.cases.actions.advance import advance
from sayeban.cases.models import CaseDocument
from sayeban.cases.refusals_case import GuardRefuses, GuardUnknown
from sayeban.cases.tests.makers import CLERK, NOW, card, open_step, opened, published
from sayeban.facts.tests.makers import put, seeded, value
from sayeban.people.tests.makers import person
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places")]

SEVERE: dict[str, Any] = {
    "id": "severe",
    "fact": "disability_severity",
    "op": "=",
    "value": "severe",
    "yes": "شدت معلولیت شدید است.",
    "no": "شدت معلولیت شدید نیست.",
    "ask": "شدت معلولیت معلوم نیست.",
}


@pytest.fixture(autouse=True)
def _guarded(places: None) -> None:
    """A service of which the first step goes on for some alone."""
    seeded()
    document = card()
    document["transitions"][0]["guard"] = SEVERE
    document["documents"].append({"code": "verdict", "title": "رأی", "when": SEVERE})
    published(document)


def known(serial: int, severity: str) -> None:
    put(value(("person", person(serial).pk), "disability_severity", severity))


def documents(case_id: int) -> list[str]:
    with acting(OPERATOR, NOW):
        found = CaseDocument.objects.filter(case=case_id).order_by("id")
        return list(found.values_list("code", flat=True))


def test_yes_lets_it_go_on() -> None:
    case = opened(1)
    known(1, "severe")
    advance(actor=CLERK, at=NOW, steps=[open_step(case.case_id).pk], outcome="complete")
    assert open_step(case.case_id).key == "visit"


def test_no_is_refused_by_the_name_of_the_fact_alone() -> None:
    case = opened(1)
    known(1, "mild")
    step = open_step(case.case_id).pk
    with pytest.raises(GuardRefuses, match="شدت معلولیت"):
        advance(actor=CLERK, at=NOW, steps=[step], outcome="complete")
    # Another outcome has no guard.
    advance(actor=CLERK, at=NOW, steps=[step], outcome="incomplete", reason="رأی نیست")


def test_the_unknown_is_no_refusal_of_the_client_and_names_what_to_ask() -> None:
    case = opened(1)
    with pytest.raises(GuardUnknown, match="شدت معلولیت"):
        advance(actor=CLERK, at=NOW, steps=[open_step(case.case_id).pk], outcome="complete")


def test_of_a_set_those_are_named_that_the_guard_refuses() -> None:
    good, bad = opened(1), opened(2)
    known(1, "severe")
    known(2, "mild")
    steps = [open_step(case.case_id).pk for case in (good, bad)]
    with pytest.raises(GuardRefuses) as refused:
        advance(actor=CLERK, at=NOW, steps=steps, outcome="complete")
    assert bad.tracking_no in refused.value.message
    assert good.tracking_no not in refused.value.message
    assert open_step(good.case_id).key == "intake"


def test_a_document_is_asked_of_those_whom_it_concerns_and_of_those_not_known() -> None:
    assert documents(opened(1).case_id) == ["photo", "verdict"]
