"""Lists are sorted by the heads of their columns, page after page and under each filter."""

import html
import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayeban.accounts.public import Post
from sayeban.country import text
from sayeban.design.sorting import heads, pager
from sayeban.exemptions.models import Campaign, Load, RejectedRow, Row
from sayeban.exemptions.pages.rejected import page as rejecting
from sayeban.exemptions.pages.rows import page as listing
from sayeban.exemptions.reads.list_position import position_of
from sayeban.exemptions.reads.worklist import SORTS, rows_of
from sayeban.exemptions.rules import State
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.ladder import CENTRE, COUNTY, SECOND, suspicion
from sayeban.exemptions.tests.visiting import visitor
from sayeban.kit.ordering import Order, order_of
from sayeban.kit.units import Unit
from sayeban.runtime import lists
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting, looking

pytestmark = pytest.mark.django_db
ROWS = "/campaigns/c1405/units/0701/rows/"
NAMES = ("پرویز", "زهرا", "احمد", "زهرا", "گلناز", "چنگیز", "یاسر")
STATES = ("returned", "pending", "county_approved", "collected", "pending", "outside", "released")


def made(unit: Unit = CENTRE) -> tuple[Campaign, list[Row]]:
    makers.places()
    campaign = makers.campaign()
    rows = [
        makers.row(
            campaign,
            SECOND if number % 3 == 0 else unit,
            full_name=name,
            name_sort=text.sort_key(name),
            state=state,
            flags=["late"] * (number % 2),
        )
        for number, (name, state) in enumerate(zip(NAMES, STATES, strict=True))
    ]
    return campaign, rows


def plain(rows: list[Row], order: Order) -> list[int]:
    """The ids in the order that a reader expects, with a loop over the rows."""
    by: Callable[[Row], str | int] = {
        "name": lambda row: text.sort_key(row.full_name),
        "national_id": lambda row: row.national_id,
        "state": lambda row: list(State).index(State(row.state)),
        "flags": lambda row: len(row.flags),
        "unit": lambda row: row.province + row.county + row.centre,
    }[order.key]
    return [
        row.pk for row in sorted(rows, key=lambda row: (by(row), row.pk), reverse=order.descending)
    ]


def paged(campaign: Campaign, order: Order, size: int) -> list[int]:
    """The ids of all pages, each going on by the address of the one before."""
    found: list[int] = []
    asked = ""
    with looking(OPERATOR):
        while True:
            after = position_of(campaign.pk, asked, order)
            page = rows_of(campaign.pk, COUNTY, order=order, after=after, limit=size)
            found += [row.id for row in page.rows]
            if page.after is None or len(found) > len(NAMES):
                return found
            asked = str(page.rows[-1].id)


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("key", SORTS)
def test_rows_are_sorted_by_each_column_without_gap_or_double(key: str, descending: bool) -> None:
    campaign, rows = made()
    order = Order(key, descending)
    for size in (1, 2, 3, 50):
        assert paged(campaign, order, size) == plain(rows, order)


