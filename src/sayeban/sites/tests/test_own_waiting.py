"""A client reads his place on waiting lists, and so does the holder of his tracking number."""

from datetime import timedelta

import pytest
from django.test import Client

from sayeban.cases.tests.makers import COUNTY, NOW, of
from sayeban.exemptions.models import Row
from sayeban.facts.tests.makers import TODAY
from sayeban.runtime import context
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import looking
from sayeban.sites.tests.own_cases import himself, request_of, service
from sayeban.sites.tests.own_pages import entered, household
from sayeban.sites.waits import waits_of
from sayeban.support.public import place_of, put_on_list, set_priority

HEAD = {
    "points": 5,
    "label": "سرپرست خانوار",
    "tree": {"id": "h", "fact": "is_head", "op": "=", "value": True},
}
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("country")]


@pytest.fixture(autouse=True)
def _service(country: None) -> None:
    service()


def wait(row: Row, days: int = 0) -> int:
    return put_on_list(
        actor=of("county_expert", COUNTY),
        at=NOW,
        unit=COUNTY,
        person_id=row.person_id,
        service="disability_card",
        since=TODAY - timedelta(days=days),
    )


def test_he_reads_his_place_since_when_by_which_rule_and_no_promise() -> None:
    mine, other = household(), household()
    wait(other, days=9)
    wait(mine, days=2)
    page = entered(mine).get("/mine/waiting/").content.decode()
    for said in (
        "شما نفر ۲ از ۲ نفر هستید.",
        "از ۱ آذر ۱۴۰۵ در این فهرست هستید.",
        "هر کس زودتر در فهرست نوشته شده است، جلوتر است.",
        "هنوز نمی‌توانیم بگوییم",
        "این قول نیست",
        "کارت معلولیت",
    ):
        assert said in page
    set_priority(actor=OPERATOR, at=NOW, service="", terms=[HEAD], per_month=2)
    page = entered(mine).get("/mine/waiting/").content.decode()
    assert "جلوتر است: سرپرست خانوار ۵ امتیاز، هر ماه انتظار ۲ امتیاز." in page


def test_whoever_waits_nowhere_is_told_so() -> None:
    assert (
        "در هیچ فهرست انتظاری نیستید" in entered(household()).get("/mine/waiting/").content.decode()
    )


def test_the_holder_of_his_number_reads_the_place_and_no_person() -> None:
    row = household()
    case = request_of(row)
    track = Client().post("/track/", {"number": case.tracking_no}).content.decode()
    assert "فهرست انتظار" not in track
    wait(row)
    track = Client().post("/track/", {"number": case.tracking_no}).content.decode()
    assert "شما نفر ۱ از ۱ نفر هستید." in track
    for said in (row.full_name, row.national_id):
        assert said not in track
    assert "شما نفر ۱ از ۱" in entered(row).get(f"/mine/cases/{case.case_id}/").content.decode()


def test_he_sees_no_others_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control: with the eyes of headquarters the same questions show the other."""
    mine, other = household(), household()
    number = wait(other)
    with looking(himself(mine)):
        assert waits_of(other.person_id, TODAY) == ()
        assert place_of(number, TODAY) is None
    monkeypatch.setattr(context, "CITIZEN_ROLE", context.HQ_ROLE)
    with looking(himself(mine)):
        assert len(waits_of(other.person_id, TODAY)) == 1
        assert place_of(number, TODAY) is not None
