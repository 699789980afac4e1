"""With scripts switched off: a household is collected in the field and at the centre's desk."""

import pytest
from playwright.sync_api import Browser, Page, expect

from sayeban.exemptions.tests import makers
from tests.crawl.looking import window
from tests.crawl.visits import Stage

pytestmark = [pytest.mark.browser, pytest.mark.slow]
WORKER = "social_worker@centre:7011"


def fill(page: Page, serial: int) -> None:
    """A gas bill of its own and nothing else."""
    page.locator("[name=location][value=urban]").check()
    for utility in ("electricity", "water"):
        choose(page, f"{utility}_type", "none")
    choose(page, "gas_type", "private")
    page.locator("[name=gas_bill]").fill(makers.bill_id(serial, "gas"))
    choose(page, "gas_channel", "home_visit")
    choose(page, "gas_source", "bill_picture")


def choose(page: Page, name: str, value: str) -> None:
    """In a list or among radio buttons."""
    if page.locator(f"select[name={name}]").count():
        page.locator(f"select[name={name}]").select_option(value)
    else:
        page.locator(f"[name={name}][value={value}]").check()


def press(page: Page, name: str) -> None:
    page.locator("main").get_by_role("button", name=name, exact=True).click()


def test_a_household_is_collected_in_the_field_and_at_the_desk(
    browser: Browser, stage: Stage
) -> None:
    row = stage.scene.rows["centre:7011"]
    with window(browser, stage, WORKER, java_script_enabled=False) as look:
        page = look.page
        look.open(f"{stage.site.address}/field/c1405/rows/{row.key}/fill/")
        fill(page, 901)
        press(page, "بازبینی")
        press(page, "ثبت")
        expect(page.locator("main")).to_contain_text("اطلاعات این خانوار ثبت شد")
        look.open(f"{stage.site.address}/campaigns/c1405/rows/{row.key}/")
        fill(page, 902)
        press(page, "ثبت")
        expect(page.locator("main")).to_contain_text("ثبت شد")
        look.open(f"{stage.site.address}/campaigns/c1405/units/centre:7011/rows/")
        expect(page.locator("main")).to_contain_text(row.full_name)
