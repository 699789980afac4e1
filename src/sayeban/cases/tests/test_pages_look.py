"""Pages of services, worklist and cases in Chromium: axe, reflow, targets (ui.md 11)."""

import re
from collections.abc import Iterator
from copy import deepcopy
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from sayeban.accounts.public import Post
from sayeban.cases.actions.publish_service import import_services
from sayeban.cases.tests.documents import CARD
from sayeban.cases.tests.makers import NOW, open_step, opened, published
from sayeban.cases.tests.visiting import HQ, visitor
from sayeban.cases.workbook.writing import write_catalogue
from sayeban.design import testing
from sayeban.design.drawn import faults_of_all
from sayeban.facts.public import seed_facts
from sayeban.organisations.public import departments
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting, looking

WITHOUT = {"without_documents": "on", "reason": "فردا می‌آورد"}
pytestmark = [pytest.mark.django_db, pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def pages(places: None) -> Iterator[dict[str, str]]:
    """Every page by its name, written before Chromium starts: its loop shuts the database out."""
    with time_machine.travel(NOW):
        published({**CARD, "documents": CARD["documents"][:1]})
        yield _of_services() | _of_cases() | _of_migration()


def _of_services() -> dict[str, str]:
    writer = visitor(Post.HQ_EXPERT, HQ, "hq.writer")
    one = "/services/disability_card/"
    writer.post(f"{one}edit/documents/0/", {"revision": 1, "title": "شناسنامه"})
    found: dict[str, Any] = {
        "services": writer.get("/services/"),
        "services-none": writer.get("/services/?q=هیچ"),
        "service": writer.get(one),
        "service-edit": writer.get(f"{one}edit/"),
        "service-step": writer.get(f"{one}edit/steps/1/"),
        "service-way-wrong": writer.post(f"{one}edit/transitions/0/", {"revision": 2}),
        "service-about": writer.get(f"{one}edit/about/0/"),
        "service-new": writer.get("/services/new/"),
        "service-walk": writer.get(f"{one}v/1/walk/?way=complete.send"),
        "service-walked": writer.get(f"{one}v/1/walk/?way=lacking.missing"),
        "service-guard": _guard(writer, one),
        "service-guard-gone": writer.post(
            f"{one}condition/transitions/1/", {"do": "remove:r.9", "revision": 7}
        ),
        "service-guard-new": writer.get(f"{one}condition/transitions/2/?fact=age"),
        "service-guard-wrong": writer.post(
            f"{one}condition/transitions/2/", {"do": "add", "fact": "age", "revision": 2}
        ),
        "services-upload": writer.get("/services/upload/"),
        "services-looked": writer.post("/services/upload/", {"book": _book()}),
        "services-drafts": visitor(Post.HQ_DEPUTY, HQ, "hq.second").get("/services/drafts/"),
        "services-drafts-wrong": writer.post("/services/drafts/", {}),
    }
    return {name: answer.content.decode() for name, answer in found.items()}


def _guard(writer: Client, one: str) -> Any:  # noqa: ANN401 - what the client of tests gives
    with acting(OPERATOR, NOW):
        seed_facts()
    for op, value in ((">=", "18"), ("<", "60")):
        sent = {"do": "add", "fact": "age", "op": op, "value": value, "revision": "1"}
        writer.post(f"{one}condition/transitions/1/", {**sent, "revision": 2 if op == ">=" else 3})
    for number, do in enumerate(("any:r", "all:r.1", "not:r.1"), 4):
        writer.post(f"{one}condition/transitions/1/", {"do": do, "revision": number})
    return writer.get(f"{one}condition/transitions/1/?at=r.1.0&fact=age")


def _of_migration() -> dict[str, str]:
    """Running cases, and a version in force that lacks their step."""
    writer, one = visitor(Post.HQ_DEPUTY, HQ, "hq.deputy"), "/services/disability_card/"
    whole = deepcopy(CARD) | {"documents": CARD["documents"][:1], "start": "reception"}
    whole["steps"][0]["key"] = "reception"
    for way in whole["transitions"]:
        way["step"] = way["step"].replace("intake", "reception")
    import_services(actor=OPERATOR, at=NOW, documents=[whole], publish=True)
    page = f"{one}migrate/"
    found = {
        "migrate": writer.get(page),
        "migrate-wrong": writer.post(page, {}),
        "migrate-sure": writer.post(page, {"to-intake": "reception"}),
    }
    writer.post(page, {"to-intake": "reception", "sure": "True"})
    found["migrate-begun"] = writer.get(page)
    found["service-old"] = writer.get(one)
    return {name: answer.content.decode() for name, answer in found.items()}


def _book() -> SimpleUploadedFile:
    """One service that is new and leads nowhere, and one that changed."""
    with looking(OPERATOR):
        names = departments()
    new = {**deepcopy(CARD), "code": "second", "title": "خدمت دوم"}
    new["transitions"][0]["to"] = "nowhere"
    with TemporaryDirectory() as folder:
        path = Path(folder) / "book.xlsx"
        write_catalogue([new, {**CARD, "title": "کارت تازه"}], names, path)
        return SimpleUploadedFile("book.xlsx", path.read_bytes())


def _of_cases() -> dict[str, str]:
    clerk = visitor(Post.DESK_CLERK)
    old = opened(1, at=NOW - timedelta(days=20))
    new = [opened(serial) for serial in (2, 3)]
    here, step = f"/cases/{old.case_id}/", open_step(old.case_id).pk
    asked = {"department": "rehabilitation", "text": "آیا کمیسیون پیش‌تر نظر داده است؟"}
    clerk.post(f"{here}do/ask/case/", asked)
    clerk.post(f"{here}steps/{step}/", {"outcome": "lacking", "reason": "عکس نیست"})
    clerk.post(f"{here}steps/{open_step(old.case_id).pk}/", {"outcome": "brought", **WITHOUT})
    steps = [open_step(case.case_id).pk for case in new]
    first = f"/cases/{new[0].case_id}/"
    clerk.post(f"{first}do/attach/photo/", {"upload": _picture(40)})
    clerk.post(f"{first}do/attach/photo/", {"upload": _picture(50), "reason": "ناخوانا بود"})
    head = visitor(Post.COUNTY_HEAD)
    recorded = clerk.get("/worklist/").content.decode()
    act = re.findall("/worklist/recorded/[0-9]+/", recorded)[0]
    sought = {"reason": "work"}
    found = {
        "work": clerk.get("/worklist/"),
        "work-ordered": clerk.get("/worklist/?sort=service"),
        "work-found": clerk.post("/worklist/find/", {**sought, "sought": new[0].tracking_no}),
        "work-found-none": clerk.post("/worklist/find/", {**sought, "sought": "هیچ‌کس"}),
        "work-found-wrong": clerk.post("/worklist/find/", {}),
        "work-none": clerk.get("/worklist/?whose=mine"),
        "work-set": clerk.post("/worklist/set/", {"step": steps}),
        "work-set-wrong": clerk.post("/worklist/set/advance/", {"step": steps}),
        "case": clerk.get(first),
        "case-past": clerk.get(here),
        "case-wrong": clerk.post(f"{first}steps/{steps[0]}/", {"outcome": "fly"}),
        "case-note": clerk.get(f"{first}do/note/case/"),
        "case-pause-wrong": clerk.post(f"{first}do/pause/{steps[0]}/", {}),
        "case-hand-over": clerk.get(f"{first}do/hand-over/{steps[0]}/"),
        "track": Client().get("/track/"),
        "track-wrong": Client().post("/track/", {"number": "1"}),
        "tracked": Client().post("/track/", {"number": old.tracking_no}),
        "case-attach": clerk.get(f"{first}do/attach/photo/"),
        "work-act": clerk.get(act),
        "work-given-wrong": clerk.post("/worklist/set/hand-over/", {"step": steps}),
        "work-load": head.get("/worklist/load/"),
        "work-head": head.get("/worklist/"),
        "case-paper": clerk.get(f"{first}do/paper/photo/"),
    }
    return {name: answer.content.decode() for name, answer in found.items()}


def _picture(width: int) -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", (width, 20)).save(out, "PNG")
    return SimpleUploadedFile("photo.png", out.getvalue(), "image/png")


@pytest.mark.parametrize("widths", testing.WIDTHS)
def test_every_page_is_accessible_and_flows_on_a_phone(
    pages: dict[str, str], widths: tuple[int, ...]
) -> None:
    assert faults_of_all(pages, widths) == []
