"""Each closed case is asked about once, and results say how sure they are."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from sayeban.accounts.public import Post
from sayeban.cases.public import case_file, withdraw
from sayeban.cases.tests.makers import opened, published
from sayeban.desk import reactions  # noqa: F401 - registers what answers an SMS
from sayeban.desk.actions.keep_outcomes import keep_outcomes
from sayeban.desk.actions.mark_told import mark_told
from sayeban.desk.actions.survey import answer_by_sms, answer_survey, ask_survey, record_survey
from sayeban.desk.models import Desk, Survey
from sayeban.desk.reads.reports import Asked, Share, report
from sayeban.desk.reads.surveys import overall, results, to_ask
from sayeban.desk.tests.makers import COUNTY, NOW, PROVINCE, clerk, make_survey
from sayeban.desk.tests.test_pages import PAGE, client
from sayeban.desk.tests.test_reports import ended
from sayeban.kit.refusals import Refusal
from sayeban.kit.shares import wilson
from sayeban.notices.models import Message
from sayeban.notices.ports import Sent, Sms, SmsPort
from sayeban.notices.public import chosen_port, deliver_batch, outbox
from sayeban.people.public import person_file
from sayeban.runtime.actor import OPERATOR, SYSTEM
from sayeban.runtime.context import acting, looking
from sayeban.runtime.outbox import deliver_next
from sayeban.sheets.public import read_workbook

MOBILE = "+989120000000"


def kept(survey: Survey) -> tuple[int | None, str, int | None]:
    with acting(OPERATOR, NOW):
        return Survey.objects.values_list("face", "mode", "helper").get(pk=survey.pk)


@pytest.fixture
def question(desk: Desk) -> Survey:
    return make_survey(COUNTY, 1, mobile=MOBILE, asked_at=NOW, desk_id=desk.pk)


@pytest.mark.django_db
def test_who_left_a_number_is_asked_by_sms_once(desk: Desk) -> None:
    published()
    case = opened().case_id
    assert [ask_survey(actor=SYSTEM, at=NOW, case_id=case) for _ in range(2)] == [True, False]
    with acting(OPERATOR, NOW):
        survey = Survey.objects.get(case_id=case)
        asked = [row for row in outbox() if "یک رقم بفرستید" in row.text]
    assert survey.mobile == MOBILE
    assert survey.asked_at == NOW
    assert len(asked) == 1


class TakesNothing:
    """An operator who answers that no message went."""

    def send(self, batch: Sequence[Sms]) -> list[Sent]:
        return [Sent(each.local_id, "", "failed", 0) for each in batch]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("port", "told"), [(chosen_port(), Share(1, 1)), (TakesNothing(), Share(0, 1))]
)
def test_who_was_told_is_who_was_sent_a_message(desk: Desk, port: SmsPort, told: Share) -> None:
    published()
    case = ended(1)
    keep_outcomes(actor=OPERATOR, at=NOW)
    ask_survey(actor=SYSTEM, at=NOW, case_id=case)
    # A number is known and a message waits: nobody was told yet.
    assert share_told() == Share(0, 1)
    deliver_batch(port, NOW)
    while deliver_next(NOW):
        pass
    assert share_told() == told
    with acting(OPERATOR, NOW):
        (waiting,) = to_ask(COUNTY)
        assert (waiting.asked, waiting.by_sms) == (True, bool(told.part))


@pytest.mark.django_db
def test_messages_about_other_things_tell_of_no_end(desk: Desk) -> None:
    published()
    case = ended(1)
    ask_survey(actor=SYSTEM, at=NOW, case_id=case)
    with acting(OPERATOR, NOW):
        ids = dict(Message.objects.values_list("template", "id"))
    first = [("cases.opened_lacking", 0), ("cases.visit", 0)]
    about = [*first, ("cases.closed", 1), ("desk.survey", 0)]
    for template, count in about:  # the first message of an end counts, the second changes nothing
        assert mark_told(actor=SYSTEM, at=NOW, messages=[ids[template]]) == count, template


def share_told() -> Share:
    with looking(OPERATOR):
        return report(Asked("desk", NOW.date())).whole.told


@pytest.mark.django_db
@pytest.mark.parametrize(("words", "face"), [("9", 3), ("۸", 2), (" 7 ", 1)])
def test_one_key_answers(question: Survey, words: str, face: int) -> None:
    assert answer_by_sms(actor=SYSTEM, at=NOW, mobile=MOBILE, words=words)
    assert kept(question) == (face, "sms", None)
    assert not answer_by_sms(actor=SYSTEM, at=NOW, mobile=MOBILE, words="7"), "one answer a case"


@pytest.mark.django_db
def test_what_answers_nothing_is_left_alone(question: Survey) -> None:
    late = NOW + timedelta(days=15)
    for mobile, words, at in (
        (MOBILE, "1", NOW),
        (MOBILE, "سلام", NOW),
        ("+989120000001", "9", NOW),
        ("", "9", NOW),
        (MOBILE, "9", late),
    ):
        assert not answer_by_sms(actor=SYSTEM, at=at, mobile=mobile, words=words)
    assert kept(question) == (None, "", None)


@pytest.mark.django_db
def test_he_presses_a_face_himself(question: Survey) -> None:
    answer_survey(actor=SYSTEM, at=NOW, key=question.key, face=2)
    assert kept(question) == (2, "tablet", None)
    for key, face, code in (
        (question.key, 3, "survey.answered"),
        (question.key, 4, "survey.face_unknown"),
        (uuid4(), 3, "survey.unknown"),
    ):
        with pytest.raises(Refusal) as refused:
            answer_survey(actor=SYSTEM, at=NOW, key=key, face=face)
        assert refused.value.code == code


@pytest.mark.django_db
def test_a_clerk_who_asked_is_named(question: Survey) -> None:
    ask = {"actor": clerk(), "at": NOW, "survey_id": question.pk, "unit": COUNTY}
    for wrong, code in (
        ({"mode": "tablet", "face": 3}, "survey.unknown"),
        ({"mode": "phone", "face": 0}, "survey.face_unknown"),
        ({"mode": "phone", "face": 3, "survey_id": 0}, "survey.unknown"),
    ):
        with pytest.raises(Refusal) as refused:
            record_survey(**ask | wrong)  # type: ignore[arg-type]
        assert refused.value.code == code
    record_survey(**ask, mode="phone", face=1)  # type: ignore[arg-type]
    assert kept(question) == (1, "phone", clerk().user_id)
    with pytest.raises(Refusal) as refused:
        record_survey(**ask, mode="phone", face=1)  # type: ignore[arg-type]
    assert refused.value.code == "survey.answered"


@pytest.mark.django_db
def test_results_count_who_was_never_asked_too(desk: Desk) -> None:
    answered = {"asked_at": NOW, "answered_at": NOW, "desk_id": desk.pk}
    make_survey(COUNTY, 1, **answered, face=3, mode="sms")
    make_survey(COUNTY, 2, **answered, face=1, mode="phone", helper=7)
    make_survey(COUNTY, 3, asked_at=NOW, desk_id=desk.pk)
    make_survey(COUNTY, 4, service="letter")
    make_survey(COUNTY, 5, closed_on=NOW.date() - timedelta(days=400))
    with acting(OPERATOR, NOW):
        since = NOW.date() - timedelta(days=365)
        by_mode = {line.label: line for line in results("mode", since)}
        whole = overall(results("service", since))
        waiting = [each.case_id for each in to_ask(COUNTY)]
        assert to_ask(PROVINCE)
    assert (whole.closed, whole.answered, whole.asked, whole.satisfied) == (4, 2, 0.75, 0.5)
    assert (by_mode["sms"].satisfied, by_mode["phone"].satisfied) == (1.0, 0.0)
    assert by_mode[""].satisfied is None
    assert waiting == [4, 5, 3], "who was never asked comes first"


@given(st.integers(0, 500), st.integers(0, 500))
def test_an_interval_holds_its_share_and_stays_within_bounds(good: int, others: int) -> None:
    low, high = wilson(good, good + others)
    assert 0 <= low <= high <= 1
    if good + others:
        assert low <= good / (good + others) <= high


def test_an_interval_is_the_published_one_and_narrows_with_answers() -> None:
    assert wilson(80, 100) == pytest.approx((0.7112, 0.8666), abs=1e-4)
    assert wilson(0, 0) == (0.0, 1.0)
    widths = [high - low for low, high in (wilson(8 * n, 10 * n) for n in (1, 10, 100))]
    assert widths == sorted(widths, reverse=True)


@pytest.mark.django_db
def test_pages_ask_and_show(question: Survey) -> None:
    at_desk, head, hall = client(), client(Post.COUNTY_HEAD), Client()
    assert "از کار ما راضی بودید؟" in hall.get(f"/survey/{question.key}/").content.decode()
    assert hall.get(f"/survey/{uuid4()}/").status_code == 404
    assert hall.post(f"/survey/{uuid4()}/", {"face": "3"}).status_code == 404
    assert hall.post(f"/survey/{question.key}/", {}).status_code == 422
    sent = {"survey": question.pk, "face": "3", "mode": "phone"}
    assert at_desk.post(f"{PAGE}ask/", sent).status_code == 303
    assert at_desk.post(f"{PAGE}ask/", sent).status_code == 422
    assert at_desk.post(f"{PAGE}ask/", sent | {"survey": "0"}).status_code == 404
    assert "سپاس" in hall.get(f"/survey/{question.key}/").content.decode()
    shown = head.get("/desk/satisfaction/").content.decode()
    for words in ("تلفن", "میز خدمت", "disability_card"):
        assert words in shown


@pytest.mark.django_db
@pytest.mark.parametrize(("secret", "face"), [("secret", 3), ("guessed", None)])
def test_a_key_comes_in_by_the_door_of_the_provider(
    question: Survey, settings: Settings, secret: str, face: int | None
) -> None:
    settings.SMS = {"adapter": "local", "inbound": "secret"}
    sent = {"messageid": "5", "from": "09120000000", "to": "1000", "message": "۹"}
    answer = Client().post(f"/notices/received/{secret}/", sent)
    assert answer.status_code == (200 if face else 404)
    while deliver_next(NOW):
        pass
    assert kept(question)[0] == face


@pytest.mark.django_db
def test_the_list_of_calls_names_whom_and_where(desk: Desk) -> None:
    published()
    case = opened().case_id
    withdraw(actor=clerk(), at=NOW, case_id=case, reason="خودش نخواست")
    make_survey(COUNTY, case, mobile=MOBILE)
    with acting(OPERATOR, NOW):
        name = person_file(case_file(case).person_id).full_name
    shown = client().get(f"{PAGE}ask/").content.decode()
    assert f'href="tel:{MOBILE}"' in shown
    assert name in shown


@pytest.mark.django_db
def test_results_as_a_workbook_hold_the_interval_and_who_was_asked(
    desk: Desk, tmp_path: Path
) -> None:
    answered = {"asked_at": NOW, "answered_at": NOW, "desk_id": desk.pk, "mode": "sms"}
    make_survey(COUNTY, 1, **answered, face=3)
    make_survey(COUNTY, 2)
    answer = client().get("/desk/satisfaction/satisfaction.xlsx")
    path = tmp_path / "satisfaction.xlsx"
    path.write_bytes(b"".join(answer.streaming_content))  # type: ignore[attr-defined]
    sheets = {sheet.name: sheet.frame.rows()[1:] for sheet in read_workbook(path)}
    assert set(sheets) == {"میزها", "خدمت‌ها", "شیوه‌های پرسش"}
    low, high = (round(each * 100, 1) for each in wilson(1, 1))
    (of_service,) = sheets["خدمت‌ها"]
    assert [float(each) for each in of_service[2:]] == [2, 50, 1, 1, 0, 0, 100, low, high]


@pytest.mark.django_db
def test_a_press_that_is_not_taken_says_why(question: Survey) -> None:
    hall, page = Client(), f"/survey/{question.key}/"
    assert "یکی از سه چهره را برگزینید" in hall.post(page, {"face": "4"}).content.decode()
    assert hall.post(page, {"face": "3"}).status_code == 303
    again = hall.post(page, {"face": "1"})
    assert again.status_code == 422
    assert "پیش‌تر ثبت شده است" in again.content.decode()
