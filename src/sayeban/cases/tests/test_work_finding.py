"""An applicant is sought in the worklist by name or number; the list comes in other orders."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client

from sayeban.accounts.public import Post
from sayeban.cases.actions.advance import advance
from sayeban.cases.models import Step
from sayeban.cases.reads.seeking import is_too_short, sought
from sayeban.cases.reads.worklist import Filters, worklist
from sayeban.cases.tests.makers import CLERK, NOW, WORKER, card, open_step, opened, published
from sayeban.cases.tests.test_work_pages import looks
from sayeban.cases.tests.visiting import text_of, visitor
from sayeban.country.today import today_of
from sayeban.kit.units import Unit
from sayeban.people.tests.makers import national_id
from sayeban.runtime.actor import OPERATOR, Actor
from sayeban.runtime.context import acting, looking

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("service")]

ALI, SARA = "علی موسوی‌نژاد", "سارا کاظمی"


@pytest.fixture
def clerk() -> Iterator[Client]:
    with time_machine.travel(NOW, tick=False):
        yield visitor(Post.DESK_CLERK)


def found(typed: str, actor: Actor = CLERK) -> list[int]:
    with looking(actor):
        page = worklist(actor, today_of(NOW), Filters(sought=typed))
        return [row.case_id for row in page.rows]


@pytest.mark.parametrize(
    "typed",
    ["موسوی نژاد", "موسوي", "نژاد علی", "علی", national_id(1), "۹۹۹۰۰۰۰۰۱" + national_id(1)[-1]],
)
def test_an_applicant_is_found_by_any_spelling_of_his_name_and_by_his_number(typed: str) -> None:
    ali, _ = opened(1, full_name=ALI), opened(2, full_name=SARA)
    assert found(typed) == [ali.case_id]


def test_he_is_found_by_the_number_of_his_case_and_of_his_file() -> None:
    ali, sara = opened(1, full_name=ALI, file_number="123456"), opened(2, full_name=SARA)
    assert found(f" {sara.tracking_no[:4]} {sara.tracking_no[4:]}") == [sara.case_id]
    assert found("۱۲۳۴۵۶") == [ali.case_id]


def test_words_that_name_nobody_find_nobody() -> None:
    opened(1, full_name=ALI)
    for typed in ("رضا", "علی کاظمی", "100000000000", "%%%", "___", "ع%ی", national_id(9)):
        assert found(typed) == [], typed


def test_what_is_another_posts_or_countys_or_closed_is_not_found() -> None:
    case = opened(1, full_name=ALI)
    assert found("علی", WORKER) == []
    assert found(case.tracking_no, WORKER) == []
    advance(actor=CLERK, at=NOW, steps=[open_step(case.case_id).pk], outcome="complete")
    assert found("علی") == []
    assert found("علی", WORKER) == [case.case_id]


def test_a_search_by_name_reads_the_open_steps_of_the_list_alone() -> None:
    """Negative control: without OFFSET 0 the condition is no longer asked of single steps."""
    opened(1, full_name=ALI)
    condition, values = sought("علی")
    for text, single in ((condition, True), (condition.replace(" OFFSET 0", ""), False)):
        with looking(CLERK), connection.cursor() as cursor:
            cursor.execute(
                "EXPLAIN SELECT id FROM cases_step s WHERE s.closed_at IS NULL"
                f" AND s.level = 'county' AND s.county = '0701' AND {text}",
                values,
            )
            plan = "\n".join(line for (line,) in cursor.fetchall())
        assert ("SubPlan" in plan and "Join" not in plan.split("SubPlan")[0]) is single


def test_short_parts_of_names_are_refused() -> None:
    assert [is_too_short(typed) for typed in ("عل", "‌ع ل", "علی", "12")] == [
        *(True, True, False, False)
    ]


def test_the_page_finds_him_and_keeps_the_look_with_its_reason(clerk: Client) -> None:
    ali, sara = opened(1, full_name=ALI), opened(2, full_name=SARA)
    assert "جستجوی یک متقاضی" in text_of(clerk, "/worklist/")
    answer = clerk.post("/worklist/find/", {"sought": "موسوی", "reason": "visit"})
    page = answer.content.decode()
    assert ali.tracking_no in page
    assert sara.tracking_no not in page
    assert ("search.visit", "cases.work", 1) in looks()
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"sought": "موسوی"}, "دلیل جستجو را برگزینید"),
        ({"sought": "عل", "reason": "visit"}, "دست‌کم ۳ حرف"),
        ({"reason": "visit"}, "شمارهٔ پیگیری را بنویسید"),
    ],
)
def test_a_search_without_its_reason_or_too_short_shows_nobody(
    clerk: Client, sent: dict[str, str], said: str
) -> None:
    case = opened(1, full_name=ALI)
    answer = clerk.post("/worklist/find/", sent)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert case.tracking_no not in answer.content.decode()
    assert not [purpose for purpose, _, _ in looks() if purpose.startswith("search")]


def test_nothing_that_was_sought_stands_in_an_address(clerk: Client) -> None:
    opened(1, full_name=ALI)
    assert clerk.get("/worklist/find/?sought=موسوی&reason=visit")["Location"] == "/worklist/"
    assert text_of(clerk, "/worklist/?sought=رضا").count("گام intake") == 1


def test_a_stranger_to_the_county_finds_nobody() -> None:
    opened(1, full_name=ALI)
    far = Actor("user", "far", 9, CLERK.appointments[:0])
    assert found("علی", far) == []


def _two_services() -> None:
    published(card(), {**card(), "code": "aid", "title": "آب رایگان"})


def _walk(sort: str, size: int, actor: Actor = CLERK) -> list[int]:
    walked, after = list[int](), ""
    with looking(actor):
        while True:
            page = worklist(actor, today_of(NOW), Filters(sort=sort), after=after, size=size)
            walked += [row.step_id for row in page.rows]
            after = page.after
            if not after:
                return walked


@pytest.mark.parametrize("size", [1, 2, 3, 50])
@pytest.mark.parametrize("sort", ["", "opened", "service"])
def test_every_order_shows_each_step_once_over_its_pages(sort: str, size: int) -> None:
    _two_services()
    for serial, service, days in (
        *((1, "disability_card", 4), (2, "aid", 4), (3, "disability_card", 9)),
        *((4, "aid", 0), (5, "disability_card", 4), (6, "aid", 4)),
    ):
        opened(serial, service=service, at=NOW - timedelta(days=days))
    with acting(OPERATOR, NOW):
        # Given anew: what was opened first is not due first.
        Step.objects.filter(case__person_id__gt=0, service__code="aid").update(
            due_on=today_of(NOW) - timedelta(days=30)
        )
        rows = list(Step.objects.select_related("service").filter(closed_at=None))
    order = {
        "": lambda s: (s.due_on, s.pk),
        "opened": lambda s: (s.opened_on, s.pk),
        "service": lambda s: (s.service.code != "aid", s.due_on, s.pk),
    }[sort]
    assert _walk(sort, size) == [step.pk for step in sorted(rows, key=order)]


def test_a_key_of_another_order_begins_at_the_beginning() -> None:
    opened(1)
    for sort in ("", "opened", "service"):
        for after in ("x", "no/2026-11-01/1", "//", "service/x/1"):
            with looking(CLERK):
                page = worklist(CLERK, today_of(NOW), Filters(sort=sort), after=after)
            assert len(page.rows) == 1 or after.startswith("no/"), (sort, after)


def test_the_page_keeps_its_order_from_page_to_page(clerk: Client) -> None:
    _two_services()
    for serial in range(1, 53):
        opened(serial, service="aid" if serial % 2 else "disability_card")
    page = text_of(clerk, "/worklist/?sort=service")
    assert page.index("آب رایگان") < page.index("کارت معلولیت", page.index("<tbody>"))
    assert "sort=service&amp;after=disability_card%2F" in page


def test_a_search_in_another_county_says_so(clerk: Client) -> None:
    opened(1, full_name=ALI)
    far = visitor(Post.DESK_CLERK, Unit.of_county("1001"), "far.clerk")
    page = far.post("/worklist/find/", {"sought": "علی", "reason": "work"}).content.decode()
    assert "گام بازی از این متقاضی" in page
