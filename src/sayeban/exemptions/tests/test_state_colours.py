"""A state has one colour, in every picture of a board, in its table and in the lists."""

import re
from collections import defaultdict
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

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


@pytest.mark.django_db
@pytest.mark.parametrize("missing", [["location"], []])
def test_one_row_has_one_word_wherever_it_is_completed(missing: list[str]) -> None:
    campaign = world()
    made = makers.row(
        campaign,
        CENTRE,
        state="collected",
        collected_by=90_001,
        collected_at=NOW,
        missing=missing,
        flags=["incomplete"] if missing else [],
        bills={"gas": makers.bill_id(1, "gas")},
    )
    worker, of = visitor("worker", Post.SOCIAL_WORKER, CENTRE), f"/campaigns/{campaign.code}"
    with time_machine.travel(NOW, tick=False):
        said = {
            page: re.findall("ناکامل<|گردآوری شد<", _told(worker, page, made.national_id))
            for page in (
                f"{of}/units/{CENTRE}/table/?state=collected",
                f"{of}/units/{CENTRE}/rows/",
                f"{of}/rows/{made.key}/",
                f"/field/{campaign.code}/rows/{made.key}/",
            )
        }
    assert {word for words in said.values() for word in words} == {
        "ناکامل<" if missing else "گردآوری شد<"
    }
    assert all(said.values())


def _told(client: Client, page: str, national_id: str) -> str:
    """The line of a list about this person, or the lead of his own page."""
    answer = client.get(page)
    assert answer.status_code == 200
    text = answer.content.decode()
    lines = [line for line in re.findall("<tr.*?</tr>", text, re.S) if national_id in line]
    return lines[0] if lines else text.partition("<h1")[2].partition("</p>")[0]
