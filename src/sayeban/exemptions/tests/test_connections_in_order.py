"""Connections stand in one order on every page, and a missing document names its connection."""

import re
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client

from sayeban.accounts.public import Post
from sayeban.exemptions.codes import COLLECT_FLAGS
from sayeban.exemptions.ladder_sql import utility_place
from sayeban.exemptions.models import Campaign, Connection, Row
from sayeban.exemptions.reads.flags import UNDOCUMENTED, flag_sentences
from sayeban.exemptions.reads.row_pictures import bills_of, pictures_of
from sayeban.exemptions.rules import UTILITIES, place_of_utility
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.approval_scene import OF_CENTRE, collected, pictured
from sayeban.exemptions.tests.ladder import CENTRE
from sayeban.exemptions.tests.sheets_made import (
    WORKER,
    collect,
    complete,
    fill,
    issued,
    known_row,
    opened,
    trained,
)
from sayeban.exemptions.tests.visiting import staff, visitor
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]
BILLS = {utility: makers.bill_id(40, utility) for utility in ("electricity", "water", "gas")}
IN_ORDER = [BILLS[utility] for utility in ("gas", "electricity", "water")]


@pytest.fixture
def row(campaign: Campaign) -> Row:
    author = staff("author", Post.SOCIAL_WORKER, CENTRE)
    return collected(campaign, author, "زهرا", bills=BILLS, flags=[UNDOCUMENTED])


def bills_in(page: str) -> list[str]:
    """The bill ids of a page by where they stand first."""
    return list(dict.fromkeys(re.findall("|".join(IN_ORDER), page)))


def text_of(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_page_has_the_order_of_the_worksheet(row: Row, worker: Client) -> None:
    head = visitor("head", Post.CENTRE_HEAD, CENTRE)
    of_row = f"/campaigns/c1405/rows/{row.key}/"
    for client, page in (
        (head, f"{OF_CENTRE}approval/"),
        (head, of_row),
        (worker, f"{OF_CENTRE}table/"),
        (worker, f"/field/c1405/rows/{row.key}/fill/"),
    ):
        assert bills_in(text_of(client, page)) == IN_ORDER, page


def test_every_read_has_it_too(row: Row) -> None:
    for utility in BILLS:
        pictured(row, utility)
    with acting(OPERATOR, makers.NOW):
        assert [bill.utility for bill in bills_of([row.pk])[row.pk]] == list(UTILITIES)
        assert [kept.utility for kept in pictures_of([row.pk])[row.pk]] == list(UTILITIES)


@pytest.mark.parametrize("utility", ["", *UTILITIES])
def test_the_database_sorts_them_as_the_rule_does(utility: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {utility_place('%s')}", [utility])
        assert cursor.fetchone() == (place_of_utility(utility),)


def test_a_missing_document_names_its_connection_wherever_it_is_told(row: Row) -> None:
    pictured(row, "electricity")
    head = visitor("head", Post.CENTRE_HEAD, CENTRE)
    told = "مدرک انشعاب گاز و آب بارگذاری نشده است"
    for page in (f"{OF_CENTRE}approval/", f"/campaigns/c1405/rows/{row.key}/"):
        assert told in text_of(head, page)


def test_the_report_of_a_worksheet_names_it(campaign: Campaign, tmp_path: Path) -> None:
    known = known_row(campaign)
    trained(campaign, WORKER)
    sheet = fill(issued(tmp_path / "a.xlsx"), {known.national_id: complete(1)})
    report = tmp_path / "report.xlsx"
    collect(sheet).write_report(report)
    with opened(report) as cells:
        assert "مدرک انشعاب گاز بارگذاری نشده" in cells.result(cells.row_of(known.national_id))


def test_what_is_held_of_the_head_is_told_without_it(row: Row) -> None:
    with acting(OPERATOR, makers.NOW):
        Connection.objects.filter(row=row).update(copied=True)
        assert flag_sentences({row.pk: [UNDOCUMENTED, "name.missing"]}) == {
            row.pk: (COLLECT_FLAGS[UNDOCUMENTED].sentence,)
        }
