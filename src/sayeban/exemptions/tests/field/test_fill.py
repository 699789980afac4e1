"""A household is typed, checked and taken on a phone without scripts, by its collectors alone."""

import re
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sayeban.accounts.public import Post
from sayeban.exemptions.models import Campaign, Evidence, SentEntry
from sayeban.exemptions.tests import makers, sheets_made
from sayeban.exemptions.tests.field.scene import TODAY, card_of, picture, text_of, typed
from sayeban.exemptions.tests.ladder import CENTRE, COUNTY, FAR, SECOND, fresh
from sayeban.exemptions.tests.visiting import client_of, staff, visitor
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

pytestmark = pytest.mark.django_db


def test_a_household_is_typed_checked_and_taken(campaign: Campaign, worker: Client) -> None:
    row = sheets_made.known_row(campaign)
    page = f"{card_of(row)}fill/"
    form = text_of(worker, page)
    assert re.search(r'name="gas_bill"[^>]*inputmode="numeric"[^>]*dir="ltr"', form)
    checked = worker.post(page, typed(row, "check", gas_photo=picture()))
    assert checked.status_code == 200
    shown = checked.content.decode()
    assert ("مراجعه به منزل" in shown, "پیوست شد" in shown) == (True, True)
    assert fresh(row).state == "pending"
    sent = dict(re.findall(r'<input type="hidden" name="([a-z_]+)" value="([^"]*)">', shown))
    saved = worker.post(page, sent | {"step": "save"})
    assert (saved.status_code, saved["Location"]) == (303, f"{card_of(row)}?done=row_collected")
    assert fresh(row).state == "collected"
    with acting(OPERATOR, makers.NOW):
        assert Evidence.objects.get().row_id == row.pk


UNFINISHED, WISHED = "هنوز کامل نیست", "بهتر است این‌ها هم باشد"


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, (False, True)),
        ({"location": ""}, (True, True)),
        ({"gas_photo": True}, (False, False)),
        ({"location": "rural_unconnected"}, (True, False)),
    ],
)
def test_without_a_photo_that_is_only_recommended_a_household_is_complete(
    campaign: Campaign, worker: Client, changed: dict[str, object], expected: tuple[bool, bool]
) -> None:
    row = sheets_made.known_row(campaign)
    sent = {name: picture() if value is True else value for name, value in changed.items()}
    shown = worker.post(f"{card_of(row)}fill/", typed(row, "check", **sent)).content.decode()
    assert (UNFINISHED in shown, WISHED in shown) == expected


def test_without_a_photo_that_is_required_it_is_not(campaign: Campaign, worker: Client) -> None:
    """The negative control."""
    with acting(OPERATOR, makers.NOW):
        Campaign.objects.update(documents="required")
    row = sheets_made.known_row(campaign)
    shown = worker.post(f"{card_of(row)}fill/", typed(row, "check")).content.decode()
    assert (UNFINISHED in shown, WISHED in shown) == (True, False)
    assert "عکس قبض یا کنتور گاز" in shown


def test_what_cannot_be_read_comes_back_before_it_is_checked(
    campaign: Campaign, worker: Client
) -> None:
    row = sheets_made.known_row(campaign)
    page = f"{card_of(row)}fill/"
    answer = worker.post(page, typed(row, "check", gas_bill="1234567890123", postal_code="12"))
    assert answer.status_code == 422
    assert "رقم کنترل شناسهٔ قبض درست نیست" in answer.content.decode()
    bad = SimpleUploadedFile("x.jpg", b"no picture", "image/jpeg")
    assert worker.post(page, typed(row, "check", gas_photo=bad)).status_code == 422
    assert worker.post(page, typed(row, "save", gas_bill="1234567890123")).status_code == 422
    back = worker.post(page, typed(row, "edit", remarks="یادداشت"))
    assert (back.status_code, "یادداشت" in back.content.decode()) == (200, True)
    assert fresh(row).state == "pending"


