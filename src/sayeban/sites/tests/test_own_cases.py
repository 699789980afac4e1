"""A client follows his requests and fills the form that one of them waits for."""

from datetime import timedelta
from uuid import UUID

import pytest
import time_machine
from django.test import Client

from sayeban.cases.models import Case, Event, Step
from sayeban.cases.public import (
    NotYourTurn,
    advance,
    begin_own_form,
    cases_of,
    pause,
    resume,
    submit_own_form,
    turn_of,
    write_note,
)
from sayeban.cases.tests.makers import CLERK, NOW, open_step
from sayeban.exemptions.models import Row
from sayeban.facts.models import Value
from sayeban.forms.models import Answer, Submission
from sayeban.forms.public import answer_own, attach_own, start_own, submit_own
from sayeban.forms.refusals import SubmissionUnknown
from sayeban.forms.tests.makers import RENT, TENURE, WISH, put_in_force
from sayeban.kit.refusals import Refusal
from sayeban.kit.units import Unit
from sayeban.runtime import context
from sayeban.runtime.actor import OPERATOR, Actor
from sayeban.runtime.context import acting, looking
from sayeban.sites.tests.own_cases import at_his_turn, himself, known, request_of, service
from sayeban.sites.tests.own_pages import entered, household

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("country")]


@pytest.fixture(autouse=True)
def _service(country: None) -> None:
    service()


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def fill(client: Client, path: str) -> None:
    """The whole form: tenure, rent and nothing else."""
    client.post(f"{path}form/begin/")
    client.post(f"{path}form/1/", {"value": "tenant"})
    client.post(f"{path}form/2/", {"value": "۶۰۰۰۰۰۰"})


def steps(case_id: int) -> list[tuple[str, str, str]]:
    with acting(OPERATOR, NOW):
        found = Step.objects.filter(case=case_id, closed_at=None)
        return list(found.values_list("key", "state", "clock"))


def test_given_a_case_at_his_turn_when_he_fills_its_form_then_the_turn_is_ours() -> None:
    row = household()
    case, client = at_his_turn(row), entered(row)
    path = f"/mine/cases/{case.case_id}/"
    assert "نوبت شماست" in text(client, "/mine/")
    assert "کار اکنون با شماست" in text(client, "/mine/cases/")
    assert "این فرم را پر کنید" in text(client, path)
    begun = client.post(f"{path}form/begin/")
    assert begun.headers["Location"] == f"{path}form/"
    assert "آغاز نشده" in text(client, f"{path}form/")
    assert "پرسش ۱ از ۲" in text(client, f"{path}form/1/")
    answered = client.post(f"{path}form/1/", {"value": "tenant"})
    assert answered.headers["Location"] == f"{path}form/2/"
    client.post(f"{path}form/2/", {"value": "6000000"})
    assert "۶٬۰۰۰٬۰۰۰ ریال" in text(client, f"{path}form/check/")
    sent = client.post(f"{path}form/check/")
    assert sent.headers["Location"] == f"{path}?done=form_submitted"
    assert "کار اکنون با ماست" in text(client, path)
    assert steps(case.case_id) == [("ask", "open", "own")]
    with acting(OPERATOR, NOW):
        (made,) = Submission.objects.all()
        assert (made.channel, made.started_by, made.submitted_by) == ("web", None, None)
        assert Case.objects.get(pk=case.case_id).submission == made.key
        told = Value.objects.filter(fact="rent_monthly").values_list("origin", "value", "by")
        assert list(told) == [("declared", 6_000_000, None)]


def test_sent_again_it_counts_once_and_leads_to_the_request() -> None:
    row = household()
    case, client = at_his_turn(row), entered(row)
    path = f"/mine/cases/{case.case_id}/"
    fill(client, path)
    client.post(f"{path}form/check/")
    for again in (f"{path}form/check/", f"{path}form/1/"):
        answer = client.post(again, {"value": "owner"})
        assert (answer.status_code, answer.headers["Location"]) == (302, path)
    with acting(OPERATOR, NOW):
        assert Submission.objects.count() == 1
        assert Answer.objects.get(question="tenure").value == "tenant"
        assert Value.objects.filter(fact="tenure").count() == 1
    client.post(f"{path}form/begin/")
    with acting(OPERATOR, NOW):
        assert Submission.objects.count() == 1


