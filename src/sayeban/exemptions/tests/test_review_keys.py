"""The rows of a batch by keyboard alone, with scripts and without them, in Chromium."""

from collections.abc import Callable
from pathlib import Path

import pytest
import time_machine
from playwright.sync_api import Locator, Page, expect
from pytest_django.fixtures import Settings

from sayeban.accounts.public import Post
from sayeban.design import testing
from sayeban.design.drawn import opened
from sayeban.documents.tests.bills import shot_of
from sayeban.exemptions.tests import approval_scene, makers, release_makers
from sayeban.exemptions.tests.ladder import CENTRE
from sayeban.exemptions.tests.visiting import staff, visitor

pytestmark = [pytest.mark.browser, pytest.mark.django_db, pytest.mark.slow]
NAMES = ["احمد رضایی", "بتول کریمی", "پروین صادقی"]


@pytest.fixture
def html(settings: Settings, tmp_path: Path) -> bytes:
    """The page of a centre's head with three rows, drawn before the browser starts."""
    settings.HOME = tmp_path
    with time_machine.travel(makers.NOW, tick=False):
        release_makers.ground()
        campaign = makers.campaign()
        author = staff("author", Post.SOCIAL_WORKER, CENTRE)
        for name in NAMES:
            approval_scene.pictured(approval_scene.collected(campaign, author, name))
        page: bytes = visitor("head", Post.CENTRE_HEAD, CENTRE).get(approval_scene.PAGE).content
        return page


def browsing(html: bytes, look: Callable[[Page], None], *, scripts: bool = True) -> None:
    testing.in_browser(
        lambda browser: look(
            opened(
                browser,
                html,
                path=approval_scene.PAGE,
                picture=shot_of("1" * 26),
                java_script_enabled=scripts,
            )
        )
    )


def row(page: Page, number: int) -> Locator:
    return page.locator(".review > li").nth(number)


def test_keys_move_open_and_mark(html: bytes) -> None:
    def look(page: Page) -> None:
        page.locator("body").press("j")
        expect(row(page, 0).locator("summary")).to_be_focused()
        page.keyboard.press("j")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("j")
        expect(row(page, 2).locator("summary")).to_be_focused()
        page.keyboard.press("k")
        page.keyboard.press("x")
        page.keyboard.press("Enter")
        expect(row(page, 1).locator("img")).to_be_visible()
        assert [row(page, n).locator("input[type=checkbox]").is_checked() for n in range(3)] == [
            False,
            True,
            False,
        ]
        page.keyboard.press("x")
        expect(row(page, 1).locator("input[type=checkbox]")).not_to_be_checked()
        page.keyboard.press("ArrowUp")
        expect(row(page, 0).locator("summary")).to_be_focused()

    browsing(html, look)


def test_letters_in_a_box_are_letters(html: bytes) -> None:
    def look(page: Page) -> None:
        page.locator("#id_why").focus()
        page.keyboard.type("jkx")
        expect(page.locator("#id_why")).to_have_value("jkx")
        expect(page.locator("#id_why")).to_be_focused()

    browsing(html, look)


def test_without_scripts_tab_enter_and_space_do_the_same(html: bytes) -> None:
    def look(page: Page) -> None:
        expect(page.locator("#keys-help")).to_be_hidden()
        row(page, 0).locator("input[type=checkbox]").focus()
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(row(page, 0).locator("img")).to_be_visible()
        expect(row(page, 0).locator("input[type=checkbox]")).to_be_checked()

    browsing(html, look, scripts=False)


def test_a_page_fetches_pictures_of_opened_rows_alone(html: bytes) -> None:
    asked: list[str] = []

    def look(page: Page) -> None:
        page.on("request", lambda request: asked.append(request.url))
        row(page, 1).locator("summary").click()
        page.wait_for_function("() => document.querySelectorAll('.review img')[1].complete")

    browsing(html, look)
    assert len([url for url in asked if "/documents/" in url]) == 1


def test_an_opened_row_is_open_to_everybody(html: bytes) -> None:
    def look(page: Page) -> None:
        for summary in page.locator("summary").all():
            summary.click()
        found = []
        for width in (testing.NARROW, testing.PHONE, testing.WIDE):
            page.set_viewport_size({"width": width, "height": 900})
            testing.keep_picture(page, f"review-{width}")
            found += [f"{width}: {fault}" for fault in testing.violations(page)]
            assert testing.overflow(page) == 0
        assert found == []

    browsing(html, look)


def test_a_full_page_stays_light(html: bytes) -> None:
    """Rows × elements a row, so that a page of many rows stays below 1,500."""

    def look(page: Page) -> None:
        whole = page.locator("*").count()
        each = row(page, 0).locator("*").count() + 1
        assert whole - 3 * each + 25 * each < 1500

    browsing(html, look)
