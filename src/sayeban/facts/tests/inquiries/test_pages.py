"""The page of a person's inquiries and the pages of registers."""

import re
from collections.abc import Iterator
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.utils.timezone import now
from pytest_django.fixtures import Settings

from sayeban.accounts.public import Post
from sayeban.accounts.tests.makers import enrolled, make_user
from sayeban.facts.actions.ask_register import ask_register
from sayeban.facts.actions.keep_registers import set_register
from sayeban.facts.inquiries.fake.bus import FakeBus, running_bus
from sayeban.facts.inquiries.fake.server import FakeRegisters
from sayeban.facts.models import Register
from sayeban.facts.pages.registers.form import RegisterForm
from sayeban.facts.tests.inquiries.makers import ask, person, state, world
from sayeban.kit.units import Unit
from sayeban.organisations.public import seed
from sayeban.people.tests.makers import NOW, national_id, rows_of
from sayeban.runtime.actor import OPERATOR, SYSTEM, Actor, Appointment
from sayeban.runtime.context import acting, looking
from sayeban.runtime.refusals import AccessDenied

pytestmark = [pytest.mark.django_db, pytest.mark.enable_socket]


@pytest.fixture
def there() -> Iterator[FakeRegisters]:
    with time_machine.travel(NOW, tick=True):
        with acting(OPERATOR, NOW):
            seed()
        with world(breaker_after=1) as made:
            yield made


COUNTY = Unit.of_county("0701")


def client(post: Post = Post.COUNTY_EXPERT, unit: Unit = COUNTY) -> Client:
    user = make_user(post.value.replace("_", "."), post, unit)
    signed_in = enrolled(user, NOW)
    made = Client()
    session = made.session
    session.update({"user_id": signed_in.user_id, "epoch": signed_in.epoch})
    session.save()
    made.cookies["sayeban_session"] = session.session_key or ""
    return made


def address() -> str:
    return f"/files/{person()}/inquiries/"


def drawn(page: str) -> str:
    """The request_id that the page drew."""
    found = re.search(r'name="request_id" value="([^"]+)"', page)
    assert found
    return found[1]


def test_a_worker_asks_and_sees_who_asked_what_for(there: FakeRegisters) -> None:
    worker, path = client(), address()
    number = drawn(worker.get(path).content.decode())
    sent = {"what": "welfare_file.decile", "request_id": number}
    page = worker.post(path, sent, follow=True).content.decode()
    assert "پاسخ سامانه آمد" in page
    assert "رفاه: دهک خانوار" in page
    assert "تکمیل پروندهٔ رفاهی" in page
    assert "معتبر تا" in page
    # Sent twice it is one question.
    worker.post(path, sent)
    assert (there.calls, rows_of("SELECT count(*) FROM facts_inquiry")) == (1, [(1,)])


@pytest.mark.parametrize(
    ("answer", "words"),
    [("not_found", "سامانه کسی را با این شماره نمی‌شناسد"), ("mismatch", "مطابقت ندارد.")],
)
def test_what_a_register_does_not_know_is_not_said_to_be_recorded(
    there: FakeRegisters, answer: str, words: str
) -> None:
    there.given["decile", national_id(1)] = answer
    worker, path = client(), address()
    sent = {"what": "welfare_file.decile"}
    sent["request_id"] = drawn(worker.get(path).content.decode())
    page = worker.post(path, sent, follow=True).content.decode()
    assert words in page
    assert "در پرونده ثبت شد" not in page


def test_a_register_that_is_down_is_said_so_and_asked_again(there: FakeRegisters) -> None:
    there.states["decile"] = "down"
    worker, path = client(), address()
    number = drawn(worker.get(path).content.decode())
    sent = {"what": "welfare_file.decile", "request_id": number}
    page = worker.post(path, sent, follow=True).content.decode()
    assert "در صف است" in page
    assert "سامانه پاسخ نداد" in page
    assert "نوبت بعدی پرسش" in page
    registers = client(Post.HQ_EXPERT, Unit.hq()).get("/registers/").content.decode()
    assert "فعلاً پرسیده نمی‌شود" in registers
    assert "۱۰۰٪" in registers


def test_what_no_purpose_allows_cannot_be_chosen(there: FakeRegisters) -> None:
    worker, path = client(), address()
    page = worker.get(path).content.decode()
    assert 'value="contact.sim_owner"' in page
    assert "welfare_file.sim_owner" not in page
    refused = worker.post(path, {"what": "welfare_file.sim_owner", "request_id": drawn(page)})
    assert refused.status_code == 422
    lacking = worker.post(path, {"what": "contact.sim_owner", "request_id": drawn(page)})
    assert lacking.status_code == 422
    assert "شمارهٔ همراه" in lacking.content.decode()
    assert there.calls == 0


