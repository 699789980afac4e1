"""Chromium for browser tests, and the questions they all ask. Used by the tests of every package.

A test that uses it carries the marker `browser`.
"""

import os
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, TypeVar

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # no types
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

_QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_NOWHERE = ("--proxy-server=http://127.0.0.1:9", "--proxy-bypass-list=<-loopback>")
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Places of what is right are half of the time.
_ASKED = {"runOnly": _RULES, "resultTypes": ["violations"], "selectors": False, "iframes": False}

NARROW, PHONE, WIDE = 320, 360, 1280
WIDTHS = [
    pytest.param((NARROW, PHONE), id="phone"),
    pytest.param((WIDE,), id="desk", marks=pytest.mark.full),
]
"""A commit looks at pages as a telephone shows them, the full run also as they are at a desk."""
share_by_axe = 1.0
"""Of many pages drawn beforehand, so many are shown to axe; conftest.py lowers it for a commit."""


@contextmanager
def launch_browser() -> Iterator[Browser]:
    """The installed Chromium without a window, speaking to nobody but the page under test.

    SAYEBAN_CHROMIUM names another binary. RuntimeError when there is none.
    """
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_binary(), args=_QUIET)
        yield browser
        browser.close()


T = TypeVar("T")
_thread: Final = ThreadPoolExecutor(1, "browser")
_kept: list[tuple[Playwright, Browser]] = []


def in_browser(act: Callable[[Browser], T]) -> T:
    """What `act` finds in the browser that the tests of this process share; its pages are closed.

    Starting one takes longer than most looks at a page. It runs in a thread of its own, so that
    its event loop does not bar the database for the tests that follow.
    """
    return _thread.submit(_looked, act).result()


def close_browser() -> None:
    """End the shared one, if any test asked for it."""
    _thread.submit(_close).result()


def _looked(act: Callable[[Browser], T]) -> T:
    browser = _shared()
    try:
        return act(browser)
    finally:
        for context in browser.contexts:
            context.close()


def _shared() -> Browser:
    if not _kept or not _kept[0][1].is_connected():
        playwright = sync_playwright().start()
        browser = playwright.chromium.launch(executable_path=_binary(), args=_QUIET)
        _kept[:] = [(playwright, browser)]
    return _kept[0][1]


def _close() -> None:
    for playwright, browser in _kept:
        browser.close()
        playwright.stop()
    _kept.clear()


@contextmanager
def a_browser_that_is_killed(profile: Path, *, network: bool = True) -> Iterator[BrowserContext]:
    """A Chromium that keeps what it stores in `profile` and ends as by an empty battery.

    Without a network from its start all that it asks goes to a port where nobody listens.
    """
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            profile,
            executable_path=_binary(),
            args=_QUIET if network else (*_QUIET, *_NOWHERE),
            viewport={"width": PHONE, "height": 740},
        )
        yield context
        killed = _processes_of(profile)
        assert killed
        for process in killed:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        for _ in range(100):
            if not _processes_of(profile):
                break
            time.sleep(0.1)
        (profile / "SingletonLock").unlink(missing_ok=True)


def _processes_of(profile: Path) -> list[int]:
    mine = f"--user-data-dir={profile}".encode()
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if mine in (process / "cmdline").read_bytes().split(b"\0"):
                found.append(int(process.name))
    return found


def _binary() -> str:
    binary = os.environ.get("SAYEBAN_CHROMIUM") or shutil.which("chromium")
    if not binary:
        raise RuntimeError("no Chromium: install it or set SAYEBAN_CHROMIUM")
    return binary


def violations(page: Page) -> list[str]:
    """What axe finds (WCAG 2.2 AA and its best practices): rule and place, one line each."""
    found = Axe().run(page, options=_ASKED).response["violations"]
    return [f"{rule['id']}: {node['html'][:160]}" for rule in found for node in rule["nodes"]]


def overflow(page: Page) -> int:
    """Pixels by which the page is wider than the window; 0 when it flows."""
    pixels: int = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    return max(pixels, 0)


def hidden_columns(page: Page) -> list[str]:
    """Tables that are wider than their frame, so that their last columns are out of sight."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll(".scroll:has(table)")]
        .filter(e => e.scrollWidth > e.clientWidth + 1)
        .map(e => `${e.scrollWidth} of ${e.clientWidth} pixels: ${e.getAttribute("aria-label")}`)"""
    )
    return found


def uneven_tables(page: Page) -> list[str]:
    """Rows of tables that have more or fewer cells than their table has columns."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll("table")].flatMap(table => {
          const rows = [...table.rows], widths = rows.map(() => 0)
          rows.forEach((row, nth) => [...row.cells].forEach(cell => {
            for (let at = nth; at < Math.min(nth + cell.rowSpan, rows.length); at += 1)
              widths[at] += cell.colSpan
          }))
          return rows.flatMap((row, nth) => widths[nth] === widths[0] ? []
            : [`${widths[nth]} of ${widths[0]} cells: ${row.outerHTML.slice(0, 120)}`])
        })"""
    )
    return found


def crowded_words(page: Page) -> list[str]:
    """Words of charts that leave their drawing, meet other words, or names that meet a figure."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll(".chart svg:not(.key, .map)")].flatMap(svg => {
          const box = e => e.getBoundingClientRect(), frame = box(svg)
          const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1
            && a.top < b.bottom - 3 && b.top < a.bottom - 3
          const words = [...svg.querySelectorAll("text")].map(e => [e, box(e)])
          const marks = [...svg.querySelectorAll("rect:not(.band), circle")].map(box)
          return words.flatMap(([e, one], nth) => [
            ...(one.left < frame.left - 1 || one.right > frame.right + 1 || one.top < frame.top - 3
              || one.bottom > frame.bottom + 3 ? [`cut: ${e.textContent}`] : []),
            ...words.slice(nth + 1).filter(([, other]) => meet(one, other))
              .map(([other]) => `${e.textContent} / ${other.textContent}`),
            ...(e.matches(".name") && marks.some(mark => meet(one, mark))
              ? [`on a figure: ${e.textContent}`] : []),
          ])
        })"""
    )
    return found


def small_targets(page: Page) -> list[str]:
    """Buttons and boxes below 24 x 24 CSS pixels (WCAG 2.5.8); links in prose are exempt."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll("button, select, summary, input, nav a, label[for]")]
        .filter(e => e.type !== "hidden" && e.offsetParent)
        .filter(e => { const r = e.getBoundingClientRect(); return r.height < 24 || r.width < 24 })
        .map(e => e.outerHTML.slice(0, 120))"""
    )
    return found


def keep_picture(page: Page, name: str) -> None:
    """A full-page picture into the folder SAYEBAN_SHOTS, for people to look at; else nothing."""
    if folder := os.environ.get("SAYEBAN_SHOTS"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
