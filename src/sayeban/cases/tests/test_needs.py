"""Need-finding: who has a yes and no case, counted first and named with a purpose alone."""

from collections.abc import Iterator
from io import BytesIO
from zipfile import is_zipfile

import pytest
import time_machine
from django.db import connection
from django.test import Client

from sayeban.accounts.public import Post
from sayeban.cases.actions.open_case import open_case
from sayeban.cases.reads import needs
from sayeban.cases.reads.needs import need_counts, without_case
from sayeban.cases.reads.rule_users import services_by_rule
from sayeban.cases.tests.makers import CLERK, COUNTY, NOW, card, published
from sayeban.country.today import today_of
from sayeban.eligibility import jobs as _jobs  # noqa: F401 - registers its kinds of jobs
from sayeban.eligibility.public import found_by_rule, open_facts, run_rule
from sayeban.eligibility.tests.makers import document, facts_seeded, in_force
from sayeban.eligibility.tests.test_pages import text
from sayeban.kit.units import Unit
from sayeban.organisations.public import seed
from sayeban.people.tests.makers import person, register, source_row
from sayeban.people.tests.test_pages import client, looks
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting, looking
from sayeban.runtime.jobs import run_job
from sayeban.runtime.models import Job

pytestmark = pytest.mark.django_db
CODE = "aged_support"
PAGE = f"/needs/{CODE}/"


@pytest.fixture(autouse=True)
def nation() -> Iterator[None]:
    """1 and 2 are old, 3 is young, of 4 nobody knows; 5 is old in Isfahan. 1 has a case."""
    facts_seeded()
    with time_machine.travel(NOW, tick=False):
        with acting(OPERATOR, NOW):
            seed()
        far = {"province": "10", "county": "1001", "centre": "1011"}
        register(
            *(source_row(n, full_name=f"نفر {n}", is_head=True) for n in range(1, 5)),
            source_row(5, full_name="نفر ۵", is_head=True, **far),
        )
        ages = {1: 70, 2: 66, 3: 20, 4: None, 5: 80}
        with acting(OPERATOR, NOW), connection.cursor() as cursor:
            cursor.execute("DELETE FROM facts_personrow; DELETE FROM facts_householdrow")
        for serial, age in ages.items():
            row_of(serial, age)
        in_force(document())
        published({**card(), "rule": CODE})
        yield


def row_of(serial: int, age: int | None) -> None:
    found = person(serial)
    with acting(OPERATOR, NOW), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO facts_personrow (subject_id, household_id, province, county, centre, age)"
            " VALUES (%s, %s, %s, %s, %s, %s)",
            [found.pk, found.household_id, found.province, found.county, found.centre, age],
        )


def apply(serial: int) -> None:
    found = person(serial).pk
    open_case(actor=CLERK, at=NOW, unit=COUNTY, service="disability_card", person_id=found)


def ran() -> None:
    """By the button of the version's page and by the worker."""
    second = client(Post.HQ_DEPUTY, Unit.hq())
    assert second.post(f"/rules/{CODE}/1/run/").status_code == 303
    with acting(OPERATOR, NOW):
        started = Job.objects.get(kind="rules.run")
    assert "اجرا: در صف" in text(second, f"/rules/{CODE}/1/")
    run_job(str(started.pk))
    assert "آخرین اجراها" in text(second, f"/rules/{CODE}/1/")


def counted(by: Unit) -> tuple[int, int, int]:
    with looking(OPERATOR):
        found = found_by_rule(CODE, today_of(NOW))
        assert found
        counts = need_counts(found, by.level)
    told = [(each.yes, each.without, each.unknown) for each in counts]
    yes, without, unknown = (sum(column) for column in zip(*told, strict=True))
    return yes, without, unknown


def test_who_has_a_yes_and_no_case_is_counted() -> None:
    apply(1)
    ran()
    for level in (Unit.hq(), Unit.of_province("07"), Unit.of_county("0701")):
        assert counted(level) == (3, 2, 1)


def test_without_its_check_those_with_a_case_would_be_sought(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The control of the test above."""
    apply(1)
    ran()
    monkeypatch.setattr(needs, "_SERVED", "false")
    assert counted(Unit.hq()) == (3, 3, 1)


def test_an_unknown_names_what_would_settle_it_and_is_no_need() -> None:
    ran()
    with looking(OPERATOR):
        found = found_by_rule(CODE, today_of(NOW))
        assert found
        assert [(each.label, each.subjects) for each in open_facts(found.run_id)] == [("سن", 1)]
        assert len(without_case(found, 9)) == 3


def test_a_rule_about_households_finds_one_of_its_persons() -> None:
    tree = {**document()["tree"], "fact": "household_size", "value": 1}
    in_force(document(tree, code="big_home", subject="household"))
    home = person(2).household_id
    with acting(OPERATOR, NOW), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO facts_householdrow (subject_id, province, county, centre, household_size)"
            " VALUES (%s, '07', '0701', '7011', 1)",
            [home],
        )
    run_rule(actor=OPERATOR, at=NOW, code="big_home")
    with looking(OPERATOR):
        found = found_by_rule("big_home", today_of(NOW))
        assert found
        assert [each.person_id for each in without_case(found, 9)] == [person(2).pk]


def test_names_are_for_who_says_why_within_his_places() -> None:
    ran()
    head: Client = client(Post.COUNTY_HEAD, Unit.of_county("0701"))
    before = len(looks())
    shown = text(head, PAGE)
    assert "نفر" not in shown.replace("نفر دوم", "")
    assert "مشمول و بی‌پرونده" in shown
    assert len(looks()) == before
    assert head.post(PAGE, {}).status_code == 422
    answer = head.post(PAGE, {"purpose": "contact"})
    named = answer.content.decode()
    assert "نفر 2" in named or "نفر ۲" in named
    assert "نفر ۵" not in named
    assert looks()[before:] == [("need.contact", "cases.need", 2)]
    file = head.post(PAGE, {"purpose": "visit", "file": "1"})
    assert is_zipfile(BytesIO(b"".join(file.streaming_content)))  # type: ignore[attr-defined]  # a FileResponse
    assert looks()[-1] == ("need.visit", "cases.need", 2)


def test_a_rule_that_was_not_run_says_so() -> None:
    province = client(Post.DIRECTOR_GENERAL, Unit.of_province("07"))
    assert "هنوز اجرا نشده" in text(province, "/needs/")
    assert "هنوز دربارهٔ همهٔ کشور اجرا نشده" in text(province, PAGE)
    assert province.post(PAGE, {"purpose": "contact"}).status_code == 200
    assert province.get("/needs/nobody/").status_code == 404


def test_a_published_service_stands_on_its_rule() -> None:
    with looking(OPERATOR):
        assert services_by_rule(CODE, today_of(NOW)) == [("خدمت «کارت معلولیت»", True)]
        assert services_by_rule("nobody", today_of(NOW)) == []
