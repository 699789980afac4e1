"""A company's message and a bill's picture fill the boxes of the phone's form; nothing is saved."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sayeban.country.formats import barcode26
from sayeban.design import testing
from sayeban.design.drawn import faults_of_all
from sayeban.documents.tests.bills import shot_of
from sayeban.exemptions.actions.text_patterns import seed_patterns
from sayeban.exemptions.models import Campaign, Connection, Evidence, Row
from sayeban.exemptions.tests import makers, sheets_made
from sayeban.exemptions.tests.bills_sent import GAS, MESSAGE, PAID, no_bill, photo
from sayeban.exemptions.tests.field.scene import TODAY, card_of, picture, text_of, typed
from sayeban.exemptions.tests.ladder import fresh
from sayeban.exemptions.tests.test_pages_of_filling import box
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

pytestmark = pytest.mark.django_db


def asked(client: Client, row: Row, fill: str, **sent: object) -> tuple[int, str]:
    """Status and page after a press on one of the buttons that read."""
    named = {name.replace("__", "-"): value for name, value in sent.items()}
    answer = client.post(f"{card_of(row)}read/", {"version": row.version, "fill": fill, **named})
    return answer.status_code, answer.content.decode()


def is_chosen(html: str, name: str, value: str) -> bool:
    found = re.search(rf'<input[^>]*name="{name}"[^>]*value="{value}"[^>]*>', html)
    return found is not None and "checked" in found[0]


def bills(row: Row) -> list[str]:
    with acting(OPERATOR, makers.NOW):
        kept = Connection.objects.filter(row=row).exclude(bill_id="")
        return [each.bill_id for each in kept]


def test_a_pasted_message_fills_the_form_beside_what_was_typed_and_is_saved_by_its_user(
    campaign: Campaign, worker: Client
) -> None:
    with acting(OPERATOR, makers.NOW):
        seed_patterns(makers.NOW)
    row = sheets_made.known_row(campaign)
    status, html = asked(
        worker, row, "message", fill__message=MESSAGE, remarks="زنگ دوم", location="urban"
    )
    assert status == 200
    assert box(html, "gas_bill") == GAS
    assert (box(html, "gas_method"), box(html, "gas_source")) == ("paste", "sms")
    assert is_chosen(html, "gas_type", "private")
    assert is_chosen(html, "location", "urban")
    assert "زنگ دوم" in html
    assert "یافته: گاز" in html
    assert "هنوز چیزی ثبت نشده است" in html
    assert "error-message" not in html
    assert (fresh(row).state, bills(row)) == ("pending", [])
    filled = typed(row, gas_bill=box(html, "gas_bill"), gas_method="paste", gas_source="sms")
    assert worker.post(f"{card_of(row)}fill/", filled).status_code == 303
    with acting(OPERATOR, makers.NOW):
        kept = Connection.objects.get(row=row, utility="gas")
    assert (kept.bill_id, kept.source, kept.entry_method) == (GAS, "sms", "paste")


def test_a_photographed_barcode_fills_the_form_and_the_photo_is_kept(
    campaign: Campaign, worker: Client
) -> None:
    """So are photos that were chosen below: a browser would not choose them again."""
    row = sheets_made.known_row(campaign)
    sent = {"fill__picture": photo(barcode26.join(GAS, PAID)), "water_photo": picture()}
    status, html = asked(worker, row, "picture", **sent)
    assert status == 200
    assert box(html, "gas_bill") == GAS
    assert '<img src="/campaigns/c1405/rows/' in html
    assert (fresh(row).state, bills(row)) == ("pending", [])
    with acting(OPERATOR, makers.NOW):
        kept = Evidence.objects.filter(row=row).values_list("utility", flat=True)
        assert sorted(kept) == ["gas", "water"]


def test_a_text_that_was_there_to_be_read_is_no_answer(campaign: Campaign, worker: Client) -> None:
    row = sheets_made.known_row(campaign)
    sent = typed(row, "check", **{"fill-message": MESSAGE})
    assert "fill-message" not in worker.post(f"{card_of(row)}fill/", sent).content.decode()


def test_what_cannot_be_read_is_said_and_what_was_typed_stays(
    campaign: Campaign, worker: Client
) -> None:
    row = sheets_made.known_row(campaign)
    status, html = asked(worker, row, "picture", fill__picture=no_bill(), remarks="می‌ماند")
    assert (status, "می‌ماند" in html) == (422, True)
    assert "بگویید قبض کدام انشعاب است" in html
    assert '<details id="fill" open>' in html
    status, html = asked(worker, row, "message", fill__message="سلام", remarks="می‌ماند")
    assert (status, "می‌ماند" in html) == (200, True)
    assert "در این متن پیدا نشد" in html
    bad = SimpleUploadedFile("x.jpg", b"no picture", "image/jpeg")
    _, html = asked(worker, row, "message", fill__message="سلام", gas_photo=bad)
    assert "عکس یا PDF سالم نیست" in html


def test_the_card_does_not_lead_to_the_page_of_the_desk(campaign: Campaign, worker: Client) -> None:
    row = sheets_made.known_row(campaign)
    assert f"/campaigns/c1405/rows/{row.key}/#fill" not in text_of(worker, card_of(row))
    form = text_of(worker, f"{card_of(row)}fill/")
    assert form.count(f'formaction="{card_of(row)}read/#fill"') == 2
    assert '<details id="fill">' in form


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("widths", testing.WIDTHS)
def test_the_pages_are_open_to_everybody(
    campaign: Campaign, worker: Client, widths: tuple[int, ...]
) -> None:
    row = sheets_made.known_row(campaign, address="کوچهٔ یک")
    _, read = asked(worker, row, "picture", fill__picture=photo(barcode26.join(GAS, PAID)))
    _, unread = asked(worker, row, "picture", fill__picture=no_bill())
    pages = {
        "phone-fill": text_of(worker, f"{card_of(row)}fill/"),
        "phone-read": read,
        "phone-unread": unread,
        "phone-card": text_of(worker, card_of(row)),
        "phone-today": text_of(worker, TODAY),
    }
    assert faults_of_all(pages, widths, shot_of("1" * 26)) == []


def test_the_search_stands_above_the_households(campaign: Campaign, worker: Client) -> None:
    sheets_made.known_row(campaign, address="کوچهٔ یک")
    page = text_of(worker, TODAY)
    assert page.index('name="text"', page.index("<main")) < page.index('<ul class="homes">')
