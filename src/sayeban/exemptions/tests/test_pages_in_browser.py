"""Each page of centre, county and province in Chromium: axe, reflow, targets.

The pages are drawn by the site and handed to the browser; the journey over a real server is in
sayeban.sites.tests.
"""

from collections.abc import Mapping
from pathlib import Path

import pytest
import time_machine
from pytest_django.fixtures import Settings

from sayeban.design import testing
from sayeban.design.drawn import faults_of_all, opened
from sayeban.documents.tests.bills import shot_of
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.empty_scene import before_any_campaign, before_any_row
from sayeban.exemptions.tests.page_scene import scene

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

SCENES = {"lively": scene, "none": before_any_campaign, "empty": before_any_row}


@pytest.fixture(params=["lively", "none", pytest.param("empty", marks=pytest.mark.full)])
def drawn(
    request: pytest.FixtureRequest, settings: Settings, tmp_path: Path
) -> Mapping[str, bytes]:
    """Every page by name, drawn before the browser starts: its event loop bars the database."""
    settings.HOME = tmp_path
    with time_machine.travel(makers.NOW, tick=False):
        staged = SCENES[request.param]()
        return {name: staged.open(name) for name in staged.pages}


@pytest.mark.slow
@pytest.mark.parametrize("widths", testing.WIDTHS)
def test_every_page_is_open_to_everybody(
    drawn: Mapping[str, bytes], widths: tuple[int, ...]
) -> None:
    assert faults_of_all(drawn, widths, shot_of("1" * 26)) == []


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
