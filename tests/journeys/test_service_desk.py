"""A woman who heads her household comes to the desk; her request is followed to its end."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

import pytest
import time_machine
from playwright.sync_api import Browser, Page, expect

from sayeban.design.testing import PHONE, keep_picture, launch_browser, overflow, violations
from sayeban.people.tests.makers import national_id
from tests.journeys.persona import Persona
from tests.journeys.service_desk import ZAHRA, messages, settle, survey_address
from tests.journeys.site import Site

pytestmark = [pytest.mark.browser, pytest.mark.slow]
TUESDAY: Final = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
DESK: Final = "/desk/abadeh/"
ANSWERS: Final = {
    "چند فرزند دارید؟": "2",
    "درآمد ماهانهٔ خانوار": "60000000",
    "اجارهٔ ماهانه": "30000000",
}


@pytest.fixture
def site(served: Site) -> Iterator[Site]:
    with time_machine.travel(TUESDAY):
        served.do(settle)
        yield served


@pytest.fixture
def browser() -> Iterator[Browser]:
    with launch_browser() as found:
        yield found


def looks_right(page: Page, name: str) -> None:
    keep_picture(page, name)
    assert overflow(page) == 0
    assert violations(page) == []


def clerk_takes_the_request(clerk: Persona) -> str:
    """When she comes, a number is given and called, she is found, her form is filled with her."""
    clerk.open(DESK)
    clerk.press("شماره دادن و چاپ برگه")
    clerk.open(DESK)
    clerk.press("فراخواندن نفر بعد")
    clerk.fill(national_id=national_id(1))
    clerk.press("ثبت مراجعه‌کننده")
    clerk.sees(ZAHRA)
    looks_right(clerk.page, "desk-counter")
    clerk.page.locator("main [name=q]").fill("بیوه")
    clerk.press("جستجو")
    clerk.follow("پوشش زن سرپرست خانوار")
    looks_right(clerk.page, "desk-service")
    clerk.press("پر کردن فرم")
    fill_the_form(clerk)
    clerk.open(DESK)
    clerk.follow(ZAHRA)
    clerk.follow("پوشش زن سرپرست خانوار")
    clerk.sees("همراه درخواست می‌رود")
    clerk.tick("brought", "id")
    clerk.press("ثبت درخواست")
    clerk.sees("گواهی فوت همسر")
    assert clerk.page.locator("main svg").count()
    looks_right(clerk.page, "desk-slip")
    return number_of_slip(clerk)


def number_of_slip(clerk: Persona) -> str:
    """The tracking number, which stands there in groups of four."""
    fours = re.findall(r"[0-9]{4}", clerk.page.locator("main .large").inner_text())
    assert len(fours) == 3
    return "".join(fours)


def fill_the_form(clerk: Persona) -> None:
    """Question by question; what is known already is only confirmed."""
    clerk.follow("آغاز")
    confirmed = 0
    for _ in range(12):
        main = clerk.page.locator("main")
        if "/check/" in clerk.page.url:
            break
        if main.get_by_role("button", name="درست است").count():
            confirmed += 1
            clerk.press("درست است")
            continue
        if (widowed := main.get_by_label("همسرفوت‌شده")).count():
            widowed.check()
        for label, value in ANSWERS.items():
            if (box := main.get_by_label(label)).count():
                box.fill(value)
        main.get_by_role("button", name="ادامه").last.click()
    looks_right(clerk.page, "desk-check")
    assert confirmed, "her tenure is known"
    clerk.page.locator("main button[type=submit]").last.click()


def open_case(persona: Persona, number: str) -> None:
    persona.open("/worklist/")
    persona.page.locator("main").get_by_role("link", name=number).first.click()


def sees_what_is_missing(persona: Persona) -> bool:
    """Whether documents are missing; he ticks that he saw it."""
    seen = persona.page.locator("main input[name$=without_documents]")
    if seen.count():
        seen.first.check()
    return bool(seen.count())


def advanced(persona: Persona, number: str, outcome: str, reason: str = "") -> None:
    """He opens the case from his worklist and ends its step."""
    open_case(persona, number)
    if sees_what_is_missing(persona):
        reason = reason or "فردا می‌آورد"
    if reason:
        persona.page.locator("main textarea").first.fill(reason)
    persona.press(outcome)


def liaison_answers_what_the_worker_asks(worker: Persona, liaison: Persona, number: str) -> None:
    open_case(worker, number)
    worker.follow("پرسش از کارشناس رابط")
    worker.choose(department="social")
    worker.fill(text="همسر او پرونده‌ای در شهرستان دیگر داشت؟")
    worker.page.locator("main button[type=submit]").last.click()
    liaison.open("/worklist/")
    liaison.sees("پرونده‌ای در شهرستان دیگر")
    looks_right(liaison.page, "liaison-work")
    liaison.page.locator("main").get_by_role("link", name="پاسخ دادن").click()
    liaison.fill(text="خیر، نداشت.")
    liaison.page.locator("main button[type=submit]").last.click()
    liaison.sees("خیر، نداشت")


def head_decides(head: Persona, number: str) -> None:
    """The reasons of the rule stand before him; he writes his own and decides."""
    open_case(head, number)
    head.sees("همسر فوت شده است")
    looks_right(head.page, "head-decides")
    sees_what_is_missing(head)
    head.page.locator("main textarea").first.fill("شرایط قانون را دارد.")
    head.press("تحت پوشش قرار گرفت")


def she_follows_it_on_her_phone(browser: Browser, site: Site, number: str) -> None:
    """By number, without scripts, at 360 px; then she says how it was."""
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": PHONE, "height": 740}
    )
    page = context.new_page()
    page.goto(f"{site.address}/track/?no={number}")
    page.locator("main").get_by_role("button", name="پیگیری").click()
    expect(page.locator("main")).to_contain_text("پوشش زن سرپرست خانوار")
    keep_picture(page, "tracked-360")
    page.goto(site.address + site.do(survey_address))
    keep_picture(page, "survey-360")
    page.locator("main button").last.click()
    expect(page.locator("main")).to_contain_text("سپاس")
    context.close()


def test_a_request_at_the_desk_is_followed_to_its_end(site: Site, browser: Browser) -> None:
    clerk = Persona(browser, site, "clerk")
    number = clerk_takes_the_request(clerk)
    [sent, *_] = site.do(messages)
    assert number in sent
    assert national_id(1) not in sent
    advanced(clerk, number, "برای بازدید فرستاده شد")
    worker, liaison = Persona(browser, site, "worker"), Persona(browser, site, "liaison")
    liaison_answers_what_the_worker_asks(worker, liaison, number)
    advanced(worker, number, "گزارش نوشته شد")
    advanced(liaison, number, "پیشنهاد پوشش")
    head_decides(Persona(browser, site, "head"), number)
    assert len(site.do(messages)) >= 3
    she_follows_it_on_her_phone(browser, site, number)


def test_what_the_law_forbids_is_told_as_that(site: Site, browser: Browser) -> None:
    clerk = Persona(browser, site, "clerk")
    clerk.open(f"{DESK}visitor/")
    clerk.fill(identifier=national_id(2))
    clerk.press("جستجو")
    clerk.follow("فاطمهٔ رضایی")
    clerk.follow("راهنمایی و معرفی به دستگاه دیگر")
    clerk.press("ثبت درخواست")
    advanced(clerk, number_of_slip(clerk), "قانون اجازه نمی‌دهد (با دلیل)", "قانون چنین کمکی ندارد")
    clerk.sees("از نظر قانونی ممکن نیست")
    looks_right(clerk.page, "not-possible")
