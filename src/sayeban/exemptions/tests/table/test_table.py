"""The table of a worklist: what it shows, how it is narrowed, how it goes out and comes back."""

import re
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sayeban.accounts.public import Post
from sayeban.country import text
from sayeban.exemptions.models import Campaign, IssuedSheet, Row
from sayeban.exemptions.tests import makers, sheets_made
from sayeban.exemptions.tests.ladder import COUNTY, fresh
from sayeban.exemptions.tests.test_board_pages import questions
from sayeban.exemptions.tests.visiting import visitor
from sayeban.exemptions.worksheet.columns import FIELDS, WORKLIST_SHEET
from sayeban.people.models import Residence
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

pytestmark = pytest.mark.django_db
TABLE = "/campaigns/c1405/units/centre:7011/table/"
MOST_QUERIES = 12


def named(campaign: Campaign, name: str, **changed: Any) -> Row:
    return sheets_made.known_row(campaign, full_name=name, name_sort=text.sort_key(name), **changed)


def page_of(client: Client, **asked: str) -> str:
    answer = client.get(TABLE, asked)
    assert answer.status_code == 200
    return answer.content.decode()


def names_in(page: str) -> list[str]:
    return re.findall(r"data-edit=[^>]*>([^<]*)<", page)


def in_village(row: Row, village: str) -> None:
    with acting(OPERATOR, makers.NOW):
        Residence.objects.create(
            household_id=row.household_id, since=makers.NOW.date(), village=village,
            province="07", county="0701", centre="7011",
        )  # fmt: skip


def test_the_table_holds_the_cells_of_the_worksheet(campaign: Campaign, worker: Client) -> None:
    row = named(campaign, "زهرا کریمی", location="urban", state="collected", missing=["gas.number"])
    makers.connection(row, "gas", makers.bill_id(41, "gas"), channel="phone", source="sms")
    named(campaign, "مریم نادری", unit=sheets_made.OTHER_CENTRE)
    page = page_of(worker)
    assert names_in(page) == ["زهرا کریمی"]
    for cell in (row.national_id, "1345678913", "09121234567", "مالک", makers.bill_id(41, "gas")):
        assert cell in page
    for cell in ("دارای انشعاب شهری", "شخصی", "تلفن", "پیامک قبض", "لازم است"):
        assert cell in page


def test_a_county_sees_its_own_worklist_and_no_collector_another_one(
    campaign: Campaign, worker: Client
) -> None:
    sheets_made.known_row(campaign, COUNTY, full_name="ناصر قلی‌زاده")
    expert = visitor("expert", Post.COUNTY_EXPERT, COUNTY)
    assert "ناصر قلی‌زاده" in expert.get("/campaigns/c1405/units/0701/table/").content.decode()
    assert expert.get(TABLE).status_code == 403
    assert worker.get(TABLE.replace("7011", "7021")).status_code == 404
    head = visitor("head", Post.COUNTY_HEAD, COUNTY)
    assert head.get("/campaigns/c1405/units/0701/table/").status_code == 403


def test_it_is_narrowed_by_state_village_missing_cell_and_flag(
    campaign: Campaign, worker: Client
) -> None:
    first = named(campaign, "آذر", state="collected", missing=["gas.bill_id"], flags=["late"])
    named(campaign, "بهار", state="returned")
    named(campaign, "پری", state="centre_approved")
    in_village(first, "ده بالا")
    assert names_in(page_of(worker)) == ["آذر", "بهار"]
    assert names_in(page_of(worker, state="centre_approved")) == ["پری"]
    assert names_in(page_of(worker, village="ده بالا")) == ["آذر"]
    assert names_in(page_of(worker, missing="gas.bill_id")) == ["آذر"]
    assert names_in(page_of(worker, missing="any")) == ["آذر", "بهار"]
    assert names_in(page_of(worker, flag="late")) == ["آذر"]
    assert names_in(page_of(worker, flag="late", state="returned")) == []
    assert names_in(page_of(worker, sort="-name")) == ["بهار", "آذر"]


def test_a_filter_that_is_not_offered_says_so(campaign: Campaign, worker: Client) -> None:
    named(campaign, "آذر")
    answer = worker.get(TABLE, {"state": "nonsense"})
    assert answer.status_code == 422
    assert "error-summary" in answer.content.decode()


