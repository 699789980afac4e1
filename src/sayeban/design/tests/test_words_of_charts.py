"""What is written in a chart can be read, however many things it shows and however they are called.

Given as many things as the country has and its longest names, on a phone, at a desk and on a wall.
"""

from collections.abc import Iterator

import pytest
from jinja2 import Environment
from playwright.sync_api import Browser, Page

from sayeban.design import testing
from sayeban.design.charts import Chart, Pin, Series, Span
from sayeban.design.drawn import opened
from sayeban.design.filters import fa
from sayeban.design.strips import Range, Ranges, Strip, Strips

pytestmark = pytest.mark.browser

NAME = "مرکز مثبت زندگی شهید محمدحسین فهمیدهٔ کهگیلویه و بویراحمد و چهارمحال (بررسی شهرستان)"
DAYS = tuple(f"{fa(day)} اردیبهشت" for day in range(1, 46))
MANY = tuple(float(40_000 * day) for day in range(1, 46))
WORDS = ("از", "سهم", "کمینه", "بیشینه")
CHARTS = {
    "strip_chart": Strips(
        "ترکیب",
        ("یک", "دو"),
        tuple(Strip(NAME[nth % 60 :], (900_000 + nth, nth)) for nth in range(62)),
    ),
    "range_chart": Ranges(
        "خطا",
        WORDS,
        tuple(Range(NAME[nth % 60 :], 0, nth / 62, 1) for nth in range(62)),
        "share",
    ),
    "line_chart": Chart(
        "روند",
        DAYS,
        (Series("یک", MANY), Series("دو", MANY[::-1])),
        (Pin(42, "مهلت مرکز"), Pin(43, "مهلت شهرستان"), Pin(44, "مهلت استان")),
        Span(30, 40, "پایان"),
    ),
    "stacked_chart": Chart("روند", DAYS, (Series("یک", MANY), Series("دو", MANY))),
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with testing.launch_browser() as found:
        yield found


def drawn(browser: Browser, env: Environment, name: str, width: int, kind: str = "") -> Page:
    macro = getattr(env.get_template("design/charts.jinja").module, name)
    html = (
        '<!doctype html><html lang="fa" dir="rtl">'
        f'<link rel="stylesheet" href="/static/design/ds.css"><body class="{kind}">'
        f'<main class="wrap">{macro(CHARTS[name])}</main></body></html>'
    )
    page = opened(browser, html, viewport={"width": width, "height": 900})
    page.evaluate("document.fonts.ready")
    return page


@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.parametrize(("width", "kind"), [(360, ""), (1280, ""), (1280, "projector")])
def test_no_word_of_a_chart_is_cut_or_meets_another(
    browser: Browser, env: Environment, name: str, width: int, kind: str
) -> None:
    page = drawn(browser, env, name, width, kind)
    testing.keep_picture(page, f"{name}-{kind or width}")
    assert testing.crowded_words(page) == []


@pytest.mark.parametrize("name", ["strip_chart", "range_chart"])
def test_a_phone_shows_names_whole_before_it_is_scrolled(
    browser: Browser, env: Environment, name: str
) -> None:
    page = drawn(browser, env, name, 360)
    left = page.locator(".chart > .scroll").evaluate("e => e.getBoundingClientRect().left")
    lines = page.locator(".chart .name").evaluate_all(
        "all => all.map(e => e.getBoundingClientRect().left)"
    )
    assert min(lines) >= left


def test_words_that_meet_or_are_cut_are_found(
    browser: Browser, env: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: lines without room between them, and letters that are said to be narrow."""
    monkeypatch.setattr("sayeban.design.strips._LINE", 12)
    monkeypatch.setattr("sayeban.design.charts._LETTER", 1)
    for name in ("strip_chart", "range_chart", "line_chart", "stacked_chart"):
        assert testing.crowded_words(drawn(browser, env, name, 360))
