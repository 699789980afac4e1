"""What is asked of each page in Chromium, by script or by keyboard."""

import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, Page, Request, Response

from sayeban.design import testing
from tests.crawl.visits import Stage, Visit

_LISTEN = """
window.__reports = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.__reports.push(event.effectiveDirective + " " + event.blockedURI));
"""
_ADDRESSES = """() => [...document.querySelectorAll("[href], [src], [action], [formaction]")]
  .flatMap(e => ["href", "src", "action", "formaction"].map(n => e.getAttribute(n)))
  .filter(Boolean)"""
# A radio group is one stop of the keyboard, a grid leads within itself by arrows; what a closed
# `details` hides is no stop. A number tells apart what looks alike.
_CONTROLS = """() => {
  const groups = new Set(), found = [];
  window.__controls = new Map();
  for (const e of document.querySelectorAll("a[href], button, input, select, textarea, summary")) {
    if (e.type === "hidden" || e.disabled || !e.checkVisibility()) continue;
    if (e.tabIndex < 0 && e.closest("[role=grid]")) continue;
    const radio = e.type === "radio" && "radio " + e.name;
    const name = radio || "#" + window.__controls.size + " " + e.outerHTML.slice(0, 90);
    window.__controls.set(e, name);
    if (radio && groups.has(radio)) continue;
    groups.add(radio);
    found.push(name);
  }
  return found;
}"""
_FOLLOW = """() => {
  window.__focused = [];
  document.addEventListener("focusin", ({target: e}) => {
    const s = getComputedStyle(e), l = e.labels && e.labels[0] && getComputedStyle(e.labels[0]);
    const thick = (p) => p && parseFloat(getComputedStyle(p).strokeWidth) >= 4;
    const rings = (s) => s && (s.outlineStyle !== "none" || s.boxShadow !== "none");
    window.__focused.push([window.__controls.get(e) || e.outerHTML.slice(0, 90),
      Boolean(rings(s) || rings(l) || thick(e.querySelector("path")))]);
  });
}"""
_UNFRAMED = """() => [...document.querySelectorAll(
    "main button, main input, main select, main textarea")]
  .filter(e => !["hidden", "file"].includes(e.type) && e.checkVisibility())
  .filter(e => { const s = getComputedStyle(e);
    return s.appearance === "none" && (s.borderStyle === "none" || parseFloat(s.borderWidth) === 0)
      && s.textDecorationLine === "none" })
  .filter(e => { const r = e.getBoundingClientRect(); return r.width > 2 && r.height > 2 })
  .map(e => e.outerHTML.slice(0, 90))"""
# Asked before the system chooses the colours: the backgrounds are gone by then.
_PAINTED = """() => { window.__painted = [...document.querySelectorAll("main *")]
  .filter(e => e instanceof HTMLElement && e.checkVisibility() && !e.textContent.trim())
  .filter(e => !e.matches("input, select, textarea, progress, meter, img, canvas, video"))
  .filter(e => !e.querySelector("*"))
  .filter(e => !/^rgba[(].*, 0[)]$/.test(getComputedStyle(e).backgroundColor))
  .filter(e => { const r = e.getBoundingClientRect(); return r.width > 2 && r.height > 2 }) }"""
_GONE = """() => window.__painted
  .filter(e => { const s = getComputedStyle(e);
    return s.borderStyle === "none" && s.forcedColorAdjust !== "none" })
  .map(e => e.outerHTML.slice(0, 90))"""
_STILL = """() => document.querySelectorAll("[data-progress]")
  .forEach((part) => part.removeAttribute("data-progress"))"""
_MOST_STOPS = 150
_MOST_NODES = 1500
TEN_DIGITS = re.compile(r"(?<![0-9])[0-9]{10}(?![0-9])")


@dataclass
class Window:
    """A window of one person. `asked`: every address that it asked for."""

    page: Page
    asked: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)

    def open(self, address: str) -> Response | None:
        """None where the answer is a file."""
        self.broken.clear()
        try:
            return self.page.goto(address)
        except Exception as problem:
            if "ERR_ABORTED" in str(problem) or "Download is starting" in str(problem):
                return None
            raise


