"""A list that did not come to the phone is said so, and comes when the button is pressed again."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Route, expect

from sayeban.design.testing import PHONE, launch_browser
from sayeban.exemptions.pages.field import phone as pages
from tests.journeys.phone import KEPT, Phone, settle
from tests.journeys.site import Site

pytestmark = [pytest.mark.browser, pytest.mark.slow]
_MISSED = "کار امروز به این گوشی نرسید"
_CASES = "**/cases/*"


@pytest.fixture
def phone(served: Site) -> Iterator[Phone]:
    served.do(settle)
    with launch_browser() as browser:
        context = browser.new_context(viewport={"width": PHONE, "height": 740})
        yield Phone(served, context)
        context.close()


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """The service worker cannot be installed until this is undone."""
    read = pages._read
    at_its_end = "await self.skipWaiting();"
    assert at_its_end in read("exemptions/field/sw.js")
    monkeypatch.setattr(
        pages, "_read", lambda name: read(name).replace(at_its_end, "throw new Error();")
    )
    pages._worker.cache_clear()
    yield monkeypatch
    pages._worker.cache_clear()


def missed(phone: Phone) -> None:
    phone.open("/field/")
    phone.press_keep()
    expect(phone.page.locator("#kept")).to_contain_text(_MISSED)
    assert "روی این گوشی است" not in phone.page.locator("#kept").inner_text()


def test_without_its_worker_nothing_is_said_to_be_kept(
    phone: Phone, broken: pytest.MonkeyPatch
) -> None:
    missed(phone)
    phone.looks_right("missed")
    assert phone.stored("async () => (await all('cases')).length") == 0
    broken.undo()
    pages._worker.cache_clear()
    phone.press_keep()
    phone.sees("۴ خانوار روی این گوشی است")
    assert phone.stored(KEPT) != [0, 0, 0, 0]


def test_a_list_that_the_server_could_not_give_is_not_said_to_be_there(phone: Phone) -> None:
    def too_busy(route: Route) -> None:
        route.fulfill(status=503, body="")

    phone.page.route(_CASES, too_busy)
    missed(phone)
    phone.page.unroute(_CASES)
    phone.press_keep()
    phone.sees("۴ خانوار روی این گوشی است")
