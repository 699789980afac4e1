"""A state has one colour, in every picture of a board, in its table and in the lists."""

import re
from collections import defaultdict
from datetime import timedelta

import pytest
import time_machine

from sayeban.accounts.public import Post
from sayeban.exemptions.models import Freeze
from sayeban.exemptions.pages.states import GROUPS, HUES, TONES
from sayeban.exemptions.rules import STANDING_ASIDE, STATE_LABELS, State
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.ladder import CENTRE, COUNTY, NOW, world
from sayeban.exemptions.tests.visiting import visitor
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

LEGEND = re.compile(r'<rect class="(s[0-6])"[^>]*/></svg>([^<]+)</li>')
METER = re.compile(r'<th scope="row">([^<]+)</th><td>[^<]+</td><td><span class="meter (\w+)">')


def colours(page: str) -> dict[str, set[str]]:
    """By what each colour stands for in a legend or a meter; a state is called as its group."""
    group_of = {STATE_LABELS[state]: name for name, states in GROUPS.items() for state in states}
    found: dict[str, set[str]] = defaultdict(set)
    for hue, name in LEGEND.findall(page):
        found[name].add(hue)
    for label, tone in METER.findall(page):
        found[group_of.get(label, label)].add(tone)
    return found


@pytest.fixture
def board() -> str:
    """Of a county with rows in every state and an evening behind it."""
    campaign = world()
    for state in State:
        makers.row(campaign, CENTRE, state=state)
    with acting(OPERATOR, NOW):
        Freeze.objects.create(
            campaign=campaign,
            day=campaign.starts,
            province=CENTRE.province,
            county=CENTRE.county,
            centre=CENTRE.centre,
            figures={"by_state": {"collected": 1}, "ready": {}},
        )
    with time_machine.travel(NOW + timedelta(days=2), tick=False):
        answer = visitor("county.head", Post.COUNTY_HEAD, COUNTY).get(
            f"/campaigns/{campaign.code}/units/{COUNTY}/"
        )
    return answer.content.decode()


@pytest.mark.django_db
def test_a_state_has_one_colour_on_the_whole_board(board: str) -> None:
    found = colours(board)
    assert {name: {f"s{hue}"} for name, hue in HUES.items()} == {name: found[name] for name in HUES}
    others = {name: hues for name, hues in found.items() if name not in HUES}
    assert not set().union(*others.values()) & {f"s{hue}" for hue in HUES.values()}


@pytest.mark.django_db
def test_a_second_colour_of_a_state_is_seen(board: str) -> None:
    """The control."""
    wrong = board.replace('class="meter s5"', 'class="meter s4"', 1)
    assert wrong != board
    assert len(colours(wrong)["برگشتی"]) == 2


def test_every_state_that_moves_has_a_colour_of_its_group() -> None:
    assert len(set(HUES.values())) == len(GROUPS)
    aside = {state for state in State if TONES[state] == "mute"}
    assert aside == STANDING_ASIDE | {State.REMOVED}
