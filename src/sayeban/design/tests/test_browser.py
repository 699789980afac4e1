"""The gallery in Chromium: axe, reflow, targets, keyboard. Requests are answered here."""

from collections.abc import Iterator

import pytest
from django.test import RequestFactory
from playwright.sync_api import Browser, Page, Route

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
    for summary in page.locator("summary:visible").all():
        summary.click()
    testing.keep_picture(page, f"gallery-{width}")
    assert testing.violations(page) == []
    assert testing.uneven_tables(page) == []
    assert testing.overflow(page) == 0
    assert testing.small_targets(page) == []
    assert width == 320 or testing.hidden_columns(page) == []


def test_the_questions_find_what_is_wrong(browser: Browser) -> None:
    bad = b"""<!doctype html><html lang="fa"><title>x</title><main><h1>x</h1><img src="x.png">
    <div style="width: 2000px">x</div><button style="padding: 0; border: 0">.</button>
    <div class="scroll" style="overflow: auto"><table style="width: 3000px"><td>x</table>
    </div></main>"""
    page = opened(browser, bad, viewport={"width": PHONE, "height": 900})
    assert any(line.startswith("image-alt") for line in testing.violations(page))
    assert testing.overflow(page) > 0
    assert len(testing.small_targets(page)) == 1
    assert len(testing.hidden_columns(page)) == 1


def test_a_row_with_a_cell_too_many_or_too_few_is_found(browser: Browser) -> None:
    """A cell over several columns or rows counts for each."""
    right = """<thead><tr><th>a<th>b<th>c</thead><tr><td rowspan="2">1<td>2<td>3
      <tr><td colspan="2">4<tr><td colspan="3">5"""
    page = opened(browser, f"<!doctype html><table>{right}</table>")
    assert testing.uneven_tables(page) == []
    page = opened(browser, f"<!doctype html><table>{right}<tr><td>6<td>7<tr>{'<td>8' * 4}</table>")
    assert [found.partition(":")[0] for found in testing.uneven_tables(page)] == [
        "2 of 3 cells",
        "4 of 3 cells",
    ]


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


def test_who_stands_in_a_running_part_by_keyboard_stays_there(browser: Browser) -> None:
    page = browser.new_page()
    page.clock.install()
    page.route("**/static/**", static_file)
    asked = 0

    def answer(route: Route) -> None:
        nonlocal asked
        asked += 1
        html = (
            '<!doctype html><html lang="fa">'
            '<script src="/static/design/progress.js" defer></script>'
            f'<div id="job" data-progress>at {asked} <a href="/x">x</a><button>y</button></div>'
        )
        route.fulfill(body=html, content_type="text/html; charset=utf-8")

    page.route(ADDRESS + "/job", answer)
    page.goto(ADDRESS + "/job")
    page.get_by_role("button").focus()
    page.clock.run_for(2000)
    page.get_by_text("at 2").wait_for()
    assert page.evaluate("document.activeElement.tagName") == "BUTTON"


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


def display(page: Page, selector: str) -> str:
    found = page.locator(selector).first.evaluate("e => getComputedStyle(e).display")
    return str(found)


def test_a_row_is_a_card_on_a_phone_and_a_row_at_a_desk_and_on_paper(
    browser: Browser, html: bytes
) -> None:
    page = opened(browser, html, viewport={"width": PHONE, "height": 900})
    row, cell = ".stacks tbody tr", ".stacks tbody td"
    assert display(page, row) == "grid"
    said = "e => getComputedStyle(e, '::before').content"
    assert page.locator(cell).first.evaluate(said) == '"شناسه"'
    heads = page.locator(".stacks thead th").filter(visible=True).all_inner_texts()
    assert heads == ["نام", "تاریخ"]
    assert page.locator(".stacks thead a").first.is_visible()
    shadow = "e => getComputedStyle(e).backgroundImage"
    assert page.locator(".scroll:has(> .stacks)").first.evaluate(shadow) == "none"
    assert "gradient" in page.locator(".chart > .scroll").first.evaluate(shadow)
    page.emulate_media(media="print")
    assert display(page, row) == "table-row"
    assert page.locator(cell).first.evaluate(said) == "none"
    page.emulate_media(media="screen")
    page.set_viewport_size({"width": WIDE, "height": 900})
    assert display(page, row) == "table-row"


def test_the_menu_of_a_phone_opens_by_its_button_without_a_script(
    browser: Browser, html: bytes
) -> None:
    page = browser.new_page(viewport={"width": PHONE, "height": 740}, java_script_enabled=False)
    page.route("**/*", lambda route: route.fulfill(body=html, content_type="text/html"))
    page.route("**/static/**", static_file)
    page.goto(ADDRESS + "/")
    menu, button = page.locator("#menu"), page.locator(".menu")
    frame = page.locator(".site-header").bounding_box()
    assert frame
    assert frame["height"] <= 100
    assert not menu.is_visible()
    button.press("Enter")
    assert menu.is_visible()
    assert menu.get_by_role("link").count() == 3
    page.keyboard.press("Escape")
    assert not menu.is_visible()
    place = button.bounding_box()
    assert place
    for opened_now in (True, False):
        page.mouse.click(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
        assert menu.is_visible() is opened_now
        assert page.url == ADDRESS + "/"
    page.set_viewport_size({"width": WIDE, "height": 740})
    assert menu.is_visible()
    assert not button.is_visible()


def test_a_long_value_of_a_card_has_its_whole_width(browser: Browser, html: bytes) -> None:
    page = opened(browser, html, viewport={"width": PHONE, "height": 900})
    cells = "#main > .scroll > .stacks tbody tr:first-child td"
    widths = "all => all.map(e => e.clientWidth / e.parentElement.clientWidth)"
    assert max(page.locator(cells).evaluate_all(widths)) < 0.6
    page.locator(cells).first.evaluate("e => e.toggleAttribute('data-long')")
    assert page.locator(cells).evaluate_all(widths)[0] > 0.9


def test_a_drawing_opens_on_a_phone_at_its_axis_and_its_sums(browser: Browser, html: bytes) -> None:
    page = opened(browser, html, viewport={"width": PHONE, "height": 900})
    seen = """all => all.map(e => [e, e.closest('.scroll')].map(e => e.getBoundingClientRect()))
        .every(([word, frame]) => word.left >= frame.left && word.right <= frame.right + 1)"""
    for words in [".chart .scale", ".chart .sum"]:
        assert page.locator(words).count()
        assert page.locator(words).evaluate_all(seen)
    page.evaluate("document.querySelectorAll('.scroll').forEach(e => { e.dir = 'ltr' })")
    assert not page.locator(".chart .scale").evaluate_all(seen)


def test_fields_above_a_list_stand_behind_one_line_on_a_phone_and_open_at_a_desk(
    browser: Browser, html: bytes
) -> None:
    page = opened(browser, html, viewport={"width": PHONE, "height": 900})
    line, box = page.locator(".filters summary"), page.locator(".filters select").last
    assert "وضعیت: گزینهٔ نخست" in line.inner_text()
    assert not box.is_visible()
    line.click()
    assert box.is_visible()
    desk = opened(browser, html, viewport={"width": WIDE, "height": 900})
    assert not desk.locator(".filters summary").is_visible()
    assert desk.locator(".filters select").last.is_visible()
    desk.locator(".filters select").last.select_option("b")
