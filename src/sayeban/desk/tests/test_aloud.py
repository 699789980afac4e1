"""What pages say aloud has clips, small ones, and a changed sentence has none."""

from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from sayeban.design.clips import clip, clip_name
from sayeban.desk.actions.serve import call_next
from sayeban.desk.models import Desk
from sayeban.desk.pages.hall import AFTER, BEFORE, clips_of_call
from sayeban.desk.pages.survey import QUESTION, THANKS
from sayeban.desk.rules import spoken
from sayeban.desk.tests.makers import COUNTY, NOW, clerk, make_survey, make_ticket

KILO = 1024


def test_numbers_are_said_word_by_word() -> None:
    assert spoken(7) == ["هفت"]
    assert spoken(20) == ["بیست"]
    assert spoken(115) == ["صد", "و", "پانزده"]
    assert spoken(342) == ["سیصد", "و", "چهل", "و", "دو"]
    assert len({" ".join(spoken(n)) for n in range(1, 1000)}) == 999


@pytest.mark.django_db
def test_every_call_and_sentence_of_the_desk_has_a_clip() -> None:
    assert all(clip(each) for each in (QUESTION, THANKS, BEFORE, AFTER))
    assert all(clips_of_call(number, number % 60 + 1) for number in range(1, 1000))
    assert clip(f"{QUESTION} بگویید") == "", "a changed sentence falls silent"


def test_clips_are_small_and_play_everywhere() -> None:
    sizes = []
    for name in (clip_name(each) for each in (QUESTION, THANKS, BEFORE, AFTER, "صد", "و")):
        found = finders.find(name)
        assert isinstance(found, str)
        content = Path(found).read_bytes()
        assert content.startswith(b"OggS")
        assert b"OpusHead" in content[:64]
        sizes.append(len(content))
    assert max(sizes) <= 15 * KILO


@pytest.mark.django_db
def test_tablet_and_kiosk_offer_the_sound_and_play_nothing_by_themselves(desk: Desk) -> None:
    survey, hall = make_survey(COUNTY, 1), Client()
    for path in (f"/survey/{survey.key}/", f"/desk/hall/{desk.screen_key}/number/"):
        shown = hall.get(path).content.decode()
        assert "data-clip=" in shown
        assert "autoplay" not in shown


@pytest.mark.django_db
def test_the_display_calls_aloud_where_it_was_asked_to(desk: Desk) -> None:
    make_ticket(desk, number=115)
    call_next(actor=clerk(), at=NOW, unit=COUNTY, code="here", counter=2)
    hall, page = Client(), f"/desk/hall/{desk.screen_key}/"
    assert "data-call" not in hall.get(page).content.decode()
    aloud = hall.get(f"{page}?sound=1")
    assert 'data-call="115-2"' in aloud.content.decode()
    assert aloud.content.decode().count("data-src=") == len(clips_of_call(115, 2))
    assert aloud["Refresh"] == "10"
