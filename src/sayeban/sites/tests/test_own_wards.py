"""The head of a household sees the requests of its minors, and nobody else's."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from sayeban.cases.models import Case
from sayeban.cases.public import OwnPaper, cases_of, hand_in, own_papers
from sayeban.cases.refusals_own import OwnPaperUnknown
from sayeban.cases.tests.makers import NOW, card, published
from sayeban.cases.tests.test_work_pages import looks
from sayeban.exemptions.models import Campaign, Row
from sayeban.exemptions.tests import makers
from sayeban.facts.tests.makers import seeded
from sayeban.people.models import Household, Person
from sayeban.runtime import context
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting, looking, seeing_wards
from sayeban.sites.tests.own_cases import himself, known, request_of
from sayeban.sites.tests.own_pages import CENTRE, entered, household

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("country")]
_TITLE = "درخواست‌های فرزندان و تحت سرپرستی"


def serving(guardian: str | None) -> None:
    """The service in force, and what it says of guardians."""
    seeded()
    published({**card(), "sheet": {"guardian": guardian}})


def child(head: Row, *, years: int = 9, days: int = 0, **changed: Any) -> Row:
    with acting(OPERATOR, NOW):
        campaign = Campaign.objects.get(code="c1405")
    row = makers.row(campaign, CENTRE, household_of=head, full_name="پریسا")
    today = timezone.localdate()
    born = date(today.year - years, today.month, today.day) + timedelta(days=days)
    with acting(OPERATOR, NOW):
        Person.objects.filter(pk=row.person_id).update(**({"birth_date": born} | changed))
    return row


def text(client: Client, path: str = "/mine/") -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_given_a_minor_with_a_request_then_the_head_reads_where_it_stands() -> None:
    serving("shown")
    head = household()
    ward = child(head)
    case, client = request_of(ward), entered(head)
    page = text(client)
    for said in (_TITLE, "کارت معلولیت: پریسا", f"/mine/wards/{case.case_id}/"):
        assert said in page
    page = text(client, f"/mine/wards/{case.case_id}/")
    number = "\u00a0".join(re.findall("....", case.tracking_no))
    for said in (number, "گام intake", "کار اکنون با ماست"):
        assert said in page
    assert ("own", "people.person", 1) in looks()


def test_without_a_request_of_a_minor_the_page_says_nothing_of_it() -> None:
    serving("shown")
    head = household()
    child(head)
    assert _TITLE not in text(entered(head))


def _no_head(head: Row, ward: Row) -> None:
    """Another member is the head."""
    with acting(OPERATOR, NOW):
        Household.objects.filter(pk=head.household_id).update(head=ward.person_id)


def _elsewhere(head: Row, ward: Row) -> None:
    """The child lives in another household."""
    del head
    other = household()
    with acting(OPERATOR, NOW):
        Person.objects.filter(pk=ward.person_id).update(household_id=other.household_id)


@pytest.mark.parametrize("change", [_no_head, _elsewhere])
def test_who_is_no_head_or_lives_elsewhere_sees_nothing(
    change: Callable[[Row, Row], None],
) -> None:
    serving("shown")
    head = household()
    ward = child(head)
    case = request_of(ward)
    client = entered(head)
    assert _TITLE in text(client)
    change(head, ward)
    assert _TITLE not in text(client)
    assert client.get(f"/mine/wards/{case.case_id}/").status_code == 404
    with looking(himself(head)), seeing_wards([ward.person_id]):
        assert cases_of(ward.person_id) == []


@pytest.mark.parametrize(
    ("changed", "sees"),
    [
        ({"years": 18, "days": 10}, True),
        ({"years": 18}, False),
        ({"birth_date": None}, False),
        ({"status": "exited", "status_evidence": "نامه"}, False),
        ({"resident_in_care": True}, False),
        ({"resident_in_care": False}, True),
    ],
)
def test_only_minors_by_the_register_who_live_there(changed: dict[str, Any], sees: bool) -> None:
    serving("shown")
    head = household()
    ward = child(head, **{"years": 9, **changed})
    case = request_of(ward)
    client = entered(head)
    assert (_TITLE in text(client)) is sees
    assert client.get(f"/mine/wards/{case.case_id}/").status_code == (200 if sees else 404)
    with looking(himself(head)), seeing_wards([ward.person_id]):
        assert bool(cases_of(ward.person_id)) is sees


@pytest.mark.parametrize(
    ("fact", "value", "sees"),
    [
        ("relation_to_head", "child", True),
        ("relation_to_head", "spouse", False),
        ("marital_status", "married", False),
        ("marital_status", "single", True),
        ("guardian_lost", True, False),
    ],
)
def test_a_married_minor_and_one_without_guardian_are_no_wards(
    fact: str,
    value: str | bool,
    sees: bool,
) -> None:
    serving("shown")
    head = household()
    ward = child(head)
    request_of(ward)
    known(ward, fact, value)
    assert (_TITLE in text(entered(head))) is sees


@pytest.mark.parametrize("guardian", [None, "hidden"])
def test_a_service_that_does_not_say_so_is_shown_to_no_guardian(guardian: str | None) -> None:
    serving(guardian)
    head = household()
    ward = child(head)
    case, client = request_of(ward), entered(head)
    assert _TITLE not in text(client)
    assert client.get(f"/mine/wards/{case.case_id}/").status_code == 404
    with looking(himself(head)), seeing_wards([ward.person_id]):
        assert cases_of(ward.person_id) == []


def test_one_sensitive_case_hides_the_ward_with_all_his_requests() -> None:
    serving("shown")
    secret = {**card(), "code": "at_risk", "title": "کودک در خطر"}
    published({**secret, "sheet": {"guardian": "hidden"}})
    head = household()
    ward, brother = child(head), child(head)
    case, other = request_of(ward), request_of(brother)
    client = entered(head)
    assert f"/mine/wards/{case.case_id}/" in text(client)
    from_secret = request_of(ward, service="at_risk")
    page = text(client)
    assert f"/mine/wards/{case.case_id}/" not in page
    assert f"/mine/wards/{other.case_id}/" in page
    for each in (case, from_secret):
        assert client.get(f"/mine/wards/{each.case_id}/").status_code == 404


def _papers(head: Row, ward: Row, case_id: int) -> tuple[OwnPaper, ...]:
    with looking(himself(head)):
        return own_papers(case_id, ward.person_id)


def test_he_reads_and_does_nothing_as_himself(monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control: with the eyes of headquarters the same look shows the ward's case."""
    serving("shown")
    head = household()
    ward = child(head)
    case = request_of(ward)
    client = entered(head)
    assert client.get(f"/mine/cases/{case.case_id}/").status_code == 404
    assert client.get(f"/mine/cases/{case.case_id}/papers/photo/").status_code == 404
    about: dict[str, Any] = {"actor": himself(head), "at": NOW, "case_id": case.case_id}
    with pytest.raises(OwnPaperUnknown):
        hand_in(**about, code="photo", data=b"x", handed=0)
    with looking(himself(head)):
        assert not Case.objects.filter(person_id=ward.person_id).exists()
        with seeing_wards([ward.person_id]):
            assert Case.objects.filter(person_id=ward.person_id).exists()
            with looking(himself(head)):
                assert not Case.objects.filter(person_id=ward.person_id).exists()
        assert not Case.objects.filter(person_id=ward.person_id).exists()
    assert _papers(head, ward, case.case_id) == ()
    monkeypatch.setattr(context, "CITIZEN_ROLE", context.HQ_ROLE)
    assert _papers(head, ward, case.case_id) != ()


def test_another_heads_child_is_none_of_his() -> None:
    serving("shown")
    mine, other = household(), household()
    ward = child(other)
    case = request_of(ward)
    assert entered(mine).get(f"/mine/wards/{case.case_id}/").status_code == 404
    with looking(himself(mine)), seeing_wards([ward.person_id]):
        assert cases_of(ward.person_id) == []
    with looking(himself(other)), seeing_wards([ward.person_id]):
        assert [each.case_id for each in cases_of(ward.person_id)] == [case.case_id]