def test_what_is_known_is_shown_with_its_source_and_confirmed() -> None:
    row = household()
    known(row, "tenure", "tenant", of="household", origin="received", register="tenancy")
    case, client = at_his_turn(row), entered(row)
    path = f"/mine/cases/{case.case_id}/"
    client.post(f"{path}form/begin/")
    page = text(client, f"{path}form/1/")
    for said in ("استیجاری", "درست است", "اشتباه است", "نمی‌دانم"):
        assert said in page
    assert 'name="value"' in text(client, f"{path}form/1/?wrong=1")
    client.post(f"{path}form/1/", {"verdict": "right"})
    client.post(f"{path}form/2/", {"verdict": "unknown"})
    assert "نمی‌دانم" in text(client, f"{path}form/check/")
    with acting(OPERATOR, NOW):
        kept = Answer.objects.order_by("pk").values_list("question", "origin")
        assert list(kept) == [("tenure", "confirmed"), ("rent_monthly", "unknown")]


def test_a_draft_waits_for_him_and_moves_to_the_new_version() -> None:
    row = household()
    case, client = at_his_turn(row), entered(row)
    path = f"/mine/cases/{case.case_id}/"
    fill(client, path)
    assert "ادامهٔ فرم" in text(client, path)
    put_in_force(TENURE, RENT, {**WISH, "required": True})
    assert "این فرم در این فاصله عوض شده است" in text(client, f"{path}form/")
    refused = client.post(f"{path}form/check/")
    assert refused.status_code == 422
    assert "چه می‌خواهید؟" in refused.content.decode()
    client.post(f"{path}form/3/", {"value": "خانه"})
    assert client.post(f"{path}form/check/").status_code == 303
    with acting(OPERATOR, NOW):
        made = Submission.objects.select_related("version").get()
        assert (made.version.n, made.moved_from) == (2, 1)


def test_while_documents_are_missing_it_stays_his_turn() -> None:
    row = household()
    case, client = at_his_turn(row, documents=False), entered(row)
    path = f"/mine/cases/{case.case_id}/"
    assert "عکس" in text(client, path)
    fill(client, path)
    client.post(f"{path}form/check/")
    page = text(client, path)
    for said in ("فرم شما رسید", "به میز خدمت بیاورید", "کار اکنون با شماست"):
        assert said in page
    assert steps(case.case_id) == [("ask", "waiting", "applicant")]


def test_a_clock_that_stopped_for_him_runs_on_and_his_time_moves_the_promise() -> None:
    row = household()
    case = request_of(row)
    with acting(OPERATOR, NOW):
        promised = Case.objects.get(pk=case.case_id).promised_on
        Case.objects.filter(pk=case.case_id).get().documents.update(state="received")
    step = open_step(case.case_id).pk
    pause(actor=CLERK, at=NOW, steps=[step], whose="applicant", reason="فرم را پر کند")
    later = NOW + timedelta(days=7)
    with time_machine.travel(later):
        client = entered(row)
        path = f"/mine/cases/{case.case_id}/"
        fill(client, path)
        assert client.post(f"{path}form/check/").status_code == 303
    assert steps(case.case_id) == [("intake", "open", "own")]
    with acting(OPERATOR, NOW):
        assert Case.objects.get(pk=case.case_id).promised_on > promised


def test_why_it_waits_and_why_it_ended_is_read_after_signing_in_and_by_nobody_else() -> None:
    row = household()
    case, client = request_of(row), entered(row)
    path, step = f"/mine/cases/{case.case_id}/", open_step(case.case_id).pk
    pause(actor=CLERK, at=NOW, steps=[step], whose="applicant", reason="اصل سند را بیاورید")
    page = text(client, path)
    for said in ("اصل سند را بیاورید", "یا آن را به میز خدمت بیاورید", "فرستادن عکس"):
        assert said in page
    resume(actor=CLERK, at=NOW, steps=[step])
    advance(actor=CLERK, at=NOW, steps=[step], outcome="incomplete", reason="سند او نیست")
    assert "سند او نیست" in text(client, path)
    tracked = Client().post("/track/", {"number": case.tracking_no}).content.decode()
    assert "این‌ها را به میز خدمت بیاورید" in tracked
    assert "سند او نیست" not in tracked


