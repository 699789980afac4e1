"""Campaign pages of headquarters and boards in Chromium: axe, reflow, targets (ui.md 11)."""

import mimetypes
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from playwright.sync_api import Browser, Page, Route

from sayeban.accounts.public import Post
from sayeban.design import testing
from sayeban.exemptions import jobs as _jobs  # noqa: F401 - registers its kinds of jobs
from sayeban.exemptions.tests import makers, release_makers
from sayeban.exemptions.tests.books import line
from sayeban.exemptions.tests.makers import national_id
from sayeban.kit.units import Unit
from sayeban.sites.tests.campaign_pages import book, client_of, do_job, typed

pytestmark = [pytest.mark.django_db, pytest.mark.browser, pytest.mark.slow]
ADDRESS = "http://sayeban.test"
FARS, CENTRE = Unit.of_province("07"), Unit.of_centre("0701", "7011")
HQ_PAGES = (
    "",
    "campaigns/",
    "campaigns/new/",
    "campaigns/c1405/units/hq/",
    "campaigns/c1405/units/07/",
    "campaigns/c1405/units/centre:7011/",
    "campaigns/c1405/settings/",
    "campaigns/c1405/settings/close/",
    "campaigns/c1405/loads/",
    "campaigns/c1405/rejected/",
    "campaigns/c1405/releases/",
    "campaigns/c1405/units/07/hand-down/",
)


@pytest.fixture
def pages(country: None, tmp_path: Path) -> dict[str, str]:
    """Every page by its name, written before Chromium starts: its loop shuts the database out."""
    return _pages(tmp_path)


def _pages(tmp_path: Path) -> dict[str, str]:
    release_makers.ground()
    campaign = makers.campaign()
    release_makers.approved(campaign, bills=release_makers.bills(1))
    release_makers.released()
    for state in ("pending", "collected", "returned", "centre_approved"):
        makers.row(campaign, CENTRE, state=state)
    client = client_of(Post.HQ_DEPUTY)
    loads = "/campaigns/c1405/loads/"
    rows = line(national_id(900_001)), line("9990000010")
    sent = client.post(loads, {"workbooks": book(tmp_path, *rows)})
    found = {"work-waits": client.get(sent["Location"]).content.decode()}
    found["work-done"] = do_job(client, sent["Location"])
    found |= {path or "home": client.get(f"/{path}").content.decode() for path in HQ_PAGES}
    wrong = client.post("/campaigns/new/", typed(days="x", title=""))
    below = client_of(Post.PROVINCE_EXPERT, FARS)
    return found | {
        "new-wrong": wrong.content.decode(),
        "close-unsure": client.post("/campaigns/c1405/settings/close/", {}).content.decode(),
        "hand-down-below": below.get("/campaigns/c1405/units/07/hand-down/").content.decode(),
    }


def static_file(route: Route) -> None:
    if found := finders.find(route.request.url.removeprefix(ADDRESS + "/static/")):
        kind = mimetypes.guess_type(found)[0] or "application/octet-stream"
        route.fulfill(body=Path(found).read_bytes(), content_type=kind)
    else:
        route.fulfill(status=404)


def opened(browser: Browser, html: str, width: int) -> Page:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.route(f"{ADDRESS}/**", static_file)
    page.route(f"{ADDRESS}/", lambda route: route.fulfill(body=html, content_type="text/html"))
    page.goto(f"{ADDRESS}/")
    return page


def faults(browser: Browser, html: str, widths: Iterable[int]) -> list[str]:
    """Everything that is wrong with a page at these widths."""
    found = []
    for width in widths:
        page = opened(browser, html, width)
        if too_wide := testing.overflow(page):
            found.append(f"{too_wide} pixels too wide")
        if width == testing.PHONE:
            found += testing.hidden_columns(page)
        if width != testing.NARROW:
            found += testing.violations(page) + testing.small_targets(page)
        page.close()
    return found


def faults_of_all(pages: Mapping[str, str], widths: Iterable[int]) -> dict[str, list[str]]:
    """What is wrong with which page."""
    with testing.launch_browser() as browser:
        return {
            name: wrong for name, html in pages.items() if (wrong := faults(browser, html, widths))
        }


@pytest.mark.parametrize("widths", testing.WIDTHS)
def test_every_page_is_accessible_and_flows_on_a_phone(
    pages: dict[str, str], widths: tuple[int, ...]
) -> None:
    assert faults_of_all(pages, widths) == {}


def test_a_page_with_an_unnamed_picture_and_a_wide_line_is_found(pages: dict[str, str]) -> None:
    wide = '<img src="/static/design/icon.svg"><p style="width: 900px">پهن</p></main>'
    spoilt = pages["home"].replace("</main>", wide)
    with testing.launch_browser() as browser:
        found = faults(browser, spoilt, (testing.NARROW, testing.PHONE))
    assert any("image-alt" in fault for fault in found)
    assert any("too wide" in fault for fault in found)