@contextmanager
def window(browser: Browser, stage: Stage, person: str, **options: Any) -> Iterator[Window]:
    """Signed in as this person, with an ear for reports of the content security policy."""
    context = browser.new_context(locale="fa-IR", service_workers="block", **options)
    if session := stage.session(person):
        url = stage.site.address
        context.add_cookies([{"name": "sayeban_session", "value": session, "url": url}])
    context.add_init_script(_LISTEN)
    made = Window(context.new_page())
    made.page.set_default_timeout(60_000)
    made.page.on("pageerror", lambda error: made.broken.append(f"script: {error}"))

    def note(request: Request) -> None:
        made.asked.append(request.url)

    made.page.on("request", note)
    yield made
    context.close()


def is_page(answer: Response | None) -> bool:
    """Not a file, nor a part of a page that a script puts into one."""
    if answer is None or "text/html" not in answer.headers.get("content-type", ""):
        return False
    return answer.text().lstrip()[:9].lower() == "<!doctype"


def faults(look: Window, visit: Visit, ids: Collection[str]) -> Iterator[str]:
    """What is wrong with the page that is open, at 1280 px and below."""
    page = look.page
    for report in page.evaluate("window.__reports"):
        yield f"{visit}: content security policy: {report}"
    for problem in look.broken:
        yield f"{visit}: {problem}"
    yield from (f"{visit}: {named}" for named in named_in(look, ids))
    if (nodes := page.evaluate("document.querySelectorAll('*').length")) > _MOST_NODES:
        yield f"{visit}: {nodes} nodes"
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true })")
    yield from (f"{visit}: a row of {found}" for found in testing.uneven_tables(page))
    for found in testing.violations(page):
        yield f"{visit}: {found}"
    page.set_viewport_size({"width": testing.NARROW, "height": 800})
    if pixels := testing.overflow(page):
        yield f"{visit}: {pixels} pixels too wide at 320"
    page.set_viewport_size({"width": testing.PHONE, "height": 800})
    yield from (f"{visit}: hidden columns, {found}" for found in testing.hidden_columns(page))
    page.set_viewport_size({"width": testing.WIDE, "height": 800})


def named_in(look: Window, ids: Collection[str]) -> Iterator[str]:
    """Addresses, asked for or on the page, in which somebody's national id stands."""
    for address in (*look.asked, look.page.url, *look.page.evaluate(_ADDRESSES)):
        if any(number in ids or number.startswith("999") for number in TEN_DIGITS.findall(address)):
            yield f"a national id in {address}"


def keyboard_faults(page: Page, visit: Visit) -> Iterator[str]:
    """Controls that Tab does not reach, and those that do not show that they are reached."""
    # What is drawn anew meanwhile would not be known again; its focus has a test of its own.
    page.evaluate(_STILL)
    wanted = page.evaluate(_CONTROLS)
    page.evaluate(_FOLLOW)
    for _ in range(min(len(wanted) * 2 + 10, 2 * _MOST_STOPS)):
        page.keyboard.press("Tab")
    reached = dict(page.evaluate("window.__focused"))
    missed = [each for each in wanted[:_MOST_STOPS] if each not in reached]
    yield from (f"{visit}: Tab does not reach {each}" for each in missed)
    yield from (
        f"{visit}: no focus to see on {each}" for each, shown in reached.items() if not shown
    )


def forced_colour_faults(page: Page, visit: Visit) -> Iterator[str]:
    """Controls that lose their frame where the system chooses the colours, and what is nothing
    but a background."""
    page.evaluate(_PAINTED)
    page.emulate_media(forced_colors="active")
    yield from (f"{visit}: no frame in forced colours: {each}" for each in page.evaluate(_UNFRAMED))
    yield from (f"{visit}: gone in forced colours: {each}" for each in page.evaluate(_GONE))
    page.emulate_media(forced_colors="none")
