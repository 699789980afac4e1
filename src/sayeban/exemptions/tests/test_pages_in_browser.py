"""Each page of centre, county and province in Chromium: axe, reflow, targets.

The pages are drawn by the site and handed to the browser; the journey over a real server is in
sayeban.sites.tests.
"""

import mimetypes
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest
import time_machine
from django.contrib.staticfiles import finders
from playwright.sync_api import Browser, Page, Route
from pytest_django.fixtures import Settings

from sayeban.design import testing
from sayeban.documents.tests.bills import shot_of
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.empty_scene import before_any_campaign, before_any_row
from sayeban.exemptions.tests.page_scene import scene

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
ADDRESS = "http://campaign.test"

SCENES = {"lively": scene, "none": before_any_campaign, "empty": before_any_row}


@pytest.fixture(params=["lively", "none", pytest.param("empty", marks=pytest.mark.full)])
def drawn(
    request: pytest.FixtureRequest, settings: Settings, tmp_path: Path
) -> Mapping[str, bytes]:
    """Every page by name, drawn before the browser starts: its event loop bars the database."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.HOME = tmp_path
    with time_machine.travel(makers.NOW, tick=False):
        staged = SCENES[request.param]()
        return {name: staged.open(name) for name in staged.pages}


def static_file(route: Route) -> None:
    if found := finders.find(route.request.url.removeprefix(ADDRESS + "/static/")):
        kind = mimetypes.guess_type(found)[0] or "application/octet-stream"
        route.fulfill(body=Path(found).read_bytes(), content_type=kind)
    else:
        route.fulfill(status=404)


def opened(browser: Browser, html: bytes) -> Page:
    page = browser.new_page()

    def answer(route: Route) -> None:
        route.fulfill(body=html, content_type="text/html; charset=utf-8")

    page.route("**/*", answer)
    page.route("**/static/**", static_file)
    page.route("**/documents/*/", lambda route: route.fulfill(body=shot_of("1" * 26)))
    page.goto(ADDRESS + "/")
    return page


def faults(page: Page, name: str, widths: Iterable[int]) -> Iterator[str]:
    """What is wrong with a page at each width, every `details` opened."""
    for summary in page.locator("summary").all():
        summary.click()
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        testing.keep_picture(page, f"{name}-{width}")
        if pixels := testing.overflow(page):
            yield f"{name} {width}: {pixels} pixels too wide"
        if width == testing.PHONE:
            yield from (f"{name} {width}: {found}" for found in testing.hidden_columns(page))
        if width != testing.NARROW:
            for found in (*testing.violations(page), *testing.small_targets(page)):
                yield f"{name} {width}: {found}"


def faults_of_all(drawn: Mapping[str, bytes], widths: Iterable[int]) -> list[str]:
    """What is wrong with any of the drawn pages."""
    found: list[str] = []
    with testing.launch_browser() as browser:
        for name, html in drawn.items():
            page = opened(browser, html)
            found += faults(page, name, widths)
            page.close()
    return found


@pytest.mark.slow
@pytest.mark.parametrize("widths", testing.WIDTHS)
def test_every_page_is_open_to_everybody(
    drawn: Mapping[str, bytes], widths: tuple[int, ...]
) -> None:
    assert faults_of_all(drawn, widths) == []


@pytest.mark.slow
@pytest.mark.parametrize("drawn", ["lively"], indirect=True)
def test_enter_in_a_box_saves_the_row_and_each_button_does_its_own(
    drawn: Mapping[str, bytes],
) -> None:
    """The buttons that fill the boxes stand before the one that saves."""
    asked: list[str] = []
    with testing.launch_browser() as browser:
        page = opened(browser, drawn["row"])
        page.on("request", lambda request: asked.append(f"{request.method} {request.url}"))
        page.locator("#id_gas_bill").press("Enter")
        page.locator("button[value=message]").click()
        page.locator("button[value=picture]").click()
        page.close()
    posted = [each.partition("#")[0].split("/")[-2] for each in asked if "POST" in each]
    assert posted[0] not in ("fill", "rows")  # the row's own address ends with its key
    assert posted[1:] == ["fill", "fill"]