def test_what_colleagues_write_to_each_other_is_not_shown_to_him(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Negative control: with the eyes of headquarters the same look shows all that happened."""
    row = household()
    case = request_of(row)
    write_note(actor=CLERK, at=NOW, case_id=case.case_id, text="به همکار بعدی")
    happened = Event.objects.filter(case_id=case.case_id).values_list("what", flat=True)
    with looking(himself(row)):
        assert set(happened.all()) == {"step_opened"}
    monkeypatch.setattr(context, "CITIZEN_ROLE", context.HQ_ROLE)
    with looking(himself(row)):
        assert {"opened", "noted"} <= set(happened.all())


def test_a_new_turn_is_a_new_form_and_a_step_of_ours_is_none() -> None:
    row = household()
    case, client = at_his_turn(row), entered(row)
    path = f"/mine/cases/{case.case_id}/"
    fill(client, path)
    client.post(f"{path}form/check/")
    assert client.get(f"{path}form/").headers["Location"] == path
    assert client.post(f"{path}form/begin/").status_code == 404
    step = open_step(case.case_id).pk
    pause(actor=CLERK, at=NOW + timedelta(hours=1), steps=[step], whose="applicant", reason="باز")
    assert client.post(f"{path}form/begin/").status_code == 303
    with acting(OPERATOR, NOW):
        assert Submission.objects.count() == 2


def test_without_a_case_he_is_told_where_to_ask() -> None:
    assert "درخواستی از شما ثبت نشده است" in text(entered(household()), "/mine/cases/")


def _own_paths(case_id: int) -> list[str]:
    path = f"/mine/cases/{case_id}/"
    return [path, *(f"{path}form/{part}" for part in ("", "1/", "check/"))]


def test_another_clients_case_and_form_are_not_found() -> None:
    mine, other = household(), household()
    case = at_his_turn(other)
    fill(entered(other), f"/mine/cases/{case.case_id}/")
    client = entered(mine)
    for path, none in zip(_own_paths(case.case_id), _own_paths(999999), strict=True):
        answer, nobody = client.get(path), client.get(none)
        assert (answer.status_code, nobody.status_code) == (404, 404), path
        assert answer.content == nobody.content, path
    for path in (f"{each}" for each in _own_paths(case.case_id)[2:]):
        assert client.post(path, {"value": "owner"}).status_code == 404
    assert client.post(f"/mine/cases/{case.case_id}/form/begin/").status_code == 404
    with acting(OPERATOR, NOW):
        assert Answer.objects.get(question="tenure").value == "tenant"


def _seen(me: Actor, other: Row, case_id: int) -> tuple[int, bool, int]:
    with looking(me):
        return (
            len(cases_of(other.person_id)),
            turn_of(case_id, other.person_id) is not None,
            Submission.objects.count(),
        )


def test_the_database_shows_him_no_others_case_turn_or_form(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Negative control: with the eyes of headquarters the same questions show the other."""
    mine, other = household(), household()
    case = at_his_turn(other)
    fill(entered(other), f"/mine/cases/{case.case_id}/")
    assert _seen(himself(mine), other, case.case_id) == (0, False, 0)
    monkeypatch.setattr(context, "CITIZEN_ROLE", context.HQ_ROLE)
    assert _seen(himself(mine), other, case.case_id) == (1, True, 1)


def _refusals(me: Actor, case_id: int, key: UUID) -> list[type[Refusal] | None]:
    """What each of his commands says of another's case and form."""
    found: list[type[Refusal] | None] = []
    for act in (
        lambda: begin_own_form(actor=me, at=NOW, case_id=case_id),
        lambda: submit_own_form(actor=me, at=NOW, case_id=case_id),
        lambda: answer_own(actor=me, at=NOW, key=key, answers={"tenure": "owner"}),
        lambda: attach_own(actor=me, at=NOW, key=key, question="paper", data=b"x"),
        lambda: submit_own(actor=me, at=NOW, key=key),
    ):
        try:
            act()
        except Refusal as refusal:
            found.append(type(refusal))
        else:
            found.append(None)
    return found


def test_his_commands_know_no_others_case_or_form(monkeypatch: pytest.MonkeyPatch) -> None:
    """Row-level security and a filter are a pair: without one the other holds."""
    mine, other = household(), household()
    case = at_his_turn(other)
    fill(entered(other), f"/mine/cases/{case.case_id}/")
    with acting(OPERATOR, NOW):
        key = Submission.objects.get().key
    me = himself(mine)
    none = [NotYourTurn, NotYourTurn, *[SubmissionUnknown] * 3]
    assert _refusals(me, case.case_id, key) == none
    monkeypatch.setattr(context, "CITIZEN_ROLE", context.HQ_ROLE)
    assert _refusals(me, case.case_id, key) == none
    place = other.province, other.county, other.centre
    found = "sayeban.forms.actions.own._place_of_own"
    monkeypatch.setattr(found, lambda *_: Unit.of_place(*place))
    assert _refusals(me, case.case_id, key)[2] is None


@pytest.mark.parametrize("actor", [OPERATOR, CLERK])
def test_nobody_does_it_in_his_stead(actor: Actor) -> None:
    case = at_his_turn(household())
    with pytest.raises(Refusal):
        begin_own_form(actor=actor, at=NOW, case_id=case.case_id)
    with pytest.raises(Refusal):
        start_own(actor=actor, at=NOW, code="rent_help", key=Submission().key)
