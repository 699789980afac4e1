"""Nobody is refused out of an unknown or without a reason; a missing document is seen."""

from typing import Any

import pytest

from sayeban.cases.actions import publish_service
from sayeban.cases.actions.advance import advance
from sayeban.cases.actions.end_case import withdraw
from sayeban.cases.actions.mark_document import mark_document
from sayeban.cases.definition import read
from sayeban.cases.models import Case
from sayeban.cases.reads.catalogue import check_service
from sayeban.cases.refusals_case import StepReasonMissing
from sayeban.cases.refusals_end import (
    DocumentsMissing,
    DocumentsUnseen,
    RefusalUnfounded,
    RefusalUnknown,
)
from sayeban.cases.tests.makers import (
    CLERK,
    HEAD,
    NOW,
    WORKER,
    card,
    open_step,
    opened,
    published,
    way,
)
from sayeban.eligibility.tests.makers import document as rule
from sayeban.eligibility.tests.makers import in_force, leaf
from sayeban.facts.tests.makers import put, seeded, value
from sayeban.people.tests.makers import person
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places")]
SEVERE = leaf("severe", "disability_severity", "in", value=["severe", "very_severe"])
Document = dict[str, Any]


def ruled(**of_refuse: Any) -> Document:
    """The card with a rule; `of_refuse` is what its refusal says more."""
    document = {**card(), "rule": "card_rule"}
    document["transitions"][7] |= of_refuse
    return document


@pytest.fixture
def rule_in_force(places: None) -> None:
    seeded()
    in_force(rule(SEVERE, code="card_rule", title="شرایط کارت"))


def decides(serial: int = 1) -> int:
    """A case that stands at the decision; its step."""
    case = opened(serial).case_id
    for who, outcome in ((CLERK, "complete"), (WORKER, "seen")):
        advance(actor=who, at=NOW, steps=[open_step(case).pk], outcome=outcome)
    return open_step(case).pk


def refuse(*steps: int, outcome: str = "refuse", reason: str = "شرایط را ندارد") -> int:
    return advance(actor=HEAD, at=NOW, steps=list(steps), outcome=outcome, reason=reason)


def known(serial: int, severity: str) -> None:
    put(value(("person", person(serial).pk), "disability_severity", severity))


def result(serial: int = 1) -> str:
    with acting(OPERATOR, NOW):
        return Case.objects.get(person_id=person(serial).pk).result


@pytest.mark.usefixtures("rule_in_force")
def test_an_unknown_refuses_nobody_and_says_what_would_settle_it() -> None:
    published(ruled())
    step = decides()
    with pytest.raises(RefusalUnknown) as stopped:
        refuse(step)
    assert "کمیسیون پزشکی" in stopped.value.message
    assert result() == ""
    known(1, "mild")
    refuse(step)
    assert result() == "refused"


@pytest.mark.usefixtures("rule_in_force")
def test_whom_the_rule_says_yes_of_is_not_refused_on_it() -> None:
    published(ruled())
    step = decides()
    known(1, "severe")
    with pytest.raises(RefusalUnfounded):
        refuse(step)
    assert advance(actor=HEAD, at=NOW, steps=[step], outcome="approve") == 1


@pytest.mark.usefixtures("rule_in_force")
def test_a_set_is_judged_as_each_of_it() -> None:
    published(ruled())
    steps = [decides(serial) for serial in (1, 2)]
    known(1, "mild")
    with pytest.raises(RefusalUnknown) as stopped:
        refuse(*steps)
    assert result(1) == result(2) == ""
    assert "mild" not in stopped.value.message
    known(2, "mild")
    assert refuse(*steps) == 2


@pytest.mark.usefixtures("rule_in_force")
def test_another_ground_stays_possible() -> None:
    published(ruled(ground="other"))
    refuse(decides(), reason="جعل ثابت شد")
    assert result() == "refused"