def test_a_bill_of_another_household_is_named_with_the_other_faults_and_before_it_is_saved(
    campaign: Campaign, worker: Client
) -> None:
    makers.row(campaign, SECOND, state="collected", bills={"gas": makers.bill_id(1, "gas")})
    row = sheets_made.known_row(campaign)
    page, told = f"{card_of(row)}fill/", "این شناسه برای خانوار دیگری هم ثبت شده است"
    taken = {"gas_type": "private", "gas_bill": makers.bill_id(1, "gas")}
    for step in ("check", "save"):
        wrong = {"water_type": "private", "water_bill": "1234567890123"}
        answer = worker.post(page, typed(row, step, **taken, **wrong))
        body = answer.content.decode()
        assert answer.status_code == 422
        assert "رقم کنترل شناسهٔ قبض درست نیست" in body
        assert told in body
    checked = worker.post(page, typed(row, "check", **taken))
    assert (checked.status_code, told in checked.content.decode()) == (200, True)
    # It is a doubt and no refusal; whose own it is, or nobody's, is none.
    assert worker.post(page, typed(row, "save", **taken)).status_code == 303
    assert "bill_id.taken" in fresh(row).flags
    for bill in (makers.bill_id(2, "gas"), ""):
        again = worker.post(page, typed(fresh(row), "check", gas_type="private", gas_bill=bill))
        assert (again.status_code, told in again.content.decode()) == (200, False)


def test_somebody_elses_newer_values_stand_beside_what_was_typed(
    campaign: Campaign, worker: Client
) -> None:
    row = sheets_made.known_row(campaign)
    colleague = staff("colleague", Post.SOCIAL_WORKER, CENTRE)
    sheets_made.trained(campaign, colleague)
    page = f"{card_of(row)}fill/"
    client_of(colleague).post(page, typed(row, location="rural"))
    answer = worker.post(page, typed(row))
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "روستایی با انشعاب رسمی" in shown
    again = re.search(r'name="version" value="([0-9]+)"', shown)
    assert again
    assert worker.post(page, typed(row) | {"version": again[1]}).status_code == 303
    assert fresh(row).location == "urban"


def test_saved_twice_it_is_taken_once(campaign: Campaign, worker: Client) -> None:
    row = sheets_made.known_row(campaign)
    answer = typed(row)
    for _ in range(2):
        saved = worker.post(f"{card_of(row)}fill/", answer)
        assert saved["Location"] == f"{card_of(row)}?done=row_collected"
    assert fresh(row).version == row.version + 1
    with acting(OPERATOR, makers.NOW):
        assert SentEntry.objects.count() == 1


@pytest.mark.parametrize(
    ("post", "unit", "status"),
    [
        (Post.SOCIAL_WORKER, SECOND, 404),
        (Post.SOCIAL_WORKER, FAR, 404),
        (Post.COUNTY_EXPERT, COUNTY, 403),
        (Post.COUNTY_HEAD, COUNTY, 403),
        (Post.OBSERVER, CENTRE, 403),
        (Post.VILLAGE_HELPER, CENTRE, 403),
    ],
)
def test_nobody_opens_the_worklist_of_others(
    campaign: Campaign, post: Post, unit: object, status: int
) -> None:
    row = sheets_made.known_row(campaign)
    client = visitor("somebody", post, unit)  # type: ignore[arg-type]  # a unit
    for path in (TODAY, card_of(row), f"{card_of(row)}fill/"):
        assert client.get(path).status_code == status
    assert client.post(f"{card_of(row)}fill/", typed(row)).status_code == status
    assert client.post(f"{card_of(row)}send/", typed(row)).status_code in (status, 403)
    assert client.post(f"{TODAY}cases/").status_code == status
    assert fresh(row).state == "pending"


def test_an_approved_household_is_shown_and_not_filled(campaign: Campaign, worker: Client) -> None:
    row = sheets_made.known_row(campaign, state="centre_approved")
    assert "قفل است" in text_of(worker, card_of(row))
    assert worker.post(f"{card_of(row)}fill/", typed(row)).status_code == 422


