"""A person's voice takes the place of a clip, and the clip comes back."""

import io
import wave
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sayeban.accounts.public import Post
from sayeban.design.clips import clip, clip_name, sentences
from sayeban.desk.actions.record_clip import record_clip, restore_clip
from sayeban.desk.models import Desk, Recording
from sayeban.desk.pages.hall import AFTER, BEFORE, clips_of_call
from sayeban.desk.pages.survey import QUESTION, THANKS
from sayeban.desk.reads.recordings import clip_row, clip_rows, forget_recorded
from sayeban.desk.rules_sound import MOST, kind_of
from sayeban.desk.tests.makers import NOW, clerk
from sayeban.desk.tests.test_pages import client
from sayeban.kit.refusals import Refusal
from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting, looking

HQ = clerk(Unit.hq(), 7005, "hq_deputy")
NAME = clip_name(BEFORE)
KEY = NAME.removeprefix("clips/").removesuffix(".ogg")
PAGE = f"/desk/clips/{KEY}/"
MP3 = b"\xff\xfb\x90\x64" + bytes(64)
WEBM = b"\x1aE\xdf\xa3" + bytes(16) + b"webm" + bytes(16)


def wav() -> bytes:
    made = io.BytesIO()
    with wave.open(made, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(bytes(1600))
    return made.getvalue()


def shipped() -> bytes:
    found = finders.find(NAME)
    assert isinstance(found, str)
    return Path(found).read_bytes()


def test_sounds_are_known_by_their_first_bytes() -> None:
    assert kind_of(shipped()) == "audio/ogg"
    assert kind_of(wav()) == "audio/wav"
    assert kind_of(MP3) == kind_of(b"ID3\x04" + bytes(20)) == "audio/mpeg"
    assert kind_of(WEBM + b"A_OPUS") == "audio/webm"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"OggS" + bytes(60),  # of video, or of nothing
        b"RIFF\x00\x00\x00\x00AVI ",
        WEBM + b"V_VP9 A_OPUS",
        WEBM,
        b"\xff\xd8\xff\xe0 a photo",
        b"\xff\xfb\xff\x64",
        b"<script>alert(1)</script>",
        b"MZ a program",
    ],
)
def test_what_is_no_sound_has_no_kind(content: bytes) -> None:
    assert kind_of(content) == ""


def test_each_sentence_that_is_listed_has_a_clip_of_its_words() -> None:
    for label, said in sentences().items():
        written = Path(f"scripts/clips/{label}.tsv").read_text(encoding="utf-8").splitlines()
        assert [line.split("\t")[0] for line in written] == list(said)
        assert all(finders.find(clip_name(each)) for each in said)
    assert {QUESTION, THANKS, BEFORE, AFTER} <= set(sentences()["desk"])


@pytest.mark.django_db
def test_a_recording_is_played_until_it_is_taken_back(desk: Desk) -> None:
    before, hall = clip(BEFORE), f"/desk/hall/{desk.screen_key}/number/"
    number = record_clip(actor=HQ, at=NOW, name=NAME, content=wav())
    assert clip(BEFORE) == before, "another process asks anew within half a minute"
    forget_recorded()
    assert clip(BEFORE) == f"/desk/sounds/{number}/"
    assert clip(AFTER).startswith("/static/")
    assert f'href="{clip(BEFORE)}"' in Client().get(hall).content.decode()
    answer = Client().get(clip(BEFORE))
    assert (answer["Content-Type"], answer.content) == ("audio/wav", wav())
    assert answer["X-Content-Type-Options"] == "nosniff"
    restore_clip(actor=HQ, at=NOW, name=NAME)
    forget_recorded()
    assert clip(BEFORE) == before
    assert Client().get(f"/desk/sounds/{number}/").status_code == 404
    with acting(OPERATOR, NOW):
        kept = Recording.objects.get()
    assert (kept.by, kept.ended_by) == (7005, 7005), "who did it stays"


@pytest.mark.django_db
def test_what_stands_is_played_within_any_look() -> None:
    record_clip(actor=HQ, at=NOW, name=clip_name("صد"), content=MP3)
    forget_recorded()
    with looking(clerk()):
        clips = clips_of_call(115, 2)
        assert sum(each.startswith("/desk/sounds/") for each in clips) == 1
        # The look goes on with its own eyes.
        assert len(clip_rows("برای گرفتن شماره")) == 1


@pytest.mark.django_db
def test_a_newer_recording_takes_the_place_of_the_older() -> None:
    numbers = [record_clip(actor=HQ, at=NOW, name=NAME, content=each) for each in (MP3, wav())]
    forget_recorded()
    assert clip(BEFORE) == f"/desk/sounds/{numbers[1]}/"
    with looking(OPERATOR):
        assert clip_row(KEY).at == NOW


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("clips/0000000000000000.ogg", MP3, "clip.unknown"),
        (NAME, b"<script>", "clip.not_sound"),
        (NAME, MP3 + bytes(MOST), "clip.too_large"),
    ],
)
def test_what_is_not_taken_says_why(name: str, content: bytes, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        record_clip(actor=HQ, at=NOW, name=name, content=content)
    assert refused.value.code == code


@pytest.mark.django_db
def test_nothing_to_take_back_is_said_and_others_may_not() -> None:
    for name, code in ((NAME, "clip.not_recorded"), ("x", "clip.unknown")):
        with pytest.raises(Refusal) as refused:
            restore_clip(actor=HQ, at=NOW, name=name)
        assert refused.value.code == code
    with pytest.raises(Refusal) as refused:
        record_clip(actor=clerk(post="desk_head"), at=NOW, name=NAME, content=MP3)
    assert refused.value.code == "access.denied"


@pytest.mark.django_db
def test_headquarters_hears_replaces_and_goes_back() -> None:
    deputy = client(Post.HQ_DEPUTY, Unit.hq(), course="")
    listed = deputy.get("/desk/clips/?q=دکمه").content.decode()
    assert BEFORE in listed
    assert AFTER not in listed
    assert "واژهٔ دیگری بنویسید" in deputy.get("/desk/clips/?q=هواپیما").content.decode()
    wrong = deputy.post(PAGE, {"sound": SimpleUploadedFile("a.mp3", b"no sound at all")})
    assert wrong.status_code == 422
    assert "صدای WebM، Ogg، MP3 یا WAV نیست" in wrong.content.decode()
    assert deputy.post(PAGE, {"sound": SimpleUploadedFile("a.mp3", MP3)}).status_code == 303
    shown = deputy.get(PAGE).content.decode()
    assert "برگشت به صدای سامانه" in shown
    assert "data-clip=" in shown
    assert deputy.post(f"{PAGE}restore/").status_code == 303
    assert "صداهای پیشین" in deputy.get(PAGE).content.decode()
    assert deputy.post(f"{PAGE}restore/").status_code == 422
    assert deputy.get("/desk/clips/nothing/").status_code == 404
    assert deputy.post("/desk/clips/nothing/restore/").status_code == 404
