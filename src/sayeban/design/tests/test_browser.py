"""The gallery in Chromium: axe, reflow, targets, keyboard. Requests are answered here."""

from collections.abc import Iterator

import pytest
from django.test import RequestFactory
from playwright.sync_api import Browser, Route

from sayeban.design import testing
from sayeban.design.drawn import ADDRESS, opened, static_file
from sayeban.design.gallery.view import gallery

pytestmark = pytest.mark.browser
PHONE, WIDE = 360, 1280


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with testing.launch_browser() as found:
        yield found


@pytest.fixture
def html(rf: RequestFactory) -> bytes:
    return gallery(rf.get("/")).content


@pytest.mark.parametrize("width", [320, PHONE, WIDE])
def test_the_gallery_is_open_to_everybody(browser: Browser, html: bytes, width: int) -> None:
    page = opened(browser, html, viewport={"width": width, "height": 900})
    for summary in page.locator("summary").all():
        summary.click()
    testing.keep_picture(page, f"gallery-{width}")
    assert testing.violations(page) == []
    assert testing.overflow(page) == 0
    assert testing.small_targets(page) == []


def test_the_questions_find_what_is_wrong(browser: Browser) -> None:
    bad = b"""<!doctype html><html lang="fa"><title>x</title><main><h1>x</h1><img src="x.png">
    <div style="width: 2000px">x</div><button style="padding: 0; border: 0">.</button></main>"""
    page = opened(browser, bad, viewport={"width": PHONE, "height": 900})
    assert any(line.startswith("image-alt") for line in testing.violations(page))
    assert testing.overflow(page) > 0
    assert len(testing.small_targets(page)) == 1


def test_the_first_tab_leads_past_the_menu(browser: Browser, html: bytes) -> None:
    page = opened(browser, html, viewport={"width": WIDE, "height": 900})
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip-link"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_a_running_part_is_kept_fresh_until_it_is_done(browser: Browser) -> None:
    frame = (
        '<!doctype html><html lang="fa"><script src="/static/design/progress.js" defer></script>'
        '<div id="job"{}>{}</div>'
    )
    asked = 0

    def answer(route: Route) -> None:
        nonlocal asked
        asked += 1
        html = frame.format(*(("", "done") if asked > 2 else (" data-progress", f"at {asked}")))
        route.fulfill(body=html, content_type="text/html; charset=utf-8")

    page = browser.new_page()
    page.clock.install()
    page.route("**/static/**", static_file)
    page.route(ADDRESS + "/job", answer)
    page.goto(ADDRESS + "/job")
    assert page.text_content("#job") == "at 1"
    for text in ["at 2", "done"]:
        page.clock.run_for(2000)
        page.get_by_text(text).wait_for()
    page.clock.run_for(60_000)
    assert asked == 3


def test_the_sheet_serves_left_to_right_too(browser: Browser, html: bytes) -> None:
    page = opened(
        browser, html.replace(b'dir="rtl"', b'dir="ltr"', 1), viewport={"width": 320, "height": 900}
    )
    assert testing.overflow(page) == 0


def test_states_are_seen_in_forced_colours(browser: Browser, html: bytes) -> None:
    page = opened(browser, html, viewport={"width": PHONE, "height": 900})
    page.emulate_media(forced_colors="active")
    borders = page.evaluate(
        "[...document.querySelectorAll('.tag')].map(e => getComputedStyle(e).borderTopStyle)"
    )
    assert set(borders) == {"solid"}


def test_paper_has_no_menu_and_no_buttons(browser: Browser, html: bytes) -> None:
    page = opened(browser, html, viewport={"width": WIDE, "height": 900})
    page.emulate_media(media="print")
    for hidden in [".site-nav", ".filters", ".pager", ".actions", ".site-footer"]:
        assert not page.locator(hidden).first.is_visible()
    assert page.locator(".sheet").is_visible()