@pytest.mark.usefixtures("rule_in_force")
def test_who_gives_up_or_is_sent_elsewhere_needs_no_rule() -> None:
    published(ruled())
    withdraw(actor=CLERK, at=NOW, case_id=opened(1).case_id, reason="خودش خواست")
    refuse(decides(2), outcome="no_law")
    assert [result(1), result(2)] == ["withdrawn", "legally_not_possible"]


@pytest.mark.usefixtures("rule_in_force")
def test_the_law_as_ground_of_the_rule_is_judged_too() -> None:
    document = ruled()
    document["transitions"][8]["ground"] = "rule"
    published(document)
    with pytest.raises(RefusalUnknown):
        refuse(decides(), outcome="no_law")


def test_without_a_rule_a_reason_is_enough() -> None:
    published()
    refuse(decides())
    assert result() == "refused"


def sentences(document: Document) -> str:
    with acting(OPERATOR, NOW):
        return " ".join(each.sentence for each in check_service(read(document)))


@pytest.mark.parametrize("to", ["refused", "legally_not_possible"])
def test_an_end_that_says_no_always_asks_for_a_reason(to: str) -> None:
    document = card()
    document["transitions"].append(way("decide", "curt", f"close:{to}"))
    assert "بی‌دلیل" in sentences(document)
    document["transitions"][-1]["reason_required"] = True
    assert sentences(document) == ""


def test_also_on_a_version_that_was_published_without_asking(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    document = card()
    for each in document["transitions"]:
        if each["outcome"] == "refuse":
            each["reason_required"] = False
    monkeypatch.setattr(publish_service, "judge", lambda *_: [])
    published(document)
    step = decides()
    with pytest.raises(StepReasonMissing):
        refuse(step, reason=" ")
    assert result() == ""


def test_a_ground_needs_a_rule_and_an_end_that_says_no() -> None:
    document = card()
    document["transitions"][7]["ground"] = "rule"
    assert "قاعده‌ای ندارد" in sentences(document)
    document["transitions"][7]["ground"] = None
    document["transitions"][0]["ground"] = "other"
    assert "مبنای رد" in sentences(document)


def needing(documents: str | None) -> Document:
    document = card()
    document["transitions"][0]["documents"] = documents
    return document


def go_on(step: int, **more: Any) -> int:
    return advance(actor=CLERK, at=NOW, steps=[step], outcome="complete", **more)


def test_complete_documents_are_complete() -> None:
    published(needing("complete"))
    case = opened()
    step = open_step(case.case_id).pk
    with pytest.raises(DocumentsMissing, match="عکس"):
        go_on(step, without_documents=True, reason="فردا می‌آورد")
    mark_document(actor=CLERK, at=NOW, case_id=case.case_id, code="photo", state="received")
    assert go_on(step) == 1


def test_a_missing_document_is_passed_only_on_purpose_and_with_a_reason() -> None:
    published(needing(None))
    step = open_step(opened().case_id).pk
    with pytest.raises(DocumentsUnseen, match="عکس"):
        go_on(step, reason="عجله")
    with pytest.raises(StepReasonMissing):
        go_on(step, without_documents=True)
    assert go_on(step, without_documents=True, reason="فردا می‌آورد") == 1


def test_where_documents_come_later_or_are_asked_for_nothing_is_asked() -> None:
    published(needing("later"))
    first, second = opened(1), opened(2)
    assert go_on(open_step(first.case_id).pk) == 1
    step = open_step(second.case_id).pk
    assert advance(actor=CLERK, at=NOW, steps=[step], outcome="incomplete", reason="عکس") == 1


def test_of_a_set_one_missing_document_holds_all() -> None:
    published(needing("complete"))
    first, second = opened(1), opened(2)
    mark_document(actor=CLERK, at=NOW, case_id=first.case_id, code="photo", state="received")
    steps = [open_step(each.case_id).pk for each in (first, second)]
    with pytest.raises(DocumentsMissing) as held:
        advance(actor=CLERK, at=NOW, steps=steps, outcome="complete")
    assert second.tracking_no in held.value.message
    assert first.tracking_no not in held.value.message
