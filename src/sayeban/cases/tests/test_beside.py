"""Beside the steps: colleagues, notes and questions, documents, ends and new beginnings."""

from datetime import timedelta

import pytest

from sayeban.accounts.public import Post
from sayeban.accounts.tests.makers import make_user
from sayeban.cases.actions.advance import advance
from sayeban.cases.actions.end_case import reopen, withdraw
from sayeban.cases.actions.hand_over import hand_over
from sayeban.cases.actions.keep_expert import name_expert, release_expert
from sayeban.cases.actions.mark_document import mark_document
from sayeban.cases.actions.write_note import answer_question, ask_expert, write_note
from sayeban.cases.models import Expert
from sayeban.cases.reads.case_file import CaseFile, case_file
from sayeban.cases.reads.questions import questions_for
from sayeban.cases.refusals_case import (
    CaseClosed,
    CaseOpen,
    CaseTwice,
    CaseUnknown,
    ColleagueUnfit,
    DepartmentUnknown,
    DocumentNotAsked,
    NoteEmpty,
    OutcomeUnknown,
    QuestionUnknown,
    StepNotYours,
    StepReasonMissing,
    StepsBeside,
    StepUnknown,
)
from sayeban.cases.tests.makers import (
    CENTRE,
    CLERK,
    COUNTY,
    HEAD,
    NOW,
    WORKER,
    card,
    of,
    open_step,
    opened,
    published,
    step,
    way,
)
from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting, looking
from sayeban.runtime.refusals import AccessDenied

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("service")]
STRANGER = of("desk_clerk", Unit.of_county("0702"), 31)


def file_of(case_id: int) -> CaseFile:
    with looking(CLERK):
        return case_file(case_id)


def refused(case_id: int) -> None:
    """The case comes to its end with a refusal."""
    for actor, outcome in ((CLERK, "complete"), (WORKER, "seen"), (HEAD, "refuse")):
        step = open_step(case_id).pk
        advance(actor=actor, at=NOW, steps=[step], outcome=outcome, reason="بر پایهٔ بازدید")


def test_a_step_is_given_to_a_colleague_and_back() -> None:
    colleague = make_user("second", Post.DESK_CLERK, COUNTY)
    elsewhere = make_user("third", Post.DESK_CLERK, Unit.of_county("0702"))
    step = open_step(opened().case_id).pk
    with pytest.raises(ColleagueUnfit):
        hand_over(actor=CLERK, at=NOW, steps=[step], colleague=elsewhere.user_id)
    hand_over(actor=CLERK, at=NOW, steps=[step], colleague=colleague.user_id)
    with pytest.raises(StepNotYours):
        advance(actor=CLERK, at=NOW, steps=[step], outcome="complete")
    hand_over(actor=HEAD, at=NOW, steps=[step], colleague=None)
    advance(actor=CLERK, at=NOW, steps=[step], outcome="complete")


def test_a_question_is_answered_inside_the_case() -> None:
    case_id = opened().case_id
    question = ask_expert(
        actor=CLERK, at=NOW, case_id=case_id, department="rehabilitation", text="پروتز هم دارد؟"
    )
    expert = of("county_expert", COUNTY, 15)
    with looking(expert):
        assert questions_for(expert) == []
    name_expert(actor=HEAD, at=NOW, unit=COUNTY, department="rehabilitation", user_id=15)
    for each in (expert, of("liaison_expert", COUNTY, 16)):
        with looking(each):
            assert [waiting.id for waiting in questions_for(each)] == [question]
    with pytest.raises(QuestionUnknown):
        answer_question(actor=expert, at=NOW, case_id=case_id, question=question + 1, text="بله")
    answer_question(actor=expert, at=NOW, case_id=case_id, question=question, text="بله")
    with looking(expert):
        assert questions_for(expert) == []
    write_note(actor=WORKER, at=NOW, case_id=case_id, text="هماهنگ شد")
    kinds = [note.kind for note in file_of(case_id).notes]
    assert kinds == ["note", "answer", "question"]
    with pytest.raises(NoteEmpty):
        write_note(actor=CLERK, at=NOW, case_id=case_id, text=" ")
    with pytest.raises(DepartmentUnknown):
        ask_expert(actor=CLERK, at=NOW, case_id=case_id, department="astronomy", text="؟")


