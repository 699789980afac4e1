"""What a phone checks and finds by itself, without a network."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from sayeban.design.testing import PHONE, launch_browser
from tests.journeys.phone import BILLS, NAMES, TODAY, Phone, first, in_database, settle
from tests.journeys.site import Site

pytestmark = [pytest.mark.browser, pytest.mark.slow]
QUEUED = "async () => (await all('queue')).length"


@pytest.fixture
def site(served: Site) -> Site:
    served.do(settle)
    return served


@pytest.fixture
def phone(site: Site) -> Iterator[Phone]:
    with launch_browser() as browser:
        context = browser.new_context(viewport={"width": PHONE, "height": 740})
        phone = Phone(site, context)
        phone.keep_today()
        yield phone
        context.close()


def test_faults_are_mended_before_and_what_is_missing_is_told_before_it_waits(
    site: Site, phone: Phone
) -> None:
    phone.offline()
    phone.open(TODAY)
    phone.page.get_by_role("link", name=NAMES[0]).click()
    form = phone.page.locator("#case form")
    form.locator("[name=gas_type][value=private]").check()
    bill = form.locator("[name=gas_bill]")
    bill.fill("1234567890123")
    save = form.get_by_role("button", name="ثبت روی گوشی", exact=True)
    save.click()
    fault = phone.page.locator("#faults a")
    expect(fault).to_contain_text(["شناسهٔ قبض گاز: رقم کنترل شناسهٔ قبض درست نیست"])
    expect(form.locator(".field.wrong .error-message")).to_contain_text("رقم کنترل")
    phone.looks_right("offline-fault")
    fault.click()
    expect(bill).to_be_focused()
    assert phone.stored(QUEUED) == 0
    bill.fill(BILLS[0])
    save.click()
    expect(fault).to_have_count(0)
    expect(form.locator(".wrong")).to_have_count(0)
    lacks = form.locator("#missing a")
    expect(lacks).to_have_text(
        ["موقعیت مکانی", "راه تماس گاز", "منبع گاز", "نوع انشعاب برق", "نوع انشعاب آب"]
    )
    expect(form.locator("#wished a")).to_have_text(["عکس قبض یا کنتور گاز"])
    phone.looks_right("offline-lacks")
    lacks.last.click()
    expect(form.locator("[name=water_type]").first).to_be_focused()
    assert phone.stored(QUEUED) == 0
    form.get_by_role("button", name="همین‌طور روی گوشی ثبت شود").click()
    phone.states("در صف")
    phone.offline(False)
    phone.states("فرستاده شد")
    assert site.do(in_database)[0] == 1


def test_a_form_of_the_server_whose_way_fails_is_checked_too(site: Site, phone: Phone) -> None:
    phone.open(f"/field/c1405/rows/{site.do(first).key}/fill/")
    phone.page.locator("[name=gas_type][value=private]").check()
    phone.page.locator("[name=gas_bill]").fill("1234567890123")
    phone.offline()
    phone.page.get_by_role("button", name="بازبینی").click()
    expect(phone.page.locator("#faults a")).to_contain_text(["رقم کنترل شناسهٔ قبض درست نیست"])
    expect(phone.page.locator("[name=gas_bill]")).to_have_value("1234567890123")


def test_the_list_names_its_user_and_is_searched_by_name_and_numbers(
    site: Site, phone: Phone
) -> None:
    row = site.do(first)
    phone.offline()
    phone.open(TODAY)
    expect(phone.page.locator("#whose")).to_have_text("گوشی کاربر worker")
    found, sought = phone.page.locator("#list a"), phone.page.locator("#sought")
    expect(found).to_have_count(4)
    digits = row.national_id.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    for text in (
        "كريمي",
        "کریمی",
        row.national_id,
        digits,
        f"{digits[:4]} - {digits[4:]}",
    ):
        sought.fill(text)
        expect(found).to_have_text([NAMES[0]])
    sought.fill("عباس پور")
    expect(found).to_have_text([NAMES[1]])
    sought.fill("هیچ‌کس")
    expect(found).to_have_count(0)
    phone.sees("کسی با این نام یا شماره روی این گوشی نیست")
    phone.looks_right("offline-nobody")
    sought.fill("")
    expect(found).to_have_count(4)


ASKED = """([values, known]) => {
  const form = document.querySelector("#case form");
  form.reset();
  for (const [name, value] of Object.entries(values)) form.elements[name].value = value;
  const may = mayWait(form, { ...known, values });
  const lacks = document.querySelectorAll("#lacks:not([hidden]) a");
  return [may, ...[...lacks].map((each) => each.textContent)];
}"""
OWN = {"gas_type": "private", "gas_bill": BILLS[0], "gas_channel": "phone", "gas_source": "sms"}
WHOLE = {"location": "urban", "tenure": "owner", "postal_code": "1345678913", "water_type": "none",
         "electricity_type": "none"} | OWN  # fmt: skip
PHOTO = "عکس قبض یا کنتور گاز"
COMPANY = BILLS[0][8:11]


KEPT: dict[str, object] = {"documents": ["gas_photo"]}
CASES: list[tuple[dict[str, str], dict[str, object], list[str]]] = [
    ({}, KEPT, []),
    ({}, {"photos": {"gas_photo": 1}}, []),
    ({}, {}, [PHOTO]),
    ({"gas_bill": ""}, KEPT, ["شناسهٔ قبض گاز"]),
    ({"gas_type": "shared", "gas_bill": ""}, {}, []),
    ({"gas_type": "none", "gas_bill": "1"}, {}, []),
    ({"tenure": "tenant"}, KEPT, ["تاریخ پایان اجاره نیامده است"]),
    ({"gas_type": "", "water_type": ""}, {}, ["نوع انشعاب گاز", "نوع انشعاب آب"]),
    ({"location": "rural_unconnected"}, {}, ["موقعیت مکانی"]),
    ({"location": "", "no_data_reason": "not_found"}, {}, []),
    ({"location": ""}, {"copied": True}, []),
    ({"mobile": ""}, KEPT | {"required": ["gas:mobile"]}, ["شمارهٔ همراه"]),
    ({}, KEPT | {"required": [f"gas/{COMPANY}:number"]}, ["شمارهٔ اشتراک گاز"]),
    ({}, KEPT | {"required": ["gas/999:number"]}, []),
]  # fmt: skip


def test_what_is_asked_of_a_household_is_what_the_server_asks(site: Site, phone: Phone) -> None:
    phone.offline()
    phone.open(f"/field/c1405/rows/{site.do(first).key}/")
    expect(phone.page.locator("#case form")).to_be_visible()
    for changed, known, lacks in CASES:
        may, *named = phone.page.evaluate(ASKED, [WHOLE | changed, known])
        told = [name.partition(":")[0] for name in named]
        assert (told, may) == (lacks, lacks == []), (changed, known)