def test_a_household_or_campaign_that_is_not_there_is_not_found(
    campaign: Campaign, worker: Client
) -> None:
    assert worker.get(f"/field/c1405/rows/{uuid4()}/").status_code == 404
    assert worker.get("/field/none/centre:7011/").status_code == 404


def test_the_numbers_of_a_connection_that_there_is_not_go_and_the_check_says_so(
    campaign: Campaign, worker: Client
) -> None:
    gas, water = makers.bill_id(41, "gas"), makers.bill_id(42, "water")
    row = sheets_made.known_row(campaign, bills={"gas": gas})
    page = f"{card_of(row)}fill/"
    answer = typed(row, "check", gas_type="none", gas_bill=gas, water_bill=water)
    shown = worker.post(page, answer).content.decode()
    for number in (gas, water):
        assert re.search(f"{number}</bdi> پاک می‌شود", shown)
    assert worker.post(page, answer | {"step": "save"}).status_code == 303
    card = text_of(worker, card_of(row))
    assert f"انشعاب گاز «ندارد» ثبت شد و شناسهٔ قبض گاز {gas} پاک شد." in card
    assert "انشعاب آب" not in card.split("پاک شد")[0]
    with acting(OPERATOR, makers.NOW):
        assert set(row.connection_set.values_list("bill_id", flat=True)) == {""}


LACK = re.compile(r'formaction="[^"]*/fill/#([a-z_0-9]+)">([^<]+)</button>')


def test_the_check_names_what_is_missing_of_which_connection_and_leads_to_its_question(
    campaign: Campaign, worker: Client
) -> None:
    row = sheets_made.known_row(campaign)
    page = f"{card_of(row)}fill/"
    known = {"postal_code": "", "gas_channel": "", "water_type": "", "electricity_type": "private"}
    shown = worker.post(page, typed(row, "check", **known)).content.decode()
    assert LACK.findall(shown) == [
        ("id_postal_code", "کد پستی"),
        ("id_gas_channel", "راه تماس گاز"),
        ("id_electricity_bill", "شناسهٔ قبض برق"),
        ("id_electricity_channel", "راه تماس برق"),
        ("id_electricity_source", "منبع برق"),
        ("id_water_type_0", "نوع انشعاب آب"),
        ("id_gas_photo", "عکس قبض یا کنتور گاز"),
        ("id_electricity_photo", "عکس قبض یا کنتور برق"),
    ]
    back = worker.post(page, typed(row, "edit", **known)).content.decode()
    assert all(f'id="{box}"' in back for box, _ in LACK.findall(shown))


def test_nothing_is_missing_of_a_whole_household_or_of_one_with_a_reason(
    campaign: Campaign, worker: Client
) -> None:
    row = sheets_made.known_row(campaign)
    page = f"{card_of(row)}fill/"
    whole = worker.post(page, typed(row, "check", gas_photo=picture())).content.decode()
    assert "اگر درست است ثبت کنید" in whole
    away = typed(row, "check", gas_type="", gas_bill="", no_data_reason="not_found")
    assert LACK.findall(worker.post(page, away).content.decode()) == []


def test_a_phone_without_a_network_names_what_is_missing_in_the_same_words(
    campaign: Campaign, worker: Client
) -> None:
    row = sheets_made.known_row(campaign, postal_code="", tenure="")
    blank = dict.fromkeys(("location", "postal_code", "gas_channel", "gas_source"), "")
    blank |= dict.fromkeys(("electricity_type", "water_type"), "")
    named = set()
    for changed in ({"tenure": "tenant"}, {"tenure": "", "gas_bill": ""}):
        page = worker.post(f"{card_of(row)}fill/", typed(row, "check", **blank | changed))
        named |= set(re.findall(r'formaction="[^"]*#[^"]*">([^<]+)<', page.content.decode()))
    assert len(named) == 10
    own = worker.post(f"{TODAY}cases/").json()["own"]
    assert named - set(own["asks"].values()) == set()
