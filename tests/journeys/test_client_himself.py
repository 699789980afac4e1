"""A client on a small phone without scripts: code, bills, a move that is told and taken back."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from sayeban.accounts.models import CitizenVisit
from sayeban.design import testing
from sayeban.exemptions.models import Row
from sayeban.exemptions.tests import makers
from sayeban.sites.tests.own_pages import exemption, household, sent
from tests.journeys.site import Site

pytestmark = [pytest.mark.browser, pytest.mark.slow]
_DAY = {"day": "۱", "year": "۱۴۰۵"}


def _settled() -> Row:
    makers.places()
    row = household(full_name="سیدهٔ معصومه موسوی", state="collected")
    exemption(row, "gas", receipt_status="succ")
    return row


def _newest_code() -> str:
    return sent(CitizenVisit.objects.latest("pk").pk)


@pytest.fixture
def row(served: Site) -> Row:
    return served.do(_settled)


@pytest.fixture
def phone(served: Site, row: Row) -> Iterator[Page]:
    with testing.launch_browser() as browser:
        context = browser.new_context(
            viewport={"width": testing.PHONE, "height": 740},
            locale="fa-IR",
            java_script_enabled=False,
        )
        yield context.new_page()
        context.close()


def test_he_enters_sees_his_bills_tells_that_he_moved_and_takes_it_back(
    served: Site, row: Row, phone: Page
) -> None:
    main = phone.locator("main")
    phone.goto(f"{served.address}/mine/")
    _enter(phone, row.national_id, lambda: "000000")
    expect(main).to_contain_text("کد درست نیست")
    phone.locator("[name=code]").fill(served.do(_newest_code))
    phone.get_by_role("button", name="ادامه").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("سیدهٔ معصومه موسوی")
    expect(main).to_contain_text("شرکت گاز شما را ثبت کرده است.")
    phone.get_by_role("link", name="جابه‌جا شده‌ام").click()
    _tell(phone)
    expect(main).to_contain_text("جابه‌جایی شما ثبت شده است")
    phone.get_by_role("button", name="پس می‌گیرم").click()
    expect(main).to_contain_text("جابه‌جایی پس گرفته شد")
    phone.get_by_role("button", name="خروج").click()
    expect(main).to_contain_text("از صفحهٔ خود بیرون آمدید.")
    phone.goto(f"{served.address}/mine/")
    assert phone.url == f"{served.address}/mine/enter/"


def test_whom_we_do_not_know_is_led_to_his_centre_like_everybody(served: Site, phone: Page) -> None:
    phone.goto(f"{served.address}/mine/")
    _enter(phone, makers.national_id(424242), lambda: served.do(_newest_code) or "123456")
    expect(phone.locator("main")).to_contain_text("کد درست نیست")
    expect(phone.locator("main")).to_contain_text("به مرکز مثبت زندگی")


def _enter(phone: Page, national_id: str, code: Callable[[], str]) -> None:
    phone.locator("[name=national_id]").fill(national_id)
    phone.get_by_role("button", name="کد را بفرست").click()
    phone.locator("[name=code]").fill(code())
    phone.get_by_role("button", name="ادامه").click()


def _tell(phone: Page) -> None:
    for part, typed in _DAY.items():
        phone.locator(f"[name=moved_on_{part}]").fill(typed)
    phone.locator("[name=moved_on_month]").select_option(label="فروردین")
    phone.locator("[name=address]").fill("آباده، خیابان بهار، پلاک ۱۲")
    phone.locator("[name=tenure][value=owner]").check()
    phone.get_by_role("button", name="ثبت").click()