def test_a_person_is_searched_without_his_name_or_id_in_an_address(
    campaign: Campaign, worker: Client
) -> None:
    row = named(campaign, "زهرا کریمی")
    named(campaign, "مریم نادری")
    found = worker.post(TABLE, {"text": "کریمی"}).content.decode()
    assert names_in(found) == ["زهرا کریمی"]
    assert names_in(worker.post(TABLE, {"text": row.national_id}).content.decode()) == [
        "زهرا کریمی"
    ]
    assert worker.post(TABLE, {"text": ""}).status_code == 422
    assert "کسی با این نام" in worker.post(TABLE, {"text": "هیچ‌کس"}).content.decode()
    assert not re.findall(rf'(?:href|action|data-edit)="[^"]*{row.national_id}', found)


def test_columns_are_chosen_by_utility(campaign: Campaign, worker: Client) -> None:
    named(campaign, "زهرا کریمی")
    gas = page_of(worker, view="gas")
    assert "انشعاب گاز</th>" in gas
    assert "انشعاب برق</th>" not in gas
    assert "view=gas" in re.findall(r'data-edit="([^"]*)"', gas)[0]
    assert "کد پستی</th>" in page_of(worker, view="dwelling")


def test_pages_of_fifty_go_on_where_the_last_one_ended(campaign: Campaign, worker: Client) -> None:
    for number in range(120):
        named(campaign, f"نام {number:03d}")
    seen: list[str] = []
    page = page_of(worker)
    while True:
        assert len(names_in(page)) <= 50
        seen += names_in(page)
        following = re.search(r'rel="next" href="([^"]*)"', page)
        if following is None:
            break
        page = worker.get(following[1].replace("&amp;", "&")).content.decode()
    assert seen == [f"نام {number:03d}" for number in range(120)]


def test_a_page_asks_few_questions_however_many_rows_there_are(
    campaign: Campaign, worker: Client
) -> None:
    def asked() -> int:
        return len(questions(worker, TABLE))

    named(campaign, "آذر")
    one = asked()
    for number in range(60):
        named(campaign, f"نام {number}")
    assert asked() <= one <= MOST_QUERIES


def sheet_of(client: Client, **asked: str) -> tuple[bytes, list[str]]:
    """The workbook of a filtered table and the names in it."""
    answer = client.post(f"{TABLE}sheet/", asked)
    assert answer.status_code == 200
    data = answer.getvalue()
    sheet = openpyxl.load_workbook(BytesIO(data))[WORKLIST_SHEET]
    labels = [cell.value for cell in sheet[1]]
    column = labels.index(FIELDS["full_name"].label) + 1
    rows = range(2, sheet.max_row + 1)
    return data, [str(sheet.cell(row, column).value) for row in rows]


def test_what_is_filtered_goes_out_as_a_worksheet_that_comes_back(
    campaign: Campaign, worker: Client
) -> None:
    row = named(campaign, "آذر", state="returned")
    named(campaign, "بهار")
    data, names = sheet_of(worker, state="returned")
    assert names == ["آذر"]
    with acting(OPERATOR, makers.NOW):
        assert IssuedSheet.objects.get().rows == 1
    book = openpyxl.load_workbook(BytesIO(data))
    cells = sheets_made.Cells(book[WORKLIST_SHEET])
    cells.put(cells.row_of(row.national_id), sheets_made.complete(41))
    filled = BytesIO()
    book.save(filled)
    sent = SimpleUploadedFile("a.xlsx", filled.getvalue())
    answer = worker.post("/campaigns/c1405/units/centre:7011/collect/", {"worksheet": sent})
    assert answer.status_code == 303
    assert fresh(row).state == "collected"


def test_a_filter_that_leaves_nothing_makes_no_worksheet(
    campaign: Campaign, worker: Client
) -> None:
    named(campaign, "آذر")
    answer = worker.post(f"{TABLE}sheet/", {"flag": "late"})
    assert answer.status_code == 422
    assert "در این کارتابل ردیفی برای گردآوری نیست" in answer.content.decode()
