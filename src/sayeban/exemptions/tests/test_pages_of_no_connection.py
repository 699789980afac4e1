"""What does not exist has no number: it goes with the word «ندارد», in sight and undone by hand."""

import pytest
from django.test import Client

from sayeban.exemptions.codes import COLLECT_REJECTS
from sayeban.exemptions.models import Campaign, Connection, Row
from sayeban.exemptions.pages.row.refused import CONFLICT
from sayeban.exemptions.tests import makers, sheets_made
from sayeban.exemptions.tests.ladder import CENTRE, fresh
from sayeban.exemptions.tests.table.pasting import heads, lines, previewed, seen
from sayeban.exemptions.tests.test_pages_of_rows import form_of, text_of
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]
GAS = makers.bill_id(41, "gas")


@pytest.fixture
def campaign(db: None) -> Campaign:
    makers.places()
    makers.companies()
    return makers.campaign()


def household(campaign: Campaign) -> Row:
    row = sheets_made.known_row(campaign, CENTRE, bills={"gas": GAS})
    with acting(OPERATOR, makers.NOW):
        Connection.objects.filter(row=row).update(number="778")
    return row


def gas_of(row: Row) -> tuple[str, str, str]:
    with acting(OPERATOR, makers.NOW):
        kept = Connection.objects.get(row=row, utility="gas")
    return kept.connection_type, kept.bill_id, kept.number


def test_on_its_page_they_go_and_the_page_says_which(campaign: Campaign, worker: Client) -> None:
    row = household(campaign)
    page = f"/campaigns/c1405/rows/{row.key}/"
    typed = form_of(row, gas_type="none", gas_bill=GAS, gas_number="778")
    assert worker.post(page, typed).status_code == 303
    assert gas_of(row) == ("none", "", "")
    said = f"انشعاب گاز «ندارد» ثبت شد و شناسهٔ قبض گاز {GAS} و شمارهٔ اشتراک گاز 778 پاک شد."
    assert said in text_of(worker, page)
    back = form_of(fresh(row), gas_number="778")
    assert worker.post(page, back).status_code == 303
    assert gas_of(row) == ("private", GAS, "778")
    assert "پاک شد" not in text_of(worker, page)


def test_one_that_is_written_anew_beside_the_word_is_asked_about(
    campaign: Campaign, worker: Client
) -> None:
    row = household(campaign)
    page = f"/campaigns/c1405/rows/{row.key}/"
    typed = form_of(row, gas_type="none", gas_bill=makers.bill_id(42, "gas"), gas_number="778")
    answer = worker.post(page, typed)
    assert answer.status_code == 422
    assert COLLECT_REJECTS["connection.contradicts"].sentence in answer.content.decode()
    assert gas_of(row) == ("private", GAS, "778")


@pytest.mark.parametrize(
    ("faulty", "code"),
    [
        ({"gas_bill": "1234567890123"}, "bill_id.check_digit"),
        ({"gas_type": "none", "gas_bill": makers.bill_id(42, "gas")}, "connection.contradicts"),
    ],
)
def test_beside_a_conflict_a_faulty_value_is_shown_at_its_box(
    campaign: Campaign, worker: Client, faulty: dict[str, str], code: str
) -> None:
    row = household(campaign)
    with acting(OPERATOR, makers.NOW):
        Row.objects.filter(pk=row.pk).update(version=2, changed_by=99, location="rural")
    answer = worker.post(f"/campaigns/c1405/rows/{row.key}/", form_of(row, **faulty))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert CONFLICT in page
    assert COLLECT_REJECTS[code].sentence in page


def test_in_a_paste_the_preview_shows_them_going(campaign: Campaign, worker: Client) -> None:
    row = household(campaign)
    other = sheets_made.known_row(campaign, CENTRE)
    text = lines(
        heads("national_id", "gas_type", "gas_bill"),
        [row.national_id, "ندارد", GAS],
        [other.national_id, "ندارد", GAS],
    )
    address = previewed(worker, text)
    shown = seen(worker, address)
    assert f"شناسهٔ قبض گاز: <bdi>{GAS}</bdi> ← <bdi><b>خالی</b></bdi>" in shown
    assert COLLECT_REJECTS["connection.contradicts"].sentence in shown
    worker.post(address)
    assert gas_of(row) == ("none", "", "")
    assert fresh(other).state == "pending"
