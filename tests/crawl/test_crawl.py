"""Every address as each post: axe, content policy, national ids, reflow, keyboard, forced colours.

A commit opens each page of the field and a few others; the full run all of them as everybody.
"""

import random
from collections.abc import Iterable
from http import HTTPStatus

import pytest
from playwright.sync_api import Browser

from tests.crawl.looking import (
    TEN_DIGITS,
    faults,
    forced_colour_faults,
    is_page,
    keyboard_faults,
    named_in,
    window,
)
from tests.crawl.visits import Stage, Visit

pytestmark = [pytest.mark.browser, pytest.mark.slow]

_FEW = 6


def crawled(browser: Browser, stage: Stage, visits: Iterable[Visit], *, keys: bool) -> list[str]:
    """All that is wrong. `keys`: also by keyboard and in forced colours, which takes longer."""
    ids = stage.national_ids()
    found: list[str] = []
    by_person: dict[str, list[Visit]] = {}
    for visit in visits:
        by_person.setdefault(visit.person, []).append(visit)
    for person, own in by_person.items():
        for visit in own:
            with window(browser, stage, person) as look:
                answer = look.open(stage.site.address + visit.path)
                if not is_page(answer):
                    continue
                assert answer
                if answer.status != HTTPStatus.OK:
                    found.append(f"{visit}: answered with {answer.status}")
                found += faults(look, visit, ids)
                if keys:
                    found += forced_colour_faults(look.page, visit)
                    found += keyboard_faults(look.page, visit)
    # In full: what is compared is cut short.
    print("\n".join(found))
    return found


def logged_ids(stage: Stage) -> list[str]:
    """Lines of the log in which a number as long as a national id stands."""
    return [line for line in stage.log.getvalue().splitlines() if TEN_DIGITS.search(line)]


def test_a_few_pages_are_open_to_everybody_and_tell_no_id(browser: Browser, stage: Stage) -> None:
    drawn = random.Random(stage.site.address)  # noqa: S311 - not a secret
    found = crawled(browser, stage, drawn.sample(stage.visits, _FEW), keys=True)
    assert found == []
    assert stage.log.getvalue()
    assert logged_ids(stage) == []


@pytest.mark.full
def test_every_page_as_each_post(browser: Browser, stage: Stage) -> None:
    found = crawled(browser, stage, stage.visits, keys=False)
    assert found == []
    assert logged_ids(stage) == []


@pytest.mark.full
def test_every_page_by_keyboard_and_in_forced_colours(browser: Browser, stage: Stage) -> None:
    once = {visit.name: visit for visit in stage.visits}
    assert crawled(browser, stage, once.values(), keys=True) == []


@pytest.mark.full
def test_what_is_wrong_would_be_seen(browser: Browser, stage: Stage) -> None:
    """The negative control: one fault of each kind on a page that is right."""
    visit = next(v for v in stage.visits if v.name == "people")
    person = sorted(stage.national_ids())[0]
    break_it = f"""() => {{
      document.body.insertAdjacentHTML("beforeend", `<img src="/static/x.png">
        <p style="color: red">x</p><a href="/people/{person}/">x</a>
        <div style="width: 2000px">x</div>
        <div class="scroll"><table><td><pre>{"x" * 300}</pre><tr><td><td></table></div>
        <button id="bad" class="bad" tabindex="-1">x</button>`);
      const wide = document.createElement("pre");
      wide.textContent = "x".repeat(900);
      document.body.append(wide);
    }}"""
    with window(browser, stage, visit.person) as look:
        look.open(stage.site.address + visit.path)
        assert list(faults(look, visit, stage.national_ids())) == []
        look.page.evaluate(break_it)
        found = "\n".join(faults(look, visit, stage.national_ids()))
        kinds = ("content security policy", "a national id in", "image-alt", "too wide")
        for kind in (*kinds, "hidden columns", "2 of 1 cells"):
            assert kind in found
        assert list(named_in(look, stage.national_ids()))


_BROKEN = {
    "Tab does not reach": (
        keyboard_faults,
        """const inert = document.createElement("div");
        inert.inert = true;
        inert.innerHTML = "<button id='first'>x</button>";
        const second = document.createElement("button");
        second.id = "second";
        second.tabIndex = -1;
        second.textContent = "x";
        main.append(inert, second);""",
    ),
    "no focus to see": (
        keyboard_faults,
        """for (const name of ["first", "second"]) {
          const bare = document.createElement("button");
          bare.id = name;
          bare.textContent = "x";
          bare.style.setProperty("outline", "none", "important");
          bare.style.setProperty("box-shadow", "none", "important");
          main.append(bare);
        }""",
    ),
    "no frame in forced colours": (
        forced_colour_faults,
        """for (const name of ["first", "second"]) {
          const flat = document.createElement("button");
          flat.id = name;
          flat.textContent = "x";
          flat.style.cssText = "appearance: none; border: 0; background: #060";
          main.append(flat);
        }""",
    ),
    "gone in forced colours": (
        forced_colour_faults,
        """for (const name of ["first", "second"]) {
          const dot = document.createElement("span");
          dot.id = name;
          dot.style.cssText = "display: block; width: 20px; height: 20px; background: #060";
          main.append(dot);
        }""",
    ),
}


@pytest.mark.full
@pytest.mark.parametrize("kind", _BROKEN)
def test_what_keys_and_chosen_colours_miss_would_be_seen(
    browser: Browser, stage: Stage, kind: str
) -> None:
    """The negative control: two things are broken on a page that is right, and only they are
    found."""
    look_for, broken = _BROKEN[kind]
    visit = next(v for v in stage.visits if v.name == "people")
    with window(browser, stage, visit.person) as look:
        look.open(stage.site.address + visit.path)
        assert list(look_for(look.page, visit)) == []
        look.page.evaluate(f"() => {{ const main = document.querySelector('main'); {broken} }}")
        first, second = look_for(look.page, visit)
    assert kind in first
    assert '"first"' in first
    assert kind in second
    assert '"second"' in second
