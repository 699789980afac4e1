"""What a phone asks without a page: its contact, today's households, and to take an answer."""

import json
import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sayeban.accounts.models import Device
from sayeban.accounts.public import Post
from sayeban.exemptions.models import Campaign, Row
from sayeban.exemptions.pages.field import phone
from sayeban.exemptions.pages.field import send as sending
from sayeban.exemptions.tests import makers, sheets_made
from sayeban.exemptions.tests.field.scene import TODAY, card_of, picture, typed
from sayeban.exemptions.tests.ladder import CENTRE, fresh
from sayeban.exemptions.tests.visiting import client_of, staff
from sayeban.kit.refusals import Refusal
from sayeban.runtime.refusals import Busy, NoRoom

pytestmark = pytest.mark.django_db


def cases(client: Client, **asked: str) -> list[dict[str, object]]:
    answer = client.post(f"{TODAY}cases/", asked)
    assert answer.status_code == 200
    found: list[dict[str, object]] = answer.json()["cases"]
    return found


def send(client: Client, row: Row, **changed: object) -> tuple[int, dict[str, object]]:
    answer = client.post(f"{card_of(row)}send/", typed(row) | changed)
    return answer.status_code, answer.json()


def left_alone(script: str) -> list[str]:
    """Lines that begin something and do not wait for it: a browser may end a worker before."""
    begun = "|".join(re.findall(r"async function (\w+)", script))
    return re.findall(rf"^\s*(?:{begun})\(.*$", script, re.MULTILINE)


def test_the_worker_waits_for_whatever_it_begins() -> None:
    script = phone._read("exemptions/field/sending.js") + phone._read("exemptions/field/sw.js")
    assert left_alone(script) == []
    assert "await goOnLater();" in script
    control = left_alone(script.replace("await goOnLater();", "goOnLater();"))
    assert [line.strip() for line in control] == ["goOnLater();"]


def test_a_contact_says_who_is_signed_in_and_nobody_is_sent_to_sign_in(worker: Client) -> None:
    told = worker.get("/field/contact/").json()
    assert told["user"]
    assert told["token"]
    assert Client().get("/field/contact/")["Location"].startswith("/enter/")


def test_todays_households_come_with_their_forms_and_the_phone_is_known(
    campaign: Campaign, worker: Client
) -> None:
    row = sheets_made.known_row(campaign, full_name="زهرا کریمی", state="returned",
                                returned_reason="عکس ناخواناست")  # fmt: skip
    makers.row(campaign, sheets_made.OTHER_CENTRE, full_name="مریم نادری")
    (case,) = cases(worker)
    assert (case["key"], case["name"], case["reason"]) == (
        str(row.key), "زهرا کریمی", "عکس ناخواناست",
    )  # fmt: skip
    values = case["values"]
    assert isinstance(values, dict)
    assert (values["postal_code"], values["tenancy_end_year"]) == ("1345678913", "")
    cases(worker)
    assert Device.objects.count() == 1
    assert worker.cookies["sayeban_device"].value == str(Device.objects.get().device)
    assert worker.cookies["sayeban_device"]["httponly"]


def test_no_more_than_fifty_leave_the_house_in_few_questions(
    campaign: Campaign, worker: Client
) -> None:
    for number in range(51):
        makers.row(campaign, CENTRE, full_name=f"نام {number}")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert len(cases(worker)) == 50
    selects = [each["sql"] for each in asked if "exemptions_" in each["sql"]]
    assert len(selects) <= 12


def test_an_answer_is_taken_once_and_says_so(campaign: Campaign, worker: Client) -> None:
    row = sheets_made.known_row(campaign)
    entry = str(uuid4())
    taken = {"state": "sent", "changed": True, "again": False}
    assert send(worker, row, entry=entry, gas_photo=picture()) == (200, taken)
    again = send(worker, row, entry=entry, gas_photo=picture())
    assert again == (200, taken | {"again": True})
    assert fresh(row).state == "collected"


def test_what_is_refused_comes_back_with_its_sentence(campaign: Campaign, worker: Client) -> None:
    row = sheets_made.known_row(campaign)
    status, told = send(worker, row, gas_bill="1234567890123")
    assert (status, told["state"]) == (422, "refused")
    assert "رقم کنترل" in str(told["message"])
    assert send(worker, row, entry="x")[0] == 422
    locked = sheets_made.known_row(campaign, state="centre_approved")
    assert send(worker, locked)[1]["state"] == "refused"
    strange = sheets_made.known_row(campaign, unit=sheets_made.OTHER_CENTRE)
    assert send(worker, strange)[0] == 404
    assert fresh(row).state == "pending"


@pytest.mark.parametrize("passes", [Busy(), NoRoom(percent=93)])
def test_who_meets_other_work_or_a_full_disk_waits_on(
    passes: Refusal, campaign: Campaign, worker: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object) -> None:
        raise passes

    monkeypatch.setattr(sending, "take", busy)
    assert send(worker, sheets_made.known_row(campaign)) == (503, {"state": "waiting"})


def test_a_conflict_comes_back_with_both_values(campaign: Campaign, worker: Client) -> None:
    row = sheets_made.known_row(campaign)
    colleague = staff("colleague", Post.SOCIAL_WORKER, CENTRE)
    sheets_made.trained(campaign, colleague)
    send(client_of(colleague), row, location="rural")
    status, told = send(worker, row)
    assert (status, told["state"], told["message"]) == (422, "conflict", sending.BOTH)
    assert ["موقعیت مکانی", "دارای انشعاب شهری", "روستایی با انشعاب رسمی"] in told["conflicts"]  # type: ignore[operator]  # a list
    assert send(worker, row, version=told["version"])[0] == 200
    assert fresh(row).location == "urban"


def test_the_answer_of_another_user_of_the_phone_waits(campaign: Campaign, worker: Client) -> None:
    row = sheets_made.known_row(campaign)
    assert send(worker, row, user="1") == (409, {"state": "waiting"})
    assert fresh(row).state == "pending"


def test_what_the_phone_keeps_names_nobody(campaign: Campaign, worker: Client) -> None:
    sheets_made.known_row(campaign, full_name="زهرا کریمی")
    page = Client().get("/field/shell/").content.decode()
    assert "زهرا" not in page
    assert 'name="gas_bill"' in page
    script = worker.get("/field/sw.js")
    assert script.headers["Content-Type"].startswith("text/javascript")
    kept = json.loads(script.content.decode().split("SHELL = ")[1].split(";\n")[0])
    assert "/field/shell/" in kept
    assert [path for path in kept if Client().get(path).status_code != 200] == []
