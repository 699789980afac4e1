"""One row of the table is edited in its place: boxes, faults beside them, conflicts, a barcode."""

import re

import pytest
from django.test import Client

from sayeban.accounts.public import Post
from sayeban.country.formats import barcode26, payment_id
from sayeban.exemptions.codes import COLLECT_FLAGS, COLLECT_REJECTS
from sayeban.exemptions.models import Campaign, Connection, Row
from sayeban.exemptions.pages.row.refused import CONFLICT
from sayeban.exemptions.tests import makers, sheets_made
from sayeban.exemptions.tests.ladder import CENTRE, COUNTY, fresh
from sayeban.exemptions.tests.test_pages_of_rows import fields_of, looks
from sayeban.exemptions.tests.visiting import client_of, staff, visitor
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

pytestmark = pytest.mark.django_db
GAS = makers.bill_id(41, "gas")


def cells(row: Row, view: str = "") -> str:
    address = f"/campaigns/c1405/rows/{row.key}/cells/"
    return f"{address}?view={view}" if view else address


def opened(client: Client, row: Row, view: str = "") -> dict[str, str]:
    """What stands in the boxes of a row."""
    answer = client.get(cells(row, view))
    assert answer.status_code == 200
    return fields_of(answer.content.decode())


def saved(client: Client, row: Row, view: str = "", **typed: str) -> tuple[int, str]:
    answer = client.post(cells(row, view), opened(client, row, view) | typed)
    return answer.status_code, answer.content.decode()


def connection_of(row: Row, utility: str) -> Connection:
    with acting(OPERATOR, makers.NOW):
        return Connection.objects.get(row=row, utility=utility)


def test_a_row_is_opened_saved_and_comes_back_with_what_it_still_lacks(
    campaign: Campaign, worker: Client
) -> None:
    row = sheets_made.known_row(campaign, full_name="زهرا کریمی", location="urban")
    status, html = saved(worker, row, gas_type="private", gas_bill="۴۱" + GAS.lstrip("0")[2:])
    assert status == 200
    assert html.count("<tr") == 1
    assert "main" not in html
    assert 'data-said="زهرا کریمی: ثبت شد.' in html
    assert GAS in html
    assert "لازم است" in html
    gas = connection_of(row, "gas")
    assert (gas.bill_id, gas.entry_method) == (GAS, "typed")
    assert fresh(row).state == "collected"
    assert [subject for subject, _ in looks()] == ["exemptions.row"] * 2


def test_what_the_view_does_not_show_stays_as_it_is(campaign: Campaign, worker: Client) -> None:
    row = sheets_made.known_row(campaign, location="urban", remarks="پلاک دوم", state="collected")
    makers.connection(row, "water", makers.bill_id(9, "water"), channel="phone", source="sms")
    status, _ = saved(worker, row, "gas", gas_type="none")
    assert status == 200
    now = fresh(row)
    assert (now.remarks, now.location, now.postal_code) == ("پلاک دوم", "urban", "1345678913")
    assert connection_of(row, "water").channel == "phone"


def test_a_channel_for_all_is_given_to_each_connection(campaign: Campaign, worker: Client) -> None:
    row = sheets_made.known_row(campaign, location="urban")
    makers.connection(row, "water", makers.bill_id(9, "water"), channel="phone", source="sms")
    saved(worker, row, gas_type="private", gas_bill=GAS)
    assert connection_of(row, "gas").channel == "phone"
    saved(worker, row, channel="centre")
    assert {connection_of(row, u).channel for u in ("gas", "water")} == {"centre"}


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ({"gas_bill": "12345"}, "bill_id.length"),
        ({"gas_bill": makers.bill_id(4, "water")}, "bill_id.wrong_utility"),
        ({"tenancy_end": "1405/13/40"}, "date.invalid"),
        ({"postal_code": "1234"}, "postal_code.invalid"),
        ({"mobile": "0912"}, "mobile.invalid"),
    ],
)
def test_a_fault_stands_beside_its_cell_and_nothing_is_saved(
    campaign: Campaign, worker: Client, typed: dict[str, str], code: str
) -> None:
    row = sheets_made.known_row(campaign)
    status, html = saved(worker, row, **typed)
    assert status == 422
    name = next(iter(typed))
    box = re.search(rf'<td class="wrong">(<input[^>]*name="{name}".*?)</td>', html, re.S)
    assert box
    assert (COLLECT_REJECTS | COLLECT_FLAGS)[code].sentence in box[1]
    described = re.search('aria-describedby="([^"]*)"', box[1])
    assert described
    assert f'id="{described[1]}"' in box[1]
    assert fresh(row).version == row.version


