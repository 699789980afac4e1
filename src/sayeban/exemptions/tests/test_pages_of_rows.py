"""A collector finds a household, collects it by page or file, and sees nothing of other units."""

import re
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from PIL import Image

from sayeban.accounts.public import Post
from sayeban.exemptions.models import Campaign, Evidence, Row
from sayeban.exemptions.tests import makers, sheets_made
from sayeban.exemptions.tests.ladder import CENTRE, COUNTY, FAR, PROVINCE, fresh
from sayeban.exemptions.tests.visiting import client_of, staff, visitor
from sayeban.exemptions.worksheet.columns import FIELDS
from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import WEB_ROLE, acting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]
ROWS = "/campaigns/c1405/units/centre:7011/rows/"


@pytest.fixture
def campaign(db: None) -> Campaign:
    makers.places()
    makers.companies()
    return makers.campaign()


def text_of(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def form_of(row: Row, **typed: str) -> dict[str, str]:
    """A complete form of one household with a gas bill."""
    values = {
        "version": str(row.version),
        "location": "urban",
        "tenure": "owner",
        "postal_code": "۱۳۴۵۶۷۸۹۱۳",
        "gas_type": "private",
        "gas_bill": makers.bill_id(41, "gas"),
        "gas_channel": "phone",
        "gas_source": "sms",
        "gas_method": "paste",
        "electricity_type": "none",
        "water_type": "none",
    }
    return values | typed


def fields_of(page: str) -> dict[str, str]:
    """What a browser would send of the form as it is shown."""
    boxes = re.findall(r"<input[^>]*>", page)
    found = {}
    for box in boxes:
        told = dict(re.findall(r'(type|name|value)="([^"]*)"', box))
        if told["type"] in ("text", "hidden") or "checked" in box:
            found[told["name"]] = told.get("value", "")
    for name, body in re.findall(r'<select name="(\w+)"(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', body)
        found[name] = chosen.group(1) if chosen else ""
    return found


def picture() -> SimpleUploadedFile:
    drawn = BytesIO()
    Image.new("RGB", (400, 300), "white").save(drawn, "JPEG")
    return SimpleUploadedFile("bill.jpg", drawn.getvalue(), "image/jpeg")


def looks() -> list[tuple[str, int]]:
    """Nobody who works may read the looks: the owner of the table does."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE NONE")
        cursor.execute("SELECT subject, rows FROM audit_look ORDER BY id")
        found: list[tuple[str, int]] = cursor.fetchall()
        cursor.execute(f"SET LOCAL ROLE {WEB_ROLE}")
        return found


def test_the_list_shows_the_rows_of_the_unit_and_no_others(
    campaign: Campaign, worker: Client
) -> None:
    makers.row(campaign, CENTRE, full_name="زهرا کریمی")
    makers.row(campaign, FAR, full_name="مریم نادری")
    page = text_of(worker, ROWS)
    assert "زهرا کریمی" in page
    assert "مریم نادری" not in page
    assert looks() == [("exemptions.rows", 1)]


@pytest.mark.parametrize("unit", ["centre:7021", "0701", "07", "hq", "centre:none", "x"])
def test_a_unit_outside_the_visitors_places_is_not_there(worker: Client, unit: str) -> None:
    for page in ("rows/", "rows.xlsx", "collect/"):
        assert worker.get(f"/campaigns/c1405/units/{unit}/{page}").status_code == 404


def test_a_campaign_that_nobody_opened_is_not_there(worker: Client) -> None:
    assert worker.get(ROWS.replace("c1405", "none")).status_code == 404


def test_a_village_helper_opens_no_page_of_a_campaign(campaign: Campaign) -> None:
    client = visitor("helper", Post.VILLAGE_HELPER, CENTRE)
    assert client.get(ROWS).status_code == 403


def test_no_national_id_stands_in_any_address(campaign: Campaign, worker: Client) -> None:
    row = makers.row(campaign, CENTRE)
    for number in range(60):
        makers.row(campaign, CENTRE, full_name=f"نام {number}", name_sort=f"{number:03d}")
    for path in (ROWS, f"/campaigns/c1405/rows/{row.key}/"):
        addresses = re.findall(r'(?:href|action)="([^"]+)"', text_of(worker, path))
        assert not [each for each in addresses if re.search("999[0-9]{7}", each)]
        assert not [each for each in addresses if "%D" in each]


def test_a_search_by_national_id_opens_the_household(campaign: Campaign, worker: Client) -> None:
    row = makers.row(campaign, CENTRE)
    makers.row(campaign, CENTRE)
    answer = worker.post(ROWS, {"text": row.national_id})
    assert (answer.status_code, answer["Location"]) == (303, f"/campaigns/c1405/rows/{row.key}/")


def test_a_search_lists_several_and_says_when_there_is_nobody(
    campaign: Campaign, worker: Client
) -> None:
    with acting(OPERATOR, makers.NOW):
        for serial in (1, 2):
            makers.row(campaign, CENTRE, full_name="کریمی", file_number=f"F{serial}")
        Row.objects.update(name_sort="same")
    assert "کسی با این نام" in worker.post(ROWS, {"text": "F9"}).content.decode()
    assert worker.post(ROWS, {"text": ""}).status_code == 422
    assert worker.post(ROWS, {"text": "F2"}).status_code == 303


def test_the_filter_shows_one_state(campaign: Campaign, worker: Client) -> None:
    makers.row(campaign, CENTRE, full_name="یکم", state="returned")
    makers.row(campaign, CENTRE, full_name="دوم")
    page = text_of(worker, f"{ROWS}?state=returned")
    assert ("یکم" in page, "دوم" in page) == (True, False)
    assert "ردیفی با این ویژگی" in text_of(worker, f"{ROWS}?flag=late")


def test_fifty_rows_a_page_and_the_rest_on_the_next(campaign: Campaign, worker: Client) -> None:
    for number in range(51):
        makers.row(campaign, CENTRE, full_name=f"نام{number:02d}")
    first = text_of(worker, ROWS)
    following = re.search(r'rel="next" href="([^"]+)"', first)
    assert following
    second = text_of(worker, following[1].replace("&amp;", "&"))
    assert "صفحهٔ پیش" in second
    assert len(re.findall("نام[0-9]{2}", first)) == 50
    assert len(re.findall("نام[0-9]{2}", second)) == 1


def test_the_list_is_a_workbook_too(campaign: Campaign, worker: Client) -> None:
    makers.row(campaign, CENTRE, full_name="=1+1")
    answer = worker.get(ROWS.replace("rows/", "rows.xlsx"))
    sheet = openpyxl.load_workbook(BytesIO(b"".join(answer.streaming_content))).active  # type: ignore[attr-defined]  # a FileResponse
    assert sheet
    assert [cell.value for cell in sheet[2]][2] == "=1+1"
    assert sheet["C2"].data_type == "s"


def test_a_household_is_collected_on_its_page(campaign: Campaign, worker: Client) -> None:
    row = sheets_made.known_row(campaign)
    page = f"/campaigns/c1405/rows/{row.key}/"
    answer = worker.post(page, form_of(row))
    assert (answer.status_code, answer["Location"]) == (303, f"{page}?done=row_collected")
    assert "اطلاعات این خانوار ثبت شد" in text_of(worker, answer["Location"])
    assert fresh(row).state == "collected"
    again = worker.post(page, form_of(fresh(row)))
    assert again["Location"] == f"{page}?done=row_unchanged"


def test_a_wrong_bill_comes_back_at_its_field_with_what_was_typed(
    campaign: Campaign, worker: Client
) -> None:
    row = sheets_made.known_row(campaign)
    answer = worker.post(
        f"/campaigns/c1405/rows/{row.key}/", form_of(row, gas_bill="1234567890123")
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "رقم کنترل شناسهٔ قبض درست نیست" in page
    assert 'value="1234567890123"' in page
    assert fresh(row).state == "pending"


def test_a_date_that_does_not_exist_is_refused_in_persian(
    campaign: Campaign, worker: Client
) -> None:
    row = sheets_made.known_row(campaign)
    day = {"tenancy_end_day": "31", "tenancy_end_month": "12", "tenancy_end_year": "1406"}
    answer = worker.post(f"/campaigns/c1405/rows/{row.key}/", form_of(row) | day)
    assert answer.status_code == 422
    assert "چنین روزی در تقویم نیست" in answer.content.decode()


def test_a_conflict_shows_both_values_and_writes_nothing(
    campaign: Campaign, worker: Client
) -> None:
    row = sheets_made.known_row(campaign)
    page = f"/campaigns/c1405/rows/{row.key}/"
    colleague = staff("colleague", Post.SOCIAL_WORKER, CENTRE)
    sheets_made.trained(campaign, colleague)
    client_of(colleague).post(page, form_of(row))
    answer = worker.post(page, form_of(row, location="rural", gas_bill=makers.bill_id(55, "gas")))
    shown = answer.content.decode()
    assert answer.status_code == 422
    for value in (makers.bill_id(41, "gas"), makers.bill_id(55, "gas")):
        assert f"<bdi>{value}</bdi>" in shown
    assert shown.count("دو مقدار را مقایسه کنید") == 1
    assert "فایل تازه بگیرید" not in shown
    assert fresh(row).location == "urban"
    assert f'name="version" value="{fresh(row).version}"' in shown
    assert f'value="{makers.bill_id(55, "gas")}"' in shown
    again = worker.post(page, fields_of(shown))
    assert again.status_code == 303
    assert fresh(row).location == "rural"
    settled = worker.post(page, form_of(fresh(row), location="rural"))
    assert settled.status_code == 303
    assert fresh(row).location == "rural"


def test_a_locked_household_is_shown_without_a_form(campaign: Campaign, worker: Client) -> None:
    row = sheets_made.known_row(campaign, state="centre_approved")
    page = f"/campaigns/c1405/rows/{row.key}/"
    assert "قفل است" in text_of(worker, page)
    assert 'name="gas_bill"' not in text_of(worker, page)
    assert worker.post(page, form_of(row)).status_code == 422


def test_before_training_the_page_says_that_the_worklist_is_closed(campaign: Campaign) -> None:
    row = sheets_made.known_row(campaign)
    answer = visitor("fresh", Post.SOCIAL_WORKER, CENTRE).post(
        f"/campaigns/c1405/rows/{row.key}/", form_of(row)
    )
    assert answer.status_code == 422
    assert "کارتابل مرکز باز نیست" in answer.content.decode()


@pytest.mark.parametrize(
    ("post", "unit", "status"),
    [
        (Post.SOCIAL_WORKER, FAR, 404),
        (Post.COUNTY_HEAD, COUNTY, 403),
        (Post.DIRECTOR_GENERAL, PROVINCE, 403),
        (Post.OBSERVER, Unit.hq(), 403),
    ],
)
def test_only_the_collectors_of_the_worklist_write(
    campaign: Campaign, post: Post, unit: Unit, status: int
) -> None:
    row = sheets_made.known_row(campaign)
    client = visitor("elsewhere", post, unit)
    assert client.post(f"/campaigns/c1405/rows/{row.key}/", form_of(row)).status_code == status
    assert fresh(row).state == "pending"


def test_the_history_tells_who_changed_what(campaign: Campaign, worker: Client) -> None:
    row = sheets_made.known_row(campaign)
    page = f"/campaigns/c1405/rows/{row.key}/"
    worker.post(page, form_of(row))
    worker.post(page, form_of(fresh(row), tenure="other"))
    shown = text_of(worker, page)
    assert "تاریخچهٔ مقدارها" in shown
    assert "<bdi>مالک</bdi>" in shown
    assert "کاربر worker" in shown


def test_a_document_is_attached_once_and_handed_out_with_a_look(
    campaign: Campaign, worker: Client
) -> None:
    row = sheets_made.known_row(campaign)
    page = f"/campaigns/c1405/rows/{row.key}/"
    sent = {"document-utility": "gas"}
    first = worker.post(f"{page}documents/", sent | {"document-file": picture()})
    assert first["Location"] == f"{page}?done=document_attached"
    again = worker.post(f"{page}documents/", sent | {"document-file": picture()})
    assert again["Location"] == f"{page}?done=document_known"
    with acting(OPERATOR, makers.NOW):
        evidence = Evidence.objects.get(row=row)
    fetched = worker.get(f"{page}documents/{evidence.pk}/")
    assert fetched["Content-Type"] == "image/jpeg"
    assert looks()[-1] == ("exemptions.row", 1)
    stranger = visitor("far", Post.SOCIAL_WORKER, FAR)
    assert stranger.get(f"{page}documents/{evidence.pk}/").status_code == 404
    assert worker.get(f"{page}documents/{evidence.pk + 1}/").status_code == 404


def test_a_telephone_offers_stored_files_as_well_as_its_camera(
    campaign: Campaign, worker: Client
) -> None:
    row = sheets_made.known_row(campaign)
    page = worker.get(f"/campaigns/c1405/rows/{row.key}/").content.decode()
    assert 'accept="image/*,application/pdf"' in page
    assert "capture=" not in page


def test_a_document_that_is_none_is_refused_in_its_sentence(
    campaign: Campaign, worker: Client
) -> None:
    row = sheets_made.known_row(campaign)
    sent = {"document-utility": "gas", "document-file": SimpleUploadedFile("a.jpg", b"nothing")}
    answer = worker.post(f"/campaigns/c1405/rows/{row.key}/documents/", sent)
    assert answer.status_code == 422
    assert "error-summary" in answer.content.decode()


def upload(path: Path) -> dict[str, SimpleUploadedFile]:
    return {"worksheet": SimpleUploadedFile("کاربرگ.xlsx", path.read_bytes())}


def test_a_filled_worksheet_lands_and_its_faults_come_back(
    campaign: Campaign, worker: Client, tmp_path: Path
) -> None:
    good, bad = (sheets_made.known_row(campaign) for _ in range(2))
    book = sheets_made.issued(tmp_path / "sheet.xlsx")
    sheets_made.fill(
        book,
        {
            good.national_id: sheets_made.complete(61),
            bad.national_id: sheets_made.complete(62, gas_bill="1234567890123"),
        },
    )
    answer = worker.post(ROWS.replace("rows", "collect"), upload(book))
    assert answer.status_code == 303
    shown = text_of(worker, answer["Location"])
    assert "کاربرگ.xlsx" in shown
    assert f"<td>{FIELDS['gas_bill'].label}</td><td>رقم کنترل شناسهٔ قبض درست نیست" in shown
    assert (fresh(good).state, fresh(bad).state) == ("collected", "pending")
    marked = worker.get(f"{answer['Location']}file/")
    assert "رقم کنترل" in str(
        list(
            openpyxl.load_workbook(BytesIO(b"".join(marked.streaming_content)))  # type: ignore[attr-defined]  # a FileResponse
            .worksheets[0]
            .values
        )
    )


def test_a_report_is_for_its_sender_alone(
    campaign: Campaign, worker: Client, tmp_path: Path
) -> None:
    sheets_made.known_row(campaign)
    book = sheets_made.issued(tmp_path / "sheet.xlsx")
    place = worker.post(ROWS.replace("rows", "collect"), upload(book))["Location"]
    colleague = visitor("colleague", Post.SOCIAL_WORKER, CENTRE)
    assert worker.get(place).status_code == 200
    assert colleague.get(place).status_code == 404
    assert colleague.get(f"{place}file/").status_code == 404
    assert worker.get("/campaigns/c1405/reports/..%2F..%2Fsecret/").status_code == 404


def test_nothing_or_no_workbook_is_refused_in_a_sentence(worker: Client) -> None:
    page = ROWS.replace("rows", "collect")
    empty = worker.post(page, {})
    assert "کاربرگ یا فایل مدرک‌ها را برگزینید" in empty.content.decode()
    broken = worker.post(page, {"worksheet": SimpleUploadedFile("a.xlsx", b"no workbook")})
    assert (empty.status_code, broken.status_code) == (422, 422)


def test_who_does_not_collect_there_cannot_send_a_file(campaign: Campaign) -> None:
    head = visitor("county", Post.COUNTY_EXPERT, COUNTY)
    assert head.get(ROWS.replace("rows", "collect")).status_code == 403
    assert head.get("/campaigns/c1405/units/0701/collect/").status_code == 200
