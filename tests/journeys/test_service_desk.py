"""A woman who heads her household comes to the desk; her request is followed to its end."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, time
from typing import Final

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from sayeban.accounts.models import User
from sayeban.accounts.public import Post, actor_of, add_user
from sayeban.cases.public import name_expert, seed_case_texts, write_calendar
from sayeban.design.testing import PHONE, keep_picture, launch_browser, overflow, violations
from sayeban.desk.models import Survey
from sayeban.desk.public import DeskTerms, open_desk, seed_desk_texts, train
from sayeban.exemptions.tests import makers
from sayeban.facts.public import seed_facts, seed_registers
from sayeban.kit.units import Unit
from sayeban.notices.models import Message
from sayeban.organisations.public import seed
from sayeban.people.tests.makers import national_id, register, source_row
from sayeban.runtime.actor import OPERATOR, SYSTEM
from sayeban.runtime.context import acting, looking
from sayeban.sites.delivering import deliver_events
from sayeban.sites.samples.loading import load_samples
from tests.journeys.persona import ONE_TIME, Persona
from tests.journeys.site import Site

pytestmark = [pytest.mark.browser, pytest.mark.slow]
TUESDAY: Final = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
COUNTY, HQ = Unit.of_county("0701"), Unit.hq()
STAFF: Final = {
    "writer": (Post.HQ_EXPERT, HQ),
    "second": (Post.HQ_DEPUTY, HQ),
    "clerk": (Post.DESK_CLERK, COUNTY),
    "liaison": (Post.LIAISON_EXPERT, COUNTY),
    "head": (Post.COUNTY_HEAD, COUNTY),
    "worker": (Post.SOCIAL_WORKER, Unit.of_centre("0701", "7011")),
}
DESK: Final = "/desk/abadeh/"
ZAHRA: Final = "زهرا کریمی"
ANSWERS: Final = {"marital_status": "widowed", "children_count": "2", "income_monthly": "60000000"}


@pytest.fixture
def site(served: Site) -> Iterator[Site]:
    with time_machine.travel(TUESDAY):
        served.do(settle)
        yield served


@pytest.fixture
def browser() -> Iterator[Browser]:
    with launch_browser() as found:
        yield found


def settle() -> None:
    """Services in force, a desk with its people, and two clients."""
    at = timezone.now()
    with acting(OPERATOR, at):
        seed()
        seed_facts()
        seed_registers(at)
        seed_case_texts(at)
        seed_desk_texts(at)
        write_calendar(at.date())
    makers.places()
    for name, (post, unit) in STAFF.items():
        add_user(
            actor=OPERATOR,
            at=at,
            username=name,
            full_name=post.label,
            post=post,
            unit=unit,
            password=ONE_TIME,
        )
    register(
        source_row(1, full_name=ZAHRA, mobile="+989120000000", tenure="tenant"),
        source_row(2, full_name="فاطمهٔ رضایی", mobile="+989120000002"),
    )
    with looking(OPERATOR):
        writer, second = (actor_of(name, at) for name in ("writer", "second"))
    load_samples(writer=writer, second=second, at=at)
    terms = DeskTerms("میز خدمت آباده", "خیابان امام", 2, time(7, 30), time(14), 20)
    open_desk(actor=OPERATOR, at=at, unit=COUNTY, code="abadeh", terms=terms)
    with acting(OPERATOR, at):
        users = dict(User.objects.values_list("username", "id"))
    train(actor=OPERATOR, at=at, unit=COUNTY, course="desk", users=[users["clerk"]])
    name_expert(actor=OPERATOR, at=at, unit=COUNTY, department="social", user_id=users["liaison"])


def looks_right(page: Page, name: str) -> None:
    keep_picture(page, name)
    assert overflow(page) == 0
    assert violations(page) == []


def messages(site: Site) -> list[str]:
    """SMS in the outbox."""

    def read() -> list[str]:
        deliver_events()
        with looking(SYSTEM):
            return list(Message.objects.order_by("id").values_list("text", flat=True))

    return site.do(read)


def survey_address(site: Site) -> str:
    def read() -> str:
        with looking(SYSTEM):
            return f"/survey/{Survey.objects.get().key}/"

    return site.do(read)


def clerk_takes_the_request(clerk: Persona) -> str:
    """When she comes, a number is given and called, she is found, her form is filled with her."""
    clerk.open(DESK)
    clerk.press("شماره دادن و چاپ برگه")
    clerk.open(DESK)
    clerk.press("فراخواندن نفر بعد")
    clerk.fill(national_id=national_id(1))
    clerk.press("ثبت مراجعه‌کننده")
    looks_right(clerk.page, "desk-counter")
    clerk.follow(ZAHRA)
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
    found = re.search(r"\d{12}", clerk.page.locator("main .large").inner_text())
    assert found
    return found[0]


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
        for key, value in ANSWERS.items():
            if (box := main.locator(f"[name={key}]")).count():
                if box.first.get_attribute("type") == "radio":
                    clerk.tick(key, value)
                else:
                    box.fill(value)
        main.get_by_role("button", name="ادامه").last.click()
    looks_right(clerk.page, "desk-check")
    assert confirmed, "her tenure is known"
    clerk.page.locator("main button[type=submit]").last.click()


def open_case(persona: Persona, number: str) -> None:
    persona.open("/work/")
    persona.page.locator("main").get_by_role("link", name=number).first.click()


def advanced(persona: Persona, number: str, outcome: str, reason: str = "") -> None:
    """He opens the case from his worklist and ends its step."""
    open_case(persona, number)
    if reason:
        persona.page.locator("main textarea").first.fill(reason)
    persona.press(outcome)


def liaison_answers_what_the_worker_asks(worker: Persona, liaison: Persona, number: str) -> None:
    open_case(worker, number)
    worker.follow("پرسش از کارشناس رابط")
    worker.choose(department="social")
    worker.fill(text="همسر او پرونده‌ای در شهرستان دیگر داشت؟")
    worker.page.locator("main button[type=submit]").last.click()
    liaison.open("/work/")
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
    head.page.locator("main textarea").first.fill("شرایط قانون را دارد.")
    head.press("تحت پوشش قرار گرفت")


def she_follows_it_on_her_phone(browser: Browser, site: Site, number: str) -> None:
    """By number, without scripts, at 360 px; then she says how it was."""
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": PHONE, "height": 740}
    )
    page = context.new_page()
    page.goto(f"{site.address}/track/?no={number}")
    expect(page.locator("main")).to_contain_text("پوشش زن سرپرست خانوار")
    keep_picture(page, "tracked-360")
    page.goto(site.address + survey_address(site))
    keep_picture(page, "survey-360")
    page.locator("main button").last.click()
    expect(page.locator("main")).to_contain_text("سپاس")
    context.close()


def test_a_request_at_the_desk_is_followed_to_its_end(site: Site, browser: Browser) -> None:
    clerk = Persona(browser, site, "clerk")
    number = clerk_takes_the_request(clerk)
    [sent, *_] = messages(site)
    assert number in sent
    assert national_id(1) not in sent
    advanced(clerk, number, "برای بازدید فرستاده شد")
    worker, liaison = Persona(browser, site, "worker"), Persona(browser, site, "liaison")
    liaison_answers_what_the_worker_asks(worker, liaison, number)
    advanced(worker, number, "گزارش نوشته شد")
    advanced(liaison, number, "پیشنهاد پوشش")
    head_decides(Persona(browser, site, "head"), number)
    assert len(messages(site)) >= 3
    she_follows_it_on_her_phone(browser, site, number)


def test_what_the_law_forbids_is_told_as_that(site: Site, browser: Browser) -> None:
    clerk = Persona(browser, site, "clerk")
    clerk.open(f"{DESK}visitor/")
    clerk.fill(identifier=national_id(2))
    clerk.press("جستجو")
    clerk.follow("فاطمهٔ رضایی")
    clerk.follow("راهنمایی و معرفی به دستگاه دیگر")
    clerk.press("ثبت درخواست")
    found = re.search(r"\d{12}", clerk.page.locator("main .large").inner_text())
    assert found
    advanced(clerk, found[0], "قانون اجازه نمی‌دهد", "قانون چنین کمکی را پیش‌بینی نکرده است")
    clerk.sees("از نظر قانونی ممکن نیست")
    looks_right(clerk.page, "not-possible")
