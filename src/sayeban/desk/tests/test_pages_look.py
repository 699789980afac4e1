"""Pages of the desk and of waiting lists in Chromium: axe, reflow, targets (ui.md 11)."""

from datetime import timedelta
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from sayeban.accounts.public import Post
from sayeban.cases.tests.makers import card, published
from sayeban.design import testing
from sayeban.design.drawn import faults_of_all
from sayeban.desk.models import Desk, Guest
from sayeban.desk.tests.guests_made import FAR, code_of
from sayeban.desk.tests.makers import (
    COUNTY,
    NOW,
    PROVINCE,
    make_booking,
    make_outcome,
    make_survey,
    make_ticket,
)
from sayeban.desk.tests.test_import import ROW, book, sent
from sayeban.desk.tests.test_pages import PAGE, client
from sayeban.desk.tests.test_recordings import MP3
from sayeban.desk.tests.test_recordings import PAGE as CLIP
from sayeban.facts.public import catalogue, seed_facts
from sayeban.forms.tests.makers import WISH, put_in_force
from sayeban.kit.units import Unit
from sayeban.organisations.public import declare_closure
from sayeban.people.tests.makers import national_id, person, register, source_row
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture
def pages(desk: Desk) -> dict[str, str]:
    """Every page by its name, written before Chromium starts: its loop shuts the database out."""
    clerk = client()
    found = {
        **_queue(desk, clerk),
        **_request(clerk),
        **_guests(clerk),
        **_surveys(desk, clerk),
        **_times(desk, clerk),
        **_headquarters(),
        **_clips(),
    }
    for name, answer in found.items():
        assert answer.status_code == (422 if name.endswith("-wrong") else 200), name
    return {name: answer.content.decode() for name, answer in found.items()}


def _queue(desk: Desk, clerk: Client) -> dict[str, Any]:
    head, hall = client(Post.DESK_HEAD), Client()
    first = make_ticket(desk)
    make_ticket(desk)
    away = make_ticket(desk)
    queue = f"{PAGE}queue/"
    clerk.post(queue, {"act": "absent", "turn": away.pk})
    clerk.post(queue, {"act": "call", "counter": "1"})
    screen = f"/desk/hall/{desk.screen_key}/"
    return {
        "desks": clerk.get("/desk/"),
        "desk": clerk.get(PAGE),
        "desk-wrong": clerk.post(queue, {"act": "call", "counter": "1"}),
        "slip": clerk.get(f"{PAGE}slip/{first.pk}/"),
        "screen": hall.get(screen),
        "screen-aloud": hall.get(f"{screen}?sound=1"),
        "kiosk-first": hall.get(f"{screen}number/"),
        "kiosk": hall.get(f"{screen}number/?number={first.number}"),
        "settings": head.get(f"{PAGE}settings/"),
        "settings-wrong": head.post(f"{PAGE}settings/", {}),
        "training": head.get(f"{PAGE}training/"),
    }


def _times(desk: Desk, clerk: Client) -> dict[str, Any]:
    page = f"{PAGE}times/"
    tomorrow = NOW.date() + timedelta(days=1)
    booking = make_booking(desk)
    with acting(OPERATOR, NOW):
        declare_closure(
            actor=OPERATOR, at=NOW, unit=PROVINCE, day=tomorrow + timedelta(days=4), reason="برف"
        )
    return {
        "times": clerk.get(page),
        "times-tomorrow": clerk.get(f"{page}?day={tomorrow.isoformat()}"),
        "times-wrong": clerk.post(page, {}),
        "times-slip": clerk.get(f"{page}{booking.pk}/slip/"),
        "times-move": clerk.get(f"{page}?move={booking.pk}"),
    }


def _headquarters() -> dict[str, Any]:
    deputy = client(Post.HQ_DEPUTY, Unit.hq(), course="")
    place = {"place": "استان فارس", "reason": "سیل در شمال استان"}
    until = {"until_day": "۴", "until_month": "9", "until_year": "۱۴۰۵"}
    deputy.post("/desk/freeze/", place | until)
    wrong = {"per_month": "2", "label": "", "points": "", "value": "شاید", "op": "="}
    with acting(OPERATOR, NOW):
        seed_facts()
        fact = next(key for key, each in catalogue().items() if each.type == "bool")
    rule = "/waiting/priorities/rule/?service="
    good = wrong | {"fact": fact, "value": "بله", "label": "سرپرست زن", "points": "30"}
    deputy.post(rule, good)
    return {
        "desks-deputy": deputy.get("/desk/"),
        "freeze": deputy.get("/desk/freeze/"),
        "freeze-wrong": deputy.post("/desk/freeze/", {}),
        "import": deputy.get("/desk/import/"),
        "import-wrong": _book(deputy, {"counters": "0", "unit": "ناکجا"}),
        "import-preview": _book(deputy, {}),
        "staff": deputy.get("/desk/training/"),
        "staff-wrong": deputy.post("/desk/training/", {}),
        "priorities": deputy.get("/waiting/priorities/"),
        "priority": deputy.get(rule),
        "priority-wrong": deputy.post(rule, wrong | {"fact": fact}),
    }