def test_documents_come_or_are_waived_for_a_reason() -> None:
    case_id = opened().case_id
    mark_document(actor=CLERK, at=NOW, case_id=case_id, code="photo", state="received")
    with pytest.raises(StepReasonMissing):
        mark_document(actor=CLERK, at=NOW, case_id=case_id, code="photo", state="waived")
    with pytest.raises(DocumentNotAsked):
        mark_document(actor=CLERK, at=NOW, case_id=case_id, code="moon", state="received")
    assert [each.state for each in file_of(case_id).documents] == ["received"]


def test_a_client_gives_up() -> None:
    case_id = opened().case_id
    with pytest.raises(StepReasonMissing):
        withdraw(actor=CLERK, at=NOW, case_id=case_id, reason="")
    withdraw(actor=CLERK, at=NOW, case_id=case_id, reason="به استان دیگری می‌رود")
    file = file_of(case_id)
    assert (file.result, file.open_steps, file.steps[0].outcome) == ("withdrawn", (), "ended")
    with pytest.raises(CaseClosed):
        withdraw(actor=CLERK, at=NOW, case_id=case_id, reason="باز هم")


def test_a_closed_case_goes_on_in_a_new_round_with_a_new_day() -> None:
    case_id = opened().case_id
    with pytest.raises(CaseOpen):
        reopen(actor=HEAD, at=NOW, case_id=case_id, step="visit", reason="اعتراض")
    refused(case_id)
    later = NOW + timedelta(days=14)
    with pytest.raises(StepReasonMissing):
        reopen(actor=HEAD, at=later, case_id=case_id, step="visit", reason="")
    with pytest.raises(StepUnknown):
        reopen(actor=HEAD, at=later, case_id=case_id, step="none", reason="اعتراض")
    before = file_of(case_id).promised_on
    reopen(actor=HEAD, at=later, case_id=case_id, step="visit", reason="اعتراض وارد بود")
    file = file_of(case_id)
    assert (file.result, file.open_steps[0].key, file.open_steps[0].round) == ("", "visit", 2)
    assert file.promised_on > before


def test_no_case_is_reopened_beside_another_of_the_same_service() -> None:
    case_id = opened().case_id
    refused(case_id)
    opened()
    with pytest.raises(CaseTwice):
        reopen(actor=HEAD, at=NOW, case_id=case_id, step="visit", reason="اعتراض")


def test_cases_of_other_places_are_unknown() -> None:
    case_id = opened().case_id
    with pytest.raises(CaseUnknown):
        write_note(actor=STRANGER, at=NOW, case_id=case_id, text="؟")
    with pytest.raises(CaseUnknown):
        advance(actor=STRANGER, at=NOW, steps=[open_step(case_id).pk], outcome="complete")
    with pytest.raises(AccessDenied):
        withdraw(actor=of("technical_head", CENTRE), at=NOW, case_id=case_id, reason="x")


def test_experts_are_named_by_who_supervises() -> None:
    name_expert(actor=HEAD, at=NOW, unit=COUNTY, department="social", user_id=5)
    with pytest.raises(DepartmentUnknown):
        name_expert(actor=HEAD, at=NOW, unit=COUNTY, department="astronomy", user_id=5)
    with pytest.raises(AccessDenied):
        name_expert(actor=CLERK, at=NOW, unit=COUNTY, department="social", user_id=5)
    with acting(OPERATOR, NOW):
        assert Expert.objects.count() == 1
    release_expert(actor=HEAD, at=NOW, unit=COUNTY, department="social", user_id=5)
    with acting(OPERATOR, NOW):
        assert not Expert.objects.exists()


def test_a_step_waits_for_the_one_beside_it() -> None:
    document = card()
    document["code"] = "loan"
    document["steps"].append(step("check", "county_expert", "county", 4, parallel_with="visit"))
    document["transitions"] += [
        way("check", "ok", "visit"),
        way("check", "bad", "close:refused", reason_required=True),
    ]
    published(document)
    case_id = opened(2, service="loan").case_id
    advance(actor=CLERK, at=NOW, steps=[open_step(case_id).pk], outcome="complete")
    visit, check = open_step(case_id, "visit").pk, open_step(case_id, "check").pk
    with pytest.raises(StepsBeside):
        advance(actor=WORKER, at=NOW, steps=[visit], outcome="seen")
    with pytest.raises(OutcomeUnknown):
        advance(actor=WORKER, at=NOW, steps=[visit], outcome="ok")
    advance(actor=of("county_expert", COUNTY), at=NOW, steps=[check], outcome="ok")
    advance(actor=WORKER, at=NOW, steps=[visit], outcome="seen")
    assert open_step(case_id).key == "decide"
