"""The board on a wall in Chromium: nothing of it is below the edge, for a wall does not scroll."""

from collections.abc import Mapping

import pytest
import time_machine

from sayeban.accounts.public import Post
from sayeban.design import testing
from sayeban.design.drawn import opened
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.ladder import CENTRE, COUNTY, NOW, world
from sayeban.exemptions.tests.test_board_pages import EVENING, address, evenings
from sayeban.exemptions.tests.visiting import visitor
from sayeban.kit.units import Unit
from sayeban.organisations.models import Centre
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

pytestmark = [pytest.mark.browser, pytest.mark.django_db, pytest.mark.usefixtures("site")]
SCREENS = [(1280, 720), (1280, 900), (1920, 1080)]
CENTRES = 9
_BELOW = """() => [...document.querySelectorAll("main *")]
  .filter(e => e.checkVisibility() && e.getBoundingClientRect().bottom > window.innerHeight + 1)
  .map(e => e.outerHTML.slice(0, 80))"""
_LETTERS = """() => Math.min(...[...document.querySelectorAll(".walls svg:not(.key) text")]
  .filter(e => e.checkVisibility()).map(e => e.getBoundingClientRect().height))"""


@pytest.fixture
def walls() -> Mapping[str, str]:
    """Drawn before the browser starts: headquarters with its map, a county of many centres."""
    made = world()
    with acting(OPERATOR, NOW):
        for number in range(CENTRES):
            Centre.objects.create(code=f"70{number}9", county_id="0701", name=f"مرکز امید {number}")
    for number in range(CENTRES):
        for _ in range(number + 1):
            makers.row(made, Unit.of_centre("0701", f"70{number}9"))
        makers.row(
            made,
            Unit.of_centre("0701", f"70{number}9"),
            state="collected",
            collected_by=7,
            collected_at=NOW,
        )
    evenings(made, CENTRE, (5, 10, 15, 20, 25))
    shown = {"hq": (Post.HQ_DEPUTY, Unit.hq()), "county": (Post.COUNTY_HEAD, COUNTY)}
    with time_machine.travel(EVENING, tick=False):
        return {
            name: visitor(name, post, unit).get(address(unit, "projector/")).content.decode()
            for name, (post, unit) in shown.items()
        }


def test_a_wall_is_seen_whole_on_every_screen(walls: Mapping[str, str]) -> None:
    with testing.launch_browser() as browser:
        for name, html in walls.items():
            for width, height in SCREENS:
                page = opened(browser, html, viewport={"width": width, "height": height})
                testing.keep_picture(page, f"wall-{name}-{width}x{height}")
                assert page.evaluate(_BELOW) == [], (name, width, height)
                assert testing.overflow(page) == 0
                assert page.evaluate(_LETTERS) > 10, (name, width, height)
                page.close()


def test_without_the_rules_of_a_wall_its_foot_is_below_the_edge(walls: Mapping[str, str]) -> None:
    """Negative control."""
    with testing.launch_browser() as browser:
        page = opened(browser, walls["hq"], viewport={"width": 1280, "height": 720})
        page.evaluate("document.body.className = ''")
        assert page.evaluate(_BELOW)


def test_of_many_units_a_wall_shows_those_with_the_most_left(walls: Mapping[str, str]) -> None:
    assert "واحدهایی که بیش از همه مانده دارند: ۶ از ۹" in walls["county"]
    assert "امید ۸" in walls["county"]
    assert "امید ۰" not in walls["county"]
    assert "وضعیت ردیف‌ها به تفکیک واحد" not in walls["hq"]
    assert 'class="map"' in walls["hq"]
