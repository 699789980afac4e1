"""Pages that were drawn beforehand, shown to Chromium. Used by the tests of every package.

The browser's event loop bars the database, so pages are drawn first and answered from here.
"""

import mimetypes
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from django.contrib.staticfiles import finders
from playwright.sync_api import Browser, Page, Route

from sayeban.design import testing

ADDRESS: Final = "http://drawn.test"
_FEW: Final = 3


def opened(
    browser: Browser, html: str | bytes, *, path: str = "/", picture: bytes = b"", **about: Any
) -> Page:
    """A page that shows `html` at every address, first at `path`, and `picture` as each document.

    `about` goes to the browser: viewport, java_script_enabled.
    """
    page = _answering(browser, [html], picture, **about)
    page.goto(ADDRESS + path)
    return page


def faults_of_all(
    pages: Mapping[str, str | bytes], widths: Iterable[int], picture: bytes = b""
) -> list[str]:
    """What is wrong with any of the pages at each width, every `details` opened.

    A commit asks axe about a share of many pages, others each time: it takes most of the time.
    """

    def look(browser: Browser) -> list[str]:
        found: list[str] = []
        shown: list[str | bytes] = [b""]
        page = _answering(browser, shown, picture)
        for name, shown[0] in pages.items():
            page.goto(ADDRESS)
            found += _faults(page, name, widths, few=len(pages) <= _FEW)
        return found

    return testing.in_browser(look)


def static_file(route: Route) -> None:
    """Answer with a file of the design."""
    if found := finders.find(route.request.url.removeprefix(ADDRESS + "/static/")):
        kind = mimetypes.guess_type(found)[0] or "application/octet-stream"
        route.fulfill(body=Path(found).read_bytes(), content_type=kind)
    else:
        route.fulfill(status=404)


def _answering(
    browser: Browser, shown: Sequence[str | bytes], picture: bytes, **about: Any
) -> Page:
    def answer(route: Route) -> None:
        route.fulfill(body=shown[0], content_type="text/html; charset=utf-8")

    page = browser.new_page(**about)
    page.route("**/*", answer)
    page.route("**/static/**", static_file)
    page.route("**/documents/*/", lambda route: route.fulfill(body=picture))
    return page


def _faults(page: Page, name: str, widths: Iterable[int], *, few: bool) -> Iterator[str]:
    page.evaluate("document.querySelectorAll('details').forEach(e => { e.open = true })")
    yield from (f"{name}: a row of {found}" for found in testing.uneven_tables(page))
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        testing.keep_picture(page, f"{name.strip('/').replace('/', '-')}-{width}")
        if pixels := testing.overflow(page):
            yield f"{name} {width}: {pixels} pixels too wide"
        if width == testing.PHONE:
            yield from (f"{name} {width}: {found}" for found in testing.hidden_columns(page))
        if width != testing.NARROW:
            yield from (f"{name} {width}: {found}" for found in testing.small_targets(page))
            # Drawn by the seed of the run, so that it can be repeated; a control is one of few.
            if few or random.random() < testing.share_by_axe:  # noqa: S311 - not a secret
                yield from (f"{name} {width}: {found}" for found in testing.violations(page))
