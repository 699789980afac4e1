"""Who was told no asks for another look, and somebody else answers."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from sayeban.accounts.public import Post
from sayeban.cases.actions.advance import advance
from sayeban.cases.actions.end_case import reopen, withdraw
from sayeban.cases.actions.note_corrected import Corrected, _read_by, note_corrected
from sayeban.cases.actions.review import ask_review, keep_result
from sayeban.cases.actions.take_back import take_back
from sayeban.cases.models import Case, Event, Review
from sayeban.cases.pages.case.doing import DEEDS, of_case
from sayeban.cases.reads.case_file import CaseFile, case_file, may_advance
from sayeban.cases.reads.reviews import reviews_to_answer
from sayeban.cases.reads.turn import reasons_of
from sayeban.cases.refusals_case import CaseUnknown, StepNotYours
from sayeban.cases.refusals_review import (
    ReviewAnswerMissing,
    ReviewEmpty,
    ReviewNone,
    ReviewNotDue,
    ReviewOften,
    ReviewOwn,
    ReviewStanding,
    SaidNoBefore,
)
from sayeban.cases.rules import MOST_REVIEWS
from sayeban.cases.tests.makers import (
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
)
from sayeban.cases.tests.visiting import text_of, visitor
from sayeban.country.today import today_of
from sayeban.eligibility.tests.makers import document as rule
from sayeban.eligibility.tests.makers import in_force
from sayeban.facts.tests.makers import put, seeded, value
from sayeban.kit.units import Unit
from sayeban.notices.models import Message
from sayeban.people.tests.makers import person
from sayeban.runtime.actor import OPERATOR, SYSTEM, Actor
from sayeban.runtime.context import acting, looking
from sayeban.runtime.refusals import AccessDenied

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now", "places")]
OTHER = of("county_head", COUNTY, 14)
"""The second head of the county."""
STRANGER = of("county_head", Unit.of_county("0702"), 31)
_SEVERE: dict[str, Any] = {
    "id": "severe",
    "fact": "disability_severity",
    "op": "=",
    "value": "severe",
    "yes": "شدت معلولیت شدید است.",
    "no": "شدت معلولیت شدید نیست.",
    "ask": "شدت معلولیت معلوم نیست.",
}


def file_of(case_id: int) -> CaseFile:
    with looking(OPERATOR):
        return case_file(case_id)


def refused(case_id: int, *, outcome: str = "refuse") -> int:
    """The case ends with a no of the head."""
    for actor, each in ((CLERK, "complete"), (WORKER, "seen"), (HEAD, outcome)):
        step = open_step(case_id).pk
        advance(actor=actor, at=NOW, steps=[step], outcome=each, reason="بر پایهٔ بازدید")
    return case_id


@pytest.fixture
def case_id(places: None) -> int:
    published()
    return refused(opened().case_id)


def asked(case_id: int, actor: Actor = CLERK) -> int:
    return ask_review(actor=actor, at=NOW, case_id=case_id, text=" دو نفر بیمار داریم ")


def messages(about: str) -> list[str]:
    with acting(OPERATOR, NOW):
        return list(
            Message.objects.filter(key__startswith=f"{about}/").values_list("key", flat=True)
        )


def test_given_a_refusal_when_he_says_what_is_wrong_then_his_case_waits_for_an_answer(
    case_id: int,
) -> None:
    asked(case_id)
    (review,) = file_of(case_id).open_reviews
    assert (review.why, review.text, review.by) == ("asked", "دو نفر بیمار داریم", 11)
    assert str(review.due_on) == "2026-12-06"
    assert file_of(case_id).events[0].what == "review_asked"


def test_only_a_no_is_looked_at_again_and_once_at_a_time(case_id: int) -> None:
    with pytest.raises(ReviewNotDue):
        asked(opened(2).case_id)
    given_up = opened(3).case_id
    withdraw(actor=CLERK, at=NOW, case_id=given_up, reason="می‌رود")
    with pytest.raises(ReviewNotDue):
        asked(given_up)
    with pytest.raises(ReviewEmpty):
        ask_review(actor=CLERK, at=NOW, case_id=case_id, text="  ")
    asked(case_id)
    with pytest.raises(ReviewStanding, match="۱۵ آذر ۱۴۰۵"):
        asked(case_id)


def test_a_law_that_forbids_is_looked_at_again_as_well(places: None) -> None:
    published()
    case_id = refused(opened().case_id, outcome="no_law")
    assert asked(case_id)


def test_it_is_asked_three_times_and_no_more(case_id: int) -> None:
    for _ in range(MOST_REVIEWS):
        asked(case_id)
        keep_result(actor=OTHER, at=NOW, case_id=case_id, answer="همان است")
    with pytest.raises(ReviewOften):
        asked(case_id)


def test_who_ended_the_case_does_not_answer_and_another_head_does(case_id: int) -> None:
    asked(case_id)
    with pytest.raises(ReviewOwn):
        keep_result(actor=HEAD, at=NOW, case_id=case_id, answer="همان است")
    with pytest.raises(ReviewAnswerMissing):
        keep_result(actor=OTHER, at=NOW, case_id=case_id, answer=" ")
    keep_result(actor=OTHER, at=NOW, case_id=case_id, answer="درآمد از مرز بیشتر است")
    file = file_of(case_id)
    assert (file.result, file.open_reviews) == ("refused", ())
    assert (file.reviews[0].state, file.reviews[0].decided_by) == ("kept", 14)
    assert len(messages("cases.review_kept")) == 1
    with pytest.raises(ReviewNone):
        keep_result(actor=OTHER, at=NOW, case_id=case_id, answer="باز هم")


def test_places_and_posts_that_are_not_his(case_id: int) -> None:
    asked(case_id)
    with pytest.raises(CaseUnknown):
        keep_result(actor=STRANGER, at=NOW, case_id=case_id, answer="x")
    with pytest.raises(CaseUnknown):
        asked(case_id, STRANGER)
    with pytest.raises(AccessDenied):
        keep_result(actor=CLERK, at=NOW, case_id=case_id, answer="x")


def test_a_case_that_goes_on_answers_it_and_its_client_hears_that(case_id: int) -> None:
    asked(case_id)
    later = NOW + timedelta(days=14)
    reopen(actor=OTHER, at=later, case_id=case_id, step="visit", reason="پرسش وارد بود")
    review = file_of(case_id).reviews[0]
    assert (review.state, review.decided_at, review.answer) == ("reopened", later, "")
    assert len(messages("cases.reopened")) == 1
    assert messages("cases.promised") == []
    # Of what was said before, nothing holds; what is said now does.
    with looking(OPERATOR):
        assert {each.set_aside for each in reasons_of(case_id)} == {True}
    step = open_step(case_id).pk
    advance(actor=WORKER, at=later, steps=[step], outcome="seen", reason="دوباره دیده شد")
    with looking(OPERATOR):
        held = [each.reason for each in reasons_of(case_id) if not each.set_aside]
    assert held == ["دوباره دیده شد"]


def test_the_list_of_a_head_and_what_waits_for_him(case_id: int) -> None:
    with looking(HEAD):
        assert reviews_to_answer(HEAD, today_of(NOW)) is None
    asked(case_id)
    # Who ended the case leaves the answer to another.
    for actor, seen in ((OTHER, True), (HEAD, False), (STRANGER, False), (CLERK, False)):
        with looking(actor):
            waiting = reviews_to_answer(actor, today_of(NOW))
        assert bool(waiting) is seen
    with looking(OTHER):
        late = reviews_to_answer(OTHER, today_of(NOW + timedelta(days=30)))
    assert late is not None
    assert (late.total, late.late) == (1, 1)


def test_pages_ask_answer_and_list_it(case_id: int) -> None:
    clerk = visitor(Post.DESK_CLERK)
    path = f"/cases/{case_id}/do/review/case/"
    assert path in text_of(clerk, f"/cases/{case_id}/")
    assert clerk.post(path, {"text": "دو نفر بیمار داریم"}).status_code == 303
    page = text_of(clerk, f"/cases/{case_id}/")
    for said in ("بررسی دوباره", "دو نفر بیمار داریم", "در انتظار پاسخ", "۱۵ آذر ۱۴۰۵"):
        assert said in page
    assert path not in page
    head = visitor(Post.COUNTY_HEAD)
    assert f"/cases/{case_id}/" in text_of(head, "/cases/reviews/")
    keep = f"/cases/{case_id}/do/keep/case/"
    assert keep in text_of(head, f"/cases/{case_id}/")
    assert head.post(keep, {"answer": ""}).status_code == 422
    assert head.post(keep, {"answer": "درآمد بیشتر است"}).status_code == 303
    assert "درخواستی در انتظار بررسی دوباره نیست" in text_of(head, "/cases/reviews/")
    assert "درآمد بیشتر است" in text_of(head, f"/cases/{case_id}/")


def test_the_list_of_a_stranger_is_empty(case_id: int) -> None:
    asked(case_id)
    other: Client = visitor(Post.COUNTY_HEAD, Unit.of_county("0702"))
    assert f"/cases/{case_id}/" not in text_of(other, "/cases/reviews/")


def corrected(serial: int, fact: str, since: datetime = NOW) -> int:
    with acting(OPERATOR, NOW):
        subject = person(serial).pk
    told = Corrected(0, subject, fact, "person", subject, since)
    return note_corrected(actor=SYSTEM, at=NOW, told=told)


def test_given_a_corrected_datum_when_a_refused_case_read_it_then_it_waits_for_another_look(
    places: None,
) -> None:
    seeded()
    document = card()
    # The refusal itself rests on the datum; going on does not, so that the case reaches it.
    document["transitions"][6]["guard"] = {**_SEVERE, "op": "!=", "value": "severe"}
    published(document)
    open_case, no_case = opened(1).case_id, opened(2).case_id
    for serial in (1, 2):
        put(value(("person", person(serial).pk), "disability_severity", "severe"))
    refused(no_case, outcome="no_law")
    assert corrected(1, "disability_severity") == 1
    assert corrected(2, "disability_severity") == 1
    assert file_of(open_case).events[0].what == "corrected"
    assert file_of(open_case).reviews == ()
    (review,) = file_of(no_case).open_reviews
    assert (review.why, review.text, review.by) == ("corrected", "disability_severity", None)
    # Told once more, nothing is opened twice.
    assert corrected(2, "disability_severity") == 1
    assert len(file_of(no_case).reviews) == 1
    # A datum that no condition of the service reads says nothing of the case.
    assert corrected(2, "mobile_owner_matches") == 0
    page = text_of(visitor(Post.COUNTY_HEAD), f"/cases/{no_case}/")
    assert "شدت معلولیت" in page
    # What came after its end it never read.
    assert corrected(2, "disability_severity", since=NOW + timedelta(days=1)) == 0
    keep_result(actor=OTHER, at=NOW, case_id=no_case, answer="همان است")
    assert len(messages("cases.review_kept")) == 1


def test_a_case_read_what_the_rule_of_its_last_day_reads(places: None) -> None:
    """A rule that was not in force on that day decided nothing of it."""
    seeded()
    in_force(rule({**_SEVERE, "basis": "ماده ۱"}, code="card_rule"))
    published({**card(), "rule": "card_rule"})
    opened_case = opened(1).case_id
    put(value(("person", person(1).pk), "disability_severity", "mild"))
    refused(opened_case)
    assert corrected(1, "disability_severity") == 1
    assert len(file_of(opened_case).open_reviews) == 1
    with acting(OPERATOR, NOW):
        case = Case.objects.select_related("version").get()
        assert _read_by(case, today_of(NOW)) == {"disability_severity"}
        assert _read_by(case, date(2026, 3, 20)) == set()


def test_an_outcome_is_taken_back_although_the_client_has_asked(case_id: int) -> None:
    asked(case_id)
    take_back(actor=HEAD, at=NOW + timedelta(minutes=3), done_at=NOW)
    file = file_of(case_id)
    assert (file.result, file.open_reviews) == ("", ())


def test_history_and_rows_agree(case_id: int) -> None:
    asked(case_id)
    keep_result(actor=OTHER, at=NOW, case_id=case_id, answer="همان است")
    with acting(OPERATOR, NOW):
        whats = list(Event.objects.filter(case=case_id).order_by("-id").values_list("what")[:2])
        assert whats == [("review_kept",), ("review_asked",)]
        assert Review.objects.get().case_id == case_id


def test_who_said_no_does_not_say_it_again_and_a_head_above_may(case_id: int) -> None:
    """Negative control: of a case that was not opened again he says it."""
    above = of("director_general", Unit.of_province("07"), 15)
    later = NOW + timedelta(days=1)
    step = open_step(opened(2).case_id)
    with pytest.raises(StepNotYours):
        advance(actor=above, at=NOW, steps=[step.pk], outcome="complete")
    reopen(actor=OTHER, at=later, case_id=case_id, step="decide", reason="پرسش وارد بود")
    step = open_step(case_id)
    with pytest.raises(SaidNoBefore):
        advance(actor=HEAD, at=later, steps=[step.pk], outcome="refuse", reason="همان دلیل")
    with looking(above):
        assert may_advance(above, case_file(case_id).open_steps[0])
    advance(actor=above, at=later, steps=[step.pk], outcome="refuse", reason="درآمد بیشتر است")
    assert file_of(case_id).result == "refused"
    # To say yes he needs nobody.
    reopen(actor=OTHER, at=later, case_id=case_id, step="decide", reason="باز هم")
    advance(actor=HEAD, at=later, steps=[open_step(case_id).pk], outcome="approve")
    assert file_of(case_id).result == "done"


def test_the_answer_is_not_offered_to_who_ended_the_case(case_id: int) -> None:
    asked(case_id)
    for actor, offered in ((HEAD, False), (OTHER, True)):
        with looking(actor):
            texts = {link.text for link in of_case(case_file(case_id), actor)}
        assert (DEEDS["keep"].title in texts) is offered
        assert DEEDS["reopen"].title in texts
