"""A client on a small phone without scripts: his request waits for him, he fills its form, and
says that a datum in his file is wrong."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from sayeban.accounts.models import CitizenVisit
from sayeban.design import testing
from sayeban.exemptions.models import Row
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.makers import NOW
from sayeban.organisations.public import seed
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting
from sayeban.sites.tests.own_cases import at_his_turn, known, service
from sayeban.sites.tests.own_pages import household, sent
from tests.journeys.site import Site

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def _settled() -> Row:
    makers.places()
    with acting(OPERATOR, NOW):
        seed()
    service()
    row = household(full_name="زهرا کریمی")
    known(row, "tenure", "tenant", of="household", origin="received", register="tenancy")
    at_his_turn(row)
    return row


def _newest_code() -> str:
    return sent(CitizenVisit.objects.latest("pk").pk)


@pytest.fixture
def row(served: Site) -> Row:
    return served.do(_settled)


@pytest.fixture
def phone(served: Site, row: Row) -> Iterator[Page]:
    with testing.launch_browser() as browser:
        size = {"width": testing.PHONE, "height": 740}
        context = browser.new_context(viewport=size, locale="fa-IR", java_script_enabled=False)  # type: ignore[arg-type]
        yield context.new_page()
        context.close()


def test_given_his_turn_when_he_answers_then_the_turn_is_ours_and_a_wrong_datum_is_contested(
    served: Site, row: Row, phone: Page
) -> None:
    main = phone.locator("main")
    # Given: he has entered, and his request waits for him.
    phone.goto(f"{served.address}/mine/")
    phone.locator("[name=national_id]").fill(row.national_id)
    phone.get_by_role("button", name="کد را بفرست").click()
    phone.locator("[name=code]").fill(served.do(_newest_code))
    phone.get_by_role("button", name="ادامه").click()
    expect(main).to_contain_text("نوبت شماست")
    phone.get_by_role("link", name="درخواست‌های من").click()
    phone.get_by_role("link", name="کارت معلولیت").click()
    # When: he confirms what is known, answers what is not, and sends it.
    phone.get_by_role("button", name="پر کردن فرم").click()
    phone.get_by_role("link", name="آغاز").click()
    expect(main).to_contain_text("آنچه اکنون ثبت است")
    phone.get_by_role("button", name="درست است").click()
    phone.locator("[name=value]").fill("۶۵۰۰۰۰۰")
    phone.get_by_role("button", name="ادامه").click()
    phone.get_by_role("link", name="رد شدن از این پرسش").click()
    expect(main).to_contain_text("۶٬۵۰۰٬۰۰۰ ریال")
    phone.get_by_role("button", name="درست است، بفرست").click()
    # Then: it is our turn.
    expect(main).to_contain_text("کار اکنون با ماست")
    # And when he says that a datum is wrong, then it waits for a worker and he can take it back.
    phone.goto(f"{served.address}/mine/file/welfare/")
    phone.get_by_role("link", name="این درست نیست وضعیت مالکیت خانه").click()
    phone.locator("[name=claimed][value=owner]").check()
    phone.locator("[name=reason]").fill("خانه را خریده‌ایم")
    phone.get_by_role("button", name="بفرست").click()
    expect(main).to_contain_text("همکار ما آن را می‌بیند")
    phone.get_by_role("button", name="اشتباه کردم، پس می‌گیرم").click()
    expect(main).to_contain_text("آن را پس گرفتید.")