def test_what_is_asked_of_many_is_no_question_about_one(there: FakeRegisters) -> None:
    assert "deaths.civil_deaths" not in client().get(address()).content.decode()


def test_prison_and_military_service_are_asked_by_those_who_keep_files(
    there: FakeRegisters,
) -> None:
    path, kept = address(), ("welfare_file.prison", "welfare_file.military")
    keeper = client().get(path).content.decode()
    clerk = client(Post.DESK_CLERK)
    page = clerk.get(path).content.decode()
    for what in kept:
        assert f'value="{what}"' in keeper
        assert f'value="{what}"' not in page
        assert clerk.post(path, {"what": what, "request_id": drawn(page)}).status_code == 422
    at_desk = Actor("user", "clerk", 77, (Appointment("desk_clerk", COUNTY),))
    with pytest.raises(AccessDenied):
        ask_register(
            actor=at_desk,
            at=NOW,
            person_id=person(),
            register="prison",
            purpose="welfare_file",
            request_id=uuid4(),
        )
    assert there.calls == 0


def test_a_stranger_finds_no_page_and_no_inquiry(there: FakeRegisters) -> None:
    path = address()
    assert client(unit=Unit.of_county("1001")).get(path).status_code == 404
    assert client(Post.COUNTER_CLERK).get(path).status_code == 403


def test_headquarters_switches_a_register_off_and_on(there: FakeRegisters) -> None:
    expert = client(Post.HQ_EXPERT, Unit.hq())
    page = expert.get("/registers/decile/").content.decode()
    assert "وزارت تعاون" in page
    sent = {
        "route": "direct",
        "url": there.url,
        "seconds": "۵",
        "at_once": "2",
        "per_minute": "60",
        "burst": "10",
        "valid_days": "90",
        "breaker_after": "3",
        "breaker_seconds": "30",
    }
    assert expert.post("/registers/decile/", sent).status_code == 303
    assert "خاموش" in expert.get("/registers/").content.decode()
    assert expert.post("/registers/decile/", {**sent, "is_on": "on"}).status_code == 303
    assert (state().failures, state().open_until) == (0, None)
    for wrong in ({"url": "http://example.org"}, {"seconds": "61"}, {"at_once": "0"}):
        assert expert.post("/registers/decile/", {**sent, **wrong}).status_code == 422
    assert expert.get("/registers/astrology/").status_code == 404
    kept = rows_of(
        "SELECT count(*) FROM runtime_settingchange"
        " WHERE table_name = 'facts_register' AND row_id = 'decile'"
    )
    assert kept[0][0] >= 3


def test_with_every_register_off_the_page_says_so(there: FakeRegisters) -> None:
    for (key,) in rows_of("SELECT key FROM facts_register"):
        set_register(actor=OPERATOR, at=now(), register=key, is_on=False)
    assert "هیچ سامانه‌ای برای استعلام روشن نیست" in client().get(address()).content.decode()


def test_a_bus_that_is_down_is_said_apart_from_its_register(
    there: FakeRegisters, settings: Settings
) -> None:
    path, worker, expert = address(), client(), client(Post.HQ_EXPERT, Unit.hq())
    with running_bus(FakeBus(there, state="down")) as bus:
        settings.BUS_OUT = bus.settings()
        known = RegisterForm.base_fields.keys() - {"is_on", "route", "bus_path"}
        with looking(SYSTEM):
            kept = Register.objects.get(pk="decile")
        sent = {name: str(getattr(kept, name)) for name in known}
        sent |= {"is_on": "on", "route": "bus", "bus_path": "decile"}
        assert expert.post("/registers/decile/", sent).status_code == 303
        for serial in (1, 2, 3):
            ask(person(serial))
        assert "گذرگاه دولت پرسش را نرساند" in worker.get(path).content.decode()
        page = expert.get("/registers/").content.decode()
        assert "گذرگاه دولت پاسخ نمی‌دهد؛ از خود سامانه خبری نیست" in page
        assert "آخرین پرسش بی‌پاسخ ماند" not in page
    settings.BUS_OUT = settings.BUS_OUT | {"url": ""}
    refused = expert.post("/registers/decile/", sent)
    assert refused.status_code == 422
    assert "گذرگاه خدمات دولت در تنظیم این نصب نیامده است" in refused.content.decode()