def test_a_conflict_shows_both_values_and_a_second_save_wins(
    campaign: Campaign, worker: Client
) -> None:
    row = sheets_made.known_row(campaign)
    mine = opened(worker, row)
    colleague = staff("colleague", Post.SOCIAL_WORKER, CENTRE)
    sheets_made.trained(campaign, colleague)
    saved(client_of(colleague), row, mobile="09127654321")
    answer = worker.post(cells(row), mine | {"mobile": "09120000000"})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert CONFLICT in html
    assert re.search(r"09120000000.*?اکنون: <bdi>09127654321</bdi>", html, re.S)
    assert fresh(row).mobile == "+989127654321"
    assert worker.post(cells(row), fields_of(html)).status_code == 200
    assert fresh(row).mobile == "+989120000000"


def test_a_returned_row_is_handed_in_again_by_saving_it_unchanged(
    campaign: Campaign, worker: Client
) -> None:
    row = sheets_made.known_row(campaign, location="urban", state="returned")
    saved(worker, row)
    assert fresh(row).state == "collected"
    assert "بدون تغییر" in saved(worker, row)[1]


def test_a_scanned_barcode_becomes_its_bill_id(campaign: Campaign, worker: Client) -> None:
    row = sheets_made.known_row(campaign, location="urban")
    code = barcode26.join(GAS, payment_id.make(GAS, 120_000, 5, 3))
    status, _ = saved(worker, row, gas_type="private", gas_bill=code)
    assert status == 200
    gas = connection_of(row, "gas")
    assert (gas.bill_id, gas.entry_method) == (GAS, "scan")
    status, html = saved(worker, row, water_type="private", water_bill=code)
    assert status == 422
    assert "این بارکد از قبض گاز است" in html
    status, html = saved(worker, row, gas_bill=code[:-1] + str((int(code[-1]) + 1) % 10))
    assert status == 422
    assert "درست خوانده نشد" in html


def test_a_locked_row_is_shown_and_not_opened(campaign: Campaign, worker: Client) -> None:
    row = sheets_made.known_row(campaign, state="centre_approved", full_name="پری")
    html = worker.get(cells(row)).content.decode()
    assert "<input" not in html
    assert "قفل است" in html
    status = worker.post(cells(row), {"version": "1", "mobile": "09127654321"}).status_code
    assert (status, fresh(row).version) == (422, row.version)


def test_escape_brings_the_row_as_it_is_now(campaign: Campaign, worker: Client) -> None:
    row = sheets_made.known_row(campaign, full_name="پری")
    html = worker.get(f"{cells(row)}?shown=1").content.decode()
    assert "<input" not in html
    assert "پری" in html


def test_only_who_collects_in_the_worklist_opens_its_rows(
    campaign: Campaign, worker: Client
) -> None:
    row = sheets_made.known_row(campaign)
    expert = visitor("expert", Post.COUNTY_EXPERT, COUNTY)
    assert expert.get(cells(row)).status_code == 403
    assert expert.post(cells(row), {"version": "1"}).status_code == 403
    far = sheets_made.known_row(campaign, sheets_made.OTHER_CENTRE)
    assert worker.get(cells(far)).status_code == 404
    assert worker.get(cells(row).replace("c1405", "none")).status_code == 404


def test_a_connection_that_there_is_not_loses_its_numbers_and_that_is_said(
    campaign: Campaign, worker: Client
) -> None:
    row = sheets_made.known_row(campaign, location="urban", bills={"gas": GAS})
    with acting(OPERATOR, makers.NOW):
        Connection.objects.filter(row=row).update(number="778")
    status, html = saved(worker, row, gas_type="none")
    assert status == 200
    gas = connection_of(row, "gas")
    assert (gas.connection_type, gas.bill_id, gas.number) == ("none", "", "")
    assert f"ثبت شد؛ شناسهٔ قبض گاز {GAS} پاک شد؛ شمارهٔ اشتراک گاز 778 پاک شد." in html


def test_a_number_that_is_written_beside_no_connection_is_refused_in_words(
    campaign: Campaign, worker: Client
) -> None:
    row = sheets_made.known_row(campaign, location="urban")
    status, html = saved(worker, row, gas_type="none", gas_bill=GAS)
    assert (status, fresh(row).state) == (422, "pending")
    assert COLLECT_REJECTS["connection.contradicts"].sentence in html
    assert GAS in html
