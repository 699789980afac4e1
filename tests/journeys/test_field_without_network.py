"""A day in the field: no network, a closed tab, a lost reply, a colleague who was faster."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.http import JsonResponse
from django.utils import timezone
from playwright.sync_api import expect

from sayeban.design.testing import PHONE, a_browser_that_is_killed, launch_browser
from sayeban.exemptions.actions.collect_row import collect_row
from sayeban.exemptions.pages.field import send as sending
from sayeban.exemptions.tests import makers
from tests.journeys.phone import (
    BILLS,
    KEPT,
    NAMES,
    PHOTOS,
    TODAY,
    Phone,
    actor_of,
    first,
    in_database,
    lose_the_phone,
    photo,
    session_of,
    settle,
)
from tests.journeys.site import Site

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def site(served: Site) -> Site:
    served.do(settle)
    return served


@pytest.fixture
def phone(site: Site) -> Iterator[Phone]:
    with launch_browser() as browser:
        context = browser.new_context(viewport={"width": PHONE, "height": 740})
        yield Phone(site, context)
        context.close()


def test_two_households_wait_through_a_closed_tab_and_arrive_once(
    site: Site, phone: Phone, tmp_path: Path
) -> None:
    phone.keep_today()
    phone.looks_right("today")
    phone.offline()
    phone.open(TODAY)
    phone.sees("از آنچه روی گوشی است")
    phone.looks_right("offline-list")
    phone.fill(NAMES[0], BILLS[0], photo(tmp_path))
    phone.looks_right("offline-queue")
    phone.open(TODAY)
    phone.page.get_by_role("link", name=NAMES[1]).click()
    phone.looks_right("offline-form")
    phone.open(TODAY)
    phone.fill(NAMES[1], BILLS[1])
    phone.close_the_tab_and_open("/field/queue/")
    phone.states("در صف", "در صف")
    size = phone.stored(PHOTOS)
    assert isinstance(size, int)
    assert size <= 200 * 1024
    assert site.do(in_database) == (0, 0, 0)
    phone.offline(False)
    phone.states("فرستاده شد", "فرستاده شد")
    assert site.do(in_database) == (2, 1, 2)
    phone.open("/field/queue/")
    phone.open(TODAY)
    phone.sees("۲ خانوار روی این گوشی است")
    assert site.do(in_database) == (2, 1, 2)


@pytest.mark.full
def test_a_phone_that_goes_out_without_a_network_keeps_list_and_answers(
    site: Site, tmp_path: Path
) -> None:
    with a_browser_that_is_killed(tmp_path / "phone") as context:
        phone = Phone(site, context)
        phone.keep_today()
        phone.offline()
        phone.open(TODAY)
        phone.fill(NAMES[0], BILLS[0], photo(tmp_path))
        phone.states("در صف")
    with a_browser_that_is_killed(tmp_path / "phone", network=False) as context:
        phone = Phone(site, context, phone.session)
        phone.open(TODAY)
        phone.fill(NAMES[1], BILLS[1])
        phone.states("در صف", "در صف")
    assert site.do(in_database) == (0, 0, 0)
    with a_browser_that_is_killed(tmp_path / "phone") as context:
        phone = Phone(site, context, phone.session)
        phone.open("/field/queue/")
        phone.states("فرستاده شد", "فرستاده شد")
    assert site.do(in_database) == (2, 1, 2)


def test_a_reply_that_is_lost_is_asked_for_again_and_nothing_is_done_twice(
    site: Site, phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone.keep_today()
    phone.offline()
    phone.open(TODAY)
    phone.fill(NAMES[0], BILLS[0])
    lost: list[dict[str, Any]] = []

    def lose(told: dict[str, Any], **more: Any) -> JsonResponse:
        if "again" in told and not lost:
            lost.append(told)
            raise ConnectionError
        return JsonResponse(told, **more)

    monkeypatch.setattr(sending, "JsonResponse", lose)
    phone.offline(False)
    expect(phone.page.locator("#waiting")).to_have_text("۱")
    for _ in range(50):
        if lost:
            break
        phone.page.wait_for_timeout(100)
    assert site.do(in_database) == (1, 0, 1)
    version = site.do(first).version
    phone.open("/field/queue/")
    phone.states("فرستاده شد")
    assert site.do(in_database) == (1, 0, 1)
    assert site.do(first).version == version


def by_colleague() -> None:
    row = first()
    collect_row(
        actor=actor_of("colleague"),
        at=timezone.now(),
        code="c1405",
        key=row.key,
        version=row.version,
        values={"location": "rural", "gas_type": "none", "water_type": "none"},
    )


def test_a_form_whose_way_to_the_server_fails_waits_in_the_queue(
    site: Site, phone: Phone, tmp_path: Path
) -> None:
    phone.keep_today()
    row = site.do(first)
    phone.open(f"/field/c1405/rows/{row.key}/fill/")
    phone.page.locator("[name=location][value=rural_unconnected]").check()
    phone.offline()
    phone.page.get_by_role("button", name="بازبینی").click()
    phone.states("در صف")
    assert site.do(in_database) == (0, 0, 0)
    phone.open(f"/field/c1405/rows/{row.key}/fill/")
    expect(phone.page.locator("[name=location][value=rural_unconnected]")).to_be_checked()
    phone.page.locator("[name=remarks]").evaluate("box => box.value = 'سگ دارد'")
    phone.page.get_by_role("button", name="ثبت روی گوشی").click()
    phone.states("در صف")
    phone.offline(False)
    phone.states("فرستاده شد")
    assert (site.do(first).location, site.do(first).remarks) == ("rural_unconnected", "سگ دارد")


def test_a_page_that_is_opened_again_fetches_the_households_no_second_time(phone: Phone) -> None:
    phone.keep_today()
    asked: list[str] = []
    phone.page.on("request", lambda request: asked.append(request.url))
    with phone.page.expect_response("**/field/contact/"):
        phone.open(TODAY)
    phone.page.wait_for_load_state("networkidle")
    assert [url for url in asked if url.endswith("/cases/")] == []
    with phone.page.expect_response("**/cases/"):
        phone.page.get_by_role("button", name="تازه کردن").click()


def test_a_refused_answer_opens_again_with_what_was_typed(site: Site, phone: Phone) -> None:
    phone.keep_today()
    phone.offline()
    phone.open(TODAY)
    phone.fill(NAMES[0], BILLS[0], last_day="۳۱")
    phone.offline(False)
    phone.states("پذیرفته نشد")
    phone.sees("چنین روزی در تقویم نیست. نام را بزنید، درست کنید")
    phone.looks_right("refused")
    phone.page.get_by_role("link", name=NAMES[0]).click()
    day = phone.page.locator("[name=tenancy_end_day]")
    expect(day).to_have_value("۳۱")
    day.fill("۲۹")
    phone.page.get_by_role("button", name="بازبینی").click()
    phone.page.get_by_role("button", name="ثبت", exact=True).click()
    phone.sees("اطلاعات این خانوار ثبت شد")
    phone.open("/field/queue/")
    phone.states()
    assert site.do(in_database) == (1, 0, 1)


@pytest.mark.full
def test_a_refused_answer_opens_again_with_its_photo_and_never_over_a_colleagues(
    site: Site, phone: Phone, tmp_path: Path
) -> None:
    phone.keep_today()
    phone.offline()
    phone.open(TODAY)
    phone.fill(NAMES[0], BILLS[0], photo(tmp_path), last_day="۳۱")
    phone.offline(False)
    phone.states("پذیرفته نشد")
    site.do(by_colleague)
    phone.page.get_by_role("link", name=NAMES[0]).click()
    day = phone.page.locator("[name=tenancy_end_day]")
    expect(day).to_have_value("۳۱")
    held = phone.page.locator("[name=gas_photo]")
    assert held.evaluate("(box) => box.files.length") == 1
    day.fill("۲۹")
    phone.page.get_by_role("button", name="بازبینی").click()
    phone.page.get_by_role("button", name="ثبت", exact=True).click()
    phone.sees("این ردیف پس از باز شدن فرم شما تغییر کرده است")


@pytest.mark.full
def test_each_user_of_a_phone_has_his_own_answer_for_a_household(site: Site, phone: Phone) -> None:
    phone.keep_today()
    phone.offline()
    phone.open(TODAY)
    phone.fill(NAMES[0], BILLS[0])
    phone.session = site.do(lambda: session_of("colleague"))
    phone.sign_in()
    phone.offline(False)
    phone.open(TODAY)
    phone.page.get_by_role("link", name=NAMES[0]).click()
    phone.page.get_by_role("link", name="ثبت اطلاعات").click()
    expect(phone.page.locator("[name=gas_bill]")).to_have_value("")
    phone.open("/field/queue/")
    phone.states("در صف")


@pytest.mark.full
def test_going_back_to_the_form_without_a_network_sends_nothing(phone: Phone, site: Site) -> None:
    phone.keep_today()
    phone.open(TODAY)
    phone.page.get_by_role("link", name=NAMES[0]).click()
    phone.page.get_by_role("link", name="ثبت اطلاعات").click()
    phone.page.locator("[name=location][value=urban]").check()
    phone.page.get_by_role("button", name="بازبینی").click()
    phone.offline()
    phone.page.get_by_role("button", name="تغییر").click()
    phone.sees("بی‌اینترنت")
    phone.offline(False)
    phone.open("/field/queue/")
    phone.states()
    assert site.do(in_database) == (0, 0, 0)


@pytest.mark.full
def test_somebody_else_on_the_same_phone_neither_sees_nor_sends_it(
    site: Site, phone: Phone
) -> None:
    phone.keep_today()
    phone.offline()
    phone.open(TODAY)
    phone.fill(NAMES[0], BILLS[0])
    phone.session = site.do(lambda: session_of("colleague"))
    phone.sign_in()
    phone.offline(False)
    phone.sees("با ورود خود او فرستاده می‌شود")
    phone.open("/field/queue/")
    phone.states("در صف")
    assert site.do(in_database) == (0, 0, 0)


def test_what_a_colleague_wrote_meanwhile_stands_beside_and_one_is_chosen(
    site: Site, phone: Phone
) -> None:
    phone.keep_today()
    phone.offline()
    phone.open(TODAY)
    phone.fill(NAMES[0], BILLS[0])
    site.do(by_colleague)
    phone.offline(False)
    phone.states("ناهمخوان")
    phone.sees("بگویید کدام درست است")
    phone.sees("روستایی با انشعاب رسمی")
    phone.looks_right("conflict")
    assert site.do(first).location == "rural"
    phone.page.get_by_role("button", name="نوشتهٔ من درست است").click()
    phone.states("فرستاده شد")
    assert site.do(first).location == "urban"


@pytest.mark.full
def test_a_sign_in_that_ended_keeps_the_queue_and_says_so(site: Site, phone: Phone) -> None:
    phone.keep_today()
    phone.offline()
    phone.open(TODAY)
    phone.fill(NAMES[0], BILLS[0])
    phone.context.clear_cookies(name="sayeban_session")
    phone.offline(False)
    phone.sees("ورود شما پایان یافته است")
    phone.looks_right("signed-out")
    phone.states("در صف")
    assert site.do(in_database) == (0, 0, 0)
    phone.sign_in()
    phone.open("/field/queue/")
    phone.states("فرستاده شد")


def test_signing_out_asks_first_and_then_leaves_nothing_on_the_phone(phone: Phone) -> None:
    phone.keep_today()
    assert phone.stored(KEPT) != [0, 0, 0, 0]
    phone.page.get_by_role("button", name="خروج", exact=True).click()
    phone.sees("هنوز بیرون نرفته‌اید")
    phone.looks_right("leaving")
    phone.page.get_by_role("button", name="خروج و پاک کردن این گوشی").click()
    phone.sees("از سامانه بیرون آمدید")
    assert phone.stored(KEPT) == [0, 0, 0, 0]


def test_a_lost_phone_is_wiped_by_its_next_contact(site: Site, phone: Phone) -> None:
    phone.keep_today()
    site.do(lose_the_phone)
    phone.open(TODAY)
    phone.sees("این گوشی از سامانه جدا شده است")
    assert phone.stored(KEPT) == [0, 0, 0, 0]


def test_pages_of_the_phone_are_open_to_everybody(site: Site, phone: Phone) -> None:
    row = site.do(first)
    phone.open(f"/field/c1405/rows/{row.key}/")
    phone.looks_right("card")
    phone.open(f"/field/c1405/rows/{row.key}/fill/")
    phone.looks_right("fill")
    phone.page.locator("[name=gas_type][value=private]").check()
    phone.page.locator("[name=gas_bill]").fill("1234567890123")
    phone.page.get_by_role("button", name="بازبینی").click()
    phone.sees("رقم کنترل شناسهٔ قبض درست نیست")
    phone.looks_right("fill-wrong")
    phone.page.locator("[name=gas_bill]").fill(makers.bill_id(41, "gas"))
    phone.page.get_by_role("button", name="بازبینی").click()
    phone.looks_right("check")
    phone.page.get_by_role("button", name="ثبت", exact=True).click()
    phone.sees("اطلاعات این خانوار ثبت شد")
    phone.open("/devices/")
    phone.looks_right("devices")
