"""A worker types into the table of his centre by keyboard alone, scans, and pastes a sheet."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from playwright.sync_api import Request, expect

from sayeban.country.formats import barcode26, payment_id
from sayeban.design.testing import (
    NARROW,
    PHONE,
    WIDE,
    keep_picture,
    launch_browser,
    overflow,
    small_targets,
    violations,
)
from sayeban.exemptions.tests import makers
from tests.journeys.desk import (
    CAMERA,
    CENTRE_OF,
    PASTE,
    TABLE,
    Desk,
    gas_bills,
    rows,
    settle,
    whole_centre,
)
from tests.journeys.site import Site

pytestmark = [pytest.mark.browser, pytest.mark.slow]
MOST_NODES = 1_500
MOST_FIRST, MOST_CHANGE, MOST_SCRIPT, MOST_SCAN = (kb * 1024 for kb in (90, 8, 25, 6))


@pytest.fixture
def site(served: Site) -> Site:
    served.do(settle)
    return served


@pytest.fixture
def desk(site: Site) -> Iterator[Desk]:
    with launch_browser() as browser:
        context = browser.new_context(viewport={"width": WIDE, "height": 900})
        yield Desk(site, context)
        context.close()


def looks_right(desk: Desk, name: str, *widths: int) -> None:
    for width in widths or (WIDE,):
        desk.page.set_viewport_size({"width": width, "height": 900})
        keep_picture(desk.page, f"{name}-{width}")
        assert overflow(desk.page) == 0
        assert violations(desk.page) == []
        assert small_targets(desk.page) == []
    desk.page.set_viewport_size({"width": WIDE, "height": 900})


def test_a_row_is_typed_saved_and_left_with_the_keyboard_alone(site: Site, desk: Desk) -> None:
    first, second, third = site.do(rows)[:3]
    desk.open(TABLE)
    looks_right(desk, "table", NARROW, PHONE, WIDE)
    assert desk.page.locator("*").count() <= MOST_NODES
    desk.cell(0, "نام و نام خانوادگی").focus()
    desk.press("ArrowLeft", "ArrowLeft", "ArrowDown", "ArrowRight", "Home", "Enter")
    expect(desk.box("postal_code")).to_be_focused()
    looks_right(desk, "table-edited", NARROW, WIDE)
    desk.box("gas_type").select_option("private")
    desk.box("gas_bill").fill("12345")
    desk.press("Enter")
    expect(desk.page.locator("tr.edited .wrong .error-message")).to_contain_text("۶ تا ۱۳ رقم")
    expect(desk.box("gas_bill")).to_be_focused()
    looks_right(desk, "table-refused")
    desk.box("gas_bill").fill(makers.bill_id(71, "gas"))
    desk.press("Enter")
    desk.says("ثبت شد")
    # The same column of the next row is open now; what is typed there is left by Escape.
    expect(desk.box("gas_bill")).to_be_focused()
    expect(desk.page.locator("tr.edited th")).to_contain_text(third.full_name)
    desk.type("9")
    desk.press("Escape")
    expect(desk.page.locator("tr.edited")).to_have_count(0)
    desk.press("ArrowUp", "Enter")
    expect(desk.page.locator("tr.edited th")).to_contain_text(second.full_name)
    desk.press("Escape")
    bills = site.do(gas_bills)
    assert bills[second.pk] == makers.bill_id(71, "gas")
    assert third.pk not in bills or bills[third.pk] != "9"
    assert first.pk in bills


def test_arrows_and_tab_save_and_go_on_and_nothing_typed_sends_nothing(
    site: Site, desk: Desk
) -> None:
    _, second, third, *_ = site.do(rows)
    sent: list[str] = []

    def note(request: Request) -> None:
        if request.method == "POST":
            sent.append(request.url)

    desk.page.on("request", note)
    desk.open(TABLE + "?view=gas")
    desk.cell(1, "شناسهٔ قبض").dblclick()
    expect(desk.box("gas_bill")).to_be_focused()
    desk.press("ArrowDown")
    expect(desk.page.locator("tr.edited th")).to_contain_text(third.full_name)
    assert sent == []
    desk.press("ArrowUp")
    expect(desk.page.locator("tr.edited th")).to_contain_text(second.full_name)
    desk.type(makers.bill_id(72, "gas"))
    desk.press("Tab")
    expect(desk.box("gas_type")).to_be_focused()
    desk.box("gas_type").select_option("private")
    desk.box("remarks").focus()
    desk.press("Tab")
    expect(desk.page.locator("tr.edited th")).to_contain_text(third.full_name)
    expect(desk.box("gas_number")).to_be_focused()
    assert len(sent) == 1
    assert site.do(gas_bills)[second.pk] == makers.bill_id(72, "gas")


def test_a_lost_answer_keeps_the_row_open_with_what_was_typed(desk: Desk) -> None:
    desk.open(TABLE)
    desk.page.wait_for_load_state("networkidle")
    desk.cell(1, "کد ملی").dblclick()
    desk.box("mobile").fill("09127654321")
    desk.page.context.set_offline(True)
    desk.press("Enter")
    desk.says("پاسخی از سامانه نرسید")
    expect(desk.box("mobile")).to_have_value("09127654321")
    desk.page.context.set_offline(False)
    desk.press("Enter")
    desk.says("ثبت شد")


def test_without_scripts_a_row_opens_its_own_page(site: Site) -> None:
    with launch_browser() as browser:
        context = browser.new_context(java_script_enabled=False)
        plain = Desk(site, context)
        plain.open(TABLE)
        plain.page.locator("tbody a").first.click()
        expect(plain.page.get_by_role("heading", name="ثبت اطلاعات")).to_be_visible()
        context.close()


@pytest.mark.full
def test_a_barcode_is_scanned_where_the_browser_can_and_the_server_checks_it(
    site: Site, desk: Desk
) -> None:
    second = site.do(rows)[1]
    bill = makers.bill_id(73, "gas")
    code = barcode26.join(bill, payment_id.make(bill, 120_000, 5, 3))
    desk.open(TABLE + "?view=gas")
    desk.page.wait_for_load_state("networkidle")
    desk.cell(1, "شناسهٔ قبض").dblclick()
    # This browser reads no barcodes: nothing is offered, nothing fails, the scanner is not fetched.
    expect(desk.box("gas_bill")).to_be_focused()
    assert desk.page.get_by_role("button", name="اسکن با دوربین").count() == 0
    fetched: list[str] = []
    desk.page.on("request", lambda request: fetched.append(request.url))
    desk.page.add_init_script(f"({CAMERA})('{code}')")
    desk.page.reload()
    desk.page.wait_for_load_state("networkidle")
    assert not [url for url in fetched if "scan.js" in url]
    desk.cell(1, "شناسهٔ قبض").dblclick()
    desk.page.get_by_role("button", name="اسکن با دوربین").click()
    expect(desk.box("gas_bill")).to_have_value(code)
    desk.box("gas_type").select_option("private")
    desk.page.get_by_role("button", name="ثبت").click()
    desk.says("ثبت شد")
    assert site.do(gas_bills)[second.pk] == bill
    desk.open(f"/campaigns/c1405/rows/{second.key}/")
    desk.page.get_by_role("button", name="اسکن با دوربین").click()
    expect(desk.page.get_by_text("یافته: گاز")).to_be_visible()
    expect(desk.page.locator("#id_gas_bill")).to_have_value(bill)
    expect(desk.page.locator("#id_gas_method")).to_have_value("scan")


@pytest.mark.full
def test_a_sheet_of_four_hundred_households_is_pasted_looked_at_and_taken(
    site: Site, desk: Desk
) -> None:
    site.do(whole_centre)
    every = site.do(rows)
    waiting = [row for row in every if row.state == "pending"]
    head = "کدملی مددجو اصلی\tشناسه قبض گاز\tنوع انشعاب گاز\n"
    lines = [
        f"{row.national_id}\t{makers.bill_id(9000 + number, 'gas')}\tشخصی"
        for number, row in enumerate(waiting)
    ]
    lines[3] = f"{waiting[3].national_id}\t1.2E+12\tشخصی"
    before = site.do(gas_bills)
    desk.open(PASTE)
    looks_right(desk, "paste", NARROW, PHONE)
    desk.page.get_by_label("ردیف‌هایی که در اکسل").fill(head + "\n".join(lines))
    desk.page.get_by_role("button", name="دیدن تغییرها").click()
    expect(desk.page.get_by_text("هنوز چیزی ثبت نشده است")).to_be_visible()
    expect(desk.page.locator("tbody tr").first).to_contain_text("1.2E+12")
    looks_right(desk, "pasted", NARROW, PHONE, WIDE)
    assert desk.page.locator("*").count() <= MOST_NODES
    desk.page.reload()
    expect(desk.page.get_by_text("هنوز چیزی ثبت نشده است")).to_be_visible()
    assert site.do(gas_bills) == before
    desk.page.get_by_role("button", name="ثبت").click()
    expect(desk.page.get_by_text("این سطرها ثبت شد")).to_be_visible()
    looks_right(desk, "pasted-taken", PHONE)
    assert len(site.do(gas_bills)) == len(before) + len(waiting) - 1
    assert len(every) == CENTRE_OF


def test_the_table_stays_within_its_budgets(desk: Desk) -> None:
    cookies = {each["name"]: each["value"] for each in desk.page.context.cookies()}
    assert cookies
    desk.open(TABLE)
    packed = len(gzip.compress(desk.page.request.get(desk.page.url).body()))
    scripts = [_packed(f"exemptions/{name}") for name in ("table/table.js", "scan/offer.js")]
    looks = [_packed(name) for name in ("design/ds.css", "exemptions/table/table.css")]
    font = Path(finders.find("vendor/vazirmatn.woff2") or "").stat().st_size
    assert packed <= MOST_CHANGE
    assert sum(scripts) <= MOST_SCRIPT
    assert packed + sum(scripts) + sum(looks) + font <= MOST_FIRST
    assert _packed("exemptions/scan/scan.js") + scripts[1] <= MOST_SCAN


def _packed(name: str) -> int:
    return len(gzip.compress(Path(finders.find(name) or "").read_bytes()))