def test_a_page_that_forgot_the_id_would_lose_namesakes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control: two clients are called زهرا and the page ends between them."""
    campaign, rows = made()
    whole = position_of
    monkeypatch.setattr(
        "sayeban.exemptions.tests.test_sorting.position_of",
        lambda *asked: (found := whole(*asked)) and (found[0], 2**60),
    )
    assert paged(campaign, Order("name"), 4) == [
        each for each in plain(rows, Order("name")) if each != rows[3].pk
    ]


@given(st.text(max_size=8))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_other_word_is_the_default(word: str) -> None:
    order = order_of(word, SORTS, Order("name"))
    assert order.key in SORTS
    if order != Order("name"):
        assert order.word == word


def test_a_second_click_turns_the_list_round_and_keeps_the_filter() -> None:
    columns = [("نام", "name"), ("واحد", "")]
    (name, unit) = heads(columns, Order("name"), "/x/", {"state": "pending", "own": ""})
    assert (name.href, name.order) == ("/x/?state=pending&sort=-name", "ascending")
    assert (unit.href, unit.order) == ("", "")
    (name, _) = heads(columns, Order("name", descending=True), "/x/", {})
    assert (name.href, name.order) == ("/x/?sort=name", "descending")
    pages = pager("/x/", {"sort": "-name"}, first=False, following=7, shown=2)
    assert (pages.previous, pages.next) == ("/x/?sort=-name", "/x/?sort=-name&after=7")


def shown(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def bodies(page: str) -> list[str]:
    return [
        part.split("<")[0] for part in re.findall(r'<th scope="row"[^>]*><a [^>]*>([^<]*)', page)
    ]


def link(page: str, rel: str) -> str:
    found = re.search(rf'rel="{rel}" href="([^"]*)"', page)
    return found[1] if found else ""


@pytest.mark.usefixtures("site")
def test_the_page_of_rows_stays_sorted_while_paging_and_filtering(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made()
    whole = rows_of
    monkeypatch.setattr(
        listing, "rows_of", lambda *asked, **how: whole(*asked, **{**how, "limit": 4})
    )
    head = visitor("head", Post.COUNTY_HEAD, COUNTY)
    first = shown(head, f"{ROWS}?sort=-name")
    assert '<th scope="col" aria-sort="descending"><a href="' + ROWS + '?sort=name">' in first
    assert '<input type="hidden" name="sort" value="-name">' in first
    second = shown(head, link(first, "next"))
    assert bodies(first) + bodies(second) == sorted(NAMES, key=text.sort_key, reverse=True)
    assert parse_qs(urlsplit(link(second, "prev")).query) == {"sort": ["-name"]}
    pending = shown(head, f"{ROWS}?state=pending&sort=-name")
    assert bodies(pending) == ["گلناز", "زهرا"]
    assert "state=pending&sort=national_id" in pending
    assert 'href="' + ROWS + '?state=pending&sort=-name"' in pending


@pytest.mark.usefixtures("site")
def test_rejected_rows_are_sorted_page_after_page(monkeypatch: pytest.MonkeyPatch) -> None:
    campaign = makers.campaign()
    monkeypatch.setattr(rejecting, "_SIZE", 2)
    with acting(OPERATOR, makers.NOW):
        load = Load.objects.create(
            campaign=campaign, file_name="a.xlsx", sha256="0" * 64, started_at=makers.NOW
        )
        for number, row_no in enumerate((9, 4, 7, 4, 2)):
            RejectedRow.objects.create(
                campaign=campaign,
                load=load,
                file_name=f"{number % 2}.xlsx",
                sheet="الف",
                row_no=row_no,
                national_id=str(number),
                reasons=["national_id.missing"],
                typed={"نام": f"شخص {number}"},
            )
    expert = visitor("expert", Post.HQ_EXPERT, Unit.hq())
    address, seen = "/campaigns/c1405/rejected/?sort=-row", []
    for _ in range(3):
        page = shown(expert, address)
        seen += re.findall("شخص ([0-9])", page)
        address = link(page, "next")
    assert (seen, address) == (["0", "2", "3", "1", "4"], "")
    assert re.findall("شخص ([0-9])", shown(expert, "/campaigns/c1405/rejected/")) == ["0", "1"]


@pytest.mark.usefixtures("site")
def test_suspicions_are_sorted_and_paged(monkeypatch: pytest.MonkeyPatch) -> None:
    campaign, rows = made()
    monkeypatch.setattr("sayeban.exemptions.pages.violations.page._SIZE", 2)
    kinds = ("same_picture", "bill_taken", "same_picture")
    cases = [
        suspicion(campaign, rows[:2], COUNTY, kind, subject=str(number)).pk
        for number, kind in enumerate(kinds)
    ]
    head = visitor("head", Post.COUNTY_HEAD, COUNTY)
    address, seen = "/campaigns/c1405/violations/?sort=kind", []
    for _ in range(2):
        page = shown(head, address)
        seen += [int(key) for key in re.findall("violations/([0-9]+)/", page)]
        address = link(page, "next")
    assert seen == [cases[1], cases[0], cases[2]]
    assert address == ""


@pytest.mark.usefixtures("site")
def test_the_units_of_a_board_are_sorted_by_their_names() -> None:
    campaign, _ = made()
    makers.row(campaign, Unit.of_county("0702"))
    director = visitor("director", Post.DIRECTOR_GENERAL, Unit.of_province("07"))
    board = "/campaigns/c1405/units/07/"
    assert bodies(shown(director, f"{board}?sort=-unit"))[:2] == ["استهبان", "آباده"]
    assert bodies(shown(director, f"{board}?sort=rows"))[:2] == ["استهبان", "آباده"]
    page = shown(director, f"{board}?sort=unit")
    assert bodies(page)[:2] == ["آباده", "استهبان"]
    assert 'aria-sort="ascending"' in page


def test_an_id_that_is_none_begins_at_the_beginning() -> None:
    for asked in ("", "x", "-1", "۱۲", "9" * 19, "1 OR 1=1"):
        assert lists.row_id(asked) == 0
    assert lists.row_id("12") == 12
