"""Rates of violations by unit and collector: with intervals, by name, each sees what is his."""

import io
import re

import openpyxl
import pytest
import time_machine
from django.test import Client

from sayeban.accounts.public import Post
from sayeban.exemptions.models import CandidateRow, Row
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.ladder import CENTRE, COUNTY, NOW, PROVINCE, SECOND, suspicion, world
from sayeban.exemptions.tests.visiting import client_of, staff
from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR, Actor
from sayeban.runtime.context import acting

pytestmark = pytest.mark.django_db


@pytest.fixture
def workers() -> dict[str, Actor]:
    """Two collectors in one centre, one in another, ten rows each; one of the first is wrong."""
    made = world()
    people = {
        "first": staff("first", Post.SOCIAL_WORKER, CENTRE),
        "second": staff("second", Post.SOCIAL_WORKER, CENTRE),
        "third": staff("third", Post.SOCIAL_WORKER, SECOND),
    }
    rows: list[Row] = []
    for name, unit in (("second", CENTRE), ("first", CENTRE), ("third", SECOND)):
        rows += [
            makers.row(
                made,
                unit,
                state="collected",
                collected_by=people[name].user_id,
                collected_at=NOW,
            )
            for _ in range(10)
        ]
    case = suspicion(made, [rows[0], rows[10]], COUNTY)
    with acting(OPERATOR, NOW):
        CandidateRow.objects.filter(candidate=case).update(author=people["first"].user_id)
        CandidateRow.objects.filter(candidate=case, row=rows[10]).update(is_confirmed=True)
    return people


def shown(client: Client, unit: Unit, status: int = 200) -> dict[str, str]:
    """Label and «x of y» of each line of the tables."""
    with time_machine.travel(NOW, tick=False):
        answer = client.get(f"/campaigns/c1405/units/{unit}/violation-rates/")
    assert answer.status_code == status
    two = r'<th scope="row"[^>]*>(?:<a [^>]+>)?([^<]+)(?:</a>)?</th><td[^>]*>([^<]+)</td>'
    return dict(re.findall(two, answer.content.decode()))


def head(post: Post, unit: Unit) -> Client:
    return client_of(staff(post.value.replace("_", "."), post, unit))


def test_a_head_sees_his_collectors_by_name(workers: dict[str, Actor]) -> None:
    found = shown(head(Post.CENTRE_HEAD, CENTRE), CENTRE)
    names = [label for label in found if "مرکز" not in label]
    assert len(names) == 2
    assert names == sorted(names)
    assert sorted(found.values()) == ["۰ از ۱۰", "۱ از ۱۰", "۱ از ۲۰"]


def test_a_county_sees_its_centres_and_their_collectors(workers: dict[str, Actor]) -> None:
    found = shown(head(Post.COUNTY_HEAD, COUNTY), COUNTY)
    centres = {label: said for label, said in found.items() if label.startswith("مرکز")}
    assert list(centres.values()) == ["۱ از ۲۰", "۰ از ۱۰"]
    assert len(found) == 5


def test_above_a_county_no_collector_is_named(workers: dict[str, Actor]) -> None:
    assert list(shown(head(Post.DIRECTOR_GENERAL, PROVINCE), PROVINCE).values()) == ["۱ از ۳۰"]


def test_a_collector_sees_himself_alone(workers: dict[str, Actor]) -> None:
    assert list(shown(client_of(workers["first"]), CENTRE).values()) == ["۱ از ۱۰"]
    assert list(shown(client_of(workers["second"]), CENTRE).values()) == ["۰ از ۱۰"]


def test_nobody_sees_another_centre_or_what_is_not_his_post(workers: dict[str, Actor]) -> None:
    shown(client_of(workers["third"]), CENTRE, 404)
    shown(head(Post.OBSERVER, CENTRE), CENTRE, 403)


def test_a_suspicion_that_nobody_confirmed_counts_for_nothing(workers: dict[str, Actor]) -> None:
    with acting(OPERATOR, NOW):
        CandidateRow.objects.update(is_confirmed=False)
    found = shown(head(Post.CENTRE_HEAD, CENTRE), CENTRE)
    assert all(said.startswith("۰ از") for said in found.values())


def test_a_wrong_row_stays_its_authors_when_another_collects_it_again(
    workers: dict[str, Actor],
) -> None:
    with acting(OPERATOR, NOW):
        row = CandidateRow.objects.get(is_confirmed=True).row_id
        Row.objects.filter(pk=row).update(collected_by=workers["second"].user_id)
    assert list(shown(client_of(workers["first"]), CENTRE).values()) == ["۱ از ۱۰"]
    assert list(shown(client_of(workers["second"]), CENTRE).values()) == ["۰ از ۱۱"]


def test_a_wrong_row_that_nobody_collected_counts_as_one_of_its_unit() -> None:
    """A picture may hang on a row that nobody collected; proved false, it is still one row."""
    made = world()
    rows = [makers.row(made, CENTRE) for _ in range(2)]
    case = suspicion(made, rows, COUNTY)
    with acting(OPERATOR, NOW):
        CandidateRow.objects.filter(candidate=case).update(author=None, is_confirmed=True)
    assert list(shown(head(Post.CENTRE_HEAD, CENTRE), CENTRE).values()) == ["۲ از ۲"]


def test_from_headquarters_links_lead_down_to_the_collectors(workers: dict[str, Actor]) -> None:
    """Each unit below is a link; what is the unit's own worklist is none."""
    address = "/campaigns/c1405/units/hq/violation-rates/"
    client = head(Post.HQ_DEPUTY, Unit.hq())
    seen = []
    with time_machine.travel(NOW, tick=False):
        while address:
            page = client.get(address).content.decode()
            seen.append(address.split("/")[4])
            below = re.findall(r'<th scope="row"[^>]*><a href="([^"]+)"', page)
            address = below[0] if below else ""
    assert seen == ["hq", "07", "0701", "centre:7011"]
    assert "۱ از ۱۰" in page


def test_each_picture_of_the_rates_has_its_address_and_its_workbook(
    workers: dict[str, Actor],
) -> None:
    client = head(Post.COUNTY_HEAD, COUNTY)
    address = f"/campaigns/c1405/units/{COUNTY}/violation-rates/"
    with time_machine.travel(NOW, tick=False):
        page = client.get(address).content.decode()
        for name in ("units", "workers"):
            assert f'href="{address}{name}/"' in page
            assert f'href="{address}{name}.xlsx"' in page
            own = client.get(f"{address}{name}/").content.decode()
            assert "نرخ تخلف به تفکیک" in own
        assert client.get(f"{address}nothing/").status_code == 404
        book = client.get(f"{address}units.xlsx")
        body = b"".join(book.streaming_content)  # type: ignore[attr-defined]  # a file
    lines = list(openpyxl.load_workbook(io.BytesIO(body)).worksheets[0].values)
    assert [line[1:3] for line in lines[1:]] == [("۱ از ۲۰", 0.05), ("۰ از ۱۰", 0)]


def test_a_collector_has_no_picture_to_send(workers: dict[str, Actor]) -> None:
    client = client_of(workers["first"])
    address = f"/campaigns/c1405/units/{CENTRE}/violation-rates/"
    with time_machine.travel(NOW, tick=False):
        assert "workers.xlsx" not in client.get(address).content.decode()
        for name in ("workers/", "workers.xlsx"):
            assert client.get(address + name).status_code == 403
