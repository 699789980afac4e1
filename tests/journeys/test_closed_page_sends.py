"""What waits on a phone goes when the network is back though no page of the field is open."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import CDPSession

from sayeban.design.testing import PHONE, launch_browser
from sayeban.exemptions.pages.field import phone as pages
from tests.journeys.phone import (
    BILLS,
    KEPT,
    NAMES,
    TODAY,
    Phone,
    in_database,
    lose_the_phone,
    session_of,
    settle,
)
from tests.journeys.site import Site

pytestmark = [pytest.mark.browser, pytest.mark.slow]
_ASKED = "async () => (await navigator.serviceWorker.ready).sync.getTags()"


@pytest.fixture
def site(served: Site) -> Site:
    served.do(settle)
    return served


@pytest.fixture
def deaf(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The service worker does not listen to what the browser says of the network."""
    read = pages._read
    monkeypatch.setattr(pages, "_read", lambda name: read(name).replace('"sync"', '"nothing"'))
    pages._worker.cache_clear()
    yield
    pages._worker.cache_clear()


@pytest.fixture
def phone(site: Site) -> Iterator[Phone]:
    """One answer waits on it, and every page of the field is closed."""
    with launch_browser() as browser:
        context = browser.new_context(viewport={"width": PHONE, "height": 740})
        phone = Phone(site, context)
        phone.keep_today()
        phone.offline()
        phone.open(TODAY)
        phone.fill(NAMES[0], BILLS[0])
        phone.states("در صف")
        phone.close_the_field()
        yield phone
        context.close()


def awake(phone: Phone, site: Site) -> None:
    """The browser says that the network is back, as it does by itself on a phone."""
    phone.offline(False)
    browser = phone.context.new_cdp_session(phone.page)
    known = _registration(phone, browser)
    asked = {"origin": site.address, "registrationId": known, "tag": "queue", "lastChance": True}
    browser.send("ServiceWorker.dispatchSyncEvent", asked)


def _registration(phone: Phone, browser: CDPSession) -> str:
    found: list[str] = []
    browser.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda told: found.extend(each["registrationId"] for each in told["registrations"]),
    )
    browser.send("ServiceWorker.enable")
    for _ in range(50):
        if found:
            return found[0]
        phone.page.wait_for_timeout(100)
    raise AssertionError("no service worker is registered")


def arrived(phone: Phone, site: Site, wanted: int, tries: int = 50) -> bool:
    for _ in range(tries):
        if site.do(in_database)[2] == wanted:
            return True
        phone.page.wait_for_timeout(100)
    return False


def test_what_waits_arrives_once_without_a_page(site: Site, phone: Phone) -> None:
    assert site.do(in_database) == (0, 0, 0)
    awake(phone, site)
    assert arrived(phone, site, 1)
    phone.open("/field/queue/")
    phone.states("فرستاده شد")
    assert site.do(in_database) == (1, 0, 1)


def test_the_browser_was_asked_to_wake_it(phone: Phone) -> None:
    phone.open("/field/queue/")
    phone.states("در صف")
    # It is asked once the answer is kept, which the page does not wait for.
    for _ in range(100):
        if asked := phone.stored(_ASKED):
            break
        phone.page.wait_for_timeout(100)
    assert asked == ["queue"]


@pytest.mark.full
def test_without_its_ear_for_the_browser_nothing_arrives(
    site: Site, deaf: None, phone: Phone
) -> None:
    awake(phone, site)
    assert not arrived(phone, site, 1, tries=20)
    phone.open("/field/queue/")
    phone.states("فرستاده شد")


def test_a_sign_in_that_ended_keeps_what_waits(site: Site, phone: Phone) -> None:
    phone.context.clear_cookies(name="sayeban_session")
    awake(phone, site)
    assert not arrived(phone, site, 1, tries=20)
    phone.sign_in()
    phone.open("/field/queue/")
    phone.states("فرستاده شد")
    assert site.do(in_database) == (1, 0, 1)


@pytest.mark.full
def test_what_somebody_else_wrote_is_not_sent_in_his_name(site: Site, phone: Phone) -> None:
    phone.session = site.do(lambda: session_of("colleague"))
    phone.sign_in()
    awake(phone, site)
    assert not arrived(phone, site, 1, tries=20)
    phone.open("/field/queue/")
    phone.states("در صف")


@pytest.mark.full
def test_a_lost_phone_is_wiped_without_a_page(site: Site, phone: Phone) -> None:
    assert phone.stored(KEPT) != [0, 0, 0, 0]
    site.do(lose_the_phone)
    awake(phone, site)
    for _ in range(50):
        if phone.stored(KEPT) == [0, 0, 0, 0]:
            break
        phone.page.wait_for_timeout(100)
    assert phone.stored(KEPT) == [0, 0, 0, 0]
    assert site.do(in_database) == (0, 0, 0)
