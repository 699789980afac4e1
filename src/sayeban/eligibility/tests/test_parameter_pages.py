"""Numbers of the law by pages: entered, taken back, put in force, never backwards."""

from datetime import timedelta

import pytest
from django.test import Client

from sayeban.accounts.public import Post
from sayeban.eligibility.actions import keep_parameters as keeping
from sayeban.eligibility.actions.keep_parameters import (
    ParameterTerms,
    approve_parameter,
    set_parameter,
)
from sayeban.eligibility.actions.run_rule import run_rule
from sayeban.eligibility.reads.parameters import parameter_rows
from sayeban.eligibility.refusals import ParameterDecided
from sayeban.eligibility.tests.makers import (
    AUTHOR,
    NOW,
    POOR,
    SECOND,
    TODAY,
    document,
    in_force,
    poverty_line,
)
from sayeban.eligibility.tests.test_pages import text, world
from sayeban.kit.units import Unit
from sayeban.people.tests.test_pages import client
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

__all__ = ["world"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]
LIST = "/rules/parameters/"
PAGE = f"{LIST}poverty_line/"
NEXT = {
    "value": "۷٬۰۰۰٬۰۰۰",
    "valid_from_day": "1",
    "valid_from_month": "10",
    "valid_from_year": "1405",
    "legal_basis": "مصوبهٔ ۱۴۰۵",
}
NEW = NEXT | {"label": "سن حمایت", "name": "age_line", "type": "int", "value": "۶۰"}


@pytest.fixture
def writer() -> Client:
    return client(Post.HQ_EXPERT, Unit.hq())


@pytest.fixture
def second() -> Client:
    return client(Post.HQ_DEPUTY, Unit.hq())


def waiting(day: int = 1) -> int:
    terms = ParameterTerms(
        *("poverty_line", "خط فقر", "money", 9_000_000, TODAY + timedelta(day), "ماده ۲")
    )
    return set_parameter(actor=AUTHOR, at=NOW, terms=terms)


def test_a_value_is_entered_by_one_person_and_put_in_force_by_another(
    writer: Client, second: Client
) -> None:
    poverty_line(5_000_000)
    in_force(document(POOR))
    assert "۵٬۰۰۰٬۰۰۰ ریال" in text(writer, LIST)
    assert writer.post(f"{PAGE}enter/", NEXT).status_code == 303
    shown = text(writer, PAGE)
    assert "در انتظار نفر دوم" in shown
    assert "تأیید این مقدار" not in shown
    assert "حمایت از سالمندان" in shown
    assert "تأیید این مقدار" in text(second, PAGE)
    with acting(OPERATOR, NOW):
        number = next(each.id for each in parameter_rows() if each.waits)
    assert second.post(f"{LIST}{number}/approve/").status_code == 303
    shown = text(second, PAGE)
    assert "مصوبهٔ ۱۴۰۵" in shown
    assert "۳۰ آذر ۱۴۰۵" in shown  # the last day of the value before


def test_a_new_parameter_begins_with_its_first_value(writer: Client) -> None:
    assert "هنوز پارامتری ثبت نشده است" in text(writer, LIST)
    assert writer.post(f"{LIST}new/", NEW).status_code == 303
    assert "سن حمایت" in text(writer, LIST)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"value": "زیاد"}, "مبلغ نیست"),
        ({"value": ""}, "مقداری بنویسید"),
        ({"value": "۱؛ ۲"}, "تنها یک مقدار"),
        ({"legal_basis": ""}, "قانون یا مصوبه‌ای را بنویسید"),
        ({"valid_from_day": "1", "valid_from_month": "1"}, "از همین روز مقدار دیگری"),
    ],
)
def test_what_is_no_value_is_said_at_its_box(
    writer: Client, changed: dict[str, str], said: str
) -> None:
    poverty_line(5_000_000)
    refused = writer.post(f"{PAGE}enter/", NEXT | changed)
    assert refused.status_code == 422
    assert said in refused.content.decode()


@pytest.mark.parametrize(
    ("type_", "value"), [("bool", "شاید"), ("int", "x"), ("date", "۱۴۰۵/۱۳/۰۱")]
)
def test_a_first_value_of_another_type_is_refused(writer: Client, type_: str, value: str) -> None:
    refused = writer.post(f"{LIST}new/", NEW | {"type": type_, "value": value})
    assert refused.status_code == 422
    assert writer.post(f"{LIST}new/", NEW | {"type": "bool", "value": "بله"}).status_code == 303


def test_a_waiting_value_is_taken_back(writer: Client) -> None:
    number = waiting()
    assert writer.post(f"{LIST}{number}/strike/").status_code == 303
    assert writer.post(f"{LIST}{number}/strike/").status_code == 404
    assert writer.get(PAGE).status_code == 404


def test_what_a_waiting_value_would_change_is_counted(second: Client) -> None:
    poverty_line(5_000_000)
    in_force(document(POOR))
    number = waiting()
    assert "مشمول با مقدار تازه" not in text(second, PAGE)
    shown = text(second, f"{PAGE}?count={number}")
    print(shown[shown.index("uses") :])
    assert 'مقدار تازه">۰</td>' in shown  # his income is 9,000,000, which is not below
    terms = ParameterTerms(
        *("poverty_line", "خط فقر", "money", 9_000_001, TODAY + timedelta(2), "ماده ۳")
    )
    number = set_parameter(actor=AUTHOR, at=NOW, terms=terms)
    assert 'مقدار تازه">۱</td>' in text(second, f"{PAGE}?count={number}")


def test_a_value_never_counts_for_a_day_on_which_people_were_decided_about(
    writer: Client, second: Client
) -> None:
    poverty_line(5_000_000)
    in_force(document(POOR))
    entered = waiting(0)
    run_rule(actor=AUTHOR, at=NOW, code="aged_support")
    refused = second.post(f"{LIST}{entered}/approve/")
    assert refused.status_code == 422
    assert "روزی پس از" in refused.content.decode()
    keeping.strike_parameter(actor=AUTHOR, at=NOW, number=entered)
    today = NEXT | {"valid_from_day": "3", "valid_from_month": "9"}
    refused = writer.post(f"{PAGE}enter/", today)
    assert refused.status_code == 422
    assert "حمایت از سالمندان" in refused.content.decode()
    assert writer.post(f"{PAGE}enter/", today | {"valid_from_day": "4"}).status_code == 303


def test_without_its_check_a_value_would_reach_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control of the test above."""
    poverty_line(5_000_000)
    in_force(document(POOR))
    run_rule(actor=AUTHOR, at=NOW, code="aged_support")
    with pytest.raises(ParameterDecided):
        waiting(0)
    monkeypatch.setattr(keeping, "last_run", lambda _name: None)
    approve_parameter(actor=SECOND, at=NOW, number=waiting(0))


def test_others_read_and_do_not_enter(writer: Client) -> None:
    poverty_line(5_000_000)
    county = client(Post.COUNTY_HEAD, Unit.of_county("0701"))
    shown = text(county, PAGE)
    assert "مصوبهٔ شورا" in shown
    assert "ثبت مقدار تازه" not in shown
    assert county.get(f"{PAGE}enter/").status_code == 403
    assert county.post(f"{PAGE}enter/", NEXT).status_code == 403
    assert writer.get(f"{LIST}nobody/").status_code == 404