def _book(deputy: Client, wrong: dict[str, str]) -> HttpResponse:
    with NamedTemporaryFile(suffix=".xlsx") as file:
        path = book(
            Path(file.name), ROW | {"services": ""}, ROW | {"code": "third", "services": ""} | wrong
        )
        return sent(deputy, path)


def _request(clerk: Client) -> dict[str, Any]:
    put_in_force(WISH)
    published(card(), card() | {"code": "rent", "title": "کمک‌هزینهٔ اجاره", "form": "rent_help"})
    register(source_row(1, full_name="زهرا کریمی", mobile="+989120000000"))
    him = f"{PAGE}persons/{person(1).pk}/"
    slip = clerk.post(f"{him}disability_card/")["Location"]
    place = clerk.post(f"{him}rent/wait/")["Location"]
    return {
        "visitor": clerk.get(f"{PAGE}visitor/"),
        "visitor-found": clerk.post(f"{PAGE}visitor/", {"identifier": national_id(1)}),
        "visitor-none": clerk.post(f"{PAGE}visitor/", {"identifier": national_id(2)}),
        "newcomer-wrong": clerk.post(f"{PAGE}newcomer/", {}),
        "person": clerk.get(him),
        "mobile-wrong": clerk.post(f"{PAGE}mobiles/{person(1).pk}/", {"mobile": "1"}),
        "service": clerk.get(f"{him}rent/"),
        "service-wrong": clerk.post(f"{him}disability_card/"),
        "tracking": clerk.get(slip),
        "waiting": clerk.get("/waiting/"),
        "waiting-list": clerk.get("/waiting/07/rent/"),
        "waiting-place": clerk.get(place),
    }


def _clips() -> dict[str, Any]:
    """Sounds, one of them replaced twice; a file that is none."""
    hearing = client(Post.HQ_EXPERT, Unit.hq(), course="")
    for _ in range(2):
        hearing.post(CLIP, {"sound": SimpleUploadedFile("a.mp3", MP3)})
    return {
        "clips": hearing.get("/desk/clips/"),
        "clips-none": hearing.get("/desk/clips/?q=هواپیما"),
        "clip": hearing.get(CLIP),
        "clip-wrong": hearing.post(CLIP, {"sound": SimpleUploadedFile("a.mp3", b"no sound")}),
    }


def _guests(clerk: Client) -> dict[str, Any]:
    """Somebody of county 1001, before and after his code, and one who cannot be reached."""
    register(
        source_row(8, mobile="+989120000008", **FAR),
        source_row(9, **FAR),
    )
    away = clerk.post(f"{PAGE}visits/", {"identifier": national_id(8)})["Location"].split("?")[0]
    with acting(OPERATOR, NOW):
        key = Guest.objects.get().key
    found = {
        "visitor-elsewhere": clerk.post(f"{PAGE}visitor/", {"identifier": national_id(8)}),
        "visitor-unreachable": clerk.post(f"{PAGE}visitor/", {"identifier": national_id(9)}),
        "guest-code": clerk.get(away),
        "guest-code-wrong": clerk.post(away, {"code": ""}),
    }
    clerk.post(away, {"code": code_of(key)})
    found["guest"] = clerk.get(away)
    found["guest-service"] = clerk.get(f"{away}rent/")
    slip = clerk.post(f"{away}rent/")["Location"]
    found["guest-service-wrong"] = clerk.post(f"{away}rent/")
    return found | {"guest-asked": clerk.get(away), "guest-slip": clerk.get(slip)}


def _surveys(desk: Desk, clerk: Client) -> dict[str, Any]:
    answered = {"asked_at": NOW, "answered_at": NOW, "desk_id": desk.pk, "mode": "sms"}
    asked = make_survey(COUNTY, 101)
    for number, face in enumerate((3, 3, 3, 2, 1)):
        make_survey(COUNTY, 200 + number, face=face, **answered)
        make_outcome(desk, 200 + number, closed_on=NOW.date() - timedelta(days=number * 20))
    hall = Client()
    return {
        "survey": hall.get(f"/survey/{asked.key}/"),
        "ask": clerk.get(f"{PAGE}ask/"),
        "satisfaction": clerk.get("/desk/satisfaction/"),
        "reports": clerk.get("/desk/reports/"),
        "reports-sheet": clerk.get("/desk/reports/sheet/?by=month"),
    }


@pytest.mark.parametrize("widths", testing.WIDTHS)
def test_every_page_is_accessible_and_flows_on_a_phone(
    pages: dict[str, str], widths: tuple[int, ...]
) -> None:
    assert faults_of_all(pages, widths) == []
