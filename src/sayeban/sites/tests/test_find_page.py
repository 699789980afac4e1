"""The search of the staff: in scope, with a reason, one access event, nothing in an address."""

from typing import Any

import pytest
from django.test import Client

from sayeban.accounts.public import Post
from sayeban.country import text
from sayeban.exemptions.models import Campaign, Row
from sayeban.exemptions.tests.makers import NOW, bill_id, row
from sayeban.exemptions.tests.visiting import visitor
from sayeban.kit.units import Unit
from sayeban.people.models import Person
from sayeban.runtime import context
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting
from sayeban.sites.tests.audit_rows import looks

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places")]
CENTRE, FAR = Unit.of_centre("0701", "7011"), Unit.of_centre("1001", "1011")
NAME = "معصومهٔ نهفته"


@pytest.fixture
def sought(campaign: Campaign) -> Row:
    made = row(campaign, CENTRE, full_name=NAME, bills={"gas": bill_id(77, "gas")})
    with acting(OPERATOR, NOW):
        Row.objects.filter(pk=made.pk).update(name_sort=text.sort_key(NAME))
        Person.objects.filter(pk=made.person_id).update(file_number="140577")
    return made


def found(client: Client, mark: str, **typed: Any) -> str:
    answer = client.post("/find/", {"text": mark, "reason": "control"} | typed)
    assert answer.status_code == 200
    return answer.content.decode()


def test_each_paper_mark_finds_the_person_or_the_row(sought: Row) -> None:
    worker = visitor("worker", Post.SOCIAL_WORKER, CENTRE)
    marks = (
        sought.national_id,
        "۱۴۰۵۷۷",
        bill_id(77, "gas"),
        bill_id(77, "gas").lstrip("0"),
        str(sought.key),
        "نهفته",
    )
    for mark in marks:
        body = found(worker, mark)
        assert NAME in body, mark
        assert f"/campaigns/c1405/rows/{sought.key}/" in body, mark
    assert looks() == [
        ("search.control", "search", "", persons + 1) for persons in (1, 1, 0, 0, 0, 0)
    ]


def test_a_person_of_another_place_is_not_found(sought: Row) -> None:
    other = visitor("stranger", Post.COUNTY_HEAD, FAR.parent)
    for mark in (sought.national_id, "140577", bill_id(77, "gas"), str(sought.key), "نهفته"):
        assert NAME not in found(other, mark)
    assert {rows for *_, rows in looks()} == {0}


def test_without_row_level_security_he_would_be_found(
    sought: Row, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control of the scope."""
    other = visitor("stranger", Post.COUNTY_HEAD, FAR.parent)
    monkeypatch.setattr(context, "SCOPED_ROLE", context.HQ_ROLE)
    assert NAME in found(other, sought.national_id)


def test_nobody_is_looked_up_without_a_reason(sought: Row) -> None:
    worker = visitor("worker", Post.SOCIAL_WORKER, CENTRE)
    body = found(worker, sought.national_id, reason="")
    assert NAME not in body
    assert "دلیل جستجو را برگزینید" in body
    assert looks() == []


def test_the_box_of_each_page_sends_a_post_without_a_reason(sought: Row) -> None:
    worker = visitor("worker", Post.SOCIAL_WORKER, CENTRE)
    home = worker.get("/").content.decode()
    assert '<form method="post" action="/find/"' in home
    helper = visitor("helper", Post.VILLAGE_HELPER, CENTRE)
    assert "/find/" not in helper.get("/").content.decode()
    assert helper.post("/find/", {"text": "x"}).status_code == 403


def test_a_search_in_an_address_is_none(sought: Row) -> None:
    worker = visitor("worker", Post.SOCIAL_WORKER, CENTRE)
    answer = worker.get("/find/", {"text": sought.national_id, "reason": "control"})
    assert NAME not in answer.content.decode()
    assert looks() == []


def test_units_in_scope_and_campaigns_need_no_reason(sought: Row) -> None:
    head = visitor("head", Post.COUNTY_HEAD, CENTRE.parent)
    body = found(head, "7011", reason="")
    assert "/campaigns/c1405/units/centre:7011/" in body
    assert "/units/centre:1011/" not in found(head, "1011", reason="")
    assert 'href="/campaigns/c1405/"' in found(head, "معافیت", reason="")
    assert "/units/0701/" not in found(head, "0", reason="")
    assert looks() == []


def test_the_whole_country_is_not_searched_by_name(sought: Row) -> None:
    deputy = visitor("deputy", Post.HQ_DEPUTY, Unit.hq())
    body = found(deputy, "نهفته")
    assert NAME not in body
    assert "در سراسر کشور با نام نمی‌توان جست" in body
    assert NAME in found(deputy, sought.national_id)


def test_an_observer_finds_rows_but_no_file_to_open(sought: Row) -> None:
    watcher = visitor("watcher", Post.OBSERVER, CENTRE)
    body = found(watcher, sought.national_id)
    assert NAME in body
    assert f"/people/{sought.person_id}/" not in body


def test_nothing_typed_is_asked_again() -> None:
    worker = visitor("worker", Post.SOCIAL_WORKER, CENTRE)
    answer = worker.post("/find/", {"text": " "})
    assert answer.status_code == 422
    assert "چیزی برای جستجو بنویسید" in answer.content.decode()
